/*
 * The parts of law_read: each reads one sort of file into the law, adding
 * faults; what one needs from another is read before it (law_read.c).
 */
#ifndef DUNGHEN_CORE_LAW_BUILD_H
#define DUNGHEN_CORE_LAW_BUILD_H

#include "law_field.h"
#include "unit_plan.h"

/* rule-sets.json, codes.json, posts.json */
void rule_sets_read(struct faults *f, const struct law_source *file, struct law *l);
/* The lists of codes.json by which agencies are scored (law_criteria.c). */
void criteria_read(const struct place *root, struct law *l);
void codes_read(struct faults *f, const struct law_source *file, struct law *l);
void posts_read(struct faults *f, const struct law_source *file, struct law *l);

/* One file of procedures/; *out is NULL when it could not be read at all. */
void procedure_read(struct faults *f, const struct law_source *file, struct procedure **out);

/* What holds between the parts of a procedure, and between it and the rest:
 * known posts, paper sources, classes; units too when a plan is given. */
void procedure_check(struct faults *f, const struct law *l, const struct unit_plan *units,
		     const struct place *root, const struct procedure *p);
/* The step graph of one version; `at` is the place of the version. */
void graph_check(const struct place *at, const struct procedure_version *v);

#endif
