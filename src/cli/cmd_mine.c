/* `dunghen mine`. */
#include "cmd_mine.h"

#include "mine_conform_tell.h"
#include "mine_contrast_tell.h"
#include "mine_files.h"
#include "mine_found.h"
#include "mine_html.h"
#include "mine_model_tell.h"
#include "mine_save.h"
#include "mine_steps_tell.h"
#include "office.h"
#include "store.h"

#include "app/mine_ledger.h"
#include "core/mine_filter.h"
#include "core/mine_time.h"

#include "base/limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const struct opt_spec mine_options[] = {
	{ "case", OPT_VALUE, "COLUMN" },
	{ "activity", OPT_VALUE, "COLUMN" },
	{ "time", OPT_VALUE, "COLUMN" },
	{ "resource", OPT_VALUE, "COLUMN" },
	{ "object", OPT_VALUE, "TYPE" },
	{ "classifier", OPT_VALUE, "NAME" },
	{ "transition", OPT_VALUE, "complete" },
	{ "holder", OPT_VALUE, "KEY" },
	{ "zone", OPT_VALUE, "+07:00" },
	{ "time-form", OPT_VALUE, "FORM" },
	{ "delimiter", OPT_VALUE, "MARK" },
	{ "encoding", OPT_VALUE, "NAME" },
	OFFICE_OPTIONS,
	{ "due", OPT_VALUE, "KEY" },
	{ "ended", OPT_VALUE, "KEY" },
	{ "filter", OPT_LIST, "FILTER" },
	{ "reads", OPT_VALUE, "done|arrival" },
	{ "between", OPT_VALUE, "A>B" },
	{ "lenient", OPT_FLAG, NULL },
	{ "progress", OPT_FLAG, NULL },
	DB_OPTION,
	{ "xes", OPT_VALUE, "OUT.xes" },
	{ "csv", OPT_VALUE, "OUT.csv" },
	{ "ocel", OPT_VALUE, "OUT.json|.xml|.sqlite" },
	{ "svg", OPT_VALUE, "OUT.svg" },
	{ "picture", OPT_VALUE, "NAME" },
	{ "html", OPT_VALUE, "OUT.html" },
	{ "model", OPT_FLAG, NULL },
	{ "noise", OPT_VALUE, "0.2" },
	{ "bpmn", OPT_VALUE, "OUT.bpmn" },
	{ "conform", OPT_FLAG, NULL },
	{ "procedure", OPT_VALUE, "CODE" },
	{ "steps", OPT_VALUE, "STEPS.json|STEPS.csv" },
	{ "compare", OPT_LIST, "FILTER" },
	{ NULL, OPT_END, NULL },
};

enum { FILTERS_MOST = 32 };

static const size_t arena_most = (size_t)64 << 30;

struct mining {
	struct cli *c;
	struct arena arena, scratch;	/* as long as logs are */
	struct mine_want want;
	struct mine_filter filter[FILTERS_MOST + 1];	/* and one of a side */
	size_t filters;
	struct mine_filter side[2];	/* to be compared */
	struct mine_in *in;
	struct office office;
	struct profile profile;
	struct mine_hours hours;
	struct mine_found found;
	struct mine_said said;		/* of the ledger */
};

/* ---- what is asked ---- */

/* "+07:00", "-03:30". */
static bool zone(struct str s, int32_t *out, struct err *e)
{
	int64_t h, m;

	if (s.n == 6 && (s.p[0] == '+' || s.p[0] == '-') && s.p[3] == ':' &&
	    str_to_int64(str_sub(s, 1, 3), &h) && str_to_int64(str_sub(s, 4, 6), &m) && h >= 0 &&
	    h <= 18 && m >= 0 && m < 60) {
		*out = (int32_t)(h * 3600 + m * 60) * (s.p[0] == '-' ? -1 : 1);
		return true;
	}
	return err_set(e, ERR_INVALID, "mine.zone", "value", s.n < ERR_VALUE_SIZE ? s.p : "", NULL);
}

static bool separator(const struct opts *o, char *out, struct err *e)
{
	struct str s = opt_str(o, "delimiter");

	return s.n == 0 || mine_separator(s, out) ||
	       err_set(e, ERR_INVALID, "mine.separator", NULL);
}

