/* Fees as formulas (rule 23). */
#include "law.h"

#include "base/num.h"

enum { WHOLE = 10000 };

/* The sum of `units` pages or copies, tier by tier. */
static bool tiers_sum(const struct fee *f, int64_t units, int64_t *out)
{
	int64_t sum = 0;
	for (size_t i = 0; i < f->tiers; i++) {
		int64_t from = f->tier[i].from;
		int64_t end = i + 1 < f->tiers ? num_min(f->tier[i + 1].from - 1, units) : units;
		int64_t part;
		if (end < from) {
			break;
		}
		if (!num_mul(end - from + 1, f->tier[i].amount, &part) ||
		    !num_add(sum, part, &sum)) {
			return false;
		}
	}
	*out = f->cap > 0 ? num_min(sum, f->cap) : sum;
	return true;
}

static bool cut_fits(const struct fee_cut *cut, const struct fee_case *c)
{
	struct str prefix = STR("channel:");
	if (str_starts(cut->class_id, prefix)) {
		return str_eq(str_sub(cut->class_id, prefix.n, cut->class_id.n), c->channel);
	}
	return c->class_id.n > 0 && str_eq(cut->class_id, c->class_id);
}

/* Cuts do not add up: the one that helps most counts. */
static int64_t best_cut(const struct fee *f, const struct fee_case *c)
{
	int64_t best = 0;
	for (size_t i = 0; i < f->cuts; i++) {
		if (cut_fits(&f->cut[i], c)) {
			best = num_max(best, f->cut[i].per_ten_thousand);
		}
	}
	return best;
}

static bool fee_one(const struct fee *f, const struct fee_case *c, int64_t *out)
{
	int64_t full;
	bool ok = true;
	if (str_is(f->per, "page")) {
		ok = tiers_sum(f, c->pages, &full) && num_mul(full, c->copies, &full);
	} else if (str_is(f->per, "copy")) {
		ok = tiers_sum(f, c->copies, &full);
	} else {
		ok = tiers_sum(f, 1, &full);
	}
	int64_t scaled;
	if (!ok || !num_mul(full, WHOLE - best_cut(f, c), &scaled)) {
		return false;
	}
	*out = scaled / WHOLE;
	return true;
}

bool fee_sum(const struct procedure_version *v, const struct fee_case *c, int64_t *out,
	     struct err *e)
{
	int64_t sum = 0;
	if (c->pages < 0 || c->copies < 0) {
		return err_set(e, ERR_INVALID, "fee.count", NULL);
	}
	for (size_t i = 0; i < v->fees; i++) {
		int64_t one;
		if (!fee_one(&v->fee[i], c, &one) || !num_add(sum, one, &sum)) {
			return err_set(e, ERR_LIMIT, "fee.overflow", NULL);
		}
	}
	/* An amount must fit a JSON integer of the ledger. */
	if (sum > INT64_C(9007199254740991)) {
		return err_set(e, ERR_LIMIT, "fee.overflow", NULL);
	}
	*out = sum;
	return true;
}
