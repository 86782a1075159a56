/*
 * The power goes at any moment of an office's life: what was acknowledged is there
 * and answers the same, nothing is half there, the store verifies and goes on.
 *
 * A child lives on a disk (test/fault/disk.h) that knows what was synced, and is gone
 * at a chosen change of a file; the parent then opens what is left as the ordinary
 * program does and asks. Making a store, clerks at the writer's queue, heads handed
 * out, texts opened, time passing, rebuilding, erasing: each has its rounds. Both
 * databases and every other file of the folder take part. Half of the rounds lose all
 * that was not synced, half keep any blocks of it.
 *
 * At the end the same on a disk that only says it syncs: there the test must find
 * something amiss, else it would find nothing anywhere.
 *
 * POWER_SEED repeats the moments (several clerks' order is the scheduler's),
 * POWER_ROUNDS asks for more than 200.
 */
#include "../fault/chance.h"
#include "../fault/life.h"

#include "app/check.h"
#include "app/erase.h"
#include "store/store.h"

#include "tap.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIFE_ROUNDS = 25 };

static const char *const kind_names[KINDS] = { "init", "work", "time", "rebuild", "erase" };

static struct scene scene;
static int64_t longest[KINDS];
static int lost[KINDS];
static struct str erased_key;		/* of test_erasing; empty: not known */

static void run(const char *fmt, const char *path)
{
	struct str line = str_fmt(&scene.arena, fmt, path);

	if (system(str_cstr(&scene.arena, line)) != 0) {
		diag("%s failed", str_cstr(&scene.arena, line));
	}
}

/* The wal-index is no data: it is gone, or rubbish. */
static void spoil_index(const char *name)
{
	const char *path = str_fmt(&scene.arena, "%s/%s-shm", scene.dir, name).p;

	if (access(path, F_OK) != 0) {
		return;
	}
	if (chance_below(&scene.chance, 2) == 0) {
		(void)unlink(path);
		return;
	}
	FILE *f = fopen(path, "r+");
	for (int i = 0; f != NULL && i < 1 << 15; i++) {
		(void)fputc((int)chance_below(&scene.chance, 256), f);
	}
	if (f != NULL) {
		(void)fclose(f);
	}
}

static const char *ask_acked(struct app *app, int before)
{
	const char *why = NULL;

	for (int i = before; i < scene.told->acks && why == NULL; i++) {
		why = office_ask_again(app, &scene.told->acked[i]);
	}
	for (int i = 0; i < 20 && before > 0 && why == NULL; i++) {
		uint64_t k = chance_below(&scene.chance, (uint64_t)before);

		why = office_ask_again(app, &scene.told->acked[k]);
	}
	return why;
}

/* Heads given away are of this ledger; files are kept; nobody erased is back. */
static const char *ask_given(struct app *app)
{
	struct err e;
	struct hash root;
	bool gone;

	for (int i = 0; i < scene.told->heads; i++) {
		if (!store_root_at(app_store(app), scene.told->head[i], &root, &e) ||
		    !hash_eq(root, scene.told->root[i])) {
			return "a head that was handed out is of another ledger";
		}
	}
	for (int i = 0; i < scene.told->files; i++) {
		struct str bytes;

		if (!store_file_get(app_store(app), &scene.arena, scene.told->file[i], &bytes,
				    &e)) {
			return office_why(&e);
		}
	}
	for (int i = 0; i < scene.told->erasures; i++) {
		if (!store_erased(app_store(app), scene.told->erased[i], &gone, &e) || !gone ||
		    app_erasure(app, scene.told->erased[i]).at == INSTANT_NONE) {
			return "an erased person is back";
		}
	}
	return NULL;
}

/* What nobody was told of can be sent again: it is there as a whole, or not at all. */
static const char *send_rest(struct app *app)
{
	struct app_last last;
	struct acked acked;
	struct err e;
	char line[LINE_MOST];

	if (!app_last(app, &last, &e)) {
		return office_why(&e);
	}
	if (scene.told->staff < STAFF_LINES || scene.told->files == 0) {
		return NULL;
	}
	for (int c = 0; c < COMMUNES; c++) {
		life_line(&scene, c, line);
		if (!office_act(app, NULL, line, &acked, &e)) {
			return office_why(&e);
		}
		if (acked.first <= last.seq && acked.last > last.seq) {
			return "a command is half there";
		}
		if (acked.code[0] != '\0') {
			memcpy(scene.told->code[c], acked.code, CODE_MOST);
		}
		scene.told->next[c]++;
		life_note(&scene, &acked);
	}
	return NULL;
}

/* The wrapped key of an owner, as it stands in keys.db. */
static struct str wrapped_key(struct subject_id id)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;
	struct str path = str_fmt(&scene.arena, "%s/keys.db", scene.dir), key = { 0 };

	if (sqlite3_open(path.p, &db) == SQLITE_OK &&
	    sqlite3_prepare_v2(db, "SELECT wrapped FROM vault_key WHERE owner = ?1", -1, &st,
			       NULL) == SQLITE_OK &&
	    sqlite3_bind_int64(st, 1, id.v) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW) {
		key = str_dup(&scene.arena, (struct str){ sqlite3_column_blob(st, 0),
						    (size_t)sqlite3_column_bytes(st, 0) });
	}
	(void)sqlite3_finalize(st);
	(void)sqlite3_close(db);
	return key;
}

