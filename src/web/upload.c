/* Uploads, part by part. */
#include "upload.h"

#include "form.h"
#include "guard.h"
#include "web_int.h"

#include "base/limits.h"
#include "base/multipart.h"
#include "base/utf8.h"

#include <string.h>

enum { UPLOAD_FIELDS = 32, NAME_MOST = 200 };

struct taking {
	struct incoming pub;
	struct exchange *x;
	struct multipart parts;
	struct form form;
	struct buf value;		/* of the field that comes */
	bool started, deaf;		/* deaf: the rest is let go by */
	bool in_file;
	struct upload *upload;		/* from its first byte on */
	struct buf kept;		/* of TAKE, instead */
	bool sealed, settled;
};

static bool wrong(struct err *e, const char *key)
{
	return err_set(e, ERR_INVALID, key, NULL);
}

/* ---- what the form says ---- */

/* Never a path: some browsers send one. */
static struct str last_part(struct str name)
{
	size_t from = name.n;
	while (from > 0 && name.p[from - 1] != '/' && name.p[from - 1] != '\\') {
		from--;
	}
	return utf8_prefix(str_sub(name, from, name.n), NAME_MOST);
}

static bool field_begins(struct taking *t, struct str name, struct err *e)
{
	if (t->form.n == UPLOAD_FIELDS) {
		(void)err_set(e, ERR_LIMIT, "form.many", NULL);
		return err_add_int(e, "max", UPLOAD_FIELDS);
	}
	buf_reset(&t->value);
	return utf8_nfc(t->x->a, str_dup(t->x->a, name), &t->form.field[t->form.n].name, e);
}

static bool file_begins(struct taking *t, struct str file_name, struct err *e)
{
	if (t->upload || t->kept.n > 0) {
		return wrong(e, "upload.one");
	}
	/* Without the token this is no form of ours; the guard says so in the end. */
	t->deaf = !session_form_good(&t->x->login, form_get(&t->form, "token"));
	return utf8_nfc(t->x->a, str_dup(t->x->a, last_part(file_name)), &t->pub.name, e);
}

static bool part_begins(void *ctx, struct str name, bool file, struct str file_name,
			struct err *e)
{
	struct taking *t = ctx;
	t->in_file = file;
	return file ? file_begins(t, file_name, e) : field_begins(t, name, e);
}

/* An empty file name and no byte: none was chosen. */
static bool part_data(void *ctx, struct str bytes, struct err *e)
{
	struct taking *t = ctx;
	struct exchange *x = t->x;
	if (t->deaf) {
		return true;
	}
	if (!t->in_file) {
		buf_str(&t->value, bytes);
		return buf_ok(&t->value) || wrong(e, "upload.field");
	}
	if (x->route->kept) {
		buf_str(&t->kept, bytes);
		return buf_ok(&t->kept) || wrong(e, "upload.large");
	}
	if (!t->upload &&
	    !upload_begin(x->app, x->a, x->person, x->param[0], &t->upload, e)) {
		t->upload = NULL;
		return false;
	}
	return upload_add(t->upload, bytes, e);
}

static bool part_ends(void *ctx, struct err *e)
{
	struct taking *t = ctx;
	if (t->in_file && t->x->route->kept) {
		t->pub.bytes = buf_view(&t->kept);
		t->pub.came = t->kept.n > 0;
		return true;
	}
	if (t->in_file) {
		if (t->deaf || !t->upload || t->sealed) {
			return true;
		}
		t->sealed = upload_end(t->upload, &t->pub.file, e);
		t->upload = t->sealed ? t->upload : NULL;
		t->pub.came = t->sealed;
		return t->sealed;
	}
	struct form_field *f = &t->form.field[t->form.n++];
	return utf8_nfc(t->x->a, str_dup(t->x->a, buf_view(&t->value)), &f->value, e);
}

/* ---- what comes ---- */

static struct taking *begin(struct exchange *x)
{
	struct taking *t = arena_new(x->a, struct taking);
	t->x = x;
	t->form.field = arena_array(x->a, struct form_field, UPLOAD_FIELDS);
	buf_init(&t->value, LIMIT_TEXT);
	buf_init(&t->kept, x->route->limit);
	x->taking = t;
	x->in->holds = true;
	return t;
}

static void fail(struct taking *t, const struct err *e)
{
	if (t->upload && !t->sealed) {
		upload_drop(t->upload);
		t->upload = NULL;
	}
	t->pub.failed = t->deaf = true;
	t->pub.err = *e;
}

/* Who is not admitted is told when all is in, by the guard. */
static bool start(struct taking *t, struct err *e)
{
	struct multipart_calls calls = { t, part_begins, part_data, part_ends };
	guard_know(t->x);
	t->deaf = !t->x->signed_in || !guard_may(t->x, t->x->route->who);
	t->started = true;
	return multipart_start(&t->parts, t->x->in->header[HTTP_CONTENT_TYPE], calls, e);
}

void upload_part(struct exchange *x)
{
	struct taking *t = x->taking ? x->taking : begin(x);
	struct err e;
	if (t->pub.failed || (t->started && t->deaf)) {
		return;
	}
	/* Once the file has begun nothing is asked of the store. */
	bool looks = !t->upload;
	if (looks && !app_look(x->app, x->now, &e)) {
		fail(t, &e);
		return;
	}
	x->now = looks ? app_now(x->app) : x->now;
	if ((!t->started && !start(t, &e)) ||
	    (!t->deaf && !multipart_put(&t->parts, x->in->part, &e))) {
		fail(t, &e);
	}
	if (looks) {
		app_looked(x->app);
	}
}

void upload_whole(struct exchange *x)
{
	struct taking *t = x->taking ? x->taking : begin(x);
	struct err e;
	if (!t->pub.failed && !t->deaf && t->started && !multipart_end(&t->parts, &e)) {
		fail(t, &e);
	}
	x->form = &t->form;
	x->incoming = &t->pub;
}

void upload_settled(struct exchange *x, const struct answer *answer)
{
	struct taking *t = x->taking;
	if (t && t->sealed && !t->settled) {
		upload_settle(t->upload, answer);
		t->settled = true;
	}
}

void upload_see(struct exchange *x, struct str where)
{
	reply_see(x, where);
	if (form_get(x->form, "script").n > 0) {
		x->out.status = 201;
	}
}

void upload_left(struct exchange *x)
{
	struct taking *t = x->taking;
	if (!t) {
		return;
	}
	if (t->upload && !t->sealed) {
		upload_drop(t->upload);
	}
	upload_settled(x, NULL);
	buf_done(&t->value);
	buf_done(&t->kept);
}
