/* Pairs of certificate and key: read, checked, handed to handshakes, replaced. */
#include "tls.h"

#include "tls_lib.h"

#include "base/buf.h"
#include "base/day.h"
#include "base/hash.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	CHAIN_MOST = 8,
	FILE_MOST = 256 << 10,
	/* A handshake still under way may hold a pair this long after it was replaced:
	 * no deadline of a request is longer (cli/cmd_serve.c). */
	HELD_S = 600,
};

const char tls_priorities[] =
	"NONE:+VERS-TLS1.3:+VERS-TLS1.2:"
	"+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM:+AEAD:"
	"+ECDHE-ECDSA:+ECDHE-RSA:"
	"+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1:"
	"+SIGN-EDDSA-ED25519:+SIGN-ECDSA-SHA256:+SIGN-ECDSA-SHA384:+SIGN-ECDSA-SHA512:"
	"+SIGN-ECDSA-SECP256R1-SHA256:+SIGN-ECDSA-SECP384R1-SHA384:+SIGN-ECDSA-SECP521R1-SHA512:"
	"+SIGN-RSA-PSS-RSAE-SHA256:+SIGN-RSA-PSS-RSAE-SHA384:+SIGN-RSA-PSS-RSAE-SHA512:"
	"+SIGN-RSA-SHA256:+SIGN-RSA-SHA384:+SIGN-RSA-SHA512:"
	"+COMP-NULL:+CTYPE-SRV-X509:%SERVER_PRECEDENCE";

struct pair {
	gnutls_pcert_st chain[CHAIN_MOST];
	unsigned n;
	gnutls_privkey_t key;
	int64_t ends;			/* of the first certificate */
	int64_t replaced_s;		/* by the clock that only goes forward */
	struct pair *before;
};

struct tls {
	struct tls_lib lib;
	struct arena home;		/* of pairs */
	const char *cert, *key;
	pthread_mutex_t lock;		/* guards all below */
	struct pair *now;		/* and those it replaced */
	struct pair *free;
};

static struct tls *served;

static int64_t steady_s(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec;
}

/* ---- files ---- */

static bool no_file(const char *path, struct err *e)
{
	return err_set(e, ERR_IO, "tls.file", "path", path, "why", strerror(errno), NULL);
}

static bool read_open(int fd, const char *path, bool secret, struct buf *out, struct err *e)
{
	struct stat st;
	char part[4096];
	ssize_t n;
	if (fstat(fd, &st) != 0) {
		return no_file(path, e);
	}
	if (secret && (st.st_mode & (S_IWGRP | S_IRWXO)) != 0) {
		return err_set(e, ERR_IO, "tls.open", "path", path, NULL);
	}
	while ((n = read(fd, part, sizeof(part))) > 0) {
		buf_add(out, part, (size_t)n);
	}
	wipe(part, sizeof(part));
	if (n == 0 && !buf_ok(out)) {
		errno = EFBIG;
	}
	return (n == 0 && buf_ok(out)) || no_file(path, e);
}

static bool read_file(const char *path, bool secret, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		return no_file(path, e);
	}
	bool ok = read_open(fd, path, secret, out, e);
	(void)close(fd);
	return ok;
}

static gnutls_datum_t datum(const struct buf *b)
{
	/* GnuTLS reads only. */
	union { const char *in; unsigned char *out; } p = { .in = buf_view(b).p };
	return (gnutls_datum_t){ p.out, (unsigned)buf_view(b).n };
}

/* ---- a pair ---- */

static bool bad_format(const struct tls *t, const char *path, int code, struct err *e)
{
	return err_set(e, ERR_IO, "tls.format", "path", path, "why", t->lib.strerror(code), NULL);
}

/* GnuTLS itself says whether they belong together. */
static bool check_pair(const struct tls *t, const gnutls_datum_t *cert,
		       const gnutls_datum_t *key, struct err *e)
{
	gnutls_certificate_credentials_t both;
	int code = t->lib.certificate_allocate_credentials(&both);
	if (code < 0) {
		return bad_format(t, t->cert, code, e);
	}
	code = t->lib.certificate_set_x509_key_mem2(both, cert, key, GNUTLS_X509_FMT_PEM, NULL, 0);
	t->lib.certificate_free_credentials(both);
	if (code == GNUTLS_E_CERTIFICATE_KEY_MISMATCH) {
		return err_set(e, ERR_IO, "tls.pair", "cert", t->cert, "key", t->key, NULL);
	}
	return code >= 0 || bad_format(t, t->cert, code, e);
}

static bool wrong_day(const char *key, const char *path, int64_t at, struct err *e)
{
	char day[INSTANT_TEXT];
	return err_set(e, ERR_IO, key, "path", path, "day", instant_text(at, day), NULL);
}

static bool check_days(const struct tls *t, const gnutls_datum_t *cert, int64_t now,
		       struct pair *p, struct err *e)
{
	gnutls_x509_crt_t first;
	int code = t->lib.x509_crt_init(&first);
	if (code < 0) {
		return bad_format(t, t->cert, code, e);
	}
	code = t->lib.x509_crt_import(first, cert, GNUTLS_X509_FMT_PEM);
	int64_t begins = code < 0 ? 0 : (int64_t)t->lib.x509_crt_get_activation_time(first);
	p->ends = code < 0 ? 0 : (int64_t)t->lib.x509_crt_get_expiration_time(first);
	t->lib.x509_crt_deinit(first);
	if (code < 0) {
		return bad_format(t, t->cert, code, e);
	}
	return now < begins ? wrong_day("tls.early", t->cert, begins, e) :
	       now >= p->ends ? wrong_day("tls.late", t->cert, p->ends, e) : true;
}

