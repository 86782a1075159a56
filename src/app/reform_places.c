/* Posts of a reorganisation, out of a table. */
#include "reform_places.h"

#include "app_int.h"

#include "core/csv.h"
#include "core/reform.h"

#include <string.h>

static const char *const column_name[PLACES_COLUMNS] = { "person", "unit", "post" };

struct reading {
	struct app *app;
	struct arena *a;
	struct day on;
	size_t at[PLACES_COLUMNS];		/* which field that is */
	struct map seen;		/* person, unit, post: the line it stood in first */
	struct reform_places p;
	size_t room;
};

/* ---- heads ---- */

static bool read_heads(struct reading *r, struct csv *c, struct err *e)
{
	bool there;

	if (!csv_next(c, &there, e)) {
		return false;
	}
	for (size_t k = 0; k < PLACES_COLUMNS; k++) {
		r->at[k] = CSV_FIELDS;
		for (size_t i = 0; there && i < c->n; i++) {
			r->at[k] = str_is(str_trim(c->field[i]), column_name[k]) ? i : r->at[k];
		}
		if (r->at[k] == CSV_FIELDS) {
			return err_set(e, ERR_INVALID, "reform.places.heads", "name",
				       column_name[k], NULL);
		}
	}
	return true;
}

/* ---- one of them ---- */

static bool known_post(const struct law *law, struct str post)
{
	for (size_t i = 0; i < law->titles; i++) {
		if (str_eq(law->title[i].post, post)) {
			return post.n < POST_SIZE;
		}
	}
	return false;
}

static bool wrong(struct reading *r, struct err *why, const char *key, const char *name,
		  struct str value)
{
	return err_set(why, ERR_INVALID, key, name, str_cstr(r->a, value), NULL);
}

/* Is each of them what it should be? */
static bool settle(struct reading *r, const struct str *field, struct reform_place *out,
		   struct err *why)
{
	const struct org *o = &r->app->org;
	const struct person *p = org_person_by_key(o, field[PLACES_PERSON]);
	const struct unit *u = org_unit_by_key(o, field[PLACES_UNIT]);
	char day[DAY_TEXT];

	if (p == NULL) {
		return wrong(r, why, "person.unknown", "value", field[PLACES_PERSON]);
	}
	if (u == NULL) {
		out->about = PLACES_UNIT;
		return wrong(r, why, "unit.unknown", "value", field[PLACES_UNIT]);
	}
	if (!unit_exists(u, r->on) || reform_ended(o, u, r->on)) {
		out->about = PLACES_UNIT;
		(void)wrong(r, why, "reform.places.unit", "unit", u->key);
		return err_add(why, "day", day_vi(r->on, day));
	}
	if (!known_post(&r->app->law, field[PLACES_POST])) {
		out->about = PLACES_POST;
		return wrong(r, why, "org.post", "post", field[PLACES_POST]);
	}
	out->person = p->id;
	out->unit = u->id;
	out->post = post_of_str(field[PLACES_POST]);
	return true;
}

static bool twice(struct reading *r, const struct str *field, int64_t line, struct err *why)
{
	struct str key = STR_JOIN(r->a, field[PLACES_PERSON], STR(" "), field[PLACES_UNIT],
				  STR(" "), field[PLACES_POST]);
	const int64_t *first = map_get(&r->seen, key);

	if (first != NULL) {
		(void)err_set(why, ERR_INVALID, "reform.places.twice", NULL);
		return !err_add_int(why, "first", *first);
	}
	int64_t *mine = arena_new(r->a, int64_t);

	*mine = line;
	map_put(&r->seen, key, mine);
	return false;
}

static struct reform_place *next_place(struct reading *r)
{
	if (r->p.n == r->room) {
		size_t room = r->room > 0 ? 2 * r->room : 64;
		struct reform_place *grown = arena_array(r->a, struct reform_place, room);

		if (r->p.n > 0) {
			memcpy(grown, r->p.place, r->p.n * sizeof(*grown));
		}
		r->p.place = grown;
		r->room = room;
	}
	return &r->p.place[r->p.n++];
}

static void take(struct reading *r, const struct csv *c)
{
	struct reform_place *v = next_place(r);
	struct str *field = v->field;
	int64_t at = day_start(r->on);

	*v = (struct reform_place){ .line = c->line, .why = { .code = ERR_NONE } };
	for (size_t k = 0; k < PLACES_COLUMNS; k++) {
		field[k] = r->at[k] < c->n ? str_trim(c->field[r->at[k]]) : STR("");
	}
	if (!settle(r, field, v, &v->why) || twice(r, field, c->line, &v->why)) {
		r->p.wrong++;
		return;
	}
	at = at > app_now(r->app) ? at : app_now(r->app);
	v->there = org_holds(&r->app->org, v->person, v->unit, v->post, at);
	r->p.there += v->there;
}

