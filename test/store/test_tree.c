/* The signed tree of a store: kept, continued, and every change found and named. */
#include "store/store.h"

#include "core/tile.h"

#include "folder.h"

#include <sqlite3.h>

enum { ENTRIES = 700, PER_GROUP = 7 };

static struct note_key key;
static const struct stream stream = { STREAM_DOSSIER, 1 };

static void by_hand(const char *dir, const char *sql)
{
	sqlite3 *db = NULL;
	(void)sqlite3_open(str_cstr(&arena, str_fmt(&arena, "%s/store.db", dir)), &db);
	int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	(void)sqlite3_close(db);
	if (rc != SQLITE_OK) {
		ok(false, "%s: %d", sql, rc);
	}
}

static struct store *opened(const char *dir, enum store_mode mode)
{
	struct store *s = NULL;
	must(store_open(&arena, dir, mode, &s, &err), "open");
	return s;
}

static void start(struct store *s)
{
	uint8_t public_key[KEY_SIZE];
	store_log_key(s, public_key);
	must(note_key_make(STR("dunghen/thu/1"), public_key, &key, &err), "key");
	must(store_log_start(s, &key, &err), "log");
}

static void put_group(struct store *s, int n, int64_t at)
{
	must(store_begin(s, &err), "begin");
	for (int i = 0; i < n; i++) {
		append(s, stream, KIND_TOLD, at, "");
	}
	must(store_commit(s, &err), "commit");
}

/* 700 entries in groups of seven, a group every ten minutes. */
static const char *fill(void)
{
	const char *dir = folder_new();
	struct store *s = fresh_store(dir);
	start(s);
	for (int i = 0; i < ENTRIES / PER_GROUP; i++) {
		put_group(s, PER_GROUP, 600 * i);
	}
	store_close(s);
	return dir;
}

/* A copy of one filled store: two hundred commits need not wait for the disk
 * for each test. */
static const char *whole;

static const char *filled(void)
{
	const char *dir = folder_new();
	whole = whole ? whole : fill();
	struct str line = str_fmt(&arena, "cp -r '%s' '%s'", whole, dir);
	must(system(str_cstr(&arena, line)) == 0, "cp");
	return dir;
}

static bool check(const char *dir, const struct checkpoint *old, struct tree_checked *out)
{
	struct store *s = opened(dir, STORE_READER);
	struct tree_check in = { .key = &key, .old = old };
	bool sound = store_check_tree(s, &in, out, &err);
	store_close(s);
	return sound;
}

static struct checkpoint handed(const char *dir)
{
	struct store *s = opened(dir, STORE_WRITER);
	struct store_head head = { .size = 0 };
	struct checkpoint c = { .size = 0 };
	start(s);
	must(store_head_hand(s, &arena, &head, &err), "hand");
	must(checkpoint_open(&arena, head.note, &key, &c, &err), "signed");
	is_int(head.size, c.size, "the head's size is the note's");
	store_close(s);
	return c;
}

/* ---- a whole one ---- */

static void test_whole(void)
{
	const char *dir = filled();
	struct tree_checked done;
	struct checkpoint c = handed(dir);
	is_int(c.size, ENTRIES, "the head is of all entries");
	ok(check(dir, &c, &done), "sound (%s)", err.key);
	is_int(done.entries, ENTRIES, "entries");
	is_int(done.tiles, 2, "full tiles");
	is_int(done.signed_size, ENTRIES, "signed to the end");
	/* 700 entries, 42 an hour: the last head of each of 17 hours. */
	is_int(done.heads, 17, "a head an hour is kept");
	ok(hash_eq(done.root, c.root), "its root is the head's");
	struct store *s = opened(dir, STORE_WRITER);
	start(s);
	put_group(s, 1, 600 * ENTRIES / PER_GROUP);
	put_group(s, 1, 600 * ENTRIES / PER_GROUP);
	store_close(s);
	ok(check(dir, &c, &done), "goes on from the old head (%s)", err.key);
	is_int(done.heads, 18, "the one handed out stays, the new one comes");
	folder_remove(dir);
}

