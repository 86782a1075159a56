/* Erasing a person. */
#include "erase.h"

#include "app_int.h"
#include "view.h"

#include "core/erasure.h"
#include "store/register.h"

#include <string.h>

/* ---- what the ledger says ---- */

bool erase_note(struct app *app, const struct entry *en, struct err *e)
{
	struct erasure x = { .at = en->at };
	struct str ground;

	if (!body_id(en, "subject", 's', &x.subject.v, e) ||
	    !body_str(en, "ground", &ground, e)) {
		return false;
	}
	x.ground = str_dup(&app->frame->org, ground);
	if (app->erasures == app->erasures_cap) {
		size_t cap = app->erasures_cap * 2 + 8;
		struct erasure *more = arena_array(&app->frame->org, struct erasure, cap);
		for (size_t i = 0; i < app->erasures; i++) {
			more[i] = app->erasure[i];
		}
		app->erasure = more;
		app->erasures_cap = cap;
	}
	app->erasure[app->erasures++] = x;
	return true;
}

struct erasure app_erasure(const struct app *app, struct subject_id id)
{
	for (size_t i = 0; i < app->erasures; i++) {
		if (app->erasure[i].subject.v == id.v) {
			return app->erasure[i];
		}
	}
	return (struct erasure){ .subject = id, .at = INSTANT_NONE };
}

/* ---- after the entry ---- */

static bool finish_one(struct app *app, const struct erasure *x, struct err *e)
{
	struct register_line line = { .subject = x->subject, .at = x->at, .ground = x->ground };
	bool gone;

	return store_erased(app->store, x->subject, &gone, e) &&
	       (gone || (register_add(store_dir(app->store), &line, e) &&
			 store_erase(app->store, x->subject, e)));
}

bool erase_finish(struct app *app, struct err *e)
{
	for (size_t i = 0; i < app->erasures; i++) {
		if (!finish_one(app, &app->erasure[i], e)) {
			return false;
		}
	}
	return true;
}

struct checking {
	struct app *app;
	bool *told;			/* by erasure */
};

static bool tick_off(void *ctx, const struct register_line *line, struct err *e)
{
	struct checking *c = ctx;

	(void)e;
	for (size_t i = 0; i < c->app->erasures; i++) {
		const struct erasure *x = &c->app->erasure[i];
		c->told[i] = c->told[i] || (x->subject.v == line->subject.v &&
					    str_eq(x->ground, line->ground));
	}
	return true;
}

bool app_erase_check(struct app *app, struct err *e)
{
	struct arena *a = &app->scratch;
	struct checking c = { app, arena_array(a, bool, app->erasures) };
	struct str path = str_fmt(a, "%s/" REGISTER_NAME, store_dir(app->store));
	bool ok = register_read(str_cstr(a, path), tick_off, &c, e);

	for (size_t i = 0; ok && i < app->erasures; i++) {
		const struct erasure *x = &app->erasure[i];
		char id[ID_TEXT];
		struct str line = str_fmt(a, "%s %.*s %lld", id_text('s', x->subject.v, id),
					  STR_ARG(x->ground), (long long)x->at);
		ok = c.told[i] || err_set(e, ERR_CORRUPT, "verify.register", "file",
					  str_cstr(a, path), "line", str_cstr(a, line), NULL);
	}
	arena_reset(a);
	return ok;
}

/* ---- may it be ---- */

struct search {
	struct app *app;
	struct arena *a;
	struct str id;			/* of the subject, as text */
};

static bool names(struct str bytes, struct str id)
{
	for (size_t i = 0; i + id.n <= bytes.n; i++) {
		if (memcmp(bytes.p + i, id.p, id.n) == 0) {
			return true;
		}
	}
	return false;
}

