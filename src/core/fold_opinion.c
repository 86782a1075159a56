/* Fold of opinions. */
#include "fold.h"

#include "opinion.h"

#include "base/limits.h"

#include <string.h>

static bool read_files(struct fold *f, struct opinion_round *r)
{
	const struct json *list = json_arr(f->en->body, "files");

	r->file = arena_array(f->d->arena, int64_t, json_len(list));
	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *one = json_at(list, i);

		if (one->type != JSON_INT || dossier_file(f->d, one->i) == NULL) {
			return fold_bad(f, "files");
		}
		r->file[r->files++] = one->i;
	}
	return true;
}

/* Its first opinion says what a round is; the others follow one by one. */
static bool fold_round(struct fold *f, int32_t *out)
{
	struct dossier *d = f->d;
	struct opinion_round r = { .first = (int32_t)d->opinions + 1, .step = d->step,
				   .seq = f->en->seq };
	int64_t n, asked = json_int(f->en->body, "of", 0);
	int64_t quorum = json_int(f->en->body, "quorum", 0);

	if (!body_int(f->en, "round", &n, f->e)) {
		return false;
	}
	*out = (int32_t)n;
	if (d->rounds > 0 && n == (int64_t)d->rounds) {
		const struct opinion_round *last = &d->round[n - 1];

		return r.first < last->first + last->asked || fold_bad(f, "round");
	}
	if (n != (int64_t)d->rounds + 1 || asked < 1 || asked > LIMIT_ASKED || quorum < 0 ||
	    quorum > asked) {
		return fold_bad(f, "round");
	}
	r.asked = (int32_t)asked;
	r.quorum = (int32_t)quorum;
	r.standard = json_bool(f->en->body, "standard", false);
	if (!read_files(f, &r)) {
		return false;
	}
	d->round = fold_grow(d->arena, d->round, d->rounds, &d->rounds_cap, sizeof(r));
	d->round[d->rounds++] = r;
	return true;
}

/* Silence has the effect that the step says which lists whom it asks (rule 29). */
static bool fold_plan(struct fold *f, struct opinion *v)
{
	struct str plan = json_str(f->en->body, "plan");
	size_t step;

	if (plan.n == 0) {
		v->effect = SILENCE_ESCALATES;
		return true;
	}
	if (version_step(f->d->version, plan, &step) == NULL) {
		return fold_bad(f, "plan");
	}
	v->planned = true;
	v->effect = f->d->version->step[step].silence;
	return true;
}

static bool opinion_due(struct fold *f, int64_t *out)
{
	struct dossier *d = f->d;
	struct str text;
	struct limit limit;
	struct deadline due;

	if (!body_str(f->en, "limit", &text, f->e)) {
		return false;
	}
	if (!limit_parse(text, &limit, f->e)) {
		return fold_bad(f, "limit");
	}
	struct deadline_in in = { .cal = d->cal, .received_at = f->en->at, .limit = limit,
				  .mode = DUE_DAY_CLOSE, .cutoff_s = d->rules->cutoff_s };

	if (!deadline_compute(&in, &due, f->e)) {
		return false;
	}
	*out = due.due;
	return true;
}

bool fold_opinion_asked(struct fold *f)
{
	struct dossier *d = f->d;
	struct opinion v = {
		.number = (int32_t)d->opinions + 1, .asked_at = f->en->at,
		.answered_at = INSTANT_NONE, .marked_at = INSTANT_NONE,
		.member = json_bool(f->en->body, "member", false),
		.after_half = json_bool(f->en->body, "after_half", false),
		.again = (int32_t)json_int(f->en->body, "again", 0),
	};
	struct opening o = { .kind = OB_OPINION, .step = d->step, .from = INSTANT_NONE,
			     .number = v.number };

	if (d->state != DOSSIER_OPEN) {
		return fold_bad(f, "state");
	}
	if (!fold_holder(f, &o.holder) || !opinion_due(f, &v.due) || !fold_plan(f, &v) ||
	    !fold_round(f, &v.round)) {
		return false;
	}
	o.due = v.due;
	if (!fold_open(f, &o, &v.obligation)) {
		return false;
	}
	d->opinion = fold_grow(d->arena, d->opinion, d->opinions, &d->opinions_cap, sizeof(v));
	d->opinion[d->opinions++] = v;
	return true;
}

