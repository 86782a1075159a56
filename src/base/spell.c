/* Numbers in words. */
#include "spell.h"

#include "text.h"

#include <assert.h>

struct words {
	struct arena *a;
	struct str out;
};

static void add(struct words *w, const char *key)
{
	struct str word = text_get(TEXT_VI, key);
	w->out = w->out.n > 0 ? STR_JOIN(w->a, w->out, STR(" "), word) : word;
}

static void digit(struct words *w, int64_t d)
{
	static const char *const keys[] = { "spell.0", "spell.1", "spell.2", "spell.3", "spell.4",
					    "spell.5", "spell.6", "spell.7", "spell.8", "spell.9" };
	add(w, keys[d]);
}

/* One is another word after twenty, five after ten. */
static void ones(struct words *w, int64_t tens, int64_t d)
{
	if (d == 1 && tens > 1) {
		add(w, "spell.1.after");
	} else if (d == 5 && tens > 0) {
		add(w, "spell.5.after");
	} else if (d > 0) {
		digit(w, d);
	}
}

/* Three digits; after others all of them are said, zeros too. */
static void group(struct words *w, int64_t n, bool after)
{
	int64_t hundreds = n / 100, tens = n / 10 % 10, d = n % 10;
	if (hundreds > 0 || after) {
		digit(w, hundreds);
		add(w, "spell.100");
	}
	if (tens > 1) {
		digit(w, tens);
		add(w, "spell.tens");
	} else if (tens == 1) {
		add(w, "spell.10");
	} else if (d > 0 && (hundreds > 0 || after)) {
		add(w, "spell.and");
	}
	ones(w, tens, d);
}

struct str spell_vi(struct arena *a, int64_t n)
{
	static const char *const names[SPELL_GROUPS] = { NULL, "spell.thousand", "spell.million",
							 "spell.milliard" };
	struct words w = { .a = a };
	int64_t unit = 1;
	assert(n >= 0 && n <= SPELL_MOST);
	for (int i = 1; i < SPELL_GROUPS; i++) {
		unit *= 1000;
	}
	for (int i = SPELL_GROUPS - 1; i >= 0; i--, unit /= 1000) {
		int64_t part = n / unit % 1000;
		if (part > 0) {
			group(&w, part, w.out.n > 0);
			if (names[i]) {
				add(&w, names[i]);
			}
		}
	}
	if (n == 0) {
		digit(&w, 0);
	}
	return w.out;
}
