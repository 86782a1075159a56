/*
 * Text as XML has it, between tags or in double quotes.
 */
#ifndef DUNGHEN_BASE_MARKUP_H
#define DUNGHEN_BASE_MARKUP_H

#include "buf.h"

/* Control characters but line breaks and tabs, which are none of XML's, are left out. */
void markup_text(struct buf *b, struct str s);

#endif
