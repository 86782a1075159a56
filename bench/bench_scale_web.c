/*
 * At scale, as people meet it: what the server takes for the page of a dossier, the
 * inbox and each kind of search on a store of 20,000 dossiers and on a large one, asked
 * over HTTP by whoever held a dossier last.
 *
 * Requests to the two stores alternate; each asks for a dossier or a name of its own.
 */
#include "fill.h"
#include "measure.h"
#include "sample.h"
#include "web_client.h"

#include "app/demo_names.h"
#include "base/http.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SMALL, LARGE, STORES, SAMPLE = 150, READINGS = 8, PEOPLE_MOST = 4096 };
enum { POOL = (RUNS + 1) * READINGS * SAMPLE };

struct asked {
	struct str code, holder;
};

struct place {
	struct arena arena;
	struct served server;
	struct line line;
	struct asked any[POOL], open[POOL];
	struct str name[POOL];
	struct str person[PEOPLE_MOST];		/* signed in already */
	struct signed_in as[PEOPLE_MOST];
	size_t people;
};

/* The program under test is the one beside this one. */
static const char *program(void)
{
	return access("build/dunghen", X_OK) == 0 ? "build/dunghen" : "dunghen";
}

/* ---- what is asked for ---- */

static void ask_about(struct place *p, struct app *app, const struct dossier_row *row,
		      struct asked *k)
{
	const struct person *who = org_person(app_org(app), sample_holder(app, row->code));
	*k = (struct asked){ .code = row->code, .holder = who ? str_dup(&p->arena, who->key)
								: STR("") };
	if (k->holder.n == 0) {
		give_up("sample", "nobody held it");
	}
}

static void sample(struct place *p, struct app *app)
{
	static struct dossier_row row[POOL];
	struct chance c = chance_of(2, 2);
	sample_any(app, &p->arena, row, POOL);
	for (size_t i = 0; i < POOL; i++) {
		ask_about(p, app, &row[i], &p->any[i]);
		p->name[i] = demo_name(&p->arena, &c);
	}
	sample_open(app, &p->arena, row, POOL);
	for (size_t i = 0; i < POOL; i++) {
		ask_about(p, app, &row[i], &p->open[i]);
	}
}

static void place_open(struct place *p, const char *dir, const char *log)
{
	const char *argv[] = { program(), "serve", "--db", dir, "--json", "--listen",
			       "127.0.0.1:0", NULL };
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	struct app *app;
	struct err e;
	arena_init(&p->arena, 0);
	if (!app_open(&p->arena, &o, &app, &e)) {
		give_up(dir, e.key);
	}
	sample(p, app);
	app_close(app);
	p->server = serve_start(argv, log);
}

/* What lay for long is entered and looked at first: on the large one that lasts. */
static void places_settle(struct place place[STORES])
{
	for (int s = STORES - 1; s >= 0; s--) {
		serve_settle(&place[s].server);
	}
	for (int s = 0; s < STORES; s++) {
		line_open(&place[s].line, place[s].server.port);
	}
}

static void place_close(struct place *p)
{
	line_close(&p->line);
	serve_stop(&p->server);
	arena_done(&p->arena);
}

/* The session of somebody, made at the first need. */
static const char *cookie_of(struct place *p, struct str person)
{
	for (size_t i = 0; i < p->people; i++) {
		if (str_eq(p->person[i], person)) {
			return p->as[i].cookie;
		}
	}
	if (p->people == PEOPLE_MOST) {
		give_up("sign in", "too many people");
	}
	p->person[p->people] = person;
	sign_in(&p->line, str_cstr(&p->arena, person), &p->as[p->people]);
	return p->as[p->people++].cookie;
}

/* ---- questions ---- */

static struct str find_path(struct arena *a, struct str words)
{
	return str_fmt(a, "/find?q=%.*s", STR_ARG(http_encode(a, words)));
}

static struct str path_show(struct arena *a, const struct place *p, size_t i)
{
	return str_fmt(a, "/dossiers/%.*s", STR_ARG(p->any[i].code));
}

static struct str path_show_open(struct arena *a, const struct place *p, size_t i)
{
	return str_fmt(a, "/dossiers/%.*s", STR_ARG(p->open[i].code));
}

static struct str path_inbox(struct arena *a, const struct place *p, size_t i)
{
	(void)a;
	(void)p;
	(void)i;
	return STR("/work");
}

static struct str path_code(struct arena *a, const struct place *p, size_t i)
{
	return find_path(a, p->any[i].code);
}

/* Its end, as people say it at the counter. */
static struct str path_tail(struct arena *a, const struct place *p, size_t i)
{
	struct str code = p->any[i].code;
	return find_path(a, str_sub(code, code.n - 4, code.n));
}

static struct str path_name(struct arena *a, const struct place *p, size_t i)
{
	return find_path(a, p->name[i]);
}

static struct str path_common(struct arena *a, const struct place *p, size_t i)
{
	static const char *const words[] = { "nguyen", "tran", "van", "thi" };
	(void)p;
	return find_path(a, str_of(words[i % ARRAY_LEN(words)]));
}

