/*
 * The pages of bottlenecks, as their server takes them: each view of this month and of the year,
 * and lists behind their numbers, of a demonstration of 20,000 dossiers (a year of it) or of a
 * store that is there (--db DIR, of a demonstration until the same day). Nothing is kept from one
 * request to the next but the log in memory, so that a new entry is visible in what one page
 * takes: a second is the limit.
 *
 * Runs go over all pages in turn; the first, which reads the ledger, is told by itself.
 */
#include "measure.h"
#include "web_client.h"

#include "app/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char STORE[] = "build/bench/flow", LOG[] = "build/bench/flow.log";
static const char DOSSIERS[] = "20000", MONTHS[] = "12";
static const char UNTIL[] = "2026-11-25", CLOCK[] = "2026-11-25T09:00";

static const struct { const char *name, *query; } asked[] = {
	{ "flow_where_month", "?" }, { "flow_where", "?of=year" },
	{ "flow_map", "?of=year&view=map" }, { "flow_people", "?of=year&view=people" },
	{ "flow_time", "?of=year&view=time" }, { "flow_model", "?of=year&view=model" },
	{ "flow_steps", "?of=year&view=steps" }, { "flow_beside", "?of=year&view=beside" },
	{ "flow_list", "/dossiers?of=year" }, { "flow_list_standing", "/dossiers?of=year&stand=1" },
	{ "flow_list_cause", "/dossiers?of=year&cause=contention" },
	{ "flow_list_steps", "/dossiers?of=year&view=steps&deviation=any" },
};

/* The program under test is the one beside this one. */
static const char *program(void)
{
	return access("build/dunghen", X_OK) == 0 ? "build/dunghen" : "dunghen";
}

static void make(void)
{
	char command[1024];

	(void)snprintf(command, sizeof(command),
		       "%s demo --no-serve --db %s --dossiers %s --months %s --until %s >/dev/null",
		       program(), STORE, DOSSIERS, MONTHS, UNTIL);
	if (access(STORE, F_OK) != 0 && system(command) != 0) {
		give_up(STORE, "no demonstration");
	}
}

/* Who sees the whole province. */
static struct str chair(struct arena *a, const char *dir)
{
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	struct str key = STR("");
	struct app *app;
	struct err e;

	if (!app_open(a, &o, &app, &e)) {
		give_up(dir, e.key);
	}
	const struct org *org = app_org(app);
	const struct unit *top = org_unit_by_key(org, STR("dn"));

	for (size_t i = 0; top != NULL && i < org->assignments; i++) {
		const struct assignment *of = &org->assignment[i];

		if (of->unit.v == top->id.v && post_is(of->post, "head")) {
			key = str_dup(a, org_person(org, of->person)->key);
		}
	}
	app_close(app);
	if (key.n == 0) {
		give_up(dir, "nobody leads the province");
	}
	return key;
}

static double ask(struct line *l, const char *cookie, const char *query)
{
	char path[WORD_MOST];
	int64_t from = now_us();

	(void)snprintf(path, sizeof(path), "/board/bottlenecks%s", query);
	struct reply r = line_get(l, path, cookie);

	if (r.status != 200) {
		give_up(path, r.body);
	}
	return (double)(now_us() - from) / 1000;
}

static void measure(struct line *l, const char *cookie)
{
	static double took[ARRAY_LEN(asked)][RUNS];
	struct figure first = { .name = "flow_first", .unit = "ms", .better = LOWER,
				.value = ask(l, cookie, asked[0].query) };

	print_figure(&first);
	for (int run = 0; run < RUNS; run++) {
		for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
			took[i][run] = ask(l, cookie, asked[i].query);
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
		struct figure f = { .name = asked[i].name, .unit = "ms", .limit = 1000,
				    .better = LOWER, .value = median(took[i], RUNS) };

		print_figure(&f);
	}
}

int main(int argc, char **argv)
{
	bool told = argc == 3 && strcmp(argv[1], "--db") == 0;
	const char *dir = told ? argv[2] : STORE;
	const char *serve[] = { program(), "serve", "--db", dir, "--json", "--clock", CLOCK,
				"--deadline", "300", "--listen", "127.0.0.1:0", NULL };
	static struct line line;
	struct arena a;

	if (argc > 1 && !told) {
		give_up("usage", "bench_flow [--db DIR]");
	}
	if (!told) {
		make();
	}
	arena_init(&a, 0);
	const char *who = str_cstr(&a, chair(&a, dir));
	struct served server = serve_start(serve, LOG);
	struct signed_in as;

	line_open(&line, server.port);
	sign_in(&line, who, &as);
	measure(&line, as.cookie);
	struct figure peak = { .name = "flow_memory", .unit = "MB", .better = LOWER,
			       .value = serve_memory(&server, "VmHWM") };

	print_figure(&peak);
	line_close(&line);
	serve_stop(&server);
	arena_done(&a);
	return 0;
}
