/* The ribbon and the tracking page, over every dossier of a small province. */
#include "province.h"

#include "app/ribbon.h"
#include "app/sight.h"
#include "app/track.h"

static int64_t now;

/* ---- masks ---- */

static void test_masks(void)
{
	ok(str_is(mask_name(&arena, STR("Nguyễn Văn Ánh")), "Nguyễn V•• Á••"), "a person");
	ok(str_is(mask_name(&arena, STR("Đỗ  Thị Ơn ")), "Đỗ T•• Ơ••"), "spaces");
	ok(str_is(mask_name(&arena, STR("Ánh")), "Á••"), "one word");
	ok(str_is(mask_name(&arena, STR("Trương Công")), "Trương C••"), "no organisation");
	ok(str_is(mask_name(&arena, STR("Công ty TNHH Lộc An")), "Công ty TNHH Lộc An"),
	   "an organisation");
	ok(str_is(mask_name(&arena, STR("")), ""), "nothing");
	ok(str_is(mask_number(&arena, STR("075090001318")), "•••• 318"), "a number");
	ok(str_is(mask_number(&arena, STR("12")), "••••"), "a short one shows nothing");
}

/* ---- ribbons ---- */

struct found {
	int broken, persons, gaps, thin, wrong_work, opinions, waits, late;
};

static void look(struct app *app, const struct dossier *d, const struct asking *ask,
		 struct found *f)
{
	struct ribbon r;
	int64_t x = 0, at = INSTANT_NONE, sum = 0;

	ribbon_make(app, &arena, ask, d, &r);
	for (size_t i = 0; i < r.segments; i++) {
		const struct ribbon_segment *s = &r.segment[i];

		f->broken += s->x != x || s->width < 1;
		f->thin += s->now && s->width < RIBBON_LEAST;
		f->persons += s->holder.person_id.v != 0 || s->holder.person.n > 0;
		f->waits += s->kind == RIBBON_WAIT;
		x = s->x + s->width;
		at = at == INSTANT_NONE ? s->from : at;
		sum += s->work_s;
	}
	f->gaps += r.segments > 0 && x != RIBBON_WIDTH;
	/* What is too short to be seen has no more than its share of a thousandth. */
	f->wrong_work += r.segments > 0 &&
			 (sum > r.work_s || (r.work_s - sum) * 50 > r.work_s + 50);
	for (size_t i = 0; i < r.opinions; i++) {
		const struct ribbon_opinion *o = &r.opinion[i];

		f->opinions++;
		f->late += o->late_s > 0;
		f->broken += o->x < 0 || o->width < 1 || o->lane >= r.lanes;
	}
}

static void test_ribbons(struct app *app, struct all_rows all)
{
	struct asking ask = { .whom = LABEL_PUBLIC, .now = now };
	struct found out = { 0 }, in = { 0 };

	for (size_t i = 0; i < all.n; i++) {
		struct arena_mark mark = arena_mark(&arena);
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		ask.whom = LABEL_PUBLIC;
		look(app, d, &ask, &out);
		ask.whom = LABEL_INSIDE;
		look(app, d, &ask, &in);
		arena_release(&arena, mark);
	}
	is_int(out.broken + in.broken, 0, "segments stand in order and touch");
	is_int(out.gaps + in.gaps, 0, "they fill the width");
	is_int(out.thin + in.thin, 0, "the present one can be seen");
	is_int(out.wrong_work + in.wrong_work, 0, "their work adds up");
	is_int(out.persons, 0, "the public one names no person");
	ok(in.persons > (int)all.n, "the inner one does");
	ok(out.opinions > 0 && out.waits > 0, "%d opinions, %d late, %d waits", out.opinions,
	   out.late, out.waits);
}

/* ---- tracking ---- */

static bool digits_of(struct app *app, struct subject_id id, const char *member,
		      struct str *out)
{
	const struct json *record;

	must(subject_record(app, &arena, id, &record, &err), "a record");
	struct str number = json_str(record, member);

	*out = str_sub(number, number.n > 4 ? number.n - 4 : 0, number.n);
	return number.n >= 4;
}

static struct str other_digits(struct str digits)
{
	char *p = str_cstr(&arena, digits);

	p[3] = p[3] == '9' ? '0' : (char)(p[3] + 1);
	return str_of(p);
}

static void test_refusals(struct app *app, struct str code, struct str right)
{
	struct asking ask = { .whom = LABEL_PUBLIC, .now = now };
	struct track_view v;
	const char *const wrong[] = { "", "1", "12345", "abcd", "12 4" };

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		ok(!app_track(app, &arena, &ask, code, str_of(wrong[i]), &v, &err) &&
		   strcmp(err.key, "track.unknown") == 0, "refused: '%s'", wrong[i]);
	}
	struct err digits, none;

	ok(!app_track(app, &arena, &ask, code, other_digits(right), &v, &digits),
	   "wrong digits are refused");
	ok(!app_track(app, &arena, &ask, STR("H19.99-260101-0001"), right, &v, &none),
	   "an unknown code too");
	is_str(digits.key, none.key, "in the same words");
	is_int(digits.code, none.code, "of the same family");
	is_int(digits.args + none.args, 0, "which say no more");
	ok(app_track(app, &arena, &ask, str_fmt(&arena, " %.*s ", STR_ARG(code)), right, &v,
		     &err), "spaces around do no harm");
}

