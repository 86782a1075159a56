/* The ledger in its folder: appending, reading back, what may never happen. */
#include "folder.h"

#include "store/db.h"

#include <sqlite3.h>
#include <sys/stat.h>

static const struct stream store_stream_of = { STREAM_STORE, 0 };

static struct stream dossier(int64_t id)
{
	return (struct stream){ STREAM_DOSSIER, id };
}

struct seen {
	int n;
	int64_t first, last;
	bool ordered;
};

static bool count(void *ctx, const struct stored *s, struct err *e)
{
	struct seen *seen = ctx;

	(void)e;
	seen->ordered = seen->n == 0 ? true : seen->ordered && s->seq > seen->last;
	seen->first = seen->n == 0 ? s->seq : seen->first;
	seen->last = s->seq;
	seen->n++;
	return true;
}

/* Runs SQL behind the program's back. */
static int by_hand(const char *dir, const char *file, const char *sql)
{
	sqlite3 *db;
	struct str path = str_fmt(&arena, "%s/%s", dir, file);

	(void)sqlite3_open(str_cstr(&arena, path), &db);
	int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	(void)sqlite3_close(db);
	return rc;
}

static void put_group(struct store *s, const char *key, int64_t at)
{
	struct store_last last;
	struct store_command c = { .at = at, .digest = hash_of(key, strlen(key)) };

	must(store_begin(s, &err), "begin");
	must(store_last(s, &last, &err), "last");
	append(s, dossier(70), KIND_TOLD, at, key);
	append(s, dossier(80), KIND_TOLD, at, key);
	c.first = last.seq + 1;
	c.last = last.seq + 2;
	must(store_command_put(s, str_of(key), &c, &err), "command_put");
	must(store_commit(s, &err), "commit");
}

static void test_reading(struct store *s)
{
	struct seen seen = { 0 };
	struct store_command c;
	bool found;

	must(store_stream(s, dossier(70), 0, count, &seen, &err), "stream");
	is_int(seen.n, 3, "one stream only");
	ok(seen.ordered, "in order");
	seen = (struct seen){ 0 };
	must(store_stream(s, dossier(70), seen.last + 4, count, &seen, &err), "stream");
	is_int(seen.n, 1, "from a seq on");
	seen = (struct seen){ 0 };
	must(store_range(s, 2, 3, count, &seen, &err), "range");
	ok(seen.n == 3 && seen.first == 2 && seen.last == 4, "a range from 2, three entries");
	seen = (struct seen){ 0 };
	must(store_frame(s, 0, count, &seen, &err), "frame");
	is_int(seen.n, 1, "the frame has the store's own stream, no dossiers");
	seen = (struct seen){ 0 };
	must(store_dossier_entries(s, 0, 2, count, &seen, &err), "dossiers");
	ok(seen.n == 3 && seen.last == 5, "whole dossiers even when the limit is smaller");
	must(store_command_find(s, STR("b"), &c, &found, &err), "find");
	ok(found && c.first == 3 && c.last == 4 && c.at == 200, "a command gives its entries");
	ok(hash_eq(c.digest, hash_of("b", 1)), "and its digest");
	must(store_command_find(s, STR("never"), &c, &found, &err), "find");
	ok(!found, "an unknown key is not found");
}

static void test_rollback(struct store *s)
{
	struct store_last before, after;
	bool found;
	struct store_command c;

	must(store_last(s, &before, &err), "last");
	must(store_begin(s, &err), "begin");
	append(s, dossier(70), KIND_TOLD, 900, "x");
	c = (struct store_command){ .first = before.seq + 1, .last = before.seq + 1, .at = 900 };
	must(store_command_put(s, STR("x"), &c, &err), "put");
	must(store_last(s, &after, &err), "last");
	is_int(after.seq, before.seq + 1, "within the group the entry counts");
	store_rollback(s);
	must(store_last(s, &after, &err), "last");
	ok(after.seq == before.seq && after.at == before.at, "a rollback leaves nothing");
	must(store_command_find(s, STR("x"), &c, &found, &err), "find");
	ok(!found, "the key of the command is free again");
	must(store_begin(s, &err), "begin");
	ok(store_command_put(s, STR("a"), &c, &err) == false, "a key twice fails");
	is_str(err.key, "db.constraint", "as a broken rule");
	store_rollback(s);
}

static void test_triggers(const char *dir)
{
	ok(by_hand(dir, "store.db", "UPDATE entry SET at = 0") == SQLITE_CONSTRAINT,
	   "entries cannot be changed");
	ok(by_hand(dir, "store.db", "DELETE FROM entry") == SQLITE_CONSTRAINT,
	   "entries cannot be deleted");
	ok(by_hand(dir, "store.db", "UPDATE command SET at = 0") == SQLITE_CONSTRAINT,
	   "commands cannot be changed");
	ok(by_hand(dir, "store.db", "DELETE FROM command") == SQLITE_CONSTRAINT,
	   "commands cannot be deleted");
	ok(by_hand(dir, "store.db", "INSERT INTO entry VALUES (99,1,'told',0,4,1,'',x'',x'')") ==
		   SQLITE_CONSTRAINT, "a gap is refused");
	ok(by_hand(dir, "store.db", "INSERT OR REPLACE INTO entry "
		   "VALUES (1,1,'told',0,4,1,'',x'',x'')") == SQLITE_CONSTRAINT,
	   "replacing an entry is refused");
}

