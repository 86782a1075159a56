/* Numbers in Vietnamese words, as they stand on receipts beside the digits. */
#ifndef DUNGHEN_BASE_SPELL_H
#define DUNGHEN_BASE_SPELL_H

#include "arena.h"
#include "str.h"

/* 1 005 000 is "một triệu không trăm lẻ năm nghìn". From 0 to 999 999 999 999. */
enum { SPELL_GROUPS = 4 };
#define SPELL_MOST INT64_C(999999999999)
struct str spell_vi(struct arena *a, int64_t n);

#endif
