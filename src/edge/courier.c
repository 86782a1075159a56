/* A process that carries messages out. */
#define _GNU_SOURCE		/* SOCK_SEQPACKET with close-on-exec */
#include "courier.h"

#include "library.h"
#include "sandbox.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECT_S = 5, WHOLE_S = 10, LETTER_S = 30, ANSWER_MOST = 64 << 10 };
enum { PART_WAY, PART_URL, PART_ID, PART_STAMP, PART_SIGNATURE, PART_TO, PART_BODY, PARTS };
enum { CASE_MOST = MAIL_URL_MOST + MAIL_TO_MOST + MAIL_BODY_MOST + 1024 };

struct courier {
	int fd;				/* to the process */
};

/* ---- what may be reached ---- */

struct net4 {
	uint32_t net, mask;
	enum reach reach;
};

/* IANA's registry of special-purpose addresses. The link's own ones, where clouds answer
 * with their keys, are reached by nobody. */
static const struct net4 special[] = {
	{ 0x00000000, 0xff000000, REACH_NOT }, { 0x0a000000, 0xff000000, REACH_PRIVATE },
	{ 0x64400000, 0xffc00000, REACH_PRIVATE }, { 0x7f000000, 0xff000000, REACH_HERE },
	{ 0xa9fe0000, 0xffff0000, REACH_NOT }, { 0xac100000, 0xfff00000, REACH_PRIVATE },
	{ 0xc0000000, 0xffffff00, REACH_NOT }, { 0xc0000200, 0xffffff00, REACH_NOT },
	{ 0xc0586300, 0xffffff00, REACH_NOT }, { 0xc0a80000, 0xffff0000, REACH_PRIVATE },
	{ 0xc6120000, 0xfffe0000, REACH_NOT }, { 0xc6336400, 0xffffff00, REACH_NOT },
	{ 0xcb007100, 0xffffff00, REACH_NOT }, { 0xe0000000, 0xe0000000, REACH_NOT },
};

static enum reach reach4(uint32_t a)
{
	for (size_t i = 0; i < sizeof(special) / sizeof(special[0]); i++) {
		if ((a & special[i].mask) == special[i].net) {
			return special[i].reach;
		}
	}
	return REACH_PUBLIC;
}

static uint32_t word_at(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Global unicast, but for what leads to an address of the other kind inside it. */
static enum reach reach6(const uint8_t a[16])
{
	static const uint8_t here[16] = { [15] = 1 }, mapped[12] = { [10] = 0xff, [11] = 0xff };
	static const uint8_t nat64[12] = { 0x00, 0x64, 0xff, 0x9b };

	if (memcmp(a, here, sizeof(here)) == 0) {
		return REACH_HERE;
	}
	if (memcmp(a, mapped, sizeof(mapped)) == 0 || memcmp(a, nat64, sizeof(nat64)) == 0) {
		return reach4(word_at(a + 12));
	}
	if ((a[0] & 0xfe) == 0xfc) {
		return REACH_PRIVATE;
	}
	uint32_t head = word_at(a);
	bool named = head == 0x20010db8 || head >> 12 == 0x3fff0 || head == 0x20010000 ||
		     head >> 16 == 0x2002;	/* examples, Teredo, 6to4 */

	return (a[0] & 0xe0) == 0x20 && !named ? REACH_PUBLIC : REACH_NOT;
}

enum reach courier_reach(const struct sockaddr *sa)
{
	if (sa->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, sa, sizeof(in));
		return reach4(ntohl(in.sin_addr.s_addr));
	}
	if (sa->sa_family == AF_INET6) {
		struct sockaddr_in6 in;

		memcpy(&in, sa, sizeof(in));
		return reach6(in.sin6_addr.s6_addr);
	}
	return REACH_NOT;
}

/* ---- in the process: the library ---- */

#define CURL_CALLS(X)                                                               \
	X(easy_cleanup)                                                             \
	X(easy_getinfo)                                                             \
	X(easy_init)                                                                \
	X(easy_perform)                                                             \
	X(easy_setopt)                                                              \
	X(global_init)                                                              \
	X(slist_append)                                                             \
	X(slist_free_all)

struct curl_lib {
#define CURL_CALL(name) __typeof__(&curl_##name) name;
	CURL_CALLS(CURL_CALL)
#undef CURL_CALL
};

