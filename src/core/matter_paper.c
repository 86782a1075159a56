/* Fold of registered matters: a paper, and what others are asked about it (rule 31). */
#include "matter_in.h"

#include "base/limits.h"

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

/* Its first opinion says what a round is; the others follow one by one. What was asked
 * before there were rounds was asked alone. */
static bool join_round(struct matter_fold *f)
{
	struct matter *m = f->m;
	struct matter_round r = { .first = (int32_t)m->oweds + 1 };
	int64_t n = json_int(f->en->body, "round", (int64_t)m->rounds + 1);
	int64_t asked = json_int(f->en->body, "of", 1);
	int64_t quorum = json_int(f->en->body, "quorum", 0);

	if (m->rounds > 0 && n == (int64_t)m->rounds) {
		const struct matter_round *last = &m->round[n - 1];

		return r.first < last->first + last->asked || matter_bad(f, "round");
	}
	if (n != (int64_t)m->rounds + 1 || asked < 1 || asked > LIMIT_ASKED || quorum < 0 ||
	    quorum > asked) {
		return matter_bad(f, "round");
	}
	if (m->rounds == m->rounds_cap) {
		size_t cap = m->rounds_cap == 0 ? 4 : m->rounds_cap * 2;
		struct matter_round *v = arena_array(m->arena, struct matter_round, cap);

		if (m->rounds > 0) {
			memcpy(v, m->round, m->rounds * sizeof(*v));
		}
		m->round = v;
		m->rounds_cap = cap;
	}
	r.asked = (int32_t)asked;
	r.quorum = (int32_t)quorum;
	m->round[m->rounds++] = r;
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

	if (!deadline_compute(&in, &due, f->e) || !join_round(f) ||
	    !matter_owe(f, OWED_OPINION, due.due, &o)) {
		return false;
	}
	o->member = json_bool(f->en->body, "member", false);
	return true;
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

bool matter_lapsed(struct matter_fold *f)
{
	struct owed *o = NULL;

	if (!matter_named(f, OWED_OPINION, &o)) {
		return false;
	}
	if (!o->member || o->to != INSTANT_NONE) {
		return matter_bad(f, "lapsed");
	}
	matter_end(f, o, ENDED_MOVED);
	return true;
}

/* ---- rounds ---- */

void matter_tally(const struct matter *m, const struct matter_round *r, int64_t at,
		  struct round_tally *out)
{
	struct round_tally t = { .asked = r->asked };
	size_t from = (size_t)r->first - 1;

	for (size_t i = from; i < from + (size_t)r->asked && i < m->oweds; i++) {
		const struct owed *o = &m->owed[i];
		struct str answer = str_of(o->answer);
		bool none = str_is(answer, "not_competent");

		t.owed += o->to == INSTANT_NONE;
		t.running += o->to == INSTANT_NONE && o->due != INSTANT_NONE && at <= o->due;
		t.agree += str_is(answer, "agree");
		t.conditions += str_is(answer, "conditions");
		t.object += str_is(answer, "object");
		t.not_competent += none;
		t.silent += o->silent && answer.n == 0;
		t.votes += answer.n > 0 && !none;
	}
	*out = t;
}

int32_t matter_round_of(const struct matter *m, int32_t number)
{
	for (size_t i = 0; i < m->rounds; i++) {
		const struct matter_round *r = &m->round[i];

		if (number >= r->first && number < r->first + r->asked) {
			return (int32_t)i + 1;
		}
	}
	return 0;
}

int32_t matter_short_round(const struct matter *m, int64_t at, bool *waits)
{
	for (size_t i = 0; i < m->rounds; i++) {
		const struct matter_round *r = &m->round[i];
		struct round_tally t;

		matter_tally(m, r, at, &t);
		if (t.votes < r->quorum) {
			*waits = t.running > 0;
			return (int32_t)i + 1;
		}
	}
	return 0;
}
