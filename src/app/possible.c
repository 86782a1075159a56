/* What would not be refused. */
#include "possible.h"

#include "app_int.h"
#include "view.h"

#include "core/opinion.h"

#include <string.h>

struct trial {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	struct person_id who;
	struct entry_list entries;
	struct dossier_id id;
	const struct dossier *d;	/* as it stands */
	struct dossier *copy;		/* to be tried upon; NULL: used up */
};

/* ---- one trial ---- */

/* Folded anew only after an action was accepted, which changed it. */
static bool fresh(struct trial *t, struct err *e)
{
	if (t->copy != NULL) {
		return true;
	}
	t->copy = arena_new(t->a, struct dossier);
	dossier_init(t->copy, t->a, t->id);
	for (size_t i = 0; i < t->entries.n; i++) {
		if (!dossier_apply(&t->app->law, t->copy, &t->entries.entry[i], e)) {
			return false;
		}
	}
	return true;
}

/* Where an accepted one left it. */
static void put_end(const struct trial *t, const struct dossier *after, struct possible *p)
{
	const struct obligation *was = dossier_hold(t->d), *is = dossier_hold(after);

	if (is == NULL || after->step < 0 ||
	    (was != NULL && after->step == t->d->step && party_eq(&was->holder, &is->holder))) {
		return;
	}
	p->moves = true;
	p->to = label_party(t->app, t->ask, &is->holder, t->ask->now);
	p->to_step = label_step(t->ask, after->version, after->step);
	p->to_plan_s = after->plan_s[after->step] - after->used_s[after->step];
}

static bool try_it(struct trial *t, const struct action *action, const struct json *args,
		   struct possible *p, bool *accepted, struct err *e)
{
	struct err why;

	if (!fresh(t, e)) {
		return false;
	}
	struct decide x = {
		.arena = t->a, .law = &t->app->law, .org = &t->app->org, .d = t->copy,
		.at = t->ask->now > t->copy->at ? t->ask->now : t->copy->at, .actor = t->who,
		.args = args, .cmd = STR("try"), .next_seq = t->copy->seq + 1,
		.given = { .fee_number = 1, .batch_number = 1, .listed = true,
			   .dossier_serial = 1, .contact_good = true },
	};

	*accepted = decide_right(&x, action->right, &why) && action->decide(&x, &why);
	if (*accepted) {
		put_end(t, t->copy, p);
	}
	if (x.drafts > 0) {
		t->copy = NULL;
	}
	return true;
}

/* ---- arguments ---- */

static struct str hex_of_nothing(void)
{
	return STR("0000000000000000000000000000000000000000000000000000000000000000");
}

static struct str id_str(struct arena *a, char letter, int64_t id)
{
	char text[ID_TEXT];

	return str_dup(a, str_of(id_text(letter, id, text)));
}

/* Somebody else of the unit that has it, to whom it could be passed. */
static struct str colleague(struct trial *t)
{
	const struct org *o = &t->app->org;
	struct seat s = t->d->office.seat;

	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *x = &o->assignment[i];

		if (x->unit.v == s.unit.v && x->person.v != s.person.v &&
		    org_holds(o, x->person, x->unit, x->post, t->ask->now) &&
		    !org_on_leave(o, x->person, t->ask->now)) {
			return id_str(t->a, 'p', x->person.v);
		}
	}
	return (struct str){ 0 };
}

/* Who leads it, or the agency: asks once more by signature (rule 14). */
static struct str some_head(struct trial *t)
{
	const struct org *o = &t->app->org;
	const struct unit_id unit[] = { t->d->office.seat.unit, t->d->competent };

	for (size_t k = 0; k < ARRAY_LEN(unit); k++) {
		for (size_t i = 0; i < o->assignments; i++) {
			const struct assignment *x = &o->assignment[i];

			if (x->unit.v == unit[k].v && post_is(x->post, "head") &&
			    org_holds(o, x->person, x->unit, x->post, t->ask->now)) {
				return id_str(t->a, 'p', x->person.v);
			}
		}
	}
	return (struct str){ 0 };
}

/* A unit to ask, or to name as the cause: the competent agency stands for any. */
static struct str some_unit(struct trial *t, const struct action *action)
{
	const struct org *o = &t->app->org;

	if (action->decide != decide_ask_opinion) {
		return id_str(t->a, 'u', t->d->competent.v);
	}
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];

		if (str_is(u->role, "agency") && u->id.v != t->d->competent.v &&
		    u->id.v != t->d->office.seat.unit.v &&
		    unit_exists(u, day_of(t->ask->now))) {
			return id_str(t->a, 'u', u->id.v);
		}
	}
	return (struct str){ 0 };
}

