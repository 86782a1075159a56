/* Trials against what then happens: the same end, and nothing written before. */
#include "province.h"

#include "app/inbox.h"
#include "app/sight.h"
#include "app/trial.h"

#include <string.h>

static struct asking ask = { .whom = LABEL_INSIDE };
static const struct bulk_order take = { .verb = { "take", 4 } };
static const struct bulk_order hand_over = { .verb = { "hand_over", 9 } };
static const struct bulk_order no_way = { .verb = { "hand_over", 9 },
					  .outcome = { "no-such-way", 11 } };

/* Somebody who holds two dossiers at least. */
static bool busy_seat(struct app *app, struct all_rows all, struct seat *out,
		      struct tasks *work)
{
	for (size_t i = 0; i < all.n; i++) {
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		if (dossier_closed(d) || d->office.kind != PARTY_SEAT) {
			continue;
		}
		*out = d->office.seat;
		must(app_inbox_tasks(app, &arena, &ask, *out, INBOX_ALL, STR(""), INBOX_ROWS,
				     work, &err), "work");
		if (work->n >= 2 && work->task[0].kind == OB_STEP) {
			return true;
		}
	}
	return false;
}

static void test_bulk(struct app *app, struct all_rows all)
{
	struct seat me = { 0 };
	struct tasks work = { 0 };
	struct app_last before, after;
	struct bulk b;

	ok(busy_seat(app, all, &me, &work), "somebody with %zu dossiers", work.n);
	struct str *code = arena_array(&arena, struct str, work.n + 1);

	for (size_t i = 0; i < work.n; i++) {
		code[i] = work.task[i].code;
	}
	code[work.n] = STR("H19.99-260101-9999");
	must(app_last(app, &before, &err), "the last entry");
	must(app_bulk(app, &arena, &ask, me.person, &hand_over, code, work.n + 1,
		      &b, &err), "many tried");
	is_int((int64_t)b.rows, (int64_t)work.n + 1, "each has an answer");
	is_str(b.row[work.n].result.why.key, "dossier.unknown", "also one that is not there");
	ok(b.row[work.n].procedure.n == 0 && b.row[work.n].owner.n == 0,
	   "of which nothing is said");
	size_t named = 0, lost = 0, good = 0;

	for (size_t i = 0; i < work.n; i++) {
		const struct trial_result *r = &b.row[i].result;

		named += b.row[i].procedure.n > 0;
		good += !r->refused;
		/* Handed over it is at another step, refused it says why. */
		lost += r->refused ? r->why.key[0] == '\0'
				   : str_eq(r->step, b.row[i].step) || r->holder.unit.n == 0;
	}
	is_int((int64_t)named, (int64_t)work.n, "the others by their names");
	is_int((int64_t)lost, 0, "each goes on or says why not");
	is_int((int64_t)b.good, (int64_t)good, "%zu would be handed over", b.good);
	must(app_last(app, &after, &err), "the last entry");
	is_int(after.seq, before.seq, "nothing was written");
	/* Tried again it is the same: the first trial left nothing behind. */
	struct bulk again;

	must(app_bulk(app, &arena, &ask, me.person, &hand_over, code, work.n + 1,
		      &again, &err), "once more");
	is_int((int64_t)again.good, (int64_t)b.good, "the same once more");
	must(app_bulk(app, &arena, &ask, me.person, &no_way, code,
		      work.n, &b, &err), "a way that is none");
	is_int((int64_t)b.good, 0, "leads nowhere");
}

/* A stranger is told nothing of a dossier. */
static void test_stranger(struct app *app, struct all_rows all)
{
	const struct org *o = app_org(app);
	struct str code = all.row[0].code;
	size_t told = 0, strangers = 0;

	for (size_t i = 0; i < o->assignments && strangers < 20; i += 101) {
		struct bulk b;

		must(app_bulk(app, &arena, &ask, o->assignment[i].person, &take, &code, 1, &b,
			      &err), "tried");
		if (b.row[0].result.refused &&
		    strcmp(b.row[0].result.why.key, "right.reader") == 0) {
			strangers++;
			told += b.row[0].procedure.n > 0 || b.row[0].owner.n > 0;
		}
	}
	ok(strangers > 0, "%zu strangers", strangers);
	is_int((int64_t)told, 0, "are told nothing");
}

/* What the queue's first is taken as, and another of it. */
static void test_out_of_turn(struct app *app, struct all_rows all)
{
	size_t first = 0, other = 0, wrong = 0;

	for (size_t i = 0; i < all.n; i++) {
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		const struct obligation *hold = dossier_hold(d);

		if (hold == NULL || hold->kind != OB_STEP || hold->taken_at != INSTANT_NONE) {
			continue;
		}
		struct seat me = { hold->holder.seat.unit, hold->version->step[hold->step].post,
				   { 0 } };
		struct str code = str_dup(&arena, d->code);
		struct person_id head = hold->holder.seat.person;
		int64_t due = hold->due;	/* the fold itself lasts until the next look */
		struct tasks queue;
		struct bulk b;

		must(app_inbox_tasks(app, &arena, &ask, me, INBOX_UNTAKEN, STR(""), INBOX_ROWS,
				     &queue, &err), "its queue");
		must(app_bulk(app, &arena, &ask, head, &take, &code, 1, &b, &err),
		     "taken by its head");
		if (queue.n < 2 || b.good == 0) {
			continue;
		}
		bool later = queue.task[0].step_due < due;

		wrong += b.row[0].result.chosen != later;
		first += !later;
		other += later;
	}
	is_int((int64_t)wrong, 0, "%zu in turn, %zu out of it", first, other);
}

int main(void)
{
	char base[32];
	struct app *app = province_open(base, 700);
	struct all_rows all = all_rows(app);

	ask.now = app_now(app);
	test_bulk(app, all);
	test_stranger(app, all);
	test_out_of_turn(app, all);
	province_close(app, base);
	return done_testing();
}
