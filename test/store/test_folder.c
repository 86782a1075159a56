/* The folder: one writer, keys, files, versions, damage. */
#include "folder.h"

#include "store/db.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

static const char *inside(const char *dir, const char *name)
{
	return str_cstr(&arena, str_fmt(&arena, "%s/%s", dir, name));
}

static int by_hand(const char *dir, const char *file, const char *sql)
{
	sqlite3 *db;

	(void)sqlite3_open(inside(dir, file), &db);
	int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	(void)sqlite3_close(db);
	return rc;
}

static void overwrite(const char *path, off_t at, const char *bytes)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || pwrite(fd, bytes, strlen(bytes), at) < 0) {
		diag("cannot write %s", path);
	}
	(void)close(fd);
}

static void refused(const char *dir, enum store_mode mode, enum err_code code, const char *key,
		    const char *what)
{
	struct store *s = NULL;

	err = (struct err){ 0 };
	bool opened = store_open(&arena, dir, mode, &s, &err);
	ok(!opened && err.code == code && strcmp(err.key, key) == 0, "%s: %s", what, key);
	if (opened) {
		store_close(s);
	} else if (strcmp(err.key, key) != 0) {
		diag("got %s", err.key);
	}
}

static bool has_mode(const char *path, mode_t mode)
{
	struct stat st;

	return stat(path, &st) == 0 && (st.st_mode & 0777) == mode;
}

/* What stands in the folder concerns people: nobody else may read it. */
static void test_modes(const char *dir, struct store *s)
{
	static const char *const files[] = {
		"store.db", "store.db-wal", "keys.db", "master.key", "log.key", "lock",
	};
	struct hash h;
	char hex[HASH_HEX];

	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		ok(has_mode(inside(dir, files[i]), 0600), "%s is for its owner only", files[i]);
	}
	must(store_file_put(s, STR("result"), &h, &err), "a file goes in");
	(void)hash_hex(h, hex);
	ok(has_mode(dir, 0700) && has_mode(inside(dir, "files"), 0700), "so are the folders");
	ok(has_mode(str_cstr(&arena, str_fmt(&arena, "%s/files/%.2s/%s", dir, hex, hex + 2)), 0600),
	   "and what is put in");
}

static void test_lock(void)
{
	const char *dir = folder_new();
	struct store *s = fresh_store(dir), *other;
	struct store_keys keys = keys_of(1);
	struct stat st;
	char pid[24];

	(void)snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	refused(dir, STORE_WRITER, ERR_BUSY, "store.locked", "a second writer");
	is_str(err_arg(&err, "pid"), pid, "the error names the process");
	is_int(err_exit_status(err.code), 3, "and ends with status 3");
	must(store_open(&arena, dir, STORE_READER, &other, &err), "a reader needs no lock");
	store_close(other);
	ok(stat(inside(dir, "master.key"), &st) == 0 && st.st_size == KEY_SIZE,
	   "the master key stands in the folder");
	test_modes(dir, s);
	store_close(s);
	ok(!store_create(&arena, dir, &keys, &s, &err) && strcmp(err.key, "store.exists") == 0,
	   "no second store in the same folder");
	must(store_open(&arena, dir, STORE_WRITER, &s, &err), "after closing another may write");
	ok(memcmp(store_log_seed(s), keys_of(7).log, KEY_SIZE) == 0,
		"the log key is the given one");
	store_close(s);
	folder_remove(dir);
	dir = folder_new();
	refused(dir, STORE_WRITER, ERR_IO, "store.missing", "no folder");
	folder_remove(dir);
}

static void test_files(void)
{
	const char *dir = folder_new();
	struct store *s = fresh_store(dir);
	struct hash h, again;
	struct str bytes;
	char hex[HASH_HEX];

	must(store_file_put(s, STR("{\"a\":1}"), &h, &err), "put");
	must(store_file_put(s, STR("{\"a\":1}"), &again, &err), "put twice");
	ok(hash_eq(h, again), "the same bytes have the same name");
	must(store_file_get(s, &arena, h, &bytes, &err), "get");
	is_text(bytes, "{\"a\":1}", "and come back");
	must(store_file_put(s, STR(""), &again, &err), "the empty file");
	must(store_file_get(s, &arena, again, &bytes, &err), "get");
	is_int((int64_t)bytes.n, 0, "is empty");
	hash_hex(h, hex);
	overwrite(str_cstr(&arena, str_fmt(&arena, "%s/files/%.2s/%s", dir, hex, hex + 2)), 2, "b");
	ok(!store_file_get(s, &arena, h, &bytes, &err) && err.code == ERR_CORRUPT &&
		   strcmp(err.key, "file.damaged") == 0, "a changed file is found out");
	h.b[0] ^= 1;
	ok(!store_file_get(s, &arena, h, &bytes, &err) && err.code == ERR_NOT_FOUND,
	   "an unknown hash is not found");
	store_close(s);
	folder_remove(dir);
}

