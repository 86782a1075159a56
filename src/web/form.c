/* Taking forms apart. */
#include "form.h"

#include "base/http.h"
#include "base/utf8.h"

static bool field_of(struct arena *a, struct str text, struct form_field *out, struct err *e)
{
	struct str name, value, clear_name, clear_value;
	(void)str_cut(text, '=', &name, &value);
	if (!http_decode(a, name, HTTP_FORM, &clear_name) ||
	    !http_decode(a, value, HTTP_FORM, &clear_value)) {
		return err_set(e, ERR_INVALID, "form.encoding", NULL);
	}
	return utf8_nfc(a, clear_name, &out->name, e) && utf8_nfc(a, clear_value, &out->value, e);
}

static size_t count(struct str text)
{
	size_t n = text.n > 0;
	for (size_t i = 0; i < text.n; i++) {
		n += text.p[i] == '&';
	}
	return n;
}

bool form_parse(struct arena *a, struct str text, struct form *out, struct err *e)
{
	struct form f = { 0 };
	struct str one, rest = text;
	size_t most = count(text);
	if (most > FORM_FIELDS) {
		err_set(e, ERR_LIMIT, "form.many", NULL);
		return err_add_int(e, "max", FORM_FIELDS);
	}
	f.field = arena_array(a, struct form_field, most);
	while (rest.n > 0) {
		(void)str_cut(rest, '&', &one, &rest);
		if (one.n > 0 && !field_of(a, one, &f.field[f.n++], e)) {
			return false;
		}
	}
	*out = f;
	return true;
}

bool form_nth(const struct form *f, const char *name, size_t i, struct str *out)
{
	for (size_t k = 0; f && k < f->n; k++) {
		if (str_is(f->field[k].name, name) && i-- == 0) {
			*out = str_trim(f->field[k].value);
			return true;
		}
	}
	return false;
}

struct str form_get(const struct form *f, const char *name)
{
	struct str value = STR("");
	return form_nth(f, name, 0, &value) ? value : STR("");
}
