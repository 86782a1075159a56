/* Backups, and a store made from one. */
#include "backup.h"

#include "app_int.h"

#include "erase.h"
#include "ledger.h"

#include "store/backup.h"
#include "store/door.h"
#include "store/hook_row.h"
#include "store/digest_row.h"
#include "store/message_row.h"
#include "store/proved_row.h"
#include "store/register.h"

#include "base/limits.h"

#include <string.h>

bool app_backup(struct arena *a, const char *db, const char *dir, const char *keys,
		struct backed_up *out, struct err *e)
{
	struct store *s;
	struct backup_done done;

	if (!store_open(a, db, STORE_READER, &s, e)) {
		return false;
	}
	bool ok = store_backup(s, a, dir, keys, &done, e);

	store_close(s);
	if (ok) {
		*out = (struct backed_up){
			.entries = done.head.size, .at = done.head.at, .root = done.head.root,
			.files = done.files, .copied = done.copied,
		};
	}
	return ok;
}

/* ---- restore ---- */

enum { WORD_BYTES = 5 };

struct restore {
	struct arena *a;
	const struct restore_options *o;
	const char *fresh;		/* where it is made, beside its place */
	struct backup_head head;
	int64_t known_size;		/* of the store before, 0: none or unreadable */
	int64_t known_epoch;		/* its newest one */
	struct hash known_root;
	struct app *app;
	struct restored done;
};

static bool count_epoch(void *ctx, const struct stored *s, struct err *e)
{
	struct entry en;
	int64_t *newest = ctx, epoch;
	struct arena a;

	if (!str_is(s->kind, kind_name(KIND_EPOCH_OPENED))) {
		return true;
	}
	arena_init(&a, 0);
	bool ok = entry_read(&a, s->bytes, &en, e) && body_int(&en, "epoch", &epoch, e);

	if (ok && epoch > *newest) {
		*newest = epoch;
	}
	arena_done(&a);
	return ok;
}

/* The number of the newest epoch; entry 0 opens the first. */
static bool newest_epoch(struct store *s, int64_t *out, struct err *e)
{
	*out = 1;
	return store_frame(s, 0, count_epoch, out, e);
}

/* The last known head is the one of the store that is replaced, if that still
 * says one and it is the same store's. */
static void ask_store_before(struct restore *r)
{
	struct store *s;
	struct store_last last;
	struct hash root, first;
	struct err e;
	int64_t epoch;

	if (!store_open(r->a, r->o->db, STORE_READER, &s, &e)) {
		return;
	}
	if (store_last(s, &last, &e) && store_first(s, &first, &e) &&
	    hash_eq(first, r->head.first) && store_root(s, &root, &e) &&
	    newest_epoch(s, &epoch, &e)) {
		r->known_epoch = epoch;
		r->known_size = last.seq + 1;
		r->known_root = root;
	}
	store_close(s);
}

static bool check_head(struct restore *r, struct err *e)
{
	struct store_last last;
	struct hash root;

	if (!store_last(r->app->store, &last, e) || !store_root(r->app->store, &root, e)) {
		return false;
	}
	return (last.seq + 1 == r->head.size && hash_eq(root, r->head.root)) ||
	       err_set(e, ERR_CORRUPT, "restore.head", "dir", r->o->dir, NULL);
}

/* After the register: keys may be younger than the store and lack who was erased. */
static bool check_all(struct restore *r, struct err *e)
{
	struct app_verified v;
	int64_t entries;

	return (!store_stale(r->app->store) ||
		app_rebuild(r->app, r->o->progress, &entries, e)) &&
	       app_verify(r->app, r->o->progress, &v, e);
}

static void set_hash(struct arena *a, struct json *body, const char *name, struct hash h)
{
	char hex[HASH_HEX];

	json_set_str(a, body, name, str_dup(a, str_of(hash_hex(h, hex))));
}

static struct json *epoch_body(struct restore *r)
{
	struct json *body = json_new_obj(r->a);
	uint8_t word[WORD_BYTES];

	/* Nobody who restores one backup knows of the others that do: the number
	 * alone would name two logs alike. Never from a seed, which they may share. */
	random_bytes(word, sizeof(word));
	json_set_int(r->a, body, "epoch", r->done.epoch);
	json_set_str(r->a, body, "word", hex_text(r->a, word, sizeof(word)));
	json_set_int(r->a, body, "previous_size", r->head.size);
	set_hash(r->a, body, "previous_root", r->head.root);
	if (r->known_size > r->head.size) {
		json_set_int(r->a, body, "known_size", r->known_size);
		set_hash(r->a, body, "known_root", r->known_root);
	}
	return body;
}

