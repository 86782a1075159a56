/* The JSON API, reading: procedures, dossiers, the inbox, figures, the log's head. */
#include "api.h"

#include "api_json.h"
#include "figure_words.h"
#include "late_words.h"
#include "form.h"
#include "noted.h"
#include "page_late_soon.h"
#include "web_int.h"
#include "words.h"

#include "app/catalog.h"
#include "app/opinions.h"
#include "app/published.h"
#include "app/view.h"

/* ---- procedures ---- */

static void put_procedure(const struct exchange *x, struct json *o,
			  const struct catalog_row *r)
{
	json_set_str(x->a, o, "code", r->code);
	json_set_str(x->a, o, "name", r->name);
	json_set_str(x->a, o, "field", r->field);
	json_set_str(x->a, o, "level", r->level);
	json_set_str(x->a, o, "limit", r->limit);
	json_set_bool(x->a, o, "online", r->online);
	json_set_bool(x->a, o, "nonterritorial", r->nonterritorial);
}

/* The law has few hundred procedures: they are one page. */
void api_procedures(struct exchange *x)
{
	static const char *const names[] = { "field", "level" };
	struct asking ask = asking_public(x);
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	struct catalog_row *row;
	struct err e;
	size_t n;
	if (!api_query(x, names, ARRAY_LEN(names), &e)) {
		reply_err(x, &e);
		return;
	}
	app_catalog_list(x->app, x->a, &ask, form_get(x->form, "field"),
			 form_get(x->form, "level"), &row, &n);
	for (size_t i = 0; i < n; i++) {
		struct json *one = json_new_obj(x->a);
		put_procedure(x, one, &row[i]);
		json_push(x->a, list, one);
	}
	json_set(x->a, o, "procedures", list);
	api_reply(x, o);
}

static struct json *papers_json(const struct exchange *x, const struct catalog_procedure *c)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < c->papers; i++) {
		const struct catalog_paper *p = &c->paper[i];
		struct json *o = json_new_obj(x->a);
		json_set_str(x->a, o, "paper", p->id);
		json_set_str(x->a, o, "name", p->name);
		json_set_int(x->a, o, "originals", p->originals);
		json_set_int(x->a, o, "certified", p->certified);
		json_set_int(x->a, o, "copies", p->copies);
		json_set_bool(x->a, o, "optional", p->optional);
		json_push(x->a, list, o);
	}
	return list;
}

static struct json *steps_json(const struct exchange *x, const struct catalog_procedure *c)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < c->steps; i++) {
		const struct catalog_step *s = &c->step[i];
		struct json *o = json_new_obj(x->a);
		json_set_str(x->a, o, "name", s->name);
		api_put_str(x, o, "post", s->post);
		api_put_word(x, o, "kind", step_kind_name(s->kind));
		json_set_int(x->a, o, "plan_s", s->plan_s);
		json_push(x->a, list, o);
	}
	return list;
}

void api_procedure(struct exchange *x)
{
	struct asking ask = asking_public(x);
	struct catalog_procedure c;
	struct json *o = json_new_obj(x->a);
	struct err e;
	if (!api_query(x, NULL, 0, &e)) {
		reply_err(x, &e);
		return;
	}
	if (!app_catalog_procedure(x->app, x->a, &ask, x->param[0], STR(""), &c, &e)) {
		err_set(&e, ERR_NOT_FOUND, "api.procedure", "value",
			str_cstr(x->a, x->param[0]), NULL);
		reply_err(x, &e);
		return;
	}
	struct catalog_row r = { c.code, c.name, c.field, c.level, c.limit, c.online,
				 c.nonterritorial };
	put_procedure(x, o, &r);
	json_set_int(x->a, o, "version", c.version);
	api_put_at(x, o, "in_force_from", day_start(c.from));
	api_put_str(x, o, "agency", c.agency);
	json_set_bool(x->a, o, "free", c.free);
	api_put_str(x, o, "fee", c.fee_text);
	json_set(x->a, o, "papers", papers_json(x, &c));
	json_set(x->a, o, "steps", steps_json(x, &c));
	api_reply(x, o);
}

/* ---- dossiers ---- */

