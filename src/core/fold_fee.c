/* Fold of fee receipts. */
#include "fold.h"

#include <string.h>

bool fold_fee_receipted(struct fold *f)
{
	struct dossier *d = f->d;
	struct fee_receipt v = { .clerk = f->en->actor, .at = f->en->at,
				 .cancelled_at = INSTANT_NONE };

	if (!body_int(f->en, "no", &v.number, f->e) ||
	    !body_int(f->en, "amount", &v.amount, f->e) ||
	    !body_id(f->en, "unit", 'u', &v.unit.v, f->e)) {
		return false;
	}
	if (d->fees == d->fees_cap) {
		size_t cap = d->fees_cap == 0 ? 2 : d->fees_cap * 2;
		struct fee_receipt *w = arena_array(d->arena, struct fee_receipt, cap);

		if (d->fees > 0) {
			memcpy(w, d->fee, d->fees * sizeof(*w));
		}
		d->fee = w;
		d->fees_cap = cap;
	}
	d->fee[d->fees++] = v;
	return true;
}

static struct fee_receipt *receipt_of_body(struct fold *f)
{
	int64_t no = json_int(f->en->body, "no", -1);

	for (size_t i = 0; i < f->d->fees; i++) {
		if (f->d->fee[i].number == no) {
			return &f->d->fee[i];
		}
	}
	return NULL;
}

bool fold_fee_cancelled(struct fold *f)
{
	struct fee_receipt *v = receipt_of_body(f);

	if (v == NULL || v->cancelled_at != INSTANT_NONE) {
		return fold_bad(f, "no");
	}
	v->cancelled_at = f->en->at;
	return true;
}

bool fold_fee_refunded(struct fold *f)
{
	struct fee_receipt *v = receipt_of_body(f);

	if (v == NULL || v->refunded > 0) {
		return fold_bad(f, "no");
	}
	return body_int(f->en, "amount", &v->refunded, f->e);
}
