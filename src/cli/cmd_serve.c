/* `dunghen serve`: takes the options apart; main.c starts what it needs. */
#include "cmd_serve.h"

#include "senders.h"
#include "store.h"

const struct opt_spec serve_options[] = {
	DB_OPTION,
	{ "listen", OPT_VALUE, "ADDR:PORT" },
	{ "metrics", OPT_VALUE, "ADDR:PORT" },
	{ "workers", OPT_VALUE, "N" },
	{ "deadline", OPT_VALUE, "S" },
	{ "tls-cert", OPT_VALUE, "FILE" },
	{ "tls-key", OPT_VALUE, "FILE" },
	{ "secure", OPT_FLAG, NULL },
	{ "proxied", OPT_FLAG, NULL },
	{ "access-log", OPT_VALUE, "FILE" },
	{ "user", OPT_VALUE, "NAME" },
	{ "no-sandbox", OPT_FLAG, NULL },
	{ "webhooks", OPT_FLAG, NULL },
	{ "webhook-local", OPT_FLAG, NULL },
	{ "senders", OPT_VALUE, "FILE" },
	{ "clock", OPT_VALUE, "T" },
	{ NULL, OPT_END, NULL },
};

enum { WORKERS_MOST = 16, DEADLINE_MOST_S = 600 };

static struct str address_of(struct cli *c, const char *scheme, struct str listen, int port)
{
	struct str address = listen;
	/* Port 0 asked for any: say which it became. */
	while (address.n > 0 && address.p[address.n - 1] != ':') {
		address.n--;
	}
	if (address.n <= 1) {
		address = STR("127.0.0.1:");
	}
	return str_fmt(c->arena, "%s://%.*s%d", scheme, STR_ARG(address), port);
}

static void tell_address(struct cli *c, struct str url, struct str metrics, bool demo)
{
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		if (metrics.n > 0) {
			json_set_str(c->arena, o, "metrics", metrics);
		}
		json_set_str(c->arena, o, "url", url);
		cli_json(c, o);
		return;
	}
	struct text_arg arg = { "url", url };
	cli_sentence(c, "serve.address", &arg, 1);
	if (demo) {
		cli_sentence(c, "serve.demo", &arg, 1);
	}
	if (metrics.n > 0) {
		arg.value = metrics;
		cli_sentence(c, "serve.metrics", &arg, 1);
	}
}

int serve_run(struct cli *c, const struct serve_wish *wish,
	      void (*then)(struct cli *c, struct str url, const void *ctx), const void *ctx)
{
	struct serving *serving;
	struct err e;
	if (!c->faces->serve_start(c->arena, wish, &serving, &e)) {
		return cli_fail(c, &e);
	}
	struct str url = address_of(c, wish->tls_cert ? "https" : "http", wish->listen,
				    c->faces->serve_port(serving));
	int watched = c->faces->serve_watched(serving);
	struct str metrics = watched > 0 ? address_of(c, "http", wish->metrics, watched)
					 : STR("");
	if (metrics.n > 0) {
		metrics = STR_JOIN(c->arena, metrics, STR("/metrics"));
	}
	tell_address(c, url, metrics, c->faces->serve_demo(serving));
	if (then) {
		then(c, url, ctx);
	}
	(void)fflush(c->out);
	while (!c->faces->serve_until_told(serving, &e)) {
		cli_warn(c, &e);
	}
	if (!c->json) {
		cli_sentence(c, "serve.stopped", NULL, 0);
	}
	return EXIT_DONE;
}

static const char *value_of(struct cli *c, const struct opts *o, const char *name)
{
	return opt_has(o, name) ? str_cstr(c->arena, opt_str(o, name)) : NULL;
}

/* Each is of no use without the other. */
static bool read_tls(struct cli *c, const struct opts *o, struct serve_wish *out, struct err *e)
{
	struct str file;
	out->tls_cert = value_of(c, o, "tls-cert");
	out->tls_key = value_of(c, o, "tls-key");
	if (!out->tls_cert && !out->tls_key) {
		return true;
	}
	out->secure = true;
	return opt_need(o, "tls-cert", &file, e) && opt_need(o, "tls-key", &file, e);
}

int cmd_serve(struct cli *c, const struct opts *o)
{
	struct err e;
	int64_t workers, deadline, clock = INSTANT_NONE;
	struct str listen = opt_str(o, "listen"), metrics = opt_str(o, "metrics");
	if (!opt_words(o, 0, 0, &e) ||
	    !opt_int(o, "workers", SERVE_WORKERS, 1, WORKERS_MOST, &workers, &e) ||
	    !opt_int(o, "deadline", SERVE_DEADLINE_S, 1, DEADLINE_MOST_S, &deadline, &e) ||
	    (listen.n > 0 && !c->faces->listen_known(c->arena, listen, &e)) ||
	    (metrics.n > 0 && !c->faces->listen_known(c->arena, metrics, &e)) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &clock, &e))) {
		return cli_misuse(c, &e);
	}
	struct serve_wish wish = {
		.dir = db_dir(c, o),
		.listen = listen.n > 0 ? listen : STR(SERVE_LISTEN),
		.metrics = metrics,
		.workers = (int)workers,
		.deadline_s = (int)deadline,
		.secure = opt_has(o, "secure"),
		.proxied = opt_has(o, "proxied"),
		.access_log = value_of(c, o, "access-log"),
		.user = value_of(c, o, "user"),
		.sandbox = !opt_has(o, "no-sandbox"),
		.webhooks = opt_has(o, "webhooks"),
		.webhook_local = opt_has(o, "webhook-local"),
		.from = clock,
	};
	if (!read_tls(c, o, &wish, &e)) {
		return cli_misuse(c, &e);
	}
	if (opt_has(o, "senders") && !senders_read(c, opt_str(o, "senders"), &wish.senders, &e)) {
		return cli_fail(c, &e);
	}
	return serve_run(c, &wish, NULL, NULL);
}
