/* Projections: a dossier's state as rows, written only here. */
#include "matter_row.h"
#include "store_impl.h"
#include "worked.h"

#include "core/code.h"
#include "core/decide.h"
#include "core/detect.h"
#include "core/tally.h"

#include "base/vi.h"

#include <assert.h>
#include <string.h>

/* Order of work in hand: its own due, else the dossier's. What has ended is in
 * no such list and must not change with the dossier's due. */
static int64_t sort_due(const struct dossier *d, const struct obligation *o)
{
	if (o->to != INSTANT_NONE) {
		return 0;
	}
	int64_t due = o->due != INSTANT_NONE ? o->due : d->due;
	return due == INSTANT_NONE ? DUE_FAR : due;
}

static const struct step *step_of(const struct obligation *o)
{
	bool has = o->kind == OB_STEP && o->version != NULL && o->step >= 0;

	return has ? &o->version->step[o->step] : NULL;
}

/* Who takes it: the post of its step, or what it is instead of a step. */
static struct str queue_of(const struct obligation *o)
{
	const struct step *s = step_of(o);

	switch (o->kind) {
	case OB_STEP:
		return s != NULL ? str_of(s->post.code) : STR("");
	case OB_HANDOUT:
		return STR("-handout");
	case OB_ANSWER:
		return STR("-answer");
	case OB_OPINION: case OB_RULING:
		return STR("-opinion");	/* both are owed about a question */
	case OB_URGE:
		return STR("-urge");
	case OB_CONTEST:
		return STR("-contest");
	case OB_RETURN:
		return STR("-return");
	case OB_ESCALATION:
		return STR("-escalation");
	case OB_APOLOGY:
		return STR("-apology");
	case OB_WAIT:
	case OB_NONE:
		break;
	}
	return STR("");
}

static void fill_from(const struct dossier *d, size_t no, struct q_obligation_put_in *in)
{
	const struct obligation *o = work_came_from(d, no);

	in->from_post = STR("");
	if (o != NULL) {
		in->from_kind = o->holder.kind;
		in->from_unit = o->holder.seat.unit.v;
		in->from_post = str_of(o->holder.seat.post.code);
		in->from_person = o->holder.seat.person.v;
		in->from_body = o->holder.body;
		in->from_how = o->ended;
	}
}

static struct q_obligation_put_in obligation_columns(const struct dossier *d, size_t no)
{
	const struct obligation *o = &d->ob[no];
	struct q_obligation_put_in in = {
		.dossier = d->id.v, .no = (int64_t)no, .home = d->home.v, .kind = o->kind,
		.holder_kind = o->holder.kind, .holder_unit = o->holder.seat.unit.v,
		.holder_post = str_of(o->holder.seat.post.code),
		.holder_person = o->holder.seat.person.v, .holder_body = o->holder.body,
		.account_kind = o->account.kind, .account_unit = o->account.seat.unit.v,
		.account_post = str_of(o->account.seat.post.code),
		.account_person = o->account.seat.person.v, .account_body = o->account.body,
		.from_at = o->from, .to_at = o->to, .taken_at = o->taken_at, .due = o->due,
		.due_sort = sort_due(d, o), .plan_s = o->plan_s, .work_s = o->work_s,
		.step = o->step, .number = o->number, .span = o->span, .ended = o->ended,
		.opened_seq = o->opened_seq, .closed_seq = o->closed_seq, .queue = queue_of(o),
		.step_kind = step_of(o) != NULL ? step_of(o)->kind : STEP_NONE,
	};

	fill_from(d, no, &in);
	return in;
}

static bool same_party(const struct party *x, const struct party *y)
{
	return x->kind == y->kind && x->body == y->body &&
	       x->seat.unit.v == y->seat.unit.v && x->seat.person.v == y->seat.person.v &&
	       strcmp(x->seat.post.code, y->seat.post.code) == 0;
}

