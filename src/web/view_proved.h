/* The citizen, proved by a code: the page that asks for it, and what lies behind. */
#ifndef DUNGHEN_WEB_VIEW_PROVED_H
#define DUNGHEN_WEB_VIEW_PROVED_H

#include "view_papers.h"
#include "view_track.h"

struct proved_ask_view {
	struct top_view top;
	struct str code, back, at;	/* the dossier's code, its page, where forms go */
	bool office;			/* this browser is the office's */
	bool left;			/* the session was closed just now */
	struct str none, come;		/* why no code can be sent, and what to do then */
	struct str lost;		/* … when none comes */
	struct str sent, sent_way;	/* a code went out: to whom */
	bool demo;
	struct field_view way, digits;
	struct str wrong, hint;
};

struct proved_said_view {		/* typed by the office or at the counter */
	struct str when, what, text;
};

struct proved_view {
	struct top_view top;
	struct str code, procedure, back, at, form;	/* form: the token of all forms */
	struct str until, done;
	struct form_view wrong;
	struct { const struct paper_line_view *p; size_t n; } papers;
	struct files_view others, results;
	bool later;			/* there is a result, not handed out yet */
	struct link_views forms;
	struct { const struct proved_said_view *p; size_t n; } said;
	struct track_events_view events;
	bool may_change, may_withdraw;
	struct str contact_now, result_now;
	struct field_view way, contact, result_by, reason;
	struct str key_result, key_withdraw;
	bool receipt;
};

struct proved_contact_view {		/* a code went to the new contact */
	struct top_view top;
	struct str code, at, form, key, way, contact, sent;
	bool demo;
	struct field_view digits;
	struct str wrong, hint;
};

struct look_row_view {
	struct str when, who, why;
};

struct proved_looks_view {
	struct top_view top;
	struct str code, at;
	struct str more;		/* there are older ones; or empty */
	struct { const struct look_row_view *p; size_t n; } looks;
};

struct demo_message_view {
	struct str way, to, subject, text;
};

struct demo_messages_view {
	struct top_view top;
	struct { const struct demo_message_view *p; size_t n; } messages;
};

#endif
