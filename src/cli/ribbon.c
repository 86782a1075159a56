/* The ribbon in the terminal. */
#include "ribbon.h"

#include "base/num.h"
#include "base/utf8.h"

#include <string.h>

enum { WIDTH = 72 };

struct ribbon {
	const struct dossier *d;
	int64_t from, end;		/* what the whole width stands for */
	int64_t work_s;
	int64_t now;
};

/* The column of an instant: 0 … WIDTH. */
static int column(const struct ribbon *r, int64_t at)
{
	int64_t t = num_max(num_min(at, r->end), r->from);

	return (int)(work_between(r->d->cal, r->from, t) * WIDTH / r->work_s);
}

static int64_t hold_end(const struct ribbon *r, const struct obligation *o)
{
	return o->to != INSTANT_NONE ? o->to : num_max(r->now, o->from);
}

static const char *shade(const struct obligation *o, size_t nth)
{
	switch (o->kind) {
	case OB_WAIT:
		return "░";
	case OB_HANDOUT:
		return o->holder.kind == PARTY_CITIZEN ? "░" : "▒";
	case OB_STEP:
	case OB_ANSWER:
	case OB_OPINION:
	case OB_URGE: case OB_RULING: case OB_APOLOGY:
	case OB_CONTEST: case OB_ESCALATION: case OB_RETURN:
	case OB_NONE:
		break;
	}
	return nth % 2 == 0 ? "█" : "▓";
}

static struct str step_of(const struct obligation *o)
{
	return o->kind == OB_STEP && o->step >= 0 ? o->version->step[o->step].id : STR("");
}

/* The step's name above its segment, where it finds room. */
static void name_segment(char names[WIDTH + 1], struct str name, int from, int to, int *free)
{
	if (name.n == 0 || from < *free || from + (int)name.n > WIDTH ||
	    (int)name.n > num_max(to - from, 1) + 1) {
		return;
	}
	memcpy(names + from, name.p, name.n);
	*free = from + (int)name.n + 1;
}

static void print_bar(struct cli *c, const struct ribbon *r)
{
	char names[WIDTH + 1];
	struct buf bar;
	int at = 0, free = 0;
	size_t nth = 0;

	memset(names, ' ', WIDTH);
	names[WIDTH] = '\0';
	buf_init(&bar, 4096);
	for (size_t i = 0; i < r->d->obs; i++) {
		const struct obligation *o = &r->d->ob[i];

		if (!obligation_primary(o)) {
			continue;
		}
		int to = column(r, hold_end(r, o));

		if (to > at) {
			name_segment(names, step_of(o), at, to, &free);
			for (; at < to; at++) {
				buf_text(&bar, shade(o, nth));
			}
			nth++;
		}
	}
	for (; at < WIDTH; at++) {
		buf_char(&bar, '.');
	}
	cli_line(c, STYLE_FAINT, str_fmt(c->arena, "  %s", names));
	cli_line(c, STYLE_STRONG, str_fmt(c->arena, "  %.*s", STR_ARG(buf_view(&bar))));
	buf_done(&bar);
}

static void print_due(struct cli *c, const struct ribbon *r)
{
	char text[INSTANT_TEXT];
	struct str when = str_of(instant_vi(r->d->due, text));
	int mark = column(r, r->d->due);
	int left = (int)when.n + 1;

	/* To the left of its mark when there is no room to the right. */
	if (mark + left > WIDTH) {
		cli_line(c, STYLE_PLAIN, str_fmt(c->arena, "  %*s%.*s ▲",
						 (int)num_max(mark - left, 0), "",
						 STR_ARG(when)));
	} else {
		cli_line(c, STYLE_PLAIN,
			 str_fmt(c->arena, "  %*s▲ %.*s", mark, "", STR_ARG(when)));
	}
}

void ribbon_print(struct cli *c, const struct dossier *d, int64_t now)
{
	struct ribbon r = { .d = d, .now = now };

	if (d->received_at == INSTANT_NONE || d->obs == 0) {
		return;
	}
	r.from = num_min(d->received_at, d->ob[0].from);
	r.end = dossier_closed(d) ? d->closed_at : now;
	if (d->due != INSTANT_NONE) {
		r.end = num_max(r.end, d->due);
	}
	r.work_s = work_between(d->cal, r.from, r.end);
	if (r.work_s == 0) {
		return;
	}
	print_bar(c, &r);
	if (d->due != INSTANT_NONE) {
		print_due(c, &r);
	}
}
