/* What if, where the truth can be known: an officer with too much work, lived through in a real
 * ledger; what a second one would do, told from that ledger alone and lived through in another. */
#include "app_fixture.h"

#include "app/whatif_int.h"
#include "app/whatif_text.h"

#include "store/case_row.h"

#include "base/chance.h"

#include <string.h>

enum { DOSSIERS = 160, WORK_S = 3 * 3600 /* of each, on average */ };

/* ---- a true queue ---- */

struct event {
	int64_t at;
	int order, dossier, act;
};

struct world_of {
	struct app *app;
	const struct calendar *cal;
	int officers;
	char file[HASH_HEX];
	char id[DOSSIERS][ID_TEXT];
	struct event event[DOSSIERS * 8];
	size_t events;
	int64_t late;			/* by three working days, as it was lived */
};

static const struct {
	const char *as, *verb, *args;
} acts[] = {
	{ "lan", "receive_new", NULL },
	{ "lan", "hand_over", "\"outcome\":\"forward\"" },
	{ NULL, "take", NULL },			/* whichever officer is free */
	{ NULL, "hand_over", "\"outcome\":\"forward\"" },
	{ "minh", "finish", NULL },
	{ "chu", "sign", NULL },
	{ "van", "number", NULL },
	{ "van", "ready", NULL },
};

static void put(struct world_of *w, int dossier, int act, int64_t at)
{
	w->event[w->events] = (struct event){ at, (int)w->events, dossier, act };
	w->events++;
}

static int by_time(const void *x, const void *y)
{
	const struct event *a = x, *b = y;

	return a->at != b->at ? (a->at < b->at ? -1 : 1) : a->order - b->order;
}

/* First come, first served, each by whoever is free first. *who: the officer. */
static int64_t worked(const struct world_of *w, int64_t free[2], int64_t from, int64_t effort,
		      int64_t *begun, int *who)
{
	*who = w->officers == 2 && free[1] < free[0] ? 1 : 0;
	*begun = work_next(w->cal, free[*who] > from ? free[*who] : from);
	free[*who] = work_add(w->cal, *begun, effort);
	return free[*who];
}

static int who_of[DOSSIERS];

static void plan(struct world_of *w)
{
	struct chance c = chance_of(7, 1);
	int64_t free[2] = { 0 }, at = FIXTURE_AT + 1800, begun;

	for (int i = 0; i < DOSSIERS; i++) {
		at = work_next(w->cal, work_add(w->cal, at, chance_below(&c, WORK_S)));
		int64_t there = work_next(w->cal, work_add(w->cal, at, 600));
		int64_t effort = 600 + chance_below(&c, 2 * WORK_S);
		int64_t done = worked(w, free, there, effort, &begun, &who_of[i]);

		put(w, i, 0, at);
		put(w, i, 1, there);
		put(w, i, 2, begun);
		put(w, i, 3, done);
		for (int k = 4; k < 8; k++) {
			done = work_next(w->cal, work_add(w->cal, done, 300));
			put(w, i, k, done);
		}
		struct day due;

		if (calendar_day_after(w->cal, day_of(at), 3, &due)) {
			w->late += done > day_close(w->cal, due);
		}
	}
	qsort(w->event, w->events, sizeof(*w->event), by_time);
}

/* ---- into the ledger ---- */

static void act(struct world_of *w, const struct event *ev)
{
	static const char *const officers[] = { "tuan", "hanh" };
	const char *as = acts[ev->act].as ? acts[ev->act].as : officers[who_of[ev->dossier]];
	const char *more = acts[ev->act].args;
	struct arena_mark mark = arena_mark(&arena);
	struct str args, key = str_fmt(&arena, "k%d-%d", ev->dossier, ev->act);
	struct answer answer = { 0 };
	struct command c;
	struct str ignored;
	int64_t ignored_n;

	if (ev->act == 0) {
		args = STR("{\"procedure\":\"1.001612\",\"channel\":\"counter\","
			   "\"receiving\":\"25195.mc\",\"owner\":{\"name\":\"Mẫu Thử\"}}");
	} else if (ev->act == 6) {
		args = str_fmt(&arena, "{\"dossier\":\"%s\",\"book\":\"KQ\",\"number\":\"%d\","
			       "\"file\":\"%s\"}", w->id[ev->dossier], ev->dossier, w->file);
	} else {
		args = str_fmt(&arena, "{\"dossier\":\"%s\"%s%s}", w->id[ev->dossier],
			       more ? "," : "", more ? more : "");
	}
	struct str line = str_fmt(&arena, "{\"key\":\"%.*s\",\"as\":\"%s\",\"do\":\"%s\","
				  "\"args\":%.*s}", STR_ARG(key), as, acts[ev->act].verb,
				  STR_ARG(args));

	if (!app_advance(w->app, ev->at, &ignored_n, &answer.err) ||
	    !command_parse(&arena, line, &c, &ignored, &answer.err) ||
	    (app_act(w->app, &arena, &c, &answer), !answer.ok)) {
		ok(false, "%s: %.*s", answer.err.key, STR_ARG(line));
		exit(done_testing());
	}
	if (ev->act == 0) {
		struct str id = json_str(answer.made, "dossier");

		memcpy(w->id[ev->dossier], id.p, id.n);
	}
	arena_release(&arena, mark);
}

