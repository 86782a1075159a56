/* What time itself does to a dossier: idempotent, at the moment it becomes true. */
#include "decide_in.h"
#include "reform.h"

#include "opinion.h"

#include "base/num.h"

/* Who should hold what this person or post cannot hold any more (rule 7). What is
 * untaken stays at the head's post, whoever sits there. */
static bool mover(struct decide *x, const struct obligation *o, struct party *out,
		  const char **why, struct err *e)
{
	struct seat s = o->holder.seat, in;
	bool at_head = o->taken_at == INSTANT_NONE && post_is(s.post, "head");

	*out = o->holder;
	bool away = org_on_leave(x->org, s.person, x->at);

	*why = away ? "leave" : "assignment";
	/* A superior who sat at a headless unit's seat has no deputy there. */
	if (away && org_member(x->org, s.person, s.unit, x->at)) {
		if (!org_stand_in(x->org, s, x->at, &in, e)) {
			return false;
		}
		if (!at_head) {
			*out = (struct party){ .kind = PARTY_SEAT, .seat = in };
			return true;
		}
		s.person = out->seat.person = in.person;
		if (stands_in(x, s)) {
			return true;
		}
	}
	if (away || !seat_kept(x, s) || (at_head && !stands_in(x, s))) {
		/* Who only stood in gives it back to the head who is there again. */
		*why = !away && seat_kept(x, s) ? "return" : *why;
		return head_party(x, s.unit, out, e);
	}
	return true;
}

bool seat_successor(struct decide *x, struct seat s, struct party *out, struct err *e)
{
	const struct unit *u = unit_of(x, s.unit), *agency;
	struct reform_choice c = { .among = 0 };

	/* Of a unit that ended it is for who goes on with its work, if that is one. */
	if (u != NULL && reform_ended(x->org, u, today(x))) {
		agency = reform_agency(x->org, u, today(x));
		c = reform_choose(x->org, agency != NULL ? agency->id : u->id, STR(""), today(x));
	}
	if (c.among == 1) {
		return head_party(x, reform_place(x->org, u, unit_of(x, c.unit), today(x))->id,
				  out, e);
	}
	struct obligation o = { .holder = { .kind = PARTY_SEAT, .seat = s },
				.taken_at = post_is(s.post, "head") ? INSTANT_NONE : x->at };
	const char *why;

	return mover(x, &o, out, &why, e);
}

/* What a member is asked passes to nobody: absence excuses it (rule 36), no stand-in votes. */
static const bool *answered_in_person(struct decide *x)
{
	bool *own = arena_array(x->arena, bool, x->d->obs);

	for (size_t i = 0; i < x->d->opinions; i++) {
		own[x->d->opinion[i].obligation] = x->d->opinion[i].member;
	}
	return own;
}

static bool lapse_members(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->d->opinions; i++) {
		const struct opinion *o = &x->d->opinion[i];
		struct seat s = x->d->ob[o->obligation].holder.seat;

		if (!o->member || !opinion_owed(x->d, o) ||
		    org_holds(x->org, s.person, s.unit, s.post, x->at)) {
			continue;
		}
		struct json *b = body_new(x);

		body_put_int(x, b, "n", o->number);
		if (!decide_emit(x, KIND_OPINION_LAPSED, b, e)) {
			return false;
		}
	}
	return true;
}

static bool move_holders(struct decide *x, struct err *e)
{
	size_t n = x->d->obs;		/* what is opened meanwhile needs no look */
	const bool *own = answered_in_person(x);

	for (size_t i = 0; i < n; i++) {
		const struct obligation *o = &x->d->ob[i];
		const char *why = NULL;
		struct party to;
		struct err nobody;	/* then it stays until somebody heads the tree */

		if (o->to != INSTANT_NONE || o->holder.kind != PARTY_SEAT || own[i] ||
		    !mover(x, o, &to, &why, &nobody)) {
			continue;
		}
		if (to.seat.person.v == o->holder.seat.person.v) {
			continue;
		}
		struct json *b = body_new(x);

		body_put_party(x, b, "holder", &to);
		body_put_str(x, b, "why", str_of(why));
		if ((int32_t)i != x->d->hold) {
			body_put_int(x, b, "no", (int64_t)i);
		}
		if (!decide_emit(x, KIND_HOLDER_MOVED, b, e)) {
			return false;
		}
	}
	return true;
}

