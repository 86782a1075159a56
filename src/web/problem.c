/* Problem documents. */
#include "problem.h"

#include "core/decide.h"

#include "base/json.h"

#include <string.h>

bool problem_wanted(const struct http_request *r)
{
	return str_starts(r->path, STR("/api/")) || str_is(r->path, "/api");
}

static const char *const languages[TEXT_LANGS] = { [TEXT_VI] = "vi", [TEXT_EN] = "en" };

enum text_lang problem_lang(const struct http_request *r)
{
	return (enum text_lang)http_language(r->header[HTTP_ACCEPT_LANGUAGE], languages,
					     TEXT_LANGS);
}

int problem_status(const struct err *e)
{
	/* By the beginning of the key: the first that fits. */
	static const struct {
		const char *key;
		int status;
	} rows[] = {
		{ "token.", 401 }, { "api.no_token", 401 }, { "api.type", 415 },
		{ "api.wait", 429 }, { "deliver.tries", 429 },
		{ "json.long", 413 }, { "line.long", 413 }, { "json.", 400 },
		{ "api.key", 400 }, { "api.query", 400 }, { "api.cursor", 400 },
		{ "form.", 400 }, { "text.utf8", 400 },
	};
	static const int by_code[] = {
		[ERR_NONE] = 200, [ERR_INVALID] = 422, [ERR_DENIED] = 403,
		[ERR_NOT_FOUND] = 404, [ERR_CONFLICT] = 409, [ERR_LIMIT] = 422,
		[ERR_BUSY] = 503, [ERR_IO] = 500, [ERR_CORRUPT] = 500,
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (str_starts(str_of(e->key), str_of(rows[i].key))) {
			return rows[i].status;
		}
	}
	return by_code[e->code];
}

static const char *title_key(int status, char key[ERR_KEY_SIZE])
{
	size_t n = strlen("problem.");
	memcpy(key, "problem.", n);
	for (int unit = 100; unit > 0; unit /= 10) {
		key[n++] = (char)('0' + status / unit % 10);
	}
	key[n] = '\0';
	return key;
}

struct err problem_of(int status)
{
	char key[ERR_KEY_SIZE];
	struct err e;
	err_set(&e, ERR_INVALID, title_key(status, key), NULL);
	return e;
}

enum { SENTENCE = 16 << 10 };

typedef void sentence_fn(struct buf *b, enum text_lang lang, const struct err *e);

static struct str sentence(struct arena *a, sentence_fn *fn, enum text_lang lang,
			   const struct err *e)
{
	struct buf b;
	buf_init(&b, SENTENCE);
	fn(&b, lang, e);
	struct str s = str_dup(a, buf_view(&b));
	buf_done(&b);
	return s;
}

static struct json *fields(struct arena *a, const struct err *e)
{
	struct json *o = json_new_obj(a);
	for (int i = 0; i < e->args; i++) {
		json_set_str(a, o, str_cstr(a, str_of(e->arg[i].name)),
			     str_dup(a, str_of(e->arg[i].value)));
	}
	return o;
}

void problem_write(struct buf *b, struct http_request *r, int status, const struct err *e)
{
	char key[ERR_KEY_SIZE];
	struct arena *a = r->a;
	enum text_lang lang = problem_lang(r);
	struct str title = text_get(lang, title_key(status, key));
	const struct refusal *refusal = refusal_find(e->key);
	struct json *o = json_new_obj(a);
	struct str hint = sentence(a, text_hint, lang, e);
	bool bare = str_is(str_of(e->key), key);
	json_set_str(a, o, "type", bare ? STR("about:blank")
					: STR_JOIN(a, STR("urn:dunghen:"), str_of(e->key)));
	json_set_str(a, o, "title", title.n > 0 ? title : str_of(http_reason(status)));
	json_set_int(a, o, "status", status);
	json_set_str(a, o, "detail", sentence(a, text_err, lang, e));
	json_set_str(a, o, "instance", r->path);
	json_set_str(a, o, "key", str_dup(a, str_of(e->key)));
	json_set(a, o, "fields", fields(a, e));
	if (hint.n > 0) {
		json_set_str(a, o, "hint", hint);
	}
	if (refusal && refusal->rule) {
		json_set_str(a, o, "rule", str_of(refusal->rule));
	}
	json_write(b, o);
}

void problem_fields(struct http_reply *reply, struct http_request *r, int status,
		    const struct err *e)
{
	const char *seconds = err_arg(e, "seconds");
	http_field(reply, "Content-Language", str_of(languages[problem_lang(r)]));
	if (status == 401) {
		http_field(reply, "WWW-Authenticate",
			   str_starts(str_of(e->key), STR("token."))
				? STR("Bearer realm=\"dunghen\", error=\"invalid_token\"")
				: STR("Bearer realm=\"dunghen\""));
	}
	if (status == 429 && *seconds != '\0') {
		http_field(reply, "Retry-After", str_dup(r->a, str_of(seconds)));
	}
	if (status == 503) {
		http_field(reply, "Retry-After", STR("5"));
	}
}
