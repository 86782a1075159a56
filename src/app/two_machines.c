/* One account at two machines: what is remembered of acts, and the entry that tells it. */
#include "app_int.h"

#include "core/machines.h"

static struct machines *of_person(struct app *app, struct person_id who)
{
	struct machines *m = imap_get(&app->machines, who.v);

	if (m == NULL) {
		m = arena_new(&app->machines_arena, struct machines);
		*m = (struct machines){ 0 };
		imap_put(&app->machines, who.v, m);
	}
	return m;
}

void two_machines_forget(struct app *app)
{
	arena_reset(&app->machines_arena);
	imap_init(&app->machines, &app->machines_arena);
}

static struct json *body_of(struct arena *a, const struct machine_act seen[MACHINES_SHOW])
{
	struct json *body = json_new_obj(a), *acts = json_new_arr(a), *devices = json_new_arr(a);
	char id[ID_TEXT], from[INSTANT_TEXT];

	for (int i = 0; i < MACHINES_SHOW; i++) {
		json_push(a, acts, json_new_int(a, seen[i].seq));
	}
	for (int i = 0; i < 2; i++) {
		json_push(a, devices,
			  json_new_str(a, str_fmt(a, "%016llx",
						  (unsigned long long)seen[i].where.device)));
	}
	json_set(a, body, "acts", acts);
	json_set(a, body, "devices", devices);
	json_set_str(a, body, "dossier",
		     str_dup(a, str_of(id_text('d', seen[1].dossier.v, id))));
	json_set_str(a, body, "from", str_dup(a, str_of(instant_text(seen[0].at, from))));
	return body;
}

bool two_machines_note(struct passage *p, int64_t first, struct err *e)
{
	struct app *app = p->app;
	const struct rule_set *rules = law_rule_set(&app->law, day_of(p->at));
	struct machine_act seen[MACHINES_SHOW];
	struct machine_act act = { .where = p->command->where, .dossier = p->dossier,
				   .seq = first, .at = p->at };

	/* Programs, the command line, the portal; what is about no dossier; no such rule. */
	if (act.where.device == 0 || p->actor.v == 0 || p->dossier.v == 0 || rules == NULL ||
	    rules->machines_s == 0 ||
	    !machines_act(of_person(app, p->actor), &act, rules->machines_s, seen)) {
		return true;
	}
	struct entry en = { .at = p->at, .kind = KIND_TWO_MACHINES,
			    .stream = { STREAM_PERSON, p->actor.v }, .body = body_of(p->a, seen) };

	return record_own(app, p->a, &en, e);
}
