/* Cryptography against the published vectors. */
#include "base/hash.h"

#include "tap.h"

static struct arena arena;

static struct str hex(const char *s)
{
	struct str out = { 0 };
	if (!hex_bytes(&arena, str_of(s), &out)) {
		diag("not hex: %s", s);
	}
	return out;
}

static const char *hex_of(struct hash h)
{
	static char text[HASH_HEX];
	return hash_hex(h, text);
}

/* FIPS 180-2, appendix B. */
static void sha256(void)
{
	static const struct {
		const char *s, *want;
	} table[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct hash h = hash_of(table[i].s, strlen(table[i].s));
		is_str(hex_of(h), table[i].want, "SHA-256 of '%s'", table[i].s);
	}
	is_str(hex_of(hash_of(NULL, 0)), table[0].want, "SHA-256 of nothing at NULL");
	struct hash_state state;
	hash_start(&state);
	char letters[1000];
	memset(letters, 'a', sizeof(letters));
	for (int i = 0; i < 1000; i++) {
		hash_add(&state, letters, sizeof(letters));
	}
	hash_add(&state, NULL, 0);
	is_str(hex_of(hash_end(&state)),
	       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
	       "SHA-256 of a million a");
}

/* RFC 4231. Shorter keys are the same as keys padded with zeros. */
static void hmac(void)
{
	static const struct {
		const char *key, *data, *want;
	} table[] = {
		{ "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
		  "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
		{ "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
		  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
		{ "0102030405060708090a0b0c0d0e0f10111213141516171819",
		  "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
		  "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
		  "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		uint8_t key[KEY_SIZE] = { 0 };
		struct str k = hex(table[i].key);
		struct str data = hex(table[i].data);
		memcpy(key, k.p, k.n);
		is_str(hex_of(hash_hmac(key, data.p, data.n)), table[i].want, "RFC 4231 case %zu",
		       i + 1);
	}
}

static void texts(void)
{
	struct hash h = hash_of("abc", 3);
	struct hash back = { { 0 } };
	ok(hash_from_hex(str_of(hex_of(h)), &back) && hash_eq(h, back), "hex and back");
	back.b[31] ^= 1;
	ok(!hash_eq(h, back), "one bit is another hash");
	static const char *const bad[] = {
		"", "ba78",
		"BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
		"ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
	};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!hash_from_hex(str_of(bad[i]), &back), "not a hash: '%s'", bad[i]);
	}
	is_text(hex_text(&arena, "\0\xFF", 2), "00ff", "hex");
	is_text(hex_text(&arena, NULL, 0), "", "hex of nothing");
	struct str out;
	ok(!hex_bytes(&arena, STR("abc"), &out), "odd hex");
}

/* RFC 4648, section 10. */
static void base64(void)
{
	static const struct {
		const char *plain, *text;
	} table[] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
		{ "\xFB\xFF", "+/8=" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct str out = { 0 };
		is_text(base64_text(&arena, table[i].plain, strlen(table[i].plain)), table[i].text,
			"base64 '%s'", table[i].text);
		ok(base64_bytes(&arena, str_of(table[i].text), &out), "and back");
		is_text(out, table[i].plain, "the same");
	}
	static const char *const bad[] = {
		"Zg", "Zg=", "Zg===", "Z===", "Zh==", "-_8=", "Zg==Zg==", "Zm 9v", "Zm9v\n",
		"====", "\xFF\xFF\xF7\xFF",
	};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct str out;
		ok(!base64_bytes(&arena, str_of(bad[i]), &out), "not base64: '%s'", bad[i]);
	}
}

