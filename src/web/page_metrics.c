/* /metrics. */
#include "page_metrics.h"

#include "web_int.h"

#include "app/vitals.h"

static void put(struct buf *b, const char *name, const char *type, const char *help,
		int64_t value)
{
	buf_fmt(b, "# HELP dunghen_%s %s\n# TYPE dunghen_%s %s\ndunghen_%s %lld\n", name, help,
		name, type, name, (long long)value);
}

/* Instants are seconds of the epoch already. */
static void put_moment(struct buf *b, const char *name, const char *help, int64_t at)
{
	if (at != INSTANT_NONE) {
		put(b, name, "gauge", help, at);
	}
}

static size_t queued(struct web *web)
{
	size_t n = 0;
	pthread_mutex_lock(&web->lock);
	for (const struct exchange *x = web->first; x; x = x->next) {
		n++;
	}
	pthread_mutex_unlock(&web->lock);
	return n;
}

static void metrics_show(struct exchange *x)
{
	struct web *web = x->web;
	struct writer_count done = writer_counted(web->o.writer);
	struct buf *b = x->page;
	struct vitals v;
	struct err e;
	if (!app_vitals(x->app, x->a, &v, &e)) {
		reply_err(x, &e);
		return;
	}
	put(b, "ready", "gauge", "1 while new work is taken.", !atomic_load(&web->draining));
	put(b, "clock_wrong", "gauge", "1 while the machine's clock looks wrong.", v.clock_wrong);
	put(b, "ledger_entries", "counter", "Entries of the ledger.", v.entries);
	put_moment(b, "ledger_last_seconds", "Time of the last entry.", v.last_at);
	put(b, "ledger_signed_entries", "counter", "Entries under the newest stored head.",
	    v.head_size);
	put_moment(b, "ledger_head_seconds", "Time of that head.", v.head_at);
	put(b, "writer_commands_total", "counter", "Commands and jobs done by the writer.",
	    done.commands);
	put(b, "writer_groups_total", "counter", "Groups they were committed in.", done.groups);
	put(b, "requests_queued", "gauge", "Requests that wait for a worker.",
	    (int64_t)queued(web));
	put(b, "workers", "gauge", "Workers that answer them.", web->workers);
	put(b, "store_bytes", "gauge", "Size of the database.", v.store_bytes);
	put(b, "store_log_bytes", "gauge", "Size of its write-ahead log.", v.log_bytes);
	put(b, "messages_waiting", "gauge", "Messages to people that wait to be sent.", v.messages);
	put_moment(b, "messages_failing_seconds", "Since when none of one way goes out.",
		   v.unsent_at);
	if (v.free_kib >= 0) {
		put(b, "disk_free_bytes", "gauge", "Room left on its disk.", v.free_kib * 1024);
	}
	if (web->o.counted) {
		web->o.counted(web->o.counted_ctx, b);
	}
	reply_text(x, 200, "text/plain; version=0.0.4; charset=utf-8");
}

const struct route metrics_route = { HTTP_GET, "/metrics", WHO_PROBE, 0, "metrics_show",
				     metrics_show, false, false, SCOPE_ANY };
