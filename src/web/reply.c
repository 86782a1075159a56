/* Replies: their headers, compression, and pages that say what was wrong. */
#include "pages.h"
#include "problem.h"
#include "top.h"
#include "view_error.h"
#include "web_int.h"
#include "words.h"

#include <string.h>

enum { COMPRESS_FROM = 1024 };		/* below it the headers cost more than they save */
enum { TAG_BYTES = 12 };		/* of a hash, in an ETag */

enum text_lang request_lang(const struct http_request *r)
{
	if (problem_wanted(r)) {
		return problem_lang(r);
	}
	return str_is(http_cookie(r->header[HTTP_COOKIE], "lang"), "en") ? TEXT_EN : TEXT_VI;
}

void reply_guard(struct http_reply *reply)
{
	http_field(reply, "Content-Security-Policy",
		   STR("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
		       "font-src 'self'; connect-src 'self'; frame-src 'self'; "
		       "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"));
	http_field(reply, "X-Content-Type-Options", STR("nosniff"));
	http_field(reply, "Referrer-Policy", STR("same-origin"));
	http_field(reply, "Cross-Origin-Opener-Policy", STR("same-origin"));
}

/* The text in x->page as body, in the arena, compressed if that is wanted. */
static void take_body(struct exchange *x)
{
	struct str text = buf_view(x->page);
	bool squeeze = text.n >= COMPRESS_FROM &&
		       http_accepts(x->in->header[HTTP_ACCEPT_ENCODING], "gzip");
	http_field(&x->out, "Vary", STR("Accept-Encoding, Cookie"));
	if (squeeze) {
		x->out.body = gzip_text(x->worker->gzip, x->a, text);
	}
	if (squeeze && x->out.body.n > 0) {
		http_field(&x->out, "Content-Encoding", STR("gzip"));
	} else {
		x->out.body = str_dup(x->a, text);
	}
}

void reply_text(struct exchange *x, int status, const char *type)
{
	x->out.status = status;
	x->replied = true;
	reply_guard(&x->out);
	http_field(&x->out, "Content-Type", str_of(type));
	http_field(&x->out, "Cache-Control", STR("no-store"));
	take_body(x);
}

void reply_page(struct exchange *x, int status)
{
	reply_text(x, status, "text/html; charset=utf-8");
}

void reply_tag(struct http_reply *reply, struct http_request *r, struct str said)
{
	char hex[HASH_HEX];
	struct hash h = hash_of(said.p, said.n);
	/* Weak: packed or not, it is the same. */
	struct str tag = str_fmt(r->a, "W/\"%.*s\"", 2 * TAG_BYTES, hash_hex(h, hex));
	http_field(reply, "ETag", tag);
	if (http_has_tag(r->header[HTTP_IF_NONE_MATCH], tag)) {
		reply->status = 304;
		reply->body = STR("");
	}
}

void reply_kept_page(struct exchange *x)
{
	if (x->signed_in) {
		reply_page(x, 200);
		return;
	}
	struct str text = buf_view(x->page);
	x->out.status = 200;
	x->replied = true;
	reply_guard(&x->out);
	http_field(&x->out, "Content-Type", STR("text/html; charset=utf-8"));
	http_field(&x->out, "Cache-Control", STR("private, no-cache"));
	reply_tag(&x->out, x->in, text);
	if (x->out.status == 200) {
		take_body(x);
	}
}

void reply_see(struct exchange *x, struct str where)
{
	x->out.status = 303;
	x->replied = true;
	reply_guard(&x->out);
	http_field(&x->out, "Location", where);
	http_field(&x->out, "Cache-Control", STR("no-store"));
}

/* ---- what was wrong ---- */

static int status_of(enum err_code code)
{
	switch (code) {
	case ERR_NONE:
		return 200;
	case ERR_INVALID:
		return 422;
	case ERR_DENIED:
		return 403;
	case ERR_NOT_FOUND:
		return 404;
	case ERR_CONFLICT:
		return 409;
	case ERR_LIMIT:
		return 413;
	case ERR_BUSY:
		return 503;
	case ERR_IO:
	case ERR_CORRUPT:
		return 500;
	}
	return 500;
}

