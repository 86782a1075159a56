/*
 * A bundle as its receipt list shows it (rule 20): what became of each child, those
 * received by code and date, those refused by the reason. Owners are masked.
 */
#ifndef DUNGHEN_APP_BUNDLE_VIEW_H
#define DUNGHEN_APP_BUNDLE_VIEW_H

#include "label.h"

struct bundle_child {
	struct str code, procedure, owner, competent;
	enum dossier_state state;
	int64_t due;			/* the promise; INSTANT_NONE: none */
};

struct bundle_refused {
	int64_t number;			/* its place in the bundle, from 1 */
	struct str key;			/* of the refusal */
};

struct bundle_list {
	struct str id;
	int64_t at;
	struct str submitter;		/* masked */
	struct unit_id receiving;
	struct bundle_child *child;
	size_t children;
	struct bundle_refused *refused;
	size_t refusals;
};

/* For people of the unit that received it and the heads above. Errors: bundle.unknown,
 * right.reader. */
bool app_bundle(struct app *app, struct arena *a, const struct asking *ask,
		struct person_id who, struct str id, struct bundle_list *out,
		struct err *e) MUST_USE;

#endif
