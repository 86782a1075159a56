/* Finding dossiers and people. */
#include "find.h"

#include "app_int.h"
#include "sight.h"

#include "base/num.h"

struct seeking {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	struct person_id seeker;
	struct found *out;
	size_t skip;			/* rows of the pages before, not yet passed */
	size_t looked;
	struct dossier_id *near;	/* given already, as in the seeker's own units */
	size_t nears;
};

/* Dossiers looked at for one question at most: those one may not see count too. */
enum { LOOKED_MOST = 400 };
/* Looked at of what each of the seeker's own units has in hand, for a name with more
 * bearers than are asked; found there in all. */
enum { NEAR_LOOKS = 300, NEAR_MOST = 300 };

/* Digits of a person's or a firm's number at least; letters before those of a passport. */
enum { NUMBER_LEAST = 6, NUMBER_LETTERS = 3 };

/* ---- what is asked for ---- */

static size_t digits_in(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		n += s.p[i] >= '0' && s.p[i] <= '9';
	}
	return n;
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "H19.21-2603…", "H19-2603…": the sign of an agency comes first. A passport's number
 * has no such mark. */
static bool code_begun(struct str s)
{
	return s.n > 0 && letter(s.p[0]) && str_find(s, ' ') == s.n &&
	       (str_find(s, '.') < s.n || str_find(s, '-') < s.n);
}

bool find_tells_number(struct str words)
{
	return digits_in(words) >= NUMBER_LEAST && !code_begun(str_trim(words));
}

/* Nothing but a number: "0790 9000 5678", "0101234567-001", "C1234567". */
static bool number_alone(struct str s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		letters += letter(c);
		if (!letter(c) && !(c >= '0' && c <= '9') && c != ' ' && c != '.' && c != '-') {
			return false;
		}
	}
	return find_tells_number(s) && letters <= NUMBER_LETTERS;
}

static enum found_by looks_like(struct str s)
{
	size_t digits = digits_in(s);
	bool dash = str_find(s, '-') < s.n, dot = str_find(s, '.') < s.n;

	if (s.n == 0) {
		return FOUND_NOTHING;
	}
	if (number_alone(s)) {
		return FOUND_NUMBER;
	}
	if (digits == s.n) {
		return FOUND_CODE;	/* few digits are the end of one */
	}
	return digits > 0 && (dash || dot || str_find(s, ' ') == s.n) ? FOUND_CODE : FOUND_NAME;
}

static struct str upper(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n, 1);

	for (size_t i = 0; i < s.n; i++) {
		p[i] = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 'a' + 'A') : s.p[i];
	}
	return (struct str){ p, s.n };
}

/* ---- dossiers ---- */

static bool given(const struct seeking *k, struct dossier_id id)
{
	for (size_t i = 0; i < k->nears; i++) {
		if (k->near[i].v == id.v) {
			return true;
		}
	}
	return false;
}

/* Does it come on this page? */
static bool look(struct seeking *k, const struct dossier_place *p, bool *comes, struct err *e)
{
	struct found *f = k->out;
	bool may;

	*comes = false;
	if (given(k, p->id)) {
		return true;
	}
	if (k->looked++ == LOOKED_MOST) {
		f->cut = true;
		return true;
	}
	if (!sight_may_at(k->app, k->a, k->ask->now, k->seeker, p, &may, e)) {
		return false;
	}
	if (!may) {
		return true;
	}
	if (k->skip > 0) {
		k->skip--;
		return true;
	}
	f->more = f->n == FIND_MOST;
	*comes = !f->more;
	return true;
}

static bool put(struct seeking *k, const struct dossier_row *r, struct err *e)
{
	struct found_dossier *d = &k->out->row[k->out->n++];

	*d = (struct found_dossier){
		.id = r->id, .code = r->code, .state = r->state,
		.procedure = label_procedure(k->app, k->ask, r->procedure),
		.holder = label_party(k->app, k->ask, &r->holder, k->ask->now),
		.received_at = r->received_at, .due = r->due,
		.late = r->state == DOSSIER_OPEN && r->due != INSTANT_NONE &&
			r->due < k->ask->now,
	};
	return label_subject(k->app, k->a, r->owner, &d->owner, e);
}

static bool add(struct seeking *k, const struct dossier_row *r, struct err *e)
{
	const struct dossier_place p = sight_place(r);
	bool comes;

	return look(k, &p, &comes, e) && (!comes || put(k, r, e));
}

