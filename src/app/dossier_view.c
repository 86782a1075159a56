/* The officer's page of one dossier. */
#include "dossier_view.h"

#include "contact.h"
#include "sight.h"
#include "view.h"

#include "core/opinion.h"

/* ---- papers ---- */

static struct paper_view *paper_of(struct dossier_view *v, struct str id)
{
	for (size_t i = 0; i < v->papers; i++) {
		if (str_eq(v->paper[i].id, id)) {
			return &v->paper[i];
		}
	}
	return NULL;
}

static void bring(const struct app *app, struct arena *a, const struct asking *ask,
		  struct dossier_view *v, const struct entry *en)
{
	const struct json *list = json_arr(en->body, "papers");

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *row = json_at(list, i);
		struct paper_view *p = paper_of(v, json_str(row, "paper"));

		if (p == NULL) {
			continue;
		}
		p->brought = true;
		p->at = en->at;
		p->originals += json_int(row, "originals", 0);
		p->certified += json_int(row, "certified", 0);
		p->copies += json_int(row, "copies", 0);
		p->source = str_dup(a, json_str(row, "source"));
		const struct coded *c = coded_find(app->law.paper_source,
						   app->law.paper_sources, p->source);
		p->source_name = c != NULL ? label_named(ask, c->name) : p->source;
	}
}

/* At submission and reception the same list may stand twice: the last one counts. */
static void forget_brought(struct dossier_view *v)
{
	for (size_t i = 0; i < v->papers; i++) {
		v->paper[i].originals = v->paper[i].certified = v->paper[i].copies = 0;
	}
}

static bool put_papers(struct app *app, struct arena *a, const struct asking *ask,
		       const struct dossier *d, struct dossier_view *v, struct err *e)
{
	struct entry_list list;

	v->paper = arena_array(a, struct paper_view, d->version->papers);
	v->papers = d->version->papers;
	for (size_t i = 0; i < v->papers; i++) {
		const struct paper *p = &d->version->paper[i];

		v->paper[i] = (struct paper_view){
			.id = p->id, .name = label_named(ask, p->name),
			.wanted_originals = p->originals, .wanted_certified = p->certified,
			.wanted_copies = p->copies, .optional = p->optional,
			.at = INSTANT_NONE };
	}
	if (!cache_entries(app, d->id, &list, e)) {
		return false;
	}
	for (size_t i = 0; i < list.n; i++) {
		if (list.entry[i].kind == KIND_RECEIVED &&
		    json_arr(list.entry[i].body, "papers") != NULL) {
			forget_brought(v);
		}
		bring(app, a, ask, v, &list.entry[i]);
	}
	return true;
}

/* ---- people and texts ---- */

static bool put_person(struct app *app, struct arena *a, struct subject_id id,
		       struct person_view *out, struct err *e)
{
	const struct json *o = NULL;

	*out = (struct person_view){ .id = id };
	if (id.v == 0) {
		return true;
	}
	if (!subject_record(app, a, id, &o, e)) {
		return false;
	}
	out->erased = o == NULL;
	out->erased_at = app_erasure(app, id).at;
	out->name = json_str(o, "name");
	out->id_number = json_str(o, "id_number");
	out->birth = json_str(o, "birth");
	out->phone = json_str(o, "phone");
	out->email = json_str(o, "email");
	out->address = json_str(o, "address");
	return true;
}

/* What was given since is how they are written to, whatever their record says. */
static bool put_contact(struct app *app, struct arena *a, const struct dossier *d,
			struct dossier_view *v, struct err *e)
{
	struct person_view *who = d->submitter.v != 0 ? &v->submitter : &v->owner;
	struct contacts c;

	if (who->erased || !contact_changed(d)) {
		return true;
	}
	if (!contact_read(app, a, d, &c, e)) {
		return false;
	}
	who->phone = c.way[CONTACT_PHONE].given;
	who->email = c.way[CONTACT_EMAIL].given;
	return true;
}

