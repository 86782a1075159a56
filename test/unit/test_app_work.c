/* Work in hand, the promise at the counter, finding: against what the rows and the
 * folded dossiers of a small province say when counted by hand. */
#include "province.h"

#include "app/find.h"
#include "app/history.h"
#include "app/inbox.h"
#include "app/intake.h"
#include "app/sight.h"
#include "core/due.h"

static struct asking ask = { .whom = LABEL_INSIDE };

/* ---- the inbox ---- */

struct found_work {
	size_t held, waiting, pages, sorted, wrong, late, near, back;
};

/* All pages of a seat's work, a few rows at a time. */
static void page_through(struct app *app, struct seat me, struct found_work *t)
{
	struct str after = { 0 };
	int64_t last = INT64_MIN;

	do {
		struct tasks page;

		must(app_inbox_tasks(app, &arena, &ask, me, INBOX_ALL, after, 3, &page, &err),
		     "work");
		for (size_t i = 0; i < page.n; i++) {
			const struct task *k = &page.task[i];
			int64_t due = k->step_due != INSTANT_NONE ? k->step_due : k->due;

			if (k->kind == OB_WAIT) {
				t->waiting++;
				t->wrong += k->mark != TASK_STOPPED;
				continue;
			}
			t->held++;
			t->wrong += t->waiting > 0 || k->holder.person_id.v != me.person.v;
			t->sorted += due != INSTANT_NONE && due < last;
			last = due != INSTANT_NONE ? due : last;
			t->late += k->mark == TASK_LATE;
			t->near += k->mark == TASK_NEAR;
			t->back += k->how == ENDED_BACK && k->from.kind == PARTY_SEAT;
			t->wrong += (k->mark == TASK_LATE) !=
				    (k->step_due != INSTANT_NONE && ask.now > k->step_due);
		}
		after = page.next;
		t->pages++;
	} while (after.n > 0);
}

/* The same by folding every dossier. */
static void count_by_hand(struct app *app, struct all_rows all, struct seat me,
			  struct found_work *t)
{
	for (size_t i = 0; i < all.n; i++) {
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		for (size_t k = 0; k < d->obs; k++) {
			const struct obligation *o = &d->ob[k];

			t->held += o->to == INSTANT_NONE && o->kind < OB_OPINION &&
				   o->holder.kind == PARTY_SEAT &&
				   o->holder.seat.person.v == me.person.v &&
				   o->holder.seat.unit.v == me.unit.v;
		}
		t->waiting += d->state == DOSSIER_WAITING &&
			      d->office.seat.person.v == me.person.v &&
			      d->office.seat.unit.v == me.unit.v;
	}
}

/* The earliest due that waits for that post. */
static int64_t next_by_hand(struct app *app, struct all_rows all, struct seat me)
{
	int64_t best = INT64_MAX;

	for (size_t i = 0; i < all.n; i++) {
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		const struct obligation *o = dossier_hold(d);

		if (o != NULL && o->kind == OB_STEP && o->taken_at == INSTANT_NONE &&
		    o->holder.seat.unit.v == me.unit.v &&
		    post_eq(o->version->step[o->step].post, me.post) && o->due < best) {
			best = o->due;
		}
	}
	return best;
}

static size_t rows_shown(struct app *app, struct seat me, enum inbox_show show,
			 enum task_mark mark, size_t *other)
{
	struct tasks page;

	must(app_inbox_tasks(app, &arena, &ask, me, show, STR(""), INBOX_ROWS, &page, &err),
	     "work of a kind");
	for (size_t i = 0; i < page.n; i++) {
		*other += page.task[i].mark != mark;
	}
	return page.n;
}

/* Each kind alone: as many rows as counted, and none of another kind. What is near goes
 * by the hours of the unit, its mark by those of the dossier. */
