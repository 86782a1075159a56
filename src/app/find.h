/*
 * Finding dossiers and people: by code (its beginning or its last digits), by name
 * without accents or with wrong ones, by identity number. One box takes all of them.
 * Rows are masked; a dossier the seeker has no right to read (core/right, RIGHT_READER)
 * is left out, so that a name finds nobody it should not.
 */
#ifndef DUNGHEN_APP_FIND_H
#define DUNGHEN_APP_FIND_H

#include "label.h"

enum { FIND_MOST = 50, FIND_PEOPLE = 50 };

struct found_dossier {
	struct dossier_id id;
	struct str code, procedure, owner;	/* owner masked */
	enum dossier_state state;
	struct seat_label holder;
	int64_t received_at, due;
	bool late;
};

struct found {
	struct found_dossier *row;	/* newest first, or by code */
	size_t n;
	bool more;			/* a next page: skip + FIND_MOST */
	bool cut;			/* others were not looked at: say more about it */
	enum found_by { FOUND_NOTHING, FOUND_CODE, FOUND_NUMBER, FOUND_NAME } by;
};

/* Rows from the skip-th on that the seeker may see, FIND_MOST at most; how far one can
 * go on is bounded (cut). What the words look like decides: a code has digits and '-' or
 * '.', its end is four digits (found within the seeker's agencies), an identity number six
 * or more, with blanks or dots between or a letter or two before; else it is a name. */
bool app_find(struct app *app, struct arena *a, const struct asking *ask,
	      struct person_id seeker, struct str words, size_t skip, struct found *out,
	      struct err *e) MUST_USE;

/* The words tell somebody's identity number, or may: they must stand in no address, which
 * browsers and proxies remember. */
bool find_tells_number(struct str words);

struct found_person {
	struct subject_id id;
	struct str name, number, phone;	/* masked */
	int64_t born_year;		/* 0: not given */
	bool organisation;		/* known by a tax number */
	int64_t dossiers;		/* at most FIND_MOST are counted */
	struct str last_code;		/* of the newest one, or empty */
	int64_t last_at;
};
struct found_people {
	struct found_person *row;
	size_t n;
	bool more;
};
/* For the counter, which must know whom it serves before there is a dossier: by
 * identity number or name. */
bool app_find_people(struct app *app, struct arena *a, const struct asking *ask,
		     struct str words, struct found_people *out, struct err *e) MUST_USE;

#endif
