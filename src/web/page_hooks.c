/*
 * Webhooks while the server runs: what `dunghen webhook` does on the command line. The page
 * that answers the adding shows the secret, once. A test goes out with the next round of
 * whoever carries them (app/post_run); what came of it stands in the list then.
 */
#include "page_hooks.h"

#include "admin_form.h"
#include "form.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "view_hooks.h"
#include "web_int.h"
#include "words.h"

#include "app/hook.h"
#include "app/world.h"

#include <string.h>

/* ---- rows ---- */

static struct str kind_words(const struct exchange *x, struct str kinds)
{
	struct str s = STR(""), word, rest = kinds;
	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &word, &rest);
		struct str name = words_of(x, "kind", word);
		s = s.n > 0 ? STR_JOIN(x->a, s, STR(", "), name) : name;
	}
	return s.n > 0 ? s : words0(x, "hook.all");
}

static struct str unit_words(const struct exchange *x, struct str units)
{
	struct str s = STR(""), key, rest = units;
	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &key, &rest);
		const struct unit *u = org_unit_by_key(app_org(x->app), key);
		struct str name = u ? label_unit(x->app, u->id, x->now) : key;
		s = s.n > 0 ? STR_JOIN(x->a, s, STR(", "), name) : name;
	}
	return s;
}

/* A number that was answered stands for itself. */
static struct str said_words(const struct exchange *x, struct str said)
{
	bool number = said.n > 0 && said.p[0] >= '0' && said.p[0] <= '9';
	return said.n == 0 ? STR("—") : number ? said : words_of(x, "hook.said", said);
}

static struct str last_words(const struct exchange *x, const struct hook *h)
{
	struct text_arg args[] = { { "said", said_words(x, h->last_said) },
				   { "when", words_moment(x, h->last_try) } };
	return h->last_try == INSTANT_NONE ? STR("—")
	     : words(x, "hooks.last", args, ARRAY_LEN(args));
}

static struct str made_words(const struct exchange *x, const struct hook *h)
{
	const struct person *p = org_person(app_org(x->app), h->made_by);
	struct str name = words_person(x, h->made_by);
	struct text_arg args[] = { { "when", words_moment(x, h->made_at) },
				   { "who", name.n > 0 ? name : p ? p->key : STR("?") } };
	return words(x, "tokens.made", args, ARRAY_LEN(args));
}

static struct hook_row_view row(const struct exchange *x, const struct hook *h)
{
	struct str number = str_int(x->a, h->no);
	struct str path = STR_JOIN(x->a, STR("/admin/webhooks/"), number);
	bool failing = h->failing_at != INSTANT_NONE;
	return (struct hook_row_view){
		.number = number, .url = h->url, .kinds = kind_words(x, h->kinds),
		.units = unit_words(x, h->units),
		.state = failing ? words1(x, "hook.state.failing", "at",
					  words_moment(x, h->failing_at))
			 : words0(x, h->last_try == INSTANT_NONE ? "hook.state.new"
								 : "hook.state.good"),
		.failing = failing, .last = last_words(x, h), .made = made_words(x, h),
		.waiting = h->waiting, .delivered = h->delivered, .lost = h->lost,
		.test = STR_JOIN(x->a, path, STR("/test")),
		.remove = STR_JOIN(x->a, path, STR("/remove")),
		.test_aloud = words1(x, "hooks.test.one", "n", number),
		.remove_aloud = words1(x, "hooks.remove.one", "n", number),
	};
}

/* ---- the form of a new one ---- */

static bool ticked(const struct exchange *x, struct str kind)
{
	struct str one;
	for (size_t i = 0; form_nth(x->form, "kind", i, &one); i++) {
		if (str_eq(one, kind)) {
			return true;
		}
	}
	return false;
}

static struct field_view kinds_field(const struct exchange *x, bool kept, bool *any)
{
	struct option_view *o = arena_array(x->a, struct option_view, KIND_COUNT);
	size_t n = 0;
	for (int k = KIND_NONE + 1; k < KIND_COUNT; k++) {
		struct str name = str_of(kind_name((enum entry_kind)k));
		if (kind_stream((enum entry_kind)k) == STREAM_DOSSIER) {
			o[n] = (struct option_view){ name, words_of(x, "kind", name),
						     kept && ticked(x, name) };
			*any = *any || o[n++].chosen;
		}
	}
	return (struct field_view){ .name = STR("kind"), .label = words0(x, "hooks.kinds"),
				    .options = { o, n } };
}

struct shown {
	int status;
	const char *notice;		/* or NULL */
	const struct err *wrong;	/* or NULL */
	bool forming;			/* it is the form of a new one that is wrong */
	struct str made, given;
};

static void put_form(const struct exchange *x, const struct shown *s, struct hooks_view *v)
{
	bool kept = s->forming && s->wrong;
	v->url = (struct field_view){ .name = STR("url"), .label = words0(x, "hook.address"),
				      .hint = words0(x, "hooks.url.hint"), .type = STR("url"),
				      .required = true, .max = 500, .inputmode = STR("url"),
				      .autocomplete = STR("off"),
				      .value = kept ? form_get(x->form, "url") : STR("") };
	v->units = (struct field_view){ .name = STR("units"), .label = words0(x, "hooks.units"),
					.hint = words0(x, "hooks.units.hint"), .max = 400,
					.autocomplete = STR("off"),
					.value = kept ? form_get(x->form, "units") : STR("") };
	v->kinds = kinds_field(x, kept, &v->choosing);
	if (kept && strcmp(s->wrong->key, "unit.unknown") == 0) {
		v->units.error = v->wrong;
		v->units.focus = true;
	}
	if (kept && strcmp(s->wrong->key, "hook.url") == 0) {
		v->url.error = v->wrong;
		v->url.focus = true;
	}
}

