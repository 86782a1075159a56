/*
 * Signals (rule 34) by tables: who had a hand in a dossier and may not rule; what a sequence
 * of entries comes to, and which sequences no ledger may hold.
 */
#include "app_fixture.h"

#include "app/app_int.h"
#include "core/decide.h"

#include <string.h>

/* ---- who may not rule ---- */

enum { LEAD = 1, HEAD, OTHER, GIVER, MEMBER, BOSS };

static int64_t clock_at(const char *text)
{
	int64_t t = INSTANT_NONE;
	struct err e;

	ok(instant_parse(str_of(text), &t, &e), "a time: %s", text);
	return t;
}

static struct obligation duty(enum obligation_kind kind, int64_t person, int64_t from, int64_t to)
{
	return (struct obligation){ .kind = kind, .from = from, .to = to,
				    .holder = { .kind = PARTY_SEAT,
						.seat = { .person = { person } } } };
}

static void check_partial(void)
{
	const struct {
		const char *name;
		struct obligation ob[3];
		size_t obs;
		int64_t partial[3];
		size_t n;
	} row[] = {
		{ "who has it", { duty(OB_STEP, LEAD, 100, INSTANT_NONE) }, 1, { LEAD }, 1 },
		{ "who had it a while", { duty(OB_STEP, HEAD, 100, 160),
					  duty(OB_STEP, LEAD, 160, 900) }, 2, { HEAD, LEAD }, 2 },
		{ "not for no time at all", { duty(OB_STEP, HEAD, 100, 100),
					      duty(OB_STEP, LEAD, 100, 900) }, 2, { LEAD }, 1 },
		{ "who was asked", { duty(OB_OPINION, MEMBER, 100, 200) }, 1, { MEMBER }, 1 },
		{ "who had to answer a filing", { duty(OB_ANSWER, OTHER, 100, 200) }, 1,
		  { OTHER }, 1 },
		{ "who had it to hand out", { duty(OB_HANDOUT, OTHER, 100, 200) }, 1, { OTHER },
		  1 },
		{ "not who owed an act beside it", { duty(OB_ESCALATION, BOSS, 100, 200),
						     duty(OB_CONTEST, BOSS, 100, 200) }, 2, { 0 },
		  0 },
		{ "each once", { duty(OB_STEP, LEAD, 100, 200), duty(OB_STEP, HEAD, 200, 300),
				 duty(OB_STEP, LEAD, 300, 400) }, 3, { LEAD, HEAD }, 2 },
	};

	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		struct obligation ob[3];
		struct person_id out[8];

		memcpy(ob, row[i].ob, sizeof(ob));
		struct dossier d = { .ob = ob, .obs = row[i].obs };
		size_t n = signal_partial(&d, out, 0, ARRAY_LEN(out));

		ok(n == row[i].n, "%s: %zu", row[i].name, n);
		for (size_t k = 0; k < n && k < row[i].n; k++) {
			ok(out[k].v == row[i].partial[k], "%s: the %zuth", row[i].name, k + 1);
		}
	}
}

static void check_giver(void)
{
	struct obligation ob[] = { duty(OB_STEP, HEAD, 100, 100), duty(OB_STEP, LEAD, 100, 900) };
	struct dossier d = { .ob = ob, .obs = 2 };
	struct person_id out[8];

	ob[1].opened_by.v = GIVER;
	ok(signal_partial(&d, out, 0, 8) == 1, "who only passed it on is not in it");
	ob[0].ended = ENDED_REASSIGNED;
	ok(signal_partial(&d, out, 0, 8) == 2 && out[1].v == GIVER, "who gave it to somebody is");
	out[0].v = LEAD;
	ok(signal_partial(&d, out, 1, 8) == 2, "behind those of another dossier");
	ok(signal_partial(&d, out, 0, 1) == 1, "no more than there is room");
}

/* ---- what a sequence comes to ---- */

static const struct law *law;
static struct str frame;		/* members of the first body */

