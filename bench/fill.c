/* Large stores, filled and kept below build/bench. */
#include "fill.h"

#include "clients.h"
#include "measure.h"

#include "app/demo.h"
#include "app/demo_names.h"
#include "base/embed.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A cohort goes through its acts together, so that the entries of one dossier
 * lie far apart, as in life; it is small enough for the cache of states. */
enum { COHORT = 512, GROUP = 512, COHORT_S = 4000, ACT_S = 300 };
enum { STAFF_DOSSIERS = 200, STAFF_MONTHS = 2, SEED = 2026 };

struct fill {
	struct office office;
	struct arena group;		/* of the commands not yet committed */
	struct command command[GROUP];
	const struct command *line[GROUP];
	struct answer answer[GROUP];
	struct moving *of[GROUP];
	size_t n;
	int64_t dossiers, done;		/* done: received */
	int64_t from, to;
	const struct calendar *cal;
};

/* ---- the people ---- */

static const struct law_source *embedded_law(struct arena *a, size_t *n)
{
	*n = embed_count();
	struct law_source *law = arena_array(a, struct law_source, *n);
	for (size_t i = 0; i < *n; i++) {
		law[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	return law;
}

/* A small demonstration staffs the province. */
static void staff(struct arena *a, const char *dir, struct day until)
{
	struct err e;
	struct demo_count count;
	struct app *app;
	struct demo_options o = { .dir = dir, .dossiers = STAFF_DOSSIERS,
				  .months = STAFF_MONTHS, .seed = STR("bench"),
				  .until = until };
	o.law = embedded_law(a, &o.laws);
	if (!demo_run(a, &o, &app, &count, &e)) {
		give_up(dir, e.key);
	}
	app_close(app);
}

/* ---- a cohort ---- */

static void flush(struct fill *f)
{
	if (f->n == 0) {
		return;
	}
	app_group(f->office.app, &f->group, f->line, f->n, f->answer);
	for (size_t i = 0; i < f->n; i++) {
		struct str id = json_str(f->answer[i].made, "dossier");
		if (!f->answer[i].ok) {
			give_up(str_cstr(&f->group, f->command[i].verb), f->answer[i].err.key);
		}
		if (f->of[i]->act == 0) {
			(void)snprintf(f->of[i]->id, ID_TEXT, "%.*s", STR_ARG(id));
		}
		f->of[i]->act++;
	}
	f->n = 0;
	arena_reset(&f->group);
	app_breathe(f->office.app);
}

/* One filing in four is by somebody who was here before. */
static int64_t person_of(int64_t number)
{
	struct chance c = chance_of(SEED, (uint64_t)number);
	return number > 0 && number % 4 == 3 ? person_of(chance_below(&c, number)) : number;
}

static void put(struct fill *f, struct moving *m, int64_t number, int64_t at)
{
	struct arena *a = &f->group;
	int64_t person = person_of(number);
	struct chance c = chance_of(SEED + 1, (uint64_t)person);
	struct filing filing = {
		.key = str_fmt(a, "fill-%lld:%d", (long long)number, m->act),
		.name = m->act == 0 ? demo_name(a, &c) : STR(""),
		.number = m->act == 0 ? demo_identity(a, person) : STR(""),
		.id = m->id, .act = m->act,
	};
	struct command *one = &f->command[f->n];
	*one = life_command(a, &f->office, &f->office.client[number % CLIENTS], &filing);
	one->at = at;
	f->line[f->n] = one;
	f->of[f->n++] = m;
	if (f->n == GROUP) {
		flush(f);
	}
}

/* Where the number-th dossier stops: the last FILL_OPEN ones on their way. */
static int last_act(const struct fill *f, int64_t number)
{
	bool open = number >= f->dossiers - FILL_OPEN;
	return open ? 1 + (int)(number / CLIENTS % (LIFE_ACTS - 1)) : LIFE_ACTS;
}

static void live(struct fill *f, int64_t at)
{
	struct moving m[COHORT] = { 0 };
	int64_t first = f->done;
	int n = (int)(f->dossiers - first < COHORT ? f->dossiers - first : COHORT);
	for (int act = 0; act < LIFE_ACTS; act++) {
		for (int i = 0; i < n; i++) {
			if (act < last_act(f, first + i)) {
				put(f, &m[i], first + i, at + act * ACT_S);
			}
		}
		flush(f);
	}
	f->done += n;
}

/* ---- the whole ---- */

/* Cohorts follow each other at the same pace whatever the size, up to the same
 * last day: the open dossiers of every filling are of the same age. */
static int64_t begins(const struct fill *f, int64_t cohorts_left)
{
	int64_t worked = work_between(f->cal, f->from, f->to);
	int64_t before = worked - cohorts_left * COHORT_S;
	if (before < 0) {
		give_up("fill", "too many dossiers for its year");
	}
	return work_add(f->cal, f->from, before);
}

static void live_all(struct fill *f)
{
	struct err e;
	int64_t entries, cohorts = (f->dossiers + COHORT - 1) / COHORT;
	for (int64_t i = 0; i < cohorts; i++) {
		int64_t at = begins(f, cohorts - i);
		if (!app_advance(f->office.app, at, &entries, &e)) {
			give_up("time", e.key);
		}
		live(f, at);
		if (i % 100 == 99) {
			(void)fprintf(stderr, "# %lld of %lld dossiers\n", (long long)f->done,
				      (long long)f->dossiers);
		}
	}
	if (!app_advance(f->office.app, f->to, &entries, &e)) {
		give_up("time", e.key);
	}
}

static void fill(struct fill *f, const char *dir)
{
	struct err e;
	const struct law *law;
	office_open(&f->office, dir, 0);
	law = app_law(f->office.app);
	f->cal = law_calendar(law, law->calendar[0].id, STR("A"));
	arena_init(&f->group, 0);
	if (!app_sync_off(f->office.app, &e)) {
		give_up(dir, e.key);
	}
	live_all(f);
	if (!app_sync_on(f->office.app, &e)) {
		give_up(dir, e.key);
	}
	arena_done(&f->group);
	office_close(&f->office);
}

/* Of the tables' texts: one that is edited changes no number of a migration. */
static const char *form_of_tables(char hex[HASH_HEX])
{
	struct hash_state h;
	hash_start(&h);
	for (int i = 0; i < SQL_MIGRATIONS; i++) {
		hash_add(&h, sql_migration[i].sqlite, strlen(sql_migration[i].sqlite));
	}
	return hash_hex(hash_end(&h), hex);
}

static const char *form_file(struct arena *a, const char *dir)
{
	return str_fmt(a, "%s.form", dir).p;
}

static void note_form(struct arena *a, const char *dir)
{
	char form[HASH_HEX];
	FILE *f = fopen(form_file(a, dir), "w");
	if (!f || fputs(form_of_tables(form), f) < 0 || fclose(f) != 0) {
		give_up(dir, "its form cannot be noted");
	}
}

/* An older program's store is made anew. */
static bool usable(struct arena *a, const char *dir)
{
	char form[HASH_HEX], noted[HASH_HEX] = "";
	struct app *app = NULL;
	struct err e;
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	FILE *f = fopen(form_file(a, dir), "r");
	bool ok = f && fgets(noted, sizeof(noted), f) && strcmp(noted, form_of_tables(form)) == 0;
	if (f) {
		(void)fclose(f);	/* only read */
	}
	ok = ok && app_open(a, &o, &app, &e);
	app_close(ok ? app : NULL);
	return ok;
}

const char *filled_store(struct arena *a, int64_t dossiers)
{
	static struct fill f;
	struct day from = day_make(2025, 8, 25);
	const char *dir = str_fmt(a, "build/bench/filled-%lld", (long long)dossiers).p;
	const char *making = str_fmt(a, "%s.part", dir).p;
	if (usable(a, dir)) {
		return dir;
	}
	int64_t start = now_us();
	(void)fprintf(stderr, "# making %s (kept for the next time)\n", dir);
	(void)mkdir("build", 0777);		/* may be there */
	(void)mkdir("build/bench", 0777);
	remove_folder(dir);
	remove_folder(making);
	staff(a, making, from);
	f = (struct fill){ .dossiers = dossiers, .from = day_start(from),
			   .to = day_start(day_make(2026, 10, 28)) };
	fill(&f, making);
	if (rename(making, dir) != 0) {
		give_up(dir, "rename");
	}
	note_form(a, dir);
	(void)fprintf(stderr, "# made in %lld s\n", (long long)((now_us() - start) / 1000000));
	return dir;
}
