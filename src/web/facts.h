/*
 * Facts of a dossier in words, as several pages list them: a name and a value each, what is
 * empty left out; and what people typed about it.
 */
#ifndef DUNGHEN_WEB_FACTS_H
#define DUNGHEN_WEB_FACTS_H

#include "view_dossier.h"
#include "words.h"

#include "app/dossier_view.h"

struct facts {
	struct fact_view *list;
	size_t n, room;
};

/* At most `room` of them. */
struct facts facts_start(const struct exchange *x, size_t room);
/* `key` is that of its name in the texts. */
void fact(const struct exchange *x, struct facts *f, const char *key, struct str value);
struct facts_view facts_view(const struct facts *f);

/* "Nguyễn Văn Thử", or that the person was erased. */
struct str fact_name(const struct exchange *x, const struct person_view *p);

/* What was typed with its entries, in their order; with a seq only with that one. */
size_t facts_typed(const struct exchange *x, const struct dossier_view *d, int64_t seq,
		   const struct text_line_view **out);
enum { FACTS_ALL_TYPED = -1 };

#endif
