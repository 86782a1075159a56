/* Deciding inspections: who reads what, from when to when, by which decision (rule 42). */
#include "decide_in.h"

static const struct unit *inspected(const struct decide *x)
{
	return unit_of(x, (struct unit_id){ arg_id(x, "unit", 'u') });
}

/* `inspectors`: keys of people in office. */
static bool inspectors(struct decide *x, struct json **out, struct err *e)
{
	const struct json *list = json_arr(x->args, "inspectors");

	*out = json_new_arr(x->arena);
	if (json_len(list) == 0 || json_len(list) > INSPECTORS_MOST) {
		return refuse_int(e, "inspection.many", "max", INSPECTORS_MOST);
	}
	for (size_t i = 0; i < json_len(list); i++) {
		struct str key = json_at(list, i)->s;
		const struct person *p = org_person_by_key(x->org, key);
		char id[ID_TEXT];

		if (p == NULL || !org_employed(x->org, p->id, x->at)) {
			return refuse_str(e, "inspection.person", "person", key);
		}
		json_push(x->arena, *out, json_new_str(x->arena, str_dup(x->arena,
				str_of(id_text('p', p->id.v, id)))));
	}
	return true;
}

bool decide_open_inspection(struct decide *x, struct err *e)
{
	const struct unit *u = inspected(x);
	const struct inspection *before;
	int64_t from = arg_at(x, "from", x->at), until = arg_at(x, "until", x->at);
	struct json *list;

	if (u == NULL || !unit_exists(u, today(x)) || from < x->at || until <= from) {
		return refuse(e, "org.dates", NULL);
	}
	before = org_inspection(x->org, u->id, arg_str(x, "decision"));
	if (before != NULL && before->concluded_at == INSTANT_NONE) {
		return refuse_str(e, "inspection.same", "decision", arg_str(x, "decision"));
	}
	if (!inspectors(x, &list, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_pass(x, b, "decision");
	body_put_at(x, b, "from", from);
	body_put_at(x, b, "until", until);
	json_set(x->arena, b, "inspectors", list);
	return decide_emit_to(x, (struct stream){ STREAM_UNIT, u->id.v }, KIND_INSPECTION_OPENED,
			      b, e);
}

bool decide_conclude_inspection(struct decide *x, struct err *e)
{
	const struct unit *u = inspected(x);
	const struct inspection *v = u != NULL
		? org_inspection(x->org, u->id, arg_str(x, "decision")) : NULL;

	if (v == NULL || v->concluded_at != INSTANT_NONE) {
		return refuse_str(e, "inspection.none", "decision", arg_str(x, "decision"));
	}
	struct json *b = body_new(x);

	body_pass(x, b, "decision");
	return decide_emit_to(x, (struct stream){ STREAM_UNIT, u->id.v },
			      KIND_INSPECTION_CONCLUDED, b, e);
}