/* The error behind a bare status: its sentence is http.status.<status>. */
static struct err err_of(int status)
{
	struct err e;
	char key[ERR_KEY_SIZE] = "http.status.";
	size_t n = strlen(key);
	for (int unit = 100; unit > 0; unit /= 10) {
		key[n++] = (char)('0' + status / unit % 10);
	}
	key[n] = '\0';
	err_set(&e, ERR_INVALID, key, NULL);
	return e;
}

static struct error_view view_of(const struct exchange *x, int status, const struct err *e)
{
	struct str message = words_err(x, e);
	return (struct error_view){
		.top = x->signed_in ? top_inside(x, message) : top_public(x, message, SECTION_NONE),
		.status = status, .message = message, .hint = words_hint(x, e),
		.link = { .text = words0(x, "error.home"),
			  .href = x->signed_in ? STR("/work") : STR("/") },
	};
}

static void problem_bare(struct http_reply *reply, struct http_request *r, int status)
{
	struct err e = problem_of(status);
	struct buf b;
	buf_init(&b, PAGE_MOST);
	problem_write(&b, r, status, &e);
	reply->status = status;
	reply->body = str_dup(r->a, buf_view(&b));
	buf_done(&b);
	reply_guard(reply);
	http_field(reply, "Content-Type", STR(PROBLEM_TYPE));
	http_field(reply, "Cache-Control", STR("no-store"));
	problem_fields(reply, r, status, &e);
}

void reply_bare(struct http_reply *reply, struct http_request *r, int status)
{
	if (problem_wanted(r)) {
		problem_bare(reply, r, status);
		return;
	}
	struct exchange x = { .in = r, .a = r->a, .lang = request_lang(r) };
	struct err e = err_of(status);
	bool page = http_accepts(r->header[HTTP_ACCEPT], "text/html");
	struct buf b;
	buf_init(&b, PAGE_MOST);
	if (page) {
		struct error_view v = view_of(&x, status, &e);
		page_error(&b, x.lang, &v);
	} else {
		text_err(&b, x.lang, &e);
		buf_text(&b, "\n");
		text_hint(&b, x.lang, &e);
		buf_text(&b, "\n");
	}
	reply->status = status;
	reply->body = str_dup(r->a, buf_view(&b));
	buf_done(&b);
	reply_guard(reply);
	http_field(reply, "Content-Type", page ? STR("text/html; charset=utf-8")
					       : STR("text/plain; charset=utf-8"));
	http_field(reply, "Cache-Control", STR("no-store"));
}

static void reply_problem(struct exchange *x, int status, const struct err *e)
{
	buf_reset(x->page);
	x->out = (struct http_reply){ 0 };
	problem_write(x->page, x->in, status, e);
	reply_text(x, status, PROBLEM_TYPE);
	problem_fields(&x->out, x->in, status, e);
}

static void reply_wrong(struct exchange *x, int status, const struct err *e)
{
	struct error_view v = view_of(x, status, e);
	buf_reset(x->page);
	x->out = (struct http_reply){ 0 };
	page_error(x->page, x->lang, &v);
	reply_page(x, status);
	if (status == 503) {
		http_field(&x->out, "Retry-After", STR("5"));
	}
}

void reply_err(struct exchange *x, const struct err *e)
{
	if (problem_wanted(x->in)) {
		reply_problem(x, problem_status(e), e);
		return;
	}
	reply_wrong(x, status_of(e->code), e);
}

int refused_status(const struct err *e)
{
	return e->code == ERR_DENIED ? 403 : e->code == ERR_BUSY ? 503 : 422;
}

void reply_status(struct exchange *x, int status)
{
	struct err e = problem_wanted(x->in) ? problem_of(status) : err_of(status);
	if (problem_wanted(x->in)) {
		reply_problem(x, status, &e);
		return;
	}
	reply_wrong(x, status, &e);
}
