/* The dossier page, a unit's views and the catalog, against what the folded dossiers of a
 * small province say when looked at one by one. */
#include "province.h"

#include "app/catalog.h"
#include "app/dossier_view.h"
#include "app/late_soon.h"
#include "app/sight.h"
#include "app/unit_view.h"

static struct asking ask = { .whom = LABEL_INSIDE };

/* ---- what can be done ---- */

static const struct possible *find(const struct possible_list *l, const char *action)
{
	for (size_t i = 0; i < l->n; i++) {
		if (strcmp(l->action[i].action, action) == 0) {
			return &l->action[i];
		}
	}
	return NULL;
}

/* The same by the path of a real command, up to writing. */
static bool would_pass(struct app *app, struct person_id who, struct dossier_id id,
		       const char *action)
{
	struct json *args = json_new_obj(&arena);
	char text[ID_TEXT];
	struct command c = { .key = STR("t"), .verb = str_of(action), .args = args,
			     .at = INSTANT_NONE };
	struct passage *p = arena_new(&arena, struct passage);
	struct err why;

	json_set_str(&arena, args, "dossier", str_dup(&arena, str_of(id_text('d', id.v, text))));
	c.as = str_dup(&arena, str_of(id_text('p', who.v, text)));
	*p = (struct passage){ .app = app, .a = &arena, .command = &c };
	bool passed = passage_try(p, &why);

	cache_drop(&app->cache, id);
	return passed;
}

struct seen {
	size_t looked, wrong, outcomes, actions, closed_wrong, strangers;
};

static void compare(struct app *app, struct person_id who, struct dossier_id id,
		    const struct possible_list *l, struct seen *s)
{
	/* Actions without arguments: nothing is stood in for. */
	static const char *const plain[] = { "take", "finish", "sign", "ready", "recall",
					     "resume", "paper_missing", "paper_arrived",
					     "paid", "supplement_received", "fee_receipt" };

	for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
		bool there = find(l, plain[i]) != NULL;

		s->wrong += there != would_pass(app, who, id, plain[i]);
	}
	s->actions += l->n;
}

static void look(struct app *app, const struct dossier_row *r, struct person_id who,
		 struct seen *s)
{
	struct possible_list l;
	const struct possible *on;
	struct dossier *d;

	must(app_possible(app, &arena, &ask, who, r->id, &l, &err), "what is possible");
	compare(app, who, r->id, &l, s);
	s->looked++;
	must(sight_row(app, r, &d, &err), "a dossier");
	on = find(&l, "hand_over");
	for (size_t i = 0; on != NULL && i < on->choices; i++) {
		const struct step *step = &d->version->step[d->step];

		s->outcomes++;
		s->wrong += step_outcome(step, on->choice[i].id) == NULL ||
			    on->choice[i].step.n == 0 || on->choice[i].unit.n == 0;
	}
	if (dossier_closed(d)) {
		s->closed_wrong += find(&l, "hand_over") != NULL || find(&l, "take") != NULL ||
				   find(&l, "deliver") != NULL || find(&l, "pause") != NULL;
	}
}

static void test_possible(struct app *app, struct all_rows all)
{
	struct seen s = { 0 };

	for (size_t i = 0; i < all.n; i++) {
		struct dossier *d;
		struct possible_list none;
		struct person_id stranger = { 0 };

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		struct person_id office = d->office.seat.person;

		if (i % 4 == 0 || !dossier_closed(d)) {
			look(app, &all.row[i], office, &s);
		}
		if (i % 40 == 0) {
			must(app_possible(app, &arena, &ask, stranger, all.row[i].id, &none,
					  &err), "for nobody");
			s.strangers += none.n;
		}
	}
	is_int((int64_t)s.wrong, 0, "what is said to be possible would pass, nothing else");
	is_int((int64_t)s.closed_wrong, 0, "a closed one goes nowhere");
	is_int((int64_t)s.strangers, 0, "nobody can do nothing");
	ok(s.outcomes > 0, "%zu looked at, %zu actions, %zu outcomes", s.looked, s.actions,
	   s.outcomes);
}

/* ---- the page ---- */

