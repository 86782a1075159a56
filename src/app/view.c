/* Lists, one dossier, its entries: masked facts of the ledger. */
#include "view.h"

#include "app_int.h"
#include "sight.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

/* ---- one dossier ---- */

struct folding {
	struct app *app;
	struct arena *a;
	struct dossier *d;
	struct entry *entry;
	size_t n, room;
	int64_t until;			/* entries of after it are not read */
};

static bool fold_one(void *ctx, const struct stored *s, struct err *e)
{
	struct folding *f = ctx;
	struct entry en;
	if (s->at > f->until) {
		return true;
	}
	f->n++;
	return entry_read(f->a, str_dup(f->a, s->bytes), &en, e) &&
	       dossier_apply(&f->app->law, f->d, &en, e);
}

static bool no_dossier(struct err *e, struct arena *a, struct str ref)
{
	return err_set(e, ERR_NOT_FOUND, "dossier.unknown", "value", str_cstr(a, ref), NULL);
}

bool app_dossier(struct app *app, struct arena *a, struct str ref,
		 const struct dossier **out, struct err *e)
{
	return app_dossier_at(app, a, ref, INT64_MAX, out, e);
}

bool app_dossier_at(struct app *app, struct arena *a, struct str ref, int64_t at,
		    const struct dossier **out, struct err *e)
{
	struct dossier_id id;
	struct folding f = { .app = app, .a = a, .d = arena_new(a, struct dossier),
			     .until = at };
	if (!resolve_dossier(app, a, ref, &id, e)) {
		return false;
	}
	dossier_init(f.d, a, id);
	struct stream stream = { STREAM_DOSSIER, id.v };
	if (!store_stream(app->store, stream, 0, fold_one, &f, e)) {
		return false;
	}
	if (f.n == 0) {
		return no_dossier(e, a, ref);
	}
	*out = f.d;
	return true;
}

static bool read_one(void *ctx, const struct stored *s, struct err *e)
{
	struct folding *f = ctx;
	return entry_read(f->a, str_dup(f->a, s->bytes), &f->entry[f->n++], e);
}

/* How many there will be is not known before. */
static bool read_next(void *ctx, const struct stored *s, struct err *e)
{
	struct folding *f = ctx;
	if (f->n == f->room) {
		size_t room = f->room > 0 ? 2 * f->room : 32;
		struct entry *grown = arena_array(f->a, struct entry, room);
		if (f->n > 0) {
			memcpy(grown, f->entry, f->n * sizeof(*grown));
		}
		f->entry = grown;
		f->room = room;
	}
	return read_one(ctx, s, e);
}

bool app_entries(struct app *app, struct arena *a, struct dossier_id id,
		 struct entry_list *out, struct err *e)
{
	struct folding f = { .app = app, .a = a };
	struct stream stream = { STREAM_DOSSIER, id.v };
	if (!store_stream(app->store, stream, 0, read_next, &f, e)) {
		return false;
	}
	*out = (struct entry_list){ f.entry, f.n };
	return true;
}

bool app_range(struct app *app, struct arena *a, int64_t first, int64_t last,
	       struct entry_list *out, struct err *e)
{
	int64_t n = last >= first ? last - first + 1 : 0;
	struct folding f = { .app = app, .a = a };
	f.entry = arena_array(a, struct entry, (size_t)n);
	if (n > 0 && !store_range(app->store, first, n, read_one, &f, e)) {
		return false;
	}
	*out = (struct entry_list){ f.entry, f.n };
	return true;
}

/* ---- lists ---- */

static bool state_of(struct arena *a, struct str word, enum dossier_state *out, struct err *e)
{
	*out = DOSSIER_NONE;
	if (word.n == 0) {
		return true;
	}
	for (int s = DOSSIER_SUBMITTED; s <= DOSSIER_UNDONE; s++) {
		if (str_is(word, state_name((enum dossier_state)s))) {
			*out = (enum dossier_state)s;
			return true;
		}
	}
	return err_set(e, ERR_INVALID, "list.state", "value", str_cstr(a, word), NULL);
}

/* A cursor in text: key:id:code. */
static bool cursor_read(struct arena *a, struct str s, struct list_cursor *out,
			struct err *e)
{
	struct str key, rest, id;
	*out = (struct list_cursor){ 0 };
	if (s.n == 0) {
		return true;
	}
	out->set = true;
	if (str_cut(s, ':', &key, &rest) && str_cut(rest, ':', &id, &out->code) &&
	    str_to_int64(key, &out->key) && str_to_int64(id, &out->id)) {
		return true;
	}
	return err_set(e, ERR_INVALID, "list.after", "value", str_cstr(a, s), NULL);
}

