/* New law for an old store: files as entries, open dossiers re-dated. */
#include "amend.h"

#include "app_int.h"

#include "core/law_keep.h"
#include "core/law_pack.h"

#include "base/limits.h"

enum { REDATE_PAGE = 100 };

/* ---- law files ---- */

static size_t lay_over(const struct law_source *old, size_t olds, const struct law_source *files,
		       size_t n, struct law_source *out)
{
	size_t m = 0;

	for (size_t i = 0; i < olds; i++) {
		out[m++] = old[i];
	}
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < olds && !str_eq(out[k].path, files[i].path)) {
			k++;
		}
		if (k == olds) {
			k = m++;
		}
		out[k] = files[i];
	}
	return m;
}

static const struct law_source *of_path(const struct law_source *files, size_t n,
					 struct str path)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(files[i].path, path)) {
			return &files[i];
		}
	}
	return NULL;
}

bool app_law_files(struct app *app, struct arena *a, struct law_source **out, size_t *n,
		   struct err *e)
{
	if (!frame_law_files(app, a, out, n, e)) {
		return false;
	}
	law_sort(*out, *n);
	return true;
}

bool app_rule_set_use(struct app *app, struct arena *a, struct rule_set_use **out, size_t *n,
		      struct err *e)
{
	struct law_used *used;

	if (!store_law_used(app->store, a, &used, n, e)) {
		return false;
	}
	*out = arena_array(a, struct rule_set_use, *n);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct rule_set_use){ used[i].rule_set, used[i].procedure,
						   used[i].n };
	}
	return true;
}

/* What is in force and what would be, the new laid over the old. */
struct laid {
	struct law_source *old, *now;
	size_t olds, nows;
};

static bool lay(struct app *app, struct arena *a, const struct law_source *files, size_t n,
		struct laid *l, struct err *e)
{
	if (!frame_law_files(app, a, &l->old, &l->olds, e)) {
		return false;
	}
	l->now = arena_array(a, struct law_source, l->olds + n);
	l->nows = lay_over(l->old, l->olds, files, n, l->now);
	return true;
}

static void changes(struct arena *a, const struct laid *l, const struct law_source *files,
		    size_t n, struct law_outlook *out)
{
	out->change = arena_array(a, struct law_change, n);
	for (size_t i = 0; i < n; i++) {
		const struct law_source *was = of_path(l->old, l->olds, files[i].path);

		if (was == NULL || !str_eq(was->text, files[i].text)) {
			out->change[out->changes++] =
				(struct law_change){ &files[i], was == NULL };
		}
	}
}

static void look_at(struct arena *a, const struct laid *l, struct law_outlook *v)
{
	struct arena_mark mark = arena_mark(a);

	v->refused = !law_fits(l->now, l->nows, &v->why);
	if (v->refused) {
		return;
	}
	if (!law_read(a, l->now, l->nows, &v->law, &v->why)) {
		/* All faults at once, and the memory of the vain attempt. */
		arena_release(a, mark);
		v->law = (struct law){ 0 };
		v->fault = arena_array(a, struct law_fault, LAW_FAULTS_TOLD);
		v->faults = law_check(a, l->now, l->nows, v->fault, LAW_FAULTS_TOLD);
		return;
	}
	mark = arena_mark(a);
	v->refused = !law_keeps(a, l->old, l->olds, l->now, l->nows, &v->why);
	arena_release(a, mark);
}

bool app_law_outlook(struct app *app, struct arena *a, const struct law_source *files, size_t n,
		     struct law_outlook *out, struct err *e)
{
	struct law_outlook v = { 0 };
	struct laid l;

	if (!lay(app, a, files, n, &l, e)) {
		return false;
	}
	look_at(a, &l, &v);
	if (v.faults == 0 && !v.refused) {
		changes(a, &l, files, n, &v);
	}
	*out = v;
	return true;
}

static bool enter_file(struct app *app, struct arena *a, const struct law_source *file,
		       struct entry *en, struct err *e)
{
	struct json *body = json_new_obj(a);
	struct hash h;
	char hex[HASH_HEX], from[DAY_TEXT];

