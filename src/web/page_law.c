/*
 * The law of the store as files. What is handed in is only looked at: it stands in memory
 * (app/law_shelf) until somebody applies it, which is the act of `dunghen law import`, in
 * the name of whoever is signed in.
 */
#include "page_law.h"

#include "admin_form.h"
#include "calendar_moves.h"
#include "form.h"
#include "law_draft.h"
#include "pages.h"
#include "sure.h"
#include "top.h"
#include "upload.h"
#include "view_law.h"
#include "web_int.h"
#include "words.h"

#include "app/law_unpack.h"
#include "core/law_pack.h"

#include "base/limits.h"

/* ---- which files there are ---- */

/* What a file is for: the name of a procedure, else of its kind. */
static struct str what_of(const struct exchange *x, const struct law *l, struct str path)
{
	struct asking ask = asking_inside(x);
	struct str folder, rest;
	if (!str_cut(path, '/', &folder, &rest)) {
		return words_of(x, "admin.law.file_of", str_sub(path, 0, path.n - 5));
	}
	const struct procedure *p = str_is(folder, "procedures") && rest.n > 5
		? law_procedure(l, str_sub(rest, 0, rest.n - 5)) : NULL;
	return p ? label_named(&ask, p->name) : words_of(x, "admin.law.file_of", folder);
}

static struct str by_words(const struct exchange *x, const struct law_draft *d)
{
	struct str name = words_person(x, d->by);
	const struct person *p = org_person(app_org(x->app), d->by);
	struct text_arg args[] = { { "who", name.n > 0 ? name : p ? p->key : STR("?") },
				   { "when", words_moment(x, d->at) },
				   { "n", str_int(x->a, (int64_t)d->files) } };
	return words(x, "admin.law.by", args, ARRAY_LEN(args));
}

static void put_files(const struct exchange *x, const struct law_source *files, size_t n,
		      struct law_view *v)
{
	struct law_file_view *out = arena_array(x->a, struct law_file_view, n);
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct law_file_view){
			files[i].path, what_of(x, app_law(x->app), files[i].path),
			(int64_t)files[i].text.n };
	}
	v->files.p = out;
	v->files.n = n;
}

static void put_drafts(const struct exchange *x, struct law_view *v)
{
	struct law_draft draft[LAW_DRAFTS];
	size_t n = law_shelf_list(x->web->drafts, x->a, draft);
	struct law_draft_view *out = arena_array(x->a, struct law_draft_view, n);
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct law_draft_view){ draft[i].name, law_draft_href(x, &draft[i]),
						  by_words(x, &draft[i]) };
	}
	v->drafts.p = out;
	v->drafts.n = n;
}

static struct str mebibytes(const struct exchange *x, const char *key, int64_t bytes)
{
	return words1(x, key, "n", str_int(x->a, bytes >> 20));
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct law_source *files;
	struct str done = form_get(x->form, "done");
	int64_t entered;
	size_t n;
	struct err e;
	if (!app_law_files(x->app, x->a, &files, &n, &e)) {
		reply_err(x, &e);
		return;
	}
	struct law_view v = { .top = top_inside(x, words0(x, "admin.law")),
			      .most = mebibytes(x, "admin.law.file.hint", LIMIT_LAW) };
	if (str_is(done, "drop")) {
		v.notice = words0(x, "admin.law.dropped");
	} else if (str_to_int64(done, &entered) && entered >= 0) {
		v.notice = words1(x, entered > 0 ? "law.import.done" : "law.import.same", "n",
				  str_int(x->a, entered));
	}
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	put_files(x, files, n, &v);
	put_drafts(x, &v);
	page_admin_law(x->page, x->lang, &v);
	reply_page(x, status);
}

void law_show(struct exchange *x)
{
	show(x, 200, NULL);
}

void law_out(struct exchange *x)
{
	struct law_source *files;
	size_t n;
	char day[DAY_TEXT];
	struct err e;
	if (!app_law_files(x->app, x->a, &files, &n, &e)) {
		reply_err(x, &e);
		return;
	}
	law_pack_write(x->page, x->a, files, n);
	reply_text(x, 200, "application/zip");
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-luat-%s.zip\"",
			   day_text(day_of(x->now), day)));
}

/* ---- handed in ---- */

