/* From what a command names to what the core needs: ids, commitments' stand-ins. */
#include "app_int.h"
#include "attach.h"

#include "store/sealed.h"

#include "base/limits.h"

#include <assert.h>
#include <string.h>

static bool unknown(struct err *e, struct arena *a, const char *key, struct str ref)
{
	return err_set(e, ERR_NOT_FOUND, key, "value", str_cstr(a, ref), NULL);
}

bool resolve_person(struct app *app, struct str ref, struct person_id *out, struct err *e)
{
	const struct person *p = org_person_by_key(&app->org, ref);
	int64_t id;
	if (!p && id_parse('p', ref, &id)) {
		p = org_person(&app->org, (struct person_id){ id });
	}
	if (!p) {
		return unknown(e, &app->scratch, "person.unknown", ref);
	}
	*out = p->id;
	return true;
}

bool resolve_unit(struct app *app, struct str ref, struct unit_id *out, struct err *e)
{
	const struct unit *u = org_unit_by_key(&app->org, ref);
	int64_t id;
	if (!u && id_parse('u', ref, &id)) {
		u = org_unit(&app->org, (struct unit_id){ id });
	}
	if (!u) {
		return unknown(e, &app->scratch, "unit.unknown", ref);
	}
	*out = u->id;
	return true;
}

bool resolve_dossier(struct app *app, struct arena *a, struct str ref,
		     struct dossier_id *out, struct err *e)
{
	int64_t id;
	if (id_parse('d', ref, &id)) {
		*out = (struct dossier_id){ id };
		return true;		/* an unknown one has no entries: who loads it says so */
	}
	struct dossier_row row;
	struct err why;
	if (!store_dossier_by_code(app->store, a, ref, &row, &why)) {
		if (why.code != ERR_NOT_FOUND) {
			*e = why;
			return false;
		}
		return unknown(e, a, "dossier.unknown", ref);
	}
	*out = row.id;
	return true;
}

static struct str id_str(struct arena *a, char letter, int64_t id)
{
	char text[ID_TEXT];
	return str_dup(a, str_of(id_text(letter, id, text)));
}

/* ---- texts ---- */

static void put_secret(struct passage *p, const char *name, struct str value)
{
	assert(p->secrets < SECRETS_MOST);
	struct secret *s = &p->secret[p->secrets++];
	struct hash salt;
	s->value = value;
	world_random(&p->app->world, s->salt, sizeof(s->salt));
	/* The stand-in is not the salt itself: that must not be seen anywhere. */
	salt = hash_of(s->salt, sizeof(s->salt));
	struct str member = str_fmt(p->a, "%s_c", name);
	json_set_str(p->a, p->args, member.p, str_of(hash_hex(salt, s->stand_in)));
}

/* ---- people outside ---- */

static struct newcomer *named_before(struct passage *p, struct str number)
{
	for (size_t i = 0; number.n > 0 && i < p->newcomers; i++) {
		if (str_eq(p->newcomer[i].number, number)) {
			return &p->newcomer[i];
		}
	}
	return p->outer ? named_before(p->outer, number) : NULL;
}

static bool comes_with(const struct passage *p, struct subject_id id)
{
	for (size_t i = 0; i < p->newcomers; i++) {
		if (p->newcomer[i].id.v == id.v) {
			return true;
		}
	}
	return false;
}

static bool resolve_subject_id(struct passage *p, struct str ref, struct subject_id *out,
			       struct err *e)
{
	int64_t id;
	bool found = false;
	if (id_parse('s', ref, &id)) {
		*out = (struct subject_id){ id };
		found = p->outer && comes_with(p->outer, *out);
		if (!found && !store_subject_known(p->app->store, *out, &found, e)) {
			return false;
		}
	}
	return found || unknown(e, p->a, "subject.unknown", ref);
}

static bool resolve_subject(struct passage *p, const struct json *v, struct subject_id *out,
			    struct err *e)
{
	if (v->type == JSON_STR) {
		return resolve_subject_id(p, v->s, out, e);
	}
	struct str number = json_str(v, "id_number");
	struct newcomer *n = named_before(p, number);
	if (n) {
		*out = n->id;
		return true;
	}
	assert(p->newcomers < NEWCOMERS_MOST);
	n = &p->newcomer[p->newcomers];
	*n = (struct newcomer){ .object = v, .number = number };
	if (number.n > 0 && !store_subject_find(p->app->store, STR("id_number"), number,
						&n->id, &n->known, e)) {
		return false;
	}
	if (!n->known) {
		n->id.v = world_id(&p->app->world, p->at);
	}
	p->newcomers++;
	*out = n->id;
	return true;
}

