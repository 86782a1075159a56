/* Acts by form from many browsers at once, and by programs. */
#include "form_crowd.h"

#include "measure.h"

#include "app/token.h"
#include "app/world.h"

#include "base/http.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum seats { SEAT_CLERK, SEAT_OFFICER, SEAT_HEAD, SEAT_RECORDS, SEATS };

struct browser {
	struct form_crowd *crowd;
	struct client *client;
	struct line line;
	struct signed_in clerk, officer, head, records;
	char token[SEATS][TOKEN_TEXT];	/* of the same */
	struct buf body;
	size_t next;			/* of the client's dossiers */
	int64_t acts;
};

struct form_crowd {
	struct office office;
	struct browser browser[CLIENTS];
	int port;
};

enum { TAKE = 2, NUMBER = 5 };		/* of a life's acts */
enum { BODY_MOST = 1 << 12 };

static void fill_inbox(struct office *o, struct client *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct moving *m = &c->moving[i];
		struct filing f = { .id = m->id, .act = TAKE };
		struct answer answer = { .ok = true };
		f.key = str_fmt(&c->arena, "inbox-%s", m->id);
		struct command command = life_command(&c->arena, o, c, &f);
		if (m->act == TAKE) {
			app_act(o->app, &c->arena, &command, &answer);
		}
		if (!answer.ok) {
			give_up("take", answer.err.key);
		}
		m->act = m->act == TAKE || m->act == TAKE + 1 ? LIFE_ACTS : m->act;
		arena_reset(&c->arena);
	}
}

const char *forms_officer(const struct form_crowd *c)
{
	return c->office.client[0].officer;
}

static void make_token(struct office *o, const char *person, char out[TOKEN_TEXT])
{
	struct token_wish wish = { .as = STR("admin"), .person = str_of(person),
				   .scopes = UINT32_C(1) << SCOPE_DOSSIERS_ACT,
				   .at = world_clock() };
	struct token_secret secret;
	struct token made;
	struct err e;
	wish.ends_at = wish.at + DAY_S;
	if (!token_make(o->app, &wish, &made, &secret, &e)) {
		give_up(person, e.key);
	}
	(void)token_text(&secret, out);
}

static void make_tokens(struct form_crowd *c)
{
	for (int i = 0; i < CLIENTS; i++) {
		struct browser *b = &c->browser[i];
		const struct client *k = &c->office.client[i];
		make_token(&c->office, k->clerk, b->token[SEAT_CLERK]);
		make_token(&c->office, k->officer, b->token[SEAT_OFFICER]);
		make_token(&c->office, k->head, b->token[SEAT_HEAD]);
		make_token(&c->office, k->records, b->token[SEAT_RECORDS]);
	}
}

struct form_crowd *forms_settle(struct arena *a, const char *dir)
{
	struct form_crowd *c = arena_new(a, struct form_crowd);
	office_open(&c->office, dir, 0);
	fill_inbox(&c->office, &c->office.client[0]);
	make_tokens(c);
	/* What the clients have stays; the store is the server's from here on. */
	app_close(c->office.app);
	for (int i = 0; i < CLIENTS; i++) {
		c->browser[i].crowd = c;
		c->browser[i].client = &c->office.client[i];
		buf_init(&c->browser[i].body, BODY_MOST);
	}
	return c;
}

void forms_leave(struct form_crowd *c, const char *id)
{
	for (int i = 0; i < CLIENTS; i++) {
		struct client *k = &c->office.client[i];
		for (size_t n = 0; n < k->n; n++) {
			if (strcmp(k->moving[n].id, id) == 0) {
				k->moving[n].act = LIFE_ACTS;
			}
		}
	}
}

void forms_enter(struct form_crowd *c, const struct served *s)
{
	c->port = s->port;
	for (int i = 0; i < CLIENTS; i++) {
		struct browser *b = &c->browser[i];
		line_open(&b->line, s->port);
		sign_in(&b->line, b->client->clerk, &b->clerk);
		sign_in(&b->line, b->client->officer, &b->officer);
		sign_in(&b->line, b->client->head, &b->head);
		sign_in(&b->line, b->client->records, &b->records);
		line_close(&b->line);
	}
}

/* For one run: the server ends what is idle for long. */
static void open_lines(struct form_crowd *c)
{
	for (int i = 0; i < CLIENTS; i++) {
		line_open(&c->browser[i].line, c->port);
	}
}

static void close_lines(struct form_crowd *c)
{
	for (int i = 0; i < CLIENTS; i++) {
		line_close(&c->browser[i].line);
	}
}

/* The next dossier that is received, not delivered and not to be numbered: one act of
 * each in turn. */
static struct moving *next_moving(struct client *c, size_t *next)
{
	for (size_t i = 0; i < c->n; i++) {
		struct moving *m = &c->moving[(*next)++ % c->n];
		if (m->act > 0 && m->act < LIFE_ACTS && m->act != NUMBER) {
			return m;
		}
	}
	give_up("clients", "too few open dossiers for so many acts");
	return NULL;
}

static struct command next_command(struct office *o, struct client *c, struct moving *m,
				   int64_t n)
{
	struct filing f = { .id = m->id, .act = m->act };
	arena_reset(&c->arena);
	f.key = str_fmt(&c->arena, "f%d-%d-%lld:%d", o->run, c->number, (long long)n, m->act);
	return life_command(&c->arena, o, c, &f);
}