static bool full(const struct seeking *k)
{
	return k->out->more || k->out->cut;
}

/* To fill a page and to know whether there is another. */
static int64_t rows_wanted(const struct seeking *k)
{
	return num_min((int64_t)k->skip + FIND_MOST + 1, LOOKED_MOST);
}

static bool add_page(struct seeking *k, const struct dossier_page *page, struct err *e)
{
	for (size_t i = 0; i < page->n && !full(k); i++) {
		if (!add(k, &page->row[i], e)) {
			return false;
		}
	}
	return true;
}

/* The end of a code: of the agencies the seeker works for. */
static bool by_tail(struct seeking *k, struct str digits, struct err *e)
{
	const struct org *o = &k->app->org;
	int64_t done = 0;
	bool cut = false;

	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *s = &o->assignment[i];
		const struct unit *u, *agency;
		struct dossier_page page;

		if (s->person.v != k->seeker.v ||
		    !org_holds(o, k->seeker, s->unit, s->post, k->ask->now)) {
			continue;
		}
		u = org_unit(o, s->unit);
		agency = u != NULL ? org_agency(o, u, day_of(k->ask->now)) : NULL;
		if (agency == NULL || agency->id.v == done) {
			continue;
		}
		done = agency->id.v;
		int64_t wanted = rows_wanted(k);
		if (!store_code_tail(k->app->store, k->a, agency->id, digits, wanted, &page, e) ||
		    !add_page(k, &page, e)) {
			return false;
		}
		cut = cut || (int64_t)page.n == wanted;
	}
	k->out->cut = k->out->cut || (cut && !k->out->more);
	return true;
}

static bool by_code(struct seeking *k, struct str words, struct err *e)
{
	struct list_query q = { .by = LIST_CODE, .prefix = upper(k->a, words),
				.limit = FIND_MOST };
	struct dossier_page page;

	if (digits_in(words) == words.n) {
		return words.n != CODE_TAIL || by_tail(k, words, e);
	}
	do {
		if (!store_list(k->app->store, k->a, &q, &page, e) || !add_page(k, &page, e)) {
			return false;
		}
		q.after = page.next;
	} while (page.more && !full(k));
	return true;
}

/* Most bearers of a name live elsewhere: rows are read of those that come only. */
static bool of_subject(struct seeking *k, struct subject_id id, struct err *e)
{
	struct dossier_place place[LOOKED_MOST];
	struct dossier_row row;
	size_t n;
	bool comes;

	if (!store_places(k->app->store, id, LOOKED_MOST, place, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n && !full(k); i++) {
		if (!look(k, &place[i], &comes, e) ||
		    (comes && (!store_dossier(k->app->store, k->a, place[i].id, &row, e) ||
			       !put(k, &row, e)))) {
			return false;
		}
	}
	k->out->cut = k->out->cut || (n == LOOKED_MOST && !k->out->more);
	return true;
}

/* As it stands in the vault. */
static struct str number_of(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != ' ' && s.p[i] != '.') {
			p[n++] = s.p[i];
		}
	}
	return upper(a, (struct str){ p, n });
}

static bool by_number(struct seeking *k, struct str words, struct err *e)
{
	struct str number = number_of(k->a, words);
	struct subject_id id;
	bool found;

	return store_subject_find(k->app->store, STR("id_number"), number, &id, &found, e) &&
	       (!found || of_subject(k, id, e));
}

/* Those of exactly that name and, if there is room, others who have its words. */
static bool people_named(struct app *app, struct arena *a, struct str words,
			 struct name_page *out, struct err *e)
{
	struct name_cursor start = { 0 };
	struct name_page others;

	if (!store_name_find(app->store, a, words, start, FIND_PEOPLE, out, e)) {
		return false;
	}
	if (!out->more || out->n == 0 || out->n == FIND_PEOPLE) {
		return true;
	}
	if (!store_name_find(app->store, a, words, out->next, FIND_PEOPLE - (int64_t)out->n,
			     &others, e)) {
		return false;
	}
	for (size_t i = 0; i < others.n; i++) {
		out->subject[out->n++] = others.subject[i];
	}
	out->more = others.more;
	return true;
}

/* What is held at a unit now, the earliest due first. */
static bool named_at(struct seeking *k, struct unit_id unit, struct str words, struct err *e)
{
	struct dossier_page page;

	if (!store_named_at(k->app->store, k->a, unit, words, NEAR_LOOKS,
			    NEAR_MOST - (int64_t)k->nears, &page, e)) {
		return false;
	}
	for (size_t i = 0; i < page.n && !full(k); i++) {
		if (!add(k, &page.row[i], e)) {
			return false;
		}
		k->near[k->nears++] = page.row[i].id;
	}
	return true;
}

