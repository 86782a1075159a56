/* Minutes of a hand-over between two units. */
#include "reform_paper.h"

#include "form_int.h"
#include "reform_int.h"
#include "staff.h"

#include "core/reform.h"

#include <stdlib.h>

enum { COLUMNS = 6, PEOPLE_BYTES = 1 << 20 };

struct handover {
	struct form f;			/* for its words and items: of no dossier */
	const struct reform *r;
	const struct reform_pair *pair;
};

/* ---- who goes where ---- */

static const struct reform_unit *unit_of_plan(const struct reform *r, struct unit_id from)
{
	for (size_t i = 0; i < r->units; i++) {
		if (r->unit[i].unit->id.v == from.v) {
			return &r->unit[i];
		}
	}
	return NULL;
}

/* Where the person sits from that day on, or NULL. */
static const struct assignment *post_after(const struct app *app, const struct reform *r,
					   struct person_id who)
{
	const struct assignment *s = NULL;

	do {
		s = org_post_after(&app->org, who, s, r->settled);
	} while (s != NULL &&
		 reform_ended(&app->org, org_unit(&app->org, s->unit), r->on));
	return s;
}

/* Whose minutes name them: the unit they go to if it goes on with theirs, else the first. */
static struct unit_id goes_to(const struct app *app, const struct reform *r,
			      const struct reform_unit *from, const struct assignment *next)
{
	struct unit_id to = { 0 };

	if (next != NULL) {
		to = reform_agency_of(app, r->on, next->unit);
	}

	for (size_t i = 0; i < from->nexts; i++) {
		if (from->next[i].unit.v == to.v) {
			return to;
		}
	}
	return from->nexts > 0 ? from->next[0].unit : (struct unit_id){ 0 };
}

static bool of_pair(const struct app *app, const struct reform *r, const struct reform_post *p,
		    const struct reform_pair *pair)
{
	const struct reform_unit *from = unit_of_plan(r, reform_agency_of(app, r->on, p->unit));

	return from != NULL && from->unit->id.v == pair->from.v &&
	       goes_to(app, r, from, post_after(app, r, p->person)).v == pair->to.v;
}

/* ---- pairs ---- */

static struct reform_pair *pair_of(struct reform_pairs *p, struct unit_id from,
				   struct unit_id to)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->pair[i].from.v == from.v && p->pair[i].to.v == to.v) {
			return &p->pair[i];
		}
	}
	return NULL;
}

/* Those of whoever goes on with something, and whatever passed elsewhere besides. */
static size_t pairs_room(const struct reform *r)
{
	size_t room = r->dossiers;

	for (size_t i = 0; i < r->units; i++) {
		room += r->unit[i].nexts;
	}
	return room;
}

static struct reform_pair *pair_made(struct reform_pairs *p, struct unit_id from,
				     struct unit_id to)
{
	struct reform_pair *there = pair_of(p, from, to);

	if (there == NULL) {
		there = &p->pair[p->n++];
		*there = (struct reform_pair){ .from = from, .to = to };
	}
	return there;
}

static void put_persons(struct app *app, const struct reform *r, struct reform_pairs *v)
{
	for (size_t i = 0; i < r->posts; i++) {
		struct unit_id from = reform_agency_of(app, r->on, r->post[i].unit);
		const struct reform_unit *u = unit_of_plan(r, from);
		struct reform_pair *p = u == NULL ? NULL
			: pair_of(v, from, goes_to(app, r, u,
						   post_after(app, r, r->post[i].person)));

		if (p != NULL) {
			p->persons++;
		}
	}
}

void app_reform_pairs(struct app *app, struct arena *a, const struct reform *r,
		      struct reform_pairs *out)
{
	struct reform_pairs v = { .pair = arena_array(a, struct reform_pair, pairs_room(r)) };

