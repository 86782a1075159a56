/* What browsers send: tokens, the desk's parked ones, the token of forms. */
#include "session.h"

#include <string.h>

const char *session_token_text(const struct session_token *token, char out[HASH_HEX])
{
	struct hash h;

	memcpy(h.b, token->b, KEY_SIZE);
	return hash_hex(h, out);
}

bool session_token_read(struct str text, struct session_token *out)
{
	struct hash h;

	if (!hash_from_hex(text, &h)) {
		return false;
	}
	memcpy(out->b, h.b, KEY_SIZE);
	return true;
}

static size_t parked_find(const struct parked *d, const struct session_token *token)
{
	size_t i = 0;

	while (i < d->n && memcmp(d->token[i].b, token->b, KEY_SIZE) != 0) {
		i++;
	}
	return i;
}

void parked_read(struct str text, struct parked *out)
{
	struct parked d = { .n = 0 };
	struct session_token token;

	while (text.n > 0 && d.n < LIMIT_PARKED) {
		struct str one;

		(void)str_cut(text, '.', &one, &text);	/* the last has no dot behind */
		if (session_token_read(one, &token) && parked_find(&d, &token) == d.n) {
			d.token[d.n++] = token;
		}
	}
	*out = d;
}

const char *parked_text(const struct parked *d, char out[PARKED_TEXT])
{
	char *p = out;

	*p = '\0';
	for (size_t i = 0; i < d->n; i++) {
		if (i > 0) {
			*p++ = '.';
		}
		session_token_text(&d->token[i], p);
		p += HASH_HEX - 1;
	}
	return out;
}

void parked_take(struct parked *d, const struct session_token *token)
{
	size_t i = parked_find(d, token);

	if (i < d->n) {
		d->n--;
		memmove(&d->token[i], &d->token[i + 1], (d->n - i) * sizeof(d->token[0]));
	}
}

void parked_put(struct parked *d, const struct session_token *token)
{
	struct session_token front = *token;	/* may be one of them */

	parked_take(d, &front);
	d->n -= d->n == LIMIT_PARKED;
	memmove(&d->token[1], &d->token[0], d->n * sizeof(d->token[0]));
	d->token[0] = front;
	d->n++;
}

static struct hash form_token(const struct login *l)
{
	return hash_hmac(l->secret, l->token.b, HASH_SIZE);
}

const char *session_owner(const struct login *l, char out[OWNER_TEXT])
{
	static const char digit[] = "0123456789abcdef";

	for (size_t i = 0; i < OWNER_SIZE; i++) {
		out[2 * i] = digit[l->owner[i] >> 4];
		out[2 * i + 1] = digit[l->owner[i] & 15];
	}
	out[OWNER_TEXT - 1] = '\0';
	return out;
}

const char *session_form_token(const struct login *l, char out[FORM_TOKEN_TEXT])
{
	hash_hex(form_token(l), out);
	out[HASH_HEX - 1] = '-';
	session_owner(l, out + HASH_HEX);
	return out;
}

bool session_form_own(const struct login *l, struct str given)
{
	char own[OWNER_TEXT];

	return given.n == FORM_TOKEN_TEXT - 1 && given.p[HASH_HEX - 1] == '-' &&
	       str_is(str_sub(given, HASH_HEX, given.n), session_owner(l, own));
}

bool session_form_good(const struct login *l, struct str given)
{
	struct hash h;

	return session_form_own(l, given) &&
	       hash_from_hex(str_sub(given, 0, HASH_HEX - 1), &h) && hash_eq(h, form_token(l));
}
