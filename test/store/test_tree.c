/* The signed tree of a store: kept, continued, and every change found and named. */
#include "store/store.h"

#include "core/tile.h"

#include "folder.h"

#include <sqlite3.h>

enum { ENTRIES = 700, PER_GROUP = 7 };

static struct note_key key;
static const struct stream stream = { STREAM_DOSSIER, 1 };

/* Whoever does it by hand takes the file tip away too: log.lost is another test's. */
static void by_hand(const char *dir, const char *sql)
{
	(void)unlink(str_cstr(&arena, str_fmt(&arena, "%s/tip", dir)));
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
	/* 42 an hour up to 504, then 518, 525, …, 700. */
	is_int(done.heads, 12 + 27, "a head an hour is kept, and all since the last full tile");
	ok(hash_eq(done.root, c.root), "its root is the head's");
	struct store *s = opened(dir, STORE_WRITER);
	start(s);
	put_group(s, 1, 600 * ENTRIES / PER_GROUP);
	put_group(s, 1, 600 * ENTRIES / PER_GROUP);
	store_close(s);
	ok(check(dir, &c, &done), "goes on from the old head (%s)", err.key);
	is_int(done.heads, 12 + 27 + 2, "the newest ones go along");
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

/* A group in which nothing was entered, as the ticker's when nothing is due, leaves the
 * head of the one before to be stored at the end. */
static void test_idle_end(void)
{
	const char *dir = filled();
	struct tree_checked done;
	struct store *s = opened(dir, STORE_WRITER);
	start(s);
	put_group(s, 5, 600 * ENTRIES);
	put_group(s, 0, 600 * ENTRIES);
	store_close(s);
	ok(check(dir, NULL, &done), "sound (%s)", err.key);
	is_int(done.signed_size, ENTRIES + 5, "the last that were entered are signed");
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
	  "verify.tile_entry", "seq", "100" },
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

/* One entry changed with whatever would betray it; the last one of 701 stands in a
 * group of its own. */
enum { ROW = 1, LEAF = 2, TILE = 4, HEADS = 8, ALONE = ENTRIES };

static const struct {
	int seq, how;
	const char *key, *first, *last;
} tampered[] = {
	/* in a full tile, whose heads are an hour apart: 126, 168 */
	{ 130, ROW, "verify.leaf", "130", NULL },
	{ 130, LEAF, "verify.leaf", "130", NULL },
	{ 130, TILE, "verify.tile_entry", "130", NULL },
	{ 130, ROW | LEAF, "verify.tile_entry", "130", NULL },
	{ 130, ROW | TILE, "verify.leaf", "130", NULL },
	{ 130, LEAF | TILE, "verify.leaf", "130", NULL },
	{ 130, ROW | LEAF | TILE, "verify.changed", "126", "167" },
	{ 130, ROW | LEAF | HEADS, "verify.tile_entry", "130", NULL },
	{ 130, ROW | LEAF | TILE | HEADS, "verify.changed", "0", "700" },
	/* the ends of full tiles */
	{ 0, ROW | LEAF, "verify.tile_entry", "0", NULL },
	{ 255, ROW | LEAF, "verify.tile_entry", "255", NULL },
	{ 256, ROW | LEAF, "verify.tile_entry", "256", NULL },
	{ 511, ROW | LEAF | TILE, "verify.changed", "504", "517" },
	/* in the unfilled one: between the heads of its groups */
	{ 600, ROW, "verify.leaf", "600", NULL },
	{ 600, LEAF, "verify.leaf", "600", NULL },
	{ 600, ROW | LEAF, "verify.changed", "595", "601" },
	{ 600, ROW | LEAF | HEADS, "verify.changed", "0", "700" },
	/* the last */
	{ ALONE, ROW, "verify.leaf", "700", NULL },
	{ ALONE, LEAF, "verify.leaf", "700", NULL },
	{ ALONE, ROW | LEAF, "verify.changed_one", "700", "700" },
	{ ALONE, ROW | LEAF | HEADS, "verify.changed", "0", "700" },
};

static struct hash leaf_of(const char *dir, int seq, int how)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;
	char bytes[1000];
	(void)sqlite3_open(str_cstr(&arena, str_fmt(&arena, "%s/store.db", dir)), &db);
	(void)sqlite3_prepare_v2(db, "SELECT bytes FROM entry WHERE seq = ?1", -1, &st, NULL);
	(void)sqlite3_bind_int(st, 1, seq);
	must(sqlite3_step(st) == SQLITE_ROW, "the entry");
	size_t n = (size_t)sqlite3_column_bytes(st, 0);
	memcpy(bytes, sqlite3_column_blob(st, 0), n);
	(void)sqlite3_finalize(st);
	(void)sqlite3_close(db);
	bytes[0] = (how & ROW) != 0 ? bytes[0] : 'x';
	return tlog_leaf((struct str){ bytes, n });
}

