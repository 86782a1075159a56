/* The form that asks about a matter. */
#include "matter_ask.h"

#include "field.h"
#include "form.h"
#include "web_int.h"
#include "words.h"

#include "app/label.h"

enum { ASKED_MOST = 400, INPUTS = 4 };

static bool chosen(const struct exchange *x, const char *name, struct str value)
{
	struct str one;
	for (size_t i = 0; form_nth(x->form, name, i, &one); i++) {
		if (str_eq(one, value)) {
			return true;
		}
	}
	return false;
}

/* The nearest stand first: the own agency and its other rooms; then other agencies, bodies. */
enum distance { NEAR, FAR, DISTANCES, NOT_ASKED };

static enum distance distance_of(const struct exchange *x, const struct matter *m,
				 const struct unit *u)
{
	const struct org *o = app_org(x->app);
	struct day today = day_of(x->now);
	const struct unit *own = org_unit(o, m->unit);
	if (!u || !unit_exists(u, today) || u == own) {
		return NOT_ASKED;
	}
	if (own && org_agency(o, u, today) == org_agency(o, own, today)) {
		return NEAR;
	}
	return str_is(u->role, "agency") || str_is(u->role, "body") ? FAR : NOT_ASKED;
}

static void put_units(const struct exchange *x, const struct matter *m, struct field_view *f)
{
	const struct org *o = app_org(x->app);
	struct option_view *list = arena_array(x->a, struct option_view, ASKED_MOST);
	size_t n = 0;
	for (size_t k = 0; k < DISTANCES * o->units && n < ASKED_MOST; k++) {
		const struct unit *u = o->unit[k % o->units];
		if (distance_of(x, m, u) == k / o->units) {
			list[n++] = (struct option_view){ u->key, label_unit(x->app, u->id, x->now),
							  chosen(x, "units", u->key) };
		}
	}
	f->options.p = list;
	f->options.n = n;
}

/* Who leads one of those. */
static void put_members(const struct exchange *x, const struct matter *m, struct field_view *f)
{
	const struct org *o = app_org(x->app);
	struct option_view *list = arena_array(x->a, struct option_view, ASKED_MOST);
	struct asking ask = asking_inside(x);
	size_t n = 0;
	for (size_t k = 0; k < DISTANCES * o->assignments && n < ASKED_MOST; k++) {
		const struct assignment *a = &o->assignment[k % o->assignments];
		const struct person *p = org_person(o, a->person);
		bool leads = post_is(a->post, "head") || post_is(a->post, "deputy");
		if (!p || !leads || a->person.v == x->person.v ||
		    distance_of(x, m, org_unit(o, a->unit)) != k / o->assignments ||
		    !org_holds(o, a->person, a->unit, a->post, x->now)) {
			continue;
		}
		struct seat seat = { a->unit, a->post, a->person };
		struct seat_label l = label_seat(x->app, &ask, seat, x->now);
		list[n++] = (struct option_view){ p->key, words_asked(x, &l),
						  chosen(x, "members", p->key) };
	}
	f->options.p = list;
	f->options.n = n;
}

static struct field_view field(const struct exchange *x, const char *name, const char *label)
{
	return (struct field_view){ .name = str_of(name), .label = words0(x, label),
				    .form = STR("ask-"), .value = form_get(x->form, name) };
}

void matter_ask_form(const struct exchange *x, const struct matter *m, const struct err *wrong,
		     struct action_view *out)
{
	struct input_view *in = arena_array(x->a, struct input_view, INPUTS);
	in[0] = (struct input_view){ INPUT_MANY, field(x, "units", "field.ask_on_matter.units") };
	in[1] = (struct input_view){ INPUT_MANY,
				     field(x, "members", "field.ask_on_matter.members") };
	in[2] = (struct input_view){ INPUT_LINE,
				     field(x, "quorum", "field.ask_on_matter.quorum") };
	in[3] = (struct input_view){ INPUT_LINE, field(x, "limit", "field.limit") };
	put_units(x, m, &in[0].field);
	put_members(x, m, &in[1].field);
	in[2].field.inputmode = STR("numeric");
	in[2].field.max = 3;
	in[3].field.required = true;
	in[3].field.max = 12;
	bool found = false;
	for (size_t i = 0; wrong && !found && i < INPUTS; i++) {
		found = field_blame(x, &in[i].field, wrong);
	}
	if (wrong && !found && str_is(str_of(wrong->key), "opinion.quorum_of")) {
		in[2].field.error = words_err(x, wrong);
		in[2].field.focus = true;
	}
	*out = (struct action_view){ .open = wrong != NULL };
	out->inputs.p = in;
	out->inputs.n = INPUTS;
}
