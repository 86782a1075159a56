/*
 * Over HTTP, on loopback: tracking and the inbox by wrk beside libmicrohttpd's own
 * hello-world, acts by form and by programs beside the same acts in process, an open loop of 500
 * requests a second, and the memory of a served demonstration.
 */
#include "fill.h"
#include "form_crowd.h"
#include "hello_mhd.h"
#include "measure.h"

#include "app/view.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TRACKED = 200, LOOP_RATE = 500, LOOP_S = 10, LOOP_N = LOOP_RATE * LOOP_S, LOOP_LINES = 32 };
enum { MORNINGS = 5, REST_S = 3, BOARDS = 1000 };

static const char LOG[] = "build/bench/web.log";
static const char SCRIPT[] = "build/bench/track.lua", SCRIPT_GZIP[] = "build/bench/track-gzip.lua",
		  SCRIPT_ANEW[] = "build/bench/track-anew.lua";

/* The program under test is the one beside this one. */
static const char *program(void)
{
	return access("build/dunghen", X_OK) == 0 ? "build/dunghen" : "dunghen";
}

/* ---- what is asked for ---- */

struct asked {
	struct arena arena;
	struct str code[TRACKED], holder[TRACKED];
	char id[TRACKED][ID_TEXT];
	char pass[TRACKED][WORD_MOST];
	struct signed_in inbox;		/* of an officer with a page of rows */
	struct str chair;		/* who sees the whole province */
};

/* Open ones in an officer's hands, all over the store. */
static void choose_dossiers(struct asked *k, struct app *app)
{
	struct list_filter q = { .open = true, .limit = 1000 };
	struct list_page page;
	struct err e;
	size_t n = 0;
	bool more = true;
	while (more && n < TRACKED) {
		if (!app_list(app, &k->arena, &q, &page, &e)) {
			give_up("list", e.key);
		}
		for (size_t i = 0; i < page.n && n < TRACKED; i += 97) {
			const struct list_row *r = &page.row[i];
			const struct person *p = r->state != DOSSIER_OPEN ? NULL :
				org_person(app_org(app), r->holder.seat.person);
			if (p) {
				k->code[n] = r->code;
				(void)id_text('d', r->id.v, k->id[n]);
				k->holder[n++] = str_dup(&k->arena, p->key);
			}
		}
		more = page.next.n > 0;
		q.after = page.next;
	}
	for (size_t i = 0; n > 0 && n + i < TRACKED; i++) {
		k->code[n + i] = k->code[i % n];
		k->holder[n + i] = k->holder[i % n];
		memcpy(k->id[n + i], k->id[i % n], ID_TEXT);
	}
	if (n == 0) {
		give_up("tracking", "no open dossiers");
	}
}

static void choose_chair(struct asked *k, struct app *app)
{
	const struct org *o = app_org(app);
	const struct unit *top = org_unit_by_key(o, STR("dn"));
	for (size_t i = 0; top && i < o->assignments; i++) {
		const struct assignment *a = &o->assignment[i];
		if (a->unit.v == top->id.v && post_is(a->post, "head")) {
			k->chair = str_dup(&k->arena, org_person(o, a->person)->key);
		}
	}
	if (k->chair.n == 0) {
		give_up("board", "nobody leads the province");
	}
}

static void choose(struct asked *k, const char *dir)
{
	struct app_options o = { .dir = dir, .access = APP_READER, .clock = INSTANT_NONE };
	struct app *app;
	struct err e;
	if (!app_open(&k->arena, &o, &app, &e)) {
		give_up(dir, e.key);
	}
	choose_dossiers(k, app);
	choose_chair(k, app);
	app_close(app);
}

