/* The ledger searched, against all entries of a small province looked at one by one. */
#include "province.h"

#include "app/audit.h"
#include "app/sight.h"

static struct asking ask = { .whom = LABEL_INSIDE };
static struct app *app;

struct all {				/* every entry, in the order of the ledger */
	struct stored *entry;
	size_t n;
};
static struct all all;

static bool keep(void *ctx, const struct stored *s, struct err *e)
{
	struct all *l = ctx;
	struct stored *one = &l->entry[l->n++];

	(void)e;
	*one = *s;
	one->kind = str_dup(&arena, s->kind);
	one->bytes = str_dup(&arena, s->bytes);
	return true;
}

/* ---- the plain way ---- */

static bool of_unit(struct unit_id unit, const struct stored *s)
{
	const struct org *o = app_org(app);

	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *as = &o->assignment[i];

		if (as->person.v == s->actor.v && as->from <= s->at &&
		    (as->to == INSTANT_NONE || s->at < as->to) &&
		    org_below(o, org_unit(o, as->unit), org_unit(o, unit), day_of(s->at))) {
			return true;
		}
	}
	return s->stream.kind == STREAM_UNIT && s->stream.id == unit.v;
}

/* Its matter began as one. */
static bool of_signal(const struct stored *s)
{
	for (size_t i = 0; i < all.n && s->stream.kind == STREAM_MATTER; i++) {
		const struct stored *o = &all.entry[i];

		if (o->stream.kind == STREAM_MATTER && o->stream.id == s->stream.id) {
			return str_is(o->kind, "signal_opened");
		}
	}
	return false;
}

static bool wanted(const struct audit_query *q, int64_t dossier, const struct stored *s)
{
	/* Rule 34: signals are left out, and what is their evidence alone. */
	return !of_signal(s) && !str_is(s->kind, "two_machines") &&
	       (q->who.v == 0 || s->actor.v == q->who.v) &&
	       (q->kind == KIND_NONE || str_is(s->kind, kind_name(q->kind))) &&
	       (q->unit.v == 0 || of_unit(q->unit, s)) && day_of(s->at).n >= q->from.n &&
	       day_of(s->at).n <= q->to.n &&
	       (q->code.n == 0 || (s->stream.kind == STREAM_DOSSIER && s->stream.id == dossier));
}

/* All pages of a search, against the plain way. */
static void compare(struct audit_query q, int64_t dossier, const char *name)
{
	size_t at = all.n, got = 0, pages = 0;
	bool same = true;
	struct audit found;

	do {
		if (!app_audit(app, &arena, &ask, &q, &found, &err)) {
			ok(false, "%s: %s", name, err.key);
			return;
		}
		for (size_t i = 0; i < found.n; i++) {
			while (at > 0 && !wanted(&q, dossier, &all.entry[at - 1])) {
				at--;
			}
			same = same && at > 0 && all.entry[at - 1].seq == found.line[i].seq;
			at -= at > 0;
			got++;
		}
		same = same && (found.n == q.rows || found.next == 0 ||
				found.looked_to != INSTANT_NONE);
		q.before = found.next;
	} while (found.next > 0 && ++pages < 10000);
	while (at > 0 && !wanted(&q, dossier, &all.entry[at - 1])) {
		at--;
	}
	ok(same && at == 0, "%s: %zu entries on %zu pages", name, got, pages + 1);
}

/* ---- what nobody without the right may be told ---- */

static bool says_nothing(const struct audit_line *l)
{
	return l->event.name == NULL && l->event.reason.n == 0 && l->event.papers == 0 &&
	       l->event.amount == 0 && l->to.person_id.v == 0 && l->to.person.n == 0;
}

static bool may(struct person_id who, const struct audit_line *l)
{
	struct dossier_row row;
	struct dossier *d;
	bool yes;

	must(sight_code(app, &arena, l->code, &d, &err), "a dossier");
	must(store_dossier(app->store, &arena, d->id, &row, &err), "its row");
	must(sight_may(app, &arena, ask.now, who, &row, &yes, &err), "the right");
	return yes;
}

