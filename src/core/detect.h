/*
 * Detectors: functions of the facts of one dossier that say what looks like passing the
 * buck, or like help, with the entries that show it. Nobody is accused by them: what they
 * find is a question to a person (rule 34), and counts for nothing before a ruling.
 *
 * The facts come from the typed columns of the projections (store/case_row), never from
 * entries, so that a province is searched in one pass. A detector sees one dossier; what
 * only several show (a month's end, one account for many owners) is a finding of each
 * that is told when there are enough of one kind close together (detector_least, _within).
 *
 * A finding is a function of the facts alone: `at` is the moment from which it is true,
 * which for something that lasts may lie ahead. Nothing is told before it.
 */
#ifndef DUNGHEN_CORE_DETECT_H
#define DUNGHEN_CORE_DETECT_H

#include "dossier.h"

enum detector {
#define DETECTOR(ident, name, good, about, function) DETECT_##ident,
#include "detectors.def"
#undef DETECTOR
	DETECTORS,
};

enum { EVIDENCE_MOST = 6, FINDINGS_MOST = 64 };

struct case_duty {			/* an obligation as its row tells it */
	enum obligation_kind kind;
	enum party_kind holder;
	enum wait_holder body;
	struct unit_id unit;
	struct post post;
	struct person_id person;
	int64_t from, to, taken_at, due;
	int64_t plan_s, work_s;
	int32_t step, number, span;
	enum ended ended;
	int64_t opened_seq, closed_seq;
};

struct case_notice {			/* a request to the citizen, or word of a result */
	enum notice_kind kind;
	bool lawful;
	bool empty;			/* named nothing that was lacking */
	int64_t asked_at, told_at, delivered_at, answered_at;
	int64_t seq;			/* of the request */
};

enum said { SAID_NOTHING, SAID_AGREE, SAID_CONDITIONS, SAID_OBJECT, SAID_NOT_COMPETENT };

enum said said_of(struct str answer);	/* "agree", …; none of them: SAID_NOTHING */
const char *said_name(enum said s);	/* "" of SAID_NOTHING */

struct case_opinion {
	int32_t number;
	int32_t duty;			/* its place among the duties */
	int64_t asked_at, due, answered_at;
	bool planned, silent;
	enum said said;
	int32_t upheld;			/* answers that were found to be none (rule 30) */
};

struct case_contest {			/* rule 32 */
	int32_t number;
	int64_t at, ended_at;
	enum contest_end end;
	struct unit_id sender;		/* who had handed it over */
	bool moved;			/* the ruling gave it to somebody else */
};

struct case_apology {			/* rule 39 */
	int32_t duty;			/* its place among the duties, the newest */
	int64_t due;			/* the promise it is for */
	int64_t sign_by, signed_at, missed_at;
};

enum helped { HELPED_NOT, HELPED_REASSIGNED, HELPED_HELPED, HELPED_EXPLAINED };

enum helped helped_how(struct str how);	/* "reassigned", …; none of them: HELPED_NOT */

struct case_escalation {		/* rule 38 */
	int32_t duty;			/* its place among the duties, the newest */
	int64_t at, due, acted_at;
	enum helped how;
};

struct case_machines {			/* one account at two machines (core/machines.h) */
	int64_t from, to;		/* the first and the last of the three acts */
	int64_t act[3];			/* their entries; the second is of this dossier */
	int64_t seq;			/* the entry that says so */
};

struct case_facts {
	struct dossier_id id;
	enum dossier_state state;
	enum channel channel;
	const struct procedure_version *version;	/* NULL: not known any more */
	const struct calendar *cal;	/* the frozen one; NULL likewise */
	struct unit_id receiving, competent;
	int64_t submitted_at, received_at, first_ready_at, ready_at, closed_at;
	int64_t first_due, due, form04_at;
	int64_t lived_due;		/* with an open wait counted up to its last entry */
	int32_t returns, supplements, reopened, corrected;
	bool imported;
	int64_t last_seq;
	/* The filing this one continues (rule 26), if it was declined or withdrawn. */
	struct dossier_id first;
	enum dossier_state first_state;
	int64_t first_ended_at, first_ended_seq;	/* INSTANT_NONE, 0: none */
	struct subject_id submitter, owner;
	bool proxied;			/* somebody else's authority to act is on record */
	const struct case_duty *duty;
	size_t duties;
	const struct case_notice *notice;
	size_t notices;
	const struct case_opinion *opinion;
	size_t opinions;
	const struct case_contest *contest;
	size_t contests;
	const struct case_apology *apology;
	size_t apologies;
	const struct case_escalation *escalation;
	size_t escalations;
	const struct case_machines *machines;
	size_t machineses;
};

struct finding {
	enum detector what;
	struct unit_id unit;		/* whose, of a UNIT detector */
	int64_t actor_seq;		/* of a PERSON detector: whoever made this entry */
	int64_t at;			/* true from here on */
	int64_t from, to;		/* INSTANT_NONE: it lasts */
	int64_t work_s;			/* working seconds it is about */
	struct dossier_id other;	/* another dossier that shows it, or 0 */
	/* Of what only several show: beside whom they have this in common (0: nothing), and
	 * they count by this (0: by dossier). */
	int64_t common, each;
	int64_t seq[EVIDENCE_MOST];
	size_t seqs;
};

struct detected {			/* with whom and what it is about */
	struct finding f;
	struct dossier_id dossier;
	struct person_id person;	/* v 0: of a unit as such */
	struct unit_id unit;		/* whose, or the person's when it was done; v 0: unknown */
};

struct detect_bounds {
	int64_t praise_s;		/* rule 37: before good is said of a result */
	int64_t dormant_days;		/* rule 28 */
	int64_t refile_s;		/* rule 26 */
	int64_t machines_s;		/* between the acts of one account at two machines */
};
/* Of the rule set in force, else the usual ones. */
struct detect_bounds detect_bounds_of(const struct rule_set *rules);

/* All findings of one dossier, at most FINDINGS_MOST; returns how many. */
size_t detect_case(const struct case_facts *c, const struct detect_bounds *b,
		   struct finding out[FINDINGS_MOST]);

const char *detector_name(enum detector d);
bool detector_named(struct str name, enum detector *out);
bool detector_good(enum detector d);
bool detector_of_unit(enum detector d);
/* So many of one person or unit it takes to be anything … */
int32_t detector_least(enum detector d);
/* … within so many civil days. */
int32_t detector_within(enum detector d);
int32_t detector_longest(void);		/* of all of them */

#endif
