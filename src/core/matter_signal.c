/* Fold of signals: told, replied to, ruled on, appealed (rule 34). */
#include "matter_in.h"

#include <string.h>

bool signal_counts(const struct signal *s)
{
	return s->ruling == RULING_ESTABLISHED &&
	       (s->state == SIGNAL_RULED || s->state == SIGNAL_FINAL);
}

int64_t signal_closes(const struct signal *s)
{
	return s->state == SIGNAL_RULED ? s->appeal_by : INSTANT_NONE;
}

/* The end of office hours so many working days on; outside the calendar, at once. */
static int64_t days_on(const struct matter *m, int64_t at, int64_t days)
{
	struct day d;

	return calendar_covers(m->cal, at) && calendar_day_after(m->cal, day_of(at), days, &d)
		       ? day_close(m->cal, d) : at;
}

/* ---- the first entry ---- */

static bool read_numbers(struct matter_fold *f, struct signal *s)
{
	const struct json *list = json_arr(f->en->body, "evidence");

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *v = json_at(list, i);

		if (v->type != JSON_INT || s->evidences == SIGNAL_EVIDENCE) {
			return matter_bad(f, "evidence");
		}
		s->evidence[s->evidences++] = v->i;
	}
	return true;
}

static bool read_others(struct matter_fold *f, struct signal *s)
{
	const struct json *list = json_arr(f->en->body, "others");

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *v = json_at(list, i);

		if (v->type != JSON_STR || s->others == SIGNAL_OTHERS ||
		    !id_parse('d', v->s, &s->other[s->others].v)) {
			return matter_bad(f, "others");
		}
		s->others++;
	}
	return true;
}

static bool read_facts(struct matter_fold *f, struct signal *s)
{
	const struct entry *en = f->en;
	struct str what;

	if (!body_str(en, "what", &what, f->e) ||
	    !body_id(en, "dossier", 'd', &s->dossier.v, f->e) ||
	    !body_at(en, "at", &s->found_at, f->e) ||
	    !body_int(en, "work_s", &s->work_s, f->e) ||
	    (body_has(en, "person") && !body_id(en, "person", 'p', &s->person.v, f->e)) ||
	    (body_has(en, "from") && !body_at(en, "from", &s->from, f->e)) ||
	    (body_has(en, "to") && !body_at(en, "to", &s->to, f->e))) {
		return false;
	}
	s->what = str_dup(f->m->arena, what);
	s->good = json_bool(en->body, "good", false);
	return read_numbers(f, s) && read_others(f, s);
}

bool signal_opened(struct matter_fold *f)
{
	struct matter *m = f->m;
	struct signal s = { .from = INSTANT_NONE, .to = INSTANT_NONE,
			    .replied_at = INSTANT_NONE, .ruled_at = INSTANT_NONE,
			    .appeal_by = INSTANT_NONE, .appealed_at = INSTANT_NONE };
	struct owed *o = NULL;

	if (!matter_begin(f, MATTER_SIGNAL) || !read_facts(f, &s)) {
		return false;
	}
	/* Praise is asked of nobody. */
	s.state = s.good ? SIGNAL_TO_RULE : SIGNAL_TOLD;
	m->signal = arena_copy(m->arena, &s, sizeof(s));
	return s.good ||
	       matter_owe(f, OWED_REPLY, days_on(m, f->en->at, m->rules->reply_days), &o);
}

/* ---- replied, or not ---- */

static bool in_state(struct matter_fold *f, enum signal_state a, enum signal_state b)
{
	const struct signal *s = f->m->signal;

	return (s != NULL && (s->state == a || s->state == b)) || matter_bad(f, "state");
}

static bool owe_ruling(struct matter_fold *f, enum owed_kind kind)
{
	struct owed *o = NULL;

	return matter_owe(f, kind, days_on(f->m, f->en->at, f->m->rules->signal_ruling_days),
			  &o);
}

/* The duty to reply ends; whoever the entry names rules. */
static bool to_ruling(struct matter_fold *f, enum ended why)
{
	struct owed *o = NULL;

	if (!matter_named(f, OWED_REPLY, &o)) {
		return false;
	}
	if (o->to != INSTANT_NONE) {
		return matter_bad(f, "n");
	}
	matter_end(f, o, why);
	o->silent = why == ENDED_SILENT;
	f->m->signal->state = SIGNAL_TO_RULE;
	return !body_has(f->en, "holder") || owe_ruling(f, OWED_SIGNAL_RULING);
}