static size_t shown_wrongly(struct app *app, struct seat me, const struct inbox_counts *c)
{
	size_t other = 0, elsewhere = 0, wrong = 0;
	struct tasks page;

	wrong += rows_shown(app, me, INBOX_LATE, TASK_LATE, &other) != (size_t)c->late;
	wrong += rows_shown(app, me, INBOX_WAITING, TASK_STOPPED, &other) !=
		 (size_t)c->waiting;
	wrong += rows_shown(app, me, INBOX_NEAR, TASK_NEAR, &elsewhere) != (size_t)c->near;
	must(app_inbox_tasks(app, &arena, &ask, me, INBOX_UNTAKEN, STR(""), INBOX_ROWS, &page,
			     &err), "work nobody has taken");
	wrong += page.n != (size_t)c->untaken;
	for (size_t i = 0; i < page.n; i++) {
		wrong += !page.task[i].untaken || page.task[i].holder.unit_id.v != me.unit.v;
	}
	return wrong + other;
}

static void test_seat(struct app *app, struct all_rows all, struct seat me,
		      struct found_work *sum)
{
	struct found_work seen = { 0 }, want = { 0 };
	struct inbox box;

	page_through(app, me, &seen);
	count_by_hand(app, all, me, &want);
	sum->wrong += seen.wrong + seen.sorted + (seen.held != want.held) +
		      (seen.waiting != want.waiting);
	must(app_inbox(app, &arena, &ask, me, INBOX_ALL, STR(""), INBOX_ROWS, &box, &err),
	     "an inbox");
	sum->wrong += shown_wrongly(app, me, &box.count);
	sum->wrong += box.count.held != (int64_t)want.held ||
		      box.count.late != (int64_t)seen.late ||
		      box.count.on_time_30 > box.count.ended_30 ||
		      box.count.unit_held < box.count.held ||
		      (box.count.late == 0 && box.count.late_s > 0);
	if (!post_is(me.post, "head") && !post_is(me.post, "deputy")) {
		int64_t next = next_by_hand(app, all, me);

		sum->wrong += box.has_next != (next != INT64_MAX) ||
			      (box.has_next && box.next.step_due != next);
	}
	sum->held += seen.held;
	sum->waiting += seen.waiting;
	sum->late += seen.late;
	sum->near += seen.near;
	sum->back += seen.back;
	sum->pages += seen.pages;
}

/* Every tenth seat, and all that hold something at the end. */
static void test_inboxes(struct app *app, struct all_rows all)
{
	struct found_work sum = { 0 };
	const struct org *o = app_org(app);
	size_t seats = 0;

	for (size_t i = 0; i < all.n && seats < 60; i++) {
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		if (!dossier_closed(d) && d->office.kind == PARTY_SEAT) {
			test_seat(app, all, d->office.seat, &sum);
			seats++;
		}
	}
	for (size_t i = 0; i < o->assignments && seats < 100; i += 37, seats++) {
		const struct assignment *s = o->assignment + i;

		test_seat(app, all, (struct seat){ s->unit, s->post, s->person }, &sum);
	}
	is_int((int64_t)sum.wrong, 0, "%zu inboxes say what the dossiers say", seats);
	ok(sum.held > 0 && sum.waiting > 0, "%zu held, %zu waiting, %zu late, %zu near, "
	   "%zu sent back, %zu pages", sum.held, sum.waiting, sum.late, sum.near, sum.back,
	   sum.pages);
}

static void test_cursor(struct app *app)
{
	struct seat me = { 0 };
	struct tasks t;

	ok(!app_inbox_tasks(app, &arena, &ask, me, INBOX_ALL, STR("nonsense"), 3, &t, &err),
	   "a cursor that is none");
	is_str(err.key, "list.after", "is refused");
	ok(!app_inbox_tasks(app, &arena, &ask, me, INBOX_ALL, STR(""), 0, &t, &err), "no rows");
	is_str(err.key, "list.limit", "are refused");
}

