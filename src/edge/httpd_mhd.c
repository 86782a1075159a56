/*
 * libmicrohttpd: all that knows it. What it reads becomes calls of httpd.c, what is to be
 * sent its responses; no name of its own is used elsewhere.
 *
 * Its library is loaded when a server starts and not before: linked in the ordinary way
 * it, and the TLS library it brings along, would cost every command 2.7 MiB, though only
 * `serve` has use for it. Its header is compiled against as ever: the types of the calls
 * are its own.
 */
#include "httpd_int.h"

#include "library.h"

#include <microhttpd.h>

#include <string.h>

#include <sys/socket.h>

enum {
	CONNECTION_MEMORY = 32 << 10,	/* head of a request and buffers, each */
	STACK = 256 << 10,
};

/* ---- loading ---- */

#define MHD_CALLS(X)                                                                \
	X(add_response_header)                                                      \
	X(create_response_from_buffer)                                              \
	X(create_response_from_callback)                                            \
	X(destroy_response)                                                         \
	X(get_connection_info)                                                      \
	X(get_connection_values_n)                                                  \
	X(get_daemon_info)                                                          \
	X(is_feature_supported)                                                     \
	X(queue_response)                                                           \
	X(quiesce_daemon)                                                           \
	X(resume_connection)                                                        \
	X(start_daemon)                                                             \
	X(stop_daemon)                                                              \
	X(suspend_connection)

/* Loaded once, it stays. */
static struct mhd {
#define MHD_CALL(name) __typeof__(&MHD_##name) name;
	MHD_CALLS(MHD_CALL)
#undef MHD_CALL
} mhd;

bool mhd_load(struct err *e)
{
	static const struct library_call calls[] = {
#define MHD_CALL(name) { "MHD_" #name, offsetof(struct mhd, name) },
		MHD_CALLS(MHD_CALL)
#undef MHD_CALL
	};
	/* The ABI of the header; libmicrohttpd gives another one another number. */
	return library_load("libmicrohttpd.so.12", calls, ARRAY_LEN(calls), &mhd, e);
}

bool mhd_speaks_tls(void)
{
	return mhd.is_feature_supported(MHD_FEATURE_HTTPS_CERT_CALLBACK) == MHD_YES;
}

/* ---- a request's connection ---- */

void mhd_suspend(struct request *r)
{
	mhd.suspend_connection(r->wire);
}

void mhd_resume(struct request *r)
{
	mhd.resume_connection(r->wire);
}

const struct sockaddr *mhd_peer(const struct request *r)
{
	const union MHD_ConnectionInfo *info =
		mhd.get_connection_info(r->wire, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	return info ? info->client_addr : NULL;
}

struct reading {
	mhd_header_fn *each;
	void *ctx;
};

static enum MHD_Result on_header(void *ctx, enum MHD_ValueKind kind, const char *name,
				 size_t name_n, const char *value, size_t n)
{
	const struct reading *g = ctx;
	(void)kind;
	(void)name_n;
	g->each(g->ctx, name, (struct str){ value, n });
	return MHD_YES;
}

void mhd_headers(const struct request *r, mhd_header_fn *each, void *ctx)
{
	struct reading g = { each, ctx };
	(void)mhd.get_connection_values_n(r->wire, MHD_HEADER_KIND, on_header, &g);
}

/* ---- replies ---- */

static bool sendable(struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '\r' || value.p[i] == '\n' || value.p[i] == '\0') {
			return false;
		}
	}
	return true;
}

static bool add(struct MHD_Response *m, const char *name, const char *value)
{
	return mhd.add_response_header(m, name, value) == MHD_YES;
}

static bool add_fields(struct request *r, struct MHD_Response *m, bool close)
{
	for (size_t i = 0; i < r->reply.fields; i++) {
		const struct http_field *f = &r->reply.field[i];
		if (!sendable(f->value) || !add(m, f->name, str_cstr(&r->arena, f->value))) {
			return false;
		}
	}
	/* A year; only what came by HTTPS is believed about it. */
	return (!r->h->o.secure || add(m, "Strict-Transport-Security", "max-age=31536000")) &&
	       (!close || add(m, "Connection", "close"));
}

