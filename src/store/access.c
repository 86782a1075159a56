/* The record of who opened whose sealed texts. */
#include "store_impl.h"

#include <assert.h>

static int64_t sum_of(const struct access_row *r)
{
	const int64_t number[] = { r->no, r->at, r->reader.v, r->on_behalf.v, r->dossier.v };

	return row_sum(STR("access"), number, ARRAY_LEN(number), STR(""));
}

static struct access_row row_of(const struct q_access_row *q)
{
	return (struct access_row){ .no = q->no, .at = q->at, .reader = { q->reader },
				    .on_behalf = { q->on_behalf }, .dossier = { q->dossier } };
}

bool store_access_put(struct store *s, struct access_row *row, struct err *e)
{
	struct q_access_row last;
	bool found;

	assert(store_in_group(s));
	if (!q_access_last(s->db, &s->scratch, &last, &found, e)) {
		return false;
	}
	row->no = found ? last.no + 1 : 1;
	struct q_access_put_in in = { .no = row->no, .at = row->at, .reader = row->reader.v,
				      .on_behalf = row->on_behalf.v, .dossier = row->dossier.v,
				      .sum = sum_of(row) };

	return q_access_put(s->db, &in, e);
}

bool store_access_since(struct store *s, struct dossier_id dossier, struct person_id reader,
			int64_t since, bool *out, struct err *e)
{
	struct q_access_since_in in = { .dossier = dossier.v, .reader = reader.v,
					.since = since };
	struct q_access_since_row row;
	bool found;

	if (!q_access_since(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*out = found && row.no > 0;
	return true;
}

/* Each row of a statement, until `fn` has seen enough. */
static bool each_row(struct db_stmt *st, access_fn *fn, void *ctx, struct err *e)
{
	struct q_access_row q;
	bool found, more = true;

	while (more && q_access_from_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct access_row row = row_of(&q);
		if (!fn(ctx, &row, &more, e)) {
			db_finish(st);
			return false;
		}
	}
	if (!more) {
		db_finish(st);
	}
	return !more;
}

bool store_access(struct store *s, int64_t first, access_fn *fn, void *ctx, struct err *e)
{
	struct q_access_from_in in = { .first = first };
	struct db_stmt *st;

	return q_access_from_open(s->db, &in, &st, e) && each_row(st, fn, ctx, e);
}

bool store_access_of(struct store *s, struct dossier_id dossier, access_fn *fn, void *ctx,
		     struct err *e)
{
	struct q_access_of_in in = { .dossier = dossier.v };
	struct db_stmt *st;

	return q_access_of_open(s->db, &in, &st, e) && each_row(st, fn, ctx, e);
}

bool store_check_access(struct store *s, struct err *e)
{
	struct q_access_from_in in = { .first = INT64_MIN };
	struct q_access_row q;
	struct db_stmt *st;
	int64_t expected = 1;
	bool found;

	if (!q_access_from_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_access_from_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		struct access_row row = row_of(&q);
		if (row.no != expected || q.sum != sum_of(&row)) {
			db_finish(st);
			err_set(e, ERR_CORRUPT, "verify.access_row", NULL);
			return err_add_int(e, "row", expected);
		}
		expected++;
	}
	return false;
}
