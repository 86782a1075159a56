/*
 * Due dates of dossiers: terms, pauses, form 04, statutory days, imported dates,
 * moved calendars; and the lived promise (rules 1, 10, 12, 15, 17, 24, 26). June
 * 2026 has no day off but weekends: Monday is the 1st, the 8th, …
 */
#include "../prop/world.h"

#include "core/due.h"

#include "tap.h"

static struct law law;
static struct procedure_version version, other;
static const struct calendar *cal, *later;
static struct pause_act pauses[2];
static struct term terms[2];

static int64_t at(const char *s)
{
	int64_t t = 0;
	struct err e;

	if (!instant_parse(str_of(s), &t, &e)) {
		ok(false, "instant %s", s);
	}
	return t;
}

static struct dossier received(const char *when, struct limit limit)
{
	struct dossier d;

	dossier_init(&d, NULL, (struct dossier_id){ 1 });
	version = (struct procedure_version){ .limit = limit };
	other = version;
	terms[0] = (struct term){ .limit = limit, .version = &version, .cal = cal };
	d.state = DOSSIER_OPEN;
	d.channel = CHANNEL_ONLINE;
	d.version = &version;
	d.rules = law_rule_set_by_id(&law, STR("R2025"));
	d.cal = d.first_cal = cal;
	d.submitted_at = d.received_at = d.received_entry_at = at(when);
	d.first_limit = limit;
	d.term = terms;
	d.terms = 1;
	d.pause = pauses;
	return d;
}

static const struct limit five = { LIMIT_WDAY, 5 };

static void pause(struct dossier *d, const char *from, const char *to, enum pause_policy policy,
		  bool citizen)
{
	pauses[d->pauses++] = (struct pause_act){
		.pause = { at(from), to != NULL ? at(to) : INSTANT_NONE, policy },
		.citizen = citizen,
	};
}

static void due_is(const struct dossier *d, const char *want, const char *what)
{
	struct due_view v = { 0 };
	struct err e;
	char text[INSTANT_TEXT];

	if (!ok(dossier_due(d, &v, &e), "%s: computed", what)) {
		diag("%s", e.key);
	} else if (want == NULL) {
		ok(v.due == INSTANT_NONE && v.apology_by == INSTANT_NONE, "%s: no due", what);
	} else {
		is_str(instant_text(v.due, text), want, "%s", what);
	}
}

static void lived_is(const struct dossier *d, const char *now, const char *want, const char *what)
{
	int64_t due = 0;
	struct err e;
	char text[INSTANT_TEXT];

	ok(dossier_lived_due(d, at(now), &due, &e), "%s: computed", what);
	is_str(instant_text(due, text), want, "%s", what);
}

static void plain(void)
{
	struct dossier d = received("2026-06-01T09:00:00+07:00", five);
	struct due_view v;
	struct err e;

	due_is(&d, "2026-06-08T17:00:00+07:00", "five working days");
	ok(dossier_due(&d, &v, &e) && v.apology_by == at("2026-06-05T17:00:00+07:00") &&
	   !v.provisional, "apology by the working day before, confirmed year");
	d = received("2026-06-01T14:59:00+07:00", (struct limit){ LIMIT_SAME_DAY, 0 });
	due_is(&d, "2026-06-01T17:00:00+07:00", "same day");
	ok(dossier_due(&d, &v, &e) && v.apology_by == INSTANT_NONE, "rule 12: no apology date");
	d = received("2026-06-01T15:01:00+07:00", (struct limit){ LIMIT_SAME_DAY, 0 });
	due_is(&d, "2026-06-02T17:00:00+07:00", "same day after the cut-off");
	d = received("2026-06-01T16:00:00+07:00", (struct limit){ LIMIT_WHOUR, 4 * 3600 });
	due_is(&d, "2026-06-02T10:30:00+07:00", "four hours");
	ok(dossier_due(&d, &v, &e) && v.apology_by == INSTANT_NONE, "rule 12: hours");
	d = received("2026-06-01T09:00:00+07:00", (struct limit){ LIMIT_CDAY, 15 });
	due_is(&d, "2026-06-16T17:00:00+07:00", "fifteen calendar days");
	d.statutory_add = 10;
	due_is(&d, "2026-06-26T17:00:00+07:00", "ten more by law (rule 15)");
	d = received("2027-06-01T09:00:00+07:00", five);
	ok(dossier_due(&d, &v, &e) && v.provisional, "rule 11: an assumed year is provisional");
}

