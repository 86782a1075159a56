/* Projections: rows follow the state, lists page through them, comparing finds
 * what differs. The states are made by hand: folding has tests of its own. */
#include "folder.h"

#include "../unit/law_fixture.h"

#include "store/tally.h"

#include <sqlite3.h>

enum { AT = 1790000000 };
static const struct unit_id unit = { 501 };

static struct party seat(int64_t person)
{
	struct party p = { .kind = PARTY_SEAT };

	p.seat.unit = unit;
	p.seat.person.v = person;
	memcpy(p.seat.post.code, "officer", 8);
	return p;
}

static struct obligation step_of(int64_t person, int64_t from)
{
	return (struct obligation){
		.kind = OB_STEP, .holder = seat(person), .account = seat(person), .from = from,
		.to = INSTANT_NONE, .taken_at = INSTANT_NONE, .due = INSTANT_NONE, .plan_s = 600,
		.step = 1, .opened_seq = 3,
	};
}

/* An open dossier held by a person. */
static const struct rule_set no_rules;
static const struct procedure no_procedure = { .code = STR("0.000000") };
static const struct procedure_version no_law = { .procedure = &no_procedure, .steps = 2 };
static struct law_fixture calendars;

static struct dossier open_dossier(int64_t id, const char *code, int64_t person, int64_t due)
{
	struct dossier d;

	dossier_init(&d, &arena, (struct dossier_id){ id });
	d.inherited_promise = AT;	/* a promise without law behind it */
	d.code = str_of(code);
	d.state = DOSSIER_OPEN;
	d.rules = &no_rules;
	d.cal = &calendars.a;
	d.version = &no_law;
	d.plan_s = arena_array(&arena, int64_t, no_law.steps);
	d.channel = CHANNEL_COUNTER;
	d.home = d.competent = d.receiving = d.helping = unit;
	d.owner.v = id + 1;
	d.submitted_at = d.received_at = d.at = d.acted_at = AT;
	d.seq = 3;
	d.first_due = d.due = due;
	d.ob = arena_array(&arena, struct obligation, 8);
	d.ob[0] = step_of(person, AT);
	d.obs = 1;
	d.hold = 0;
	return d;
}

static void project(struct store *s, const struct dossier *before, const struct dossier *after)
{
	must(store_begin(s, &err), "begin");
	must(store_project(s, before, after, &err), "project");
	must(store_commit(s, &err), "commit");
}

static void hand_over(struct store *s, struct dossier *d, int64_t person)
{
	const struct dossier *before = store_mark(&arena, d);

	d->at += 3600;
	d->seq += 4;
	d->ob[0].to = d->at;
	d->ob[0].work_s = 3600;
	d->ob[0].ended = ENDED_FORWARD;
	d->ob[0].closed_seq = d->seq;
	d->ob[1] = step_of(person, d->at);
	d->obs = 2;
	d->hold = 1;
	project(s, before, d);
}

static size_t in_hand(struct store *s, enum duty_of of, int64_t id)
{
	struct duty_page page;

	must(store_duties(s, &arena, of, id, (struct list_cursor){ 0 }, 10, &page, &err), "duties");
	return page.n;
}

