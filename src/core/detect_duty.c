/* Detectors of what is owed beside the work: contests lost, letters of apology; and of one
 * account that files for many, or works at two machines. */
#include "detect_in.h"

static const struct case_duty *numbered(const struct case_facts *c, enum obligation_kind kind,
					int32_t number)
{
	for (size_t i = 0; i < c->duties; i++) {
		if (c->duty[i].kind == kind && c->duty[i].number == number) {
			return &c->duty[i];
		}
	}
	return NULL;
}

/*
 * A contest of competence that was ruled to be wrong. Once is a question asked in good faith;
 * it takes several of one person within a quarter of a year (detector_least). Excused: what
 * was upheld, what nobody ruled on, what became moot.
 */
void detect_contest_abuse(struct search *s)
{
	for (size_t i = 0; i < s->c->contests; i++) {
		const struct case_contest *c = &s->c->contest[i];
		const struct case_duty *d = c->end == CONTEST_DISMISSED
			? numbered(s->c, OB_CONTEST, c->number) : NULL;
		struct finding *f = d != NULL ? found(s, c->ended_at, c->at, c->ended_at) : NULL;

		if (f != NULL) {
			f->actor_seq = d->opened_seq;
			f->work_s = worked(s->c, c->at, c->ended_at);
			shows(f, d->opened_seq);
			shows(f, d->closed_seq);
		}
	}
}

/* From when on there is no letter in time: signed later than R8 wants it, or the promise
 * passed without one. INSTANT_NONE: there is nothing to say. */
static int64_t without_letter(const struct case_apology *p, const struct case_duty *d)
{
	int64_t passed = (p->due > p->sign_by ? p->due : p->sign_by) + 1;

	if (p->signed_at != INSTANT_NONE) {
		return p->signed_at <= p->sign_by ? INSTANT_NONE
		       : p->signed_at < passed	  ? p->signed_at
						  : passed;
	}
	/* The result came, or the promise was moved, before the letter was late. */
	return d->to != INSTANT_NONE && p->missed_at == INSTANT_NONE ? INSTANT_NONE : passed;
}

/*
 * A letter of apology that was not signed in time (rule 39). It is the unit's that owed it
 * last. Excused: what was ready before the promise, or whose promise moved by law (L11).
 */
void detect_no_apology(struct search *s)
{
	for (size_t i = 0; i < s->c->apologies; i++) {
		const struct case_apology *p = &s->c->apology[i];
		bool there = p->duty >= 0 && (size_t)p->duty < s->c->duties;
		const struct case_duty *d = there ? &s->c->duty[p->duty] : NULL;
		int64_t at = d != NULL ? without_letter(p, d) : INSTANT_NONE;
		struct finding *f = at != INSTANT_NONE ? found(s, at, p->sign_by, d->to) : NULL;

		if (f != NULL) {
			f->unit = d->unit;
			f->work_s = d->to != INSTANT_NONE ? worked(s->c, p->sign_by, d->to) : 0;
			shows(f, d->opened_seq);
			if (d->to != INSTANT_NONE) {
				shows(f, d->closed_seq);
			}
		}
	}
}

/*
 * Filed online by somebody for another who gave them no authority on record: one such filing
 * is family or a neighbour; one account for many owners at one counter is an office that
 * files for its citizens to show more online (rule 18). It takes several owners within a
 * month (detector_least). Excused: help that is recorded as help, a proxy, one's own.
 */
void detect_many_owners(struct search *s)
{
	const struct case_facts *c = s->c;

	if (c->channel != CHANNEL_ONLINE || c->proxied || c->submitter.v == c->owner.v) {
		return;
	}
	struct finding *f = found(s, c->submitted_at, c->submitted_at, c->submitted_at);

	if (f != NULL) {
		f->unit = c->receiving;
		f->common = c->submitter.v;
		f->each = c->owner.v;
		if (c->duties > 0) {
			shows(f, c->duty[0].opened_seq);
		}
	}
}

/*
 * One account acts from one machine, from another one, and from the first again, without
 * signing out between, within the rule set's minutes: somebody else has used it, or it lies
 * open. The dossier is that of the act in between. Excused: whoever signs out, or leaves a
 * shared desk with the PIN; whoever takes longer to walk there and back; who only reads
 * beside the desk; programs (core/machines.h remembers none of these).
 */
void detect_two_machines(struct search *s)
{
	for (size_t i = 0; i < s->c->machineses; i++) {
		const struct case_machines *m = &s->c->machines[i];
		bool close = m->to - m->from <= s->b->machines_s;
		struct finding *f = close ? found(s, m->to, m->from, m->to) : NULL;

		if (f == NULL) {
			continue;
		}
		f->actor_seq = m->act[1];
		for (size_t k = 0; k < ARRAY_LEN(m->act); k++) {
			shows(f, m->act[k]);
		}
		shows(f, m->seq);
	}
}
