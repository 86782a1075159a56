/* Views as JSON: what they share, tasks, facts and people of a dossier. */
#include "api_json.h"

#include "api_parts.h"

void api_put_str(const struct exchange *x, struct json *o, const char *name, struct str s)
{
	json_set(x->a, o, name, s.n > 0 ? json_new_str(x->a, s) : json_new_null(x->a));
}

void api_put_at(const struct exchange *x, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	api_put_str(x, o, name, at == INSTANT_NONE
		? STR("") : str_dup(x->a, str_of(instant_text(at, text))));
}

void api_put_id(const struct exchange *x, struct json *o, const char *name, char letter,
		int64_t id)
{
	char text[ID_TEXT];
	api_put_str(x, o, name, id == 0 ? STR("") : str_dup(x->a, str_of(id_text(letter, id,
										  text))));
}

void api_put_word(const struct exchange *x, struct json *o, const char *name, const char *word)
{
	api_put_str(x, o, name, word ? str_of(word) : STR(""));
}

void api_put_seat(const struct exchange *x, struct json *o, const char *name,
		  const struct seat_label *l)
{
	struct json *s = json_new_obj(x->a);
	if (l->kind == PARTY_NONE) {
		json_set(x->a, o, name, json_new_null(x->a));
		return;
	}
	bool seat = l->kind == PARTY_SEAT;
	api_put_str(x, s, "outside", seat ? STR("") : l->body);
	api_put_str(x, s, "unit", seat ? l->unit_key : STR(""));
	api_put_str(x, s, "unit_name", seat ? l->unit : STR(""));
	api_put_str(x, s, "post", seat ? str_dup(x->a, str_of(l->post_code.code)) : STR(""));
	api_put_str(x, s, "post_title", seat ? l->post : STR(""));
	api_put_str(x, s, "person", seat ? l->person : STR(""));
	json_set(x->a, o, name, s);
}

/* ---- tasks ---- */

static const char *mark_name(enum task_mark m)
{
	static const char *const names[] = {
		[TASK_OK] = "in_time", [TASK_NEAR] = "near", [TASK_LATE] = "late",
		[TASK_STOPPED] = "stopped", [TASK_OPEN] = "no_due",
	};
	return names[m];
}

static struct json *task_json(const struct exchange *x, const struct task *t)
{
	struct json *o = json_new_obj(x->a);
	api_put_id(x, o, "dossier", 'd', t->id.v);
	json_set_str(x->a, o, "code", t->code);
	json_set_str(x->a, o, "procedure", t->procedure_code);
	json_set_str(x->a, o, "procedure_name", t->procedure);
	api_put_str(x, o, "step", t->step);
	api_put_str(x, o, "owner", t->owner);
	api_put_word(x, o, "kind", obligation_name(t->kind));
	api_put_word(x, o, "state", state_name(t->state));
	api_put_word(x, o, "channel", channel_name(t->channel));
	api_put_seat(x, o, "holder", &t->holder);
	json_set_bool(x->a, o, "untaken", t->untaken);
	api_put_at(x, o, "held_from", t->held_from);
	json_set_int(x->a, o, "returns", t->returns);
	api_put_at(x, o, "step_due", t->step_due);
	api_put_at(x, o, "due", t->due);
	api_put_at(x, o, "promise", t->first_due);
	api_put_word(x, o, "mark", mark_name(t->mark));
	json_set_int(x->a, o, "left_s", t->left_s);
	return o;
}

struct json *api_tasks_json(const struct exchange *x, const struct tasks *t)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < t->n; i++) {
		json_push(x->a, list, task_json(x, &t->task[i]));
	}
	return list;
}

/* ---- one dossier ---- */

static void put_person(const struct exchange *x, struct json *o, const char *name,
		       const struct person_view *p, bool whole)
{
	struct json *v = json_new_obj(x->a);
	if (p->id.v == 0) {
		json_set(x->a, o, name, json_new_null(x->a));
		return;
	}
	json_set_bool(x->a, v, "erased", p->erased);
	json_set_bool(x->a, v, "masked", !whole);
	api_put_str(x, v, "name", whole || p->name.n == 0 ? p->name : mask_name(x->a, p->name));
	api_put_str(x, v, "id_number", whole || p->id_number.n == 0
			    ? p->id_number : mask_number(x->a, p->id_number));
	api_put_str(x, v, "phone", whole || p->phone.n == 0
			    ? p->phone : mask_number(x->a, p->phone));
	api_put_str(x, v, "birth", whole ? p->birth : STR(""));
	api_put_str(x, v, "email", whole ? p->email : STR(""));
	api_put_str(x, v, "address", whole ? p->address : STR(""));
	json_set(x->a, o, name, v);
}