static void people(struct world_of *w)
{
	static const struct {
		const char *key, *post, *unit;
	} all[] = {
		{ "hoa", "head", "25195.mc" }, { "lan", "clerk", "25195.mc" },
		{ "minh", "head", "25195.kt" }, { "tuan", "officer", "25195.kt" },
		{ "chu", "head", "25195" }, { "van", "records", "25195.vp" },
		{ "vanphong", "head", "25195.vp" }, { "hanh", "officer", "25195.kt" },
	};

	for (size_t i = 0; i < ARRAY_LEN(all) - (w->officers == 1); i++) {
		fixture_act(w->app, str_cstr(&arena, str_fmt(&arena,
			"{\"key\":\"p%zu\",\"as\":\"admin\",\"do\":\"add_person\",\"args\":"
			"{\"key\":\"%s\"}}", i, all[i].key)));
		fixture_act(w->app, str_cstr(&arena, str_fmt(&arena,
			"{\"key\":\"a%zu\",\"as\":\"admin\",\"do\":\"assign\",\"args\":"
			"{\"person\":\"%s\",\"post\":\"%s\",\"unit\":\"%s\"}}",
			i, all[i].key, all[i].post, all[i].unit)));
	}
}

static void live(struct world_of *w, const char *dir, int officers)
{
	struct hash h;
	struct err e = { .key = "" };

	*w = (struct world_of){ .app = fixture_make(dir, APP_TEST), .officers = officers };
	w->cal = law_calendar(app_law(w->app), law_calendar_on(app_law(w->app),
							       day_of(FIXTURE_AT))->id, STR("A"));
	ok(app_file_put(w->app, STR("%PDF-1.4 a result"), &h, &e), "a file %s", e.key);
	(void)hash_hex(h, w->file);
	ok(app_set_clock(w->app, FIXTURE_AT, &e), "a clock set by hand %s", e.key);
	people(w);
	plan(w);
	for (size_t i = 0; i < w->events; i++) {
		act(w, &w->event[i]);
	}
}

/* ---- what is told of it ---- */

static bool asked(struct app *app, const char *change, struct whatif_answer *out)
{
	struct whatif_ask ask = { .changes = 1, .runs = 40, .seed = 3, .from = { INT32_MIN },
				  .to = { INT32_MAX } };
	struct err e = { .key = "" };
	bool good = whatif_parse(str_of(change), &ask.change[0], &e) &&
		    app_whatif(app, &ask, out, &e);

	ok(good, "%s %s", change, e.key);
	if (good) {
		diag("%.*s", STR_ARG(whatif_sentence(app, &arena, TEXT_EN, &ask, out)));
	}
	return good;
}

static void test_second_officer(struct world_of *one, struct world_of *two)
{
	struct whatif_answer w;
	int64_t was = one->late, is = two->late;

	if (!asked(one->app, "persons:25195.kt/officer=+1", &w)) {
		return;
	}
	double real = (double)(is - was) * 100 / (double)was;

	ok(is > 0 && is < was * 3 / 4, "lived with one officer %lld are late, with two %lld",
	   (long long)was, (long long)is);
	is_int(w.check.late, was, "which is what the ledger has");
	ok(w.at[0].persons == 1 && w.at[0].own && w.at[0].tenths >= 8,
	   "the queue is found: %d tenths of %lld stays", w.at[0].tenths,
	   (long long)w.at[0].stops);
	ok(w.less.mean < real + 15 && w.less.mean > real - 15,
	   "told %.0f %% [%.0f, %.0f], lived %.0f %%", w.less.mean, w.less.high, w.less.low, real);
	ok(w.at_most <= w.less.mean + 5, "and not more than if all were effort: %.0f %%",
	   w.at_most);
}