/* A group that fails leaves the tree as it was. */
static void test_rollback(void)
{
	const char *dir = filled();
	struct store *s = opened(dir, STORE_WRITER);
	struct hash before, after;
	struct tree_checked done;
	start(s);
	must(store_root(s, &before, &err), "root");
	must(store_begin(s, &err), "begin");
	for (int i = 0; i < 300; i++) {
		append(s, stream, KIND_TOLD, 600 * ENTRIES, "");
	}
	store_rollback(s);
	must(store_root(s, &after, &err), "root");
	ok(hash_eq(before, after), "the root is the old one");
	put_group(s, 300, 600 * ENTRIES);
	store_close(s);
	ok(check(dir, NULL, &done) && done.tiles == 3, "the next group's tile is right (%s)",
	   err.key);
	folder_remove(dir);
}

/* What was committed by a writer that died before signing is signed by the next. */
static void test_unsigned(void)
{
	const char *dir = filled();
	struct tree_checked done;
	struct store *s = opened(dir, STORE_WRITER);
	put_group(s, 5, 600 * ENTRIES);
	store_close(s);
	ok(check(dir, NULL, &done) && done.signed_size == ENTRIES, "five are not signed yet");
	is_int(handed(dir).size, ENTRIES + 5, "then they are");
	folder_remove(dir);
}

struct proving {
	struct store *store;
	struct checkpoint head;
	int64_t size;			/* of the tree proved in */
	int wrong;
};

static bool prove(void *ctx, const struct stored *s, struct err *e)
{
	struct proving *p = ctx;
	struct tlog_path path;
	struct hash root = p->head.root;
	if (p->size != p->head.size && !store_root_at(p->store, p->size, &root, e)) {
		return false;
	}
	if (!store_inclusion(p->store, s->seq, p->size, &path, e)) {
		return false;
	}
	p->wrong += !tlog_check_inclusion(&path, s->seq, p->size, s->leaf, root) ||
		    tlog_check_inclusion(&path, s->seq ^ 1, p->size, s->leaf, root);
	return true;
}

static void test_proofs(void)
{
	static const int64_t sizes[] = { ENTRIES, 513, 512, 257, 256, 255, 1 };
	const char *dir = filled();
	struct proving p = { .head = handed(dir) };
	p.store = opened(dir, STORE_WRITER);
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		p.size = sizes[i];
		ok(store_range(p.store, 0, p.size, prove, &p, &err), "proofs (%s)", err.key);
		is_int(p.wrong, 0, "each entry is proved in the tree of %d", (int)p.size);
	}
	store_close(p.store);
	folder_remove(dir);
}

/* ---- tampering ---- */

struct harm {
	const char *what, *sql, *key, *arg, *value;
};

#define UNTIE "DROP TRIGGER entry_unchanged; DROP TRIGGER entry_kept;"

