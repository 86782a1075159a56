/*
 * From the files of law/units/ to the entries that `init` appends: one for each
 * unit, then new names, then successions. Persons are not law and come later,
 * by actions.
 */
#ifndef DUNGHEN_CORE_ORG_IMPORT_H
#define DUNGHEN_CORE_ORG_IMPORT_H

#include "entry.h"
#include "law.h"

struct org_entry {
	struct stream stream;
	enum entry_kind kind;
	struct json *body;
};

/* Gives the id of the next unit; called once a unit, in order. */
typedef int64_t org_mint(void *ctx);

/* Without files of units there is nothing to import: n is 0. Errors: law.file. */
bool org_import(struct arena *a, const struct law_source *files, size_t n, org_mint *mint,
		void *ctx, struct org_entry **out, size_t *count, struct err *e) MUST_USE;

#endif
