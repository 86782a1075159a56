/* `dunghen dossier list|show|timeline`. */
#include "cmd_dossier.h"

#include "dossier_duties.h"
#include "ribbon.h"
#include "store.h"
#include "table.h"

#include "app/read.h"
#include "app/erase.h"
#include "app/late.h"
#include "app/view.h"

#include "core/due_trace.h"

const struct opt_spec dossier_options[] = {
	DB_OPTION,
	{ "unit", OPT_VALUE, "KEY" },
	{ "person", OPT_VALUE, "KEY" },
	{ "state", OPT_VALUE, "STATE" },
	{ "code", OPT_VALUE, "PREFIX" },
	{ "late", OPT_FLAG, NULL },
	{ "open", OPT_FLAG, NULL },
	{ "limit", OPT_VALUE, "N" },
	{ "after", OPT_VALUE, "NEXT" },
	{ "clock", OPT_VALUE, "T" },
	{ "at", OPT_VALUE, "T" },
	{ "as", OPT_VALUE, "KEY" },
	{ NULL, OPT_END, NULL },
};

enum { LIST_ROWS = 50, LIST_MOST = 1000, HOLDER_COLUMNS = 56 };

struct view {
	struct cli *c;
	struct app *app;
	const struct opts *o;
	int64_t now;
	int64_t at;			/* show: as it was then; INT64_MAX: as it is */
};

static struct str word(struct cli *c, const char *family, const char *name)
{
	return cli_text(c, str_cstr(c->arena, str_fmt(c->arena, "%s.%s", family, name)), NULL,
			0);
}

/* "08:15 02/03/2026", or a dash. */
static struct str moment(struct cli *c, int64_t at)
{
	char text[INSTANT_TEXT];
	if (at == INSTANT_NONE) {
		return STR("–");
	}
	return str_dup(c->arena, str_of(instant_vi(at, text)));
}

static void label(struct view *v, const char *key, struct str value)
{
	cli_put(v->c, STYLE_FAINT, str_fmt(v->c->arena, "%.*s: ",
					   STR_ARG(cli_text(v->c, key, NULL, 0))));
	cli_line(v->c, STYLE_PLAIN, value);
}

/* ---- list ---- */

static bool filter_of(const struct opts *o, struct list_filter *f, struct err *e)
{
	*f = (struct list_filter){
		.unit = opt_str(o, "unit"),
		.person = opt_str(o, "person"),
		.state = opt_str(o, "state"),
		.code = opt_str(o, "code"),
		.late = opt_has(o, "late"),
		.open = opt_has(o, "open"),
		.after = opt_str(o, "after"),
	};
	return opt_int(o, "limit", LIST_ROWS, 1, LIST_MOST, &f->limit, e);
}

static void put_row(struct view *v, struct table *t, const struct list_row *r)
{
	struct cli *c = v->c;
	struct str *cell = table_row(t, r->late ? STYLE_STRONG : STYLE_PLAIN);
	cell[0] = r->code;
	cell[1] = word(c, "dossier.state", r->late ? "late" : state_name(r->state));
	cell[2] = r->procedure;
	cell[3] = moment(c, r->due);
	cell[4] = party_words(v->app, c->arena, &r->holder, c->lang, day_of(v->now));
}

static void print_list(struct view *v, const struct list_page *page)
{
	static const char *const heads[] = { "label.code", "label.state", "label.procedure",
					     "label.due", "label.holder" };
	struct table t;
	table_init(&t, v->c, ARRAY_LEN(heads));
	struct str *cell = table_row(&t, STYLE_FAINT);
	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		cell[i] = cli_text(v->c, heads[i], NULL, 0);
	}
	for (size_t i = 0; i < page->n; i++) {
		put_row(v, &t, &page->row[i]);
	}
	table_print(&t);
	if (page->n == 0) {
		cli_sentence(v->c, "list.none", NULL, 0);
	}
	if (page->next.n > 0) {
		struct text_arg args[] = { { "next", page->next } };
		cli_sentence(v->c, "list.more", args, 1);
	}
}

static int list(struct view *v)
{
	struct list_filter f;
	struct list_page page;
	struct err e;
	if (!filter_of(v->o, &f, &e)) {
		return cli_misuse(v->c, &e);
	}
	if (!app_list(v->app, v->c->arena, &f, &page, &e)) {
		return cli_fail(v->c, &e);
	}
	if (v->c->json) {
		cli_json(v->c, list_json(v->app, v->c->arena, &page));
	} else {
		print_list(v, &page);
	}
	return EXIT_DONE;
}

/* ---- show: the ribbon ---- */

static struct str ended_of(struct cli *c, const struct obligation *o)
{
	return o->ended == ENDED_NOT ? word(c, "ended", "open") :
				       word(c, "ended", ended_name(o->ended));
}

