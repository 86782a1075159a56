/* A log for tests of mining, opened, filled by words and closed. */
#ifndef DUNGHEN_TEST_MINE_LOG_H
#define DUNGHEN_TEST_MINE_LOG_H

#include "core/mine_log.h"

#include "base/compiler.h"
#include "core/xes.h"

#include <assert.h>

__attribute__((unused)) static void log_open(struct mine_log *l)
{
	struct buf *buf[MINE_BUFS];

	*l = (struct mine_log){ .events = 0 };
	mine_log_bufs(l, buf);
	for (size_t i = 0; i < MINE_BUFS; i++) {
		buf_init(buf[i], (size_t)1 << 30);
	}
}

__attribute__((unused)) static void log_close(struct mine_log *l)
{
	struct buf *buf[MINE_BUFS];

	mine_log_bufs(l, buf);
	for (size_t i = 0; i < MINE_BUFS; i++) {
		buf_done(buf[i]);
	}
}

/* An empty holder is none. */
__attribute__((unused)) static void log_event(struct mine_log *l, const char *in,
					      const char *activity, const char *holder,
					      int64_t us)
{
	struct mine_event ev = { .holder = MINE_NONE, .time = us };
	struct err e;
	bool good = mine_names_id(&l->cases, str_of(in), &ev.in, &e) &&
		    mine_names_id(&l->activities, str_of(activity), &ev.activity, &e) &&
		    (holder[0] == '\0' ||
		     mine_names_id(&l->holders, str_of(holder), &ev.holder, &e)) &&
		    mine_log_add(l, &ev, &e);

	assert(good);
}

#endif