/* Whoever takes another than the next has it on record. */
static void test_chosen(struct app *app, struct all_rows all)
{
	size_t taken = 0, chosen = 0;

	for (size_t i = 0; i < all.n; i++) {
		struct dossier *d;
		struct history h;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		must(history_make(app, &arena, &ask, d, &h, &err), "its history");
		for (size_t k = 0; k < h.n; k++) {
			taken += h.event[k].kind == KIND_TAKEN;
			chosen += h.event[k].chosen;
		}
	}
	ok(chosen > 0 && chosen < taken, "%zu taken, %zu of them out of turn", taken, chosen);
}

/* ---- the promise ---- */

static struct person_id clerk_of(struct app *app, struct unit_id unit)
{
	const struct org *o = app_org(app);

	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *s = &o->assignment[i];

		if (s->unit.v == unit.v && post_is(s->post, "clerk") &&
		    org_holds(o, s->person, unit, s->post, ask.now)) {
			return s->person;
		}
	}
	return (struct person_id){ 0 };
}

static struct intake_ask asked(struct app *app, const struct dossier_row *r)
{
	return (struct intake_ask){
		.procedure = r->procedure, .channel = STR("counter"), .owner = r->owner,
		.receiving = org_unit(app_org(app), r->receiving)->key,
		.competent = org_unit(app_org(app), r->competent)->key,
		.received_at = INSTANT_NONE, .arrived_at = INSTANT_NONE };
}

static void test_promise(struct app *app, struct all_rows all)
{
	struct app_last before, after;
	size_t promised = 0, refused = 0, fees = 0, held = 0, wrong = 0;

	must(app_last(app, &before, &err), "the last entry");
	for (size_t i = 0; i < all.n; i += 3) {
		const struct dossier_row *r = &all.row[i];
		const struct procedure *p = law_procedure(app_law(app), r->procedure);
		const struct procedure_version *v = procedure_on(p, day_of(ask.now));
		struct intake_ask in = asked(app, r);
		struct person_id clerk = clerk_of(app, r->receiving);
		struct intake_promise out;
		char id[ID_TEXT];

		if (clerk.v == 0 || v == NULL) {
			continue;
		}
		must(app_intake_promise(app, &arena, &ask, str_of(id_text('p', clerk.v, id)),
					&in, &out, &err), "a promise");
		wrong += out.papers != v->papers;
		refused += out.refused;
		if (out.refused) {
			continue;
		}
		promised++;
		fees += out.has_fee;
		wrong += out.due <= ask.now || out.trace.n == 0 || out.steps != v->steps ||
			 out.step[out.steps - 1].due > out.due || out.competent.n == 0 ||
			 (out.has_fee && (out.fee <= 0 || out.fee_number < 1));
		for (size_t k = 0; k < out.papers; k++) {
			held += out.paper[k].held_at != INSTANT_NONE;
		}
	}
	must(app_last(app, &after, &err), "the last entry");
	is_int((int64_t)wrong, 0, "each promise is whole");
	ok(promised > 10 && fees > 0 && held > 0,
	   "%zu promised, %zu refused, %zu with a fee, %zu papers held already", promised,
	   refused, fees, held);
	is_int(after.seq, before.seq, "and nothing was written");
}

static void test_unknown_owner(struct app *app, const struct dossier_row *r)
{
	struct intake_ask in = asked(app, r);
	struct person_id clerk = clerk_of(app, r->receiving);
	struct intake_promise named, nobody;
	char id[ID_TEXT];
	struct str as = str_dup(&arena, str_of(id_text('p', clerk.v, id)));

	must(app_intake_promise(app, &arena, &ask, as, &in, &named, &err), "somebody");
	in.owner.v = 0;
	must(app_intake_promise(app, &arena, &ask, as, &in, &nobody, &err), "nobody yet");
	is_int(nobody.due, named.due, "the date does not wait for the owner's name");
	in.channel = STR("pigeon");
	must(app_intake_promise(app, &arena, &ask, as, &in, &nobody, &err), "a refusal");
	ok(nobody.refused, "what the law refuses is an answer");
	is_str(nobody.refusal.key, "intake.channel", "with its reason");
	in.procedure = STR("9.999999");
	ok(!app_intake_promise(app, &arena, &ask, as, &in, &nobody, &err),
	   "an unknown procedure is an error: %s", err.key);
}