static struct str plan_of(struct cli *c, const struct obligation *o)
{
	return o->kind == OB_STEP ? work_text(c->arena, c->lang, o->plan_s) : STR("–");
}

static void put_hold(struct view *v, struct table *t, const struct dossier *d,
		     const struct obligation *o)
{
	struct cli *c = v->c;
	struct arena *a = c->arena;
	int64_t work = obligation_work(d, o, v->now);
	bool over = o->kind == OB_STEP && work > o->plan_s;
	bool open = o->to == INSTANT_NONE;
	struct str *cell = table_row(t, over ? STYLE_STRONG : STYLE_PLAIN);
	bool primary = obligation_primary(o);
	cell[0] = str_fmt(a, "%s%s", primary ? "█" : "▒", open ? "▶" : " ");
	cell[1] = o->step >= 0 && primary ? d->version->step[o->step].id :
					    word(c, "obligation", obligation_name(o->kind));
	cell[2] = moment(c, o->from);
	cell[3] = moment(c, o->to);
	cell[4] = work_text(a, c->lang, work);
	cell[5] = plan_of(c, o);
	cell[6] = ended_of(c, o);
	cell[7] = party_words(v->app, a, &o->holder, c->lang, day_of(o->from));
	if (!party_eq(&o->holder, &o->account)) {
		cell[7] = str_fmt(a, "%.*s ← %.*s", STR_ARG(cell[7]),
				  STR_ARG(party_words(v->app, a, &o->account, c->lang,
						      day_of(o->from))));
	}
}

static void print_holds(struct view *v, const struct dossier *d)
{
	static const char *const heads[] = { NULL, "label.step", "label.from", "label.to",
					     "label.work", "label.plan", "label.ended",
					     "label.holder" };
	struct table t;
	table_init(&t, v->c, ARRAY_LEN(heads));
	struct str *cell = table_row(&t, STYLE_FAINT);
	for (size_t i = 1; i < ARRAY_LEN(heads); i++) {
		cell[i] = cli_text(v->c, heads[i], NULL, 0);
	}
	for (size_t i = 0; i < d->obs; i++) {
		put_hold(v, &t, d, &d->ob[i]);
	}
	table_print(&t);
}

static void print_why(struct view *v, const struct dossier *d)
{
	struct due_view due;
	struct deadline_trace trace;
	struct err e;
	if (d->terms == 0 && !d->imported) {
		return;
	}
	cli_line(v->c, STYLE_STRONG, cli_text(v->c, "label.why", NULL, 0));
	if (!dossier_explain(v->c->arena, d, &due, &trace, &e)) {
		return;
	}
	for (size_t i = 0; i < trace.n; i++) {
		const struct trace_line *line = &trace.line[i];
		cli_put(v->c, STYLE_FAINT, str_fmt(v->c->arena, "  %-4s ", line->rule));
		cli_sentence(v->c, line->key, line->arg, line->args);
	}
}

/* Whose lateness it is (rule 27): the parts, then their whole. */
static void print_lateness(struct view *v, const struct dossier *d)
{
	struct asking ask = { v->c->lang, LABEL_INSIDE, v->now };
	struct arena *a = v->c->arena;
	struct late_view l;
	struct table t;
	struct err e;
	if (!late_view(v->app, a, &ask, d, &l, &e) || l.late_s == 0) {
		return;
	}
	cli_line(v->c, STYLE_STRONG, cli_text(v->c, "late.title", NULL, 0));
	table_init(&t, v->c, 3);
	for (size_t i = 0; i < l.parts; i++) {
		const struct seat_label *who = &l.part[i].who;
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = work_text(a, v->c->lang, l.part[i].late_s);
		cell[1] = who->unit;
		cell[2] = who->post;
	}
	struct str *cell = table_row(&t, STYLE_STRONG);
	cell[0] = work_text(a, v->c->lang, l.late_s);
	cell[1] = cli_text(v->c, "late.all", NULL, 0);
	table_print(&t);
	cli_line(v->c, STYLE_FAINT, cli_text(v->c, l.by_own_seconds ? "late.by_own"
							 : "late.by_overrun", NULL, 0));
	cli_line(v->c, STYLE_PLAIN, STR(""));
}

static struct str unit_words(struct view *v, struct unit_id id)
{
	const struct unit *u = org_unit(app_org(v->app), id);
	return u ? str_fmt(v->c->arena, "%.*s (%.*s)",
			   STR_ARG(unit_on(u, day_of(v->now))->name), STR_ARG(u->key)) :
		   STR("–");
}

