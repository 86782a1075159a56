/* Deciding: drafts, refusals, and what all families share. */
#include "decide_in.h"

#include "opinion.h"

#include "base/limits.h"

#include <stdarg.h>
#include <string.h>

static const struct refusal refusals[] = {
#define REFUSAL(key, family, rule) { key, ERR_##family, rule },
#include "refusals.def"
#undef REFUSAL
};

size_t refusal_count(void)
{
	return ARRAY_LEN(refusals);
}

const struct refusal *refusal_at(size_t i)
{
	return &refusals[i];
}

const struct refusal *refusal_find(const char *key)
{
	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		if (strcmp(refusals[i].key, key) == 0) {
			return &refusals[i];
		}
	}
	return NULL;
}

bool refuse(struct err *e, const char *key, ...)
{
	const struct refusal *r = refusal_find(key);
	va_list ap;

	err_set(e, r != NULL ? r->code : ERR_INVALID, key, NULL);
	va_start(ap, key);
	for (const char *name = va_arg(ap, const char *); name != NULL;
	     name = va_arg(ap, const char *)) {
		err_add(e, name, va_arg(ap, const char *));
	}
	va_end(ap);
	return false;
}

bool refuse_str(struct err *e, const char *key, const char *name, struct str v)
{
	char text[ERR_VALUE_SIZE * 2];	/* err_add cuts it between characters */
	size_t n = v.n < sizeof(text) - 1 ? v.n : sizeof(text) - 1;

	memcpy(text, v.p != NULL ? v.p : "", n);
	text[n] = '\0';
	return refuse(e, key, name, text, NULL);
}

bool refuse_int(struct err *e, const char *key, const char *name, int64_t v)
{
	refuse(e, key, NULL);
	return err_add_int(e, name, v);
}

bool refuse_at(struct err *e, const char *key, const char *name, int64_t v)
{
	char text[INSTANT_TEXT];

	return refuse(e, key, name, instant_vi(v, text), NULL);
}

struct str arg_str(const struct decide *x, const char *name)
{
	return json_str(x->args, name);
}

int64_t arg_int(const struct decide *x, const char *name, int64_t fallback)
{
	return json_int(x->args, name, fallback);
}

bool arg_bool(const struct decide *x, const char *name)
{
	return json_bool(x->args, name, false);
}

bool arg_has(const struct decide *x, const char *name)
{
	const struct json *v = json_get(x->args, name);

	return v != NULL && v->type != JSON_NULL;
}

int64_t arg_at(const struct decide *x, const char *name, int64_t fallback)
{
	int64_t at;
	struct err ignored;

	return instant_parse(arg_str(x, name), &at, &ignored) ? at : fallback;
}

struct day arg_day(const struct decide *x, const char *name)
{
	struct day d = { 0 };
	struct err ignored;

	return day_parse(arg_str(x, name), &d, &ignored) ? d : day_of(x->at);
}

int64_t arg_id(const struct decide *x, const char *name, char letter)
{
	int64_t id;

	return id_parse(letter, arg_str(x, name), &id) ? id : 0;
}

struct json *body_new(struct decide *x)
{
	return json_new_obj(x->arena);
}

void body_put_str(struct decide *x, struct json *b, const char *name, struct str v)
{
	json_set_str(x->arena, b, name, v);
}

void body_put_id(struct decide *x, struct json *b, const char *name, char letter, int64_t id)
{
	char text[ID_TEXT];

	json_set_str(x->arena, b, name, str_dup(x->arena, str_of(id_text(letter, id, text))));
}

void body_put_at(struct decide *x, struct json *b, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];

	json_set_str(x->arena, b, name, str_dup(x->arena, str_of(instant_text(at, text))));
}

void body_put_int(struct decide *x, struct json *b, const char *name, int64_t v)
{
	json_set_int(x->arena, b, name, v);
}

void body_put_true(struct decide *x, struct json *b, const char *name)
{
	json_set_bool(x->arena, b, name, true);
}

