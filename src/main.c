/* The program's entry, and the one place that knows both faces: the command line
 * starts the server through the functions given here. */
#include "cli/cli.h"

#include "web/web.h"

#include "app/demo_living.h"
#include "app/hook.h"
#include "app/message.h"
#include "app/detect_run.h"
#include "app/foretell_run.h"
#include "app/post_run.h"
#include "app/ticker.h"
#include "app/world.h"

#include "edge/courier.h"
#include "edge/httpd.h"
#include "edge/limits.h"
#include "edge/listen.h"
#include "edge/notify.h"
#include "edge/qr.h"
#include "edge/sandbox.h"
#include "edge/sheet_pdf.h"

#include "base/hash.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { LOOPS = 2, CONNECTIONS = 1000, WATCHERS = 16 };
/* Nobody alone takes all: an office behind one address has room, and others too. */
enum { CONNECTIONS_EACH = CONNECTIONS / 2 };
/* Beside connections: the store's files for each worker, uploads, libraries. */
enum { FILES_BESIDE = 200 };

struct serving {
	struct arena own;		/* the app's: the writer's thread, once it runs */
	struct app *app;
	struct writer *writer;
	struct ticker *ticker;
	struct web *web;
	struct httpd *httpd, *watch;
	int socket, watch_socket;	/* bound, not yet theirs; or -1 */
	int manager;			/* who started us and wants to hear; or -1 */
	const char *log_path;		/* or NULL: stderr */
	struct tls *tls;
	struct sandbox_lack lack;
	struct traffic *traffic;
	struct access_log *log;
	struct sessions *sessions;
	struct tries *tries;
	struct living *living;
	struct courier *courier;	/* where there are webhooks */
	struct post_runner *hooks;
	struct courier *postman;	/* where messages to people go out */
	struct post_runner *messages;
	struct detect_runner *detect;
	struct foretell_runner *foretell;
	int64_t stands_at;		/* a clock set by hand, where nothing lives on */
	sigset_t told;
};

static int take_socket(int *own)
{
	int fd = *own;
	*own = -1;
	return fd;
}

static void close_socket(int *own)
{
	if (*own >= 0) {
		(void)close(take_socket(own));
	}
}

static void stop(struct serving *s)
{
	notify_say(s->manager, "STOPPING=1");
	if (s->web) {
		web_drain(s->web);
	}
	if (s->httpd) {
		httpd_stop(s->httpd);
	}
	if (s->watch) {
		httpd_stop(s->watch);
	}
	close_socket(&s->socket);
	close_socket(&s->watch_socket);
	close_socket(&s->manager);
	if (s->web) {
		web_close(s->web);
	}
	living_stop(s->living);
	courier_end(s->courier);
	courier_end(s->postman);
	post_run_stop(s->hooks);
	post_run_stop(s->messages);
	detect_run_stop(s->detect);
	foretell_run_stop(s->foretell);
	ticker_stop(s->ticker);
	if (s->writer) {
		writer_stop(s->writer);
	}
	living_close(s->living);
	sessions_close(s->sessions);
	tries_close(s->tries);
	app_close(s->app);
	tls_close(s->tls);
	arena_done(&s->own);
	courier_close(s->courier);
	courier_close(s->postman);
	access_log_close(s->log);
}

static void note_clock(void *ctx, const struct err *what)
{
	access_log_note(ctx, world_clock(), what ? what->key : "clock.right");
}

static int64_t standing_clock(void *ctx)
{
	const struct serving *s = ctx;
	return s->stands_at;
}

/* A demonstration's own time, for all who ask. */
static bool open_living(struct arena *a, const struct serve_wish *wish, struct serving *s,
			struct err *e)
{
	struct living_options o = { .app = s->app, .sessions = s->sessions,
				    .speed = wish->speed };
	return !wish->living || living_open(a, &o, &s->living, e);
}