static struct str due_words(struct view *v, const struct dossier *d)
{
	struct cli *c = v->c;
	struct str due = moment(c, d->due);
	if (d->state == DOSSIER_WAITING) {
		return cli_text(c, "show.waiting", NULL, 0);
	}
	if (d->state != DOSSIER_OPEN || d->due == INSTANT_NONE) {
		return due;
	}
	bool late = d->due < v->now;
	int64_t work = late ? work_between(d->cal, d->due, v->now) :
			      work_between(d->cal, v->now, d->due);
	struct text_arg args[] = { { "due", due },
				   { "work", work_text(c->arena, c->lang, work) } };
	return cli_text(c, late ? "show.late" : "show.left", args, ARRAY_LEN(args));
}

static void print_facts(struct view *v, const struct dossier *d)
{
	struct cli *c = v->c;
	if (d->version) {
		const struct procedure *p = d->version->procedure;
		label(v, "label.procedure",
		      str_fmt(c->arena, "%.*s (%.*s)",
			      STR_ARG(c->lang == TEXT_VI ? p->name.vi : p->name.en),
			      STR_ARG(p->code)));
	}
	struct erasure gone = app_erasure(v->app, d->owner);
	if (gone.at != INSTANT_NONE) {
		char day[DAY_TEXT];
		struct text_arg args[] = { { "day", str_of(day_vi(day_of(gone.at), day)) } };
		label(v, "label.owner", cli_text(c, "show.erased", args, 1));
	}
	label(v, "label.state", word(c, "dossier.state", state_name(d->state)));
	label(v, "label.received", moment(c, d->received_at));
	label(v, "label.promise", moment(c, d->first_due));
	label(v, "label.due", due_words(v, d));
	if (d->ready_at != INSTANT_NONE) {
		label(v, "label.ready", moment(c, d->ready_at));
	}
	label(v, "label.receiving", unit_words(v, d->receiving));
	label(v, "label.competent", unit_words(v, d->competent));
}

void print_dossier(struct cli *c, struct app *app, const struct dossier *d, int64_t now)
{
	/* A day past the last table of holidays counts up to its end. */
	now = d->cal ? calendar_clamp(d->cal, now) : now;
	struct view v = { .c = c, .app = app, .now = now };
	cli_line(c, STYLE_STRONG, d->code);
	print_facts(&v, d);
	cli_line(c, STYLE_PLAIN, STR(""));
	ribbon_print(c, d, now);
	cli_line(c, STYLE_PLAIN, STR(""));
	print_holds(&v, d);
	cli_line(c, STYLE_PLAIN, STR(""));
	print_duties(c, app, d, now);
	print_lateness(&v, d);
	print_why(&v, d);
}

static int show(struct view *v, struct str ref)
{
	const struct dossier *d;
	struct err e;
	if (!app_dossier_at(v->app, v->c->arena, ref, v->at, &d, &e)) {
		return cli_fail(v->c, &e);
	}
	if (v->c->json) {
		cli_json(v->c, dossier_json(v->app, v->c->arena, d, v->now));
		return EXIT_DONE;
	}
	print_dossier(v->c, v->app, d, v->now);
	return EXIT_DONE;
}

/* ---- timeline ---- */

static void put_entry(struct view *v, struct table *t, const struct entry *en)
{
	struct cli *c = v->c;
	const struct person *who = org_person(app_org(v->app), en->actor);
	struct str *cell = table_row(t, STYLE_PLAIN);
	cell[0] = str_fmt(c->arena, "%lld", (long long)en->seq);
	cell[1] = moment(c, en->at);
	cell[2] = who ? who->key : word(c, "party", "system");
	cell[3] = word(c, "kind", kind_name(en->kind));
}

static int timeline(struct view *v, struct str ref)
{
	const struct dossier *d;
	struct entry_list entries;
	struct table t;
	struct err e;
	if (!app_dossier(v->app, v->c->arena, ref, &d, &e) ||
	    !app_entries(v->app, v->c->arena, d->id, &entries, &e)) {
		return cli_fail(v->c, &e);
	}
	if (v->c->json) {
		cli_json(v->c, entries_json(v->c->arena, &entries));
		return EXIT_DONE;
	}
	cli_line(v->c, STYLE_STRONG, d->code);
	table_init(&t, v->c, 4);
	for (size_t i = 0; i < entries.n; i++) {
		put_entry(v, &t, &entries.entry[i]);
	}
	table_print(&t);
	return EXIT_DONE;
}

/* ---- open ---- */

static void put_person(struct view *v, const struct opened_text *t)
{
	const struct json *o;
	struct err e;
	struct str head = word(v->c, "open", str_cstr(v->c->arena, t->field));

	cli_line(v->c, STYLE_STRONG, head);
	if (t->erased || !json_parse(v->c->arena, t->value, &o, &e)) {
		cli_sentence(v->c, "open.erased", NULL, 0);
		return;
	}
	for (size_t i = 0; i < o->n; i++) {
		struct str name = word(v->c, "person", str_cstr(v->c->arena, o->k[i]));

		if (o->v[i]->type == JSON_STR) {
			cli_line(v->c, STYLE_PLAIN,
				 str_fmt(v->c->arena, "  %.*s: %.*s", STR_ARG(name),
					 STR_ARG(o->v[i]->s)));
		}
	}
}

