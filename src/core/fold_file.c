/* Fold of attachments. */
#include "fold.h"

#include <string.h>

static bool read_attached(struct fold *f, struct attached *out)
{
	const struct json *b = f->en->body;
	struct str what, hex, type;
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e) || !body_str(f->en, "what", &what, f->e) ||
	    !body_str(f->en, "file", &hex, f->e) || !body_int(f->en, "size", &out->size, f->e) ||
	    !body_str(f->en, "type", &type, f->e)) {
		return false;
	}
	out->number = (int32_t)n;
	out->as = attached_as_named(what);
	out->type = file_type_named(type);
	if (n != (int64_t)f->d->files + 1 || out->as == ATTACHED_NONE || out->size <= 0 ||
	    out->type == FILE_TYPE_NONE || !hash_from_hex(hex, &out->file)) {
		return fold_bad(f, "file");
	}
	out->paper = str_dup(f->d->arena, json_str(b, "paper"));
	out->by = f->en->actor;
	out->at = f->en->at;
	out->seq = f->en->seq;
	return true;
}

bool fold_file_attached(struct fold *f)
{
	struct dossier *d = f->d;
	struct attached v = { 0 };

	if (dossier_closed(d)) {
		return fold_bad(f, "state");
	}
	if (!read_attached(f, &v)) {
		return false;
	}
	if (d->files == d->file_cap) {
		size_t cap = d->file_cap == 0 ? 4 : d->file_cap * 2;
		struct attached *w = arena_array(d->arena, struct attached, cap);

		if (d->files > 0) {
			memcpy(w, d->file, d->files * sizeof(*w));
		}
		d->file = w;
		d->file_cap = cap;
	}
	d->file[d->files++] = v;
	return true;
}

bool fold_file_withdrawn(struct fold *f)
{
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return false;
	}
	if (n < 1 || (size_t)n > f->d->files || f->d->file[n - 1].withdrawn) {
		return fold_bad(f, "file");
	}
	f->d->file[n - 1].withdrawn = true;
	return true;
}
