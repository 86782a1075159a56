/* Lists of facts. */
#include "facts.h"

#include <assert.h>

struct facts facts_start(const struct exchange *x, size_t room)
{
	return (struct facts){ arena_array(x->a, struct fact_view, room), 0, room };
}

void fact(const struct exchange *x, struct facts *f, const char *key, struct str value)
{
	if (value.n > 0) {
		assert(f->n < f->room);
		f->list[f->n++] = (struct fact_view){ words0(x, key), value };
	}
}

struct facts_view facts_view(const struct facts *f)
{
	return (struct facts_view){ { f->list, f->n } };
}

struct str fact_name(const struct exchange *x, const struct person_view *p)
{
	return p->erased ? words_erased(x, p->erased_at) : p->name;
}

size_t facts_typed(const struct exchange *x, const struct dossier_view *d, int64_t seq,
		   const struct text_line_view **out)
{
	struct text_line_view *line = arena_array(x->a, struct text_line_view, d->texts);
	size_t n = 0;
	for (size_t i = 0; i < d->texts; i++) {
		const struct text_view *t = &d->text[i];
		if (seq == FACTS_ALL_TYPED || t->seq == seq) {
			line[n++] = (struct text_line_view){
				.when = words_stamp(x, t->at),
				.what = words_of(x, "field", t->field),
				.text = t->erased ? words_erased(x, t->erased_at) : t->value };
		}
	}
	*out = line;
	return n;
}