static void test_versions(void)
{
	const char *dir = folder_new();

	store_close(fresh_store(dir));
	is_int(by_hand(dir, "store.db", "PRAGMA user_version = 99"), SQLITE_OK, "a newer program");
	refused(dir, STORE_WRITER, ERR_IO, "store.newer", "its store is refused");
	is_str(err_arg(&err, "have"), "99", "the error says what it has");
	refused(dir, STORE_READER, ERR_IO, "store.newer", "to readers too");
	is_int(by_hand(dir, "store.db", "PRAGMA user_version = 0"), SQLITE_OK, "an older one");
	refused(dir, STORE_READER, ERR_IO, "store.older", "a reader never migrates");
	is_int(by_hand(dir, "store.db", "PRAGMA application_id = 5"), SQLITE_OK, "another program");
	refused(dir, STORE_WRITER, ERR_CORRUPT, "store.foreign", "its file is refused");
	folder_remove(dir);
}

static void test_damage(void)
{
	const char *dir = folder_new();

	store_close(fresh_store(dir));
	overwrite(inside(dir, "store.db"), 0, "not a database, surely");
	refused(dir, STORE_WRITER, ERR_CORRUPT, "db.corrupt", "a spoilt header");
	ok(strstr(err_arg(&err, "file"), "store.db") != NULL, "the error names the file");
	refused(dir, STORE_READER, ERR_CORRUPT, "db.corrupt", "for a reader");
	is_int(truncate(inside(dir, "master.key"), 10), 0, "a short master key");
	refused(dir, STORE_WRITER, ERR_CORRUPT, "store.key", "is refused");
	folder_remove(dir);
	dir = folder_new();
	struct store *s = fresh_store(dir);
	must(store_begin(s, &err), "begin");
	for (int i = 0; i < 300; i++) {
		append(s, (struct stream){ STREAM_DOSSIER, 9 }, KIND_TOLD, 10, "");
	}
	must(store_commit(s, &err), "commit");
	store_close(s);
	for (int page = 3; page < 18; page++) {
		overwrite(inside(dir, "store.db"), page * 4096, "\xff\xff\xff\xff\xff\xff\xff\xff");
	}
	must(store_open(&arena, dir, STORE_READER, &s, &err) || err.code == ERR_CORRUPT,
	     "opens or says so");
	struct hash root;
	ok(err.code == ERR_CORRUPT || (!store_root(s, &root, &err) && err.code == ERR_CORRUPT),
	   "spoilt pages are ERR_CORRUPT");
	is_str(err.key, "db.corrupt", "with a clear key");
	store_close(s);
	folder_remove(dir);
}

static void test_log(void)
{
	const char *dir = folder_new();
	struct store *s = fresh_store(dir), *reader;
	struct store_last last;
	bool done;

	must(store_begin(s, &err), "begin");
	for (int i = 0; i < 500; i++) {
		append(s, (struct stream){ STREAM_DOSSIER, 9 }, KIND_TOLD, 10, "");
	}
	must(store_commit(s, &err), "commit");
	ok(store_wal_bytes(s) > 100000, "the log grows: nothing checkpoints by itself");
	must(store_open(&arena, dir, STORE_READER, &reader, &err), "reader");
	must(store_last(reader, &last, &err), "last");
	must(store_checkpoint(s, STORE_TIDY_COPY, &done, &err), "copy");
	ok(done, "all of it can be copied");
	must(store_checkpoint(s, STORE_TIDY_RESET, &done, &err), "reset");
	ok(done && store_wal_bytes(s) == 0, "and the log emptied");
	must(store_last(reader, &last, &err), "last");
	is_int(last.seq, 499, "the reader goes on");
	store_close(reader);
	store_close(s);
	folder_remove(dir);
}

/* Who looks at one moment sees nothing that comes after it. */
static void test_moment(void)
{
	const char *dir = folder_new();
	struct store *s = fresh_store(dir), *moment;
	struct store_last last;
	bool done;

	must(store_begin(s, &err), "begin");
	append(s, (struct stream){ STREAM_DOSSIER, 9 }, KIND_TOLD, 10, "");
	must(store_commit(s, &err), "commit");
	must(store_open(&arena, dir, STORE_READER, &moment, &err), "reader");
	must(store_look(moment, &err) && store_last(moment, &last, &err), "look");
	must(store_begin(s, &err), "begin");
	append(s, (struct stream){ STREAM_DOSSIER, 9 }, KIND_TOLD, 10, "");
	must(store_commit(s, &err), "the writer is not hindered");
	must(store_last(moment, &last, &err), "last");
	is_int(last.seq, 0, "the second entry is not of this moment");
	must(store_checkpoint(s, STORE_TIDY_RESET, &done, &err), "reset");
	ok(!done, "the log stays as long as somebody looks");
	store_close(moment);
	must(store_checkpoint(s, STORE_TIDY_RESET, &done, &err), "reset");
	ok(done, "then it goes");
	store_close(s);
	folder_remove(dir);
}

static void test_classes(void)
{
	int known = 0;

	for (int i = 0; i < SQL_TABLES; i++) {
		const char *c = sql_table[i].class_name;
		known += strcmp(c, "ledger") == 0 || strcmp(c, "projection") == 0 ||
			 strcmp(c, "vault") == 0 || strcmp(c, "ops") == 0;
	}
	is_int(known, SQL_TABLES, "every table has a class");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	test_lock();
	test_files();
	test_versions();
	test_damage();
	test_log();
	test_moment();
	test_classes();
	arena_done(&arena);
	return done_testing();
}
