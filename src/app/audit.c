/* The ledger searched. */
#include "audit.h"

#include "sight.h"

#include "store/acts.h"
#include "store/signal_row.h"

#include "base/num.h"

enum { CHUNK = 500 };

struct search {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	const struct audit_query *q;
	struct acts_query acts;
	int64_t low;			/* the period begins with that entry */
	struct act_row *row;		/* found: one more than asked for tells of a next page */
	size_t n;
	int64_t seen_at;		/* of the last entry looked at */
	struct audit_line *last;	/* of the dossier's line before, or NULL */
	int64_t last_id;
};

/* ---- finding ---- */

static bool within_unit(const struct search *s, struct person_id who, int64_t at)
{
	const struct org *o = &s->app->org;
	const struct unit *top = org_unit(o, s->q->unit);

	for (uintptr_t i = (uintptr_t)imap_get(&o->by_person, who.v); i != 0;
	     i = o->next_of_person[i - 1]) {
		const struct assignment *as = &o->assignment[i - 1];
		const struct unit *u = org_unit(o, as->unit);

		if (as->from <= at && (as->to == INSTANT_NONE || at < as->to) && u != NULL &&
		    top != NULL && org_below(o, u, top, day_of(at))) {
			return true;
		}
	}
	return false;
}

/* Rule 34: of a signal, and of what is its evidence alone, only those see anything whom it
 * concerns, on its own page. */
static bool of_signal(const struct search *s, const struct act_row *r, bool *is, struct err *e)
{
	*is = r->kind == KIND_TWO_MACHINES;
	return r->stream.kind != STREAM_MATTER ||
	       store_signal_known(s->app->store, (struct matter_id){ r->stream.id }, is, e);
}

static bool fits(const struct search *s, const struct act_row *r, bool *out, struct err *e)
{
	bool done_to = r->stream.kind == STREAM_UNIT && r->stream.id == s->q->unit.v, is;

	if (!of_signal(s, r, &is, e)) {
		return false;
	}
	*out = !is && (s->q->unit.v == 0 || done_to || within_unit(s, r->actor, r->at));
	return true;
}

/* By which index, or through which stretch. */
static bool plan(struct search *s, struct err *e)
{
	const struct audit_query *q = s->q;
	struct store_last last;
	struct dossier_id d;

	s->acts = (struct acts_query){ .actor = { q->who.v == 0 ? -1 : q->who.v },
				       .kind = q->kind };
	if (q->code.n > 0) {
		struct dossier *found;

		if (!sight(s->app, s->a, q->code, &found, e)) {
			return false;
		}
		d = found->id;
		s->acts.of = ACTS_STREAM;
		s->acts.stream = (struct stream){ STREAM_DOSSIER, d.v };
	} else if (q->kind != KIND_NONE && kind_stream(q->kind) < STREAM_DOSSIER) {
		s->acts.of = ACTS_FRAME;
	}
	if (!store_last(s->app->store, &last, e) ||
	    !store_acts_since(s->app->store, day_start(q->from), &s->low, e)) {
		return false;
	}
	s->acts.before = last.seq + 1;
	if (q->to.n != INT32_MAX &&
	    !store_acts_since(s->app->store, day_start((struct day){ q->to.n + 1 }),
			      &s->acts.before, e)) {
		return false;
	}
	s->acts.before = q->before > 0 ? num_min(q->before, s->acts.before) : s->acts.before;
	s->acts.from = s->low;
	if (s->acts.of == ACTS_ALL) {
		s->acts.from = num_max(s->low, s->acts.before - q->stretch);
	}
	return true;
}

/* The time of the last entry looked at, where a stretch ends before the period does. */
static bool look_back(struct search *s, struct err *e)
{
	struct acts_query one = { .from = s->acts.from, .before = s->acts.from + 1,
				  .actor = { -1 }, .limit = 1 };
	struct act_row *row;
	size_t n;

	if (!store_acts(s->app->store, s->a, &one, &row, &n, e)) {
		return false;
	}
	s->seen_at = n > 0 ? row[0].at : INSTANT_NONE;
	return true;
}

static bool gather(struct search *s, struct err *e)
{
	size_t want = s->q->rows + 1;
	bool more = true;

	s->row = arena_array(s->a, struct act_row, want);
	s->acts.limit = s->q->unit.v != 0 ? CHUNK : (int64_t)want;
	while (more && s->n < want) {
		struct arena_mark mark = arena_mark(&s->app->scratch);
		struct act_row *row;
		size_t n;

		if (!store_acts(s->app->store, &s->app->scratch, &s->acts, &row, &n, e)) {
			return false;
		}
		more = (int64_t)n == s->acts.limit;
		for (size_t i = 0; i < n && s->n < want; i++) {
			bool good;

			if (!fits(s, &row[i], &good, e)) {
				return false;
			}
			s->row[s->n] = row[i];
			s->n += good;
		}
		s->acts.before = n > 0 ? row[n - 1].seq : s->acts.from;
		arena_release(&s->app->scratch, mark);
	}
	return true;
}