static const struct library_call calls[] = {
#define CURL_CALL(name) { "curl_" #name, offsetof(struct curl_lib, name) },
	CURL_CALLS(CURL_CALL)
#undef CURL_CALL
};

static bool load(struct curl_lib *lib)
{
	static bool loaded;
	struct err e;

	if (!loaded) {
		/* The ABI of the header: Debian's with OpenSSL. */
		loaded = library_load("libcurl.so.4", calls, sizeof(calls) / sizeof(calls[0]),
				      lib, &e) &&
			 lib->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
	}
	return loaded;
}

/* ---- in the process: one message ---- */

struct carried {
	const char *part[PARTS];	/* each ends with NUL */
	const struct mail_senders *by;	/* or NULL: to a program */
	enum mail_way way;
	const char *url;
	bool local, plain;		/* plain: without TLS */
	bool refused;			/* an address was */
	size_t got, sent;
};

static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct carried *m = ctx;
	enum reach reach = courier_reach(&to->addr);
	bool may = m->plain ? m->local && reach == REACH_HERE
			    : reach == REACH_PUBLIC || (m->local && reach != REACH_NOT);

	if (purpose != CURLSOCKTYPE_IPCXN || !may) {
		m->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* What is answered is nobody's concern; who answers without end is cut off. */
static size_t drop(char *p, size_t size, size_t n, void *ctx)
{
	struct carried *m = ctx;

	(void)p;
	m->got += size * n;
	return m->got > ANSWER_MOST ? 0 : size * n;
}

static const char *word_of(CURLcode code, const struct carried *m)
{
	switch ((int)code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return "resolve";
	case CURLE_UNSUPPORTED_PROTOCOL:
		return "refused";
	case CURLE_COULDNT_CONNECT:
		return m->refused ? "refused" : "connect";
	case CURLE_OPERATION_TIMEDOUT:
		return m->refused ? "refused" : "timeout";
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_ISSUER_ERROR:
		return "tls";
	case CURLE_LOGIN_DENIED:
		return "login";
	case CURLE_USE_SSL_FAILED:
		return "tls";
	case CURLE_GOT_NOTHING:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_PARTIAL_FILE:
		return "broken";
	default:
		return m->refused ? "refused" : "other";
	}
}

static struct curl_slist *add(const struct curl_lib *l, struct curl_slist *list,
			      const char *name, const char *value)
{
	char line[CASE_MOST];

	(void)snprintf(line, sizeof(line), "%s: %s", name, value);
	return l->slist_append(list, line);
}

static struct curl_slist *hook_heads(const struct curl_lib *l, const struct carried *m)
{
	struct curl_slist *list = add(l, NULL, "Content-Type", "application/json");

	list = add(l, list, "webhook-id", m->part[PART_ID]);
	list = add(l, list, "webhook-timestamp", m->part[PART_STAMP]);
	return add(l, list, "webhook-signature", m->part[PART_SIGNATURE]);
}

static struct curl_slist *sms_heads(const struct curl_lib *l, const struct carried *m)
{
	struct curl_slist *list = add(l, NULL, "Content-Type", "application/json");
	char bearer[MAIL_URL_MOST + 16];

	list = add(l, list, "Idempotency-Key", m->part[PART_ID]);
	if (m->by->token) {
		(void)snprintf(bearer, sizeof(bearer), "Bearer %s", m->by->token);
		list = add(l, list, "Authorization", bearer);
	}
	return list;
}

static void set_common(const struct curl_lib *l, CURL *c, struct carried *m)
{
	(void)l->easy_setopt(c, CURLOPT_URL, m->url);
	(void)l->easy_setopt(c, CURLOPT_PROXY, "");
	(void)l->easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	(void)l->easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	(void)l->easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
	(void)l->easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	(void)l->easy_setopt(c, CURLOPT_OPENSOCKETDATA, m);
	(void)l->easy_setopt(c, CURLOPT_WRITEFUNCTION, drop);
	(void)l->easy_setopt(c, CURLOPT_WRITEDATA, m);
}

static void set_http(const struct curl_lib *l, CURL *c, const struct carried *m,
		     struct curl_slist *list)
{
	(void)l->easy_setopt(c, CURLOPT_PROTOCOLS_STR, m->local ? "https,http" : "https");
	(void)l->easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	(void)l->easy_setopt(c, CURLOPT_TIMEOUT, (long)WHOLE_S);
	(void)l->easy_setopt(c, CURLOPT_USERAGENT, "dunghen");
	(void)l->easy_setopt(c, CURLOPT_HTTPHEADER, list);
	(void)l->easy_setopt(c, CURLOPT_POST, 1L);
	(void)l->easy_setopt(c, CURLOPT_POSTFIELDS, m->part[PART_BODY]);
	(void)l->easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)strlen(m->part[PART_BODY]));
}

