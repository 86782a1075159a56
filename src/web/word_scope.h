/* What somebody signs by decision of the head, in words. */
#ifndef DUNGHEN_WEB_WORD_SCOPE_H
#define DUNGHEN_WEB_WORD_SCOPE_H

#include "words.h"

#include "app/away.h"

/* "Hộ tịch; 1.001612 Đăng ký thành lập hộ kinh doanh", or that it is all. */
struct str words_extent(const struct exchange *x, const struct extent *by);
/* The same with its dates. */
struct str words_scope(const struct exchange *x, const struct scope *s);

#endif
