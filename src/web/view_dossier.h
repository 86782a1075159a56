/* The officer's page of one dossier. */
#ifndef DUNGHEN_WEB_VIEW_DOSSIER_H
#define DUNGHEN_WEB_VIEW_DOSSIER_H

#include "view_late.h"
#include "view_papers.h"
#include "words.h"

/* One input of an action's form; `kind` says which element it is. */
enum input_kind { INPUT_LINE, INPUT_AREA, INPUT_CHOICE, INPUT_TICK, INPUT_TICKS, INPUT_MANY,
		  INPUT_PROCEDURE };

struct input_view {
	enum input_kind kind;
	struct field_view field;	/* the options of a choice or of ticks in it */
};

struct action_view {
	struct str verb, title, note;
	struct str path;		/* where its form goes */
	struct str key;			/* of its form */
	struct str hotkey;		/* a digit, or empty */
	bool plain, warn;		/* how much it stands out; it does harm */
	bool final;			/* one key shall not do it: nothing recalls it */
	bool open;			/* its form is unfolded: it was refused */
	bool elsewhere;			/* `path` is a page where it is done */
	struct str wrong, hint;
	struct { const struct input_view *p; size_t n; } inputs;
};

struct fact_view {
	struct str name, value;
};

/* part_facts */
struct facts_view {
	struct { const struct fact_view *p; size_t n; } list;
};

struct text_line_view {
	struct str when, what, text;
};

struct event_line_view {
	struct str when, who, text, detail;
	bool bad, minor;
	struct { const struct text_line_view *p; size_t n; } typed;	/* by people, with it */
};

struct opinion_line_view {
	struct str who, state;
	struct str note;		/* outside the list, asked before, …; or empty */
	bool bad, open;
};

struct round_block_view {		/* those asked the same at once */
	struct str title, question, state;
	bool waits;			/* for answers, or for a quorum */
	struct { const struct link_view *p; size_t n; } files;
	struct { const struct opinion_line_view *p; size_t n; } opinions;
};

struct dossier_page_view {
	struct top_view top;
	struct link_view back;		/* the list one came from */
	struct str before, after;	/* addresses of its neighbours there, or empty */
	struct str done_verb, done;	/* what was just done; empty: nothing */
	struct link_view next;		/* what came after it in the list, or empty */
	bool chosen;			/* taken out of turn by whoever reads */
	struct str wrong, hint;		/* what was refused, when no form says it */
	struct str code, owner, procedure, step, held;
	struct chip_view chip;
	struct str due;			/* what the citizen was promised */
	struct ribbon_view ribbon;
	struct papers_view papers;
	struct { const struct round_block_view *p; size_t n; } rounds;
	struct { const struct opinion_line_view *p; size_t n; } contests, returns;
	struct link_views signals;	/* those that whoever looks may see (rule 34) */
	struct late_parts_view late;
	struct { const struct event_line_view *p; size_t n; } events;
	struct { const struct action_view *p; size_t n; } actions;
	struct facts_view facts;
	struct { const struct line_view *p; size_t n; } trace;
	struct str due_long;
};

#endif
