/* Errors beside fields. */
#include "field.h"

#include "words.h"

bool field_blame(const struct exchange *x, struct field_view *f, const struct err *e)
{
	struct str key = str_of(e->key), family, about;
	struct str name = str_of(err_arg(e, "name"));
	bool mine = str_eq(name, f->name) ||
		    (str_cut(key, '.', &family, &about) && str_eq(about, f->name));
	if (mine) {
		f->error = str_is(key, "arg.missing") ? words0(x, "form.required")
						      : words_err(x, e);
		f->focus = true;
	}
	return mine;
}