static bool apply(struct matter *m, int64_t seq, const char *text)
{
	/* "kind at {body}", the times of March 2026 */
	struct str kind, rest, when, body;
	struct entry en = { .seq = seq, .stream = { STREAM_MATTER, m->id.v }, .version = 1 };
	const struct json *parsed;
	struct err e;

	(void)str_cut(str_of(text), ' ', &kind, &rest);
	(void)str_cut(rest, ' ', &when, &body);
	if (str_is(kind, "signal_opened")) {
		body = str_fmt(&arena, "{%.*s,%.*s", STR_ARG(frame), STR_ARG(str_sub(body, 1,
										     body.n)));
	}
	en.kind = kind_of(kind);
	en.at = clock_at(str_fmt(&arena, "2026-03-%.*s", STR_ARG(when)).p);
	en.actor.v = 5;
	if (!json_parse(&arena, body, &parsed, &e)) {
		ok(false, "%s: no JSON", text);
		return false;
	}
	en.body = parsed;
	return matter_apply(law, m, &en, &e);
}

#define BY "\"by\":\"u0b3g6v580sgb7\"}"
#define WHO "\"holder\":{\"unit\":\"u0b3g6v580sgb7\",\"post\":\"head\"," \
	    "\"person\":\"p0b3g6v580sha8\"}}"
#define FOUND "\"dossier\":\"d0b3g6v580shah\",\"at\":\"2026-03-05T09:00:00+07:00\",\"work_s\":60,"
#define OPENED "signal_opened 05T09:00:00 {\"what\":\"dormant\"," FOUND \
	       "\"evidence\":[3,4]," WHO
#define PRAISE "signal_opened 05T09:00:00 {\"what\":\"quick\",\"good\":true," FOUND \
	       "\"evidence\":[]}"
#define REPLIED "signal_replied 06T09:00:00 {\"n\":1," WHO
#define UNANSWERED "signal_unanswered 13T09:00:00 {\"n\":1," WHO
#define LATE_REPLY "signal_replied 14T09:00:00 {}"
#define YES "signal_ruled 16T09:00:00 {\"n\":2,\"ruling\":\"established\"," BY
#define NO "signal_ruled 16T09:00:00 {\"n\":2,\"ruling\":\"not_established\"," BY
#define APPEALED "signal_appealed 17T09:00:00 {" WHO
#define AGAIN_YES "signal_ruled 18T09:00:00 {\"n\":3,\"ruling\":\"established\"," BY
#define AGAIN_NO "signal_ruled 18T09:00:00 {\"n\":3,\"ruling\":\"not_established\"," BY
#define UP "signal_up 16T09:00:00 {\"n\":2," WHO
#define LAPSED2 "signal_lapsed 18T09:00:00 {\"n\":2}"
#define LAPSED3 "signal_lapsed 18T09:00:00 {\"n\":3}"
#define GONE "signal_withdrawn 19T09:00:00 {\"why\":\"finding\"}"
#define CLOSED "matter_closed 30T17:00:01 {}"
#define CONFIRMED "signal_ruled 05T09:00:00 {\"ruling\":\"established\"," BY

enum { STEPS = 6 };
static const struct {
	const char *step[STEPS];
	const char *state, *ruling;	/* state NULL: the last step is no part of any ledger */
	bool counts, closed;
} life[] = {
	{ { OPENED }, "told", "none", false, false },
	{ { OPENED, REPLIED }, "to_rule", "none", false, false },
	{ { OPENED, UNANSWERED }, "to_rule", "none", false, false },
	{ { OPENED, UNANSWERED, LATE_REPLY }, "to_rule", "none", false, false },
	{ { OPENED, REPLIED, YES }, "ruled", "established", true, false },
	{ { OPENED, REPLIED, NO }, "ruled", "not_established", false, false },
	{ { OPENED, REPLIED, YES, CLOSED }, "final", "established", true, true },
	{ { OPENED, REPLIED, YES, APPEALED }, "appealed", "established", false, false },
	{ { OPENED, REPLIED, YES, APPEALED, AGAIN_NO }, "final", "not_established", false, true },
	{ { OPENED, REPLIED, YES, APPEALED, AGAIN_YES }, "final", "established", true, true },
	{ { OPENED, REPLIED, NO, APPEALED, AGAIN_YES }, "final", "established", true, true },
	{ { OPENED, REPLIED, YES, APPEALED, LAPSED3 }, "final", "not_established", false, true },
	{ { OPENED, REPLIED, UP }, "to_rule", "none", false, false },
	{ { OPENED, REPLIED, UP, YES }, "ruled", "established", true, false },
	{ { OPENED, REPLIED, UP, LAPSED3 }, "final", "not_established", false, true },
	{ { OPENED, REPLIED, LAPSED2 }, "final", "not_established", false, true },
	{ { OPENED, GONE }, "withdrawn", "none", false, true },
	{ { OPENED, REPLIED, GONE }, "withdrawn", "none", false, true },
	{ { PRAISE, CONFIRMED }, "final", "established", true, true },
	/* what no ledger holds */
	{ { REPLIED }, NULL, NULL, false, false },
	{ { OPENED, OPENED }, NULL, NULL, false, false },
	{ { OPENED, YES }, NULL, NULL, false, false },
	{ { OPENED, LATE_REPLY }, NULL, NULL, false, false },
	{ { OPENED, APPEALED }, NULL, NULL, false, false },
	{ { OPENED, REPLIED, REPLIED }, NULL, NULL, false, false },
	{ { OPENED, REPLIED, APPEALED }, NULL, NULL, false, false },
	{ { OPENED, REPLIED, YES, NO }, NULL, NULL, false, false },
	{ { OPENED, REPLIED, YES, GONE }, NULL, NULL, false, false },
	{ { OPENED, REPLIED, YES, LAPSED2 }, NULL, NULL, false, false },
	{ { OPENED, REPLIED, UP, LAPSED2 }, NULL, NULL, false, false },
	{ { OPENED, REPLIED, YES, APPEALED, AGAIN_NO, APPEALED }, NULL, NULL, false, false },
	{ { OPENED, GONE, REPLIED }, NULL, NULL, false, false },
	{ { PRAISE, APPEALED }, NULL, NULL, false, false },
	{ { PRAISE, CONFIRMED, APPEALED }, NULL, NULL, false, false },
};

