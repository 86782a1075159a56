/* By what messages to people go out. */
#include "senders.h"

#include "base/letter.h"

#include <sys/stat.h>

enum { SENDERS_MOST = 16 << 10 };

static bool bad(struct err *e, const char *name)
{
	return err_set(e, ERR_INVALID, "senders.value", "name", name, NULL);
}

static bool only(struct arena *a, const struct json *o, const char *const *names, size_t n,
		 struct err *e)
{
	for (size_t i = 0; i < o->n; i++) {
		bool known = false;

		for (size_t k = 0; k < n; k++) {
			known = known || str_is(o->k[i], names[k]);
		}
		if (!known) {
			return err_set(e, ERR_INVALID, "senders.member", "name",
				       str_cstr(a, o->k[i]), NULL);
		}
	}
	return true;
}

/* A text without what would begin a line of its own; NULL when it is not there. */
static bool take(struct arena *a, const struct json *o, const char *name, size_t most,
		 const char **out, struct err *e)
{
	const struct json *v = json_get(o, name);

	*out = NULL;
	if (!v) {
		return true;
	}
	if (v->type != JSON_STR || v->s.n == 0 || v->s.n > most) {
		return bad(e, name);
	}
	for (size_t i = 0; i < v->s.n; i++) {
		if ((unsigned char)v->s.p[i] < ' ' || v->s.p[i] == 0x7f) {
			return bad(e, name);
		}
	}
	*out = str_cstr(a, v->s);
	return true;
}

static bool flag(const struct json *o, const char *name, bool *out, struct err *e)
{
	const struct json *v = json_get(o, name);

	*out = v && v->type == JSON_TRUE;
	return !v || v->type == JSON_TRUE || v->type == JSON_FALSE || bad(e, name);
}

/* One of these schemes, and a host behind it; a password stands elsewhere. */
static bool url_good(const char *url, const char *one, const char *two)
{
	struct str s = str_of(url), scheme, rest;

	return url && str_cut(s, ':', &scheme, &rest) &&
	       (str_is(scheme, one) || str_is(scheme, two)) && str_starts(rest, STR("//")) &&
	       rest.n > 2 && rest.p[2] != '/' && str_find(rest, '@') == rest.n &&
	       str_find(rest, ' ') == rest.n;
}

static bool read_mail(struct arena *a, const struct json *o, struct mail_senders *m,
		      struct err *e)
{
	static const char *const names[] = { "url", "from", "name", "user", "password", "plain" };

	if (o->type != JSON_OBJ) {
		return bad(e, "mail");
	}
	if (!only(a, o, names, ARRAY_LEN(names), e) ||
	    !take(a, o, "url", MAIL_URL_MOST, &m->smtp, e) ||
	    !take(a, o, "from", MAIL_TO_MOST, &m->from, e) ||
	    !take(a, o, "name", MAIL_TO_MOST, &m->from_name, e) ||
	    !take(a, o, "user", MAIL_TO_MOST, &m->user, e) ||
	    !take(a, o, "password", MAIL_URL_MOST, &m->password, e) ||
	    !flag(o, "plain", &m->plain, e)) {
		return false;
	}
	if (!url_good(m->smtp, "smtp", "smtps")) {
		return bad(e, "url");
	}
	if (!letter_address_good(str_of(m->from))) {
		return bad(e, "from");
	}
	/* Each is of no use without the other; and no password goes in the clear. */
	if ((m->user == NULL) != (m->password == NULL)) {
		return bad(e, "password");
	}
	return !m->plain || (m->local && str_starts(str_of(m->smtp), STR("smtp:"))) ||
	       bad(e, "plain");
}

static bool read_sms(struct arena *a, const struct json *o, struct mail_senders *m,
		     struct err *e)
{
	static const char *const names[] = { "url", "token" };

	if (o->type != JSON_OBJ) {
		return bad(e, "sms");
	}
	if (!only(a, o, names, ARRAY_LEN(names), e) ||
	    !take(a, o, "url", MAIL_URL_MOST, &m->sms, e) ||
	    !take(a, o, "token", MAIL_URL_MOST, &m->token, e)) {
		return false;
	}
	return url_good(m->sms, "https", m->local ? "http" : "https") || bad(e, "url");
}

/* Where it is said who may read files. */
static bool closed(struct cli *c, struct str path, struct err *e)
{
	struct stat st;
	const char *name = str_cstr(c->arena, path);

	return stat(name, &st) != 0 || (st.st_mode & (S_IRWXG | S_IRWXO)) == 0 ||
	       err_set(e, ERR_INVALID, "senders.open", "path", name, NULL);
}

bool senders_read(struct cli *c, struct str path, const struct mail_senders **out, struct err *e)
{
	static const char *const names[] = { "mail", "sms", "local" };
	struct mail_senders *m = arena_new(c->arena, struct mail_senders);
	const struct json *o;
	struct str text;

	if (!closed(c, path, e) || !cli_read_file(c, path, SENDERS_MOST, &text, e) ||
	    !json_parse(c->arena, text, &o, e)) {
		return false;
	}
	if (o->type != JSON_OBJ) {
		return err_set(e, ERR_INVALID, "senders.none", NULL);
	}
	const struct json *mail = json_get(o, "mail"), *sms = json_get(o, "sms");

	if (!only(c->arena, o, names, ARRAY_LEN(names), e) || !flag(o, "local", &m->local, e) ||
	    (mail && !read_mail(c->arena, mail, m, e)) ||
	    (sms && !read_sms(c->arena, sms, m, e))) {
		return false;
	}
	*out = m;
	return mail || sms || err_set(e, ERR_INVALID, "senders.none", NULL);
}
