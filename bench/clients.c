/* Clerks and officers at work on a store, many at once. */
#include "clients.h"

#include "measure.h"

#include "app/demo.h"
#include "base/embed.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the store ---- */

static const struct law_source *embedded_law(struct arena *a, size_t *n)
{
	*n = embed_count();
	struct law_source *law = arena_array(a, struct law_source, *n);
	for (size_t i = 0; i < *n; i++) {
		law[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	return law;
}

/* An older program's store is made anew. */
static bool usable(const char *dir)
{
	struct arena a;
	struct app *app = NULL;
	struct err e;
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	arena_init(&a, 0);
	bool ok = app_open(&a, &o, &app, &e);
	app_close(ok ? app : NULL);
	arena_done(&a);
	return ok;
}

const char *base_store(struct arena *a, int64_t dossiers)
{
	struct err e;
	struct demo_count count;
	struct app *app;
	const char *dir = str_fmt(a, "build/bench/base-%lld", (long long)dossiers).p;
	const char *making = str_fmt(a, "%s.part", dir).p;
	if (usable(dir)) {
		return dir;
	}
	(void)fprintf(stderr, "# making %s (kept for the next time)\n", dir);
	(void)mkdir("build", 0777);		/* may be there */
	(void)mkdir("build/bench", 0777);
	remove_folder(dir);
	remove_folder(making);
	struct demo_options o = { .dir = making, .dossiers = dossiers,
				  .months = dossiers > 50000 ? 15 : 6,
				  .seed = STR("bench"), .until = day_make(2026, 10, 28) };
	o.law = embedded_law(a, &o.laws);
	if (!demo_run(a, &o, &app, &count, &e)) {
		give_up(making, e.key);
	}
	app_close(app);
	if (rename(making, dir) != 0) {
		give_up(dir, "rename");
	}
	return dir;
}

/* ---- who works where ---- */

static bool holds(const struct org *o, const struct unit *u, const char *post, char key[16])
{
	for (size_t i = 0; u && i < o->assignments; i++) {
		const struct assignment *a = &o->assignment[i];
		const struct person *p = org_person(o, a->person);
		if (a->unit.v == u->id.v && post_is(a->post, post) && p) {
			(void)snprintf(key, 16, "%.*s", STR_ARG(p->key));
			return true;
		}
	}
	return false;
}

static bool settle(struct client *c, const struct org *o, const struct unit *u)
{
	const struct unit *mc = org_relative(o, u, STR("@mc"));
	(void)snprintf(c->commune, sizeof(c->commune), "%.*s", STR_ARG(u->key));
	if (mc) {
		(void)snprintf(c->counter, sizeof(c->counter), "%.*s", STR_ARG(mc->key));
	}
	return holds(o, mc, "clerk", c->clerk) &&
	       holds(o, org_relative(o, u, STR("@vhxh")), "officer", c->officer) &&
	       holds(o, u, "head", c->head) &&
	       holds(o, org_relative(o, u, STR("@vp")), "records", c->records);
}

static void settle_all(struct office *o, int run)
{
	const struct org *org = app_org(o->app);
	int n = 0;
	for (size_t i = 0; i < org->units && n < CLIENTS; i++) {
		struct client *c = &o->client[n];
		*c = (struct client){ .number = n, .run = run };
		if (str_is(org->unit[i]->role, "agency") && settle(c, org, org->unit[i])) {
			arena_init(&c->arena, 0);
			n++;
		}
	}
	if (n < CLIENTS) {
		give_up("clients", "too few communes with staff");
	}
}

void office_open(struct office *o, const char *dir, int run)
{
	struct err e;
	struct hash paper;
	char seed[32];
	arena_init(&o->arena, 0);
	(void)snprintf(seed, sizeof(seed), "run %d", run);
	struct app_options options = { .dir = dir, .access = APP_WRITER,
				       .clock = day_start(day_make(2026, 10, 28)) + 8 * 3600,
				       .seed = str_dup(&o->arena, str_of(seed)) };
	if (!app_open(&o->arena, &options, &o->app, &e) ||
	    !app_file_put(o->app, STR("result\n"), &paper, &e)) {
		give_up(dir, e.key);
	}
	(void)hash_hex(paper, o->file);
	settle_all(o, run);
}

void office_close(struct office *o)
{
	app_close(o->app);
	for (int i = 0; i < CLIENTS; i++) {
		arena_done(&o->client[i].arena);
	}
	arena_done(&o->arena);
}

/* ---- one act ---- */

struct act {
	const char *verb;
	const char *field[3], *value[3];
};

/* From reception to delivery, as at any counter. */
static const struct act acts[LIFE_ACTS] = {
	{ "receive_new", { "procedure", "channel" }, { "2.000908", "counter" } },
	{ "hand_over", { "outcome" }, { "forward" } },
	{ "take", { 0 }, { 0 } },
	{ "finish", { 0 }, { 0 } },
	{ "sign", { 0 }, { 0 } },
	{ "number", { "number", "book" }, { "15", "KQ" } },
	{ "ready", { 0 }, { 0 } },
	{ "tell", { "notice", "how" }, { "result", "sms" } },
	{ "notice_delivered", { "notice", "how" }, { "result", "code" } },
	{ "deliver", { "how", "collector" }, { "counter", "Chủ hồ sơ" } },
};

static const char *actor(const struct client *c, int act)
{
	switch (act) {
	case 2:
	case 3:
		return c->officer;
	case 4:
		return c->head;
	case 5:
	case 6:
		return c->records;
	default:
		return c->clerk;
	}
}

static struct json *arguments(struct office *o, struct client *c, int act)
{
	struct arena *a = &c->arena;
	struct json *args = json_new_obj(a);
	for (int i = 0; i < 3 && acts[act].field[i]; i++) {
		json_set_str(a, args, acts[act].field[i], str_of(acts[act].value[i]));
	}
	if (act > 0) {
		json_set_str(a, args, "dossier", str_of(c->dossier));
		if (act == 5) {
			json_set_str(a, args, "file", str_of(o->file));
		}
		return args;
	}
	struct json *owner = json_new_obj(a);
	json_set_str(a, owner, "name", STR("Nguyễn Văn Mẫu An"));
	json_set_str(a, owner, "id_number",
		     str_fmt(a, "0009%02d%02d%04d", c->run % 100, c->number,
			     (int)(c->acts / LIFE_ACTS % 10000)));
	json_set(a, args, "owner", owner);
	json_set_str(a, args, "receiving", str_of(c->counter));
	return args;
}

void client_act(struct office *o, struct client *c, struct writer *w)
{
	int act = (int)(c->acts % LIFE_ACTS);
	struct answer answer;
	arena_reset(&c->arena);
	struct command command = {
		.key = str_fmt(&c->arena, "b%d-%d-%lld", c->run, c->number, (long long)c->acts),
		.as = str_of(actor(c, act)),
		.verb = str_of(acts[act].verb),
		.args = arguments(o, c, act),
		.at = INSTANT_NONE,
	};
	writer_act(w, &c->arena, &command, &answer);
	if (!answer.ok) {
		give_up(acts[act].verb, answer.err.key);
	}
	if (act == 0) {
		struct str id = json_str(answer.made, "dossier");
		(void)snprintf(c->dossier, sizeof(c->dossier), "%.*s", STR_ARG(id));
	}
	c->acts++;
}
