/* Who may act: deny by default, delegations named on the record. */
#include "decide_in.h"

static bool at_onestop(struct decide *x, struct unit_id unit)
{
	return acts_at(x, unit, "clerk") || acts_at(x, unit, "head") || acts_at(x, unit, "deputy");
}

static bool clerk(struct decide *x)
{
	struct unit_id unit = { arg_id(x, "receiving", 'u') };

	if (x->d != NULL && x->d->state != DOSSIER_NONE) {
		unit = x->d->receiving;
	} else if (unit.v == 0) {
		unit.v = arg_id(x, "unit", 'u');
	}
	return unit.v != 0 && at_onestop(x, unit);
}

/* The person of the open hold, or the one it is untaken with. */
static bool holder(struct decide *x)
{
	const struct obligation *hold = dossier_hold(x->d);

	/* While somebody outside waits, the office's last holder may still act. */
	if (hold == NULL || x->d->office.kind != PARTY_SEAT) {
		return false;
	}
	struct seat s = hold->holder.kind == PARTY_SEAT ? hold->holder.seat
							: x->d->office.seat;

	/* Whoever has left the unit holds nothing more, even before the next tick
	 * passes it on; a superior may sit at a headless unit's seat. */
	if (s.person.v == x->actor.v && (seat_kept(x, s) || acts_as_head(x, s.unit))) {
		return true;
	}
	struct person_id by = org_delegator(x->org, x->actor, s.unit, s.post, x->at);

	if (by.v == s.person.v) {
		x->on_behalf = by;
		return true;
	}
	return false;
}

static bool head_above(struct decide *x)
{
	return acts_as_head(x, custody_unit(x));
}

static bool at_post(struct decide *x, struct unit_id unit, struct post post)
{
	return acts_at(x, unit, post.code) || acts_at(x, unit, "head") ||
	       acts_at(x, unit, "deputy");
}

/* The post the present step names, its unit's head or deputy; of work, also where a ruling
 * on competence brought it (rule 32). */
static bool step_post(struct decide *x, enum step_kind kind)
{
	struct unit_id unit;
	struct err ignored;
	struct dossier *d = x->d;

	if (d->step < 0 || (kind != STEP_NONE && d->version->step[d->step].kind != kind)) {
		return false;
	}
	if (d->version->step[d->step].kind == STEP_CONSULT) {
		return holder(x);
	}
	struct post post = d->version->step[d->step].post;

	if (kind == STEP_NONE && at_post(x, custody_unit(x), post)) {
		return true;
	}
	return step_unit(x, (size_t)d->step, &unit, &ignored) && at_post(x, unit, post);
}

/* Somebody may be given the signature by some procedures without the post. */
static bool signer(struct decide *x)
{
	const char *posts[] = { "", "head", "deputy" };
	const struct step *s = x->d->step >= 0 ? &x->d->version->step[x->d->step] : NULL;
	struct unit_id unit;
	struct err ignored;

	if (step_post(x, STEP_SIGN)) {
		return true;
	}
	if (s == NULL || s->kind != STEP_SIGN ||
	    !step_unit(x, (size_t)x->d->step, &unit, &ignored)) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(posts) && x->on_behalf.v == 0; i++) {
		struct post post = i == 0 ? s->post : post_of(posts[i]);

		x->on_behalf = org_sign_delegator(x->org, x->actor, unit, post,
						  procedure_signed(x->d->version), x->at);
	}
	return x->on_behalf.v != 0;
}

static bool onestop(struct decide *x)
{
	const struct unit *agency = unit_of(x, x->d->competent);
	const struct unit *serving = agency != NULL ? org_relative(x->org, agency, STR("@mc"))
						    : NULL;

	return at_onestop(x, x->d->receiving) || (serving != NULL && at_onestop(x, serving->id));
}

static bool of_unit(struct decide *x, struct unit_id unit)
{
	return org_member(x->org, x->actor, unit, x->at) || acts_as_head(x, unit);
}

static bool asked(struct decide *x)
{
	int64_t n = arg_int(x, "number", 0);

	if (n < 1 || (size_t)n > x->d->opinions) {
		return true;		/* deciding refuses it as unknown */
	}
	const struct opinion *o = &x->d->opinion[n - 1];
	struct seat s = x->d->ob[o->obligation].holder.seat;

	/* A member answers in person, or by a delegation on record. */
	if (o->member && s.person.v != x->actor.v) {
		x->on_behalf = org_delegator(x->org, x->actor, s.unit, s.post, x->at);
		return x->on_behalf.v == s.person.v;
	}
	return of_unit(x, s.unit);
}

