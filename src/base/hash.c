/* Cryptography and random bytes: libsodium's; SHA-256 and its HMAC are Nettle's. */
#include "hash.h"

#include <nettle/hmac.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct hash_state), "state fits");
_Static_assert(_Alignof(struct sha256_ctx) <= _Alignof(struct hash_state), "and aligned");
_Static_assert(SHA256_DIGEST_SIZE == HASH_SIZE, "SHA-256");
_Static_assert(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == SEAL_NONCE, "nonce");
_Static_assert(crypto_aead_xchacha20poly1305_ietf_ABYTES == SEAL_TAG, "tag");
_Static_assert(crypto_sign_SEEDBYTES == KEY_SIZE, "Ed25519 seed");
_Static_assert(crypto_sign_PUBLICKEYBYTES == KEY_SIZE, "Ed25519 public key");
_Static_assert(crypto_sign_SECRETKEYBYTES == SECRET_SIZE, "Ed25519 secret key");
_Static_assert(crypto_sign_BYTES == SIGNATURE_SIZE, "Ed25519 signature");
_Static_assert(crypto_pwhash_argon2id_SALTBYTES == PASSWORD_SALT, "argon2id salt");

enum { PASSWORD_KIB = 19456, PASSWORD_PASSES = 2 };

void hash_setup(void)
{
	if (sodium_init() < 0) {
		abort();
	}
}

/* libsodium declares some pointers as never NULL, even for nothing. */
static const unsigned char *bytes_of(const void *p)
{
	static const unsigned char none = 0;
	return p ? p : &none;
}

static struct sha256_ctx *state_of(struct hash_state *h)
{
	return (struct sha256_ctx *)(void *)h->opaque;
}

void hash_start(struct hash_state *h)
{
	sha256_init(state_of(h));
}

void hash_add(struct hash_state *h, const void *p, size_t n)
{
	sha256_update(state_of(h), n, bytes_of(p));
}

struct hash hash_end(struct hash_state *h)
{
	struct hash out;
	sha256_digest(state_of(h), HASH_SIZE, out.b);
	return out;
}

struct hash hash_of(const void *p, size_t n)
{
	struct hash_state h;

	hash_start(&h);
	hash_add(&h, p, n);
	return hash_end(&h);
}

struct hash hash_hmac(const uint8_t key[KEY_SIZE], const void *p, size_t n)
{
	struct hmac_sha256_ctx ctx;
	struct hash h;

	hmac_sha256_set_key(&ctx, KEY_SIZE, key);
	hmac_sha256_update(&ctx, n, bytes_of(p));
	hmac_sha256_digest(&ctx, HASH_SIZE, h.b);
	sodium_memzero(&ctx, sizeof(ctx));
	return h;
}

void hash_hmac_sha1(struct str key, const void *p, size_t n, uint8_t out[HMAC_SHA1])
{
	struct hmac_sha1_ctx ctx;

	hmac_sha1_set_key(&ctx, key.n, bytes_of(key.p));
	hmac_sha1_update(&ctx, n, bytes_of(p));
	hmac_sha1_digest(&ctx, HMAC_SHA1, out);
	sodium_memzero(&ctx, sizeof(ctx));
}

bool hash_eq(struct hash a, struct hash b)
{
	return sodium_memcmp(a.b, b.b, HASH_SIZE) == 0;
}

const char *hash_hex(struct hash h, char out[HASH_HEX])
{
	return sodium_bin2hex(out, HASH_HEX, h.b, HASH_SIZE);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool hex_decode(struct str s, uint8_t *out)
{
	for (size_t i = 0; i < s.n / 2; i++) {
		int high = hex_digit(s.p[2 * i]);
		int low = hex_digit(s.p[2 * i + 1]);
		if (high < 0 || low < 0) {
			return false;
		}
		out[i] = (uint8_t)(high * 16 + low);
	}
	return s.n % 2 == 0;
}

bool hash_from_hex(struct str s, struct hash *out)
{
	struct hash h;
	if (s.n != HASH_HEX - 1 || !hex_decode(s, h.b)) {
		return false;
	}
	*out = h;
	return true;
}

struct str hex_text(struct arena *a, const void *p, size_t n)
{
	char *text = arena_alloc(a, 2 * n + 1, 1);
	sodium_bin2hex(text, 2 * n + 1, bytes_of(p), n);
	return (struct str){ .p = text, .n = 2 * n };
}

bool hex_bytes(struct arena *a, struct str s, struct str *out)
{
	uint8_t *bytes = arena_alloc(a, s.n / 2, 1);
	if (!hex_decode(s, bytes)) {
		return false;
	}
	*out = (struct str){ .p = (const char *)bytes, .n = s.n / 2 };
	return true;
}

struct str base64_text(struct arena *a, const void *p, size_t n)
{
	size_t size = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
	char *text = arena_alloc(a, size, 1);
	sodium_bin2base64(text, size, bytes_of(p), n, sodium_base64_VARIANT_ORIGINAL);
	return (struct str){ .p = text, .n = size - 1 };
}

struct str base32_text(struct arena *a, const uint8_t *p, size_t n)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char *text = arena_alloc(a, (n * 8 + 4) / 5 + 1, 1);
	size_t size = 0;
	unsigned held = 0, bits = 0;

	for (size_t i = 0; i < n; i++) {
		held = (held << 8 | p[i]) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5) {
			text[size++] = digit[held >> (bits - 5) & 31];
		}
	}
	if (bits > 0) {
		text[size++] = digit[held << (5 - bits) & 31];
	}
	text[size] = '\0';
	return (struct str){ .p = text, .n = size };
}

/* libsodium 1.0.18 takes some bytes above 0x7F for letters of the alphabet. */
static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80) {
			return false;
		}
	}
	return true;
}