static void put_what(const struct exchange *x, struct json *o, const struct dossier_view *d)
{
	api_put_id(x, o, "dossier", 'd', d->id.v);
	json_set_str(x->a, o, "code", d->code);
	json_set_str(x->a, o, "procedure", d->procedure_code);
	json_set_str(x->a, o, "procedure_name", d->procedure);
	json_set_int(x->a, o, "version", d->version);
	api_put_str(x, o, "rule_set", d->rule_set);
	api_put_str(x, o, "limit", d->limit);
	api_put_word(x, o, "state", state_name(d->state));
	api_put_word(x, o, "channel", channel_name(d->channel));
	/* Only once signed: until then it is a draft. */
	api_put_word(x, o, "decision", d->is_signed ? decision_name(d->decision) : NULL);
	json_set_bool(x->a, o, "provisional", d->provisional);
	json_set_bool(x->a, o, "imported", d->imported);
	api_put_str(x, o, "helping", d->helping);
	api_put_str(x, o, "receiving", d->receiving);
	api_put_str(x, o, "competent", d->competent);
	json_set_int(x->a, o, "returns", d->returns);
	json_set_int(x->a, o, "supplements", d->supplements);
	json_set_int(x->a, o, "reopened", d->reopened);
}

static void put_when(const struct exchange *x, struct json *o, const struct dossier_view *d)
{
	api_put_at(x, o, "submitted_at", d->submitted_at);
	api_put_at(x, o, "received_at", d->received_at);
	api_put_at(x, o, "promise", d->first_due);
	api_put_at(x, o, "due", d->due);
	api_put_at(x, o, "apology_by", d->apology_by);
	api_put_at(x, o, "ready_at", d->ready_at);
	api_put_at(x, o, "delivered_at", d->delivered_at);
	api_put_at(x, o, "closed_at", d->closed_at);
	api_put_str(x, o, "step", d->step);
	api_put_at(x, o, "step_due", d->step_due);
	api_put_seat(x, o, "holder", &d->holder);
	api_put_at(x, o, "held_from", d->held_from);
	api_put_at(x, o, "taken_at", d->taken_at);
}

/* Whose lateness it is (rule 27): parts that add up to late_s. */
static struct json *lateness_json(const struct exchange *x, const struct late_view *l)
{
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	for (size_t i = 0; i < l->parts; i++) {
		struct json *part = json_new_obj(x->a);
		api_put_seat(x, part, "who", &l->part[i].who);
		json_set_int(x->a, part, "overrun_s", l->part[i].overrun_s);
		json_set_int(x->a, part, "late_s", l->part[i].late_s);
		json_push(x->a, list, part);
	}
	json_set_int(x->a, o, "late_s", l->late_s);
	json_set_bool(x->a, o, "by_own_seconds", l->by_own_seconds);
	json_set(x->a, o, "parts", list);
	return o;
}

/* The letter with one new date (rule 39): owed, or signed. */
static struct json *apology_json(const struct exchange *x, const struct apology_state *p)
{
	struct json *o = json_new_obj(x->a);
	json_set_bool(x->a, o, "owed", p->owed);
	api_put_seat(x, o, "owes", &p->owes);
	api_put_at(x, o, "sign_by", p->sign_by);
	json_set_bool(x->a, o, "passed", p->passed);
	json_set_bool(x->a, o, "missed", p->missed);
	json_set_int(x->a, o, "chance", p->chance);
	api_put_at(x, o, "signed_at", p->signed_at);
	api_put_str(x, o, "cause", p->cause);
	return o;
}

struct json *api_dossier_json(const struct exchange *x, const struct dossier_view *d, bool whole)
{
	struct json *o = json_new_obj(x->a);
	put_what(x, o, d);
	put_when(x, o, d);
	put_person(x, o, "owner", &d->owner, whole);
	put_person(x, o, "submitter", &d->submitter, whole);
	put_person(x, o, "proxy", &d->proxy, whole);
	json_set(x->a, o, "ribbon", api_ribbon_json(x, &d->ribbon));
	json_set(x->a, o, "history", api_history_json(x, &d->history));
	json_set(x->a, o, "trace", api_trace_json(x, &d->trace));
	json_set(x->a, o, "lateness", lateness_json(x, &d->late));
	json_set(x->a, o, "apology", apology_json(x, &d->apology));
	json_set(x->a, o, "papers", api_papers_json(x, d));
	json_set(x->a, o, "files", api_files_json(x, d, whole));
	json_set(x->a, o, "opinions", api_opinions_json(x, d));
	json_set(x->a, o, "rounds", api_rounds_json(x, d));
	json_set(x->a, o, "contests", api_contests_json(x, d));
	json_set(x->a, o, "second_returns", api_returns_json(x, d));
	json_set(x->a, o, "fees", api_fees_json(x, d));
	json_set(x->a, o, "possible", api_possible_json(x, &d->possible));
	return o;
}
