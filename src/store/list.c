/* Reading the projections: one dossier, pages of dossiers, work in hand. */
#include "store_impl.h"

#include <assert.h>
#include <string.h>

static struct party party_of(int64_t kind, int64_t unit, struct str post, int64_t person,
			     int64_t body)
{
	return (struct party){
		.kind = (enum party_kind)kind,
		.seat = { .unit = { unit }, .post = post_of_str(post), .person = { person } },
		.body = (enum wait_holder)body,
	};
}

/* Texts still point into the statement. */
static struct dossier_row row_view(const struct q_dossier_row *q)
{
	return (struct dossier_row){
		.id = { q->id }, .code = str_sub(q->code, 0, str_find(q->code, '~')),
		.home = { q->home },
		.competent = { q->competent }, .receiving = { q->receiving },
		.helping = { q->helping }, .procedure = q->procedure, .version = q->version,
		.rule_set = q->rule_set, .calendar = q->calendar,
		.state = (enum dossier_state)q->state, .channel = (enum channel)q->channel,
		.decision = (enum decision)q->decision, .owner = { q->owner },
		.step = (int32_t)q->step,
		.holder = party_of(q->holder_kind, q->holder_unit, q->holder_post,
				   q->holder_person, q->holder_body),
		.office = { q->office_unit },
		.holder_from = q->holder_from, .holder_taken = q->holder_taken,
		.submitted_at = q->submitted_at, .received_at = q->received_at,
		.ready_at = q->ready_at, .delivered_at = q->delivered_at,
		.closed_at = q->closed_at, .first_ready_at = q->first_ready_at,
		.first_due = q->first_due, .due = q->due, .apology_by = q->apology_by,
		.form04_at = q->form04_at, .next_at = q->next_at, .last_at = q->last_at,
		.last_seq = q->last_seq, .provisional = q->provisional,
		.imported = q->imported, .extended = q->extended,
		.extended_late = q->extended_late, .lived_due = q->lived_due,
		.waiting_from = q->waiting_from,
		.returns = (int32_t)q->returns, .supplements = (int32_t)q->supplements,
		.reopened = (int32_t)q->reopened,
		.tally = {
			.received_at = q->imported ? INSTANT_NONE : q->received_at,
			.channel = (enum channel)q->channel, .solved_at = q->solved_at,
			.solved_as = (enum solved_as)q->solved_as, .ended_at = q->ended_at,
			.ended_late = q->ended_late, .late_from = q->late_from, .took = q->took,
		},
		.acted_day = { (int32_t)q->acted_day },
		.opinions_open = (int32_t)q->opinions_open,
	};
}

static void keep_texts(struct arena *a, struct dossier_row *r)
{
	r->code = str_dup(a, r->code);
	r->procedure = str_dup(a, r->procedure);
	r->rule_set = str_dup(a, r->rule_set);
	r->calendar = str_dup(a, r->calendar);
}

/* --- one --- */

static bool no_dossier(struct err *e, struct str what)
{
	err_set(e, ERR_NOT_FOUND, "store.no_dossier", NULL);
	char text[ERR_VALUE_SIZE];
	size_t n = what.n < sizeof(text) ? what.n : sizeof(text) - 1;
	memcpy(text, what.n > 0 ? what.p : "", n);
	text[n] = '\0';
	return err_add(e, "dossier", text);
}

bool store_dossier(struct store *s, struct arena *a, struct dossier_id id,
		   struct dossier_row *out, struct err *e)
{
	struct q_dossier_by_id_in in = { .id = id.v };
	struct q_dossier_row q;
	char text[ID_TEXT];
	bool found;

	if (!q_dossier_by_id(s->db, &in, a, &q, &found, e)) {
		return false;
	}
	if (!found) {
		return no_dossier(e, str_of(id_text('d', id.v, text)));
	}
	*out = row_view(&q);
	return true;
}

static bool undone_by_code(struct store *s, struct arena *a, struct str code,
			   struct q_dossier_row *q, bool *found, struct err *e)
{
	struct q_dossier_undone_in in = {
		.first = STR_JOIN(a, code, STR("~")), .beyond = STR_JOIN(a, code, STR("~~")),
	};

