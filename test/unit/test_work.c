/* What ended duties say of units: bands, and sums that add up. */
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

int main(void)
{
	bands();
	quantiles();
	sums();
	nothing();
	return done_testing();
}
