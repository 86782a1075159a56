/* Receipts: the entries of a promise, proved, with what was sealed in them. */
#include "receipt.h"

#include "app_int.h"
#include "ledger.h"
#include "read.h"
#include "signals.h"

#include "core/receipt.h"

#include "store/signal_row.h"

#include <assert.h>
#include <string.h>

struct gathering {
	struct app *app;
	struct arena *a;
	struct receipt *r;
	bool opened;			/* with what was sealed in the entries */
	size_t room, openings_room;	/* of the arrays of r */
	int64_t size;			/* of the head */
	struct str received, submitted;
	int64_t received_seq, submitted_seq;
};

static bool note_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct gathering *g = ctx;
	(void)e;
	if (str_is(s->kind, kind_name(KIND_SUBMITTED)) && g->submitted.n == 0) {
		g->submitted = str_dup(g->a, s->bytes);
		g->submitted_seq = s->seq;
	} else if (str_is(s->kind, kind_name(KIND_RECEIVED))) {
		g->received = str_dup(g->a, s->bytes);
		g->received_seq = s->seq;
	}
	return true;
}

static bool may_hand_out(struct app *app, struct arena *a, struct person_id actor,
			 struct dossier *d, struct err *e)
{
	struct decide x = {
		.arena = a, .law = &app->law, .org = &app->org, .d = d, .actor = actor,
		.args = json_new_obj(a),
	};
	return writer_time(app, &x.at, e) && decide_right(&x, RIGHT_CLERK, e);
}

static void put_opening(struct gathering *g, const struct vault_text *text)
{
	struct receipt *r = g->r;
	if (r->openings == g->openings_room) {
		size_t room = g->openings_room > 0 ? 2 * g->openings_room : 8;
		struct receipt_opening *grown = arena_array(g->a, struct receipt_opening, room);
		if (r->openings > 0) {
			memcpy(grown, r->opening, r->openings * sizeof(*grown));
		}
		r->opening = grown;
		g->openings_room = room;
	}
	struct receipt_opening *o = &r->opening[r->openings++];
	*o = (struct receipt_opening){ .label = text->label, .value = text->value };
	memcpy(o->salt, text->salt, KEY_SIZE);
}

/* Members that end in _c are commitments; what was erased since stays closed. */
static bool open_texts(struct gathering *g, struct str bytes, struct err *e)
{
	struct entry en;
	if (!entry_read(g->a, bytes, &en, e)) {
		return false;
	}
	for (size_t i = 0; i < en.body->n; i++) {
		struct vault_text text;
		struct hash c;
		struct err why;
		if (!str_ends(en.body->k[i], STR("_c")) ||
		    !hash_from_hex(en.body->v[i]->s, &c)) {
			continue;
		}
		if (!store_unseal(g->app->store, g->a, c, &text, &why)) {
			if (why.code == ERR_NOT_FOUND) {
				continue;
			}
			*e = why;
			return false;
		}
		put_opening(g, &text);
	}
	return true;
}

static bool add_entry(struct gathering *g, int64_t seq, struct str bytes, struct err *e)
{
	struct receipt *r = g->r;
	if (r->entries == g->room) {
		size_t room = g->room > 0 ? 2 * g->room : 4;
		struct receipt_entry *grown = arena_array(g->a, struct receipt_entry, room);
		if (r->entries > 0) {
			memcpy(grown, r->entry, r->entries * sizeof(*grown));
		}
		r->entry = grown;
		g->room = room;
	}
	struct receipt_entry *en = &r->entry[r->entries++];
	en->seq = seq;
	en->bytes = bytes;
	return store_inclusion(g->app->store, seq, g->size, &en->path, e) &&
	       (!g->opened || open_texts(g, bytes, e));
}

static bool early(struct err *e, struct arena *a, struct str code)
{
	return err_set(e, ERR_CONFLICT, "receipt.early", "code", str_cstr(a, code), NULL);
}

static bool write_proof(struct gathering *g, struct dossier_id id, struct str dossier,
			struct buf *out, struct err *e)
{
	struct stream stream = { STREAM_DOSSIER, id.v };
	struct store_head head;
	struct buf extra;
	if (!store_stream(g->app->store, stream, 0, note_entry, g, e) ||
	    !store_head_hand(g->app->store, g->a, &head, e)) {
		return false;
	}
	if (g->received.n == 0) {
		return early(e, g->a, dossier);
	}
	g->size = head.size;
	g->r->checkpoint = head.note;
	if (!add_entry(g, g->received_seq, g->received, e) ||
	    (g->submitted.n > 0 && !add_entry(g, g->submitted_seq, g->submitted, e))) {
		return false;
	}
	buf_init(&extra, LOG_PROOF_MOST);
	receipt_write(out, &extra, g->a, g->r);
	buf_done(&extra);
	return true;
}

