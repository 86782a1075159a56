/*
 * A row of work: an open duty as lists of officers show it. The owner is masked (rule
 * 40 inside: whole names stand on the dossier page alone, on the record).
 */
#ifndef DUNGHEN_APP_TASK_H
#define DUNGHEN_APP_TASK_H

#include "label.h"

enum task_mark {
	TASK_OK,
	TASK_NEAR,		/* less than a working day is left */
	TASK_LATE,
	TASK_STOPPED,		/* waits for somebody outside */
	TASK_OPEN,		/* has no due of its own: a result to be handed out */
};

struct task {
	struct dossier_id id;
	int32_t no;			/* of the duty */
	struct str code, procedure_code, procedure;
	struct str step;		/* name, or empty */
	struct str owner;		/* masked; empty when erased */
	enum obligation_kind kind;
	enum step_kind step_kind;
	enum dossier_state state;
	enum channel channel;
	struct seat_label holder;
	bool untaken;
	int64_t held_from, taken_at;
	struct seat_label from;		/* whom it came from; nobody at the beginning */
	enum ended how;			/* ENDED_FORWARD, ENDED_BACK, … */
	int32_t returns;		/* so many times sent back till now */
	struct str answered_by;		/* unit whose opinion came in since, or empty */
	int32_t opinions_open;
	int64_t urge_due;		/* of the urging still to be answered, or INSTANT_NONE */
	int32_t urges, came_for_nothing;
	bool opened;			/* app_step_queue: the person has read it there */
	bool outside;			/* … and may not sign it (rule 50) */
	int32_t number;			/* of the opinion asked */
	int64_t step_due, due, first_due;	/* INSTANT_NONE: none */
	int64_t submitted_at, ready_at;
	int64_t told_at;		/* app_counter_ready: that there is a result, … */
	struct str told_how;		/* … by phone, …; INSTANT_NONE: not told */
	int64_t fee_owed;		/* … before it may be handed out; 0: nothing */
	bool uncollected;		/* … beyond the days of the rule set */
	enum task_mark mark;
	int64_t left_s;			/* working seconds to the step's due; late: past it */
};

struct tasks {
	struct task *task;
	size_t n;
	struct str next;		/* cursor of the next page; empty: the end */
};

#endif
