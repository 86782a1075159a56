/* Event logs of others, plain or packed: traces and events begin and end in pairs, nothing
 * is told outside them that belongs to them, faults have a name. */
#include "edge/xes_in.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	struct xes_in *in;
	int trace, event;		/* open now */
};

static bool on_begin(void *ctx, enum xes_scope what, struct err *e)
{
	struct seen *s = ctx;

	(void)e;
	assert(what == XES_TRACE || what == XES_EVENT);
	assert(what == XES_TRACE ? s->trace == 0 && s->event == 0
				 : s->trace == 1 && s->event == 0);
	*(what == XES_TRACE ? &s->trace : &s->event) = 1;
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
	const struct seen *s = ctx;
	int64_t us;

	(void)e;
	assert(a->depth >= 0 && a->key != NULL && a->value != NULL);
	assert(of != XES_TRACE || (s->trace == 1 && s->event == 0));
	assert(of != XES_EVENT || s->event == 1);
	assert(utf8_valid(str_of(a->key)) && utf8_valid(str_of(a->value)));
	(void)xes_instant(str_of(a->value), &us);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen seen = { 0 };
	const struct xes_sink sink = { &seen, on_begin, on_end, on_attr, NULL, NULL };
	struct err e = { .key = "" };
	bool more = true, good = true;
	struct arena a;

	if (size == 0) {
		return 0;
	}
	FILE *f = fmemopen((void *)(uintptr_t)data, size, "rb");

	assert(f != NULL);
	arena_init(&a, 0);
	(void)xes_in_looks(f);
	good = xes_in_open(&a, f, &sink, &seen.in, &e);
	if (good) {
		while (good && more) {
			good = xes_in_run(seen.in, &more, &e);
		}
		xes_in_close(seen.in);
	}
	assert(good == (e.key[0] == '\0'));
	arena_done(&a);
	(void)fclose(f);
	return 0;
}
