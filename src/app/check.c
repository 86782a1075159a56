/* Verify and rebuild: the ledger read again from its first entry. */
#include "check.h"

#include "app_int.h"
#include "detect.h"
#include "ledger.h"

#include "store/matter_row.h"

#include <assert.h>
#include <string.h>

enum { LEDGER_CHUNK = 5000, DOSSIER_CHUNK = 5000 };

static void tell(struct progress p, const char *stage, int64_t done, int64_t total)
{
	if (p.fn) {
		p.fn(p.ctx, stage, done, total);
	}
}

/* ---- refolding the ledger into a store's projections ---- */

struct refold {
	struct app *app;
	struct store *to;		/* the store itself, or the scratch one */
	bool verifying;			/* every commitment must have its sealed text, every
					 * row its like */
	struct progress progress;
	int64_t total;			/* entries of the ledger */
	int64_t entries, dossiers;
	struct arena fold, entry;
	struct dossier d;
	struct matter m;
	int64_t id;			/* of d or m, 0: none */
};

/* The dossier read last is complete. */
static bool close_dossier(struct refold *r, struct err *e)
{
	bool ok = r->id == 0 ||
		  (dossier_check(&r->d, e) && store_project(r->to, NULL, &r->d, e));
	if (!ok && r->id != 0) {
		char id[ID_TEXT];
		(void)err_add(e, "dossier", id_text('d', r->id, id));
	}
	r->dossiers += r->id != 0 ? 1 : 0;
	r->id = 0;
	arena_reset(&r->fold);
	return ok;
}

struct erasures_since {
	struct arena scratch;
	struct subject_id id;
	bool found;
};

static bool is_erasure(void *ctx, const struct stored *s, struct err *e)
{
	struct erasures_since *x = ctx;
	struct subject_id id;
	struct entry en;

	if (str_is(s->kind, kind_name(KIND_SUBJECT_ERASED))) {
		arena_reset(&x->scratch);
		if (!entry_read(&x->scratch, s->bytes, &en, e) ||
		    !body_id(&en, "subject", 's', &id.v, e)) {
			return false;
		}
		x->found = x->found || id.v == x->id.v;
	}
	return true;
}

/* After the moment that is looked at: keys are read as they stand now, and the
 * entry came before the key went. */
static bool erased_since(struct app *app, struct subject_id id)
{
	struct erasures_since x = { .id = id };
	struct stream stream = { STREAM_STORE, 0 };
	struct store_last last;
	struct store *now = NULL;
	struct err e;

	if (app->access != APP_READER || !store_last(app->store, &last, &e)) {
		return false;
	}
	arena_init(&x.scratch, 0);
	struct arena a;
	arena_init(&a, 0);
	bool ok = store_open(&a, store_dir(app->store), STORE_READER, &now, &e) &&
		  store_stream(now, stream, last.seq + 1, is_erasure, &x, &e);

	store_close(now);
	arena_done(&a);
	arena_done(&x.scratch);
	return ok && x.found;
}

/* A key that is gone though no entry says so was lost, not erased. */
static bool lawfully_erased(struct app *app, const struct err *e)
{
	struct subject_id id;

	return strcmp(e->key, "vault.erased") == 0 &&
	       id_parse('s', str_of(err_arg(e, "owner")), &id.v) &&
	       (app_erasure(app, id).at != INSTANT_NONE || erased_since(app, id));
}

/* Who gave this record of themselves is found by it. */
static bool check_person(struct refold *r, const struct vault_text *t, struct err *e)
{
	const struct json *record;

	if (!str_is(t->label, "subject/record")) {
		return true;
	}
	return json_parse(&r->entry, t->value, &record, e) &&
	       store_check_subject(r->app->store, (struct subject_id){ t->owner.id },
				   STR("id_number"), json_str(record, "id_number"),
				   json_str(record, "name"), e);
}

/* The commitments of an entry have their sealed texts, or these were erased. */
static bool check_texts(struct refold *r, const struct entry *en, struct err *e)
{
	for (size_t i = 0; r->verifying && i < en->body->n; i++) {
		struct vault_text text;
		struct hash h;
		const struct json *v = en->body->v[i];
		if (!str_ends(en->body->k[i], STR("_c")) || v->type != JSON_STR ||
		    !hash_from_hex(v->s, &h) ||
		    (store_unseal(r->app->store, &r->entry, h, &text, e) &&
		     check_person(r, &text, e))) {
			continue;
		}
		if (!lawfully_erased(r->app, e)) {
			if (strcmp(e->key, "vault.erased") == 0) {
				struct err why = *e;

				err_set(e, ERR_CORRUPT, "verify.key_lost", "owner",
					err_arg(&why, "owner"), NULL);
			}
			return err_add_int(e, "seq", en->seq);
		}
	}
	return true;
}

