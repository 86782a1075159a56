/* What ended duties say of units: bands, and sums that add up. */
#include "law_fixture.h"

#include "core/work.h"

#include "../unit/tap.h"

static void bands(void)
{
	static const struct { int64_t s; int band; } t[] = {
		{ 0, 0 }, { 900, 0 }, { 901, 1 }, { 3600, 2 }, { 8 * 3600, 8 },
		{ 8 * 3600 + 1, 9 }, { 120 * 3600, 16 }, { 120 * 3600 + 1, 17 },
		{ INT64_MAX, 17 },
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		is_int(work_band(t[i].s), t[i].band, "a band by its upper end");
	}
	for (int i = 0; i < WORK_BANDS - 1; i++) {
		is_int(work_band(work_band_end(i)), i, "the end belongs to it");
	}
	ok(work_band_end(WORK_BANDS - 1) == INT64_MAX, "the last has none");
}

static void quantiles(void)
{
	static const struct { int64_t spread[WORK_BANDS], n, of; int band; } t[] = {
		{ { 0 }, 1, 2, -1 },
		{ { 1 }, 1, 2, 0 }, { { 1 }, 9, 10, 0 },
		{ { 1, 1 }, 1, 2, 0 }, { { 1, 2 }, 1, 2, 1 },
		{ { 9, 0, 1 }, 9, 10, 0 }, { { 8, 1, 1 }, 9, 10, 1 },
		{ { 1, 1, 1, 1 }, 1, 4, 0 }, { { 1, 1, 1, 1 }, 3, 4, 2 },
		{ { [17] = 3 }, 1, 4, 17 },
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		is_int(work_band_at(t[i].spread, t[i].n, t[i].of), t[i].band, "case %zu", i);
	}
}

static void sums(void)
{
	struct work_sums a = { 0 }, b = { 0 }, none = { 0 };
	int64_t n = 0;
#define SET(name) a.name = ++n;
	WORK_COLUMNS(SET)
#undef SET
	is_int(n * (int64_t)sizeof(int64_t), (int64_t)sizeof(a), "every column is named");
	work_plus(&b, &a, 3);
	is_int(b.called_late, 3 * n, "three times");
	work_plus(&b, &a, -3);
	ok(memcmp(&b, &none, sizeof(b)) == 0, "and back to nothing, in every column");
}

static void nothing(void)
{
	struct obligation ob = { .kind = OB_STEP, .to = INSTANT_NONE };
	struct dossier d = { .ob = &ob, .obs = 1 };
	struct work_said w = work_said(&d, 0);
	ok(w.unit.v == 0 && w.band == -1, "what goes on says nothing");
	ob.to = 100;
	ob.account.kind = PARTY_CITIZEN;
	ok(work_said(&d, 0).unit.v == 0, "nor what was the citizen's");
}

/* Of a hold of Monday 08:00 to 15:00 (five and a half hours of work at profile A) the time that
 * others owed something: together, not each for itself; as it was known when the hold ended. */