static bool has_bytes(const char *name, struct str bytes)
{
	FILE *f = fopen(str_fmt(&scene.arena, "%s/%s", scene.dir, name).p, "rb");
	static char all[4 << 20];
	size_t n = f != NULL ? fread(all, 1, sizeof(all), f) : 0;

	if (f != NULL) {
		(void)fclose(f);
	}
	for (size_t i = 0; i + bytes.n <= n; i++) {
		if (memcmp(all + i, bytes.p, bytes.n) == 0) {
			return true;
		}
	}
	return false;
}

/* What is amiss with what is left, or NULL. */
static const char *ask(int before)
{
	struct app *app;
	struct err e;
	const char *why = NULL;

	if (scene.told->erasures > 0 && erased_key.n > 0 &&
	    (has_bytes("keys.db", erased_key) || has_bytes("keys.db-wal", erased_key))) {
		return "the key of somebody erased is back";
	}
	if (!office_open(&scene.arena, scene.dir, scene.at, &app, &e)) {
		bool unmade = strcmp(e.key, "store.missing") == 0 ||
			      strcmp(e.key, "store.unfinished") == 0;
		return !scene.told->made && unmade ? NULL : office_why(&e);
	}
	scene.told->made = true;
	why = ask_acked(app, before);
	why = why != NULL ? why : ask_given(app);
	why = why != NULL ? why : office_verify(app);
	why = why != NULL || chance_below(&scene.chance, 2) == 0 ? why : send_rest(app);
	app_close(app);
	return why;
}

/* A life begins with making a store, until that is done, and ends in erasing. */
static enum kind round_kind(int round)
{
	if (!scene.told->made) {
		return BORN;
	}
	if (round >= LIFE_ROUNDS - 4) {
		return ERASED;
	}
	return round % 8 == 7 ? REBUILT : round % 4 == 3 ? LATER : WORK;
}

/* One life and its end; why it did not end so, or NULL. */
static const char *go_dark(enum kind kind, int64_t change, enum disk_loss how)
{
	struct fault_plan plan = { .fault = FAULT_POWER, .at = change, .loss = how };
	int status = 0;

	plan.seed = chance_below(&scene.chance, UINT64_MAX);
	scene.told->calls = 0;
	scene.told->why[0] = '\0';
	run("rm -rf '%s'/*", scene.spare);
	(void)fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		life(&scene, kind, &plan);
	}
	(void)waitpid(child, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != FAULT_DARK) {
		return scene.told->why[0] != '\0' ? scene.told->why :
						    "the child did not end in the dark";
	}
	spoil_index("store.db");
	spoil_index("keys.db");
	return NULL;
}

/* One loss of power; what is amiss after it, or NULL. */
static const char *lose_at(enum kind kind, int64_t change, enum disk_loss how)
{
	int before = scene.told->acks;
	const char *why = go_dark(kind, change, how);

	return why != NULL ? why : ask(before);
}

static const char *lose(int round, enum disk_loss how)
{
	enum kind kind = round_kind(round);

	/* The first of a kind comes to its end and says how long that is. */
	int64_t change = longest[kind] == 0 ? INT64_MAX :
		1 + (int64_t)chance_below(&scene.chance, (uint64_t)longest[kind]);
	scene.at += kind == ERASED && scene.at < OFFICE_START + YEAR ? 4 * (int64_t)YEAR :
	      kind == LATER ? 3 * DAY : 1200;
	const char *why = lose_at(kind, change, how);

	longest[kind] = scene.told->calls > longest[kind] ? scene.told->calls : longest[kind];
	lost[kind]++;
	return why;
}

static void begin_life(void)
{
	memset(scene.told, 0, sizeof(struct told));
	scene.at = OFFICE_START;
	run("rm -rf '%s'", scene.dir);
}

static void test_rounds(int rounds)
{
	static const char *const how[] = { [DISK_LOST] = "lost", [DISK_TORN] = "torn" };
	int64_t acks = 0;

	for (int i = 0; i < rounds; i++) {
		struct arena_mark mark = arena_mark(&scene.arena);

		if (i % LIFE_ROUNDS == 0) {
			acks += scene.told->acks;
			begin_life();
		}
		enum disk_loss loss = i % 2 == 0 ? DISK_LOST : DISK_TORN;
		enum kind kind = round_kind(i % LIFE_ROUNDS);
		const char *why = lose(i % LIFE_ROUNDS, loss);

		if (!ok(why == NULL, "round %d, %s, unsynced %s: %d acknowledged", i + 1,
			kind_names[kind], how[loss], scene.told->acks)) {
			diag("%s", why);
			begin_life();
		}
		arena_release(&scene.arena, mark);
	}
	acks += scene.told->acks;
	for (int k = 0; k < KINDS; k++) {
		ok(lost[k] > 0, "%s: %d losses, up to %" PRId64 " changes", kind_names[k], lost[k],
		   longest[k]);
	}
	diag("%" PRId64 " commands acknowledged", acks);
}