static void check_lives(void)
{
	for (size_t i = 0; i < ARRAY_LEN(life); i++) {
		struct matter m;
		bool good = true;
		size_t n = 0;

		matter_init(&m, &arena, (struct matter_id){ 77 });
		for (; n < STEPS && life[i].step[n] != NULL && good; n++) {
			good = apply(&m, (int64_t)n + 10, life[i].step[n]);
		}
		if (life[i].state == NULL) {
			ok(!good && (n == STEPS || life[i].step[n] == NULL),
			   "life %zu: the last step is refused", i);
			continue;
		}
		if (!ok(good && m.signal != NULL, "life %zu is one", i)) {
			continue;
		}
		ok(strcmp(signal_state_name(m.signal->state), life[i].state) == 0,
		   "life %zu: %s", i, signal_state_name(m.signal->state));
		ok(strcmp(signal_ruling_name(m.signal->ruling), life[i].ruling) == 0,
		   "life %zu: %s", i, signal_ruling_name(m.signal->ruling));
		ok(signal_counts(m.signal) == life[i].counts, "life %zu: counts", i);
		ok((m.closed_at != INSTANT_NONE) == life[i].closed &&
		   (!life[i].closed || matter_open(&m) == 0), "life %zu: closed, nothing owed", i);
	}
}

/* The clocks of rule 34: five working days to reply, ten to rule, ten to appeal. */
static void check_clocks(void)
{
	static const char *const step[] = { OPENED, REPLIED, YES };
	struct matter m;

	matter_init(&m, &arena, (struct matter_id){ 78 });
	for (size_t i = 0; i < ARRAY_LEN(step); i++) {
		ok(apply(&m, (int64_t)i + 10, step[i]), "step %zu", i);
	}
	ok(m.owed[0].due == clock_at("2026-03-12T17:00:00"), "the reply");
	ok(m.owed[1].due == clock_at("2026-03-20T17:00:00"), "the ruling");
	ok(m.signal->appeal_by == clock_at("2026-03-30T17:00:00"), "the appeal");
	ok(matter_next_tick(&m) == m.signal->appeal_by + 1, "time closes it then");
}

int main(void)
{
	arena_init(&arena, 0);
	hash_setup();
	const char *dir = fixture_folder();
	struct app *app = fixture_make(dir, APP_TEST);
	struct day day = day_make(2026, 3, 5);

	law = &app->law;
	frame = str_fmt(&arena,
			"\"unit\":\"u0b3g6v580sgb7\",\"profile\":\"A\",\"calendar\":\"%.*s\","
			"\"rule_set\":\"%.*s\"", STR_ARG(law_calendar_on(law, day)->id),
			STR_ARG(law_rule_set(law, day)->id));
	check_partial();
	check_giver();
	check_lives();
	check_clocks();
	app_close(app);
	fixture_remove(dir);
	return done_testing();
}
