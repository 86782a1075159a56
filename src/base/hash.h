/*
 * Cryptography: SHA-256 and its HMAC (of SHA-1 too, for codes) from Nettle, which uses
 * the processor's own instructions; from libsodium sealing with XChaCha20-Poly1305, Ed25519 keys,
 * argon2id for passwords, constant-time comparison, hex, base64, and the random
 * source.
 */
#ifndef DUNGHEN_BASE_HASH_H
#define DUNGHEN_BASE_HASH_H

#include "arena.h"
#include "err.h"
#include "str.h"

enum { HASH_SIZE = 32, HASH_HEX = 65, KEY_SIZE = 32, SEAL_NONCE = 24, SEAL_TAG = 16 };
enum { SECRET_SIZE = 64, SIGNATURE_SIZE = 64, PASSWORD_SALT = 16 };

struct hash {
	uint8_t b[HASH_SIZE];
};

struct hash_state {
	uint64_t opaque[16];		/* struct sha256_ctx */
};

void hash_setup(void);			/* once at start; aborts if it fails */

struct hash hash_of(const void *p, size_t n);
void hash_start(struct hash_state *h);
void hash_add(struct hash_state *h, const void *p, size_t n);
struct hash hash_end(struct hash_state *h);
struct hash hash_hmac(const uint8_t key[KEY_SIZE], const void *p, size_t n);
bool hash_eq(struct hash a, struct hash b);	/* constant time */
/* For codes of RFC 6238 alone, whose apps know nothing newer; as a MAC it still holds. */
enum { HMAC_SHA1 = 20 };
void hash_hmac_sha1(struct str key, const void *p, size_t n, uint8_t out[HMAC_SHA1]);

/* Hex is lower case both ways; base64 is the standard alphabet with padding.
 * Nothing else is read, so that one value has one text. */
const char *hash_hex(struct hash h, char out[HASH_HEX]);
bool hash_from_hex(struct str s, struct hash *out) MUST_USE;
struct str hex_text(struct arena *a, const void *p, size_t n);
bool hex_bytes(struct arena *a, struct str s, struct str *out) MUST_USE;
struct str base64_text(struct arena *a, const void *p, size_t n);
bool base64_bytes(struct arena *a, struct str s, struct str *out) MUST_USE;
/* RFC 4648 in capitals without padding, as people type it. */
struct str base32_text(struct arena *a, const uint8_t *p, size_t n);

/* nonce ‖ ciphertext ‖ tag. `extra` is authenticated, not stored. */
struct str seal(struct arena *a, const uint8_t key[KEY_SIZE],
		const uint8_t nonce[SEAL_NONCE], struct str plain, struct str extra);
/* False: wrong key, wrong extra or changed bytes. */
bool seal_open(struct arena *a, const uint8_t key[KEY_SIZE], struct str sealed,
	       struct str extra, struct str *out) MUST_USE;

/*
 * A long text in pieces, each sealed by itself, so that any one can be opened
 * without those before it. Number and end are authenticated: none can be left out,
 * moved or cut off unseen (STREAM; Hoang, Reyhanitabar, Rogaway, Vizár 2015). A key
 * is good for one text: it is made from a longer-lived one and a salt of its own.
 */
enum { PIECE_SIZE = 64 << 10 };
void piece_key(const uint8_t key[KEY_SIZE], const uint8_t salt[KEY_SIZE],
	       uint8_t out[KEY_SIZE]);
/* Writes plain.n + SEAL_TAG bytes. */
void piece_seal(const uint8_t key[KEY_SIZE], uint64_t number, bool last, struct str plain,
		struct str extra, uint8_t *out);
/* Writes sealed.n - SEAL_TAG bytes. False: not this piece of this text. */
bool piece_open(const uint8_t key[KEY_SIZE], uint64_t number, bool last, struct str sealed,
		struct str extra, uint8_t *out) MUST_USE;

/* Ed25519. The secret key holds the seed: wipe it. */
void sign_keys(const uint8_t seed[KEY_SIZE], uint8_t public_key[KEY_SIZE],
	       uint8_t secret_key[SECRET_SIZE]);
void sign_make(const uint8_t secret_key[SECRET_SIZE], struct str text, uint8_t out[SIGNATURE_SIZE]);
bool sign_check(const uint8_t public_key[KEY_SIZE], struct str text,
		const uint8_t signature[SIGNATURE_SIZE]) MUST_USE;

/* argon2id, 19 MiB, two passes, one lane: about 25 ms of a processor and all that
 * memory, so that a guess costs as much. Whoever calls it sees to it that few run
 * at once. Out of memory aborts, like an arena. */
struct hash hash_password(struct str secret, const uint8_t salt[PASSWORD_SALT]);

/* The operating system's random source. Only main, app and edge call it. */
void random_bytes(void *p, size_t n);
/* A seeded stream for demos and tests: the same seed gives the same bytes. */
struct random_stream {
	uint8_t key[KEY_SIZE];
	uint64_t block;
};
void random_seed(struct random_stream *r, struct str seed);
void random_next(struct random_stream *r, void *p, size_t n);
void wipe(void *p, size_t n);

#endif