static void test_rights(struct person_id who, bool some, const char *name)
{
	struct audit_query q = { .searcher = who, .to = { INT32_MAX }, .rows = 400,
				 .stretch = 1000000 };
	struct audit found;
	size_t dossiers = 0, readable = 0;
	bool right = true, silent = true;

	must(app_audit(app, &arena, &ask, &q, &found, &err), "a search");
	for (size_t i = 0; i < found.n; i++) {
		const struct audit_line *l = &found.line[i];

		if (l->code.n == 0) {
			continue;
		}
		dossiers++;
		readable += l->readable;
		right = right && l->readable == may(who, l);
		silent = silent && (l->readable ? l->event.kind == l->kind : says_nothing(l));
	}
	ok(dossiers > 50 && right, "%s: told of dossiers by right, %zu of %zu lines", name,
	   readable, dossiers);
	ok(silent, "%s: and of the others no more than kind and place", name);
	ok(some == (readable > 0), "%s: %s", name, some ? "some may be read" : "none may be read");
}

/* ---- */

/* Of the last entry of that kind. */
static const struct person *actor_of(const char *kind)
{
	for (size_t i = all.n; i > 0; i--) {
		if (str_is(all.entry[i - 1].kind, kind) && all.entry[i - 1].actor.v != 0) {
			return org_person(app_org(app), all.entry[i - 1].actor);
		}
	}
	return NULL;
}

int main(void)
{
	char base[32];

	app = province_open(base, 60);
	ask.now = app_now(app);
	all.entry = arena_array(&arena, struct stored, 1 << 18);
	must(store_range(app->store, 0, 1 << 18, keep, &all, &err), "all entries");
	ok(all.n > 1000, "a ledger of %zu entries", all.n);

	const struct person *signer = actor_of("signed"), *admin = actor_of("unit_created");
	const struct unit *unit = org_unit_by_key(app_org(app), STR("25195"));
	struct audit_query q = { .to = { INT32_MAX }, .rows = 50, .stretch = 1000000 };
	struct dossier_row row;
	struct list_query first = { .by = LIST_ID, .limit = 1 };
	struct dossier_page page;

	admin = admin != NULL ? admin : org_person_by_key(app_org(app), STR("admin"));
	ok(signer != NULL && admin != NULL && unit != NULL, "people and a unit to search for");
	must(store_list(app->store, &arena, &first, &page, &err) && page.n == 1, "a dossier");
	row = page.row[0];
	q.searcher = admin->id;
	compare(q, 0, "everything");
	q.who = signer->id;
	compare(q, 0, "one person");
	q.kind = KIND_SIGNED;
	compare(q, 0, "one person's signatures");
	q.who.v = 0;
	compare(q, 0, "one kind");
	q.kind = KIND_ASSIGNED;
	compare(q, 0, "one kind of people's entries, by their index");
	q.kind = KIND_UNIT_CREATED;
	compare(q, 0, "and of units'");
	q.kind = KIND_NONE;
	q.unit = unit->id;
	compare(q, 0, "a unit and what is below it");
	q.unit.v = 0;
	q.from = day_make(2026, 10, 1);
	q.to = day_make(2026, 10, 9);
	compare(q, 0, "some days");
	q.unit = unit->id;
	q.from = (struct day){ 0 };
	compare(q, 0, "a unit until a day");
	q = (struct audit_query){ .to = { INT32_MAX }, .rows = 7, .stretch = 1000000,
				  .searcher = admin->id, .code = row.code };
	compare(q, row.id.v, "one dossier");
	q.code = (struct str){ 0 };
	q.who = signer->id;
	q.stretch = 100;
	compare(q, 0, "stretch by stretch");

	q.code = STR("H19.99-000000-0000");
	struct audit none;
	bool found = app_audit(app, &arena, &ask, &q, &none, &err);

	ok(!found && strcmp(err.key, "dossier.unknown") == 0, "a code that is none");
	test_rights(admin->id, false, "an administrator");
	test_rights(signer->id, true, "whoever signs");
	province_close(app, base);
	return done_testing();
}