static bool enter_epoch(struct restore *r, struct err *e)
{
	struct app *app = r->app;
	struct command command = { .key = str_fmt(r->a, "restore-%lld", (long long)r->done.epoch) };
	struct entry en = { .seq = r->head.size, .stream = { STREAM_STORE, 0 },
			    .kind = KIND_EPOCH_OPENED, .cmd = command.key,
			    .version = kind_version(KIND_EPOCH_OPENED), .body = epoch_body(r) };
	struct buf bytes;

	if (!writer_time(app, &en.at, e) || !store_begin(app->store, e)) {
		return false;
	}
	buf_init(&bytes, LIMIT_ENTRY + 1);
	bool ok = entry_bytes(&bytes, r->a, &en, e) &&
		  store_append(app->store, &en, buf_view(&bytes), e) &&
		  command_record(app, &command, hash_of(command.key.p, command.key.n), en.seq,
				 en.seq, en.at, e) &&
		  store_commit(app->store, e);
	buf_done(&bytes);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

/* Opens the epoch in the store as it was at its last moment, or now in production. */
static bool open_epoch(struct restore *r, struct err *e)
{
	struct note_key key;
	int64_t epoch;

	if (!newest_epoch(r->app->store, &epoch, e) ||
	    (r->app->mode != APP_PRODUCTION && !app_set_clock(r->app, r->head.at, e))) {
		return false;
	}
	r->done.epoch = (r->known_epoch > epoch ? r->known_epoch : epoch) + 1;
	if (!enter_epoch(r, e) || !ledger_identity(r->app->store, r->a, &key, e)) {
		return false;
	}
	r->done.origin = key.name;
	r->done.key = note_key_text(r->a, &key);
	return true;
}

/* Whoever was erased after the backup is erased again: by the register beside the
 * keys, that of the store before, and one kept elsewhere. */
static bool replay_erasures(struct restore *r, struct err *e)
{
	const char *dir[] = { r->o->keys, r->o->db };

	for (size_t i = 0; i < ARRAY_LEN(dir); i++) {
		struct str path = str_fmt(r->a, "%s/" REGISTER_NAME, dir[i]);

		if (!app_erase_replay(r->app, r->a, str_cstr(r->a, path), &r->done.erased, e)) {
			return false;
		}
	}
	return r->o->erased == NULL ||
	       app_erase_replay(r->app, r->a, r->o->erased, &r->done.erased, e);
}

/* Who was signed in at the backup's moment may have been let go since: everybody
 * signs in anew, and programs get new tokens. Passwords are those of the backup. And
 * nobody is told anew what was told already. */
static bool end_sessions(struct restore *r, struct err *e)
{
	struct store *s = r->app->store;

	if (!store_begin(s, e)) {
		return false;
	}
	bool ok = store_session_clear(s, e) && store_token_clear(s, e) &&
		  store_hook_clear(s, e) && store_message_clear(s, e) && store_proof_clear(s, e) &&
		  store_digest_clear(s, e) &&
		  store_commit(s, e);

	if (!ok) {
		store_rollback(s);
	}
	return ok;
}

static bool make_fresh(struct restore *r, struct err *e)
{
	struct app_options options = { .dir = r->fresh, .access = APP_WRITER,
				       .clock = INSTANT_NONE, .rebuilding = true };

	if (!store_restoring(r->a, r->fresh, e) ||
	    !store_unpack(r->a, r->o->dir, r->o->keys, r->fresh, &r->head, e) ||
	    !app_open(r->a, &options, &r->app, e)) {
		return false;
	}
	ask_store_before(r);
	bool ok = check_head(r, e) && end_sessions(r, e) && open_epoch(r, e) &&
		  replay_erasures(r, e) && check_all(r, e);

	app_close(r->app);
	return ok;
}

bool app_restore(struct arena *a, const struct restore_options *o, struct restored *out,
		 struct err *e)
{
	struct restore r = { .a = a, .o = o };

	if (!o->force && store_occupied(a, o->db)) {
		return err_set(e, ERR_CONFLICT, "restore.exists", "dir", o->db, NULL);
	}
	/* The others may be missing; this one somebody relies on. */
	if (o->erased != NULL && !register_there(o->erased)) {
		return err_set(e, ERR_NOT_FOUND, "erase.no_register", "file", o->erased, NULL);
	}
	r.fresh = str_cstr(a, str_fmt(a, "%s.restoring", o->db));
	if (!store_settle(a, r.fresh, o->db, e)) {
		return false;
	}
	if (!make_fresh(&r, e)) {
		store_discard(a, r.fresh);
		return false;
	}
	if (!store_replace(a, r.fresh, o->db, &r.done.aside, e)) {
		return false;
	}
	r.done.entries = r.head.size;
	r.done.lost = r.known_size > r.head.size ? r.known_size - r.head.size : 0;
	*out = r.done;
	return true;
}
