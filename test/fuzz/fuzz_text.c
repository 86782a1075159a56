/* Any bytes: validity, NFC, folding, sort keys, times and numbers. */
#include "base/day.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "base/vi.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct arena *a, struct str s)
{
	struct err e;
	struct str composed;
	struct str again;
	if (!utf8_nfc(a, s, &composed, &e)) {
		assert(!utf8_valid(s));
		return;
	}
	bool same = utf8_nfc(a, composed, &again, &e);
	assert(same && str_eq(composed, again));
	struct str folded = vi_fold(a, composed);
	assert(utf8_valid(folded) && str_eq(folded, vi_fold(a, folded)));
	/* Writing the accents apart does not change the fold. */
	assert(str_eq(folded, vi_fold(a, s)));
	struct str key = vi_sort_key(a, composed);
	assert(str_eq(key, vi_sort_key(a, composed)));
	assert(utf8_count(composed) <= composed.n);
	(void)utf8_width(composed);	/* for its asserts and bounds only */
	assert(utf8_valid(utf8_prefix(composed, composed.n / 2)));
}

static void check_values(struct arena *a, struct str s)
{
	struct err e;
	struct day d;
	int64_t at;
	int64_t back;
	char text[INSTANT_TEXT];
	struct str bytes;
	if (day_parse(s, &d, &e)) {
		assert(str_is(s, day_text(d, text)));
	} else {
		assert(utf8_valid(str_of(err_arg(&e, "value"))));
	}
	if (instant_parse(s, &at, &e)) {
		bool again = instant_parse(str_of(instant_text(at, text)), &back, &e);
		assert(again && back == at);
	}
	if (base64_bytes(a, s, &bytes)) {
		assert(str_eq(base64_text(a, bytes.p, bytes.n), s));
	}
	if (hex_bytes(a, s, &bytes)) {
		assert(str_eq(hex_text(a, bytes.p, bytes.n), s));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct str s = { (const char *)data, size };
	arena_init(&a, 0);
	hash_setup();
	check_text(&a, s);
	check_values(&a, s);
	arena_done(&a);
	return 0;
}
