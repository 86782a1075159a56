/* Names for pages: seats, steps, masked people. */
#include "label.h"

#include "app_int.h"

#include "base/utf8.h"
#include "base/vi.h"

#include <string.h>

struct str label_named(const struct asking *ask, struct named n)
{
	return ask->lang == TEXT_EN && n.en.n > 0 ? n.en : n.vi;
}

struct str label_step(const struct asking *ask, const struct procedure_version *v,
		      int32_t step)
{
	if (v == NULL || step < 0 || (size_t)step >= v->steps) {
		return (struct str){ 0 };
	}
	return label_named(ask, v->step[step].name);
}

struct str label_procedure(const struct app *app, const struct asking *ask, struct str code)
{
	const struct procedure *p = law_procedure(&app->law, code);

	return p != NULL ? label_named(ask, p->name) : code;
}

struct str label_unit(const struct app *app, struct unit_id id, int64_t at)
{
	const struct unit *u = org_unit(&app->org, id);

	return u != NULL ? unit_on(u, day_of(at))->name : (struct str){ 0 };
}

struct seat_label label_seat(const struct app *app, const struct asking *ask, struct seat s,
			     int64_t at)
{
	struct seat_label l = { .kind = PARTY_SEAT, .unit_id = s.unit, .post_code = s.post };
	const struct unit *u = org_unit(&app->org, s.unit);

	if (u != NULL) {
		const struct unit_attr *attr = unit_on(u, day_of(at));

		l.unit = attr->name;
		l.unit_key = u->key;
		l.post = label_named(ask, law_title(&app->law, str_of(s.post.code),
						    attr->type));
	}
	if (ask->whom == LABEL_INSIDE) {
		const struct person *who = org_person(&app->org, s.person);

		l.person_id = s.person;
		l.person = who != NULL ? who->key : (struct str){ 0 };
	}
	return l;
}

struct seat_label label_party(const struct app *app, const struct asking *ask,
			      const struct party *p, int64_t at)
{
	struct seat_label l = { .kind = p->kind };

	switch (p->kind) {
	case PARTY_SEAT:
		return label_seat(app, ask, p->seat, at);
	case PARTY_CITIZEN:
		l.body = STR("citizen");
		return l;
	case PARTY_BODY:
		l.body = str_of(wait_holder_name(p->body));
		return l;
	case PARTY_NONE:
		break;
	}
	return l;
}

bool label_same(const struct seat_label *a, const struct seat_label *b)
{
	return a->kind == b->kind && str_eq(a->body, b->body) &&
	       a->unit_id.v == b->unit_id.v && post_eq(a->post_code, b->post_code) &&
	       a->person_id.v == b->person_id.v && str_eq(a->unit, b->unit);
}

/* ---- masks ---- */

/* Of an organisation: no personal data. Two words, for one alone may be a surname. */
static bool organisation(struct arena *a, struct str name)
{
	static const char *const first[] = {
		"cong ty ", "doanh nghiep ", "hop tac xa ", "ngan hang ",
	};
	struct str folded = vi_fold(a, name);

	for (size_t i = 0; i < ARRAY_LEN(first); i++) {
		if (str_starts(folded, str_of(first[i]))) {
			return true;
		}
	}
	return false;
}

struct str mask_name(struct arena *a, struct str name)
{
	struct str family, rest, word, out;

	if (organisation(a, name) || !str_cut(str_trim(name), ' ', &family, &rest)) {
		/* A single word says little as a name, but it is all of it. */
		if (organisation(a, name) || name.n == 0) {
			return name;
		}
		size_t i = 0;
		(void)utf8_next(name, &i);
		return str_fmt(a, "%.*s••", (int)i, name.p);
	}
	for (out = family; rest.n > 0;) {
		size_t i = 0;

		(void)str_cut(rest, ' ', &word, &rest);
		if (word.n == 0) {
			continue;
		}
		(void)utf8_next(word, &i);
		out = str_fmt(a, "%.*s %.*s••", STR_ARG(out), (int)i, word.p);
	}
	return out;
}

struct str mask_number(struct arena *a, struct str number)
{
	enum { SHOWN = 3 };

	if (number.n <= SHOWN) {
		return number.n > 0 ? STR("••••") : number;
	}
	return str_fmt(a, "•••• %.*s", SHOWN, number.p + number.n - SHOWN);
}

/* ---- people outside ---- */

/* Pairs, the newer one first: two owners of a page that fall together do not push each
 * other out with every look. */
enum { MASKED_PAIRS = 512, MASKED_NAME = 64 };

struct masked {
	int64_t subject;		/* 0: free */
	int64_t seen;			/* a reader: the ledger's last entry when it was so */
	struct hash record;
	size_t name_n;
	char name[MASKED_NAME];
};

static bool open_record(struct app *app, struct arena *a, struct hash record,
			const struct json **out, struct err *e)
{
	struct vault_text text;

	*out = NULL;
	if (!store_unseal(app->store, a, record, &text, e)) {
		/* Its key is gone between two looks: as good as erased. */
		return strcmp(e->key, "vault.erased") == 0;
	}
	return json_parse(a, text.value, out, e);
}

bool subject_record(struct app *app, struct arena *a, struct subject_id id,
		    const struct json **out, struct err *e)
{
	struct hash record;
	bool found;

	*out = NULL;
	if (!store_subject_record(app->store, id, &record, &found, e)) {
		return false;
	}
	return !found || open_record(app, a, record, out, e);
}

static struct masked *pair_of(struct app *app, struct subject_id id)
{
	uint64_t h = (uint64_t)id.v * 0x9e3779b97f4a7c15u;

	if (app->masked == NULL) {
		app->masked = arena_array(app->home, struct masked, 2 * MASKED_PAIRS);
	}
	return &app->masked[2 * ((h >> 32) % MASKED_PAIRS)];
}

static void keep(struct masked *m, struct str name)
{
	if (name.n > sizeof(m->name)) {
		m->subject = 0;
		return;
	}
	m->name_n = name.n;
	memcpy(m->name, name.n > 0 ? name.p : "", name.n);
}

static struct str kept(struct arena *a, const struct masked *m)
{
	return str_dup(a, (struct str){ m->name, m->name_n });
}

bool label_subject(struct app *app, struct arena *a, struct subject_id id, struct str *out,
		   struct err *e)
{
	struct masked *m = pair_of(app, id);
	const struct json *record;
	struct hash now;
	bool found;

	*out = (struct str){ 0 };
	m += m[0].subject != id.v && m[1].subject == id.v;
	if (m->subject == id.v && app->access == APP_READER && m->seen == app->seen) {
		*out = kept(a, m);
		return true;
	}
	if (!store_subject_record(app->store, id, &now, &found, e)) {
		return false;
	}
	if (!found) {
		return true;
	}
	if (m->subject == id.v && hash_eq(m->record, now)) {
		m->seen = app->seen;
		*out = kept(a, m);
		return true;
	}
	if (!open_record(app, a, now, &record, e)) {
		return false;
	}
	if (record != NULL) {
		*out = mask_name(a, json_str(record, "name"));
		m = pair_of(app, id);
		m[1] = m[0].subject != id.v ? m[0] : m[1];
		*m = (struct masked){ .subject = id.v, .seen = app->seen, .record = now };
		keep(m, *out);
	}
	return true;
}
