/* Opening sealed texts, and the record of it. */
#include "read.h"

#include "app_int.h"
#include "view.h"

#include <string.h>

enum { HOUR_S = 3600, OPENED_MOST = 4096 };

/* ---- the hour's hash ---- */

struct keeping {
	struct hash_state hash;
	int64_t first, last;		/* rows so far; 0: none */
	int64_t until;			/* rows of before that instant, or */
	int64_t upto;			/* rows up to that number (verify) */
};

static bool keep_row(void *ctx, const struct access_row *r, bool *more, struct err *e)
{
	struct keeping *k = ctx;
	int64_t cells[] = { r->no, r->at, r->reader.v, r->on_behalf.v, r->dossier.v };
	uint8_t bytes[sizeof(cells)];

	(void)e;
	if (r->at >= k->until || r->no > k->upto) {
		*more = false;
		return true;
	}
	/* Big-endian, so that every machine gives the same hash. */
	for (size_t i = 0; i < sizeof(bytes); i++) {
		bytes[i] = (uint8_t)((uint64_t)cells[i / 8] >> (56 - 8 * (i % 8)));
	}
	hash_add(&k->hash, bytes, sizeof(bytes));
	k->first = k->first == 0 ? r->no : k->first;
	k->last = r->no;
	return true;
}

static bool access_keep(struct app *app, struct arena *a, int64_t at, struct err *e)
{
	struct keeping k = { .until = at - at % HOUR_S, .upto = INT64_MAX };
	struct entry en = { .at = at, .stream = { STREAM_STORE, 0 }, .kind = KIND_ACCESS_KEPT };
	char hex[HASH_HEX];

	hash_start(&k.hash);
	if (!store_access(app->store, app->access_kept + 1, keep_row, &k, e)) {
		return false;
	}
	if (k.first == 0) {
		return true;
	}
	struct json *body = json_new_obj(a);
	struct command command = { .key = str_fmt(a, "access-%lld", (long long)k.last) };

	json_set_int(a, body, "first", k.first);
	json_set_int(a, body, "last", k.last);
	json_set_str(a, body, "sha256",
		     str_dup(a, str_of(hash_hex(hash_end(&k.hash), hex))));
	en.body = body;
	en.cmd = command.key;
	if (!record_own(app, a, &en, e) ||
	    !command_record(app, &command, hash_of(command.key.p, command.key.n), en.seq, en.seq,
			    at, e)) {
		return false;
	}
	app->access_kept = k.last;
	return true;
}

bool access_check(struct app *app, const struct entry *en, struct err *e)
{
	struct keeping k = { .until = INT64_MAX };
	int64_t first;
	struct str hex;
	struct hash kept;

	if (!body_int(en, "first", &first, e) || !body_int(en, "last", &k.upto, e) ||
	    !body_str(en, "sha256", &hex, e)) {
		return false;
	}
	hash_start(&k.hash);
	if (!store_access(app->store, first, keep_row, &k, e)) {
		return false;
	}
	if (!hash_from_hex(hex, &kept) || !hash_eq(kept, hash_end(&k.hash))) {
		err_set(e, ERR_CORRUPT, "verify.access", NULL);
		err_add_int(e, "seq", en->seq);
		err_add_int(e, "first", first);
		return err_add_int(e, "last", k.upto);
	}
	return true;
}

/* ---- opening ---- */

static bool is_person(struct str field)
{
	return str_is(field, "owner") || str_is(field, "submitter") || str_is(field, "proxy");
}

static bool open_member(struct app *app, struct arena *a, const struct entry *en, size_t i,
			struct opened *out, struct err *e)
{
	struct str key = en->body->k[i];
	const struct json *v = en->body->v[i];
	struct opened_text t = { .seq = en->seq, .at = en->at, .kind = en->kind };
	struct vault_text text;
	struct hash h;

	if (!str_ends(key, STR("_c")) || v->type != JSON_STR || !hash_from_hex(v->s, &h) ||
	    out->n == OPENED_MOST) {
		return true;
	}
	t.field = str_sub(key, 0, key.n - 2);
	t.person = is_person(t.field);
	if (store_unseal(app->store, a, h, &text, e)) {
		t.value = text.value;
	} else if (strcmp(e->key, "vault.erased") == 0) {
		t.erased = true;
	} else {
		return false;
	}
	out->text[out->n++] = t;
	return true;
}

static bool open_entries(struct app *app, struct arena *a, struct opened *out, struct err *e)
{
	struct entry_list list;
	size_t most = 0;

	if (!app_entries(app, a, out->dossier->id, &list, e)) {
		return false;
	}
	for (size_t i = 0; i < list.n; i++) {
		most += list.entry[i].body->n;
	}
	out->text = arena_array(a, struct opened_text, most < OPENED_MOST ? most : OPENED_MOST);
	for (size_t i = 0; i < list.n; i++) {
		for (size_t k = 0; k < list.entry[i].body->n; k++) {
			if (!open_member(app, a, &list.entry[i], k, out, e)) {
				return false;
			}
		}
	}
	return true;
}

