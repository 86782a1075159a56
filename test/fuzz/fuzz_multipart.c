/* Forms with files: however they are cut into pieces, the parts are the same. */
#include "base/arena.h"
#include "base/hash.h"
#include "base/multipart.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	struct hash_state hash;
	size_t parts, ends, bytes;
	bool within;
};

static bool part(void *ctx, struct str name, bool file, struct str file_name, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	assert(!s->within && name.n > 0 && (file || file_name.n == 0));
	s->within = true;
	s->parts++;
	hash_add(&s->hash, name.p, name.n);
	hash_add(&s->hash, file_name.p, file_name.n);
	hash_add(&s->hash, "\n", 1);
	return true;
}

static bool bytes(void *ctx, struct str b, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	assert(s->within && b.n > 0);
	s->bytes += b.n;
	hash_add(&s->hash, b.p, b.n);
	return true;
}

static bool end(void *ctx, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	assert(s->within);
	s->within = false;
	s->ends++;
	hash_add(&s->hash, "\n\n", 2);
	return true;
}

/* In pieces of `step` bytes, 0: whole. */
static bool read_all(struct str body, size_t step, struct seen *s, struct hash *h)
{
	struct multipart m;
	struct err e = { .key = "" };
	bool ok;

	*s = (struct seen){ .parts = 0 };
	hash_start(&s->hash);
	ok = multipart_start(&m, STR("multipart/form-data; boundary=\"B-1\""),
			     (struct multipart_calls){ s, part, bytes, end }, &e);
	assert(ok);
	for (size_t i = 0; ok && i < body.n; i += step ? step : body.n) {
		ok = multipart_put(&m, str_sub(body, i, step ? i + step : body.n), &e);
	}
	ok = ok && multipart_end(&m, &e);
	assert(ok == (e.key[0] == '\0'));
	assert(!ok || (s->parts == s->ends && !s->within && s->bytes <= body.n));
	*h = hash_end(&s->hash);
	return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str body = { (const char *)data, size };
	struct multipart m;
	struct seen s, t;
	struct hash one, other;
	struct err e;

	hash_setup();
	bool whole = read_all(body, 0, &s, &one);

	for (size_t step = 1; step < 8; step += 3) {
		assert(read_all(body, step, &t, &other) == whole);
		assert(t.parts == s.parts && t.bytes == s.bytes && hash_eq(one, other));
	}
	/* And as a Content-Type. */
	if (multipart_start(&m, body, (struct multipart_calls){ 0 }, &e)) {
		assert(m.mark_n > 4 && m.mark_n <= sizeof(m.mark));
	}
	return 0;
}