static void test_rows(struct store *s, struct dossier *d)
{
	struct dossier_row row;
	struct duty_page page;

	project(s, NULL, d);
	must(store_dossier_by_code(s, &arena, STR("H19.33-261102-0187"), &row, &err), "by code");
	ok(row.id.v == 1000 && row.state == DOSSIER_OPEN && row.holder.seat.person.v == 71,
	   "the row shows the state and the holder");
	ok(row.closed_at == INSTANT_NONE && row.holder_taken == INSTANT_NONE && row.due == AT + 900,
	   "no instant stays no instant");
	ok(post_is(row.holder.seat.post, "officer"), "and the post");
	hand_over(s, d, 72);
	must(store_dossier(s, &arena, (struct dossier_id){ 1000 }, &row, &err), "by id");
	ok(row.holder.seat.person.v == 72 && row.holder_from == AT + 3600 && row.last_seq == 7,
	   "after the hand-over another holds it");
	is_int((int64_t)in_hand(s, DUTY_PERSON, 71), 0, "the first has nothing in hand");
	is_int((int64_t)in_hand(s, DUTY_PERSON, 72), 1, "the second one dossier");
	is_int((int64_t)in_hand(s, DUTY_UNIT, 501), 1, "and so their unit");
	must(store_duties(s, &arena, DUTY_DOSSIER, 1000, (struct list_cursor){ 0 }, 10, &page,
		&err),
	     "duties");
	ok(page.n == 2 && page.row[0].ob.work_s == 3600 && page.row[0].ob.ended == ENDED_FORWARD &&
		   page.row[1].ob.to == INSTANT_NONE && page.row[1].no == 1,
	   "the dossier keeps both obligations");
	ok(!store_dossier(s, &arena, (struct dossier_id){ 5 }, &row, &err) &&
		   err.code == ERR_NOT_FOUND, "an unknown dossier is not found");
}

static void test_serials(struct store *s, struct dossier *d)
{
	int64_t last;
	struct str fees = serial_scope(&arena, "fee", unit, 2026);
	const struct dossier *before = store_mark(&arena, d);

	must(store_serial(s, STR("H19.33-261102"), &last, &err), "serial");
	is_int(last, 187, "the code's serial is used up");
	must(store_serial(s, STR("H19.33-261103"), &last, &err), "serial");
	is_int(last, 0, "the next day starts anew");
	d->fee = arena_array(&arena, struct fee_receipt, 1);
	d->fee[0] = (struct fee_receipt){ .number = 31, .unit = unit, .at = AT };
	d->fees = 1;
	project(s, before, d);
	must(store_serial(s, fees, &last, &err), "serial");
	is_int(last, 31, "a fee receipt uses up its number");
	struct dossier low = open_dossier(1001, "H19.33-261102-0005", 73, AT + 50);
	project(s, NULL, &low);
	must(store_serial(s, STR("H19.33-261102"), &last, &err), "serial");
	is_int(last, 187, "a serial never goes back");
	struct json *body = json_new_obj(&arena);
	json_set_int(&arena, body, "batch", 9);
	struct entry en = { .kind = KIND_BATCH_PRINTED, .stream = { STREAM_UNIT, 501 }, .at = AT,
			    .body = body };
	must(store_begin(s, &err), "begin");
	must(store_project_entry(s, &en, &err), "project entry");
	must(store_commit(s, &err), "commit");
	must(store_serial(s, serial_scope(&arena, "batch", unit, 2026), &last, &err), "serial");
	is_int(last, 9, "so does a batch");
}

/* Walks a list page by page; checks that codes come in the wanted order. */
static void walk(struct store *s, struct list_query q, const char *const *want, size_t n,
		 const char *what)
{
	size_t seen = 0;
	bool same = true, more = true;

	while (more && seen <= n) {
		struct dossier_page page;
		must(store_list(s, &arena, &q, &page, &err), what);
		for (size_t i = 0; i < page.n; i++, seen++) {
			same = same && seen < n && str_is(page.row[i].code, want[seen]);
		}
		more = page.more;
		q.after = page.next;
	}
	ok(same && seen == n, "%s", what);
}

static const char *const by_code[] = {
	"H19.33-261102-0005", "H19.33-261102-0187", "H19.33-261102-0300", "H20.01-261102-0001",
};

