/* What the demonstration planted: the notes, and the file they are written to. */
#include "demo_sim.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	enum behaviour twin_of;
} table[BEHAVIOURS] = {
	[PING_PONG] = { "ping_pong", 0 },
	[LAST_HOUR] = { "last_hour", 0 },
	[SECOND_SUPPLEMENT] = { "second_supplement", 0 },
	[EMPTY_ANSWER] = { "empty_answer", 0 },
	[SILENCE] = { "silence", 0 },
	[BULK_CLOSE] = { "bulk_close", 0 },
	[PARKED_WAITING] = { "parked_waiting", 0 },
	[LATE_HANDOUT] = { "late_handout", 0 },
	[REFUSE_REFILE] = { "refuse_refile", 0 },
	[BACKDATED] = { "backdated", 0 },
	[QUICK] = { "quick", 0 },
	[THOROUGH] = { "thorough", 0 },
	[HELPFUL] = { "helpful", 0 },
	[LOOP] = { "loop", 0 },
	[SITS_RETURNS] = { "sits_returns", 0 },
	[REASSIGN_CHAIN] = { "reassign_chain", 0 },
	[EDGE_PAUSE] = { "edge_pause", 0 },
	[EDGE_WITHDRAWAL] = { "edge_withdrawal", 0 },
	[DORMANT] = { "dormant", 0 },
	[UNANSWERED] = { "unanswered", 0 },
	[ODD_RESULT] = { "odd_result", 0 },
	[BOOMERANG] = { "boomerang", 0 },
	[NEEDLESS_QUESTION] = { "needless_question", 0 },
	[EMPTY_SUPPLEMENT] = { "empty_supplement", 0 },
	[UNTOLD_REQUEST] = { "untold_request", 0 },
	[WITHDRAW_REFILE] = { "withdraw_refile", 0 },
	[CONTEST_ABUSE] = { "contest_abuse", 0 },
	[NO_APOLOGY] = { "no_apology", 0 },
	[MANY_OWNERS] = { "many_owners", 0 },
	[TWO_MACHINES] = { "two_machines", 0 },
	[UNBLOCKS] = { "unblocks", 0 },
	[TAKES_CONTESTED] = { "takes_contested", 0 },
	[PLANNED_ROUTE] = { "planned_route", PING_PONG },
	[OVERTIME] = { "overtime", LAST_HOUR },
	[HONEST_OVERLOAD] = { "honest_overload", LAST_HOUR },
	[ASKED_AT_INTAKE] = { "asked_at_intake", SECOND_SUPPLEMENT },
	[NOT_COMPETENT] = { "not_competent", EMPTY_ANSWER },
	[RECORDED_LEAVE] = { "recorded_leave", SILENCE },
	[BATCH_SIGNING] = { "batch_signing", BULK_CLOSE },
	[SLOW_CITIZEN] = { "slow_citizen", PARKED_WAITING },
	[UNCOLLECTED] = { "uncollected", LATE_HANDOUT },
	[CHANGED_MIND] = { "changed_mind", WITHDRAW_REFILE },
	[OUTAGE] = { "outage", BACKDATED },
	[QUICK_COPY] = { "quick_copy", QUICK },
	[RETURNED_ONCE] = { "returned_once", LOOP },
	[PROMPT_RETURN] = { "prompt_return", SITS_RETURNS },
	[REASSIGNED_ONCE] = { "reassigned_once", REASSIGN_CHAIN },
	[EARLY_PAUSE] = { "early_pause", EDGE_PAUSE },
	[EARLY_WITHDRAWAL] = { "early_withdrawal", EDGE_WITHDRAWAL },
	[SHORT_REST] = { "short_rest", DORMANT },
	[OVERNIGHT_FILING] = { "overnight_filing", UNANSWERED },
	[EVENING_RESULT] = { "evening_result", ODD_RESULT },
	[USED_ITS_TIME] = { "used_its_time", BOOMERANG },
	[EARLY_QUESTION] = { "early_question", NEEDLESS_QUESTION },
	[FRANK_ANSWER] = { "frank_answer", EMPTY_ANSWER },
	[MISSING_PAPER] = { "missing_paper", EMPTY_SUPPLEMENT },
	[TOLD_NEXT_DAY] = { "told_next_day", UNTOLD_REQUEST },
	[OTHER_WISH] = { "other_wish", REFUSE_REFILE },
	[FAIR_CONTEST] = { "fair_contest", CONTEST_ABUSE },
	[LETTER_IN_TIME] = { "letter_in_time", NO_APOLOGY },
	[FAMILY_FILING] = { "family_filing", MANY_OWNERS },
	[CHANGED_DESK] = { "changed_desk", TWO_MACHINES },
	[ASKED_BACK] = { "asked_back", PING_PONG },
	[MISJUDGED] = { "misjudged", 0 },
};