static void test_pages(struct app *app, struct all_rows all)
{
	size_t wrong = 0, texts = 0, papers = 0, opinions = 0, pages = 0, denied = 0;
	struct person_id before = { 0 };

	for (size_t i = 0; i < all.n; i++) {
		struct dossier_view v;
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		struct person_id who = d->office.seat.person;
		const struct json *record;

		must(subject_record(app, &arena, d->owner, &record, &err), "a record");
		if (!app_dossier_view(app, &arena, &ask, who, all.row[i].code, &v, &err)) {
			/* Whoever had it last may have left since. */
			denied += err.code == ERR_DENIED;
			wrong += err.code != ERR_DENIED;
			continue;
		}
		pages++;
		wrong += !str_eq(v.owner.name, json_str(record, "name")) ||
			 v.note.reader.v != who.v || v.note.dossier.v != all.row[i].id.v ||
			 v.note.at != ask.now || v.state != all.row[i].state ||
			 v.due != all.row[i].due || v.history.last_seq != all.row[i].last_seq;
		for (size_t k = 0; k < v.papers; k++) {
			papers += v.paper[k].brought;
		}
		texts += v.texts;
		opinions += v.opinions;
		if (before.v != 0 && before.v != who.v) {
			struct err why;

			denied += !app_dossier_view(app, &arena, &ask, before, all.row[i].code,
						    &v, &why) && why.code == ERR_DENIED;
		}
		before = who;
	}
	is_int((int64_t)wrong, 0, "%zu pages say what is so", pages);
	ok(texts > 0 && papers > 0 && opinions > 0 && denied > 0,
	   "%zu texts, %zu papers, %zu opinions; %zu had no right", texts, papers, opinions,
	   denied);
}

static bool count_row(void *ctx, const struct access_row *r, bool *more, struct err *e)
{
	size_t *n = ctx;

	(void)r;
	(void)more;
	(void)e;
	++*n;
	return true;
}

/* Notes of a reader reach the table in one group, and verify holds. */
static void test_notes(const char *dir, struct dossier_id id, struct person_id who)
{
	struct app_options o = { .dir = dir, .access = APP_WRITER, .clock = INSTANT_NONE };
	struct access_note note[] = { { .at = ask.now, .reader = who, .dossier = id },
				      { .at = ask.now, .reader = who, .dossier = id } };
	size_t before = 0, after = 0;
	struct app *app;

	must(app_open(&home, &o, &app, &err), "a writer");
	must(store_access(app->store, 1, count_row, &before, &err), "rows");
	must(access_write(app, &arena, note, 2, &err), "notes");
	must(access_write(app, &arena, note, 0, &err), "no notes");
	must(store_access(app->store, 1, count_row, &after, &err), "rows");
	is_int((int64_t)(after - before), 2, "both openings stand on record");
	app_close(app);
}

/* ---- the unit ---- */

static size_t pages_of(struct app *app, struct unit_id unit, struct tasks *all)
{
	struct str after = { 0 };
	size_t wrong = 0;
	bool taken = false;

	*all = (struct tasks){ .task = arena_array(&arena, struct task, 500) };
	do {
		struct tasks t;

		must(app_unit_work(app, &arena, &ask, unit, after, 3, &t, &err), "work");
		for (size_t i = 0; i < t.n; i++) {
			wrong += taken && t.task[i].untaken;
			taken = taken || !t.task[i].untaken;
			all->task[all->n++] = t.task[i];
		}
		after = t.next;
	} while (after.n > 0);
	return wrong;
}

static int64_t held_by_hand(struct app *app, struct all_rows all, struct unit_id unit)
{
	int64_t n = 0;

	for (size_t i = 0; i < all.n; i++) {
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		for (size_t k = 0; k < d->obs; k++) {
			n += d->ob[k].to == INSTANT_NONE && d->ob[k].kind < OB_OPINION &&
			     d->ob[k].holder.kind == PARTY_SEAT &&
			     d->ob[k].holder.seat.unit.v == unit.v;
		}
	}
	return n;
}

