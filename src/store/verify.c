/* Checks that need the tables themselves: entries, root, equal projections. */
#include "matter_row.h"
#include "store_impl.h"

#include <inttypes.h>
#include <string.h>

static bool wrong(struct err *e, const char *key, int64_t seq, const char *column)
{
	err_set(e, ERR_CORRUPT, key, NULL);
	err_add_int(e, "seq", seq);
	return column == NULL ? false : err_add(e, "column", column);
}

/* --- the databases as such --- */

static bool same_part(struct db_stmt *x, struct db_stmt *y, bool in_x, bool in_y)
{
	bool same = in_x == in_y;

	for (int i = 0; same && in_x && i < sql_text[x->id].columns; i++) {
		same = str_eq(db_text(x, i), db_text(y, i));
	}
	return same;
}

static bool same_structure(struct db_stmt *x, struct db_stmt *y, struct err *e)
{
	bool in_x, in_y;

	do {
		if (!db_step(x, &in_x, e) || !db_step(y, &in_y, e)) {
			return false;
		}
		if (!same_part(x, y, in_x, in_y)) {
			return err_set(e, ERR_CORRUPT, "verify.structure", "file", x->db->path,
				       NULL);
		}
	} while (in_x);
	return true;
}

/* A trigger that no longer says what it said keeps nothing. */
static bool check_structure(struct store *s, struct db *db, enum sql_id all, struct err *e)
{
	struct db_options o = { .database = db->database, .access = DB_MEMORY, .cache_kib = 64 };
	struct db *fresh;
	struct db_stmt *x, *y;

	if (!db_sqlite_open(s->arena, ":memory:", &o, &fresh, e)) {
		return false;
	}
	bool ok = db_migrate(fresh, true, e) && db_start(db, all, &x, e);
	if (ok) {
		ok = db_start(fresh, all, &y, e) && same_structure(x, y, e);
		db_finish(x);
	}
	db_close(fresh);
	return ok;
}

bool store_check_databases(struct store *s, struct err *e)
{
	return store_need_keys(s, e) && s->db->driver->check(s->db, e) &&
	       s->keys->driver->check(s->keys, e);
}

bool store_check_structure(struct store *s, struct err *e)
{
	return store_need_keys(s, e) && check_structure(s, s->db, SQL_STRUCTURE_ALL, e) &&
	       check_structure(s, s->keys, SQL_KEYS_STRUCTURE_ALL, e);
}

/* --- entries --- */

struct ledger_check {
	struct store *store;
	int64_t from;			/* the first one to check */
	int64_t expected;		/* next seq; -1: any */
	int64_t at;
	int64_t seen;
	struct str cmd;			/* the command row at hand, in the scratch arena */
	struct store_command command;
};

/* The first column that differs from what the bytes say, or NULL. */
static const char *differing_column(const struct stored *s, const struct entry *en)
{
	return en->seq != s->seq ? "seq" :
	       en->at != s->at ? "at" :
	       en->actor.v != s->actor.v ? "actor" :
	       en->stream.kind != s->stream.kind ? "stream_kind" :
	       en->stream.id != s->stream.id ? "stream_id" :
	       !str_eq(s->kind, str_of(kind_name(en->kind))) ? "kind" :
	       !str_eq(s->cmd, en->cmd) ? "cmd" : NULL;
}

static bool check_bytes(struct ledger_check *c, const struct stored *s, struct err *e)
{
	struct arena *a = &c->store->scratch;
	struct arena_mark mark = arena_mark(a);
	struct entry en;

	if (!hash_eq(tlog_leaf(s->bytes), s->leaf)) {
		return wrong(e, "verify.leaf", s->seq, NULL);
	}
	bool good = entry_read(a, s->bytes, &en, e);
	if (!good) {
		err_add_int(e, "seq", s->seq);
	}
	const char *column = good ? differing_column(s, &en) : NULL;
	arena_release(a, mark);
	return column == NULL ? good : wrong(e, "verify.column", s->seq, column);
}

