/* Requests counted by kind, their times in buckets. */
#include "traffic.h"

#include <pthread.h>
#include <string.h>

/* Upper bounds in microseconds; the last row counts all. */
static const int64_t bound_us[] = { 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000,
				    500000, 1000000, 5000000 };
enum { BOUNDS = sizeof(bound_us) / sizeof(bound_us[0]) };

struct kind {
	const char *route, *method;
	int status;
	int64_t requests, bytes, left;	/* left: the client went before its end */
};

struct timing {
	const char *route;
	int64_t upto[BOUNDS + 1];	/* took so long, in the first bucket it fits */
	int64_t us;
};

struct traffic {
	pthread_mutex_t lock;
	struct kind kind[TRAFFIC_ROWS + 1];
	struct timing timing[TRAFFIC_ROWS + 1];
	size_t kinds, timings;
};

struct traffic *traffic_open(struct arena *a)
{
	struct traffic *t = arena_new(a, struct traffic);
	pthread_mutex_init(&t->lock, NULL);
	return t;
}

/* Some hundred at most, those asked for first and mostly in front. */
static struct kind *kind_of(struct traffic *t, const struct access_line *l)
{
	size_t i = 0;
	while (i < t->kinds && (t->kind[i].route != l->route || t->kind[i].method != l->method ||
				t->kind[i].status != l->status)) {
		i++;
	}
	if (i == t->kinds && i < TRAFFIC_ROWS) {
		t->kind[t->kinds++] = (struct kind){ l->route, l->method, l->status, 0, 0, 0 };
	} else if (i == TRAFFIC_ROWS) {
		t->kind[i].route = t->kind[i].method = "other";
	}
	return &t->kind[i];
}

static struct timing *timing_of(struct traffic *t, const char *route)
{
	size_t i = 0;
	while (i < t->timings && t->timing[i].route != route) {
		i++;
	}
	if (i == t->timings && i < TRAFFIC_ROWS) {
		t->timing[t->timings++].route = route;
	} else if (i == TRAFFIC_ROWS) {
		t->timing[i].route = "other";
	}
	return &t->timing[i];
}

void traffic_add(struct traffic *t, const struct access_line *line)
{
	size_t bucket = 0;
	while (bucket < BOUNDS && line->us > bound_us[bucket]) {
		bucket++;
	}
	pthread_mutex_lock(&t->lock);
	struct kind *k = kind_of(t, line);
	k->requests++;
	k->bytes += line->bytes;
	k->left += !line->sent;
	struct timing *m = timing_of(t, line->route);
	m->upto[bucket]++;
	m->us += line->us;
	pthread_mutex_unlock(&t->lock);
}

/* ---- as text ---- */

static void put_head(struct buf *b, const char *name, const char *type, const char *help)
{
	buf_fmt(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void put_kinds(const struct traffic *t, struct buf *b, const char *name,
		      const char *help, int64_t (*of)(const struct kind *))
{
	put_head(b, name, "counter", help);
	for (size_t i = 0; i <= TRAFFIC_ROWS; i++) {
		const struct kind *k = &t->kind[i];
		if (k->route && of(k) > 0) {
			buf_fmt(b, "%s{route=\"%s\",method=\"%s\",status=\"%d\"} %lld\n", name,
				k->route, k->method, k->status, (long long)of(k));
		}
	}
}

static int64_t requests_of(const struct kind *k)
{
	return k->requests;
}

static int64_t bytes_of(const struct kind *k)
{
	return k->bytes;
}

static int64_t left_of(const struct kind *k)
{
	return k->left;
}

static void put_timing(struct buf *b, const char *name, const struct timing *m)
{
	int64_t upto = 0;
	for (size_t i = 0; i < BOUNDS; i++) {
		upto += m->upto[i];
		buf_fmt(b, "%s_bucket{route=\"%s\",le=\"%g\"} %lld\n", name, m->route,
			(double)bound_us[i] / 1000000.0, (long long)upto);
	}
	upto += m->upto[BOUNDS];
	buf_fmt(b, "%s_bucket{route=\"%s\",le=\"+Inf\"} %lld\n", name, m->route,
		(long long)upto);
	buf_fmt(b, "%s_sum{route=\"%s\"} %.6f\n", name, m->route, (double)m->us / 1000000.0);
	buf_fmt(b, "%s_count{route=\"%s\"} %lld\n", name, m->route, (long long)upto);
}

void traffic_text(struct traffic *t, struct buf *b)
{
	static const char took[] = "dunghen_http_request_seconds";
	pthread_mutex_lock(&t->lock);
	put_kinds(t, b, "dunghen_http_requests_total", "Requests answered.", requests_of);
	put_kinds(t, b, "dunghen_http_sent_bytes_total", "Bytes of bodies sent.", bytes_of);
	put_kinds(t, b, "dunghen_http_left_total", "Requests whose client left before the end.",
		  left_of);
	put_head(b, took, "histogram", "From the head of a request to the last byte of its reply.");
	for (size_t i = 0; i <= TRAFFIC_ROWS; i++) {
		if (t->timing[i].route) {
			put_timing(b, took, &t->timing[i]);
		}
	}
	pthread_mutex_unlock(&t->lock);
}
