/* Detectors of waiting: requests to the citizen, pauses, what lies, what is not answered. */
#include "detect_in.h"

/*
 * A second request for supplements after reception, which the law no longer lets stop the
 * clock (rule 14). What was asked at intake, before reception, is none.
 */
void detect_second_supplement(struct search *s)
{
	const struct case_notice *first = NULL;

	for (size_t i = 0; i < s->c->notices; i++) {
		const struct case_notice *n = &s->c->notice[i];

		if (n->kind != NOTICE_SUPPLEMENT) {
			continue;
		}
		if (first == NULL || n->lawful) {
			first = first == NULL ? n : first;
			continue;
		}
		struct finding *f = found(s, n->asked_at, first->asked_at, n->asked_at);

		if (f != NULL) {
			f->actor_seq = n->seq;
			f->work_s = worked(s->c, first->asked_at, n->asked_at);
			shows(f, first->seq);
			shows(f, n->seq);
		}
		return;
	}
}

/*
 * A request that names no paper of the procedure, or only what had been handed in whole by
 * the counter's own list: nothing is lacking that the citizen could bring. Excused: a paper
 * that was handed in with less than the procedure wants of it; where no list was made,
 * nobody knows what was there.
 */
void detect_empty_supplement(struct search *s)
{
	for (size_t i = 0; i < s->c->notices; i++) {
		const struct case_notice *n = &s->c->notice[i];
		struct finding *f = n->kind == NOTICE_SUPPLEMENT && n->empty
			? found(s, n->asked_at, n->asked_at, n->answered_at) : NULL;

		if (f != NULL) {
			f->actor_seq = n->seq;
			f->work_s = worked(s->c, s->c->received_at, n->asked_at);
			shows(f, n->seq);
		}
	}
}

/*
 * Something is asked of the citizen, and nobody tells them for three working days: it is
 * parked under their name. Told later, that ends it. Whether they then answer is theirs.
 */
void detect_untold_request(struct search *s)
{
	enum { DAYS = 3 };
	const struct case_facts *c = s->c;

	for (size_t i = 0; i < c->notices; i++) {
		const struct case_notice *n = &c->notice[i];
		bool asks = n->kind == NOTICE_SUPPLEMENT || n->kind == NOTICE_PAYMENT;
		int64_t at = asks ? worked_on(c, n->asked_at, DAYS * WORKDAY_S) : INSTANT_NONE;
		int64_t until = n->told_at != INSTANT_NONE     ? n->told_at
				: n->answered_at != INSTANT_NONE ? n->answered_at
								 : c->closed_at;

		if (at == INSTANT_NONE || (until != INSTANT_NONE && until < at)) {
			continue;
		}
		struct finding *f = found(s, at, n->asked_at, until);

		if (f != NULL) {
			f->unit = c->receiving;
			f->work_s = until != INSTANT_NONE ? worked(c, n->asked_at, until)
							  : DAYS * WORKDAY_S;
			shows(f, n->seq);
		}
	}
}

/* Of the time promised, less than a twentieth was left, or nothing. */
static bool at_the_edge(const struct case_facts *c, int64_t at)
{
	int64_t all = worked(c, c->received_at, c->first_due);

	return !same_day_limit(c) && straight_until(c, at - 1) &&
	       worked(c, at, c->first_due) * 20 < all;
}

/*
 * A pause without a notice to the citizen (tax, survey, posting) that begins when the time
 * is all but used up. Excused: same-day procedures; a clock that had stopped before.
 */
void detect_edge_pause(struct search *s)
{
	for (size_t i = 0; i < s->c->duties; i++) {
		const struct case_duty *d = &s->c->duty[i];

		if (d->kind != OB_WAIT || d->number != 0 || d->span != 0 ||
		    !at_the_edge(s->c, d->from)) {
			continue;
		}
		struct finding *f = found(s, d->from, d->from, d->from);

		if (f != NULL) {
			f->actor_seq = d->opened_seq;
			f->work_s = worked(s->c, s->c->received_at, d->from);
			shows(f, d->opened_seq);
		}
	}
}