static bool same_row(const struct dossier *before, const struct dossier *after, size_t no)
{
	const struct obligation *x = &before->ob[no], *y = &after->ob[no];

	return x->to == y->to && sort_due(before, x) == sort_due(after, y) &&
	       x->taken_at == y->taken_at && same_party(&x->holder, &y->holder) &&
	       same_party(&x->account, &y->account) && x->kind == y->kind && x->from == y->from &&
	       x->due == y->due && x->plan_s == y->plan_s && x->work_s == y->work_s &&
	       x->step == y->step && x->number == y->number && x->span == y->span &&
	       x->ended == y->ended && x->opened_seq == y->opened_seq &&
	       x->closed_seq == y->closed_seq;
}

const struct dossier *store_mark(struct arena *a, const struct dossier *d)
{
	struct dossier *copy = arena_copy(a, d, sizeof(*d));

	copy->ob = arena_copy(a, d->ob, d->obs * sizeof(*d->ob));
	copy->notice = arena_copy(a, d->notice, d->notices * sizeof(*d->notice));
	copy->opinion = arena_copy(a, d->opinion, d->opinions * sizeof(*d->opinion));
	copy->contest = arena_copy(a, d->contest, d->contests * sizeof(*d->contest));
	copy->apology = arena_copy(a, d->apology, d->apologies * sizeof(*d->apology));
	copy->escalation = arena_copy(a, d->escalation, d->escalations * sizeof(*d->escalation));
	return copy;
}

/* --- serials --- */

struct str serial_scope(struct arena *a, const char *what, struct unit_id unit, int year)
{
	char id[ID_TEXT];

	return str_fmt(a, "%s/%s/%d", what, id_text('u', unit.v, id), year);
}

struct str batch_scope(struct arena *a, struct unit_id unit, int year, int64_t number)
{
	return str_fmt(a, "%.*s/%lld", STR_ARG(serial_scope(a, "list", unit, year)),
		       (long long)number);
}

struct str listed_scope(struct arena *a, struct unit_id unit, struct dossier_id dossier)
{
	char from[ID_TEXT], id[ID_TEXT];

	return str_fmt(a, "listed/%s/%s", id_text('u', unit.v, from), id_text('d', dossier.v, id));
}

struct str book_scope(struct arena *a, struct unit_id unit, int year, struct str book)
{
	return str_fmt(a, "%.*s/%.*s", STR_ARG(serial_scope(a, "book", unit, year)), STR_ARG(book));
}

struct str number_scope(struct arena *a, struct unit_id unit, int year, struct str book,
			struct str number)
{
	struct str one, behind;

	(void)str_cut(number, '/', &one, &behind);
	one = vi_fold(a, one);
	one = one.n > 0 ? one : number;
	while (one.n > 1 && one.p[0] == '0') {
		one = str_sub(one, 1, one.n);
	}
	return str_fmt(a, "%.*s/%.*s/%.*s", STR_ARG(serial_scope(a, "number", unit, year)),
		       STR_ARG(book), STR_ARG(one));
}

struct str paper_scope(struct arena *a, struct unit_id unit, struct str receipt_no)
{
	struct str series, digits;
	int64_t number;
	char id[ID_TEXT];

	id_text('u', unit.v, id);
	if (!str_cut(receipt_no, '-', &series, &digits) || !str_to_int64(digits, &number)) {
		return str_fmt(a, "paper/%s/%.*s", id, STR_ARG(receipt_no));
	}
	return str_fmt(a, "paper/%s/%.*s-%lld", id, STR_ARG(series), (long long)number);
}

static bool use_serial(struct store *s, struct str scope, int64_t number, struct err *e)
{
	struct q_serial_use_in in = { .scope = scope, .last = number };

	return q_serial_use(s->db, &in, e);
}

