/* The ribbon: segments and second bars by working time. */
#include "ribbon.h"

#include "app_int.h"

#include "base/num.h"
#include "core/due.h"

struct drawing {
	const struct app *app;
	struct arena *a;
	const struct asking *ask;
	const struct dossier *d;
	struct ribbon *r;
	size_t cap;
};

static int64_t work(const struct drawing *w, int64_t from, int64_t to)
{
	const struct calendar *c = w->d->cal;

	return work_between(c, calendar_clamp(c, from), calendar_clamp(c, to));
}

/* The place of an instant on the ribbon. */
static int64_t place(const struct drawing *w, int64_t at)
{
	const struct ribbon *r = w->r;
	int64_t t = num_max(num_min(at, r->to), r->from);

	if (r->work_s == 0) {
		return at > r->from ? RIBBON_WIDTH : 0;
	}
	return work(w, r->from, t) * RIBBON_WIDTH / r->work_s;
}

static int64_t end_of(const struct drawing *w, const struct obligation *o)
{
	return o->to != INSTANT_NONE ? o->to : num_max(w->ask->now, o->from);
}

/* Before reception the answer stands for the holds there are none of yet. */
static bool shown(const struct dossier *d, const struct obligation *o)
{
	return d->received_at == INSTANT_NONE ? o->kind == OB_ANSWER : obligation_primary(o);
}

static enum ribbon_kind segment_kind(const struct obligation *o)
{
	return o->kind == OB_WAIT || o->holder.kind != PARTY_SEAT ? RIBBON_WAIT : RIBBON_HOLD;
}

static struct ribbon_segment segment_of(const struct drawing *w, const struct obligation *o)
{
	int64_t to = end_of(w, o);
	struct ribbon_segment s = {
		.kind = segment_kind(o), .now = o->to == INSTANT_NONE,
		.untaken = o->holder.kind == PARTY_SEAT && o->taken_at == INSTANT_NONE,
		.holder = label_party(w->app, w->ask, &o->holder, o->from),
		.from = o->from, .to = to, .due = o->due, .work_s = work(w, o->from, to),
		.late = o->due != INSTANT_NONE && to > o->due,
		.back = o->ended == ENDED_BACK, .end_seq = o->closed_seq,
	};

	if (o->kind == OB_STEP) {
		s.step = label_step(w->ask, o->version, o->step);
	}
	return s;
}

static bool joins(const struct ribbon_segment *a, const struct ribbon_segment *b)
{
	return a->kind == b->kind && a->to == b->from && str_eq(a->step, b->step) &&
	       label_same(&a->holder, &b->holder);
}

static void push(struct drawing *w, struct ribbon_segment s)
{
	struct ribbon *r = w->r;
	struct ribbon_segment *last = r->segments > 0 ? &r->segment[r->segments - 1] : NULL;

	if (last != NULL && joins(last, &s)) {
		last->to = s.to;
		last->work_s += s.work_s;
		last->due = s.due;
		last->now = s.now;
		last->late = s.late;
		last->untaken = last->untaken && s.untaken;
		last->back = s.back;
		last->end_seq = s.end_seq;
		return;
	}
	r->segment[r->segments++] = s;
}

static void put_holds(struct drawing *w)
{
	const struct dossier *d = w->d;
	int64_t next = INSTANT_NONE;

	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];

		if (!shown(d, o)) {
			continue;
		}
		if (next != INSTANT_NONE && o->from > next) {
			push(w, (struct ribbon_segment){
				.kind = RIBBON_GAP, .from = next, .to = o->from,
				.due = INSTANT_NONE, .work_s = work(w, next, o->from) });
		}
		push(w, segment_of(w, o));
		next = end_of(w, o);
	}
}