/* ---- telling ---- */

struct reading {
	struct arena *a;
	struct entry entry;
};

static bool read_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct reading *r = ctx;

	return entry_read(r->a, str_dup(r->a, s->bytes), &r->entry, e);
}

/* An instant or, of units, a day. */
static int64_t moment(const struct json *body, const char *name)
{
	struct str s = json_str(body, name);
	struct day d;
	struct err ignored;
	int64_t at;

	if (s.n == 0) {
		return INSTANT_NONE;
	}
	return instant_parse(s, &at, &ignored) ? at
	     : day_parse(s, &d, &ignored) ? day_start(d) : INSTANT_NONE;
}

static void put_org(const struct search *s, const struct entry *en, struct audit_line *l)
{
	struct seat seat = { .post = post_of_str(json_str(en->body, "post")) };
	int64_t until = moment(en->body, "until");

	l->unit.v = en->stream.kind == STREAM_UNIT ? en->stream.id : 0;
	l->person.v = en->stream.kind == STREAM_PERSON ? en->stream.id : 0;
	l->name = json_str(en->body, en->kind == KIND_LAW_FILE ? "path" : "name");
	l->from = moment(en->body, "from");
	l->until = until != INSTANT_NONE ? until : moment(en->body, "to");
	if (id_parse('u', json_str(en->body, "unit"), &seat.unit.v)) {
		l->post = label_seat(s->app, s->ask, seat, en->at);
	}
	if (!id_parse('p', json_str(en->body, "to"), &l->other.v)) {
		l->other.v = 0;
	}
}

/* Rule 40: a post of a unit, and nobody by name. */
static bool put_holder(const struct search *s, const struct entry *en, struct audit_line *l,
		       struct err *e)
{
	const struct json *holder = json_get(en->body, "holder");
	struct asking outside = *s->ask;
	struct party p;

	outside.whom = LABEL_PUBLIC;
	if (holder == NULL) {
		return true;
	}
	if (!party_read(holder, &p, e)) {
		return false;
	}
	l->to = label_party(s->app, &outside, &p, en->at);
	return true;
}

static bool put_dossier(struct search *s, const struct act_row *r, struct audit_line *l,
			struct err *e)
{
	struct dossier_row row;
	struct dossier *d;

	if (s->last != NULL && s->last_id == r->stream.id) {
		l->code = s->last->code;
		l->readable = s->last->readable;
	} else {
		if (!store_dossier(s->app->store, s->a, (struct dossier_id){ r->stream.id },
				   &row, e) ||
		    !sight_may(s->app, s->a, s->ask->now, s->q->searcher, &row, &l->readable,
			       e)) {
			return false;
		}
		l->code = row.code;
		s->last_id = r->stream.id;
	}
	s->last = l;
	if (!l->readable) {
		return true;
	}
	return cache_load(s->app, (struct dossier_id){ r->stream.id }, &d, e) &&
	       history_one(s->app, s->a, s->ask, d, r->seq, &l->event, e);
}

static bool put_line(struct search *s, const struct act_row *r, struct audit_line *l,
		     struct err *e)
{
	struct reading reading = { .a = s->a };

	*l = (struct audit_line){ .seq = r->seq, .at = r->at, .kind = r->kind,
				  .actor = r->actor, .from = INSTANT_NONE,
				  .until = INSTANT_NONE };
	if (r->stream.kind == STREAM_DOSSIER && !put_dossier(s, r, l, e)) {
		return false;
	}
	bool bare = r->stream.kind == STREAM_BUNDLE ||
		    (r->stream.kind == STREAM_STORE && l->kind != KIND_LAW_FILE);

	if (l->readable || bare) {
		return true;
	}
	if (!store_range(s->app->store, r->seq, 1, read_entry, &reading, e)) {
		return false;
	}
	if (r->stream.kind == STREAM_DOSSIER) {
		return put_holder(s, &reading.entry, l, e);
	}
	put_org(s, &reading.entry, l);
	return true;
}

bool app_audit(struct app *app, struct arena *a, const struct asking *ask,
	       const struct audit_query *q, struct audit *out, struct err *e)
{
	struct search s = { .app = app, .a = a, .ask = ask, .q = q, .seen_at = INSTANT_NONE };
	struct audit v = { .looked_to = INSTANT_NONE };

	if (!plan(&s, e) || !gather(&s, e)) {
		return false;
	}
	v.n = s.n > q->rows ? q->rows : s.n;
	v.line = arena_array(a, struct audit_line, v.n);
	for (size_t i = 0; i < v.n; i++) {
		if (!put_line(&s, &s.row[i], &v.line[i], e)) {
			return false;
		}
	}
	if (s.n > q->rows) {
		v.next = s.row[q->rows - 1].seq;
	} else if (s.acts.from > s.low) {
		if (!look_back(&s, e)) {
			return false;
		}
		v.next = s.acts.from;
		v.looked_to = s.seen_at;
	}
	*out = v;
	return true;
}