static const struct signed_in *who(const struct browser *b, struct str key)
{
	const struct client *c = b->client;
	return str_is(key, c->officer) ? &b->officer : str_is(key, c->head) ? &b->head
	     : str_is(key, c->records) ? &b->records : &b->clerk;
}

static void act(struct browser *b)
{
	struct client *c = b->client;
	struct moving *m = next_moving(c, &b->next);
	struct command k = next_command(&b->crowd->office, c, m, b->acts++);
	const struct signed_in *s = who(b, k.as);
	struct arena *a = &c->arena;
	struct str body = str_fmt(a, "token=%s&key=%.*s", s->token, STR_ARG(k.key));
	for (size_t i = 0; i < k.args->n; i++) {
		if (!str_is(k.args->k[i], "dossier")) {
			body = str_fmt(a, "%.*s&%.*s=%.*s", STR_ARG(body), STR_ARG(k.args->k[i]),
				       STR_ARG(http_encode(a, k.args->v[i]->s)));
		}
	}
	char path[WORD_MOST];
	(void)snprintf(path, sizeof(path), "/dossiers/%s/act/%.*s", m->id, STR_ARG(k.verb));
	struct reply r = line_post(&b->line, path, s->cookie, body);
	if (r.status != 303) {
		give_up(path, r.body);
	}
	m->act++;
}

static void *work(void *ctx)
{
	for (int i = 0; i < FORMS_EACH; i++) {
		act(ctx);
	}
	return NULL;
}

/* ---- by programs ---- */

static const char *token_of(const struct browser *b, struct str key)
{
	const struct client *c = b->client;
	return b->token[str_is(key, c->officer) ? SEAT_OFFICER : str_is(key, c->head) ? SEAT_HEAD
		      : str_is(key, c->records) ? SEAT_RECORDS : SEAT_CLERK];
}

static void act_by_program(struct browser *b)
{
	struct client *c = b->client;
	struct moving *m = next_moving(c, &b->next);
	struct command k = next_command(&b->crowd->office, c, m, b->acts++);
	struct json *body = json_new_obj(&c->arena);
	json_set_str(&c->arena, body, "do", k.verb);
	json_set(&c->arena, body, "args", k.args);
	buf_reset(&b->body);
	json_write(&b->body, body);
	struct reply r = line_json(&b->line, "/api/v1/acts", token_of(b, k.as), k.key,
				   buf_view(&b->body));
	if (r.status != 200) {
		give_up("/api/v1/acts", r.body);
	}
	m->act++;
}

static void *work_by_program(void *ctx)
{
	for (int i = 0; i < FORMS_EACH; i++) {
		act_by_program(ctx);
	}
	return NULL;
}

static double run_all(void *(*fn)(void *), void *const each[CLIENTS])
{
	pthread_t thread[CLIENTS];
	int64_t start = now_us();
	for (int i = 0; i < CLIENTS; i++) {
		if (pthread_create(&thread[i], NULL, fn, each[i]) != 0) {
			give_up("thread", "pthread_create");
		}
	}
	for (int i = 0; i < CLIENTS; i++) {
		(void)pthread_join(thread[i], NULL);
	}
	return FORMS * 1000000.0 / (double)(now_us() - start);
}

static double crowd_run(struct form_crowd *c, void *(*fn)(void *))
{
	void *each[CLIENTS];
	for (int i = 0; i < CLIENTS; i++) {
		each[i] = &c->browser[i];
	}
	open_lines(c);
	double rate = run_all(fn, each);
	close_lines(c);
	return rate;
}

double forms_run(struct form_crowd *c)
{
	return crowd_run(c, work);
}

double programs_run(struct form_crowd *c)
{
	return crowd_run(c, work_by_program);
}

void forms_alone(struct form_crowd *c, double wait_ms[FORMS_ALONE])
{
	open_lines(c);
	for (int i = 0; i < FORMS_ALONE; i++) {
		int64_t start = now_us();
		act(&c->browser[i % CLIENTS]);
		wait_ms[i] = (double)(now_us() - start) / 1000.0;
	}
	close_lines(c);
}

/* ---- in process ---- */

struct acting {
	struct office *office;
	struct client *client;
	struct writer *writer;
};

static void *work_in_process(void *ctx)
{
	struct acting *k = ctx;
	size_t next = 0;
	for (int i = 0; i < FORMS_EACH; i++) {
		struct moving *m = next_moving(k->client, &next);
		struct command command = next_command(k->office, k->client, m, i);
		struct answer answer;
		writer_act(k->writer, &k->client->arena, &command, &answer);
		if (!answer.ok) {
			give_up("act", answer.err.key);
		}
		m->act++;
	}
	return NULL;
}

double acts_run(struct arena *a, const char *dir, int run)
{
	struct office *o = arena_new(a, struct office);
	struct acting acting[CLIENTS];
	void *each[CLIENTS];
	struct writer *w;
	struct err e;
	office_open(o, dir, run + 1);
	if (!writer_start(&o->arena, o->app, &w, &e)) {
		give_up("writer", e.key);
	}
	for (int i = 0; i < CLIENTS; i++) {
		acting[i] = (struct acting){ o, &o->client[i], w };
		each[i] = &acting[i];
	}
	double rate = run_all(work_in_process, each);
	writer_stop(w);
	office_close(o);
	return rate;
}