/* An attribute is looked for while the log is read. */
static bool add_mark(struct mining *t, struct mine_filter *f, struct err *e)
{
	struct mine_mark *mark = &t->want.mark[t->want.marks];

	if (t->want.marks == MINE_MARKS) {
		return err_set(e, ERR_LIMIT, "mine.filters", NULL) ||
		       err_add_int(e, "max", MINE_MARKS);
	}
	(void)str_cut(f->text, '=', &mark->key, &mark->value);
	f->flag = (uint8_t)(1U << t->want.marks++);
	return true;
}

static bool read_filter(struct mining *t, struct str text, struct mine_filter *f, struct err *e)
{
	return mine_filter_read(text, mine_instant, t->want.zone_s, f, e) &&
	       (f->kind != MINE_FILTER_ATTRIBUTE || add_mark(t, f, e));
}

static bool filters(struct mining *t, const struct opts *o, struct err *e)
{
	size_t n = opt_count(o, "filter"), sides = opt_count(o, "compare");

	if (n > FILTERS_MOST) {
		return err_set(e, ERR_LIMIT, "mine.filters", NULL) ||
		       err_add_int(e, "max", FILTERS_MOST);
	}
	if (sides != 0 && sides != 2) {
		return err_set(e, ERR_INVALID, "mine.compare", NULL);
	}
	for (size_t i = 0; i < n + sides; i++) {
		bool side = i >= n;

		if (!read_filter(t, side ? opt_at(o, "compare", i - n) : opt_at(o, "filter", i),
				 side ? &t->side[i - n] : &t->filter[i], e)) {
			return false;
		}
	}
	t->filters = n;
	return true;
}

/* Options that say nothing without another one. */
static bool alone(const struct opts *o, struct err *e)
{
	static const struct { const char *name, *needs, *or; } needs[] = {
		{ "ocel", "db", NULL },
		{ "noise", "model", NULL }, { "bpmn", "model", NULL },
		{ "picture", "svg", NULL },
		{ "procedure", "conform", NULL }, { "steps", "conform", NULL },
		{ "conform", "steps", "db" },
	};

	for (size_t i = 0; i < ARRAY_LEN(needs); i++) {
		if (opt_has(o, needs[i].name) && !opt_has(o, needs[i].needs) &&
		    (needs[i].or == NULL || !opt_has(o, needs[i].or))) {
			return err_set(e, ERR_INVALID, "opt.missing", "name", needs[i].needs, NULL);
		}
	}
	return true;
}

static bool asked(struct mining *t, const struct opts *o, struct err *e)
{
	struct mine_want *w = &t->want;

	*w = (struct mine_want){
		.name = opt_str(o, "case"), .activity = opt_str(o, "activity"),
		.time = opt_str(o, "time"), .due = opt_str(o, "due"),
		.holder = opt_str(o, opt_has(o, "holder") ? "holder" : "resource"),
		.ended = opt_str(o, "ended"), .object = opt_str(o, "object"),
		.classifier = opt_str(o, "classifier"), .transition = opt_str(o, "transition"),
		.lenient = opt_has(o, "lenient"),
		.form = opt_str(o, "time-form"), .coding = opt_str(o, "encoding"),
		.progress = opt_has(o, "progress") ? db_progress_always(t->c)
						   : db_progress(t->c),
	};
	bool ledger = opt_has(o, "db");
	int32_t noise;

	w->zone_s = ledger ? ZONE_S : w->zone_s;
	if (!alone(o, e)) {
		return false;
	}
	if (opt_has(o, "reads") && !str_among("done|arrival", opt_str(o, "reads"))) {
		return err_set(e, ERR_INVALID, "mine.reads", NULL);
	}
	if (opt_has(o, "picture") && draw_picture(opt_str(o, "picture")) == NULL) {
		return err_set(e, ERR_INVALID, "mine.picture", NULL);
	}
	if (opt_has(o, "noise") && !mine_noise(opt_str(o, "noise"), &noise, e)) {
		return false;
	}
	return opt_words(o, ledger ? 0 : 1, ledger ? 0 : SIZE_MAX, e) &&
	       (!opt_has(o, "zone") || zone(opt_str(o, "zone"), &w->zone_s, e)) &&
	       (w->form.n == 0 || mine_time_form(w->form, e)) &&
	       separator(o, &w->separator, e) && filters(t, o, e);
}

