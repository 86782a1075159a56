/* Growing strings and their limit. */
#include "base/buf.h"

#include "tap.h"

static void writing(void)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	is_str(b.p, "", "a new buffer is an empty C string");
	is_text(buf_view(&b), "", "and an empty view");
	buf_text(&b, "một");
	buf_char(&b, ' ');
	buf_str(&b, STR("hai"));
	buf_fmt(&b, " %d%s", 3, "");
	buf_add(&b, "\0x", 2);
	is_int((int64_t)b.n, (int64_t)sizeof("một hai 3") - 1 + 2, "length counts NUL bytes");
	is_str(b.p, "một hai 3", "text");
	buf_reset(&b);
	is_str(b.p, "", "reset");
	buf_fmt(&b, "%s", "");
	is_int((int64_t)b.n, 0, "fmt of nothing");
	buf_add(&b, NULL, 0);
	ok(buf_ok(&b), "adding nothing");
	buf_done(&b);
	is_str(b.p, "", "done leaves an empty buffer");
}

static void integers(void)
{
	static const struct {
		int64_t v;
		const char *s;
	} table[] = {
		{ 0, "0" },
		{ -1, "-1" },
		{ 1000, "1000" },
		{ INT64_MAX, "9223372036854775807" },
		{ INT64_MIN, "-9223372036854775808" },
	};
	struct buf b;
	buf_init(&b, 100);
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		buf_reset(&b);
		buf_int(&b, table[i].v);
		is_text(buf_view(&b), table[i].s, "integer %s", table[i].s);
	}
	buf_done(&b);
}

static void limit(void)
{
	struct buf b;
	buf_init(&b, 10);
	buf_text(&b, "0123456789");
	ok(buf_ok(&b), "exactly the limit");
	buf_char(&b, 'x');
	ok(!buf_ok(&b), "one above");
	is_text(buf_view(&b), "0123456789", "nothing was added");
	buf_reset(&b);
	ok(buf_ok(&b), "reset forgets the crossing");
	buf_text(&b, "01234");
	buf_fmt(&b, "%s", "567890");
	ok(!buf_ok(&b), "fmt above the limit");
	buf_char(&b, 'y');
	is_text(buf_view(&b), "01234", "after the crossing even short pieces are ignored");
	buf_done(&b);
	buf_init(&b, 0);
	buf_char(&b, 'x');
	ok(!buf_ok(&b), "limit 0 holds nothing");
	buf_done(&b);
}

static void growing(void)
{
	struct buf b;
	buf_init(&b, 10 << 20);
	for (int i = 0; i < 10 << 20; i++) {
		buf_char(&b, (char)('a' + i % 26));
	}
	int64_t bad = 0;
	for (size_t i = 0; i < b.n; i++) {
		bad += b.p[i] != (char)('a' + i % 26);
	}
	is_int((int64_t)b.n, 10 << 20, "10 MB by the byte");
	is_int(bad, 0, "all in place");
	is_int(b.p[b.n], 0, "and a NUL behind");
	buf_done(&b);
}

int main(void)
{
	writing();
	integers();
	limit();
	growing();
	return done_testing();
}
