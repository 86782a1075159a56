/* The facts of dossiers for detectors, out of typed columns. */
#include "case_row.h"

#include "store_impl.h"

#include "base/limits.h"
#include "base/num.h"

#include <string.h>

/* Rows of one dossier, as many as it has. */
struct rows {
	void *v;
	size_t n, cap, size;
};

static void *next_row(struct arena *a, struct rows *r)
{
	if (r->n == r->cap) {
		size_t cap = r->cap == 0 ? 64 : r->cap * 2;
		char *v = arena_array(a, char, cap * r->size);

		if (r->n > 0) {
			memcpy(v, r->v, r->n * r->size);
		}
		r->v = v;
		r->cap = cap;
	}
	return (char *)r->v + r->n++ * r->size;
}

/* Seven readings beside that of the dossiers; each stands at its next row. */
struct walk {
	struct store *s;
	struct arena *a;
	struct db_stmt *dossiers, *duties, *notices, *opinions, *contests, *apologies,
		*escalations, *machines;
	struct q_case_duties_row duty;
	struct q_notice_slice_row notice;
	struct q_opinion_slice_row opinion;
	struct q_contest_slice_row contest;
	struct q_apology_slice_row apology;
	struct q_escalation_slice_row escalation;
	struct q_machines_slice_row machine;
	bool in_duties, in_notices, in_opinions, in_contests, in_apologies, in_escalations,
		in_machines;
	struct rows duty_rows, notice_rows, opinion_rows, contest_rows, apology_rows,
		escalation_rows, machines_rows;
};

static void keep_duty(struct walk *w)
{
	const struct q_case_duties_row *q = &w->duty;

	*(struct case_duty *)next_row(w->a, &w->duty_rows) = (struct case_duty){
		.kind = (enum obligation_kind)q->kind, .holder = (enum party_kind)q->holder_kind,
		.body = (enum wait_holder)q->holder_body, .unit = { q->holder_unit },
		.post = post_of_str(q->holder_post), .person = { q->holder_person },
		.from = q->from_at, .to = q->to_at,
		.taken_at = q->taken_at, .due = q->due, .plan_s = q->plan_s, .work_s = q->work_s,
		.step = (int32_t)q->step, .number = (int32_t)q->number, .span = (int32_t)q->span,
		.ended = (enum ended)q->ended, .opened_seq = q->opened_seq,
		.closed_seq = q->closed_seq,
	};
}

static void keep_notice(struct walk *w)
{
	const struct q_notice_slice_row *q = &w->notice;

	*(struct case_notice *)next_row(w->a, &w->notice_rows) = (struct case_notice){
		.kind = (enum notice_kind)q->kind, .lawful = q->lawful, .asked_at = q->asked_at,
		.told_at = q->told_at, .delivered_at = q->delivered_at,
		.answered_at = q->answered_at, .seq = q->seq, .empty = q->empty,
	};
}

static void keep_opinion(struct walk *w)
{
	const struct q_opinion_slice_row *q = &w->opinion;

	*(struct case_opinion *)next_row(w->a, &w->opinion_rows) = (struct case_opinion){
		.number = (int32_t)q->no, .duty = (int32_t)q->duty, .asked_at = q->asked_at,
		.due = q->due, .answered_at = q->answered_at, .planned = q->planned,
		.silent = q->silent, .said = (enum said)q->said, .upheld = (int32_t)q->upheld,
	};
}

static void keep_contest(struct walk *w)
{
	const struct q_contest_slice_row *q = &w->contest;

	*(struct case_contest *)next_row(w->a, &w->contest_rows) = (struct case_contest){
		.number = (int32_t)q->no, .at = q->at, .end = (enum contest_end)q->outcome,
		.ended_at = q->ended_at, .sender = { q->sender_unit }, .moved = q->moved,
	};
}

static void keep_apology(struct walk *w)
{
	const struct q_apology_slice_row *q = &w->apology;

	*(struct case_apology *)next_row(w->a, &w->apology_rows) = (struct case_apology){
		.duty = (int32_t)q->duty, .due = q->due, .sign_by = q->sign_by,
		.signed_at = q->signed_at, .missed_at = q->missed_at,
	};
}