/* Every dossier that names the person is asked, whatever their part in it. */
static bool ask_dossier(void *ctx, const struct stored *s, struct err *e)
{
	struct search *q = ctx;
	char id[ID_TEXT], day[DAY_TEXT];
	const struct dossier *d;

	if (!names(s->bytes, q->id)) {
		return true;
	}
	struct str ref = str_dup(q->a, str_of(id_text('d', s->stream.id, id)));
	if (!app_dossier(q->app, q->a, ref, &d, e)) {
		return false;
	}
	int64_t until = dossier_kept_until(d), now;
	if (!writer_time(q->app, &now, e)) {
		return false;
	}
	if (until == KEPT_OPEN) {
		return refuse(e, "erase.open", "code", str_cstr(q->a, d->code), NULL);
	}
	return until <= now || refuse(e, "erase.kept", "code", str_cstr(q->a, d->code), "day",
				      day_vi(day_of(until), day), NULL);
}

static bool may_erase(struct app *app, struct arena *a, const struct erasing *x,
		      struct decide *d, struct subject_id *id, struct err *e)
{
	struct search q = { .app = app, .a = a, .id = x->subject };
	bool known = false;

	if (!resolve_person(app, x->as, &d->actor, e) || !decide_right(d, RIGHT_ADMIN, e)) {
		return false;
	}
	if (!erasure_ground(x->ground)) {
		return refuse(e, "erase.ground", "value", str_cstr(a, x->ground), NULL);
	}
	if (id_parse('s', x->subject, &id->v)) {
		if (app_erasure(app, *id).at != INSTANT_NONE) {
			return refuse(e, "erase.again", "value", str_cstr(a, x->subject), NULL);
		}
		if (!store_subject_known(app->store, *id, &known, e)) {
			return false;
		}
	}
	if (!known) {
		return refuse(e, "erase.subject", "value", str_cstr(a, x->subject), NULL);
	}
	return store_births(app->store, ask_dossier, &q, e);
}

/* ---- the entry ---- */

static bool write_entry(struct app *app, struct arena *a, struct entry *en,
			struct subject_id id, struct str ground, struct err *e)
{
	struct json *body = json_new_obj(a);
	char text[ID_TEXT];
	struct command command = { .key = str_fmt(a, "erase-%s", id_text('s', id.v, text)) };

	json_set_str(a, body, "subject", str_dup(a, str_of(text)));
	json_set_str(a, body, "ground", ground);
	en->stream = (struct stream){ STREAM_STORE, 0 };
	en->kind = KIND_SUBJECT_ERASED;
	en->cmd = command.key;
	en->body = body;
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = record_own(app, a, en, e) &&
		  command_record(app, &command, hash_of(command.key.p, command.key.n), en->seq,
				 en->seq, en->at, e) &&
		  store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok && erase_note(app, en, e);
}

bool app_erase(struct app *app, struct arena *a, const struct erasing *x, struct erasure *out,
	       struct err *e)
{
	struct decide d = { .arena = a, .law = &app->law, .org = &app->org };
	struct entry en = { 0 };
	struct subject_id id = { 0 };

	if (!app_sound(app, e) || !writer_time(app, &d.at, e) ||
	    !may_erase(app, a, x, &d, &id, e)) {
		return false;
	}
	en.at = d.at;
	en.actor = d.actor;
	if (!write_entry(app, a, &en, id, x->ground, e)) {
		return false;
	}
	*out = app_erasure(app, id);
	return erase_finish(app, e);
}

/* ---- the register of another folder ---- */

struct replay {
	struct app *app;
	struct arena *a;
	int64_t *erased;
};

static bool replay_line(void *ctx, const struct register_line *line, struct err *e)
{
	struct replay *r = ctx;
	struct app *app = r->app;
	struct entry en = { 0 };
	bool gone;

	if (!register_add(store_dir(app->store), line, e) ||
	    !store_erased(app->store, line->subject, &gone, e)) {
		return false;
	}
	if (gone || app_erasure(app, line->subject).at != INSTANT_NONE) {
		return true;
	}
	if (!writer_time(app, &en.at, e) ||
	    !write_entry(app, r->a, &en, line->subject, line->ground, e)) {
		return false;
	}
	(*r->erased)++;
	return true;
}

bool app_erase_replay(struct app *app, struct arena *a, const char *path, int64_t *erased,
		      struct err *e)
{
	struct replay r = { app, a, erased };

	return register_read(path, replay_line, &r, e) && erase_finish(app, e);
}
