/* A dossier's state: beginnings, names, questions and invariants. */
#include "dossier.h"

#include <assert.h>

void dossier_init(struct dossier *d, struct arena *a, struct dossier_id id)
{
	*d = (struct dossier){
		.arena = a, .id = id, .seq = -1, .first_seq = -1, .at = INSTANT_NONE,
		.acted_at = INSTANT_NONE,
		.hold = -1, .answer = -1, .step = -1,
		.inherited_promise = INSTANT_NONE, .submitted_at = INSTANT_NONE,
		.received_at = INSTANT_NONE, .received_entry_at = INSTANT_NONE,
		.imported_due = INSTANT_NONE, .span_from = INSTANT_NONE,
		.form04_at = INSTANT_NONE, .first_due = INSTANT_NONE, .due = INSTANT_NONE,
		.apology_by = INSTANT_NONE, .effective_start = INSTANT_NONE,
		.first_return_at = INSTANT_NONE, .handed_at = INSTANT_NONE, .handed_step = -1,
		.paper_missing_at = INSTANT_NONE, .paper_seen_at = INSTANT_NONE,
		 .first_ready_at = INSTANT_NONE,
		.ready_at = INSTANT_NONE, .signed_at = INSTANT_NONE,
		.delivered_at = INSTANT_NONE, .closed_at = INSTANT_NONE,
		.overdue_marked_at = INSTANT_NONE, .overdue_due = INSTANT_NONE,
		 .answer_overdue_at = INSTANT_NONE,
	};
}

bool dossier_closed(const struct dossier *d)
{
	switch (d->state) {
	case DOSSIER_DECLINED:
	case DOSSIER_DELIVERED:
	case DOSSIER_WITHDRAWN:
	case DOSSIER_STOPPED:
	case DOSSIER_UNDONE:
		return true;
	case DOSSIER_NONE:
	case DOSSIER_SUBMITTED:
	case DOSSIER_ASKED:
	case DOSSIER_OPEN:
	case DOSSIER_WAITING:
	case DOSSIER_READY:
		return false;
	}
	return false;
}

bool dossier_has_paper(const struct dossier *d, const struct paper *p)
{
	for (size_t i = 0; i < d->handeds; i++) {
		const struct handed *h = &d->handed[i];

		if (str_eq(h->paper, p->id) && h->originals >= p->originals &&
		    h->certified >= p->certified && h->copies >= p->copies) {
			return true;
		}
	}
	return dossier_holds_paper(d, p->id);
}

bool dossier_holds_paper(const struct dossier *d, struct str paper)
{
	for (size_t i = 0; i < d->helds; i++) {
		if (str_eq(d->held[i], paper)) {
			return true;
		}
	}
	return false;
}

const struct obligation *dossier_hold(const struct dossier *d)
{
	return d->hold >= 0 ? &d->ob[d->hold] : NULL;
}

int64_t dossier_came_at(const struct dossier *d)
{
	const struct obligation *hold = dossier_hold(d);

	for (int32_t i = d->hold - 1; hold != NULL && i >= 0; i--) {
		const struct obligation *before = &d->ob[i];
		bool stayed = before->ended == ENDED_TAKEN || before->ended == ENDED_REASSIGNED ||
			      before->ended == ENDED_MOVED;

		if (!obligation_primary(before)) {
			continue;
		}
		if (before->kind != hold->kind || before->step != hold->step || !stayed) {
			break;
		}
		hold = before;
	}
	return hold != NULL ? hold->from : INSTANT_NONE;
}

struct unit_id dossier_custody(const struct dossier *d)
{
	return d->office.kind == PARTY_SEAT ? d->office.seat.unit : d->receiving;
}

const struct attached *dossier_file(const struct dossier *d, int64_t number)
{
	return number >= 1 && (uint64_t)number <= d->files ? &d->file[number - 1] : NULL;
}

