/*
 * What compiled pages (tools/pagegen, doc/pages.md) call: values escaped for the
 * place they stand in. The generator picks the place, these macros the type; a
 * type without a row here does not compile. Nobody else needs this header but
 * handlers that answer with a few words of HTML, which is rare.
 */
#ifndef DUNGHEN_WEB_PAGE_H
#define DUNGHEN_WEB_PAGE_H

#include "base/buf.h"
#include "base/text.h"

/* Text and double-quoted attributes: & < > " ' become references; control
 * characters that HTML does not allow become U+FFFD. */
#define page_text(b, x) PAGE_PICK(x, page_text_str, page_text_cstr)(b, x)

/* A whole URL attribute: a relative address, https:, mailto: or tel:, without
 * blanks, control characters and '\', and not of another host by `//`; anything
 * else becomes "#". */
#define page_url(b, x) PAGE_PICK(x, page_url_str, page_url_cstr)(b, x)

/* A part of a URL attribute behind its beginning: percent-encoded, all but
 * letters, digits and -._~ */
#define page_url_part(b, x) PAGE_PICK(x, page_url_part_str, page_url_part_cstr)(b, x)

/* What {% if %} asks: not 0, not empty, not NULL. */
#define page_true(x) _Generic((x), \
	bool: page_true_bool, \
	struct str: page_true_str, \
	char *: page_true_cstr, const char *: page_true_cstr, \
	signed char: page_true_int, short: page_true_int, int: page_true_int, \
	long: page_true_int, long long: page_true_int, \
	unsigned char: page_true_uint, unsigned short: page_true_uint, \
	unsigned int: page_true_uint, unsigned long: page_true_uint, \
	unsigned long long: page_true_uint, \
	default: page_true_pointer)(x)

#define PAGE_PICK(x, of_str, of_cstr) _Generic((x), \
	struct str: of_str, \
	char *: of_cstr, const char *: of_cstr, \
	signed char: page_int, short: page_int, int: page_int, \
	long: page_int, long long: page_int, \
	unsigned char: page_uint, unsigned short: page_uint, \
	unsigned int: page_uint, unsigned long: page_uint, \
	unsigned long long: page_uint)

void page_text_str(struct buf *b, struct str s);
void page_text_cstr(struct buf *b, const char *s);
void page_url_str(struct buf *b, struct str s);
void page_url_cstr(struct buf *b, const char *s);
void page_url_part_str(struct buf *b, struct str s);
void page_url_part_cstr(struct buf *b, const char *s);
void page_int(struct buf *b, int64_t v);
void page_uint(struct buf *b, uint64_t v);

/* With a mark between thousands: 1.208 in Vietnamese, 1,208 in English. */
void page_number(struct buf *b, enum text_lang lang, int64_t v);
/* Thousandths as a percentage for SVG: 123 is 12.3%. */
void page_share(struct buf *b, int64_t thousandths);
/* The sentence of a key, escaped. */
void page_sentence(struct buf *b, enum text_lang lang, const char *key);
/* "vi", "en" for lang="". */
void page_lang(struct buf *b, enum text_lang lang);

bool page_true_bool(bool x);
bool page_true_int(int64_t x);
bool page_true_uint(uint64_t x);
bool page_true_str(struct str x);
bool page_true_cstr(const char *x);
bool page_true_pointer(const void *x);

#endif
