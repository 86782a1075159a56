/*
 * UTF-8 at the door: validity, NFC, walking by code point (wraps utf8proc).
 */
#ifndef DUNGHEN_BASE_UTF8_H
#define DUNGHEN_BASE_UTF8_H

#include "err.h"
#include "str.h"

/* Bytes of the code point at p (at most n are there), or 0 when what stands
 * there is not valid: a surrogate, overlong, cut off, NUL, or n is 0. */
size_t utf8_step(const char *p, size_t n);
bool utf8_valid(struct str s);		/* no surrogates, no overlong, no NUL */
/* Valid text in NFC: s itself when it already is, else a copy.
 * Errors: text.utf8. */
bool utf8_nfc(struct arena *a, struct str s, struct str *out, struct err *e) MUST_USE;
/* Decodes one code point at *i and advances; s must be valid. */
uint32_t utf8_next(struct str s, size_t *i);
size_t utf8_count(struct str s);		/* code points */
size_t utf8_width(struct str s);		/* terminal columns */
/* The longest prefix of at most n bytes that ends between code points. */
struct str utf8_prefix(struct str s, size_t n);

#endif
