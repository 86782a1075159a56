/*
 * A letter by electronic mail as it goes over the wire: RFC 5322 with a subject and a
 * sender's name that may be Vietnamese (RFC 2047), its text in base64, so that no server on
 * the way changes a letter of it. Nothing that is given can begin a header of its own.
 */
#ifndef DUNGHEN_BASE_LETTER_H
#define DUNGHEN_BASE_LETTER_H

#include "arena.h"
#include "buf.h"
#include "str.h"

struct letter {
	struct str from, from_name;	/* address; name, or empty */
	struct str to;			/* address */
	struct str subject;
	struct str text;		/* its lines end with \n */
	struct str id;			/* letters and digits: it comes twice only as the same */
	int64_t at;
};

/* local@domain of ASCII as mail servers take it: one address, of 254 bytes at most. */
bool letter_address_good(struct str s);
/* Both addresses must be good. */
void letter_write(struct buf *b, struct arena *a, const struct letter *l);

#endif
