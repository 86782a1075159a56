/* Bodies of organisation entries. */
#include "org_body.h"

struct str id_str(struct arena *a, char letter, int64_t id)
{
	char text[ID_TEXT];
	return str_dup(a, str_of(id_text(letter, id, text)));
}

struct str day_str(struct arena *a, struct day d)
{
	char text[DAY_TEXT];
	return str_dup(a, str_of(day_text(d, text)));
}

struct str instant_str(struct arena *a, int64_t at)
{
	char text[INSTANT_TEXT];
	return str_dup(a, str_of(instant_text(at, text)));
}

static void set_unless_empty(struct arena *a, struct json *o, const char *key, struct str s)
{
	if (s.n > 0) {
		json_set_str(a, o, key, s);
	}
}

struct json *body_unit_created(struct arena *a, const struct unit_body *b)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "key", b->key);
	json_set_str(a, o, "role", b->role);
	json_set_str(a, o, "type", b->type);
	json_set_str(a, o, "name", b->name);
	json_set_str(a, o, "from", day_str(a, b->from));
	if (b->to.n != INT32_MAX) {
		json_set_str(a, o, "to", day_str(a, b->to));
	}
	if (b->parent.v != 0) {
		json_set_str(a, o, "parent", id_str(a, 'u', b->parent.v));
	}
	set_unless_empty(a, o, "agency_code", b->agency_code);
	set_unless_empty(a, o, "onestop", b->onestop);
	set_unless_empty(a, o, "profile", b->profile);
	return o;
}

struct json *body_unit_renamed(struct arena *a, struct day from, struct str name, struct str type,
			       struct unit_id parent)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "from", day_str(a, from));
	json_set_str(a, o, "name", name);
	json_set_str(a, o, "type", type);
	if (parent.v != 0) {
		json_set_str(a, o, "parent", id_str(a, 'u', parent.v));
	}
	return o;
}

struct json *body_unit_closed(struct arena *a, struct day to)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "to", day_str(a, to));
	return o;
}

struct json *body_unit_succeeded(struct arena *a, struct unit_id successor, struct day from,
				 struct str scope)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "new", id_str(a, 'u', successor.v));
	json_set_str(a, o, "from", day_str(a, from));
	json_set_str(a, o, "scope", scope);
	return o;
}

struct json *body_person_added(struct arena *a, struct str key)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "key", key);
	return o;
}

struct json *body_assigned(struct arena *a, struct unit_id unit, struct str post, int64_t from,
			   int64_t to)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "unit", id_str(a, 'u', unit.v));
	json_set_str(a, o, "post", post);
	json_set_str(a, o, "from", instant_str(a, from));
	if (to != INSTANT_NONE) {
		json_set_str(a, o, "to", instant_str(a, to));
	}
	return o;
}

struct json *body_assignment_ended(struct arena *a, struct unit_id unit, struct str post,
				   int64_t to)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "unit", id_str(a, 'u', unit.v));
	json_set_str(a, o, "post", post);
	json_set_str(a, o, "to", instant_str(a, to));
	return o;
}

struct json *body_delegated(struct arena *a, struct person_id to, struct unit_id unit,
			    struct str post, int64_t from, int64_t until)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "to", id_str(a, 'p', to.v));
	json_set_str(a, o, "unit", id_str(a, 'u', unit.v));
	json_set_str(a, o, "post", post);
	json_set_str(a, o, "from", instant_str(a, from));
	json_set_str(a, o, "until", instant_str(a, until));
	return o;
}

struct json *body_leave(struct arena *a, int64_t from, int64_t to, struct person_id deputy)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "from", instant_str(a, from));
	json_set_str(a, o, "to", instant_str(a, to));
	if (deputy.v != 0) {
		json_set_str(a, o, "deputy", id_str(a, 'p', deputy.v));
	}
	return o;
}