const struct person_id access_citizen = { -1 };

static bool may_read(struct app *app, struct arena *a, struct dossier_id id,
		     struct access_row *row, struct err *e)
{
	struct decide x = { .arena = a, .law = &app->law, .org = &app->org, .at = row->at,
			    .actor = row->reader };

	if (!cache_load(app, id, &x.d, e) ||
	    (row->reader.v != access_citizen.v && !decide_right(&x, RIGHT_READER, e))) {
		return false;
	}
	row->on_behalf = x.on_behalf;
	row->dossier = id;
	return true;
}

static bool put_rows(struct app *app, struct access_row *row, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (!store_access_put(app->store, &row[i], e)) {
			return false;
		}
	}
	return true;
}

/* The hours that are over as an entry, then the rows, if there are any. */
static bool write_rows(struct app *app, struct arena *a, int64_t at, struct access_row *row,
		       size_t n, struct err *e)
{
	int64_t kept = app->access_kept;

	if (!store_begin(app->store, e)) {
		return false;
	}
	if (!access_keep(app, a, at, e) || !put_rows(app, row, n, e) ||
	    !store_commit(app->store, e)) {
		store_rollback(app->store);
		app->access_kept = kept;
		return false;
	}
	return true;
}

struct waiting_rows {
	int64_t at;
	bool over;			/* the first row's hour is over */
};

static bool first_row(void *ctx, const struct access_row *r, bool *more, struct err *e)
{
	struct waiting_rows *w = ctx;

	(void)e;
	w->over = r->at < w->at - w->at % HOUR_S;
	*more = false;
	return true;
}

bool access_tick(struct app *app, int64_t at, int64_t *entries, struct err *e)
{
	struct waiting_rows w = { .at = at };
	struct arena a;

	if (!store_access(app->store, app->access_kept + 1, first_row, &w, e) || !w.over) {
		return !w.over;
	}
	arena_init(&a, 0);
	bool ok = write_rows(app, &a, at, NULL, 0, e);

	arena_done(&a);
	*entries += ok ? 1 : 0;
	return ok;
}

bool access_note(struct app *app, struct arena *a, struct person_id reader,
		 struct dossier_id id, struct err *e)
{
	struct access_row row = { .reader = reader };

	return app_sound(app, e) && writer_time(app, &row.at, e) && may_read(app, a, id, &row, e) &&
	       write_rows(app, a, row.at, &row, 1, e);
}

bool app_open_texts(struct app *app, struct arena *a, struct str ref, struct str as,
		    struct opened *out, struct err *e)
{
	struct person_id reader;
	struct dossier_id id;
	struct opened v = { 0 };

	/* Noted before it is shown: what is seen is on the record whatever happens. */
	if (!app_sound(app, e) || !resolve_person(app, as, &reader, e) ||
	    !resolve_dossier(app, a, ref, &id, e) ||
	    !access_note(app, a, reader, id, e) || !app_dossier(app, a, ref, &v.dossier, e) ||
	    !open_entries(app, a, &v, e)) {
		return false;
	}
	*out = v;
	return true;
}

bool access_may(struct app *app, struct arena *a, struct dossier_id id, struct person_id reader,
		int64_t at, struct access_note *note, struct err *e)
{
	struct access_row row = { .reader = reader, .at = at };

	if (!may_read(app, a, id, &row, e)) {
		return false;
	}
	*note = (struct access_note){ .at = at, .reader = reader, .dossier = id,
				      .on_behalf = row.on_behalf };
	return true;
}

bool app_peek_texts(struct app *app, struct arena *a, struct dossier_id id,
		    struct person_id reader, int64_t at, struct opened *out,
		    struct access_note *note, struct err *e)
{
	struct access_note row;
	struct opened v = { 0 };
	char text[ID_TEXT];

	if (!access_may(app, a, id, reader, at, &row, e) ||
	    !app_dossier(app, a, str_of(id_text('d', id.v, text)), &v.dossier, e) ||
	    !open_entries(app, a, &v, e)) {
		return false;
	}
	*note = row;
	*out = v;
	return true;
}

bool access_write(struct app *app, struct arena *a, const struct access_note *note, size_t n,
		  struct err *e)
{
	struct access_row *row = arena_array(a, struct access_row, n);
	int64_t now;

	if (n == 0) {
		return true;
	}
	if (!app_sound(app, e) || !writer_time(app, &now, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		row[i] = (struct access_row){ .at = note[i].at, .reader = note[i].reader,
					      .on_behalf = note[i].on_behalf,
					      .dossier = note[i].dossier };
	}
	return write_rows(app, a, now, row, n, e);
}
