/* A version of a procedure tried on a made-up dossier. */
#include "law_try.h"

#include "law_files.h"
#include "store.h"
#include "table.h"

#include "app/amend.h"
#include "app/rehearsal.h"

/* The law of the store, with the files of --law laid over it. */
static bool law_asked(struct cli *c, const struct opts *o, struct app *app,
		      struct law_outlook *look, struct err *e)
{
	struct law_source *files;
	size_t n;

	if (!law_files(c, opt_str(o, "law"), &files, &n, e) ||
	    !app_law_outlook(app, c->arena, files, n, look, e)) {
		return false;
	}
	if (look->faults > 0) {
		return err_set(e, ERR_INVALID, "law.unsound", NULL);
	}
	if (look->refused) {
		*e = look->why;
	}
	return !look->refused;
}

static bool read_asked(struct cli *c, const struct opts *o, struct rehearsal_asked *q,
		       struct err *e)
{
	if (opt_has(o, "version") &&
	    (!str_to_int64(opt_str(o, "version"), &q->version) || q->version < 1)) {
		return err_set(e, ERR_INVALID, "rehearsal.version", "value",
			       str_cstr(c->arena, opt_str(o, "version")), NULL);
	}
	q->unit = opt_str(o, "unit");
	q->way = opt_str(o, "way");
	return !opt_has(o, "at") || opt_instant(opt_str(o, "at"), &q->at, e);
}

/* ---- as JSON ---- */

static void put_at(struct cli *c, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];

	if (at != INSTANT_NONE) {
		json_set_str(c->arena, o, name, str_dup(c->arena, str_of(instant_text(at, text))));
	}
}

static struct json *row_json(struct cli *c, const struct rehearsal_told *t,
			     const struct rehearsal_row *r)
{
	struct arena *a = c->arena;
	struct json *o = json_new_obj(a);
	const struct step *s = r->step >= 0 ? &t->version->step[r->step] : NULL;

	json_set_str(a, o, "kind", str_of(obligation_name(r->kind)));
	if (s != NULL) {
		json_set_str(a, o, "step", s->id);
	}
	json_set_str(a, o, "name", r->name);
	if (r->holder.kind == PARTY_SEAT) {
		json_set_str(a, o, "unit", r->holder.unit_key);
		json_set_str(a, o, "post", str_dup(a, str_of(r->holder.post_code.code)));
	} else {
		json_set_str(a, o, "holder", r->holder.body);
	}
	put_at(c, o, "from", r->from);
	put_at(c, o, "to", r->to);
	put_at(c, o, "due", r->due);
	json_set_int(a, o, "plan_s", r->plan_s);
	json_set_int(a, o, "work_s", r->work_s);
	if (r->act != NULL && s != NULL) {
		struct json *ways = json_new_arr(a);
		struct str word[REHEARSAL_WORDS];
		size_t n = rehearsal_words(s, word);

		for (size_t i = 0; i < n; i++) {
			json_push(a, ways, json_new_str(a, word[i]));
		}
		json_set_str(a, o, "way", r->act->way);
		json_set(a, o, "ways", ways);
	}
	return o;
}

static void print_json(struct cli *c, const struct rehearsal_told *t)
{
	struct arena *a = c->arena;
	struct json *o = json_new_obj(a), *rows = json_new_arr(a), *lines = json_new_arr(a);

	for (size_t i = 0; i < t->rows; i++) {
		json_push(a, rows, row_json(c, t, &t->row[i]));
	}
	for (size_t i = 0; i < t->trace.n; i++) {
		const struct trace_line *l = &t->trace.line[i];
		struct json *line = json_new_obj(a);

		json_set_str(a, line, "rule", str_of(l->rule));
		json_set(a, line, "text", cli_both(c, l->key, l->arg, l->args));
		json_push(a, lines, line);
	}
	json_set_bool(a, o, "ok", !t->run.stuck);
	json_set_str(a, o, "code", t->version->procedure->code);
	json_set_int(a, o, "version", t->version->number);
	json_set_str(a, o, "rule_set", t->rule_set);
	json_set_str(a, o, "calendar", t->calendar);
	json_set_str(a, o, "state", str_of(state_name(t->run.dossier->state)));
	json_set_str(a, o, "way", rehearsal_way(a, &t->run, t->run.acts, STR("")));
	put_at(c, o, "received_at", t->at);
	put_at(c, o, "first_due", t->first_due);
	put_at(c, o, "due", t->due);
	put_at(c, o, "end", t->run.end);
	if (t->run.stuck) {
		json_set_str(a, o, "stuck", str_dup(a, str_of(t->run.why.key)));
	}
	json_set(a, o, "rows", rows);
	json_set(a, o, "trace", lines);
	cli_json(c, o);
}