/* ---- all of it ---- */

bool app_reform_places(struct app *app, struct arena *a, struct str table, struct day on,
		       struct reform_places *out, struct err *e)
{
	struct reading r = { .app = app, .a = a, .on = on };
	struct csv c;
	bool there = true;

	map_init(&r.seen, a);
	csv_start(&c, a, table);
	if (!read_heads(&r, &c, e)) {
		return false;
	}
	while (there) {
		if (!csv_next(&c, &there, e)) {
			return false;
		}
		if (there && r.p.n == PLACES_MOST) {
			(void)err_set(e, ERR_LIMIT, "reform.places.many", NULL);
			return err_add_int(e, "most", PLACES_MOST);
		}
		if (there) {
			take(&r, &c);
		}
	}
	*out = r.p;
	return true;
}

struct str app_reform_places_text(struct arena *a, const struct reform_places *p)
{
	struct buf b;
	int64_t line = 1;

	buf_init(&b, 2 * PLACES_BYTES);
	buf_str(&b, STR("person,unit,post\n"));
	for (size_t i = 0; i < p->n; i++) {
		const struct reform_place *v = &p->place[i];

		for (line++; line < v->line; line++) {
			buf_char(&b, '\n');
		}
		for (size_t k = 0; k < PLACES_COLUMNS; k++) {
			csv_put(&b, v->field[k]);
			buf_char(&b, k + 1 < PLACES_COLUMNS ? ',' : '\n');
		}
	}
	struct str text = str_dup(a, buf_view(&b));

	buf_done(&b);
	return text;
}

struct reform_place *app_reform_place(const struct reform_places *p, int64_t line)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->place[i].line == line) {
			return &p->place[i];
		}
	}
	return NULL;
}

struct unit_id app_reform_suggest(const struct app *app, struct day on, struct unit_id unit)
{
	const struct org *o = &app->org;
	const struct unit *u = org_unit(o, unit);
	const struct unit *agency = u != NULL ? reform_agency(o, u, on) : NULL;
	const struct succession *next[SUCCESSORS_MOST];
	size_t n = agency != NULL ? org_successors(o, agency->id, next, SUCCESSORS_MOST) : 0;

	for (size_t i = 0; i < n && i < SUCCESSORS_MOST; i++) {
		const struct unit *to = org_unit(o, next[i]->new_unit);

		if (to != NULL && next[i]->from.n <= on.n && unit_exists(to, on)) {
			return reform_place(o, u, to, on)->id;
		}
	}
	return (struct unit_id){ 0 };
}

/* ---- supposed ---- */

struct supposing {
	struct org *org;
	struct arena *a;
};

static bool read_again(void *ctx, const struct stored *s, struct err *e)
{
	struct supposing *p = ctx;
	struct entry en;

	if (s->stream.kind == STREAM_STORE) {
		return true;
	}
	return entry_read(p->a, str_dup(p->a, s->bytes), &en, e) && org_apply(p->org, &en, e);
}

static bool put_places(struct org *o, const struct reform_places *p, int64_t at, struct err *e)
{
	struct arena *a = o->arena;

	for (size_t i = 0; i < p->n; i++) {
		const struct reform_place *v = &p->place[i];
		struct json *body = json_new_obj(a);
		char id[ID_TEXT], text[INSTANT_TEXT];
		struct entry en = { .at = at, .kind = KIND_ASSIGNED, .version = 1, .body = body,
				    .stream = { STREAM_PERSON, v->person.v } };

		if (v->there) {
			continue;
		}
		json_set_str(a, body, "unit", str_dup(a, str_of(id_text('u', v->unit.v, id))));
		json_set_str(a, body, "post", str_dup(a, str_of(v->post.code)));
		json_set_str(a, body, "from", str_dup(a, str_of(instant_text(at, text))));
		if (!org_apply(o, &en, e)) {
			return false;
		}
	}
	return true;
}

/* Others read the organisation that there is: a second one is made beside it. */
bool app_reform_suppose(struct app *app, struct arena *a, const struct reform_places *p,
			struct day on, struct reform_supposed *kept, struct err *e)
{
	struct org *o = arena_new(a, struct org);
	struct supposing s = { .org = o, .a = a };
	int64_t at = day_start(on);

	at = at > app_now(app) ? at : app_now(app);
	org_init(o, a);
	if (!store_frame(app->store, 0, read_again, &s, e) || !put_places(o, p, at, e)) {
		return false;
	}
	*kept = (struct reform_supposed){ .org = app->org, .on = true };
	app->org = *o;
	return true;
}

void app_reform_suppose_end(struct app *app, struct reform_supposed *kept)
{
	if (kept->on) {
		app->org = kept->org;
		kept->on = false;
	}
}
