/* New law for an old store: files as entries, open dossiers re-dated. */
#include "amend.h"

#include "app_int.h"

#include "core/law_keep.h"


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

static bool differs(const struct law_source *old, size_t olds, const struct law_source *file)
{
	for (size_t i = 0; i < olds; i++) {
		if (str_eq(old[i].path, file->path)) {
			return !str_eq(old[i].text, file->text);
		}
	}
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

static bool enter_files(struct app *app, struct arena *a, struct amended *v, struct err *e)
{
	struct store_last last;
	int64_t at;

	if (!writer_time(app, &at, e) || !store_last(app->store, &last, e)) {
		return false;
	}
	struct command command = { .key = str_fmt(a, "law-%lld", (long long)last.seq + 1) };
	struct entry en = { .at = at, .stream = { STREAM_STORE, 0 }, .kind = KIND_LAW_FILE,
			    .cmd = command.key };

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

bool app_amend_law(struct app *app, struct arena *a, const struct law_source *files, size_t n,
		   enum amend_mode mode, struct amended *out, struct err *e)
{
	struct amended v = { .first = -1, .last = -1 };
	struct law_source *old, *now;
	struct law law;
	size_t olds;

	if (!frame_law_files(app, a, &old, &olds, e)) {
		return false;
	}
	now = arena_array(a, struct law_source, olds + n);
	size_t nows = lay_over(old, olds, files, n, now);

	if (!law_read(a, now, nows, &law, e) || !law_keeps(a, old, olds, now, nows, e)) {
		return false;
	}
	v.file = arena_array(a, const struct law_source *, n);
	for (size_t i = 0; i < n; i++) {
		if (differs(old, olds, &files[i])) {
			v.file[v.n++] = &files[i];
		}
	}
	if (mode == AMEND_DO && v.n > 0) {
		bool ok = enter_files(app, a, &v, e);

		if (!ok) {
			store_rollback(app->store);
			return false;
		}
		/* States point into the law they were folded with. */
		cache_clear(&app->cache);
		if (!frame_load(app, e)) {
			return false;
		}
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

bool app_apply_calendar(struct app *app, enum amend_mode mode, redated_fn *tell, void *ctx,
			struct redating *out, struct err *e)
{
	/* What is only tried stays where it is in the order of due dates. */
	struct list_query q = { .by = mode == AMEND_TRY ? LIST_OPEN : LIST_ID,
				.limit = REDATE_PAGE };
	struct arena a;
	struct redating sum = { 0 };
	struct redate r = { .app = app, .a = &a, .mode = mode, .tell = tell, .ctx = ctx,
			    .sum = &sum };
	const struct calendar_version *v;
	bool ok, more = true;

	if (!writer_time(app, &r.at, e)) {
		return false;
	}
	v = law_calendar_on(&app->law, day_of(r.at));
	if (v == NULL) {
		return refuse(e, "calendar.none", "calendar", "", NULL);
	}
	sum.calendar = v->id;
	arena_init(&a, 0);
	for (ok = true; ok && more;) {
		struct dossier_page page;

		arena_reset(&a);
		ok = store_list(app->store, &a, &q, &page, e);
		if (ok) {
			q.after = page.next;
			q.after.code = (struct str){ 0 };
			more = page.more;
			ok = page.n == 0 || redate_page(&r, &page, e);
		}
	}
	arena_done(&a);
	if (ok) {
		*out = sum;
	}
	return ok;
}
