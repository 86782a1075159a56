/*
 * The catalogs of sentences, text/vi.txt and text/en.txt, compiled in.
 *
 * A catalog line is `key = sentence`; `{name}` is replaced by the argument of
 * that name, `{name#}` by it as a whole number by thousands. A key that stands in
 * one catalog only fails the build.
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
enum { TEXT_HINT_KEY = ERR_KEY_SIZE + 8 };
/* Which sentence says what to do next: "<key>.hint"; for damage without one of its
 * own "damage.next"; NULL: none. */
const char *text_hint_key(const struct err *e, char space[TEXT_HINT_KEY]);
/* That sentence, or nothing. */
void text_hint(struct buf *b, enum text_lang lang, const struct err *e);

#endif
