/* Units and people, for an administrator. */
#ifndef DUNGHEN_WEB_VIEW_ADMIN_H
#define DUNGHEN_WEB_VIEW_ADMIN_H

#include "view_dossier.h"

/* The first page: where one may go, and what it is for. */
struct admin_link_view {
	struct str href, text, about;
};

struct admin_view {
	struct top_view top;
	struct { const struct admin_link_view *p; size_t n; } links;
};

/* part_admin_form: one of the forms of a page, called `a` there. */
struct admin_form_view {
	struct str path, title, about, button, key;
	struct str wrong, hint;		/* about it as a whole */
	bool warn;
	struct { const struct input_view *p; size_t n; } inputs;
};

struct admin_forms_view {
	const struct admin_form_view *p;
	size_t n;
};

/* ---- units ---- */

struct unit_line_view {
	struct str name, key, href, type, parent, from, to;
	int64_t depth;
};

struct units_view {
	struct top_view top;
	struct str query, on, day;	/* on: as a date field has it; day: in words */
	struct str wrong;		/* with the day that was asked for, or empty */
	bool searched;
	struct { const struct unit_line_view *p; size_t n; } rows;
	struct pager_view pager;
	struct empty_view empty;
};

struct unit_name_view {
	struct str from, name, type, parent;
};

struct post_row_view {
	struct str who, who_href, unit, unit_href, post, from, to, state;
	bool now;
	/* what ends it: */
	bool may_end;
	struct str path, unit_key, post_code, key;
	struct field_view until;
};

struct unit_admin_view {
	struct top_view top;
	struct str name, key, notice;
	struct facts_view facts;
	struct { const struct unit_name_view *p; size_t n; } names;
	struct link_views below;
	struct { const struct post_row_view *p; size_t n; } people;
	struct admin_forms_view forms;
};

/* A page that is a form alone. */
struct admin_new_view {
	struct top_view top;
	struct str title, about;
	struct link_view back;
	struct admin_forms_view forms;
};

/* ---- people ---- */

struct person_line_view {
	struct str name, key, href, post;
	int64_t more;			/* posts beside the one shown */
};

struct people_view {
	struct top_view top;
	struct str query;
	struct { const struct person_line_view *p; size_t n; } rows;
	struct pager_view pager;
	struct empty_view empty;
};

struct given_row_view {
	struct str who, post, other, from, to;
	struct str only;		/* by what alone, or empty: the whole post */
	bool now, may_end;
	struct str person, other_key, unit_key, post_code, at, key;
};

struct person_admin_view {
	struct top_view top;
	struct str name, key, path, account, notice;
	struct str wrong, hint;		/* of what a row's button asked */
	struct { const struct post_row_view *p; size_t n; } posts;
	struct { const struct given_row_view *p; size_t n; } given;
	struct admin_forms_view forms;
};

#endif
