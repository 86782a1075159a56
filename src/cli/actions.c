/* The table of actions, printed. */
#include "actions.h"

#include "table.h"

#include "app/action.h"

static const struct json *fields_json(struct arena *a, const struct action *action)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < action_fields(action); i++) {
		const struct field *f = action_field(action, i);
		struct json *o = json_new_obj(a);
		json_set_str(a, o, "name", str_of(f->name));
		json_set_str(a, o, "type", str_of(field_type_name(f->type)));
		json_set_bool(a, o, "must", f->must);
		json_push(a, list, o);
	}
	return list;
}

static void print_json(struct cli *c)
{
	struct arena *a = c->arena;
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < action_count(); i++) {
		const struct action *action = action_at(i);
		struct json *o = json_new_obj(a);
		json_set_str(a, o, "do", str_of(action->name));
		json_set_str(a, o, "right", str_of(right_name(action->right)));
		json_set_str(a, o, "target", str_of(target_name(action->target)));
		json_set_str(a, o, "basis", str_of(action->basis));
		json_set(a, o, "fields", fields_json(a, action));
		json_push(a, list, o);
	}
	cli_json(c, list);
}

/* "dossier:DOSSIER reason:TEXT [papers:PAPERS]" */
static struct str fields_text(struct arena *a, const struct action *action)
{
	struct str all = { 0 };
	for (size_t i = 0; i < action_fields(action); i++) {
		const struct field *f = action_field(action, i);
		all = str_fmt(a, f->must ? "%.*s%s%s:%s" : "%.*s%s[%s:%s]", STR_ARG(all),
			      i > 0 ? " " : "", f->name, field_type_name(f->type));
	}
	return all;
}

void actions_list(struct cli *c)
{
	struct table t;
	if (c->json) {
		print_json(c);
		return;
	}
	table_init(&t, c, 3);
	for (size_t i = 0; i < action_count(); i++) {
		const struct action *action = action_at(i);
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = str_of(action->name);
		cell[1] = str_of(right_name(action->right));
		cell[2] = fields_text(c->arena, action);
	}
	table_print(&t);
}
