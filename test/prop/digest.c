/* The digest of a dossier's state: all of it that anything hangs on. */
#include "world.h"

struct digest {
	uint64_t h;
};

static void mix(struct digest *g, int64_t v)
{
	g->h = (g->h ^ (uint64_t)v) * UINT64_C(0x100000001B3);
	g->h ^= g->h >> 29;
}

static void mix_str(struct digest *g, struct str s)
{
	mix(g, (int64_t)s.n);
	for (size_t i = 0; i < s.n; i++) {
		mix(g, s.p[i]);
	}
}

static void mix_law(struct digest *g, const void *p)
{
	mix(g, (int64_t)(uintptr_t)p);
}

static void mix_party(struct digest *g, const struct party *p)
{
	mix(g, p->kind);
	mix(g, p->seat.unit.v);
	mix(g, p->seat.person.v);
	mix_str(g, str_of(p->seat.post.code));
	mix(g, p->body);
}

static void mix_obligation(struct digest *g, const struct obligation *o)
{
	mix(g, o->kind);
	mix_party(g, &o->holder);
	mix_party(g, &o->account);
	mix(g, o->from);
	mix(g, o->to);
	mix(g, o->taken_at);
	mix(g, o->due);
	mix(g, o->plan_s);
	mix(g, o->work_s);
	mix(g, o->step);
	mix(g, o->number);
	mix(g, o->span);
	mix(g, o->reminded);
	mix(g, o->astray);
	mix(g, o->ended);
	mix(g, o->opened_seq);
	mix(g, o->closed_seq);
}

static void mix_identity(struct digest *g, const struct dossier *d)
{
	const int64_t number[] = {
		d->id.v, d->seq, d->at, d->first_seq, d->state, d->channel, d->helping.v,
		d->receiving.v, d->competent.v, d->home.v, d->owner.v, d->submitter.v, d->proxy.v,
		d->bundle.v, d->continues.v, d->inherited_promise, d->submitted_at,
		d->received_at, d->received_entry_at, d->imported, d->imported_due,
		d->hold, d->answer, d->span, d->span_from, d->step,
	};

	for (size_t i = 0; i < ARRAY_LEN(number); i++) {
		mix(g, number[i]);
	}
	mix_str(g, d->code);
	mix_str(g, d->calendar_id);
	mix_str(g, d->profile_id);
	mix_str(g, d->person_class);
	mix_str(g, d->receipt_no);
	mix_law(g, d->version);
	mix_law(g, d->rules);
	mix_law(g, d->cal);
	mix_law(g, d->variant);
	mix_law(g, d->first_cal);
	mix_party(g, &d->office);
	mix_party(g, &d->handed_by);
}

static void mix_clock(struct digest *g, const struct dossier *d)
{
	const int64_t number[] = {
		d->statutory_add, d->statutory_count, d->form04_at, d->form04_days,
		d->form04_count, d->first_due, d->first_limit.unit, d->first_limit.amount, d->due,
		d->apology_by, d->effective_start, d->provisional, d->supplements,
		d->intake_supplements, d->returns, d->first_return_at, d->handed_step,
		d->handed_at, d->recallable, d->paper_missing_at, d->decision, d->is_signed,
		d->is_numbered, d->first_ready_at, d->ready_at, d->signed_at, d->delivered_at,
		d->closed_at, d->reopened, d->overdue_marked_at, d->overdue_due,
		d->answer_overdue_at,
	};

	for (size_t i = 0; i < ARRAY_LEN(number); i++) {
		mix(g, number[i]);
	}
	for (size_t i = 0; d->plan_s != NULL && i < d->version->steps; i++) {
		mix(g, d->plan_s[i]);
		mix(g, d->used_s[i]);
		mix_party(g, &d->last[i]);
	}
	for (size_t i = 0; i < d->terms; i++) {
		mix(g, d->term[i].limit.unit);
		mix(g, d->term[i].limit.amount);
		mix_law(g, d->term[i].cal);
		mix(g, d->term[i].seq);
	}
	for (size_t i = 0; i < d->pauses; i++) {
		mix(g, d->pause[i].pause.from);
		mix(g, d->pause[i].pause.to);
		mix(g, d->pause[i].pause.policy);
		mix(g, d->pause[i].citizen);
		mix(g, d->pause[i].seq);
		mix_law(g, d->pause[i].wait);
	}
}

/* What was asked of the citizen. */
static void mix_notices(struct digest *g, const struct dossier *d)
{
	for (size_t i = 0; i < d->notices; i++) {
		const struct notice *n = &d->notice[i];

		mix(g, n->kind);
		mix(g, n->number);
		mix(g, n->lawful);
		mix(g, n->asked_at);
		mix(g, n->told_at);
		mix(g, n->delivered_at);
		mix(g, n->answered_at);
		mix(g, n->step);
		mix_party(g, &n->asker);
		mix_law(g, n->wait);
	}
}

