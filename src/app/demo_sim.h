/*
 * The inside of the demonstration, for the files demo*.c only.
 *
 * A queue of events in simulated time drives everything. An event makes
 * commands; the desk (demo_desk.c) collects those of an hour into a group and
 * lets time do its own acts in between. What the simulation believes of a
 * dossier (struct life) is a guess good enough to choose the next act; when a
 * holder went on leave or a command was refused, the truth is read again from
 * the ledger (life_sync). The law decides, not the simulation.
 */
#ifndef DUNGHEN_APP_DEMO_SIM_H
#define DUNGHEN_APP_DEMO_SIM_H

#include "demo.h"
#include "demo_truth.h"

#include "base/chance.h"
#include "core/detect.h"
#include "core/matter.h"

enum { NOBODY = -1 };

/* ---- people and units (demo_people.c) ---- */

struct officer {
	struct str key;
	int32_t bureau;
	struct post post;
	int32_t pace;			/* per mille of the usual time */
	int32_t care;			/* per mille of the usual faults */
	int32_t hour;			/* second of the day they like to finish at */
	int64_t backlog_at;		/* when the work handed in so far would be done */
	int64_t away_from, away_to;	/* the last recorded leave */
	int64_t burden_s;		/* working seconds more than the others' before they help */
	int64_t taken;			/* dossiers */
	enum behaviour signs;		/* BULK_CLOSE, BATCH_SIGNING: when, not what comes */
	int32_t stay;			/* so often signed out and in again */
	int64_t doubled;		/* civil day the account was last at two machines */
	bool self;			/* is there in person: nothing is done for them */
};

struct bureau {				/* a unit with its people */
	struct unit_id id;
	struct str key;
	struct str role;
	int32_t agency;			/* index; NOBODY */
	int32_t onestop;		/* that serves it; NOBODY */
	int32_t first, n;		/* its officers stand together */
	bool commune;
	bool honest;			/* overloaded, and nothing bad is planted there */
	int32_t weight;			/* of arrivals */
	int32_t strain;			/* per mille: overworked above 1000 */
};

/* ---- one dossier ---- */

/* What will befall one dossier, drawn when it comes in. Whatever is to happen
 * to it beyond the ordinary is a change of its plan and of nothing else. */
struct plan {
	enum channel channel;
	int32_t procedure;		/* index into the law's */
	bool organisation;
	bool decline, ask_at_intake, supplement, unanswered, late_notice;
	bool withdraw, reopen, uncollected, variant, pay;
	bool letter;			/* a head who sees that it will be late says so in time */
	enum decision decision;
	int32_t back_at;		/* step that sends it back once, or -1 */
	int32_t wait;			/* lawful wait without notice, or -1 */
	int32_t silence;		/* of the asked units, per ten thousand */
	int32_t forgotten_s;		/* working seconds it lies before anybody thinks of it */
	int32_t answer_s;		/* working seconds until an online answer */
	enum behaviour planted;		/* demo_plant.c; changes some of the below */
	int32_t backs;			/* how often back_at sends it back */
	int32_t pace;			/* per mille of the usual time */
	int32_t parked;			/* per mille of the lawful wait; 0: usual */
	int32_t told_after_s;		/* working seconds until anybody is told; 0: usual */
	int32_t citizen_days;		/* until the citizen answers; 0: usual */
	int32_t backdate_s;		/* working seconds from coming in to the time claimed */
	bool supplement_again;
	int32_t back_first;		/* step that sends it back before back_at does, or -1 */
	int32_t withdraw_at;		/* per cent of the time there is; 0: any */
	int32_t request_told_s;		/* working seconds until a request is told; 0: usual */
	bool empty_request;		/* it names nothing that is lacking */
	bool asks_back;			/* back_at would send it back again: asks a superior */
	bool kept_back;			/* … who says no */
	int32_t series;			/* of those planted together, from 1; 0: none */
};

