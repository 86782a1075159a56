/* Forms and queries: what is read can be written and read again, the same. */
#include "base/buf.h"
#include "base/http.h"
#include "base/utf8.h"
#include "web/form.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena arena;

static struct str written(const struct form *f)
{
	struct buf b;
	buf_init(&b, 4 << 20);
	for (size_t i = 0; i < f->n; i++) {
		buf_text(&b, i > 0 ? "&" : "");
		buf_str(&b, http_encode(&arena, f->field[i].name));
		buf_text(&b, "=");
		buf_str(&b, http_encode(&arena, f->field[i].value));
	}
	struct str s = str_dup(&arena, buf_view(&b));
	buf_done(&b);
	return s;
}

/* By its name each field is found, in its order, trimmed. */
static void check_found(const struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const char *name = str_cstr(&arena, f->field[i].name);
		size_t before = 0;
		struct str value;
		for (size_t k = 0; k < i; k++) {
			before += str_eq(f->field[k].name, f->field[i].name);
		}
		if (!form_nth(f, name, before, &value)) {
			assert(0);
		}
		assert(str_eq(value, str_trim(f->field[i].value)));
		assert(before > 0 || str_eq(form_get(f, name), value));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct form f, again;
	struct err e;

	arena_init(&arena, 0);
	if (form_parse(&arena, text, &f, &e)) {
		assert(f.n <= FORM_FIELDS);
		for (size_t i = 0; i < f.n; i++) {
			assert(utf8_valid(f.field[i].name) && utf8_valid(f.field[i].value));
		}
		if (!form_parse(&arena, written(&f), &again, &e)) {
			assert(0);
		}
		assert(again.n == f.n);
		for (size_t i = 0; i < f.n; i++) {
			assert(str_eq(again.field[i].name, f.field[i].name));
			assert(str_eq(again.field[i].value, f.field[i].value));
		}
		if (f.n <= 64) {
			check_found(&f);
		}
	}
	arena_done(&arena);
	return 0;
}