static const struct harm harms[] = {
	{ "a byte of an entry",
	  UNTIE "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'told', 'tolt')"
	  " AS BLOB) WHERE seq = 300", "verify.leaf", "seq", "300" },
	{ "a byte of a leaf", UNTIE "UPDATE entry SET leaf = zeroblob(32) WHERE seq = 299",
	  "verify.leaf", "seq", "299" },
	{ "two rows swapped",
	  UNTIE "DROP TRIGGER entry_gapless; UPDATE entry SET seq = -1 WHERE seq = 100;"
	  "UPDATE entry SET seq = 100 WHERE seq = 101; UPDATE entry SET seq = 101 WHERE seq = -1",
	  /* the head after 126 entries is the first that disagrees; 84 were sound */
	  "log.fork", "seq", "84" },
	{ "a row taken out", UNTIE "DELETE FROM entry WHERE seq = 10", "verify.gap", "seq", "10" },
	{ "the tail cut", UNTIE "DELETE FROM entry WHERE seq >= 690", "log.cut", "entries", "690" },
	{ "a byte of a tile",
	  "UPDATE tile SET hashes = CAST(substr(hashes, 1, 5000) || x'00' || substr(hashes, 5002)"
	  " AS BLOB) WHERE n = 1", "verify.tile_entry", "seq", "412" },
	{ "a tile's root", "UPDATE tile SET root = zeroblob(32) WHERE n = 0", "verify.tile",
	  "tile", "tile/0/000" },
	{ "a tile taken out", "DELETE FROM tile WHERE n = 1", "verify.tile", "tile", "tile/0/001" },
	{ "a tile too many",
	  "INSERT INTO tile SELECT 0, 2, root, hashes FROM tile WHERE n = 1", "verify.tiles",
	  "tiles", "3" },
	{ "a forged head", "UPDATE head SET note = CAST(replace(CAST(note AS TEXT), '700', '701')"
	  " AS BLOB) WHERE size = 700", "note.forged", "size", "700" },
	{ "a head of another size",
	  "UPDATE head SET note = (SELECT note FROM head WHERE size = 672) WHERE size = 700",
	  "verify.head", "size", "700" },
	{ "a head of nobody", "UPDATE head SET note = x'0a0a' WHERE size = 700", "note.form",
	  "size", "700" },
};

static void test_harms(void)
{
	for (size_t i = 0; i < ARRAY_LEN(harms); i++) {
		const struct harm *h = &harms[i];
		const char *dir = filled();
		struct tree_checked done;
		by_hand(dir, h->sql);
		ok(!check(dir, NULL, &done), "%s is found", h->what);
		is_str(err.key, h->key, "by its name");
		is_str(err_arg(&err, h->arg), h->value, "and place");
		folder_remove(dir);
	}
}

/* Everything made anew after the harm, tiles too: only what was signed tells. */
static void test_rewritten(void)
{
	const char *dir = filled();
	struct checkpoint c = handed(dir);
	struct tree_checked done;
	struct store *s;
	by_hand(dir, UNTIE "DELETE FROM entry WHERE seq >= 600; DELETE FROM head");
	ok(check(dir, NULL, &done), "a tail cut with its heads looks whole");
	ok(!check(dir, &c, &done) && strcmp(err.key, "log.cut") == 0,
	   "but not to who kept a checkpoint");
	s = opened(dir, STORE_WRITER);
	start(s);
	put_group(s, 120, 600 * ENTRIES);
	store_close(s);
	ok(check(dir, NULL, &done), "grown again it looks whole");
	ok(!check(dir, &c, &done) && strcmp(err.key, "log.fork") == 0, "a fork is found");
	folder_remove(dir);
}

/* A writer does not sign on after harm. */
static void test_no_signing(void)
{
	static const struct {
		const char *sql, *key;
	} table[] = {
		{ UNTIE "DELETE FROM entry WHERE seq >= 690", "log.cut" },
		{ UNTIE "UPDATE entry SET leaf = zeroblob(32) WHERE seq = 650", "log.fork" },
		{ "UPDATE tile SET root = zeroblob(32) WHERE n = 1", "log.fork" },
		{ "DELETE FROM tile WHERE n = 0", "verify.tile" },
		{ "UPDATE head SET note = CAST(replace(CAST(note AS TEXT), '700', '699') AS BLOB)"
		  " WHERE size = 700", "note.forged" },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		const char *dir = filled();
		by_hand(dir, table[i].sql);
		struct store *s = opened(dir, STORE_WRITER);
		ok(!store_log_start(s, &key, &err), "refused: %zu", i);
		is_str(err.key, table[i].key, "by its name");
		store_close(s);
		folder_remove(dir);
	}
}

