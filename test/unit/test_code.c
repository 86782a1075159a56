/* Dossier codes: rule 5. */
#include "tap.h"

#include "core/code.h"

static struct arena arena;

static void reads(const char *text, const char *agency, struct day day, int64_t serial)
{
	struct dossier_code c = { 0 };
	struct err e;

	if (!ok(code_parse(str_of(text), &c, &e), "%s is read", text)) {
		return;
	}
	is_text(c.agency, agency, "agency of %s", text);
	is_int(c.day.n, day.n, "day of %s", text);
	is_int(c.serial, serial, "serial of %s", text);
}

static void writes(const char *agency, struct day day, int64_t serial, const char *want)
{
	struct dossier_code c = { .agency = str_of(agency), .day = day, .serial = serial }, back;
	struct str text = code_format(&arena, c);
	struct err e;

	is_text(text, want, "%s is written", want);
	ok(code_parse(text, &back, &e) && str_eq(back.agency, c.agency) &&
	   back.day.n == c.day.n && back.serial == serial, "%s comes back", want);
}

static void refused(const char *text)
{
	struct dossier_code c = { .serial = 77 };
	struct err e;

	ok(!code_parse(str_of(text), &c, &e) && strcmp(e.key, "code.form") == 0,
	   "\"%s\" is no code", text);
	ok(c.serial == 77, "nothing was written for \"%s\"", text);
}

static void bad_codes(void)
{
	static const char *const bad[] = {
		"", "-", "--", "H19.33", "H19.33-261102", "H19.33-261102-", "-261102-0187",
		"H19.33-261102-187", "H19.33-261102-00000187", "H19.33-261102-0000",
		"H19.33-261302-0187", "H19.33-260229-0187", "H19.33-260431-0187",
		"H19.33-26112-0187", "H19.33-2611021-0187", "h19.33-261102-0187",
		"H19..33-261102-0187", ".H19-261102-0187", "H19.-261102-0187",
		"H19 33-261102-0187", "H19.33-261102-01a7", "H19.33-26110x-0187",
		"H19.33-261102--187", "H19.33-261102-+187", "H19.33 -261102-0187",
		"H19.33-261102-0187 ", "H19.33-261102-0187-1", "Đ19.33-261102-0187",
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		refused(bad[i]);
	}
	static const char nul[] = "H19.33-261102-0187\0";
	struct dossier_code c;
	struct err e;

	ok(!code_parse((struct str){ nul, sizeof(nul) - 1 }, &c, &e), "a NUL is no digit");
}

int main(void)
{
	arena_init(&arena, 0);
	reads("H19.33-261102-0187", "H19.33", day_make(2026, 11, 2), 187);
	reads("000.00.06.H56-250701-0001", "000.00.06.H56", day_make(2025, 7, 1), 1);
	reads("H15.50.05.13-240229-9999", "H15.50.05.13", day_make(2024, 2, 29), 9999);
	reads("H19-261231-10000", "H19", day_make(2026, 12, 31), 10000);
	reads("H19-261231-123456", "H19", day_make(2026, 12, 31), 123456);
	reads("H19-261231-9999999", "H19", day_make(2026, 12, 31), 9999999);
	reads("H19-261231-00123", "H19", day_make(2026, 12, 31), 123);
	writes("H19.33", day_make(2026, 11, 2), 1, "H19.33-261102-0001");
	writes("H19.33", day_make(2026, 11, 2), 9999, "H19.33-261102-9999");
	writes("H19.33", day_make(2026, 11, 2), 10000, "H19.33-261102-10000");
	writes("000.00.06.H56", day_make(2030, 1, 1), 9999999, "000.00.06.H56-300101-9999999");
	bad_codes();
	arena_done(&arena);
	return done_testing();
}
