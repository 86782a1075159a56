/*
 * What differs between two versions of a procedure: papers, fees, steps and cases of the
 * limit paired by their ids, and which of the rest is another. Pure; says nothing in words.
 */
#ifndef DUNGHEN_CORE_VERSION_DIFF_H
#define DUNGHEN_CORE_VERSION_DIFF_H

#include "law.h"

#define PAIR_NONE SIZE_MAX

struct part_pair {
	size_t old, now;		/* places in both versions; PAIR_NONE: not in that one */
	bool same;
};

/* In the order of the newer version; what is gone stands before what it stood before. */
struct part_pairs {
	struct part_pair *pair;
	size_t n;
	size_t same;			/* so many of them */
};

struct version_diff {
	struct part_pairs papers, fees, steps, variants;
	bool limit, supplement, online, nonterritorial, retention;	/* another one */
	bool any;			/* anything differs */
};

void version_diff(struct arena *a, const struct procedure_version *old,
		  const struct procedure_version *now, struct version_diff *out);

#endif
