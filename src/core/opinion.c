/* What a dossier's opinions come to. */
#include "opinion.h"

const struct opinion *dossier_opinion(const struct dossier *d, int64_t number)
{
	return number >= 1 && (size_t)number <= d->opinions ? &d->opinion[number - 1] : NULL;
}

const struct opinion_round *dossier_round(const struct dossier *d, int64_t number)
{
	return number >= 1 && (size_t)number <= d->rounds ? &d->round[number - 1] : NULL;
}

bool opinion_owed(const struct dossier *d, const struct opinion *o)
{
	return o->answered_at == INSTANT_NONE && d->ob[o->obligation].to == INSTANT_NONE;
}

bool opinion_in_question(const struct dossier *d, const struct opinion *o)
{
	return o->marked_at != INSTANT_NONE && d->ob[o->ruling].to == INSTANT_NONE;
}

bool opinion_running(const struct dossier *d, const struct opinion *o, int64_t at)
{
	return opinion_owed(d, o) && at <= o->due;
}

void round_tally(const struct dossier *d, const struct opinion_round *r, int64_t at,
		 struct round_tally *out)
{
	struct round_tally t = { .asked = r->asked };

	for (int32_t i = 0; i < r->asked; i++) {
		const struct opinion *o = &d->opinion[r->first - 1 + i];
		struct str answer = str_of(o->answer);
		bool agreed = o->silent && o->effect == SILENCE_AGREES;

		t.owed += opinion_owed(d, o);
		t.running += opinion_running(d, o, at);
		t.agree += str_is(answer, "agree");
		t.conditions += str_is(answer, "conditions");
		t.object += str_is(answer, "object");
		t.not_competent += str_is(answer, "not_competent");
		t.silent += o->silent && answer.n == 0;
		t.votes += (answer.n > 0 && !str_is(answer, "not_competent")) ||
			   (answer.n == 0 && agreed);
	}
	*out = t;
}

int32_t dossier_short_round(const struct dossier *d, int64_t at, bool *waits)
{
	for (size_t i = 0; i < d->rounds; i++) {
		const struct opinion_round *r = &d->round[i];
		struct round_tally t;

		if (r->quorum == 0 || r->step != d->step) {
			continue;
		}
		round_tally(d, r, at, &t);
		if (t.votes < r->quorum) {
			*waits = t.running > 0;
			return (int32_t)i + 1;
		}
	}
	return 0;
}

int64_t asked_day_before(const struct calendar *cal, int64_t asked_at, int64_t due)
{
	int64_t whole = work_between(cal, asked_at, due);

	return whole > WORKING_DAY_S ? work_add(cal, asked_at, whole - WORKING_DAY_S)
				     : INSTANT_NONE;
}

int64_t asked_half(const struct calendar *cal, int64_t asked_at, int64_t due)
{
	int64_t whole = work_between(cal, asked_at, due);
	bool first = whole <= WORKING_DAY_S || whole / 2 < whole - WORKING_DAY_S;

	return whole > 1 && first ? work_add(cal, asked_at, whole / 2) : INSTANT_NONE;
}

int64_t opinion_day_before(const struct dossier *d, const struct opinion *o)
{
	return asked_day_before(d->cal, o->asked_at, o->due);
}

int64_t opinion_half(const struct dossier *d, const struct opinion *o)
{
	return asked_half(d->cal, o->asked_at, o->due);
}
