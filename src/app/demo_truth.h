/*
 * What the demonstration planted: the behaviours an honest search of the ledger
 * should find, and of each kind the innocent twin that only looks alike (rule 35).
 *
 * Planting belongs to the demonstration itself: the seed alone drives it, out of
 * chance streams of its own. The notes taken here only say afterwards what was
 * done; whether anybody reads them changes nothing in the ledger.
 */
#ifndef DUNGHEN_APP_DEMO_TRUTH_H
#define DUNGHEN_APP_DEMO_TRUTH_H

#include "demo.h"

#include "base/chance.h"

struct demo;
struct life;

enum behaviour {
	PLANTED_NOTHING,
	/* bad */
	PING_PONG, LAST_HOUR, SECOND_SUPPLEMENT, EMPTY_ANSWER, SILENCE, BULK_CLOSE,
	PARKED_WAITING, LATE_HANDOUT, REFUSE_REFILE, BACKDATED, LOOP, SITS_RETURNS,
	REASSIGN_CHAIN, EDGE_PAUSE, EDGE_WITHDRAWAL, DORMANT, UNANSWERED, ODD_RESULT,
	BOOMERANG, NEEDLESS_QUESTION, EMPTY_SUPPLEMENT, UNTOLD_REQUEST, WITHDRAW_REFILE,
	CONTEST_ABUSE, NO_APOLOGY, MANY_OWNERS, TWO_MACHINES,
	/* good */
	QUICK, THOROUGH, HELPFUL, UNBLOCKS, TAKES_CONTESTED,
	/* innocent twins */
	PLANNED_ROUTE, OVERTIME, HONEST_OVERLOAD, ASKED_AT_INTAKE, NOT_COMPETENT,
	RECORDED_LEAVE, BATCH_SIGNING, SLOW_CITIZEN, UNCOLLECTED, CHANGED_MIND,
	OUTAGE, QUICK_COPY, RETURNED_ONCE, PROMPT_RETURN, REASSIGNED_ONCE, EARLY_PAUSE,
	EARLY_WITHDRAWAL, SHORT_REST, OVERNIGHT_FILING, EVENING_RESULT, USED_ITS_TIME,
	EARLY_QUESTION, FRANK_ANSWER, MISSING_PAPER, TOLD_NEXT_DAY, OTHER_WISH, FAIR_CONTEST,
	LETTER_IN_TIME, FAMILY_FILING, CHANGED_DESK, ASKED_BACK,
	/* a ruling on a signal that was wrong */
	MISJUDGED,
	BEHAVIOURS,
};

struct truth_note {
	enum behaviour what;
	int64_t number;			/* of the arrival; -1: of no dossier */
	struct str dossier, again;	/* codes; again: the second filing */
	int32_t person, bureau;		/* or NOBODY */
	int64_t from, to;		/* to: INSTANT_NONE while it lasts */
	enum behaviour signal;		/* of a wrong ruling … */
	bool established;		/* … which said so */
};

struct verdict {			/* a ruling on a signal */
	enum behaviour signal;
	struct str dossier;		/* code */
	int32_t by;
	int64_t told_at, at;
	bool established;
};

struct truth {
	struct truth_note *note;
	size_t n, cap;
	int64_t planted[BEHAVIOURS];	/* done or under way */
};

/* Perhaps plants something into the plan of a new dossier (demo_plant.c). */
void truth_plant(struct demo *d, struct life *f);
/* Its life is over: what did not come about may be planted again. */
void truth_ended(struct demo *d, const struct life *f);
/* Notes that what was planted has been done, from `from` until now; nothing
 * when the dossier was not planned for it. */
void truth_tell(struct demo *d, struct life *f, enum behaviour what, int32_t person,
		int64_t from);
/* What was noted last of this dossier, if it is that, has gone on until now. */
void truth_until_now(struct demo *d, const struct life *f, enum behaviour what);
/* Notes anything; `f` NULL: of no dossier; bureau NOBODY: the person's. */
struct truth_note *truth_note(struct demo *d, struct life *f, enum behaviour what,
			      int32_t person, int64_t from, int64_t to);
/* The same beside what the dossier was planned for: something that came about as well.
 * What is bad makes it no innocent twin any more. */
struct truth_note *truth_also(struct demo *d, struct life *f, enum behaviour what,
			      int32_t person, int64_t from, int64_t to);
/* Notes the second filing of one citizen, once it has a code. */
void truth_note_again(struct demo *d, struct life *f);
/* The law refused something of this dossier: what was noted of it may not be so. */
void truth_void(struct demo *d, const struct life *f);
/* Was that noted of the dossier? */
bool truth_has(const struct demo *d, const struct life *f, enum behaviour what);
/* Whoever acts just now is not on leave: no innocent twin. */
void truth_not_away(struct demo *d, int32_t person);
bool truth_bad(enum behaviour what);
/* What a detector calls so. */
enum behaviour truth_named(const char *name);
/* Was that noted of the dossier with that code (of two filings the second)? */
bool truth_of(const struct demo *d, enum behaviour what, struct str code);
/* It was so when it was noted, and is no more. */
void truth_no_more(struct demo *d, const struct life *f, enum behaviour what);
/* At the end: what goes on still, and what only the whole shows. */
bool truth_close(struct demo *d, struct err *e) MUST_USE;
/* One line of JSON for each note. Errors: file.write (path, reason). */
bool truth_write(const struct demo *d, const char *path, struct err *e) MUST_USE;

#endif