bool signal_replied(struct matter_fold *f)
{
	struct signal *s = f->m->signal;

	if (!in_state(f, SIGNAL_TOLD, SIGNAL_TO_RULE)) {
		return false;
	}
	if (s->good || s->replied_at != INSTANT_NONE ||
	    (s->state == SIGNAL_TOLD) != body_has(f->en, "n")) {
		return matter_bad(f, "replied");
	}
	s->replied_at = f->en->at;
	return s->state == SIGNAL_TO_RULE || to_ruling(f, ENDED_ANSWERED);
}

bool signal_unanswered(struct matter_fold *f)
{
	return in_state(f, SIGNAL_TOLD, SIGNAL_TOLD) && to_ruling(f, ENDED_SILENT);
}

/* ---- ruled on ---- */

static void end_duties(struct matter_fold *f, enum ended why)
{
	for (size_t i = 0; i < f->m->oweds; i++) {
		if (f->m->owed[i].to == INSTANT_NONE) {
			matter_end(f, &f->m->owed[i], why);
		}
	}
}

static void is_final(struct matter_fold *f)
{
	f->m->signal->state = SIGNAL_FINAL;
	f->m->closed_at = f->en->at;
}

bool signal_ruled(struct matter_fold *f)
{
	struct signal *s = f->m->signal;
	struct str ruling;
	struct unit_id by;

	if (!in_state(f, SIGNAL_TO_RULE, SIGNAL_APPEALED) ||
	    !body_str(f->en, "ruling", &ruling, f->e) || !body_id(f->en, "by", 'u', &by.v, f->e)) {
		return false;
	}
	bool yes = str_is(ruling, "established");

	if (!yes && !str_is(ruling, "not_established")) {
		return matter_bad(f, "ruling");
	}
	end_duties(f, ENDED_ANSWERED);
	s->ruling = yes ? RULING_ESTABLISHED : RULING_NOT_ESTABLISHED;
	s->ruled_at = f->en->at;
	s->ruled_by = f->en->actor;
	s->ruled_unit = by;
	if (s->good || s->state == SIGNAL_APPEALED) {
		is_final(f);
		return true;
	}
	s->first_by = s->ruled_by;
	s->state = SIGNAL_RULED;
	s->appeal_by = days_on(f->m, f->en->at, f->m->rules->appeal_days);
	return true;
}

/* The duty that `n` names, to rule: the last one. */
static struct owed *last_duty(struct matter_fold *f)
{
	struct matter *m = f->m;
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return NULL;
	}
	if (n < 1 || (size_t)n != m->oweds) {
		(void)matter_bad(f, "n");
		return NULL;
	}
	return &m->owed[n - 1];
}

bool signal_up(struct matter_fold *f)
{
	struct owed *o = last_duty(f);

	if (o == NULL || !in_state(f, SIGNAL_TO_RULE, SIGNAL_APPEALED)) {
		return false;
	}
	if (o->silent || o->to != INSTANT_NONE) {
		return matter_bad(f, "silent");
	}
	o->silent = true;
	return owe_ruling(f, o->kind);
}

bool signal_lapsed(struct matter_fold *f)
{
	struct signal *s = f->m->signal;

	if (last_duty(f) == NULL || !in_state(f, SIGNAL_TO_RULE, SIGNAL_APPEALED)) {
		return false;
	}
	end_duties(f, ENDED_SILENT);
	s->ruling = RULING_NOT_ESTABLISHED;
	s->lapsed = true;
	s->ruled_at = f->en->at;
	is_final(f);
	return true;
}

bool signal_appealed(struct matter_fold *f)
{
	struct signal *s = f->m->signal;

	if (!in_state(f, SIGNAL_RULED, SIGNAL_RULED)) {
		return false;
	}
	s->state = SIGNAL_APPEALED;
	s->appealed_at = f->en->at;
	return owe_ruling(f, OWED_SIGNAL_APPEAL);
}

bool signal_withdrawn(struct matter_fold *f)
{
	if (!in_state(f, SIGNAL_TOLD, SIGNAL_TO_RULE)) {
		return false;
	}
	end_duties(f, ENDED_STOPPED);
	f->m->signal->state = SIGNAL_WITHDRAWN;
	f->m->closed_at = f->en->at;
	return true;
}

const char *signal_state_name(enum signal_state s)
{
	static const char *const name[] = { [SIGNAL_TOLD] = "told", [SIGNAL_TO_RULE] = "to_rule",
					    [SIGNAL_RULED] = "ruled",
					    [SIGNAL_APPEALED] = "appealed",
					    [SIGNAL_FINAL] = "final",
					    [SIGNAL_WITHDRAWN] = "withdrawn" };
	return name[s];
}

const char *signal_ruling_name(enum signal_ruling r)
{
	static const char *const name[] = { [RULING_NONE] = "none",
					    [RULING_ESTABLISHED] = "established",
					    [RULING_NOT_ESTABLISHED] = "not_established" };
	return name[r];
}