void body_put_party(struct decide *x, struct json *b, const char *name, const struct party *p)
{
	json_set(x->arena, b, name, party_json(x->arena, p));
}

void body_pass(struct decide *x, struct json *b, const char *name)
{
	const struct json *v = json_get(x->args, name);

	if (v != NULL && v->type != JSON_NULL) {
		json_set(x->arena, b, name, v);
	}
}

bool decide_emit_to(struct decide *x, struct stream stream, enum entry_kind kind,
		    struct json *body, struct err *e)
{
	if (x->drafts >= LIMIT_ENTRIES) {
		return refuse(e, "dossier.too_many", NULL);
	}
	if (x->drafts == x->drafts_cap) {
		size_t cap = x->drafts_cap == 0 ? 8 : x->drafts_cap * 2;
		struct draft *v = arena_array(x->arena, struct draft, cap);

		if (x->drafts > 0) {
			memcpy(v, x->draft, x->drafts * sizeof(*v));
		}
		x->draft = v;
		x->drafts_cap = cap;
	}
	if (x->on_behalf.v != 0) {
		body_put_id(x, body, "on_behalf", 'p', x->on_behalf.v);
	}
	x->draft[x->drafts++] = (struct draft){ .stream = stream, .kind = kind, .body = body };
	return true;
}

/* The last draft as the entry it will be. */
static struct entry drafted(const struct decide *x)
{
	const struct draft *d = &x->draft[x->drafts - 1];

	return (struct entry){
		.seq = x->next_seq + (int64_t)x->drafts - 1,
		.at = x->at,
		.actor = x->actor,
		.stream = d->stream,
		.kind = d->kind,
		.version = kind_version(d->kind),
		.cmd = x->cmd,
		.body = d->body,
	};
}

bool decide_emit(struct decide *x, enum entry_kind kind, struct json *body, struct err *e)
{
	struct stream stream = { .kind = STREAM_DOSSIER, .id = x->d->id.v };

	if (!decide_emit_to(x, stream, kind, body, e)) {
		return false;
	}
	struct entry en = drafted(x);

	return dossier_apply(x->law, x->d, &en, e);
}

bool decide_emit_matter(struct decide *x, enum entry_kind kind, struct json *body, struct err *e)
{
	struct stream stream = { .kind = STREAM_MATTER, .id = x->m->id.v };

	if (!decide_emit_to(x, stream, kind, body, e)) {
		return false;
	}
	struct entry en = drafted(x);

	return matter_apply(x->law, x->m, &en, e);
}

bool need_open(const struct decide *x, struct err *e)
{
	return x->d->state == DOSSIER_OPEN ||
	       refuse(e, "state.not_open", "state", state_name(x->d->state), NULL);
}

bool need_alive(const struct decide *x, struct err *e)
{
	return !dossier_closed(x->d) ||
	       refuse(e, "state.closed", "state", state_name(x->d->state), NULL);
}

const struct unit *unit_of(const struct decide *x, struct unit_id id)
{
	return org_unit(x->org, id);
}

struct day today(const struct decide *x)
{
	return day_of(x->at);
}

bool head_party(struct decide *x, struct unit_id unit, struct party *out, struct err *e)
{
	struct party p = { .kind = PARTY_SEAT };

	if (!org_head(x->org, unit, x->at, &p.seat, e)) {
		return false;
	}
	/* Held at the unit's own head's post, whoever has to sit there just now. */
	p.seat.unit = unit;
	p.seat.post = post_of("head");
	*out = p;
	return true;
}

const struct unit *unit_above(const struct decide *x, const struct unit *u)
{
	return unit_of(x, unit_on(u, today(x))->parent);
}

static bool sits_at_one(struct unit_id unit, struct person_id who, const struct seat *list,
			size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (who.v == list[i].person.v || unit.v == list[i].unit.v) {
			return true;
		}
	}
	return false;
}