static void keep_escalation(struct walk *w)
{
	const struct q_escalation_slice_row *q = &w->escalation;

	*(struct case_escalation *)next_row(w->a, &w->escalation_rows) =
		(struct case_escalation){
			.duty = (int32_t)q->duty, .at = q->at, .due = q->due,
			.acted_at = q->acted_at, .how = (enum helped)q->how,
		};
}

static void keep_machines(struct walk *w)
{
	const struct q_machines_slice_row *q = &w->machine;

	*(struct case_machines *)next_row(w->a, &w->machines_rows) = (struct case_machines){
		.from = q->from_at, .to = q->to_at, .act = { q->first, q->second, q->third },
		.seq = q->seq,
	};
}

static bool fill_duties(struct walk *w, int64_t id, struct err *e)
{
	while (w->in_duties && w->duty.dossier <= id) {
		if (w->duty.dossier == id) {
			keep_duty(w);
		}
		if (!q_case_duties_next(w->duties, &w->duty, &w->in_duties, e)) {
			return false;
		}
	}
	return true;
}

static bool fill_notices(struct walk *w, int64_t id, struct err *e)
{
	while (w->in_notices && w->notice.dossier <= id) {
		if (w->notice.dossier == id) {
			keep_notice(w);
		}
		if (!q_notice_slice_next(w->notices, &w->notice, &w->in_notices, e)) {
			return false;
		}
	}
	return true;
}

static bool fill_opinions(struct walk *w, int64_t id, struct err *e)
{
	while (w->in_opinions && w->opinion.dossier <= id) {
		if (w->opinion.dossier == id) {
			keep_opinion(w);
		}
		if (!q_opinion_slice_next(w->opinions, &w->opinion, &w->in_opinions, e)) {
			return false;
		}
	}
	return true;
}

static bool fill_contests(struct walk *w, int64_t id, struct err *e)
{
	while (w->in_contests && w->contest.dossier <= id) {
		if (w->contest.dossier == id) {
			keep_contest(w);
		}
		if (!q_contest_slice_next(w->contests, &w->contest, &w->in_contests, e)) {
			return false;
		}
	}
	return true;
}

static bool fill_apologies(struct walk *w, int64_t id, struct err *e)
{
	while (w->in_apologies && w->apology.dossier <= id) {
		if (w->apology.dossier == id) {
			keep_apology(w);
		}
		if (!q_apology_slice_next(w->apologies, &w->apology, &w->in_apologies, e)) {
			return false;
		}
	}
	return true;
}

static bool fill_escalations(struct walk *w, int64_t id, struct err *e)
{
	while (w->in_escalations && w->escalation.dossier <= id) {
		if (w->escalation.dossier == id) {
			keep_escalation(w);
		}
		if (!q_escalation_slice_next(w->escalations, &w->escalation,
					     &w->in_escalations, e)) {
			return false;
		}
	}
	return true;
}

static bool fill_machines(struct walk *w, int64_t id, struct err *e)
{
	while (w->in_machines && w->machine.dossier <= id) {
		if (w->machine.dossier == id) {
			keep_machines(w);
		}
		if (!q_machines_slice_next(w->machines, &w->machine, &w->in_machines, e)) {
			return false;
		}
	}
	return true;
}

/* Steps of before a correction of the procedure are those of another one (rule 17). */
static void forget_other_steps(struct case_duty *d, size_t n)
{
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		from = d[i].ended == ENDED_CORRECTED ? i + 1 : from;
	}
	for (size_t i = 0; i < from; i++) {
		d[i].step = -1;
	}
}

static bool find_first(struct walk *w, int64_t continues, struct case_facts *f, struct err *e)
{
	struct q_case_ended_in in = { .id = continues };
	struct q_case_ended_row q;
	bool found = false;

	f->first_ended_at = INSTANT_NONE;
	if (continues == 0) {
		return true;
	}
	if (!q_case_ended(w->s->db, &in, w->a, &q, &found, e)) {
		return false;
	}
	if (found) {
		f->first = (struct dossier_id){ continues };
		f->first_state = (enum dossier_state)q.state;
		f->first_ended_at = q.closed_at;
		f->first_ended_seq = q.seq;
	}
	return true;
}

