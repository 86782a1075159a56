/*
 * Inside of deciding: shared by decide.c and the decide_*.c families. Nobody
 * else includes this.
 */
#ifndef DUNGHEN_CORE_DECIDE_IN_H
#define DUNGHEN_CORE_DECIDE_IN_H

#include "decide.h"
#include "due.h"

/* Arguments. The app has checked presence and type; a missing optional one is
 * empty, 0 or the fallback. */
struct str arg_str(const struct decide *x, const char *name);
int64_t arg_int(const struct decide *x, const char *name, int64_t fallback);
bool arg_bool(const struct decide *x, const char *name);
bool arg_has(const struct decide *x, const char *name);
int64_t arg_at(const struct decide *x, const char *name, int64_t fallback);
struct day arg_day(const struct decide *x, const char *name);
int64_t arg_id(const struct decide *x, const char *name, char letter);	/* or 0 */

/* Bodies. */
struct json *body_new(struct decide *x);
void body_put_str(struct decide *x, struct json *b, const char *name, struct str v);
void body_put_id(struct decide *x, struct json *b, const char *name, char letter, int64_t id);
void body_put_at(struct decide *x, struct json *b, const char *name, int64_t at);
void body_put_int(struct decide *x, struct json *b, const char *name, int64_t v);
void body_put_true(struct decide *x, struct json *b, const char *name);
void body_put_party(struct decide *x, struct json *b, const char *name, const struct party *p);
/* Copies an argument under the same name when it is there. */
void body_pass(struct decide *x, struct json *b, const char *name);

/* Refusals with a value to show. */
bool refuse_str(struct err *e, const char *key, const char *name, struct str v);
bool refuse_int(struct err *e, const char *key, const char *name, int64_t v);
bool refuse_at(struct err *e, const char *key, const char *name, int64_t v);

/* The citizen's own act needs a proof, which the body then says (rule 41); the counter's
 * is by its right. Refusal: right.proof. */
bool need_proof(struct decide *x, struct json *body, struct err *e) MUST_USE;
/* How the result is wanted, when it is said: a wish, the hand-out may differ. */
bool result_by_known(struct decide *x, struct err *e) MUST_USE;

/* State guards. */
bool need_open(const struct decide *x, struct err *e) MUST_USE;
bool need_alive(const struct decide *x, struct err *e) MUST_USE;	/* not closed */

/* The organisation. */
const struct unit *unit_of(const struct decide *x, struct unit_id id);
struct day today(const struct decide *x);
/* The head's seat of a unit, as the party that holds what nobody has taken. */
bool head_party(struct decide *x, struct unit_id unit, struct party *out, struct err *e) MUST_USE;
const struct unit *unit_above(const struct decide *x, const struct unit *u);	/* or NULL */
/* The first head at or above `u` who sits at none of these: neither that person, nor the head
 * of that unit (v 0: no unit is meant). False: there is none. */
bool superior_party(struct decide *x, const struct unit *u, const struct seat *not_these,
		    size_t n, struct party *out) MUST_USE;
/* Can that agency decide by this procedure: is it the one the procedure names (or
 * its successor), of its level, and does every step find its unit there? Refusal:
 * intake.competent. */
bool agency_fits(struct decide *x, const struct procedure_version *v, const struct unit *agency,
		 struct err *e) MUST_USE;
/* The unit of a step, seen from the competent agency. */
bool step_unit(struct decide *x, size_t step, struct unit_id *out, struct err *e) MUST_USE;
/* Who holds a step on entering it: for a consult step the present holder (rule
 * 2), else the head of the step's unit, untaken. */
bool step_party(struct decide *x, size_t step, struct party *out, bool *taken,
		struct err *e) MUST_USE;
