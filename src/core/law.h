/*
 * Law as data: rule sets, procedures with all their versions, calendars and
 * office hours, coded lists. Read from the files of law/ as they stand in the
 * ledger (entries `law_file`), checked, then only read.
 *
 * Nothing here is chosen by a decree's number in an `if`: what differs between
 * rule sets is a field of struct rule_set. A dossier freezes rule set,
 * procedure version and calendar version at reception.
 */
#ifndef DUNGHEN_CORE_LAW_H
#define DUNGHEN_CORE_LAW_H

#include "calendar.h"
#include "deadline.h"
#include "org.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/map.h"

struct named {				/* a sentence of data in both languages */
	struct str vi, en;
};

/* How well a field of data is known: "V" read in the named source, "V2" in a
 * secondary one, "K" own knowledge, "D" our design, "I" illustrative. */
struct mark {
	struct str field, mark, source;
};

/* How far the effect of silence goes (rule 29). */
enum silence_effect { SILENCE_ESCALATES, SILENCE_AGREES };

/* Who rules on a contest (rule 32), per pair of units. "agency": the head of the agency;
 * "common": that of the nearest unit above both; else the key of a unit. All empty: there
 * are no contests. */
struct arbiters {
	struct str one_agency, one_tree, no_tree;
};

struct rule_set {
	struct str id;			/* "R2025" */
	struct str base;		/* the decrees, for people */
	struct day from, to;		/* to: first day not in force; INT32_MAX */
	bool draft;			/* known but without effect until read */
	enum due_mode due_mode;
	int64_t cutoff_s;		/* same-day cut-off, seconds of the day */
	bool extended_late_official;	/* rule 25: extended counts as late officially */
	struct str *criterion;		/* ids of those it counts (core/score.h) */
	size_t criteria;
	struct arbiters arbiters;
#define RULE(name, member, unit, max, need) int64_t member;
#include "rule_counts.def"
#undef RULE
	struct str form_receipt, form_supplement, form_decline, form_apology,
		form_stop, form_control, form_register;	/* "01", "02", …; stop may be empty */
	struct str form_apology_title;	/* the circulars call it differently; may be empty */
	struct mark *mark;
	size_t marks;
};

enum step_kind {
	STEP_NONE,
	STEP_INTAKE,			/* the counter's own step */
	STEP_WORK,
	STEP_CONSULT,			/* rule 2: held by the post of the step before */
	STEP_SIGN,
	STEP_ISSUE,			/* number, book, seal */
};

enum outcome_kind {
	OUTCOME_NONE,
	OUTCOME_FORWARD,
	OUTCOME_RETURN,			/* to an earlier step, with a coded reason */
	OUTCOME_FINISH,			/* proposes the result, towards the signing step */
	OUTCOME_DENY,
	OUTCOME_NOT_ELIGIBLE,
	OUTCOME_SUPPLEMENT,		/* asks the citizen */
	OUTCOME_PAYMENT,
};

struct outcome {
	struct str id;			/* "forward", "return", … unique in the step */
	enum outcome_kind kind;
	struct str to;			/* step id, or empty */
	size_t to_step;			/* its index; SIZE_MAX when none */
	struct named name;
};

/* How many of those asked together must have said something that counts. */
enum quorum_rule { QUORUM_NONE, QUORUM_MAJORITY, QUORUM_ALL };

struct asked_post {			/* "the deputies of @": members of a committee */
	struct str unit;		/* relative or absolute key (org_relative) */
	struct post post;
};

struct step {
	struct str id;			/* "s2" */
	enum step_kind kind;
	struct named name;
	struct str unit;		/* relative or absolute key (org_relative) */
	struct post post;		/* who takes it */
	int64_t plan_s;			/* working seconds of the announced process */
	struct outcome *outcome;
	size_t outcomes;
	struct str *asked;		/* consult: unit keys asked by plan */
	size_t askeds;
	struct asked_post *member;	/* … and whoever then holds these posts, each by name */
	size_t members;
	enum quorum_rule quorum;	/* of those asked together */
	struct named question;		/* asked by itself on coming to the step; or empty */
	enum silence_effect silence;
	struct str silence_ground;	/* the cited article; needed for SILENCE_AGREES */
	struct str mark;		/* when it differs from the procedure's */
};