/*
 * Withdrawn, as the office entered it, when the time was all but used up: a late dossier
 * that leaves the rates. One who proves by a code to be the citizen withdraws without any
 * officer's hand: then the entry's actor is nobody of the office, and nobody is meant.
 */
void detect_edge_withdrawal(struct search *s)
{
	const struct case_facts *c = s->c;

	if (c->state != DOSSIER_WITHDRAWN || c->received_at == INSTANT_NONE ||
	    !at_the_edge(c, c->closed_at)) {
		return;
	}
	for (size_t i = c->duties; i > 0; i--) {
		const struct case_duty *d = &c->duty[i - 1];

		if (d->ended != ENDED_WITHDRAWN || !(d->kind == OB_STEP || d->kind == OB_WAIT)) {
			continue;
		}
		struct finding *f = found(s, c->closed_at, d->from, c->closed_at);

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = worked(c, c->received_at, c->closed_at);
			shows(f, d->closed_seq);
		}
		return;
	}
}

/* Working seconds such a pause may last; 0: not told in working days. */
static int64_t lawful_wait(const struct case_facts *c, const struct case_duty *d)
{
	for (size_t i = 0; i < c->version->waits; i++) {
		const struct wait_rule *w = &c->version->wait[i];

		if (!w->needs_notice && w->holder == d->body && w->limit.unit == LIMIT_WDAY) {
			return w->limit.amount * WORKDAY_S;
		}
	}
	return 0;
}

/*
 * A pause for somebody outside that lasts more than twice as long as it lawfully may.
 * Waiting for the citizen is the citizen's own time and none of this (rule 4).
 */
void detect_parked_waiting(struct search *s)
{
	for (size_t i = 0; i < s->c->duties; i++) {
		const struct case_duty *d = &s->c->duty[i];
		int64_t lawful = d->kind == OB_WAIT && d->number == 0 ? lawful_wait(s->c, d) : 0;
		int64_t at = lawful > 0 ? worked_on(s->c, d->from, 2 * lawful) : INSTANT_NONE;

		if (at == INSTANT_NONE || (d->to != INSTANT_NONE && d->to <= at)) {
			continue;
		}
		struct finding *f = found(s, at, d->from, d->to);

		if (f != NULL) {
			bool over = d->to != INSTANT_NONE;

			f->actor_seq = over ? d->closed_seq : d->opened_seq;
			f->work_s = over ? worked(s->c, d->from, d->to) : 2 * lawful;
			shows(f, d->opened_seq);
			if (over) {
				shows(f, d->closed_seq);
			}
		}
	}
}

/* Leave of the head, who has it until somebody opens it, moves what lies there. */
static int64_t lay_since(const struct case_facts *c, size_t i)
{
	int64_t since = c->duty[i].from;

	for (size_t k = i; k > 0; k--) {
		const struct case_duty *d = &c->duty[k - 1];

		if (d->kind != OB_STEP || d->to != since) {
			continue;
		}
		if (d->ended != ENDED_MOVED || d->taken_at != INSTANT_NONE ||
		    d->step != c->duty[i].step) {
			break;
		}
		since = d->from;
	}
	return since;
}

/* It did not come to the step: it was in somebody's hands there before. */
static bool came_by_name(const struct case_facts *c, size_t i)
{
	int64_t since = lay_since(c, i);

	for (size_t k = 0; k < i; k++) {
		const struct case_duty *d = &c->duty[k];

		if (d->kind == OB_STEP && d->to == since && d->step == c->duty[i].step &&
		    (d->ended == ENDED_TAKEN || d->ended == ENDED_REASSIGNED ||
		     d->ended == ENDED_MOVED || d->ended == ENDED_PAPER)) {
			return true;
		}
	}
	return false;
}

/*
 * A step that nobody opened for the rule set's working days (rule 28) and past its own
 * plan: it lay in the unit's basket. Excused: a step that has more time than that by its
 * procedure; what somebody held by name, or goes on with.
 */