static struct str cursor_text(struct arena *a, const struct list_cursor *c)
{
	return str_fmt(a, "%lld:%lld:%.*s", (long long)c->key, (long long)c->id,
		       STR_ARG(c->code));
}

static bool query_of(struct app *app, struct arena *a, const struct list_filter *f,
		     struct list_query *q, struct err *e)
{
	struct unit_id unit = { 0 };
	struct person_id person = { 0 };
	*q = (struct list_query){ .by = LIST_ID };
	if (f->limit < 1 || f->limit > LIST_MAX) {
		(void)err_set(e, ERR_INVALID, "list.limit", NULL);
		return err_add_int(e, "max", LIST_MAX);
	}
	if (f->person.n > 0) {
		if (!resolve_person(app, f->person, &person, e)) {
			return false;
		}
		q->by = LIST_PERSON;
		q->id = person.v;
	} else if (f->unit.n > 0) {
		if (!resolve_unit(app, f->unit, &unit, e)) {
			return false;
		}
		q->by = LIST_UNIT;
		q->id = unit.v;
	} else if (f->late || f->open) {
		q->by = LIST_OPEN;
		q->until = f->late ? world_now(&app->world) : 0;
	} else if (f->code.n > 0) {
		q->by = LIST_CODE;
		q->prefix = f->code;
	}
	return state_of(a, f->state, &q->state, e) && cursor_read(a, f->after, &q->after, e);
}

static bool row_late(const struct dossier_row *r, int64_t now)
{
	bool running = r->state == DOSSIER_OPEN && r->due != INSTANT_NONE;
	return running && r->due < now;
}

static bool open_state(enum dossier_state s)
{
	return s == DOSSIER_SUBMITTED || s == DOSSIER_ASKED || s == DOSSIER_OPEN ||
	       s == DOSSIER_WAITING || s == DOSSIER_READY;
}

static bool row_wanted(const struct app *app, const struct list_filter *f,
		       const struct list_query *q, const struct dossier_row *r)
{
	struct unit_id unit = { 0 };
	struct err e;
	if (f->unit.n > 0 && q->by != LIST_UNIT) {
		/* the person's list, of one unit */
		if (!resolve_unit((struct app *)app, f->unit, &unit, &e) ||
		    r->holder.kind != PARTY_SEAT || r->holder.seat.unit.v != unit.v) {
			return false;
		}
	}
	if (f->late && !row_late(r, world_now(&app->world))) {
		return false;
	}
	if (f->open && !open_state(r->state)) {
		return false;
	}
	return f->code.n == 0 || str_starts(r->code, f->code);
}

static struct list_row row_of(const struct dossier_row *r, int64_t now)
{
	return (struct list_row){
		.id = r->id,
		.code = r->code,
		.procedure = r->procedure,
		.state = r->state,
		.holder = r->holder,
		.received_at = r->received_at,
		.first_due = r->first_due,
		.due = r->due,
		.held_from = r->holder_from,
		.late = row_late(r, now),
		.provisional = r->provisional,
	};
}

/* The rows of a page of the store that are wanted, and may be read. */
static bool take_rows(struct app *app, struct arena *a, const struct list_filter *f,
		      const struct list_query *q, const struct dossier_page *page,
		      struct list_page *out, struct err *e)
{
	int64_t now = world_now(&app->world);
	for (size_t i = 0; i < page->n; i++) {
		const struct dossier_row *r = &page->row[i];
		bool may = true;
		if (!row_wanted(app, f, q, r)) {
			continue;
		}
		if (f->reader.v != 0 && !sight_may(app, a, now, f->reader, r, &may, e)) {
			return false;
		}
		if (may) {
			out->row[out->n++] = row_of(r, now);
		}
	}
	return true;
}

bool app_list(struct app *app, struct arena *a, const struct list_filter *f,
	      struct list_page *out, struct err *e)
{
	struct list_query q;
	size_t looked = 0;
	bool more = true;
	if (!query_of(app, a, f, &q, e)) {
		return false;
	}
	size_t limit = (size_t)f->limit;
	*out = (struct list_page){ .row = arena_array(a, struct list_row, limit) };
	while (more && out->n < limit && (f->reader.v == 0 || looked < LIST_LOOKED)) {
		struct dossier_page page;
		q.limit = (int64_t)(limit - out->n);
		if (!store_list(app->store, a, &q, &page, e) ||
		    !take_rows(app, a, f, &q, &page, out, e)) {
			return false;
		}
		looked += page.n;
		q.after = page.next;
		more = page.more;
	}
	out->next = more ? cursor_text(a, &q.after) : (struct str){ 0 };
	return true;
}

