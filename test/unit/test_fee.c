/* Fees as formulas (rule 23), worked by hand. */
#include "core/law.h"

#include "base/embed.h"

#include "tap.h"

static struct arena arena;

static struct law law_of_the_build(void)
{
	struct law_source f[64];
	size_t n = embed_count();
	struct law l = { .arena = NULL };
	struct err e = { .code = ERR_NONE };
	for (size_t i = 0; i < n; i++) {
		f[i] = (struct law_source){ .path = embed_at(i)->path, .text = embed_at(i)->bytes };
	}
	ok(law_read(&arena, f, n, &l, &e), "law is read %s", e.key);
	return l;
}

static const struct {
	const char *code;
	int64_t pages, copies;
	const char *class_id, *channel;
	int64_t sum;
	const char *why;
} cases[] = {
	/* ND 23/2015: 2,000 a page for pages 1 and 2, 1,000 from page 3, at most 200,000 a copy */
	{ "2.000815", 1, 1, "", "counter", 2000, "one page" },
	{ "2.000815", 2, 1, "", "counter", 4000, "two pages" },
	{ "2.000815", 3, 1, "", "counter", 5000, "the third costs half" },
	{ "2.000815", 10, 3, "", "counter", 36000, "(2×2,000 + 8×1,000) × 3" },
	{ "2.000815", 198, 1, "", "counter", 200000, "exactly the cap" },
	{ "2.000815", 199, 1, "", "counter", 200000, "no more than the cap" },
	{ "2.000815", 500, 4, "", "counter", 800000, "the cap is for each copy" },
	{ "2.000815", 0, 1, "", "counter", 0, "no page, no fee" },
	{ "2.000815", 5, 0, "", "counter", 0, "no copy, no fee" },
	/* by case, with cuts */
	{ "1.001612", 9, 9, "", "counter", 100000, "by case: pages do not matter" },
	{ "1.001612", 1, 1, "", "online", 50000, "half online" },
	{ "1.001612", 1, 1, "poor", "counter", 0, "free for poor households" },
	{ "1.001612", 1, 1, "poor", "online", 0, "the better cut counts, they do not add up" },
	{ "1.001612", 1, 1, "elderly", "counter", 100000, "a class without a cut" },
	/* by copy: organisations 100,000, individuals 25,000 a certificate */
	{ "1.012766", 1, 2, "organisation", "counter", 200000, "two certificates" },
	{ "1.012766", 1, 2, "individual", "counter", 50000, "a quarter for individuals" },
	/* two fees */
	{ "1.012783", 1, 1, "", "counter", 888000, "fee and service price" },
	{ "1.012783", 1, 1, "near-poor", "counter", 444000, "each cut by half" },
	/* none */
	{ "1.000894", 1, 1, "", "counter", 0, "marriage is free" },
};

static void worked(const struct law *l)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct procedure *p = law_procedure(l, str_of(cases[i].code));
		struct fee_case c = { .pages = cases[i].pages,
				      .copies = cases[i].copies,
				      .class_id = str_of(cases[i].class_id),
				      .channel = str_of(cases[i].channel) };
		int64_t sum = -1;
		struct err e;
		bool done = fee_sum(&p->version[p->versions - 1], &c, &sum, &e);
		is_int(done ? sum : -1, cases[i].sum, "%s: %s", cases[i].code, cases[i].why);
	}
}

static void too_much(const struct law *l)
{
	const struct procedure_version *v = law_procedure(l, STR("2.000815"))->version;
	struct fee_case c = { .pages = 2, .copies = INT64_MAX };
	int64_t sum = 5;
	struct err e;
	ok(!fee_sum(v, &c, &sum, &e), "too many copies");
	is_str(e.key, "fee.overflow", "is said");
	is_int(sum, 5, "and nothing written");
	c = (struct fee_case){ .pages = INT64_MAX, .copies = 1 };
	ok(!fee_sum(v, &c, &sum, &e), "too many pages");
	c = (struct fee_case){ .pages = 2, .copies = INT64_C(3000000000000) };
	ok(!fee_sum(v, &c, &sum, &e), "more than a JSON integer holds");
	c = (struct fee_case){ .pages = -1, .copies = 1 };
	ok(!fee_sum(v, &c, &sum, &e), "a negative count");
	is_str(e.key, "fee.count", "is said");
}

/* Parts of a đồng fall to the payer. */
static void rounding(void)
{
	struct fee_tier tier = { .from = 1, .amount = 9999 };
	struct fee_cut cut = { .class_id = STR("poor"), .per_ten_thousand = 3333 };
	struct fee fee = { .per = STR("case"), .tier = &tier, .tiers = 1, .cut = &cut, .cuts = 1 };
	struct procedure_version v = { .fee = &fee, .fees = 1 };
	struct fee_case c = { .pages = 1, .copies = 1, .class_id = STR("poor") };
	int64_t sum = -1;
	struct err e;
	ok(fee_sum(&v, &c, &sum, &e), "an odd cut");
	is_int(sum, 6666, "9,999 × 0.6667 = 6,666.3333");
}

int main(void)
{
	arena_init(&arena, 0);
	struct law l = law_of_the_build();
	worked(&l);
	too_much(&l);
	rounding();
	arena_done(&arena);
	return done_testing();
}