static void put_text(struct view *v, const struct opened_text *t)
{
	struct cli *c = v->c;
	struct str what = word(c, "kind", kind_name(t->kind));
	struct str value = t->erased ? cli_text(c, "open.erased", NULL, 0) : t->value;

	cli_line(c, STYLE_PLAIN, str_fmt(c->arena, "%.*s  %.*s: %.*s",
					 STR_ARG(moment(c, t->at)), STR_ARG(what),
					 STR_ARG(value)));
}

static struct json *opened_json(struct cli *c, const struct opened *o)
{
	struct json *list = json_new_arr(c->arena);

	for (size_t i = 0; i < o->n; i++) {
		struct json *row = json_new_obj(c->arena);
		char at[INSTANT_TEXT];

		json_set_int(c->arena, row, "seq", o->text[i].seq);
		json_set_str(c->arena, row, "at",
			     str_dup(c->arena, str_of(instant_text(o->text[i].at, at))));
		json_set_str(c->arena, row, "kind", str_of(kind_name(o->text[i].kind)));
		json_set_str(c->arena, row, "field", o->text[i].field);
		json_set_bool(c->arena, row, "erased", o->text[i].erased);
		json_set_str(c->arena, row, "value", o->text[i].value);
		json_push(c->arena, list, row);
	}
	return list;
}

static int open_texts(struct view *v, struct str ref)
{
	struct opened o;
	struct err e;
	struct text_arg who = { "who", opt_str(v->o, "as") };

	if (!app_open_texts(v->app, v->c->arena, ref, opt_str(v->o, "as"), &o, &e)) {
		return cli_fail(v->c, &e);
	}
	if (v->c->json) {
		cli_json(v->c, opened_json(v->c, &o));
		return EXIT_DONE;
	}
	cli_line(v->c, STYLE_STRONG, o.dossier->code);
	for (size_t i = 0; i < o.n; i++) {
		if (o.text[i].person) {
			put_person(v, &o.text[i]);
		}
	}
	for (size_t i = 0; i < o.n; i++) {
		if (!o.text[i].person) {
			put_text(v, &o.text[i]);
		}
	}
	cli_sentence(v->c, "open.noted", &who, 1);
	return EXIT_DONE;
}

/* ---- the command ---- */

static int dispatch(struct view *v)
{
	struct err e;
	struct str what = v->o->word[0];
	if (str_is(what, "list")) {
		return opt_words(v->o, 1, 1, &e) ? list(v) : cli_misuse(v->c, &e);
	}
	if (!opt_words(v->o, 2, 2, &e)) {
		return cli_misuse(v->c, &e);
	}
	if (str_is(what, "open")) {
		return open_texts(v, v->o->word[1]);
	}
	return str_is(what, "show") ? show(v, v->o->word[1]) : timeline(v, v->o->word[1]);
}

static bool known(struct str what)
{
	return str_is(what, "list") || str_is(what, "show") || str_is(what, "timeline") ||
	       str_is(what, "open");
}

int cmd_dossier(struct cli *c, const struct opts *o)
{
	struct view v = { .c = c, .o = o, .at = INT64_MAX };
	struct err e;
	int64_t clock = INSTANT_NONE;
	if (!opt_words(o, 1, 2, &e)) {
		return cli_misuse(c, &e);
	}
	if (!known(o->word[0])) {
		err_set(&e, ERR_INVALID, "cli.unknown", "name", str_cstr(c->arena, o->word[0]),
			NULL);
		return cli_misuse(c, &e);
	}
	if ((opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &clock, &e)) ||
	    (opt_has(o, "at") && !opt_instant(opt_str(o, "at"), &v.at, &e))) {
		return cli_misuse(c, &e);
	}
	/* Opening the vault is written down, so it needs the writer's lock. */
	bool opens = str_is(o->word[0], "open");
	if (opens && !opt_has(o, "as")) {
		err_set(&e, ERR_INVALID, "open.as", NULL);
		return cli_misuse(c, &e);
	}
	struct app_options options = { .dir = db_dir(c, o), .clock = clock,
				       .access = opens ? APP_WRITER : APP_READER };
	if (!db_open_by(c, &options, &v.app, &e)) {
		return cli_fail(c, &e);
	}
	/* What ran then ran till then. */
	v.now = v.at < app_now(v.app) ? v.at : app_now(v.app);
	int status = dispatch(&v);
	app_close(v.app);
	return status;
}
