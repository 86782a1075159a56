/* Tracking: code and digits, then the masked view. */
#include "track.h"

#include "contact.h"
#include "sight.h"

#include <assert.h>
#include <string.h>

static bool unknown(struct err *e)
{
	return err_set(e, ERR_NOT_FOUND, "track.unknown", NULL);
}

/* ---- the digits ---- */

struct digits {
	char c[TRACK_DIGITS];
};

/* The last ones of a number, whatever stands between them. */
static bool last_digits(struct str number, struct digits *out)
{
	size_t have = 0;

	for (size_t i = number.n; i > 0 && have < TRACK_DIGITS; i--) {
		char c = number.p[i - 1];

		if (c >= '0' && c <= '9') {
			out->c[TRACK_DIGITS - ++have] = c;
		}
	}
	return have == TRACK_DIGITS;
}

static bool digits_read(struct str given, struct digits *out)
{
	struct str s = str_trim(given);
	bool all = s.n == TRACK_DIGITS;

	for (size_t i = 0; i < s.n && all; i++) {
		all = s.p[i] >= '0' && s.p[i] <= '9';
	}
	return all && last_digits(s, out);
}

/* 1 when they are the same, without a branch that depends on them. */
static unsigned same(const struct digits *a, const struct digits *b)
{
	unsigned other = 0;

	for (size_t i = 0; i < TRACK_DIGITS; i++) {
		other |= (unsigned)(unsigned char)(a->c[i] ^ b->c[i]);
	}
	return ((other - 1u) >> 31) & 1u;
}

/* Every number of every person is compared, whichever fits. */
static bool check_digits(struct app *app, struct arena *a, const struct dossier *d,
			 const struct digits *given, bool *fits, struct err *e)
{
	static const char *const members[] = { "id_number", "phone" };
	const struct subject_id who[] = { d->owner, d->submitter, d->proxy };
	unsigned hit = 0;

	for (size_t i = 0; i < ARRAY_LEN(who); i++) {
		const struct json *record = NULL;

		if (who[i].v == 0 || (i > 0 && who[i].v == who[0].v)) {
			continue;
		}
		if (!subject_record(app, a, who[i], &record, e)) {
			return false;
		}
		for (size_t k = 0; k < ARRAY_LEN(members); k++) {
			struct digits own;

			if (last_digits(json_str(record, members[k]), &own)) {
				hit |= same(&own, given);
			}
		}
	}
	*fits = hit != 0;
	return true;
}

/* ---- what is asked ---- */

static const struct event *event_of(const struct history *h, enum entry_kind kind, int32_t n)
{
	for (size_t i = h->n; i > 0; i--) {
		if (h->event[i - 1].kind == kind && h->event[i - 1].number == n) {
			return &h->event[i - 1];
		}
	}
	return NULL;
}

static int64_t wait_due(const struct dossier *d, int32_t number)
{
	const struct obligation *hold = dossier_hold(d);
	bool its = hold != NULL && hold->kind == OB_WAIT && hold->number == number;

	return its ? hold->due : INSTANT_NONE;
}

static void put_notice(const struct dossier *d, const struct notice *n, struct track_view *v)
{
	enum entry_kind kind = n->kind == NOTICE_SUPPLEMENT ? KIND_SUPPLEMENT_ASKED
							    : KIND_PAYMENT_ASKED;
	const struct event *ev = event_of(&v->history, kind, n->number);

	v->asked[v->askeds++] = (struct track_asked){
		.kind = n->kind, .number = n->number, .asked_at = n->asked_at,
		.until = wait_due(d, n->number), .unopened = n->delivered_at == INSTANT_NONE,
		.amount = ev != NULL ? ev->amount : 0, .paper = ev != NULL ? ev->paper : NULL,
		.papers = ev != NULL ? ev->papers : 0,
	};
}

static void put_asked(struct arena *a, const struct dossier *d, struct track_view *v)
{
	v->asked = arena_array(a, struct track_asked, d->notices + 1);
	for (size_t i = 0; i < d->notices && !dossier_closed(d); i++) {
		const struct notice *n = &d->notice[i];
		bool wants = n->kind == NOTICE_SUPPLEMENT || n->kind == NOTICE_PAYMENT;

		if (n->kind == NOTICE_RESULT && d->state == DOSSIER_READY) {
			v->asked[v->askeds++] = (struct track_asked){
				.kind = n->kind, .number = n->number, .until = INSTANT_NONE,
				.asked_at = n->told_at,
				.unopened = n->delivered_at == INSTANT_NONE };
		} else if (wants && n->answered_at == INSTANT_NONE) {
			put_notice(d, n, v);
		}
	}
	/* Before reception form 02 is no notice: it stops no clock. */
	if (d->state == DOSSIER_ASKED) {
		const struct event *ev = event_of(&v->history, KIND_INTAKE_ASKED,
						  d->intake_supplements);

		v->asked[v->askeds++] = (struct track_asked){
			.kind = NOTICE_SUPPLEMENT, .number = d->intake_supplements,
			.asked_at = ev != NULL ? ev->at : d->at, .until = INSTANT_NONE,
			.paper = ev != NULL ? ev->paper : NULL,
			.papers = ev != NULL ? ev->papers : 0 };
	}
}