/* draft-irtf-cfrg-xchacha, A.3.1. */
/* RFC 2202, the first three cases. */
static void hmac_sha1(void)
{
	static const struct {
		const char *key, *text, *want;
	} table[] = {
		{ "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
		  "b617318655057264e28bc0b6fb378c8ef146be00" },
		{ "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
		  "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		  "dddddddddddddddddddddddddddddddddddddddddddddddddd"
		  "dddddddddddddddddddddddddddddddddddddddddddddddddd",
		  "125d7342b9ac11cd91a39af48aa17b4f63f175d3" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		struct str text = hex(table[i].text);
		uint8_t mac[HMAC_SHA1];
		hash_hmac_sha1(hex(table[i].key), text.p, text.n, mac);
		is_text(hex_text(&arena, mac, HMAC_SHA1), table[i].want, "RFC 2202, case %zu",
			i + 1);
	}
}

/* RFC 4648, section 10, without the padding. */
static void base32(void)
{
	static const struct {
		const char *plain, *want;
	} table[] = {
		{ "", "" }, { "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" },
		{ "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" },
		{ "\xff\xff\xff\xff\xff\xff", "7777777774" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		is_text(base32_text(&arena, (const uint8_t *)table[i].plain,
				    strlen(table[i].plain)),
			table[i].want, "base32 of %zu bytes", strlen(table[i].plain));
	}
}

static void sealing(void)
{
	struct str key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
	struct str nonce = hex("404142434445464748494a4b4c4d4e4f5051525354555657");
	struct str extra = hex("50515253c0c1c2c3c4c5c6c7");
	struct str plain = STR("Ladies and Gentlemen of the class of '99: If I could offer you "
			       "only one tip for the future, sunscreen would be it.");
	const uint8_t *k = (const uint8_t *)key.p;
	struct str box = seal(&arena, k, (const uint8_t *)nonce.p, plain, extra);
	is_int((int64_t)box.n, (int64_t)(SEAL_NONCE + plain.n + SEAL_TAG), "length");
	ok(str_starts(box, nonce), "the nonce stands first");
	ok(str_eq(str_sub(box, SEAL_NONCE, SEAL_NONCE + 16),
		  hex("bd6d179d3e83d43b9576579493c0e939")), "ciphertext");
	ok(str_ends(box, hex("c0875924c1c7987947deafd8780acf49")), "tag");
	struct str out = { 0 };
	ok(seal_open(&arena, k, box, extra, &out) && str_eq(out, plain), "opens");
	ok(!seal_open(&arena, k, box, STR("x"), &out), "not with another extra");
	ok(!seal_open(&arena, (const uint8_t *)plain.p, box, extra, &out), "nor another key");
	int opened = 0;
	for (size_t i = 0; i < box.n; i++) {
		char *changed = arena_copy(&arena, box.p, box.n);
		changed[i] = (char)(changed[i] ^ 0x10);
		opened += seal_open(&arena, k, (struct str){ changed, box.n }, extra, &out);
	}
	is_int(opened, 0, "nor with any byte changed");
	for (size_t n = 0; n < box.n; n++) {
		opened += seal_open(&arena, k, str_sub(box, 0, n), extra, &out);
	}
	is_int(opened, 0, "nor cut off anywhere");
	box = seal(&arena, k, (const uint8_t *)nonce.p, STR(""), STR(""));
	ok(seal_open(&arena, k, box, (struct str){ 0 }, &out) && out.n == 0, "nothing is sealed");
}

/* RFC 8032, 7.1, test 1; RFC 8439, A.1, test 1. */
static void keys_and_chance(void)
{
	struct str seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
	uint8_t public_key[KEY_SIZE];
	uint8_t secret_key[64];
	sign_keys((const uint8_t *)seed.p, public_key, secret_key);
	is_text(hex_text(&arena, public_key, KEY_SIZE),
		"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "public key");

	/* RFC 8032, 7.1, tests 1 and 2: the empty message; another key's byte 0x72. */
	uint8_t signature[SIGNATURE_SIZE];
	sign_make(secret_key, STR(""), signature);
	is_text(hex_text(&arena, signature, sizeof(signature)),
		"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
		"c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b", "a signature");
	ok(sign_check(public_key, STR(""), signature), "is checked");
	ok(!sign_check(public_key, STR("r"), signature), "not for another text");
	signature[0] ^= 1;
	ok(!sign_check(public_key, STR(""), signature), "not when changed");
	signature[0] ^= 1;
	public_key[0] ^= 1;
	ok(!sign_check(public_key, STR(""), signature), "not by another key");

	struct random_stream stream = { .block = 0 };
	uint8_t bytes[100];
	random_next(&stream, bytes, 32);
	is_text(hex_text(&arena, bytes, 32),
		"76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7", "ChaCha20");
	is_int((int64_t)stream.block, 1, "a part of a block uses it up");
	random_next(&stream, bytes, 65);
	is_int((int64_t)stream.block, 3, "65 bytes use two");

	struct random_stream one;
	struct random_stream two;
	uint8_t other[sizeof(bytes)];
	random_seed(&one, STR("42"));
	random_seed(&two, STR("42"));
	random_next(&one, bytes, sizeof(bytes));
	random_next(&two, other, sizeof(other));
	ok(memcmp(bytes, other, sizeof(bytes)) == 0, "the same seed gives the same bytes");
	random_next(&two, other, sizeof(other));
	ok(memcmp(bytes, other, sizeof(bytes)) != 0, "the next ones are others");
	random_seed(&two, STR("43"));
	random_next(&two, other, sizeof(other));
	ok(memcmp(bytes, other, sizeof(bytes)) != 0, "another seed gives others");

	random_bytes(bytes, sizeof(bytes));
	random_bytes(other, sizeof(other));
	ok(memcmp(bytes, other, sizeof(bytes)) != 0, "the system's bytes differ");
	wipe(bytes, sizeof(bytes));
	memset(other, 0, sizeof(other));
	ok(memcmp(bytes, other, sizeof(bytes)) == 0, "wiped");
	wipe(NULL, 0);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	sha256();
	hmac();
	texts();
	base64();
	base32();
	hmac_sha1();
	sealing();
	keys_and_chance();
	arena_done(&arena);
	return done_testing();
}
