/* Data of the law as files, for an administrator: out, in, looked at before it is applied. */
#ifndef DUNGHEN_WEB_VIEW_LAW_H
#define DUNGHEN_WEB_VIEW_LAW_H

#include "view_version.h"

struct law_file_view {
	struct str path, what;
	int64_t bytes;
};

struct law_draft_view {
	struct str name, href, by;	/* by: who and when */
};

struct law_view {
	struct top_view top;
	struct str notice, wrong, hint;
	struct { const struct law_file_view *p; size_t n; } files;
	struct { const struct law_draft_view *p; size_t n; } drafts;
	int64_t bytes;			/* of all files */
	struct str most;		/* how large one may be that is handed in, in words */
};

/* One file that would come in. */
struct law_change_view {
	struct str path, what;
	struct str detail;		/* which versions are new, in words */
	struct link_views links;
	bool added;
};

struct law_fault_view {
	struct str file, path, why;
};

struct law_look_view {
	struct top_view top;
	struct str name, by, path;	/* path: of this page */
	struct { const struct law_fault_view *p; size_t n; } faults;
	struct str more;		/* that there are more of them, or empty */
	struct str refused, hint;
	struct { const struct law_change_view *p; size_t n; } changes;
	bool good;			/* it may be applied: */
	bool same;			/* or there is nothing to apply */
	struct str closed;		/* why this store takes none, or empty */
	struct field_view calendar;	/* which new one to try */
	struct moves_view moves;
};

#endif
