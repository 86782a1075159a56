/*
 * A matter: something owed that is no dossier. An opinion asked on a registered paper
 * (rule 31), what a superior has to do about work that stands still (rule 38), a
 * signal with its reply and ruling (rule 34).
 *
 * It has a stream of its own, "matter/m…"; its state is the fold of that stream's
 * entries, as with dossiers (core/dossier.h). The first entry says what it is and
 * freezes rule set and calendar. What somebody owes in it stands in `owed`, numbered
 * by position: each has a holder, a due and its own end; nothing partitions a matter's
 * life. It is closed when `closed_at` is set: then nothing is owed any more.
 */
#ifndef DUNGHEN_CORE_MATTER_H
#define DUNGHEN_CORE_MATTER_H

#include "opinion.h"

enum matter_kind {
	MATTER_NONE,
	MATTER_REGISTERED,	/* a paper, with questions to others about it */
	MATTER_ESCALATIONS,	/* dossiers passed up to an agency's head, one list a day */
	MATTER_SIGNAL,		/* what a detector found of somebody: reply, ruling, appeal */
};

enum owed_kind {
	OWED_NONE,
	OWED_OPINION,
	OWED_ESCALATION,	/* to act on what the list names */
	OWED_REPLY,		/* to a signal about oneself, in person */
	OWED_SIGNAL_RULING,	/* whether a signal is established (rule 34) */
	OWED_SIGNAL_APPEAL,	/* the same once more, by another superior */
};

struct owed {
	enum owed_kind kind;
	struct seat holder;
	int64_t from, to;	/* to INSTANT_NONE: still owed */
	int64_t due;
	enum ended ended;
	bool silent;		/* the due passed without a word; said once, on the record */
	uint8_t reminded;	/* REMINDED_HALF, REMINDED_DAY_BEFORE: of an opinion, by tick */
	int32_t supplements;	/* what was added to the answer since */
	bool member;		/* of that person alone: nobody stands in (rule 36) */
	char answer[16];	/* of an opinion, as struct opinion has it; or how one acted */
	int64_t opened_seq, closed_seq;
};

struct matter_round {		/* opinions asked at once: they stand one after the other */
	int32_t first;		/* number of the first of them */
	int32_t asked, quorum;	/* quorum 0: none */
};

struct listed {			/* in a list of escalations */
	struct dossier_id dossier;
	int64_t at;
};

enum signal_state {
	SIGNAL_TOLD,		/* the reply is awaited */
	SIGNAL_TO_RULE,
	SIGNAL_RULED,		/* and may still be appealed */
	SIGNAL_APPEALED,
	SIGNAL_FINAL,
	SIGNAL_WITHDRAWN,	/* before a ruling: it is not found any more */
};

enum signal_ruling { RULING_NONE, RULING_ESTABLISHED, RULING_NOT_ESTABLISHED };

enum { SIGNAL_EVIDENCE = 48, SIGNAL_OTHERS = 24 };

/* What was told, frozen as it was found then, and what became of it (rule 34). It counts
 * while its ruling says that it is established and no appeal is open. */
struct signal {
	struct str what;		/* its detector */
	bool good;			/* praise: confirmed by a superior, never asked about */
	struct person_id person;	/* v 0: about the unit as such; its head replies */
	struct dossier_id dossier, other[SIGNAL_OTHERS];
	size_t others;
	int64_t found_at, from, to, work_s;	/* as struct finding */
	int64_t evidence[SIGNAL_EVIDENCE];	/* entries */
	size_t evidences;

	enum signal_state state;
	int64_t replied_at;		/* INSTANT_NONE: not */
	enum signal_ruling ruling;
	bool lapsed;			/* nobody ruled: not established */
	int64_t ruled_at;		/* last, by a person or by lapse */
	struct person_id ruled_by, first_by;	/* first_by: the ruling appealed against */
	struct unit_id ruled_unit;
	int64_t appeal_by, appealed_at;	/* INSTANT_NONE: no ruling, no appeal */
};
bool signal_counts(const struct signal *s);

struct matter {
	struct arena *arena;
	struct matter_id id;
	enum matter_kind kind;
	struct unit_id unit;		/* whose it is: it asked, or is asked to act */
	const struct rule_set *rules;
	const struct calendar *cal;	/* all clocks of it run on this one */
	int64_t seq, at, first_seq;
	int64_t opened_at, closed_at;
	struct person_id opened_by;
	struct owed *owed;
	size_t oweds, oweds_cap;

	struct str number;		/* of the registered paper, and the day it bears */
	struct day dated;
	struct matter_round *round;
	size_t rounds, rounds_cap;
	struct listed *listed;
	size_t listeds, listeds_cap;
	struct signal *signal;		/* of a signal; else NULL */
};

void matter_init(struct matter *m, struct arena *a, struct matter_id id);
/* Folds one entry of the matter's stream. ERR_CORRUPT when it does not fit; then *m
 * must be thrown away. */
bool matter_apply(const struct law *law, struct matter *m, const struct entry *en,
		  struct err *e) MUST_USE;
/* What of it is still owed; the earliest moment at which time has something to say of
 * it (INSTANT_NONE: none). */
size_t matter_open(const struct matter *m);
int64_t matter_next_tick(const struct matter *m);
/* The next reminder of an opinion still owed (REMINDED_*) and when it is due; 0: none. */
uint8_t owed_reminder(const struct matter *m, const struct owed *o, int64_t *at);

/* How the answers of a round stand; and the first that lacks its quorum, or 0, as
 * dossier_short_round tells it of dossiers. */
void matter_tally(const struct matter *m, const struct matter_round *r, int64_t at,
		  struct round_tally *out);
int32_t matter_round_of(const struct matter *m, int32_t number);	/* of an opinion, or 0 */
int32_t matter_short_round(const struct matter *m, int64_t at, bool *waits);

const char *matter_name(enum matter_kind k);	/* "registered" */
const char *owed_name(enum owed_kind k);	/* "opinion" */
const char *signal_state_name(enum signal_state s);	/* "told", "to_rule", … */
const char *signal_ruling_name(enum signal_ruling r);	/* "none", "established", … */

#endif