static ssize_t on_fill(void *ctx, uint64_t at, char *to, size_t most)
{
	ssize_t n = stream_fill(ctx, to, most);
	(void)at;
	return n < 0 ? (ssize_t)MHD_CONTENT_READER_END_WITH_ERROR : n;
}

bool mhd_send(struct request *r, bool close)
{
	/* The body stays where it is until the request is completed. */
	union { const char *in; void *out; } body = { .in = r->reply.body.p };
	struct MHD_Response *m = r->reply.streamed ?
		mhd.create_response_from_callback((uint64_t)r->reply.length, PART_BYTES, on_fill,
						  r, NULL) :
		mhd.create_response_from_buffer(r->reply.body.n, body.out, MHD_RESPMEM_PERSISTENT);
	if (!m) {
		return false;
	}
	bool ok = add_fields(r, m, close) &&
		  mhd.queue_response(r->wire, (unsigned)r->reply.status, m) == MHD_YES;
	mhd.destroy_response(m);
	return ok;
}

/* ---- what it calls ---- */

static void on_connection(void *ctx, struct MHD_Connection *mc, void **context,
			  enum MHD_ConnectionNotificationCode what)
{
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		const union MHD_ConnectionInfo *info =
			mhd.get_connection_info(mc, MHD_CONNECTION_INFO_CONNECTION_FD);
		*context = httpd_connected(ctx, info ? info->connect_fd : -1);
	} else {
		httpd_parted(ctx, *context);
	}
}

/* The target as it was sent, before it is taken apart. */
static void *on_target(void *ctx, const char *target, struct MHD_Connection *mc)
{
	const union MHD_ConnectionInfo *info =
		mhd.get_connection_info(mc, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct request *r = httpd_asked(ctx, info->socket_context, str_of(target));
	r->wire = mc;
	return r;
}

static enum MHD_Result on_access(void *ctx, struct MHD_Connection *mc, const char *url,
				 const char *method, const char *version, const char *data,
				 size_t *n, void **made)
{
	(void)ctx;
	(void)mc;
	(void)url;
	(void)version;
	return httpd_came(*made, method, data, n) ? MHD_YES : MHD_NO;
}

static void on_completed(void *ctx, struct MHD_Connection *mc, void **made,
			 enum MHD_RequestTerminationCode how)
{
	struct request *r = *made;
	(void)ctx;
	(void)mc;
	*made = NULL;
	if (r) {
		httpd_completed(r, how == MHD_REQUEST_TERMINATED_COMPLETED_OK);
	}
}

/* ---- starting and stopping ---- */

bool mhd_start(struct httpd *h)
{
	const struct httpd_options *o = &h->o;
	unsigned flags = MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC |
			 (o->tls ? MHD_USE_TLS : 0);
	union { const char *in; void *out; } priorities = { .in = tls_priorities };
	const struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, priorities.out },
		{ MHD_OPTION_HTTPS_CERT_CALLBACK, 0, o->tls ? tls_callback(o->tls) : NULL },
		{ MHD_OPTION_END, 0, NULL },
	};
	h->daemon = mhd.start_daemon(
		flags, 0, NULL, NULL, on_access, h,
		MHD_OPTION_LISTEN_SOCKET, o->socket,
		MHD_OPTION_THREAD_POOL_SIZE, (unsigned)o->loops,
		MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)o->connections,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)o->connections_each,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)o->deadline_s,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, h,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, h,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, h,
		MHD_OPTION_ARRAY, o->tls ? tls : tls + 2,
		MHD_OPTION_END);
	return h->daemon != NULL;
}

int mhd_port(const struct httpd *h)
{
	const union MHD_DaemonInfo *info =
		mhd.get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
	return info ? info->port : 0;
}

int mhd_quiesce(struct httpd *h)
{
	return mhd.quiesce_daemon(h->daemon);
}

void mhd_stop(struct httpd *h)
{
	mhd.stop_daemon(h->daemon);
}