static void put_texts(struct arena *a, const struct opened *o, struct dossier_view *v)
{
	v->text = arena_array(a, struct text_view, o->n);
	for (size_t i = 0; i < o->n; i++) {
		const struct opened_text *t = &o->text[i];

		/* The name of a file is shown with the file. */
		if (!t->person && t->kind != KIND_FILE_ATTACHED) {
			v->text[v->texts++] = (struct text_view){
				.seq = t->seq, .at = t->at, .kind = t->kind,
				.field = t->field, .value = t->value, .erased = t->erased,
				.erased_at = v->owner.erased_at };
		}
	}
}

/* ---- files ---- */

static void put_files(struct arena *a, const struct dossier *d, const struct opened *o,
		      struct dossier_view *v)
{
	v->file = arena_array(a, struct file_view, d->files);
	for (size_t i = 0; i < d->files; i++) {
		const struct attached *f = &d->file[i];
		struct file_view *out = &v->file[v->files++];

		*out = (struct file_view){
			.number = f->number, .as = f->as, .type = f->type, .size = f->size,
			.withdrawn = f->withdrawn, .erased = v->owner.erased,
			.erased_at = v->owner.erased_at,
			.paper = str_dup(a, f->paper), .at = f->at, .by = f->by,
			.file = f->file };
		for (size_t k = 0; k < o->n; k++) {
			if (o->text[k].seq == f->seq && str_is(o->text[k].field, "name")) {
				out->name = o->text[k].value;
			}
		}
	}
}

/* ---- beside the holds ---- */

static void put_opinions(const struct app *app, struct arena *a, const struct asking *ask,
			 const struct dossier *d, struct dossier_view *v)
{
	v->opinion = arena_array(a, struct opinion_view, d->opinions);
	for (size_t i = 0; i < d->opinions; i++) {
		const struct opinion *o = &d->opinion[i];
		const struct obligation *b = &d->ob[o->obligation];

		v->opinion[v->opinions++] = (struct opinion_view){
			.number = o->number, .asked_at = o->asked_at, .due = o->due,
			.answered_at = o->answered_at, .planned = o->planned,
			.silent = o->silent, .open = b->to == INSTANT_NONE,
			.round = o->round, .member = o->member, .lapsed = o->lapsed,
			.after_half = o->after_half, .again = o->again,
			.supplements = o->supplements, .upheld = o->upheld,
			.in_question = opinion_in_question(d, o),
			.answer = str_dup(a, str_of(o->answer)),
			.asked = label_party(app, ask, &b->holder, o->asked_at) };
	}
	for (size_t i = 0; i < v->ribbon.opinions; i++) {
		const struct ribbon_opinion *r = &v->ribbon.opinion[i];

		if (!r->ruling) {
			v->opinion[r->number - 1].late_s = r->late_s;
		}
	}
}

static void put_contests(const struct app *app, struct arena *a, const struct asking *ask,
			 const struct dossier *d, struct dossier_view *v)
{
	const struct law *l = &app->law;

	v->contest = arena_array(a, struct contest_view, d->contests);
	for (size_t i = 0; i < d->contests; i++) {
		const struct contest *c = &d->contest[i];
		const struct obligation *duty = contest_duty(d, c);
		const struct coded *why = coded_find(l->contest_reason, l->contest_reasons,
						     c->reason);
		int64_t end = c->ended_at != INSTANT_NONE ? c->ended_at : ask->now;

		v->contest[v->contests++] = (struct contest_view){
			.number = c->number, .at = c->at, .due = duty->due,
			.ended_at = c->ended_at, .escalated_at = c->escalated_at,
			.end = c->end, .work_s = c->work_s, .reason = str_dup(a, c->reason),
			.reason_name = why != NULL ? label_named(ask, why->name) : STR(""),
			.named = label_unit(app, c->named, c->at),
			.late = end > d->ob[c->first].due,
			.by = label_party(app, ask, &c->by, c->at),
			.sender = label_party(app, ask, &c->sender, c->at),
			.arbiter = label_party(app, ask, &duty->holder, c->at) };
	}
}

