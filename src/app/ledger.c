/* The ledger as a signed log: heads, proofs, checking, publishing. */
#include "ledger.h"

#include "core/receipt.h"
#include "store/store.h"

#include <assert.h>
#include <string.h>

enum { FSCK_CHUNK = 5000 };

struct ledger {
	struct store *store;
	struct note_key key;
	struct arena scratch;
};

/* ---- who it is ---- */

static struct str origin_of(struct arena *a, struct str store, int64_t epoch)
{
	return str_fmt(a, "dunghen/%.*s/%lld", STR_ARG(store), (long long)epoch);
}

struct first {
	struct arena *a;
	struct str bytes;
};

static bool copy_bytes(void *ctx, const struct stored *s, struct err *e)
{
	struct first *f = ctx;
	(void)e;
	f->bytes = str_dup(f->a, s->bytes);
	return true;
}

struct epochs {
	struct arena scratch;
	int64_t newest;
};

static bool note_epoch(void *ctx, const struct stored *s, struct err *e)
{
	struct epochs *n = ctx;
	struct entry en;
	if (!str_is(s->kind, kind_name(KIND_EPOCH_OPENED))) {
		return true;
	}
	arena_reset(&n->scratch);
	return entry_read(&n->scratch, s->bytes, &en, e) &&
	       body_int(&en, "epoch", &n->newest, e);
}

/* A restore opens the next one by an entry of its own. */
static bool newest_epoch(struct store *s, int64_t *epoch, struct err *e)
{
	struct epochs n = { .newest = *epoch };
	arena_init(&n.scratch, 0);
	bool ok = store_stream(s, (struct stream){ STREAM_STORE, 0 }, 1, note_epoch, &n, e);
	arena_done(&n.scratch);
	*epoch = n.newest;
	return ok;
}

bool ledger_identity(struct store *s, struct arena *a, struct note_key *out, struct err *e)
{
	struct first f = { .a = a };
	struct entry birth;
	struct str name, hex, key;
	int64_t epoch;
	if (!store_range(s, 0, 1, copy_bytes, &f, e)) {
		return false;
	}
	if (f.bytes.n == 0) {
		return err_set(e, ERR_CORRUPT, "app.empty", NULL);
	}
	if (!entry_read(a, f.bytes, &birth, e) || !body_str(&birth, "name", &name, e) ||
	    !body_int(&birth, "epoch", &epoch, e) || !body_str(&birth, "log_key", &hex, e)) {
		return false;
	}
	if (!hex_bytes(a, hex, &key) || key.n != KEY_SIZE) {
		return err_set(e, ERR_CORRUPT, "app.entry", "name", "log_key", NULL);
	}
	if (!newest_epoch(s, &epoch, e)) {
		return false;
	}
	return note_key_make(origin_of(a, name, epoch), (const uint8_t *)key.p, out, e);
}

bool ledger_start(struct store *s, struct arena *a, struct err *e)
{
	uint8_t ours[KEY_SIZE];
	struct note_key key;
	if (!ledger_identity(s, a, &key, e)) {
		return false;
	}
	store_log_key(s, ours);
	if (memcmp(ours, key.public_key, KEY_SIZE) != 0) {
		return err_set(e, ERR_CORRUPT, "store.other_key", "file", "log.key", NULL);
	}
	return store_log_start(s, key.name, e);
}

bool ledger_open(struct arena *a, const char *dir, enum ledger_access access,
		 struct ledger **out, struct err *e)
{
	struct ledger *l = arena_new(a, struct ledger);
	enum store_mode mode = access == LEDGER_SIGN ? STORE_WRITER : STORE_READER;
	arena_init(&l->scratch, 0);
	if (!store_open(a, dir, mode, &l->store, e) ||
	    !ledger_identity(l->store, a, &l->key, e) ||
	    (access == LEDGER_SIGN && !ledger_start(l->store, a, e))) {
		ledger_close(l);
		return false;
	}
	*out = l;
	return true;
}

void ledger_close(struct ledger *l)
{
	if (l) {
		store_close(l->store);
		arena_done(&l->scratch);
	}
}

const struct note_key *ledger_key(const struct ledger *l)
{
	return &l->key;
}

/* ---- heads and proofs ---- */

