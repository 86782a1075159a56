/* The head that pages share, filled for whoever asks. */
#ifndef DUNGHEN_WEB_TOP_H
#define DUNGHEN_WEB_TOP_H

#include "handler.h"
#include "view_part.h"

/* Sections of the public pages; which one the page belongs to. */
enum section { SECTION_NONE, SECTION_PROCEDURES, SECTION_TRACK, SECTION_FIGURES };

struct top_view top_public(const struct exchange *x, struct str title, enum section section);

/* The province's name today, or empty. */
struct str top_province(const struct exchange *x);

/* Only the name: for a screen that nobody stands before. */
struct top_view top_bare(const struct exchange *x, struct str title, struct str home);

/* The house: what the seat may go to (nav.def), with what waits there. */
struct top_view top_inside(const struct exchange *x, struct str title);
/* The session's token, which every form brings. */
struct str top_token(const struct exchange *x);
/* A new key for a form, so that sending it twice acts once. */
struct str top_form_key(const struct exchange *x);

#endif