static void put_returns(const struct app *app, struct arena *a, const struct asking *ask,
			const struct dossier *d, struct dossier_view *v)
{
	const struct law *l = &app->law;

	v->asked_back = arena_array(a, struct second_return_view, d->asked_backs);
	for (size_t i = 0; i < d->asked_backs; i++) {
		const struct second_return *r = &d->asked_back[i];
		const struct obligation *duty = return_duty(d, r);
		const struct coded *why = coded_find(l->return_reason, l->return_reasons,
						     r->reason);
		int64_t end = r->ended_at != INSTANT_NONE ? r->ended_at : ask->now;

		v->asked_back[v->asked_backs++] = (struct second_return_view){
			.number = r->number, .at = r->at, .due = duty->due,
			.ended_at = r->ended_at, .end = r->end, .escalated = r->next >= 0,
			.late = end > d->ob[r->obligation].due,
			.reason = str_dup(a, r->reason),
			.reason_name = why != NULL ? label_named(ask, why->name) : STR(""),
			.to = label_step(ask, d->version, r->step),
			.by = label_party(app, ask, &r->by, r->at),
			.superior = label_party(app, ask, &duty->holder, r->at) };
	}
}

static void put_rounds(struct arena *a, const struct asking *ask, const struct dossier *d,
		       struct dossier_view *v)
{
	v->round = arena_array(a, struct round_view, d->rounds);
	for (size_t i = 0; i < d->rounds; i++) {
		const struct opinion_round *r = &d->round[i];
		const struct step *s = d->version != NULL && r->step >= 0 &&
			(size_t)r->step < d->version->steps ? &d->version->step[r->step] : NULL;
		struct round_tally t;

		round_tally(d, r, ask->now, &t);
		v->round[v->rounds++] = (struct round_view){
			.number = (int32_t)i + 1, .seq = r->seq, .first = r->first,
			.asked = t.asked, .owed = t.owed, .votes = t.votes,
			.quorum = r->quorum, .file = r->file, .files = r->files,
			.question = r->standard && s != NULL ? label_named(ask, s->question)
							     : STR("") };
	}
}

static bool put_fees(const struct app *app, struct arena *a, const struct dossier *d,
		     struct dossier_view *v, struct err *e)
{
	v->fee = arena_array(a, struct fee_view, d->fees);
	for (size_t i = 0; i < d->fees; i++) {
		const struct fee_receipt *f = &d->fee[i];
		const struct person *p = org_person(&app->org, f->clerk);

		v->fee[v->fees++] = (struct fee_view){
			.number = f->number, .amount = f->amount, .at = f->at,
			.cancelled_at = f->cancelled_at, .refunded = f->refunded,
			.unit = label_unit(app, f->unit, f->at),
			.clerk = p != NULL ? p->key : (struct str){ 0 } };
	}
	for (size_t i = 0; i < d->version->fees; i++) {
		v->fee_counted = v->fee_counted || !str_is(d->version->fee[i].per, "case");
	}
	return dossier_fee_open(d, &v->fee_open, e) && dossier_fee_owed(d, &v->fee_owed, e);
}

/* ---- facts ---- */

static int64_t left_of(const struct dossier *d, int64_t due, int64_t now)
{
	if (d->cal == NULL || due == INSTANT_NONE) {
		return 0;
	}
	int64_t from = calendar_clamp(d->cal, now), to = calendar_clamp(d->cal, due);

	return to >= from ? work_between(d->cal, from, to) : -work_between(d->cal, to, from);
}

