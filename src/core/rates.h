/*
 * The two on-time rates, side by side (rules 25, 26, 28).
 *
 * Official, as the ministry counts (form II.06a): dates, not hours;
 * early or on time unless the result's date is after the due date; withdrawn and
 * returned ones count on time; waiting ones count in time; refused intake is not
 * counted at all. Lived: ready by the first promise to the second, from first
 * contact, nothing excluded, open ones past their promise included. The gap is
 * a finding. Dossiers imported from a former system stand apart from both.
 *
 * rate_facts is what both need of one dossier; the store keeps it as columns, so
 * that a province is counted without folding it again.
 */
#ifndef DUNGHEN_CORE_RATES_H
#define DUNGHEN_CORE_RATES_H

#include "dossier.h"

struct rate_facts {
	enum dossier_state state;
	enum decision decision;
	enum channel channel;
	bool imported;
	bool extended_late;		/* form 04 given and the rule set counts it late */
	int64_t submitted_at, received_at;
	int64_t first_ready_at, ready_at, closed_at;
	int64_t due;			/* now; INSTANT_NONE while waiting */
	int64_t lived_due;		/* were an open wait of the citizen to end at once */
	int64_t waiting_from;		/* open wait of the citizen, or INSTANT_NONE */
};

bool rate_facts_of(const struct dossier *d, struct rate_facts *out, struct err *e) MUST_USE;

/* What both counts see in one dossier. */
enum solved_as { SOLVED_NOT, SOLVED_EARLY, SOLVED_ON_TIME, SOLVED_LATE };
/* When the official books call it solved: the first result, or its withdrawal. */
int64_t rates_solved_at(const struct rate_facts *f);
enum solved_as rates_solved_as(const struct rate_facts *f, int64_t solved);
/* The end of a life as lived: the last result, else its closing. */
int64_t rates_lived_end(const struct rate_facts *f);

struct period {
	int64_t from, to;		/* [from, to) */
};

struct rates {
	/* the columns of II.06a */
	int64_t received_online_self, received_online_helped, received_direct, carried;
	int64_t early, on_time, late;	/* solved in the period */
	int64_t open_in_time, open_late;
	/* lived */
	int64_t lived_on_time, lived_late, lived_open_late;
	int64_t imported;		/* counted nowhere else */
};

/* Adds one dossier as seen at `now` (≥ period.from). */
void rates_add(struct rates *r, const struct rate_facts *f, struct period p, int64_t now);

/* Per ten thousand, or -1 when nothing was solved: "not measured" (rule 28). */
int64_t rates_official(const struct rates *r);
int64_t rates_lived(const struct rates *r);
/* Online receptions among all, per ten thousand (rule 18). */
int64_t rates_online(const struct rates *r);

/* When a life ended that a new filing of the same procedure continues (rule 26):
 * by refusal, return, withdrawal or stop. INSTANT_NONE: it did not end so. */
int64_t refused_at(enum dossier_state state, enum decision decision, int64_t ready_at,
		   int64_t closed_at);

/* Age of an overdue dossier in working days: ≤ 5, 30, 90, more (rule 28). */
enum overdue_band { OVERDUE_5, OVERDUE_30, OVERDUE_90, OVERDUE_MORE, OVERDUE_BANDS };
enum overdue_band overdue_band(const struct calendar *cal, int64_t due, int64_t now);
/* No act for the rule set's working days, whatever the state (rule 28). */
bool dossier_dormant(const struct dossier *d, int64_t now);

#endif