/* ---- hours ---- */

/* A file is an office of any zone; a name one of ours, with the holidays of the law. */
static bool office(struct mining *t, const struct opts *o, bool *law, struct err *e)
{
	struct str name = opt_str(o, "office"), text;

	*law = str_is(name, "A") || str_is(name, "B") || opt_has(o, "calendar");
	if (*law) {
		return office_open(t->c, o, WEEK_PROFILE, &t->office, e);
	}
	return name.n == 0 || (cli_read_file(t->c, name, LIMIT_LAW_FILE, &text, e) &&
			       profile_read_zoned(t->c->arena, text, &t->profile, e));
}

/* The first and the last instant of the log: false, it has none. */
static bool span(const struct mine_view *v, int64_t *first, int64_t *last)
{
	*first = INT64_MAX;
	*last = INT64_MIN;
	for (size_t c = 0; c < v->cases; c++) {
		if (v->start[c] < v->start[c + 1]) {
			*first = v->time[v->start[c]] < *first ? v->time[v->start[c]] : *first;
			*last = v->time[v->start[c + 1] - 1] > *last
				? v->time[v->start[c + 1] - 1] : *last;
		}
	}
	return *first <= *last;
}

static int64_t second_of(int64_t us)
{
	return us / MINE_SECOND - (us % MINE_SECOND < 0);
}

static bool hours(struct mining *t, bool law, struct err *e)
{
	int64_t first, last;

	if ((!law && t->profile.sets == 0) || !span(&t->found.s.view, &first, &last)) {
		return true;
	}
	t->found.s.hours = &t->hours;
	if (!law) {
		mine_hours_build(&t->arena, &t->profile, first, last, &t->hours);
		return true;
	}
	if (!calendar_check(&t->office.calendar, second_of(first), e) ||
	    !calendar_check(&t->office.calendar, second_of(last), e)) {
		(void)snprintf(e->key, sizeof(e->key), "mine.office_years");
		return false;
	}
	mine_hours_law(&t->arena, &t->office.calendar, first, last, &t->hours);
	return true;
}

/* ---- the ledger ---- */

/* Our own log is the ledger. */
static bool read_ledger(struct mining *t, const struct opts *o, struct err *e)
{
	struct app *app;

	if (!db_open(t->c, o, APP_READER, &app, e)) {
		return false;
	}
	/* One moment for all: it is gone through more than once. */
	bool ok = app_look(app, app_now(app), e) && mine_ledger(t->in, app, e) &&
		  mine_files_of_ledger(t->c, o, app, e);

	if (ok) {
		mine_said(&t->arena, app, t->c->lang, mine_log_of(t->in), &t->said);
		t->found.said = &t->said;
	}
	app_looked(app);
	app_close(app);
	return ok;
}

static bool same_words(const struct mine_taken *a, const struct mine_taken *b)
{
	bool same = true;

	for (int i = 0; i < LOG_ROLES && same; i++) {
		same = str_eq(a->word[i], b->word[i]) && a->told[i] == b->told[i];
	}
	return same;
}

/* Most files of a log are alike: only where one differs it is kept. */
static void keep_words(struct mining *t, struct str file)
{
	struct mine_taken now = { .file = file }, **last = &t->found.taken;

	for (int i = 0; i < LOG_ROLES; i++) {
		now.word[i] = mine_word(t->in, (enum log_role)i);
		now.told[i] = mine_word_told(t->in, (enum log_role)i);
	}
	while (*last != NULL && (*last)->next != NULL) {
		last = &(*last)->next;
	}
	if (*last == NULL || !same_words(*last, &now)) {
		last = *last == NULL ? last : &(*last)->next;
		*last = arena_copy(&t->arena, &now, sizeof(now));
	}
}

static bool read_files(struct mining *t, const struct opts *o, struct err *e)
{
	for (size_t i = 0; i < o->words; i++) {
		FILE *f;

		t->c->file = STR("");	/* what cannot be opened is named already */
		if (!cli_open_file(t->c, o->word[i], &f, e)) {
			return false;
		}
		t->c->file = o->words > 1 ? o->word[i] : STR("");
		mine_named(t->in, t->c->file);
		bool ok = mine_read(t->in, f, e);

		(void)fclose(f);
		if (!ok) {
			return false;
		}
		keep_words(t, o->word[i]);
	}
	t->c->file = STR("");
	return mine_end(t->in, e);
}

