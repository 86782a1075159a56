/*
 * The organisation as the ledger tells it: units, persons, assignments,
 * delegations, leave, outages, successions. All with dates.
 *
 * A unit is an identity with a permanent key ("25195", "25195.mc", "so-xd");
 * its name, type and parent are dated attributes. A post is (unit, post code);
 * post codes stand in law/posts.json. The one who heads a unit holds the post
 * "head"; "deputy" stands in.
 *
 * The structure is filled only by org_apply (one entry at a time, in ledger
 * order) and then only read. Arrays live in the arena given to org_init.
 */
#ifndef DUNGHEN_CORE_ORG_H
#define DUNGHEN_CORE_ORG_H

#include "ids.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/map.h"

/* A post's code, short and without a pointer so that it can be a plain value. */
enum { POST_SIZE = 16, ORG_DEPTH = 16 /* no tree of units is deeper */ };
struct post {
	char code[POST_SIZE];		/* "head", "officer", … NUL-terminated */
};

struct unit_attr {			/* what a unit was called from a day on */
	struct day from;
	struct str name;
	struct str type;		/* "commune", "ward", "department", "room", … */
	struct unit_id parent;		/* v 0: none */
};

struct unit_factor {			/* its people sign in with a second factor */
	struct day from, to;		/* to: first day they need not; INT32_MAX */
};

struct unit {
	struct unit_id id;
	struct str key;			/* permanent, unique */
	struct str role;		/* "agency", "room", "onestop", "office", "body" */
	struct str agency_code;		/* "H19.33" for dossier codes, or empty */
	struct str onestop;		/* key of the one-stop unit that serves it */
	struct str profile;		/* office hours, "A" */
	struct day from, to;		/* to: first day it is no more; INT32_MAX */
	struct unit_attr *attr;		/* by from, ascending */
	size_t attrs;
	struct unit_factor *factor;	/* as decided, the newest last */
	size_t factors;
};

struct person {
	struct person_id id;
	struct str key;			/* staff number, e.g. "cb0012": no personal data */
};

struct assignment {
	struct person_id person;
	struct unit_id unit;
	struct post post;
	int64_t from, to;		/* instants; to INSTANT_NONE: open */
	int64_t seq;
};

/* Procedures by their codes and fields ("Hộ tịch") by their names, as law/ has them:
 * what a signature may be given by. Nothing listed: by all. */
struct extent {
	struct str *procedure;
	size_t procedures;
	struct str *field;
	size_t fields;
};

struct delegation {			/* `to_person` may act at the post of `from_person` */
	struct person_id from_person, to_person;
	struct unit_id unit;
	struct post post;
	int64_t from, to;
	struct extent by;		/* listed: then only to sign, by these */
	int64_t seq;
};

/* What somebody at a post signs, by decision of the head. From the beginning of the first
 * one on they sign what one in force lists, and nothing else; before, all the post may. */
struct signing_scope {
	struct person_id person;
	struct unit_id unit;
	struct post post;
	int64_t from, to;		/* to INSTANT_NONE: open; to from: was taken back before */
	struct extent by;
	int64_t seq;
};

struct leave {
	struct person_id person, deputy;	/* deputy.v 0: none named */
	int64_t from, to;
	int64_t seq;
};

/* By decision, with scope and dates: these may read what is of the unit and below it, and do
 * nothing more by it. */
enum { INSPECTORS_MOST = 8 };
struct inspection {
	struct unit_id unit;
	struct str decision;		/* its number */
	int64_t from, to;
	int64_t concluded_at;		/* INSTANT_NONE: not yet */
	struct person_id inspector[INSPECTORS_MOST];
	size_t inspectors;
	int64_t seq;
};

struct outage {
	struct unit_id unit;
	int64_t from, to;
	int64_t first_no, last_no;	/* numbered paper receipts of the outage */
	struct str series;
	int64_t seq;
};

struct succession {
	struct unit_id old_unit, new_unit;
	struct day from;
	struct str scope;	/* "all", "part", "territory", "procedure:<code>" or "archive" */
};

struct org {
	struct arena *arena;
	struct unit **unit;		size_t units, units_cap;
	struct person **person;		size_t persons, persons_cap;
	struct assignment *assignment;	size_t assignments, assignments_cap;
	struct delegation *delegation;	size_t delegations, delegations_cap;
	struct signing_scope *scope;	size_t scopes, scopes_cap;
	struct leave *leave;		size_t leaves, leaves_cap;
	struct outage *outage;		size_t outages, outages_cap;
	struct inspection *inspection;	size_t inspections, inspections_cap;
	struct succession *succession;	size_t successions, successions_cap;
	struct map by_key;		/* unit key → unit */
	struct imap by_id;		/* unit id → unit */
	struct map person_by_key;
	struct imap person_by_id;
	/* chains of assignments by person and by unit, newest first */
	struct imap by_person, by_unit;
	size_t *next_of_person, *next_of_unit;
	/* the same for leave (by person), delegations (by who may act), and
	 * successions (by the old unit) */
	struct imap leave_by_person, delegation_by_to, succession_by_old;
	size_t *next_leave, *next_delegation, *next_succession;
};

struct entry;

void org_init(struct org *o, struct arena *a);
/* Applies an entry of the streams unit/… and person/…; other kinds are left
 * alone. Fails only with ERR_CORRUPT (an entry that does not fit). */
bool org_apply(struct org *o, const struct entry *en, struct err *e) MUST_USE;