static void paused(void)
{
	struct dossier d = received("2026-06-01T09:00:00+07:00", five);
	struct due_view v;
	struct err e;

	pause(&d, "2026-06-02T10:00:00+07:00", NULL, PAUSE_HOLD, true);
	due_is(&d, NULL, "an open pause");
	ok(dossier_due_if(&d, at("2026-06-04T10:00:00+07:00"), &v, &e) &&
	   v.due == at("2026-06-10T17:00:00+07:00"), "what it would be if it ended");
	pauses[0].pause.to = at("2026-06-04T10:00:00+07:00");
	due_is(&d, "2026-06-10T17:00:00+07:00", "two days held");
	pauses[0].pause.policy = PAUSE_RESET;
	due_is(&d, "2026-06-11T17:00:00+07:00", "afresh");
	pause(&d, "2026-06-20T10:00:00+07:00", "2026-06-25T10:00:00+07:00", PAUSE_RESET, true);
	due_is(&d, "2026-06-11T17:00:00+07:00", "a pause after the due repairs nothing (G4)");
}

static void form04(void)
{
	struct dossier d = received("2026-06-01T09:00:00+07:00", five);

	d.form04_at = at("2026-06-05T09:00:00+07:00");
	d.form04_days = 3;
	d.form04_count = 1;
	due_is(&d, "2026-06-11T17:00:00+07:00", "form 04: three working days more");
	pause(&d, "2026-06-02T10:00:00+07:00", "2026-06-04T10:00:00+07:00", PAUSE_HOLD, true);
	due_is(&d, "2026-06-15T17:00:00+07:00", "a pause before it counts first");
	pause(&d, "2026-06-11T10:00:00+07:00", "2026-06-12T10:00:00+07:00", PAUSE_HOLD, true);
	due_is(&d, "2026-06-16T17:00:00+07:00", "a pause after it moves the new date");
	pauses[1].pause.to = INSTANT_NONE;
	due_is(&d, NULL, "an open pause after form 04");
	lived_is(&d, "2026-06-11T11:00:00+07:00", "2026-06-10T17:00:00+07:00",
		 "form 04 never moves the lived promise");
}

static void several_terms(void)
{
	struct dossier d = received("2026-06-01T09:00:00+07:00", (struct limit){ LIMIT_CDAY, 15 });

	terms[1] = (struct term){ .limit = five, .version = &other, .cal = cal };
	d.terms = 2;
	due_is(&d, "2026-06-08T17:00:00+07:00", "the printed promise stands if earlier (17)");
	d.statutory_add = 10;
	due_is(&d, "2026-06-08T17:00:00+07:00", "days by law are not for the other promise");
	/* Rule 1: 31 December is a day off on the later table only. */
	d = received("2026-12-28T09:00:00+07:00", five);
	due_is(&d, "2027-01-05T17:00:00+07:00", "on the table of reception");
	terms[1] = (struct term){ .limit = five, .version = &version, .cal = later };
	d.terms = 2;
	d.cal = later;
	due_is(&d, "2027-01-05T17:00:00+07:00", "a moved calendar: the earlier of both");
	d.form04_at = at("2026-12-30T09:00:00+07:00");
	d.form04_days = 1;
	due_is(&d, "2027-01-06T17:00:00+07:00", "and form 04 from the earlier");
	d = received("2026-12-28T09:00:00+07:00", five);
	terms[0].cal = d.first_cal = later;
	due_is(&d, "2027-01-06T17:00:00+07:00", "on the later table");
	terms[1] = (struct term){ .limit = five, .version = &version, .cal = cal };
	d.terms = 2;
	due_is(&d, "2027-01-05T17:00:00+07:00", "moved to the earlier date");
}

