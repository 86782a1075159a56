/*
 * Names that are plainly nobody's: every one has a word for "example" in it
 * ("Nguyễn Văn Mẫu An"), identity numbers begin with a province that does not
 * exist (000), telephone numbers with 0000.
 */
#ifndef DUNGHEN_APP_DEMO_NAMES_H
#define DUNGHEN_APP_DEMO_NAMES_H

#include "base/arena.h"
#include "base/chance.h"
#include "base/str.h"

struct str demo_name(struct arena *a, struct chance *c);
struct str demo_company(struct arena *a, struct chance *c);
/* 12 digits: 000 and the number. */
struct str demo_identity(struct arena *a, int64_t number);
/* 10 digits: 00 and the number. */
struct str demo_tax_number(struct arena *a, int64_t number);
struct str demo_phone(struct arena *a, struct chance *c);

/* What people write into a field, by the act's word: one of a few sentences. */
struct str demo_words(struct chance *c, const char *field);

#endif