bool superior_party(struct decide *x, const struct unit *u, const struct seat *not_these,
		    size_t n, struct party *out)
{
	struct err nobody;

	for (int i = 0; u != NULL && i < ORG_DEPTH; i++) {
		struct party p;

		if (head_party(x, u->id, &p, &nobody) &&
		    !sits_at_one(u->id, p.seat.person, not_these, n)) {
			*out = p;
			return true;
		}
		u = unit_above(x, u);
	}
	return false;
}

static bool named_agency(const struct decide *x, struct str key, const struct unit *agency)
{
	const struct unit *named = org_unit_by_key(x->org, key);

	for (size_t i = 0; named != NULL && i < x->org->successions; i++) {
		const struct succession *s = &x->org->succession[i];

		if (s->old_unit.v == named->id.v && s->new_unit.v == agency->id.v) {
			return true;
		}
	}
	return key.n == 0 || named == agency;
}

/* A procedure of the communes is decided by a commune or a ward, no other. */
static bool level_fits(const struct decide *x, const struct procedure *p,
		       const struct unit *agency)
{
	struct str type = unit_on(agency, today(x))->type;
	bool commune = str_is(type, "commune") || str_is(type, "ward");

	return commune == str_is(p->level, "commune");
}

bool agency_fits(struct decide *x, const struct procedure_version *v, const struct unit *agency,
		 struct err *e)
{
	bool fits = named_agency(x, v->procedure->agency, agency) &&
		    level_fits(x, v->procedure, agency);

	for (size_t i = 0; i < v->steps && fits; i++) {
		const struct step *s = &v->step[i];

		fits = s->kind == STEP_INTAKE || s->kind == STEP_CONSULT ||
		       org_relative(x->org, agency, s->unit) != NULL;
	}
	return fits || refuse_str(e, "intake.competent", "unit", agency->key);
}

bool decide_fits(struct decide *x, const struct procedure_version *v,
		 const struct unit *agency)
{
	struct err e;

	return agency_fits(x, v, agency, &e);
}

bool step_unit(struct decide *x, size_t step, struct unit_id *out, struct err *e)
{
	const struct step *s = &x->d->version->step[step];
	const struct unit *agency = unit_of(x, x->d->competent);
	const struct unit *u = agency != NULL ? org_relative(x->org, agency, s->unit) : NULL;

	/* The counter's own step is held where the dossier was received (rule 19). */
	if (s->kind == STEP_INTAKE) {
		*out = x->d->receiving;
		return true;
	}
	if (u == NULL) {
		return refuse_str(e, "hold.unit", "unit", s->unit);
	}
	*out = u->id;
	return true;
}

bool step_party(struct decide *x, size_t step, struct party *out, bool *taken, struct err *e)
{
	const struct obligation *hold = dossier_hold(x->d);
	struct unit_id unit;

	if (x->d->version->step[step].kind == STEP_CONSULT && hold != NULL &&
	    hold->holder.kind == PARTY_SEAT) {
		*out = hold->holder;
		*taken = hold->taken_at != INSTANT_NONE;
		return true;
	}
	*taken = false;
	return step_unit(x, step, &unit, e) && head_party(x, unit, out, e);
}

bool stands_in(const struct decide *x, struct seat s)
{
	for (size_t i = 0; i < x->org->leaves; i++) {
		const struct leave *l = &x->org->leave[i];

		if (l->deputy.v == s.person.v && l->from <= x->at && x->at < l->to &&
		    org_employed(x->org, s.person, x->at) &&
		    org_member(x->org, l->person, s.unit, x->at)) {
			return true;
		}
	}
	return false;
}

bool seat_kept(const struct decide *x, struct seat s)
{
	return org_member(x->org, s.person, s.unit, x->at) || stands_in(x, s) ||
	       org_delegator(x->org, s.person, s.unit, s.post, x->at).v != 0;
}