bool base64_bytes(struct arena *a, struct str s, struct str *out)
{
	size_t room = s.n / 4 * 3;
	size_t n = 0;
	uint8_t *bytes = arena_alloc(a, room, 1);
	const char *text = (const char *)bytes_of(s.p);
	if (s.n % 4 != 0 || !is_ascii(s) ||
	    sodium_base642bin(bytes, room, text, s.n, NULL, &n, NULL,
			      sodium_base64_VARIANT_ORIGINAL) != 0) {
		return false;
	}
	*out = (struct str){ .p = (const char *)bytes, .n = n };
	return true;
}

struct str seal(struct arena *a, const uint8_t key[KEY_SIZE], const uint8_t nonce[SEAL_NONCE],
		struct str plain, struct str extra)
{
	size_t n = SEAL_NONCE + plain.n + SEAL_TAG;
	uint8_t *out = arena_alloc(a, n, 1);
	memcpy(out, nonce, SEAL_NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + SEAL_NONCE, NULL, bytes_of(plain.p),
						   plain.n, bytes_of(extra.p), extra.n, NULL,
						   nonce, key);
	return (struct str){ .p = (const char *)out, .n = n };
}

bool seal_open(struct arena *a, const uint8_t key[KEY_SIZE], struct str sealed, struct str extra,
	       struct str *out)
{
	if (sealed.n < SEAL_NONCE + SEAL_TAG) {
		return false;
	}
	const uint8_t *nonce = bytes_of(sealed.p);
	size_t n = sealed.n - SEAL_NONCE - SEAL_TAG;
	uint8_t *plain = arena_alloc(a, n, 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, nonce + SEAL_NONCE,
						       n + SEAL_TAG, bytes_of(extra.p), extra.n,
						       nonce, key) != 0) {
		return false;
	}
	*out = (struct str){ .p = (const char *)plain, .n = n };
	return true;
}

void piece_key(const uint8_t key[KEY_SIZE], const uint8_t salt[KEY_SIZE], uint8_t out[KEY_SIZE])
{
	static const char label[] = "dunghen/pieces/1";		/* with its NUL */
	uint8_t text[sizeof(label) + KEY_SIZE];
	memcpy(text, label, sizeof(label));
	memcpy(text + sizeof(label), salt, KEY_SIZE);
	struct hash h = hash_hmac(key, text, sizeof(text));
	memcpy(out, h.b, KEY_SIZE);
	wipe(h.b, sizeof(h.b));
}

/* 15 zeros, the number in 8 bytes, big-endian, and whether it is the last. */
static void piece_nonce(uint8_t nonce[SEAL_NONCE], uint64_t number, bool last)
{
	memset(nonce, 0, SEAL_NONCE);
	for (int i = 0; i < 8; i++) {
		nonce[SEAL_NONCE - 2 - i] = (uint8_t)(number >> (8 * i));
	}
	nonce[SEAL_NONCE - 1] = last;
}

void piece_seal(const uint8_t key[KEY_SIZE], uint64_t number, bool last, struct str plain,
		struct str extra, uint8_t *out)
{
	uint8_t nonce[SEAL_NONCE];
	piece_nonce(nonce, number, last);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out, NULL, bytes_of(plain.p), plain.n,
						   bytes_of(extra.p), extra.n, NULL, nonce, key);
}

bool piece_open(const uint8_t key[KEY_SIZE], uint64_t number, bool last, struct str sealed,
		struct str extra, uint8_t *out)
{
	uint8_t nonce[SEAL_NONCE];
	piece_nonce(nonce, number, last);
	return crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, bytes_of(sealed.p),
							  sealed.n, bytes_of(extra.p), extra.n,
							  nonce, key) == 0;
}

void sign_keys(const uint8_t seed[KEY_SIZE], uint8_t public_key[KEY_SIZE],
	       uint8_t secret_key[SECRET_SIZE])
{
	crypto_sign_seed_keypair(public_key, secret_key, seed);
}

void sign_make(const uint8_t secret_key[SECRET_SIZE], struct str text, uint8_t out[SIGNATURE_SIZE])
{
	crypto_sign_detached(out, NULL, bytes_of(text.p), text.n, secret_key);
}

bool sign_check(const uint8_t public_key[KEY_SIZE], struct str text,
		const uint8_t signature[SIGNATURE_SIZE])
{
	return crypto_sign_verify_detached(signature, bytes_of(text.p), text.n, public_key) == 0;
}

struct hash hash_password(struct str secret, const uint8_t salt[PASSWORD_SALT])
{
	struct hash h;
	if (crypto_pwhash_argon2id(h.b, HASH_SIZE, (const char *)bytes_of(secret.p), secret.n,
				   salt, PASSWORD_PASSES, (size_t)PASSWORD_KIB << 10,
				   crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
		abort();
	}
	return h;
}

void random_bytes(void *p, size_t n)
{
	randombytes_buf(p, n);
}

void random_seed(struct random_stream *r, struct str seed)
{
	struct hash h = hash_of(seed.p, seed.n);
	*r = (struct random_stream){ .block = 0 };
	memcpy(r->key, h.b, KEY_SIZE);
}

/* ChaCha20 over zeros; each call starts at a fresh block of 64 bytes. */
void random_next(struct random_stream *r, void *p, size_t n)
{
	static const uint8_t nonce[crypto_stream_chacha20_NONCEBYTES];
	if (n == 0) {
		return;
	}
	memset(p, 0, n);
	crypto_stream_chacha20_xor_ic(p, p, n, nonce, r->block, r->key);
	r->block += (n + 63) / 64;
}

void wipe(void *p, size_t n)
{
	if (n > 0) {
		sodium_memzero(p, n);
	}
}
