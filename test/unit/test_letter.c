/* Letters by electronic mail: addresses, headers, nothing given begins a header of its own. */
#include "base/letter.h"

#include "base/hash.h"
#include "base/utf8.h"

#include "tap.h"

#include <string.h>

static struct arena arena;

static void test_addresses(void)
{
	static const char *const good[] = {
		"an@example.vn", "a.b+c@mail.example.vn", "a@b", "o'brien@example.org",
		"0912345678@example.vn",
	};
	static const char *const bad[] = {
		"", "an", "@example.vn", "an@", "an@@example.vn", "an@example..vn",
		".an@example.vn",
		"an.@example.vn", "an@-example.vn", "an@example.vn-", "an@example.vn,ba@example.vn",
		"an@example.vn\r\nBcc: ba@example.vn", "An <an@example.vn>", "an @example.vn",
		"\"an\"@example.vn", "an@[127.0.0.1]", "ân@example.vn", "an@ví-dụ.vn",
		"an@example.vn ",
	};

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		ok(letter_address_good(str_of(good[i])), "an address: %s", good[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		ok(!letter_address_good(str_of(bad[i])), "none: %zu", i);
	}
	ok(!letter_address_good(str_fmt(&arena, "%0255d@b", 0)), "one too long");
}

static struct str written(const struct letter *l)
{
	struct buf b;

	buf_init(&b, 1 << 16);
	letter_write(&b, &arena, l);
	struct str text = str_dup(&arena, buf_view(&b));

	buf_done(&b);
	return text;
}

/* What follows "Name: " up to a line that does not begin with a blank, its lines joined. */
static struct str header(struct str letter, const char *name)
{
	struct str line, rest = letter, value = STR("");
	bool in = false;

	while (str_cut(rest, '\n', &line, &rest) && line.n > 1) {
		struct str head = str_fmt(&arena, "%s: ", name);

		line.n -= 1;
		ok(line.n <= 76, "a line of %zu", line.n);
		if (str_starts(line, head)) {
			value = str_sub(line, head.n, line.n);
			in = true;
		} else if (in && line.p[0] == ' ') {
			value = STR_JOIN(&arena, value, line);
		} else {
			in = false;
		}
	}
	return value;
}

/* The words of RFC 2047 put together again. */
static struct str decoded(struct str s)
{
	struct str out = STR(""), word, bytes;

	while (s.n > 0) {
		(void)str_cut(s, ' ', &word, &s);
		if (!str_starts(word, STR("=?UTF-8?B?")) || !str_ends(word, STR("?=")) ||
		    !base64_bytes(&arena, str_sub(word, 10, word.n - 2), &bytes)) {
			return STR("no word");
		}
		ok(word.n <= 75 && utf8_valid(bytes), "a word of whole characters");
		out = STR_JOIN(&arena, out, bytes);
	}
	return out;
}

static struct str body(struct str letter)
{
	struct str out = STR(""), line, rest = letter, bytes;

	while (str_cut(rest, '\n', &line, &rest) && line.n > 1) {
	}
	while (str_cut(rest, '\n', &line, &rest)) {
		ok(line.n <= 77 && base64_bytes(&arena, str_sub(line, 0, line.n - 1), &bytes),
		   "a line of base64");
		out = STR_JOIN(&arena, out, bytes);
	}
	return out;
}

static void test_headers(void)
{
	static const char subject[] = "Mã xác nhận để xem hồ sơ H19.25195-260302-0001 của quý vị "
				      "tại Trung tâm Phục vụ hành chính công phường Tân Thành";
	struct letter l = {
		.from = STR("motcua@example.vn"), .from_name = STR("Một cửa tỉnh Ví Dụ"),
		.to = STR("an@example.vn"), .subject = str_of(subject), .id = STR("msg1"),
		.text = STR("Dòng một.\nDòng hai: 123456.\n"), .at = 1772411405,
	};
	struct str text = written(&l);

	is_text(decoded(header(text, "Subject")), subject, "a long subject comes out whole");
	is_text(header(text, "To"), "<an@example.vn>", "to whom");
	is_text(header(text, "Date"), "2 Mar 2026 07:30:05 +0700", "when");
	is_text(header(text, "Message-ID"), "<msg1@example.vn>", "its number");
	is_text(header(text, "Auto-Submitted"), "auto-generated", "no answer is wanted");
	is_text(body(text), "Dòng một.\r\nDòng hai: 123456.\r\n", "the text comes out whole");
	struct str name = header(text, "From");

	is_text(str_sub(name, name.n - 20, name.n), " <motcua@example.vn>", "from whom");
	is_text(decoded(str_sub(name, 0, name.n - 20)), "Một cửa tỉnh Ví Dụ", "by name");
	l.subject = STR("A test");
	l.from_name = STR("");
	text = written(&l);
	is_text(header(text, "Subject"), "A test", "plain words stay so");
	is_text(header(text, "From"), "<motcua@example.vn>", "without a name");
}

static void test_injection(void)
{
	struct letter l = {
		.from = STR("motcua@example.vn"), .from_name = STR("x\r\nBcc: ba@example.vn"),
		.to = STR("an@example.vn"), .subject = STR("x\r\nBcc: ba@example.vn\r\n\r\nbody"),
		.text = STR("\r\n.\r\nMAIL FROM:<x@example.vn>\r\n"), .id = STR("msg1"),
	};
	struct str text = written(&l);

	is_text(header(text, "Bcc"), "", "a line end in what is given begins no header");
	ok(str_eq(decoded(header(text, "Subject")), l.subject), "it stays part of the subject");
	ok(strstr(str_cstr(&arena, text), "MAIL FROM") == NULL, "nor does the text end the letter");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	test_addresses();
	test_headers();
	test_injection();
	arena_done(&arena);
	return done_testing();
}