static int64_t wait_moment(const struct obligation *o, uint8_t which)
{
	switch (which) {
	case REMINDED_HALF:
		return o->from + (o->due - o->from) / 2;
	case REMINDED_THREE_DAYS:
		return num_max(o->due - 3 * DAY_S, o->from);
	default:
		return o->due + 1;
	}
}

static const struct {
	uint8_t bit;
	const char *name;
} reminders[] = {
	{ REMINDED_HALF, "half" },
	{ REMINDED_THREE_DAYS, "three_days" },
	{ REMINDED_EXPIRED, "expired" },
};

/* Rule 4: reminders at half and three days before; the end of the wait is said,
 * the head decides. */
static bool remind_wait(struct decide *x, struct err *e)
{
	if (x->d->state != DOSSIER_WAITING) {
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(reminders); i++) {
		const struct obligation *o = dossier_hold(x->d);

		if ((o->reminded & reminders[i].bit) != 0 ||
		    x->at < wait_moment(o, reminders[i].bit)) {
			continue;
		}
		struct json *b = body_new(x);

		body_put_int(x, b, "no", x->d->hold);
		body_put_str(x, b, "which", str_of(reminders[i].name));
		if (!decide_emit(x, KIND_REMINDED, b, e)) {
			return false;
		}
	}
	return true;
}

static bool answer_late(const struct dossier *d)
{
	return d->answer >= 0 && d->answer_overdue_at == INSTANT_NONE;
}

/* Rule 5: silence is not reception; it goes up to the head of the agency. */
static bool escalate_answer(struct decide *x, struct err *e)
{
	const struct unit *u = unit_of(x, x->d->receiving);
	const struct unit *agency = u != NULL ? org_agency(x->org, u, today(x)) : NULL;
	struct party head;
	struct err nobody;

	if (!answer_late(x->d) || x->at <= x->d->ob[x->d->answer].due) {
		return true;
	}
	if (!head_party(x, agency != NULL ? agency->id : x->d->receiving, &head, &nobody)) {
		head = x->d->ob[x->d->answer].holder;
	}
	struct json *b = body_new(x);

	body_put_party(x, b, "holder", &head);
	return decide_emit(x, KIND_ANSWER_OVERDUE, b, e);
}

/* A reminder says once that something is owed; past its due the silence says it. */
static int64_t opinion_moment(const struct dossier *d, const struct opinion *o, uint8_t which)
{
	return which == REMINDED_HALF ? opinion_half(d, o) : opinion_day_before(d, o);
}

static const uint8_t opinion_reminders[] = { REMINDED_HALF, REMINDED_DAY_BEFORE };

/* The next of them, or 0. */
static uint8_t opinion_reminder(const struct dossier *d, const struct opinion *o, int64_t *at)
{
	uint8_t found = 0;

	for (size_t i = 0; i < ARRAY_LEN(opinion_reminders) && opinion_owed(d, o); i++) {
		int64_t moment = opinion_moment(d, o, opinion_reminders[i]);

		if ((d->ob[o->obligation].reminded & opinion_reminders[i]) == 0 &&
		    moment != INSTANT_NONE && moment < o->due &&
		    (found == 0 || moment < *at)) {
			*at = moment;
			found = opinion_reminders[i];
		}
	}
	return found;
}

static bool asks_run(const struct dossier *d)
{
	return d->state == DOSSIER_OPEN || d->state == DOSSIER_WAITING;
}

static bool remind_asked(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->d->opinions && asks_run(x->d); i++) {
		const struct opinion *o = &x->d->opinion[i];
		int64_t at;
		uint8_t which;

		while (x->at <= o->due && (which = opinion_reminder(x->d, o, &at)) != 0 &&
		       x->at >= at) {
			struct json *b = body_new(x);

			body_put_int(x, b, "no", o->obligation);
			body_put_str(x, b, "which", which == REMINDED_HALF ? STR("half")
									   : STR("day_before"));
			if (!decide_emit(x, KIND_REMINDED, b, e)) {
				return false;
			}
		}
	}
	return true;
}

static bool opinion_pending(const struct dossier *d, const struct opinion *o)
{
	return !o->silent && opinion_owed(d, o);
}