	for (size_t i = 0; i < r->units; i++) {
		for (size_t k = 0; k < r->unit[i].nexts; k++) {
			(void)pair_made(&v, r->unit[i].unit->id, r->unit[i].next[k].unit);
		}
	}
	for (size_t i = 0; i < r->dossiers; i++) {
		const struct reform_dossier *d = &r->dossier[i];

		if (d->how == REFORM_PASSES && d->was.v != d->now.v) {
			pair_made(&v, d->was, d->now)->dossiers++;
		}
	}
	put_persons(app, r, &v);
	*out = v;
}

struct str reform_paper_name(const struct app *app, struct arena *a,
			     const struct reform_pair *pair)
{
	const struct unit *from = org_unit(&app->org, pair->from);
	const struct unit *to = org_unit(&app->org, pair->to);

	return STR_JOIN(a, from->key, STR("-"), to->key, STR(".pdf"));
}

/* ---- names ---- */

static bool seat_words(struct form *f, struct seat s, int64_t at, struct str *out, struct err *e)
{
	struct seat_label l = label_seat(f->app, &f->ask, s, at);
	struct str name;

	if (s.post.code[0] == '\0') {
		*out = l.unit;		/* a unit itself: one that receives or helps */
		return true;
	}
	if (!staff_name(f->app, s.person, &name, e)) {
		return false;
	}
	if (name.n == 0) {
		const struct person *p = org_person(&f->app->org, s.person);
		name = p != NULL ? p->key : STR("");
	}
	struct text_arg args[] = { { "name", name }, { "post", l.post }, { "unit", l.unit } };

	*out = form_words(f, name.n > 0 ? "form.reform.seat" : "form.reform.post", args,
			  ARRAY_LEN(args));
	return true;
}

static struct seat seat_of(const struct seat_label *l)
{
	return (struct seat){ l->unit_id, l->post_code, l->person_id };
}

/* ---- dossiers ---- */

static bool put_dossier(struct handover *p, const struct reform_dossier *d, size_t i,
			struct str *cell, struct err *e)
{
	struct form *f = &p->f;

	cell[0] = str_fmt(f->a, "%zu", i + 1);
	cell[1] = d->code;
	cell[2] = d->step;
	cell[5] = d->due == INSTANT_NONE ? form_words0(f, "form.reform.no_due")
					 : form_moment(f, "form.control.moment", d->due);
	return seat_words(f, seat_of(&d->from), p->r->at - 1, &cell[3], e) &&
	       seat_words(f, seat_of(&d->to), p->r->at, &cell[4], e);
}

static bool put_dossiers(struct handover *p, struct err *e)
{
	static const char *const heads[COLUMNS] = {
		"form.no", "form.reform.code", "form.reform.step", "form.reform.giver",
		"form.reform.taker", "form.reform.due",
	};
	struct form *f = &p->f;
	struct str *cell = arena_array(f->a, struct str, (size_t)p->pair->dossiers * COLUMNS);
	size_t n = 0;

	form_add(f, SHEET_HEADING, NULL,
		 form_words1(f, "form.reform.dossiers", "n", str_int(f->a, p->pair->dossiers)));
	for (size_t i = 0; i < p->r->dossiers; i++) {
		const struct reform_dossier *d = &p->r->dossier[i];

		if (d->how == REFORM_PASSES && d->was.v == p->pair->from.v &&
		    d->now.v == p->pair->to.v && !put_dossier(p, d, n, cell + n * COLUMNS, e)) {
			return false;
		}
		n += d->how == REFORM_PASSES && d->was.v == p->pair->from.v &&
		     d->now.v == p->pair->to.v;
	}
	if (n == 0) {
		form_add(f, SHEET_TEXT, NULL, form_words0(f, "form.reform.none"));
		return true;
	}
	f->s->table = (struct sheet_table){
		.columns = COLUMNS, .share = { 5, 18, 17, 23, 23, 14 }, .small = true,
		.centred = { [0] = true, [5] = true }, .cell = cell, .rows = n };
	for (size_t i = 0; i < COLUMNS; i++) {
		f->s->table.head[i] = form_words0(f, heads[i]);
	}
	form_add_table(f);
	return true;
}

