/* Detectors of help: what stood still goes on, what others would not have is done. */
#include "detect_in.h"

/* The hold by which a step that was being worked on at that moment, or came then, was
 * finished; NULL: it was not, or went back. */
static const struct case_duty *finished_from(const struct case_facts *c, int32_t step, int64_t at)
{
	for (size_t i = 0; i < c->duties; i++) {
		const struct case_duty *d = &c->duty[i];

		if (d->kind != OB_STEP || d->step != step || d->to == INSTANT_NONE || d->to < at) {
			continue;
		}
		if (d->ended == ENDED_FORWARD || d->ended == ENDED_SIGNED ||
		    d->ended == ENDED_READY) {
			return d;
		}
		if (d->ended != ENDED_TAKEN && d->ended != ENDED_REASSIGNED &&
		    d->ended != ENDED_MOVED) {
			return NULL;
		}
	}
	return NULL;
}

/*
 * What stood past its date was passed up, and whoever acted on it within half of their time
 * gave it to somebody or helped (to explain is not to help): within a working day it had
 * gone on.
 */
void detect_unblocks(struct search *s)
{
	const struct case_facts *c = s->c;

	for (size_t i = 0; i < c->escalations; i++) {
		const struct case_escalation *x = &c->escalation[i];
		bool helped = x->how == HELPED_REASSIGNED || x->how == HELPED_HELPED;

		if (!helped || x->duty < 0 || (size_t)x->duty >= c->duties ||
		    worked(c, x->at, x->acted_at) * 2 > worked(c, x->at, x->due)) {
			continue;
		}
		const struct case_duty *d = &c->duty[x->duty];
		const struct case_duty *end = finished_from(c, d->step, x->acted_at);
		struct finding *f = NULL;

		if (end != NULL && worked(c, x->acted_at, end->to) <= WORKDAY_S &&
		    (f = found(s, end->to, x->acted_at, end->to)) != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = worked(c, x->acted_at, end->to);
			shows(f, d->opened_seq);
			shows(f, d->closed_seq);
			shows(f, end->closed_seq);
		}
	}
}

/* The hold that a ruling gave out. */
static const struct case_duty *given_out(const struct case_facts *c, int64_t at)
{
	for (size_t i = 0; i < c->duties; i++) {
		if (c->duty[i].kind == OB_STEP && c->duty[i].from == at) {
			return &c->duty[i];
		}
	}
	return NULL;
}

/*
 * Another unit would not have it, the ruling gave it to this one: opened within a working
 * day and done within the time of the step (a working day at least). Not said of who had
 * sent it: a sender who was wrong only takes back what is theirs.
 */
void detect_takes_contested(struct search *s)
{
	const struct case_facts *c = s->c;

	for (size_t i = 0; i < c->contests; i++) {
		const struct case_contest *x = &c->contest[i];
		bool gave = x->end == CONTEST_UPHELD && x->moved;
		const struct case_duty *came = gave ? given_out(c, x->ended_at) : NULL;
		const struct case_duty *d =
			came != NULL ? finished_from(c, came->step, x->ended_at + 1) : NULL;
		const struct step *at = d != NULL ? duty_step(c, d) : NULL;

		if (at == NULL || came->unit.v == x->sender.v || d->taken_at == INSTANT_NONE ||
		    worked(c, x->ended_at, d->taken_at) > WORKDAY_S) {
			continue;
		}
		int64_t spent = worked(c, x->ended_at, d->to);
		struct finding *f = NULL;

		if ((spent <= WORKDAY_S || spent <= at->plan_s) &&
		    (f = found(s, d->to, x->ended_at, d->to)) != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = spent;
			shows(f, came->opened_seq);
			shows(f, d->closed_seq);
		}
	}
}