static bool silences(struct decide *x, struct err *e)
{
	for (size_t i = 0; i < x->d->opinions && asks_run(x->d); i++) {
		const struct opinion *o = &x->d->opinion[i];

		if (!opinion_pending(x->d, o) || x->at <= o->due) {
			continue;
		}
		struct json *b = body_new(x);

		body_put_int(x, b, "n", o->number);
		body_put_str(x, b, "effect",
			     o->effect == SILENCE_AGREES ? STR("agrees") : STR("escalates"));
		if (!decide_emit(x, KIND_OPINION_SILENT, b, e)) {
			return false;
		}
	}
	return true;
}

/* Rule 45: silence is shown, and the answer stays owed. */
static bool urge_pending(const struct dossier *d)
{
	const struct urge *u = dossier_urge(d);

	return u != NULL && !u->silent;
}

static bool urge_silence(struct decide *x, struct err *e)
{
	if (!urge_pending(x->d) || x->at <= dossier_urge(x->d)->due) {
		return true;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", dossier_urge(x->d)->number);
	return decide_emit(x, KIND_URGE_SILENT, b, e);
}

static bool due_unmarked(const struct dossier *d)
{
	return d->state == DOSSIER_OPEN && d->due != INSTANT_NONE && d->overdue_due != d->due;
}

static bool mark_overdue(struct decide *x, struct err *e)
{
	if (!due_unmarked(x->d) || x->at <= x->d->due) {
		return true;
	}
	struct json *b = body_new(x);

	body_put_at(x, b, "due", x->d->due);
	return decide_emit(x, KIND_OVERDUE_MARKED, b, e);
}

bool decide_tick(struct decide *x, struct err *e)
{
	if (dossier_closed(x->d)) {
		return true;
	}
	return move_holders(x, e) && lapse_members(x, e) && escalate_answer(x, e) &&
	       remind_wait(x, e) && remind_asked(x, e) && silences(x, e) &&
	       urge_silence(x, e) && contest_silence(x, e) && return_silence(x, e) &&
	       mark_overdue(x, e) &&
	       tick_apology(x, e) && escalate(x, e);
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a == INSTANT_NONE || (b != INSTANT_NONE && b < a) ? b : a;
}

int64_t dossier_next_tick(const struct dossier *d)
{
	int64_t next = INSTANT_NONE;

	if (dossier_closed(d)) {
		return INSTANT_NONE;
	}
	if (answer_late(d)) {
		next = sooner(next, d->ob[d->answer].due + 1);
	}
	if (d->state == DOSSIER_WAITING) {
		const struct obligation *o = dossier_hold(d);

		for (size_t i = 0; i < ARRAY_LEN(reminders); i++) {
			if ((o->reminded & reminders[i].bit) == 0) {
				next = sooner(next, wait_moment(o, reminders[i].bit));
			}
		}
	}
	for (size_t i = 0; i < d->opinions && asks_run(d); i++) {
		int64_t at;

		if (opinion_pending(d, &d->opinion[i])) {
			next = sooner(next, d->opinion[i].due + 1);
		}
		if (opinion_pending(d, &d->opinion[i]) &&
		    opinion_reminder(d, &d->opinion[i], &at) != 0) {
			next = sooner(next, at);
		}
	}
	if (urge_pending(d)) {
		next = sooner(next, dossier_urge(d)->due + 1);
	}
	if (dossier_contest(d) != NULL) {
		next = sooner(next, contest_duty(d, dossier_contest(d))->due + 1);
	}
	if (return_pending(dossier_return(d))) {
		next = sooner(next, return_duty(d, dossier_return(d))->due + 1);
	}
	if (escalation_at(d) != INSTANT_NONE) {
		next = sooner(next, escalation_at(d) + 1);
	}
	const struct escalation *s = dossier_escalation(d);

	if (s != NULL && !s->silent && s->acted_at == INSTANT_NONE) {
		next = sooner(next, s->due + 1);
	}
	if (escalation_list_at(d) != INSTANT_NONE) {
		next = sooner(next, escalation_list_at(d));
	}
	if (due_unmarked(d)) {
		next = sooner(next, d->due + 1);
	}
	return sooner(next, apology_next(d));
}