static bool check_command(struct ledger_check *c, const struct stored *s, struct err *e)
{
	if (s->cmd.n == 0) {
		return true;
	}
	if (c->cmd.n == 0 || !str_eq(c->cmd, s->cmd)) {
		bool found;
		if (!store_command_find(c->store, s->cmd, &c->command, &found, e)) {
			return false;
		}
		if (!found) {
			return wrong(e, "verify.command", s->seq, NULL);
		}
		c->cmd = str_dup(&c->store->scratch, s->cmd);
	}
	bool inside = s->seq >= c->command.first && s->seq <= c->command.last;
	return (inside && s->at == c->command.at) || wrong(e, "verify.command", s->seq, NULL);
}

static bool check_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct ledger_check *c = ctx;

	if (c->expected >= 0 && s->seq != c->expected) {
		return wrong(e, "verify.gap", c->expected, NULL);
	}
	if (s->at < c->at) {
		return wrong(e, "verify.time", s->seq, NULL);
	}
	c->expected = s->seq + 1;
	c->at = s->at;
	if (s->seq < c->from) {
		return true;
	}
	c->seen++;
	return check_bytes(c, s, e) && check_command(c, s, e);
}

/* No command row without its entries. */
static bool check_claims(struct store *s, struct err *e)
{
	struct q_command_count_row row;
	bool found;

	if (!q_command_count(s->db, &s->scratch, &row, &found, e)) {
		return false;
	}
	return row.entries == row.claimed || wrong(e, "verify.command", s->last.seq, NULL);
}

bool store_check_ledger(struct store *s, int64_t from, int64_t limit, int64_t *next,
			struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	/* The entry before comes along, for its time and seq. */
	int64_t start = from > 0 ? from - 1 : 0;
	struct ledger_check c = {
		.store = s, .from = from, .expected = start, .at = INSTANT_NONE,
	};
	bool good = store_range(s, start, limit + (from - start), check_entry, &c, e);
	bool ended = c.seen < limit;

	if (good && ended) {
		good = check_claims(s, e);
	}
	arena_release(&s->scratch, mark);
	if (good) {
		*next = ended ? -1 : from + limit;
	}
	return good;
}

/* --- projections --- */

struct slice {				/* dossiers with after < id ≤ upto */
	int64_t after, upto;
};

static bool open_dossiers(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_dossier_slice_in in = { .after = x.after, .upto = x.upto };

	return q_dossier_slice_open(db, &in, st, e);
}

static bool open_obligations(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_obligation_slice_in in = { .after = x.after, .upto = x.upto };

	return q_obligation_slice_open(db, &in, st, e);
}

static bool open_fees(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_fee_slice_in in = { .after = x.after, .upto = x.upto };

	return q_fee_slice_open(db, &in, st, e);
}

static bool open_batches(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_import_batch_slice_in in = { .after = x.after, .upto = x.upto };

	return q_import_batch_slice_open(db, &in, st, e);
}

static bool open_matters(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_matter_slice_in in = { .after = x.after, .upto = x.upto };

	return q_matter_slice_open(db, &in, st, e);
}

static bool open_owed(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_owed_slice_in in = { .after = x.after, .upto = x.upto };

	return q_owed_slice_open(db, &in, st, e);
}

static bool open_signals(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_signal_slice_in in = { .after = x.after, .upto = x.upto };

	return q_signal_slice_open(db, &in, st, e);
}

static bool open_signals_of(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_signal_of_slice_in in = { .after = x.after, .upto = x.upto };

	return q_signal_of_slice_open(db, &in, st, e);
}

static bool open_notices(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_notice_slice_in in = { .after = x.after, .upto = x.upto };

	return q_notice_slice_open(db, &in, st, e);
}

static bool open_opinions(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_opinion_slice_in in = { .after = x.after, .upto = x.upto };

	return q_opinion_slice_open(db, &in, st, e);
}

static bool open_contests(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_contest_slice_in in = { .after = x.after, .upto = x.upto };

	return q_contest_slice_open(db, &in, st, e);
}

