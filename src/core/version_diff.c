/* Two versions of a procedure, part by part. */
#include "version_diff.h"

/* ---- parts ---- */

static bool same_name(struct named a, struct named b)
{
	return str_eq(a.vi, b.vi) && str_eq(a.en, b.en);
}

static bool same_limit(struct limit a, struct limit b)
{
	return a.unit == b.unit && a.amount == b.amount;
}

static bool same_words(const struct str *a, size_t n, const struct str *b, size_t m)
{
	bool same = n == m;

	for (size_t i = 0; same && i < n; i++) {
		same = str_eq(a[i], b[i]);
	}
	return same;
}

static bool same_paper(const struct procedure_version *v, size_t i,
		       const struct procedure_version *w, size_t k)
{
	const struct paper *a = &v->paper[i], *b = &w->paper[k];

	return same_name(a->name, b->name) && a->originals == b->originals &&
	       a->certified == b->certified && a->copies == b->copies &&
	       a->optional == b->optional &&
	       same_words(a->source, a->sources, b->source, b->sources);
}

static bool same_fee(const struct procedure_version *v, size_t i,
		     const struct procedure_version *w, size_t k)
{
	const struct fee *a = &v->fee[i], *b = &w->fee[k];
	bool same = same_name(a->name, b->name) && str_eq(a->per, b->per) && a->cap == b->cap &&
		    a->tiers == b->tiers && a->cuts == b->cuts;

	for (size_t j = 0; same && j < a->tiers; j++) {
		same = a->tier[j].from == b->tier[j].from && a->tier[j].amount == b->tier[j].amount;
	}
	for (size_t j = 0; same && j < a->cuts; j++) {
		same = str_eq(a->cut[j].class_id, b->cut[j].class_id) &&
		       a->cut[j].per_ten_thousand == b->cut[j].per_ten_thousand;
	}
	return same;
}

static bool same_ways(const struct step *a, const struct step *b)
{
	bool same = a->outcomes == b->outcomes;

	for (size_t i = 0; same && i < a->outcomes; i++) {
		const struct outcome *x = &a->outcome[i], *y = &b->outcome[i];

		same = str_eq(x->id, y->id) && x->kind == y->kind && str_eq(x->to, y->to) &&
		       same_name(x->name, y->name);
	}
	return same;
}

static bool same_asked(const struct step *a, const struct step *b)
{
	bool same = same_words(a->asked, a->askeds, b->asked, b->askeds) &&
		    a->members == b->members && a->quorum == b->quorum &&
		    same_name(a->question, b->question) && a->silence == b->silence;

	for (size_t i = 0; same && i < a->members; i++) {
		same = str_eq(a->member[i].unit, b->member[i].unit) &&
		       post_eq(a->member[i].post, b->member[i].post);
	}
	return same;
}

static bool same_step(const struct procedure_version *v, size_t i,
		      const struct procedure_version *w, size_t k)
{
	const struct step *a = &v->step[i], *b = &w->step[k];

	return a->kind == b->kind && same_name(a->name, b->name) && str_eq(a->unit, b->unit) &&
	       post_eq(a->post, b->post) && a->plan_s == b->plan_s && same_ways(a, b) &&
	       same_asked(a, b);
}

static bool same_variant(const struct procedure_version *v, size_t i,
			 const struct procedure_version *w, size_t k)
{
	const struct variant *a = &v->variant[i], *b = &w->variant[k];

	return same_name(a->name, b->name) && same_limit(a->limit, b->limit);
}

/* ---- pairing ---- */

struct kind {
	struct str (*id)(const struct procedure_version *v, size_t i);
	bool (*same)(const struct procedure_version *v, size_t i,
		     const struct procedure_version *w, size_t k);
};

/* The parts of one kind in a version. */
struct side {
	const struct procedure_version *v;
	size_t n;
};

static struct str paper_id(const struct procedure_version *v, size_t i)
{
	return v->paper[i].id;
}

static struct str fee_id(const struct procedure_version *v, size_t i)
{
	return v->fee[i].id;
}

static struct str step_id(const struct procedure_version *v, size_t i)
{
	return v->step[i].id;
}

static struct str variant_id(const struct procedure_version *v, size_t i)
{
	return v->variant[i].id;
}

static const struct kind of_papers = { paper_id, same_paper };
static const struct kind of_fees = { fee_id, same_fee };
static const struct kind of_steps = { step_id, same_step };
static const struct kind of_variants = { variant_id, same_variant };

static size_t place(const struct kind *k, struct side in, struct str id)
{
	for (size_t i = 0; i < in.n; i++) {
		if (str_eq(k->id(in.v, i), id)) {
			return i;
		}
	}
	return PAIR_NONE;
}

static struct part_pairs pairs(struct arena *a, const struct kind *k, struct side old,
			       struct side now)
{
	struct part_pairs out = { .pair = arena_array(a, struct part_pair, old.n + now.n) };
	size_t next = 0;

	for (size_t i = 0; i <= now.n; i++) {
		bool end = i == now.n;
		size_t at = end ? old.n : place(k, old, k->id(now.v, i));

		/* What stood before it and is in the new one no more. */
		for (; at != PAIR_NONE && next < at; next++) {
			if (place(k, now, k->id(old.v, next)) == PAIR_NONE) {
				out.pair[out.n++] = (struct part_pair){ next, PAIR_NONE, false };
			}
		}
		if (!end) {
			bool same = at != PAIR_NONE && k->same(old.v, at, now.v, i);

			out.pair[out.n++] = (struct part_pair){ at, i, same };
			out.same += same;
		}
	}
	return out;
}

static bool all_same(const struct part_pairs *p)
{
	return p->same == p->n;
}

void version_diff(struct arena *a, const struct procedure_version *old,
		  const struct procedure_version *now, struct version_diff *out)
{
	struct version_diff d = {
		.papers = pairs(a, &of_papers, (struct side){ old, old->papers },
				(struct side){ now, now->papers }),
		.fees = pairs(a, &of_fees, (struct side){ old, old->fees },
			      (struct side){ now, now->fees }),
		.steps = pairs(a, &of_steps, (struct side){ old, old->steps },
			       (struct side){ now, now->steps }),
		.variants = pairs(a, &of_variants, (struct side){ old, old->variants },
				  (struct side){ now, now->variants }),
		.limit = !same_limit(old->limit, now->limit),
		.supplement = old->supplement.times != now->supplement.times ||
			      old->supplement.last_day != now->supplement.last_day ||
			      old->supplement.intake_times != now->supplement.intake_times,
		.online = old->online != now->online,
		.nonterritorial = old->nonterritorial != now->nonterritorial,
		.retention = old->retention_years != now->retention_years,
	};

	d.any = d.limit || d.supplement || d.online || d.nonterritorial || d.retention ||
		!all_same(&d.papers) || !all_same(&d.fees) || !all_same(&d.steps) ||
		!all_same(&d.variants);
	*out = d;
}