static void imported(void)
{
	struct dossier d = received("2026-06-01T09:00:00+07:00", five);

	d.imported = true;
	d.imported_due = at("2026-06-09T15:00:00+07:00");
	due_is(&d, "2026-06-09T15:00:00+07:00", "the printed date (rule 24)");
	pause(&d, "2026-06-01T09:00:00+07:00", "2026-06-03T09:00:00+07:00", PAUSE_HOLD, true);
	due_is(&d, "2026-06-11T17:00:00+07:00", "moved by a pause from its very entry");
	lived_is(&d, "2026-06-20T08:00:00+07:00", "2026-06-11T17:00:00+07:00",
		 "the citizen's wait moves it too");
	d.form04_at = at("2026-06-08T09:00:00+07:00");
	d.form04_days = 2;
	due_is(&d, "2026-06-15T17:00:00+07:00", "then form 04");
	lived_is(&d, "2026-06-20T08:00:00+07:00", "2026-06-11T17:00:00+07:00", "not form 04");
}

/* Rule 26. */
static void lived(void)
{
	struct dossier d = received("2026-06-01T09:00:00+07:00", five);
	const char *now = "2026-06-30T08:00:00+07:00";

	lived_is(&d, now, "2026-06-08T17:00:00+07:00", "the first promise");
	pause(&d, "2026-06-02T10:00:00+07:00", "2026-06-04T10:00:00+07:00", PAUSE_RESET, true);
	lived_is(&d, now, "2026-06-10T17:00:00+07:00", "a reset of the law only holds here");
	pauses[0].citizen = false;
	lived_is(&d, now, "2026-06-08T17:00:00+07:00", "the tax office's wait moves nothing");
	pauses[0] = (struct pause_act){ .citizen = true, .pause = {
		at("2026-06-02T10:00:00+07:00"), INSTANT_NONE, PAUSE_HOLD } };
	lived_is(&d, "2026-06-03T10:00:00+07:00", "2026-06-09T17:00:00+07:00",
		 "an open wait counts up to now");
	d = received("2026-06-03T09:00:00+07:00", five);
	d.submitted_at = at("2026-06-01T09:00:00+07:00");
	lived_is(&d, now, "2026-06-08T17:00:00+07:00", "received late: from submission");
	d = received("2026-06-02T08:30:00+07:00", five);
	d.submitted_at = at("2026-06-01T09:00:00+07:00");
	lived_is(&d, now, "2026-06-09T17:00:00+07:00", "within eight hours: from reception");
	d.inherited_promise = at("2026-06-05T17:00:00+07:00");
	lived_is(&d, now, "2026-06-05T17:00:00+07:00", "refiled: the first life's promise");
	pause(&d, "2026-06-04T10:00:00+07:00", "2026-06-08T10:00:00+07:00", PAUSE_RESET, true);
	lived_is(&d, now, "2026-06-09T17:00:00+07:00", "moved by the citizen's own wait");
}

static void without_promise(void)
{
	struct dossier d = received("2026-06-01T09:00:00+07:00", five);
	const char *now = "2026-06-30T08:00:00+07:00";

	d.received_at = INSTANT_NONE;
	lived_is(&d, now, "2026-06-02T09:00:00+07:00", "online: eight working hours");
	d.channel = CHANNEL_COUNTER;
	lived_is(&d, now, "2026-06-01T17:00:00+07:00", "at the counter: the same day");
}

int main(void)
{
	struct arena a;

	arena_init(&a, 0);
	world_law(&a, &law);
	cal = law_calendar(&law, STR("2026-1"), STR("A"));
	later = law_calendar(&law, STR("2026-2"), STR("A"));
	plain();
	paused();
	form04();
	several_terms();
	imported();
	lived();
	without_promise();
	arena_done(&a);
	return done_testing();
}