	if (!store_file_put(app->store, file->text, &h, e)) {
		return false;
	}
	json_set_str(a, body, "path", file->path);
	json_set_str(a, body, "sha256", str_of(hash_hex(h, hex)));
	json_set_str(a, body, "from", str_of(day_text(day_of(en->at), from)));
	en->body = body;
	return record_own(app, a, en, e);
}

static bool enter_files(struct app *app, struct arena *a, struct person_id actor,
			struct amended *v, struct err *e)
{
	struct store_last last;
	int64_t at;

	if (!writer_time(app, &at, e) || !store_last(app->store, &last, e)) {
		return false;
	}
	struct command command = { .key = str_fmt(a, "law-%lld", (long long)last.seq + 1) };
	struct entry en = { .at = at, .actor = actor, .stream = { STREAM_STORE, 0 },
			    .kind = KIND_LAW_FILE, .cmd = command.key };

	v->first = last.seq + 1;
	v->last = last.seq + (int64_t)v->n;
	if (!store_begin(app->store, e)) {
		return false;
	}
	for (size_t i = 0; i < v->n; i++) {
		if (!enter_file(app, a, v->file[i], &en, e)) {
			return false;
		}
	}
	return command_record(app, &command, hash_of(command.key.p, command.key.n), v->first,
			      v->last, at, e) &&
	       store_commit(app->store, e);
}

/* An administrator; nobody for the local system. */
static bool who_may(struct app *app, struct arena *a, struct str as, struct person_id *out,
		    struct err *e)
{
	struct decide d = { .arena = a, .law = &app->law, .org = &app->org };

	*out = (struct person_id){ 0 };
	if (as.n == 0) {
		return true;
	}
	if (!writer_time(app, &d.at, e) || !resolve_person(app, as, &d.actor, e) ||
	    !decide_right(&d, RIGHT_ADMIN, e)) {
		return false;
	}
	*out = d.actor;
	return true;
}

static bool write_all(struct app *app, struct arena *a, struct person_id actor,
		      struct amended *v, struct err *e)
{
	if (!enter_files(app, a, actor, v, e)) {
		store_rollback(app->store);
		return false;
	}
	/* States point into the law they were folded with. */
	cache_clear(&app->cache);
	return frame_load(app, e);
}

bool app_amend_law(struct app *app, struct arena *a, struct str as,
		   const struct law_source *files, size_t n, enum amend_mode mode,
		   struct amended *out, struct err *e)
{
	struct amended v = { .first = -1, .last = -1 };
	struct law_outlook look = { 0 };
	struct person_id actor;
	struct law law;
	struct laid l;

	if (!who_may(app, a, as, &actor, e) || !lay(app, a, files, n, &l, e) ||
	    !law_fits(l.now, l.nows, e) || !law_read(a, l.now, l.nows, &law, e) ||
	    !law_keeps(a, l.old, l.olds, l.now, l.nows, e)) {
		return false;
	}
	changes(a, &l, files, n, &look);
	v.file = arena_array(a, const struct law_source *, look.changes);
	for (size_t i = 0; i < look.changes; i++) {
		v.file[v.n++] = look.change[i].file;
	}
	if (mode == AMEND_DO && v.n > 0 && !write_all(app, a, actor, &v, e)) {
		return false;
	}
	*out = v;
	return true;
}

/* ---- open dossiers on a new calendar ---- */

struct redate {
	struct app *app;
	struct arena *a;
	enum amend_mode mode;
	redated_fn *tell;
	void *ctx;
	struct redating *sum;
	int64_t at;
};

