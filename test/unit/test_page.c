/* Values in pages: hostile ones stay values. */
#include "web/page.h"

#include "tap.h"

static struct buf b;

static const char *text(const char *s)
{
	buf_reset(&b);
	page_text(&b, s);
	return b.p;
}

static const char *url(const char *s)
{
	buf_reset(&b);
	page_url(&b, s);
	return b.p;
}

static const char *part(const char *s)
{
	buf_reset(&b);
	page_url_part(&b, s);
	return b.p;
}

static const char *number(enum text_lang lang, int64_t v)
{
	buf_reset(&b);
	page_number(&b, lang, v);
	return b.p;
}

static void texts(void)
{
	is_str(text("Nguyễn Văn A"), "Nguyễn Văn A", "letters stay");
	is_str(text("<script>alert(\"1\" + '2') && 0</script>"),
	       "&lt;script&gt;alert(&quot;1&quot; + &#39;2&#39;) &amp;&amp; 0&lt;/script&gt;",
	       "nothing opens a tag or ends an attribute");
	is_str(text("&lt;"), "&amp;lt;", "a reference is text too");
	is_str(text("a\tb\nc\rd"), "a\tb\nc\rd", "blanks stay");
	is_str(text("a\x01\x1b[31m\x7f"), "a\xef\xbf\xbd\xef\xbf\xbd[31m\xef\xbf\xbd",
	       "control characters do not");
	buf_reset(&b);
	page_text(&b, ((struct str){ "a\0b", 3 }));
	is_str(b.p, "a\xef\xbf\xbd" "b", "nor does NUL");
	is_str(text(""), "", "nothing gives nothing");
}

static void addresses(void)
{
	static const char *const good[] = {
		"/track", "/track?code=H19.21-260302-0001", "track", "../x", "?page=2", "#main", "",
		"https://dichvucong.gov.vn/x?a:b", "mailto:a@b.vn", "tel:+842513550000", "/a//b",
		"/x:y", "?next=a:b",
	};
	static const char *const bad[] = {
		"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x",
		"http://x", "HTTPS://x", "//evil.example", "/\\evil.example", "\\\\evil.example",
		" javascript:x", "java\tscript:x", "java\nscript:x", "\x01javascript:x", ":x",
		"blob:x", "/a b", "a\x7f",
	};
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		is_str(url(good[i]), good[i], "an address: %s", good[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		is_str(url(bad[i]), "#", "no address: number %zu", i);
	}
	is_str(url("/x?a=1&b=\""), "/x?a=1&amp;b=&quot;", "an address is escaped too");
	is_str(part("a/b?c=d&e#f:g h%\"<\xc4\x91"), "a%2Fb%3Fc%3Dd%26e%23f%3Ag%20h%25%22%3C%C4%91",
	       "a part is nothing but a part");
	is_str(part("H19.21-260302_0001~"), "H19.21-260302_0001~", "plain ones stay");
}

static void numbers(void)
{
	is_str(number(TEXT_VI, 0), "0", "zero");
	is_str(number(TEXT_VI, 999), "999", "no mark");
	is_str(number(TEXT_VI, 1208), "1.208", "one mark");
	is_str(number(TEXT_EN, 1234567), "1,234,567", "two marks, as in English");
	is_str(number(TEXT_VI, -75000), "−75.000", "below zero");
	is_str(number(TEXT_VI, INT64_MIN), "−9.223.372.036.854.775.808", "the least of all");
	buf_reset(&b);
	page_text(&b, INT64_MIN);
	page_text(&b, (size_t)7);
	page_text(&b, 7u);
	page_text(&b, (uint8_t)255);
	is_str(b.p, "-922337203685477580877255", "every kind of integer");
}

static void conditions(void)
{
	char empty[4] = "";
	ok(page_true(true) && page_true(-1) && page_true(1u) && page_true(INT64_MIN), "not zero");
	ok(page_true(STR("x")) && page_true("x") && page_true(&b), "not empty");
	ok(!page_true(false) && !page_true(0) && !page_true((size_t)0), "zero");
	ok(!page_true(STR("")) && !page_true(empty) && !page_true((struct buf *)NULL), "empty");
}

int main(void)
{
	buf_init(&b, 1 << 16);
	texts();
	addresses();
	numbers();
	conditions();
	page_sentence((buf_reset(&b), &b), TEXT_EN, "no.such<key>");
	is_str(b.p, "no.such&lt;key&gt;", "an unknown sentence shows its key");
	buf_done(&b);
	return done_testing();
}
