/*
 * Tracking by a citizen: the code and four digits open a masked view of dates, steps
 * and units (rules 40, 41). The digits are the last four of the identity number or of
 * the telephone number of owner, submitter or proxy; whoever has neither is told at the
 * counter only. Counting wrong tries is the caller's.
 */
#ifndef DUNGHEN_APP_TRACK_H
#define DUNGHEN_APP_TRACK_H

#include "apology.h"
#include "forms.h"
#include "history.h"
#include "late.h"
#include "pickup.h"
#include "ribbon.h"

#include "core/due_trace.h"

enum { TRACK_DIGITS = 4 };

struct track_asked {			/* what is asked of the citizen, not yet brought */
	enum notice_kind kind;		/* SUPPLEMENT, PAYMENT; RESULT: come and collect */
	int32_t number;
	int64_t asked_at;
	int64_t until;			/* limit of the wait, or INSTANT_NONE */
	int64_t amount;			/* of a payment */
	bool unopened;			/* no proof yet that it arrived: showing this page is
					 * one (rule 4, how "tracking") */
	struct str *paper;
	size_t papers;
};

struct track_view {
	struct dossier_id id;
	struct str code, procedure_code, procedure;
	struct str owner;		/* masked */
	struct str phone;		/* of whoever submitted it, masked; or empty */
	enum dossier_state state;
	enum decision decision;		/* only once signed */
	enum channel channel;
	int64_t submitted_at, received_at, ready_at, delivered_at, closed_at;
	struct str receiving, competent;	/* units */
	struct str limit;		/* "15d" */
	int64_t due, first_due;
	struct apology_state apology;
	struct late_view late;		/* by unit (rule 40) */
	bool provisional, imported;
	struct deadline_trace trace;	/* empty before reception */
	struct ribbon ribbon;
	/* where it is now */
	struct seat_label holder;	/* kind PARTY_NONE: nowhere, closed */
	int64_t holder_from, step_due;
	struct str step;
	struct person_id contact;	/* the one name the public may see (rule 40), or v 0 */
	struct track_asked *asked;
	size_t askeds;
	struct history history;
	struct form_list forms;		/* printed ones; those handed out can be seen, masked */
	bool may_collect;		/* ready, and not handed out */
	char pickup[PICKUP_TEXT];	/* then the code to collect it by, for the citizen alone */
};

/* The same refusal for an unknown code, wrong digits and a dossier without digits:
 * ERR_NOT_FOUND track.unknown. ask->whom must be LABEL_PUBLIC. */
bool app_track(struct app *app, struct arena *a, const struct asking *ask, struct str code,
	       struct str digits, struct track_view *out, struct err *e) MUST_USE;

/* The same for who has shown the digits before (the caller knows). */
bool app_track_known(struct app *app, struct arena *a, const struct asking *ask,
		     struct str code, struct track_view *out, struct err *e) MUST_USE;

#endif
