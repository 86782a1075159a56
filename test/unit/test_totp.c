/* Codes of a second factor against the published vectors, and which are taken. */
#include "core/totp.h"

#include "tap.h"

/* RFC 4226, appendix D, and RFC 6238, appendix B, have the same secret. */
static const uint8_t secret[TOTP_SECRET] = "12345678901234567890";

static void hotp(void)
{
	static const uint32_t want[] = { 755224, 287082, 359152, 969429, 338314,
					 254676, 287922, 162583, 399871, 520489 };
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		is_int(totp_code(secret, (int64_t)i), want[i], "RFC 4226, counter %zu", i);
	}
}

/* Of its eight digits the last six. */
static void by_time(void)
{
	static const struct {
		int64_t at, eight;
	} want[] = {
		{ 59, 94287082 }, { 1111111109, 7081804 }, { 1111111111, 14050471 },
		{ 1234567890, 89005924 }, { 2000000000, 69279037 }, { 20000000000, 65353130 },
	};
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		is_int(totp_code(secret, totp_step(want[i].at)), want[i].eight % 1000000,
		       "RFC 6238 at %lld", (long long)want[i].at);
	}
}

static bool answers(const char *typed, int64_t at, int64_t last, enum totp_answer want,
		    int64_t want_step)
{
	int64_t step = -1;
	enum totp_answer got = totp_check(secret, str_of(typed), at, last, &step);
	bool good = got == want && step == want_step;
	if (!good) {
		diag("%s at %lld after %lld: %d, step %lld", typed, (long long)at,
		     (long long)last, (int)got, (long long)step);
	}
	return good;
}

/* 050471 is the code of step 37037037, from 1111111110 to 1111111139. */
static void which(void)
{
	enum { STEP = 37037037, BEGINS = 1111111110 };
	ok(answers("050471", BEGINS, 0, TOTP_RIGHT, STEP), "from its first second");
	ok(answers("050471", BEGINS + 29, 0, TOTP_RIGHT, STEP), "to its last");
	ok(answers("050471", BEGINS + 59, 0, TOTP_RIGHT, STEP), "one step late");
	ok(answers("050471", BEGINS - 30, 0, TOTP_RIGHT, STEP), "one step early");
	ok(answers("050471", BEGINS + 60, 0, TOTP_WRONG, -1), "two steps late");
	ok(answers("050471", BEGINS - 31, 0, TOTP_WRONG, -1), "two steps early");
	ok(answers("050471", BEGINS, STEP - 1, TOTP_RIGHT, STEP), "after the one before");
	ok(answers("050471", BEGINS, STEP, TOTP_USED, -1), "no second time");
	ok(answers("050471", BEGINS, STEP + 1, TOTP_USED, -1), "nor after a later one");
	ok(answers(" 050 471 ", BEGINS, 0, TOTP_RIGHT, STEP), "as apps show it");
	ok(answers("050472", BEGINS, 0, TOTP_WRONG, -1), "another");
	ok(answers("50471", BEGINS, 0, TOTP_WRONG, -1), "its zero belongs to it");
	ok(answers("0050471", BEGINS, 0, TOTP_WRONG, -1), "and no other");
	ok(answers("", BEGINS, 0, TOTP_WRONG, -1), "nothing");
	ok(answers("05047a", BEGINS, 0, TOTP_WRONG, -1), "no number");
	ok(answers("99999999999999999999", BEGINS, 0, TOTP_WRONG, -1), "a long one");
}

int main(void)
{
	hotp();
	by_time();
	which();
	return done_testing();
}
