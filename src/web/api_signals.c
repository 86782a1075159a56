/* The JSON API: signals (rule 34), those that whoever the token acts for may see. */
#include "api.h"

#include "api_json.h"
#include "form.h"
#include "words.h"

#include "app/signals.h"

static struct json *line_json(const struct exchange *x, const struct signal_line *l)
{
	struct json *o = json_new_obj(x->a);
	api_put_id(x, o, "id", 'm', l->matter.v);
	json_set_str(x->a, o, "signal", str_of(detector_name(l->what)));
	json_set_str(x->a, o, "kind", l->good ? STR("good") : STR("bad"));
	json_set_str(x->a, o, "dossier", l->code);
	api_put_str(x, o, "about", l->about);
	api_put_str(x, o, "unit", l->unit);
	json_set_str(x->a, o, "state", str_of(signal_state_name(l->state)));
	json_set_str(x->a, o, "ruling", l->lapsed ? STR("lapsed")
						  : str_of(signal_ruling_name(l->ruling)));
	api_put_at(x, o, "found_at", l->found_at);
	api_put_at(x, o, "told_at", l->told_at);
	api_put_at(x, o, "due", l->due);
	api_put_str(x, o, "duty", l->duty);
	api_put_at(x, o, "ruled_at", l->ruled_at);
	json_set_bool(x->a, o, "mine", l->mine);
	return o;
}

static bool show_of(const struct exchange *x, enum signals_show *out, struct err *e)
{
	static const char *const name[] = { [SIGNALS_ME] = "me", [SIGNALS_UNIT] = "unit",
					    [SIGNALS_RULE] = "rule", [SIGNALS_ALL] = "all" };
	struct str word = form_get(x->form, "show");
	*out = SIGNALS_ALL;
	for (size_t i = 0; i < ARRAY_LEN(name); i++) {
		if (str_is(word, name[i])) {
			*out = (enum signals_show)i;
			return true;
		}
	}
	return word.n == 0 || err_set(e, ERR_INVALID, "signals.show_word", NULL);
}

/* The newest first, as many as a page of the house shows. */
void api_signals(struct exchange *x)
{
	static const char *const names[] = { "show" };
	struct asking ask = asking_inside(x);
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	enum signals_show show;
	struct signal_lines l;
	struct err e;
	if (!api_query(x, names, ARRAY_LEN(names), &e) || !show_of(x, &show, &e) ||
	    !app_signals(x->app, x->a, &ask, x->person, show, INT64_MIN, &l, &e)) {
		reply_err(x, &e);
		return;
	}
	for (size_t i = 0; i < l.n; i++) {
		json_push(x->a, list, line_json(x, &l.line[i]));
	}
	json_set_int(x->a, o, "to_reply", l.to_reply);
	json_set_int(x->a, o, "to_rule", l.to_rule);
	json_set(x->a, o, "signals", list);
	api_reply(x, o);
}

static struct json *step_json(const struct exchange *x, const struct signal_step *s)
{
	struct json *o = json_new_obj(x->a);
	json_set_int(x->a, o, "seq", s->seq);
	api_put_at(x, o, "at", s->at);
	api_put_word(x, o, "kind", kind_name(s->kind));
	api_put_str(x, o, "who", s->who);
	api_put_str(x, o, "to", s->to);
	api_put_str(x, o, "ruling", s->ruling);
	api_put_str(x, o, "text", s->text);
	return o;
}

static struct json *precision_json(const struct exchange *x, const struct signal_precision *p)
{
	struct json *o = json_new_obj(x->a);
	json_set_int(x->a, o, "established", p->established);
	json_set_int(x->a, o, "not_established", p->dismissed);
	json_set(x->a, o, "share", p->share < 0 ? json_new_null(x->a)
						: json_new_int(x->a, p->share));
	return o;
}

static struct json *view_json(const struct exchange *x, const struct signal_view *v)
{
	struct json *o = line_json(x, &v->line), *life = json_new_arr(x->a);
	struct json *evidence = json_new_arr(x->a), *others = json_new_arr(x->a);
	for (size_t i = 0; i < v->proofs; i++) {
		json_push(x->a, evidence, json_new_int(x->a, v->proof[i].seq));
	}
	for (size_t i = 0; i < v->others; i++) {
		json_push(x->a, others, json_new_str(x->a, v->other[i]));
	}
	for (size_t i = 0; i < v->steps; i++) {
		json_push(x->a, life, step_json(x, &v->step[i]));
	}
	api_put_at(x, o, "from", v->m->signal->from);
	api_put_at(x, o, "to", v->m->signal->to);
	json_set_int(x->a, o, "work_s", v->m->signal->work_s);
	json_set(x->a, o, "evidence", evidence);
	json_set(x->a, o, "others", others);
	json_set(x->a, o, "life", life);
	json_set_bool(x->a, o, "may_reply", v->may_reply);
	json_set_bool(x->a, o, "may_rule", v->may_rule);
	json_set_bool(x->a, o, "may_appeal", v->may_appeal);
	return o;
}

void api_signal(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct signal_precision p[DETECTORS];
	struct matter_id id = { 0 };
	struct signal_view v;
	struct err e;
	if (!api_query(x, NULL, 0, &e)) {
		reply_err(x, &e);
		return;
	}
	if (!id_parse('m', x->param[0], &id.v)) {
		err_set(&e, ERR_NOT_FOUND, "matter.unknown", "value",
			str_cstr(x->a, x->param[0]), NULL);
		reply_err(x, &e);
		return;
	}
	if (!app_signal(x->app, x->a, &ask, x->person, id, &v, &e) ||
	    !app_signal_precision(x->app, x->a, p, &e)) {
		reply_err(x, &e);
		return;
	}
	struct json *o = view_json(x, &v);
	json_set(x->a, o, "precision", precision_json(x, &p[v.line.what]));
	api_reply(x, o);
}