static void test_picker(struct app *app)
{
	struct procedure_hit *hit;
	size_t n, all;

	must(app_procedures_find(app, &arena, &ask, STR(""), 0, &hit, &all, &err), "all");
	ok(all > 5, "%zu procedures", all);
	for (size_t i = 1; i < all; i++) {
		if (hit[i].uses > hit[i - 1].uses) {
			ok(false, "the used ones come first");
		}
	}
	must(app_procedures_find(app, &arena, &ask, STR("khai tu"), 0, &hit, &n, &err), "one");
	ok(n >= 1 && str_is(hit[0].code, "1.000656"), "without accents");
	must(app_procedures_find(app, &arena, &ask, STR("Đăng ký khai tử"), 0, &hit, &n,
				 &err), "the same");
	ok(n >= 1 && str_is(hit[0].code, "1.000656"), "with accents");
	must(app_procedures_find(app, &arena, &ask, STR("1.000656"), 0, &hit, &n, &err), "code");
	is_int((int64_t)n, 1, "by code");
	must(app_procedures_find(app, &arena, &ask, STR("xyzzy"), 0, &hit, &n, &err), "none");
	is_int((int64_t)n, 0, "nothing by nonsense");
	must(app_procedures_find(app, &arena, &ask, STR("dang"), 2, &hit, &n, &err), "two");
	ok(n <= 2, "no more than asked");
}

/* ---- finding ---- */

static struct person_id reader_of(struct app *app, const struct dossier_row *r)
{
	return clerk_of(app, r->receiving);
}

static bool has(const struct found *f, struct dossier_id id)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->row[i].id.v == id.v) {
			return true;
		}
	}
	return false;
}

static void test_finding(struct app *app, struct all_rows all)
{
	size_t by_code = 0, by_tail = 0, by_name = 0, by_number = 0, tried = 0, more = 0;
	size_t people = 0, numbers = 0;

	for (size_t i = 0; i < all.n && tried < 40; i += 5) {
		const struct dossier_row *r = &all.row[i];
		struct person_id who = reader_of(app, r);
		const struct json *record;
		struct found f;
		struct found_people persons;

		must(subject_record(app, &arena, r->owner, &record, &err), "a record");
		if (who.v == 0 || record == NULL ||
		    org_agency(app_org(app), org_unit(app_org(app), r->receiving),
			       day_of(ask.now))->id.v != r->competent.v) {
			continue;
		}
		tried++;
		must(app_find(app, &arena, &ask, who, r->code, 0, &f, &err), "a code");
		by_code += f.by == FOUND_CODE && has(&f, r->id) && f.n == 1;
		must(app_find(app, &arena, &ask, who, str_sub(r->code, r->code.n - 4,
							      r->code.n), 0, &f, &err), "a tail");
		by_tail += has(&f, r->id) || f.more || f.cut;
		must(app_find(app, &arena, &ask, who, json_str(record, "name"), 0, &f, &err),
		     "a name");
		by_name += has(&f, r->id);
		more += !has(&f, r->id) && (f.more || f.cut);
		if (json_str(record, "id_number").n == 0) {
			continue;
		}
		numbers++;
		must(app_find(app, &arena, &ask, who, json_str(record, "id_number"), 0, &f, &err),
		     "a number");
		by_number += has(&f, r->id);
		must(app_find_people(app, &arena, &ask, json_str(record, "id_number"),
				     &persons, &err), "a person");
		people += persons.n == 1 && persons.row[0].id.v == r->owner.v &&
			  persons.row[0].dossiers > 0 &&
			  str_eq(persons.row[0].name,
				 mask_name(&arena, json_str(record, "name")));
	}
	ok(tried > 10, "%zu dossiers looked for", tried);
	is_int((int64_t)by_code, (int64_t)tried, "by code");
	is_int((int64_t)by_tail, (int64_t)tried, "by its last digits");
	is_int((int64_t)(by_name + more), (int64_t)tried, "by name");
	is_int((int64_t)by_number, (int64_t)numbers, "by identity number");
	is_int((int64_t)people, (int64_t)numbers, "people by number, masked");
}

