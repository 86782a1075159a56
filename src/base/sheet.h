/*
 * A printed sheet in words: what a form says, top to bottom, before anybody draws it.
 * No library is named here. All texts are final and belong to whoever made the sheet.
 */
#ifndef DUNGHEN_BASE_SHEET_H
#define DUNGHEN_BASE_SHEET_H

#include "buf.h"
#include "err.h"

enum sheet_kind {
	SHEET_TITLE,		/* text, centred and large */
	SHEET_SUBTITLE,		/* text, centred */
	SHEET_FACT,		/* label: text */
	SHEET_STRONG,		/* label: text, which matters most */
	SHEET_HEADING,		/* text, before what belongs to it */
	SHEET_TEXT,		/* text of any length; its line ends are kept */
	SHEET_NOTE,		/* text, small */
	SHEET_TABLE,		/* the sheet's table stands here */
	SHEET_SIGNS,		/* who signs, side by side: label, text for each half */
	SHEET_SIGN,		/* one signs, at the right; at the left, small, who gets copies */
};

struct sheet_item {
	enum sheet_kind kind;
	struct str label, text;
	struct str other_label, other_text;	/* the right half of SHEET_SIGNS, SHEET_SIGN */
};

enum { SHEET_COLUMNS = 14, SHEET_ITEMS = 64 };

struct sheet_table {
	size_t columns;
	struct str head[SHEET_COLUMNS];
	int share[SHEET_COLUMNS];	/* of the width, per cent; together 100 */
	bool centred[SHEET_COLUMNS];
	const struct str *cell;		/* rows × columns; the head is on each page */
	size_t rows;
	bool small;			/* in small letters: many columns */
};

struct sheet {
	struct str title;		/* of the document, for whoever lists files */
	struct str issuer, issuer_of;	/* the unit, and what it belongs to */
	struct str motto, motto_below;
	struct str place_date;
	struct str number;		/* below the issuer: number and subject */
	bool wide;			/* the page lies on its side */
	struct str qr, qr_below;	/* address to be scanned; empty: none */
	struct sheet_item item[SHEET_ITEMS];
	size_t items;
	struct sheet_table table;
	struct str foot;		/* below each page */
};

/* Draws it: PDF into *out. Errors: sheet.library, sheet.font, sheet.failed (ERR_IO). */
typedef bool sheet_pdf_fn(const struct sheet *s, struct buf *out, struct err *e);

#endif
