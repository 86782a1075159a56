/* A unit ends and another one goes on. */
#include "unit_end.h"

#include "app_int.h"
#include "trial.h"

enum { KEY_BEGIN = 48 };		/* of the form's; beside it the command's number */

struct planning {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	const struct unit_end *w;
	struct str as, key;
	int64_t at;			/* the last day is over */
	struct person_id heir;
	struct unit_end_plan *plan;
};

static struct json *command(struct planning *p, const char *verb)
{
	struct unit_end_plan *plan = p->plan;
	struct json *args = json_new_obj(p->a);
	struct str begin = str_sub(p->key, 0, KEY_BEGIN);

	plan->command[plan->commands] = (struct command){
		.as = p->as, .verb = str_of(verb), .args = args, .at = INSTANT_NONE,
		.key = str_fmt(p->a, "w-%.*s.%zu", STR_ARG(begin), plan->commands),
		.by_form = true };
	plan->commands++;
	return args;
}

static void put_id(struct planning *p, struct json *args, const char *name, char letter,
		   int64_t id)
{
	char text[ID_TEXT];

	json_set_str(p->a, args, name, str_dup(p->a, str_of(id_text(letter, id, text))));
}

static void put_at(struct planning *p, struct json *args, const char *name)
{
	char text[INSTANT_TEXT];

	if (p->at > p->ask->now) {
		json_set_str(p->a, args, name, str_dup(p->a, str_of(instant_text(p->at, text))));
	}
}

static void put_day(struct planning *p, struct json *args, const char *name)
{
	char text[DAY_TEXT];

	json_set_str(p->a, args, name, str_dup(p->a, str_of(day_text(p->w->to, text))));
}

static void seat_heir(struct planning *p)
{
	struct json *args;

	if (org_holds(&p->app->org, p->heir, p->w->unit, post_of("head"), p->at)) {
		return;
	}
	args = command(p, "assign");
	put_id(p, args, "person", 'p', p->heir.v);
	put_id(p, args, "unit", 'u', p->w->unit.v);
	json_set_str(p->a, args, "post", STR("head"));
	put_at(p, args, "from");
}

static void end_posts(struct planning *p, const struct post_held *held, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct post_held *h = &held[i];
		bool stays = h->seat.person_id.v == p->heir.v &&
			     post_is(h->seat.post_code, "head");
		struct json *args;

		if (stays || h->when != HELD_NOW || (h->to != INSTANT_NONE && h->to <= p->at)) {
			continue;
		}
		args = command(p, "end_assignment");
		put_id(p, args, "person", 'p', h->seat.person_id.v);
		put_id(p, args, "unit", 'u', p->w->unit.v);
		json_set_str(p->a, args, "post", str_dup(p->a, str_of(h->seat.post_code.code)));
		put_at(p, args, "to");
		p->plan->leaving++;
	}
}

static void close_it(struct planning *p)
{
	struct json *args = command(p, "succeed_unit");

	put_id(p, args, "unit", 'u', p->w->unit.v);
	put_id(p, args, "new", 'u', p->w->successor.v);
	put_day(p, args, "from");
	json_set_str(p->a, args, "scope", STR("all"));
	args = command(p, "close_unit");
	put_id(p, args, "unit", 'u', p->w->unit.v);
	put_day(p, args, "to");
}

static bool named(struct planning *p, const char *key, const struct unit *u, struct err *e)
{
	return err_set(e, ERR_CONFLICT, key, "name", "successor", "unit",
		       str_cstr(p->a, u->key), NULL);
}

static bool find_heir(struct planning *p, struct err *e)
{
	const struct org *o = &p->app->org;
	const struct unit *next = org_unit(o, p->w->successor);
	struct seat head;
	struct err none;

	if (p->w->successor.v == p->w->unit.v) {
		return named(p, "unit_end.same", next, e);
	}
	if (!unit_exists(next, p->w->to) || !unit_exists(next, day_of(p->ask->now))) {
		return named(p, "unit_end.closed", next, e);
	}
	/* Nobody from above: who heads that unit itself. */
	if (!org_head(o, next->id, p->at, &head, &none) || head.unit.v != next->id.v) {
		return named(p, "unit_end.head", next, e);
	}
	p->heir = head.person;
	p->plan->heir = label_seat(p->app, p->ask, head, p->ask->now);
	return true;
}

bool app_unit_end_plan(struct app *app, struct arena *a, const struct asking *ask,
		       struct person_id as, struct str key, const struct unit_end *w,
		       struct unit_end_plan *out, struct err *e)
{
	struct unit_end_plan plan = { .command = arena_array(a, struct command, POSTS_MOST + 3) };
	struct planning p = { .app = app, .a = a, .ask = ask, .w = w, .key = key, .plan = &plan,
			      .at = day_start(w->to) };
	const struct post_held *held;
	char text[ID_TEXT];

	p.at = p.at > ask->now ? p.at : ask->now;
	p.as = str_dup(a, str_of(id_text('p', as.v, text)));
	if (!find_heir(&p, e) || !app_unit_open(app, a, w->unit, ask->now, &plan.open, e)) {
		return false;
	}
	size_t n = app_unit_posts(app, a, ask, w->unit, &held);

	seat_heir(&p);
	end_posts(&p, held, n);
	close_it(&p);
	for (size_t i = 0; i < plan.commands; i++) {
		if (!app_would(app, a, &plan.command[i], e)) {
			return false;
		}
	}
	*out = plan;
	return true;
}

bool app_unit_end(struct app *app, struct arena *a, const struct unit_end_plan *plan,
		  struct err *e)
{
	const struct command **one = arena_array(a, const struct command *, plan->commands);
	struct answer *answer = arena_array(a, struct answer, plan->commands);

	for (size_t i = 0; i < plan->commands; i++) {
		one[i] = &plan->command[i];
	}
	app_group(app, a, one, plan->commands, answer);
	for (size_t i = 0; i < plan->commands; i++) {
		if (!answer[i].ok) {
			*e = answer[i].err;
			return false;
		}
	}
	return true;
}
