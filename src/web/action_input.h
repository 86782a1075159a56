/* One input of an action's form: what can be chosen or typed, and what was wrong. */
#ifndef DUNGHEN_WEB_ACTION_INPUT_H
#define DUNGHEN_WEB_ACTION_INPUT_H

#include "view_dossier.h"

#include "app/action.h"
#include "app/dossier_view.h"

/* The form an input is of. */
struct making {
	const struct exchange *x;
	const struct dossier_view *d;
	const struct possible *p;
	const struct action *action;
	bool kept;			/* its values are those of the form that came */
	const char *wrong;		/* name of the refused field, or NULL */
	struct str wrong_words;
};

struct input_view action_input(const struct making *m, const struct field *f);

/* The text somebody typed with an entry of the dossier, or empty. */
struct str typed_with(const struct dossier_view *d, int64_t seq, const char *field);
/* What a round was asked, or empty; … */
struct str round_question(const struct dossier_view *d, const struct round_view *r);
/* … the same of an opinion by its number. */
struct str opinion_question(const struct dossier_view *d, int64_t number);

#endif
