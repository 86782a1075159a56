/*
 * How a citizen is written to about one dossier: the telephone number and the mail address
 * given at its reception, or since by a change of contact in the same dossier. Of whoever
 * submitted it, else of its owner.
 *
 * What was given for another dossier counts only where nothing was for this one (somebody
 * chosen at the counter by number or name, as the clerk saw them): who files something in
 * another's name must not get that person's codes.
 */
#ifndef DUNGHEN_APP_CONTACT_H
#define DUNGHEN_APP_CONTACT_H

#include "app.h"

#include "base/mail.h"

struct contact {
	struct str given;		/* as it was typed; empty: none, or erased */
	struct str to;			/* as messages are sent to it; empty: it cannot be */
	struct str shown;		/* masked */
};
struct contacts {
	struct contact way[CONTACT_WAYS];
};
bool contact_read(struct app *app, struct arena *a, const struct dossier *d,
		  struct contacts *out, struct err *e) MUST_USE;

/* The number alone, masked: pages show it often. */
bool contact_phone(struct app *app, struct arena *a, const struct dossier *d, struct str *shown,
		   struct err *e) MUST_USE;

/* Was any given since the reception? */
bool contact_changed(const struct dossier *d);

enum mail_way contact_mail(enum contact_way way);
/* "•••• 678", "t•••@e•••.vn"; of what is none "••••". */
struct str contact_mask(struct arena *a, enum contact_way way, struct str given);

#endif
