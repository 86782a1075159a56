/* Event logs of IEEE 1849: scopes, nesting, times. */
#include "core/xes.h"

#include "base/arena.h"

#include "tap.h"

static struct arena arena;
static struct str said;

static bool say(const char *what, const char *key, const char *value)
{
	said = str_fmt(&arena, "%.*s%s%s%s%s ", STR_ARG(said), what, key,
		       value[0] != '\0' ? "=" : "", value);
	return true;
}

static bool on_begin(void *ctx, enum xes_scope what, struct err *e)
{
	(void)ctx, (void)e;
	return say(what == XES_TRACE ? "(" : "[", "", "");
}

static bool on_end(void *ctx, enum xes_scope what, struct err *e)
{
	(void)ctx, (void)e;
	return say(what == XES_TRACE ? ")" : "]", "", "");
}

static bool on_attr(void *ctx, enum xes_scope of, const struct xes_attr *a, struct err *e)
{
	static const char *const name[] = {
		[XES_NOTHING] = "?", [XES_LOG] = "log:", [XES_TRACE] = "", [XES_EVENT] = "",
		[XES_GLOBAL_TRACE] = "gt:", [XES_GLOBAL_EVENT] = "ge:",
	};

	(void)ctx, (void)e;
	for (int i = 0; i < a->depth; i++) {
		(void)say(">", "", "");
	}
	return say(name[of], a->key, a->value);
}

static bool on_classifier(void *ctx, const char *name, const char *keys, struct err *e)
{
	(void)ctx, (void)e;
	return say("c:", name, keys);
}

static bool on_stray(void *ctx, struct err *e)
{
	(void)ctx, (void)e;
	return say("stray", "", "");
}

/* "<log>", "</>", "string k v". */
static bool feed(const char *const *tag, size_t n, struct err *e)
{
	const struct xes_sink sink = { .begin = on_begin, .end = on_end, .attr = on_attr,
				       .classifier = on_classifier, .stray = on_stray };
	struct xes x;

	said = STR("");
	xes_start(&x, &sink);
	for (size_t i = 0; i < n; i++) {
		struct str name, key, value;

		if (strcmp(tag[i], "/") == 0) {
			if (!xes_close_tag(&x, e)) {
				return false;
			}
			continue;
		}
		(void)str_cut(str_of(tag[i]), ' ', &name, &key);
		(void)str_cut(key, ' ', &key, &value);
		const char *scope = str_cstr(&arena, key);
		const char *attr[] = { "key", scope, "value", str_cstr(&arena, value), "scope",
				       scope, "name", scope, "keys",
				       str_cstr(&arena, value), NULL };
		const char *none[] = { NULL };

		if (!xes_open_tag(&x, str_cstr(&arena, name), key.n > 0 ? attr : none, e)) {
			return false;
		}
	}
	return true;
}

static void scopes(void)
{
	static const char *const tags[] = {
		"log", "extension Time", "/", "global trace", "string a x", "/", "/",
		"global event", "string b y", "/", "/", "classifier C k", "/",
		"float meta 1", "string concept:name inner", "/", "/",
		"trace", "string concept:name 1", "string n z", "/", "/",
		"event", "date t 2", "/", "list l", "values", "int i 3", "/", "/", "/", "/",
		"event", "/", "/", "trace", "/", "event", "string loose x", "/", "/",
		"unknown", "string deep x", "/", "/", "/",
	};
	struct err e;

	ok(feed(tags, ARRAY_LEN(tags), &e), "a log is read");
	is_text(said, "gt:a=x ge:b=y c:C=k log:meta=1 > log:concept:name=inner ( concept:name=1 "
		"> n=z [ t=2 l > i=3 ] [ ] ) ( ) stray ",
		"each where it stands, nested ones as such");

	static const char *const other[] = { "html" };
	static const char *const keyless[] = { "log", "string" };

	ok(!feed(other, ARRAY_LEN(other), &e), "another document");
	is_str(e.key, "xes.log", "by name");
	ok(!feed(keyless, ARRAY_LEN(keyless), &e), "an attribute without a key");
	is_str(e.key, "xes.key", "by name");
}

static void keys(void)
{
	struct str rest = STR("concept:name  'a key' x"), key;

	ok(xes_classifier_key(&rest, &key) && str_is(key, "concept:name"), "a key");
	ok(xes_classifier_key(&rest, &key) && str_is(key, "a key"), "one with a space");
	ok(xes_classifier_key(&rest, &key) && str_is(key, "x"), "the last");
	ok(!xes_classifier_key(&rest, &key), "and no more");
}

static void times(void)
{
	static const struct { const char *text; int64_t us; } good[] = {
		{ "1970-01-01T00:00:00Z", 0 }, { "1970-01-01T00:00:00", 0 },
		{ "1970-01-01T00:00:00.000+01:00", INT64_C(-3600000000) },
		{ "1970-01-01T00:00:00.123456789Z", 123456 }, { "1970-01-01T00:00:01.5Z", 1500000 },
		{ "2011-10-11T13:42:22.688+02:00", INT64_C(1318333342688000) },
		{ "2011-10-11T13:42:22,688+0200", INT64_C(1318333342688000) },
		{ "2011-10-11 11:42", INT64_C(1318333320000000) },
		{ "2011-10-11T11:42:00-00", INT64_C(1318333320000000) },
	};
	static const char *const bad[] = {
		"", "2011", "2011-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "2011-10-11",
		"2011-10-11T24:00:00Z", "2011-10-11T13:42:22+02:00x", "2011-10-11T13:42:60Z",
		"2011-10-11T13:42:22+99:00", "2011-10-11T13:42:22+", "NaN", "2011-10-11T13:4",
	};
	int64_t us;

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		us = -1;
		ok(xes_instant(str_of(good[i].text), &us), "a time: %s", good[i].text);
		is_int(us, good[i].us, "which one");
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!xes_instant(str_of(bad[i]), &us), "no time: “%s”", bad[i]);
	}
}

int main(void)
{
	arena_init(&arena, 0);
	scopes();
	keys();
	times();
	arena_done(&arena);
	return done_testing();
}
