/*
 * Inside of workbook.c and workbook_parts.c. Nobody else includes this.
 */
#ifndef DUNGHEN_EDGE_WORKBOOK_INT_H
#define DUNGHEN_EDGE_WORKBOOK_INT_H

#include "workbook.h"

#include "xml.h"

#include "core/cell.h"

#include "base/arena.h"
#include "base/buf.h"

enum {
	BOOK_PART_MOST = 16 << 20,	/* of the small parts, bytes unpacked */
	BOOK_TEXTS_MOST = 96 << 20,	/* of the shared texts */
	BOOK_TEXTS = 1 << 21,
	BOOK_SHEETS = 1000, BOOK_FORMATS = 1 << 16, BOOK_MERGES = 1 << 16,
	BOOK_CELL_MOST = 128 << 10,	/* one text, bytes; spreadsheets hold 32,767 letters */
};

struct book_sheet {
	struct str name, link;		/* r:id */
	bool hidden;
};

struct book_format {
	int64_t id;
	struct cell_format format;
};

/* A cell merged downwards: what its first row says. */
struct book_merge {
	int64_t first, last;
	size_t column;
	struct str text;
};

struct workbook {
	struct arena arena;
	struct archive *archive;
	struct unpack *part;
	struct xml *xml;
	bool from_1904;
	struct book_sheet sheet[BOOK_SHEETS];
	size_t sheets, at;		/* the one that is read */
	struct str path;		/* of its part */
	struct book_format *format;	/* those with a code */
	size_t formats, formats_cap;
	struct cell_format *style;	/* of cells, by number */
	size_t styles, styles_cap;
	bool in_styles;			/* within <cellXfs> */
	struct str *text;		/* shared */
	size_t texts, texts_cap;
	size_t text_bytes;
	struct book_merge *merge;
	size_t merges, merges_cap, next_merge;
	const struct book_merge *merged[WORKBOOK_COLUMNS];	/* the last begun in each */
	struct buf piece;		/* the text at hand */
	bool taking, phonetic;		/* within <t> or <v>; within <rPh> */
	/* the row at hand */
	struct arena *row_arena;
	struct workbook_row *row;
	int64_t number;
	size_t column;			/* of the cell at hand */
	struct arena_mark row_mark;
	char type[12];
	int64_t cell_style;
	bool stop;			/* the row is whole */
};

/* A fault with the sheet's name, and that of a cell unless column is WORKBOOK_COLUMNS. */
bool book_fault(const struct workbook *w, enum err_code code, const char *key, struct err *e);
/* The text gathered in w->piece, its escapes (_x000D_) undone. */
struct str book_piece(struct workbook *w, struct arena *a);
/* Reads the parts that stand before the rows: sheets, their paths, formats, shared texts. */
bool book_parts(struct workbook *w, struct str sheet, struct err *e) MUST_USE;
/* Reads a part whole, event by event. */
bool book_read(struct workbook *w, const char *part, int64_t most, const struct xml_sink *sink,
	       struct err *e) MUST_USE;
void *book_grow(struct arena *a, void *old, size_t n, size_t *cap, size_t size);

#endif
