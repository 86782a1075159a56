/* What programs bring to the JSON API: tokens, their scopes, cursors, languages. */
#include "app/token.h"
#include "base/http.h"
#include "base/utf8.h"
#include "web/cursor.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct arena arena;

static void check_token(struct str s)
{
	struct token_secret secret;
	char text[TOKEN_TEXT];

	if (token_read(s, &secret)) {
		assert(str_is(s, token_text(&secret, text)));
	}
	struct str inner = http_credentials(s, "Bearer");

	assert(inner.n < s.n || s.n == 0);
}

static void check_scopes(struct str s)
{
	uint32_t set;
	struct err e;

	if (scopes_parse(&arena, s, &set, &e)) {
		assert(set != 0 && set >> SCOPES == 0);
	}
}

/* What is read was written for that question; what is written is read again. */
static void check_cursor(struct str s)
{
	struct str question = STR("/api/v1/dossiers\nlate=true"), after;

	if (cursor_read(&arena, question, s, &after)) {
		assert(utf8_valid(after) && after.n > 0);
		assert(str_eq(cursor_write(&arena, question, after), s));
		assert(!cursor_read(&arena, STR("/api/v1/inbox"), s, &after));
	}
	struct str there = cursor_write(&arena, question, s);

	if (there.n > 0 && there.n <= CURSOR_MOST && utf8_valid(s)) {
		assert(cursor_read(&arena, question, there, &after) && str_eq(after, s));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = { "vi", "en" };
	struct str s = { (const char *)data, size };

	arena_init(&arena, 0);
	check_token(s);
	check_scopes(s);
	check_cursor(s);
	assert(http_language(s, languages, 2) < 2);
	arena_done(&arena);
	return 0;
}