/* Words without a list in the law, each good enough to be tried with. */
static struct str some_word(const struct action *action, const char *field)
{
	static const struct {
		const char *field, *word;
	} words[] = {
		{ "how", "counter" }, { "fault", "office" }, { "what", "owner" },
		{ "answer", "agree" }, { "number", "1" }, { "book", "1" },
		{ "way", "phone" }, { "verdict", "dismissed" }, { "ruling", "dismissed" },
	};

	if (action->decide == decide_rule_return && strcmp(field, "ruling") == 0) {
		return STR("kept");
	}
	if (action->decide == decide_act_on_escalation) {
		return STR("explained");
	}
	if (action->decide == decide_notice_delivered && strcmp(field, "how") == 0) {
		return STR("signature");
	}
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (strcmp(words[i].field, field) == 0) {
			return str_of(words[i].word);
		}
	}
	return (struct str){ 0 };
}

static void put_field(struct trial *t, const struct action *action, const struct field *f,
		      struct json *args)
{
	struct str v = { 0 };

	switch (f->type) {
	case FIELD_TEXT:
		json_set_str(t->a, args, str_fmt(t->a, "%s_c", f->name).p, hex_of_nothing());
		return;
	case FIELD_INT:
		json_set_int(t->a, args, f->name, 1);
		return;
	case FIELD_FILE:
		json_set_int(t->a, args, "size", 1);
		json_set_str(t->a, args, "type", str_of(file_type_name(FILE_TYPE_PDF)));
		v = hex_of_nothing();
		break;
	case FIELD_HASH:
		v = hex_of_nothing();
		break;
	case FIELD_PERSON:
		v = colleague(t);
		break;
	case FIELD_UNIT:
		v = some_unit(t, action);
		break;
	case FIELD_CODE:
		v = some_word(action, f->name);
		break;
	case FIELD_NAME: case FIELD_BOOL: case FIELD_AT: case FIELD_DAY: case FIELD_ONCE:
	case FIELD_DOSSIER: case FIELD_MATTER: case FIELD_SUBJECT: case FIELD_LIMIT:
	case FIELD_PAPERS: case FIELD_LIST: case FIELD_NAMES: case FIELD_DOSSIERS:
	case FIELD_CHILDREN: case FIELD_UNITS: case FIELD_PERSONS:
		return;
	}
	if (v.n > 0) {
		json_set_str(t->a, args, f->name, v);
	}
}

static void put_signer(struct trial *t, struct json *args)
{
	struct str head = some_head(t);

	if (head.n > 0) {
		json_set_str(t->a, args, "signer", head);
	}
}

/* Some agency, as if the head signed; where the step lists whom to ask, those (rule 30). */
static void put_asked(struct trial *t, const struct action *action, struct json *args)
{
	const struct step *s = t->d->step >= 0 ? &t->d->version->step[t->d->step] : NULL;
	struct json *units = json_new_arr(t->a);

	if (s != NULL && (s->askeds > 0 || s->members > 0) && t->d->opinions == 0) {
		return;
	}
	json_push(t->a, units, json_new_str(t->a, some_unit(t, action)));
	json_set(t->a, args, "units", units);
	json_set_str(t->a, args, "limit", STR("8h"));
	put_signer(t, args);
}

/* Needed arguments; those too with which one asks once more (rule 14). */
static struct json *arguments(struct trial *t, const struct action *action, bool *writes)
{
	struct json *args = json_new_obj(t->a);

	json_set_str(t->a, args, "dossier", id_str(t->a, 'd', t->id.v));
	for (size_t i = 0; i < action_fields(action); i++) {
		const struct field *f = action_field(action, i);

		if ((f->must && strcmp(f->name, "dossier") != 0) ||
		    (action->decide == decide_ask_supplement && strcmp(f->name, "why") == 0)) {
			put_field(t, action, f, args);
			*writes = *writes || (f->must && f->type == FIELD_TEXT);
		}
	}
	if (action->decide == decide_ask_supplement) {
		put_signer(t, args);
	} else if (action->decide == decide_ask_opinion) {
		put_asked(t, action, args);
	}
	return args;
}

/* ---- choices ---- */

struct offers {
	const char *field;		/* NULL: nothing to choose */
	struct choice list[CHOICES_MOST];
	size_t n;
};

static void offer(struct offers *o, struct choice c)
{
	if (o->n < CHOICES_MOST) {
		o->list[o->n++] = c;
	}
}

static void offer_coded(struct offers *o, const struct asking *ask, const struct coded *list,
			size_t n)
{
	for (size_t i = 0; i < n; i++) {
		offer(o, (struct choice){ .id = list[i].id,
					  .name = label_named(ask, list[i].name) });
	}
}

