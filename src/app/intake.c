/* The promise before it is made, as a dry run. */
#include "intake.h"

#include "app_int.h"
#include "view.h"

#include "core/due_trace.h"

#include "base/vi.h"

enum { EARLIER_LOOKED_AT = 8 };

/* ---- papers ---- */

static struct intake_paper paper_of(struct app *app, struct arena *a,
				    const struct asking *ask, const struct paper *p)
{
	struct intake_paper out = {
		.id = p->id, .name = label_named(ask, p->name), .originals = p->originals,
		.certified = p->certified, .copies = p->copies, .optional = p->optional,
		.source = p->source, .sources = p->sources, .held_at = INSTANT_NONE,
		.source_name = arena_array(a, struct str, p->sources),
	};

	for (size_t i = 0; i < p->sources; i++) {
		const struct coded *c = coded_find(app->law.paper_source,
						   app->law.paper_sources, p->source[i]);
		out.source_name[i] = c != NULL ? label_named(ask, c->name) : p->source[i];
	}
	return out;
}

/* Papers are named anew by each procedure: the same paper is one of the same name. */
static void note_held(struct intake_paper *list, size_t n, const struct asking *ask,
		      const struct procedure_version *v, const struct json *brought,
		      const struct dossier_row *row)
{
	for (size_t i = 0; i < json_len(brought); i++) {
		const struct paper *p = version_paper(v, json_str(json_at(brought, i), "paper"));

		for (size_t k = 0; p != NULL && k < n; k++) {
			if (list[k].held_at == INSTANT_NONE && list[k].sources > 0 &&
			    str_eq(list[k].name, label_named(ask, p->name))) {
				list[k].held_at = row->submitted_at;
				list[k].held_code = row->code;
			}
		}
	}
}

static bool note_earlier(struct app *app, struct arena *a, const struct asking *ask,
			 const struct dossier_row *row, struct intake_paper *list, size_t n,
			 struct err *e)
{
	const struct procedure *p = law_procedure(&app->law, row->procedure);
	const struct procedure_version *v = p != NULL ? procedure_version(p, row->version)
						      : NULL;
	struct entry_list entries;

	if (v == NULL) {
		return true;
	}
	if (!app_entries(app, a, row->id, &entries, e)) {
		return false;
	}
	for (size_t i = 0; i < entries.n; i++) {
		note_held(list, n, ask, v, json_arr(entries.entry[i].body, "papers"), row);
	}
	return true;
}

bool app_intake_papers(struct app *app, struct arena *a, const struct asking *ask,
		       const struct procedure_version *v, struct subject_id owner,
		       struct dossier_id self, struct intake_paper **out, size_t *n,
		       struct err *e)
{
	struct intake_paper *list = arena_array(a, struct intake_paper, v->papers);
	struct dossier_page page = { 0 };

	for (size_t i = 0; i < v->papers; i++) {
		list[i] = paper_of(app, a, ask, &v->paper[i]);
	}
	if (owner.v != 0 &&
	    !store_owned(app->store, a, owner, EARLIER_LOOKED_AT, &page, e)) {
		return false;
	}
	for (size_t i = 0; i < page.n; i++) {
		if (page.row[i].id.v != self.v &&
		    !note_earlier(app, a, ask, &page.row[i], list, v->papers, e)) {
			return false;
		}
	}
	*out = list;
	*n = v->papers;
	return true;
}

/* ---- the dry run ---- */

static void put(struct arena *a, struct json *o, const char *name, struct str v)
{
	if (v.n > 0) {
		json_set_str(a, o, name, v);
	}
}

static struct json *arguments(struct arena *a, const struct intake_ask *in)
{
	struct json *o = json_new_obj(a);
	char text[ID_TEXT], instant[INSTANT_TEXT];

