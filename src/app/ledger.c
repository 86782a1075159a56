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
	struct arena *a;
	struct str store;
	const struct note_key *newest;
};

/* `dunghen/<store>/<epoch>`; an epoch that a restore opened has a word of chance
 * behind its number (kinds.def). */
static bool add_epoch(struct epochs *n, const struct entry *en, const uint8_t *public_key,
		      struct note_key *out, struct err *e)
{
	int64_t number;
	struct str word = json_str(en->body, "word");
	if (!body_int(en, "epoch", &number, e)) {
		return false;
	}
	struct str name = str_fmt(n->a, "dunghen/%.*s/%lld%s%.*s", STR_ARG(n->store),
				  (long long)number, word.n > 0 ? "-" : "", STR_ARG(word));
	return note_key_make(name, public_key, out, e);
}

static bool note_epoch(void *ctx, const struct stored *s, struct err *e)
{
	struct epochs *n = ctx;
	struct note_key *before, key;
	struct entry en;
	if (!str_is(s->kind, kind_name(KIND_EPOCH_OPENED))) {
		return true;
	}
	if (!entry_read(n->a, str_dup(n->a, s->bytes), &en, e) ||
	    !add_epoch(n, &en, n->newest->public_key, &key, e)) {
		return false;
	}
	before = arena_copy(n->a, n->newest, sizeof(*before));
	before->until = s->seq;
	key.before = before;
	n->newest = arena_copy(n->a, &key, sizeof(key));
	return true;
}

bool ledger_identity(struct store *s, struct arena *a, struct note_key *out, struct err *e)
{
	struct first f = { .a = a };
	struct epochs n = { .a = a };
	struct entry birth;
	struct note_key first;
	struct str hex, key;
	if (!store_range(s, 0, 1, copy_bytes, &f, e)) {
		return false;
	}
	if (f.bytes.n == 0) {
		return err_set(e, ERR_CORRUPT, "app.empty", NULL);
	}
	if (!entry_read(a, f.bytes, &birth, e) || !body_str(&birth, "name", &n.store, e) ||
	    !body_str(&birth, "log_key", &hex, e)) {
		return false;
	}
	if (!hex_bytes(a, hex, &key) || key.n != KEY_SIZE) {
		return err_set(e, ERR_CORRUPT, "app.entry", "name", "log_key", NULL);
	}
	if (!add_epoch(&n, &birth, (const uint8_t *)key.p, &first, e)) {
		return false;
	}
	n.newest = &first;
	if (!store_stream(s, (struct stream){ STREAM_STORE, 0 }, 1, note_epoch, &n, e)) {
		return false;
	}
	*out = *n.newest;
	return true;
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
	return store_log_start(s, &key, e);
}

bool ledger_open(struct arena *a, const char *dir, enum ledger_access access,
		 struct ledger **out, struct err *e)
{
	struct ledger *l = arena_new(a, struct ledger);
	enum store_mode mode = access == LEDGER_SIGN ? STORE_WRITER : STORE_READER;
	arena_init(&l->scratch, 0);
	if (!store_open(a, dir, mode, &l->store, e) ||
	    (access == LEDGER_READ && !store_look(l->store, e)) ||
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
	struct receipt r = { .entry = arena_new(a, struct receipt_entry), .entries = 1 };
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

/* The ledger says whose it is; is that whom the auditor means? */
static bool is_log_of(struct ledger *l, const struct note_key *key, struct err *e)
{
	for (const struct note_key *own = &l->key; own; own = own->before) {
		if (str_eq(own->name, key->name)) {
			return memcmp(own->public_key, key->public_key, KEY_SIZE) == 0 ||
			       err_set(e, ERR_CORRUPT, "note.unsigned", "name",
				       str_cstr(&l->scratch, key->name), NULL);
		}
	}
	return err_set(e, ERR_CORRUPT, "checkpoint.origin", "origin",
		       str_cstr(&l->scratch, l->key.name), "expected",
		       str_cstr(&l->scratch, key->name), NULL);
}

bool ledger_verify(struct ledger *l, const struct note_key *key, struct str old,
		   struct progress p, struct ledger_verified *out, struct err *e)
{
	struct checkpoint head;
	struct store_last last;
	struct tree_checked done;
	struct telling t = { .p = p };
	struct tree_check in = { .key = &l->key, .tell = tell, .ctx = &t };
	if ((key && !is_log_of(l, key, e)) || !store_last(l->store, &last, e)) {
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
		return false;
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