bool store_serial(struct store *s, struct str scope, int64_t *last, struct err *e)
{
	struct q_serial_last_in in = { .scope = scope };
	struct q_serial_last_row row;
	bool found;

	if (!q_serial_last(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*last = found ? row.last : 0;
	return true;
}

bool store_books(struct store *s, struct arena *a, struct unit_id unit, int year,
		 struct book_last **out, size_t *n, struct err *e)
{
	struct str from = book_scope(a, unit, year, STR(""));
	struct q_serial_books_in in = { .from = from, .until = str_fmt(a, "%.*s~", STR_ARG(from)) };
	struct q_serial_books_row row;
	struct db_stmt *st;
	bool found = true;

	*out = arena_array(a, struct book_last, BOOKS_MOST);
	*n = 0;
	if (!q_serial_books_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_serial_books_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		if (*n == BOOKS_MOST) {
			db_finish(st);
			return true;
		}
		(*out)[(*n)++] = (struct book_last){
			str_dup(a, str_sub(row.scope, from.n, row.scope.n)), row.last };
	}
	return false;
}

/* A code of another system's form (imported) uses up none of our serials. */
static bool use_code(struct store *s, struct str code, struct err *e)
{
	struct dossier_code parsed;
	struct err other;
	size_t end = code.n;

	if (!code_parse(code, &parsed, &other)) {
		return true;
	}
	while (end > 0 && code.p[end - 1] != '-') {
		end--;
	}
	return use_serial(s, str_sub(code, 0, end - 1), parsed.serial, e);
}

static int year_of(int64_t at)
{
	return civil_of(at).year;
}

static bool use_fees(struct store *s, const struct dossier *d, size_t from, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = true;

	for (size_t i = from; i < d->fees && good; i++) {
		const struct fee_receipt *f = &d->fee[i];
		struct str scope = serial_scope(&s->scratch, "fee", f->unit, year_of(f->at));
		good = use_serial(s, scope, f->number, e);
	}
	arena_release(&s->scratch, mark);
	return good;
}

/* The few receipts of a dossier as they stand now. */
static bool put_fees(struct store *s, const struct dossier *d, struct err *e)
{
	for (size_t i = 0; i < d->fees; i++) {
		const struct fee_receipt *f = &d->fee[i];
		struct q_fee_put_in in = {
			.dossier = d->id.v, .no = f->number, .unit = f->unit.v,
			.clerk = f->clerk.v, .amount = f->amount, .at = f->at,
			.cancelled_at = f->cancelled_at, .refunded = f->refunded,
		};
		if (!q_fee_put(s->db, &in, e)) {
			return false;
		}
	}
	return true;
}

static bool same_contest(const struct dossier *before, const struct dossier *after, size_t no)
{
	const struct contest *x, *y = &after->contest[no];

	if (before == NULL || no >= before->contests) {
		return false;
	}
	x = &before->contest[no];
	return x->end == y->end && x->first == y->first && x->next == y->next;
}

static bool put_contests(struct store *s, const struct dossier *before,
			 const struct dossier *after, struct err *e)
{
	for (size_t i = 0; i < after->contests; i++) {
		const struct contest *c = &after->contest[i];
		const struct obligation *duty = contest_duty(after, c);
		struct q_contest_put_in in = {
			.dossier = after->id.v, .no = c->number, .at = c->at,
			.by_unit = c->by.seat.unit.v, .sender_unit = c->sender.seat.unit.v,
			.named_unit = c->named.v, .reason = c->reason,
			.arbiter_unit = duty->holder.seat.unit.v, .due = duty->due,
			.first_due = after->ob[c->first].due, .escalated_at = c->escalated_at,
			.outcome = c->end, .ended_at = c->ended_at, .ruled_by = c->ruled_by.v,
			.moved = c->gave >= 0 || c->to_come, .work_s = c->work_s,
		};

		if (!same_contest(before, after, i) && !q_contest_put(s->db, &in, e)) {
			return false;
		}
	}
	return true;
}

static bool use_paper(struct store *s, const struct dossier *d, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = use_serial(s, paper_scope(&s->scratch, d->receiving, d->receipt_no), 1, e);

	arena_release(&s->scratch, mark);
	return good;
}

/* "7" and "7/TLKT" are the seventh; words alone count for nothing. */
static int64_t leading_number(struct str s)
{
	int64_t no;
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9') {
		n++;
	}
	return str_to_int64(str_sub(s, 0, n), &no) ? no : 0;
}

static bool use_numbers(struct store *s, const struct dossier *d, size_t from, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = true;

	for (size_t i = from; i < d->bookings && good; i++) {
		const struct booked *b = &d->booked[i];
		int64_t no = leading_number(b->number);
		int year = year_of(b->at);

		good = use_serial(s, number_scope(&s->scratch, b->unit, year, b->book, b->number),
				  d->id.v, e);
		if (no > 0 && good) {
			good = use_serial(s, book_scope(&s->scratch, b->unit, year, b->book), no,
					  e);
		}
	}
	arena_release(&s->scratch, mark);
	return good;
}

/* The list by its number, and by each dossier in it. */
static bool use_list(struct store *s, const struct entry *en, struct err *e)
{
	const struct json *list = json_arr(en->body, "dossiers");
	struct arena *a = &s->scratch;
	struct unit_id unit = { en->stream.id };
	int64_t no = json_int(en->body, "batch", 0);
	int year = year_of(en->at);
	struct dossier_id id;

	if (!use_serial(s, serial_scope(a, "batch", unit, year), no, e) ||
	    !use_serial(s, batch_scope(a, unit, year, no), en->seq, e)) {
		return false;
	}
	for (size_t i = 0; i < json_len(list); i++) {
		if (id_parse('d', json_at(list, i)->s, &id.v) &&
		    !use_serial(s, listed_scope(a, unit, id), en->seq, e)) {
			return false;
		}
	}
	return true;
}

/* What the writer says; what it does not say in full is no row. */
static bool put_machines(struct store *s, const struct entry *en, struct err *e)
{
	const struct json *acts = json_arr(en->body, "acts");
	struct err ignored;
	struct q_machines_put_in in = { .seq = en->seq, .person = en->stream.id,
					.to_at = en->at };

	if (json_len(acts) != 3 || !id_parse('d', json_str(en->body, "dossier"), &in.dossier) ||
	    !instant_parse(json_str(en->body, "from"), &in.from_at, &ignored)) {
		return true;
	}
	in.first = json_at(acts, 0)->i;
	in.second = json_at(acts, 1)->i;
	in.third = json_at(acts, 2)->i;
	return q_machines_put(s->db, &in, e);
}

bool store_project_entry(struct store *s, const struct entry *en, struct err *e)
{
	if (en->kind == KIND_TWO_MACHINES) {
		return put_machines(s, en, e);
	}
	if (en->kind != KIND_BATCH_PRINTED) {
		return true;
	}
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = use_list(s, en, e);

	arena_release(&s->scratch, mark);
	return good;
}

/* --- what was asked of the citizen and of others --- */

static bool put_notices(struct store *s, const struct dossier *before,
			const struct dossier *after, struct err *e)
{
	for (size_t i = 0; i < after->notices; i++) {
		const struct notice *n = &after->notice[i];
		const struct notice *old = before != NULL && i < before->notices
			? &before->notice[i] : NULL;

		if (old != NULL && old->lawful == n->lawful && old->told_at == n->told_at &&
		    old->delivered_at == n->delivered_at && old->answered_at == n->answered_at) {
			continue;
		}
		struct q_notice_put_in in = {
			.dossier = after->id.v, .no = n->number, .kind = n->kind,
			.lawful = n->lawful, .asked_at = n->asked_at, .told_at = n->told_at,
			.delivered_at = n->delivered_at, .answered_at = n->answered_at,
			.seq = n->seq, .empty = n->empty,
		};
		if (!q_notice_put(s->db, &in, e)) {
			return false;
		}
	}
	return true;
}

static bool put_opinions(struct store *s, const struct dossier *before,
			 const struct dossier *after, struct err *e)
{
	for (size_t i = 0; i < after->opinions; i++) {
		const struct opinion *o = &after->opinion[i];
		const struct opinion *old = before != NULL && i < before->opinions
			? &before->opinion[i] : NULL;

		if (old != NULL && old->obligation == o->obligation &&
		    old->answered_at == o->answered_at && old->silent == o->silent &&
		    old->upheld == o->upheld) {
			continue;
		}
		struct q_opinion_put_in in = {
			.dossier = after->id.v, .no = o->number, .duty = o->obligation,
			.asked_at = o->asked_at, .due = o->due, .answered_at = o->answered_at,
			.planned = o->planned, .silent = o->silent,
			.said = said_of(str_of(o->answer)), .upheld = o->upheld,
		};
		if (!q_opinion_put(s->db, &in, e)) {
			return false;
		}
	}
	return true;
}

static bool put_apologies(struct store *s, const struct dossier *before,
			  const struct dossier *after, struct err *e)
{
	for (size_t i = 0; i < after->apologies; i++) {
		const struct apology *p = &after->apology[i];
		const struct apology *old = before != NULL && i < before->apologies
			? &before->apology[i] : NULL;

		if (old != NULL && old->obligation == p->obligation &&
		    old->signed_at == p->signed_at && old->missed_at == p->missed_at) {
			continue;
		}
		struct q_apology_put_in in = {
			.dossier = after->id.v, .no = p->number, .duty = p->obligation,
			.due = p->due, .sign_by = p->sign_by, .drafted_at = p->drafted_at,
			.signed_at = p->signed_at, .missed_at = p->missed_at,
		};
		if (!q_apology_put(s->db, &in, e)) {
			return false;
		}
	}
	return true;
}

static bool put_escalations(struct store *s, const struct dossier *before,
			    const struct dossier *after, struct err *e)
{
	for (size_t i = 0; i < after->escalations; i++) {
		const struct escalation *x = &after->escalation[i];
		const struct escalation *old = before != NULL && i < before->escalations
			? &before->escalation[i] : NULL;

		if (old != NULL && old->obligation == x->obligation &&
		    old->acted_at == x->acted_at) {
			continue;
		}
		struct q_escalation_put_in in = {
			.dossier = after->id.v, .no = x->number, .duty = x->obligation,
			.at = x->at, .due = x->due, .acted_at = x->acted_at,
			.how = helped_how(str_of(x->how)),
		};
		if (!q_escalation_put(s->db, &in, e)) {
			return false;
		}
	}
	return true;
}

/* --- rows --- */

bool store_project(struct store *s, const struct dossier *before,
		   const struct dossier *after, struct err *e)
{
	size_t known = before != NULL ? before->obs : 0;

	assert(store_in_group(s));
	assert(known <= after->obs);
	if (!dossier_row_put(s, before, after, e)) {
		return false;
	}
	for (size_t i = 0; i < after->obs; i++) {
		/* Another calendar changes what all of them took (rule 1). */
		bool same = i < known && before->cal == after->cal && same_row(before, after, i);

		if (!same && !worked_change(s, before, after, i, e)) {
			return false;
		}
		if (i < known && same_row(before, after, i)) {
			continue;
		}
		struct q_obligation_put_in in = obligation_columns(after, i);
		if (!q_obligation_put(s->db, &in, e)) {
			return false;
		}
	}
	if (before == NULL && !use_code(s, after->code, e)) {
		return false;
	}
	if (after->receipt_no.n > 0 && (before == NULL || before->receipt_no.n == 0) &&
	    !use_paper(s, after, e)) {
		return false;
	}
	if (!use_numbers(s, after, before != NULL ? before->bookings : 0, e)) {
		return false;
	}
	return use_fees(s, after, before != NULL ? before->fees : 0, e) &&
	       put_fees(s, after, e) && put_notices(s, before, after, e) &&
	       put_opinions(s, before, after, e) && put_contests(s, before, after, e) &&
	       put_apologies(s, before, after, e) && put_escalations(s, before, after, e);
}

bool store_clear_dossiers(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	return q_obligation_clear(s->db, e) && q_dossier_clear(s->db, e) &&
	       q_fee_clear(s->db, e) && q_import_batch_clear(s->db, e) &&
	       q_notice_clear(s->db, e) && q_opinion_clear(s->db, e) &&
	       q_contest_clear(s->db, e) && q_apology_clear(s->db, e) &&
	       q_escalation_clear(s->db, e) && q_late_share_clear(s->db, e);
}

bool store_clear_projections(struct store *s, struct err *e)
{
	return store_clear_dossiers(s, e) && store_clear_matters(s, e) && worked_clear(s, e) &&
	       q_serial_clear(s->db, e) && q_machines_clear(s->db, e) &&
	       q_tally_clear(s->db, e) &&
	       q_tally_took_clear(s->db, e) && store_set_form(s, 0, e);
}

bool store_projections_done(struct store *s, struct err *e)
{
	assert(store_in_group(s));
	s->stale = false;
	return store_set_form(s, PROJECTION_FORM, e);
}