bool ledger_head(struct ledger *l, struct ledger_head *out, struct err *e)
{
	struct store_last last;
	struct store_head head = { .size = 0 };
	struct ledger_head h;
	bool found;
	if (!store_last(l->store, &last, e) ||
	    !store_root_at(l->store, last.seq + 1, &h.root, e) ||
	    !store_head_last(l->store, &l->scratch, &head, &found, e)) {
		return false;
	}
	h.size = last.seq + 1;
	h.at = last.at;
	h.signed_size = head.size;
	*out = h;
	return true;
}

bool ledger_checkpoint(struct ledger *l, struct arena *a, struct str *out, struct err *e)
{
	struct store_head head;
	if (!store_head_hand(l->store, a, &head, e)) {
		return false;
	}
	*out = head.note;
	return true;
}

static bool no_entry(struct err *e, int64_t seq, int64_t entries)
{
	err_set(e, ERR_NOT_FOUND, "log.no_entry", NULL);
	err_add_int(e, "seq", seq);
	return err_add_int(e, "entries", entries);
}

bool ledger_prove(struct ledger *l, struct arena *a, int64_t seq, struct buf *out,
		  struct err *e)
{
	struct store_head head;
	struct first f = { .a = a };
	struct receipt r = { .entries = 1 };
	if (!store_head_hand(l->store, a, &head, e)) {
		return false;
	}
	if (seq < 0 || seq >= head.size) {
		return no_entry(e, seq, head.size);
	}
	r.entry[0].seq = seq;
	r.checkpoint = head.note;
	if (!store_inclusion(l->store, seq, head.size, &r.entry[0].path, e) ||
	    !store_range(l->store, seq, 1, copy_bytes, &f, e)) {
		return false;
	}
	r.entry[0].bytes = f.bytes;
	struct buf extra;
	buf_init(&extra, LOG_PROOF_MOST);
	receipt_write(out, &extra, a, &r);
	buf_done(&extra);
	return true;
}

bool ledger_export(struct ledger *l, struct arena *a, const char *dir, int64_t *files,
		   struct err *e)
{
	struct store_head head;
	return store_head_hand(l->store, a, &head, e) &&
	       store_export(l->store, dir, &head, files, e);
}

/* ---- checking ---- */

struct telling {
	struct progress p;
	int64_t total;
};

static void tell(void *ctx, int64_t done)
{
	struct telling *t = ctx;
	if (t->p.fn) {
		t->p.fn(t->p.ctx, "progress.ledger", done, t->total);
	}
}

static bool check_contents(struct ledger *l, struct telling *t, struct err *e)
{
	int64_t next = 0;
	while (next >= 0) {
		tell(t, next);
		if (!store_check_ledger(l->store, next, FSCK_CHUNK, &next, e)) {
			return false;
		}
	}
	return true;
}

/* A head that disagrees tells that something before it was changed, but not
 * what: the entries' content may. */
static bool name_entry(struct ledger *l, struct telling *t, struct err *e)
{
	struct err named;
	bool whole = str_is(str_of(e->key), "log.fork");
	if (whole && !check_contents(l, t, &named) && named.code == ERR_CORRUPT) {
		*e = named;
	}
	return false;
}

bool ledger_verify(struct ledger *l, const struct note_key *key, struct str old,
		   struct progress p, struct ledger_verified *out, struct err *e)
{
	struct checkpoint head;
	struct store_last last;
	struct tree_checked done;
	struct telling t = { .p = p };
	struct tree_check in = { .key = key ? key : &l->key, .tell = tell, .ctx = &t };
	if (!store_last(l->store, &last, e)) {
		return false;
	}
	t.total = last.seq + 1;
	if (old.n > 0) {
		if (!checkpoint_open(&l->scratch, old, in.key, &head, e)) {
			return false;
		}
		in.old = &head;
	}
	if (!store_check_tree(l->store, &in, &done, e)) {
		return name_entry(l, &t, e);
	}
	*out = (struct ledger_verified){
		.entries = done.entries, .tiles = done.tiles, .heads = done.heads,
		.signed_size = done.signed_size, .root = done.root,
	};
	return true;
}

bool ledger_fsck(struct ledger *l, struct progress p, struct ledger_verified *out,
		 struct err *e)
{
	struct telling t = { .p = p };
	struct store_last last;
	if (!store_last(l->store, &last, e)) {
		return false;
	}
	t.total = last.seq + 1;
	return check_contents(l, &t, e) &&
	       ledger_verify(l, NULL, STR(""), p, out, e);
}
