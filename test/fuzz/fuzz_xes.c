/* Event logs of others, plain or packed: traces and events begin and end in pairs, nothing
 * is told outside them that belongs to them, faults have a name. Read again for a few keys
 * alone, which leaves out lines before they are parsed (core/xes_thin.h), each says the same
 * of those and fails at the same place. */
#include "edge/xes_in.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	struct xes_in *in;
	int trace, event;		/* open now */
	uint64_t sum;			/* of what was told, without keys nobody asks for */
};

static void note(struct seen *s, const char *text)
{
	for (; *text != '\0'; text++) {
		s->sum = (s->sum ^ (unsigned char)*text) * UINT64_C(1099511628211);
	}
}

static bool wants(void *ctx, struct str key)
{
	(void)ctx;
	return str_starts(key, STR("concept:")) || str_starts(key, STR("time:"));
}

static bool on_begin(void *ctx, enum xes_scope what, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	assert(what == XES_TRACE || what == XES_EVENT);
	assert(what == XES_TRACE ? s->trace == 0 && s->event == 0
				 : s->trace == 1 && s->event == 0);
	*(what == XES_TRACE ? &s->trace : &s->event) = 1;
	note(s, what == XES_TRACE ? "(" : "[");
	return true;
}

static bool on_end(void *ctx, enum xes_scope what, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	assert(what == XES_TRACE ? s->trace == 1 && s->event == 0 : s->event == 1);
	*(what == XES_TRACE ? &s->trace : &s->event) = 0;
	if (what == XES_TRACE) {
		xes_in_pause(s->in);
	}
	return true;
}

static bool on_attr(void *ctx, enum xes_scope of, const struct xes_attr *a, struct err *e)
{
	struct seen *s = ctx;
	int64_t us;

	(void)e;
	assert(a->depth >= 0 && a->key != NULL && a->value != NULL);
	assert(of != XES_TRACE || (s->trace == 1 && s->event == 0));
	assert(of != XES_EVENT || s->event == 1);
	assert(utf8_valid(str_of(a->key)) && utf8_valid(str_of(a->value)));
	(void)xes_instant(str_of(a->value), &us);
	if (wants(NULL, str_of(a->key))) {
		note(s, a->key);
		note(s, a->value);
	}
	return true;
}

static void read_all(const uint8_t *data, size_t size, bool thin, struct seen *seen,
		     struct err *e)
{
	const struct xes_sink sink = { .ctx = seen, .begin = on_begin, .end = on_end,
				       .attr = on_attr, .wants = thin ? wants : NULL };
	bool more = true, good = true;
	struct arena a;
	FILE *f = fmemopen((void *)(uintptr_t)data, size, "rb");

	assert(f != NULL);
	arena_init(&a, 0);
	(void)xes_in_looks(f);
	good = xes_in_open(&a, f, &sink, &seen->in, e);
	if (good) {
		while (good && more) {
			good = xes_in_run(seen->in, &more, e);
		}
		xes_in_close(seen->in);
	}
	assert(good == (e->key[0] == '\0'));
	arena_done(&a);
	(void)fclose(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen all = { 0 }, some = { 0 };
	struct err whole = { .key = "" }, thin = { .key = "" };

	if (size == 0) {
		return 0;
	}
	read_all(data, size, false, &all, &whole);
	read_all(data, size, true, &some, &thin);
	/* Bytes that were held for their end are not read when it cannot be unpacked. */
	if (str_starts(str_of(whole.key), STR("unpack.")) ||
	    str_starts(str_of(thin.key), STR("unpack."))) {
		return 0;
	}
	assert(all.sum == some.sum);
	assert(strcmp(whole.key, thin.key) == 0);
	assert(strcmp(err_arg(&whole, "line"), err_arg(&thin, "line")) == 0);
	assert(strcmp(err_arg(&whole, "column"), err_arg(&thin, "column")) == 0);
	return 0;
}