/* ---- lists ---- */

static bool resolve_dossiers(struct passage *p, const struct json *v, struct json **out,
			     struct err *e)
{
	*out = json_new_arr(p->a);
	for (size_t i = 0; i < v->n; i++) {
		struct dossier_id id;
		struct dossier_row row;
		if (!resolve_dossier(p->app, p->a, v->v[i]->s, &id, e) ||
		    !store_dossier(p->app->store, p->a, id, &row, e)) {
			return false;
		}
		json_push(p->a, *out, json_new_str(p->a, id_str(p->a, 'd', id.v)));
	}
	return true;
}

static bool resolve_many(struct passage *p, const struct field *f, const struct json *v,
			 struct json **out, struct err *e)
{
	*out = json_new_arr(p->a);
	for (size_t i = 0; i < v->n; i++) {
		struct unit_id u = { 0 };
		struct person_id who = { 0 };
		bool units = f->type == FIELD_UNITS;
		if (units ? !resolve_unit(p->app, v->v[i]->s, &u, e)
			  : !resolve_person(p->app, v->v[i]->s, &who, e)) {
			return false;
		}
		json_push(p->a, *out, json_new_str(p->a, units ? id_str(p->a, 'u', u.v)
							       : id_str(p->a, 'p', who.v)));
	}
	return true;
}

/* A sealed one opens in its own dossier only. */
static bool resolve_sealed(struct passage *p, struct hash h, struct attachment_facts *out,
			   struct err *e)
{
	struct dossier_id id;
	struct dossier *d;
	if (!id_parse('d', json_str(p->args, "dossier"), &id.v)) {
		return unknown(e, p->a, "dossier.unknown", json_str(p->args, "dossier"));
	}
	return cache_load(p->app, id, &d, e) && attachment_peek(p->app, d, h, out, e);
}

/* For deciding, which refuses one without a size: who has no right is told that first. */
static bool put_sealed(struct passage *p, struct hash h, struct err *e)
{
	struct attachment_facts facts;
	if (!resolve_sealed(p, h, &facts, e)) {
		return strcmp(e->key, "file.other") == 0;
	}
	json_set_int(p->a, p->args, "size", facts.size);
	json_set_str(p->a, p->args, "type", str_of(file_type_name(facts.type)));
	return true;
}

static bool resolve_file(struct passage *p, const struct field *f, struct str hex,
			 struct err *e)
{
	struct hash h;
	struct attachment_facts facts;
	if (!hash_from_hex(hex, &h)) {
		return unknown(e, p->a, "file.unknown", hex);
	}
	if (f->type == FIELD_FILE) {
		return put_sealed(p, h, e);
	}
	return store_is_sealed(p->app->store, h) ? resolve_sealed(p, h, &facts, e)
						 : store_file_check(p->app->store, h, e);
}

/* ---- one field ---- */

static bool resolve_id(struct passage *p, const struct field *f, const struct json *v,
		       struct err *e)
{
	char letter = 'u';
	int64_t id = 0;
	bool ok = false;
	if (f->type == FIELD_UNIT) {
		struct unit_id u = { 0 };
		ok = resolve_unit(p->app, v->s, &u, e);
		id = u.v;
	} else if (f->type == FIELD_PERSON) {
		struct person_id who = { 0 };
		letter = 'p';
		ok = resolve_person(p->app, v->s, &who, e);
		id = who.v;
	} else if (f->type == FIELD_DOSSIER) {
		struct dossier_id d = { 0 };
		letter = 'd';
		ok = resolve_dossier(p->app, p->a, v->s, &d, e);
		id = d.v;
	} else if (f->type == FIELD_MATTER) {
		letter = 'm';
		ok = id_parse('m', v->s, &id) || unknown(e, p->a, "matter.unknown", v->s);
	} else {
		struct subject_id s = { 0 };
		letter = 's';
		ok = resolve_subject(p, v, &s, e);
		id = s.v;
	}
	if (ok) {
		json_set_str(p->a, p->args, f->name, id_str(p->a, letter, id));
	}
	return ok;
}

