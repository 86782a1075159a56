/* What goes wrong in the middle: a writer that dies, a disk that is full. */
#include "folder.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const struct stream stream = { STREAM_DOSSIER, 9 };
static const uint8_t chance[VAULT_KEY_CHANCE] = { 1, 2, 3 };

static int64_t last_seq(struct store *s)
{
	struct store_last last;

	must(store_last(s, &last, &err), "last");
	return last.seq;
}

static void put_entries(struct store *s, int n)
{
	for (int i = 0; i < n; i++) {
		append(s, stream, KIND_TOLD, 10, "");
	}
}

/* The child commits one group, begins a second, and is gone. */
static void die_in_a_group(const char *dir)
{
	struct store *s;

	must(store_open(&arena, dir, STORE_WRITER, &s, &err), "open");
	must(store_begin(s, &err), "begin");
	put_entries(s, 3);
	must(store_commit(s, &err), "commit");
	must(store_begin(s, &err), "begin");
	put_entries(s, 5);
	(void)raise(SIGKILL);
}

static void test_killed(void)
{
	const char *dir = folder_new();
	struct store *s;
	int status;

	store_close(fresh_store(dir));
	pid_t child = fork();
	if (child == 0) {
		die_in_a_group(dir);
	}
	(void)waitpid(child, &status, 0);
	ok(WIFSIGNALED(status), "a writer is killed within its second group");
	must(store_open(&arena, dir, STORE_READER, &s, &err), "a reader opens what is left");
	is_int(last_seq(s), 2, "the first group is all there, nothing of the second");
	store_close(s);
	must(store_open(&arena, dir, STORE_WRITER, &s, &err), "the lock went with the process");
	must(store_begin(s, &err), "begin");
	put_entries(s, 1);
	must(store_commit(s, &err), "commit");
	is_int(last_seq(s), 3, "the ledger goes on without a gap");
	store_close(s);
	folder_remove(dir);
}

/* A log that lost its end looks to the engine like one that never had it. */
static void test_lost_end(void)
{
	const char *dir = folder_new();
	const char *log = str_cstr(&arena, str_fmt(&arena, "%s/store.db-wal", dir));
	struct store *s;
	int status;

	store_close(fresh_store(dir));
	pid_t child = fork();
	if (child == 0) {
		die_in_a_group(dir);
	}
	(void)waitpid(child, &status, 0);
	is_int(truncate(log, 4096), 0, "the log of a killed writer is cut");
	ok(!store_open(&arena, dir, STORE_READER, &s, &err) &&
	   strcmp(err.key, "log.lost") == 0, "a reader says what was lost");
	ok(!store_open(&arena, dir, STORE_WRITER, &s, &err) && err.code == ERR_CORRUPT &&
	   strcmp(err_arg(&err, "size"), "3") == 0, "so does a writer, with the number");
	is_int(access(log, F_OK), 0, "the log is left for who can read more of it");
	(void)unlink(str_cstr(&arena, str_fmt(&arena, "%s/tip", dir)));
	must(store_open(&arena, dir, STORE_WRITER, &s, &err), "without the tip it opens");
	is_int(last_seq(s), -1, "with what is left");
	store_close(s);
	folder_remove(dir);
}

static void limit_files(rlim_t size)
{
	struct rlimit limit;

	(void)getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = size;
	(void)setrlimit(RLIMIT_FSIZE, &limit);
}

/* One group of entries and a key; false when a step failed. */
static bool try_group(struct store *s, struct vault_owner owner)
{
	must(store_begin(s, &err), "begin");
	must(store_key_need(s, owner, chance, &err), "key");
	put_entries(s, 200);
	return store_commit(s, &err);
}

static void test_full_disk(void)
{
	const char *dir = folder_new();
	struct store *s = fresh_store(dir);
	struct vault_owner owner = { OWNER_SUBJECT, 5 };
	struct vault_text text = { .owner = owner, .label = STR("a/b"), .value = STR("c") };
	uint8_t nonce[SEAL_NONCE] = { 0 };
	struct hash c;
	int64_t next;

	must(try_group(s, owner), "a first group");
	owner.id = text.owner.id = 6;
	(void)signal(SIGXFSZ, SIG_IGN);
	/* Room for the key, which goes first, but not for the entries. */
	limit_files((rlim_t)store_wal_bytes(s) + 8192);
	ok(!try_group(s, owner) && err.code == ERR_IO, "a group that does not fit: %s", err.key);
	ok(!store_in_group(s), "is over");
	is_int(last_seq(s), 199, "and left nothing in the ledger");
	limit_files(RLIM_INFINITY);
	must(store_begin(s, &err), "begin");
	ok(store_seal(s, &text, nonce, &c, &err), "its key had been written first, and stays");
	store_rollback(s);
	owner.id = 7;
	ok(try_group(s, owner), "with room again the next group goes through");
	is_int(last_seq(s), 399, "gapless");
	must(store_check_ledger(s, 0, 1000, &next, &err), "check");
	is_int(next, -1, "the whole ledger is sound");
	store_close(s);
	folder_remove(dir);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	test_killed();
	test_lost_end();
	test_full_disk();
	arena_done(&arena);
	return done_testing();
}
