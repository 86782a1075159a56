/* What ended duties say of units: bands, and sums that add up. */
#include "core/work.h"

#include "../unit/tap.h"

static void bands(void)
{
	static const struct { int64_t s; int band; } t[] = {
		{ 0, 0 }, { 3600, 0 }, { 3601, 1 }, { 8 * 3600, 3 }, { 8 * 3600 + 1, 4 },
		{ 80 * 3600, 7 }, { 80 * 3600 + 1, 8 }, { INT64_MAX, 8 },
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		is_int(work_band(t[i].s), t[i].band, "a band by its upper end");
	}
	for (int i = 0; i < WORK_BANDS - 1; i++) {
		is_int(work_band(work_band_end(i)), i, "the end belongs to it");
	}
	ok(work_band_end(WORK_BANDS - 1) == INT64_MAX, "the last has none");
}

static void sums(void)
{
	struct work_sums a = { .steps = 1, .held_s = 10, .over_s = 2, .late = 1, .given = 1,
			       .taken = 1, .asked = 1, .asked_s = 4, .asked_late = 1,
			       .asked_over_s = 3 };
	struct work_sums b = { 0 }, none = { 0 };
	work_plus(&b, &a, 3);
	is_int(b.held_s, 30, "three times");
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
	sums();
	nothing();
	return done_testing();
}
