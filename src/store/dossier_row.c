/* A dossier's state as its row. */
#include "store_impl.h"

#include "core/code.h"
#include "core/decide.h"
#include "core/tally.h"

/* Who has the dossier now: the open hold, else the open answer. */
static const struct obligation *in_hand(const struct dossier *d)
{
	int32_t i = d->hold >= 0 ? d->hold : d->answer;

	return i >= 0 ? &d->ob[i] : NULL;
}

static void fill_parties(const struct dossier *d, struct q_dossier_put_in *in)
{
	const struct obligation *o = in_hand(d);

	in->holder_post = STR("");
	in->holder_from = in->holder_taken = INSTANT_NONE;
	if (o != NULL) {
		in->holder_kind = o->holder.kind;
		in->holder_unit = o->holder.seat.unit.v;
		in->holder_post = str_of(o->holder.seat.post.code);
		in->holder_person = o->holder.seat.person.v;
		in->holder_body = o->holder.body;
		in->holder_from = o->from;
		in->holder_taken = o->taken_at;
	}
}

static void fill_law(const struct dossier *d, struct q_dossier_put_in *in)
{
	in->procedure = in->rule_set = STR("");
	in->calendar = d->calendar_id;
	if (d->version != NULL) {
		in->procedure = d->version->procedure->code;
		in->version = d->version->number;
	}
	if (d->rules != NULL) {
		in->rule_set = d->rules->id;
	}
}

/* Opinions: how many are owed, and the last that was given. */
static void fill_opinions(const struct dossier *d, struct q_dossier_put_in *in)
{
	in->answer_at = INSTANT_NONE;
	for (size_t i = 0; i < d->opinions; i++) {
		const struct opinion *o = &d->opinion[i];
		const struct obligation *asked = &d->ob[o->obligation];

		in->opinions_open += asked->to == INSTANT_NONE;
		if (o->answered_at != INSTANT_NONE &&
		    (in->answer_at == INSTANT_NONE || o->answered_at >= in->answer_at)) {
			in->answer_at = o->answered_at;
			in->answer_unit = asked->holder.seat.unit.v;
		}
	}
}

static void fill_urging(const struct dossier *d, struct q_dossier_put_in *in)
{
	const struct urge *open = dossier_urge(d);

	in->urge_due = open != NULL ? open->due : INSTANT_NONE;
	in->urges = (int64_t)d->urges;
	in->came_for_nothing = d->came_for_nothing;
}

static void fill_tally(const struct dossier *d, const struct rate_facts *facts,
		       struct q_dossier_put_in *in)
{
	struct tally t;

	tally_of(facts, tally_took(d), tally_asks(d), &t);
	in->solved_at = t.solved_at;
	in->solved_as = t.solved_as;
	in->ended_at = t.ended_at;
	in->ended_late = t.ended_late;
	in->late_from = t.late_from;
	in->took = t.took;
	in->asks = t.asks;
	in->acted_day = day_of(d->acted_at != INSTANT_NONE ? d->acted_at : d->at).n;
}

/* One taken back leaves its code to the dossier that it should have been, which may come
 * in any time: its own is told apart by its id. */
static struct str row_code(struct arena *a, const struct dossier *d)
{
	bool aside = d->state == DOSSIER_UNDONE;

	return aside ? str_fmt(a, "%.*s~%lld", STR_ARG(d->code), (long long)d->id.v) : d->code;
}

static bool dossier_columns(struct arena *a, const struct dossier *d,
			    struct q_dossier_put_in *out, struct err *e)
{
	struct rate_facts facts;

	if (!rate_facts_of(d, &facts, e)) {
		return false;
	}
	struct q_dossier_put_in in = {
		.id = d->id.v, .code = row_code(a, d), .home = d->home.v,
		.competent = d->competent.v,
		.receiving = d->receiving.v, .helping = d->helping.v, .state = d->state,
		.submitter = d->submitter.v, .continues = d->continues.v,
		.corrections = d->corrections, .proxied = d->proxy.v != 0,
		.channel = d->channel, .decision = d->decision, .owner = d->owner.v,
		.step = d->step, .submitted_at = d->submitted_at, .received_at = d->received_at,
		.first_ready_at = d->first_ready_at, .ready_at = d->ready_at,
		.delivered_at = d->delivered_at, .closed_at = d->closed_at,
		.first_due = d->first_due, .due = d->due,
		.due_sort = d->due == INSTANT_NONE ? DUE_FAR : d->due,
		.apology_by = d->apology_by, .form04_at = d->form04_at,
		.next_at = dossier_next_tick(d), .last_at = d->at, .last_seq = d->seq,
		.provisional = d->provisional, .imported = d->imported,
		.extended = d->form04_count > 0 || d->statutory_count > 0,
		.extended_late = facts.extended_late, .lived_due = facts.lived_due,
		.waiting_from = facts.waiting_from,
		.returns = d->returns, .supplements = d->supplements, .reopened = d->reopened,
		.office_unit = d->office.seat.unit.v, .office_person = d->office.seat.person.v,
		.tail = str_sub(d->code, d->code.n > CODE_TAIL ? d->code.n - CODE_TAIL : 0,
				d->code.n),
	};