	put(a, o, "procedure", in->procedure);
	put(a, o, "channel", in->channel);
	put(a, o, "receiving", in->receiving);
	put(a, o, "competent", in->competent);
	put(a, o, "class", in->class_id);
	put(a, o, "variant", in->variant);
	put(a, o, "receipt_no", in->receipt_no);
	if (in->received_at != INSTANT_NONE) {
		put(a, o, "received_at",
		    str_dup(a, str_of(instant_text(in->received_at, instant))));
	}
	if (in->arrived_at != INSTANT_NONE) {
		put(a, o, "arrived_at", str_dup(a, str_of(instant_text(in->arrived_at, instant))));
	}
	if (in->papers != NULL) {
		json_set(a, o, "papers", in->papers);
	}
	if (in->owner.v != 0) {
		put(a, o, "owner", str_dup(a, str_of(id_text('s', in->owner.v, text))));
	} else {
		struct json *nobody = json_new_obj(a);

		put(a, nobody, "name", STR("?"));
		json_set(a, o, "owner", nobody);
	}
	return o;
}

static void put_steps(const struct app *app, struct arena *a, const struct asking *ask,
		      const struct dossier *d, struct intake_promise *out)
{
	const struct procedure_version *v = d->version;
	const struct unit *agency = org_unit(&app->org, d->competent);
	int64_t done = 0;

	out->step = arena_array(a, struct intake_step, v->steps);
	out->steps = v->steps;
	for (size_t i = 0; i < v->steps; i++) {
		const struct step *s = &v->step[i];
		const struct unit *u = s->kind == STEP_INTAKE
					       ? org_unit(&app->org, d->receiving)
					       : org_relative(&app->org, agency, s->unit);
		struct seat_label at = { 0 };

		done += d->plan_s[i];
		if (u != NULL) {
			at = label_seat(app, ask, (struct seat){ .unit = u->id, .post = s->post },
					ask->now);
		}
		out->step[i] = (struct intake_step){
			.name = label_named(ask, s->name), .unit = at.unit, .post = at.post,
			.kind = s->kind, .plan_s = d->plan_s[i],
			.due = work_add(d->cal, d->effective_start, done) };
		if (out->first_unit.n == 0 && s->kind != STEP_INTAKE) {
			out->first_unit = at.unit;
		}
	}
}

/* The receipt that would be given next: the same act on the same thrown-away state. */
static bool put_fee(struct passage *received, const struct intake_ask *in,
		    struct intake_promise *out, struct err *e)
{
	struct passage p = *received;
	struct json *args = json_new_obj(p.a);
	struct err why;

	json_set_int(p.a, args, "pages", in->pages > 0 ? in->pages : 1);
	json_set_int(p.a, args, "copies", in->copies > 0 ? in->copies : 1);
	p.action = action_find(STR("fee_receipt"));
	p.args = args;
	p.ahead = received->ahead + (int64_t)received->entries;
	if (!passage_run(&p, p.action->decide, p.action->right, &why)) {
		*e = why;
		return refusal_find(why.key) != NULL;	/* free, or not theirs to take */
	}
	out->has_fee = true;
	out->fee = p.d->fee[0].amount;
	out->fee_number = p.d->fee[0].number;
	return true;
}

static bool fill(struct passage *p, const struct asking *ask, const struct intake_ask *in,
		 struct intake_promise *out, struct err *e)
{
	const struct dossier *d = p->d;
	struct due_view due;

	if (!dossier_explain(p->a, d, &due, &out->trace, e)) {
		return false;
	}
	out->limit = limit_text(p->a, dossier_limit(d));
	out->rule_set = d->rules->id;
	out->due = d->due;
	out->effective_start = d->effective_start;
	out->apology_by = d->apology_by;
	out->provisional = d->provisional;
	out->competent = label_unit(p->app, d->competent, ask->now);
	put_steps(p->app, p->a, ask, d, out);
	return put_fee(p, in, out, e);
}