/* ---- people, and rights that end ---- */

static bool person_line(struct handover *p, const struct reform_post *post, size_t no,
			struct buf *b, struct err *e)
{
	struct form *f = &p->f;
	const struct assignment *next = post_after(f->app, p->r, post->person);
	struct seat had = { post->unit, post->post, post->person };
	struct text_arg args[] = { { "no", str_fmt(f->a, "%zu", no) }, { "had", STR("") },
				   { "has", STR("") } };

	if (!seat_words(f, had, p->r->at - 1, &args[1].value, e)) {
		return false;
	}
	if (next != NULL) {
		struct seat has = { next->unit, next->post, { 0 } };

		if (!seat_words(f, has, p->r->at, &args[2].value, e)) {
			return false;
		}
	}
	if (b->n > 0) {
		buf_char(b, '\n');
	}
	buf_str(b, form_words(f, next != NULL ? "form.reform.person" : "form.reform.person.none",
			      args, ARRAY_LEN(args)));
	return true;
}

static bool put_people(struct handover *p, struct err *e)
{
	struct form *f = &p->f;
	struct buf b;
	size_t n = 0;
	bool ok = true;

	buf_init(&b, PEOPLE_BYTES);
	for (size_t i = 0; i < p->r->posts && ok; i++) {
		if (of_pair(f->app, p->r, &p->r->post[i], p->pair)) {
			ok = person_line(p, &p->r->post[i], ++n, &b, e);
		}
	}
	form_add(f, SHEET_HEADING, NULL,
		 form_words1(f, "form.reform.persons", "n", str_fmt(f->a, "%zu", n)));
	form_add(f, SHEET_TEXT, NULL, n > 0 ? str_dup(f->a, buf_view(&b))
					    : form_words0(f, "form.reform.none"));
	buf_done(&b);
	return ok;
}

static bool right_line(struct handover *p, const struct delegation *d, struct buf *b,
		       struct err *e)
{
	struct form *f = &p->f;
	struct text_arg args[] = { { "from", STR("") }, { "to", STR("") } };

	if (!staff_name(f->app, d->from_person, &args[0].value, e) ||
	    !seat_words(f, (struct seat){ d->unit, d->post, d->to_person }, p->r->at - 1,
			&args[1].value, e)) {
		return false;
	}
	if (b->n > 0) {
		buf_char(b, '\n');
	}
	buf_str(b, form_words(f, "form.reform.delegation", args, ARRAY_LEN(args)));
	return true;
}

/* Every post at the unit that ends is a right that ends with it; delegations besides. */
static bool put_rights(struct handover *p, struct err *e)
{
	struct form *f = &p->f;
	const struct org *o = &f->app->org;
	struct buf b;
	bool ok = true;

	buf_init(&b, PEOPLE_BYTES);
	if (p->pair->persons > 0) {
		buf_str(&b, form_words1(f, "form.reform.posts_end", "n",
					str_int(f->a, p->pair->persons)));
	}
	/* Looking back: with the posts, and no second time by other minutes. */
	bool theirs = p->r->last_seq == 0 || p->pair->persons > 0;
	for (size_t i = 0; theirs && i < o->delegations && ok; i++) {
		const struct delegation *d = &o->delegation[i];

		if (d->from <= p->r->at && p->r->at < d->to &&
		    reform_agency_of(f->app, p->r->on, d->unit).v == p->pair->from.v) {
			ok = right_line(p, d, &b, e);
		}
	}
	form_add(f, SHEET_HEADING, NULL, form_words0(f, "form.reform.rights"));
	form_add(f, SHEET_TEXT, NULL, b.n > 0 ? str_dup(f->a, buf_view(&b))
					      : form_words0(f, "form.reform.none"));
	buf_done(&b);
	return ok;
}

/* ---- the sheet ---- */

static struct str scope_words(struct form *f, const struct reform_unit *u, struct unit_id to)
{
	struct str s = STR("");

