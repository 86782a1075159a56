/* Tokens of programs, for an administrator. */
#ifndef DUNGHEN_WEB_VIEW_TOKENS_H
#define DUNGHEN_WEB_VIEW_TOKENS_H

#include "view_part.h"

struct token_row_view {
	struct str number, whom, note, scopes, until, state, made;
	struct str path, revoke;	/* of its form; what its button is called aloud */
	bool good;			/* it may be revoked */
};

struct tokens_view {
	struct top_view top;
	struct str notice, wrong, hint;
	struct str made, given;		/* what was made just now, and the token itself */
	struct field_view person, scopes, until, note;	/* of a new one */
	struct { const struct token_row_view *p; size_t n; } rows;
	struct empty_view empty;
};

#endif
