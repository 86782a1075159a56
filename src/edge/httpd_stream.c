/* Bodies that come, and replies that go, part by part: no loop waits for the disk that
 * a part is for. While the program has one the connection is suspended. */
#include "httpd_int.h"

#include <assert.h>
#include <string.h>
#include <time.h>

static int64_t seconds(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec;
}

/* The program's own time does not count against the client. */
static void hand_out(struct request *r, enum state state)
{
	struct httpd *h = r->h;
	pthread_mutex_lock(&h->lock);
	r->left_s = r->conn->until_s - seconds();
	r->conn->phase = PHASE_WORK;
	r->conn->until_s = INT64_MAX;
	r->state = state;
	h->at_work++;
	pthread_mutex_unlock(&h->lock);
	mhd_suspend(r);
}

static void take_back(struct request *r, enum state state, enum phase phase)
{
	struct httpd *h = r->h;
	int64_t now = seconds();
	pthread_mutex_lock(&h->lock);
	r->conn->phase = phase;
	/* One that was cut off already has no deadline left. */
	r->conn->until_s = r->left_s < INT64_MAX - now ? now + r->left_s : INT64_MAX;
	r->state = state;
	h->at_work--;
	pthread_mutex_unlock(&h->lock);
	mhd_resume(r);
}

void stream_body(struct request *r, const char *data, size_t *n)
{
	struct http_calls *calls = &r->h->o.calls;
	size_t room = PART_BYTES - r->have;
	size_t take = *n < room ? *n : room;
	memcpy(r->body + r->have, data, take);
	r->have += take;
	r->got += take;
	*n -= take;
	if (r->have == PART_BYTES || r->got == (size_t)r->pub.length) {
		r->pub.part = (struct str){ r->body, r->have };
		hand_out(r, STATE_PART);
		calls->part(calls->ctx, &r->pub);
	}
}

ssize_t stream_fill(struct request *r, char *to, size_t most)
{
	struct http_calls *calls = &r->h->o.calls;
	if (r->pub.part.n == 0 && r->state == STATE_FILL) {
		return -1;
	}
	if (r->pub.part.n == 0) {
		hand_out(r, STATE_FILL);
		calls->fill(calls->ctx, &r->pub);
		return 0;
	}
	size_t n = r->pub.part.n < most ? r->pub.part.n : most;
	memcpy(to, r->pub.part.p, n);
	r->pub.part = str_sub(r->pub.part, n, r->pub.part.n);
	r->state = STATE_QUEUED;
	return (ssize_t)n;
}

bool stream_left(struct request *r)
{
	struct http_calls *calls = &r->h->o.calls;
	if (!r->pub.holds) {
		return false;
	}
	r->pub.holds = false;
	r->state = STATE_LEFT;
	calls->left(calls->ctx, &r->pub);
	return true;
}

void stream_more(struct http_request *pub)
{
	struct request *r = (struct request *)(void *)pub;
	switch (r->state) {
	case STATE_PART:
		r->have = 0;
		take_back(r, STATE_BODY, PHASE_BODY);
		return;
	case STATE_FILL:
		/* The state stays: empty again, it is the end. */
		take_back(r, STATE_FILL, PHASE_SEND);
		return;
	case STATE_LEFT:
		httpd_finish(r);
		return;
	case STATE_NEW:
	case STATE_BODY:
	case STATE_WORK:
	case STATE_ANSWERED:
	case STATE_QUEUED:
		break;
	}
	assert(false && "more was not asked for");
}