bool app_intake_promise(struct app *app, struct arena *a, const struct asking *ask,
			struct str as, const struct intake_ask *in,
			struct intake_promise *out, struct err *e)
{
	const struct procedure *procedure = law_procedure(&app->law, in->procedure);
	const struct procedure_version *v =
		procedure != NULL ? procedure_on(procedure, day_of(ask->now)) : NULL;
	struct command c = { .key = STR("try"), .as = as, .verb = STR("receive_new"),
			     .args = arguments(a, in), .at = INSTANT_NONE };
	struct passage *p = arena_new(a, struct passage);
	struct intake_promise r = { .due = INSTANT_NONE };

	if (v == NULL) {
		return err_set(e, ERR_NOT_FOUND, "intake.procedure", "procedure",
			       str_cstr(a, in->procedure), NULL);
	}
	r.procedure = label_named(ask, procedure->name);
	r.version = v->number;
	if (!app_intake_papers(app, a, ask, v, in->owner, (struct dossier_id){ 0 }, &r.paper,
			       &r.papers, e)) {
		return false;
	}
	*p = (struct passage){ .app = app, .a = a, .command = &c };
	bool good = passage_try(p, &r.refusal);

	if (good) {
		good = fill(p, ask, in, &r, e);
	} else if (err_exit_status(r.refusal.code) == 1) {
		good = r.refused = true;
	} else {
		*e = r.refusal;
	}
	/* Nothing of it was ever said. */
	cache_drop(&app->cache, p->dossier);
	*out = r;
	return good;
}

/* ---- a submission that waits ---- */

/* Its completion and its reception, one upon the other. */
static bool try_answer(struct passage *p, struct err *e)
{
	struct json *args = json_new_obj(p->a);
	struct str variant = json_str(p->command->args, "variant");
	struct passage first = *p;
	struct command *complete = arena_new(p->a, struct command);	/* `p` keeps it */
	struct json *named = json_new_obj(p->a);

	json_set(p->a, named, "dossier", json_get(p->command->args, "dossier"));
	*complete = *p->command;
	complete->verb = STR("complete_at_intake");
	complete->args = named;
	first.command = complete;
	if (!passage_try(&first, e)) {
		p->dossier = first.dossier;
		return false;
	}
	put(p->a, args, "variant", variant);
	*p = first;
	p->action = action_find(STR("receive"));
	p->args = args;
	p->ahead = (int64_t)first.entries;
	return passage_run(p, p->action->decide, p->action->right, e);
}

bool app_answer_promise(struct app *app, struct arena *a, const struct asking *ask,
			struct str as, struct str code, const struct intake_ask *in,
			struct intake_promise *out, struct err *e)
{
	struct json *args = json_new_obj(a);
	struct command c = { .key = STR("try"), .as = as, .verb = STR("receive"),
			     .args = args, .at = INSTANT_NONE };
	struct passage *p = arena_new(a, struct passage);
	struct intake_promise r = { .due = INSTANT_NONE };
	const struct dossier *d;

	if (!app_dossier(app, a, code, &d, e)) {
		return false;
	}
	json_set_str(a, args, "dossier", d->code);
	put(a, args, "variant", in->variant);
	r.procedure = label_named(ask, d->version->procedure->name);
	r.version = d->version->number;
	*p = (struct passage){ .app = app, .a = a, .command = &c };
	bool good = d->state == DOSSIER_ASKED ? try_answer(p, &r.refusal)
					      : passage_try(p, &r.refusal);

	if (good) {
		good = fill(p, ask, in, &r, e);
	} else if (err_exit_status(r.refusal.code) == 1) {
		good = r.refused = true;
	} else {
		*e = r.refusal;
	}
	cache_drop(&app->cache, d->id);
	*out = r;
	return good;
}

/* ---- people ---- */

static void put_other(struct arena *a, struct json *o, const char *name, struct str given)
{
	if (given.n > 0) {
		json_set_str(a, o, name, given);
	}
}

bool app_intake_person(struct app *app, struct arena *a, struct subject_id id,
		       struct str phone, struct str email, const struct json **out,
		       struct err *e)
{
	const struct json *record = NULL;
	struct json *o;
	char text[ID_TEXT];