static void test_check(struct store *s, const char *dir)
{
	struct hash root, again;
	int64_t next = 0;
	int rounds = 0;

	while (next >= 0 && rounds < 10) {
		must(store_check_ledger(s, next, 3, &next, &err), "check");
		rounds++;
	}
	is_int(rounds, 3, "seven entries are checked three at a time");
	must(store_root(s, &root, &err), "root");
	must(store_root(s, &again, &err), "root");
	ok(hash_eq(root, again), "the root is the same twice");
	is_int(by_hand(dir, "store.db", "DROP TRIGGER entry_unchanged;"
		       "UPDATE entry SET at = 101 WHERE seq = 1"), SQLITE_OK, "a changed column");
	ok(!store_check_ledger(s, 0, 100, &next, &err), "is found");
	ok(strcmp(err.key, "verify.column") == 0 && strcmp(err_arg(&err, "seq"), "1") == 0 &&
		   strcmp(err_arg(&err, "column"), "at") == 0, "and named");
	is_int(by_hand(dir, "store.db", "UPDATE entry SET at = 100 WHERE seq = 1;"
		       "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'told', 'tolt')"
		       " AS BLOB) WHERE seq = 4"), SQLITE_OK, "changed bytes");
	ok(!store_check_ledger(s, 0, 100, &next, &err), "are found");
	ok(strcmp(err.key, "verify.leaf") == 0 && strcmp(err_arg(&err, "seq"), "4") == 0,
	   "by the leaf's hash");
}

/* RFC 6962 roots worked out by hand from the leaves. */
static void test_root(void)
{
	const char *dir = folder_new();
	struct store *s = fresh_store(dir);
	struct hash root, leaf[3], want;
	uint8_t node[65];

	must(store_root(s, &root, &err), "root");
	ok(hash_eq(root, hash_of("", 0)), "the empty tree");
	must(store_begin(s, &err), "begin");
	for (int i = 0; i < 3; i++) {
		append(s, dossier(1), KIND_TOLD, 5, "");
	}
	must(store_commit(s, &err), "commit");
	for (int i = 0; i < 3; i++) {
		struct buf b;
		struct json *body = json_new_obj(&arena);
		json_set_int(&arena, body, "n", i);
		struct entry en = {
			.seq = i, .at = 5, .stream = dossier(1), .kind = KIND_TOLD,
			.version = kind_version(KIND_TOLD), .body = body,
		};
		buf_init(&b, LIMIT_ENTRY);
		buf_char(&b, '\0');
		must(entry_bytes(&b, &arena, &en, &err), "bytes");
		leaf[i] = hash_of(b.p, b.n);
		buf_done(&b);
	}
	node[0] = 1;
	memcpy(node + 1, leaf[0].b, 32);
	memcpy(node + 33, leaf[1].b, 32);
	want = hash_of(node, sizeof(node));
	memcpy(node + 1, want.b, 32);
	memcpy(node + 33, leaf[2].b, 32);
	want = hash_of(node, sizeof(node));
	must(store_root(s, &root, &err), "root");
	ok(hash_eq(root, want), "three leaves: H(1, H(1, a, b), c)");
	store_close(s);
	folder_remove(dir);
}

static int traced_statements, traced_begins, traced_commits;

static void trace(void *ctx, const struct db_traced *t)
{
	(void)ctx;
	traced_begins += t->event == DB_BEGIN;
	traced_commits += t->event == DB_COMMIT;
	if (t->event == DB_STATEMENT && strncmp(t->sql, "INSERT INTO entry", 17) == 0) {
		traced_statements++;
		ok(t->values == 9 && t->value[0].type == DB_INT && t->value[7].type == DB_BYTES &&
			   t->value[7].s.n > 20, "the trace shows the values");
	}
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = folder_new();
	struct store *s = fresh_store(dir), *reader;
	struct store_last last;

	must(store_last(s, &last, &err), "last");
	is_int(last.seq, -1, "an empty ledger");
	must(store_begin(s, &err), "begin");
	append(s, store_stream_of, KIND_STORE_OPENED, 50, "");
	must(store_commit(s, &err), "commit");
	put_group(s, "a", 100);
	put_group(s, "b", 200);
	must(store_open(&arena, dir, STORE_READER, &reader, &err), "reader beside the writer");
	must(store_last(reader, &last, &err), "last");
	is_int(last.seq, 4, "the reader sees what is committed");
	store_trace(s, trace, NULL);
	put_group(s, "c", 200);
	store_trace(s, NULL, NULL);
	ok(traced_begins == 1 && traced_commits == 1 && traced_statements == 2, "a group traced");
	must(store_last(reader, &last, &err), "last");
	is_int(last.seq, 6, "and what comes later");
	store_close(reader);
	test_reading(s);
	test_rollback(s);
	store_close(s);
	test_triggers(dir);
	must(store_open(&arena, dir, STORE_WRITER, &s, &err), "open again");
	must(store_last(s, &last, &err), "last");
	ok(last.seq == 6 && last.at == 200, "everything is still there");
	test_check(s, dir);
	store_close(s);
	folder_remove(dir);
	test_root();
	arena_done(&arena);
	return done_testing();
}
