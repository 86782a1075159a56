/* Identities: allotting, writing and reading them. */
#include "ids.h"

#include <assert.h>

enum { CHANCE_BITS = 21, DIGIT_BITS = 5, DIGITS = 13 };

/* 2020-01-01T00:00:00Z in milliseconds since 1970. */
static const int64_t epoch_ms = INT64_C(1577836800000);

/* Crockford's alphabet: no i, l, o, u. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

const char *id_text(char letter, int64_t id, char out[ID_TEXT])
{
	assert(id > 0);
	uint64_t rest = (uint64_t)id;
	out[0] = letter;
	for (int i = DIGITS; i >= 1; i--) {
		out[i] = alphabet[rest & 31];
		rest >>= DIGIT_BITS;
	}
	out[DIGITS + 1] = '\0';
	return out;
}

static int digit_of(char c)
{
	for (int i = 0; alphabet[i] != '\0'; i++) {
		if (alphabet[i] == c) {
			return i;
		}
	}
	return -1;
}

bool id_parse(char letter, struct str s, int64_t *out)
{
	if (s.n != DIGITS + 1 || s.p[0] != letter) {
		return false;
	}
	uint64_t v = 0;
	for (size_t i = 1; i < s.n; i++) {
		int d = digit_of(s.p[i]);
		/* 13 digits are 65 bits: the first one carries only three. */
		if (d < 0 || (i == 1 && d > 7)) {
			return false;
		}
		v = v << DIGIT_BITS | (uint64_t)d;
	}
	if (v == 0 || v > (uint64_t)INT64_MAX) {
		return false;
	}
	*out = (int64_t)v;
	return true;
}

int64_t id_next(struct id_mint *m, int64_t at_ms, uint32_t chance)
{
	int64_t ms = at_ms > epoch_ms ? at_ms - epoch_ms : 0;
	int64_t low = (int64_t)(chance & ((UINT32_C(1) << CHANCE_BITS) - 1));
	int64_t fresh = ms << CHANCE_BITS | low;
	/* Within the millisecond of the last id, or behind it (a clock set back),
	 * ids count up; the carry moves into the next millisecond. */
	if (m->last > 0 && ms <= m->last >> CHANCE_BITS) {
		fresh = m->last + 1;
	}
	m->last = fresh > 0 ? fresh : 1;
	return m->last;
}