static struct str key_of_first(void)
{
	struct subject_id id = { 0 };
	struct app *app;
	struct err e;

	if (office_open(&scene.arena, scene.dir, scene.at, &app, &e)) {
		(void)life_owner(&scene, app, 0, &id);	/* else there is no key */
		app_close(app);
	}
	return wrapped_key(id);
}

/* Erasing touches both databases, their logs and the register: every change of it. */
static void test_erasing(void)
{
	struct told *kept = arena_new(&scene.arena, struct told);
	const char *copy = str_fmt(&scene.arena, "%s/../copy", scene.base).p;
	const char *back = str_fmt(&scene.arena, "rm -rf '%s' && cp -r '%s' '%s'", scene.dir,
				   copy, scene.dir).p;
	int amiss = 0;
	int64_t n = 1;

	begin_life();
	scene.stays_open = true;
	ok(go_dark(BORN, INT64_MAX, DISK_LOST) == NULL, "a store");
	scene.at += 1200;
	ok(go_dark(WORK, INT64_MAX, DISK_LOST) == NULL, "and people known to it");
	scene.stays_open = false;
	scene.at += 4 * (int64_t)YEAR;
	memset(&scene.told->next[1], 0, sizeof(scene.told->next) - sizeof(scene.told->next[0]));
	run("cp -r %s", str_fmt(&scene.arena, "'%s' '%s'", scene.dir, copy).p);
	memcpy(kept, scene.told, sizeof(*kept));
	erased_key = key_of_first();
	ok(erased_key.n > 0, "the key of somebody to be erased");
	for (bool over = false; !over && n < 10000; n++) {
		for (int i = 0; i < 3; i++) {
			enum disk_loss how = i == 0 ? DISK_LOST : DISK_TORN;
			struct arena_mark mark = arena_mark(&scene.arena);

			run("%s", back);
			memcpy(scene.told, kept, sizeof(*kept));
			const char *why = lose_at(ERASED, n, how);
			over = scene.told->calls > 0;
			if (why != NULL) {
				diag("change %" PRId64 ": %s", n, why);
				amiss++;
			}
			arena_release(&scene.arena, mark);
		}
	}
	ok(scene.told->erasures > 0, "%d erasures", scene.told->erasures);
	erased_key = (struct str){ 0 };
	is_int(amiss, 0, "with a loss at each of their %" PRId64 " changes", n - 1);
}

/* A test that cannot fail says nothing. */
static void test_lies(void)
{
	int amiss = 0;

	for (int i = 0; i < 8; i++) {
		struct arena_mark mark = arena_mark(&scene.arena);

		if (i % 4 == 0) {
			begin_life();
			longest[BORN] = 0;
			(void)lose(0, DISK_LOST);
		}
		scene.lies = true;
		amiss += lose(1, i % 2 == 0 ? DISK_LOST : DISK_TORN) != NULL;
		scene.lies = false;
		arena_release(&scene.arena, mark);
	}
	ok(amiss > 0, "on a disk that lies about syncing %d of 8 losses are found", amiss);
}

/* Of both processes. */
static bool share_told(const char *folder)
{
	int fd = open(str_fmt(&scene.arena, "%s/told", folder).p, O_RDWR | O_CREAT, 0600);
	void *p = fd < 0 || ftruncate(fd, sizeof(struct told)) != 0 ? MAP_FAILED :
		mmap(NULL, sizeof(struct told), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	scene.told = p;
	return p != MAP_FAILED;
}

int main(void)
{
	const char *seed = getenv("POWER_SEED"), *rounds = getenv("POWER_ROUNDS");
	/* What it syncs for good helps nobody: memory will do. */
	const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	scene.chance = seed != NULL ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
	hash_setup();
	arena_init(&scene.arena, 0);
	diag("POWER_SEED=%" PRIu64, scene.chance);
	char *name = str_cstr(&scene.arena,
			      str_fmt(&scene.arena, "%s/dunghen-power.XXXXXX", place));
	if (!ok(mkdtemp(name) != NULL, "a folder")) {
		return done_testing();
	}
	scene.base = str_fmt(&scene.arena, "%s/disk", name).p;
	scene.dir = str_fmt(&scene.arena, "%s/db", scene.base).p;
	scene.spare = str_fmt(&scene.arena, "%s/spare", name).p;
	if (mkdir(scene.base, 0700) != 0 || mkdir(scene.spare, 0700) != 0 || !share_told(name)) {
		perror(name);
		return 1;
	}
	test_rounds(rounds != NULL ? atoi(rounds) : 200);
	test_erasing();
	test_lies();
	run("rm -rf '%s'", name);
	arena_done(&scene.arena);
	return done_testing();
}
