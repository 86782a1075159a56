/* Reception at the counter. */
#ifndef DUNGHEN_WEB_VIEW_COUNTER_H
#define DUNGHEN_WEB_VIEW_COUNTER_H

#include "view_dossier.h"

struct hit_view {			/* one of those found, to be chosen */
	struct str value, text, detail;
	bool chosen, focus;
};

/* part_picks: what was found for the words in a field, to be chosen from; renewed while
 * one types, and then reached by the arrow keys alone, so that Tab leads on. */
struct picks_view {
	struct str name;		/* of the choice: with `end` behind it, "p" "-id" */
	const char *end;
	struct str label, was;		/* was: the words it was found for */
	struct { const struct hit_view *p; size_t n; } hits;
	bool other, fresh;		/* there may be somebody new; that is chosen */
	bool typing;
	struct str none;		/* nothing was found: said */
	struct str more;		/* there are others: said */
};

/* part_party: somebody of outside, found or added. The names of its fields begin with
 * the prefix: "p" who stands at the counter, "o" the owner, "x" the proxy. */
struct party_view {
	struct str prefix;
	struct field_view find;
	struct picks_view picks;
	bool asked;			/* something was looked for */
	bool fresh;			/* it will be somebody new */
	struct field_view kind, name, number, birth, address, phone, email;
};

/* One paper of the checklist; `id` stands in the names of its fields. */
struct check_view {
	struct str id, name, wanted;	/* wanted: "bản chính 1" */
	bool on, optional;
	struct str originals, certified, copies;
	struct str counts;		/* the three in words */
	struct str held;		/* already given before: where and when (rule 22) */
	struct field_view source;	/* without options: it cannot come from elsewhere */
	struct str error;
};

struct promise_view {
	struct str due;			/* "17:00 thứ Ba 15/12/2026" */
	struct str seen;		/* goes with the form: what was shown */
	struct str refused, hint;
	struct { const struct line_view *p; size_t n; } trace;
	struct facts_view facts;
};

/* part_check and part_answer: papers and terms on one side; on the other the date and
 * the three endings. Shared by what is brought and what came online. */
struct answer_view {
	struct str checked_for;		/* the procedure the checklist stands for */
	struct { const struct check_view *p; size_t n; } papers;
	struct str papers_count;	/* "đủ 3 / 4" */
	int64_t missing;
	bool more;			/* the folded conditions are open */
	struct field_view class_id, variant;	/* without options: not asked */
	struct str class_usual;		/* of the owner shown */
	struct field_view result_by;
	bool outage;			/* one was declared: a paper receipt may be entered */
	struct field_view receipt_no, received_at;
	bool counted;			/* the fee goes by pages or copies */
	struct field_view pages, copies;
	bool has_fee, take_fee;
	struct promise_view promise;
	bool may_receive, may_ask;
	bool asking, declining;		/* the folded forms are open */
	struct field_view ask_note, reason, note;
};

struct counter_view {
	struct top_view top;
	struct str key;
	struct str wrong, hint;		/* of the whole form */
	struct str notice;		/* the date has changed: look again */
	struct str done_code, done_href;	/* this form was sent before */
	struct party_view submitter, owner, proxy;
	bool behalf, third;		/* the folded parts are open */
	struct field_view role;
	struct field_view procedure;
	struct picks_view procedures;
	struct { const struct hit_view *p; size_t n; } ways;
	struct field_view arrived_at, competent;
	bool chosen;			/* a procedure is: what follows is there */
	struct answer_view answer;
};

/* A submission that waits for its answer. */
struct waiting_view {
	struct top_view top;
	struct str key, code, procedure, owner;
	struct str wrong, hint, notice;
	struct chip_view chip;		/* of the eight hours */
	struct str due;			/* of them */
	struct facts_view facts;
	struct { const struct text_line_view *p; size_t n; } texts;
	struct answer_view answer;
};

/* What came of it, to be handed out. */
struct received_view {
	struct top_view top;
	struct str title, code, track, due;
	struct link_view pdf;		/* the form that goes with it; or without address */
	struct link_view fee;		/* the receipt of the fee, likewise */
	struct str lead;		/* what the citizen is to know */
	bool good;			/* received; else asked or declined */
	struct str no_fee;		/* due and not taken yet */
	struct { const struct line_view *p; size_t n; } trace;
	struct facts_view facts;
	struct { const struct paper_line_view *p; size_t n; } papers;
	struct upload_view upload;	/* scans of them, back to this page */
	struct { const struct text_line_view *p; size_t n; } texts;
};

#endif