/* The file an entry names is there and is what it was. */
static bool check_file(struct refold *r, const struct entry *en, struct err *e)
{
	const char *name = en->kind == KIND_LAW_FILE ? "sha256" :
			   en->kind == KIND_NUMBERED || en->kind == KIND_FILE_ATTACHED ?
			   "file" : NULL;
	struct str hex = name ? json_str(en->body, name) : STR("");
	struct hash h;

	if (!r->verifying || hex.n == 0) {
		return true;
	}
	bool named = hash_from_hex(hex, &h);
	if (named && store_file_check(r->app->store, h, e)) {
		return true;
	}
	/* A disk that does not answer is no damage. */
	if (named && e->code == ERR_IO) {
		return false;
	}
	err_set(e, ERR_CORRUPT, "verify.file", "sha256", str_cstr(&r->entry, hex), NULL);
	return err_add_int(e, "seq", en->seq);
}

static bool refold_dossier_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct refold *r = ctx;
	struct entry en;
	if (s->stream.id != r->id) {
		if (!close_dossier(r, e)) {
			return false;
		}
		r->id = s->stream.id;
		dossier_init(&r->d, &r->fold, (struct dossier_id){ r->id });
	}
	arena_reset(&r->entry);
	r->entries++;
	return entry_read(&r->entry, s->bytes, &en, e) && check_texts(r, &en, e) &&
	       check_file(r, &en, e) &&
	       dossier_apply(&r->app->law, &r->d, &en, e);
}

static bool refold_other_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct refold *r = ctx;
	struct entry en;
	if (s->stream.kind == STREAM_DOSSIER || s->stream.kind == STREAM_MATTER) {
		return true;
	}
	arena_reset(&r->entry);
	r->entries++;
	return entry_read(&r->entry, s->bytes, &en, e) && check_texts(r, &en, e) &&
	       check_file(r, &en, e) &&
	       (!r->verifying || en.kind != KIND_ACCESS_KEPT || access_check(r->app, &en, e)) &&
	       store_project_entry(r->to, &en, e);
}

static bool refold_others(struct refold *r, struct err *e)
{
	for (int64_t from = 0; from < r->total; from += LEDGER_CHUNK) {
		if (!store_range(r->app->store, from, LEDGER_CHUNK, refold_other_entry, r, e)) {
			return false;
		}
	}
	return true;
}

/* ---- matters ---- */

static bool close_matter(struct refold *r, struct err *e)
{
	bool ok = r->id == 0 || store_matter_put(r->to, &r->m, e);
	r->id = 0;
	arena_reset(&r->fold);
	return ok;
}

static bool refold_matter_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct refold *r = ctx;
	struct entry en;
	if (s->stream.id != r->id) {
		if (!close_matter(r, e)) {
			return false;
		}
		r->id = s->stream.id;
		matter_init(&r->m, &r->fold, (struct matter_id){ r->id });
	}
	arena_reset(&r->entry);
	r->entries++;
	return entry_read(&r->entry, s->bytes, &en, e) && check_texts(r, &en, e) &&
	       matter_apply(&r->app->law, &r->m, &en, e);
}

static bool refold_matters(struct refold *r, struct err *e)
{
	int64_t after = 0, compared = INT64_MIN, before;
	do {
		before = r->entries;
		if (!store_matter_entries(r->app->store, after, DOSSIER_CHUNK,
					  refold_matter_entry, r, e)) {
			return false;
		}
		int64_t upto = r->id != 0 ? r->id : INT64_MAX;
		if (!close_matter(r, e)) {
			return false;
		}
		if (r->verifying &&
		    (!store_compare_matters(r->app->store, r->to, compared, upto, e) ||
		     !store_clear_matters(r->to, e))) {
			return false;
		}
		after = compared = upto;
	} while (r->entries > before);
	return true;
}

/* ---- dossiers ---- */

/* Verifying: what was refolded is compared and let go, so that a large province
 * takes no more memory than a small one. */
