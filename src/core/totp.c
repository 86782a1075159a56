/* Codes by time: RFC 6238 over RFC 4226. */
#include "totp.h"

#include "base/hash.h"

enum { MODULUS = 1000000 };		/* ten to the TOTP_DIGITS */

int64_t totp_step(int64_t at)
{
	return at / TOTP_STEP_S;
}

uint32_t totp_code(const uint8_t secret[TOTP_SECRET], int64_t step)
{
	uint8_t counter[8], mac[HMAC_SHA1];

	for (size_t i = 0; i < sizeof(counter); i++) {
		counter[i] = (uint8_t)((uint64_t)step >> (56 - 8 * i));
	}
	hash_hmac_sha1((struct str){ (const char *)secret, TOTP_SECRET }, counter,
		       sizeof(counter), mac);
	const uint8_t *p = mac + (mac[HMAC_SHA1 - 1] & 15);	/* RFC 4226, 5.3 */
	uint32_t bits = (uint32_t)(p[0] & 0x7f) << 24 | (uint32_t)p[1] << 16 |
			(uint32_t)p[2] << 8 | p[3];

	return bits % MODULUS;
}

static bool read_code(struct str typed, uint32_t *out)
{
	uint32_t code = 0;
	int digits = 0;

	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];

		if (c == ' ') {
			continue;
		}
		if (c < '0' || c > '9' || ++digits > TOTP_DIGITS) {
			return false;
		}
		code = code * 10 + (uint32_t)(c - '0');
	}
	*out = code;
	return digits == TOTP_DIGITS;
}

enum totp_answer totp_check(const uint8_t secret[TOTP_SECRET], struct str typed, int64_t at,
			    int64_t last, int64_t *step)
{
	enum totp_answer answer = TOTP_WRONG;
	int64_t now = totp_step(at);
	uint32_t code;

	if (!read_code(typed, &code)) {
		return TOTP_WRONG;
	}
	/* All of them each time: how long it takes tells nothing. */
	for (int64_t s = now - TOTP_SLACK; s <= now + TOTP_SLACK; s++) {
		if (totp_code(secret, s) != code) {
			continue;
		}
		if (s > last && answer != TOTP_RIGHT) {
			answer = TOTP_RIGHT;
			*step = s;
		} else if (answer == TOTP_WRONG) {
			answer = TOTP_USED;
		}
	}
	return answer;
}