bool acts_at(struct decide *x, struct unit_id unit, const char *post)
{
	struct post p = post_of(post);

	if (org_holds(x->org, x->actor, unit, p, x->at)) {
		return true;
	}
	struct person_id by = org_delegator(x->org, x->actor, unit, p, x->at);

	if (by.v == 0) {
		return false;
	}
	x->on_behalf = by;
	return true;
}

bool acts_as_head(struct decide *x, struct unit_id unit)
{
	const struct unit *u = unit_of(x, unit);

	for (int depth = 0; u != NULL && depth < 16; depth++) {
		if (acts_at(x, u->id, "head") || acts_at(x, u->id, "deputy")) {
			return true;
		}
		u = unit_above(x, u);
	}
	return false;
}

struct unit_id custody_unit(const struct decide *x)
{
	return dossier_custody(x->d);
}

struct party actor_party(struct decide *x, struct unit_id unit, struct post post)
{
	return (struct party){ .kind = PARTY_SEAT,
			       .seat = { .unit = unit, .post = post, .person = x->actor } };
}

/* The seat at which the actor takes what the hold keeps for its unit. */
static struct party taker(struct decide *x, const struct obligation *hold)
{
	const char *posts[] = { x->d->version->step[x->d->step].post.code, "head", "deputy" };
	struct seat s = hold->holder.seat;

	if (s.person.v == x->actor.v) {
		return hold->holder;	/* whom it waits with opens it: no other custody */
	}
	for (size_t i = 0; i < ARRAY_LEN(posts); i++) {
		if (acts_at(x, s.unit, posts[i])) {
			return actor_party(x, s.unit, post_of(posts[i]));
		}
	}
	return actor_party(x, s.unit, s.post);
}

bool emit_taken(struct decide *x, struct err *e)
{
	struct party me = taker(x, dossier_hold(x->d));
	struct json *b = body_new(x);

	body_put_party(x, b, "holder", &me);
	if (x->given.passed_over) {
		body_put_true(x, b, "chosen");
	}
	return decide_emit(x, KIND_TAKEN, b, e);
}

bool ensure_taken(struct decide *x, struct err *e)
{
	const struct obligation *hold = dossier_hold(x->d);

	if (hold == NULL || hold->holder.kind != PARTY_SEAT) {
		return refuse(e, "right.holder", NULL);
	}
	return hold->taken_at != INSTANT_NONE || emit_taken(x, e);
}

bool go_along(struct decide *x, const struct outcome *o, enum decision decision, struct err *e)
{
	struct party to;
	bool taken, waits = false;
	int32_t lacks = dossier_short_round(x->d, x->at, &waits);

	if (o->to_step == SIZE_MAX) {
		return refuse_str(e, "hold.outcome_use", "outcome", o->id);
	}
	/* While votes may still come; who is silent past their due stops nothing (rule 29). */
	if (lacks > 0 && waits) {
		return refuse_int(e, "opinion.quorum", "round", lacks);
	}
	/* The first look finds refusals before anything is drafted; taking it may
	 * change who goes on holding a consult step. */
	if (!step_party(x, o->to_step, &to, &taken, e) || !ensure_taken(x, e) ||
	    !step_party(x, o->to_step, &to, &taken, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "outcome", o->id);
	body_put_str(x, b, "step", x->d->version->step[o->to_step].id);
	body_put_party(x, b, "holder", &to);
	if (taken) {
		body_put_true(x, b, "taken");
	}
	if (decision != DECISION_NONE) {
		body_put_str(x, b, "decision", str_of(decision_name(decision)));
	}
	if (lacks > 0) {
		body_put_int(x, b, "short", lacks);
	}
	body_pass(x, b, "reasons_c");
	return decide_emit(x, KIND_HANDED_OVER, b, e) &&
	       (x->d->version->step[o->to_step].kind != STEP_CONSULT || ask_by_plan(x, e));
}

bool covered(struct decide *x, const struct calendar *cal, int64_t at, struct err *e)
{
	(void)x;
	return calendar_covers(cal, at) || refuse_at(e, "clock.uncovered", "at", at);
}
