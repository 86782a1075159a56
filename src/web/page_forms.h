/* Printed forms (web/routes.def), and the links to those that there are. */
#ifndef DUNGHEN_WEB_PAGE_FORMS_H
#define DUNGHEN_WEB_PAGE_FORMS_H

#include "handler.h"
#include "view_part.h"

#include "app/forms.h"

handler_fn form_show, track_form_show, register_show;

/* The one asked for (its word is the second part of the path) as this person reads it. */
void form_reply(struct exchange *x, struct person_id who);

/* Those of a dossier, in words; for the citizen only what is handed out. `at` is where
 * the addresses begin: "/dossiers", "/track". */
struct link_views form_links(const struct exchange *x, const char *at, struct str code,
			     const struct form_list *list, bool citizen);
/* The last one of that name; without address: there is none. */
struct link_view form_link(const struct exchange *x, const char *at, struct str code,
			   const struct form_list *list, const char *name);
/* A sheet as the reply; `name` without the ".pdf". */
void reply_sheet(struct exchange *x, const struct sheet *s, struct str name);
/* Where people find this program: as whoever asks does. */
struct str forms_site(const struct exchange *x);

#endif