/* While a pause is open what is left is counted as if it ended now. */
static int64_t due_seen(const struct drawing *w)
{
	const struct dossier *d = w->d;
	struct due_view v;
	struct err ignored;

	if (d->received_at == INSTANT_NONE) {
		return d->answer >= 0 ? d->ob[d->answer].due : INSTANT_NONE;
	}
	if (d->due != INSTANT_NONE || d->state != DOSSIER_WAITING) {
		return d->due;
	}
	return dossier_due_if(d, num_max(w->ask->now, d->at), &v, &ignored) ? v.due
									    : INSTANT_NONE;
}

static bool running(const struct dossier *d)
{
	return d->state == DOSSIER_OPEN || d->state == DOSSIER_WAITING ||
	       d->state == DOSSIER_SUBMITTED;
}

static void put_left(struct drawing *w)
{
	struct ribbon *r = w->r;
	int64_t due = due_seen(w), last = r->segment[r->segments - 1].to;

	r->from = r->segment[0].from;
	r->to = last;
	if (due != INSTANT_NONE && due > last && running(w->d)) {
		r->to = due;
		push(w, (struct ribbon_segment){ .kind = RIBBON_LEFT, .from = last, .to = due,
						 .due = INSTANT_NONE,
						 .work_s = work(w, last, due) });
	}
	r->work_s = work(w, r->from, r->to);
}

/* Places by their instants, so that rounding leaves no gap; then what can't be seen
 * goes, and the present one gets its least width from its neighbours. */
static void lay_out(struct drawing *w)
{
	struct ribbon *r = w->r;
	size_t kept = 0;

	for (size_t i = 0; i < r->segments; i++) {
		struct ribbon_segment *s = &r->segment[i];
		int64_t end = i + 1 < r->segments ? place(w, s->to) : RIBBON_WIDTH;

		s->x = kept > 0 ? r->segment[kept - 1].x + r->segment[kept - 1].width : 0;
		s->width = num_max(end - s->x, 0);
		if (s->now && s->width < RIBBON_LEAST) {
			s->width = RIBBON_LEAST;
		}
		if (s->width > 0) {
			r->segment[kept++] = *s;
		}
	}
	r->segments = kept;
	/* Too far to the right: taken back from the left. */
	int64_t right = RIBBON_WIDTH;

	for (size_t i = kept; i > 0; i--) {
		struct ribbon_segment *s = &r->segment[i - 1];

		if (s->x + s->width <= right) {
			s->width = i == kept ? right - s->x : s->width;
			break;
		}
		if (s->now) {
			s->x = right - s->width;
		} else {
			s->x = num_min(s->x, right - 1);
			s->width = right - s->x;
		}
		right = s->x;
	}
}

/* ---- opinions ---- */

static bool of_opinion(const struct obligation *o, int32_t number)
{
	return o->kind == OB_OPINION && o->number == number;
}

static void put_opinion(struct drawing *w, const struct opinion *op)
{
	const struct dossier *d = w->d;
	const struct obligation *last = &d->ob[op->obligation];
	int64_t from = last->from;

	for (size_t i = 0; i < d->obs; i++) {
		if (of_opinion(&d->ob[i], op->number)) {
			from = num_min(from, d->ob[i].from);
		}
	}
	struct ribbon_opinion b = {
		.number = op->number, .from = from, .to = end_of(w, last), .due = op->due,
		.open = last->to == INSTANT_NONE, .silent = op->silent,
		.member = op->member, .round = op->round,
		.asked = label_party(w->app, w->ask, &last->holder, from),
	};

	b.work_s = work(w, b.from, b.to);
	b.late_s = op->due != INSTANT_NONE && b.to > op->due ? work(w, op->due, b.to) : 0;
	b.left_s = b.open && op->due != INSTANT_NONE && b.to < op->due
			   ? work(w, b.to, op->due) : 0;
	/* An open one reaches to its due, so that what is left of it shows. */
	int64_t shown_to = b.open && op->due != INSTANT_NONE ? num_max(b.to, op->due) : b.to;

	b.x = num_min(place(w, b.from), RIBBON_WIDTH - RIBBON_LEAST);
	b.width = num_max(place(w, shown_to) - b.x, RIBBON_LEAST);
	b.due_x = op->due != INSTANT_NONE ? place(w, op->due) : -1;
	w->r->opinion[w->r->opinions++] = b;
}