/* Where an outcome leads. */
static void put_goal(const struct app *app, const struct asking *ask, const struct dossier *d,
		     const struct outcome *x, struct choice *c)
{
	const struct step *to = &d->version->step[x->to_step];
	const struct unit *u = org_relative(&app->org, org_unit(&app->org, d->competent),
					    to->unit);
	struct seat at = { .unit = to->kind == STEP_INTAKE ? d->receiving
			   : u != NULL ? u->id : d->competent, .post = to->post };
	struct seat_label l = label_seat(app, ask, at, ask->now);

	c->step = label_named(ask, to->name);
	c->unit = l.unit;
	c->post = l.post;
	c->plan_s = d->plan_s[x->to_step] - d->used_s[x->to_step];
}

size_t possible_outcomes(const struct app *app, const struct asking *ask,
			 const struct dossier *d, enum outcome_kind kind,
			 struct choice *out)
{
	const struct step *s = d->step >= 0 ? &d->version->step[d->step] : NULL;
	size_t n = 0;

	for (size_t i = 0; s != NULL && i < s->outcomes && n < CHOICES_MOST; i++) {
		const struct outcome *x = &s->outcome[i];

		if (x->kind != kind) {
			continue;
		}
		out[n] = (struct choice){ .id = x->id, .outcome = x->kind,
					  .name = label_named(ask, x->name) };
		if (x->to_step != SIZE_MAX) {
			put_goal(app, ask, d, x, &out[n]);
		}
		n++;
	}
	return n;
}

static void offer_notices(struct offers *o)
{
	for (int k = NOTICE_SUPPLEMENT; k <= NOTICE_STOP; k++) {
		offer(o, (struct choice){ .id = str_of(notice_name((enum notice_kind)k)) });
	}
}

static bool offered(const struct dossier *d, const struct opinion *v, decide_fn *fn)
{
	return fn == decide_answer_opinion  ? opinion_owed(d, v)
	       : fn == decide_rule_opinion ? opinion_in_question(d, v)
					    : v->answered_at != INSTANT_NONE;
}

/* Those still owed or to be ruled on; else those given. */
static void offer_opinions(struct trial *t, struct offers *o, decide_fn *fn)
{
	for (size_t i = 0; i < t->d->opinions; i++) {
		const struct opinion *v = &t->d->opinion[i];
		const struct obligation *b = &t->d->ob[v->obligation];
		struct seat_label l = label_party(t->app, t->ask, &b->holder, t->ask->now);

		if (offered(t->d, v, fn)) {
			offer(o, (struct choice){ .id = str_fmt(t->a, "%zu", i + 1),
						  .name = l.unit });
		}
	}
}

static void offer_fees(struct trial *t, struct offers *o)
{
	for (size_t i = 0; i < t->d->fees; i++) {
		offer(o, (struct choice){ .id = str_fmt(t->a, "%lld",
						(long long)t->d->fee[i].number) });
	}
}

/* As what a file could be put in now. */
static void offer_uses(struct offers *o)
{
	for (int as = ATTACHED_PAPER; as <= ATTACHED_RESULT; as++) {
		offer(o, (struct choice){ .id = str_of(attached_as_name((enum attached_as)as)) });
	}
}

static struct str file_label(struct trial *t, const struct attached *f)
{
	const struct paper *p = version_paper(t->d->version, f->paper);

	return p != NULL ? label_named(t->ask, p->name) : (struct str){ 0 };
}

static void offer_files(struct trial *t, struct offers *o)
{
	for (size_t i = 0; i < t->d->files; i++) {
		const struct attached *f = &t->d->file[i];

		if (!f->withdrawn) {
			offer(o, (struct choice){ .id = str_fmt(t->a, "%d", (int)f->number),
						  .name = file_label(t, f) });
		}
	}
}

static void offer_procedures(struct trial *t, struct offers *o)
{
	const struct law *l = &t->app->law;

	for (size_t i = 0; i < l->procedures; i++) {
		offer(o, (struct choice){ .id = l->procedure[i]->code,
				.name = label_named(t->ask, l->procedure[i]->name) });
	}
}

static void offer_version(struct trial *t, struct offers *o, const struct action *action)
{
	const struct procedure_version *v = t->d->version;

	if (action->decide == decide_choose_variant) {
		o->field = "variant";
		for (size_t i = 0; i < v->variants; i++) {
			offer(o, (struct choice){ .id = v->variant[i].id,
				.name = label_named(t->ask, v->variant[i].name) });
		}
	} else if (action->decide == decide_extend_by_law) {
		o->field = "statutory";
		for (size_t i = 0; i < v->statutories; i++) {
			offer(o, (struct choice){ .id = v->statutory[i].id,
				.name = label_named(t->ask, v->statutory[i].name) });
		}
	} else if (action->decide == decide_pause) {
		o->field = "ground";
		for (size_t i = 0; i < v->waits; i++) {
			offer(o, (struct choice){ .id = v->wait[i].id,
				.name = label_named(t->ask, v->wait[i].name) });
		}
	}
}

