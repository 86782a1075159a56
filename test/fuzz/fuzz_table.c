/* Tables of others: whatever the bytes, records end where they are said to, and what was
 * read is read again from what csv_put writes. */
#include "edge/table_in.h"

#include "base/utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A record written anew gives the same fields, but for the apostrophe before formulas. */
static void again(struct arena *a, const struct csv *c)
{
	struct csv other = { .arena = a, .separator = ',' };
	struct csv_scan scan = { .separator = ',' };
	struct err e;
	struct buf b;

	buf_init(&b, 4 * TABLE_RECORD_MOST);
	for (size_t i = 0; i < c->n; i++) {
		buf_text(&b, i > 0 ? "," : "");
		csv_put(&b, c->field[i]);
	}
	csv_scan(&scan, buf_view(&b));
	assert(buf_ok(&b) && !scan.quoted);
	bool good = csv_record(&other, buf_view(&b), &e);
	assert(good && other.n == c->n);
	for (size_t i = 0; i < c->n; i++) {
		struct str s = other.field[i];

		assert(str_eq(s, c->field[i]) ||
		       (s.n == c->field[i].n + 1 && s.p[0] == '\'' &&
			str_eq(str_sub(s, 1, s.n), c->field[i])));
	}
	buf_done(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err e = { .key = "" };
	bool there = true, good = true;
	int64_t line = 0;
	struct table_in t;
	struct arena a;

	if (size == 0) {
		return 0;
	}
	FILE *f = fmemopen((void *)(uintptr_t)data, size, "rb");
	assert(f != NULL);
	arena_init(&a, 0);
	table_in_start(&t, f);
	while (good && there) {
		arena_reset(&a);
		good = table_in_next(&t, &a, &there, &e);
		if (good && there) {
			assert(t.csv.n > 0 && t.csv.n <= CSV_FIELDS);
			assert(t.csv.line > line && t.csv.line <= t.lines);
			line = t.csv.line;
			for (size_t i = 0; i < t.csv.n; i++) {
				assert(utf8_valid(t.csv.field[i]));
			}
			again(&a, &t.csv);
		}
	}
	assert(good == (e.key[0] == '\0'));
	table_in_done(&t);
	arena_done(&a);
	(void)fclose(f);
	return 0;
}