	if (phone.n == 0 && email.n == 0) {
		*out = json_new_str(a, str_dup(a, str_of(id_text('s', id.v, text))));
		return true;
	}
	if (!subject_record(app, a, id, &record, e)) {
		return false;
	}
	if (record == NULL || json_str(record, "id_number").n == 0) {
		return err_set(e, ERR_CONFLICT, "intake.contact", NULL);
	}
	o = json_new_obj(a);
	for (size_t i = 0; i < record->n; i++) {
		json_set(a, o, str_cstr(a, record->k[i]), record->v[i]);
	}
	put_other(a, o, "phone", phone);
	put_other(a, o, "email", email);
	*out = o;
	return true;
}

/* ---- the picker ---- */

/* Does one of the words of `text` begin with it? Both folded. */
static bool begins_a_word(struct str text, struct str word)
{
	for (size_t i = 0; i + word.n <= text.n; i++) {
		if ((i == 0 || text.p[i - 1] == ' ') &&
		    str_eq(str_sub(text, i, i + word.n), word)) {
			return true;
		}
	}
	return false;
}

static bool has_all(struct str text, struct str words)
{
	struct str word;

	while (words.n > 0) {
		(void)str_cut(words, ' ', &word, &words);
		if (word.n > 0 && !begins_a_word(text, word)) {
			return false;
		}
	}
	return true;
}

static struct str searched(struct arena *a, const struct procedure *p,
			   const struct procedure_version *v)
{
	struct str all = str_fmt(a, "%.*s %.*s %.*s %.*s", STR_ARG(p->name.vi),
				 STR_ARG(p->name.en), STR_ARG(p->code), STR_ARG(p->field));

	for (size_t i = 0; i < v->replaced; i++) {
		all = str_fmt(a, "%.*s %.*s", STR_ARG(all), STR_ARG(v->replaces[i]));
	}
	return vi_fold(a, all);
}

/* Most used first, then by code. */
static bool before(const struct procedure_hit *x, const struct procedure_hit *y)
{
	return x->uses != y->uses ? x->uses > y->uses : str_cmp(x->code, y->code) < 0;
}

static void insert(struct procedure_hit *list, size_t *n, size_t max,
		   struct procedure_hit hit)
{
	size_t i = *n < max ? (*n)++ : max;

	if (i == max && !before(&hit, &list[max - 1])) {
		return;
	}
	for (i = i == max ? max - 1 : i; i > 0 && before(&hit, &list[i - 1]); i--) {
		list[i] = list[i - 1];
	}
	list[i] = hit;
}

static int64_t uses_of(const struct procedure_use *use, size_t n, struct str code)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(use[i].procedure, code)) {
			return use[i].n;
		}
	}
	return 0;
}

bool app_procedures_find(struct app *app, struct arena *a, const struct asking *ask,
			 struct str words, size_t max, struct procedure_hit **out, size_t *n,
			 struct err *e)
{
	struct str folded = vi_fold(a, words);
	struct procedure_use *use;
	size_t uses;

	max = max < 1 || max > PICK_MOST ? PICK_MOST : max;
	if (!store_recent_use(app->store, a, PICK_RECENT, &use, &uses, e)) {
		return false;
	}
	*out = arena_array(a, struct procedure_hit, max);
	*n = 0;
	for (size_t i = 0; i < app->law.procedures; i++) {
		const struct procedure *p = app->law.procedure[i];
		const struct procedure_version *v = procedure_on(p, day_of(ask->now));

		if (v == NULL || !has_all(searched(a, p, v), folded)) {
			continue;
		}
		insert(*out, n, max, (struct procedure_hit){
			.code = p->code, .name = label_named(ask, p->name),
			.field = p->field, .level = p->level,
			.limit = limit_text(a, v->limit), .online = v->online,
			.nonterritorial = v->nonterritorial,
			.uses = uses_of(use, uses, p->code) });
	}
	return true;
}
