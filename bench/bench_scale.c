/*
 * At scale: the same work on a store of 20,000 dossiers and on a large one, of
 * which as many are open and move. What is asked for is that the rate of durable
 * acts and the cost of reading hardly depend on what lies closed.
 *
 * Runs of the two stores alternate. Durable acts run in a process of their own,
 * so that its memory is the writer's.
 */
#include "crowd.h"
#include "fill.h"
#include "measure.h"
#include "sample.h"

#include "app/demo_names.h"
#include "app/dossier_view.h"
#include "app/find.h"
#include "app/view.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each reading of each run asks for SAMPLE dossiers of a POOL taken before, others than
 * the readings before it: nobody asks twice for the same, and what was asked a moment
 * ago would lie in the reader's cache. */
enum { SMALL, LARGE, STORES, SAMPLE = 400, POOL = 20 * SAMPLE, INBOX = 50 };

/* ---- durable acts, in a process of their own ---- */

struct load {
	double rate, memory_mib, log_mib;
};

static double memory_peak_mib(void)
{
	char line[256];
	double kib = 0;
	FILE *f = fopen("/proc/self/status", "r");
	while (f && fgets(line, sizeof(line), f)) {
		(void)sscanf(line, "VmHWM: %lf", &kib);
	}
	if (f) {
		(void)fclose(f);	/* only read */
	}
	return kib / 1024;
}

static double file_mib(const char *dir, const char *name)
{
	char path[512];
	struct stat st;
	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	return stat(path, &st) == 0 ? (double)st.st_size / (1 << 20) : 0;
}

static void be_the_crowd(const char *dir, int run, int to)
{
	static struct crowd crowd;
	struct load l;
	office_open(&crowd.office, dir, run);
	l.rate = crowd_run(&crowd);
	l.memory_mib = memory_peak_mib();
	l.log_mib = file_mib(dir, "store.db-wal");
	office_close(&crowd.office);
	_exit(write(to, &l, sizeof(l)) == (ssize_t)sizeof(l) ? 0 : 1);
}

static struct load load_of(const char *dir, int run)
{
	struct load l;
	int ends[2], status;
	if (pipe(ends) != 0) {
		give_up("pipe", "cannot be made");
	}
	pid_t pid = fork();
	if (pid == 0) {
		be_the_crowd(dir, run, ends[1]);
	}
	(void)close(ends[1]);
	if (pid < 0 || read(ends[0], &l, sizeof(l)) != (ssize_t)sizeof(l) ||
	    waitpid(pid, &status, 0) != pid || status != 0) {
		give_up(dir, "the crowd did not end well");
	}
	(void)close(ends[0]);
	return l;
}

/* ---- reading ---- */

struct place {				/* one of the stores, as a page's reader has it */
	struct arena arena, one;
	struct app *app;
	struct store *store;
	struct dossier_row row[POOL];	/* any dossiers */
	struct dossier_row open[POOL];
	struct person_id who[POOL], who_open[POOL];	/* who held them last */
	struct str name[POOL];
	size_t found;			/* rows given by what is measured */
};

static void place_open(struct place *p, const char *dir)
{
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	struct chance c = chance_of(2, 2);
	struct err e;
	arena_init(&p->arena, 0);
	arena_init(&p->one, 0);
	if (!app_open(&p->arena, &o, &p->app, &e)) {
		give_up(dir, e.key);
	}
	p->store = app_store(p->app);
	for (size_t i = 0; i < POOL; i++) {
		p->name[i] = demo_name(&p->arena, &c);
	}
	sample_any(p->app, &p->arena, p->row, POOL);
	sample_open(p->app, &p->arena, p->open, POOL);
	for (size_t i = 0; i < POOL; i++) {
		p->who[i] = sample_holder(p->app, p->row[i].code);
		p->who_open[i] = sample_holder(p->app, p->open[i].code);
	}
}

static void place_close(struct place *p)
{
	app_close(p->app);
	arena_done(&p->one);
	arena_done(&p->arena);
}

/* The page of a dossier as whoever held it last asks for it: fold, ribbon,
 * derivation, texts opened, what could be done now. */
static bool show(struct place *p, struct str code, struct person_id who, struct err *e)
{
	struct asking ask = { .lang = TEXT_VI, .whom = LABEL_INSIDE, .now = app_now(p->app) };
	struct dossier_view v;
	return app_dossier_view(p->app, &p->one, &ask, who, code, &v, e);
}

static bool read_show(struct place *p, size_t i, struct err *e)
{
	return show(p, p->row[i].code, p->who[i], e);
}

static bool read_show_open(struct place *p, size_t i, struct err *e)
{
	return show(p, p->open[i].code, p->who_open[i], e);
}