	for (size_t i = 0; i < u->nexts; i++) {
		struct str scope = u->next[i].scope, one = scope;

		if (u->next[i].unit.v != to.v) {
			continue;
		}
		if (!str_starts(scope, STR("procedure:"))) {
			one = form_words0(f, str_fmt(f->a, "form.reform.scope.%.*s",
						     STR_ARG(scope)).p);
		}
		s = s.n > 0 ? STR_JOIN(f->a, s, STR("; "), one) : one;
	}
	return s;
}

/* What it is printed from, once it was done. */
static void put_entries(struct handover *p)
{
	struct form *f = &p->f;
	struct text_arg args[] = {
		{ "first", str_int(f->a, p->r->first_seq) },
		{ "last", str_int(f->a, p->r->last_seq) },
		{ "from", form_moment(f, "form.control.moment", p->r->at) } };

	form_add(f, SHEET_FACT, "form.reform.entries",
		 form_words(f, "form.reform.entries.of", args, ARRAY_LEN(args)));
}

static void put_head(struct handover *p, struct str minutes)
{
	struct form *f = &p->f;
	struct sheet *s = f->s;
	const struct unit *from = org_unit(&f->app->org, p->pair->from);
	const struct unit *to = org_unit(&f->app->org, p->pair->to);
	bool ended = from->to.n <= p->r->on.n;
	/* As it was on its last day. */
	const struct unit_attr *was = unit_on(from, (struct day){
		(ended ? from->to.n : p->r->on.n) - 1 });
	const struct unit *above = org_unit(&f->app->org, was->parent);
	struct text_arg names[] = { { "from", was->name },
				    { "to", unit_on(to, p->r->on)->name } };

	s->issuer = was->name;
	s->issuer_of = above != NULL ? unit_on(above, p->r->on)->name : STR("");
	s->motto = form_words0(f, "form.motto");
	s->motto_below = form_words0(f, "form.motto.below");
	s->place_date = form_moment(f, "form.date", day_start(p->r->on));
	s->number = form_words1(f, "form.reform.number", "number",
				minutes.n > 0 ? minutes : STR("……/BB"));
	s->title = form_words(f, "form.reform.title.of", names, ARRAY_LEN(names));
	s->foot = STR_JOIN(f->a, from->key, STR(" → "), to->key);
	form_add(f, SHEET_TITLE, NULL, form_words0(f, "form.reform.title"));
	form_add(f, SHEET_SUBTITLE, NULL, form_words0(f, "form.reform.subtitle"));
	form_add(f, SHEET_FACT, "form.reform.from", names[0].value);
	form_add(f, SHEET_FACT, "form.reform.to", names[1].value);
	const struct reform_unit *u = unit_of_plan(p->r, p->pair->from);
	struct str scope = u != NULL ? scope_words(f, u, p->pair->to) : STR("");
	form_add(f, SHEET_FACT, "form.reform.scope",
		 scope.n > 0 ? scope : form_words0(f, "form.reform.scope.instead"));
	form_add(f, SHEET_FACT, "form.reform.on",
		 form_moment(f, "register.day", day_start(ended ? from->to : p->r->on)));
	if (p->r->last_seq > 0) {
		put_entries(p);
	}
}

bool app_reform_paper(struct app *app, struct arena *a, const struct reform *r,
		      const struct reform_pair *pair, struct str minutes, struct sheet *out,
		      struct err *e)
{
	struct handover p = { .f = { .app = app, .a = a, .s = out,
				  .ask = { TEXT_VI, LABEL_INSIDE, r->at } },
			   .r = r, .pair = pair };

	*out = (struct sheet){ .items = 0 };
	put_head(&p, minutes);
	if (!put_dossiers(&p, e) || !put_people(&p, e) || !put_rights(&p, e)) {
		return false;
	}
	form_add(&p.f, SHEET_NOTE, NULL, form_words0(&p.f, "form.reform.note"));
	form_add_signs(&p.f, "form.reform.giving", STR(""), "form.reform.taking", STR(""));
	return true;
}
