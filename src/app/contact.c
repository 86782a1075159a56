/* How a citizen is written to about one dossier. */
#include "contact.h"

#include "app_int.h"
#include "label.h"
#include "message.h"
#include "view.h"

#include "base/utf8.h"

#include <string.h>

enum mail_way contact_mail(enum contact_way way)
{
	return way == CONTACT_PHONE ? MAIL_SMS : MAIL_LETTER;
}

/* ---- masked ---- */

static struct str first_of(struct str s)
{
	size_t i = 0;

	if (s.n > 0) {
		(void)utf8_next(s, &i);
	}
	return str_sub(s, 0, i);
}

static struct str mask_address(struct arena *a, struct str s)
{
	struct str local, domain, label, end;

	if (!str_cut(s, '@', &local, &domain)) {
		return STR("••••");
	}
	end = STR("");
	for (struct str rest = domain; str_cut(rest, '.', &label, &rest);) {
		end = rest;
	}
	return str_fmt(a, "%.*s•••@%.*s•••%s%.*s", STR_ARG(first_of(local)),
		       STR_ARG(first_of(domain)), end.n > 0 ? "." : "", STR_ARG(end));
}

struct str contact_mask(struct arena *a, enum contact_way way, struct str given)
{
	return way == CONTACT_PHONE ? mask_number(a, given) : mask_address(a, given);
}

/* ---- what was given ---- */

static bool unseal(struct app *app, struct arena *a, struct hash h, struct str *out,
		   struct err *e)
{
	struct vault_text text;

	*out = STR("");
	if (!store_unseal(app->store, a, h, &text, e)) {
		return strcmp(e->key, "vault.erased") == 0;
	}
	*out = text.value;
	return true;
}

/* The record that came with the dossier itself, beside the id of whom it is about. */
static bool own_record(struct app *app, struct arena *a, const struct entry *en,
		       struct subject_id who, const struct json **out, struct err *e)
{
	static const char *const roles[] = { "submitter", "owner" };

	for (size_t i = 0; i < ARRAY_LEN(roles) && *out == NULL; i++) {
		struct str sealed = json_str(en->body, str_fmt(a, "%s_c", roles[i]).p), text;
		struct hash h;
		int64_t id;

		if (!id_parse('s', json_str(en->body, roles[i]), &id) || id != who.v ||
		    !hash_from_hex(sealed, &h)) {
			continue;
		}
		if (!unseal(app, a, h, &text, e) ||
		    (text.n > 0 && !json_parse(a, text, out, e))) {
			return false;
		}
	}
	return true;
}

static bool record_of(struct app *app, struct arena *a, const struct dossier *d,
		      const struct entry_list *list, const struct json **out, struct err *e)
{
	struct subject_id who = d->submitter.v != 0 ? d->submitter : d->owner;

	*out = NULL;
	for (size_t i = 0; i < list->n && *out == NULL; i++) {
		enum entry_kind kind = list->entry[i].kind;

		if ((kind == KIND_SUBMITTED || kind == KIND_IMPORTED) &&
		    !own_record(app, a, &list->entry[i], who, out, e)) {
			return false;
		}
	}
	return *out != NULL || subject_record(app, a, who, out, e);
}

bool contact_changed(const struct dossier *d)
{
	return d->contact_seq[CONTACT_PHONE] != 0 || d->contact_seq[CONTACT_EMAIL] != 0;
}

/* The newest change of it, if there was one. */
static bool changed_to(struct app *app, struct arena *a, const struct dossier *d,
		       const struct entry_list *list, int way, struct str *given, struct err *e)
{
	struct hash h;

	for (size_t i = 0; i < list->n && d->contact_seq[way] != 0; i++) {
		if (list->entry[i].seq == d->contact_seq[way] &&
		    hash_from_hex(json_str(list->entry[i].body, "contact_c"), &h)) {
			return unseal(app, a, h, given, e);
		}
	}
	return true;
}

bool contact_read(struct app *app, struct arena *a, const struct dossier *d,
		  struct contacts *out, struct err *e)
{
	static const char *const member[] = { [CONTACT_PHONE] = "phone",
					      [CONTACT_EMAIL] = "email" };
	const struct json *record;
	struct entry_list list;
	struct contacts c;

	if (!cache_entries(app, d->id, &list, e) || !record_of(app, a, d, &list, &record, e)) {
		return false;
	}
	for (int w = 0; w < CONTACT_WAYS; w++) {
		struct contact *k = &c.way[w];

		*k = (struct contact){ .given = json_str(record, member[w]), .to = STR("") };
		if (!changed_to(app, a, d, &list, w, &k->given, e)) {
			return false;
		}
		k->shown = k->given.n > 0 ? contact_mask(a, (enum contact_way)w, k->given)
					  : STR("");
		if (!message_address(a, contact_mail((enum contact_way)w), k->given, &k->to)) {
			k->to = STR("");
		}
	}
	*out = c;
	return true;
}

bool contact_phone(struct app *app, struct arena *a, const struct dossier *d, struct str *shown,
		   struct err *e)
{
	struct cached *at = app->access == APP_READER ? cache_at(app, d->id) : NULL;
	struct contacts c;

	if (at != NULL && at->phone_seen == app->seen) {
		*shown = str_dup(a, (struct str){ at->phone, at->phone_n });
		return true;
	}
	if (!contact_read(app, a, d, &c, e)) {
		return false;
	}
	*shown = c.way[CONTACT_PHONE].shown;
	at = app->access == APP_READER ? cache_at(app, d->id) : NULL;
	if (at != NULL && shown->n <= sizeof(at->phone)) {
		memcpy(at->phone, shown->n > 0 ? shown->p : "", shown->n);
		at->phone_n = shown->n;
		at->phone_seen = app->seen;
	}
	return true;
}
