/* Clerks and officers at work on a store, many at once. */
#include "clients.h"

#include "measure.h"

#include "app/view.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

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

void clients_settle(struct office *o)
{
	const struct org *org = app_org(o->app);
	int n = 0;
	for (size_t i = 0; i < org->units && n < CLIENTS; i++) {
		struct client *c = &o->client[n];
		*c = (struct client){ .number = n, .unit = org->unit[i]->id.v,
				      .chance = (uint64_t)(o->run * CLIENTS + n + 1) };
		if (str_is(org->unit[i]->role, "agency") && settle(c, org, org->unit[i])) {
			arena_init(&c->arena, 0);
			n++;
		}
	}
	if (n < CLIENTS) {
		give_up("clients", "too few communes with staff");
	}
}

/* ---- the dossiers at hand ---- */

static void hand_to(struct office *o, struct client *c, const struct moving *m)
{
	if (c->n == c->most) {
		c->most = c->most ? 2 * c->most : 64;
		struct moving *more = arena_array(&o->arena, struct moving, c->most);
		memcpy(more, c->moving, c->n * sizeof(*more));
		c->moving = more;
	}
	c->moving[c->n++] = *m;
}

static struct client *of_unit(struct office *o, int64_t unit)
{
	for (int i = 0; i < CLIENTS; i++) {
		if (o->client[i].unit == unit) {
			return &o->client[i];
		}
	}
	return NULL;
}

/* The last of its commands tells how far it is; -1: it is nobody's of ours. */
static int next_act(struct arena *a, struct office *o, struct dossier_id id)
{
	struct entry_list list;
	struct err e;
	struct str key, act;
	int64_t n, last = -2;
	if (!app_entries(o->app, a, id, &list, &e)) {
		give_up("dossier", e.key);
	}
	for (size_t i = 0; i < list.n; i++) {
		if (str_cut(list.entry[i].cmd, ':', &key, &act) && str_to_int64(act, &n)) {
			last = n;
		}
	}
	return (int)last + 1;
}

static void take_up(struct office *o, struct arena *a, const struct dossier_row *r)
{
	struct client *c = of_unit(o, r->competent.v);
	struct moving m = { .act = c ? next_act(a, o, r->id) : -1 };
	(void)id_text('d', r->id.v, m.id);
	if (m.act > 0) {
		hand_to(o, c, &m);
	}
}

static void share_out(struct office *o)
{
	struct list_query q = { .by = LIST_OPEN, .limit = LIST_MAX };
	struct dossier_page page = { .more = true };
	struct arena pages, one;
	struct err e;
	arena_init(&pages, 0);
	arena_init(&one, 0);
	while (page.more) {
		if (!store_list(app_store(o->app), &pages, &q, &page, &e)) {
			give_up("list", e.key);
		}
		for (size_t i = 0; i < page.n; i++) {
			take_up(o, &one, &page.row[i]);
			arena_reset(&one);
		}
		q.after = page.next;
	}
	arena_done(&pages);
	arena_done(&one);
}

void office_open(struct office *o, const char *dir, int run)
{
	struct err e;
	struct hash paper;
	char seed[32];
	arena_init(&o->arena, 0);
	o->run = run;
	(void)snprintf(seed, sizeof(seed), "run %d", run);
	struct app_options options = { .dir = dir, .access = APP_WRITER,
				       .clock = INSTANT_NONE,
				       .seed = str_dup(&o->arena, str_of(seed)) };
	if (!app_open(&o->arena, &options, &o->app, &e) ||
	    !app_file_put(o->app, STR("result\n"), &paper, &e)) {
		give_up(dir, e.key);
	}
	(void)hash_hex(paper, o->file);
	clients_settle(o);
	share_out(o);
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
	{ "number", { "book" }, { "KQ" } },
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

static struct json *arguments(struct arena *a, const struct office *o, const struct client *c,
			      const struct filing *f)
{
	struct json *args = json_new_obj(a);
	for (int i = 0; i < 3 && acts[f->act].field[i]; i++) {
		json_set_str(a, args, acts[f->act].field[i], str_of(acts[f->act].value[i]));
	}
	if (f->act > 0) {
		json_set_str(a, args, "dossier", str_of(f->id));
		if (f->act == 5) {
			/* a number of a book is one result's */
			json_set_str(a, args, "number", str_of(f->id));
			json_set_str(a, args, "file", str_of(o->file));
		}
		return args;
	}
	struct json *owner = json_new_obj(a);
	json_set_str(a, owner, "name", f->name);
	json_set_str(a, owner, "id_number", f->number);
	json_set(a, args, "owner", owner);
	json_set_str(a, args, "receiving", str_of(c->counter));
	return args;
}

struct command life_command(struct arena *a, const struct office *o, const struct client *c,
			    const struct filing *f)
{
	return (struct command){
		.key = f->key,
		.as = str_of(actor(c, f->act)),
		.verb = str_of(acts[f->act].verb),
		.args = arguments(a, o, c, f),
		.at = INSTANT_NONE,
	};
}

static struct moving *at_hand(struct client *c)
{
	c->chance ^= c->chance << 13;
	c->chance ^= c->chance >> 7;
	c->chance ^= c->chance << 17;
	return &c->moving[c->chance % c->n];
}

void client_act(struct office *o, struct client *c, struct writer *w)
{
	struct moving *m = at_hand(c);
	struct answer answer;
	arena_reset(&c->arena);
	m->act = m->act == LIFE_ACTS ? 0 : m->act;
	struct filing f = {
		.key = str_fmt(&c->arena, "b%d-%d-%lld:%d", o->run, c->number,
			       (long long)c->acts, m->act),
		.name = STR("Nguyễn Văn Mẫu An"),
		.number = str_fmt(&c->arena, "0009%02d%02d%04d", o->run % 100, c->number,
				  (int)(c->received % 10000)),
		.id = m->id,
		.act = m->act,
	};
	struct command command = life_command(&c->arena, o, c, &f);
	writer_act(w, &c->arena, &command, &answer);
	if (!answer.ok) {
		give_up(acts[m->act].verb, answer.err.key);
	}
	if (m->act == 0) {
		struct str id = json_str(answer.made, "dossier");
		(void)snprintf(m->id, sizeof(m->id), "%.*s", STR_ARG(id));
		c->received++;
	}
	m->act++;
	c->acts++;
}