static void compare(const struct track_view *v, const struct dossier_row *r, int *wrong)
{
	*wrong += !str_eq(v->code, r->code) || v->state != r->state || v->due != r->due ||
		  v->first_due != r->first_due || v->received_at != r->received_at ||
		  v->history.last_seq != r->last_seq ||
		  v->history.event[v->history.n - 1].seq != r->last_seq ||
		  v->holder.kind != r->holder.kind || v->holder_from != r->holder_from ||
		  (r->received_at != INSTANT_NONE && v->trace.n == 0);
	for (size_t i = 0; i < v->history.n; i++) {
		*wrong += v->history.event[i].actor.v != 0;
	}
}

static void test_tracking(struct app *app, struct all_rows all)
{
	struct asking ask = { .whom = LABEL_PUBLIC, .now = now };
	int wrong = 0, asked = 0, papers = 0, shut = 0;
	bool refused = false;

	for (size_t i = 0; i < all.n; i++) {
		const struct dossier_row *r = &all.row[i];
		struct arena_mark mark = arena_mark(&arena);
		struct track_view v;
		struct str digits;

		if (!digits_of(app, r->owner, i % 2 ? "phone" : "id_number", &digits)) {
			shut++;
			continue;
		}
		must(app_track(app, &arena, &ask, r->code, digits, &v, &err), "tracking");
		compare(&v, r, &wrong);
		asked += (int)v.askeds;
		for (size_t k = 0; k < v.askeds; k++) {
			papers += v.asked[k].papers > 0;
		}
		if (!refused) {
			refused = true;
			test_refusals(app, r->code, digits);
		}
		arena_release(&arena, mark);
	}
	is_int(wrong, 0, "what is shown is what the rows say, and names nobody");
	ok(asked > 0, "%d asked, %d with papers, %d dossiers without digits", asked, papers,
	   shut);
}

/* ---- the code to collect by ---- */

static bool fits(struct app *app, const struct dossier *d, const char *given)
{
	bool yes = false;

	must(pickup_fits(app, d, str_of(given), &yes, &err), "comparing");
	return yes;
}

static void one_code(struct app *app, const struct dossier *d, int *wrong, int *same)
{
	char code[PICKUP_TEXT], again[PICKUP_TEXT], other[PICKUP_TEXT], spaced[PICKUP_TEXT + 1];
	struct dossier later = *d, closed = *d;

	later.reopened++;
	closed.state = DOSSIER_DELIVERED;
	must(pickup_code(app, d, code, &err) && pickup_code(app, d, again, &err) &&
	     pickup_code(app, &later, other, &err), "a code");
	(void)snprintf(spaced, sizeof(spaced), "%.3s %s", code, code + 3);
	*wrong += strcmp(code, again) != 0 || !fits(app, d, code) || !fits(app, d, spaced);
	*wrong += fits(app, &closed, code) || fits(app, d, "") || fits(app, d, "12345");
	*wrong += fits(app, &later, code) != (strcmp(code, other) == 0);
	*same += strcmp(code, other) == 0;
	code[PICKUP_DIGITS - 1] = code[PICKUP_DIGITS - 1] == '9' ? '0' : '9';
	*wrong += fits(app, d, code);
}

static void test_pickup(struct app *app, struct all_rows all)
{
	int ready = 0, wrong = 0, same = 0;
	bool digit[10] = { false };
	size_t digits = 0;

	for (size_t i = 0; i < all.n; i++) {
		char code[PICKUP_TEXT];
		struct dossier *d;

		must(sight_row(app, &all.row[i], &d, &err), "a dossier");
		if (d->state == DOSSIER_READY) {
			ready++;
			one_code(app, d, &wrong, &same);
			must(pickup_code(app, d, code, &err), "a code");
			digit[code[0] - '0'] = true;
		}
	}
	for (size_t i = 0; i < 10; i++) {
		digits += digit[i];
	}
	ok(ready > 3 && digits > 2, "%d codes, beginning with %zu digits", ready, digits);
	is_int(wrong, 0, "each fits its own readiness");
	ok(same <= 1, "a reopened dossier has another: by chance one in a million has not");
}

int main(void)
{
	char base[32];
	struct app *app = province_open(base, 400);
	struct all_rows all = all_rows(app);

	now = app_now(app);
	test_masks();
	test_ribbons(app, all);
	test_tracking(app, all);
	test_pickup(app, all);
	province_close(app, base);
	return done_testing();
}