/* Where nothing is to be ruled on deciding says so. */
static bool ruling(struct decide *x)
{
	int64_t n = arg_int(x, "number", 0);
	const struct opinion *o = n >= 1 && (size_t)n <= x->d->opinions ? &x->d->opinion[n - 1]
									 : NULL;

	return o == NULL || o->marked_at == INSTANT_NONE ||
	       acts_as_head(x, x->d->ob[o->ruling].holder.seat.unit);
}

static bool of_matter(struct decide *x)
{
	struct unit_id named = { arg_id(x, "unit", 'u') };

	return of_unit(x, x->m->kind != MATTER_NONE ? x->m->unit : named);
}

static bool owing(struct decide *x)
{
	int64_t n = arg_int(x, "number", 0);

	/* deciding refuses an unknown one */
	if (n < 1 || (size_t)n > x->m->oweds) {
		return true;
	}
	const struct owed *o = &x->m->owed[n - 1];

	return o->member ? x->actor.v == o->holder.person.v : of_unit(x, o->holder.unit);
}

static bool self_or_head(struct decide *x)
{
	struct person_id who = { arg_id(x, "person", 'p') };

	if (who.v == x->actor.v) {
		return true;
	}
	for (size_t i = 0; i < x->org->assignments; i++) {
		const struct assignment *a = &x->org->assignment[i];

		if (a->person.v == who.v && org_holds(x->org, who, a->unit, a->post, x->at) &&
		    acts_as_head(x, a->unit)) {
			return true;
		}
	}
	return false;
}

/* Who decides what somebody of the unit signs: its head, or one above, by their own
 * post; nobody for themselves. */
static bool unit_head(struct decide *x)
{
	const struct unit *u = unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });

	for (int i = 0; u != NULL && i < ORG_DEPTH && arg_id(x, "person", 'p') != x->actor.v;
	     i++) {
		if (org_holds(x->org, x->actor, u->id, post_of("head"), x->at)) {
			return true;
		}
		u = unit_above(x, u);
	}
	return false;
}

static bool admin(struct decide *x)
{
	for (size_t i = 0; i < x->org->assignments; i++) {
		const struct assignment *a = &x->org->assignment[i];

		if (a->person.v == x->actor.v && post_is(a->post, "admin") &&
		    org_holds(x->org, x->actor, a->unit, a->post, x->at)) {
			return true;
		}
	}
	return false;
}

static bool took_part(const struct reading_place *p, struct unit_id unit)
{
	for (size_t i = 0; i < p->helds; i++) {
		if (p->held[i].v == unit.v) {
			return true;
		}
	}
	return false;
}

/* Names by right: the counters that helped or received, the competent agency,
 * units that hold or held a duty of it, the heads above its holder, and who inspects. */
static bool reads(struct decide *x, const struct reading_place *p)
{
	const struct unit *agency = unit_of(x, p->competent);

	for (const struct assignment *a = org_post_after(x->org, x->actor, NULL, x->at);
	     a != NULL; a = org_post_after(x->org, x->actor, a, x->at)) {
		const struct unit *u = unit_of(x, a->unit);

		if (u == NULL || post_is(a->post, "admin")) {
			continue;
		}
		if (a->unit.v == p->receiving.v || a->unit.v == p->helping.v ||
		    took_part(p, a->unit) ||
		    (agency != NULL && org_below(x->org, u, agency, today(x)))) {
			return true;
		}
	}
	return acts_as_head(x, p->custody) ||
	       (agency != NULL && org_inspects(x->org, x->actor, agency, x->at));
}

static bool reader(struct decide *x)
{
	const struct dossier *d = x->d;
	struct unit_id *held = arena_array(x->arena, struct unit_id, d->obs);
	struct reading_place p = { .receiving = d->receiving, .helping = d->helping,
				   .competent = d->competent, .custody = custody_unit(x),
				   .held = held };

	for (size_t i = 0; i < d->obs; i++) {
		if (d->ob[i].holder.kind == PARTY_SEAT) {
			held[p.helds++] = d->ob[i].holder.seat.unit;
		}
	}
	return reads(x, &p);
}

static bool anybody(struct decide *x)
{
	return x->actor.v != 0 && org_employed(x->org, x->actor, x->at);
}