static size_t read_letter(char *p, size_t size, size_t n, void *ctx)
{
	struct carried *m = ctx;
	const char *rest = m->part[PART_BODY] + m->sent;
	size_t left = strlen(rest), most = size * n;
	size_t take = left < most ? left : most;

	memcpy(p, rest, take);
	m->sent += take;
	return take;
}

static void set_letter(const struct curl_lib *l, CURL *c, struct carried *m,
		       struct curl_slist *list)
{
	(void)l->easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	(void)l->easy_setopt(c, CURLOPT_TIMEOUT, (long)LETTER_S);
	(void)l->easy_setopt(c, CURLOPT_USE_SSL,
			     (long)(m->plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	(void)l->easy_setopt(c, CURLOPT_MAIL_FROM, m->by->from);
	(void)l->easy_setopt(c, CURLOPT_MAIL_RCPT, list);
	if (m->by->user) {
		(void)l->easy_setopt(c, CURLOPT_USERNAME, m->by->user);
		(void)l->easy_setopt(c, CURLOPT_PASSWORD, m->by->password);
	}
	(void)l->easy_setopt(c, CURLOPT_READFUNCTION, read_letter);
	(void)l->easy_setopt(c, CURLOPT_READDATA, m);
	(void)l->easy_setopt(c, CURLOPT_INFILESIZE, (long)strlen(m->part[PART_BODY]));
	(void)l->easy_setopt(c, CURLOPT_UPLOAD, 1L);
}

/* Lists of headers, or of receivers. */
static struct curl_slist *set_up(const struct curl_lib *l, CURL *c, struct carried *m)
{
	struct curl_slist *list = NULL;

	set_common(l, c, m);
	switch (m->way) {
	case MAIL_LETTER:
		list = l->slist_append(NULL, m->part[PART_TO]);
		set_letter(l, c, m, list);
		return list;
	case MAIL_SMS:
		list = sms_heads(l, m);
		break;
	case MAIL_HOOK:
		list = hook_heads(l, m);
		break;
	}
	list = l->slist_append(list, "Expect:");
	set_http(l, c, m, list);
	return list;
}

/* Of a letter every line of the talk has a number: only what is taken as a whole counts as
 * such. Of HTTP a status that came counts, whatever befell the rest of the answer. */
static int status_of(const struct carried *m, CURLcode code, long said)
{
	if (m->way != MAIL_LETTER) {
		return (int)said;
	}
	return code == CURLE_OK ? 250 : said >= 400 && said < 600 ? (int)said : 0;
}

static struct mail_answer carry(struct curl_lib *l, struct carried *m)
{
	struct mail_answer answer = { .status = 0, .said = "library" };
	CURL *c = load(l) ? l->easy_init() : NULL;

	if (!c) {
		return answer;
	}
	struct curl_slist *list = set_up(l, c, m);
	long status = 0;
	CURLcode code = l->easy_perform(c);

	(void)l->easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	answer.status = status_of(m, code, status);
	if (answer.status > 0) {
		(void)snprintf(answer.said, sizeof(answer.said), "%u",
			       (unsigned)answer.status % 1000u);
	} else {
		(void)snprintf(answer.said, sizeof(answer.said), "%s", word_of(code, m));
	}
	l->easy_cleanup(c);
	l->slist_free_all(list);
	return answer;
}

/* ---- in the process: its life ---- */

/* Texts one after another, each with its NUL: as many as there must be. */
static bool unpack(char *text, size_t n, struct carried *m)
{
	size_t at = 0;

	for (size_t i = 0; i < PARTS; i++) {
		const char *end = at < n ? memchr(text + at, '\0', n - at) : NULL;

		if (!end) {
			return false;
		}
		m->part[i] = text + at;
		at = (size_t)(end - text) + 1;
	}
	return at == n;
}

/* One address and nothing that would begin a line of its own. */
static bool one_word(const char *s)
{
	for (; *s; s++) {
		if (*s <= ' ' || *s > '~' || *s == '<' || *s == '>') {
			return false;
		}
	}
	return true;
}

/* By what it goes; false: there is no such way here. */
static bool find_way(const struct courier_wish *w, struct carried *m)
{
	const struct mail_senders *by = w->senders;

	m->by = by;
	m->way = (enum mail_way)(m->part[PART_WAY][0] - '0');
	if (m->way == MAIL_LETTER) {
		m->url = by ? by->smtp : NULL;
		m->plain = by && by->plain;
	} else {
		m->url = m->way == MAIL_SMS ? (by ? by->sms : NULL)
					    : by ? NULL : m->part[PART_URL];
		m->plain = m->url && strncmp(m->url, "https:", 6) != 0;
	}
	m->local = by ? by->local : w->local;
	return m->url && one_word(m->part[PART_TO]);
}

static void live(int fd, const struct courier_wish *w)
{
	char text[CASE_MOST];
	struct curl_lib lib;
	ssize_t n;

	while ((n = recv(fd, text, sizeof(text), 0)) > 0) {
		struct mail_answer answer = { .said = "refused" };
		struct carried m = { .by = NULL };

		if (!unpack(text, (size_t)n, &m)) {
			return;
		}
		if (find_way(w, &m)) {
			answer = carry(&lib, &m);
		}
		if (send(fd, &answer, sizeof(answer), MSG_NOSIGNAL) != sizeof(answer)) {
			return;
		}
	}
}

/* It outlives nobody: it ends with the pair, and is told when its maker dies. */
static void begin(struct arena *a, const struct courier_wish *w, int fd)
{
	struct sandbox_wish wish = { .courier = true };
	struct sandbox_lack lack;
	struct err e;

	/* Its end of the pair is the one thing that it keeps. */
	if (fd > STDERR_FILENO + 1) {
		(void)close_range(STDERR_FILENO + 1, (unsigned)fd - 1, 0);
	}
	(void)close_range((unsigned)fd + 1, ~0u, 0);
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);

	/* Whoever reads what the server says waits for its end, not for this one's. */
	(void)dup2(nowhere, STDIN_FILENO);
	(void)dup2(nowhere, STDOUT_FILENO);
	(void)close(nowhere);
	(void)prctl(PR_SET_NAME, "courier", 0, 0, 0);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (!w->sandbox || sandbox_enter(a, &wish, &lack, &e)) {
		live(fd, w);
	}
}

/* ---- its maker ---- */

static bool not_started(struct err *e)
{
	return err_set(e, ERR_IO, "courier.start", "why", strerror(errno), NULL);
}

bool courier_start(struct arena *a, const struct courier_wish *w, struct courier **out,
		   struct err *e)
{
	struct courier *c = arena_new(a, struct courier);
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
		return not_started(e);
	}
	/* Nobody waits for it: the server may not, once it is enclosed. */
	(void)signal(SIGCHLD, SIG_IGN);
	pid_t pid = fork();