static bool list_filter(const struct exchange *x, struct list_filter *f, struct err *e)
{
	static const char *const names[] = { "unit", "person", "state", "code", "late", "open",
					     "limit", "after" };
	*f = (struct list_filter){
		.unit = form_get(x->form, "unit"), .person = form_get(x->form, "person"),
		.state = form_get(x->form, "state"), .code = form_get(x->form, "code"),
		.reader = x->person,
	};
	return api_query(x, names, ARRAY_LEN(names), e) && api_limit(x, &f->limit, e) &&
	       api_bool(x, "late", &f->late, e) && api_bool(x, "open", &f->open, e) &&
	       api_after(x, &f->after, e);
}

static struct json *row_json(const struct exchange *x, const struct list_row *r)
{
	struct asking ask = asking_inside(x);
	struct seat_label holder = label_party(x->app, &ask, &r->holder, x->now);
	struct json *o = json_new_obj(x->a);
	api_put_id(x, o, "dossier", 'd', r->id.v);
	json_set_str(x->a, o, "code", r->code);
	json_set_str(x->a, o, "procedure", r->procedure);
	api_put_word(x, o, "state", state_name(r->state));
	api_put_seat(x, o, "holder", &holder);
	api_put_at(x, o, "held_from", r->held_from);
	api_put_at(x, o, "received_at", r->received_at);
	api_put_at(x, o, "promise", r->first_due);
	api_put_at(x, o, "due", r->due);
	json_set_bool(x->a, o, "late", r->late);
	json_set_bool(x->a, o, "provisional", r->provisional);
	return o;
}

void api_dossiers(struct exchange *x)
{
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	struct list_filter f;
	struct list_page page;
	struct err e;
	if (!list_filter(x, &f, &e) || !app_list(x->app, x->a, &f, &page, &e)) {
		reply_err(x, &e);
		return;
	}
	for (size_t i = 0; i < page.n; i++) {
		json_push(x->a, list, row_json(x, &page.row[i]));
	}
	json_set(x->a, o, "dossiers", list);
	api_put_next(x, o, page.next);
	api_reply(x, o);
}

static void show_dossier(struct exchange *x)
{
	const struct dossier_view *d = x->state;
	api_reply(x, api_dossier_json(x, d, token_has(&x->token, SCOPE_PEOPLE_READ)));
}

void api_dossier(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct dossier_view *d = arena_new(x->a, struct dossier_view);
	struct err e;
	if (!api_query(x, NULL, 0, &e) ||
	    !app_dossier_view(x->app, x->a, &ask, x->person, x->param[0], d, &e)) {
		reply_err(x, &e);
		return;
	}
	x->state = d;
	exchange_noted(x, &d->note, show_dossier);
}

/* ---- the inbox ---- */

static bool inbox_show(const struct exchange *x, enum inbox_show *out, struct err *e)
{
	static const struct {
		const char *name;
		enum inbox_show show;
	} rows[] = { { "all", INBOX_ALL }, { "late", INBOX_LATE }, { "near", INBOX_NEAR },
		     { "waiting", INBOX_WAITING }, { "untaken", INBOX_UNTAKEN } };
	struct str name = form_get(x->form, "show");
	*out = INBOX_ALL;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (str_is(name, rows[i].name)) {
			*out = rows[i].show;
			return true;
		}
	}
	return name.n == 0 || err_set(e, ERR_INVALID, "api.show", "value",
				      str_cstr(x->a, name), NULL);
}

/* The seat that unit and post name, else the first. */
static bool inbox_seat(const struct exchange *x, struct seat *out, struct err *e)
{
	struct seat_choice list[SEATS_MOST];
	struct str unit = form_get(x->form, "unit"), post = form_get(x->form, "post");
	size_t n = seat_list(app_org(x->app), x->person, x->now, list, SEATS_MOST);
	for (size_t i = 0; i < n; i++) {
		const struct unit *u = org_unit(app_org(x->app), list[i].unit);
		if ((unit.n == 0 || (u && str_eq(u->key, unit))) &&
		    (post.n == 0 || str_is(post, list[i].post.code))) {
			*out = (struct seat){ list[i].unit, list[i].post, x->person };
			return true;
		}
	}
	return err_set(e, ERR_DENIED, "api.seat", NULL);
}

static void put_counts(const struct exchange *x, struct json *o, const struct inbox_counts *c)
{
	struct json *n = json_new_obj(x->a);
	json_set_int(x->a, n, "held", c->held);
	json_set_int(x->a, n, "waiting", c->waiting);
	json_set_int(x->a, n, "late", c->late);
	json_set_int(x->a, n, "near", c->near);
	json_set_int(x->a, n, "due_today", c->due_today);
	json_set_int(x->a, n, "to_sign", c->to_sign);
	json_set_int(x->a, n, "untaken", c->untaken);
	json_set_int(x->a, n, "opinions_owed", c->opinions_owed);
	json_set_int(x->a, n, "opinions_late", c->opinions_late);
	json_set(x->a, o, "count", n);
}