/* A word of twelve digits: only its owner's number has so many. */
static bool find_number(const char *text, char out[5])
{
	size_t digits = 0;
	for (const char *p = text; *p; p++) {
		digits = *p >= '0' && *p <= '9' ? digits + 1 : 0;
		if (digits == 12 && p - text > 12 && p[-12] == ' ' && (p[1] < '0' || p[1] > '9')) {
			memcpy(out, p - 3, 4);
			out[4] = '\0';
			return true;
		}
	}
	return false;
}

/* Each page is opened by the digits of its owner, which whoever holds it can see. */
static void open_tracking(struct asked *k, struct line *l)
{
	for (size_t i = 0; i < TRACKED; i++) {
		char path[WORD_MOST], digits[5];
		(void)snprintf(path, sizeof(path), "/dossiers/%.*s", STR_ARG(k->code[i]));
		struct signed_in s;
		sign_in(l, str_cstr(&k->arena, k->holder[i]), &s);
		struct reply r = line_get(l, path, s.cookie);
		if (r.status != 200 || !find_number(r.body, digits)) {
			give_up(path, "its owner's number is not shown");
		}
		struct str body = str_fmt(&k->arena, "code=%.*s&digits=%s", STR_ARG(k->code[i]),
					  digits);
		r = line_post(l, "/track", "", body);
		if (r.status != 303 || !between(r.head, "Set-Cookie: ", ';', k->pass[i])) {
			give_up("/track", r.body);
		}
	}
}

/* A program in Lua for wrk. */
static FILE *begin_script(const char *path)
{
	FILE *f = fopen(path, "w");
	if (!f) {
		give_up(path, "cannot be written");
	}
	(void)fprintf(f, "local r, i = {}, 0\nfunction init(args)\n");
	return f;
}

static void end_script(FILE *f, const char *path)
{
	if (fclose(f) != 0) {
		give_up(path, "cannot be written");
	}
}

/* One page after the other, each with its cookie. */
static void write_script(const struct asked *k, const char *path, const char *encoding)
{
	FILE *f = begin_script(path);
	for (size_t i = 0; i < TRACKED; i++) {
		(void)fprintf(f, "r[#r + 1] = wrk.format('GET', '/track/%.*s', "
				 "{ ['Cookie'] = '%s', ['Accept-Encoding'] = '%s' })\n",
			      STR_ARG(k->code[i]), k->pass[i], encoding);
	}
	(void)fprintf(f, "end\nfunction request() i = i %% #r + 1 return r[i] end\n");
	end_script(f, path);
}

/* The same, each time by another address, so that none was made before. */
static void write_script_anew(const struct asked *k, const char *path)
{
	FILE *f = begin_script(path);
	for (size_t i = 0; i < TRACKED; i++) {
		(void)fprintf(f, "r[#r + 1] = { '/track/%.*s?', { ['Cookie'] = '%s' } }\n",
			      STR_ARG(k->code[i]), k->pass[i]);
	}
	(void)fprintf(f, "end\nlocal n = %lld\nfunction request() i = i %% #r + 1 n = n + 1 "
			 "return wrk.format('GET', r[i][1] .. n, r[i][2]) end\n",
		      (long long)now_us());
	end_script(f, path);
}

/* ---- by wrk ---- */

struct rates {
	double hello[RUNS], track[RUNS], inbox[RUNS], track_gzip[RUNS], inbox_gzip[RUNS];
	double track_anew[RUNS];
	double forms[RUNS], programs[RUNS], acts[RUNS], alone[RUNS];
};

static void measure_reading(const struct asked *k, const struct served *s,
			    const struct served *hello, int run, struct rates *r)
{
	struct load track = { .port = s->port, .path = "/track", .script = SCRIPT };
	struct load inbox = { .port = s->port, .path = "/work", .cookie = k->inbox.cookie };
	r->hello[run] = wrk_rate(&(struct load){ .port = hello->port, .path = "/" });
	r->track[run] = wrk_rate(&track);
	r->inbox[run] = wrk_rate(&inbox);
	inbox.gzip = true;
	r->inbox_gzip[run] = wrk_rate(&inbox);
	track.script = SCRIPT_GZIP;
	r->track_gzip[run] = wrk_rate(&track);
	track.script = SCRIPT_ANEW;
	write_script_anew(k, SCRIPT_ANEW);
	r->track_anew[run] = wrk_rate(&track);
}