static struct str instant_str(struct arena *a, struct str given)
{
	char text[INSTANT_TEXT];
	int64_t at = 0;
	struct err ignored;
	bool ok = instant_parse(given, &at, &ignored);
	assert(ok);		/* action_check read it */
	(void)ok;
	return str_dup(a, str_of(instant_text(at, text)));
}

static bool resolve_field(struct passage *p, const struct field *f, const struct json *v,
			  struct err *e)
{
	struct json *list;
	switch (f->type) {
	case FIELD_UNIT:
	case FIELD_PERSON:
	case FIELD_DOSSIER:
	case FIELD_MATTER:
	case FIELD_SUBJECT:
		return resolve_id(p, f, v, e);
	case FIELD_TEXT:
		put_secret(p, f->name, v->s);
		return true;
	case FIELD_AT:
		json_set_str(p->a, p->args, f->name, instant_str(p->a, v->s));
		return true;
	case FIELD_DOSSIERS:
		if (!resolve_dossiers(p, v, &list, e)) {
			return false;
		}
		json_set(p->a, p->args, f->name, list);
		return true;
	case FIELD_UNITS:
	case FIELD_PERSONS:
		if (!resolve_many(p, f, v, &list, e)) {
			return false;
		}
		json_set(p->a, p->args, f->name, list);
		return true;
	case FIELD_HASH:
	case FIELD_FILE:
		json_set(p->a, p->args, f->name, v);
		return resolve_file(p, f, v->s, e);
	case FIELD_CODE:
	case FIELD_NAME:
	case FIELD_INT:
	case FIELD_BOOL:
	case FIELD_DAY:
	case FIELD_LIMIT:
	case FIELD_ONCE:
	case FIELD_PAPERS:
	case FIELD_LIST:
	case FIELD_NAMES:
	case FIELD_CHILDREN:
		json_set(p->a, p->args, f->name, v);
		return true;
	}
	return false;
}

static void resolve_target(struct passage *p)
{
	int64_t id = 0;
	switch (p->action->target) {
	case TARGET_NEW:
		p->dossier.v = world_id(&p->app->world, p->at);
		json_set_str(p->a, p->args, "dossier", id_str(p->a, 'd', p->dossier.v));
		break;
	case TARGET_NEW_UNIT:
		p->target_id = world_id(&p->app->world, p->at);
		json_set_str(p->a, p->args, "unit", id_str(p->a, 'u', p->target_id));
		break;
	case TARGET_NEW_PERSON:
		p->target_id = world_id(&p->app->world, p->at);
		json_set_str(p->a, p->args, "person", id_str(p->a, 'p', p->target_id));
		break;
	case TARGET_DOSSIER:
		if (id_parse('d', json_str(p->args, "dossier"), &id)) {
			p->dossier.v = id;
		}
		break;
	case TARGET_UNIT:
		if (id_parse('u', json_str(p->args, "unit"), &id)) {
			p->target_id = id;
		}
		break;
	case TARGET_PERSON:
		if (id_parse('p', json_str(p->args, "person"), &id)) {
			p->target_id = id;
		}
		break;
	case TARGET_MATTER:
		if (id_parse('m', json_str(p->args, "matter"), &id)) {
			p->matter.v = id;
		}
		break;
	case TARGET_NEW_MATTER:
		p->matter.v = world_id(&p->app->world, p->at);
		json_set_str(p->a, p->args, "matter", id_str(p->a, 'm', p->matter.v));
		break;
	case TARGET_BUNDLE:
		p->target_id = world_id(&p->app->world, p->at);
		json_set_str(p->a, p->args, "bundle", id_str(p->a, 'b', p->target_id));
		break;
	}
}

bool resolve_args(struct passage *p, const struct json *args, struct err *e)
{
	p->args = json_new_obj(p->a);
	for (size_t i = 0; i < action_fields(p->action); i++) {
		const struct field *f = action_field(p->action, i);
		const struct json *v = json_get(args, f->name);
		if (v && !resolve_field(p, f, v, e)) {
			return false;
		}
	}
	resolve_target(p);
	return true;
}