	return q_dossier_undone(s->db, &in, a, q, found, e);
}

bool store_dossier_by_code(struct store *s, struct arena *a, struct str code,
			   struct dossier_row *out, struct err *e)
{
	struct q_dossier_by_code_in in = { .code = code };
	struct q_dossier_row q;
	bool found;

	if (!q_dossier_by_code(s->db, &in, a, &q, &found, e) ||
	    (!found && !undone_by_code(s, a, code, &q, &found, e))) {
		return false;
	}
	if (!found) {
		return no_dossier(e, code);
	}
	*out = row_view(&q);
	return true;
}

bool store_each_dossier(struct store *s, dossier_row_fn *fn, void *ctx, struct err *e)
{
	struct q_dossier_row q;
	struct db_stmt *st;
	bool found;

	if (!q_dossier_all_open(s->db, &st, e)) {
		return false;
	}
	while (q_dossier_all_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct dossier_row r = row_view(&q);
		if (!fn(ctx, &r, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

/* All rows of a statement that gives at most `limit`. */
static bool read_rows(struct db_stmt *st, struct arena *a, int64_t limit,
		      struct dossier_page *out, struct err *e)
{
	struct dossier_page page = { .row = arena_array(a, struct dossier_row, (size_t)limit) };
	struct q_dossier_row q;
	bool found = true;

	while (found) {
		if (!q_dossier_all_next(st, &q, &found, e)) {
			return false;
		}
		if (found) {
			page.row[page.n] = row_view(&q);
			keep_texts(a, &page.row[page.n++]);
		}
	}
	*out = page;
	return true;
}

bool store_of_owner(struct store *s, struct arena *a, struct subject_id owner,
		    struct str procedure, int64_t limit, struct dossier_page *out, struct err *e)
{
	struct q_dossier_of_owner_in in = { .owner = owner.v, .procedure = procedure,
					    .limit = limit };
	struct db_stmt *st;

	return q_dossier_of_owner_open(s->db, &in, &st, e) && read_rows(st, a, limit, out, e);
}

bool store_owned(struct store *s, struct arena *a, struct subject_id owner, int64_t limit,
		 struct dossier_page *out, struct err *e)
{
	struct q_dossier_owned_in in = { .owner = owner.v, .limit = limit };
	struct db_stmt *st;

	return q_dossier_owned_open(s->db, &in, &st, e) && read_rows(st, a, limit, out, e);
}

bool store_places(struct store *s, struct subject_id owner, int64_t limit,
		  struct dossier_place *out, size_t *n, struct err *e)
{
	struct q_dossier_places_in in = { .owner = owner.v, .limit = limit };
	struct q_dossier_places_row q;
	struct db_stmt *st;
	bool found = true;

	*n = 0;
	if (!q_dossier_places_open(s->db, &in, &st, e)) {
		return false;
	}
	while (found) {
		if (!q_dossier_places_next(st, &q, &found, e)) {
			return false;
		}
		if (found) {
			out[(*n)++] = (struct dossier_place){
				.id = { q.id }, .receiving = { q.receiving },
				.helping = { q.helping }, .competent = { q.competent },
				.office = { q.office_unit },
			};
		}
	}
	return true;
}

/* The statement asks for so many words; the names of those it gives are held against
 * what there are more. */
enum { WORDS_ASKED = 4 };

static bool bears_all(struct store *s, const struct tokens *t, struct subject_id owner,
		      bool *has, struct err *e)
{
	*has = true;
	for (size_t i = WORDS_ASKED; i < t->n && *has; i++) {
		if (!subject_bears(s, &t->token[i], owner.v, has, e)) {
			return false;
		}
	}
	return true;
}

static struct str asked_token(const struct tokens *t, size_t i)
{
	assert(t->n > 0);
	return (struct str){ (const char *)t->token[i < t->n ? i : t->n - 1].b, TOKEN_SIZE };
}

bool store_named_at(struct store *s, struct arena *a, struct unit_id unit, struct str words,
		    int64_t looks, int64_t limit, struct dossier_page *out, struct err *e)
{
	struct tokens t;
	struct db_stmt *st;

	*out = (struct dossier_page){ 0 };
	if (!subject_tokens(s, words, &t, e)) {
		return false;
	}
	if (t.n == 0) {
		return true;
	}
	struct q_dossier_named_at_in in = {
		.holder_unit = unit.v, .looks = looks, .limit = limit,
		.token_1 = asked_token(&t, 0), .token_2 = asked_token(&t, 1),
		.token_3 = asked_token(&t, 2), .token_4 = asked_token(&t, 3),
	};
	struct dossier_page page;
	if (!q_dossier_named_at_open(s->db, &in, &st, e) || !read_rows(st, a, limit, &page, e)) {
		return false;
	}
	size_t all = page.n;
	page.n = 0;
	for (size_t i = 0; i < all; i++) {
		bool has;
		if (!bears_all(s, &t, page.row[i].owner, &has, e)) {
			return false;
		}
		page.row[page.n] = page.row[i];
		page.n += has;
	}
	*out = page;
	return true;
}

bool store_import_of(struct store *s, struct arena *a, struct str batch, int64_t after,
		     int64_t limit, struct dossier_page *out, struct err *e)
{
	struct q_import_batch_of_in in = { .batch = batch, .after_id = after, .limit = limit };
	struct db_stmt *st;

	return q_import_batch_of_open(s->db, &in, &st, e) && read_rows(st, a, limit, out, e);
}

bool store_imports(struct store *s, struct arena *a, struct import_sum **out, size_t *n,
		   struct err *e)
{
	struct q_import_batches_in in = { .limit = IMPORTS_MOST };
	struct q_import_batches_row q;
	struct db_stmt *st;
	bool found = true;

	*out = arena_array(a, struct import_sum, IMPORTS_MOST);
	*n = 0;
	if (!q_import_batches_open(s->db, &in, &st, e)) {
		return false;
	}
	while (found) {
		if (!q_import_batches_next(st, &q, &found, e)) {
			return false;
		}
		if (found) {
			(*out)[(*n)++] = (struct import_sum){ str_dup(a, q.batch), q.dossiers,
							      q.undone };
		}
	}
	return true;
}

bool store_held_by(struct store *s, struct arena *a, struct dossier_id id,
		   const struct unit_id **out, size_t *n, struct err *e)
{
	struct q_dossier_held_by_in in = { .dossier = id.v };
	struct q_dossier_held_by_row q;
	struct unit_id *unit = NULL;
	struct db_stmt *st;
	size_t cap = 0;
	bool found = true;

	*n = 0;
	if (!q_dossier_held_by_open(s->db, &in, &st, e)) {
		return false;
	}
	while (found) {
		if (!q_dossier_held_by_next(st, &q, &found, e)) {
			return false;
		}
		if (found) {
			unit = arena_grow(a, unit, *n, &cap, sizeof(*unit));
			unit[(*n)++].v = q.unit;
		}
	}
	*out = unit;
	return true;
}

bool store_code_tail(struct store *s, struct arena *a, struct unit_id competent,
		     struct str digits, int64_t limit, struct dossier_page *out,
		     struct err *e)
{
	struct q_dossier_tail_in in = { .tail = digits, .competent = competent.v,
					.limit = limit };
	struct db_stmt *st;

	return q_dossier_tail_open(s->db, &in, &st, e) && read_rows(st, a, limit, out, e);
}

bool store_recent_use(struct store *s, struct arena *a, int64_t of,
		      struct procedure_use **out, size_t *n, struct err *e)
{
	struct q_procedure_recent_in in = { .limit = of };
	struct procedure_use *use = arena_array(a, struct procedure_use, (size_t)of);
	struct q_procedure_recent_row q;
	struct db_stmt *st;
	bool found = true;

	*n = 0;
	if (!q_procedure_recent_open(s->db, &in, &st, e)) {
		return false;
	}
	while (found) {
		if (!q_procedure_recent_next(st, &q, &found, e)) {
			return false;
		}
		if (found) {
			use[(*n)++] = (struct procedure_use){ str_dup(a, q.procedure), q.n };
		}
	}
	*out = use;
	return true;
}

/* --- pages of dossiers --- */

static bool open_by_code(struct store *s, struct arena *a, const struct list_query *q,
			 int64_t limit, struct db_stmt **st, struct err *e)
{
	/* '~' stands behind every character of a code, a space before. One lower
	 * bound only: of two the engine may begin at the worse. */
	struct q_list_by_code_in in = {
		.first = q->after.set ? str_fmt(a, "%.*s ", STR_ARG(q->after.code)) : q->prefix,
		.beyond = str_fmt(a, "%.*s~", STR_ARG(q->prefix)),
		.state = q->state, .limit = limit,
	};
	/* The bound text must outlive the reading: it stands in the arena. */
	return q_list_by_code_open(s->db, &in, st, e);
}

static bool open_list(struct store *s, struct arena *a, const struct list_query *q,
		      int64_t limit, struct db_stmt **st, struct err *e)
{
	int64_t key = q->after.set ? q->after.key : INT64_MIN;
	int64_t id = q->after.set ? q->after.id : 0;
	int64_t until = q->until != 0 ? q->until : INT64_MAX;

	switch (q->by) {
	case LIST_ID:
		if (q->state != DOSSIER_NONE) {
			return q_list_by_state_open(s->db, &(struct q_list_by_state_in){
				.state = q->state, .after_id = id, .limit = limit }, st, e);
		}
		return q_list_by_id_open(s->db, &(struct q_list_by_id_in){
			.after_id = id, .limit = limit }, st, e);
	case LIST_CODE:
		return open_by_code(s, a, q, limit, st, e);
	case LIST_UNIT:
		return q_list_by_unit_open(s->db, &(struct q_list_by_unit_in){
			.holder_unit = q->id, .after_due = key, .after_id = id,
			.state = q->state, .limit = limit }, st, e);
	case LIST_PERSON:
		return q_list_by_person_open(s->db, &(struct q_list_by_person_in){
			.holder_person = q->id, .after_due = key, .after_id = id,
			.state = q->state, .limit = limit }, st, e);
	case LIST_COMPETENT:
		return q_list_by_competent_open(s->db, &(struct q_list_by_competent_in){
			.competent = q->id, .after_id = id, .state = q->state,
			.limit = limit }, st, e);
	case LIST_OPEN:
		return q_list_open_open(s->db, &(struct q_list_open_in){
			.after_due = key, .after_id = id, .until = until,
			.state = q->state, .limit = limit }, st, e);
	case LIST_TICK:
		return q_list_tick_open(s->db, &(struct q_list_tick_in){
			.after_next = key, .after_id = id, .until = until,
			.limit = limit }, st, e);
	}
	return false;
}

bool store_list(struct store *s, struct arena *a, const struct list_query *q,
		struct dossier_page *out, struct err *e)
{
	int64_t limit = q->limit > 0 && q->limit < LIST_MAX ? q->limit : LIST_MAX;
	struct dossier_page page = { .row = arena_array(a, struct dossier_row, (size_t)limit) };
	struct q_dossier_row row;
	struct db_stmt *st;
	bool found = true;

	/* One row more than asked tells whether there is a next page. */
	if (!open_list(s, a, q, limit + 1, &st, e)) {
		return false;
	}
	while (q_dossier_all_next(st, &row, &found, e)) {
		if (!found) {
			*out = page;
			return true;
		}
		if (page.n == (size_t)limit) {
			page.more = true;
			db_finish(st);
			*out = page;
			return true;
		}
		struct dossier_row *r = &page.row[page.n++];
		*r = row_view(&row);
		keep_texts(a, r);
		page.next = (struct list_cursor){
			.set = true, .id = row.id, .code = r->code,
			.key = q->by == LIST_TICK ? row.next_at : row.due_sort,
		};
	}
	return false;
}

/* --- duties --- */

static struct duty_row duty_of(struct arena *a, const struct q_duty_row *q)
{
	return (struct duty_row){
		.dossier = { q->dossier }, .code = str_dup(a, q->code), .no = (int32_t)q->no,
		.ob = {
			.kind = (enum obligation_kind)q->kind,
			.holder = party_of(q->holder_kind, q->holder_unit, q->holder_post,
					   q->holder_person, q->holder_body),
			.account = party_of(q->account_kind, q->account_unit, q->account_post,
					    q->account_person, q->account_body),
			.from = q->from_at, .to = q->to_at, .taken_at = q->taken_at,
			.due = q->due, .plan_s = q->plan_s, .work_s = q->work_s,
			.step = (int32_t)q->step, .number = (int32_t)q->number,
			.span = (int32_t)q->span, .ended = (enum ended)q->ended,
			.opened_seq = q->opened_seq, .closed_seq = q->closed_seq,
		},
	};
}

static bool open_duties(struct store *s, enum duty_of of, int64_t id,
			struct list_cursor after, int64_t limit, struct db_stmt **st,
			struct err *e)
{
	int64_t due = after.set ? after.key : INT64_MIN;
	int64_t dossier = after.set ? after.id : 0;
	int64_t no = after.set ? after.no : -1;

	switch (of) {
	case DUTY_UNIT:
		return q_duty_by_unit_open(s->db, &(struct q_duty_by_unit_in){
			.holder_unit = id, .after_due = due, .after_dossier = dossier,
			.after_no = no, .limit = limit }, st, e);
	case DUTY_PERSON:
		return q_duty_by_person_open(s->db, &(struct q_duty_by_person_in){
			.holder_person = id, .after_due = due, .after_dossier = dossier,
			.after_no = no, .limit = limit }, st, e);
	case DUTY_DOSSIER:
		return q_duty_by_dossier_open(s->db, &(struct q_duty_by_dossier_in){
			.dossier = id, .after_no = no, .limit = limit }, st, e);
	}
	return false;
}

bool store_duties(struct store *s, struct arena *a, enum duty_of of, int64_t id,
		  struct list_cursor after, int64_t limit, struct duty_page *out,
		  struct err *e)
{
	limit = limit > 0 && limit < LIST_MAX ? limit : LIST_MAX;
	struct duty_page page = { .row = arena_array(a, struct duty_row, (size_t)limit) };
	struct q_duty_row row;
	struct db_stmt *st;
	bool found;

	if (!open_duties(s, of, id, after, limit + 1, &st, e)) {
		return false;
	}
	while (q_duty_by_unit_next(st, &row, &found, e)) {
		if (!found) {
			*out = page;
			return true;
		}
		if (page.n == (size_t)limit) {
			page.more = true;
			db_finish(st);
			*out = page;
			return true;
		}
		page.row[page.n++] = duty_of(a, &row);
		page.next = (struct list_cursor){
			.set = true, .key = row.due_sort, .id = row.dossier, .no = row.no,
		};
	}
	return false;
}

/* --- the day book --- */

bool store_fees(struct store *s, struct arena *a, struct unit_id unit, int64_t from,
		int64_t until, struct fee_page *out, struct err *e)
{
	struct q_fee_book_in in = { .unit = unit.v, .from = from, .until = until };
	struct fee_page page = { .row = arena_array(a, struct fee_row, FEES_MOST) };
	struct q_fee_book_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_fee_book_open(s->db, &in, &st, e)) {
		return false;
	}
	while (found) {
		if (!q_fee_book_next(st, &q, &found, e)) {
			return false;
		}
		if (found && page.n == FEES_MOST) {
			db_finish(st);
			return err_set(e, ERR_LIMIT, "store.many_fees", NULL);
		}
		if (found) {
			page.row[page.n++] = (struct fee_row){
				.code = str_dup(a, q.code), .number = q.no, .amount = q.amount,
				.at = q.at, .cancelled_at = q.cancelled_at,
				.refunded = q.refunded, .clerk = { q.clerk },
			};
		}
	}
	*out = page;
	return true;
}

/* --- the register --- */

bool store_register(struct store *s, struct arena *a, struct unit_id unit, int64_t from,
		    int64_t until, size_t most, struct register_page *out, struct err *e)
{
	struct q_register_in in = { .unit = unit.v, .from = from, .until = until,
				    .limit = (int64_t)most + 1 };
	struct register_page page = { .row = arena_array(a, struct dossier_row, most) };
	struct q_dossier_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_register_open(s->db, &in, &st, e)) {
		return false;
	}
	while (found && q_register_next(st, &q, &found, e)) {
		if (found && page.n < most) {
			page.row[page.n] = row_view(&q);
			keep_texts(a, &page.row[page.n++]);
		} else {
			page.more = page.more || found;
		}
	}
	*out = page;
	return !found;
}
