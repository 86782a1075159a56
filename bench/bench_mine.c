/*
 * How fast event logs are mined, on one core: what follows what with durations, and the ways
 * through, of a log in memory; reading XES beside expat with empty handlers on the same text
 * in the same run; reading text; a filter; and how many bytes an event takes. Made-up logs:
 * 10 million events, with --large 100 million. With --peers DuckDB and SQLite say what
 * follows what of the same events, in the same run. Medians of five interleaved runs in time
 * of the processor, for other programs may share it; SQLite, which takes long, is asked once.
 */
#include "measure.h"
#include "mine_peers.h"

#include "app/mine.h"
#include "core/mine_filter.h"
#include "core/mine_flow.h"

#include "base/arena.h"
#include "base/day.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ACTIVITIES = 24, HOLDERS = 400, CASE_MOST = 24, FILE_EVENTS = 400000, BLOCK = 64 << 10 };

static const size_t arena_most = (size_t)64 << 30;

static uint64_t chance(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15U);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

static double cpu_s(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- a made-up log ---- */

struct made {
	char in[24], activity[32], holder[24];
	int64_t time;
	bool first;			/* of its case */
};

/* Cases walk forward through the activities, now and then a step back: some ways are common,
 * most are rare. */
struct walk {
	uint64_t state;
	int64_t cases, left, at, time;
};

static void next_step(struct walk *w, struct made *s)
{
	uint64_t c = chance(&w->state);

	s->first = w->left == 0;
	if (s->first) {
		w->cases++;
		w->left = 6 + (int64_t)(c >> 60) % (CASE_MOST - 6);
		w->at = 0;
		w->time = INT64_C(1700000000000000) + w->cases * 60000000;
	}
	w->left--;
	w->at = c % 16 == 0 && w->at > 2 ? w->at - 2 : w->at + 1 + (c % 64 == 1);
	w->time += (int64_t)((c >> 8) % UINT64_C(200000000000));
	(void)snprintf(s->in, sizeof(s->in), "case-%lld", (long long)w->cases);
	(void)snprintf(s->activity, sizeof(s->activity), "Activity number %d",
		       (int)(w->at % ACTIVITIES));
	(void)snprintf(s->holder, sizeof(s->holder), "Officer %d", (int)((c >> 40) % HOLDERS));
	s->time = w->time;
}

static const char *instant(int64_t us, char space[INSTANT_TEXT])
{
	return instant_text(us / 1000000, space);
}

static void write_files(FILE *xes, FILE *csv)
{
	struct walk w = { .state = 7 };
	struct made s;
	char at[INSTANT_TEXT];

	(void)fputs("<?xml version=\"1.0\"?>\n<log xes.version=\"1849.2016\">\n", xes);
	(void)fputs("case,activity,time,resource\n", csv);
	for (int i = 0; i < FILE_EVENTS; i++) {
		next_step(&w, &s);
		if (s.first) {
			(void)fprintf(xes, "%s<trace>\n"
				      "<string key=\"concept:name\" value=\"%s\"/>\n",
				      i > 0 ? "</trace>\n" : "", s.in);
		}
		(void)fprintf(xes, "<event>\n"
			      "<string key=\"concept:name\" value=\"%s\"/>\n"
			      "<date key=\"time:timestamp\" value=\"%s\"/>\n"
			      "<string key=\"org:resource\" value=\"%s\"/>\n"
			      "<string key=\"lifecycle:transition\" value=\"complete\"/>\n"
			      "</event>\n",
			      s.activity, instant(s.time, at), s.holder);
		(void)fprintf(csv, "%s,%s,%s,%s\n", s.in, s.activity, at, s.holder);
	}
	(void)fputs("</trace>\n</log>\n", xes);
	if (fflush(xes) != 0 || fflush(csv) != 0) {
		give_up("temporary file", "cannot be written");
	}
}

static void load(struct mine_log *l, int64_t events)
{
	struct walk w = { .state = 7 };
	struct made s;
	struct err e;

	for (int64_t i = 0; i < events; i++) {
		struct mine_event ev = { .life = 0 };

		next_step(&w, &s);
		ev.time = s.time;
		if (!mine_names_id(&l->cases, str_of(s.in), &ev.in, &e) ||
		    !mine_names_id(&l->activities, str_of(s.activity), &ev.activity, &e) ||
		    !mine_names_id(&l->holders, str_of(s.holder), &ev.holder, &e) ||
		    !mine_log_add(l, &ev, &e)) {
			give_up("log", e.key);
		}
	}
}

/* ---- measured ---- */

struct bench {
	struct arena arena, scratch;
	struct mine_in *in;
	struct mine_view view;
	int32_t *rank;
	struct mine_filter filter;
	FILE *xes, *csv;
	struct peers *peers;		/* NULL: not asked for, or not there */
	double lag[RUNS], prepared[RUNS];	/* seconds */
	int64_t sum;			/* so that nothing is thrown away as unused */
};

static double follows(struct bench *b)
{
	struct arena_mark mark = arena_mark(&b->arena);
	struct mine_flow f;
	struct err e;

	if (!mine_follows(&b->arena, &b->view, NULL, &f, &e)) {
		give_up("follows", e.key);
	}
	b->sum += f.edges;
	arena_release(&b->arena, mark);
	return (double)b->view.events;
}

static double variants(struct bench *b)
{
	struct arena_mark mark = arena_mark(&b->arena);
	struct mine_variants v;

	mine_variants(&b->arena, &b->scratch, &b->view, b->rank, &v);
	b->sum += (int64_t)v.n;
	arena_release(&b->arena, mark);
	return (double)b->view.events;
}

/* One filter and the flow of what it leaves. */
static double filtered(struct bench *b)
{
	struct arena_mark mark = arena_mark(&b->arena);
	struct mine_view v = b->view;
	struct mine_flow f;
	struct err e;

	mine_filter_apply(&b->arena, &b->scratch, mine_log_of(b->in), &b->filter, 1, b->rank, &v);
	if (!mine_follows(&b->arena, &v, NULL, &f, &e)) {
		give_up("follows", e.key);
	}
	b->sum += (int64_t)f.cases;
	arena_release(&b->arena, mark);
	return 1;
}

static double read_file(struct bench *b, FILE *f)
{
	const struct mine_want want = { .lenient = false };
	struct arena_mark mark = arena_mark(&b->arena);
	struct mine_in *in = mine_open(&b->arena, &want);
	struct err e;

	if (!mine_read(in, f, &e)) {
		give_up("reading", e.key);
	}
	b->sum += (int64_t)mine_log_of(in)->events;
	mine_close(in);
	arena_release(&b->arena, mark);
	return (double)ftell(f);
}

static double read_xes(struct bench *b)
{
	return read_file(b, b->xes);
}

static double read_csv(struct bench *b)
{
	return read_file(b, b->csv);
}

static void empty_start(void *ctx, const char *name, const char **attr)
{
	(void)name, (void)attr;
	++*(int64_t *)ctx;
}

static void empty_end(void *ctx, const char *name)
{
	(void)ctx, (void)name;
}

static double plain_expat(struct bench *b)
{
	XML_Parser p = XML_ParserCreate(NULL);
	size_t n = 1;

	XML_SetUserData(p, &b->sum);
	XML_SetElementHandler(p, empty_start, empty_end);
	(void)fseek(b->xes, 0, SEEK_SET);
	while (n > 0) {
		void *to = XML_GetBuffer(p, BLOCK);

		n = fread(to, 1, BLOCK, b->xes);
		if (XML_ParseBuffer(p, (int)n, n == 0) == XML_STATUS_ERROR) {
			give_up("expat", XML_ErrorString(XML_GetErrorCode(p)));
		}
	}
	XML_ParserFree(p);
	return (double)ftell(b->xes);
}

/* DuckDB, which tells its seconds itself. */
static double asked(struct bench *b, const char *query)
{
	struct arena_mark mark = arena_mark(&b->arena);
	struct mine_flow f;
	struct err e;

	if (!mine_follows(&b->arena, &b->view, NULL, &f, &e)) {
		give_up("follows", e.key);
	}
	double s = peers_duckdb_s(b->peers, query, &f);

	arena_release(&b->arena, mark);
	return s;
}

static double sqlite(struct bench *b)
{
	struct arena_mark mark = arena_mark(&b->arena);
	struct mine_flow f;
	struct err e;

	if (!mine_follows(&b->arena, &b->view, NULL, &f, &e)) {
		give_up("follows", e.key);
	}
	double s = peers_sqlite_s(&b->view, &f);

	arena_release(&b->arena, mark);
	return s;
}

struct measure {
	double (*run)(struct bench *b);	/* gives how much it did */
	double rate[RUNS];
};

static double resident_bytes(void)
{
	struct rusage u;

	(void)getrusage(RUSAGE_SELF, &u);
	return (double)u.ru_maxrss * 1024;
}

/* Peak memory while the log is read in and put in order, less what its names take. */
static double event_bytes(struct bench *b, int64_t events)
{
	const struct mine_want want = { .lenient = false };
	double before = resident_bytes();

	b->in = mine_open(&b->arena, &want);
	struct mine_log *l = mine_log_of(b->in);

	load(l, events);
	mine_log_order(&b->arena, &b->scratch, l, &b->view);
	double names = (double)(l->cases.text.n + l->cases.at.n + l->cases.slot[0].n +
				l->cases.slot[1].n);

	return (resident_bytes() - before - names) / (double)events;
}

static void measure_all(struct bench *b, struct measure *m, size_t n)
{
	for (int run = 0; run < RUNS; run++) {
		for (size_t i = 0; i < n; i++) {
			double start = cpu_s(), did = m[i].run(b);

			m[i].rate[run] = did / (cpu_s() - start);
		}
		if (b->peers != NULL) {
			b->lag[run] = asked(b, "lag");
			b->prepared[run] = asked(b, "prepared");
		}
	}
}

static bool told(int argc, char **argv, const char *word)
{
	return argc > 1 && strcmp(argv[1], word) == 0;
}

/* How many times as fast as they. */
static void print_peers(struct bench *b, double rate)
{
	double events = (double)b->view.events, lite = events / sqlite(b);
	const struct figure sqlite_figure = { "mine_follows", "events/s", rate, 150, HIGHER,
					      "SQLite's window query", lite };

	print_figure(&sqlite_figure);
	if (b->peers == NULL) {
		(void)fprintf(stderr, "# DuckDB is not here: npm ci in bench/\n");
		return;
	}
	const struct figure figure[] = {
		{ "mine_follows", "events/s", rate, 15, HIGHER, "DuckDB's lag query",
		  events / median(b->lag, RUNS) },
		{ "mine_follows", "events/s", rate, 1, HIGHER,
		  "DuckDB with the activity before prepared",
		  events / median(b->prepared, RUNS) },
	};

	print_figure(&figure[0]);
	print_figure(&figure[1]);
	peers_close(b->peers);
}

int main(int argc, char **argv)
{
	int64_t events = told(argc, argv, "--large") ? 100000000 : 10000000;
	bool peers = told(argc, argv, "--peers");
	struct measure m[] = { { .run = follows }, { .run = variants }, { .run = filtered },
			       { .run = plain_expat }, { .run = read_xes }, { .run = read_csv } };
	struct bench b = { .xes = tmpfile(), .csv = tmpfile() };
	struct err e;

	if (b.xes == NULL || b.csv == NULL ||
	    !mine_filter_read(STR("duration:5d/30d"), NULL, 0, &b.filter, &e)) {
		give_up("bench_mine", "no temporary file");
	}
	arena_init(&b.arena, arena_most);
	arena_init(&b.scratch, arena_most);
	double bytes = event_bytes(&b, events);

	b.rank = mine_names_rank(&b.arena, &mine_log_of(b.in)->activities);
	write_files(b.xes, b.csv);
	b.peers = peers ? peers_open(&b.view) : NULL;
	measure_all(&b, m, sizeof(m) / sizeof(m[0]));
	const struct figure figure[] = {
		{ "mine_follows", "events/s", median(m[0].rate, RUNS), 150e6, HIGHER, NULL, 0 },
		{ "mine_variants", "events/s", median(m[1].rate, RUNS), 30e6, HIGHER, NULL, 0 },
		{ "mine_filter", "s", 1 / median(m[2].rate, RUNS),
		  0.15 * (double)events / 10e6, LOWER, NULL, 0 },
		{ "mine_read_xes", "bytes/s", median(m[4].rate, RUNS), 0.55, HIGHER,
		  "expat with empty handlers", median(m[3].rate, RUNS) },
		{ "mine_read_text", "bytes/s", median(m[5].rate, RUNS), 200e6, HIGHER, NULL, 0 },
		{ "mine_event_bytes", "bytes", bytes, 40, LOWER, NULL, 0 },
	};

	for (size_t i = 0; i < sizeof(figure) / sizeof(figure[0]); i++) {
		print_figure(&figure[i]);
	}
	if (peers) {
		print_peers(&b, figure[0].value);
	}
	(void)fprintf(stderr, "# sum %lld\n", (long long)b.sum);
	mine_close(b.in);
	arena_done(&b.scratch);
	arena_done(&b.arena);
	(void)fclose(b.xes);
	(void)fclose(b.csv);
	return 0;
}
