/* Errors and their sentences. */
#include "base/err.h"

#include "base/text.h"
#include "base/utf8.h"
#include "tap.h"

static void setting(void)
{
	struct err e;
	ok(!err_set(&e, ERR_NOT_FOUND, "x.y", "id", "d1", "unit", "u2", NULL), "set is false");
	is_int(e.code, ERR_NOT_FOUND, "code");
	is_str(e.key, "x.y", "key");
	is_str(err_arg(&e, "id"), "d1", "first argument");
	is_str(err_arg(&e, "unit"), "u2", "second argument");
	is_str(err_arg(&e, "none"), "", "no such argument");
	ok(!err_add_int(&e, "n", INT64_MIN), "add is false");
	is_str(err_arg(&e, "n"), "-9223372036854775808", "number");
	err_set(&e, ERR_INVALID, "z", "again", err_arg(&e, "id"), NULL);
	is_str(err_arg(&e, "again"), "d1", "a value may come from the error it replaces");
	is_int(e.args, 1, "and the others are gone");
	err_set(&e, ERR_INVALID, "z", "none", NULL, NULL);
	is_int(e.args, 1, "NULL as a value is empty");
}

static const char *value_of(struct err *e, const char *value)
{
	err_set(e, ERR_INVALID, "k", "v", value, NULL);
	return err_arg(e, "v");
}

static void values(void)
{
	struct err e;
	char longest[ERR_VALUE_SIZE];
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	is_str(value_of(&e, longest), longest, "the longest value is whole");
	is_str(value_of(&e, "a\xFF" "b"), "a\xEF\xBF\xBD" "b", "a byte that is not UTF-8");
	is_str(value_of(&e, "a\n\x1B[1m"), "a\xEF\xBF\xBD\xEF\xBF\xBD[1m", "control characters");
	is_str(value_of(&e, "\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "surrogate");
	is_str(value_of(&e, "\xE1\xBA"), "\xEF\xBF\xBD\xEF\xBF\xBD", "cut off");
	/* Every alignment of a long text of 3-byte letters. */
	static char letters[3000];
	int bad = 0;
	for (size_t shift = 0; shift < 3; shift++) {
		memset(letters, 'x', shift);
		for (size_t i = shift; i + 3 < sizeof(letters); i += 3) {
			memcpy(letters + i, "ế", 3);
		}
		struct str v = str_of(value_of(&e, letters));
		bad += !utf8_valid(v) || v.n >= ERR_VALUE_SIZE || v.n < ERR_VALUE_SIZE - 6 ||
		       !str_ends(v, STR("…"));
	}
	is_int(bad, 0, "long values are cut between letters and end in …");
}

static void codes(void)
{
	static const struct {
		enum err_code code;
		const char *name;
		int exit;
	} table[] = {
		{ ERR_NONE, "none", 0 },	 { ERR_INVALID, "invalid", 1 },
		{ ERR_DENIED, "denied", 1 },	 { ERR_NOT_FOUND, "not_found", 1 },
		{ ERR_CONFLICT, "conflict", 1 }, { ERR_LIMIT, "limit", 1 },
		{ ERR_BUSY, "busy", 3 },	 { ERR_IO, "io", 3 },
		{ ERR_CORRUPT, "corrupt", 3 },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		is_str(err_code_name(table[i].code), table[i].name, "name %s", table[i].name);
		is_int(err_exit_status(table[i].code), table[i].exit, "exit of %s", table[i].name);
	}
}

static void sentences(void)
{
	struct err e;
	struct buf b;
	buf_init(&b, 1000);
	err_set(&e, ERR_INVALID, "time.day", "value", "2026-13-01", NULL);
	text_err(&b, TEXT_VI, &e);
	is_text(buf_view(&b), "“2026-13-01” không phải là một ngày đúng.", "sentence");
	buf_reset(&b);
	text_err(&b, TEXT_EN, &e);
	is_text(buf_view(&b), "“2026-13-01” is not a correct day.", "in English");
	buf_reset(&b);
	text_hint(&b, TEXT_EN, &e);
	ok(str_starts(buf_view(&b), STR("Write a day as ")), "hint");
	buf_reset(&b);
	err_set(&e, ERR_INVALID, "no.such.key", NULL);
	text_err(&b, TEXT_VI, &e);
	is_text(buf_view(&b), "no.such.key", "an unknown key prints itself");
	buf_reset(&b);
	text_hint(&b, TEXT_VI, &e);
	is_text(buf_view(&b), "", "and has no hint");
	struct { const char *digits, *vi; } numbers[] = {
		{ "0", "0" }, { "999", "999" }, { "75000", "75.000" }, { "-1234567", "-1.234.567" },
		{ "-123", "-123" }, { "", "" },
	};
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		struct text_arg arg = { "amount", str_of(numbers[i].digits) };
		char want[100];
		(void)snprintf(want, sizeof(want), "Chưa thu %s đồng phí, lệ phí của hồ sơ.",
			       numbers[i].vi);
		buf_reset(&b);
		text_put(&b, TEXT_VI, "deliver.fee", &arg, 1);
		is_text(buf_view(&b), want, "%s by thousands", numbers[i].digits);
	}
	buf_reset(&b);
	text_put(&b, TEXT_EN, "json.long", NULL, 0);
	is_text(buf_view(&b), "The JSON text is too long: at most {limit} bytes.",
		"a missing argument shows its name");
	ok(text_get(TEXT_VI, "").n == 0 && text_get(TEXT_VI, "zzzz").n == 0, "outside the table");
	buf_done(&b);
}

int main(void)
{
	setting();
	values();
	codes();
	sentences();
	return done_testing();
}