/* A tile that was changed has the right root of what it says. */
static void change_tile(const char *dir, int seq, struct hash leaf)
{
	struct store *s = opened(dir, STORE_READER);
	struct hash h[TILE_WIDTH] = { { { 0 } } };
	struct tlog_edge edge = { .size = 0 };
	struct str hex = { 0 };
	int first = seq / TILE_WIDTH * TILE_WIDTH;
	for (int i = 0; i < TILE_WIDTH; i++) {
		h[i] = first + i == seq ? leaf : leaf_of(dir, first + i, ROW);
		tlog_append(&edge, h[i]);
	}
	store_close(s);
	hex = hex_text(&arena, (const uint8_t *)h, sizeof(h));
	struct hash root = tlog_root(&edge);
	struct str sql = str_fmt(&arena, "UPDATE tile SET hashes = x'%.*s', root = x'%.*s'"
				 " WHERE level = 0 AND n = %d", STR_ARG(hex),
				 STR_ARG(hex_text(&arena, root.b, HASH_SIZE)), seq / TILE_WIDTH);
	by_hand(dir, str_cstr(&arena, sql));
}

static void tamper(const char *dir, int seq, int how)
{
	by_hand(dir, UNTIE);
	if ((how & ROW) != 0) {
		by_hand(dir, str_cstr(&arena, str_fmt(&arena,
			"UPDATE entry SET bytes = CAST('x' || substr(CAST(bytes AS TEXT), 2)"
			" AS BLOB) WHERE seq = %d", seq)));
	}
	struct hash leaf = leaf_of(dir, seq, how);
	struct str hex = hex_text(&arena, leaf.b, HASH_SIZE);
	if ((how & LEAF) != 0) {
		by_hand(dir, str_cstr(&arena, str_fmt(&arena,
			"UPDATE entry SET leaf = x'%.*s' WHERE seq = %d", STR_ARG(hex), seq)));
	}
	if ((how & TILE) != 0) {
		change_tile(dir, seq, leaf);
	}
	if ((how & HEADS) != 0) {
		by_hand(dir, "DELETE FROM head WHERE size <= 700");
	}
}

static void test_tampered(void)
{
	const char *more = filled();
	struct store *s = opened(more, STORE_WRITER);
	start(s);
	put_group(s, 1, 600 * ENTRIES / PER_GROUP);
	store_close(s);
	for (size_t i = 0; i < ARRAY_LEN(tampered); i++) {
		const char *dir = folder_new();
		struct tree_checked done;
		struct str copy = str_fmt(&arena, "cp -r '%s' '%s'", more, dir);
		must(system(str_cstr(&arena, copy)) == 0, "cp");
		tamper(dir, tampered[i].seq, tampered[i].how);
		ok(!check(dir, NULL, &done), "%d changed, %d, is found", tampered[i].seq,
		   tampered[i].how);
		is_str(err.key, tampered[i].key, "by its name");
		is_str(err_arg(&err, "seq"), tampered[i].first, "and place");
		if (tampered[i].last != NULL) {
			is_str(err_arg(&err, "last"), tampered[i].last, "as near as can be told");
		}
		folder_remove(dir);
	}
	folder_remove(more);
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
	ok(!check(dir, &c, &done) && strcmp(err.key, "verify.changed") == 0, "a fork is found");
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
	test_idle_end();
	test_proofs();
	test_harms();
	test_tampered();
	test_rewritten();
	test_no_signing();
	test_refill();
	test_read_back();
	test_export();
	folder_remove(whole);
	arena_done(&arena);
	return done_testing();
}