static bool is_good(enum behaviour b)
{
	return b == QUICK || b == THOROUGH || b == HELPFUL || b == UNBLOCKS ||
	       b == TAKES_CONTESTED;
}

bool truth_bad(enum behaviour what)
{
	return what != PLANTED_NOTHING && table[what].twin_of == PLANTED_NOTHING && !is_good(what);
}

/* ---- notes ---- */

static void make_room(struct demo *d, struct truth *t)
{
	if (t->n < t->cap) {
		return;
	}
	size_t cap = t->cap == 0 ? 1024 : t->cap * 2;
	struct truth_note *v = arena_array(d->arena, struct truth_note, cap);
	if (t->n > 0) {
		memcpy(v, t->note, t->n * sizeof(*v));
	}
	t->note = v;
	t->cap = cap;
}

struct truth_note *truth_note(struct demo *d, struct life *f, enum behaviour what,
			      int32_t person, int64_t from, int64_t to)
{
	struct truth *t = &d->truth;
	if (d->on) {
		t->n = 0;	/* of a province that lives on nothing is written */
	}
	make_room(d, t);
	struct truth_note *n = &t->note[t->n++];
	if (f && f->tainted && table[what].twin_of != PLANTED_NOTHING) {
		what = PLANTED_NOTHING;
	}
	*n = (struct truth_note){
		.what = what, .number = f ? f->number : -1, .person = person,
		.bureau = person == NOBODY ? NOBODY : d->officer[person].bureau,
		.from = from, .to = to,
	};
	if (f) {
		n->dossier = f->code;
		f->noted = true;
		f->note = t->n - 1;
	}
	return n;
}

static void no_twin(struct demo *d, struct life *f)
{
	for (size_t i = 0; i < d->truth.n; i++) {
		struct truth_note *n = &d->truth.note[i];
		if (n->number == f->number && table[n->what].twin_of != PLANTED_NOTHING) {
			n->what = PLANTED_NOTHING;
		}
	}
	if (table[f->plan.planted].twin_of != PLANTED_NOTHING) {
		d->truth.planted[f->plan.planted]--;
		f->plan.planted = PLANTED_NOTHING;
	}
}

struct truth_note *truth_also(struct demo *d, struct life *f, enum behaviour what,
			      int32_t person, int64_t from, int64_t to)
{
	if (!is_good(what)) {
		f->tainted = true;
		no_twin(d, f);
	}
	struct life copy = *f;
	return truth_note(d, &copy, what, person, from, to);
}

void truth_tell(struct demo *d, struct life *f, enum behaviour what, int32_t person,
		int64_t from)
{
	if (f->plan.planted == what) {
		(void)truth_note(d, f, what, person, from, d->now);
	}
}

void truth_until_now(struct demo *d, const struct life *f, enum behaviour what)
{
	if (f->noted && d->truth.note[f->note].what == what) {
		d->truth.note[f->note].to = d->now;
	}
}

void truth_note_again(struct demo *d, struct life *f)
{
	const struct again first = f->first;
	/* What was innocent of the first life is no more, now that it went on like this. */
	bool twin = table[first.what].twin_of != PLANTED_NOTHING, bad = false;
	for (size_t i = 0; i < d->truth.n; i++) {
		struct truth_note *n = &d->truth.note[i];
		bool of_first = n->what != PLANTED_NOTHING && str_eq(n->dossier, first.code);
		bool is_twin = table[n->what].twin_of != PLANTED_NOTHING;
		bad = bad || (of_first && !is_twin && !is_good(n->what));
		if (of_first && is_twin && !twin) {
			n->what = PLANTED_NOTHING;
		}
	}
	if (twin && bad) {
		return;
	}
	bool planned = f->plan.planted == first.what;
	struct truth_note *n = planned
		? truth_note(d, f, first.what, first.person, first.from, first.at)
		: truth_also(d, f, first.what, first.person, first.from, first.at);
	n->dossier = first.code;
	n->again = f->code;
}

void truth_void(struct demo *d, const struct life *f)
{
	for (size_t i = 0; i < d->truth.n; i++) {
		if (d->truth.note[i].number == f->number) {
			d->truth.note[i].what = PLANTED_NOTHING;
		}
	}
}

bool truth_has(const struct demo *d, const struct life *f, enum behaviour what)
{
	for (size_t i = 0; i < d->truth.n; i++) {
		if (d->truth.note[i].number == f->number && d->truth.note[i].what == what) {
			return true;
		}
	}
	return false;
}