void detect_dormant(struct search *s)
{
	for (size_t i = 0; i < s->c->duties; i++) {
		const struct case_duty *d = &s->c->duty[i];
		int64_t least = s->b->dormant_days * WORKDAY_S;
		const struct step *at = duty_step(s->c, d);

		if (at == NULL || at->kind != STEP_WORK || at->plan_s > least ||
		    d->ended == ENDED_MOVED || came_by_name(s->c, i)) {
			continue;
		}
		int64_t since = lay_since(s->c, i);
		int64_t opened = d->taken_at != INSTANT_NONE ? d->taken_at : d->to;
		int64_t true_at = worked_on(s->c, since, least);

		if (true_at == INSTANT_NONE || (opened != INSTANT_NONE && opened < true_at)) {
			continue;
		}
		struct finding *f = found(s, true_at, since, opened);

		if (f != NULL) {
			f->unit = d->unit;
			f->work_s = opened != INSTANT_NONE ? worked(s->c, since, opened) : least;
			shows(f, d->opened_seq);
		}
	}
}

static void filed_again(struct search *s, enum dossier_state after)
{
	const struct case_facts *c = s->c;

	if (c->first.v == 0 || c->first_state != after ||
	    c->submitted_at - c->first_ended_at > s->b->refile_s) {
		return;
	}
	struct finding *f = found(s, c->submitted_at, c->first_ended_at, c->submitted_at);

	if (f != NULL) {
		f->actor_seq = c->first_ended_seq;
		f->other = c->first;
		f->work_s = worked(c, c->first_ended_at, c->submitted_at);
		shows(f, c->first_ended_seq);
	}
}

/*
 * Declined at the counter, and filed again by the same owner for the same procedure within
 * the rule set's days: the first life went on under another number (rule 26). The finding
 * stands with the second filing. Filing for something else is none.
 */
void detect_refuse_refile(struct search *s)
{
	filed_again(s, DOSSIER_DECLINED);
}

/*
 * The same after a withdrawal that the office entered: the clock began anew. One who proved
 * by a code to be the citizen withdrew without any officer's hand, and nobody is meant.
 */
void detect_withdraw_refile(struct search *s)
{
	filed_again(s, DOSSIER_WITHDRAWN);
}

/*
 * An online filing that got no answer within its time (rule 5). Excused: an outage
 * declared for the counter moves no clock, but the head's reply says so.
 */
void detect_unanswered(struct search *s)
{
	for (size_t i = 0; i < s->c->duties; i++) {
		const struct case_duty *d = &s->c->duty[i];

		if (d->kind != OB_ANSWER || d->due == INSTANT_NONE ||
		    (d->to != INSTANT_NONE && d->to <= d->due)) {
			continue;
		}
		struct finding *f = found(s, d->due, d->from, d->to);

		if (f != NULL) {
			f->unit = d->unit;
			f->work_s = d->to != INSTANT_NONE ? worked(s->c, d->from, d->to)
							  : worked(s->c, d->from, d->due);
			shows(f, d->opened_seq);
			if (d->to != INSTANT_NONE) {
				shows(f, d->closed_seq);
			}
		}
	}
}

/*
 * Received after the answer was overdue, with a time of reception before that of the
 * entry (rule 9). A numbered receipt of a declared outage belongs to the counter, where no
 * answer is owed: it is never meant.
 */
void detect_backdated(struct search *s)
{
	for (size_t i = 0; i < s->c->duties; i++) {
		const struct case_duty *d = &s->c->duty[i];

		if (d->kind != OB_ANSWER || d->to == INSTANT_NONE || d->to <= d->due ||
		    s->c->received_at == INSTANT_NONE || s->c->received_at >= d->to ||
		    s->c->received_at < s->c->submitted_at) {
			continue;
		}
		struct finding *f = found(s, d->to, s->c->received_at, d->to);

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = worked(s->c, s->c->received_at, d->to);
			shows(f, d->opened_seq);
			shows(f, d->closed_seq);
		}
	}
}
