/* Which field of a form a refusal speaks of, so that it is said there. */
#ifndef DUNGHEN_WEB_REFUSED_FIELD_H
#define DUNGHEN_WEB_REFUSED_FIELD_H

#include "words.h"

#include "app/action.h"

/* Its name, or NULL: it speaks of the whole. */
const char *refused_field(const struct action *action, const struct err *e);
/* The error as a sentence beside that field. */
struct str refused_words(const struct exchange *x, const struct err *e);

#endif
