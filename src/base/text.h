/*
 * The catalogs of sentences, text/vi.txt and text/en.txt, compiled in.
 *
 * A catalog line is `key = sentence`; `{name}` is replaced by the argument of
 * that name. A key that stands in one catalog only fails the build.
 */
#ifndef DUNGHEN_BASE_TEXT_H
#define DUNGHEN_BASE_TEXT_H

#include "buf.h"
#include "err.h"

enum text_lang { TEXT_VI, TEXT_EN, TEXT_LANGS };

struct text_arg {
	const char *name;
	struct str value;
};

/* The sentence of a key, or empty when the catalog has none. */
struct str text_get(enum text_lang lang, const char *key);
/* Appends the sentence with its arguments; an unknown key prints itself. */
void text_put(struct buf *b, enum text_lang lang, const char *key,
	      const struct text_arg *args, size_t n);
/* The sentence of an error. */
void text_err(struct buf *b, enum text_lang lang, const struct err *e);
/* What to do next: the sentence "<key>.hint", or nothing. */
void text_hint(struct buf *b, enum text_lang lang, const struct err *e);

#endif
