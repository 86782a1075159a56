/* Official and lived on-time rates. */
#include "rates.h"

#include "due.h"

#include "base/num.h"

bool rate_facts_of(const struct dossier *d, struct rate_facts *out, struct err *e)
{
	struct rate_facts f = {
		.state = d->state, .decision = d->decision, .channel = d->channel,
		.imported = d->imported,
		.extended_late = d->form04_at != INSTANT_NONE && d->rules->extended_late_official,
		.submitted_at = d->submitted_at, .received_at = d->received_at,
		.first_ready_at = d->first_ready_at, .ready_at = d->ready_at,
		.closed_at = d->closed_at, .due = d->due, .waiting_from = INSTANT_NONE,
	};

	if (d->state == DOSSIER_WAITING && d->pauses > 0 &&
	    d->pause[d->pauses - 1].citizen) {
		f.waiting_from = d->pause[d->pauses - 1].pause.from;
	}
	int64_t now = f.waiting_from != INSTANT_NONE ? f.waiting_from : d->at;

	if (!dossier_lived_due(d, now, &f.lived_due, e)) {
		return false;
	}
	*out = f;
	return true;
}

static bool inside(struct period p, int64_t at)
{
	return at != INSTANT_NONE && at >= p.from && at < p.to;
}

static bool ended_without_result(const struct rate_facts *f)
{
	return f->state == DOSSIER_WITHDRAWN || f->state == DOSSIER_STOPPED;
}

int64_t rates_solved_at(const struct rate_facts *f)
{
	if (f->first_ready_at != INSTANT_NONE) {
		return f->first_ready_at;
	}
	return f->state == DOSSIER_WITHDRAWN ? f->closed_at : INSTANT_NONE;
}

enum solved_as rates_solved_as(const struct rate_facts *f, int64_t solved)
{
	/* Reopened and waiting again, it has no date: practice calls that on time too. */
	if (f->state == DOSSIER_WITHDRAWN || f->decision == DECISION_NOT_ELIGIBLE ||
	    f->due == INSTANT_NONE) {
		return SOLVED_ON_TIME;
	}
	if (f->extended_late || day_of(solved).n > day_of(f->due).n) {
		return SOLVED_LATE;
	}
	return day_of(solved).n < day_of(f->due).n ? SOLVED_EARLY : SOLVED_ON_TIME;
}

static void add_solved(struct rates *r, const struct rate_facts *f, int64_t solved)
{
	enum solved_as as = rates_solved_as(f, solved);

	r->early += as == SOLVED_EARLY;
	r->on_time += as == SOLVED_ON_TIME;
	r->late += as == SOLVED_LATE;
}

static void add_official(struct rates *r, const struct rate_facts *f, struct period p, int64_t now)
{
	int64_t solved = rates_solved_at(f);
	int64_t end = num_min(p.to - 1, now);

	if (f->received_at == INSTANT_NONE || f->received_at > end ||
	    (solved != INSTANT_NONE && solved < p.from)) {
		return;
	}
	if (f->received_at < p.from) {
		r->carried++;
	} else if (f->channel == CHANNEL_ONLINE) {
		r->received_online_self++;
	} else if (f->channel == CHANNEL_ONLINE_HELPED) {
		r->received_online_helped++;
	} else {
		r->received_direct++;
	}
	if (inside(p, solved) && solved <= now) {
		add_solved(r, f, solved);
	} else if (f->due == INSTANT_NONE || f->state == DOSSIER_STOPPED ||
		   day_of(end).n <= day_of(f->due).n) {
		r->open_in_time++;	/* waiting and stopped ones too: form II.06a */
	} else {
		r->open_late++;
	}
}

int64_t rates_lived_end(const struct rate_facts *f)
{
	if (f->state == DOSSIER_DECLINED || ended_without_result(f)) {
		return f->closed_at;
	}
	return f->ready_at;
}

static void add_lived(struct rates *r, const struct rate_facts *f, struct period p, int64_t now)
{
	int64_t end = rates_lived_end(f), until = num_min(p.to - 1, now);

	if (f->submitted_at > until) {
		return;
	}
	if (end != INSTANT_NONE && end <= until) {
		if (end < p.from) {
			return;
		}
		if (end <= f->lived_due) {
			r->lived_on_time++;
		} else {
			r->lived_late++;
		}
		return;
	}
	/* Open past its promise: late in every period it spans. A citizen who is
	 * awaited moves the promise as long as the wait lasts. */
	int64_t seen = f->waiting_from != INSTANT_NONE ? num_min(f->waiting_from, until)
						       : until;

	if (seen > f->lived_due) {
		r->lived_open_late++;
	}
}

void rates_add(struct rates *r, const struct rate_facts *f, struct period p, int64_t now)
{
	if (f->imported) {
		r->imported += f->state != DOSSIER_UNDONE;
		return;
	}
	add_official(r, f, p, now);
	add_lived(r, f, p, now);
}

static int64_t share(int64_t part, int64_t whole)
{
	return whole > 0 ? (part * 10000 + whole / 2) / whole : -1;
}

int64_t rates_official(const struct rates *r)
{
	return share(r->early + r->on_time, r->early + r->on_time + r->late);
}

int64_t rates_lived(const struct rates *r)
{
	return share(r->lived_on_time, r->lived_on_time + r->lived_late + r->lived_open_late);
}

int64_t rates_online(const struct rates *r)
{
	int64_t online = r->received_online_self + r->received_online_helped;

	return share(online, online + r->received_direct);
}

int64_t refused_at(enum dossier_state state, enum decision decision, int64_t ready_at,
		   int64_t closed_at)
{
	if (state == DOSSIER_DECLINED || state == DOSSIER_WITHDRAWN || state == DOSSIER_STOPPED) {
		return closed_at;
	}
	if ((state == DOSSIER_READY || state == DOSSIER_DELIVERED) &&
	    (decision == DECISION_DENIED || decision == DECISION_NOT_ELIGIBLE)) {
		return ready_at;
	}
	return INSTANT_NONE;
}

enum overdue_band overdue_band(const struct calendar *cal, int64_t due, int64_t now)
{
	int64_t days = calendar_days_between(cal, day_of(due),
					     day_of(calendar_clamp(cal, now)));

	return days <= 5 ? OVERDUE_5 : days <= 30 ? OVERDUE_30 : days <= 90 ? OVERDUE_90
								  : OVERDUE_MORE;
}

bool dossier_dormant(const struct dossier *d, int64_t now)
{
	return !dossier_closed(d) && d->rules != NULL && d->cal != NULL &&
	       calendar_days_between(d->cal, day_of(d->acted_at),
				     day_of(calendar_clamp(d->cal, now))) >=
		       d->rules->dormant_days;
}