struct variant {			/* rule 13 */
	struct str id;
	struct limit limit;
	struct named name;
	struct str ground, mark;
};

struct statutory {			/* rule 15: extensions by law */
	struct str id;
	int64_t add;			/* in the limit's own unit: days, or seconds of work */
	int64_t times;
	struct named name;
	struct str ground, mark;
};

enum wait_holder { WAIT_CITIZEN, WAIT_TAX, WAIT_SURVEY, WAIT_POSTING, WAIT_OTHER };

struct wait_rule {			/* a lawful ground to stop the clock, rules 3 and 4 */
	struct str id;			/* "supplement", "payment", "tax", "survey", "posting" */
	enum wait_holder holder;
	enum pause_policy policy;
	bool needs_notice;		/* opens only when a notice is delivered */
	struct limit limit;		/* of the wait itself */
	struct named name;
	struct str ground, mark;
};

struct supplement_rule {		/* rule 14 */
	int64_t times;			/* lawful requests after reception */
	int64_t last_day;		/* working days from reception */
	int64_t intake_times;
};

struct paper {
	struct str id;
	struct named name;
	int64_t originals, certified, copies;
	bool optional;
	struct str *source;		/* databases it may be ticked from (rule 22) */
	size_t sources;
};

struct fee_tier {
	int64_t from;			/* first page (1-based) this amount is for */
	int64_t amount;			/* đồng */
};

struct fee_cut {
	struct str class_id;		/* class of person, or "channel:online" */
	int64_t per_ten_thousand;	/* taken off */
};

struct fee {				/* rule 23 */
	struct str id;
	struct named name;
	struct str per;			/* "case", "page", "copy" */
	struct fee_tier *tier;
	size_t tiers;
	int64_t cap;			/* per copy; 0: none */
	struct fee_cut *cut;
	size_t cuts;
};

struct procedure;

struct procedure_version {
	const struct procedure *procedure;
	int64_t number;			/* 1, 2, … */
	struct day from, to;
	struct limit limit;
	struct variant *variant;
	size_t variants;
	struct statutory *statutory;
	size_t statutories;
	struct wait_rule *wait;
	size_t waits;
	struct supplement_rule supplement;
	struct paper *paper;
	size_t papers;
	struct fee *fee;
	size_t fees;
	struct step *step;
	size_t steps;
	struct str *replaces;		/* codes of the procedures it replaces */
	size_t replaced;
	int64_t retention_years;	/* rule 43 */
	bool online;
	bool nonterritorial;
};

struct procedure {
	struct str code;		/* "1.001193" */
	struct named name;
	struct str level;		/* "commune", "province" */
	struct str agency;		/* absolute key of the competent agency, or empty:
					 * any agency of the level */
	struct str field;
	/* what the source says in words; empty when it says nothing */
	struct str agency_text, limit_text, fee_text, online_text, remark;
	struct mark *mark;
	size_t marks;
	struct str *source;
	size_t sources;
	struct procedure_version *version;	/* by from, ascending */
	size_t versions;
};

/* What a signature by that version is given by. */
struct signed_by procedure_signed(const struct procedure_version *v);

struct coded {				/* a row of a coded list */
	struct str id;
	struct named name;
	struct str ground, mark;
};

/* What agencies and officials are scored by (Decree 61/2018 art. 31); how each is measured is
 * the program's, by its id (core/score.h). */
struct criterion_share {
	struct str id;			/* "province", "dossiers" */
	int64_t at_least;		/* per ten thousand */
};

struct criterion {
	struct str id;			/* "total_time" */
	struct named name;
	int64_t best, middle, least;	/* points */
	struct criterion_share *share;
	size_t shares;
	struct str ground, mark;
};

struct rank {				/* of a score, by its share of the maximum */
	struct str id;
	struct named name;
	int64_t from, of;		/* from so many points of so many on */
};

struct post_title {
	struct str post;		/* "head" */
	struct str unit_type;		/* "ward", … or "*" */
	struct named name;
	struct named block;		/* above a signature: "CHỦ TỊCH"; empty: as name */
};

/* One table of holidays in force from the day it was published. */
struct calendar_version {
	struct str id;			/* "2026-1": named in dossiers */
	struct day from;
	struct holiday_table table;
};