static bool open_apologies(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_apology_slice_in in = { .after = x.after, .upto = x.upto };

	return q_apology_slice_open(db, &in, st, e);
}

static bool open_escalations(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_escalation_slice_in in = { .after = x.after, .upto = x.upto };

	return q_escalation_slice_open(db, &in, st, e);
}

static bool open_machines(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_machines_slice_in in = { .after = x.after, .upto = x.upto };

	return q_machines_slice_open(db, &in, st, e);
}

static bool open_shares(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	struct q_late_share_slice_in in = { .after = x.after, .upto = x.upto };

	return q_late_share_slice_open(db, &in, st, e);
}

static bool open_serials(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	(void)x;			/* they belong to no dossier */
	return q_serial_all_open(db, st, e);
}

static bool open_tally(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	(void)x;
	return q_tally_all_open(db, st, e);
}

static bool open_took(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	(void)x;
	return q_tally_took_all_open(db, st, e);
}

static bool open_worked(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	(void)x;
	return q_work_sum_all_open(db, st, e);
}

static bool open_spread(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	(void)x;
	return q_work_spread_all_open(db, st, e);
}

static bool open_own(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	(void)x;
	return q_work_own_all_open(db, st, e);
}

static bool open_own_spread(struct db *db, struct slice x, struct db_stmt **st, struct err *e)
{
	(void)x;
	return q_work_own_spread_all_open(db, st, e);
}

static const struct projection {
	const char *table;
	enum sql_id id;
	bool (*open)(struct db *db, struct slice x, struct db_stmt **st, struct err *e);
	/* its first column */
	enum { NAMED_ID, NAMED_MATTER, NAMED_PERSON, NAMED_TEXT, NAMED_DAY } named;
} dossiers = { "dossier", SQL_DOSSIER_SLICE, open_dossiers, NAMED_ID },
  obligations = { "obligation", SQL_OBLIGATION_SLICE, open_obligations, NAMED_ID },
  fees = { "fee_receipt", SQL_FEE_SLICE, open_fees, NAMED_ID },
  batches = { "import_batch", SQL_IMPORT_BATCH_SLICE, open_batches, NAMED_ID },
  matters = { "matter", SQL_MATTER_SLICE, open_matters, NAMED_MATTER },
  oweds = { "owed", SQL_OWED_SLICE, open_owed, NAMED_MATTER },
  signals = { "signal", SQL_SIGNAL_SLICE, open_signals, NAMED_MATTER },
  signals_of = { "signal_of", SQL_SIGNAL_OF_SLICE, open_signals_of, NAMED_MATTER },
  notices = { "notice", SQL_NOTICE_SLICE, open_notices, NAMED_ID },
  opinions = { "opinion", SQL_OPINION_SLICE, open_opinions, NAMED_ID },
  contests = { "contest", SQL_CONTEST_SLICE, open_contests, NAMED_ID },
  apologies = { "apology", SQL_APOLOGY_SLICE, open_apologies, NAMED_ID },
  escalations = { "escalation", SQL_ESCALATION_SLICE, open_escalations, NAMED_ID },
  machines = { "machines", SQL_MACHINES_SLICE, open_machines, NAMED_ID },
  shares = { "late_share", SQL_LATE_SHARE_SLICE, open_shares, NAMED_ID },
  serials = { "serial", SQL_SERIAL_ALL, open_serials, NAMED_TEXT },
  tally = { "tally", SQL_TALLY_ALL, open_tally, NAMED_DAY },
  worked = { "work_sum", SQL_WORK_SUM_ALL, open_worked, NAMED_DAY },
  spread = { "work_spread", SQL_WORK_SPREAD_ALL, open_spread, NAMED_DAY },
  own = { "work_own", SQL_WORK_OWN_ALL, open_own, NAMED_PERSON },
  own_spread = { "work_own_spread", SQL_WORK_OWN_SPREAD_ALL, open_own_spread, NAMED_PERSON },
  took = { "tally_took", SQL_TALLY_TOOK_ALL, open_took, NAMED_DAY };