/* Keys of units and persons, also the store's name: 1 to 40 of [a-z0-9._-], so
 * that nobody's name gets into the ledger. */
bool org_key_valid(struct str key);
const struct unit *org_unit(const struct org *o, struct unit_id id);	/* or NULL */
const struct unit *org_unit_by_key(const struct org *o, struct str key);
const struct person *org_person(const struct org *o, struct person_id id);
const struct person *org_person_by_key(const struct org *o, struct str key);
/* The attributes in force on a day (the first ones before the first day). */
const struct unit_attr *unit_on(const struct unit *u, struct day d);
bool unit_exists(const struct unit *u, struct day d);

/* The unit a step names, seen from the competent agency: "@" the agency
 * itself, "@kt" its child with key "<agency>.kt", "@mc" the one-stop unit that
 * serves it, anything else a permanent key. NULL when there is none. */
const struct unit *org_relative(const struct org *o, const struct unit *agency,
				struct str ref);
/* The units that took over from `old`, at most `max`, in the order entered;
 * returns how many there are. */
size_t org_successors(const struct org *o, struct unit_id old, const struct succession **out,
		      size_t max);
/* The agency a unit belongs to: itself or the nearest parent whose role is
 * "agency" or "body". */
const struct unit *org_agency(const struct org *o, const struct unit *u, struct day d);
/* u is `top` or stands below it. */
bool org_below(const struct org *o, const struct unit *u, const struct unit *top, struct day d);
/* The nearest unit that both are or stand below, or NULL. */
const struct unit *org_common(const struct org *o, const struct unit *a, const struct unit *b,
			      struct day d);
/* The unit at the top of the tree that `u` stands in. */
const struct unit *org_top(const struct org *o, const struct unit *u, struct day d);

/* Does the person hold the post at that instant (leave does not matter)? */
bool org_holds(const struct org *o, struct person_id p, struct unit_id u,
	       struct post post, int64_t at);
/* Any open assignment at the unit? */
bool org_member(const struct org *o, struct person_id p, struct unit_id u, int64_t at);
/* One of the posts held there, the newest. False: none. */
bool org_post_at(const struct org *o, struct person_id p, struct unit_id u, int64_t at,
		 struct post *out);
/* The posts somebody holds, one after another: the one after `last` (NULL: the newest), or
 * NULL. */
const struct assignment *org_post_after(const struct org *o, struct person_id p,
					const struct assignment *last, int64_t at);
/* Any open assignment at all? Who has none acts for nobody, however delegated. */
bool org_employed(const struct org *o, struct person_id p, int64_t at);
/* Must the person sign in with a second factor that day: was it decided for a unit they
 * have a post in, or for one above it? */
bool org_needs_factor(const struct org *o, struct person_id p, int64_t at);
bool unit_needs_factor(const struct unit *u, struct day d);	/* decided for that very unit */
bool org_on_leave(const struct org *o, struct person_id p, int64_t at);
/* A delegation that lets `who` act at (unit, post) at that instant: the person
 * on whose behalf, or v 0. */
struct person_id org_delegator(const struct org *o, struct person_id who,
			       struct unit_id u, struct post post, int64_t at);
/* The same for a signature: also one that is for signing by that procedure alone. */
struct signed_by {			/* both empty: no signature */
	struct str procedure, field;
};
struct person_id org_sign_delegator(const struct org *o, struct person_id who,
				    struct unit_id u, struct post post, struct signed_by by,
				    int64_t at);

/* Delegations in force that are for signing by some procedures alone, one after another:
 * the one after `last` (NULL: the first), or NULL. */
const struct delegation *org_given_to_sign(const struct org *o, struct person_id who,
					   const struct delegation *last, int64_t at);

/* May the person read what is of that agency as an inspector? Whether a look of theirs at
 * that moment fell under an inspection that is still going on at `now` (rule 42). */
bool org_inspects(const struct org *o, struct person_id p, const struct unit *agency, int64_t at);
bool org_inspects_still(const struct org *o, struct person_id p, const struct unit *agency,
			int64_t at, int64_t now);
/* Was a look of that moment one under an inspection: also in the second of its conclusion. */
bool org_inspected(const struct org *o, struct person_id p, const struct unit *agency, int64_t at);
/* The newest of that number there, or NULL. */
const struct inspection *org_inspection(const struct org *o, struct unit_id unit,
					struct str decision);

struct seat {				/* (unit, post, person), resolved */
	struct unit_id unit;
	struct post post;
	struct person_id person;
};

/* Does what was decided of their signing scope leave whoever holds that post this
 * signature? Where nothing was decided, yes. */
bool org_in_scope(const struct org *o, struct seat s, struct signed_by by, int64_t at);

/* Who answers for a unit at an instant: its head; absent or vacant: its
 * deputy; else the same of the parent unit, up to the top. False when the
 * tree has nobody (org.no_head names the unit). Rules 7 and the "further
 * decisions" of the formats. */
bool org_head(const struct org *o, struct unit_id u, int64_t at, struct seat *out,
	      struct err *e) MUST_USE;
/* Who takes over from a person at a seat: the deputy named in the leave, else
 * the unit's deputy, else the head. Never `from.person` itself. */
bool org_stand_in(const struct org *o, struct seat from, int64_t at, struct seat *out,
		  struct err *e) MUST_USE;

struct post post_of(const char *code);
struct post post_of_str(struct str code);	/* cut at POST_SIZE-1 */
bool post_eq(struct post a, struct post b);
bool post_is(struct post a, const char *code);

#endif