static void print_rates(struct rates *r)
{
	double hello = median(r->hello, RUNS), acts = median(r->acts, RUNS);
	print_figure(&(struct figure){ .name = "web_track", .unit = "requests/s", .limit = 0.25,
				       .value = median(r->track, RUNS), .peer = "hello-world",
				       .peer_value = hello });
	print_figure(&(struct figure){ .name = "web_track_anew", .unit = "requests/s",
				       .value = median(r->track_anew, RUNS), .peer = "hello-world",
				       .peer_value = hello });
	print_figure(&(struct figure){ .name = "web_inbox", .unit = "requests/s", .limit = 2000,
				       .value = median(r->inbox, RUNS) });
	print_figure(&(struct figure){ .name = "web_track_gzip", .unit = "requests/s",
				       .value = median(r->track_gzip, RUNS) });
	print_figure(&(struct figure){ .name = "web_inbox_gzip", .unit = "requests/s",
				       .value = median(r->inbox_gzip, RUNS) });
	print_figure(&(struct figure){ .name = "web_form_alone_p50", .unit = "ms", .limit = 1.5,
				       .value = median(r->alone, RUNS), .better = LOWER });
	print_figure(&(struct figure){ .name = "web_forms_64", .unit = "acts/s", .limit = 0.5,
				       .value = median(r->forms, RUNS), .peer = "in process",
				       .peer_value = acts });
	print_figure(&(struct figure){ .name = "web_api_64", .unit = "acts/s", .limit = 0.5,
				       .value = median(r->programs, RUNS), .peer = "in process",
				       .peer_value = acts });
}

/* ---- open loop ---- */

struct loop {
	const struct asked *asked;
	int port;
	pthread_mutex_t lock;
	int next;
	int64_t start, at[LOOP_N];
	double wait_ms[LOOP_N];
};

/* Exponential gaps from a fixed seed. */
static void draw(struct loop *l)
{
	uint64_t z = 0x9E3779B97F4A7C15U;
	int64_t at = 0;
	for (int i = 0; i < LOOP_N; i++) {
		z ^= z << 13;
		z ^= z >> 7;
		z ^= z << 17;
		double u = ((double)(z >> 11) + 1) / 9007199254740993.0;
		double gap = -log(u);
		at += (int64_t)(gap * 1000000.0 / LOOP_RATE);
		l->at[i] = at;
	}
}

/* One track, one inbox, in turn. */
static void *ask_on_time(void *ctx)
{
	struct loop *l = ctx;
	struct line line;
	line_open(&line, l->port);
	for (;;) {
		char path[WORD_MOST] = "/work";
		pthread_mutex_lock(&l->lock);
		int i = l->next < LOOP_N ? l->next++ : -1;
		pthread_mutex_unlock(&l->lock);
		if (i < 0) {
			break;
		}
		size_t k = (size_t)(i / 2) % TRACKED;
		const char *cookie = l->asked->inbox.cookie;
		if (i % 2) {
			(void)snprintf(path, sizeof(path), "/track/%.*s",
				       STR_ARG(l->asked->code[k]));
			cookie = l->asked->pass[k];
		}
		sleep_until_us(l->start + l->at[i]);
		struct reply r = line_get(&line, path, cookie);
		if (r.status != 200) {
			give_up(path, r.body);
		}
		l->wait_ms[i] = (double)(now_us() - l->start - l->at[i]) / 1000.0;
	}
	line_close(&line);
	return NULL;
}

