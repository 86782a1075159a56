/* Detectors of results: signing together, odd hours, handing out, and good work. */
#include "detect_in.h"

static bool last_of_month(const struct calendar *cal, struct day d)
{
	struct day next;
	int year, month, date, other, ignored;

	if (!calendar_day_after(cal, d, 1, &next)) {
		return false;
	}
	day_split(d, &year, &month, &date);
	day_split(next, &ignored, &other, &date);
	return month != other;
}

/*
 * Signed in the afternoon of the month's last working day, after lying there at least
 * overnight. One is nothing: it takes several of one signer on one day (detector_least). A
 * session on a fixed day of the week is legitimate, as is signing what came that day.
 */
void detect_bulk_close(struct search *s)
{
	const struct case_facts *c = s->c;

	for (size_t i = 0; i < c->duties; i++) {
		const struct case_duty *d = &c->duty[i];
		const struct step *at = duty_step(c, d);

		if (at == NULL || d->ended != ENDED_SIGNED || same_day_limit(c)) {
			continue;
		}
		struct day day = day_of(d->to);
		int64_t hour = d->to - day_start(day), since = d->from;

		/* Leave and taking split a hold; it lay there since the step began. */
		for (size_t k = i; k > 0; k--) {
			const struct case_duty *b = &c->duty[k - 1];

			if (b->kind == OB_STEP && b->to == since && b->step == d->step) {
				since = b->from;
			}
		}
		if (hour < 13 * HOUR_S || hour >= 17 * HOUR_S || day_of(since).n >= day.n ||
		    !calendar_covers(c->cal, d->to) || !calendar_working(c->cal, day) ||
		    !last_of_month(c->cal, day)) {
			continue;
		}
		struct finding *f = found(s, d->to, since, d->to);

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = worked(c, since, d->to);
			shows(f, d->opened_seq);
			shows(f, d->closed_seq);
		}
	}
}

/*
 * A result at night (22 to 5 o'clock), or within ten working minutes of reception: entered
 * at another time than it was done. Excused: same-day procedures, where minutes are what is
 * asked for (rule 48), and evenings.
 */
void detect_odd_result(struct search *s)
{
	enum { MINUTES_S = 600 };
	const struct case_facts *c = s->c;

	if (c->first_ready_at == INSTANT_NONE || c->received_at == INSTANT_NONE ||
	    same_day_limit(c)) {
		return;
	}
	for (size_t i = 0; i < c->duties; i++) {
		const struct case_duty *d = &c->duty[i];

		if (d->ended != ENDED_READY || d->kind != OB_STEP || d->span != 0) {
			continue;
		}
		int64_t hour = d->to - day_start(day_of(d->to));
		bool night = hour >= 22 * HOUR_S || hour < 5 * HOUR_S;

		if (!night && worked(c, c->received_at, d->to) >= MINUTES_S) {
			continue;
		}
		struct finding *f = found(s, d->to, c->received_at, d->to);

		if (f != NULL) {
			f->actor_seq = d->closed_seq;
			f->work_s = worked(c, c->received_at, d->to);
			shows(f, d->closed_seq);
		}
		return;
	}
}

/*
 * The result is ready, and no word of it goes to the citizen for four working days. Once
 * told, it is the citizen's to collect: whoever does not come troubles nobody here.
 */
void detect_late_handout(struct search *s)
{
	const struct case_facts *c = s->c;

	for (size_t i = 0; i < c->duties; i++) {
		const struct case_duty *d = &c->duty[i];

		if (d->kind != OB_HANDOUT || d->holder != PARTY_SEAT ||
		    (i > 0 && c->duty[i - 1].kind == OB_HANDOUT &&
		     c->duty[i - 1].ended == ENDED_MOVED)) {
			continue;
		}
		int64_t told = INSTANT_NONE, at = worked_on(c, d->from, 4 * WORKDAY_S);

		for (size_t k = 0; k < c->notices; k++) {
			if (c->notice[k].kind == NOTICE_RESULT && c->notice[k].told_at >= d->from &&
			    (told == INSTANT_NONE || c->notice[k].told_at < told)) {
				told = c->notice[k].told_at;
			}
		}
		bool ended = told != INSTANT_NONE || c->state != DOSSIER_READY;

		if (at == INSTANT_NONE || (ended && (told == INSTANT_NONE || told < at))) {
			continue;
		}
		struct finding *f = found(s, at, d->from, told);

		if (f != NULL) {
			f->unit = d->unit;
			f->work_s = told != INSTANT_NONE ? worked(c, d->from, told) : 4 * WORKDAY_S;
			shows(f, d->opened_seq);
		}
	}
}

/* Whoever last finished a step of work that decides, or of work at all. */
static const struct case_duty *worker(const struct case_facts *c)
{
	const struct case_duty *last = NULL;

	for (size_t i = 0; i < c->duties; i++) {
		const struct step *at = duty_step(c, &c->duty[i]);

		if (at != NULL && at->kind == STEP_WORK && c->duty[i].ended == ENDED_FORWARD) {
			last = &c->duty[i];
		}
	}
	return last;
}

/*
 * Ready in less than a quarter of the time promised, with nothing to correct; said 90 days
 * after the result, if it was not reopened or corrected meanwhile (rule 37). Same-day
 * procedures are quick by nature.
 */
void detect_quick(struct search *s)
{
	const struct case_facts *c = s->c;
	const struct case_duty *by = worker(c);

	if (by == NULL || same_day_limit(c) || !clean(c)) {
		return;
	}
	int64_t all = worked(c, c->received_at, c->first_due);
	int64_t spent = worked(c, c->received_at, c->first_ready_at);

	if (spent * 4 >= all) {
		return;
	}
	struct finding *f = found(s, c->first_ready_at + s->b->praise_s, c->received_at,
				  c->first_ready_at);

	if (f != NULL) {
		f->actor_seq = by->closed_seq;
		f->work_s = spent;
		shows(f, by->closed_seq);
	}
}