/* A rebuild makes the tiles anew, but never over what was signed. */
static void test_refill(void)
{
	const char *dir = filled();
	struct tree_checked done;
	by_hand(dir, "UPDATE tile SET root = zeroblob(32); DELETE FROM tile WHERE n = 1");
	struct store *s = opened(dir, STORE_WRITER);
	must(store_begin(s, &err), "begin");
	ok(store_tree_refill(s, &err), "refilled (%s)", err.key);
	must(store_commit(s, &err), "commit");
	store_close(s);
	ok(check(dir, NULL, &done), "the tree is right again (%s)", err.key);
	by_hand(dir, UNTIE "DELETE FROM entry WHERE seq >= 690");
	s = opened(dir, STORE_WRITER);
	must(store_begin(s, &err), "begin");
	ok(!store_tree_refill(s, &err) && strcmp(err.key, "log.cut") == 0,
	   "not when the tail is cut");
	store_rollback(s);
	store_close(s);
	folder_remove(dir);
}

/* What comes back from the disk is what is signed. */
static void test_read_back(void)
{
	const char *dir = filled();
	struct store *s = opened(dir, STORE_WRITER);
	struct store_head head = { .size = 0 };
	start(s);
	by_hand(dir, "DROP TRIGGER entry_unchanged; CREATE TRIGGER liar AFTER INSERT ON entry "
		     "BEGIN UPDATE entry SET bytes = x'00' WHERE seq = NEW.seq; END");
	put_group(s, 1, 600 * ENTRIES);
	ok(!store_begin(s, &err) && strcmp(err.key, "log.readback") == 0,
	   "a disk that lies ends the writing");
	must(store_head_hand(s, &arena, &head, &err), "hand");
	is_int(head.size, ENTRIES, "and what it said is not signed");
	store_close(s);
	folder_remove(dir);
}

/* ---- export ---- */

static bool same_file(const char *dir, const char *name, struct str want)
{
	char bytes[TILE_SIZE + 1];
	FILE *f = fopen(str_cstr(&arena, str_fmt(&arena, "%s/%s", dir, name)), "rb");
	size_t n = f ? fread(bytes, 1, sizeof(bytes), f) : 0;
	if (f) {
		(void)fclose(f);
	}
	return f && str_eq((struct str){ bytes, n }, want);
}

static void test_export(void)
{
	const char *dir = filled();
	const char *to = str_cstr(&arena, str_fmt(&arena, "%s/../log", dir));
	struct store *s = opened(dir, STORE_WRITER);
	struct store_head head = { .size = 0 };
	int64_t files = 0;
	start(s);
	must(store_head_hand(s, &arena, &head, &err), "hand");
	ok(store_export(s, to, &head, &files, &err), "exported (%s)", err.key);
	is_int(files, 3 + 3 + 1 + 1, "three bundles, three tiles, one above, the checkpoint");
	ok(same_file(to, "checkpoint", head.note), "the checkpoint as it is");
	ok(access(str_cstr(&arena, str_fmt(&arena, "%s/tile/0/002.p/188", to)), R_OK) == 0 &&
		   access(str_cstr(&arena, str_fmt(&arena, "%s/tile/1/000.p/2", to)), R_OK) == 0 &&
		   access(str_cstr(&arena, str_fmt(&arena, "%s/tile/entries/001", to)), R_OK) == 0,
	   "files of the layout");
	put_group(s, 100, 600 * ENTRIES);
	must(store_head_hand(s, &arena, &head, &err), "hand");
	ok(store_export(s, to, &head, &files, &err), "again into the same folder (%s)", err.key);
	FILE *f = fopen(str_cstr(&arena, str_fmt(&arena, "%s/tile/0/001", to)), "r+b");
	ok(f && fputc('x', f) == 'x' && fclose(f) == 0, "a published tile is changed");
	ok(!store_export(s, to, &head, &files, &err), "refused");
	is_str(err.key, "log.export", "by its name");
	store_close(s);
	folder_remove(dir);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	test_whole();
	test_rollback();
	test_unsigned();
	test_proofs();
	test_harms();
	test_rewritten();
	test_no_signing();
	test_refill();
	test_read_back();
	test_export();
	folder_remove(whole);
	arena_done(&arena);
	return done_testing();
}