enum behaviour truth_named(const char *name)
{
	for (int b = PLANTED_NOTHING + 1; b < BEHAVIOURS; b++) {
		if (strcmp(table[b].name, name) == 0) {
			return (enum behaviour)b;
		}
	}
	return PLANTED_NOTHING;
}

bool truth_of(const struct demo *d, enum behaviour what, struct str code)
{
	for (size_t i = 0; i < d->truth.n; i++) {
		const struct truth_note *n = &d->truth.note[i];
		if (n->what == what && str_eq(n->again.n > 0 ? n->again : n->dossier, code)) {
			return true;
		}
	}
	return false;
}

void truth_not_away(struct demo *d, int32_t person)
{
	for (size_t i = 0; i < d->truth.n; i++) {
		struct truth_note *n = &d->truth.note[i];
		if (n->what == RECORDED_LEAVE && n->person == person && n->from <= d->now &&
		    d->now < n->to) {
			n->what = PLANTED_NOTHING;
		}
	}
}

void truth_no_more(struct demo *d, const struct life *f, enum behaviour what)
{
	for (size_t i = 0; i < d->truth.n; i++) {
		struct truth_note *n = &d->truth.note[i];
		if (n->number == f->number && n->what == what) {
			n->what = PLANTED_NOTHING;
		}
	}
}

/* ---- the end ---- */

/* What was done to a dossier still under way, as far as it has come. */
static void note_open(struct demo *d, struct life *f)
{
	if (f->noted) {
		return;
	}
	if (f->plan.planted == PARKED_WAITING && f->phase == PHASE_WAITING &&
	    work_between(d->cal, f->since, d->to) > 2 * f->lawful_wait_s) {
		(void)truth_note(d, f, PARKED_WAITING, f->holder, f->since, INSTANT_NONE);
	}
	if (f->plan.planted == LATE_HANDOUT && f->phase == PHASE_READY &&
	    work_between(d->cal, f->ready_at, d->to) >= 4 * WORKING_DAY_S) {
		truth_note(d, f, LATE_HANDOUT, NOBODY, f->ready_at, INSTANT_NONE)->bureau =
			f->receiving;
	}
}

/* What is something only together: how many of one person, else unit, in how many days. */
static const struct {
	int32_t least, days;
} together[BEHAVIOURS] = {
	[BULK_CLOSE] = { 2, 1 },
	[CONTEST_ABUSE] = { 3, 90 },
	[MANY_OWNERS] = { 5, 30 },
};

static bool akin(const struct truth_note *x, const struct truth_note *y)
{
	return x->what == y->what && x->person == y->person &&
	       (x->person != NOBODY || x->bureau == y->bureau);
}

static bool in_time(const struct truth_note *first, const struct truth_note *later)
{
	int32_t days = day_of(later->to).n - day_of(first->to).n;
	return days >= 0 && days < together[first->what].days;
}

/* Are there as many as it takes in the days from this one on? */
static bool begins_enough(const struct truth *t, const struct truth_note *first)
{
	int32_t n = 0;
	for (size_t i = 0; i < t->n; i++) {
		n += akin(&t->note[i], first) && in_time(first, &t->note[i]);
	}
	return n >= together[first->what].least;
}

static bool is_enough(const struct truth *t, const struct truth_note *one)
{
	for (size_t i = 0; i < t->n; i++) {
		if (akin(&t->note[i], one) && in_time(&t->note[i], one) &&
		    begins_enough(t, &t->note[i])) {
			return true;
		}
	}
	return false;
}

/* One dossier signed at the end of a month is no bulk, one contest lost no abuse. */
static void drop_single(struct demo *d)
{
	struct truth *t = &d->truth;
	bool *single = arena_array(d->arena, bool, t->n);
	for (size_t i = 0; i < t->n; i++) {
		single[i] = together[t->note[i].what].least > 0 && !is_enough(t, &t->note[i]);
	}
	for (size_t i = 0; i < t->n; i++) {
		if (single[i]) {
			t->note[i].what = PLANTED_NOTHING;
		}
	}
}

/* Whoever did something bad beside is not the honest one. */
static bool told_bad(const struct demo *d, int32_t officer)
{
	for (size_t i = 0; i < d->truth.n; i++) {
		const struct truth_note *n = &d->truth.note[i];
		if (n->person == officer && truth_bad(n->what)) {
			return true;
		}
	}
	return false;
}

/* Who was overloaded shows only at the end: three times the mean of all officers
 * of communes, and by numbers that are no accident. */
