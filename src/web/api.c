/* What handlers of the JSON API share; the token's own answer; the document. */
#include "api.h"

#include "api_json.h"
#include "asset.h"
#include "cursor.h"
#include "form.h"
#include "web_int.h"

bool api_json(const struct exchange *x, const struct json **out, struct err *e)
{
	struct str name, params;
	(void)str_cut(x->in->header[HTTP_CONTENT_TYPE], ';', &name, &params);
	if (!str_is(str_trim(name), "application/json")) {
		return err_set(e, ERR_INVALID, "api.type", NULL);
	}
	return json_parse(x->a, x->in->body, out, e) &&
	       ((*out)->type == JSON_OBJ || err_set(e, ERR_INVALID, "command.object", NULL));
}

void api_reply(struct exchange *x, const struct json *answer)
{
	struct err e;
	json_write(x->page, answer);
	if (!buf_ok(x->page)) {
		buf_reset(x->page);
		err_set(&e, ERR_LIMIT, "api.much", NULL);
		reply_err(x, &e);
		return;
	}
	reply_text(x, 200, "application/json");
}

/* ---- queries ---- */

static size_t given(const struct form *f, struct str name)
{
	size_t n = 0;
	for (size_t i = 0; i < f->n; i++) {
		n += str_eq(f->field[i].name, name);
	}
	return n;
}

bool api_query(const struct exchange *x, const char *const *name, size_t n, struct err *e)
{
	for (size_t i = 0; i < x->form->n; i++) {
		struct str one = x->form->field[i].name;
		bool known = false;
		for (size_t k = 0; k < n; k++) {
			known = known || str_is(one, name[k]);
		}
		if (!known || given(x->form, one) > 1) {
			return err_set(e, ERR_INVALID, "api.query", "name",
				       str_cstr(x->a, one), NULL);
		}
	}
	return true;
}

bool api_limit(const struct exchange *x, int64_t *out, struct err *e)
{
	return api_limit_of(x, API_PAGE_MOST, out, e);
}

bool api_limit_of(const struct exchange *x, int64_t most, int64_t *out, struct err *e)
{
	struct str text = form_get(x->form, "limit");
	*out = API_PAGE;
	if (text.n == 0 || (str_to_int64(text, out) && *out >= 1 && *out <= most)) {
		return true;
	}
	err_set(e, ERR_INVALID, "api.limit", NULL);
	return err_add_int(e, "max", most);
}

bool api_bool(const struct exchange *x, const char *name, bool *out, struct err *e)
{
	struct str text = form_get(x->form, name);
	*out = str_is(text, "true");
	return text.n == 0 || *out || str_is(text, "false") ||
	       err_set(e, ERR_INVALID, "api.bool", "name", name, "value",
		       str_cstr(x->a, text), NULL);
}

/* ---- periods ---- */

bool api_days(const struct exchange *x, struct days *out, struct err *e)
{
	struct str of = form_get(x->form, "of");
	const struct {
		const char *name;
		enum figures_of of;
	} known[] = { { "month", FIGURES_MONTH }, { "last", FIGURES_LAST_MONTH },
		      { "quarter", FIGURES_QUARTER }, { "year", FIGURES_YEAR } };
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (str_is(of, known[i].name) || (of.n == 0 && i == 0)) {
			*out = figures_days((struct figures_ask){ .of = known[i].of },
					    day_of(x->now));
			return true;
		}
	}
	return err_set(e, ERR_INVALID, "score.of", "value", str_cstr(x->a, of), NULL);
}

void api_put_days(const struct exchange *x, struct json *o, struct days d)
{
	char from[DAY_TEXT], to[DAY_TEXT];
	json_set_str(x->a, o, "from", str_dup(x->a, str_of(day_text(d.from, from))));
	json_set_str(x->a, o, "to",
		     str_dup(x->a, str_of(day_text((struct day){ d.until.n - 1 }, to))));
}

/* ---- cursors ---- */

/* Address and filter: all of the query but where and how much of it. */
static struct str question(const struct exchange *x)
{
	struct str q = str_of(x->route->path);
	for (size_t i = 0; i < x->form->n; i++) {
		const struct form_field *f = &x->form->field[i];
		if (!str_is(f->name, "after") && !str_is(f->name, "limit")) {
			q = STR_JOIN(x->a, q, STR("\n"), f->name, STR("="), f->value);
		}
	}
	return q;
}

bool api_after(const struct exchange *x, struct str *out, struct err *e)
{
	struct str cursor = form_get(x->form, "after");
	*out = STR("");
	return cursor.n == 0 || cursor_read(x->a, question(x), cursor, out) ||
	       err_set(e, ERR_INVALID, "api.cursor", NULL);
}

void api_put_next(const struct exchange *x, struct json *o, struct str next)
{
	api_put_str(x, o, "next", cursor_write(x->a, question(x), next));
}

/* ---- who asks ---- */

void api_token(struct exchange *x)
{
	const struct person *p = org_person(app_org(x->app), x->token.person);
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	struct err e;
	if (!api_query(x, NULL, 0, &e)) {
		reply_err(x, &e);
		return;
	}
	for (unsigned i = 0; i < SCOPES; i++) {
		if (token_has(&x->token, (enum token_scope)i)) {
			json_push(x->a, list,
				  json_new_str(x->a, str_of(scope_name((enum token_scope)i))));
		}
	}
	json_set_int(x->a, o, "token", x->token.no);
	json_set_str(x->a, o, "for", p ? p->key : STR("portal"));
	api_put_str(x, o, "note", x->token.note);
	json_set(x->a, o, "scopes", list);
	api_put_at(x, o, "until", x->token.ends_at);
	api_reply(x, o);
}

/* ---- the document ---- */

void api_openapi(struct exchange *x)
{
	const struct asset *a = &asset_table[ASSET_OPENAPI_JSON];
	bool squeezed = a->gzip.n > 0 &&
			http_accepts(x->in->header[HTTP_ACCEPT_ENCODING], "gzip");
	x->out.status = 200;
	x->out.body = squeezed ? a->gzip : a->raw;
	x->replied = true;
	reply_guard(&x->out);
	http_field(&x->out, "Content-Type", a->type);
	http_field(&x->out, "Cache-Control", STR("no-cache"));
	http_field(&x->out, "Vary", STR("Accept-Encoding"));
	http_field(&x->out, "Access-Control-Allow-Origin", STR("*"));
	if (squeezed) {
		http_field(&x->out, "Content-Encoding", STR("gzip"));
	}
	reply_tag(&x->out, x->in, a->raw);
}