/* What was asked of others, one by one and in rounds. */
static void mix_asked(struct digest *g, const struct dossier *d)
{
	for (size_t i = 0; i < d->opinions; i++) {
		const struct opinion *o = &d->opinion[i];

		mix(g, o->number);
		mix(g, o->obligation);
		mix(g, o->asked_at);
		mix(g, o->due);
		mix(g, o->answered_at);
		mix(g, o->planned);
		mix(g, o->silent);
		mix(g, o->effect);
		mix(g, o->round);
		mix(g, o->member);
		mix(g, o->lapsed);
		mix(g, o->after_half);
		mix(g, o->again);
		mix(g, o->supplements);
		mix(g, o->marked_at);
		mix(g, o->ruling);
		mix(g, o->upheld);
		mix_str(g, str_of(o->answer));
	}
	for (size_t i = 0; i < d->rounds; i++) {
		const struct opinion_round *r = &d->round[i];

		mix(g, r->first);
		mix(g, r->asked);
		mix(g, r->quorum);
		mix(g, r->step);
		mix(g, r->standard);
		mix(g, r->seq);
		for (size_t k = 0; k < r->files; k++) {
			mix(g, r->file[k]);
		}
	}
}

/* What was said to the citizen, promised and paid. */
static void mix_given(struct digest *g, const struct dossier *d)
{
	for (size_t i = 0; i < d->urges; i++) {
		mix(g, d->urge[i].number);
		mix(g, d->urge[i].obligation);
		mix(g, d->urge[i].asked_at);
		mix(g, d->urge[i].due);
		mix(g, d->urge[i].answered_at);
		mix(g, d->urge[i].ready_by);
		mix(g, d->urge[i].silent);
	}
	for (size_t i = 0; i < d->apologies; i++) {
		const struct apology *p = &d->apology[i];

		mix(g, p->number);
		mix(g, p->obligation);
		mix(g, p->due);
		mix(g, p->drafted_at);
		mix(g, p->sign_by);
		mix(g, p->signed_at);
		mix(g, p->missed_at);
		mix(g, p->cause.v);
		mix(g, p->passed);
	}
	mix(g, d->form04_cause.v);
	mix(g, d->form04_unit.v);
	mix(g, d->came_for_nothing);
	for (size_t i = 0; i < d->fees; i++) {
		mix(g, d->fee[i].number);
		mix(g, d->fee[i].amount);
		mix(g, d->fee[i].unit.v);
		mix(g, d->fee[i].at);
		mix(g, d->fee[i].cancelled_at);
		mix(g, d->fee[i].refunded);
	}
}

/* What goes up to superiors. */
static void mix_passed_up(struct digest *g, const struct dossier *d)
{
	for (size_t i = 0; i < d->escalations; i++) {
		const struct escalation *s = &d->escalation[i];

		mix(g, s->number);
		mix(g, s->obligation);
		mix(g, s->at);
		mix(g, s->due);
		mix(g, s->acted_at);
		mix(g, s->listed_at);
		mix(g, s->silent);
		mix(g, s->over);
		mix_str(g, str_of(s->how));
	}
	for (size_t i = 0; i < d->asked_backs; i++) {
		const struct second_return *r = &d->asked_back[i];

		mix(g, r->number);
		mix(g, r->obligation);
		mix(g, r->since);
		mix(g, r->step);
		mix(g, r->at);
		mix(g, r->actor.v);
		mix_party(g, &r->by);
		mix_str(g, r->reason);
		mix(g, r->end);
		mix(g, r->ended_at);
	}
	for (size_t i = 0; i < d->contests; i++) {
		const struct contest *c = &d->contest[i];

		mix(g, c->number);
		mix(g, c->first);
		mix(g, c->next);
		mix(g, c->since);
		mix(g, c->step);
		mix(g, c->handed_step);
		mix(g, c->at);
		mix(g, c->from);
		mix(g, c->actor.v);
		mix_party(g, &c->by);
		mix_party(g, &c->sender);
		mix(g, c->named.v);
		mix_str(g, c->reason);
		mix(g, c->end);
		mix(g, c->ended_at);
		mix(g, c->escalated_at);
		mix(g, c->ruled_by.v);
		mix(g, c->gave);
		mix(g, c->to_come);
		mix(g, c->work_s);
	}
}

uint64_t dossier_digest(const struct dossier *d)
{
	struct digest g = { UINT64_C(0xCBF29CE484222325) };

	mix_identity(&g, d);
	mix_clock(&g, d);
	mix_notices(&g, d);
	mix_asked(&g, d);
	mix_given(&g, d);
	mix_passed_up(&g, d);
	mix(&g, (int64_t)d->obs);
	for (size_t i = 0; i < d->obs; i++) {
		mix_obligation(&g, &d->ob[i]);
	}
	return g.h;
}