enum phase {
	PHASE_NEW, PHASE_SUBMITTED, PHASE_ASKED, PHASE_OPEN, PHASE_WAITING, PHASE_READY,
	PHASE_CLOSED,
};

/* A citizen who will come again with one of the next arrivals. */
struct again {
	enum behaviour what;
	int64_t owner;
	int32_t procedure, competent, receiving;
	int32_t person;			/* who sent them away */
	int64_t at, from;
	struct str code;		/* of the first filing */
};

/* Who was declined, for what. */
enum { DECLINED_KEPT = 256 };
struct declined {
	int64_t who, at;
	const struct procedure *procedure;
	int32_t person;
	struct str code;
	enum behaviour again;		/* what it is to come again */
};

/* Several that are something only together: at one place. */
enum { SERIES = 2 };
struct series {
	int32_t left;			/* still to come */
	int32_t competent, receiving;	/* bureaus; NOBODY until the first has come */
	int64_t begun;			/* so many */
};

struct life {
	bool used;
	int32_t next_free;
	int64_t number;			/* of the arrival */
	struct chance chance;
	struct plan plan;
	bool known;			/* its id has come back */
	char ref[ID_TEXT];
	struct str code;
	struct again first;		/* the filing before this one, if any */
	int64_t owner;			/* number of the person; -1 for an organisation */
	int64_t who;			/* the same, and one of its own for an organisation */
	const struct procedure_version *version;
	int32_t receiving, competent;	/* bureaus */
	enum phase phase;
	int32_t step;
	int32_t holder;			/* officer, or NOBODY */
	int64_t held_from;		/* when the holder began to be believed */
	bool taken;			/* after life_sync: has the holder opened it */
	bool lost;			/* to be read again */
	enum behaviour signing;		/* the habit of whoever signs it */
	int64_t came_at;		/* as submitted, or on paper in an outage */
	int64_t receipt, receipt_series;	/* number of the paper receipt, or 0 */
	int64_t received_at;
	int64_t due;			/* as promised; moves with waits */
	int64_t room, rest_s;		/* working seconds left when a wait began */
	int64_t scale;			/* of the plan, per mille */
	int32_t stamp;			/* events of an older stamp are void */
	int32_t attempts;		/* times it had to be read again (living on: in a row) */
	enum notice_kind waits_for;
	bool lawful;			/* the open request stops the clock when it arrives */
	int32_t returns;
	int32_t worker;			/* officer who last finished a step of work */
	int64_t since;			/* when what was planted began */
	int64_t lawful_wait_s;		/* working seconds the pause may last */
	bool noted;			/* … was done */
	size_t note;			/* its last note, if noted */
	int64_t ready_at;
	int64_t arrived_at;		/* at a step that nobody has opened */
	int64_t answer_from;		/* an online answer is owed */
	int32_t passed;			/* times given to a colleague */
	int32_t asked_of;		/* bureau of a question nobody planned, or NOBODY */
	bool sat, paused;
	bool tainted;			/* something bad was told of it: no innocent twin */
	int32_t asked_step;		/* whose opinions were asked, or -1 */
	int64_t next_at;		/* when its next work is to be done, as foreseen */
	int64_t untold_from;		/* a request nobody has told the citizen of */
	int32_t owed_to_heads[OB_RETURN + 1];	/* by kind: number of the last one seen */
	bool letters;			/* an apology was drafted, or it is late */
	int64_t came_here;		/* to the present step */
	int32_t contester;		/* who contested it, or NOBODY */
	int64_t contested_at, given_at;	/* given_at: by a ruling, to `placed` … */
	int32_t placed, placed_step;	/* … the bureau that has that step now; or NOBODY */
	int32_t helper, helped_step;	/* a head who helped it on, or NOBODY */
	int64_t helped_at;
	int32_t empty_by, empty_number;	/* who gave an answer that is to be marked, or NOBODY */
	int64_t empty_from, empty_to;
	bool marked;
	int32_t acts_between;		/* of those that show two machines, or do not */
	int32_t acts_by;		/* whose */
	int64_t acts_from;		/* the one from the other machine */
	int64_t backed_at;		/* sent back for the first time */
	int32_t asker;			/* who asked to send it back again, or NOBODY */
	bool supplemented, asked_again, paid, sent_back, told_late, told, reopened, asked_back;
};

