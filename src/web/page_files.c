/* Files of a dossier: put in, and shown. */
#include "page_files.h"

#include "form.h"
#include "guard.h"
#include "noted.h"
#include "page_dossier.h"
#include "page_sign.h"
#include "upload.h"
#include "web_int.h"

#include <string.h>

/* ---- in ---- */

/* Where the form came from, or the dossier. */
static struct str way_back(const struct exchange *x)
{
	struct str back = form_get(x->form, "back");
	return guard_own_path(back) ? back
		: str_fmt(x->a, "/dossiers/%.*s#papers", STR_ARG(http_encode(x->a, x->param[0])));
}

static void attached(struct exchange *x)
{
	upload_settled(x, &x->ticket.answer);
	if (x->ticket.answer.ok) {
		upload_see(x, way_back(x));
	} else {
		dossier_refused(x, STR("attach"), &x->ticket.answer.err);
	}
}

static void put(const struct exchange *x, struct json *args, const char *name)
{
	struct str value = form_get(x->form, name);
	if (value.n > 0) {
		json_set_str(x->a, args, name, value);
	}
}

void files_add(struct exchange *x)
{
	const struct incoming *in = x->incoming;
	struct json *args = json_new_obj(x->a);
	char hex[HASH_HEX];
	struct err e;
	if (in->failed || !in->came) {
		if (!in->failed) {
			refuse(&e, "file.empty", NULL);
		}
		dossier_refused(x, STR("attach"), in->failed ? &in->err : &e);
		return;
	}
	json_set_str(x->a, args, "dossier", x->param[0]);
	json_set_str(x->a, args, "file", str_dup(x->a, str_of(hash_hex(in->file.file, hex))));
	if (in->name.n > 0) {
		json_set_str(x->a, args, "name", in->name);
	}
	put(x, args, "what");
	/* A paper that was chosen says what it is, whatever stood in the field above. */
	if (form_get(x->form, "paper").n > 0) {
		put(x, args, "paper");
		json_set_str(x->a, args, "what", STR("paper"));
	}
	put(x, args, "name");
	exchange_act(x, "attach", args, form_get(x->form, "key"), attached);
}

/* ---- out ---- */

struct showing {
	struct attachment *file;
	struct attachment_facts facts;
	int64_t at, end;		/* what is yet to be sent */
};

/* Bytes of a file, never a page: no script of it runs, nothing is guessed. */
static void put_headers(struct exchange *x, const struct showing *s)
{
	enum file_type type = s->facts.type;
	struct str code = str_trim(x->param[0]);	/* blanks around it are let pass */
	http_field(&x->out, "Content-Type", str_of(file_type_media(type)));
	http_field(&x->out, "X-Content-Type-Options", STR("nosniff"));
	http_field(&x->out, "Content-Security-Policy",
		   STR("sandbox; default-src 'none'; frame-ancestors 'self'"));
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "inline; filename=\"%.*s-%d.%s\"", STR_ARG(code),
			   (int)s->facts.number, file_type_name(type)));
	http_field(&x->out, "Accept-Ranges", STR("bytes"));
	http_field(&x->out, "Cache-Control", STR("private, no-store"));
	http_field(&x->out, "Referrer-Policy", STR("same-origin"));
	http_field(&x->out, "Cross-Origin-Resource-Policy", STR("same-origin"));
}

static void send(struct exchange *x)
{
	struct showing *s = x->download;
	int64_t first = 0, last = s->facts.size - 1;
	x->out.status = 200;
	switch (http_range(x->in->header[HTTP_RANGE], s->facts.size, &first, &last)) {
	case HTTP_RANGE_NONE:
		break;
	case HTTP_RANGE_PART:
		x->out.status = 206;
		http_field(&x->out, "Content-Range",
			   str_fmt(x->a, "bytes %lld-%lld/%lld", (long long)first,
				   (long long)last, (long long)s->facts.size));
		break;
	case HTTP_RANGE_BEYOND:
		reply_status(x, 416);
		http_field(&x->out, "Content-Range",
			   str_fmt(x->a, "bytes */%lld", (long long)s->facts.size));
		return;
	}
	s->at = first;
	s->end = last + 1;
	put_headers(x, s);
	x->out.streamed = true;
	x->out.length = s->end - s->at;
	x->replied = true;
}

void file_reply(struct exchange *x, struct person_id who)
{
	struct showing *s = arena_new(x->a, struct showing);
	int64_t number;
	struct err e;
	if (!str_to_int64(x->param[1], &number)) {
		reply_status(x, 404);
		return;
	}
	if (!attachment_open(x->app, x->a, who, x->now, x->param[0], number, &s->file,
			     &s->facts, &e)) {
		reply_err(x, &e);
		return;
	}
	x->download = s;
	x->in->holds = true;
	exchange_noted(x, &s->facts.note, send);
}

void file_show(struct exchange *x)
{
	file_reply(x, x->person);
}

void file_fill(struct exchange *x)
{
	struct showing *s = x->download;
	struct str part = { 0 };
	struct err e;
	/* Damage found on the way cuts the connection: half a file must not look whole. */
	if (attachment_at(s->file, s->at, &part, &e)) {
		part = str_sub(part, 0, (size_t)(s->end - s->at));
	}
	s->at += (int64_t)part.n;
	x->in->part = part;
}

void file_left(struct exchange *x)
{
	struct showing *s = x->download;
	if (s) {
		attachment_close(s->file);
	}
}
