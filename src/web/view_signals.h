/* Signals: lists of them, and one with its life. */
#ifndef DUNGHEN_WEB_VIEW_SIGNALS_H
#define DUNGHEN_WEB_VIEW_SIGNALS_H

#include "view_dossier.h"

struct signal_line_view {
	struct str href, what, code, code_href, about, unit, found, state, precision;
	bool good, mine, late;
};

struct praise_view {			/* to be confirmed by who looks */
	struct str what, name, code, code_href, about, unit, found, person, key;
};

struct signals_view {
	struct top_view top;
	struct str title, hint, note, done;	/* note: there are older ones; or empty */
	struct str wrong, wrong_hint;
	struct link_views shows;
	struct { const struct signal_line_view *p; size_t n; } lines;
	struct { const struct praise_view *p; size_t n; } praises;
	bool praise;			/* that list is asked for */
	struct empty_view empty;
};

struct proof_view {			/* an entry that shows it */
	struct str when, text, detail, href, number;
};

struct life_view {			/* what happened with it */
	struct str when, what, who, said;
	bool bad;
};

struct signal_page_view {
	struct top_view top;
	struct str title, says, href, key, done, wrong, wrong_hint, precision;
	struct link_view back;
	struct chip_view chip;
	struct str state;
	struct facts_view facts;
	struct link_views dossiers;
	struct { const struct proof_view *p; size_t n; } proofs;
	struct { const struct life_view *p; size_t n; } life;
	bool may_reply, may_rule, may_appeal;
	struct field_view ruling, text;
};

#endif
