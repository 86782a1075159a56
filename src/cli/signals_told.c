/* What became of signals, on the command line. */
#include "signals_told.h"

#include "table.h"

#include "app/label.h"
#include "app/signals.h"

static struct str name_of(struct cli *c, enum detector d)
{
	return cli_text(c, str_cstr(c->arena, str_fmt(c->arena, "signal.%s", detector_name(d))),
			NULL, 0);
}

/* ---- by detector ---- */

static struct str share_text(struct cli *c, int64_t share)
{
	return share < 0 ? STR("-") : str_fmt(c->arena, "%lld,%02lld %%",
					      (long long)(share / 100),
					      (long long)(share % 100));
}

static void ruled_json(struct cli *c, enum detector d, const struct signal_precision *p)
{
	struct arena *a = c->arena;
	struct json *o = json_new_obj(a);

	json_set_str(a, o, "name", str_of(detector_name(d)));
	json_set_int(a, o, "established", p->established);
	json_set_int(a, o, "not_established", p->dismissed);
	json_set(a, o, "precision", p->share < 0 ? json_new_null(a) : json_new_int(a, p->share));
	json_set_int(a, o, "lapsed", p->lapsed);
	json_set_int(a, o, "open", p->open);
	json_set_int(a, o, "withdrawn", p->withdrawn);
	cli_json(c, o);
}

bool signals_ruled(struct cli *c, struct app *app, struct err *e)
{
	static const char *const heads[] = {
		"signals.ruled.detector", "signals.ruled.established", "signals.ruled.dismissed",
		"signals.ruled.share", "signals.ruled.lapsed", "signals.ruled.open",
		"signals.ruled.withdrawn",
	};
	struct signal_precision p[DETECTORS];
	struct table t;

	if (!app_signal_precision(app, c->arena, p, e)) {
		return false;
	}
	table_init(&t, c, ARRAY_LEN(heads));
	table_head(&t, heads);
	for (int i = 0; i < DETECTORS; i++) {
		const int64_t n[] = { p[i].established, p[i].dismissed, 0, p[i].lapsed, p[i].open,
				      p[i].withdrawn };
		if (c->json) {
			ruled_json(c, (enum detector)i, &p[i]);
			continue;
		}
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = name_of(c, (enum detector)i);
		for (size_t k = 0; k < ARRAY_LEN(n); k++) {
			cell[k + 1] = str_fmt(c->arena, "%lld", (long long)n[k]);
		}
		cell[3] = share_text(c, p[i].share);
	}
	if (!c->json) {
		table_print(&t);
	}
	return true;
}

/* ---- those that somebody may see ---- */

static bool who_of(struct cli *c, struct app *app, struct str as, struct person_id *out,
		   struct err *e)
{
	const struct person *p = org_person_by_key(app_org(app), as);

	if (p == NULL) {
		return err_set(e, ERR_NOT_FOUND, "person.unknown", "value",
			       str_cstr(c->arena, as), NULL);
	}
	*out = p->id;
	return true;
}

static void put_at(struct arena *a, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];

	json_set(a, o, name, at == INSTANT_NONE ? json_new_null(a)
		 : json_new_str(a, str_dup(a, str_of(instant_text(at, text)))));
}

static struct json *line_json(struct arena *a, const struct signal_line *l)
{
	struct json *o = json_new_obj(a);
	char id[ID_TEXT];

	json_set_str(a, o, "id", str_dup(a, str_of(id_text('m', l->matter.v, id))));
	json_set_str(a, o, "signal", str_of(detector_name(l->what)));
	json_set_str(a, o, "dossier", l->code);
	json_set_str(a, o, "about", l->about);
	json_set_str(a, o, "unit", l->unit);
	json_set_str(a, o, "state", str_of(signal_state_name(l->state)));
	json_set_str(a, o, "ruling", l->lapsed ? STR("lapsed")
					       : str_of(signal_ruling_name(l->ruling)));
	put_at(a, o, "told_at", l->told_at);
	put_at(a, o, "due", l->due);
	put_at(a, o, "ruled_at", l->ruled_at);
	json_set_str(a, o, "duty_unit", l->duty_unit);
	json_set_str(a, o, "duty_person", l->duty_person);
	return o;
}

