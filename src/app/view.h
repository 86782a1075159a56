/*
 * What faces show: lists of dossiers, one dossier with its ribbon, its entries.
 * Masked facts of the ledger only; nothing here opens the vault or writes.
 */
#ifndef DUNGHEN_APP_VIEW_H
#define DUNGHEN_APP_VIEW_H

#include "app.h"

#include "base/text.h"

/* As it was at that moment, by what was entered till then. Errors: dossier.unknown, also
 * when it did not exist yet. */
bool app_dossier_at(struct app *app, struct arena *a, struct str ref, int64_t at,
		    const struct dossier **out, struct err *e) MUST_USE;
/* A dossier by code or id, folded. Lives in `a`. Errors: dossier.unknown. */
bool app_dossier(struct app *app, struct arena *a, struct str ref,
		 const struct dossier **out, struct err *e) MUST_USE;

/* Its entries in order. */
struct entry_list {
	const struct entry *entry;
	size_t n;
};
bool app_entries(struct app *app, struct arena *a, struct dossier_id id,
		 struct entry_list *out, struct err *e) MUST_USE;

/* Entries first … last of the ledger. */
bool app_range(struct app *app, struct arena *a, int64_t first, int64_t last,
	       struct entry_list *out, struct err *e) MUST_USE;

struct list_filter {
	struct str unit;		/* key or id of the unit that holds it now */
	struct str person;		/* key or id of the person who holds it now */
	struct str state;		/* word of state_name */
	struct str code;		/* beginning of the code */
	bool late;			/* running and past its due */
	bool open;			/* not closed */
	int64_t limit;			/* rows at most */
	struct str after;		/* `next` of the page before */
	struct person_id reader;	/* v 0: all there are; else what this person may read,
					 * of LIST_LOOKED rows at most: a page may be short */
};

enum { LIST_LOOKED = 1000 };

struct list_row {
	struct dossier_id id;
	struct str code, procedure;
	enum dossier_state state;
	struct party holder;
	int64_t received_at, first_due, due;	/* INSTANT_NONE: none */
	int64_t held_from;
	bool late, provisional;
};

struct list_page {
	struct list_row *row;
	size_t n;
	struct str next;		/* empty: the end */
};

/* Errors: unit.unknown, person.unknown, list.state, list.after, list.limit. */
bool app_list(struct app *app, struct arena *a, const struct list_filter *f,
	      struct list_page *out, struct err *e) MUST_USE;

/* The day book of a counter (rule 23): its receipts of one civil day, by time. */
struct fee_line {
	struct str code;		/* of the dossier */
	struct str clerk;		/* staff key */
	struct person_id clerk_id;
	int64_t number, amount, at;
	int64_t cancelled_at;		/* INSTANT_NONE: valid */
	int64_t refunded;
};
struct fee_book {
	struct fee_line *line;
	size_t n;
	int64_t total;			/* taken and not cancelled, less refunds */
};
/* Errors: unit.unknown, store.many_fees. */
bool app_fee_book(struct app *app, struct arena *a, struct str unit, struct day day,
		  struct fee_book *out, struct err *e) MUST_USE;

/* How many open obligations a unit (key or id) holds. */
bool app_obligations(struct app *app, struct str unit, int64_t *out, struct err *e) MUST_USE;

/* The same as JSON, for `--json` and later faces. */
struct json *list_json(struct app *app, struct arena *a, const struct list_page *p);
struct json *dossier_json(struct app *app, struct arena *a, const struct dossier *d,
			  int64_t now);
struct json *entries_json(struct arena *a, const struct entry_list *list);

/* For people: "Phòng Kinh tế xã …, Chuyên viên (tuan)", as things were called on
 * that day. */
struct str party_words(struct app *app, struct arena *a, const struct party *p,
		       enum text_lang lang, struct day on);

/* "25195.kt head minh" (keys), "citizen", "tax", …, "-". */
struct str party_text(struct app *app, struct arena *a, const struct party *p);
/* Working time: "1h30", "2 ngày 4h00" or "2 d 4h00" from eight hours on. */
struct str work_text(struct arena *a, enum text_lang lang, int64_t seconds);

#endif