static void measure_loop(const struct asked *k, const struct served *s)
{
	static struct loop l;
	pthread_t thread[LOOP_LINES];
	struct arena a;
	arena_init(&a, 0);
	l = (struct loop){ .asked = k, .port = s->port, .start = now_us() + 10000 };
	pthread_mutex_init(&l.lock, NULL);
	draw(&l);
	long from = log_end(LOG);
	for (int i = 0; i < LOOP_LINES; i++) {
		if (pthread_create(&thread[i], NULL, ask_on_time, &l) != 0) {
			give_up("thread", "pthread_create");
		}
	}
	for (int i = 0; i < LOOP_LINES; i++) {
		(void)pthread_join(thread[i], NULL);
	}
	double *track = log_waits(&a, LOG, from, "/track/{code}", LOOP_N / 2);
	double *inbox = log_waits(&a, LOG, from, "/work", LOOP_N / 2);
	print_figure(&(struct figure){ .name = "web_open_loop_track_p99", .unit = "ms",
				       .limit = 10, .better = LOWER,
				       .value = percentile(track, LOOP_N / 2, 0.99) });
	print_figure(&(struct figure){ .name = "web_open_loop_inbox_p99", .unit = "ms",
				       .limit = 15, .better = LOWER,
				       .value = percentile(inbox, LOOP_N / 2, 0.99) });
	print_figure(&(struct figure){ .name = "web_open_loop_client_p99", .unit = "ms",
				       .value = percentile(l.wait_ms, LOOP_N, 0.99) });
	arena_done(&a);
}

/* ---- the board ---- */

/* The slowest is one that had to make the figures: at most one a minute and period. */
static void measure_board(const struct asked *k, struct line *l)
{
	static const char *const paths[] = { "/board", "/board?of=year", "/board?of=quarter",
					     "/board?with=year", "/board?unit=25195" };
	struct signed_in chair;
	struct arena a;
	arena_init(&a, 0);
	sign_in(l, str_cstr(&a, k->chair), &chair);
	long from = log_end(LOG);
	for (int i = 0; i < BOARDS; i++) {
		const char *path = paths[(size_t)i % ARRAY_LEN(paths)];
		struct reply r = line_get(l, path, chair.cookie);
		if (r.status != 200) {
			give_up(path, r.body);
		}
	}
	double *wait = log_waits(&a, LOG, from, "/board", BOARDS);
	print_figure(&(struct figure){ .name = "web_board_p50", .unit = "ms", .better = LOWER,
				       .value = percentile(wait, BOARDS, 0.5) });
	print_figure(&(struct figure){ .name = "web_board_p99", .unit = "ms", .limit = 20,
				       .better = LOWER,
				       .value = percentile(wait, BOARDS, 0.99) });
	print_figure(&(struct figure){ .name = "web_board_made", .unit = "ms", .better = LOWER,
				       .value = percentile(wait, BOARDS, 1) });
	arena_done(&a);
}

/* ---- a served demonstration ---- */

static void jump(struct line *l)
{
	struct reply r = line_post(l, "/demo/jump", "", STR("back=%2F"));
	while (r.status == 200 || r.status == 303) {
		r = line_get(l, "/demo/jump?back=%2F", "");
		if (r.status == 303) {
			return;
		}
		sleep_until_us(now_us() + 20000);
	}
	give_up("/demo/jump", r.body);
}

