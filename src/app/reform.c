/* Reorganisations. */
#include "reform.h"

#include "app_int.h"
#include "reform_int.h"
#include "reform_moved.h"

#include "core/reform.h"

#include <string.h>

struct looking {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	struct reform *r;
	struct arena one;		/* of the dossier that is tried */
	size_t room;
};

/* ---- units and posts ---- */

bool reform_unit_ended(const struct app *app, struct unit_id id, struct day d)
{
	const struct unit *u = org_unit(&app->org, id);
	return u && reform_ended(&app->org, u, d);
}

struct unit_id reform_agency_of(const struct app *app, struct day on, struct unit_id id)
{
	const struct unit *u = org_unit(&app->org, id);
	const struct unit *agency = u ? reform_agency(&app->org, u, on) : NULL;
	return agency ? agency->id : id;
}

struct reform_unit *reform_put_unit(const struct app *app, struct arena *a, struct reform *r,
				    const struct unit *u)
{
	const struct succession *list[SUCCESSORS_MOST];
	size_t n = org_successors(&app->org, u->id, list, SUCCESSORS_MOST);
	struct reform_unit *v = &r->unit[r->units++];
	*v = (struct reform_unit){ .unit = u };
	v->next = arena_array(a, struct reform_next, n);
	for (size_t k = 0; k < n && k < SUCCESSORS_MOST; k++) {
		if (list[k]->from.n <= r->on.n) {
			v->next[v->nexts++] = (struct reform_next){ list[k]->new_unit,
								    list[k]->scope };
		}
	}
	return v;
}

void reform_put_units(const struct app *app, struct arena *a, struct reform *r)
{
	const struct org *o = &app->org;
	r->unit = arena_array(a, struct reform_unit, o->units);
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];
		if (!unit_exists(u, r->on) && reform_agency(o, u, r->on) == u) {
			(void)reform_put_unit(app, a, r, u);
		}
	}
}

static bool holds_at(const struct assignment *s, int64_t at)
{
	return s->from <= at && (s->to == INSTANT_NONE || s->to > at);
}

static void put_posts(struct looking *l)
{
	const struct org *o = &l->app->org;
	struct reform *r = l->r;
	struct imap lasting;
	imap_init(&lasting, l->a);
	r->post = arena_array(l->a, struct reform_post, o->assignments);
	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *s = &o->assignment[i];
		if (!holds_at(s, r->at)) {
			continue;
		}
		if (!reform_unit_ended(l->app, s->unit, r->on)) {
			imap_put(&lasting, s->person.v, r);
			continue;
		}
		r->post[r->posts++] = (struct reform_post){ .person = s->person,
							    .unit = s->unit, .post = s->post };
	}
	for (size_t i = 0; i < r->posts; i++) {
		r->post[i].last = imap_get(&lasting, r->post[i].person.v) == NULL;
	}
	for (size_t i = 0; i < o->delegations; i++) {
		const struct delegation *d = &o->delegation[i];
		bool now = d->from <= r->at && r->at < d->to;
		r->delegations += now && reform_unit_ended(l->app, d->unit, r->on);
	}
}

/* ---- dossiers ---- */

/* Whether its row lets one think that a unit that ended has to do with it; the act says it
 * for sure. */
static bool concerns(const struct app *app, const struct dossier_row *row, struct day d)
{
	const struct unit_id its[] = { row->competent, row->receiving, row->helping,
				       row->holder.seat.unit, row->office };
	bool any = row->opinions_open > 0;
	for (size_t i = 0; i < ARRAY_LEN(its); i++) {
		any = any || reform_unit_ended(app, its[i], d);
	}
	return any;
}

/* Tries the act, as of `at`, and forgets it. *concerned false: there is nothing to do. */
static bool try_one(struct looking *l, struct dossier_id id, struct reform_dossier *out,
		    bool *concerned, struct err *e)
{
	struct passage *p = arena_new(&l->one, struct passage);
	struct command none = { .at = INSTANT_NONE };
	*p = (struct passage){ .app = l->app, .a = &l->one, .command = &none, .at = l->r->at,
			       .dossier = id, .args = json_new_obj(&l->one) };
	json_set_str(&l->one, p->args, "minutes", STR("-"));
	if (!cache_load(l->app, id, &p->d, e)) {
		return false;
	}
	const struct dossier *d = p->d;
	struct moved_before before;
	moved_before(&l->one, d, &before);
	struct reform_dossier v = {
		.id = id, .code = str_dup(l->a, d->code), .was = d->competent, .due = d->due,
		.step = label_step(l->ask, d->version, d->step),
		.from = label_party(l->app, l->ask, &before.hold, l->ask->now),
	};
	bool ok = passage_run(p, decide_succeed_dossier, RIGHT_NONE, &v.why);
	*concerned = ok || strcmp(v.why.key, "reform.nothing") != 0;
	if (ok) {
		moved_between(l->app, l->ask, l->r->on, &before, d, &v);
	} else {
		if (engine_failed(&v.why)) {
			*e = v.why;
			return false;
		}
		v.how = strcmp(v.why.key, "reform.which") == 0 ? REFORM_WHICH : REFORM_STUCK;
	}
	cache_drop(&l->app->cache, id);
	*out = v;
	return true;
}