/* What a superior owes of a contest, from its beginning to the ruling. */
static void put_ruling(struct drawing *w, const struct contest *c)
{
	const struct dossier *d = w->d;
	const struct obligation *duty = contest_duty(d, c);
	struct ribbon_opinion b = {
		.number = c->number, .ruling = true, .from = c->at, .to = end_of(w, duty),
		.due = duty->due, .open = c->end == CONTEST_OPEN,
		.silent = c->escalated_at != INSTANT_NONE,
		.asked = label_party(w->app, w->ask, &duty->holder, c->at),
	};

	b.work_s = work(w, b.from, b.to);
	b.late_s = b.to > b.due ? work(w, b.due, b.to) : 0;
	b.left_s = b.open && b.to < b.due ? work(w, b.to, b.due) : 0;
	b.x = num_min(place(w, b.from), RIBBON_WIDTH - RIBBON_LEAST);
	b.width = num_max(place(w, b.open ? num_max(b.to, b.due) : b.to) - b.x, RIBBON_LEAST);
	b.due_x = place(w, b.due);
	w->r->opinion[w->r->opinions++] = b;
}

/* The lowest lane in which nothing stands in its way. */
static void put_lanes(struct ribbon *r)
{
	int64_t end[RIBBON_LANES] = { 0 };

	for (size_t i = 0; i < r->opinions; i++) {
		struct ribbon_opinion *b = &r->opinion[i];

		while (b->lane < RIBBON_LANES - 1 && end[b->lane] > b->x) {
			b->lane++;
		}
		end[b->lane] = num_max(end[b->lane], b->x + b->width);
		r->lanes = num_max(r->lanes, b->lane + 1);
	}
}

/* ---- all of it ---- */

static void put_marks(struct drawing *w)
{
	struct ribbon *r = w->r;
	const struct dossier *d = w->d;
	int64_t due = due_seen(w);
	bool alive = running(d), answer = d->received_at == INSTANT_NONE;

	r->due = answer ? due : d->due;
	r->first_due = d->first_due;
	r->due_x = r->due != INSTANT_NONE && r->due >= r->from && r->due <= r->to
			   ? place(w, r->due) : -1;
	r->first_x = d->first_due != INSTANT_NONE && d->first_due != r->due &&
			     d->first_due >= r->from && d->first_due <= r->to
			     ? place(w, d->first_due) : -1;
	r->now_x = dossier_closed(d) ? -1 : place(w, w->ask->now);
	if (alive && due != INSTANT_NONE) {
		int64_t now = num_max(w->ask->now, r->from);

		r->overdue = d->state != DOSSIER_WAITING && now > due;
		r->late_s = r->overdue ? work(w, due, now) : 0;
		r->left_s = now < due ? work(w, now, due) : 0;
	}
}

void ribbon_make(const struct app *app, struct arena *a, const struct asking *ask,
		 const struct dossier *d, struct ribbon *out)
{
	struct drawing w = { .app = app, .a = a, .ask = ask, .d = d, .r = out };

	*out = (struct ribbon){ .due_x = -1, .first_x = -1, .now_x = -1,
				.due = INSTANT_NONE, .first_due = INSTANT_NONE };
	if (d->cal == NULL || d->obs == 0) {
		return;
	}
	/* A gap before each hold at most, and what is left. */
	out->segment = arena_array(a, struct ribbon_segment, 2 * d->obs + 1);
	out->opinion = arena_array(a, struct ribbon_opinion, d->opinions + d->contests);
	put_holds(&w);
	if (out->segments == 0) {
		return;
	}
	put_left(&w);
	lay_out(&w);
	for (size_t i = 0; i < d->opinions; i++) {
		put_opinion(&w, &d->opinion[i]);
	}
	for (size_t i = 0; i < d->contests; i++) {
		put_ruling(&w, &d->contest[i]);
	}
	put_lanes(out);
	put_marks(&w);
}
