/*
 * The catalogs as tools/textgen writes them from text/vi.txt and text/en.txt
 * (build/gen/text_table.c): sorted bytewise by key, one sentence per language.
 */
#ifndef DUNGHEN_BASE_TEXT_TABLE_H
#define DUNGHEN_BASE_TEXT_TABLE_H

#include "text.h"

struct text_row {
	const char *key;
	const char *sentence[TEXT_LANGS];
};

extern const struct text_row text_table[];
extern const size_t text_rows;

#endif