const struct urge *dossier_urge(const struct dossier *d)
{
	const struct urge *u = d->urges > 0 ? &d->urge[d->urges - 1] : NULL;

	return u != NULL && d->ob[u->obligation].to == INSTANT_NONE ? u : NULL;
}

const struct contest *dossier_contest(const struct dossier *d)
{
	const struct contest *c = d->contests > 0 ? &d->contest[d->contests - 1] : NULL;

	return c != NULL && c->end == CONTEST_OPEN ? c : NULL;
}

const struct second_return *dossier_return(const struct dossier *d)
{
	const struct second_return *r = d->asked_backs > 0 ? &d->asked_back[d->asked_backs - 1]
							   : NULL;

	return r != NULL && r->end == RETURN_OPEN ? r : NULL;
}

const struct obligation *return_duty(const struct dossier *d, const struct second_return *r)
{
	return &d->ob[r->next >= 0 ? r->next : r->obligation];
}

bool return_pending(const struct second_return *r)
{
	return r != NULL && r->silences < (r->next >= 0 ? 2 : 1);
}

int32_t dossier_came_with(const struct dossier *d)
{
	int32_t since = d->hold;

	for (int32_t i = d->hold; i >= 0 && d->ob[i].from >= d->handed_at; i--) {
		const struct obligation *o = &d->ob[i];

		if (!obligation_primary(o) || o->kind == OB_WAIT) {
			continue;
		}
		if (o->holder.seat.unit.v != d->office.seat.unit.v) {
			break;
		}
		since = i;
	}
	return since;
}

bool contest_there(const struct dossier *d, const struct contest *c)
{
	for (int32_t i = c->since; i <= d->hold; i++) {
		const struct obligation *o = &d->ob[i];

		if (obligation_primary(o) && o->kind != OB_WAIT &&
		    (o->kind != OB_STEP || o->step != c->step ||
		     o->holder.seat.unit.v != c->by.seat.unit.v)) {
			return false;
		}
	}
	return (d->state == DOSSIER_OPEN || d->state == DOSSIER_WAITING) &&
	       d->hold >= c->since;
}

const struct obligation *contest_duty(const struct dossier *d, const struct contest *c)
{
	return &d->ob[c->next >= 0 ? c->next : c->first];
}

const struct escalation *dossier_escalation(const struct dossier *d)
{
	const struct escalation *s = d->escalations > 0 ? &d->escalation[d->escalations - 1]
							: NULL;

	return s != NULL && !s->over ? s : NULL;
}

const struct apology *dossier_apology(const struct dossier *d)
{
	const struct apology *p = d->apologies > 0 ? &d->apology[d->apologies - 1] : NULL;

	return p != NULL && d->ob[p->obligation].to == INSTANT_NONE ? p : NULL;
}

int64_t obligation_work(const struct dossier *d, const struct obligation *o, int64_t at)
{
	return o->to != INSTANT_NONE ? o->work_s
				       : work_between(d->cal, o->from,
						      calendar_clamp(d->cal, at));
}

bool dossier_fee_open(const struct dossier *d, int64_t *out, struct err *e)
{
	struct fee_case one = { .pages = 1, .copies = 1, .class_id = d->person_class,
				.channel = str_of(channel_name(d->channel)) };

	*out = 0;
	for (size_t i = 0; i < d->fees; i++) {
		if (d->fee[i].cancelled_at == INSTANT_NONE && d->fee[i].refunded == 0) {
			return true;
		}
	}
	return d->imported || fee_sum(d->version, &one, out, e);
}

bool dossier_fee_owed(const struct dossier *d, int64_t *out, struct err *e)
{
	*out = 0;
	return d->decision != DECISION_GRANTED || dossier_fee_open(d, out, e);
}

/* One span: its primary obligations follow each other without gap or overlap. */
struct span_check {
	int64_t from, next, work_s;
	int32_t span;
	bool open;
};