static bool start_living(struct serving *s, struct err *e)
{
	return !s->living || living_start(s->living, s->writer, e);
}

static void note_courier(void *ctx)
{
	access_log_note(ctx, world_clock(), "courier.gone");
}

/* Without webhooks, and unless some are to be added meanwhile, nobody may go out: the process
 * that could is ended. */
static bool start_hooks(struct arena *a, const struct serve_wish *wish, struct serving *s,
			struct err *e)
{
	struct post_run_options o = { .writer = s->writer, .kind = hook_post,
				      .post = courier_post, .post_ctx = s->courier,
				      .gone = note_courier, .gone_ctx = s->log };
	struct hook_list list;
	if (!hook_list(s->app, a, &list, e)) {
		return false;
	}
	if (list.n == 0 && !wish->webhooks) {
		courier_end(s->courier);
		courier_close(s->courier);
		s->courier = NULL;
		return true;
	}
	return post_run_start(a, &o, &s->hooks, e);
}

/* What detectors find is written a second behind the ledger. */
static bool start_detect(struct arena *a, const struct serve_wish *wish, struct serving *s,
			 struct err *e)
{
	return detect_run_start(a, wish->dir, s->writer, &s->detect, e);
}

/* Apologies by forecast. Where a clock stands, time does nothing either. */
static bool start_foretell(struct arena *a, const struct serve_wish *wish, struct serving *s,
			   struct err *e)
{
	struct foretell_options o = { .dir = wish->dir, .writer = s->writer };
	if (s->living) {
		o.clock = living_clock;
		o.clock_ctx = s->living;
	}
	return (!s->living && wish->from != INSTANT_NONE) ||
	       foretell_run_start(a, &o, &s->foretell, e);
}

static bool start_messages(struct arena *a, const struct serve_wish *wish, struct serving *s,
			   struct err *e)
{
	if (!wish->senders) {
		return true;
	}
	struct post_run_options o = { .writer = s->writer, .post = courier_post,
				      .post_ctx = s->postman, .gone = note_courier,
				      .gone_ctx = s->log };
	o.kind = message_post(str_of(wish->senders->from), str_of(wish->senders->from_name));
	return post_run_start(a, &o, &s->messages, e);
}

static void counted(void *ctx, struct buf *b)
{
	const struct serving *s = ctx;
	traffic_text(s->traffic, b);
	if (s->tls) {
		buf_text(b, "# HELP dunghen_tls_ends_seconds When the certificate in use ends, "
			    "seconds since 1970.\n# TYPE dunghen_tls_ends_seconds gauge\n");
		buf_fmt(b, "dunghen_tls_ends_seconds %lld\n", (long long)tls_ends(s->tls));
	}
}

/* For whoever watches: few connections, and itself not counted. */
static bool start_watch(struct arena *a, const struct serve_wish *wish, struct serving *s,
			struct err *e)
{
	struct httpd_options watch = { .listen = wish->metrics, .loops = 1,
				       .connections = WATCHERS, .deadline_s = wish->deadline_s,
				       .calls = web_watch_calls(s->web) };
	if (wish->metrics.n == 0) {
		return true;
	}
	watch.socket = take_socket(&s->watch_socket);
	return httpd_start(a, &watch, &s->watch, e);
}

/* Addresses and libraries first: both may want rights that are then given up. */
static bool prepare(struct arena *a, const struct serve_wish *wish, struct serving *s,
		    struct err *e)
{
	return limits_files(CONNECTIONS + WATCHERS + FILES_BESIDE, e) &&
	       notify_open(&s->manager, e) && listen_bind(a, wish->listen, &s->socket, e) &&
	       (wish->metrics.n == 0 || listen_bind(a, wish->metrics, &s->watch_socket, e)) &&
	       httpd_ready(e) && (!wish->user || sandbox_user(a, wish->user, e));
}