static void offers_of(struct trial *t, const struct action *action, struct offers *o)
{
	const struct law *l = &t->app->law;
	decide_fn *fn = action->decide;

	*o = (struct offers){ 0 };
	if (fn == decide_hand_over) {
		o->field = "outcome";
		o->n = possible_outcomes(t->app, t->ask, t->d, OUTCOME_FORWARD, o->list);
	} else if (fn == decide_send_back) {
		o->field = "reason";
		offer_coded(o, t->ask, l->return_reason, l->return_reasons);
	} else if (fn == decide_contest) {
		o->field = "reason";
		offer_coded(o, t->ask, l->contest_reason, l->contest_reasons);
	} else if (fn == decide_stop) {
		o->field = "ground";
		offer_coded(o, t->ask, l->stop_ground, l->stop_grounds);
	} else if (fn == decide_decline) {
		o->field = "reason";
		offer_coded(o, t->ask, l->decline_reason, l->decline_reasons);
	} else if (fn == decide_tell || fn == decide_notice_delivered) {
		o->field = "notice";
		offer_notices(o);
	} else if (fn == decide_answer_opinion || fn == decide_supplement_opinion ||
		   fn == decide_mark_insufficient || fn == decide_rule_opinion) {
		o->field = "number";
		offer_opinions(t, o, fn);
	} else if (fn == decide_cancel_fee || fn == decide_refund_fee) {
		o->field = "no";
		offer_fees(t, o);
	} else if (fn == decide_attach) {
		o->field = "what";
		offer_uses(o);
	} else if (fn == decide_detach) {
		o->field = "number";
		offer_files(t, o);
	} else if (fn == decide_correct_procedure) {
		o->field = "procedure";
		offer_procedures(t, o);
	} else {
		offer_version(t, o, action);
	}
}

/* ---- all actions ---- */

static void put_choice(struct trial *t, struct json *args, const char *field, struct str id)
{
	int64_t n;

	if ((strcmp(field, "number") == 0 || strcmp(field, "no") == 0) &&
	    str_to_int64(id, &n)) {
		json_set_int(t->a, args, field, n);
	} else {
		json_set_str(t->a, args, field, id);
	}
}

static bool try_choices(struct trial *t, const struct action *action, struct json *args,
			const struct offers *o, struct possible *p, struct err *e)
{
	p->field = o->field;
	p->choice = arena_array(t->a, struct choice, o->n);
	for (size_t i = 0; i < o->n; i++) {
		bool accepted;

		put_choice(t, args, o->field, o->list[i].id);
		if (!try_it(t, action, args, p, &accepted, e)) {
			return false;
		}
		if (accepted) {
			p->choice[p->choices++] = o->list[i];
		}
	}
	return true;
}

/* The right alone first: most actions are not this person's. Some rights ask for
 * arguments, which are there. */
static bool may(struct trial *t, const struct action *action, const struct json *args)
{
	struct decide x = { .arena = t->a, .law = &t->app->law, .org = &t->app->org,
			    .d = t->copy, .at = t->ask->now, .actor = t->who, .args = args };
	struct err why;

	return decide_right(&x, action->right, &why);
}

static bool try_action(struct trial *t, const struct action *action,
		       struct possible_list *out, struct err *e)
{
	struct possible p = { .action = action->name };
	struct json *args = arguments(t, action, &p.writes);
	struct offers o;
	bool accepted = false;

	if (!fresh(t, e)) {
		return false;
	}
	if (!may(t, action, args)) {
		return true;
	}
	offers_of(t, action, &o);
	if (o.field != NULL ? !try_choices(t, action, args, &o, &p, e)
			    : !try_it(t, action, args, &p, &accepted, e)) {
		return false;
	}
	if (accepted || p.choices > 0) {
		out->action[out->n++] = p;
	}
	return true;
}

bool app_possible(struct app *app, struct arena *a, const struct asking *ask,
		  struct person_id who, struct dossier_id id, struct possible_list *out,
		  struct err *e)
{
	struct trial t = { .app = app, .a = a, .ask = ask, .who = who, .id = id };
	struct possible_list list = { .action = arena_array(a, struct possible,
							    action_count()) };

	if (!app_entries(app, a, id, &t.entries, e) || !fresh(&t, e)) {
		return false;
	}
	t.d = t.copy;
	t.copy = NULL;
	for (size_t i = 0; i < action_count(); i++) {
		const struct action *action = action_at(i);

		if (action->target != TARGET_DOSSIER || action->right == RIGHT_ADMIN) {
			continue;
		}
		if (!try_action(&t, action, &list, e)) {
			return false;
		}
	}
	*out = list;
	return true;
}