static void test_lists(struct store *s)
{
	struct dossier third = open_dossier(1002, "H19.33-261102-0300", 72, INSTANT_NONE);
	struct dossier last = open_dossier(1003, "H20.01-261102-0001", 72, AT + 10);
	const char *const by_due[] = { by_code[3], by_code[0], by_code[1], by_code[2] };
	const char *const by_id[] = { by_code[1], by_code[0], by_code[2], by_code[3] };
	const char *const of_72[] = { by_code[3], by_code[1], by_code[2] };

	third.state = DOSSIER_WAITING;
	third.ob[0].kind = OB_WAIT;
	third.ob[0].due = AT + 100 * DAY_S;
	project(s, NULL, &third);
	last.competent.v = 502;
	project(s, NULL, &last);
	for (int64_t limit = 1; limit < 5; limit += 3) {
		walk(s, (struct list_query){ .by = LIST_ID, .limit = limit }, by_id, 4, "by id");
		walk(s, (struct list_query){ .by = LIST_CODE, .limit = limit }, by_code, 4,
			"by code");
		walk(s, (struct list_query){ .by = LIST_CODE, .prefix = STR("H19.33-2611"),
					     .limit = limit }, by_code, 3, "by beginning of code");
		walk(s, (struct list_query){ .by = LIST_OPEN, .limit = limit }, by_due, 4,
		     "open ones by due, waiting ones last");
		walk(s, (struct list_query){ .by = LIST_OPEN, .until = AT + 60, .limit = limit },
		     by_due, 2, "due up to an instant");
		walk(s, (struct list_query){ .by = LIST_UNIT, .id = 501, .limit = limit }, by_due,
			4,
		     "held at a unit");
		walk(s, (struct list_query){ .by = LIST_PERSON, .id = 72, .limit = limit }, of_72,
			3,
		     "held by a person");
		walk(s, (struct list_query){ .by = LIST_COMPETENT, .id = 502, .limit = limit },
		     &by_code[3], 1, "of an agency");
		walk(s, (struct list_query){ .by = LIST_TICK, .until = AT + 60, .limit = limit },
		     by_due, 2, "with something to do by then");
	}
	walk(s, (struct list_query){ .by = LIST_ID, .state = DOSSIER_WAITING }, &by_code[2], 1,
	     "by state");
}

/* Two obligations of one person with the same due: no page loses one. */
static void test_duty_pages(struct store *s)
{
	struct list_cursor after = { 0 };
	struct duty_page page = { .more = true };
	size_t n = 0;

	struct dossier d = open_dossier(1004, "H20.01-261102-0002", 88, AT + 10);
	d.ob[1] = step_of(88, AT);
	d.ob[1].kind = OB_OPINION;
	d.obs = 2;
	project(s, NULL, &d);
	while (page.more && n < 9) {
		must(store_duties(s, &arena, DUTY_PERSON, 88, after, 1, &page, &err), "duties");
		n += page.n;
		after = page.next;
	}
	is_int((int64_t)n, 2, "duties page by number");
	const struct dossier *before = store_mark(&arena, &d);
	d.due = AT + 5000;
	project(s, before, &d);
	must(store_duties(s, &arena, DUTY_PERSON, 88, (struct list_cursor){ 0 }, 1, &page, &err),
	     "duties");
	is_int(page.next.key, AT + 5000, "a new due moves the open duties");
}

static int64_t sum_of(struct store *s, enum tally_column column)
{
	struct tally_sum *row;
	size_t n;
	int64_t sum = 0;

	must(store_tally(s, &arena, (struct day){ 0 }, (struct day){ INT32_MAX }, &row, &n, &err),
	     "sums");
	for (size_t i = 0; i < n; i++) {
		sum += row[i].n[column];
	}
	return sum;
}

