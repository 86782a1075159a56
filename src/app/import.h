/*
 * Tables of a former system (rule 24): which column is which field, what a row says as
 * arguments of import_open, and whether the action would take it.
 *
 * Columns are known by their heads, without accents; whoever imports says otherwise where
 * the guess is wrong. Nothing here reads a file.
 */
#ifndef DUNGHEN_APP_IMPORT_H
#define DUNGHEN_APP_IMPORT_H

#include "app.h"

#include "core/csv.h"

#include "base/map.h"

enum import_field {
#define IMPORT(name, kind, need, words) IMPORT_##name,
#define IMPORT_WORD(field, value, words)
#include "import.def"
#undef IMPORT
#undef IMPORT_WORD
	IMPORT_FIELDS,
	IMPORT_NONE = IMPORT_FIELDS,
};

const char *import_field_name(enum import_field f);

/* Words of the former system that rows had and what they were taken for; the first few
 * hundred. */
enum { IMPORT_WORDS = 500 };
struct import_word {
	enum import_field field;
	struct str old, new;
	bool told;			/* by --value, not guessed */
	int64_t n;			/* rows */
};
struct import_words {
	struct map by_old;
	struct import_word one[IMPORT_WORDS];
	size_t n;
};

struct import_map {
	struct arena *a;
	size_t columns;
	struct str head[CSV_FIELDS];
	enum import_field field[CSV_FIELDS];	/* or IMPORT_NONE */
	bool told[CSV_FIELDS];			/* by --map, not guessed */
	struct str always[IMPORT_FIELDS];	/* where a row says nothing; or empty */
	struct map value;			/* "field\nfolded value" → struct str */
	struct import_words *words;		/* seen by import_row */
};

/* The heads of the first record, guessed. */
void import_map_start(struct import_map *m, struct arena *a, const struct str *head,
		      size_t columns);
/* What the first columns are guessed to be, no later one is. */
void import_map_prefer(struct import_map *m, size_t first);
/* "COLUMN=FIELD", "COLUMN=" leaves the column out; COLUMN is a head (accents and capitals
 * don't count) or a number from 1. Errors: import.map (value), import.column (value),
 * import.field (value). */
bool import_map_column(struct import_map *m, struct str what, struct err *e) MUST_USE;
/* "FIELD=VALUE" for all rows that say nothing. Errors: import.map, import.field. */
bool import_map_always(struct import_map *m, struct str what, struct err *e) MUST_USE;
/* "FIELD:OLD=NEW": what the former system calls OLD. Errors: import.map, import.field. */
bool import_map_value(struct import_map *m, struct str what, struct err *e) MUST_USE;
/* A line of a file of these: "map …", "set …" or "value …"; empty ones and # nothing. */
bool import_map_line(struct import_map *m, struct str line, struct err *e) MUST_USE;
/* No field from two columns, none missing. Errors: import.twice (field, first, second),
 * import.missing (field). */
bool import_map_check(const struct import_map *m, struct err *e) MUST_USE;

/* "02/03/2026", "02-03-2026", with "08:30", "8h30" behind or before it, "2026-03-02", an
 * instant of base/day.h; *hour says whether one is given. False: none of these. */
bool import_time(struct str s, int64_t *out, bool *hour) MUST_USE;

/* The arguments of import_open that a row says; on failure those that came before the
 * fault, its code among them. Errors: import.width (have, want),
 * import.time (column, value), import.unit (field, value). */
bool import_row(struct app *app, struct arena *a, const struct import_map *m,
		const struct str *cell, size_t cells, struct json **args,
		struct err *e) MUST_USE;

/* Would the command be taken? By the path of every command, and forgotten; a reader can
 * do it. */
bool import_would(struct app *app, struct arena *a, const struct command *c,
		  struct err *e) MUST_USE;
/* Imports by name, the newest first (a thousand at most). */
struct import_batch {
	struct str batch;
	int64_t dossiers, undone;
};
bool import_batches_of(struct app *app, struct arena *a, struct import_batch **out, size_t *n,
		       struct err *e) MUST_USE;
/* The dossiers of one, by id, those after `after`. */
enum { IMPORT_MEMBERS = 64 };
struct import_member {
	struct dossier_id id;
	struct str code;
	bool undone;
};
struct import_members {
	struct import_member member[IMPORT_MEMBERS];
	size_t n;
};
bool import_members(struct app *app, struct arena *a, struct str batch, int64_t after,
		    struct import_members *out, struct err *e) MUST_USE;
/* Is there such a person? Errors: person.unknown. */
bool import_person(struct app *app, struct str as, struct err *e) MUST_USE;

#endif