	if (pid < 0) {
		not_started(e);
		(void)close(pair[0]);
		(void)close(pair[1]);
		return false;
	}
	if (pid == 0) {
		(void)close(pair[0]);
		begin(a, w, pair[1]);
		_exit(0);
	}
	(void)close(pair[1]);
	c->fd = pair[0];
	*out = c;
	return true;
}

bool courier_post(void *ctx, const struct mail *m, struct mail_answer *out)
{
	struct courier *c = ctx;
	const char way = (char)('0' + m->way);
	const struct str part[PARTS] = { { &way, 1 }, m->url, m->id, m->stamp, m->signature,
					 m->to, m->body };
	char text[CASE_MOST];
	size_t n = 0;

	for (size_t i = 0; i < PARTS; i++) {
		if (part[i].n + 1 > sizeof(text) - n) {
			return false;
		}
		if (part[i].n > 0) {
			memcpy(text + n, part[i].p, part[i].n);
		}
		n += part[i].n;
		text[n++] = '\0';
	}
	if (send(c->fd, text, n, MSG_NOSIGNAL) != (ssize_t)n ||
	    recv(c->fd, out, sizeof(*out), 0) != sizeof(*out)) {
		return false;
	}
	out->said[sizeof(out->said) - 1] = '\0';
	return true;
}

void courier_end(struct courier *c)
{
	if (c) {
		(void)shutdown(c->fd, SHUT_RDWR);
	}
}

void courier_close(struct courier *c)
{
	if (c) {
		(void)close(c->fd);
	}
}