bool decide_reads(struct decide *x, const struct reading_place *p)
{
	return anybody(x) && reads(x, p);
}

/* One taken back as imported by mistake is to be read, and nothing else. */
static bool never_was(const struct decide *x)
{
	return x->d != NULL && x->d->state == DOSSIER_UNDONE;
}

/* The portal, and the citizen, whom deciding asks for a proof. */
static bool from_outside(const struct decide *x, enum right right)
{
	return (right == RIGHT_PORTAL || right == RIGHT_CITIZEN) && x->actor.v == 0 &&
	       !never_was(x);
}

static bool clerk_or_onestop(struct decide *x)
{
	return clerk(x) || (x->d->state != DOSSIER_NONE && onestop(x));
}

/* Whom it waits with may always open it: a stand-in too (rule 7). */
static bool taker_of(struct decide *x)
{
	return step_post(x, STEP_NONE) || holder(x);
}

static bool holder_or_head(struct decide *x)
{
	return holder(x) || head_above(x);
}

static bool agency_head(struct decide *x)
{
	return acts_as_head(x, x->d->competent);
}

static bool apology(struct decide *x)
{
	return apology_signer(x).v != 0;
}

static bool onestop_head(struct decide *x)
{
	return acts_at(x, x->d->receiving, "head") || acts_at(x, x->d->receiving, "deputy");
}

static bool records(struct decide *x)
{
	return step_post(x, STEP_ISSUE);
}

static bool filer(struct decide *x)
{
	return onestop(x) || holder_or_head(x) || records(x);
}

static bool self_or_head_or_admin(struct decide *x)
{
	return self_or_head(x) || admin(x);
}

/* Who has the right, and what is said to who has not. */
static const struct {
	bool (*fn)(struct decide *x);
	const char *refusal;
} rights[] = {
	[RIGHT_ADMIN] = { admin, "right.admin" },
	[RIGHT_PORTAL] = { clerk_or_onestop, "right.clerk" },
	[RIGHT_CLERK] = { clerk, "right.clerk" },
	[RIGHT_HOLDER] = { holder, "right.holder" },
	[RIGHT_TAKER] = { taker_of, "right.taker" },
	[RIGHT_HEAD] = { head_above, "right.head" },
	[RIGHT_HOLDER_OR_HEAD] = { holder_or_head, "right.holder" },
	[RIGHT_SIGNER] = { signer, "right.signer" },
	[RIGHT_AGENCY_HEAD] = { agency_head, "right.agency_head" },
	[RIGHT_APOLOGY] = { apology, "right.apology" },
	[RIGHT_CITIZEN] = { onestop, "right.onestop" },
	[RIGHT_ONESTOP] = { onestop, "right.onestop" },
	[RIGHT_ONESTOP_HEAD] = { onestop_head, "right.onestop_head" },
	[RIGHT_RECORDS] = { records, "right.records" },
	[RIGHT_FILER] = { filer, "right.filer" },
	[RIGHT_ASKED] = { asked, "right.asked" },
	[RIGHT_RULING] = { ruling, "right.ruling" },
	[RIGHT_ARBITER] = { acts_as_arbiter, "right.arbiter" },
	[RIGHT_SUPERIOR] = { acts_as_superior, "right.superior" },
	[RIGHT_HEARING] = { acts_in_hearing, "hearing.unknown" },
	[RIGHT_MATTER] = { of_matter, "right.matter" },
	[RIGHT_OWING] = { owing, "right.asked" },
	[RIGHT_SELF_OR_HEAD] = { self_or_head_or_admin, "right.self" },
	[RIGHT_UNIT_HEAD] = { unit_head, "right.unit_head" },
	[RIGHT_READER] = { reader, "right.reader" },
	[RIGHT_ANY] = { NULL, NULL },		/* all who are employed */
};

bool decide_right(struct decide *x, enum right right, struct err *e)
{
	x->on_behalf.v = 0;
	if (right == RIGHT_SYSTEM) {
		return x->actor.v == 0 || refuse(e, "right.system", NULL);
	}
	if (from_outside(x, right)) {
		return true;
	}
	if (right == RIGHT_NONE || !anybody(x)) {
		return refuse(e, "right.nobody", NULL);
	}
	if (never_was(x) && right != RIGHT_READER) {
		return refuse_str(e, "import.undone", "code", x->d->code);
	}
	return rights[right].fn == NULL || rights[right].fn(x) ||
	       refuse(e, rights[right].refusal, NULL);
}