static bool fill(struct walk *w, const struct q_case_dossiers_row *q, struct case_row *out,
		 struct err *e)
{
	w->duty_rows.n = w->notice_rows.n = w->opinion_rows.n = 0;
	w->contest_rows.n = w->apology_rows.n = w->escalation_rows.n = w->machines_rows.n = 0;
	if (!fill_duties(w, q->id, e) || !fill_notices(w, q->id, e) ||
	    !fill_opinions(w, q->id, e) || !fill_contests(w, q->id, e) ||
	    !fill_apologies(w, q->id, e) || !fill_escalations(w, q->id, e) ||
	    !fill_machines(w, q->id, e)) {
		return false;
	}
	forget_other_steps(w->duty_rows.v, w->duty_rows.n);
	*out = (struct case_row){
		.code = q->code, .procedure = q->procedure,
		.calendar = q->calendar, .rule_set = q->rule_set,
		.version = q->version,
		.facts = {
			.id = { q->id }, .state = (enum dossier_state)q->state,
			.channel = (enum channel)q->channel, .receiving = { q->receiving },
			.competent = { q->competent }, .submitted_at = q->submitted_at,
			.received_at = q->received_at, .first_ready_at = q->first_ready_at,
			.ready_at = q->ready_at, .closed_at = q->closed_at,
			.first_due = q->first_due, .due = q->due, .form04_at = q->form04_at,
			.lived_due = q->lived_due,
			.returns = (int32_t)q->returns, .supplements = (int32_t)q->supplements,
			.reopened = (int32_t)q->reopened, .corrected = (int32_t)q->corrections,
			.imported = q->imported, .last_seq = q->last_seq,
			.duty = w->duty_rows.v, .duties = w->duty_rows.n,
			.notice = w->notice_rows.v, .notices = w->notice_rows.n,
			.opinion = w->opinion_rows.v, .opinions = w->opinion_rows.n,
			.contest = w->contest_rows.v, .contests = w->contest_rows.n,
			.apology = w->apology_rows.v, .apologies = w->apology_rows.n,
			.escalation = w->escalation_rows.v,
			.escalations = w->escalation_rows.n,
			.machines = w->machines_rows.v, .machineses = w->machines_rows.n,
			.submitter = { q->submitter }, .owner = { q->owner },
			.proxied = q->proxied,
		},
	};
	/* The entry of two machines follows the act it tells of, in another stream. */
	for (size_t i = 0; i < out->facts.machineses; i++) {
		out->facts.last_seq = num_max(out->facts.last_seq, out->facts.machines[i].seq);
	}
	return find_first(w, q->continues, &out->facts, e);
}

static bool begin(struct walk *w, int64_t after, int64_t upto, struct err *e)
{
	struct q_case_dossiers_in dossiers = { .after = after, .upto = upto };
	struct q_case_duties_in duties = { .after = after, .upto = upto };
	struct q_notice_slice_in notices = { .after = after, .upto = upto };
	struct q_opinion_slice_in opinions = { .after = after, .upto = upto };
	struct q_contest_slice_in contests = { .after = after, .upto = upto };
	struct q_apology_slice_in apologies = { .after = after, .upto = upto };
	struct q_escalation_slice_in escalations = { .after = after, .upto = upto };
	struct q_machines_slice_in machines = { .after = after, .upto = upto };

	return q_case_dossiers_open(w->s->db, &dossiers, &w->dossiers, e) &&
	       q_case_duties_open(w->s->db, &duties, &w->duties, e) &&
	       q_case_duties_next(w->duties, &w->duty, &w->in_duties, e) &&
	       q_notice_slice_open(w->s->db, &notices, &w->notices, e) &&
	       q_notice_slice_next(w->notices, &w->notice, &w->in_notices, e) &&
	       q_opinion_slice_open(w->s->db, &opinions, &w->opinions, e) &&
	       q_opinion_slice_next(w->opinions, &w->opinion, &w->in_opinions, e) &&
	       q_contest_slice_open(w->s->db, &contests, &w->contests, e) &&
	       q_contest_slice_next(w->contests, &w->contest, &w->in_contests, e) &&
	       q_apology_slice_open(w->s->db, &apologies, &w->apologies, e) &&
	       q_apology_slice_next(w->apologies, &w->apology, &w->in_apologies, e) &&
	       q_escalation_slice_open(w->s->db, &escalations, &w->escalations, e) &&
	       q_escalation_slice_next(w->escalations, &w->escalation, &w->in_escalations, e) &&
	       q_machines_slice_open(w->s->db, &machines, &w->machines, e) &&
	       q_machines_slice_next(w->machines, &w->machine, &w->in_machines, e);
}

