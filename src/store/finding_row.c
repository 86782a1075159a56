/* Findings of detectors, as rows. */
#include "finding_row.h"

#include "store_impl.h"

bool store_found_upto(struct store *s, int64_t *out, struct err *e)
{
	struct q_meta_get_in in = { .name = STR("findings") };
	struct q_meta_get_row row;
	bool found;

	if (!q_meta_get(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	*out = found ? row.value : -1;
	return true;
}

bool store_set_found_upto(struct store *s, int64_t seq, struct err *e)
{
	struct q_meta_put_in in = { .name = STR("findings"), .value = seq };

	return q_meta_put(s->db, &in, e);
}

/* "12 15": the entries that show it. */
static struct str evidence_text(struct arena *a, const struct finding *f)
{
	struct str s = STR("");

	for (size_t i = 0; i < f->seqs; i++) {
		s = str_fmt(a, "%.*s%s%lld", STR_ARG(s), i > 0 ? " " : "", (long long)f->seq[i]);
	}
	return s;
}

static void evidence_read(struct str s, struct finding *f)
{
	struct str one, rest = s;

	while (rest.n > 0 && f->seqs < EVIDENCE_MOST) {
		(void)str_cut(rest, ' ', &one, &rest);
		if (str_to_int64(one, &f->seq[f->seqs])) {
			f->seqs++;
		}
	}
}

static bool put(struct store *s, const struct detected *r, size_t no, struct err *e)
{
	struct q_finding_put_in in = {
		.dossier = r->dossier.v, .no = (int64_t)no,
		.what = str_of(detector_name(r->f.what)), .person = r->person.v,
		.unit = r->unit.v, .at = r->f.at, .from_at = r->f.from, .to_at = r->f.to,
		.work_s = r->f.work_s, .other = r->f.other.v, .common = r->f.common,
		.each = r->f.each,
		.evidence = evidence_text(&s->scratch, &r->f),
	};

	return q_finding_put(s->db, &in, e);
}

bool store_findings_put(struct store *s, struct dossier_id id, const struct detected *row,
			size_t n, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_finding_drop_in in = { .dossier = id.v };
	bool ok = q_finding_drop(s->db, &in, e);

	for (size_t i = 0; i < n && ok; i++) {
		ok = put(s, &row[i], i, e);
	}
	arena_release(&s->scratch, mark);
	return ok;
}

bool store_clear_findings(struct store *s, struct err *e)
{
	return q_finding_clear(s->db, e) && store_set_found_upto(s, -1, e);
}

bool finding_of_row(const struct q_finding_slice_row *q, struct detected *out)
{
	*out = (struct detected){
		.dossier = { q->dossier }, .person = { q->person }, .unit = { q->unit },
		.f = { .at = q->at, .from = q->from_at, .to = q->to_at, .work_s = q->work_s,
		       .other = { q->other }, .common = q->common, .each = q->each,
		       .unit = { q->unit }, .actor_seq = -1 },
	};
	evidence_read(q->evidence, &out->f);
	return detector_named(q->what, &out->f.what);
}

bool store_findings(struct store *s, int64_t after, int64_t upto, finding_fn *fn, void *ctx,
		    struct err *e)
{
	struct q_finding_slice_in in = { .after = after, .upto = upto };
	struct q_finding_slice_row q;
	struct detected row;
	struct db_stmt *st;
	bool found = true;

	if (!q_finding_slice_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_finding_slice_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		/* A word of another program's detectors says nothing here. */
		if (finding_of_row(&q, &row) && !fn(ctx, &row, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

bool store_touched(struct store *s, int64_t from, int64_t upto, touched_fn *fn, void *ctx,
		   struct err *e)
{
	struct q_finding_touched_in in = { .from = from, .upto = upto };
	struct q_finding_touched_row q;
	struct db_stmt *st;
	bool found = true;

	if (!q_finding_touched_open(s->db, &in, &st, e)) {
		return false;
	}
	while (q_finding_touched_next(st, &q, &found, e)) {
		if (!found) {
			return true;
		}
		if (!fn(ctx, (struct dossier_id){ q.id }, e)) {
			db_finish(st);
			return false;
		}
	}
	return false;
}