static bool enclose(struct arena *a, const struct serve_wish *wish, struct serving *s,
		    struct err *e)
{
	struct sandbox_wish sandbox = { .dir = wish->dir,
					.log = wish->access_log,
					.reads = { wish->tls_cert, wish->tls_key } };
	return !wish->sandbox || sandbox_enter(a, &sandbox, &s->lack, e);
}

/* What was asked for and cannot be, and what nobody should want. */
static void note_lacks(struct serving *s)
{
	if (s->lack.landlock) {
		access_log_note(s->log, world_clock(), "sandbox.no_landlock");
	}
	if (s->lack.seccomp) {
		access_log_note(s->log, world_clock(), "sandbox.no_seccomp");
	}
	if (sandbox_root() && app_mode_of(s->app) == APP_PRODUCTION) {
		access_log_note(s->log, world_clock(), "sandbox.root");
	}
}

static bool open_tls(struct arena *a, const struct serve_wish *wish, struct serving *s,
		     struct err *e)
{
	return !wish->tls_cert ||
	       tls_open(a, wish->tls_cert, wish->tls_key, world_clock(), &s->tls, e);
}

static bool open_log(struct arena *a, const struct serve_wish *wish, struct serving *s,
		     struct err *e)
{
	int fd = STDERR_FILENO;
	s->log_path = wish->access_log;
	return (!s->log_path || access_log_file(s->log_path, &fd, e)) &&
	       access_log_open(a, fd, &s->log, e);
}

static bool start(struct arena *a, const struct serve_wish *wish, struct serving *s,
		  struct err *e)
{
	struct app_options app = { .dir = wish->dir, .access = APP_WRITER,
				   .clock = wish->from };
	struct web_options web = { .dir = wish->dir, .workers = wish->workers,
				   .secure = wish->secure, .proxied = wish->proxied,
				   .pdf = sheet_pdf, .qr = qr_make };
	struct httpd_options http = { .listen = wish->listen, .loops = LOOPS,
				      .connections = CONNECTIONS, .deadline_s = wish->deadline_s,
				      .secure = wish->secure,
				      .connections_each = wish->proxied ? 0 : CONNECTIONS_EACH };
	s->traffic = traffic_open(a);
	if (!open_tls(a, wish, s, e) || !open_log(a, wish, s, e) ||
	    !app_open(&s->own, &app, &s->app, e) ||
	    !sessions_open(a, s->app, world_clock(), &s->sessions, e) ||
	    !tries_open(a, s->app, world_clock(), &s->tries, e) ||
	    !open_living(a, wish, s, e) || !writer_start(a, s->app, &s->writer, e)) {
		return false;
	}
	if (!start_hooks(a, wish, s, e) || !start_messages(a, wish, s, e) ||
	    !start_detect(a, wish, s, e)) {
		return false;
	}
	note_lacks(s);
	web.writer = s->writer;
	web.hooks = s->hooks != NULL;
	web.hooks_local = wish->webhook_local;
	if (s->living) {
		writer_clock(s->writer, living_clock, s->living);
		web.clock = living_clock;
		web.clock_ctx = web.living = s->living;
	} else if (wish->from != INSTANT_NONE) {
		s->stands_at = app_now(s->app);
		web.clock = standing_clock;
		web.clock_ctx = s;
	}
	random_bytes(web.key, sizeof(web.key));
	web.counted = counted;
	web.counted_ctx = s;
	web.sends[CONTACT_PHONE] = wish->senders && wish->senders->sms;
	web.sends[CONTACT_EMAIL] = wish->senders && wish->senders->smtp;
	web.sessions = s->sessions;
	web.tries = s->tries;
	struct ticker_options tick = { .writer = s->writer, .sessions = s->sessions,
				       .tries = s->tries, .clock = note_clock,
				       .clock_ctx = s->log };
	if (!web_open(a, &web, &s->web, e) || !ticker_start(a, &tick, &s->ticker, e) ||
	    !start_living(s, e) || !start_foretell(a, wish, s, e)) {
		return false;
	}
	http.calls = web_calls(s->web);
	http.tls = s->tls;
	http.log = wish->living ? NULL : s->log;
	http.traffic = s->traffic;
	if (!start_watch(a, wish, s, e)) {
		return false;
	}
	http.socket = take_socket(&s->socket);
	return httpd_start(a, &http, &s->httpd, e);
}

