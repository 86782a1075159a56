/* The pure parts of the JSON API: tokens, scopes, cursors, languages, statuses. */
#include "app/token.h"
#include "base/http.h"
#include "web/cursor.h"
#include "web/problem.h"

#include "tap.h"

#include <string.h>

static struct arena arena;
static struct err err;

static void tokens(void)
{
	struct token_secret secret = { { 0 } }, back;
	char text[TOKEN_TEXT];

	for (size_t i = 0; i < KEY_SIZE; i++) {
		secret.b[i] = (uint8_t)(7 * i + 1);
	}
	struct str s = str_of(token_text(&secret, text));

	ok(token_read(s, &back) && memcmp(&back, &secret, sizeof(back)) == 0, "comes back");
	is_int((int64_t)s.n, 68, "its length");
	ok(!token_read(str_sub(s, 0, s.n - 1), &back), "a digit short");
	ok(!token_read(STR_JOIN(&arena, s, STR("0")), &back), "a digit long");
	ok(!token_read(STR_JOIN(&arena, STR("DHT_"), str_sub(s, 4, s.n)), &back), "another head");
	ok(!token_read(STR_JOIN(&arena, str_sub(s, 0, s.n - 1), STR("A")), &back), "a capital");
	ok(!token_read(STR(""), &back), "nothing");
}

static void scopes(void)
{
	uint32_t set = 0;

	ok(scopes_parse(&arena, STR("dossiers.act,dossiers.read"), &set, &err) &&
	   set == (UINT32_C(1) << SCOPE_DOSSIERS_ACT | UINT32_C(1) << SCOPE_DOSSIERS_READ),
	   "two of them");
	ok(scopes_parse(&arena, STR(" ledger.read , ledger.read"), &set, &err) &&
	   set == UINT32_C(1) << SCOPE_LEDGER_READ, "blanks, and one named twice");
	ok(!scopes_parse(&arena, STR("dossiers"), &set, &err), "half a name");
	is_str(err.key, "token.scope", "is said");
	ok(!scopes_parse(&arena, STR(" , "), &set, &err), "none");
	is_str(err.key, "token.no_scope", "is said too");
	struct token t = { .scopes = UINT32_C(1) << SCOPE_ORG_ACT };

	ok(token_has(&t, SCOPE_ORG_ACT) && !token_has(&t, SCOPE_DOSSIERS_ACT), "one by one");
}

static void cursors(void)
{
	struct str q = STR("/api/v1/dossiers\nlate=true"), after = STR("");
	struct str c = cursor_write(&arena, q, STR("17:4:H19.21-260302-0001"));

	ok(cursor_read(&arena, q, c, &after) && str_is(after, "17:4:H19.21-260302-0001"),
	   "comes back");
	ok(!cursor_read(&arena, STR("/api/v1/dossiers"), c, &after), "not for another filter");
	ok(cursor_write(&arena, q, STR("")).n == 0, "none at the end");
	ok(!cursor_read(&arena, q, str_sub(c, 0, c.n - 1), &after), "half a byte");
	ok(!cursor_read(&arena, q, str_sub(c, 0, 8), &after), "the mark alone");
	ok(!cursor_read(&arena, q, STR_JOIN(&arena, str_sub(c, 0, c.n - 2), STR("FF")), &after),
	   "capitals");
	ok(!cursor_read(&arena, q, STR_JOIN(&arena, str_sub(c, 0, 8), STR("ff")), &after),
	   "no text");
}

static void languages(void)
{
	static const char *const word[] = { "vi", "en" };
	static const struct {
		const char *header;
		size_t want;
	} rows[] = {
		{ "", 0 }, { "en", 1 }, { "EN-gb", 1 }, { "vi-VN,vi;q=0.9,en;q=0.8", 0 },
		{ "en;q=0.5, vi;q=0.4", 1 }, { "en;q=0.5, vi", 0 }, { "fr, en;q=0.1", 1 },
		{ "en;q=0", 0 }, { "english", 0 }, { "*", 0 }, { "en;q=1.0,vi;q=1.0", 1 },
		{ "vi;q=0.95,en;q=0.951", 1 }, { ";,;q=,", 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		is_int((int64_t)http_language(str_of(rows[i].header), word, 2),
		       (int64_t)rows[i].want, "\"%s\"", rows[i].header);
	}
	ok(str_is(http_credentials(STR("bearer  abc "), "Bearer"), "abc"), "of any case");
	ok(http_credentials(STR("Bearer"), "Bearer").n == 0, "without any");
	ok(http_credentials(STR("Bearerabc"), "Bearer").n == 0, "without a blank");
	ok(http_credentials(STR("Basic abc"), "Bearer").n == 0, "of another scheme");
}

static void statuses(void)
{
	static const struct {
		enum err_code code;
		const char *key;
		int status;
	} rows[] = {
		{ ERR_DENIED, "token.ended", 401 }, { ERR_DENIED, "api.no_token", 401 },
		{ ERR_DENIED, "right.clerk", 403 }, { ERR_INVALID, "json.syntax", 400 },
		{ ERR_LIMIT, "json.long", 413 }, { ERR_LIMIT, "arg.long", 422 },
		{ ERR_LIMIT, "api.wait", 429 }, { ERR_CONFLICT, "command.conflict", 409 },
		{ ERR_INVALID, "command.key", 422 }, { ERR_BUSY, "writer.full", 503 },
		{ ERR_IO, "store.write", 500 }, { ERR_NOT_FOUND, "dossier.unknown", 404 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		err_set(&err, rows[i].code, rows[i].key, NULL);
		is_int(problem_status(&err), rows[i].status, "%s", rows[i].key);
	}
	err = problem_of(405);
	is_str(err.key, "problem.405", "of a bare status");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	tokens();
	scopes();
	cursors();
	languages();
	statuses();
	arena_done(&arena);
	return done_testing();
}