static bool show_of(struct str word, enum signals_show *out, struct err *e)
{
	static const char *const name[] = { "me", "unit", "rule", "all" };

	*out = SIGNALS_ALL;
	for (size_t i = 0; i < ARRAY_LEN(name); i++) {
		if (str_is(word, name[i])) {
			*out = (enum signals_show)i;
			return true;
		}
	}
	return word.n == 0 || err_set(e, ERR_INVALID, "signals.show_word", NULL);
}

bool signals_seen(struct cli *c, struct app *app, struct str as, struct str show, struct err *e)
{
	static const char *const heads[] = { "signals.id", "signals.what", "signals.dossier",
					     "signals.who", "signals.state" };
	struct asking ask = { .lang = c->lang, .whom = LABEL_INSIDE, .now = app_now(app) };
	struct signal_lines l;
	struct person_id who;
	enum signals_show which;
	struct table t;

	if (!show_of(show, &which, e) || !who_of(c, app, as, &who, e) ||
	    !app_signals(app, c->arena, &ask, who, which, INT64_MIN, &l, e)) {
		return false;
	}
	table_init(&t, c, ARRAY_LEN(heads));
	table_head(&t, heads);
	for (size_t i = 0; i < l.n; i++) {
		const struct signal_line *s = &l.line[i];
		char id[ID_TEXT];

		if (c->json) {
			cli_json(c, line_json(c->arena, s));
			continue;
		}
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = str_dup(c->arena, str_of(id_text('m', s->matter.v, id)));
		cell[1] = name_of(c, s->what);
		cell[2] = s->code;
		cell[3] = s->about.n > 0 ? s->about : s->unit;
		cell[4] = str_of(s->ruling == RULING_NONE ? signal_state_name(s->state)
				 : s->lapsed ? "lapsed" : signal_ruling_name(s->ruling));
	}
	if (!c->json) {
		table_print(&t);
	}
	return true;
}

/* ---- one ---- */

static struct json *step_json(struct arena *a, const struct signal_step *s)
{
	struct json *o = json_new_obj(a);

	json_set_int(a, o, "seq", s->seq);
	put_at(a, o, "at", s->at);
	json_set_str(a, o, "kind", str_of(kind_name(s->kind)));
	json_set_str(a, o, "who", s->who);
	json_set_str(a, o, "to", s->to);
	json_set_str(a, o, "ruling", s->ruling);
	json_set_str(a, o, "text", s->text);
	return o;
}

bool signals_one(struct cli *c, struct app *app, struct str as, struct str id, struct err *e)
{
	struct asking ask = { .lang = c->lang, .whom = LABEL_INSIDE, .now = app_now(app) };
	struct arena *a = c->arena;
	struct matter_id m = { 0 };
	struct person_id who;
	struct signal_view v;

	if (!id_parse('m', id, &m.v)) {
		return err_set(e, ERR_NOT_FOUND, "matter.unknown", "value", str_cstr(a, id),
			       NULL);
	}
	if (!who_of(c, app, as, &who, e) || !app_signal(app, a, &ask, who, m, &v, e)) {
		return false;
	}
	struct json *o = line_json(a, &v.line), *seqs = json_new_arr(a), *life = json_new_arr(a);

	for (size_t i = 0; i < v.proofs; i++) {
		json_push(a, seqs, json_new_int(a, v.proof[i].seq));
	}
	for (size_t i = 0; i < v.steps; i++) {
		json_push(a, life, step_json(a, &v.step[i]));
	}
	json_set(a, o, "evidence", seqs);
	json_set(a, o, "life", life);
	if (c->json) {
		cli_json(c, o);
		return true;
	}
	cli_line(c, STYLE_STRONG, name_of(c, v.line.what));
	cli_line(c, STYLE_PLAIN, str_fmt(a, "%.*s · %.*s · %.*s", STR_ARG(v.line.code),
					 STR_ARG(v.line.unit), STR_ARG(v.line.about)));
	for (size_t i = 0; i < v.steps; i++) {
		const struct signal_step *s = &v.step[i];
		char at[INSTANT_TEXT];

		cli_line(c, STYLE_PLAIN,
			 str_fmt(a, "%s  %s %.*s  %.*s%s%.*s", instant_vi(s->at, at),
				 kind_name(s->kind), STR_ARG(s->ruling), STR_ARG(s->who),
				 s->text.n > 0 ? ": " : "", STR_ARG(s->text)));
	}
	return true;
}
