/* The people of a unit to choose from. */
#include "colleagues.h"

#include "words.h"

enum { COLLEAGUES_MOST = 100 };

static struct option_view option(const struct exchange *x, const struct member_load *m)
{
	struct text_arg args[] = {
		{ "name", words_person(x, m->seat.person_id) }, { "post", m->seat.post },
		{ "n", str_int(x->a, m->held) },
	};
	return (struct option_view){ m->seat.person,
		words(x, m->on_leave ? "dossier.colleague.away" : "dossier.colleague", args,
		      ARRAY_LEN(args)), false };
}

void colleagues_put(const struct exchange *x, const struct unit_people *people,
		    struct field_view *f)
{
	struct option_view *out = arena_array(x->a, struct option_view, COLLEAGUES_MOST);
	size_t n = 0, chosen = 0;
	/* They come with most in hand first. */
	for (int away = 0; away < 2; away++) {
		for (size_t i = people->members; i > 0 && n < COLLEAGUES_MOST; i--) {
			const struct member_load *m = &people->member[i - 1];
			if (!m->member || m->on_leave != (away == 1)) {
				continue;
			}
			chosen = str_eq(m->seat.person, f->value) ? n : chosen;
			out[n++] = option(x, m);
		}
	}
	if (n > 0) {
		out[chosen].chosen = true;
		f->value = out[chosen].value;
	}
	f->options.p = out;
	f->options.n = n;
}

bool colleagues_ask(const struct exchange *x, struct unit_id unit, struct field_view *f,
		    struct err *e)
{
	struct asking ask = asking_inside(x);
	struct unit_people people;
	if (!app_unit_people(x->app, x->a, &ask, unit, &people, e)) {
		return false;
	}
	colleagues_put(x, &people, f);
	return true;
}
