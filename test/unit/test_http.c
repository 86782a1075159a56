/* The small things of HTTP: encodings, cookies, lists, forms, compression. */
#include "base/gzip.h"
#include "base/http.h"
#include "web/form.h"
#include "web/route.h"

#include "tap.h"

#include <string.h>

static struct arena arena;

static void decoding(void)
{
	static const struct {
		const char *in;
		enum http_decoding how;
		const char *out;	/* NULL: refused */
	} rows[] = {
		{ "abc", HTTP_PATH, "abc" },
		{ "a%20b", HTTP_PATH, "a b" },
		{ "a+b", HTTP_PATH, "a+b" },
		{ "a+b", HTTP_FORM, "a b" },
		{ "%C4%90%C3%BAng", HTTP_FORM, "Đúng" },
		{ "%c4%90", HTTP_FORM, "Đ" },
		{ "%", HTTP_FORM, NULL },
		{ "%4", HTTP_FORM, NULL },
		{ "%4g", HTTP_FORM, NULL },
		{ "%00", HTTP_FORM, NULL },
		{ "%C4", HTTP_FORM, NULL },
		{ "%ED%A0%80", HTTP_FORM, NULL },
		{ "", HTTP_FORM, "" },
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str out = STR("untouched");
		bool ok = http_decode(&arena, str_of(rows[i].in), rows[i].how, &out);
		ok(ok == (rows[i].out != NULL) &&
		   str_is(out, rows[i].out ? rows[i].out : "untouched"),
		   "decoding %s", rows[i].in);
	}
	struct str there = http_encode(&arena, STR("Đ/ú?&=+ ng"));
	struct str back;
	ok(str_is(there, "%C4%90%2F%C3%BA%3F%26%3D%2B%20ng"), "encoding leaves nothing special");
	ok(http_decode(&arena, there, HTTP_FORM, &back) && str_is(back, "Đ/ú?&=+ ng"),
	   "and comes back");
}

static void headers(void)
{
	struct str c = STR("a=1; session=xyz;b = 2 ; session=other; empty=");
	ok(str_is(http_cookie(c, "session"), "xyz"), "the first cookie of a name");
	ok(str_is(http_cookie(c, "a"), "1"), "at the start");
	ok(http_cookie(c, "sess").n == 0, "no part of a name");
	ok(http_cookie(c, "empty").n == 0, "an empty one");
	ok(http_cookie(STR(""), "a").n == 0, "none at all");

	struct { const char *header; bool has; } tags[] = {
		{ "W/\"a1\"", true }, { "\"a1\"", true }, { "\"b\", W/\"a1\"", true },
		{ " * ", true }, { "", false }, { "W/\"a2\"", false }, { "a1", false },
		{ "W/\"a1", false }, { ",,W/\"a1\",", true }, { "w/\"a1\"", false },
	};
	for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
		ok(http_has_tag(str_of(tags[i].header), STR("W/\"a1\"")) == tags[i].has,
		   "If-None-Match: %s", tags[i].header);
	}
	ok(http_accepts(STR("gzip, deflate, br"), "gzip"), "accepted");
	ok(http_accepts(STR("br;q=1.0, gzip;q=0.8"), "gzip"), "with a weight");
	ok(!http_accepts(STR("gzip;q=0"), "gzip"), "refused");
	ok(!http_accepts(STR("gzip; q=0.000"), "gzip"), "refused at length");
	ok(http_accepts(STR("gzip;q=0.001"), "gzip"), "hardly wanted is wanted");
	ok(!http_accepts(STR("xgzip"), "gzip"), "another word");
	ok(!http_accepts(STR(""), "gzip"), "nothing said");
}

static void forms(void)
{
	struct form f;
	struct err e;
	struct str v;
	ok(form_parse(&arena, STR("a=1&b=x+y&a=2&&c&d=%20q%20"), &f, &e), "a form");
	ok(f.n == 5, "empty pieces are none");
	ok(str_is(form_get(&f, "b"), "x y"), "a value");
	ok(str_is(form_get(&f, "d"), "q"), "trimmed");
	ok(form_get(&f, "c").n == 0 && form_get(&f, "z").n == 0, "empty and missing");
	ok(form_nth(&f, "a", 1, &v) && str_is(v, "2") && !form_nth(&f, "a", 2, &v), "twice");
	ok(form_parse(&arena, STR("n=e%CC%81"), &f, &e) && str_is(form_get(&f, "n"), "é"),
	   "brought into NFC");
	ok(!form_parse(&arena, STR("a=%ff"), &f, &e) && strcmp(e.key, "form.encoding") == 0,
	   "damaged");
	struct buf b;
	buf_init(&b, 1 << 16);
	for (int i = 0; i <= FORM_FIELDS; i++) {
		buf_text(&b, "&a=1");
	}
	ok(!form_parse(&arena, buf_view(&b), &f, &e) && strcmp(e.key, "form.many") == 0,
	   "too many");
	buf_done(&b);
	ok(form_get(NULL, "a").n == 0, "no form, no value");
}

static void routes(void)
{
	const struct route *r;
	struct str param[ROUTE_PARAMS] = { 0 };
	ok(route_find(&arena, HTTP_GET, STR("/health"), &r, param) == ROUTE_FOUND &&
	   strcmp(r->path, "/health") == 0, "a row");
	ok(route_find(&arena, HTTP_HEAD, STR("/health"), &r, param) == ROUTE_FOUND,
	   "HEAD with GET");
	ok(route_find(&arena, HTTP_POST, STR("/health"), &r, param) == ROUTE_METHOD,
	   "another method");
	ok(route_find(&arena, HTTP_GET, STR("/health/x"), &r, param) == ROUTE_NONE, "longer");
	ok(route_find(&arena, HTTP_GET, STR("/healt"), &r, param) == ROUTE_NONE, "shorter");
	ok(route_find(&arena, HTTP_GET, STR(""), &r, param) == ROUTE_NONE, "empty");
	for (size_t i = 0; i < route_count(); i++) {
		const struct route *row = route_at(i);
		for (size_t k = 0; k < i; k++) {
			ok(row->method != route_at(k)->method ||
			   strcmp(row->path, route_at(k)->path) != 0, "%s once", row->path);
		}
		ok(row->path[0] == '/', "%s begins at the root", row->path);
	}
}

static void compression(void)
{
	struct gzip *g = gzip_open(1);
	char text[4096];
	for (size_t i = 0; i < sizeof(text); i++) {
		text[i] = (char)('a' + i % 7);
	}
	struct str small = gzip_text(g, &arena, (struct str){ text, sizeof(text) });
	ok(small.n > 0 && small.n < 200 && (unsigned char)small.p[0] == 0x1f &&
	   (unsigned char)small.p[1] == 0x8b, "a text becomes smaller");
	ok(gzip_text(g, &arena, STR("a")).n == 0, "one that would grow is left alone");
	gzip_close(g);
	gzip_close(NULL);
}

int main(void)
{
	arena_init(&arena, 0);
	decoding();
	headers();
	forms();
	routes();
	compression();
	arena_done(&arena);
	return done_testing();
}
