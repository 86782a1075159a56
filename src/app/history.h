/*
 * What happened to a dossier, entry by entry, for pages: kinds stay codes (their words
 * stand in the catalogs under kind.<kind>), places and steps are named. No text typed
 * by people; without persons when asked for LABEL_PUBLIC (rule 40).
 */
#ifndef DUNGHEN_APP_HISTORY_H
#define DUNGHEN_APP_HISTORY_H

#include "label.h"

struct event {
	int64_t seq, at;
	enum entry_kind kind;
	const char *name;		/* "received" */
	bool chosen;			/* taken out of turn */
	bool member;			/* an opinion asked of that person alone */
	bool minor;			/* an inner movement: pages may fold it away */
	struct person_id actor;		/* inside only; v 0 outside and for the system */
	struct str actor_key;
	struct seat_label to;		/* who holds it, or is asked, after this */
	struct str step;		/* entered by it */
	int32_t number;			/* of the notice, opinion, request */
	struct str reason;		/* code: of return, decline, stop, silence, … */
	struct str reason_name;		/* its name in the law's list, or empty */
	struct str how, notice;		/* told, notice_delivered, delivered */
	struct str proof;		/* delivered: how receipt was confirmed, or empty */
	bool checked;			/* … by a code that was compared */
	struct str decision;		/* "granted", … */
	struct str answer;		/* of an opinion, or how one was ruled on */
	int64_t amount;			/* đồng, or days of form 04 */
	int64_t late_s;			/* an opinion answered so late */
	struct str *paper;		/* names of the papers demanded */
	size_t papers;
};

struct history {
	struct event *event;		/* in the order of the ledger */
	size_t n;
	int64_t first_seq, last_seq;
};

/* `d` is the dossier as it stands now. */
bool history_make(struct app *app, struct arena *a, const struct asking *ask,
		  const struct dossier *d, struct history *out, struct err *e) MUST_USE;

/* One of its events alone. Errors: verify.gap when `seq` is none of its entries. */
bool history_one(struct app *app, struct arena *a, const struct asking *ask,
		 const struct dossier *d, int64_t seq, struct event *out,
		 struct err *e) MUST_USE;

#endif