static bool value_eq(struct db_value a, struct db_value b)
{
	return a.type == b.type && (a.type != DB_INT || a.i == b.i) && str_eq(a.s, b.s);
}

/* Names a row by its first column: the id of a dossier, a matter or a person, a scope, or a
 * day. */
static bool differs(struct err *e, const char *key, const struct projection *p,
		    struct db_stmt *st, int column)
{
	const char *table = p->table;
	struct db_value first = db_value(st, 0);
	char text[ID_TEXT], name[ERR_VALUE_SIZE];

	if (p->named == NAMED_DAY) {
		err_set(e, ERR_CORRUPT, key, "table", table, NULL);
		err_add_int(e, "row", first.i);
	} else if (p->named != NAMED_TEXT) {
		const char letter[] = { [NAMED_ID] = 'd', [NAMED_MATTER] = 'm',
					[NAMED_PERSON] = 'p' };

		err_set(e, ERR_CORRUPT, key, "table", table, "row",
			id_text(letter[p->named], first.i, text), NULL);
	} else {
		size_t n = first.s.n < sizeof(name) ? first.s.n : sizeof(name) - 1;
		memcpy(name, n > 0 ? first.s.p : "", n);
		name[n] = '\0';
		err_set(e, ERR_CORRUPT, key, "table", table, "row", name, NULL);
	}
	return column < 0 ? false : err_add(e, "column", db_column_name(st, column));
}

static bool compare_rows(const struct projection *p, struct db_stmt *x, struct db_stmt *y,
			 struct err *e)
{
	int columns = sql_text[p->id].columns;

	for (;;) {
		bool in_x, in_y;
		if (!db_step(x, &in_x, e) || !db_step(y, &in_y, e)) {
			return false;
		}
		if (!in_x && !in_y) {
			return true;
		}
		if (!in_x || !in_y) {
			return differs(e, "verify.row", p, in_x ? x : y, -1);
		}
		for (int i = 0; i < columns; i++) {
			if (!value_eq(db_value(x, i), db_value(y, i))) {
				return differs(e, "verify.projection", p, x, i);
			}
		}
	}
}

static bool compare(struct store *s, struct store *other, const struct projection *p,
		    struct slice slice, struct err *e)
{
	struct db_stmt *x, *y;

	if (!p->open(s->db, slice, &x, e)) {
		return false;
	}
	if (!p->open(other->db, slice, &y, e)) {
		db_finish(x);
		return false;
	}
	bool same = compare_rows(p, x, y, e);
	db_finish(x);
	db_finish(y);
	return same;
}

bool store_compare_dossiers(struct store *s, struct store *other, int64_t after, int64_t upto,
			    struct err *e)
{
	struct slice slice = { after, upto };

	return compare(s, other, &dossiers, slice, e) &&
	       compare(s, other, &obligations, slice, e) && compare(s, other, &fees, slice, e) &&
	       compare(s, other, &batches, slice, e) && compare(s, other, &shares, slice, e) &&
	       compare(s, other, &notices, slice, e) && compare(s, other, &opinions, slice, e) &&
	       compare(s, other, &contests, slice, e) &&
	       compare(s, other, &apologies, slice, e) &&
	       compare(s, other, &escalations, slice, e);
}

bool store_compare_matters(struct store *s, struct store *other, int64_t after, int64_t upto,
			   struct err *e)
{
	struct slice slice = { after, upto };

	return compare(s, other, &matters, slice, e) && compare(s, other, &oweds, slice, e) &&
	       compare(s, other, &signals, slice, e) &&
	       compare(s, other, &signals_of, slice, e);
}

bool store_compare_sums(struct store *s, struct store *other, struct err *e)
{
	struct slice all = { .after = INT64_MIN, .upto = INT64_MAX };

	return compare(s, other, &serials, all, e) && compare(s, other, &machines, all, e) &&
	       compare(s, other, &tally, all, e) &&
	       compare(s, other, &took, all, e) && compare(s, other, &worked, all, e) &&
	       compare(s, other, &spread, all, e) && compare(s, other, &own, all, e) &&
	       compare(s, other, &own_spread, all, e);
}
