/* Fold of the lists of escalations: what an agency's head has to act on (rule 38). */
#include "matter_in.h"

#include <string.h>

static bool owe(struct matter_fold *f, struct owed **out)
{
	const struct matter *m = f->m;

	return matter_owe(f, OWED_ESCALATION,
			  work_add(m->cal, f->en->at, m->rules->escalation_s), out);
}

bool matter_list_opened(struct matter_fold *f)
{
	struct owed *o = NULL;

	return matter_begin(f, MATTER_ESCALATIONS) && owe(f, &o);
}

bool matter_list_added(struct matter_fold *f)
{
	struct matter *m = f->m;
	struct listed l = { .at = f->en->at };

	if (m->kind != MATTER_ESCALATIONS) {
		return matter_bad(f, "kind");
	}
	if (!body_id(f->en, "dossier", 'd', &l.dossier.v, f->e)) {
		return false;
	}
	if (m->listeds == m->listeds_cap) {
		size_t cap = m->listeds_cap == 0 ? 8 : m->listeds_cap * 2;
		struct listed *v = arena_array(m->arena, struct listed, cap);

		if (m->listeds > 0) {
			memcpy(v, m->listed, m->listeds * sizeof(*v));
		}
		m->listed = v;
		m->listeds_cap = cap;
	}
	m->listed[m->listeds++] = l;
	return true;
}

/* Passed over the head, who still owes it, to the next superior. */
bool matter_list_up(struct matter_fold *f)
{
	struct owed *o = NULL;

	if (!matter_named(f, OWED_ESCALATION, &o)) {
		return false;
	}
	if (o->silent || o->to != INSTANT_NONE) {
		return matter_bad(f, "silent");
	}
	o->silent = true;
	return owe(f, &o);
}

bool matter_list_acted(struct matter_fold *f)
{
	struct owed *o = NULL;
	struct str how;

	if (!matter_named(f, OWED_ESCALATION, &o) || !body_str(f->en, "how", &how, f->e)) {
		return false;
	}
	if (o->to != INSTANT_NONE || how.n >= sizeof(o->answer)) {
		return matter_bad(f, "how");
	}
	memcpy(o->answer, how.p, how.n);
	matter_end(f, o, ENDED_ANSWERED);
	return matter_closed(f);
}
