/* Forms with files: what browsers send, and what nobody should. */
#include "base/limits.h"
#include "base/multipart.h"

#include "tap.h"

#include <string.h>

/* What was told, as text: "name|file:content;" */
static char told[4096];

static void tell(struct str s)
{
	size_t n = strlen(told);
	if (s.n > 0 && n + s.n < sizeof(told)) {
		memcpy(told + n, s.p, s.n);
		told[n + s.n] = '\0';
	}
}

static bool part(void *ctx, struct str name, bool file, struct str file_name, struct err *e)
{
	(void)ctx;
	(void)e;
	tell(name);
	tell(file ? STR("|") : STR(""));
	tell(file_name);
	tell(STR(":"));
	return true;
}

static bool data(void *ctx, struct str bytes, struct err *e)
{
	tell(bytes);
	return ctx == NULL || err_set(e, ERR_LIMIT, "mine", NULL);
}

static bool end(void *ctx, struct err *e)
{
	(void)ctx;
	(void)e;
	tell(STR(";"));
	return true;
}

/* The key of what was wrong, or "". */
static const char *read_by(const char *body, size_t step, void *ctx)
{
	static struct err e;
	struct multipart m;
	struct multipart_calls calls = { ctx, part, data, end };
	struct str rest = str_of(body);

	told[0] = '\0';
	e = (struct err){ .key = "" };
	if (!multipart_start(&m, STR("multipart/form-data; boundary=B"), calls, &e)) {
		return e.key;
	}
	for (size_t i = 0; i < rest.n; i += step) {
		if (!multipart_put(&m, str_sub(rest, i, i + step), &e)) {
			return e.key;
		}
	}
	return multipart_end(&m, &e) ? "" : e.key;
}

#define HEAD "Content-Disposition: form-data; name="
#define A "--B\r\n" HEAD "\"a\"\r\n\r\n"

static void good(void)
{
	static const char *const rows[][2] = {
		{ A "1\r\n--B--\r\n", "a:1;" },
		{ A "1\r\n--B--", "a:1;" },
		{ A "\r\n--B--\r\n", "a:;" },
		{ A "\r\n\r\n--B--\r\n", "a:\r\n;" },
		{ A "\r\r\n--B--\r\n", "a:\r;" },
		{ A "--B\r\n--B--\r\n", "a:--B;" },
		{ A "x\r\n--C\r\n--B--\r\n", "a:x\r\n--C;" },
		{ A "x\r\n-\r\n--\r\n--B--\r\n", "a:x\r\n-\r\n--;" },
		{ A "1\r\n" "--B\r\n" HEAD "\"f\"; filename=\"Đơn.pdf\"\r\n"
		  "Content-Type: text/html\r\n\r\n%PDF\r\n--B--\r\n", "a:1;f|Đơn.pdf:%PDF;" },
		{ "--B\r\nX-Other: 1\r\n"
		  "content-disposition:form-data; name=\"f\"; filename=\"\"\r\n"
		  "\r\n\r\n--B--\r\n", "f|:;" },
		{ A "x\r\n--Bx\r\n--B--\r\n", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		for (size_t step = 1; step < 90; step += 11) {
			const char *wrong = read_by(rows[i][0], step, NULL);
			bool fine = rows[i][1] == NULL
				? strcmp(wrong, "multipart.form") == 0
				: wrong[0] == '\0' && strcmp(told, rows[i][1]) == 0;
			if (!fine || step == 1) {
				ok(fine, "form %zu, step %zu", i, step);
			}
		}
	}
}

static void bad(void)
{
	static const char *const rows[][2] = {
		{ "", "multipart.cut" },
		{ A "1", "multipart.cut" },
		{ A "1\r\n--B", "multipart.cut" },
		{ A "1\r\n--B-", "multipart.cut" },
		{ "--B\r\n" HEAD "\"a\"\r\n", "multipart.cut" },
		{ "--B--\r\n", "" },
		{ "x", "multipart.form" },
		{ "\r\n" A "1\r\n--B--\r\n", "multipart.form" },
		{ "--B\n" HEAD "\"a\"\n\n1\n--B--\n", "multipart.form" },
		{ A "1\r\n--B--\r\nmore", "multipart.form" },
		{ "--B\r\n\r\n1\r\n--B--\r\n", "multipart.cut" },
		{ "--B\r\n\r\n\r\n\r\n1\r\n--B--\r\n", "multipart.form" },
		{ "--B\r\nContent-Type: text/plain\r\n\r\n1\r\n--B--\r\n", "multipart.form" },
		{ "--B\r\n" HEAD "a\r\n\r\n1\r\n--B--\r\n", "multipart.form" },
		{ "--B\r\n" HEAD "\"\"\r\n\r\n1\r\n--B--\r\n", "multipart.form" },
		{ "--B\r\n" HEAD "\"a\"; name=\"b\"\r\n\r\n1\r\n--B--\r\n", "multipart.form" },
		{ "--B\r\n" HEAD "\"a\"; filename*=UTF-8''x\r\n\r\n1\r\n--B--\r\n",
		  "multipart.form" },
		{ "--B\r\n" HEAD "\"a\"\r\n" HEAD "\"b\"\r\n\r\n1\r\n--B--\r\n", "multipart.form" },
		{ "--B\r\n" HEAD "\"a\x01\"\r\n\r\n1\r\n--B--\r\n", "multipart.form" },
		{ "--B\r\n" HEAD "\"a\xff\"\r\n\r\n1\r\n--B--\r\n", "multipart.form" },
		{ "--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--B--\r\n",
		  "multipart.form" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		is_str(read_by(rows[i][0], 7, NULL), rows[i][1], "no form %zu", i);
	}
	is_str(read_by(A "1\r\n--B--\r\n", 99, told), "mine", "who takes it may refuse it");
}

static void limits(void)
{
	static char many[(MULTIPART_PARTS + 2) * 64], wide[MULTIPART_HEAD + 256];
	char *p = many;

	for (int i = 0; i <= MULTIPART_PARTS; i++) {
		p += sprintf(p, "%s" A "1", i > 0 ? "\r\n" : "");
	}
	is_str(read_by(many, 4096, NULL), "multipart.many", "too many parts");
	memset(wide, 'x', sizeof(wide) - 1);
	memcpy(wide, "--B\r\nX: ", 8);
	is_str(read_by(wide, 4096, NULL), "multipart.head", "a head without end");
}

static void types(void)
{
	static const struct {
		const char *type;
		bool good;
	} rows[] = {
		{ "multipart/form-data; boundary=B", true },
		{ "Multipart/Form-Data; charset=utf-8; Boundary=\"a-b_c.1\"", true },
		{ "multipart/form-data", false },
		{ "multipart/form-data; boundary=", false },
		{ "multipart/form-data; boundary=a b", false },
		{ "multipart/form-data; boundary=\"a\r\nb\"", false },
		{ "multipart/mixed; boundary=B", false },
		{ "application/x-www-form-urlencoded", false },
		{ "multipart/form-data; boundary="
		  "0123456789012345678901234567890123456789012345678901234567890123456789x",
		  false },
		{ "", false },
	};
	struct multipart m;
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		ok(multipart_start(&m, str_of(rows[i].type), (struct multipart_calls){ 0 }, &e) ==
			   rows[i].good, "type %zu", i);
	}
}

int main(void)
{
	good();
	bad();
	limits();
	types();
	return done_testing();
}
