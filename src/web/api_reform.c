/* The JSON API: reorganisations, of an administrator. */
#include "api.h"

#include "api_json.h"
#include "form.h"
#include "page_forms.h"
#include "page_reform.h"
#include "problem.h"
#include "reform_plan.h"
#include "web_int.h"
#include "words.h"

#include "app/reform_run.h"
#include "app/seat.h"

/* ---- who may ---- */

static bool administers(const struct exchange *x, struct err *e)
{
	struct seat_choice seat[SEATS_MOST];
	size_t n = seat_list(app_org(x->app), x->person, x->now, seat, SEATS_MOST);
	for (size_t i = 0; i < n; i++) {
		if (post_is(seat[i].post, "admin")) {
			return true;
		}
	}
	return err_set(e, ERR_DENIED, "right.admin", NULL);
}

/* ---- what is told ---- */

static void put_unit(const struct exchange *x, struct json *o, const char *name,
		     struct unit_id id)
{
	const struct unit *u = org_unit(app_org(x->app), id);
	api_put_str(x, o, name, u ? u->key : STR(""));
}

static struct json *sums_json(const struct exchange *x, const struct reform *r)
{
	struct json *o = json_new_obj(x->a);
	int64_t without = 0;
	for (size_t i = 0; i < r->posts; i++) {
		without += r->post[i].last;
	}
	json_set_int(x->a, o, "units", (int64_t)r->units);
	json_set_int(x->a, o, "dossiers", (int64_t)r->dossiers);
	json_set_int(x->a, o, "passing", r->passing);
	json_set_int(x->a, o, "which", r->which);
	json_set_int(x->a, o, "stuck", r->stuck);
	json_set_int(x->a, o, "posts", (int64_t)r->posts);
	json_set_int(x->a, o, "without_post", without);
	json_set_int(x->a, o, "delegations", r->delegations);
	return o;
}

static struct json *units_json(const struct exchange *x, const struct reform *r)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < r->units; i++) {
		struct json *o = json_new_obj(x->a), *next = json_new_arr(x->a);
		json_set_str(x->a, o, "unit", r->unit[i].unit->key);
		json_set_int(x->a, o, "dossiers", r->unit[i].dossiers);
		for (size_t k = 0; k < r->unit[i].nexts; k++) {
			struct json *one = json_new_obj(x->a);
			put_unit(x, one, "unit", r->unit[i].next[k].unit);
			json_set_str(x->a, one, "scope", r->unit[i].next[k].scope);
			json_push(x->a, next, one);
		}
		json_set(x->a, o, "next", next);
		json_push(x->a, list, o);
	}
	return list;
}

/* Dossiers for which somebody must say where they go, or be there for. */
static struct json *open_json(const struct exchange *x, const struct reform *r)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < r->dossiers && json_len(list) < API_PAGE_MOST; i++) {
		const struct reform_dossier *d = &r->dossier[i];
		struct json *o = json_new_obj(x->a);
		if (d->how == REFORM_PASSES) {
			continue;
		}
		json_set_str(x->a, o, "code", d->code);
		put_unit(x, o, "agency", d->was);
		json_set_str(x->a, o, "key", str_dup(x->a, str_of(d->why.key)));
		json_set_str(x->a, o, "title", words_err(x, &d->why));
		json_push(x->a, list, o);
	}
	return list;
}

static void put_pairs(const struct exchange *x, const struct reform_pairs *p,
		      const struct str *minutes, struct json *list)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct reform_pair *one = &p->pair[i];
		struct json *o = json_new_obj(x->a);
		if (one->dossiers + one->persons == 0) {
			continue;
		}
		if (minutes) {
			json_set_str(x->a, o, "minutes", *minutes);
		}
		put_unit(x, o, "from", one->from);
		put_unit(x, o, "to", one->to);
		json_set_int(x->a, o, "dossiers", one->dossiers);
		json_set_int(x->a, o, "persons", one->persons);
		json_push(x->a, list, o);
	}
}

static struct json *run_json(const struct exchange *x)
{
	struct json *o = json_new_obj(x->a);
	struct reform_state s;
	reform_run_state(x->web->reform, &s);
	json_set_bool(x->a, o, "begun", s.begun);
	json_set_bool(x->a, o, "under_way", s.under_way);
	json_set_int(x->a, o, "passed", s.passed);
	json_set_int(x->a, o, "left", s.left);
	json_set_int(x->a, o, "posts_given", s.given);
	json_set_int(x->a, o, "posts_ended", s.posts);
	api_put_str(x, o, "failed", str_dup(x->a, str_of(s.failed.key)));
	return o;
}

static bool put_passed(const struct exchange *x, const struct asking *ask, struct day on,
		       struct json *o, struct err *e)
{
	struct json *list = json_new_arr(x->a);
	struct reform_done done;
	if (!app_reform_done(x->app, x->a, ask, on, &done, e)) {
		return false;
	}
	for (size_t i = 0; i < done.n; i++) {
		put_pairs(x, &done.record[i].pairs, &done.record[i].minutes, list);
	}
	json_set(x->a, o, "passed", list);
	return true;
}

