/* Posts of a reorganisation, out of a table. */
#include "reform_places.h"

#include "app_int.h"

#include "core/csv.h"
#include "core/reform.h"

#include <string.h>

enum column { COLUMN_PERSON, COLUMN_UNIT, COLUMN_POST, COLUMNS };

struct reading {
	struct app *app;
	struct arena *a;
	struct day on;
	size_t at[COLUMNS];		/* which field that is */
	struct map seen;		/* person, unit, post: the line it stood in first */
	struct reform_places p;
	size_t room;
};

/* ---- heads ---- */

static bool read_heads(struct reading *r, struct csv *c, struct err *e)
{
	static const char *const name[COLUMNS] = { "person", "unit", "post" };
	bool there;

	if (!csv_next(c, &there, e)) {
		return false;
	}
	for (size_t k = 0; k < COLUMNS; k++) {
		r->at[k] = CSV_FIELDS;
		for (size_t i = 0; there && i < c->n; i++) {
			r->at[k] = str_is(str_trim(c->field[i]), name[k]) ? i : r->at[k];
		}
		if (r->at[k] == CSV_FIELDS) {
			return err_set(e, ERR_INVALID, "reform.places.heads", "name", name[k],
				       NULL);
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
	const struct person *p = org_person_by_key(o, field[COLUMN_PERSON]);
	const struct unit *u = org_unit_by_key(o, field[COLUMN_UNIT]);
	char day[DAY_TEXT];

	if (p == NULL) {
		return wrong(r, why, "person.unknown", "value", field[COLUMN_PERSON]);
	}
	if (u == NULL) {
		return wrong(r, why, "unit.unknown", "value", field[COLUMN_UNIT]);
	}
	if (!unit_exists(u, r->on) || reform_ended(o, u, r->on)) {
		(void)wrong(r, why, "reform.places.unit", "unit", u->key);
		return err_add(why, "day", day_vi(r->on, day));
	}
	if (!known_post(&r->app->law, field[COLUMN_POST])) {
		return wrong(r, why, "org.post", "post", field[COLUMN_POST]);
	}
	out->person = p->id;
	out->unit = u->id;
	out->post = post_of_str(field[COLUMN_POST]);
	return true;
}

static bool twice(struct reading *r, const struct str *field, int64_t line, struct err *why)
{
	struct str key = STR_JOIN(r->a, field[COLUMN_PERSON], STR(" "), field[COLUMN_UNIT],
				  STR(" "), field[COLUMN_POST]);
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
	struct str field[COLUMNS];
	int64_t at = day_start(r->on);

	*v = (struct reform_place){ .line = c->line, .why = { .code = ERR_NONE } };
	for (size_t k = 0; k < COLUMNS; k++) {
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

bool app_reform_pretend(struct app *app, const struct reform_places *p, int64_t at, struct err *e)
{
	struct arena *a = app->org.arena;

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
		if (!org_apply(&app->org, &en, e)) {
			return false;
		}
	}
	return true;
}