enum act {
	ACT_ANSWER,		/* the counter answers a submission */
	ACT_COMPLETE,		/* the citizen completes at intake */
	ACT_WORK,		/* the holder does the work of the step */
	ACT_TAKE,		/* somebody opens what came */
	ACT_NOTICE_SENT,
	ACT_NOTICE_ARRIVED,
	ACT_CITIZEN,		/* supplement or payment comes in */
	ACT_RESUME,
	ACT_OPINION,		/* arg: its number */
	ACT_READY,
	ACT_TOLD,
	ACT_RESULT_ARRIVED,
	ACT_DELIVER,
	ACT_WITHDRAW,
	ACT_HEAD,		/* a head does what is owed; arg: heads_word */
	ACT_STOP,
	ACT_REOPEN,
	ACT_PAPER,		/* a paper receipt of an outage is entered */
	ACT_LEAVE,		/* who: a bureau */
	ACT_MORNING,		/* heads look at what they owe */
	ACT_HEARING,		/* who: one of the day's hearings */
	ACT_OUTAGE,		/* is over: declared */
};

struct event {
	int64_t at;
	uint64_t order;			/* ties go by birth */
	enum act act;
	int32_t who;			/* a life; a bureau for ACT_LEAVE; a hearing; NOBODY */
	int32_t stamp;
	int32_t arg;
};

/* Hours in which one commune and its counter are cut off (rule 9). */
struct blackout {
	int32_t agency, onestop;	/* bureaus; NOBODY: none to come */
	int64_t from, to, declared;
	int64_t series;			/* outages so far */
	int64_t receipts;		/* written in this one */
};

/* What somebody will do about a signal, or a praise, later today. */
enum hearing_act { HEARING_REPLY, HEARING_RULING, HEARING_APPEAL, HEARING_PRAISE };
enum { HEARINGS_MOST = 1024 };		/* of a day; the others wait a day longer */
struct hearing {
	enum hearing_act act;
	struct matter_id matter;
	struct dossier_id dossier;
	enum detector what;
	struct person_id person;	/* whom it is about; v 0: a unit as such */
	int64_t told_at;
	bool again;			/* of an appeal */
	int32_t by;			/* officer */
	struct chance chance;
};

/* ---- the queue (demo_queue.c): a binary heap ---- */

struct queue {
	struct event *event;
	size_t n, cap;
	uint64_t order;
};

void queue_put(struct arena *a, struct queue *q, struct event ev);
const struct event *queue_first(const struct queue *q);	/* or NULL */
struct event queue_take(struct queue *q);

/* ---- the whole ---- */

enum { DESK_GROUP = 400 };

struct desk {
	struct arena arena;		/* of the commands not yet committed */
	struct command command[DESK_GROUP];
	const struct command *line[DESK_GROUP];
	struct answer answer[DESK_GROUP];
	int32_t life[DESK_GROUP], stamp[DESK_GROUP];
	size_t n;
	struct machine where;		/* of the next command */
	bool elsewhere;			/* … is not the officer's own desk */
	int64_t hour;			/* the group's */
	int64_t next_tick;
	bool tick_known;
};

struct demo {
	struct arena *arena;		/* the program's */
	struct arena scratch;
	struct app *app;
	const struct demo_options *o;
	struct demo_count *count;
	uint64_t seed;
	int64_t from, to;		/* its life as it is known beforehand */
	int64_t beyond;			/* nothing happens from here on */
	const struct calendar *cal;
	const struct rule_set *rules;

	struct officer *officer;
	int32_t officers;
	struct bureau *bureau;
	int32_t bureaus;
	int32_t *commune;		/* bureaus of communes, for chance */
	int32_t *commune_weight;
	int32_t communes;

