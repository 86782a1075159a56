/* Deciding attachments. */
#include "decide_in.h"

#include "base/limits.h"

/* A draft is made by whoever has the dossier, before the signature; the signed result
 * is put in by whoever numbers it, after. */
static bool may_attach(struct decide *x, enum attached_as as, struct err *e)
{
	switch (as) {
	case ATTACHED_NONE:
		break;
	case ATTACHED_PAPER:
		return need_alive(x, e);
	case ATTACHED_DRAFT:
		return need_open(x, e) && decide_right(x, RIGHT_HOLDER_OR_HEAD, e) &&
		       (!x->d->is_signed || refuse(e, "file.signed", NULL));
	case ATTACHED_RESULT:
		return need_open(x, e) &&
		       (x->d->is_signed || refuse(e, "file.unsigned", NULL)) &&
		       decide_right(x, RIGHT_RECORDS, e) &&
		       (!x->d->is_numbered || refuse(e, "number.done", NULL));
	}
	return refuse_str(e, "file.what", "what", arg_str(x, "what"));
}

static bool room_for(const struct decide *x, int64_t size, struct err *e)
{
	int64_t sum = size;

	for (size_t i = 0; i < x->d->files; i++) {
		sum += x->d->file[i].size;
	}
	if (x->d->files >= LIMIT_FILES) {
		return refuse_int(e, "file.many", "max", LIMIT_FILES);
	}
	return sum <= LIMIT_FILES_BYTES ||
	       refuse_int(e, "file.room", "mib", LIMIT_FILES_BYTES >> 20);
}

bool decide_attach(struct decide *x, struct err *e)
{
	enum attached_as as = attached_as_named(arg_str(x, "what"));
	struct str paper = arg_str(x, "paper");

	if (!may_attach(x, as, e)) {
		return false;
	}
	if (paper.n > 0 &&
	    (as != ATTACHED_PAPER || version_paper(x->d->version, paper) == NULL)) {
		return refuse_str(e, "paper.unknown", "paper", paper);
	}
	if (!arg_has(x, "size")) {
		return refuse(e, "file.other", NULL);
	}
	if (!room_for(x, arg_int(x, "size", 0), e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->d->files + 1);
	body_pass(x, b, "what");
	body_pass(x, b, "paper");
	body_pass(x, b, "file");
	body_pass(x, b, "size");
	body_pass(x, b, "type");
	body_pass(x, b, "name_c");
	return decide_emit(x, KIND_FILE_ATTACHED, b, e);
}

/* Shown to nobody any more, but kept: nothing that was handed in disappears (G1). */
bool decide_detach(struct decide *x, struct err *e)
{
	const struct attached *f = dossier_file(x->d, arg_int(x, "number", 0));

	if (!need_alive(x, e)) {
		return false;
	}
	if (f == NULL) {
		return refuse_int(e, "file.none", "number", arg_int(x, "number", 0));
	}
	if (f->withdrawn) {
		return refuse_int(e, "file.withdrawn", "number", f->number);
	}
	if (x->d->is_numbered && hash_eq(f->file, x->d->result)) {
		return refuse(e, "file.result", NULL);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", f->number);
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_FILE_WITHDRAWN, b, e);
}
