/* The writer of what mining found. Sums are exact, so they are written by hand: the house's
 * JSON has whole numbers only. */
#include "mine_out.h"

#include "base/json.h"

enum { FLUSH_BYTES = 64 << 10 };

void mine_out_flush(struct mine_out *o, size_t least)
{
	if (o->b.n >= least) {
		(void)fwrite(o->b.p, 1, o->b.n, o->c->out);
		buf_reset(&o->b);
	}
}

void mine_out_comma(struct mine_out *o)
{
	mine_out_flush(o, FLUSH_BYTES);
	buf_text(&o->b, o->first ? "" : ",");
	o->first = false;
}

void mine_out_begin(struct mine_out *o, const char *key, char bracket)
{
	mine_out_comma(o);
	if (key != NULL) {
		buf_fmt(&o->b, "\"%s\":", key);
	}
	buf_char(&o->b, bracket);
	o->first = true;
}

void mine_out_end(struct mine_out *o, char bracket)
{
	buf_char(&o->b, bracket);
	o->first = false;
}

void mine_out_key(struct mine_out *o, const char *name)
{
	mine_out_comma(o);
	buf_fmt(&o->b, "\"%s\":", name);
}

void mine_out_whole(struct mine_out *o, const char *name, int64_t v)
{
	mine_out_key(o, name);
	buf_int(&o->b, v);
}

void mine_out_text(struct mine_out *o, const char *name, struct str s)
{
	mine_out_key(o, name);
	json_write_str(&o->b, s);
}

void mine_out_exact(struct mine_out *o, const char *name, mine_sum us)
{
	mine_sum size = us < 0 ? -us : us, second = size / 1000000;
	char digit[40];
	size_t n = sizeof(digit);

	mine_out_key(o, name);
	do {
		digit[--n] = (char)('0' + (int)(second % 10));
		second /= 10;
	} while (second > 0);
	buf_text(&o->b, us < 0 ? "-" : "");
	buf_add(&o->b, digit + n, sizeof(digit) - n);
	buf_fmt(&o->b, ".%06d", (int)(size % 1000000));
}

void mine_out_real(struct mine_out *o, const char *name, double v)
{
	mine_out_key(o, name);
	buf_fmt(&o->b, "%.17g", v);
}

void mine_out_none(struct mine_out *o, const char *name)
{
	mine_out_key(o, name);
	buf_text(&o->b, "null");
}

void mine_out_working(struct mine_out *o, const char *name, mine_sum us)
{
	if (o->f->s.hours != NULL) {
		mine_out_exact(o, name, us);
	} else {
		mine_out_none(o, name);
	}
}

void mine_out_moment(struct mine_out *o, const char *name, int64_t us)
{
	struct civil t = civil_of(us / MINE_SECOND - (us % MINE_SECOND < 0) - ZONE_S);
	int64_t part = ((us % MINE_SECOND) + MINE_SECOND) % MINE_SECOND;

	if (o->f->s.flow.events == 0) {
		mine_out_none(o, name);
		return;
	}
	mine_out_key(o, name);
	buf_fmt(&o->b, "\"%04d-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour,
		t.minute, t.second);
	if (part > 0) {
		buf_fmt(&o->b, ".%06d", (int)part);
	}
	buf_text(&o->b, "+00:00\"");
}

/* By its place in mine_percents. */
enum { P90 = 2, P95 = 3 };

void mine_out_spread(struct mine_out *o, const char *name, const struct mine_spread *s)
{
	if (s->n == 0) {
		mine_out_none(o, name);
		return;
	}
	mine_out_begin(o, name, '{');
	mine_out_real(o, "mean_s", s->mean_s);
	mine_out_real(o, "median_s", s->median_s);
	mine_out_exact(o, "min_s", s->min);
	mine_out_exact(o, "max_s", s->max);
	mine_out_real(o, "p90_s", s->linear_s[P90]);
	mine_out_real(o, "p95_s", s->linear_s[P95]);
	mine_out_end(o, '}');
}
