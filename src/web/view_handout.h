/* Handing a result out, and the slip that is signed for it. */
#ifndef DUNGHEN_WEB_VIEW_HANDOUT_H
#define DUNGHEN_WEB_VIEW_HANDOUT_H

#include "view_dossier.h"

struct handout_view {
	struct top_view top;
	struct str code, procedure, owner, state;
	struct facts_view facts;
	bool ready;			/* it waits to be handed out */
	bool delivered;
	bool reopenable;

	struct str owed;		/* a fee without receipt; empty: none */
	bool counted;			/* by these: */
	struct field_view pages, copies;
	struct link_view receipt;	/* of the last fee; or without address */
	struct form_view fee;

	struct { const struct option_view *p; size_t n; } people;	/* who comes */
	struct field_view collector, authority, identity, how, proof;
	struct field_view pickup;	/* the one-time code, with proof "code" */
	struct form_view deliver;

	bool reopening;			/* its form is unfolded: it was refused */
	struct field_view reason;
	struct form_view reopen;
};

struct slip_view {
	struct top_view top;
	struct str code, unit, procedure, owner;
	struct facts_view facts;
	bool delivered;
	struct str collector;
};

#endif
