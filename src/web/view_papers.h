/* The papers of a dossier: what is wanted, what was brought, what can be seen. */
#ifndef DUNGHEN_WEB_VIEW_PAPERS_H
#define DUNGHEN_WEB_VIEW_PAPERS_H

#include "view_part.h"

/* An attached file, shown where it stands once it is unfolded. */
struct file_line_view {
	struct str href;		/* empty: it cannot be opened */
	struct str name, detail;	/* "Đơn.pdf"; "PDF · 48 kB · Lan, 20/11 · 09:05" */
	bool image;
	bool open;			/* unfolded from the beginning */
};

struct files_view {
	struct { const struct file_line_view *p; size_t n; } files;
};

struct paper_line_view {
	struct str id, name, detail;
	bool brought;
	struct files_view files;
};

/* part_upload: the form that takes a file. */
struct upload_view {
	bool may;
	bool open;			/* it was refused just now */
	struct str path, token, back;
	int64_t max_bytes;
	struct form_view form;
	struct field_view what, paper;
};

struct papers_view {
	struct str code;		/* of the dossier */
	struct { const struct paper_line_view *p; size_t n; } papers;
	struct link_views forms;	/* printed ones */
	struct files_view drafts, results, others;
	struct upload_view upload;
};

#endif