/* ---- what is found ---- */

static struct str dimension(const struct mining *t)
{
	struct str word = mine_word(t->in, LOG_ROLE_RESOURCE);

	return word.n > 0 ? word : STR("org:resource");
}

/* Where the office stands, or the log. */
static int32_t zone_of(const struct mining *t, bool law)
{
	return t->profile.sets > 0 ? t->profile.offset_s : law ? ZONE_S : t->want.zone_s;
}

static int32_t id_of(const struct mine_names *m, struct str name)
{
	int32_t i = 0;

	while (i < m->n && !str_eq(mine_names_text(m, i), name)) {
		i++;
	}
	return i < m->n ? i : MINE_NONE;
}

/* "A>B"; either may be left out: from the first event, to the last. */
static bool between(struct mining *t, struct str asked, struct err *e)
{
	struct mine_found *f = &t->found;
	const struct mine_names *names = &f->s.log->activities;
	const struct str *one[] = { &f->from, &f->to };

	f->apart = asked.n > 0;
	if (!f->apart) {
		return true;
	}
	if (!str_cut(asked, '>', &f->from, &f->to)) {
		return err_set(e, ERR_INVALID, "mine.between", "value",
			       asked.n < ERR_VALUE_SIZE ? str_cstr(t->c->arena, asked) : "", NULL);
	}
	for (size_t i = 0; i < ARRAY_LEN(one); i++) {
		if (one[i]->n > 0 && id_of(names, *one[i]) == MINE_NONE) {
			return err_set(e, ERR_NOT_FOUND, "mine.no_activity", "value",
				       one[i]->n < ERR_VALUE_SIZE
				       ? str_cstr(t->c->arena, *one[i]) : "", NULL);
		}
	}
	mine_between(&t->scratch, &f->s.view, f->s.hours, id_of(names, f->from),
		     id_of(names, f->to), &f->between);
	return true;
}

/* A name that is written wrongly would leave nothing, without a word. */
static bool known(const struct mining *t, struct err *e)
{
	const struct mine_log *l = mine_log_of(t->in);
	bool ok = true;

	for (size_t i = 0; ok && i < t->filters; i++) {
		ok = mine_filter_known(l, &t->filter[i], e);
	}
	/* Without --compare they are of no kind. */
	return ok && mine_filter_known(l, &t->side[0], e) && mine_filter_known(l, &t->side[1], e);
}

/* The log in order, of what is not filtered away. */
static void prepare(struct mining *t, const struct opts *o, bool law)
{
	struct mine_found *f = &t->found;
	struct mine_log *log = mine_log_of(t->in);

	f->in = t->in;
	f->arena = &t->arena;
	f->s = (struct mine_study){
		.log = log, .zone_s = zone_of(t, law),
		.reading = opt_has(o, "db") || str_is(opt_str(o, "reads"), "arrival")
			   ? MINE_READS_ARRIVAL : MINE_READS_DONE,
		.activity_rank = mine_names_rank(&t->arena, &log->activities),
		.holder_rank = mine_names_rank(&t->arena, &log->holders),
	};
	const uint8_t *back = mine_back_of(t->in);

	mine_log_order(&t->arena, &t->scratch, log, &f->s.view);
	f->s.view.back = back;
	mine_filter_apply(&t->arena, &t->scratch, log, t->filter, t->filters, f->s.activity_rank,
			  &f->s.view);
}

static bool find(struct mining *t, const struct opts *o, bool law, struct err *e)
{
	struct mine_found *f = &t->found;

	if (!hours(t, law, e) || !mine_study(&t->arena, &t->scratch, &f->s, e)) {
		return false;
	}
	f->dimension = dimension(t);
	f->due = opt_str(o, "due");
	if (f->due.n > 0) {
		mine_promises(&t->scratch, f->s.log, &f->s.view, opt_has(o, "ended"),
			      f->s.zone_s, &f->promises);
	}
	return between(t, opt_str(o, "between"), e);
}

