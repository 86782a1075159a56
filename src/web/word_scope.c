/* What somebody signs by decision of the head, in words. */
#include "word_scope.h"

static struct str joined(const struct exchange *x, struct str all, struct str one)
{
	return all.n == 0 ? one
		: str_fmt(x->a, "%.*s; %.*s", STR_ARG(all), STR_ARG(one));
}

struct str words_extent(const struct exchange *x, const struct extent *by)
{
	struct asking ask = asking_inside(x);
	struct str all = STR("");
	for (size_t i = 0; i < by->fields; i++) {
		all = joined(x, all, by->field[i]);
	}
	for (size_t i = 0; i < by->procedures; i++) {
		struct str name = label_procedure(x->app, &ask, by->procedure[i]);
		all = joined(x, all, str_fmt(x->a, "%.*s %.*s", STR_ARG(by->procedure[i]),
					     STR_ARG(name)));
	}
	return all.n > 0 ? str_dup(x->a, all) : words0(x, "scope.all");
}

struct str words_scope(const struct exchange *x, const struct scope *s)
{
	bool open = s->to == INSTANT_NONE;
	struct text_arg args[] = { { "what", words_extent(x, s->by) },
				   { "from", words_near(x, s->from, true) },
				   { "to", words_near(x, s->to, true) } };
	return words(x, open ? "scope.from" : "scope.from_to", args, open ? 2 : 3);
}
