/* What a calendar would do to open dossiers, in words. */
#include "calendar_moves.h"

#include "words.h"

#include "app/amend.h"

enum { MOVED_MOST = 500 };

struct moving {
	const struct exchange *x;
	struct moved_row_view *row;
	size_t n;
};

static struct str due_words(const struct exchange *x, int64_t due)
{
	return due == INSTANT_NONE ? words0(x, "admin.calendar.waiting") : words_moment(x, due);
}

static void tell(void *ctx, const struct redated *r)
{
	struct moving *m = ctx;
	if (r->due == r->new_due || m->n == MOVED_MOST) {
		return;
	}
	m->row[m->n++] = (struct moved_row_view){ str_dup(m->x->a, r->code),
						  due_words(m->x, r->due),
						  due_words(m->x, r->new_due) };
}

bool calendar_moves(struct exchange *x, const struct law *law, struct str calendar,
		    struct moves_view *out, struct err *e)
{
	struct moving m = { .x = x, .row = arena_array(x->a, struct moved_row_view, MOVED_MOST) };
	struct moves_view v = { .tried = true,
				.empty = { .text = words0(x, "admin.calendar.none") } };
	struct redating sum;
	bool ok = law ? app_try_calendar(x->app, law, calendar, tell, &m, &sum, e)
		      : app_apply_calendar(x->app, AMEND_TRY, tell, &m, &sum, e);
	if (!ok) {
		return false;
	}
	struct text_arg args[] = { { "calendar", sum.calendar },
				   { "moved", str_int(x->a, sum.moved) },
				   { "earlier", str_int(x->a, sum.earlier) } };
	v.would = words(x, "law.calendar.would", args, ARRAY_LEN(args));
	v.looked = words1(x, "admin.calendar.looked", "n", str_int(x->a, sum.open));
	v.moved.p = m.row;
	v.moved.n = m.n;
	if (sum.earlier > (int64_t)m.n) {
		v.more = words1(x, "admin.calendar.more", "n",
				str_int(x->a, sum.earlier - (int64_t)m.n));
	}
	*out = v;
	return true;
}
