/* Uploads, and attached files read again. */
#include "attach.h"

#include "app_int.h"
#include "sight.h"

#include "base/limits.h"
#include "store/sealed.h"

#include <string.h>

static struct sealed_for owned(const struct dossier *d)
{
	return (struct sealed_for){ { OWNER_SUBJECT, d->owner.v }, d->id };
}

/* ---- putting in ---- */

struct upload {
	struct sealing *sealing;
	char first[FILE_TYPE_BYTES];
	size_t have;			/* of the first bytes */
	enum file_type type;
	int64_t size;
};

static bool may_file(struct app *app, struct arena *a, struct dossier *d, struct person_id who,
		     struct err *e)
{
	struct decide x = { .arena = a, .law = &app->law, .org = &app->org, .d = d,
			    .at = app_now(app), .actor = who };

	return decide_right(&x, RIGHT_FILER, e);
}

bool upload_begin(struct app *app, struct arena *a, struct person_id who, struct str ref,
		  struct upload **out, struct err *e)
{
	struct upload *u = arena_new(a, struct upload);
	uint8_t chance[SEALING_CHANCE];
	struct dossier *d;

	if (!sight(app, a, ref, &d, e) || (who.v != 0 && !may_file(app, a, d, who, e))) {
		return false;
	}
	if (d->files >= LIMIT_FILES) {
		refuse(e, "file.many", NULL);
		return err_add_int(e, "max", LIMIT_FILES);
	}
	app_random(app, chance, sizeof(chance));
	*out = u;
	return store_sealing(app->store, a, owned(d), chance, &u->sealing, e);
}

/* Nothing is written before the type is known. */
static bool tell_type(struct upload *u, struct str *bytes, struct err *e)
{
	size_t want = sizeof(u->first) - u->have;
	size_t n = bytes->n < want ? bytes->n : want;

	memcpy(u->first + u->have, bytes->p, n);
	u->have += n;
	*bytes = str_sub(*bytes, n, bytes->n);
	if (u->have < sizeof(u->first)) {
		return true;
	}
	struct str first = { u->first, u->have };

	u->type = file_type_of(first);
	return u->type != FILE_TYPE_NONE ? sealing_add(u->sealing, first, e)
					 : refuse(e, "file.type", NULL);
}

bool upload_add(struct upload *u, struct str bytes, struct err *e)
{
	u->size += (int64_t)bytes.n;
	if (u->size > LIMIT_FILE) {
		refuse(e, "file.large", NULL);
		return err_add_int(e, "mib", LIMIT_FILE >> 20);
	}
	if (u->type == FILE_TYPE_NONE && bytes.n > 0 && !tell_type(u, &bytes, e)) {
		return false;
	}
	return sealing_add(u->sealing, bytes, e);
}

bool upload_end(struct upload *u, struct uploaded *out, struct err *e)
{
	if (u->type == FILE_TYPE_NONE) {
		upload_drop(u);
		return refuse(e, u->size == 0 ? "file.empty" : "file.type", NULL);
	}
	out->type = u->type;
	out->size = u->size;
	return sealing_end(u->sealing, &out->file, e);
}

void upload_drop(struct upload *u)
{
	if (u && u->sealing) {
		sealing_drop(u->sealing);
	}
}

/* A commit that failed may have reached the disk all the same: no telling from here. */
static bool in_doubt(const struct err *e)
{
	return e->code == ERR_IO || e->code == ERR_CORRUPT;
}

void upload_settle(struct upload *u, const struct answer *answer)
{
	sealing_settle(u->sealing, answer != NULL && answer->ok ? SEALING_NAMED
				   : answer != NULL && in_doubt(&answer->err) ? SEALING_UNKNOWN
				   : SEALING_UNWANTED);
}

bool app_attach_bytes(struct app *app, struct arena *a, struct str ref, struct str bytes,
		      struct uploaded *out, struct err *e)
{
	struct upload *u;

	if (!upload_begin(app, a, (struct person_id){ 0 }, ref, &u, e)) {
		return false;
	}
	if (!upload_add(u, bytes, e)) {
		upload_drop(u);
		return false;
	}
	return upload_end(u, out, e);
}

/* ---- getting out ---- */

struct attachment {
	struct unsealing *bytes;
};

bool attachment_citizens(const struct dossier *d, const struct attached *f)
{
	return f->as == ATTACHED_PAPER ||
	       (f->as == ATTACHED_RESULT && d->state == DOSSIER_DELIVERED);
}

bool attachment_open(struct app *app, struct arena *a, struct person_id who, int64_t at,
		     struct str ref, int64_t number, struct attachment **out,
		     struct attachment_facts *facts, struct err *e)
{
	struct attachment *x = arena_new(a, struct attachment);
	struct dossier *d;
	struct access_note note;

	if (!sight(app, a, ref, &d, e) || !access_may(app, a, d->id, who, at, &note, e)) {
		return false;
	}
	const struct attached *f = dossier_file(d, number);

	if (f != NULL && who.v == access_citizen.v && !attachment_citizens(d, f)) {
		f = NULL;
	}
	if (f == NULL || f->withdrawn) {
		refuse(e, f == NULL ? "file.none" : "file.withdrawn", NULL);
		return err_add_int(e, "number", number);
	}
	*facts = (struct attachment_facts){ f->number, f->as, f->type, f->size, note };
	if (!store_unsealing(app->store, a, owned(d), f->file, &x->bytes, e)) {
		return false;
	}
	*out = x;
	return true;
}

bool attachment_reader(struct app *app, struct str as, struct person_id *out, struct err *e)
{
	return resolve_person(app, as, out, e);
}

bool attachment_at(struct attachment *x, int64_t at, struct str *out, struct err *e)
{
	return unsealing_at(x->bytes, at, out, e);
}

void attachment_close(struct attachment *x)
{
	if (x) {
		unsealing_close(x->bytes);
	}
}

/* ---- for the files of app/ ---- */

bool attachment_peek(struct app *app, const struct dossier *d, struct hash h,
		     struct attachment_facts *out, struct err *e)
{
	struct arena_mark mark = arena_mark(&app->scratch);
	struct unsealing *x = NULL;
	struct str first = { 0 };
	bool ok = store_unsealing(app->store, &app->scratch, owned(d), h, &x, e) &&
		  unsealing_at(x, 0, &first, e);

	if (ok) {
		out->size = unsealing_size(x);
		out->type = file_type_of(first);
	} else if (strcmp(e->key, "file.damaged") == 0 || strcmp(e->key, "file.unknown") == 0) {
		/* For this dossier it is none; what it is to others, they see. */
		refuse(e, "file.other", NULL);
	}
	unsealing_close(x);
	arena_release(&app->scratch, mark);
	return ok;
}

static bool is_named(void *ctx, struct dossier_id id, struct hash h, bool *named, struct err *e)
{
	struct app *app = ctx;
	struct dossier *d;

	*named = false;
	if (!cache_load(app, id, &d, e)) {
		return e->code == ERR_NOT_FOUND;
	}
	for (size_t i = 0; i < d->files; i++) {
		*named = *named || hash_eq(d->file[i].file, h);
	}
	*named = *named || hash_eq(d->result, h);
	return true;
}

bool attachments_tidy(struct app *app, struct err *e)
{
	return store_sealed_tidy(app->store, is_named, app, e);
}