bool app_obligations(struct app *app, struct str unit, int64_t *out, struct err *e)
{
	struct unit_id id;
	struct list_cursor after = { 0 };
	struct arena a;
	struct duty_page page = { .more = true };
	bool ok = resolve_unit(app, unit, &id, e);
	arena_init(&a, 0);
	*out = 0;
	while (ok && page.more) {
		ok = store_duties(app->store, &a, DUTY_UNIT, id.v, after, LIST_MAX, &page, e);
		*out += ok ? (int64_t)page.n : 0;
		after = page.next;
	}
	arena_done(&a);
	return ok;
}

/* ---- words ---- */

struct str party_text(struct app *app, struct arena *a, const struct party *p)
{
	switch (p->kind) {
	case PARTY_NONE:
		return STR("-");
	case PARTY_CITIZEN:
		return STR("citizen");
	case PARTY_BODY:
		return str_of(wait_holder_name(p->body));
	case PARTY_SEAT:
		break;
	}
	const struct unit *u = org_unit(&app->org, p->seat.unit);
	const struct person *who = org_person(&app->org, p->seat.person);
	return str_fmt(a, "%.*s %s %.*s", STR_ARG(u ? u->key : STR("?")), p->seat.post.code,
		       STR_ARG(who ? who->key : STR("?")));
}

static struct str word(struct arena *a, enum text_lang lang, const char *family,
		       const char *name)
{
	struct str key = str_fmt(a, "%s.%s", family, name);
	struct str sentence = text_get(lang, key.p);
	return sentence.n > 0 ? sentence : str_of(name);
}

struct str party_words(struct app *app, struct arena *a, const struct party *p,
		       enum text_lang lang, struct day on)
{
	if (p->kind != PARTY_SEAT) {
		struct str key = party_text(app, a, p);
		return p->kind == PARTY_NONE ? key : word(a, lang, "party", str_cstr(a, key));
	}
	const struct unit *u = org_unit(&app->org, p->seat.unit);
	const struct person *who = org_person(&app->org, p->seat.person);
	if (!u || !who) {
		return party_text(app, a, p);
	}
	const struct unit_attr *attr = unit_on(u, on);
	struct named title = law_title(&app->law, str_of(p->seat.post.code), attr->type);
	struct str t = lang == TEXT_VI ? title.vi : title.en;
	return str_fmt(a, "%.*s, %.*s (%.*s)", STR_ARG(attr->name),
		       STR_ARG(t.n > 0 ? t : str_dup(a, str_of(p->seat.post.code))),
		       STR_ARG(who->key));
}

struct str work_text(struct arena *a, enum text_lang lang, int64_t seconds)
{
	int64_t days = seconds / WORKING_DAY_S;
	int64_t rest = seconds % WORKING_DAY_S;
	if (days > 0) {
		struct str day = word(a, lang, "work", "day");
		return str_fmt(a, "%lld %.*s %lldh%02lld", (long long)days, STR_ARG(day),
			       (long long)(rest / 3600), (long long)(rest % 3600 / 60));
	}
	return str_fmt(a, "%lldh%02lld", (long long)(rest / 3600),
		       (long long)(rest % 3600 / 60));
}

/* ---- the day book ---- */

bool app_fee_book(struct app *app, struct arena *a, struct str unit, struct day day,
		  struct fee_book *out, struct err *e)
{
	struct unit_id id;
	struct fee_page page;
	int64_t from = day_start(day);
	if (!resolve_unit(app, unit, &id, e) ||
	    !store_fees(app->store, a, id, from, from + DAY_S, &page, e)) {
		return false;
	}
	struct fee_book b = { .line = arena_array(a, struct fee_line, page.n), .n = page.n };
	for (size_t i = 0; i < page.n; i++) {
		const struct fee_row *r = &page.row[i];
		const struct person *p = org_person(&app->org, r->clerk);
		b.line[i] = (struct fee_line){
			.code = r->code, .clerk = p ? p->key : STR("-"), .number = r->number,
			.amount = r->amount, .at = r->at, .cancelled_at = r->cancelled_at,
			.refunded = r->refunded, .clerk_id = r->clerk,
		};
		b.total += r->cancelled_at == INSTANT_NONE ? r->amount - r->refunded : 0;
	}
	*out = b;
	return true;
}
