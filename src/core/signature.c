/* Who signs as what. */
#include "signature.h"

const char *signing_form_name(enum signing_form f)
{
	switch (f) {
	case SIGNING_KT:
		return "kt";
	case SIGNING_TL:
		return "tl";
	case SIGNING_TUQ:
		return "tuq";
	case SIGNING_NONE:
	case SIGNING_OWN:
		break;
	}
	return "";
}

enum signing_form signing_form_of(struct str s)
{
	static const enum signing_form all[] = { SIGNING_KT, SIGNING_TL, SIGNING_TUQ };

	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		if (str_is(s, signing_form_name(all[i]))) {
			return all[i];
		}
	}
	return SIGNING_OWN;
}

struct making {
	const struct law *law;
	const struct org *org;
	const struct signing *s;
	struct signature v;
};

static void line(struct making *m, const char *mark, struct unit_id unit, struct post post)
{
	const struct unit *u = org_unit(m->org, unit);
	struct str type = u != NULL ? unit_on(u, day_of(m->s->at))->type : STR("*");

	m->v.line[m->v.lines++] = (struct signature_line){
		mark, law_block(m->law, str_of(post.code), type) };
}

/* A unit of the agency that has no name of its own on papers: its head signs by order. */
static bool by_order(const struct making *m)
{
	const struct unit *u = org_unit(m->org, m->s->unit);
	const struct unit *agency = org_unit(m->org, m->s->agency);

	return u != NULL && agency != NULL && u != agency &&
	       (str_is(u->role, "room") || str_is(u->role, "office")) &&
	       org_below(m->org, u, agency, day_of(m->s->at));
}

/* The title of whoever signs with somebody's authority is that of the own post. */
static void own_line(struct making *m)
{
	const struct org *o = m->org;
	struct unit_id unit = m->s->unit;
	struct post post;

	if (org_post_at(o, m->s->person, unit, m->s->at, &post)) {
		line(m, "", unit, post);
		return;
	}
	for (size_t i = o->assignments; i > 0; i--) {
		const struct assignment *a = &o->assignment[i - 1];

		if (a->person.v == m->s->person.v &&
		    org_holds(o, a->person, a->unit, a->post, m->s->at)) {
			line(m, "", a->unit, a->post);
			return;
		}
	}
}

/* Person v 0: nobody gave any. */
static struct seat delegator(const struct making *m)
{
	const char *posts[] = { m->s->post.code, "head", "deputy" };
	struct seat by = { .unit = m->s->unit };

	for (size_t i = 0; i < ARRAY_LEN(posts) && by.person.v == 0; i++) {
		by.post = post_of(posts[i]);
		by.person = org_sign_delegator(m->org, m->s->person, m->s->unit, by.post,
					       m->s->by, m->s->at);
	}
	return by;
}

bool signature_of(const struct law *law, const struct org *org, const struct signing *s,
		  struct signature *out)
{
	struct making m = { .law = law, .org = org, .s = s };
	struct post head = post_of("head"), deputy = post_of("deputy");
	bool order = by_order(&m);

	m.v.seat = (struct seat){ s->unit, s->post, s->person };
	if (order) {
		line(&m, "TL.", s->agency, head);
	}
	if (org_holds(org, s->person, s->unit, head, s->at)) {
		m.v.form = SIGNING_OWN;
		m.v.seat.post = head;
		line(&m, "", s->unit, head);
	} else if (org_holds(org, s->person, s->unit, deputy, s->at)) {
		m.v.form = SIGNING_KT;
		m.v.seat.post = deputy;
		line(&m, "KT.", s->unit, head);
		line(&m, "", s->unit, deputy);
	} else if (org_holds(org, s->person, s->unit, s->post, s->at)) {
		m.v.form = SIGNING_OWN;
		line(&m, "", s->unit, s->post);
	} else {
		m.v.form = SIGNING_TUQ;
		m.v.seat = delegator(&m);
		m.v.on_behalf = m.v.seat.person;
		line(&m, "TUQ.", s->unit, head);
		own_line(&m);
	}
	if (m.v.form == SIGNING_TUQ && m.v.on_behalf.v == 0) {
		return false;
	}
	m.v.form = order && m.v.form != SIGNING_TUQ ? SIGNING_TL : m.v.form;
	*out = m.v;
	return true;
}

/* The head is away or there is none, and this is who answers for the unit: the deputy
 * named in the leave, or the one the post makes it. */
static bool answers_for_unit(const struct org *o, struct seat s, int64_t at)
{
	struct seat head, in;
	struct err none;

	if (!org_head(o, s.unit, at, &head, &none) || post_is(head.post, "head")) {
		return false;
	}
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *a = &o->assignment[i];
		struct seat away = { a->unit, a->post, a->person };

		if (a->unit.v == s.unit.v && post_is(a->post, "head") &&
		    org_holds(o, a->person, a->unit, a->post, at)) {
			return org_stand_in(o, away, at, &in, &none) &&
			       in.person.v == s.person.v;
		}
	}
	return head.person.v == s.person.v && head.unit.v == s.unit.v;
}

bool signature_in_scope(const struct org *org, const struct signing *s,
			const struct signature *v)
{
	return org_in_scope(org, v->seat, s->by, s->at) ||
	       answers_for_unit(org, v->seat, s->at) ||
	       org_sign_delegator(org, v->seat.person, s->unit, post_of("head"), s->by,
				  s->at).v != 0;
}