void law_in(struct exchange *x)
{
	const struct incoming *in = x->incoming;
	struct law_draft d = { .name = in->name, .by = x->person, .at = x->now };
	struct law_source *files;
	struct err e;
	if (in->failed || !in->came) {
		if (!in->failed) {
			(void)err_set(&e, ERR_INVALID, "law.pack.none", NULL);
		}
		show(x, 422, in->failed ? &in->err : &e);
		return;
	}
	if (!law_unpack(x->a, in->name, in->bytes, &files, &d.files, &e)) {
		show(x, e.code == ERR_LIMIT ? 413 : 422, &e);
		return;
	}
	d.file = files;
	d.name = d.name.n > 0 ? d.name : files[0].path;
	law_shelf_put(x->web->drafts, &d);
	reply_see(x, law_draft_href(x, &d));
}

/* ---- looked at ---- */

static void put_faults(const struct exchange *x, const struct law_outlook *look,
		       struct law_look_view *v)
{
	size_t told = look->faults < LAW_FAULTS_TOLD ? look->faults : LAW_FAULTS_TOLD;
	struct law_fault_view *out = arena_array(x->a, struct law_fault_view, told);
	for (size_t i = 0; i < told; i++) {
		const struct law_fault *f = &look->fault[i];
		out[i] = (struct law_fault_view){ f->file, f->path, words_err(x, &f->err) };
	}
	v->faults.p = out;
	v->faults.n = told;
	if (look->faults > told) {
		v->more = words1(x, "admin.law.faults.more", "n",
				 str_int(x->a, (int64_t)(look->faults - told)));
	}
}

static struct str and_then(const struct exchange *x, struct str list, struct str one)
{
	return list.n > 0 ? STR_JOIN(x->a, list, STR("; "), one) : one;
}

/* New versions in words, each with a way to look at it. */
static void put_versions(const struct exchange *x, const struct law_look_view *v,
			 const struct procedure *p, struct law_change_view *c)
{
	const struct procedure *was = law_procedure(app_law(x->app), p->code);
	struct link_view *link = arena_array(x->a, struct link_view, p->versions);
	size_t n = 0;
	for (size_t i = 0; i < p->versions; i++) {
		const struct procedure_version *o = &p->version[i];
		if (was && procedure_version(was, o->number)) {
			continue;
		}
		struct text_arg args[] = {
			{ "n", str_int(x->a, o->number) },
			{ "day", admin_day_words(x, o->from) } };
		struct str name = words(x, "admin.version", args, ARRAY_LEN(args));
		struct str href = str_fmt(x->a, "%.*s/procedures/%.*s?v=%lld", STR_ARG(v->path),
					  STR_ARG(p->code), (long long)o->number);
		c->detail = and_then(x, c->detail, name);
		link[n++] = (struct link_view){
			.text = words1(x, i > 0 ? "admin.law.beside" : "admin.law.see", "version",
				       name),
			.href = i == 0 ? href : str_fmt(x->a, "%.*s&with=%lld#diff",
							STR_ARG(href),
							(long long)p->version[i - 1].number) };
	}
	c->links = (struct link_views){ link, n };
	if (n == 0) {
		c->detail = words0(x, "admin.law.no_version");
	}
}

/* New rule sets, each with a way to see it beside the one before. */
static void put_sets(const struct exchange *x, const struct law *l, const struct law_look_view *v,
		     struct law_change_view *c)
{
	const struct law *now = app_law(x->app);
	struct link_view *link = arena_array(x->a, struct link_view, l->rule_sets);
	size_t n = 0;
	for (size_t i = 0; i < l->rule_sets; i++) {
		struct str id = l->rule_set[i].id;
		if (law_rule_set_by_id(now, id)) {
			continue;
		}
		struct str href = STR_JOIN(x->a, v->path, STR("/rule-sets?set="),
					   http_encode(x->a, id));
		c->detail = and_then(x, c->detail, id);
		link[n++] = (struct link_view){
			.text = words1(x, i > 0 ? "admin.law.beside" : "admin.law.see", "version",
				       id),
			.href = i == 0 ? href : STR_JOIN(x->a, href, STR("&with="),
				http_encode(x->a, l->rule_set[i - 1].id), STR("#rules")) };
	}
	c->links = (struct link_views){ link, n };
}

static void put_calendar_ids(const struct exchange *x, const struct law *l,
			     struct law_change_view *c)
{
	for (size_t i = 0; i < l->calendars; i++) {
		if (!law_calendar_by_id(app_law(x->app), l->calendar[i].id)) {
			c->detail = and_then(x, c->detail, l->calendar[i].id);
		}
	}
}