static void note_overload(struct demo *d)
{
	enum { LEAST = 12 };
	int64_t all = 0, officers = 0;
	for (int32_t i = 0; i < d->officers; i++) {
		if (officer_of_commune(d, i)) {
			all += d->officer[i].taken;
			officers++;
		}
	}
	for (int32_t i = 0; i < d->officers; i++) {
		const struct officer *o = &d->officer[i];
		/* A little more than three times: what was opened by being handed on, by
		 * anybody, is not counted here. */
		if (o->burden_s > 0 && o->taken >= LEAST && o->taken * officers * 10 >= 33 * all &&
		    !told_bad(d, i)) {
			(void)truth_note(d, NULL, HONEST_OVERLOAD, i, d->from, d->to);
		}
	}
}

/* A ruling that says otherwise than the whole of it. */
static void note_misjudged(struct demo *d)
{
	for (size_t i = 0; i < d->verdicts; i++) {
		const struct verdict *v = &d->verdict[i];
		if (truth_of(d, v->signal, v->dossier) == v->established) {
			continue;
		}
		struct truth_note *n = truth_note(d, NULL, MISJUDGED, v->by, v->told_at, v->at);
		n->dossier = v->dossier;
		n->signal = v->signal;
		n->established = v->established;
	}
}

bool truth_close(struct demo *d, struct err *e)
{
	for (int32_t i = 0; i < d->lives; i++) {
		if (d->life[i].used && d->life[i].known) {
			if (!heads_account(d, &d->life[i], e)) {
				return false;
			}
			habit_told(d, &d->life[i]);
			habit_unopened(d, &d->life[i]);
			note_open(d, &d->life[i]);
		}
	}
	note_overload(d);
	drop_single(d);
	note_misjudged(d);
	return true;
}

/* ---- the file ---- */

static void set_text(struct arena *a, struct json *o, const char *name, struct str v)
{
	if (v.n > 0) {
		json_set_str(a, o, name, v);
	} else {
		json_set(a, o, name, json_new_null(a));
	}
}

static void set_instant(struct arena *a, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	set_text(a, o, name, at == INSTANT_NONE ? STR("") :
		 str_dup(a, str_of(instant_text(at, text))));
}

static struct json *line_of(const struct demo *d, struct arena *a, const struct truth_note *n)
{
	struct json *o = json_new_obj(a);
	enum behaviour twin_of = table[n->what].twin_of;
	json_set_str(a, o, "behaviour", str_of(table[n->what].name));
	json_set_bool(a, o, "twin", twin_of != PLANTED_NOTHING);
	if (twin_of != PLANTED_NOTHING) {
		json_set_str(a, o, "twin_of", str_of(table[twin_of].name));
	}
	if (n->what == MISJUDGED) {
		json_set_str(a, o, "signal", str_of(table[n->signal].name));
		json_set_str(a, o, "ruling", str_of(signal_ruling_name(
			n->established ? RULING_ESTABLISHED : RULING_NOT_ESTABLISHED)));
	}
	set_text(a, o, "dossier", n->dossier);
	if (n->again.n > 0) {
		json_set_str(a, o, "again", n->again);
	}
	set_text(a, o, "person", n->person == NOBODY ? STR("") : d->officer[n->person].key);
	set_text(a, o, "unit", n->bureau == NOBODY ? STR("") : d->bureau[n->bureau].key);
	set_instant(a, o, "from", n->from);
	set_instant(a, o, "to", n->to);
	json_set_str(a, o, "seed", d->o->seed);
	return o;
}

static bool write_lines(const struct demo *d, FILE *out)
{
	struct arena a;
	struct buf b;
	arena_init(&a, 0);
	buf_init(&b, 4096);
	bool ok = true;
	for (size_t i = 0; i < d->truth.n && ok; i++) {
		if (d->truth.note[i].what == PLANTED_NOTHING) {
			continue;
		}
		buf_reset(&b);
		json_write(&b, line_of(d, &a, &d->truth.note[i]));
		struct str line = buf_view(&b);
		ok = buf_ok(&b) && fwrite(line.p, 1, line.n, out) == line.n &&
		     fputc('\n', out) != EOF;
		arena_reset(&a);
	}
	buf_done(&b);
	arena_done(&a);
	return ok;
}

bool truth_write(const struct demo *d, const char *path, struct err *e)
{
	FILE *out = fopen(path, "wb");
	bool ok = out && write_lines(d, out);
	ok = out && fclose(out) == 0 && ok;
	return ok || err_set(e, ERR_IO, "file.write", "path", path, "reason", strerror(errno),
			     NULL);
}
