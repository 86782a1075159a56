/*
 * What tools/embed.c writes and embed.c reads.
 */
#ifndef DUNGHEN_BASE_EMBED_TABLE_H
#define DUNGHEN_BASE_EMBED_TABLE_H

#include "embed.h"

extern const struct embed_file embed_table[];
extern const size_t embed_rows;

#endif