static bool invariant(const struct dossier *d, const char *which, int64_t no, struct err *e)
{
	char id[ID_TEXT];

	err_set(e, ERR_CORRUPT, "dossier.invariant", "which", which, "dossier",
		id_text('d', d->id.v, id), NULL);
	return err_add_int(e, "no", no);
}

static bool span_end(const struct dossier *d, const struct span_check *s, struct err *e)
{
	if (s->span >= 0 && !s->open &&
	    s->work_s != work_between(d->cal, s->from, s->next)) {
		return invariant(d, "work", s->span, e);
	}
	return true;
}

static bool partition(const struct dossier *d, struct err *e)
{
	struct span_check s = { .span = -1 };
	size_t open = 0;

	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];

		if (!obligation_primary(o)) {
			continue;
		}
		if (o->span != s.span) {
			if (s.open || !span_end(d, &s, e)) {
				return s.open ? invariant(d, "open", (int64_t)i, e) : false;
			}
			s = (struct span_check){ .span = o->span, .from = o->from,
						 .next = o->from };
		}
		if (s.open || o->from != s.next || o->holder.kind == PARTY_NONE) {
			return invariant(d, "partition", (int64_t)i, e);
		}
		if (o->to == INSTANT_NONE) {
			s.open = true;
			open++;
			if (d->hold != (int32_t)i) {
				return invariant(d, "hold", (int64_t)i, e);
			}
		} else {
			s.next = o->to;
			s.work_s += o->work_s;
		}
	}
	if (!span_end(d, &s, e)) {
		return false;
	}
	bool alive = d->state == DOSSIER_OPEN || d->state == DOSSIER_WAITING ||
		     d->state == DOSSIER_READY;

	return open == (alive ? 1u : 0u) || invariant(d, "one_hold", (int64_t)open, e);
}

/* Each asked once, in rounds that follow each other; what is given, lapsed or silent by
 * law is owed no more, and a member's question stays the member's. */
static bool opinions(const struct dossier *d, struct err *e)
{
	int32_t next = 1;

	for (size_t i = 0; i < d->rounds; i++) {
		if (d->round[i].first != next || d->round[i].asked < 1) {
			return invariant(d, "round", (int64_t)i + 1, e);
		}
		next += d->round[i].asked;
	}
	if (next != (int32_t)d->opinions + 1) {
		return invariant(d, "rounds", (int64_t)d->opinions, e);
	}
	for (size_t i = 0; i < d->opinions; i++) {
		const struct opinion *v = &d->opinion[i];
		const struct obligation *o = &d->ob[v->obligation];
		bool over = v->answered_at != INSTANT_NONE || v->lapsed ||
			    (v->silent && v->effect == SILENCE_AGREES);

		if (v->marked_at != INSTANT_NONE &&
		    (v->answered_at == INSTANT_NONE || d->ob[v->ruling].kind != OB_RULING ||
		     d->ob[v->ruling].number != v->number)) {
			return invariant(d, "ruling", v->number, e);
		}
		if (o->kind != OB_OPINION || o->number != v->number ||
		    (over && o->to == INSTANT_NONE) || (v->lapsed && !v->member) ||
		    (v->answered_at != INSTANT_NONE) != (v->answer[0] != '\0')) {
			return invariant(d, "opinion", v->number, e);
		}
	}
	return true;
}

bool dossier_check(const struct dossier *d, struct err *e)
{
	if (!partition(d, e) || !opinions(d, e)) {
		return false;
	}
	if (d->state == DOSSIER_OPEN && d->due == INSTANT_NONE) {
		return invariant(d, "due", 0, e);		/* loophole G7 */
	}
	if (d->state == DOSSIER_WAITING && d->due != INSTANT_NONE) {
		return invariant(d, "waiting", 0, e);
	}
	if (d->closed_at != INSTANT_NONE && d->hold >= 0) {
		return invariant(d, "closed", d->hold, e);
	}
	if (d->received_at != INSTANT_NONE && d->first_due == INSTANT_NONE) {
		return invariant(d, "first_due", 0, e);
	}
	return true;
}