struct law {
	struct arena *arena;
	struct rule_set *rule_set;
	size_t rule_sets;
	struct procedure **procedure;
	size_t procedures;
	struct map procedure_by_code;
	struct calendar_version *calendar;
	size_t calendars;
	struct profile *profile;
	size_t profiles;
	/* ready calendars, one per (calendar version, profile), row-major */
	struct calendar *ready;
	struct coded *return_reason;
	size_t return_reasons;
	struct coded *stop_ground;
	size_t stop_grounds;
	struct coded *decline_reason;
	size_t decline_reasons;
	struct coded *contest_reason;
	size_t contest_reasons;
	struct coded *person_class;	/* of fees (rule 23) */
	size_t person_classes;
	struct coded *channel;
	size_t channels;
	struct coded *paper_source;	/* databases and stores (rule 22) */
	size_t paper_sources;
	struct coded *outcome_name;	/* the usual label of a kind of outcome */
	size_t outcome_names;
	struct criterion *criterion;
	size_t criteria;
	struct rank *rank;		/* the best first */
	size_t ranks;
	struct post_title *title;
	size_t titles;
};

/* One file of law/ as it stands: path relative to law/, its bytes. */
struct law_source {
	struct str path;
	struct str text;
};

/* A fault found while reading: which file, which JSON path, why (message key in
 * err). law_read stops at the first; law_check goes on and gives them all. */
struct law_fault {
	struct str file;
	struct str path;		/* "$.versions[0].steps[2].post" */
	struct err err;
};

/* Builds the law from its files. Their texts must live as long. Errors: law.file
 * with file, path and reason (the fault's key). */
bool law_read(struct arena *a, const struct law_source *files, size_t n,
	      struct law *out, struct err *e) MUST_USE;
/* All faults, at most `max`; returns how many. */
size_t law_check(struct arena *a, const struct law_source *files, size_t n,
		 struct law_fault *fault, size_t max);

const struct rule_set *law_rule_set(const struct law *l, struct day d);	/* or NULL */
const struct rule_set *law_rule_set_by_id(const struct law *l, struct str id);
const struct procedure *law_procedure(const struct law *l, struct str code);
const struct procedure_version *procedure_on(const struct procedure *p, struct day d);
const struct procedure_version *procedure_version(const struct procedure *p, int64_t number);
/* The calendar version in force on a day (the last published up to it). */
const struct calendar_version *law_calendar_on(const struct law *l, struct day d);
const struct calendar_version *law_calendar_by_id(const struct law *l, struct str id);
/* The ready calendar of a version and a profile; NULL when either is unknown. */
const struct calendar *law_calendar(const struct law *l, struct str version,
				    struct str profile);

const struct step *version_step(const struct procedure_version *v, struct str id,
				size_t *index);
const struct outcome *step_outcome(const struct step *s, struct str id);
const struct variant *version_variant(const struct procedure_version *v, struct str id);
const struct statutory *version_statutory(const struct procedure_version *v, struct str id);
const struct wait_rule *version_wait(const struct procedure_version *v, struct str id);
const struct paper *version_paper(const struct procedure_version *v, struct str id);
const struct criterion *law_criterion(const struct law *l, struct str id);	/* or NULL */
const struct coded *coded_find(const struct coded *list, size_t n, struct str id);
/* "intake", "work", …; "forward", …; "escalate", "agree". */
const char *step_kind_name(enum step_kind k);
const char *outcome_kind_name(enum outcome_kind k);
const char *silence_name(enum silence_effect s);
/* Does the post code stand in posts.json? */
bool law_post_known(const struct law *l, struct str post);
/* The title of a post at a type of unit, falling back to "*". */
struct named law_title(const struct law *l, struct str post, struct str unit_type);
/* The same as it stands above a signature (Decree 30/2020, appendix I). */
struct named law_block(const struct law *l, struct str post, struct str unit_type);

/* A form's sum: each fee over its pages, copies or the case by its tiers, up to
 * its cap, less the one cut that helps most (of the class or of the channel;
 * parts of a đồng are taken off in favour of the payer). */
struct fee_case {
	int64_t pages, copies;
	struct str class_id;		/* class of person, or empty */
	struct str channel;		/* "online", … */
};
/* The sum in đồng. Errors: fee.overflow. */
bool fee_sum(const struct procedure_version *v, const struct fee_case *c, int64_t *out,
	     struct err *e) MUST_USE;

#endif