/* The sums follow the state, forth and back. */
static void test_sums(struct store *s, struct dossier *d)
{
	int64_t open = sum_of(s, TALLY_OPEN), late = sum_of(s, TALLY_LATE);
	int64_t early = sum_of(s, TALLY_EARLY);
	const struct dossier *before = store_mark(&arena, d);

	d->state = DOSSIER_READY;
	d->first_ready_at = d->ready_at = d->at = d->due + 3 * DAY_S;
	project(s, before, d);
	is_int(sum_of(s, TALLY_OPEN), open - 1, "what is solved is open no more");
	is_int(sum_of(s, TALLY_LATE), late + 1, "but late");
	is_int(sum_of(s, TALLY_LIVED_LATE), sum_of(s, TALLY_BROKEN),
	       "whoever ended late was late from some day on");
	before = store_mark(&arena, d);
	d->due += 7 * DAY_S;
	project(s, before, d);
	is_int(sum_of(s, TALLY_LATE), late, "another due: late no more");
	is_int(sum_of(s, TALLY_EARLY), early + 1, "but early");
	before = store_mark(&arena, d);
	d->state = DOSSIER_OPEN;
	d->first_ready_at = d->ready_at = INSTANT_NONE;
	project(s, before, d);
	is_int(sum_of(s, TALLY_OPEN), open, "and back to what it was");
	is_int(sum_of(s, TALLY_EARLY), early, "with nothing left behind");
}

static void test_compare(struct store *s, const char *dir, const struct dossier *d)
{
	struct store *scratch;
	sqlite3 *db;
	struct dossier e = open_dossier(1001, "H19.33-261102-0005", 73, AT + 50);

	must(store_begin(s, &err), "begin");
	must(store_clear_projections(s, &err), "clear");
	must(store_commit(s, &err), "commit");
	store_close(s);
	must(store_open(&arena, dir, STORE_WRITER, &s, &err), "open");
	ok(store_stale(s), "cleared projections are stale until the refill is done");
	must(store_begin(s, &err), "begin");
	must(store_project(s, NULL, d, &err) && store_project(s, NULL, &e, &err), "refill");
	must(store_projections_done(s, &err), "done");
	must(store_commit(s, &err), "commit");
	ok(!store_stale(s), "and good again afterwards");
	must(store_open_scratch(&arena, &scratch, &err), "scratch");
	project(scratch, NULL, d);
	ok(!store_compare_dossiers(s, scratch, 0, INT64_MAX, &err) &&
		   strcmp(err.key, "verify.row") == 0, "a row too many is found");
	ok(store_compare_dossiers(s, scratch, 0, d->id.v, &err), "but not beyond what is asked");
	project(scratch, NULL, &e);
	ok(store_compare_dossiers(s, scratch, 0, INT64_MAX, &err) &&
		   store_compare_sums(s, scratch, &err), "the same states give the same rows");
	(void)sqlite3_open(str_cstr(&arena, str_fmt(&arena, "%s/store.db", dir)), &db);
	is_int(sqlite3_exec(db, "UPDATE obligation SET work_s = 3599 WHERE no = 0 AND ended <> 0",
			    NULL, NULL, NULL), SQLITE_OK, "a second shaved off");
	is_int(sqlite3_exec(db, "UPDATE tally SET received_direct = received_direct - 1",
			    NULL, NULL, NULL), SQLITE_OK, "a reception too few");
	(void)sqlite3_close(db);
	ok(!store_compare_sums(s, scratch, &err) &&
		   strcmp(err_arg(&err, "table"), "tally") == 0 &&
		   strcmp(err_arg(&err, "column"), "received_direct") == 0,
	   "is found in the sums");
	ok(!store_compare_dossiers(s, scratch, 0, INT64_MAX, &err) &&
		   strcmp(err_arg(&err, "table"), "obligation") == 0 &&
		   strcmp(err_arg(&err, "column"), "work_s") == 0, "is found, with its column");
	store_close(scratch);
	store_close(s);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	law_fixture_open(&calendars);

	const char *dir = folder_new();
	struct store *s = fresh_store(dir);
	struct dossier d = open_dossier(1000, "H19.33-261102-0187", 71, AT + 900);

	test_rows(s, &d);
	test_serials(s, &d);
	test_lists(s);
	test_duty_pages(s);
	test_sums(s, &d);
	test_compare(s, dir, &d);
	folder_remove(dir);
	arena_done(&calendars.arena);
	arena_done(&arena);
	return done_testing();
}