/* Does the person sit there for somebody of the unit who is on leave? */
bool stands_in(const struct decide *x, struct seat s);
/* May the person still sit there: of the unit, standing in, or by delegation? */
bool seat_kept(const struct decide *x, struct seat s);
/* Is the actor (or whom a delegation lets them act for) at that post? */
bool acts_at(struct decide *x, struct unit_id unit, const char *post);
/* … or head or deputy there, or of a unit above it. */
bool acts_as_head(struct decide *x, struct unit_id unit);
/* The unit that answers for the dossier in the office just now. */
struct unit_id custody_unit(const struct decide *x);
/* The actor's own seat at a unit, for entries that name a taken holder. */
struct party actor_party(struct decide *x, struct unit_id unit, struct post post);

/* The newest post somebody holds; who only administers is nobody's member. */
bool some_post(const struct decide *x, struct person_id who, struct seat *out);
/* The id at a place of a list of the arguments, or 0. */
int64_t nth_id(const struct json *list, size_t i, char letter);

/* The actor takes the open, untaken hold. */
bool emit_taken(struct decide *x, struct err *e) MUST_USE;
/* What is untaken but held by the actor is taken first. */
bool ensure_taken(struct decide *x, struct err *e) MUST_USE;

/* May the actor rule on the open contest? True when there is none: deciding refuses it. */
bool acts_as_arbiter(struct decide *x);
/* May the actor decide on the second return that was asked for? True when there is none. */
bool acts_as_superior(struct decide *x);
/* Nobody ruled on it in time (rule 32): up to the next superior once, then it lapses. */
bool contest_silence(struct decide *x, struct err *e) MUST_USE;

/* Nobody decided on a second return in time: up to the next superior once (rule 33). */
bool return_silence(struct decide *x, struct err *e) MUST_USE;

/* Passes the present hold up (rule 38): to the head of the unit, and into the list x->m of
 * the agency, when the writer gave one. */
bool escalate(struct decide *x, struct err *e) MUST_USE;
/* Nobody acted on a list in time: up to the next superior once. */
bool list_silence(struct decide *x, struct err *e) MUST_USE;
/* Does the signal concern the actor at all? True where there is none yet: deciding refuses. */
bool acts_in_hearing(struct decide *x);
/* What time does with a signal: no reply, no ruling, nobody there any more. */
bool tick_signal(struct decide *x, struct err *e) MUST_USE;
/* In whose name the actor signs the apology: the unit that owes the draft, or one above it,
 * else the competent agency; v 0: none of them. */
struct unit_id apology_signer(struct decide *x);
/* What time does with apologies (rule 39), and when next. */
bool tick_apology(struct decide *x, struct err *e) MUST_USE;
int64_t apology_next(const struct dossier *d);

/* Papers brought, `papers`: of the procedure, from a source the law lets us tick
 * (rule 22). Papers demanded, `wanted`: of the procedure, and not held (L14). */
bool papers_known(const struct decide *x, const struct procedure_version *v,
		  struct err *e) MUST_USE;
bool papers_wanted(const struct decide *x, struct err *e) MUST_USE;

/* Who owes it now what was owed at that seat, by leave and posts (rule 7): the seat itself
 * while nothing changed. False: nobody heads the tree. */
bool seat_successor(struct decide *x, struct seat s, struct party *out, struct err *e) MUST_USE;
/* Members of a matter's first entry: whose it is, and the law and calendar it keeps. */
bool matter_body(struct decide *x, const struct unit *u, struct json *b, struct err *e) MUST_USE;

/* Moves the dossier on along an outcome of the present step. */
bool go_along(struct decide *x, const struct outcome *o, enum decision decision,
	      struct err *e) MUST_USE;

/* Asks, on coming to a consult step that has a question of its own, whom it lists and
 * nobody has asked yet. */
bool ask_by_plan(struct decide *x, struct err *e) MUST_USE;

/* The calendar must cover an instant from outside. */
bool covered(struct decide *x, const struct calendar *cal, int64_t at, struct err *e) MUST_USE;

#endif