/* First and last word of a name. */
static struct str path_words(struct arena *a, const struct place *p, size_t i)
{
	struct str first, rest = p->name[i];
	(void)str_cut(rest, ' ', &first, &rest);
	struct str word = rest;
	while (str_cut(word, ' ', &(struct str){ 0 }, &word)) {
	}
	return find_path(a, str_fmt(a, "%.*s %.*s", STR_ARG(word), STR_ARG(first)));
}

struct reading {
	const char *name;
	struct str (*path)(struct arena *a, const struct place *p, size_t i);
	int status;
	bool open;			/* asked by the holders of open dossiers */
	/* A whole code leads to its dossier: until that is shown. */
	bool follow;
	/* The same question finds more in a larger store, up to a page: its cost is told
	 * for each row of the answer, the question counting as one. */
	bool by_row;
	double us[STORES][RUNS];
	double rows[STORES];
};

static struct reading readings[READINGS] = {
	{ .name = "show", .path = path_show, .status = 200 },
	{ .name = "show_open", .path = path_show_open, .status = 200, .open = true },
	{ .name = "inbox", .path = path_inbox, .status = 200, .open = true },
	{ .name = "search_code", .path = path_code, .status = 303, .follow = true },
	{ .name = "search_tail", .path = path_tail, .status = 200, .by_row = true },
	{ .name = "search_name_whole", .path = path_name, .status = 200, .by_row = true },
	{ .name = "search_name_common", .path = path_common, .status = 200 },
	{ .name = "search_name_two_words", .path = path_words, .status = 200 },
};

static size_t rows_in(const char *text)
{
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, "class=\"code\"")) != NULL; p++) {
		n++;
	}
	return n;
}

/* One question and its answer; microseconds, and rows of the answer. */
static double ask(struct place *p, const struct reading *r, struct arena *a, size_t i,
		  size_t *rows)
{
	const char *cookie = cookie_of(p, r->open ? p->open[i].holder : p->any[i].holder);
	struct str path = r->path(a, p, i);
	int64_t from = now_us();
	struct reply reply = line_get(&p->line, str_cstr(a, path), cookie);
	bool expected = reply.status == r->status ||
			(r->by_row && reply.status == 303);	/* the only one with that end */
	if (expected && r->follow) {
		reply = line_get(&p->line, str_cstr(a, path_show(a, p, i)), cookie);
		expected = reply.status == 200;
	}
	double us = (double)(now_us() - from);
	if (!expected) {
		give_up(str_cstr(a, path), reply.body);
	}
	*rows += r->by_row ? rows_in(reply.body) : 0;
	return us;
}

/* Both stores in turn, question by question. */
static void ask_all(struct place place[STORES], struct reading *r, size_t first, int run)
{
	double us[STORES] = { 0 };
	size_t rows[STORES] = { 0 };
	struct arena a;
	arena_init(&a, 0);
	for (size_t i = first; i < first + SAMPLE; i++) {
		for (int s = 0; s < STORES; s++) {
			us[s] += ask(&place[s], r, &a, i, &rows[s]);
			arena_reset(&a);
		}
	}
	for (int s = 0; s < STORES; s++) {
		r->rows[s] = (double)rows[s] / SAMPLE;
		/* the run before the first warms up */
		r->us[s][run < 0 ? 0 : run] = us[s] / (double)(SAMPLE + rows[s]);
	}
	arena_done(&a);
}

static void print_reading(struct reading *r)
{
	char name[64];
	(void)snprintf(name, sizeof(name), "scale_web_%s", r->name);
	if (r->by_row) {
		(void)fprintf(stderr, "# %s: %.1f rows in the small store, %.1f in the large\n",
			      r->name, r->rows[SMALL], r->rows[LARGE]);
	}
	double small = median(r->us[SMALL], RUNS);
	print_figure(&(struct figure){ .name = name, .unit = r->by_row ? "us/row" : "us",
				       .limit = 1.5, .value = median(r->us[LARGE], RUNS),
				       .better = LOWER, .peer = "20,000 dossiers",
				       .peer_value = small });
}

int main(int argc, char **argv)
{
	static const char *const copies[] = { "build/bench/small", "build/bench/large" };
	static const char *const logs[] = { "build/bench/small.log", "build/bench/large.log" };
	static struct place place[STORES];
	struct arena a;
	size_t asked = 0;
	hash_setup();
	arena_init(&a, 0);
	const int64_t dossiers[] = { FILL_OPEN, store_size(argc, argv) };
	for (int s = 0; s < STORES; s++) {
		const char *dir = filled_store(&a, dossiers[s]);
		remove_folder(copies[s]);
		copy_folder(dir, copies[s]);
		place_open(&place[s], copies[s], logs[s]);
	}
	places_settle(place);
	for (int run = -1; run < RUNS; run++) {
		for (size_t i = 0; i < READINGS; i++) {
			ask_all(place, &readings[i], asked, run);
			asked += SAMPLE;
		}
	}
	for (int s = 0; s < STORES; s++) {
		place_close(&place[s]);
		remove_folder(copies[s]);
	}
	for (size_t i = 0; i < READINGS; i++) {
		print_reading(&readings[i]);
	}
	arena_done(&a);
	return 0;
}
