/* Signals in words. */
#ifndef DUNGHEN_WEB_SIGNAL_WORDS_H
#define DUNGHEN_WEB_SIGNAL_WORDS_H

#include "view_part.h"
#include "words.h"

#include "app/signals.h"

struct str words_signal(const struct exchange *x, enum detector d);	/* its name */
/* "chờ giải trình, hạn …", "kết luận: có, …" */
struct str words_signal_state(const struct exchange *x, const struct signal_line *l);
/* What its detector was worth by rulings so far. */
struct str words_precision(const struct exchange *x, const struct signal_precision *p);
/* Those of a dossier, each with the way to its page. */
struct link_views words_signals(const struct exchange *x, const struct signal_lines *l);
/* Whom it is about: a person, or the unit as such. */
struct str words_about(const struct exchange *x, struct str about, struct str unit);

#endif
