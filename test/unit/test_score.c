/* The criteria of Decree 61/2018 art. 31, and comparison with others of the same mix. */
#include "core/score.h"

#include "base/embed.h"

#include "tap.h"

static struct criterion_share by_level[] = { { STR("province"), 2000 }, { STR("commune"), 10000 } };
static struct criterion_share of_online[] = {
	{ STR("procedures"), 2000 }, { STR("dossiers"), 3000 }, { STR("some"), 1500 },
};

static const struct criterion total_time = { .id = STR("total_time"), .best = 2, .middle = 1 };
static const struct criterion units_time = { .id = STR("units_time"), .best = 2, .middle = 1 };
static const struct criterion contacts = { .id = STR("contacts"), .best = 2, .middle = 1 };
static const struct criterion counter = { .id = STR("at_counter"), .best = 2, .share = by_level,
					  .shares = 2 };
static const struct criterion online = { .id = STR("online"), .best = 2, .middle = 1,
					 .share = of_online, .shares = 3 };
static const struct criterion attitude = { .id = STR("attitude"), .best = 2, .middle = 1 };

static void one_by_one(void)
{
	const struct {
		const char *name;
		const struct criterion *c;
		struct criteria_facts f;
		int64_t points;
	} t[] = {
		{ "nothing solved", &total_time, { 0 }, NOT_MEASURED },
		{ "all early", &total_time, { .early = 7 }, 200 },
		{ "all late", &total_time, { .late = 7 }, 0 },
		{ "one of each", &total_time, { .early = 1, .on_time = 1, .late = 1 }, 100 },
		{ "rounded", &total_time, { .early = 1, .late = 2 }, 67 },
		{ "parts", &units_time, { .parts_early = 3, .parts_even = 1 }, 175 },
		{ "never asked", &contacts, { .asked_none = 4 }, 200 },
		{ "asked", &contacts, { .asked_none = 1, .asked_once = 1, .asked_more = 2 }, 75 },
		{ "commune, not all", &counter,
		  { .level = STR("commune"), .procedures = 4, .procedures_at_counter = 3 }, 0 },
		{ "commune, all", &counter,
		  { .level = STR("commune"), .procedures = 4, .procedures_at_counter = 4 }, 200 },
		{ "province, a fifth", &counter,
		  { .level = STR("province"), .procedures = 5, .procedures_at_counter = 1 }, 200 },
		{ "no level known", &counter,
		  { .level = STR("moon"), .procedures = 5, .procedures_at_counter = 5 },
		  NOT_MEASURED },
		{ "online, best", &online,
		  { .procedures = 5, .procedures_online = 1, .received = 10, .received_online = 3 },
		  200 },
		{ "online, one late", &online,
		  { .procedures = 5, .procedures_online = 1, .received = 10, .received_online = 3,
		    .online_late = 1 }, 100 },
		{ "online, some", &online,
		  { .procedures = 5, .procedures_online = 5, .received = 100,
		    .received_online = 15 }, 100 },
		{ "online, hardly", &online,
		  { .procedures = 5, .procedures_online = 5, .received = 100,
		    .received_online = 14 }, 0 },
		{ "nothing received", &online, { .procedures = 5 }, NOT_MEASURED },
		{ "no source", &attitude, { .early = 7 }, NOT_MEASURED },
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		is_int(score_criterion(t[i].c, &t[i].f), t[i].points, "%s", t[i].name);
	}
}

/* What is not measured leaves the maximum: 18 less four times two. */
static void whole(const struct law *l)
{
	const struct {
		struct criteria_facts f;
		int64_t points, most, measured;
		const char *rank;
	} t[] = {
		{ { 0 }, 0, 0, 0, "" },
		{ { .early = 1 }, 200, 200, 1, "excellent" },
		{ { .early = 2, .on_time = 1 }, 167, 200, 1, "excellent" },
		{ { .early = 2, .on_time = 1, .asked_once = 1 }, 267, 400, 2, "good" },
		{ { .on_time = 1 }, 100, 200, 1, "fair" },
		{ { .late = 1 }, 0, 200, 1, "weak" },
		{ { .early = 1, .parts_early = 1, .asked_none = 1, .level = STR("commune"),
		    .procedures = 1, .procedures_at_counter = 1, .procedures_online = 1,
		    .received = 1, .received_online = 1 }, 1000, 1000, 5, "excellent" },
	};
	const struct rule_set *r = law_rule_set_by_id(l, STR("R2025"));
	is_int((int64_t)r->criteria, 9, "nine criteria");
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct criteria_score s = score_total(l, r, &t[i].f);
		is_int(s.points, t[i].points, "points of %zu", i);
		is_int(s.most, t[i].most, "maximum of %zu", i);
		is_int(s.measured, t[i].measured, "measured of %zu", i);
		ok(str_is(s.rank ? s.rank->id : STR(""), t[i].rank), "rank of %zu", i);
	}
	ok(score_total(l, NULL, &t[1].f).measured == 0, "without a rule set nothing is");
}

static void beside(void)
{
	const struct {
		struct peer_sums own, others;
		struct standard to;
	} t[] = {
		/* two steps at what others need for one */
		{ { 2, 7200, 1 }, { 10, 18000, 2 }, { 7200, 3600, 1, 40 } },
		/* nobody else has it: left out on both sides */
		{ { 5, 100, 5 }, { 0, 0, 0 }, { 0, 0, 0, 0 } },
		{ { 0, 100, 0 }, { 5, 100, 0 }, { 0, 0, 0, 0 } },
		{ { 3, 9, 0 }, { 7, 10, 7 }, { 9, 4, 0, 300 } },
	};
	struct standard sum = { 0 };
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct standard s = { 0 };
		score_standard(&s, &t[i].own, &t[i].others);
		score_standard(&sum, &t[i].own, &t[i].others);
		ok(memcmp(&s, &t[i].to, sizeof(s)) == 0, "case %zu: %lld of %lld", i,
		   (long long)s.own_s, (long long)s.expected_s);
	}
	is_int(sum.expected_s, 3604, "procedures add up");
}

static void load(struct arena *a, struct law *l)
{
	size_t n = embed_count();
	struct law_source *file = arena_array(a, struct law_source, n);
	struct err e;
	for (size_t i = 0; i < n; i++) {
		file[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	ok(law_read(a, file, n, l, &e), "the law is read");
}

int main(void)
{
	struct arena a;
	struct law l;
	arena_init(&a, 0);
	load(&a, &l);
	one_by_one();
	whole(&l);
	beside();
	return done_testing();
}