/* The same state once moved, on a copy that is thrown away or written. */
static bool redate_one(struct redate *r, struct dossier_id id, struct err *e)
{
	struct passage *p = arena_new(r->a, struct passage);
	struct command command = { .as = STR("system"), .verb = STR("move_calendar"),
				   .at = INSTANT_NONE };
	char text[ID_TEXT];

	command.key = str_fmt(r->a, "calendar-%.*s-%s", STR_ARG(r->sum->calendar),
			      id_text('d', id.v, text));
	p->app = r->app;
	p->a = r->a;
	p->command = &command;
	p->at = r->at;
	p->dossier = id;
	p->args = json_new_obj(r->a);
	json_set_str(r->a, p->args, "calendar", r->sum->calendar);
	if (!cache_load(r->app, id, &p->d, e)) {
		return false;
	}
	struct redated v = { .code = str_dup(r->a, p->d->code), .due = p->d->due };

	p->before = store_mark(r->a, p->d);
	if (!passage_run(p, decide_move_calendar, RIGHT_SYSTEM, e)) {
		return false;
	}
	v.new_due = p->d->due;
	r->sum->moved++;
	r->sum->earlier += v.new_due != v.due ? 1 : 0;
	r->tell(r->ctx, &v);
	if (r->mode == AMEND_TRY) {
		cache_drop(&r->app->cache, id);		/* it was never written */
		return true;
	}
	return passage_write(p, e) &&
	       command_record(r->app, &command, hash_of(command.key.p, command.key.n),
			      p->entry[0].seq, p->entry[p->entries - 1].seq, r->at, e);
}

static bool redate_page(struct redate *r, const struct dossier_page *page, struct err *e)
{
	bool ok = r->mode == AMEND_TRY || store_begin(r->app->store, e);

	for (size_t i = 0; ok && i < page->n; i++) {
		const struct dossier_row *row = &page->row[i];
		bool open = row->state == DOSSIER_OPEN || row->state == DOSSIER_WAITING;

		r->sum->open += open;
		/* By its row: most are closed, or on that calendar, and need no folding. */
		ok = !open || str_eq(row->calendar, r->sum->calendar) ||
		     redate_one(r, row->id, e);
	}
	if (ok && r->mode == AMEND_DO) {
		ok = store_commit(r->app->store, e);
	}
	if (!ok) {
		store_rollback(r->app->store);
		cache_clear(&r->app->cache);
	}
	return ok;
}

static bool redate_all(struct redate *r, struct arena *a, struct err *e)
{
	/* What is only tried stays where it is in the order of due dates. */
	struct list_query q = { .by = r->mode == AMEND_TRY ? LIST_OPEN : LIST_ID,
				.limit = REDATE_PAGE };
	bool ok = true, more = true;

	while (ok && more) {
		struct dossier_page page;

		arena_reset(a);
		ok = store_list(r->app->store, a, &q, &page, e);
		if (ok) {
			q.after = page.next;
			q.after.code = (struct str){ 0 };
			more = page.more;
			ok = page.n == 0 || redate_page(r, &page, e);
		}
	}
	return ok;
}

static bool redate(struct redate *r, struct redating *out, struct err *e)
{
	struct arena a;

	arena_init(&a, 0);
	r->a = &a;
	bool ok = redate_all(r, &a, e);

	arena_done(&a);
	if (ok) {
		*out = *r->sum;
	}
	return ok;
}

bool app_apply_calendar(struct app *app, enum amend_mode mode, redated_fn *tell, void *ctx,
			struct redating *out, struct err *e)
{
	struct redating sum = { 0 };
	struct redate r = { .app = app, .mode = mode, .tell = tell, .ctx = ctx, .sum = &sum };
	const struct calendar_version *v;

	if (!writer_time(app, &r.at, e)) {
		return false;
	}
	v = law_calendar_on(&app->law, day_of(r.at));
	if (v == NULL) {
		return refuse(e, "calendar.none", "calendar", "", NULL);
	}
	sum.calendar = v->id;
	return redate(&r, out, e);
}

bool app_try_calendar(struct app *app, const struct law *law, struct str calendar,
		      redated_fn *tell, void *ctx, struct redating *out, struct err *e)
{
	struct redating sum = { .calendar = calendar };
	struct redate r = { .app = app, .mode = AMEND_TRY, .tell = tell, .ctx = ctx,
			    .sum = &sum };
	struct law in_force = app->law;

	if (!writer_time(app, &r.at, e)) {
		return false;
	}
	/* What is folded meanwhile points into that law, and goes with it. */
	cache_clear(&app->cache);
	app->law = *law;
	bool ok = redate(&r, out, e);

	app->law = in_force;
	cache_clear(&app->cache);
	return ok;
}
