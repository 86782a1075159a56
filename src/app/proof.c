/* A proved password as sealed text. */
#include "proof.h"

#include <string.h>

/* The process has one key for several uses. */
static const struct str use = { "sign-in code", 12 };

static void own_key(const uint8_t key[KEY_SIZE], uint8_t out[KEY_SIZE])
{
	struct hash h = hash_hmac(key, use.p, use.n);

	memcpy(out, h.b, KEY_SIZE);
	wipe(&h, sizeof(h));
}

struct str proof_seal(struct arena *a, const uint8_t key[KEY_SIZE], const struct entrance *in,
		      int64_t at)
{
	uint8_t own[KEY_SIZE], nonce[SEAL_NONCE];
	struct str plain = str_fmt(a, "%lld %lld %d %lld %.*s", (long long)in->who.person.v,
				   (long long)in->who.set_at, in->who.one_time,
				   (long long)at + PROOF_S, STR_ARG(in->pin));

	own_key(key, own);
	random_bytes(nonce, sizeof(nonce));	/* not from a demo's seed */
	struct str sealed = seal(a, own, nonce, plain, use);

	wipe(own, sizeof(own));
	return base64_text(a, sealed.p, sealed.n);
}

static bool next_number(struct str *rest, int64_t *out)
{
	struct str word;

	return str_cut(*rest, ' ', &word, rest) && str_to_int64(word, out);
}

bool proof_open(struct arena *a, const uint8_t key[KEY_SIZE], struct str text, int64_t at,
		struct entrance *out)
{
	struct entrance in = { .who = { .factor = true } };
	uint8_t own[KEY_SIZE];
	struct str sealed;
	int64_t one_time, until;

	own_key(key, own);
	bool good = base64_bytes(a, text, &sealed) && sealed.n > SEAL_NONCE + SEAL_TAG &&
		    seal_open(a, own, sealed, use, &in.pin);

	wipe(own, sizeof(own));
	if (!good || !next_number(&in.pin, &in.who.person.v) ||
	    !next_number(&in.pin, &in.who.set_at) || !next_number(&in.pin, &one_time) ||
	    !next_number(&in.pin, &until) || until <= at) {
		return false;
	}
	in.who.one_time = one_time != 0;
	*out = in;
	return true;
}
