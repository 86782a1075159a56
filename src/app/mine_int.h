/*
 * Inside of mine.c, mine_keys.c, mine_xes.c, mine_text.c and mine_ocel*.c. Nobody else includes
 * this.
 */
#ifndef DUNGHEN_APP_MINE_INT_H
#define DUNGHEN_APP_MINE_INT_H

#include "mine.h"

#include "edge/ocel_in.h"

#include "base/arena.h"

enum { MINE_TOLD = 100000 };		/* events between two signs of progress */

/* What a log may lack, by the options that ask for it. */
enum mine_key { MINE_KEY_DUE, MINE_KEY_ENDED, MINE_KEY_HOLDER, MINE_KEYS };

/* Some of the keys that a log has, to be named where another was asked for. */
struct mine_have {
	char text[ERR_VALUE_SIZE];	/* each with a line's end */
	size_t n;
};

struct mine_in {
	struct mine_want want;
	struct mine_log log;
	struct mine_skips skips;
	struct arena arena;		/* words */
	struct arena file;		/* what a file needs while it is read */
	struct str word[LOG_ROLES];
	bool told[LOG_ROLES];
	int64_t events;			/* seen, for progress */
	struct buf back;		/* of the ledger: uint8_t by event (rule 35) */
	bool xes, other;		/* files of XES, of others were read */
	struct mine_objects *objects;	/* of OCEL, or NULL */
	struct str name;		/* of the file at hand, where there are several */
	struct mine_skips unread;	/* due dates and ends that are no times */
	struct buf unread_of;		/* by case: of which keys, 1 << enum mine_key */
	unsigned met;			/* keys that occur, 1 << enum mine_key */
	unsigned marked;		/* marks whose key occurs */
	struct mine_have have[2];	/* of cases, of events */
};

/* An event, or a case, that cannot count: an error, or one more that was passed over. */
struct mine_fault {
	const char *key;		/* of the sentence */
	int64_t line;
	struct str name, attribute, value;	/* of the case; may be empty */
};
bool mine_skip(struct mine_in *m, const struct mine_fault *f, struct err *e) MUST_USE;
/* An instant in the form that was told, else in a usual one. */
bool mine_when(const struct mine_in *m, struct str s, int64_t *us) MUST_USE;
/* What nobody did wrong, and yet counts for nothing: one more that was passed over. */
void mine_note(struct mine_in *m, const struct mine_fault *f);
void mine_saw(struct mine_in *m);	/* one more event */
void mine_words(struct mine_in *m, enum log_role role, struct str told, struct str word);
/* With the file, where there are several. */
void mine_say_fault(const struct mine_in *m, const struct mine_fault *f, struct err *why);

/* What a case says of when it is due or ended: f->value, at that place. What is no time
 * counts as none; where it does not mean "none" either it is told. */
bool mine_case_time(struct mine_in *m, int32_t in, enum mine_key key, const struct mine_fault *f,
		    struct err *e) MUST_USE;
/* The same in two steps, where the case is not known yet. */
enum mine_said { MINE_SAID_NONE, MINE_SAID_TIME, MINE_SAID_OTHER };
enum mine_said mine_said_time(const struct mine_in *m, struct str value, int64_t *us);
bool mine_unread(struct mine_in *m, int32_t in, enum mine_key key, const struct mine_fault *f,
		 struct err *e) MUST_USE;
/* The marks that an attribute of that value sets. */
uint8_t mine_marks(struct mine_in *m, struct str key, struct str value);

/* An attribute of a case, or of an event, of that name occurs. */
void mine_met(struct mine_in *m, bool event, struct str name);
/* Something asked for has not occurred so far. */
bool mine_unmet(const struct mine_in *m);
/* One that there is, to be named. */
void mine_has(struct mine_in *m, bool event, struct str name);

bool mine_xes(struct mine_in *m, FILE *f, struct err *e) MUST_USE;
/* `packed`: by gzip. */
bool mine_text(struct mine_in *m, FILE *f, bool packed, struct err *e) MUST_USE;
bool mine_ocel(struct mine_in *m, FILE *f, enum ocel_form form, struct err *e) MUST_USE;
bool mine_ocel_sqlite(struct mine_in *m, FILE *f, struct err *e) MUST_USE;

#endif