static struct dossier_view facts(const struct app *app, struct arena *a,
				 const struct asking *ask, const struct dossier *d)
{
	const struct obligation *hold = d->hold >= 0 ? &d->ob[d->hold]
					: d->answer >= 0 ? &d->ob[d->answer] : NULL;
	struct dossier_view v = {
		.id = d->id, .code = str_dup(a, d->code),
		.procedure_code = d->version->procedure->code,
		.procedure = label_named(ask, d->version->procedure->name),
		.step = label_step(ask, d->version, d->step), .version = d->version->number,
		.rule_set = d->rules->id, .limit = limit_text(a, dossier_limit(d)),
		.state = d->state, .channel = d->channel, .decision = d->decision,
		.is_signed = d->is_signed, .is_numbered = d->is_numbered,
		.provisional = d->provisional, .imported = d->imported,
		.receiving = label_unit(app, d->receiving, ask->now),
		.helping = label_unit(app, d->helping, ask->now),
		.result_by = d->result_by,
		.competent = label_unit(app, d->competent, ask->now),
		.competent_id = d->competent,
		.submitted_at = d->submitted_at, .received_at = d->received_at,
		.ready_at = d->ready_at, .delivered_at = d->delivered_at,
		.closed_at = d->closed_at, .due = d->due, .first_due = d->first_due,
		.apology_by = d->apology_by, .step_due = INSTANT_NONE,
		.held_from = INSTANT_NONE, .taken_at = INSTANT_NONE, .returns = d->returns,
		.supplements = d->supplements, .reopened = d->reopened,
	};

	if (hold != NULL) {
		v.holder = label_party(app, ask, &hold->holder, ask->now);
		v.step_due = hold->due;
		v.held_from = hold->from;
		v.taken_at = hold->taken_at;
	}
	v.step_left_s = left_of(d, v.step_due, ask->now);
	return v;
}

/* What those who act should know before. */
static bool put_hints(struct app *app, struct arena *a, const struct asking *ask,
		      const struct dossier *d, struct dossier_view *v, struct err *e)
{
	struct day last;

	v->supplement_until = INSTANT_NONE;
	if (d->state != DOSSIER_OPEN || d->cal == NULL) {
		return true;
	}
	v->supplement_first = supplement_in_time(d, ask->now);
	if (supplement_last_day(d, &last)) {
		v->supplement_until = day_start(last) + DAY_S - 1;
	}
	if (d->handed_by.kind == PARTY_SEAT && d->recallable) {
		int64_t used = work_between(d->cal, calendar_clamp(d->cal, d->handed_at),
					    calendar_clamp(d->cal, ask->now));

		v->recall_left_s = used < d->rules->recall_s ? d->rules->recall_s - used : 0;
	}
	return given_out_of_turn(app, a, d, &v->out_of_turn, e);
}

bool app_dossier_view(struct app *app, struct arena *a, const struct asking *ask,
		      struct person_id who, struct str ref, struct dossier_view *out,
		      struct err *e)
{
	struct dossier *d;
	struct opened opened;
	struct access_note note;
	struct due_view due;

	if (!sight(app, a, ref, &d, e) ||
	    !app_peek_texts(app, a, d->id, who, ask->now, &opened, &note, e)) {
		return false;
	}
	/* Of the opening's own fold: the cached one may be pushed out. */
	const struct dossier *own = opened.dossier;
	struct dossier_view v = facts(app, a, ask, own);

	v.note = note;
	ribbon_make(app, a, ask, own, &v.ribbon);
	put_opinions(app, a, ask, own, &v);
	put_rounds(a, ask, own, &v);
	put_contests(app, a, ask, own, &v);
	put_returns(app, a, ask, own, &v);
	if (!apology_state(app, ask, own, &v.apology, e) ||
	    !late_view(app, a, ask, own, &v.late, e) ||
	    !put_fees(app, a, own, &v, e) ||
	    !put_person(app, a, own->owner, &v.owner, e) ||
	    !put_person(app, a, own->submitter, &v.submitter, e) ||
	    !put_person(app, a, own->proxy, &v.proxy, e) ||
	    !put_contact(app, a, own, &v, e) ||
	    !put_papers(app, a, ask, own, &v, e) ||
	    !put_hints(app, a, ask, own, &v, e) ||
	    !history_make(app, a, ask, own, &v.history, e) ||
	    !app_forms(app, a, own->id, &v.forms, e) ||
	    !app_possible(app, a, ask, who, own->id, &v.possible, e) ||
	    (own->received_at != INSTANT_NONE &&
	     !dossier_explain(a, own, &due, &v.trace, e))) {
		return false;
	}
	put_texts(a, &opened, &v);
	put_files(a, own, &opened, &v);
	*out = v;
	return true;
}