	int64_t *arrival;		/* ascending */
	int64_t arrivals, arrived;
	struct life *life;
	int32_t lives, lives_cap, free_life;
	struct queue queue;
	struct desk desk;
	int64_t now;
	int64_t commands;		/* numbers their keys */
	struct again *again;		/* by time */
	size_t agains, agains_cap;
	struct declined declined[DECLINED_KEPT];	/* the last ones, in a ring */
	size_t declines;
	struct series series[SERIES];
	struct blackout outage;		/* the present or the next one */
	struct truth truth;
	struct hearing *hearing;	/* today's */
	int32_t hearings;
	struct verdict *verdict;	/* all rulings on signals, for the truth */
	size_t verdicts, verdicts_cap;
	struct living_on *on;		/* of a store that is served; NULL: being filled */
	struct {			/* demo_files.c */
		bool tried, drawn;
		struct str form, draft, card;
	} files;
	struct hash paper;		/* the file every result stands for */
	char paper_hex[HASH_HEX];
};

/* demo.c */
/* Law, calendar and the file that stands for every result. */
bool demo_ground(struct demo *d, struct day day, struct err *e) MUST_USE;
/* Lives through the next thing that happens before `until`; *more false: nothing. */
bool demo_step(struct demo *d, int64_t until, bool *more, struct err *e) MUST_USE;
uint64_t demo_number(struct str seed);

/* demo_people.c */
bool people_hire(struct demo *d, struct err *e) MUST_USE;
/* The same from the organisation as it stands: a store that was filled before. */
void people_find(struct demo *d);
/* Leave as it stands recorded. */
void people_look(struct demo *d);
int32_t bureau_of(const struct demo *d, struct unit_id id);		/* or NOBODY */
int32_t officer_of(const struct demo *d, struct str key);		/* or NOBODY */
bool officer_away(const struct officer *o, int64_t at);
/* Of the post that does the work, in a room of a commune. */
bool officer_of_commune(const struct demo *d, int32_t officer);
/* Somebody of the unit at that post (else its deputy, its head) who is there
 * and has the least in hand; NOBODY when all are away. */
int32_t people_choose(struct demo *d, int32_t bureau, struct post post, int64_t at);
/* The next leave of a unit is planned; ACT_LEAVE records it. */
void leave_plan(struct demo *d, int32_t bureau, int64_t after);
bool leave_record(struct demo *d, const struct event *ev, struct err *e) MUST_USE;

/* demo_arrivals.c */
/* `n` arrivals between two moments, in `a`; weights sum up to `arrivals_weight`. */
void arrivals_draw(struct demo *d, struct arena *a, struct chance *c, int64_t from, int64_t to,
		   int64_t n);
int64_t arrivals_weight(const struct demo *d, int64_t from, int64_t to);
bool arrival_enter(struct demo *d, int64_t number, struct err *e) MUST_USE;

/* The clerk enters it, at once or from its paper receipt. */
bool arrival_at_counter(struct demo *d, struct life *f, struct err *e) MUST_USE;
/* Somebody will come again with one of the next arrivals. */
void arrival_again(struct demo *d, struct again again);

/* Sent away, or withdrawn by the office: what it is when they come again. */
void arrival_declined(struct demo *d, const struct life *f, int32_t by, enum behaviour again);

/* demo_outage.c */
void outage_plan(struct demo *d, int64_t after);
bool outage_declare(struct demo *d, struct err *e) MUST_USE;
/* Brings some arrivals of these hours to the counter that is cut off, the others
 * elsewhere; true when this one is written on paper and entered later. */
bool outage_receives(struct demo *d, struct life *f);
/* When what this dossier's agency or counter would do now can be done. */
int64_t outage_over(const struct demo *d, const struct life *f, int64_t at);