static void test_unit(struct app *app, struct all_rows all)
{
	size_t wrong = 0, units = 0, people = 0, absent = 0, soons = 0;
	struct chances *chances = chances_open(&arena);
	struct late_soon soon;
	int64_t done = 0;

	for (size_t i = 0; i < all.n && units < 25; i++) {
		struct unit_id unit = all.row[i].holder.seat.unit;
		struct unit_people p;
		struct tasks t;
		int64_t sum = 0;

		if (all.row[i].holder.kind != PARTY_SEAT || unit.v == done) {
			continue;
		}
		done = unit.v;
		units++;
		wrong += pages_of(app, unit, &t);
		wrong += (int64_t)t.n != held_by_hand(app, all, unit);
		must(app_unit_people(app, &arena, &ask, unit, &p, &err), "people");
		for (size_t k = 0; k < p.members; k++) {
			sum += p.member[k].held;
			wrong += k > 0 && p.member[k].held > p.member[k - 1].held;
		}
		people += p.members;
		absent += p.absences;
		wrong += sum != (int64_t)t.n;
		must(app_late_soon(app, &arena, &ask, chances, unit, &soon, &err), "late soon");
		for (size_t k = 0; k < soon.n; k++) {
			const struct late_soon_line *l = &soon.line[k];

			wrong += l->due < ask.now || l->due > ask.now + 14 * DAY_S;
			wrong += k > 0 && l->chance > l[-1].chance;
			soons++;
		}
	}
	chances_close(chances);
	is_int((int64_t)wrong, 0, "%zu units, untaken first, all of it once; %zu due soon, the "
				  "likeliest to be late first", units, soons);
	ok(people > 0, "%zu people, %zu absences", people, absent);
}

static void test_counter(struct app *app, struct all_rows all)
{
	size_t ready = 0, online = 0, promised = 0, by_hand_ready = 0, by_hand_online = 0;
	size_t by_hand_promised = 0, old = 0;
	const struct org *o = app_org(app);
	const struct calendar_version *v = law_calendar_on(app_law(app), day_of(ask.now));
	const struct calendar *c = law_calendar(app_law(app), v->id, STR("A"));
	struct day next = { 0 };

	ok(calendar_day_after(c, day_of(ask.now), 1, &next), "a next working day");
	int64_t end = day_start((struct day){ next.n + 1 });

	for (size_t i = 0; i < all.n; i++) {
		const struct dossier_row *r = &all.row[i];

		by_hand_ready += r->state == DOSSIER_READY;
		by_hand_online += r->state == DOSSIER_SUBMITTED &&
				  (r->channel == CHANNEL_ONLINE ||
				   r->channel == CHANNEL_ONLINE_HELPED);
		by_hand_promised += r->state == DOSSIER_OPEN && r->due < end;
	}
	for (size_t i = 0; i < o->units; i++) {
		struct tasks t;

		if (!str_is(o->unit[i]->role, "onestop")) {
			continue;
		}
		must(app_counter_ready(app, &arena, &ask, o->unit[i]->id, HANDOUT_ALL, STR(""),
				       200, &t, &err), "results");
		ready += t.n;
		must(app_counter_ready(app, &arena, &ask, o->unit[i]->id, HANDOUT_UNCOLLECTED,
				       STR(""), 200, &t, &err), "uncollected");
		old += t.n;
		must(app_counter_online(app, &arena, &ask, o->unit[i]->id, STR(""), 200, &t,
					&err), "online");
		online += t.n;
		must(app_counter_promised(app, &arena, &ask, o->unit[i]->id, STR(""), 200, &t,
					  &err), "promised");
		promised += t.n;
	}
	is_int((int64_t)ready, (int64_t)by_hand_ready, "results to hand out");
	is_int((int64_t)online, (int64_t)by_hand_online, "online ones to answer");
	is_int((int64_t)promised, (int64_t)by_hand_promised, "promised until the next working day");
	ok(old <= ready, "%zu uncollected", old);
}

/* Pages of two give the same rows as one page of all. */
static size_t paged_wrong(struct app *app, struct seat me, enum step_kind kind, bool sign,
			  const struct tasks *all)
{
	struct person_id nobody = { 0 };
	struct str after = STR("");
	size_t seen = 0, wrong = 0;

	do {
		struct tasks t;

		must(sign ? app_sign_queue(app, &arena, &ask, me, nobody, after, 1, &t, &err)
			  : app_step_queue(app, &arena, &ask, me, kind, after, 1, &t, &err),
		     "a page of a queue");
		for (size_t i = 0; i < t.n; i++, seen++) {
			wrong += seen >= all->n || t.task[i].id.v != all->task[seen].id.v;
		}
		after = t.next;
	} while (after.n > 0);
	return wrong + (seen != all->n);
}