static void show(struct exchange *x, struct shown s)
{
	struct hook_list list;
	struct err e;
	if (!hook_list(x->app, x->a, &list, &e)) {
		reply_err(x, &e);
		return;
	}
	struct hook_row_view *out = arena_array(x->a, struct hook_row_view, list.n);
	struct hooks_view v = {
		.top = top_inside(x, words0(x, "admin.webhooks")), .made = s.made,
		.given = s.given, .notice = s.notice ? words0(x, s.notice) : STR(""),
		.wrong = s.wrong ? words_err(x, s.wrong) : STR(""),
		.hint = s.wrong ? words_hint(x, s.wrong) : STR(""),
		.closed = x->web->o.hooks ? STR("") : words0(x, "hooks.closed"),
		.empty = { .text = words0(x, "hook.nobody") },
	};
	put_form(x, &s, &v);
	/* The newest first. */
	for (size_t i = 0; i < list.n; i++) {
		out[i] = row(x, &list.hook[list.n - 1 - i]);
	}
	v.rows.p = out;
	v.rows.n = list.n;
	page_admin_hooks(x->page, x->lang, &v);
	reply_page(x, s.status);
}

void hooks_show(struct exchange *x)
{
	struct str done = form_get(x->form, "done");
	show(x, (struct shown){ .status = 200,
		.notice = str_is(done, "test") ? "hooks.test.done"
			  : str_is(done, "remove") ? "hooks.remove.done" : NULL });
}

/* ---- a new one ---- */

struct adding {
	struct hook_wish wish;
	struct str secret;
	int64_t no;
};

static struct str own_key(const struct exchange *x)
{
	const struct person *me = org_person(app_org(x->app), x->person);
	return me ? me->key : STR("");
}

static bool add_job(struct ticket *t, struct app *app, struct err *e)
{
	const struct exchange *x = t->ctx;
	struct adding *y = x->state;
	return hook_add(app, x->a, &y->wish, &y->no, &y->secret, e);
}

static void added(struct exchange *x)
{
	const struct adding *y = x->state;
	const struct err *e = &x->ticket.answer.err;
	if (!x->ticket.answer.ok) {
		show(x, (struct shown){ .status = refused_status(e), .wrong = e, .forming = true });
		return;
	}
	show(x, (struct shown){ .status = 200, .given = y->secret,
		.made = words1(x, "hooks.given", "n", str_int(x->a, y->no)) });
}

void hooks_add(struct exchange *x)
{
	struct adding *y = arena_new(x->a, struct adding);
	struct str all = STR(""), one;
	for (size_t i = 0; form_nth(x->form, "kind", i, &one); i++) {
		all = i == 0 ? one : STR_JOIN(x->a, all, STR(" "), one);
	}
	y->wish = (struct hook_wish){ .as = own_key(x), .url = form_get(x->form, "url"),
				      .kinds = all, .units = form_get(x->form, "units"),
				      .local = x->web->o.hooks_local,
				      .at = world_clock() };
	x->state = y;
	exchange_job(x, add_job, added);
}

/* ---- a test, the end ---- */

struct acting {
	struct str as;
	int64_t no;
	bool tests;
};

static bool act_job(struct ticket *t, struct app *app, struct err *e)
{
	const struct exchange *x = t->ctx;
	const struct acting *y = x->state;
	return (y->tests ? hook_test : hook_remove)(app, y->as, y->no, world_clock(), e);
}

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;
	if (x->ticket.answer.ok) {
		reply_see(x, STR_JOIN(x->a, STR("/admin/webhooks?done="), x->param[1]));
	} else {
		show(x, (struct shown){
			.status = e->code == ERR_NOT_FOUND ? 404 : refused_status(e),
			.wrong = e,
		});
	}
}

void hooks_act(struct exchange *x)
{
	struct acting *y = arena_new(x->a, struct acting);
	struct err e;
	y->as = own_key(x);
	y->tests = str_is(x->param[1], "test");
	if ((!y->tests && !str_is(x->param[1], "remove")) ||
	    !str_to_int64(x->param[0], &y->no) || y->no < 1) {
		reply_status(x, 404);
		return;
	}
	if (y->tests && !x->web->o.hooks) {
		(void)err_set(&e, ERR_CONFLICT, "hook.closed", NULL);
		show(x, (struct shown){ .status = 409, .wrong = &e });
		return;
	}
	struct sure_plain q = {
		.title = words1(x, "hooks.remove.one", "n", x->param[0]),
		.back = STR("/admin/webhooks"), .whom = words0(x, "admin.webhooks"),
		.what = words1(x, "hooks.remove.sure", "n", x->param[0]),
	};
	if (!y->tests && !sure_plain(x, &q)) {
		return;
	}
	x->state = y;
	exchange_job(x, act_job, acted);
}