/* ---- the view ---- */

static void put_place(const struct app *app, const struct asking *ask,
		      const struct dossier *d, struct track_view *v)
{
	const struct obligation *o = d->hold >= 0 ? &d->ob[d->hold]
				     : d->answer >= 0 ? &d->ob[d->answer] : NULL;

	v->holder_from = v->step_due = INSTANT_NONE;
	if (o == NULL) {
		return;
	}
	v->holder = label_party(app, ask, &o->holder, ask->now);
	v->holder_from = o->from;
	v->step_due = o->due;
	v->step = o->kind == OB_STEP ? label_step(ask, o->version, o->step)
				     : (struct str){ 0 };
	if (o->holder.kind == PARTY_SEAT && o->taken_at != INSTANT_NONE) {
		v->contact = o->holder.seat.person;
	}
}

static struct track_view facts(const struct app *app, struct arena *a,
			       const struct asking *ask, const struct dossier *d)
{
	struct track_view v = {
		.id = d->id, .code = str_dup(a, d->code),
		.procedure_code = d->version->procedure->code,
		.procedure = label_named(ask, d->version->procedure->name),
		.state = d->state, .channel = d->channel,
		.decision = d->is_signed ? d->decision : DECISION_NONE,
		.submitted_at = d->submitted_at, .received_at = d->received_at,
		.ready_at = d->ready_at, .delivered_at = d->delivered_at,
		.closed_at = d->closed_at,
		.receiving = label_unit(app, d->receiving, d->submitted_at),
		.competent = label_unit(app, d->competent, ask->now),
		.limit = limit_text(a, dossier_limit(d)),
		.due = d->due, .first_due = d->first_due,
		.provisional = d->provisional, .imported = d->imported,
		.may_collect = d->state == DOSSIER_READY,
	};

	put_place(app, ask, d, &v);
	return v;
}

static bool view_of(struct app *app, struct arena *a, const struct asking *ask,
		    const struct dossier *d, struct track_view *out, struct err *e)
{
	struct track_view v = facts(app, a, ask, d);
	struct due_view due;

	assert(ask->whom == LABEL_PUBLIC);
	if (!label_subject(app, a, d->owner, &v.owner, e) ||
	    !apology_state(app, ask, d, &v.apology, e) ||
	    !late_view(app, a, ask, d, &v.late, e) ||
	    !contact_phone(app, a, d, &v.phone, e) ||
	    !history_make(app, a, ask, d, &v.history, e) ||
	    !app_forms(app, a, d->id, &v.forms, e) ||
	    (d->received_at != INSTANT_NONE && !dossier_explain(a, d, &due, &v.trace, e))) {
		return false;
	}
	if (v.may_collect && !pickup_code(app, d, v.pickup, e)) {
		return false;
	}
	ribbon_make(app, a, ask, d, &v.ribbon);
	put_asked(a, d, &v);
	*out = v;
	return true;
}

bool app_track_known(struct app *app, struct arena *a, const struct asking *ask,
		     struct str code, struct track_view *out, struct err *e)
{
	struct dossier *d;

	if (!sight_code(app, a, code, &d, e)) {
		return e->code == ERR_NOT_FOUND ? unknown(e) : false;
	}
	return view_of(app, a, ask, d, out, e);
}

bool app_track(struct app *app, struct arena *a, const struct asking *ask, struct str code,
	       struct str digits, struct track_view *out, struct err *e)
{
	struct digits given;
	struct dossier *d;
	bool fits = false;

	if (!digits_read(digits, &given)) {
		return unknown(e);
	}
	if (!sight_code(app, a, code, &d, e)) {
		return e->code == ERR_NOT_FOUND ? unknown(e) : false;
	}
	if (!check_digits(app, a, d, &given, &fits, e)) {
		return false;
	}
	return fits ? view_of(app, a, ask, d, out, e) : unknown(e);
}