/* demo_plan.c */
struct plan plan_draw(struct demo *d, struct chance *c, int64_t at);
/* The rest of a plan whose channel and procedure are known. */
void plan_fate(struct plan *p, struct chance *c, const struct procedure_version *v);

/* demo_desk.c */
struct json *desk_args(struct demo *d);
void desk_text(struct demo *d, struct json *args, const char *name, struct chance *c);
/* Hands in a command at d->now; it may commit what was collected before. */
bool desk_put(struct demo *d, int32_t life, struct str as, const char *verb,
	      struct json *args, struct err *e) MUST_USE;
/* The same for an officer; NOBODY is the portal. */
bool desk_act(struct demo *d, struct life *f, int32_t officer, const char *verb,
	      struct json *args, struct err *e) MUST_USE;
bool desk_flush(struct demo *d, struct err *e) MUST_USE;
/* Brings the clock to d->now, with time's own acts on the way. */
bool desk_clock(struct demo *d, struct err *e) MUST_USE;

/* demo_life.c */
struct life *life_new(struct demo *d, int64_t number);
int32_t life_index(const struct demo *d, const struct life *f);
void life_end(struct demo *d, struct life *f);
void life_later(struct demo *d, struct life *f, enum act act, int64_t at, int32_t arg);
/* Reads what the ledger says of it. */
bool life_sync(struct demo *d, struct life *f, struct err *e) MUST_USE;
/* Believes what the ledger says. */
void life_believe(struct demo *d, struct life *f, const struct dossier *truth);
int64_t life_usual_time(struct demo *d, struct life *f, int32_t officer);
/* The unit of the present step; NOBODY. */
int32_t life_bureau(struct demo *d, const struct life *f);
/* Who would do the work of the present step now; NOBODY. */
int32_t life_actor(struct demo *d, struct life *f);
/* After a hand-over: who will open it and when the work is done. */
void life_arrived(struct demo *d, struct life *f);
void life_due(struct demo *d, struct life *f, struct limit limit, int64_t from);
/* When work of that many seconds, begun now, is done by that officer. */
int64_t work_done_at(struct demo *d, struct life *f, int32_t officer, int64_t seconds,
		     int64_t effort);

/* demo_opinion.c */
/* The asker calls an answer empty; *done: the chair is to rule. */
bool opinion_mark(struct demo *d, struct life *f, bool *done, struct err *e) MUST_USE;
bool opinion_rule(struct demo *d, struct life *f, int32_t by, struct err *e) MUST_USE;
/* Whoever holds it asks all that the step names. */
bool opinions_ask(struct demo *d, struct life *f, struct err *e) MUST_USE;
/* What is still owed of opinions, after the dossier was read again. */
void opinions_again(struct demo *d, struct life *f, const struct dossier *t);
/* Somebody of the asked unit answers that one, counted from 0. */
bool opinion_answer(struct demo *d, struct life *f, int32_t number, struct err *e) MUST_USE;

/* demo_heads.c: what heads owe beside the work */
/* The first working morning after that moment is planned. */
void heads_plan(struct demo *d, int64_t after);
bool heads_morning(struct demo *d, struct err *e) MUST_USE;
bool heads_act(struct demo *d, struct life *f, int32_t what, struct err *e) MUST_USE;
/* Before it ends, and at the end of all: which letters of apology were missing or late. */
bool heads_account(struct demo *d, struct life *f, struct err *e) MUST_USE;

/* What they had in mind with this dossier is void: they look again tomorrow. */
void heads_afresh(struct life *f);

/* Whoever owes it, else who stands in as head or deputy; NOBODY. */
int32_t heads_who(struct demo *d, struct person_id person, struct unit_id unit);

/* demo_hearing.c: what becomes of signals (rule 34) */
/* What was found since yesterday is told; who replies, rules, appeals or praises today. */
bool hearings_morning(struct demo *d, struct err *e) MUST_USE;
bool hearing_act(struct demo *d, const struct hearing *h, struct err *e) MUST_USE;

