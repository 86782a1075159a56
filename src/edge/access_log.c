/* A ring of lines and the thread that writes them out. */
#include "access_log.h"

#include "base/buf.h"
#include "base/day.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { RING = 4096, LINE_MOST = 512 };

enum { CODE_SIZE = 64 };

/* Under load lines are written some at a time: to be woken for each would cost more
 * than to write it. */
enum { GATHER_NS = 2000000 };

struct line {
	struct access_line request;
	char code[CODE_SIZE];		/* not empty: a note, and only .at of the request */
};

struct access_log {
	int fd;				/* the thread's, once it runs */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t filled, turned;
	struct line line[RING];
	size_t head, n;
	int64_t dropped;
	int next_fd;			/* to be written to from now on; -1: none */
	bool ending;
};

static void add(struct access_log *log, const struct line *line)
{
	pthread_mutex_lock(&log->lock);
	if (log->n == RING) {
		log->dropped++;
	} else {
		log->line[(log->head + log->n++) % RING] = *line;
		if (log->n == 1) {
			pthread_cond_signal(&log->filled);
		}
	}
	pthread_mutex_unlock(&log->lock);
}

void access_log_add(struct access_log *log, struct access_line line)
{
	add(log, &(struct line){ .request = line });
}

void access_log_note(struct access_log *log, int64_t at, const char *code)
{
	struct line line = { .request.at = at };
	(void)snprintf(line.code, sizeof(line.code), "%s", code);
	add(log, &line);
}

static void put_line(struct buf *b, const struct line *line)
{
	const struct access_line *l = &line->request;
	char at[INSTANT_TEXT];
	if (line->code[0]) {
		buf_fmt(b, "{\"at\":\"%s\",\"code\":\"%s\"}\n", instant_text(l->at, at),
			line->code);
		return;
	}
	buf_fmt(b, "{\"at\":\"%s\",\"bytes\":%lld,\"method\":\"%s\",\"route\":\"%s\",",
		instant_text(l->at, at), (long long)l->bytes, l->method, l->route);
	buf_fmt(b, "\"sent\":%s,\"status\":%d,\"us\":%lld}\n", l->sent ? "true" : "false",
		l->status, (long long)l->us);
}

/* A log that cannot be written must not stop the program. */
static void write_all(int fd, struct str s)
{
	while (s.n > 0) {
		ssize_t n = write(fd, s.p, s.n);
		if (n < 0 && errno != EINTR) {
			return;
		}
		s = str_sub(s, n > 0 ? (size_t)n : 0, s.n);
	}
}

/* With the lock held. */
static void take_lines(struct access_log *log, struct buf *b)
{
	while (log->n > 0) {
		put_line(b, &log->line[log->head]);
		log->head = (log->head + 1) % RING;
		log->n--;
	}
	if (log->dropped > 0) {
		buf_fmt(b, "{\"dropped\":%lld}\n", (long long)log->dropped);
		log->dropped = 0;
	}
}

/* Until there is a line; false: that was the last of it. */
static bool wait_for_lines(struct access_log *log)
{
	pthread_mutex_lock(&log->lock);
	while (log->n == 0 && !log->ending && log->next_fd < 0) {
		pthread_cond_wait(&log->filled, &log->lock);
	}
	bool more = !log->ending;
	pthread_mutex_unlock(&log->lock);
	return more;
}

static void leave(int fd)
{
	if (fd != STDERR_FILENO) {
		(void)close(fd);
	}
}

/* What came meanwhile is written by the next round, to the new one. */
static void turn(struct access_log *log, int fd)
{
	leave(log->fd);
	log->fd = fd;
	pthread_mutex_lock(&log->lock);
	log->next_fd = -1;
	pthread_cond_signal(&log->turned);
	pthread_mutex_unlock(&log->lock);
}

static void *run(void *ctx)
{
	struct access_log *log = ctx;
	struct buf b;
	bool ending = false;
	int next = -1;
	buf_init(&b, (size_t)(RING + 1) * LINE_MOST);
	while (!ending) {
		if (wait_for_lines(log)) {
			(void)nanosleep(&(struct timespec){ .tv_nsec = GATHER_NS }, NULL);
		}
		pthread_mutex_lock(&log->lock);
		ending = log->ending;
		take_lines(log, &b);
		next = log->next_fd;
		pthread_mutex_unlock(&log->lock);
		write_all(log->fd, buf_view(&b));
		buf_reset(&b);
		if (next >= 0) {
			turn(log, next);
		}
	}
	buf_done(&b);
	return NULL;
}

bool access_log_file(const char *path, int *out, struct err *e)
{
	*out = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0640);
	return *out >= 0 ||
	       err_set(e, ERR_IO, "log.file", "path", path, "why", strerror(errno), NULL);
}

bool access_log_open(struct arena *a, int fd, struct access_log **out, struct err *e)
{
	struct access_log *log = arena_new(a, struct access_log);
	log->fd = fd;
	log->next_fd = -1;
	pthread_mutex_init(&log->lock, NULL);
	pthread_cond_init(&log->filled, NULL);
	pthread_cond_init(&log->turned, NULL);
	if (pthread_create(&log->thread, NULL, run, log) != 0) {
		return err_set(e, ERR_IO, "web.thread", NULL);
	}
	*out = log;
	return true;
}

void access_log_turn(struct access_log *log, int fd)
{
	pthread_mutex_lock(&log->lock);
	log->next_fd = fd;
	pthread_cond_signal(&log->filled);
	while (log->next_fd >= 0) {
		pthread_cond_wait(&log->turned, &log->lock);
	}
	pthread_mutex_unlock(&log->lock);
}

void access_log_close(struct access_log *log)
{
	if (!log) {
		return;
	}
	pthread_mutex_lock(&log->lock);
	log->ending = true;
	pthread_cond_signal(&log->filled);
	pthread_mutex_unlock(&log->lock);
	pthread_join(log->thread, NULL);
	leave(log->fd);
}
