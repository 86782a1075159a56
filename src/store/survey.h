/*
 * A data folder looked at from outside: rights, room, parts, lock, the length
 * of the write-ahead log. Opens no database, waits for nobody, writes nothing.
 */
#ifndef DUNGHEN_STORE_SURVEY_H
#define DUNGHEN_STORE_SURVEY_H

#include "store.h"

enum finding_weight {
	FINDING_FAULT,		/* to be repaired before work goes on */
	FINDING_ADVICE,		/* sound, but soon a fault */
	FINDING_NOTE,		/* as it should be; said because it explains things */
};

/* Told of each finding; its key has a sentence and a hint what to do. */
typedef void survey_fn(void *ctx, enum finding_weight w, const struct err *what);

/* Keys doctor.…: missing, owner, folder, absent, rights, key, unfinished, space, locked,
 * log. False: there is no folder to look at (doctor.missing has been told). */
bool survey_folder(struct arena *a, const char *dir, survey_fn *fn, void *ctx);

/* What it takes of the disk and what is left; 0 and -1: cannot be told. */
struct store_room {
	int64_t database, log;		/* bytes of store.db, of its write-ahead log */
	int64_t free_kib;
};
struct store_room survey_room(struct store *s);

/* The keys of an open store, reader or writer: master.key opens keys.db; *log
 * is the seed in log.key, to be wiped. Errors: store.key, store.other_key,
 * store.file. */
bool survey_keys(struct store *s, uint8_t log[KEY_SIZE], struct err *e) MUST_USE;

#endif