/* demo_return.c */
/* Does the present step send it back, or ask a superior to? */
bool return_wanted(const struct demo *d, const struct life *f);
bool return_send(struct demo *d, struct life *f, struct err *e) MUST_USE;
bool return_rule(struct demo *d, struct life *f, int32_t by, struct err *e) MUST_USE;

/* demo_contest.c */
/* Whoever has it, or the head, says that it is not theirs; *done: waits for a ruling. */
bool contest_put(struct demo *d, struct life *f, bool *done, struct err *e) MUST_USE;
bool contest_rule(struct demo *d, struct life *f, const struct dossier *t, int32_t by,
		  struct err *e) MUST_USE;
/* Who is to contest it does so soon. */
int64_t contest_hour(struct demo *d, struct life *f, int64_t at);
/* A step was done: what a ruling gave, what a head helped on. */
void contest_done(struct demo *d, struct life *f);

/* demo_habits.c */
/* The paper that is handed in with less than is wanted, when something is to lack. */
const struct paper *habit_lacking(const struct procedure_version *v);
/* The citizen is told of a request, or it ends: how long that took. */
void habit_told(struct demo *d, struct life *f);
/* Nothing has stopped or moved the citizen's clock. */
bool habit_straight(const struct life *f);
/* Less than a twentieth of the time promised is left at that moment; less than half is
 * gone now. */
bool habit_edge(struct demo *d, const struct life *f, int64_t at);
bool habit_first_half(struct demo *d, const struct life *f);
/* The hour a habit would do the work at that is otherwise done at `at`. */
int64_t habit_hour(struct demo *d, const struct life *f, int64_t at);
/* What a habit does instead of the work of this step; *done: that was it for now. */
bool habit_before_work(struct demo *d, struct life *f, bool goes_back, bool decides, bool *done,
		       struct err *e) MUST_USE;
/* Somebody opens what came; the counter answers: how long it took is told. */
void habit_opened(struct demo *d, struct life *f);
/* At the end: what nobody has opened or answered yet. */
void habit_unopened(struct demo *d, struct life *f);
void habit_answered(struct demo *d, struct life *f);

/* demo_counter.c, demo_officer.c: one function per event */
bool counter_act(struct demo *d, struct life *f, const struct event *ev,
		 struct err *e) MUST_USE;
bool officer_act(struct demo *d, struct life *f, const struct event *ev,
		 struct err *e) MUST_USE;
/* Reception: the counter's own command has been put; sets up the life. */
void life_received(struct demo *d, struct life *f, int32_t clerk, int64_t received_at);

/* ---- living on in a store that is served (demo_resume.c) ---- */

enum { OPENED_MOST = 256, OPENED_TEXT = 32 };

struct living_on {
	struct arena day;		/* of the day's arrivals */
	struct demo_options options;
	struct demo_count count;
	int64_t seen;			/* last entry that is known here */
	int64_t drawn_to;		/* arrivals are drawn up to here */
	int64_t weight;			/* of all arrivals so far, for as many dossiers */
	int64_t next_number;		/* of an arrival */
	struct str keys;		/* begins the keys of this process's commands */
	char opened[OPENED_MOST][OPENED_TEXT];	/* codes, of the last minutes */
	size_t opens;
};

/* Everybody's place, every open dossier with a next act of its own. */
bool resume_open(struct demo *d, struct err *e) MUST_USE;
/* What people did since the last look: their dossiers are read again, new ones
 * taken up. */
bool resume_follow(struct demo *d, struct err *e) MUST_USE;
/* Lives on before `until` with at most `most` things; *all: that was all of it. */
bool resume_on(struct demo *d, int64_t until, int most, bool *all, struct err *e) MUST_USE;
/* Does somebody in person hold it, or has opened it lately? */
bool resume_keeps_off(struct demo *d, const struct life *f);
/* The next act of a dossier that was read again. */
void resume_next(struct demo *d, struct life *f, const struct dossier *truth);

#endif