static void waits(struct law_fixture *f)
{
	static const char day[] = "2026-03-02T";
	struct procedure p = { .code = STR("1") };
	struct procedure_version v = { .procedure = &p };
	static const struct {
		const char *name;
		struct {
			const char *from, *to;
			enum obligation_kind kind;
			int64_t opened, closed;
		} o[3];
		int64_t wait_s;
	} t[] = {
		{ "nobody asked", { { 0 } }, 0 },
		{ "one opinion", { { "09:00", "10:00", OB_OPINION, 2, 3 } }, 3600 },
		{ "two at once", { { "09:00", "10:00", OB_OPINION, 2, 3 },
				   { "09:30", "10:30", OB_OPINION, 2, 4 } }, 5400 },
		{ "two apart", { { "08:00", "09:00", OB_OPINION, 2, 3 },
				 { "14:00", "14:30", OB_CONTEST, 4, 5 } }, 5400 },
		{ "over noon", { { "11:00", "13:30", OB_RULING, 2, 3 } }, 3600 },
		{ "still open", { { "14:00", NULL, OB_RETURN, 2, -1 } }, 3600 },
		{ "ended later", { { "14:00", "16:00", OB_OPINION, 2, 99 } }, 3600 },
		{ "asked later", { { "09:00", "10:00", OB_OPINION, 98, 99 } }, 0 },
		{ "no duty of others", { { "09:00", "10:00", OB_URGE, 2, 3 } }, 0 },
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct arena *a = &f->arena;
		struct obligation ob[4] = { { .kind = OB_STEP, .account.kind = PARTY_SEAT,
					      .account.seat.unit.v = 7, .version = &v,
					      .from = at(str_fmt(a, "%s08:00:00", day).p),
					      .to = at(str_fmt(a, "%s15:00:00", day).p),
					      .due = INSTANT_NONE, .taken_at = INSTANT_NONE,
					      .opened_seq = 1, .closed_seq = 50,
					      .ended = ENDED_FORWARD } };
		struct dossier d = { .ob = ob, .obs = 1, .cal = &f->a, .opinions = 1,
				     .state = DOSSIER_OPEN };
		ob[0].work_s = work_between(&f->a, ob[0].from, ob[0].to);
		for (size_t k = 0; k < ARRAY_LEN(t[i].o) && t[i].o[k].from != NULL; k++) {
			const char *to = t[i].o[k].to;
			ob[d.obs++] = (struct obligation){
				.kind = t[i].o[k].kind, .version = &v, .due = INSTANT_NONE,
				.from = at(str_fmt(a, "%s%s:00", day, t[i].o[k].from).p),
				.to = to ? at(str_fmt(a, "%s%s:00", day, to).p) : INSTANT_NONE,
				.opened_seq = t[i].o[k].opened, .closed_seq = t[i].o[k].closed };
		}
		struct work_said w = work_said(&d, 0);
		is_int(w.sums.wait_s, t[i].wait_s, "%s", t[i].name);
		is_int(w.sums.held_s, 5 * 3600 + 1800, "of five and a half hours");
		is_int(w.sums.untaken_s, w.sums.held_s, "that nobody had taken");
	}
}

/* Early by a working minute or more, late to the second. */
static void punctual(struct law_fixture *f)
{
	static const struct { const char *to; int64_t early, late; } t[] = {
		{ "2026-03-02T09:59:00", 1, 0 }, { "2026-03-02T09:59:01", 0, 0 },
		{ "2026-03-02T10:00:00", 0, 0 }, { "2026-03-02T10:00:01", 0, 1 },
	};
	struct procedure p = { .code = STR("1") };
	struct procedure_version v = { .procedure = &p };
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct obligation ob[] = {
			{ .kind = OB_STEP, .ended = ENDED_FORWARD },
			{ .kind = OB_OPINION, .ended = ENDED_ANSWERED },
			{ .kind = OB_CONTEST, .ended = ENDED_ANSWERED },
			{ .kind = OB_RETURN, .ended = ENDED_FORWARD },	/* moot: no ruling */
			{ .kind = OB_ESCALATION, .ended = ENDED_ANSWERED },
		};
		struct dossier d = { .ob = ob, .obs = ARRAY_LEN(ob), .cal = &f->a,
				     .state = DOSSIER_OPEN };
		struct work_sums s = { 0 };
		for (size_t k = 0; k < ARRAY_LEN(ob); k++) {
			ob[k].from = at("2026-03-02T08:00:00");
			ob[k].to = at(t[i].to);
			ob[k].due = at("2026-03-02T10:00:00");
			ob[k].account.kind = PARTY_SEAT;
			ob[k].version = &v;
		}
		for (size_t k = 0; k < ARRAY_LEN(ob); k++) {
			ob[k].account.seat.unit.v = 7;
			struct work_said w = work_said(&d, k);
			work_plus(&s, &w.sums, 1);
		}
		is_int(s.early, t[i].early, "step early, %s", t[i].to);
		is_int(s.late, t[i].late, "step late");
		is_int(s.asked_early, t[i].early, "opinion early");
		is_int(s.asked_late, t[i].late, "opinion late");
		is_int(s.ruled, 1, "one ruling");
		is_int(s.ruled_late, t[i].late, "ruling late");
		is_int(s.called_late, t[i].late, "escalation late");
	}
}

int main(void)
{
	struct law_fixture f;
	law_fixture_open(&f);
	waits(&f);
	punctual(&f);
	bands();
	quantiles();
	sums();
	nothing();
	law_fixture_close(&f);
	return done_testing();
}
