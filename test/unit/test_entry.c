/* Ledger entries: canonical bytes, strict reading, and the golden file. */
#include "tap.h"

#include "base/limits.h"
#include "core/entry.h"

static struct arena arena;

static struct str written(const struct entry *en, struct err *e)
{
	struct buf b;
	struct str out = { 0 };

	buf_init(&b, LIMIT_ENTRY + 4096);
	if (entry_bytes(&b, &arena, en, e)) {
		out = str_dup(&arena, buf_view(&b));
	}
	buf_done(&b);
	return out;
}

static void canonical_order(void)
{
	struct json *body = json_new_obj(&arena);
	struct err e;

	/* Keys are sorted, whatever the order they were added in. */
	json_set_str(&arena, body, "why", STR("leave"));
	json_set_int(&arena, body, "no", 3);
	struct entry en = {
		.seq = 5, .at = civil_instant((struct civil){ 2026, 11, 23, 8, 15, 0 }),
		.stream = { STREAM_DOSSIER, 32 }, .kind = KIND_HOLDER_MOVED, .version = 1,
		.cmd = STR("a.b-1"), .body = body,
	};

	is_text(written(&en, &e),
		"{\"actor\":\"system\",\"at\":\"2026-11-23T08:15:00+07:00\","
		"\"body\":{\"no\":3,\"why\":\"leave\"},\"cmd\":\"a.b-1\","
		"\"kind\":\"holder_moved\",\"seq\":5,\"stream\":\"dossier/d0000000000010\","
		"\"v\":1}", "canonical bytes");
}

/* Writes an entry of exactly n bytes: its ground is as long as that takes. */
static bool fits(size_t n, struct err *e)
{
	struct json *body = json_new_obj(&arena), *full = json_new_obj(&arena);
	struct entry en = { .stream = { STREAM_DOSSIER, 32 }, .kind = KIND_PAUSED, .version = 1,
			    .body = body };

	json_set_str(&arena, body, "ground", STR(""));
	size_t empty = written(&en, e).n;
	char *text = arena_array(&arena, char, n);

	memset(text, 'x', n - empty);
	json_set_str(&arena, full, "ground", (struct str){ text, n - empty });
	en.body = full;
	return written(&en, e).n == n;
}

static void length(void)
{
	struct err e;

	ok(fits(LIMIT_ENTRY, &e), "an entry of 65,535 bytes");
	ok(!fits(LIMIT_ENTRY + 1, &e), "one byte more is too long");
	is_str(e.key, "entry.long", "and says so");
}

static void refused(const char *bytes, const char *why)
{
	struct entry en = { .seq = 4711 };
	struct err e;
	bool good = entry_read(&arena, str_of(bytes), &en, &e);

	ok(!good && e.code == ERR_CORRUPT && strcmp(e.key, "entry.bytes") == 0, "%s: no entry",
	   why);
	is_str(good ? "" : err_arg(&e, "why"), why, "the reason is %s", why);
	is_int(en.seq, 4711, "nothing was written (%s)", why);
}

#define AT "\"at\":\"2026-11-23T08:15:00+07:00\","
#define TAIL "\"body\":{},\"cmd\":\"\",\"kind\":\"ready\",\"seq\":1," \
	     "\"stream\":\"dossier/d0000000000010\",\"v\":1}"

static void bad_bytes(void)
{
	refused("{", "json.syntax");
	refused("[]", "members");
	refused("{}", "members");
	refused("{\"actor\":\"system\",\"more\":1," AT TAIL, "members");
	refused("{\"actor\":\"u0000000000010\"," AT TAIL, "actor");
	refused("{\"actor\":7," AT TAIL, "actor");
	refused("{\"actor\":\"system\",\"at\":\"2026-02-30T08:15:00+07:00\"," TAIL, "at");
	refused("{\"actor\":\"system\"," AT "\"body\":{},\"cmd\":\"\",\"kind\":\"unknown\","
		"\"seq\":1,\"stream\":\"dossier/d0000000000010\",\"v\":1}", "kind");
	refused("{\"actor\":\"system\"," AT "\"body\":{},\"cmd\":\"\",\"kind\":\"ready\","
		"\"seq\":1,\"stream\":\"unit/u0000000000010\",\"v\":1}", "stream");
	refused("{\"actor\":\"system\"," AT "\"body\":{},\"cmd\":\"\",\"kind\":\"ready\","
		"\"seq\":1,\"stream\":\"dossier/u0000000000010\",\"v\":1}", "stream");
	refused("{\"actor\":\"system\"," AT "\"body\":{},\"cmd\":\"\",\"kind\":\"ready\","
		"\"seq\":-1,\"stream\":\"dossier/d0000000000010\",\"v\":1}", "seq");
	refused("{\"actor\":\"system\"," AT "\"body\":{},\"cmd\":\"\",\"kind\":\"ready\","
		"\"seq\":1,\"stream\":\"dossier/d0000000000010\",\"v\":0}", "v");
	refused("{\"actor\":\"system\"," AT "\"body\":{},\"cmd\":\"\",\"kind\":\"ready\","
		"\"seq\":1,\"stream\":\"dossier/d0000000000010\",\"v\":99}", "v");
	refused("{\"actor\":\"system\"," AT "\"body\":[],\"cmd\":\"\",\"kind\":\"ready\","
		"\"seq\":1,\"stream\":\"dossier/d0000000000010\",\"v\":1}", "body");
	refused("{\"actor\":\"system\"," AT "\"body\":{},\"key\":\"\",\"kind\":\"ready\","
		"\"seq\":1,\"stream\":\"dossier/d0000000000010\",\"v\":1}", "cmd");
}

