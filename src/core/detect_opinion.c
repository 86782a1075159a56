/* Detectors of opinions: silence, boomerangs, needless questions, help. */
#include "detect_in.h"

static const struct case_duty *asked_duty(const struct case_facts *c, const struct case_opinion *o)
{
	return o->duty >= 0 && (size_t)o->duty < c->duties ? &c->duty[o->duty] : NULL;
}

/* The entry that asked: leave may have moved the duty since. */
static int64_t asked_seq(const struct case_facts *c, const struct case_opinion *o)
{
	for (size_t i = 0; i < c->duties; i++) {
		if (c->duty[i].kind == OB_OPINION && c->duty[i].number == o->number) {
			return c->duty[i].opened_seq;
		}
	}
	return 0;
}

/*
 * A unit is asked, the opinion's time passes, and nothing comes (rule 29). It is the
 * unit's silence, whoever was away: leave moves the duty to the deputy by itself (rule 7).
 * A late answer ends it, and is late.
 */
void detect_silence(struct search *s)
{
	for (size_t i = 0; i < s->c->opinions; i++) {
		const struct case_opinion *o = &s->c->opinion[i];
		const struct case_duty *d = asked_duty(s->c, o);

		/* What nobody waits for any more is owed no more; who gave an answer that was
		 * none is not silent. */
		if (d == NULL || o->answered_at != INSTANT_NONE || o->upheld > 0 ||
		    (d->to != INSTANT_NONE && d->to <= o->due)) {
			continue;
		}
		struct finding *f = found(s, o->due, o->asked_at, d->to);

		if (f != NULL) {
			f->unit = d->unit;
			f->work_s = worked(s->c, o->asked_at,
					   d->to != INSTANT_NONE ? d->to : o->due);
			shows(f, asked_seq(s->c, o));
		}
	}
}

/* The answer that a ruling was about: the last one given before. */
static const struct case_duty *ruled_answer(const struct case_facts *c,
					    const struct case_duty *ruling)
{
	const struct case_duty *last = NULL;

	for (size_t i = 0; i < c->duties; i++) {
		const struct case_duty *d = &c->duty[i];

		if (d->kind == OB_OPINION && d->number == ruling->number &&
		    d->ended == ENDED_ANSWERED && d->to <= ruling->from) {
			last = d;
		}
	}
	return last;
}

/* Upheld, it is owed again from the entry of the ruling on. */
static bool upheld(const struct case_facts *c, const struct case_duty *ruling)
{
	for (size_t i = 0; i < c->duties; i++) {
		const struct case_duty *d = &c->duty[i];

		if (ruling->ended == ENDED_ANSWERED && d->kind == OB_OPINION &&
		    d->number == ruling->number && d->opened_seq == ruling->closed_seq) {
			return true;
		}
	}
	return false;
}

/*
 * An answer that decides nothing, as the asker says and the chair upholds (rule 30). Before
 * the ruling, and when it dismisses what the asker says, there is none.
 */
void detect_empty_answer(struct search *s)
{
	for (size_t i = 0; i < s->c->duties; i++) {
		const struct case_duty *r = &s->c->duty[i];
		const struct case_duty *d = r->kind == OB_RULING && upheld(s->c, r)
			? ruled_answer(s->c, r) : NULL;
		struct finding *f = d != NULL ? found(s, r->to, d->from, d->to) : NULL;

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = worked(s->c, d->from, d->to);
			shows(f, d->opened_seq);
			shows(f, d->closed_seq);
			shows(f, r->closed_seq);
		}
	}
}

/*
 * "Not competent", said only after more than half of the time to answer in: at once it
 * would have been help (rule 30).
 */
void detect_boomerang(struct search *s)
{
	for (size_t i = 0; i < s->c->opinions; i++) {
		const struct case_opinion *o = &s->c->opinion[i];
		const struct case_duty *d = asked_duty(s->c, o);
		int64_t spent = worked(s->c, o->asked_at, o->answered_at);

		if (d == NULL || o->said != SAID_NOT_COMPETENT || spent <= WORKDAY_S ||
		    spent * 2 <= worked(s->c, o->asked_at, o->due)) {
			continue;
		}
		struct finding *f = found(s, o->answered_at, o->asked_at, o->answered_at);

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = spent;
			shows(f, asked_seq(s->c, o));
			shows(f, d->closed_seq);
		}
	}
}

static bool asked_before(const struct case_facts *c, size_t i)
{
	const struct case_duty *now = asked_duty(c, &c->opinion[i]);

	for (size_t k = 0; k < i && now != NULL; k++) {
		const struct case_duty *d = asked_duty(c, &c->opinion[k]);

		if (d != NULL && d->unit.v == now->unit.v && d->span == now->span) {
			return true;
		}
	}
	return false;
}

/*
 * Asked outside the procedure's own list when more than half of the time was gone, or the
 * same unit twice (rule 30). What the procedure plans is never needless.
 */
void detect_needless_question(struct search *s)
{
	const struct case_facts *c = s->c;
	int64_t all = worked(c, c->received_at, c->first_due);

	for (size_t i = 0; i < c->opinions; i++) {
		const struct case_opinion *o = &c->opinion[i];
		const struct case_duty *d = asked_duty(c, o);

		if (d == NULL || o->planned ||
		    (worked(c, c->received_at, o->asked_at) * 2 <= all && !asked_before(c, i))) {
			continue;
		}
		struct finding *f = found(s, o->asked_at, o->asked_at, o->asked_at);

		if (f != NULL) {
			f->actor_seq = asked_seq(s->c, o);
			f->work_s = worked(c, c->received_at, o->asked_at);
			shows(f, asked_seq(s->c, o));
		}
	}
}

/* An opinion that agrees, given within a working day: another unit's work goes on. */
void detect_helpful(struct search *s)
{
	for (size_t i = 0; i < s->c->opinions; i++) {
		const struct case_opinion *o = &s->c->opinion[i];
		const struct case_duty *d = asked_duty(s->c, o);

		if (d == NULL || o->said != SAID_AGREE || o->silent ||
		    worked(s->c, o->asked_at, o->answered_at) > WORKDAY_S) {
			continue;
		}
		struct finding *f = found(s, o->answered_at, o->asked_at, o->answered_at);

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = worked(s->c, o->asked_at, o->answered_at);
			shows(f, asked_seq(s->c, o));
			shows(f, d->closed_seq);
		}
	}
}