void reform_put_dossier(struct arena *a, struct reform *r, size_t *room,
			const struct reform_dossier *v)
{
	if (r->dossiers == *room) {
		*room = *room > 0 ? 2 * *room : 256;
		struct reform_dossier *grown = arena_array(a, struct reform_dossier, *room);
		if (r->dossiers > 0) {
			memcpy(grown, r->dossier, r->dossiers * sizeof(*grown));
		}
		r->dossier = grown;
	}
	r->dossier[r->dossiers++] = *v;
	r->passing += v->how == REFORM_PASSES;
	r->which += v->how == REFORM_WHICH;
	r->stuck += v->how == REFORM_STUCK;
	for (size_t i = 0; i < r->units; i++) {
		r->unit[i].dossiers += r->unit[i].unit->id.v == v->was.v;
	}
}

static bool put_dossiers(struct looking *l, struct err *e)
{
	struct list_query q = { .by = LIST_OPEN, .limit = LIST_MAX };
	struct arena pages;
	bool ok = true, more = true;
	arena_init(&pages, 0);
	while (ok && more) {
		struct dossier_page page;
		arena_reset(&pages);
		ok = store_list(l->app->store, &pages, &q, &page, e);
		for (size_t i = 0; ok && i < page.n; i++) {
			struct reform_dossier v;
			bool concerned = false;
			if (!concerns(l->app, &page.row[i], l->r->on)) {
				continue;
			}
			arena_reset(&l->one);
			ok = try_one(l, page.row[i].id, &v, &concerned, e);
			if (ok && concerned) {
				reform_put_dossier(l->a, l->r, &l->room, &v);
			}
		}
		more = ok && page.more;
		q.after = ok ? page.next : q.after;
		q.after.code = (struct str){ 0 };
	}
	arena_done(&pages);
	return ok;
}

static bool has_posts(const struct app *app, const struct reform *r, struct unit_id id)
{
	for (size_t i = 0; i < r->posts; i++) {
		if (reform_agency_of(app, r->on, r->post[i].unit).v == id.v) {
			return true;
		}
	}
	return false;
}

void reform_drop_settled(const struct app *app, struct reform *r)
{
	size_t n = 0;
	for (size_t i = 0; i < r->units; i++) {
		const struct reform_unit *u = &r->unit[i];
		if (u->unit->to.n == r->on.n || u->dossiers > 0 ||
		    has_posts(app, r, u->unit->id)) {
			r->unit[n++] = *u;
		}
	}
	r->units = n;
}

bool app_reform(struct app *app, struct arena *a, const struct asking *ask, struct day on,
		struct reform *out, struct err *e)
{
	struct reform r = { .on = on, .at = day_start(on) };
	struct looking l = { .app = app, .a = a, .ask = ask, .r = &r };
	r.at = r.at > ask->now ? r.at : ask->now;
	r.settled = r.at;
	if (!time_reckoned(app, r.at, e)) {
		return false;
	}
	reform_put_units(app, a, &r);
	put_posts(&l);
	arena_init(&l.one, 0);
	bool ok = put_dossiers(&l, e);
	arena_done(&l.one);
	reform_drop_settled(app, &r);
	*out = r;
	return ok;
}

/* ---- doing it ---- */

struct stepping {
	struct app *app;
	struct arena *a;
	struct reform_job *job;
	struct command command[REFORM_CHUNK];
	size_t n;
};

static struct json *say(struct stepping *s, const char *verb, const char *what, int64_t id)
{
	char hex[HASH_HEX];
	struct json *args = json_new_obj(s->a);
	s->command[s->n] = (struct command){
		.as = s->job->as, .verb = str_of(verb), .args = args, .at = INSTANT_NONE,
		/* By the minutes and the day, so that a job begun anew does nothing twice. */
		.key = str_fmt(s->a, "reform-%.12s-%d-%s%lld",
			       hash_hex(hash_of(s->job->minutes.p, s->job->minutes.n), hex),
			       (int)day_of(app_now(s->app)).n, what, (long long)id),
	};
	s->n++;
	return args;
}

static void put_id(struct stepping *s, struct json *args, const char *name, char letter,
		   int64_t id)
{
	char text[ID_TEXT];
	json_set_str(s->a, args, name, str_dup(s->a, str_of(id_text(letter, id, text))));
}

/* *done: so many of them did what they were to; what was refused stays as it is. */
static bool act(struct stepping *s, int64_t *done, struct err *e)
{
	const struct command *command[REFORM_CHUNK];
	struct answer *answer = arena_array(s->a, struct answer, REFORM_CHUNK);
	for (size_t i = 0; i < s->n; i++) {
		command[i] = &s->command[i];
	}
	app_group(s->app, s->a, command, s->n, answer);
	for (size_t i = 0; i < s->n; i++) {
		const struct err *why = &answer[i].err;
		if (!answer[i].ok && (engine_failed(why) || why->code == ERR_DENIED)) {
			*e = *why;
			return false;
		}
		*done += answer[i].ok;
		s->job->left += !answer[i].ok && strcmp(why->key, "reform.nothing") != 0;
	}
	return true;
}