static size_t readable(struct app *app, struct all_rows all, struct person_id who)
{
	size_t n = 0;

	for (size_t i = 0; i < all.n; i++) {
		struct decide x = { .arena = &arena, .law = app_law(app), .org = app_org(app),
				    .at = ask.now, .actor = who };

		must(sight_row(app, &all.row[i], &x.d, &err), "a dossier");
		n += decide_right(&x, RIGHT_READER, &err);
	}
	return n;
}

/* Page by page: all that somebody may see, each once. */
static void test_find_pages(struct app *app, struct all_rows all)
{
	const struct org *o = app_org(app);
	struct person_id who = { 0 };
	size_t most = 0, seen = 0, pages = 0, twice = 0;
	struct dossier_id *id = arena_array(&arena, struct dossier_id, all.n);
	struct found f;

	for (size_t i = 0; i < o->assignments; i++) {
		/* Of each counter its first clerk. */
		bool clerk = post_is(o->assignment[i].post, "clerk") &&
			     (i == 0 || o->assignment[i - 1].unit.v != o->assignment[i].unit.v ||
			      !post_is(o->assignment[i - 1].post, "clerk"));
		size_t n = clerk ? readable(app, all, o->assignment[i].person) : 0;

		who = n > most ? o->assignment[i].person : who;
		most = n > most ? n : most;
	}
	do {
		must(app_find(app, &arena, &ask, who, STR("h19"), seen, &f, &err), "a page");
		for (size_t i = 0; i < f.n; i++) {
			for (size_t k = 0; k < seen; k++) {
				twice += id[k].v == f.row[i].id.v;
			}
		}
		for (size_t i = 0; i < f.n; i++) {
			id[seen++] = f.row[i].id;
		}
		pages++;
	} while (f.more);
	size_t want = 0;

	for (size_t i = 0; i < all.n; i++) {
		struct all_rows one = { &all.row[i], 1 };

		want += str_starts(all.row[i].code, STR("H19")) && readable(app, one, who) == 1;
	}
	ok(pages > 1, "more than a page");
	is_int((int64_t)seen, (int64_t)want, "%zu dossiers on %zu pages", seen, pages);
	is_int((int64_t)twice, 0, "none twice");
	must(app_find(app, &arena, &ask, who, STR("h19"), seen + 7, &f, &err), "behind the end");
	ok(f.n == 0 && !f.more, "nothing is behind the end");
}

/* All pages that a name gives; whether the dossier is on one of them, and how often. */
static size_t pages_have(struct app *app, struct person_id who, struct str name,
			 struct dossier_id id, bool *cut)
{
	struct found f;
	size_t seen = 0, there = 0;

	do {
		must(app_find(app, &arena, &ask, who, name, seen, &f, &err), "a page");
		for (size_t i = 0; i < f.n; i++) {
			there += f.row[i].id.v == id.v;
		}
		seen += f.n;
		*cut = f.cut;
	} while (f.more);
	return there;
}

/* The word that every fifth person of the demonstration bears. */
static struct str common_word(struct str name)
{
	static const char *const words[] = { "Mẫu", "Thử", "Giả", "Dụ", "Họa" };
	struct str word;

	while (str_cut(name, ' ', &word, &name)) {
		for (size_t i = 0; i < ARRAY_LEN(words); i++) {
			if (str_is(word, words[i])) {
				return word;
			}
		}
	}
	return STR("");
}

