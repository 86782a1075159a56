/* DuckDB and SQLite beside the program. */
#include "mine_peers.h"

#include "measure.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct peers {
	FILE *ask, *answer;
	pid_t pid;
	char file[64];
};

/* Pairs, how often all of them, how long in all. */
struct sums {
	long long pairs, times, took;
};

static struct sums sums_of(const struct mine_flow *f)
{
	struct sums s = { .pairs = f->edges };

	for (uint32_t i = 0; i < f->edges; i++) {
		s.times += f->edge[i].count;
		s.took += (long long)f->edge[i].sum;
	}
	return s;
}

static void compare(const char *who, struct sums s, const struct mine_flow *found)
{
	struct sums ours = sums_of(found);

	if (s.pairs != ours.pairs || s.times != ours.times || s.took != ours.took) {
		give_up(who, "finds something else");
	}
}

/* ---- DuckDB ---- */

static void write_events(const struct mine_view *v, const char *name)
{
	FILE *f = fopen(name, "wb");

	if (f == NULL) {
		give_up(name, "cannot be written");
	}
	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c]; i < v->start[c + 1]; i++) {
			(void)fprintf(f, "%zu,%d,%lld\n", c, (int)v->activity[i],
				      (long long)v->time[i]);
		}
	}
	if (fclose(f) != 0) {
		give_up(name, "cannot be written");
	}
}

struct peers *peers_open(const struct mine_view *v)
{
	static struct peers p;
	int to[2], from[2];
	char line[256];

	if (access("bench/node_modules/@duckdb/node-api", R_OK) != 0) {
		return NULL;
	}
	(void)snprintf(p.file, sizeof(p.file), "build/bench/events-%d.csv", (int)getpid());
	write_events(v, p.file);
	if (pipe(to) != 0 || pipe(from) != 0 || (p.pid = fork()) < 0) {
		give_up("DuckDB", "fork");
	}
	if (p.pid == 0) {
		(void)dup2(to[0], 0);
		(void)dup2(from[1], 1);
		(void)close(to[1]);
		(void)execlp("node", "node", "bench/mine_duckdb.mjs", p.file, (char *)NULL);
		_exit(127);
	}
	(void)close(to[0]);
	(void)close(from[1]);
	p.ask = fdopen(to[1], "w");
	p.answer = fdopen(from[0], "r");
	if (fgets(line, sizeof(line), p.answer) == NULL || strcmp(line, "ready\n") != 0) {
		give_up("DuckDB", "does not start");
	}
	(void)unlink(p.file);
	return &p;
}

double peers_duckdb_s(struct peers *p, const char *query, const struct mine_flow *found)
{
	struct sums s;
	char line[256];
	double took;

	(void)fprintf(p->ask, "%s\n", query);
	(void)fflush(p->ask);
	if (fgets(line, sizeof(line), p->answer) == NULL ||
	    sscanf(line, "%lf %lld %lld %lld", &took, &s.pairs, &s.times, &s.took) != 4) {
		give_up("DuckDB", query);
	}
	compare("DuckDB", s, found);
	return took;
}

void peers_close(struct peers *p)
{
	if (p != NULL) {
		(void)fclose(p->ask);
		(void)fclose(p->answer);
		(void)waitpid(p->pid, NULL, 0);
	}
}

/* ---- SQLite ---- */

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
		give_up(sql, sqlite3_errmsg(db));
	}
}

static void fill(sqlite3 *db, const struct mine_view *v)
{
	sqlite3_stmt *s = NULL;

	run(db, "CREATE TABLE event (in_case INTEGER, activity INTEGER, time INTEGER); BEGIN");
	(void)sqlite3_prepare_v2(db, "INSERT INTO event VALUES (?1, ?2, ?3)", -1, &s, NULL);
	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c]; i < v->start[c + 1]; i++) {
			(void)sqlite3_bind_int64(s, 1, (sqlite3_int64)c);
			(void)sqlite3_bind_int64(s, 2, v->activity[i]);
			(void)sqlite3_bind_int64(s, 3, v->time[i]);
			(void)sqlite3_step(s);
			(void)sqlite3_reset(s);
		}
	}
	(void)sqlite3_finalize(s);
	run(db, "COMMIT");
}

static struct sums ask(sqlite3 *db)
{
	static const char sql[] =
		"SELECT before, activity, count(*), sum(time - past), min(time - past),"
		" max(time - past) FROM (SELECT activity, time, lag(activity) OVER w AS before,"
		" lag(time) OVER w AS past FROM event"
		" WINDOW w AS (PARTITION BY in_case ORDER BY time))"
		" WHERE before IS NOT NULL GROUP BY before, activity";
	struct sums sums = { 0 };
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) {
		give_up("SQLite", sqlite3_errmsg(db));
	}
	while (sqlite3_step(s) == SQLITE_ROW) {
		sums.pairs++;
		sums.times += sqlite3_column_int64(s, 2);
		sums.took += sqlite3_column_int64(s, 3);
	}
	(void)sqlite3_finalize(s);
	return sums;
}

static double cpu_s(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

double peers_sqlite_s(const struct mine_view *v, const struct mine_flow *found)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(":memory:", &db) != SQLITE_OK) {
		give_up("SQLite", "open");
	}
	run(db, "PRAGMA temp_store = MEMORY");
	fill(db, v);
	double start = cpu_s();
	struct sums s = ask(db);
	double took = cpu_s() - start;

	compare("SQLite", s, found);
	(void)sqlite3_close(db);
	return took;
}