/* Before any thread is made: all of them leave these to sigwait. */
static void block_signals(const struct serve_wish *wish, struct serving *s)
{
	(void)sigemptyset(&s->told);
	(void)sigaddset(&s->told, SIGINT);
	(void)sigaddset(&s->told, SIGTERM);
	/* Where there is nothing to read anew it ends the program, as when its terminal
	 * is closed; unless a manager sends it. */
	if (wish->tls_cert || wish->access_log || s->manager >= 0) {
		(void)sigaddset(&s->told, SIGHUP);
	}
	(void)pthread_sigmask(SIG_BLOCK, &s->told, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
}

static bool prepared(struct arena *a, const struct serve_wish *wish, struct serving *s,
		     struct err *e)
{
	if (!prepare(a, wish, s, e)) {
		return false;
	}
	block_signals(wish, s);
	/* Couriers are made before anything secret is read. */
	struct courier_wish courier = { .local = wish->webhook_local, .sandbox = wish->sandbox };
	struct courier_wish postman = { .senders = wish->senders, .sandbox = wish->sandbox };
	return courier_start(a, &courier, &s->courier, e) &&
	       (!wish->senders || courier_start(a, &postman, &s->postman, e)) &&
	       enclose(a, wish, s, e);
}

static bool serve_start(struct arena *a, const struct serve_wish *wish, struct serving **out,
			struct err *e)
{
	struct serving *s = arena_new(a, struct serving);
	s->socket = s->watch_socket = s->manager = -1;
	arena_init(&s->own, 0);
	if (!prepared(a, wish, s, e) || !start(a, wish, s, e)) {
		stop(s);
		return false;
	}
	notify_say(s->manager, "READY=1");
	*out = s;
	return true;
}

static int serve_port(const struct serving *s)
{
	return httpd_port(s->httpd);
}

static int serve_watched(const struct serving *s)
{
	return s->watch ? httpd_port(s->watch) : 0;
}

static bool serve_demo(const struct serving *s)
{
	return app_mode_of(s->app) == APP_DEMO;
}

static bool reread(struct serving *s, struct err *e)
{
	int fd;
	bool ok = true;
	if (s->log_path) {
		ok = access_log_file(s->log_path, &fd, e);
		if (ok) {
			access_log_turn(s->log, fd);
		}
	}
	/* A log that cannot be made is no reason to keep an old certificate. */
	struct err *first = ok ? e : &(struct err){ 0 };
	ok = (!s->tls || tls_reread(s->tls, world_clock(), first)) && ok;
	access_log_note(s->log, world_clock(), ok ? "serve.reread" : e->key);
	return ok;
}

static bool serve_until_told(struct serving *s, struct err *e)
{
	int which = 0;
	while (which != SIGINT && which != SIGTERM) {
		if (sigwait(&s->told, &which) == 0 && which == SIGHUP && !reread(s, e)) {
			return false;
		}
	}
	stop(s);
	return true;
}

static bool courier_ready(struct arena *a, bool local, const struct mail_senders *senders,
			  struct courier **out, struct err *e)
{
	struct courier_wish wish = { .local = local, .senders = senders, .sandbox = true };
	return courier_start(a, &wish, out, e);
}

int main(int argc, char **argv)
{
	static const struct cli_faces faces = {
		listen_known, serve_start, serve_port, serve_watched, serve_demo, sheet_pdf,
		courier_ready, courier_post, courier_close, serve_until_told,
	};
	hash_setup();
	return cli_main(argc, argv, &faces);
}
