/* Whatever is read as JSON is written and read again as the same bytes. */
#include "base/json_fast.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What goes the short way goes the long one too, to the same tree. */
static void compare(struct arena *a, struct str text, struct buf *first, struct buf *second)
{
	const struct json *fast, *slow;
	struct err e;
	if (json_fast(a, text, &fast)) {
		bool both = json_slow(a, text, &slow, &e);
		assert(both);
		json_write_pretty(first, fast);
		json_write_pretty(second, slow);
		assert(str_eq(buf_view(first), buf_view(second)));
	}
	buf_reset(first);
	buf_reset(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct buf first;
	struct buf second;
	struct err e;
	const struct json *v;
	arena_init(&a, 0);
	buf_init(&first, 64 << 20);
	buf_init(&second, 64 << 20);
	compare(&a, (struct str){ (const char *)data, size }, &first, &second);
	if (json_parse(&a, (struct str){ (const char *)data, size }, &v, &e)) {
		json_write(&first, v);
		bool again = json_parse(&a, buf_view(&first), &v, &e);
		assert(again);
		json_write(&second, v);
		assert(str_eq(buf_view(&first), buf_view(&second)));
		buf_reset(&second);
		json_write_pretty(&second, v);
		again = json_parse(&a, buf_view(&second), &v, &e);
		assert(again);
	} else {
		assert(e.code == ERR_INVALID || e.code == ERR_LIMIT);
	}
	buf_done(&second);
	buf_done(&first);
	arena_done(&a);
	return 0;
}
