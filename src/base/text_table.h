/*
 * The catalogs as tools/textgen writes them from text/vi.txt and text/en.txt
 * (build/gen/text_table.c): sorted bytewise by key, one sentence per language, with an
 * index by hash.
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

/* Where a key stands: its row + 1 in the first of text_slots places from its hash on
 * that has it; 0 ends the search. A power of two, at least twice the rows. */
extern const uint16_t text_slot[];
extern const size_t text_slots;

/* FNV-1a of 32 bits; the generator writes the places by the same. */
static inline uint32_t text_hash(const char *key)
{
	uint32_t h = 2166136261u;
	for (; *key; key++) {
		h = (h ^ (unsigned char)*key) * 16777619u;
	}
	return h;
}

#endif