/* The one box of the page of search, asked by whoever held a dossier last. */
static bool find(struct place *p, size_t i, struct str words, struct err *e)
{
	struct asking ask = { .lang = TEXT_VI, .whom = LABEL_INSIDE, .now = app_now(p->app) };
	struct found found;
	bool ok = app_find(p->app, &p->one, &ask, p->who[i], words, 0, &found, e);
	p->found += ok ? found.n : 0;
	return ok;
}

static bool read_code(struct place *p, size_t i, struct err *e)
{
	return find(p, i, p->row[i].code, e);
}

/* Its end, as people say it at the counter. */
static bool read_tail(struct place *p, size_t i, struct err *e)
{
	struct str code = p->row[i].code;
	return find(p, i, str_sub(code, code.n - 4, code.n), e);
}

static bool read_inbox_unit(struct place *p, size_t i, struct err *e)
{
	struct duty_page page;
	return store_duties(p->store, &p->one, DUTY_UNIT, p->open[i].holder.seat.unit.v,
			    (struct list_cursor){ 0 }, INBOX, &page, e);
}

static bool read_inbox_person(struct place *p, size_t i, struct err *e)
{
	struct duty_page page;
	return store_duties(p->store, &p->one, DUTY_PERSON,
			    p->open[i].holder.seat.person.v, (struct list_cursor){ 0 }, INBOX,
			    &page, e);
}

static bool read_name_whole(struct place *p, size_t i, struct err *e)
{
	return find(p, i, p->name[i], e);
}

static bool read_name_common(struct place *p, size_t i, struct err *e)
{
	static const char *const words[] = { "nguyen", "tran", "van", "thi" };
	return find(p, i, str_of(words[i % ARRAY_LEN(words)]), e);
}

/* First and last word of a name. */
static bool read_name_words(struct place *p, size_t i, struct err *e)
{
	struct str first, rest = p->name[i];
	(void)str_cut(rest, ' ', &first, &rest);
	struct str word = rest;
	while (str_cut(word, ' ', &(struct str){ 0 }, &word)) {
	}
	return find(p, i, str_fmt(&p->one, "%.*s %.*s", STR_ARG(word), STR_ARG(first)), e);
}

/* People whom the counter looks for before there is a dossier. */
static bool read_people(struct place *p, size_t i, struct err *e)
{
	struct asking ask = { .lang = TEXT_VI, .whom = LABEL_INSIDE, .now = app_now(p->app) };
	struct found_people found;
	bool ok = app_find_people(p->app, &p->one, &ask, p->name[i], &found, e);
	p->found += ok ? found.n : 0;
	return ok;
}

static bool list_of(struct place *p, struct list_filter f, struct err *e)
{
	struct list_page page;
	f.limit = INBOX;
	bool ok = app_list(p->app, &p->one, &f, &page, e);
	p->found += ok ? page.n : 0;
	return ok;
}

static bool read_list_first(struct place *p, size_t i, struct err *e)
{
	(void)i;
	return list_of(p, (struct list_filter){ 0 }, e);
}

static bool read_list_state(struct place *p, size_t i, struct err *e)
{
	static const char *const states[] = { "open", "ready", "delivered" };
	return list_of(p, (struct list_filter){ .state = str_of(states[i % ARRAY_LEN(states)]) },
		       e);
}

static bool read_list_late(struct place *p, size_t i, struct err *e)
{
	(void)i;
	return list_of(p, (struct list_filter){ .late = true }, e);
}

static bool read_list_code(struct place *p, size_t i, struct err *e)
{
	return list_of(p, (struct list_filter){ .code = str_sub(p->row[i].code, 0,
								p->row[i].code.n - 5) }, e);
}

struct reading {
	const char *name;
	bool (*read)(struct place *p, size_t i, struct err *e);
	/* The same question finds more in a larger store, up to a page: its cost is told
	 * for each row of the answer, the question counting as one. */
	bool by_row;
	double us[STORES][RUNS];
	double rows[STORES];		/* of a question, on average */
};

static double cost_us(struct place *p, struct reading *r, int store, size_t first)
{
	struct err e;
	p->found = 0;
	int64_t from = now_us();
	for (size_t i = first; i < first + SAMPLE; i++) {
		/* As a page does: one moment of the store for all that it reads. */
		if (!app_look(p->app, app_now(p->app), &e) || !r->read(p, i, &e)) {
			give_up(r->name, e.key);
		}
		app_looked(p->app);
		arena_reset(&p->one);
	}
	double us = (double)(now_us() - from);
	r->rows[store] = (double)p->found / SAMPLE;
	return us / (double)(SAMPLE + (r->by_row ? p->found : 0));
}