static bool import(const struct tls *t, const gnutls_datum_t *cert, const gnutls_datum_t *key,
		   struct pair *p, struct err *e)
{
	p->n = CHAIN_MOST;
	int code = t->lib.pcert_list_import_x509_raw(p->chain, &p->n, cert, GNUTLS_X509_FMT_PEM,
						     GNUTLS_X509_CRT_LIST_SORT);
	if (code < 0) {
		p->n = 0;
		return bad_format(t, t->cert, code, e);
	}
	code = t->lib.privkey_init(&p->key);
	if (code >= 0) {
		code = t->lib.privkey_import_x509_raw(p->key, key, GNUTLS_X509_FMT_PEM, NULL, 0);
	}
	return code >= 0 || bad_format(t, t->key, code, e);
}

static void pair_done(const struct tls *t, struct pair *p)
{
	for (unsigned i = 0; i < p->n; i++) {
		t->lib.pcert_deinit(&p->chain[i]);
	}
	if (p->key) {
		t->lib.privkey_deinit(p->key);
	}
}

static bool read_pair(const struct tls *t, int64_t now, struct pair *p, struct err *e)
{
	struct buf cert, key;
	buf_init(&cert, FILE_MOST);
	buf_init(&key, FILE_MOST);
	bool ok = read_file(t->cert, false, &cert, e) && read_file(t->key, true, &key, e);
	if (ok) {
		gnutls_datum_t c = datum(&cert), k = datum(&key);
		*p = (struct pair){ 0 };
		ok = check_pair(t, &c, &k, e) && check_days(t, &c, now, p, e);
		if (ok && !import(t, &c, &k, p, e)) {
			pair_done(t, p);
			ok = false;
		}
	}
	union { const char *in; void *out; } secret = { .in = buf_view(&key).p };
	wipe(secret.out, buf_view(&key).n);
	buf_done(&cert);
	buf_done(&key);
	return ok;
}

/* ---- the pair in use ---- */

/* With the lock held: those that no handshake can hold any more. */
static void let_go(struct tls *t, int64_t before_s)
{
	struct pair **at = &t->now->before;
	while (*at) {
		struct pair *p = *at;
		if (p->replaced_s > before_s) {
			at = &p->before;
			continue;
		}
		*at = p->before;
		pair_done(t, p);
		p->before = t->free;
		t->free = p;
	}
}

bool tls_reread(struct tls *t, int64_t now, struct err *e)
{
	struct pair fresh;
	if (!read_pair(t, now, &fresh, e)) {
		return false;
	}
	pthread_mutex_lock(&t->lock);
	struct pair *p = t->free;
	if (p) {
		t->free = p->before;
	} else {
		p = arena_new(&t->home, struct pair);
	}
	*p = fresh;
	p->before = t->now;
	if (t->now) {
		t->now->replaced_s = steady_s();
	}
	t->now = p;
	let_go(t, steady_s() - HELD_S);
	pthread_mutex_unlock(&t->lock);
	return true;
}

int64_t tls_ends(struct tls *t)
{
	pthread_mutex_lock(&t->lock);
	int64_t ends = t->now->ends;
	pthread_mutex_unlock(&t->lock);
	return ends;
}

bool tls_open(struct arena *a, const char *cert, const char *key, int64_t now,
	      struct tls **out, struct err *e)
{
	struct tls *t = arena_new(a, struct tls);
	t->cert = str_cstr(a, str_of(cert));
	t->key = str_cstr(a, str_of(key));
	if (!tls_load(&t->lib, e)) {
		return false;
	}
	arena_init(&t->home, 0);
	pthread_mutex_init(&t->lock, NULL);
	if (!tls_reread(t, now, e)) {
		arena_done(&t->home);
		return false;
	}
	*out = t;
	return true;
}

static int give(gnutls_session_t session, const gnutls_datum_t *authority, int authorities,
		const gnutls_pk_algorithm_t *algorithm, int algorithms, gnutls_pcert_st **chain,
		unsigned *n, gnutls_privkey_t *key)
{
	struct tls *t = served;
	(void)session;
	(void)authority;
	(void)authorities;
	(void)algorithm;
	(void)algorithms;
	pthread_mutex_lock(&t->lock);
	struct pair *p = t->now;
	pthread_mutex_unlock(&t->lock);
	*chain = p->chain;
	*n = p->n;
	*key = p->key;
	return 0;
}

void *tls_callback(struct tls *t)
{
	gnutls_certificate_retrieve_function2 *call = give;
	void *out;
	assert(!served || served == t);
	served = t;
	static_assert(sizeof(call) == sizeof(out), "a pointer to a function");
	memcpy(&out, &call, sizeof(out));
	return out;
}

void tls_close(struct tls *t)
{
	if (!t) {
		return;
	}
	let_go(t, INT64_MAX);
	pair_done(t, t->now);
	arena_done(&t->home);
	served = NULL;
}
