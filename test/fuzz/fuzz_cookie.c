/* Cookies and form tokens: what is read is written the same, nothing twice. */
#include "app/session.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_parked(struct str s)
{
	struct parked p, again;
	char text[PARKED_TEXT];

	parked_read(s, &p);
	assert(p.n <= LIMIT_PARKED && p.n <= (s.n + 1) / HASH_HEX);
	parked_read(str_of(parked_text(&p, text)), &again);
	assert(again.n == p.n && memcmp(again.token, p.token, p.n * sizeof(p.token[0])) == 0);
	for (size_t i = p.n; i > 0; i--) {
		parked_put(&p, &p.token[i - 1]);
		assert(p.n == again.n);
	}
	for (size_t i = 0; i < again.n; i++) {
		parked_take(&p, &again.token[i]);
	}
	assert(p.n == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct login login = { .no = 1 };
	struct session_token token;
	char text[FORM_TOKEN_TEXT];

	if (session_token_read(s, &token)) {
		assert(str_is(s, session_token_text(&token, text)));
	}
	assert(session_form_good(&login, s) == str_is(s, session_form_token(&login, text)));
	assert(!session_form_good(&login, s) || session_form_own(&login, s));
	check_parked(s);
	return 0;
}
