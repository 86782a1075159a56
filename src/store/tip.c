/* How many entries were acknowledged, kept beside the database. */
#include "store_impl.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/*
 * A write-ahead log with a spoilt page is, to the engine, one that ends before that
 * page: what was committed after it would be gone without a word. So the number of
 * entries is noted here after each commit. It is not synced: after kill -9 it is
 * exact, after a power cut it may lag, and it is never ahead of what is durable. One
 * that cannot be read, or is not there, says nothing.
 */

enum { TIP_SIZE = 37 };		/* 19 digits, space, 16 hex digits, newline */

static uint64_t tip_sum(int64_t entries)
{
	return (uint64_t)row_sum(STR("tip"), &entries, 1, STR(""));
}

int64_t tip_read(struct store *s)
{
	int fd = open(store_path(s, TIP_NAME), O_RDONLY | O_CLOEXEC);
	char text[TIP_SIZE + 1] = "";
	int64_t entries;
	uint64_t sum;

	if (fd < 0) {
		return 0;
	}
	ssize_t n = pread(fd, text, TIP_SIZE, 0);

	(void)close(fd);		/* only read */
	bool told = n == TIP_SIZE && text[TIP_SIZE - 1] == '\n' &&
		    sscanf(text, "%19" SCNd64 " %16" SCNx64, &entries, &sum) == 2 &&
		    sum == tip_sum(entries);
	return told ? entries : 0;
}

void tip_write(struct store *s)
{
	char text[64];

	if (s->dir == NULL) {
		return;
	}
	if (s->tip < 0) {
		s->tip = open(store_path(s, TIP_NAME), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	}
	int64_t entries = s->committed.seq + 1;

	(void)snprintf(text, sizeof(text), "%019" PRId64 " %016" PRIx64 "\n", entries,
		       tip_sum(entries));
	/* Without it damage may go unnoticed, but none is done. */
	if (s->tip >= 0 && pwrite(s->tip, text, TIP_SIZE, 0) != TIP_SIZE) {
		(void)close(s->tip);
		s->tip = -1;
	}
}