static void test_queues(struct app *app, struct all_rows all)
{
	size_t wrong = 0, rows = 0, torn = 0, most = 0;

	for (size_t i = 0; i < all.n; i++) {
		struct dossier *d;
		struct tasks t;
		bool there = false;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		const struct obligation *hold = dossier_hold(d);

		if (hold == NULL || hold->kind != OB_STEP) {
			continue;
		}
		const struct step *step = &hold->version->step[hold->step];
		struct seat me = { hold->holder.seat.unit, step->post,
				   hold->holder.seat.person };
		struct dossier_id id = d->id;

		if (step->kind != STEP_SIGN && step->kind != STEP_ISSUE) {
			continue;
		}
		must(app_step_queue(app, &arena, &ask, me, step->kind, STR(""), 200, &t, &err),
		     "a queue");
		for (size_t k = 0; k < t.n; k++) {
			there = there || t.task[k].id.v == id.v;
			wrong += t.task[k].step_kind != step->kind ||
				 (k > 0 && t.task[k].step_due < t.task[k - 1].step_due);
		}
		wrong += !there;
		rows += t.n;
		most = t.n > most ? t.n : most;
		torn += paged_wrong(app, me, step->kind, false, &t);
		if (step->kind == STEP_SIGN) {
			must(app_sign_queue(app, &arena, &ask, me, (struct person_id){ 0 },
					    STR(""), 200, &t, &err), "what is to be signed");
			torn += paged_wrong(app, me, step->kind, true, &t);
		}
	}
	is_int((int64_t)wrong, 0, "signer and records clerk see theirs by due: %zu rows", rows);
	ok(most > 1, "one of them has %zu rows", most);
	is_int((int64_t)torn, 0, "page by page as well");
}

/* ---- the catalog ---- */

static void test_catalog(struct app *app)
{
	struct catalog_field *field;
	struct catalog_row *row;
	struct catalog_procedure p;
	size_t fields, all, n, sum = 0;
	int64_t counted = 0;

	app_catalog_fields(app, &arena, &ask, &field, &fields);
	app_catalog_list(app, &arena, &ask, STR(""), STR(""), &row, &all);
	for (size_t i = 0; i < fields; i++) {
		app_catalog_list(app, &arena, &ask, field[i].name, STR(""), &row, &n);
		sum += n;
		counted += field[i].procedures;
	}
	ok(fields > 1 && all > 5, "%zu fields, %zu procedures", fields, all);
	is_int((int64_t)sum, (int64_t)all, "each stands in one field");
	is_int(counted, (int64_t)all, "and is counted there");
	app_catalog_list(app, &arena, &ask, STR(""), STR("commune"), &row, &n);
	ok(n > 0 && n < all, "%zu of the communes", n);
	must(app_catalog_procedure(app, &arena, &ask, STR("1.000656"), STR(""), &p, &err),
	     "one");
	is_int((int64_t)p.papers, 2, "its papers");
	ok(p.free && str_is(p.limit, "same-day") && p.steps > 2, "its fee, limit and steps");
	ok(p.step[1].post.n > 0 && p.plan_s > 0, "with posts and hours");
	ok(!app_catalog_procedure(app, &arena, &ask, STR("9"), STR(""), &p, &err), "no such");
	is_str(err.key, "intake.procedure", "is said");
	ok(!app_catalog_procedure(app, &arena, &ask, STR("1.000656"), STR("?"), &p, &err),
	   "no such unit");
	is_str(err.key, "unit.unknown", "is said");
}

int main(void)
{
	char base[32];
	struct app *app = province_open(base, 800);
	struct all_rows all = all_rows(app);
	const char *dir = store_dir(app->store);

	ask.now = app_now(app);
	test_possible(app, all);
	test_pages(app, all);
	test_unit(app, all);
	test_counter(app, all);
	test_queues(app, all);
	test_catalog(app);
	test_notes(dir, all.row[0].id, all.row[0].holder.seat.person);
	province_close(app, base);
	return done_testing();
}