static bool put_plan(struct exchange *x, struct day on, struct json *o, struct err *e)
{
	struct asking ask = asking_inside(x);
	struct json *drafts = json_new_arr(x->a);
	struct reform_plan plan = { .made = { .places = { .n = 0 } } };
	struct reform_pairs pairs;
	char day[DAY_TEXT];
	if (!reform_plan_with(x, &ask, on, &plan, e)) {
		return false;
	}
	app_reform_pairs(x->app, x->a, &plan.r, &pairs);
	put_pairs(x, &pairs, NULL, drafts);
	json_set_str(x->a, o, "on", str_dup(x->a, str_of(day_text(on, day))));
	json_set(x->a, o, "sums", sums_json(x, &plan.r));
	json_set(x->a, o, "units", units_json(x, &plan.r));
	json_set(x->a, o, "open", open_json(x, &plan.r));
	json_set(x->a, o, "drafts", drafts);
	return put_passed(x, &ask, on, o, e);
}

void api_reform(struct exchange *x)
{
	static const char *const names[] = { "on" };
	struct json *o = json_new_obj(x->a);
	struct day on;
	struct err e;
	if (!api_query(x, names, ARRAY_LEN(names), &e) || !administers(x, &e) ||
	    !day_parse(form_get(x->form, "on"), &on, &e) || !put_plan(x, on, o, &e)) {
		reply_err(x, &e);
		return;
	}
	json_set(x->a, o, "run", run_json(x));
	api_reply(x, o);
}

void api_reform_minutes(struct exchange *x)
{
	static const char *const names[] = { "on", "done" };
	struct sheet *sheet = arena_new(x->a, struct sheet);
	bool found = false;
	struct err e;
	if (!api_query(x, names, ARRAY_LEN(names), &e) || !administers(x, &e) ||
	    !reform_print(x, sheet, &found, &e)) {
		reply_err(x, &e);
	} else if (found) {
		reply_sheet(x, sheet, STR_JOIN(x->a, x->param[0], STR("-"), x->param[1]));
	} else {
		(void)err_set(&e, ERR_NOT_FOUND, "reform.pair.none", NULL);
		reply_err(x, &e);
	}
}

/* ---- what is asked ---- */

struct asked {
	struct day on;
	struct str minutes;
	struct reform_places places;
};

/* {"on", "minutes", "people"}: texts all. */
static bool read_member(struct exchange *x, const struct json *body, const char *name,
			struct str *out, struct err *e)
{
	const struct json *v = json_get(body, name);
	(void)x;
	*out = json_text(v);
	return v == NULL || v->type == JSON_STR ||
	       err_set(e, ERR_INVALID, "command.type", "name", name, NULL);
}

static bool read_body(struct exchange *x, const char *const *name, size_t n, struct asked *out,
		      struct err *e)
{
	const struct json *body;
	struct str on, people;
	if (!api_json(x, &body, e)) {
		return false;
	}
	for (size_t i = 0; i < body->n; i++) {
		size_t k = 0;
		while (k < n && !str_is(body->k[i], name[k])) {
			k++;
		}
		if (k == n) {
			return err_set(e, ERR_INVALID, "command.member", "name",
				       str_cstr(x->a, body->k[i]), NULL);
		}
	}
	*out = (struct asked){ .places = { .n = 0 } };
	return read_member(x, body, "on", &on, e) &&
	       read_member(x, body, "minutes", &out->minutes, e) &&
	       read_member(x, body, "people", &people, e) && day_parse(on, &out->on, e) &&
	       (people.n == 0 ||
		app_reform_places(x->app, x->a, people, out->on, &out->places, e));
}

static struct json *people_json(const struct exchange *x, const struct reform_places *p)
{
	static const char *const column[PLACES_COLUMNS] = { "person", "unit", "post" };
	struct json *o = json_new_obj(x->a), *wrong = json_new_arr(x->a);
	for (size_t i = 0; i < p->n; i++) {
		const struct reform_place *v = &p->place[i];
		struct json *one = json_new_obj(x->a);
		if (v->why.code == ERR_NONE) {
			continue;
		}
		json_set_int(x->a, one, "line", v->line);
		json_set_str(x->a, one, "column", str_of(column[v->about]));
		json_set_str(x->a, one, "key", str_of(v->why.key));
		json_set_str(x->a, one, "title", words_err(x, &v->why));
		json_push(x->a, wrong, one);
	}
	json_set_int(x->a, o, "rows", (int64_t)p->n);
	json_set_int(x->a, o, "there", (int64_t)p->there);
	json_set(x->a, o, "wrong", wrong);
	return o;
}

/* What a table of people would bring; nothing is kept. */
void api_reform_check(struct exchange *x)
{
	static const char *const names[] = { "on", "people" };
	struct asking ask = asking_inside(x);
	struct reform_plan plan = { .supposed = { .on = false } };
	struct json *o = json_new_obj(x->a);
	struct asked k;
	struct err e;
	if (!administers(x, &e) || !read_body(x, names, ARRAY_LEN(names), &k, &e)) {
		reply_err(x, &e);
		return;
	}
	plan.made.places = k.places;
	if (!reform_plan_with(x, &ask, k.on, &plan, &e)) {
		reply_err(x, &e);
		return;
	}
	json_set(x->a, o, "people", people_json(x, &k.places));
	json_set(x->a, o, "sums", sums_json(x, &plan.r));
	json_set(x->a, o, "open", open_json(x, &plan.r));
	reform_plan_close(x, &plan);
	api_reply(x, o);
}

void api_reform_start(struct exchange *x)
{
	static const char *const names[] = { "on", "minutes", "people" };
	struct json *o = json_new_obj(x->a);
	struct asked k;
	struct err e;
	if (!administers(x, &e) || !read_body(x, names, ARRAY_LEN(names), &k, &e) ||
	    !reform_begin(x, k.on, k.minutes, &k.places, &e)) {
		reply_err(x, &e);
		return;
	}
	json_set(x->a, o, "run", run_json(x));
	api_reply(x, o);
}
