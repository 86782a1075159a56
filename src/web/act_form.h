/*
 * One form, one action: the fields of a form become the arguments of an action, by
 * the table of actions (app/actions.def), which knows their types. So no page needs a
 * handler for each of its buttons.
 *
 *   TEXT CODE NAME UNIT PERSON SUBJECT LIMIT HASH ONCE   the value of the field of that name
 *   INT BOOL       a whole number (dots between thousands allowed); present or not
 *   AT DAY         as a browser's datetime-local and date inputs give them
 *   LIST DOSSIERS  every value of that name
 *   PAPERS         for each value of "paper": paper.ID.originals, .certified, .copies,
 *                  .source
 */
#ifndef DUNGHEN_WEB_ACT_FORM_H
#define DUNGHEN_WEB_ACT_FORM_H

#include "form.h"
#include "handler.h"

#include "app/action.h"

/* The arguments; empty fields are left out. Errors: arg.type (name). */
bool act_args(struct exchange *x, const struct action *action, struct json **out,
	      struct err *e) MUST_USE;

#endif