/* ---- for people ---- */

static struct str when(struct cli *c, int64_t at)
{
	char text[INSTANT_TEXT];

	return at == INSTANT_NONE ? STR("–") : str_dup(c->arena, str_of(instant_vi(at, text)));
}

static struct str who(struct cli *c, const struct seat_label *l)
{
	if (l->kind != PARTY_SEAT) {
		return cli_text(c, str_fmt(c->arena, "party.%.*s", STR_ARG(l->body)).p, NULL, 0);
	}
	return STR_JOIN(c->arena, l->post, STR(", "), l->unit);
}

static struct str what(struct cli *c, const struct rehearsal_row *r)
{
	switch (r->kind) {
	case OB_WAIT:
		return cli_text(c, "admin.try.wait", NULL, 0);
	case OB_OPINION:
		return cli_text(c, "admin.try.opinion", NULL, 0);
	case OB_HANDOUT:
		return cli_text(c, "admin.try.handout", NULL, 0);
	case OB_NONE:
	case OB_STEP:
	case OB_ANSWER:
	case OB_URGE: case OB_RULING: case OB_APOLOGY:
	case OB_CONTEST: case OB_ESCALATION: case OB_RETURN:
		break;
	}
	return r->name;
}

static void print_text(struct cli *c, const struct rehearsal_told *t)
{
	struct text_arg promised = { "when", when(c, t->first_due) };
	struct text_arg end = { "when", when(c, t->run.end) };
	struct table table;

	cli_line(c, STYLE_STRONG,
		 str_fmt(c->arena, "%.*s  %lld", STR_ARG(t->version->procedure->code),
			 (long long)t->version->number));
	cli_sentence(c, "admin.try.promised", &promised, 1);
	table_init(&table, c, 4);
	for (size_t i = 0; i < t->rows; i++) {
		const struct rehearsal_row *r = &t->row[i];
		struct str *cell = table_row(&table, STYLE_PLAIN);

		cell[0] = when(c, r->from);
		cell[1] = when(c, r->due);
		cell[2] = what(c, r);
		cell[3] = who(c, &r->holder);
	}
	table_print(&table);
	cli_sentence(c, t->run.dossier->state == DOSSIER_READY ? "admin.try.end.ready"
								 : "admin.try.end.open", &end, 1);
	for (size_t i = 0; i < t->trace.n; i++) {
		const struct trace_line *l = &t->trace.line[i];

		cli_put(c, STYLE_FAINT, str_fmt(c->arena, "%-4s ", l->rule));
		cli_sentence(c, l->key, l->arg, l->args);
	}
}

int law_try(struct cli *c, const struct opts *o, struct str code)
{
	struct rehearsal_asked q = { .code = code, .at = INSTANT_NONE };
	struct rehearsal_told told;
	struct law_outlook look;
	struct app *app;
	struct err e;

	if (!read_asked(c, o, &q, &e)) {
		return cli_misuse(c, &e);
	}
	if (!db_open(c, o, APP_READER, &app, &e)) {
		return cli_fail(c, &e);
	}
	struct asking ask = { .lang = c->lang, .whom = LABEL_INSIDE, .now = app_now(app) };
	bool ok = !opt_has(o, "law") || law_asked(c, o, app, &look, &e);

	q.law = ok && opt_has(o, "law") ? &look.law : NULL;
	ok = ok && app_rehearse(app, c->arena, &ask, &q, &told, &e);
	if (!ok) {
		app_close(app);
		return cli_fail(c, &e);
	}
	if (c->json) {
		print_json(c, &told);
	} else {
		print_text(c, &told);
	}
	app_close(app);
	if (told.run.stuck) {
		return cli_fail(c, &told.run.why);
	}
	return EXIT_DONE;
}