static bool pass_dossiers(struct stepping *s, struct err *e)
{
	struct list_query q = { .by = LIST_OPEN, .limit = REFORM_CHUNK };
	struct reform_job *job = s->job;
	q.after = (struct list_cursor){ .set = job->begun, .key = job->after_due,
					.id = job->after_id };
	struct dossier_page page;
	struct day today = day_of(app_now(s->app));
	bool more = true;
	/* A page of which nothing is concerned costs little: on to one that is. */
	while (more && s->n == 0) {
		if (!store_list(s->app->store, s->a, &q, &page, e)) {
			return false;
		}
		for (size_t i = 0; i < page.n; i++) {
			if (concerns(s->app, &page.row[i], today)) {
				struct json *args = say(s, "succeed_dossier", "d",
							page.row[i].id.v);
				put_id(s, args, "dossier", 'd', page.row[i].id.v);
				json_set_str(s->a, args, "minutes", s->job->minutes);
			}
		}
		more = page.more;
		q.after = page.next;
		q.after.code = (struct str){ 0 };
	}
	job->begun = true;
	job->after_due = q.after.key;
	job->after_id = q.after.id;
	job->done = !more;
	return s->n == 0 || act(s, &job->passed, e);
}

/* After the dossiers, so that what people take along is theirs still. */
static bool end_posts(struct stepping *s, struct err *e)
{
	const struct org *o = &s->app->org;
	int64_t now = app_now(s->app);
	for (size_t i = 0; i < o->assignments && s->n < REFORM_CHUNK; i++) {
		const struct assignment *p = &o->assignment[i];
		if (!holds_at(p, now) || !reform_unit_ended(s->app, p->unit, day_of(now))) {
			continue;
		}
		struct json *args = say(s, "end_assignment", "a", (int64_t)i);
		put_id(s, args, "person", 'p', p->person.v);
		put_id(s, args, "unit", 'u', p->unit.v);
		json_set_str(s->a, args, "post", str_dup(s->a, str_of(p->post.code)));
	}
	s->job->done = s->n < REFORM_CHUNK;
	return s->n == 0 || act(s, &s->job->posts, e);
}

static bool begin(struct stepping *s, struct app *app, struct arena *a, struct reform_job *job,
		  struct err *e)
{
	struct person_id who;
	*s = (struct stepping){ .app = app, .a = a, .job = job };
	return resolve_person(app, job->as, &who, e) && app_sound(app, e);
}

/* By who gets what, so that a row in another line stays what it was. */
static int64_t name_of(const struct reform_place *v)
{
	struct hash_state h;
	hash_start(&h);
	hash_add(&h, &v->person.v, sizeof(v->person.v));
	hash_add(&h, &v->unit.v, sizeof(v->unit.v));
	hash_add(&h, v->post.code, sizeof(v->post.code));
	struct hash sum = hash_end(&h);
	int64_t name;
	memcpy(&name, sum.b, sizeof(name));
	return name & INT64_MAX;
}

/* All of them or none of a group: whoever lacks a post they were promised is no small matter. */
static bool give(struct stepping *s, struct err *e)
{
	const struct reform_places *p = s->job->places;
	const struct command *command[REFORM_CHUNK];
	struct answer *answer = arena_array(s->a, struct answer, REFORM_CHUNK);
	for (; s->job->place < p->n && s->n < REFORM_CHUNK; s->job->place++) {
		const struct reform_place *v = &p->place[s->job->place];
		if (v->there) {
			continue;
		}
		struct json *args = say(s, "assign", "p", name_of(v));
		put_id(s, args, "person", 'p', v->person.v);
		put_id(s, args, "unit", 'u', v->unit.v);
		json_set_str(s->a, args, "post", str_dup(s->a, str_of(v->post.code)));
		command[s->n - 1] = &s->command[s->n - 1];
	}
	app_group(s->app, s->a, command, s->n, answer);
	for (size_t i = 0; i < s->n; i++) {
		if (!answer[i].ok) {
			*e = answer[i].err;
			return false;
		}
		s->job->given++;
	}
	return true;
}

bool app_reform_give(struct app *app, struct arena *a, struct reform_job *job, bool *more,
		     struct err *e)
{
	struct stepping *s = arena_new(a, struct stepping);
	*more = false;
	if (job->places == NULL || job->place == job->places->n) {
		return true;
	}
	if (!begin(s, app, a, job, e) || !give(s, e)) {
		return false;
	}
	*more = job->place < job->places->n;
	return true;
}

bool app_reform_step(struct app *app, struct arena *a, struct reform_job *job, struct err *e)
{
	struct stepping *s = arena_new(a, struct stepping);
	if (!begin(s, app, a, job, e)) {
		return false;
	}
	if (!job->dossiers_done) {
		bool ok = pass_dossiers(s, e);
		job->dossiers_done = ok && job->done;
		job->done = false;
		return ok;
	}
	return end_posts(s, e);
}
