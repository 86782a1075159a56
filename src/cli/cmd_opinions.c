/* `dunghen opinions`. */
#include "cmd_opinions.h"

#include "store.h"
#include "table.h"

#include "app/opinions.h"
#include "app/view.h"

const struct opt_spec opinions_options[] = {
	DB_OPTION,
	{ "unit", OPT_VALUE, "KEY" },
	{ "person", OPT_VALUE, "KEY" },
	{ "limit", OPT_VALUE, "N" },
	{ "after", OPT_VALUE, "NEXT" },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

enum { OPINION_ROWS = 50, OPINION_ROWS_MOST = 1000, OPINION_COLUMNS = 7, NAME_COLUMNS = 40 };

struct printing {
	struct cli *c;
	struct app *app;
	struct asking ask;
};

/* ---- as a table ---- */

static struct str moment(const struct printing *p, int64_t at)
{
	char text[INSTANT_TEXT];
	return at == INSTANT_NONE ? STR("–")
				  : str_dup(p->c->arena, str_of(instant_vi(at, text)));
}

static struct str seat(const struct printing *p, const struct seat_label *l)
{
	return l->person.n > 0
		? str_fmt(p->c->arena, "%.*s (%.*s)", STR_ARG(l->unit), STR_ARG(l->person))
		: l->unit;
}

static void put_row(const struct printing *p, struct table *t, const struct opinion_task *o)
{
	struct arena *a = p->c->arena;
	struct text_arg late = { "time", work_text(a, p->c->lang, o->late_s) };
	struct str *cell = table_row(t, o->late ? STYLE_STRONG : STYLE_PLAIN);
	cell[0] = o->code;
	cell[1] = str_fmt(a, "%d", (int)o->number);
	if (o->ruling) {
		cell[1] = STR_JOIN(a, cell[1], STR(" "),
				   cli_text(p->c, "obligation.ruling", NULL, 0));
	}
	cell[2] = o->member ? seat(p, &o->asked) : o->asked.unit;
	cell[3] = o->asker.unit;
	cell[4] = moment(p, o->asked_at);
	cell[5] = o->late ? STR_JOIN(a, moment(p, o->due), STR(", "),
				     cli_text(p->c, "task.late", &late, 1))
			  : moment(p, o->due);
	cell[6] = cli_text(p->c, str_fmt(a, "opinions.reminder.%s",
					 asked_reminder_name(o->reminder)).p, NULL, 0);
}

static void print_table(const struct printing *p, const struct opinion_tasks *o)
{
	static const char *const heads[OPINION_COLUMNS] = {
		"opinions.what", "label.number", "opinions.ower", "opinions.asker",
		"opinions.asked_at", "opinions.due", "opinions.reminder" };
	struct table t;
	table_init(&t, p->c, OPINION_COLUMNS);
	t.most[2] = t.most[3] = NAME_COLUMNS;
	table_head(&t, heads);
	for (size_t i = 0; i < o->n; i++) {
		put_row(p, &t, &o->task[i]);
	}
	if (o->n == 0) {
		cli_sentence(p->c, "opinions.none", NULL, 0);
		return;
	}
	table_print(&t);
	if (o->next.n > 0) {
		struct text_arg next = { "next", o->next };
		cli_sentence(p->c, "list.more", &next, 1);
	}
}

/* ---- as JSON ---- */

static void put_at(struct arena *a, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	json_set(a, o, name, at == INSTANT_NONE ? json_new_null(a)
		 : json_new_str(a, str_dup(a, str_of(instant_text(at, text)))));
}

static const struct json *seat_json(struct arena *a, const struct seat_label *l)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "unit", l->unit_key);
	json_set_str(a, o, "post", str_dup(a, str_of(l->post_code.code)));
	json_set_str(a, o, "person", l->person);
	return o;
}