static bool pictures(struct mining *t, const struct opts *o, struct err *e)
{
	struct mine_found *f = &t->found;
	struct mine_map *map;

	if (!opt_has(o, "svg") && !opt_has(o, "html")) {
		return true;
	}
	if (!mine_map_steady(&t->arena, &t->scratch, &f->s.view, &f->s.flow, f->s.activity_rank,
			     MAP_NODES_MOST, &map, e)) {
		return false;
	}
	f->map = map;
	f->name = o->words > 0 ? o->word[0] : cli_text(t->c, "report.ledger", NULL, 0);
	for (size_t i = f->name.n; o->words > 0 && i > 0; i--) {	/* without its folders */
		if (f->name.p[i - 1] == '/') {
			f->name = str_sub(f->name, i, f->name.n);
			break;
		}
	}
	return (!opt_has(o, "svg") ||
		mine_svg(t->c, f, opt_has(o, "picture") ? opt_str(o, "picture") : STR("map"),
			 opt_str(o, "svg"), e)) &&
	       (!opt_has(o, "html") || mine_html(t->c, f, opt_str(o, "html"), e));
}

/* Dossiers beside the steps of their law, which a log does not tell. */
static int conform(struct mining *t, const struct opts *o)
{
	struct err e;
	struct app *app;

	if (!db_open(t->c, o, APP_READER, &app, &e)) {
		return cli_fail(t->c, &e);
	}
	bool ok = mine_conform_tell(t->c, o, app, &t->arena, &t->scratch, &e);

	app_close(app);
	return ok ? EXIT_DONE : cli_fail(t->c, &e);
}

static bool compare(struct mining *t, const struct opts *o, struct err *e)
{
	struct mine_view part[2];
	const struct str name[2] = { opt_at(o, "compare", 0), opt_at(o, "compare", 1) };

	for (int k = 0; k < 2; k++) {
		part[k] = t->found.s.view;
		t->filter[t->filters] = t->side[k];
		mine_filter_apply(&t->arena, &t->scratch, t->found.s.log, t->filter,
				  t->filters + 1, t->found.s.activity_rank, &part[k]);
	}
	return mine_contrast_tell(t->c, &t->found, part, name, &t->arena, &t->scratch, e);
}

/* What is told instead of all that is counted. */
static bool tell_instead(struct mining *t, const struct opts *o, bool law, struct err *e)
{
	if (opt_has(o, "model")) {
		return mine_model_tell(t->c, o, &t->found, &t->arena, &t->scratch, e);
	}
	if (!hours(t, law, e)) {
		return false;
	}
	return opt_has(o, "steps") ? mine_steps_tell(t->c, opt_str(o, "steps"), &t->found,
						     &t->arena, &t->scratch, e)
				   : compare(t, o, e);
}

static int mine(struct mining *t, const struct opts *o)
{
	struct err e;
	bool law;

	if (!asked(t, o, &e)) {
		return cli_misuse(t->c, &e);
	}
	if (!mine_may_save(t->c, o, &e)) {
		return cli_fail(t->c, &e);
	}
	if (opt_has(o, "conform") && !opt_has(o, "steps")) {
		return conform(t, o);
	}
	if (!office(t, o, &law, &e)) {
		return cli_fail(t->c, &e);
	}
	t->in = mine_open(&t->arena, &t->want);
	bool ok = (opt_has(o, "db") ? read_ledger(t, o, &e) : read_files(t, o, &e)) &&
		  known(t, &e);

	if (ok) {
		prepare(t, o, law);
	}
	if (ok && (opt_has(o, "model") || opt_has(o, "steps") || opt_has(o, "compare"))) {
		db_progress_end(t->c);
		return tell_instead(t, o, law, &e) ? EXIT_DONE : cli_fail(t->c, &e);
	}
	ok = ok && find(t, o, law, &e);

	ok = ok && (opt_has(o, "db") ||
		    mine_files_of_logs(t->c, o, t->in, &t->found.s.view, &e)) &&
	     pictures(t, o, &e);
	db_progress_end(t->c);
	if (!ok) {
		return cli_fail(t->c, &e);
	}
	(t->c->json ? mine_json : mine_tell)(t->c, &t->found);
	return EXIT_DONE;
}

int cmd_mine(struct cli *c, const struct opts *o)
{
	struct mining *t = arena_new(c->arena, struct mining);

	t->c = c;
	arena_init(&t->arena, arena_most);
	arena_init(&t->scratch, arena_most);
	int status = mine(t, o);

	mine_close(t->in);
	arena_done(&t->scratch);
	arena_done(&t->arena);
	return status;
}