/* Of a name that half the province bears: first what lies in the seeker's own units. */
static bool near_by_name(struct seeking *k, struct str words, struct err *e)
{
	const struct org *o = &k->app->org;

	k->near = arena_array(k->a, struct dossier_id, NEAR_MOST);
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *s = &o->assignment[i];

		if (s->person.v == k->seeker.v && k->nears < NEAR_MOST &&
		    org_holds(o, k->seeker, s->unit, s->post, k->ask->now) &&
		    !named_at(k, s->unit, words, e)) {
			return false;
		}
	}
	return true;
}

static bool by_name(struct seeking *k, struct str words, struct err *e)
{
	struct name_page page;

	if (!people_named(k->app, k->a, words, &page, e) ||
	    (page.more && !near_by_name(k, words, e))) {
		return false;
	}
	for (size_t i = 0; i < page.n && !full(k); i++) {
		if (!of_subject(k, page.subject[i], e)) {
			return false;
		}
	}
	k->out->cut = k->out->cut || (page.more && !k->out->more);
	return true;
}

bool app_find(struct app *app, struct arena *a, const struct asking *ask,
	      struct person_id seeker, struct str words, size_t skip, struct found *out,
	      struct err *e)
{
	struct seeking k = { .app = app, .a = a, .ask = ask, .seeker = seeker, .out = out,
			     .skip = skip };
	struct str s = str_trim(words);

	*out = (struct found){ .row = arena_array(a, struct found_dossier, FIND_MOST),
			       .by = looks_like(s) };
	switch (out->by) {
	case FOUND_CODE:
		return by_code(&k, s, e);
	case FOUND_NUMBER:
		return by_number(&k, s, e);
	case FOUND_NAME:
		return by_name(&k, s, e);
	case FOUND_NOTHING:
		break;
	}
	return true;
}

/* ---- people ---- */

/* Tax numbers have ten digits, of branches three more behind a dash; a person's identity
 * number has twelve. */
static bool tax_number(struct str s)
{
	return (s.n == 10 && digits_in(s) == 10) ||
	       (s.n == 14 && digits_in(s) == 13 && s.p[10] == '-');
}

static bool person_of(struct app *app, struct arena *a, struct subject_id id,
		      struct found_people *out, struct err *e)
{
	const struct json *record;
	struct dossier_page page;
	int64_t year = 0;

	if (!subject_record(app, a, id, &record, e) ||
	    !store_owned(app->store, a, id, FIND_MOST, &page, e)) {
		return false;
	}
	if (record == NULL) {
		return true;		/* erased between the two looks */
	}
	if (!str_to_int64(str_sub(json_str(record, "birth"), 0, 4), &year)) {
		year = 0;
	}
	out->row[out->n++] = (struct found_person){
		.id = id, .name = mask_name(a, json_str(record, "name")),
		.number = mask_number(a, json_str(record, "id_number")),
		.phone = mask_number(a, json_str(record, "phone")), .born_year = year,
		.organisation = tax_number(json_str(record, "id_number")),
		.dossiers = (int64_t)page.n,
		.last_code = page.n > 0 ? page.row[0].code : (struct str){ 0 },
		.last_at = page.n > 0 ? page.row[0].submitted_at : INSTANT_NONE,
	};
	return true;
}

bool app_find_people(struct app *app, struct arena *a, const struct asking *ask,
		     struct str words, struct found_people *out, struct err *e)
{
	struct str s = str_trim(words);
	struct subject_id one;
	struct name_page page = { .subject = &one };
	bool found = false;

	(void)ask;
	*out = (struct found_people){ .row = arena_array(a, struct found_person, FIND_PEOPLE) };
	if (looks_like(s) == FOUND_NOTHING) {
		return true;
	}
	if (digits_in(s) > 0) {
		if (!store_subject_find(app->store, STR("id_number"), upper(a, s), &one,
					&found, e)) {
			return false;
		}
		page.n = found ? 1 : 0;
	} else if (!people_named(app, a, s, &page, e)) {
		return false;
	}
	for (size_t i = 0; i < page.n; i++) {
		if (!person_of(app, a, page.subject[i], out, e)) {
			return false;
		}
	}
	out->more = page.more;
	return true;
}