static struct reading readings[] = {
	{ .name = "show", .read = read_show },
	{ .name = "show_open", .read = read_show_open },
	{ .name = "inbox_unit", .read = read_inbox_unit },
	{ .name = "inbox_person", .read = read_inbox_person },
	{ .name = "search_code", .read = read_code },
	{ .name = "search_tail", .read = read_tail, .by_row = true },
	{ .name = "search_people", .read = read_people, .by_row = true },
	{ .name = "search_name_whole", .read = read_name_whole, .by_row = true },
	{ .name = "search_name_common", .read = read_name_common },
	{ .name = "search_name_two_words", .read = read_name_words },
	{ .name = "list_first", .read = read_list_first },
	{ .name = "list_state", .read = read_list_state },
	{ .name = "list_late", .read = read_list_late },
	{ .name = "list_code", .read = read_list_code, .by_row = true },
};

static void measure_reading(const char *const dir[STORES])
{
	static struct place place[STORES];
	for (int s = 0; s < STORES; s++) {
		place_open(&place[s], dir[s]);
	}
	size_t asked = 0;
	for (int run = -1; run < RUNS; run++) {
		for (size_t i = 0; i < ARRAY_LEN(readings); i++) {
			size_t first = asked++ * SAMPLE % POOL;
			for (int s = 0; s < STORES; s++) {
				double us = cost_us(&place[s], &readings[i], s, first);
				/* the run before the first warms up */
				readings[i].us[s][run < 0 ? 0 : run] = us;
			}
		}
	}
	for (int s = 0; s < STORES; s++) {
		place_close(&place[s]);
	}
}

/* ---- the whole ---- */

static void print_loads(struct load load[STORES][RUNS])
{
	double rate[STORES][RUNS], memory[RUNS], log[RUNS];
	for (int run = 0; run < RUNS; run++) {
		rate[SMALL][run] = load[SMALL][run].rate;
		rate[LARGE][run] = load[LARGE][run].rate;
		memory[run] = load[LARGE][run].memory_mib;
		log[run] = load[LARGE][run].log_mib;
	}
	print_figure(&(struct figure){ .name = "scale_durable_acts", .unit = "acts/s",
				       .value = median(rate[LARGE], RUNS), .limit = 0.8,
				       .peer = "20,000 dossiers",
				       .peer_value = median(rate[SMALL], RUNS) });
	print_figure(&(struct figure){ .name = "scale_memory", .unit = "MiB", .limit = 143,
				       .value = median(memory, RUNS), .better = LOWER });
	print_figure(&(struct figure){ .name = "scale_write_ahead_log", .unit = "MiB",
				       .value = median(log, RUNS) });
}

static void print_readings(void)
{
	for (size_t i = 0; i < ARRAY_LEN(readings); i++) {
		struct reading *r = &readings[i];
		double small = median(r->us[SMALL], RUNS);
		char name[64];
		(void)snprintf(name, sizeof(name), "scale_%s", r->name);
		(void)fprintf(stderr, "# %s: %.1f rows in the small store, %.1f in the large\n",
			      r->name, r->rows[SMALL], r->rows[LARGE]);
		print_figure(&(struct figure){ .name = name, .unit = r->by_row ? "us/row" : "us",
					       .limit = 1.5,
					       .value = median(r->us[LARGE], RUNS),
					       .better = LOWER, .peer = "20,000 dossiers",
					       .peer_value = small });
	}
}

int main(int argc, char **argv)
{
	static const char *const copies[] = { "build/bench/small", "build/bench/large" };
	static struct load load[STORES][RUNS];
	const char *dir[STORES];
	struct arena a;
	hash_setup();
	arena_init(&a, 0);
	dir[SMALL] = filled_store(&a, FILL_OPEN);
	dir[LARGE] = filled_store(&a, store_size(argc, argv));
	measure_reading(dir);
	print_readings();
	for (int s = 0; s < STORES; s++) {
		remove_folder(copies[s]);
		copy_folder(dir[s], copies[s]);
	}
	for (int run = 0; run < RUNS; run++) {
		for (int s = 0; s < STORES; s++) {
			load[s][run] = load_of(copies[s], run);
			(void)fprintf(stderr, "# run %d: %s %.0f acts/s, %.1f MiB, log %.1f MiB\n",
				      run, copies[s], load[s][run].rate,
				      load[s][run].memory_mib, load[s][run].log_mib);
		}
	}
	for (int s = 0; s < STORES; s++) {
		remove_folder(copies[s]);
	}
	print_loads(load);
	arena_done(&a);
	return 0;
}