static void put_changes(const struct exchange *x, const struct law_outlook *look,
			struct law_look_view *v)
{
	struct law_change_view *out = arena_array(x->a, struct law_change_view, look->changes);
	for (size_t i = 0; i < look->changes; i++) {
		struct str path = look->change[i].file->path;
		struct str code = str_starts(path, STR("procedures/"))
			? str_sub(path, 11, path.n - 5) : STR("");
		const struct procedure *p = law_procedure(&look->law, code);
		out[i] = (struct law_change_view){ .path = path,
						   .what = what_of(x, &look->law, path),
						   .added = look->change[i].added };
		if (p) {
			put_versions(x, v, p, &out[i]);
		} else if (str_is(path, "rule-sets.json")) {
			put_sets(x, &look->law, v, &out[i]);
		} else if (str_is(path, "calendars.json")) {
			put_calendar_ids(x, &look->law, &out[i]);
		}
	}
	v->changes.p = out;
	v->changes.n = look->changes;
}

/* New calendars; the one asked for is tried. */
static bool put_calendars(struct exchange *x, const struct law_outlook *look,
			  struct law_look_view *v, struct err *e)
{
	struct str asked = form_get(x->form, "calendar");
	struct option_view *o = arena_array(x->a, struct option_view, look->law.calendars);
	size_t n = 0;
	for (size_t i = 0; i < look->law.calendars; i++) {
		struct str id = look->law.calendar[i].id;
		if (law_calendar_by_id(app_law(x->app), id)) {
			continue;
		}
		o[n++] = (struct option_view){ id, id, str_eq(id, asked) };
		if (str_eq(id, asked) && !calendar_moves(x, &look->law, id, &v->moves, e)) {
			return false;
		}
	}
	v->calendar = (struct field_view){ .name = STR("calendar"),
					   .label = words0(x, "admin.calendar.id"),
					   .options = { o, n } };
	return true;
}

void law_look(struct exchange *x)
{
	struct law_draft d;
	struct law_outlook look;
	struct err e;
	if (!law_draft_look(x, &d, &look)) {
		return;
	}
	bool sound = look.faults == 0 && !look.refused;
	struct law_look_view v = {
		.top = top_inside(x, d.name), .name = d.name, .by = by_words(x, &d),
		.path = law_draft_href(x, &d), .same = sound && look.changes == 0,
		.good = sound && look.changes > 0 && !x->web->o.living,
	};
	put_faults(x, &look, &v);
	if (look.refused) {
		v.refused = words_err(x, &look.why);
		v.hint = words_hint(x, &look.why);
	}
	if (sound) {
		put_changes(x, &look, &v);
	}
	if (sound && x->web->o.living) {
		v.closed = words0(x, "admin.law.living");
	}
	if (sound && !put_calendars(x, &look, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	page_admin_law_look(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- applied ---- */

struct applying {
	struct law_draft draft;
	struct str as;
	struct amended done;
};

static bool job(struct ticket *t, struct app *app, struct err *e)
{
	const struct exchange *x = t->ctx;
	struct applying *y = x->state;
	return app_amend_law(app, x->a, y->as, y->draft.file, y->draft.files, AMEND_DO, &y->done,
			     e);
}

static void applied(struct exchange *x)
{
	const struct applying *y = x->state;
	if (!x->ticket.answer.ok) {
		reply_err(x, &x->ticket.answer.err);
		return;
	}
	law_shelf_drop(x->web->drafts, x->param[0]);
	reply_see(x, str_fmt(x->a, "/admin/law?done=%zu", y->done.n));
}

static void apply(struct exchange *x)
{
	struct applying *y = arena_new(x->a, struct applying);
	struct law_outlook look;
	char id[ID_TEXT];
	struct err e;
	if (!law_draft_look(x, &y->draft, &look)) {
		return;
	}
	if (x->web->o.living || look.faults > 0 || look.refused) {
		(void)err_set(&e, ERR_CONFLICT, x->web->o.living ? "law.living" : "law.unsound",
			      NULL);
		reply_err(x, look.refused ? &look.why : &e);
		return;
	}
	struct sure_plain q = {
		.title = words0(x, "admin.law.apply"), .whom = y->draft.name,
		.what = words1(x, "law.import.would", "n", str_int(x->a, (int64_t)look.changes)),
		.to = words0(x, "admin.law.sure"), .back = law_draft_href(x, &y->draft),
	};
	if (!sure_plain(x, &q)) {
		return;
	}
	y->as = str_dup(x->a, str_of(id_text('p', x->person.v, id)));
	x->state = y;
	exchange_job(x, job, applied);
}

void law_act(struct exchange *x)
{
	if (str_is(x->param[1], "apply")) {
		apply(x);
	} else if (str_is(x->param[1], "drop")) {
		law_shelf_drop(x->web->drafts, x->param[0]);
		reply_see(x, STR("/admin/law?done=drop"));
	} else {
		reply_status(x, 404);
	}
}
