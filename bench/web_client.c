/* Servers, a client, wrk and the access log, for measuring over HTTP. */
#include "web_client.h"

#include "measure.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CONNECTIONS = 16, SECONDS = 3, SETTLE_MOST_S = 600, LOG_MOST_S = 10 };

/* ---- servers ---- */

/* Those that run end with the program, also when it gives up. */
static pid_t running[8];

static void end_all(void)
{
	for (size_t i = 0; i < sizeof(running) / sizeof(running[0]); i++) {
		if (running[i] > 0) {
			(void)kill(running[i], SIGTERM);
		}
	}
}

void serve_note(const struct served *s)
{
	static bool noted;
	size_t i = 0;
	if (!noted) {
		noted = atexit(end_all) == 0;
	}
	while (i + 1 < sizeof(running) / sizeof(running[0]) && running[i] > 0) {
		i++;
	}
	running[i] = s->pid;
}

static void forget(const struct served *s)
{
	for (size_t i = 0; i < sizeof(running) / sizeof(running[0]); i++) {
		running[i] = running[i] == s->pid ? 0 : running[i];
	}
}

struct served serve_start(const char *const *argv, const char *log)
{
	struct served s = { 0 };
	char text[WORD_MOST] = "", port[WORD_MOST];
	int out[2];
	if (pipe(out) != 0 || (s.pid = fork()) < 0) {
		give_up(argv[0], "fork");
	}
	if (s.pid == 0) {
		int err = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		(void)dup2(out[1], STDOUT_FILENO);
		(void)dup2(err, STDERR_FILENO);
		(void)execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	serve_note(&s);
	(void)close(out[1]);
	FILE *f = fdopen(out[0], "r");
	if (!f || !fgets(text, sizeof(text), f) || !between(text, "127.0.0.1:", '"', port)) {
		give_up(argv[0], "not served");
	}
	s.port = (int)strtol(port, NULL, 10);
	return s;		/* the pipe stays open: it may say more */
}

void serve_stop(struct served *s)
{
	int status;
	(void)kill(s->pid, SIGTERM);
	(void)waitpid(s->pid, &status, 0);
	forget(s);
}

double serve_memory(const struct served *s, const char *what)
{
	char path[64], line[WORD_MOST];
	double kb = 0;
	(void)snprintf(path, sizeof(path), "/proc/%d/status", (int)s->pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f)) {
		if (strncmp(line, what, strlen(what)) == 0) {
			kb = strtod(line + strlen(what) + 1, NULL);
		}
	}
	if (f) {
		(void)fclose(f);	/* only read */
	}
	return kb * 1024 / 1000000;
}

/* Clock ticks of the processor so far. */
static long used(const struct served *s)
{
	char path[64], text[1024] = "";
	(void)snprintf(path, sizeof(path), "/proc/%d/stat", (int)s->pid);
	FILE *f = fopen(path, "r");
	char *p = f && fgets(text, sizeof(text), f) ? strrchr(text, ')') : NULL;
	if (f) {
		(void)fclose(f);	/* only read */
	}
	/* state, then ten numbers, then utime and stime */
	for (int i = 0; p && i < 12; i++) {
		p = strchr(p + 1, ' ');
	}
	char *rest = NULL;
	long user = p ? strtol(p, &rest, 10) : 0;
	return user + (rest ? strtol(rest, NULL, 10) : 0);
}

void serve_settle(const struct served *s)
{
	int64_t until = now_us() + SETTLE_MOST_S * INT64_C(1000000);
	for (int calm = 0; calm < 2 && now_us() < until;) {
		long before = used(s);
		sleep_until_us(now_us() + 1000000);
		calm = used(s) - before <= 3 ? calm + 1 : 0;
	}
}

/* ---- a client ---- */

void line_open(struct line *l, int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int one = 1;
	l->port = port;
	l->fd = socket(AF_INET, SOCK_STREAM, 0);
	if (l->fd < 0 || connect(l->fd, (const struct sockaddr *)&at, sizeof(at)) != 0) {
		give_up("connect", "no server");
	}
	(void)setsockopt(l->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	/* wrk has room for its own descriptors only. */
	(void)fcntl(l->fd, F_SETFD, FD_CLOEXEC);
}

void line_close(struct line *l)
{
	(void)close(l->fd);
}

static void say(struct line *l, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(l->fd, p, n);
		if (w <= 0) {
			give_up("request", "the server left");
		}
		p += w;
		n -= (size_t)w;
	}
}

static struct reply hear(struct line *l)
{
	struct reply r = { .head = l->reply };
	size_t n = 0, want = 0;
	char *end = NULL, length[WORD_MOST];
	while (!end || n < want) {
		ssize_t got = read(l->fd, l->reply + n, REPLY_MOST - 1 - n);
		if (got <= 0) {
			give_up("reply", "the server left, or said too much");
		}
		n += (size_t)got;
		l->reply[n] = '\0';
		if (!end && (end = strstr(l->reply, "\r\n\r\n")) != NULL) {
			want = (size_t)(end + 4 - l->reply);
			if (between(l->reply, "Content-Length: ", '\r', length)) {
				want += strtoul(length, NULL, 10);
			}
		}
	}
	r.status = (int)strtol(l->reply + strlen("HTTP/1.1 "), NULL, 10);
	r.body = end + 4;
	r.body_n = n - (size_t)(r.body - l->reply);
	return r;
}

