/* Fold of registered matters: a paper, and what others are asked about it (rule 31). */
#include "matter_in.h"

#include <string.h>

bool matter_registered(struct matter_fold *f)
{
	struct str number;

	if (!matter_begin(f, MATTER_REGISTERED) || !body_str(f->en, "number", &number, f->e) ||
	    !body_day(f->en, "dated", &f->m->dated, f->e)) {
		return false;
	}
	f->m->number = str_dup(f->m->arena, number);
	return true;
}

bool matter_asked(struct matter_fold *f)
{
	struct matter *m = f->m;
	struct str text;
	struct limit limit;
	struct deadline due;
	struct owed *o = NULL;

	if (m->kind != MATTER_REGISTERED) {
		return matter_bad(f, "kind");
	}
	if (!body_str(f->en, "limit", &text, f->e) || !limit_parse(text, &limit, f->e)) {
		return matter_bad(f, "limit");
	}
	struct deadline_in in = { .cal = m->cal, .received_at = f->en->at, .limit = limit,
				  .mode = DUE_DAY_CLOSE, .cutoff_s = m->rules->cutoff_s };

	return deadline_compute(&in, &due, f->e) && matter_owe(f, OWED_OPINION, due.due, &o);
}

bool matter_answered(struct matter_fold *f)
{
	struct owed *o = NULL;
	struct str answer;

	if (!matter_named(f, OWED_OPINION, &o) || !body_str(f->en, "answer", &answer, f->e)) {
		return false;
	}
	if (o->to != INSTANT_NONE || answer.n >= sizeof(o->answer)) {
		return matter_bad(f, "answer");
	}
	memcpy(o->answer, answer.p, answer.n);
	matter_end(f, o, ENDED_ANSWERED);
	return true;
}

/* An answer stands as given and is only added to. */
bool matter_supplemented(struct matter_fold *f)
{
	struct owed *o = NULL;

	if (!matter_named(f, OWED_OPINION, &o)) {
		return false;
	}
	if (o->ended != ENDED_ANSWERED) {
		return matter_bad(f, "answer");
	}
	o->supplements++;
	return true;
}

bool matter_reminded(struct matter_fold *f)
{
	struct owed *o = NULL;
	struct str which;

	if (!matter_named(f, OWED_OPINION, &o) || !body_str(f->en, "which", &which, f->e)) {
		return false;
	}
	if (o->to != INSTANT_NONE || !str_among("half|day_before", which)) {
		return matter_bad(f, "which");
	}
	o->reminded |= str_is(which, "half") ? REMINDED_HALF : REMINDED_DAY_BEFORE;
	return true;
}

/* Silence is no vote and ends nothing: it is shown, and the answer stays owed (rule 29). */
bool matter_silent(struct matter_fold *f)
{
	struct owed *o = NULL;
	enum owed_kind kind = f->m->kind == MATTER_ESCALATIONS ? OWED_ESCALATION : OWED_OPINION;

	if (!matter_named(f, kind, &o)) {
		return false;
	}
	if (o->silent || o->to != INSTANT_NONE) {
		return matter_bad(f, "silent");
	}
	o->silent = true;
	return true;
}