static bool opinion_of_body(struct fold *f, struct opinion **out)
{
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return false;
	}
	if (dossier_opinion(f->d, n) == NULL) {
		return fold_bad(f, "n");
	}
	*out = &f->d->opinion[n - 1];
	return true;
}

bool fold_opinion_answered(struct fold *f)
{
	struct opinion *v = NULL;
	struct str answer;

	if (!opinion_of_body(f, &v) || !body_str(f->en, "answer", &answer, f->e)) {
		return false;
	}
	if (v->answered_at != INSTANT_NONE || v->lapsed || answer.n >= sizeof(v->answer)) {
		return fold_bad(f, "answer");
	}
	memcpy(v->answer, answer.p, answer.n);
	v->answered_at = f->en->at;
	if (f->d->ob[v->obligation].to == INSTANT_NONE) {
		fold_end(f, v->obligation, ENDED_ANSWERED);
	}
	return true;
}

bool fold_opinion_supplemented(struct fold *f)
{
	struct opinion *v = NULL;

	if (!opinion_of_body(f, &v)) {
		return false;
	}
	if (v->answered_at == INSTANT_NONE) {
		return fold_bad(f, "answer");
	}
	v->supplements++;
	return true;
}

bool fold_opinion_silent(struct fold *f)
{
	struct opinion *v = NULL;

	if (!opinion_of_body(f, &v)) {
		return false;
	}
	if (v->silent || !opinion_owed(f->d, v)) {
		return fold_bad(f, "silent");
	}
	v->silent = true;
	/* Only agreement by law ends the duty; otherwise it stays owed and grows late. */
	if (v->effect == SILENCE_AGREES) {
		fold_end(f, v->obligation, ENDED_SILENT);
	}
	return true;
}

bool fold_opinion_lapsed(struct fold *f)
{
	struct opinion *v = NULL;

	if (!opinion_of_body(f, &v)) {
		return false;
	}
	if (!v->member || !opinion_owed(f->d, v)) {
		return fold_bad(f, "lapsed");
	}
	v->lapsed = true;
	fold_end(f, v->obligation, ENDED_MOVED);
	return true;
}

bool fold_opinion_marked(struct fold *f)
{
	struct dossier *d = f->d;
	struct opinion *v = NULL;
	struct opening o = { .kind = OB_RULING, .step = d->step, .from = INSTANT_NONE };

	if (!opinion_of_body(f, &v) || !fold_holder(f, &o.holder)) {
		return false;
	}
	if (v->answered_at == INSTANT_NONE || v->marked_at != INSTANT_NONE ||
	    d->rules->ruling_s <= 0) {
		return fold_bad(f, "marked");
	}
	o.number = v->number;
	o.due = work_add(d->cal, f->en->at, d->rules->ruling_s);
	v->marked_at = f->en->at;
	return fold_open(f, &o, &v->ruling);
}

/* It was no answer: owed since it was given, by whoever gave it, to the same due. */
static bool owed_again(struct fold *f, struct opinion *v)
{
	struct obligation old = f->d->ob[v->obligation];
	struct opening o = { .kind = OB_OPINION, .holder = old.holder, .step = old.step,
			     .number = v->number, .from = v->answered_at, .due = v->due };

	v->upheld++;
	v->answered_at = v->marked_at = INSTANT_NONE;
	memset(v->answer, 0, sizeof(v->answer));
	/* Silence had agreed by law before it was given: that stands, and nothing is owed. */
	if (v->silent && v->effect == SILENCE_AGREES) {
		return true;
	}
	if (!fold_open(f, &o, &v->obligation)) {
		return false;
	}
	f->d->ob[v->obligation].reminded = old.reminded;
	return true;
}

bool fold_opinion_ruled(struct fold *f)
{
	struct opinion *v = NULL;
	struct str verdict;

	if (!opinion_of_body(f, &v) || !body_str(f->en, "verdict", &verdict, f->e)) {
		return false;
	}
	if (!opinion_in_question(f->d, v)) {
		return fold_bad(f, "ruling");
	}
	fold_end(f, v->ruling, ENDED_ANSWERED);
	return !str_is(verdict, "upheld") || owed_again(f, v);
}