static void test_another_post(struct world_of *one)
{
	struct whatif_answer w;

	if (asked(one->app, "persons:25195/head=+1", &w)) {
		ok(w.less.mean > -5, "one more at a post where nothing lies changes little");
		is_int(w.at[0].tenths, 0, "for nobody waits for anybody there");
	}
	if (asked(one->app, "limit:1.001612=30d", &w)) {
		ok(w.less.mean < -80, "with thirty days hardly any is late");
	}
}

/* The other way: of the store with two officers, one less. */
static void test_one_less(struct world_of *one, struct world_of *two)
{
	struct whatif_answer w;

	if (asked(two->app, "persons:25195.kt/officer=-1", &w)) {
		double apart = w.changed.late.mean - (double)one->late;

		is_int(w.check.late, two->late, "with two as many are late as were");
		ok(apart < DOSSIERS / 10 && apart > -DOSSIERS / 10,
		   "told that with one less %.1f were late, lived %lld", w.changed.late.mean,
		   (long long)one->late);
	}
}

/* ---- rules about opinions ---- */

enum { H = 3600, NEVER_H = -1 };

/* Two asked at a step from the first hour to the fortieth: when, and when they answered. */
static const struct {
	const char *name, *change, *other;
	int asked[2], answered[2];
	int saved_h;
} rules[] = {
	{ "one after the other, asked at once", "parallel", NULL, { 0, 10 }, { 10, 30 }, 10 },
	{ "at once already", "parallel", NULL, { 0, 0 }, { 10, 30 }, 0 },
	{ "silent after a day", "silence:1", NULL, { 0, 10 }, { 10, 30 }, 12 },
	{ "both rules", "silence:1", "parallel", { 0, 10 }, { 10, 30 }, 22 },
	{ "answers in time", "silence:3", NULL, { 0, 10 }, { 10, 30 }, 0 },
	{ "who never answers", "silence:2", NULL, { 0, 0 }, { 10, NEVER_H }, 24 },
	{ "another change", "limit:1.001612=9d", NULL, { 0, 10 }, { 10, 30 }, 0 },
};

static int64_t later(const struct calendar *cal, int hours)
{
	return hours == NEVER_H ? INSTANT_NONE : work_add(cal, FIXTURE_AT, (int64_t)hours * H);
}

static void test_opinions(const struct calendar *cal)
{
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		struct whatif_ask ask = { .changes = rules[i].other ? 2 : 1 };
		struct case_opinion o[2];
		struct case_facts f = { .opinion = o, .opinions = 2 };
		struct past p = { .a = &arena, .ask = &ask };
		struct past_case c = { .cal = cal, .stays = 1 };
		struct stay *t = rows_add(&arena, &p.stays, sizeof(*t));
		struct err e;

		*t = (struct stay){ .from = FIXTURE_AT, .to = later(cal, 40),
				    .kind = SIM_IN_OFFICE };
		for (int k = 0; k < 2; k++) {
			o[k] = (struct case_opinion){
				.asked_at = later(cal, rules[i].asked[k]),
				.answered_at = later(cal, rules[i].answered[k]) };
		}
		ok(whatif_parse(str_of(rules[i].change), &ask.change[0], &e) &&
		   (!rules[i].other || whatif_parse(str_of(rules[i].other), &ask.change[1], &e)),
		   "%s", rules[i].name);
		opinions_saved(&p, &c, &f);
		is_int(t->saved_s / H, rules[i].saved_h, "%s: %d working hours saved",
		       rules[i].name, rules[i].saved_h);
	}
}

int main(void)
{
	static struct world_of one, two;

	arena_init(&arena, (size_t)1 << 30);
	const char *dir = fixture_folder(), *other = fixture_folder();

	live(&one, dir, 1);
	live(&two, other, 2);
	test_second_officer(&one, &two);
	test_another_post(&one);
	test_one_less(&one, &two);
	test_opinions(one.cal);
	app_close(one.app);
	app_close(two.app);
	fixture_remove(dir);
	fixture_remove(other);
	arena_done(&arena);
	return done_testing();
}