void api_inbox(struct exchange *x)
{
	static const char *const names[] = { "show", "unit", "post", "limit", "after" };
	struct asking ask = asking_inside(x);
	struct json *o = json_new_obj(x->a);
	enum inbox_show show;
	struct inbox box;
	struct seat me;
	struct str after;
	int64_t limit;
	struct err e;
	if (!api_query(x, names, ARRAY_LEN(names), &e) || !inbox_show(x, &show, &e) ||
	    !inbox_seat(x, &me, &e) || !api_limit(x, &limit, &e) || !api_after(x, &after, &e) ||
	    !app_inbox(x->app, x->a, &ask, me, show, after, limit, &box, &e)) {
		reply_err(x, &e);
		return;
	}
	struct seat_label seat = label_seat(x->app, &ask, me, x->now);
	api_put_seat(x, o, "seat", &seat);
	put_counts(x, o, &box.count);
	api_put_str(x, o, "take_next", box.has_next ? box.next.code : STR(""));
	json_set(x->a, o, "tasks", api_tasks_json(x, &box.tasks));
	api_put_next(x, o, box.tasks.next);
	api_reply(x, o);
}

/* ---- opinions ---- */

static struct json *opinion_json(const struct exchange *x, const struct opinion_task *t)
{
	struct json *o = json_new_obj(x->a);
	char id[ID_TEXT];
	api_put_word(x, o, "of", t->matter ? "matter" : "dossier");
	api_put_str(x, o, "code", t->code);
	api_put_str(x, o, "matter", !t->matter ? STR("")
		    : str_dup(x->a, str_of(id_text('m', t->matter_id.v, id))));
	api_put_str(x, o, "procedure", t->procedure);
	json_set_int(x->a, o, "number", t->number);
	json_set_bool(x->a, o, "ruling", t->ruling);
	api_put_seat(x, o, "asked", &t->asked);
	api_put_seat(x, o, "asker", &t->asker);
	json_set_bool(x->a, o, "member", t->member);
	api_put_at(x, o, "asked_at", t->asked_at);
	api_put_at(x, o, "due", t->due);
	json_set_bool(x->a, o, "late", t->late);
	json_set_int(x->a, o, "late_s", t->late_s);
	api_put_word(x, o, "reminder", asked_reminder_name(t->reminder));
	return o;
}

void api_opinions(struct exchange *x)
{
	static const char *const names[] = { "show", "unit", "post", "limit", "after" };
	struct asking ask = asking_inside(x);
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	struct str show = form_get(x->form, "show");
	struct opinions_ask what = { .show = OPINIONS_OWED };
	struct opinion_tasks t;
	struct seat me;
	struct err e;
	bool good = api_query(x, names, ARRAY_LEN(names), &e);
	if (good && show.n > 0 && !opinions_show_of(show, &what.show)) {
		good = err_set(&e, ERR_INVALID, "api.opinions", "value", str_cstr(x->a, show),
			       NULL);
	}
	good = good && inbox_seat(x, &me, &e) && api_limit(x, &what.limit, &e) &&
	       api_after(x, &what.after, &e);
	what.unit = good ? me.unit : what.unit;
	if (!good || !app_opinions(x->app, x->a, &ask, &what, &t, &e)) {
		reply_err(x, &e);
		return;
	}
	for (size_t i = 0; i < t.n; i++) {
		json_push(x->a, list, opinion_json(x, &t.task[i]));
	}
	json_set(x->a, o, "opinions", list);
	api_put_next(x, o, t.next);
	api_reply(x, o);
}

/* ---- late soon ---- */

/* Of a seat that leads. */
static bool leading_seat(const struct exchange *x, struct seat *out, struct err *e)
{
	return inbox_seat(x, out, e) &&
	       (post_is(out->post, "head") || post_is(out->post, "deputy") ||
		err_set(e, ERR_DENIED, "api.seat", NULL));
}

