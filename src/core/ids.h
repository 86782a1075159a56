/*
 * Identities.
 *
 * An id is an int64: 42 bits of milliseconds since 2020-01-01T00:00:00Z, then
 * 21 bits that are random at a millisecond's first id and then count up,
 * carrying into the next millisecond. In JSON and URLs it is a letter and 13
 * lower-case Crockford base-32 characters. Never reused. In C each sort of id
 * is a struct of its own, so that a unit cannot be passed for a dossier.
 */
#ifndef DUNGHEN_CORE_IDS_H
#define DUNGHEN_CORE_IDS_H

#include "base/str.h"

/* The one table of letters: ID(name, letter) */
#define ID_TABLE(ID)      \
	ID(unit, 'u')     \
	ID(person, 'p')   \
	ID(dossier, 'd')  \
	ID(subject, 's')  \
	ID(bundle, 'b')   \
	ID(matter, 'm')

#define ID_STRUCT(name, letter) struct name##_id { int64_t v; };
ID_TABLE(ID_STRUCT)
#undef ID_STRUCT

enum { ID_TEXT = 15 };		/* letter, 13 characters, NUL */

/* "u01h…"; the letter is one of the table's. Returns out. */
const char *id_text(char letter, int64_t id, char out[ID_TEXT]);
/* False: another letter, a wrong length or character, or not above 0. */
bool id_parse(char letter, struct str s, int64_t *out) MUST_USE;

/* The state of allotting: the last id given, 0 at first. */
struct id_mint {
	int64_t last;
};

/* The next id at `at_ms` milliseconds since 1970; chance gives the 21 bits. */
int64_t id_next(struct id_mint *m, int64_t at_ms, uint32_t chance);

#endif
