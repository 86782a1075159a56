/*
 * The printed forms: which ones a dossier has, and what each says (forms.def). A form
 * comes from the ledger alone, with no time of printing in it, so that printed again it
 * is the same.
 *
 * Always in Vietnamese: they are the office's papers.
 */
#ifndef DUNGHEN_APP_FORMS_H
#define DUNGHEN_APP_FORMS_H

#include "read.h"

#include "base/sheet.h"

/* One that can be printed. */
struct form_line {
	const char *name;		/* "supplement": words by form.name.<name> */
	int64_t n;			/* which of them, from 1 */
	struct str number;		/* "02" */
	int64_t at, seq;		/* of its entry */
	bool citizen;			/* is handed out */
	bool slip;			/* `n` is the number it bears itself */
};
struct form_list {
	struct form_line *form;		/* in the order of forms.def, then of the ledger */
	size_t n;
};
/* Errors: dossier.unknown. */
bool app_forms(struct app *app, struct arena *a, struct dossier_id id, struct form_list *out,
	       struct err *e) MUST_USE;

struct form_asked {
	struct str dossier;		/* code or id */
	struct str form;		/* "receipt", "supplement-2" */
	struct str site;		/* where people track, "https://…"; may be empty */
	struct person_id who;		/* reads it; the citizen only what is handed out */
	int64_t at;
	/* For who has shown a dossier's digits (rule 41): only what is handed out, with
	 * names masked, without numbers, addresses and what was typed. Nobody reads then. */
	bool masked;
};

/* By the right to read the dossier, and on record: the note is to be written before it
 * is shown; masked there is none. Errors: dossier.unknown, right.reader, form.none. */
bool app_form(struct app *app, struct arena *a, const struct form_asked *asked,
	      struct sheet *out, struct access_note *note, struct err *e) MUST_USE;

/* How one would read whose entry is not made yet: `d` is the dossier as it would leave it,
 * `due_before` the date before, `typed` what is being typed. As it is when masked: nobody's
 * vault is opened for it. */
struct form_trial {
	const struct dossier *d;
	const struct entry *on;
	int64_t due_before;
	struct str typed;
};
bool app_form_trial(struct app *app, struct arena *a, const struct form_trial *trial,
		    struct sheet *out, struct err *e) MUST_USE;

/* "supplement-2", "receipt": its word in addresses. */
struct str form_word(struct arena *a, const struct form_line *l);

#endif
