/* Fold of contests of competence (rule 32). */
#include "fold.h"

#include <string.h>

static bool keep_contest(struct fold *f, struct contest c)
{
	struct dossier *d = f->d;

	if (d->contests == d->contests_cap) {
		size_t cap = d->contests_cap == 0 ? 2 : d->contests_cap * 2;
		struct contest *w = arena_array(d->arena, struct contest, cap);

		if (d->contests > 0) {
			memcpy(w, d->contest, d->contests * sizeof(*w));
		}
		d->contest = w;
		d->contests_cap = cap;
	}
	d->contest[d->contests++] = c;
	return true;
}

static bool open_duty(struct fold *f, int32_t number, int32_t *out)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_CONTEST, .step = d->step, .number = number,
			     .from = INSTANT_NONE,
			     .due = work_add(d->cal, f->en->at, d->rules->ruling_s) };

	return fold_holder(f, &o.holder) && fold_open(f, &o, out);
}

bool fold_contested(struct fold *f)
{
	struct dossier *d = f->d;
	struct contest c = { .number = (int32_t)d->contests + 1, .next = -1, .gave = -1,
			     .at = f->en->at, .from = d->handed_at, .actor = f->en->actor,
			     .sender = d->handed_by, .handed_step = d->handed_step,
			     .step = d->step, .ended_at = INSTANT_NONE,
			     .escalated_at = INSTANT_NONE };

	if (d->state != DOSSIER_OPEN || dossier_contest(d) != NULL ||
	    d->handed_by.kind != PARTY_SEAT || d->office.kind != PARTY_SEAT) {
		return fold_bad(f, "state");
	}
	if (!body_str(f->en, "reason", &c.reason, f->e) ||
	    (body_has(f->en, "named") && !body_id(f->en, "named", 'u', &c.named.v, f->e))) {
		return false;
	}
	c.reason = str_dup(d->arena, c.reason);
	c.by = d->ob[d->hold].holder;
	c.since = dossier_came_with(d);
	return open_duty(f, c.number, &c.first) && keep_contest(f, c);
}

/* The open one, which the entry must mean. */
static struct contest *contest_of_body(struct fold *f)
{
	const struct contest *c = dossier_contest(f->d);
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return NULL;
	}
	if (c == NULL || c->number != n) {
		(void)fold_bad(f, "n");
		return NULL;
	}
	return &f->d->contest[n - 1];
}

static void end_contest(struct fold *f, struct contest *c, enum contest_end end, enum ended why)
{
	const int32_t duty[] = { c->first, c->next };

	for (size_t i = 0; i < ARRAY_LEN(duty); i++) {
		if (duty[i] >= 0 && f->d->ob[duty[i]].to == INSTANT_NONE) {
			fold_end(f, duty[i], why);
		}
	}
	c->end = end;
	c->ended_at = f->en->at;
}

void fold_moot(struct fold *f, enum ended why)
{
	const struct contest *c = dossier_contest(f->d);

	if (c != NULL) {
		end_contest(f, &f->d->contest[c->number - 1], CONTEST_MOOT, why);
	}
}

/* What the unit had of it since the hand-over is the sender's, and used up no step's plan:
 * whoever gets it now is not to pay for the way it went. */
static void give_back_time(struct fold *f, struct contest *c)
{
	struct dossier *d = f->d;

	for (size_t i = (size_t)c->since; i < d->obs; i++) {
		struct obligation *o = &d->ob[i];

		if (!obligation_primary(o) || o->kind == OB_WAIT) {
			continue;
		}
		if (o->kind != OB_STEP || o->holder.seat.unit.v != c->by.seat.unit.v) {
			break;
		}
		c->work_s += obligation_work(d, o, f->en->at);
		if (o->to != INSTANT_NONE && !o->astray && o->step >= 0 &&
		    o->version == d->version) {
			d->used_s[o->step] -= o->work_s;
		}
		o->account = c->sender;
		o->astray = true;
	}
}

/* Who has it while it waits is whoever gets it back: from here on that unit. */
static bool give_after_wait(struct fold *f, struct contest *c, struct party to, int32_t step)
{
	struct dossier *d = f->d;
	int32_t number = d->ob[d->hold].number;

	for (size_t i = 0; i < d->notices; i++) {
		if (d->notice[i].number == number) {
			d->notice[i].asker = to;
			d->notice[i].step = step;
		}
	}
	d->handed_by = d->office;
	d->handed_step = d->step;
	d->office = to;
	d->step = step;
	c->to_come = true;
	return true;
}

void fold_after_wait(struct fold *f)
{
	struct dossier *d = f->d;
	struct contest *c = d->contests > 0 ? &d->contest[d->contests - 1] : NULL;

	if (c != NULL && c->to_come) {
		c->to_come = false;
		c->gave = d->hold;
	}
}

/* To the unit that the entry names, when it names one. */
static bool give_away(struct fold *f, struct contest *c)
{
	struct dossier *d = f->d;
	struct opening o = { .kind = OB_STEP, .from = INSTANT_NONE, .due = INSTANT_NONE };
	struct party giver = d->hold >= 0 ? d->ob[d->hold].holder : (struct party){ 0 };
	int32_t from = d->step;

	if (!body_has(f->en, "holder")) {
		return true;
	}
	if (!contest_there(d, c)) {
		return fold_bad(f, "state");
	}
	if (!fold_holder(f, &o.holder) || !fold_step(f, &o.step)) {
		return false;
	}
	d->handed_at = f->en->at;
	d->handed_decision = d->decision;
	if (d->state == DOSSIER_WAITING) {
		return give_after_wait(f, c, o.holder, o.step);
	}
	if (!fold_move(f, &o, ENDED_RULED)) {
		return false;
	}
	c->gave = d->hold;
	d->handed_by = giver;
	d->handed_step = from;
	return true;
}

bool fold_contest_ruled(struct fold *f)
{
	struct contest *c = contest_of_body(f);
	struct str ruling;

	if (c == NULL || !body_str(f->en, "ruling", &ruling, f->e) ||
	    !body_id(f->en, "by", 'u', &c->ruled_by.v, f->e)) {
		return false;
	}
	if (!str_is(ruling, "upheld") && !str_is(ruling, "dismissed")) {
		return fold_bad(f, "ruling");
	}
	if (str_is(ruling, "dismissed")) {
		end_contest(f, c, CONTEST_DISMISSED, ENDED_ANSWERED);
		return true;
	}
	give_back_time(f, c);
	if (!give_away(f, c)) {
		return false;
	}
	end_contest(f, c, CONTEST_UPHELD, ENDED_ANSWERED);
	return true;
}

bool fold_contest_escalated(struct fold *f)
{
	struct contest *c = contest_of_body(f);

	if (c == NULL) {
		return false;
	}
	if (c->escalated_at != INSTANT_NONE) {
		return fold_bad(f, "escalated");
	}
	c->escalated_at = f->en->at;
	return open_duty(f, c->number, &c->next);
}

bool fold_contest_lapsed(struct fold *f)
{
	struct contest *c = contest_of_body(f);

	if (c == NULL || !give_away(f, c)) {
		return false;
	}
	end_contest(f, c, CONTEST_LAPSED, ENDED_SILENT);
	return true;
}
