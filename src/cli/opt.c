/* Options of the command line, taken apart by tables. */
#include "opt.h"

#include "base/day.h"
#include "base/utf8.h"

#include <string.h>

const struct opt_spec opt_common[] = {
	{ "json", OPT_FLAG, NULL },
	{ "lang", OPT_VALUE, "vi|en" },
	{ "help", OPT_FLAG, NULL },
	{ NULL, OPT_END, NULL },
};

static const struct opt_spec *find_in(const struct opt_spec *spec, struct str name)
{
	for (; spec->kind != OPT_END; spec++) {
		if (str_is(name, spec->name)) {
			return spec;
		}
	}
	return NULL;
}

static bool refuse(struct arena *a, const char *key, struct str name, struct err *e)
{
	return err_set(e, ERR_INVALID, key, "name", str_cstr(a, name), NULL);
}

bool opt_has(const struct opts *o, const char *name)
{
	return opt_count(o, name) > 0;
}

size_t opt_count(const struct opts *o, const char *name)
{
	size_t n = 0;
	for (size_t i = 0; i < o->n; i++) {
		n += strcmp(o->given[i].spec->name, name) == 0;
	}
	return n;
}

struct str opt_at(const struct opts *o, const char *name, size_t i)
{
	for (size_t k = 0; k < o->n; k++) {
		if (strcmp(o->given[k].spec->name, name) == 0 && i-- == 0) {
			return o->given[k].value;
		}
	}
	return STR("");
}

struct str opt_str(const struct opts *o, const char *name)
{
	return opt_at(o, name, 0);
}

/* One `--…`; *used says whether `next` was taken as its value. */
static bool take_option(struct arena *a, struct opts *o, struct str arg, const char *next,
			bool *used, struct err *e)
{
	struct str name;
	struct str value;
	bool joined = str_cut(str_sub(arg, 2, arg.n), '=', &name, &value);
	const struct opt_spec *spec = find_in(o->spec, name);
	spec = spec ? spec : find_in(opt_common, name);
	*used = false;
	if (!spec) {
		return refuse(a, "opt.unknown", name, e);
	}
	if (spec->kind == OPT_FLAG && joined) {
		return refuse(a, "opt.flag", name, e);
	}
	if (spec->kind == OPT_VALUE && opt_has(o, spec->name)) {
		return refuse(a, "opt.twice", name, e);
	}
	if (spec->kind != OPT_FLAG && !joined) {
		if (!next || (next[0] == '-' && next[1] == '-')) {
			return refuse(a, "opt.value", name, e);
		}
		*used = true;
		if (!utf8_nfc(a, str_of(next), &value, e)) {
			return false;
		}
	}
	o->given[o->n++] = (struct opt_given){ .spec = spec, .value = value };
	return true;
}

bool opts_parse(struct arena *a, const struct opt_spec *spec, int argc, char **argv,
		struct opts *out, struct err *e)
{
	size_t room = (size_t)argc + 1;
	bool options = true;
	struct opts o = { .spec = spec,
			  .given = arena_array(a, struct opt_given, room),
			  .word = arena_array(a, struct str, room) };
	for (int i = 0; i < argc; i++) {
		struct str arg;
		if (!utf8_nfc(a, str_of(argv[i]), &arg, e)) {
			return false;
		}
		if (options && str_is(arg, "--")) {
			options = false;
		} else if (options && str_starts(arg, STR("--"))) {
			bool used;
			if (!take_option(a, &o, arg, i + 1 < argc ? argv[i + 1] : NULL, &used, e)) {
				return false;
			}
			i += used;
		} else if (options && arg.n > 1 && arg.p[0] == '-') {
			return refuse(a, "opt.unknown", str_sub(arg, 1, arg.n), e);
		} else {
			o.word[o.words++] = arg;
		}
	}
	*out = o;
	return true;
}

bool opt_need(const struct opts *o, const char *name, struct str *out, struct err *e)
{
	if (!opt_has(o, name)) {
		return err_set(e, ERR_INVALID, "opt.missing", "name", name, NULL);
	}
	*out = opt_str(o, name);
	return true;
}

bool opt_int(const struct opts *o, const char *name, int64_t fallback, int64_t least,
	     int64_t most, int64_t *out, struct err *e)
{
	int64_t n = fallback;
	if (opt_has(o, name) && (!str_to_int64(opt_str(o, name), &n) || n < least || n > most)) {
		err_set(e, ERR_INVALID, "opt.number", "name", name, NULL);
		err_add_int(e, "least", least);
		return err_add_int(e, "most", most);
	}
	*out = n;
	return true;
}

bool opt_words(const struct opts *o, size_t least, size_t most, struct err *e)
{
	if (o->words < least) {
		return err_set(e, ERR_INVALID, "opt.few", NULL);
	}
	if (o->words > most) {
		char value[ERR_VALUE_SIZE];
		struct str extra = utf8_prefix(o->word[most], sizeof(value) - 1);
		memcpy(value, extra.p, extra.n);
		value[extra.n] = '\0';
		return err_set(e, ERR_INVALID, "opt.many", "value", value, NULL);
	}
	return true;
}

bool opt_instant(struct str s, int64_t *out, struct err *e)
{
	enum { MOST = 40 };
	char text[MOST];
	int64_t year = 0;
	int64_t at;
	struct err ignored;
	if (instant_parse(s, out, e)) {
		return true;
	}
	if (s.n < 4 || s.n >= MOST || !str_to_int64(str_sub(s, 0, 4), &year) || year < 0 ||
	    year >= 1900) {
		return false;
	}
	/* Would it be a time in a year of the same length that is accepted? */
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	memcpy(text, s.p, s.n);
	memcpy(text, leap ? "2000" : "2001", 4);
	if (!instant_parse((struct str){ .p = text, .n = s.n }, &at, &ignored)) {
		return false;
	}
	text[s.n] = '\0';
	memcpy(text, s.p, 4);
	return err_set(e, ERR_LIMIT, "time.range", "value", text, NULL);
}