/* A name with more bearers than are asked hides nobody's own work. */
static void test_common_name(struct app *app, struct all_rows all)
{
	size_t tried = 0, once = 0, cuts = 0;

	for (size_t i = 0; i < all.n && tried < 40; i++) {
		const struct dossier_row *r = &all.row[i];
		const struct json *record;
		bool cut;

		must(subject_record(app, &arena, r->owner, &record, &err), "a record");
		if (r->holder.kind != PARTY_SEAT || r->holder.seat.person.v == 0 ||
		    record == NULL ||
		    !org_holds(app_org(app), r->holder.seat.person, r->holder.seat.unit,
			       r->holder.seat.post, ask.now) ||
		    common_word(json_str(record, "name")).n == 0) {
			continue;
		}
		tried++;
		once += pages_have(app, r->holder.seat.person,
				   common_word(json_str(record, "name")), r->id, &cut) == 1;
		cuts += cut;
	}
	ok(tried > 10 && cuts > 0, "%zu holders ask, %zu of a common name", tried, cuts);
	is_int((int64_t)once, (int64_t)tried, "and find what they hold, once");
}

/* Somebody of another commune finds nothing of it, not even by the whole code. */
static void test_rights(struct app *app, struct all_rows all)
{
	const struct dossier_row *r = NULL;
	struct person_id other = { 0 };
	struct found f;

	for (size_t i = 0; i < all.n && other.v == 0; i++) {
		for (size_t k = 0; k < all.n && other.v == 0; k++) {
			struct dossier *d;
			struct decide x = { .arena = &arena, .law = app_law(app),
					    .org = app_org(app), .at = ask.now };

			x.actor = clerk_of(app, all.row[k].receiving);
			must(sight_row(app, &all.row[i], &d, &err), "a dossier");
			x.d = d;
			if (x.actor.v != 0 && !decide_right(&x, RIGHT_READER, &err)) {
				other = x.actor;
				r = &all.row[i];
			}
		}
	}
	ok(other.v != 0, "somebody has no right");
	must(app_find(app, &arena, &ask, other, r->code, 0, &f, &err), "a search");
	is_int((int64_t)f.n, 0, "and finds nothing by the whole code");
	ok(!f.more && !f.cut, "nor is told that there is something");
	must(app_find(app, &arena, &ask, other, STR("  "), 0, &f, &err), "nothing asked");
	is_int((int64_t)f.n, 0, "nothing found");
}

/* Asked by rows or by the fold: the same answer. */
static void test_rights_by_row(struct app *app, struct all_rows all)
{
	const struct org *o = app_org(app);
	int64_t granted = 0, refused = 0, other = 0;

	for (size_t i = 0; i < all.n; i += 7) {
		struct str code = all.row[i].code;
		struct dossier *d;

		must(sight(app, &arena, code, &d, &err), "a dossier");
		for (size_t k = 0; k < o->assignments; k += 3) {
			struct decide x = { .arena = &arena, .law = app_law(app), .org = o,
					    .at = ask.now, .d = d,
					    .actor = o->assignment[k].person };
			struct found f;
			bool may = decide_right(&x, RIGHT_READER, &err);

			must(app_find(app, &arena, &ask, x.actor, code, 0, &f, &err), "a search");
			granted += may;
			refused += !may;
			other += may != (f.n == 1);
		}
	}
	ok(granted > 100 && refused > 100, "%lld may see it, %lld may not",
	   (long long)granted, (long long)refused);
	is_int(other, 0, "found by who may see it and nobody else");
}

int main(void)
{
	char base[32];
	struct app *app = province_open(base, 400);
	struct all_rows all = all_rows(app);

	ask.now = app_now(app);
	test_inboxes(app, all);
	test_cursor(app);
	test_chosen(app, all);
	test_promise(app, all);
	test_unknown_owner(app, &all.row[0]);
	test_picker(app);
	test_finding(app, all);
	test_find_pages(app, all);
	test_common_name(app, all);
	test_rights(app, all);
	test_rights_by_row(app, all);
	province_close(app, base);
	return done_testing();
}