static struct reply ask(struct line *l, const char *method, const char *path, const char *cookie,
			struct str body)
{
	char head[1024];
	int n = snprintf(head, sizeof(head),
			 "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n"
			 "Content-Type: application/x-www-form-urlencoded\r\n"
			 "Content-Length: %zu\r\n\r\n%.*s", method, path, l->port, cookie,
			 body.n, STR_ARG(body));
	if (n < 0 || (size_t)n >= sizeof(head)) {
		give_up(path, "too long a request");
	}
	say(l, head, (size_t)n);
	return hear(l);
}

struct reply line_get(struct line *l, const char *path, const char *cookie)
{
	char head[1024];
	int n = snprintf(head, sizeof(head),
			 "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n\r\n", path,
			 l->port, cookie);
	if (n < 0 || (size_t)n >= sizeof(head)) {
		give_up(path, "too long a request");
	}
	say(l, head, (size_t)n);
	return hear(l);
}

struct reply line_post(struct line *l, const char *path, const char *cookie, struct str body)
{
	return ask(l, "POST", path, cookie, body);
}

struct reply line_json(struct line *l, const char *path, const char *token, struct str key,
		       struct str body)
{
	char head[1024];
	int n = snprintf(head, sizeof(head),
			 "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
			 "Idempotency-Key: %.*s\r\nContent-Type: application/json\r\n"
			 "Content-Length: %zu\r\n\r\n%.*s", path, l->port, token,
			 STR_ARG(key), body.n, STR_ARG(body));
	if (n < 0 || (size_t)n >= sizeof(head)) {
		give_up(path, "too long a request");
	}
	say(l, head, (size_t)n);
	return hear(l);
}

bool between(const char *text, const char *before, char end, char out[WORD_MOST])
{
	const char *p = strstr(text, before);
	const char *stop = p ? strchr(p + strlen(before), end) : NULL;
	p = p ? p + strlen(before) : NULL;
	if (!stop || stop - p >= WORD_MOST) {
		return false;
	}
	memcpy(out, p, (size_t)(stop - p));
	out[stop - p] = '\0';
	return true;
}

void sign_in(struct line *l, const char *person, struct signed_in *out)
{
	char body[WORD_MOST], session[WORD_MOST];
	(void)snprintf(body, sizeof(body), "person=%s", person);
	struct reply r = line_post(l, "/demo/sign-in", "", str_of(body));
	if (r.status != 303 || !between(r.head, "Set-Cookie: ", ';', session)) {
		give_up(person, "not signed in");
	}
	(void)snprintf(out->cookie, sizeof(out->cookie), "%s", session);
	r = line_get(l, "/work", out->cookie);
	if (r.status != 200 || !between(r.body, "name=\"token\" value=\"", '"', out->token)) {
		give_up(person, "no page of work");
	}
}

/* ---- wrk ---- */

double wrk_rate(const struct load *l)
{
	char command[1024], line[WORD_MOST];
	double rate = 0;
	(void)snprintf(command, sizeof(command),
		       "wrk -t1 -c%d -d%ds %s%s %s%s%s %s http://127.0.0.1:%d%s 2>&1", CONNECTIONS,
		       SECONDS, l->script ? "-s " : "", l->script ? l->script : "",
		       l->cookie ? "-H 'Cookie: " : "", l->cookie ? l->cookie : "",
		       l->cookie ? "'" : "", l->gzip ? "-H 'Accept-Encoding: gzip'" : "", l->port,
		       l->path);
	FILE *f = popen(command, "r");
	while (f && fgets(line, sizeof(line), f)) {
		if (strstr(line, "Non-2xx") || strstr(line, "Socket errors")) {
			give_up(command, line);
		}
		if (strncmp(line, "Requests/sec:", 13) == 0) {
			rate = strtod(line + 13, NULL);
		}
	}
	if (!f || pclose(f) != 0 || rate == 0) {
		give_up("wrk", "did not measure: is it installed?");
	}
	return rate;
}

/* ---- the access log ---- */

long log_end(const char *log)
{
	FILE *f = fopen(log, "r");
	if (!f || fseek(f, 0, SEEK_END) != 0) {
		give_up(log, "no log");
	}
	long at = ftell(f);
	(void)fclose(f);	/* only read */
	return at;
}

static size_t read_waits(const char *log, long from, const char *route, double *out, size_t most)
{
	char line[1024], mark[WORD_MOST], us[WORD_MOST];
	size_t n = 0;
	FILE *f = fopen(log, "r");
	(void)snprintf(mark, sizeof(mark), "\"route\":\"%s\"", route);
	if (!f || fseek(f, from, SEEK_SET) != 0) {
		give_up(log, "no log");
	}
	while (n < most && fgets(line, sizeof(line), f)) {
		if (strstr(line, mark) && between(line, "\"us\":", '}', us)) {
			out[n++] = strtod(us, NULL) / 1000.0;
		}
	}
	(void)fclose(f);	/* only read */
	return n;
}

double *log_waits(struct arena *a, const char *log, long from, const char *route, size_t n)
{
	double *out = arena_array(a, double, n);
	int64_t until = now_us() + LOG_MOST_S * INT64_C(1000000);
	/* Its lines are written by a thread of their own. */
	while (read_waits(log, from, route, out, n) < n) {
		if (now_us() > until) {
			give_up(log, "lines are missing");
		}
		sleep_until_us(now_us() + 50000);
	}
	return out;
}