static void measure_demo(void)
{
	static struct line l;
	const char *argv[] = { program(), "demo", "--db", "build/bench/demo", "--json", "--listen",
			       "127.0.0.1:0", NULL };
	remove_folder("build/bench/demo");
	int64_t start = now_us();
	struct served s = serve_start(argv, "build/bench/demo.log");
	line_open(&l, s.port);
	(void)line_get(&l, "/", "");
	double first_s = (double)(now_us() - start) / 1000000.0;
	sleep_until_us(now_us() + REST_S * INT64_C(1000000));
	double rest = serve_memory(&s, "VmRSS");
	for (int i = 0; i < MORNINGS; i++) {
		jump(&l);
	}
	(void)wrk_rate(&(struct load){ .port = s.port, .path = "/" });
	(void)wrk_rate(&(struct load){ .port = s.port, .path = "/demo/people" });
	double peak = serve_memory(&s, "VmHWM");
	line_close(&l);
	serve_stop(&s);
	remove_folder("build/bench/demo");
	print_figure(&(struct figure){ .name = "demo_first_page", .unit = "s", .limit = 30,
				       .value = first_s, .better = LOWER });
	print_figure(&(struct figure){ .name = "demo_memory_rest", .unit = "MB", .limit = 60,
				       .value = rest, .better = LOWER });
	print_figure(&(struct figure){ .name = "demo_memory_peak", .unit = "MB", .limit = 100,
				       .value = peak, .better = LOWER });
}

/* ---- all of it ---- */

static void tell_rows(struct line *l, const struct signed_in *s)
{
	struct reply r = line_get(l, "/work", s->cookie);
	int rows = 0;
	for (const char *p = r.body; (p = strstr(p, "class=\"code\"")) != NULL; p++) {
		rows++;
	}
	(void)fprintf(stderr, "# inbox: %d rows, %zu bytes\n", rows, r.body_n);
}

static void measure_store(const char *dir, const char *other)
{
	static struct asked asked;
	static struct rates r;
	static struct line l;
	struct arena a;
	double wait_ms[FORMS_ALONE];
	arena_init(&a, 0);
	arena_init(&asked.arena, 0);
	choose(&asked, dir);
	struct form_crowd *crowd = forms_settle(&a, dir);
	for (size_t i = 0; i < TRACKED; i++) {
		forms_leave(crowd, asked.id[i]);
	}
	const char *argv[] = { program(), "serve", "--db", dir, "--json", "--listen",
			       "127.0.0.1:0", NULL };
	struct served hello = hello_start(), s = serve_start(argv, LOG);
	serve_settle(&s);
	line_open(&l, s.port);
	sign_in(&l, forms_officer(crowd), &asked.inbox);
	tell_rows(&l, &asked.inbox);
	measure_board(&asked, &l);
	open_tracking(&asked, &l);
	write_script(&asked, SCRIPT, "identity");
	write_script(&asked, SCRIPT_GZIP, "gzip");
	forms_enter(crowd, &s);
	for (int run = 0; run < RUNS; run++) {
		measure_reading(&asked, &s, &hello, run, &r);
		r.acts[run] = acts_run(&a, other, run);
		r.forms[run] = forms_run(crowd);
		r.programs[run] = programs_run(crowd);
		forms_alone(crowd, wait_ms);
		r.alone[run] = percentile(wait_ms, FORMS_ALONE, 0.5);
		(void)fprintf(stderr, "# run %d: hello %.0f, track %.0f (anew %.0f), inbox %.0f; "
				      "forms %.0f, programs %.0f, in process %.0f, alone %.2f ms\n",
			      run, r.hello[run], r.track[run], r.track_anew[run], r.inbox[run],
			      r.forms[run], r.programs[run], r.acts[run], r.alone[run]);
	}
	print_rates(&r);
	measure_loop(&asked, &s);
	line_close(&l);
	serve_stop(&s);
	serve_stop(&hello);
	arena_done(&asked.arena);
	arena_done(&a);
}

int main(int argc, char **argv)
{
	static const char *const dirs[] = { "build/bench/web", "build/bench/web-other" };
	struct arena a;
	hash_setup();
	arena_init(&a, 0);
	const char *base = filled_store(&a, store_size(argc, argv));
	for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
		remove_folder(dirs[i]);
		copy_folder(base, dirs[i]);
	}
	measure_store(dirs[0], dirs[1]);
	for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
		remove_folder(dirs[i]);
	}
	measure_demo();
	arena_done(&a);
	return 0;
}