static void finish(struct db_stmt *st)
{
	if (st != NULL) {
		db_finish(st);
	}
}

static bool walk_on(struct walk *w, case_fn *fn, void *ctx, struct err *e)
{
	struct q_case_dossiers_row q;
	struct case_row row;
	bool found = true;

	while (q_case_dossiers_next(w->dossiers, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (!fill(w, &q, &row, e) || !fn(ctx, &row, e)) {
			return false;
		}
	}
	return false;
}

bool store_cases(struct store *s, int64_t after, int64_t upto, case_fn *fn, void *ctx,
		 struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct walk w = {
		.s = s, .a = &s->scratch, .duty_rows = { .size = sizeof(struct case_duty) },
		.notice_rows = { .size = sizeof(struct case_notice) },
		.opinion_rows = { .size = sizeof(struct case_opinion) },
		.contest_rows = { .size = sizeof(struct case_contest) },
		.apology_rows = { .size = sizeof(struct case_apology) },
		.escalation_rows = { .size = sizeof(struct case_escalation) },
		.machines_rows = { .size = sizeof(struct case_machines) },
	};
	bool ok = begin(&w, after, upto, e) && walk_on(&w, fn, ctx, e);

	finish(w.dossiers);
	finish(w.duties);
	finish(w.notices);
	finish(w.opinions);
	finish(w.contests);
	finish(w.apologies);
	finish(w.escalations);
	finish(w.machines);
	arena_release(&s->scratch, mark);
	return ok;
}

static bool tell_file(const struct q_case_files_row *q, struct arena *a, case_file_fn *fn,
		      void *ctx, struct err *e)
{
	struct entry en;

	if (!entry_read(a, q->bytes, &en, e)) {
		return false;
	}
	const struct case_file f = {
		.dossier = { q->dossier }, .at = q->at, .number = json_int(en.body, "n", 0),
		.size = json_int(en.body, "size", 0), .what = json_str(en.body, "what"),
		.paper = json_str(en.body, "paper"), .type = json_str(en.body, "type"),
	};

	return fn(ctx, &f, e);
}

bool store_case_files(struct store *s, case_file_fn *fn, void *ctx, struct err *e)
{
	const struct q_case_files_in in = { .after = INT64_MIN, .upto = INT64_MAX };
	struct q_case_files_row q;
	struct db_stmt *st = NULL;
	bool found = true, ok = q_case_files_open(s->db, &in, &st, e);

	while (ok && found) {
		struct arena_mark mark = arena_mark(&s->scratch);

		ok = q_case_files_next(st, &q, &found, e) &&
		     (!found || tell_file(&q, &s->scratch, fn, ctx, e));
		arena_release(&s->scratch, mark);
	}
	finish(st);
	return ok;
}

bool store_actor(struct store *s, int64_t seq, struct person_id *out, struct err *e)
{
	struct q_case_actor_in in = { .seq = seq };
	struct q_case_actor_row q;
	bool found;

	if (!q_case_actor(s->db, &in, &s->scratch, &q, &found, e)) {
		return false;
	}
	*out = (struct person_id){ found ? q.actor : 0 };
	return true;
}