static bool compare_slice(struct refold *r, int64_t after, int64_t upto, struct err *e)
{
	return !r->verifying ||
	       (store_compare_dossiers(r->app->store, r->to, after, upto, e) &&
		store_clear_dossiers(r->to, e) && store_commit(r->to, e) &&
		store_begin(r->to, e));
}

static bool refold_dossiers(struct refold *r, struct err *e)
{
	int64_t after = 0, compared = INT64_MIN, upto, before;
	do {
		before = r->entries;
		if (!store_dossier_entries(r->app->store, after, DOSSIER_CHUNK,
					   refold_dossier_entry, r, e)) {
			return false;
		}
		/* nothing more: rows beyond would be nobody's */
		upto = r->id != 0 ? r->id : INT64_MAX;
		if (!close_dossier(r, e) || !compare_slice(r, compared, upto, e)) {
			return false;
		}
		after = compared = upto;
		tell(r->progress, "progress.dossiers", r->entries, r->total);
	} while (r->entries > before);
	return true;
}

static bool refold(struct refold *r, struct err *e)
{
	struct store_last last;
	if (!store_last(r->app->store, &last, e)) {
		return false;
	}
	r->total = last.seq + 1;
	arena_init(&r->fold, 0);
	arena_init(&r->entry, 0);
	bool ok = refold_others(r, e) && refold_matters(r, e) && refold_dossiers(r, e);
	arena_done(&r->fold);
	arena_done(&r->entry);
	return ok;
}

/* ---- rebuild ---- */

bool app_rebuild(struct app *app, struct progress p, int64_t *entries, struct err *e)
{
	struct refold r = { .app = app, .to = app->store, .progress = p };
	assert(app->access == APP_WRITER);
	bool ok = store_begin(app->store, e);
	if (!ok) {
		return false;
	}
	ok = store_tree_refill(app->store, e) && store_clear_projections(app->store, e) &&
	     refold(&r, e) && app_detect_refill(app, e) &&
	     store_projections_done(app->store, e) && store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
		return false;
	}
	*entries = r.entries;
	return true;
}

/* ---- verify ---- */

static bool check_ledger(struct app *app, struct progress p, int64_t total, struct err *e)
{
	int64_t next = 0;
	while (next >= 0) {
		tell(p, "progress.ledger", next, total);
		if (!store_check_ledger(app->store, next, LEDGER_CHUNK, &next, e)) {
			return false;
		}
	}
	return true;
}

static bool check_tree(struct app *app, struct app_verified *out, struct err *e)
{
	struct note_key key;
	struct tree_checked done;
	struct tree_check in = { .key = &key };
	bool ok = ledger_identity(app->store, &app->scratch, &key, e) &&
		  store_check_tree(app->store, &in, &done, e);
	arena_reset(&app->scratch);
	if (ok) {
		out->root = done.root;
	}
	return ok;
}

static bool check_projections(struct app *app, struct progress p, struct app_verified *out,
			      struct err *e)
{
	struct arena a;
	struct refold r = { .app = app, .progress = p, .verifying = true };
	arena_init(&a, 0);
	bool ok = store_open_scratch(&a, &r.to, e);
	if (ok) {
		ok = store_begin(r.to, e) && refold(&r, e) && store_commit(r.to, e) &&
		     store_compare_sums(app->store, r.to, e);
		store_close(r.to);
	}
	out->dossiers = r.dossiers;
	arena_done(&a);
	return ok;
}

bool app_verify(struct app *app, struct progress p, struct app_verified *out, struct err *e)
{
	struct store_last last;
	struct app_verified v = { 0 };
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	v.entries = last.seq + 1;
	if (!check_ledger(app, p, v.entries, e) || !check_tree(app, &v, e)) {
		return false;
	}
	tell(p, "progress.vault", 0, 0);
	if (!store_check_databases(app->store, e) || !store_check_vault(app->store, &v.texts, e) ||
	    !store_check_access(app->store, e) || !app_erase_check(app, e) ||
	    !check_projections(app, p, &v, e) || !app_detect_check(app, e) ||
	    !store_check_structure(app->store, e)) {
		return false;
	}
	*out = v;
	return true;
}

void app_name_damage(struct arena *a, const char *dir, struct progress p, struct err *e)
{
	struct app *app = app_new(a, APP_READER);
	struct err found;
	bool named = store_open(a, dir, STORE_READER, &app->store, &found) &&
		     (!check_ledger(app, p, 0, &found) ||
		      !store_check_databases(app->store, &found));
	if (named && found.code == ERR_CORRUPT) {
		*e = found;
	}
	app_close(app);
}