bool app_receipt(struct app *app, struct arena *a, struct str as, struct str dossier,
		 struct buf *out, struct err *e)
{
	struct receipt r = { .entries = 0 };
	struct gathering g = { .app = app, .a = a, .r = &r, .opened = true };
	struct person_id actor;
	struct dossier_id id;
	struct dossier *d;
	assert(app->access == APP_WRITER);
	return resolve_person(app, as, &actor, e) && resolve_dossier(app, a, dossier, &id, e) &&
	       cache_load(app, id, &d, e) && may_hand_out(app, a, actor, d, e) &&
	       access_note(app, a, actor, id, e) && write_proof(&g, id, dossier, out, e);
}

bool app_receipt_own(struct app *app, struct arena *a, struct str dossier, struct buf *out,
		     struct err *e)
{
	struct receipt r = { .entries = 0 };
	struct gathering g = { .app = app, .a = a, .r = &r, .opened = true };
	struct dossier_id id;
	assert(app->access == APP_WRITER);
	return resolve_dossier(app, a, dossier, &id, e) &&
	       access_note(app, a, access_citizen, id, e) && write_proof(&g, id, dossier, out, e);
}

bool app_proof(struct app *app, struct arena *a, struct str dossier, struct buf *out,
	       struct err *e)
{
	struct receipt r = { .entries = 0 };
	struct gathering g = { .app = app, .a = a, .r = &r };
	struct dossier_id id;
	assert(app->access == APP_WRITER);
	return resolve_dossier(app, a, dossier, &id, e) &&
	       write_proof(&g, id, dossier, out, e);
}

/* ---- the evidence of a dossier: every entry of its stream, and of its signals ---- */

struct all_entries {
	struct gathering *g;
	struct stored_entry {
		int64_t seq;
		struct str bytes;
	} *entry;
	size_t n;
};

static bool keep_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct all_entries *all = ctx;
	if (all->n == RECEIPT_ENTRIES) {
		return err_set(e, ERR_LIMIT, "receipt.many", NULL);
	}
	all->entry[all->n++] = (struct stored_entry){ s->seq, str_dup(all->g->a, s->bytes) };
	return true;
}

/* The lives of the signals about it that whoever asks may see (rule 34). */
static bool keep_signals(struct app *app, struct all_entries *all, struct person_id who,
			 struct dossier_id id, struct err *e)
{
	enum { SIGNALS = 100 };
	struct signal_rows rows;
	if (!store_signals_of(app->store, all->g->a, id, SIGNALS, &rows, e)) {
		return false;
	}
	for (size_t i = 0; i < rows.n; i++) {
		struct stream stream = { STREAM_MATTER, rows.row[i].matter.v };
		struct matter *m;
		if (!matter_load(app, all->g->a, rows.row[i].matter, &m, e) ||
		    (app_signal_reads(app, m, who, app_now(app)) &&
		     !store_stream(app->store, stream, 0, keep_entry, all, e))) {
			return false;
		}
	}
	return true;
}

/* In the order of the ledger, whatever stream they stand in. */
static void sort_entries(struct all_entries *all)
{
	for (size_t i = 1; i < all->n; i++) {
		struct stored_entry x = all->entry[i];
		size_t k = i;
		for (; k > 0 && all->entry[k - 1].seq > x.seq; k--) {
			all->entry[k] = all->entry[k - 1];
		}
		all->entry[k] = x;
	}
}

bool app_evidence(struct app *app, struct arena *a, struct str as, struct str dossier,
		  bool opened, struct buf *out, struct err *e)
{
	struct receipt r = { .entries = 0 };
	struct gathering g = { .app = app, .a = a, .r = &r, .opened = opened };
	struct all_entries all = { .g = &g };
	struct person_id actor;
	struct dossier_id id;
	struct store_head head;
	struct buf extra;
	assert(app->access == APP_WRITER);
	if (!resolve_person(app, as, &actor, e) || !resolve_dossier(app, a, dossier, &id, e) ||
	    !access_note(app, a, actor, id, e)) {
		return false;
	}
	struct stream stream = { STREAM_DOSSIER, id.v };
	all.entry = arena_array(a, struct stored_entry, RECEIPT_ENTRIES);
	if (!store_stream(app->store, stream, 0, keep_entry, &all, e) ||
	    !keep_signals(app, &all, actor, id, e) ||
	    !store_head_hand(app->store, a, &head, e)) {
		return false;
	}
	sort_entries(&all);
	g.size = head.size;
	r.checkpoint = head.note;
	for (size_t i = 0; i < all.n; i++) {
		if (!add_entry(&g, all.entry[i].seq, all.entry[i].bytes, e)) {
			return false;
		}
	}
	buf_init(&extra, LOG_PROOF_MOST);
	receipt_write(out, &extra, a, &r);
	buf_done(&extra);
	return true;
}