	fill_law(d, &in);
	fill_parties(d, &in);
	fill_opinions(d, &in);
	fill_urging(d, &in);
	fill_tally(d, &facts, &in);
	*out = in;
	return true;
}

/* A row that is there: each statement writes the indexes of the columns it sets, so those
 * of most acts stand in none (sql/query/project.sql). */
static bool change_row(struct store *s, const struct q_dossier_put_in *r, struct err *e)
{
	struct q_dossier_change_in in = {
		.id = r->id, .procedure = r->procedure, .version = r->version,
		.rule_set = r->rule_set, .calendar = r->calendar,
		.decision = r->decision, .step = r->step, .holder_kind = r->holder_kind,
		.holder_unit = r->holder_unit, .holder_post = r->holder_post,
		.holder_person = r->holder_person, .holder_body = r->holder_body,
		.holder_from = r->holder_from, .holder_taken = r->holder_taken,
		.first_ready_at = r->first_ready_at, .delivered_at = r->delivered_at,
		.first_due = r->first_due, .due = r->due, .apology_by = r->apology_by,
		.form04_at = r->form04_at, .last_at = r->last_at, .last_seq = r->last_seq,
		.provisional = r->provisional, .imported = r->imported,
		.extended = r->extended, .extended_late = r->extended_late,
		.lived_due = r->lived_due, .waiting_from = r->waiting_from,
		.returns = r->returns, .supplements = r->supplements,
		.reopened = r->reopened, .office_unit = r->office_unit,
		.office_person = r->office_person, .opinions_open = r->opinions_open,
		.answer_unit = r->answer_unit, .answer_at = r->answer_at,
		.urge_due = r->urge_due, .urges = r->urges,
		.came_for_nothing = r->came_for_nothing, .took = r->took,
		.corrections = r->corrections, .asks = r->asks,
	};

	return q_dossier_change(s->db, &in, e);
}

static bool place_row(struct store *s, const struct q_dossier_put_in *r, struct err *e)
{
	struct q_dossier_place_in in = {
		.id = r->id, .state = r->state, .receiving = r->receiving,
		.due_sort = r->due_sort, .ready_at = r->ready_at, .closed_at = r->closed_at,
		.next_at = r->next_at,
	};

	return q_dossier_place(s->db, &in, e);
}

static bool change_all(struct store *s, const struct dossier *before,
		       const struct dossier *after, const struct q_dossier_put_in *row,
		       struct err *e)
{
	struct q_dossier_give_in give = { .id = row->id, .owner = row->owner };
	struct q_dossier_aside_in aside = { .id = row->id, .code = row->code };
	struct tally was;
	struct q_dossier_pass_in pass = { .id = row->id, .competent = row->competent,
					  .helping = row->helping };
	bool passed = before->competent.v != after->competent.v ||
		      before->helping.v != after->helping.v;

	return tally_change(s, row, before->competent, &was, e) &&
	       late_shares_change(s, &was, before, after, row, e) && change_row(s, row, e) &&
	       place_row(s, row, e) && (!passed || q_dossier_pass(s->db, &pass, e)) &&
	       (before->owner.v == after->owner.v || q_dossier_give(s->db, &give, e)) &&
	       (after->state != DOSSIER_UNDONE || q_dossier_aside(s->db, &aside, e));
}

static bool put_all(struct store *s, const struct dossier *d, const struct q_dossier_put_in *row,
		    struct err *e)
{
	struct q_import_batch_put_in batch = { .dossier = row->id, .batch = d->batch };

	return tally_new(s, row, e) && late_shares_change(s, NULL, NULL, d, row, e) &&
	       q_dossier_put(s->db, row, e) &&
	       (d->batch.n == 0 || q_import_batch_put(s->db, &batch, e));
}

bool dossier_row_put(struct store *s, const struct dossier *before,
		     const struct dossier *after, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_dossier_put_in row;
	bool ok = dossier_columns(&s->scratch, after, &row, e) &&
		  (before == NULL ? put_all(s, after, &row, e)
				  : change_all(s, before, after, &row, e));

	arena_release(&s->scratch, mark);
	return ok;
}
