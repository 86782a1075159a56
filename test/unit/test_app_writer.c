/* The writer's thread: many clients, one order, groups, the same key twice. */
#include "app/writer.h"

#include "app/check.h"
#include "base/embed.h"
#include "store/store.h"

#include "tap.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { CLIENTS = 16, EACH = 20 };

static struct arena arena;

static struct app *new_app(const char *dir)
{
	struct law_source *law = arena_array(&arena, struct law_source, embed_count());
	for (size_t i = 0; i < embed_count(); i++) {
		law[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	struct app_birth b = {
		.dir = dir, .name = STR("test"), .mode = APP_TEST, .admin = STR("admin"),
		.seed = STR("writer"), .at = 1772411400, .law = law, .laws = embed_count(),
	};
	struct app *app = NULL;
	struct err e = { .key = "" };
	ok(app_create(&arena, &b, &app, &e), "a store: %s", e.key);
	return app;
}

struct client {
	struct writer *writer;
	const char *name;
	int number;
	struct arena arena;
	int64_t seq[EACH];
	int refused;
};

static struct command add_person(struct arena *a, struct str key, struct str person)
{
	struct json *args = json_new_obj(a);
	json_set_str(a, args, "key", person);
	return (struct command){ .key = key, .as = STR("admin"), .verb = STR("add_person"),
				 .args = args, .at = INSTANT_NONE };
}

static void *run(void *ctx)
{
	struct client *c = ctx;
	for (int i = 0; i < EACH; i++) {
		struct answer answer;
		struct str key = str_fmt(&c->arena, "%s%d-%d", c->name, c->number, i);
		struct command command = add_person(&c->arena, key, key);
		writer_act(c->writer, &c->arena, &command, &answer);
		c->refused += !answer.ok || !str_eq(answer.key, key) ||
			      json_str(answer.made, "person").n == 0;
		c->seq[i] = answer.first;
	}
	return NULL;
}

static void test_clients(struct writer *w, const char *name)
{
	static struct client client[CLIENTS];
	pthread_t thread[CLIENTS];
	bool seen[CLIENTS * EACH] = { false };
	int64_t first = INT64_MAX;
	int refused = 0, twice = 0, backward = 0;
	for (int i = 0; i < CLIENTS; i++) {
		client[i] = (struct client){ .writer = w, .name = name, .number = i };
		arena_init(&client[i].arena, 0);
		(void)pthread_create(&thread[i], NULL, run, &client[i]);
	}
	for (int i = 0; i < CLIENTS; i++) {
		(void)pthread_join(thread[i], NULL);
		refused += client[i].refused;
		first = client[i].seq[0] < first ? client[i].seq[0] : first;
	}
	for (int i = 0; i < CLIENTS; i++) {
		for (int k = 0; k < EACH; k++) {
			int64_t at = client[i].seq[k] - first;
			bool fits = at >= 0 && at < CLIENTS * EACH && !seen[at];
			twice += !fits;
			if (fits) {
				seen[at] = true;
			}
			backward += k > 0 && client[i].seq[k] <= client[i].seq[k - 1];
		}
		arena_done(&client[i].arena);
	}
	is_int(refused, 0, "every command of every client is accepted");
	is_int(twice, 0, "each has an entry of its own, without gaps");
	is_int(backward, 0, "a client's commands stand in its order");
	struct writer_count n = writer_counted(w);
	is_int(n.commands % (CLIENTS * EACH), 0, "all were counted");
	ok(n.commands > 0 && n.groups < n.commands, "some shared a commit: %lld groups",
	   (long long)n.groups);
}

/* A log that is always too long: it is brought back beside the writer and in its
 * pauses, group after group. */
static void test_narrow(struct app *app)
{
	enum { TIDY = 1, PAUSE = 40 << 10 };
	struct writer *w;
	struct app_verified v;
	struct err e = { .key = "" };
	store_wal_bounds(app_store(app), TIDY, PAUSE);
	ok(writer_start(&arena, app, &w, &e), "a writer that pauses often: %s", e.key);
	for (int i = 0; i < 4; i++) {
		test_clients(w, str_fmt(&arena, "n%d-", i).p);
	}
	writer_stop(w);
	store_wal_bounds(app_store(app), STORE_WAL_TIDY, STORE_WAL_PAUSE);
	ok(app_verify(app, (struct progress){ 0 }, &v, &e), "its store is whole: %s", e.key);
}

/* In one group, too, the second of a key finds the first. */
static void test_group(struct app *app)
{
	struct command one = add_person(&arena, STR("twin"), STR("twin"));
	struct command other = add_person(&arena, STR("twin"), STR("other"));
	struct command bad = add_person(&arena, STR("bad"), STR("twin"));
	const struct command *group[] = { &one, &one, &other, &bad };
	struct answer answer[4];
	app_group(app, &arena, group, 4, answer);
	ok(answer[0].ok && !answer[0].repeated, "the first is accepted");
	ok(answer[1].ok && answer[1].repeated, "the same again gives its answer");
	is_int(answer[1].first, answer[0].first, "with the same entries");
	is_str(answer[2].err.key, "command.conflict", "another command is a conflict");
	ok(!answer[3].ok, "a refusal in a group refuses only itself: %s", answer[3].err.key);
}

static void test_stopped(struct writer *w)
{
	struct command late = add_person(&arena, STR("late"), STR("late"));
	struct answer answer;
	writer_act(w, &arena, &late, &answer);
	is_str(answer.err.key, "writer.stopped", "after the end commands are refused");
}

static void test_time(struct app *app)
{
	struct command c = add_person(&arena, STR("t1"), STR("t1"));
	struct answer answer;
	struct err e;
	int64_t written;
	ok(!app_advance(app, 1772411400 - 1, &written, &e), "the clock does not go back");
	is_str(e.key, "command.backward", "and says so");
	ok(app_advance(app, 1772415000, &written, &e), "it goes forward");
	is_int(written, 0, "nothing was waiting for it");
	c.at = 1772415600;
	app_act(app, &arena, &c, &answer);
	ok(answer.ok, "a test store takes a time from the command: %s", answer.err.key);
	is_int(answer.at, 1772415600, "and keeps it");
	c = add_person(&arena, STR("t2"), STR("t2"));
	c.at = 1772415000;
	app_act(app, &arena, &c, &answer);
	is_str(answer.err.key, "command.backward", "but none before the last entry");
}

int main(void)
{
	char base[] = "/tmp/dunghen-writer.XXXXXX";
	struct writer *w;
	struct err e = { .key = "" };
	hash_setup();
	arena_init(&arena, 0);
	ok(mkdtemp(base) != NULL, "a folder");
	struct app *app = new_app(str_fmt(&arena, "%s/db", base).p);
	ok(writer_start(&arena, app, &w, &e), "the writer starts: %s", e.key);
	test_clients(w, "c");
	writer_stop(w);
	test_stopped(w);
	test_narrow(app);
	test_group(app);
	test_time(app);
	app_close(app);
	struct str rm = str_fmt(&arena, "rm -rf '%s'", base);
	if (system(rm.p) != 0) {
		diag("%s stays behind", base);
	}
	arena_done(&arena);
	return done_testing();
}
