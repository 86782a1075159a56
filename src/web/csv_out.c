/* Comma separated values. */
#include "csv_out.h"

void csv_open(struct csv_out *c, struct buf *b)
{
	*c = (struct csv_out){ .b = b };
	buf_str(b, STR("\xef\xbb\xbf"));
}

static void next(struct csv_out *c)
{
	if (c->begun) {
		buf_char(c->b, ',');
	}
	c->begun = true;
}

void csv_text(struct csv_out *c, struct str s)
{
	next(c);
	buf_char(c->b, '"');
	if (s.n > 0 && (s.p[0] == '=' || s.p[0] == '+' || s.p[0] == '-' || s.p[0] == '@')) {
		buf_char(c->b, '\'');
	}
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"') {
			buf_char(c->b, '"');
		}
		buf_char(c->b, s.p[i]);
	}
	buf_char(c->b, '"');
}

void csv_int(struct csv_out *c, int64_t n)
{
	next(c);
	buf_fmt(c->b, "%lld", (long long)n);
}

void csv_end(struct csv_out *c)
{
	buf_str(c->b, STR("\r\n"));
	c->begun = false;
}