static const struct json *row_json(const struct printing *p, const struct opinion_task *t)
{
	struct arena *a = p->c->arena;
	struct json *o = json_new_obj(a);
	char id[ID_TEXT];
	json_set_str(a, o, "of", t->matter ? STR("matter") : STR("dossier"));
	json_set_str(a, o, "code", t->code);
	if (t->matter) {
		json_set_str(a, o, "matter",
			     str_dup(a, str_of(id_text('m', t->matter_id.v, id))));
	}
	json_set_int(a, o, "number", t->number);
	json_set_bool(a, o, "ruling", t->ruling);
	json_set(a, o, "asked", seat_json(a, &t->asked));
	json_set(a, o, "asker", seat_json(a, &t->asker));
	json_set_bool(a, o, "member", t->member);
	put_at(a, o, "asked_at", t->asked_at);
	put_at(a, o, "due", t->due);
	json_set_bool(a, o, "late", t->late);
	json_set_int(a, o, "late_s", t->late_s);
	json_set_str(a, o, "reminder", str_of(asked_reminder_name(t->reminder)));
	return o;
}

static void print_json(const struct printing *p, const struct opinion_tasks *t)
{
	struct arena *a = p->c->arena;
	struct json *o = json_new_obj(a), *rows = json_new_arr(a);
	for (size_t i = 0; i < t->n; i++) {
		json_push(a, rows, row_json(p, &t->task[i]));
	}
	json_set(a, o, "opinions", rows);
	json_set(a, o, "next", t->next.n > 0 ? json_new_str(a, t->next) : json_new_null(a));
	cli_json(p->c, o);
}

/* ---- the command ---- */

static bool read_options(struct cli *c, const struct opts *o, struct opinions_ask *what,
			 struct app_options *app, struct err *e)
{
	*app = (struct app_options){ .dir = db_dir(c, o), .clock = INSTANT_NONE,
				     .access = APP_READER };
	what->after = opt_str(o, "after");
	return opt_words(o, 1, 1, e) &&
	       (opinions_show_of(o->word[0], &what->show) ||
		err_set(e, ERR_INVALID, "cli.unknown", "name", str_cstr(c->arena, o->word[0]),
			NULL)) &&
	       opt_int(o, "limit", OPINION_ROWS, 1, OPINION_ROWS_MOST, &what->limit, e) &&
	       (!opt_has(o, "clock") || opt_instant(opt_str(o, "clock"), &app->clock, e));
}

static bool read_names(struct app *app, struct arena *a, const struct opts *o,
		       struct opinions_ask *what, struct err *e)
{
	struct str unit = opt_str(o, "unit"), person = opt_str(o, "person");
	const struct unit *u = org_unit_by_key(app_org(app), unit);
	const struct person *p = org_person_by_key(app_org(app), person);
	if (unit.n > 0 && u == NULL) {
		return err_set(e, ERR_NOT_FOUND, "unit.unknown", "value", str_cstr(a, unit), NULL);
	}
	if (person.n > 0 && p == NULL) {
		return err_set(e, ERR_NOT_FOUND, "person.unknown", "value", str_cstr(a, person),
			       NULL);
	}
	what->unit = u ? u->id : what->unit;
	what->person = p ? p->id : what->person;
	return true;
}

int cmd_opinions(struct cli *c, const struct opts *o)
{
	struct printing p = { .c = c, .ask = { .lang = c->lang, .whom = LABEL_INSIDE } };
	struct opinions_ask what = { .show = OPINIONS_OWED };
	struct opinion_tasks tasks;
	struct app_options options;
	struct err e;
	if (!read_options(c, o, &what, &options, &e)) {
		return cli_misuse(c, &e);
	}
	if (!db_open_by(c, &options, &p.app, &e)) {
		return cli_fail(c, &e);
	}
	p.ask.now = app_now(p.app);
	int status = EXIT_DONE;
	if (!read_names(p.app, c->arena, o, &what, &e) ||
	    !app_opinions(p.app, c->arena, &p.ask, &what, &tasks, &e)) {
		status = cli_fail(c, &e);
	} else if (c->json) {
		print_json(&p, &tasks);
	} else {
		print_table(&p, &tasks);
	}
	app_close(p.app);
	return status;
}
