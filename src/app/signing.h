/*
 * The signer's page of one dossier: the whole dossier, what its officer proposes and why,
 * and as what whoever asks would sign (core/signature.h).
 */
#ifndef DUNGHEN_APP_SIGNING_H
#define DUNGHEN_APP_SIGNING_H

#include "away.h"
#include "dossier_view.h"

#include "core/signature.h"

struct proposal {
	enum decision decision;		/* DECISION_NONE: nothing is proposed yet */
	struct person_id by;
	int64_t at;
	struct text_view *reason;	/* typed with it; texts of the dossier's view */
	size_t reasons;
};

struct signing_block {
	enum signing_form form;		/* SIGNING_NONE: may not sign it */
	struct str line[SIGNATURE_LINES];	/* "KT. CHỦ TỊCH", as it is printed */
	size_t lines;
	struct person_id on_behalf;	/* whose authority it is, or v 0 */
	const struct scope *scope;	/* what that post signs by decision, now or later */
	size_t scopes;
	bool outside;			/* … which leaves this one out (rule 50) */
};

struct signing_view {
	struct dossier_view d;
	struct proposal proposal;
	struct signing_block block;
};

/* Errors: those of app_dossier_view. */
bool app_signing(struct app *app, struct arena *a, const struct asking *ask,
		 struct person_id who, struct str ref, struct signing_view *out,
		 struct err *e) MUST_USE;

#endif