static void streams(void)
{
	static const char *const bad[] = { "", "store/", "store/u0000000000010", "dossier",
					   "dossier/", "person/u0000000000010", "x/u0000000000010",
					   "dossier/d000000000001" };
	struct stream s;
	char text[STREAM_TEXT];

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!stream_parse(str_of(bad[i]), &s), "\"%s\" is no stream", bad[i]);
	}
	ok(stream_parse(STR("store"), &s) && s.kind == STREAM_STORE && s.id == 0, "store");
	ok(stream_parse(STR("bundle/b0000000000010"), &s) && s.kind == STREAM_BUNDLE &&
	   s.id == 32, "a bundle");
	is_str(stream_text(s, text), "bundle/b0000000000010", "and back");
}

static void kinds(void)
{
	int bad = 0;

	for (enum entry_kind k = KIND_NONE + 1; k < KIND_COUNT; k++) {
		bad += kind_of(str_of(kind_name(k))) != k || kind_stream(k) == STREAM_NONE ||
		       kind_version(k) < 1;
	}
	is_int(bad, 0, "every kind has its name, stream and version");
	is_int(kind_of(STR("")), KIND_NONE, "no kind without a name");
	is_int(kind_of(STR("Ready")), KIND_NONE, "names are exact");
}

/* Members of bodies are read strictly. */
static void bodies(void)
{
	const struct json *body;
	struct err e;
	int64_t v = 7;
	struct str s;
	struct day d;
	bool good = json_parse(&arena, STR("{\"a\":1,\"s\":\"x\",\"u\":\"u0000000000010\","
					   "\"day\":\"2026-11-23\",\"none\":null}"), &body, &e);
	struct entry en = { .kind = KIND_READY, .body = body };

	ok(good, "the body is JSON");
	ok(body_int(&en, "a", &v, &e) && v == 1, "an integer");
	ok(body_id(&en, "u", 'u', &v, &e) && v == 32, "an id");
	ok(body_day(&en, "day", &d, &e) && d.n == day_make(2026, 11, 23).n, "a day");
	ok(body_str(&en, "s", &s, &e) && str_is(s, "x"), "a text");
	ok(!body_int(&en, "s", &v, &e) && strcmp(e.key, "entry.body") == 0, "no integer");
	is_str(err_arg(&e, "name"), "s", "its name is told");
	ok(!body_id(&en, "u", 'p', &v, &e), "not the id of a person");
	ok(!body_at(&en, "day", &v, &e) || day_of(v).n == d.n, "a day is no other instant");
	ok(!body_str(&en, "missing", &s, &e), "nothing there");
	ok(body_has(&en, "a") && !body_has(&en, "none") && !body_has(&en, "missing"),
	   "null is as good as missing");
}

static struct str golden(void)
{
	FILE *f = fopen("test/law/entries.golden", "rb");
	char *p = arena_array(&arena, char, 1 << 20);
	size_t n = f != NULL ? fread(p, 1, 1 << 20, f) : 0;

	if (f != NULL) {
		(void)fclose(f);
	}
	return (struct str){ p, n };
}

static void golden_file(void)
{
	struct str rest = golden(), line;
	bool seen[KIND_COUNT] = { false };
	int64_t lines = 0, missing = 0;

	while (rest.n > 0) {
		struct entry en;
		struct err e;

		(void)str_cut(rest, '\n', &line, &rest);
		if (line.n == 0 || line.p[0] == '#') {
			continue;
		}
		lines++;
		if (!ok(entry_read(&arena, line, &en, &e), "golden line %lld is read",
			(long long)lines)) {
			diag("%s %s", e.key, err_arg(&e, "why"));
			continue;
		}
		seen[en.kind] = true;
		if (en.version == kind_version(en.kind)) {
			struct str again = written(&en, &e);

			ok(str_eq(again, line), "%s is written again byte for byte",
			   kind_name(en.kind));
		}
	}
	for (enum entry_kind k = KIND_NONE + 1; k < KIND_COUNT; k++) {
		missing += seen[k] ? 0 : 1;
		if (!seen[k]) {
			diag("no golden entry of the kind %s", kind_name(k));
		}
	}
	is_int(missing, 0, "every kind stands in the golden file");
}

int main(void)
{
	arena_init(&arena, 0);
	canonical_order();
	length();
	bad_bytes();
	streams();
	kinds();
	bodies();
	golden_file();
	arena_done(&arena);
	return done_testing();
}