void api_late_soon(struct exchange *x)
{
	static const char *const names[] = { "unit", "post" };
	struct asking ask = asking_inside(x);
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	struct late_soon l;
	struct seat me;
	struct err e;
	if (!api_query(x, names, ARRAY_LEN(names), &e) || !leading_seat(x, &me, &e) ||
	    !app_late_soon(x->app, x->a, &ask, x->web->chances, me.unit, &l, &e)) {
		reply_err(x, &e);
		return;
	}
	for (size_t i = 0; i < l.n; i++) {
		json_push(x->a, list, late_soon_json(x, &l.line[i]));
	}
	json_set(x->a, o, "dossiers", list);
	json_set_bool(x->a, o, "more", l.more);
	api_reply(x, o);
}

/* ---- figures ---- */

/* Per ten thousand; of too few it would tell of persons (rule 44). */
static void put_share(const struct exchange *x, struct json *o, const char *name, int64_t share,
		      int64_t of)
{
	bool told = of >= SHARE_FROM && share >= 0;
	json_set(x->a, o, name, told ? json_new_int(x->a, share) : json_new_null(x->a));
}

static struct json *agency_json(const struct exchange *x, const struct agency_figures *g)
{
	const struct unit *u = org_unit(app_org(x->app), g->agency);
	const struct rates *r = &g->now;
	struct json *o = json_new_obj(x->a);
	json_set_str(x->a, o, "unit", u ? u->key : STR("?"));
	json_set_str(x->a, o, "name", words_agency(x, g->agency));
	json_set_int(x->a, o, "received_online_self", r->received_online_self);
	json_set_int(x->a, o, "received_online_helped", r->received_online_helped);
	json_set_int(x->a, o, "received_direct", r->received_direct);
	json_set_int(x->a, o, "carried", r->carried);
	json_set_int(x->a, o, "early", r->early);
	json_set_int(x->a, o, "on_time", r->on_time);
	json_set_int(x->a, o, "late", r->late);
	put_share(x, o, "official", rates_official(r), figure_solved(r));
	json_set_int(x->a, o, "lived_on_time", r->lived_on_time);
	json_set_int(x->a, o, "lived_late", r->lived_late);
	json_set_int(x->a, o, "lived_open_late", r->lived_open_late);
	put_share(x, o, "lived", rates_lived(r), figure_lived(r));
	json_set_int(x->a, o, "overdue", g->overdue);
	json_set_int(x->a, o, "dormant", g->asleep);
	return o;
}

/* Those of the public page: this month till now. */
void api_figures(struct exchange *x)
{
	static const struct figures_ask month = { FIGURES_MONTH, FIGURES_BEFORE };
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	char from[DAY_TEXT], to[DAY_TEXT];
	struct figures f;
	struct err e;
	if (!api_query(x, NULL, 0, &e) ||
	    !figures_get(x->web->figures, x->app, x->a, month, &f, &e)) {
		reply_err(x, &e);
		return;
	}
	for (size_t i = 0; i < f.agencies; i++) {
		json_push(x->a, list, agency_json(x, &f.agency[i]));
	}
	api_put_at(x, o, "made_at", f.made_at);
	json_set_str(x->a, o, "from", str_of(day_text(f.days.from, from)));
	json_set_str(x->a, o, "to", str_of(day_text((struct day){ f.days.until.n - 1 }, to)));
	json_set(x->a, o, "agencies", list);
	json_set(x->a, o, "lateness", late_units_json(x, &f));
	api_reply(x, o);
}

/* ---- the log ---- */

static bool hand_out(struct ticket *t, struct app *app, struct err *e)
{
	struct exchange *x = t->ctx;
	return app_published_checkpoint(app, x->a, x->state, e);
}

/* Of a checkpoint the program wrote itself. */
static void handed_out(struct exchange *x)
{
	const struct str *note = x->state;
	struct json *o = json_new_obj(x->a);
	struct str origin, size, root, rest;
	int64_t n = 0;
	if (!x->ticket.answer.ok) {
		reply_err(x, &x->ticket.answer.err);
		return;
	}
	(void)str_cut(*note, '\n', &origin, &rest);
	(void)str_cut(rest, '\n', &size, &rest);
	(void)str_cut(rest, '\n', &root, &rest);
	json_set_str(x->a, o, "origin", origin);
	json_set_int(x->a, o, "size", str_to_int64(size, &n) ? n : 0);
	json_set_str(x->a, o, "root", root);
	json_set_str(x->a, o, "checkpoint", *note);
	api_reply(x, o);
}

void api_ledger_head(struct exchange *x)
{
	struct err e;
	if (!api_query(x, NULL, 0, &e)) {
		reply_err(x, &e);
		return;
	}
	x->state = arena_new(x->a, struct str);
	exchange_job(x, hand_out, handed_out);
}
