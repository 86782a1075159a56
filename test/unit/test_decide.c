/*
 * Deciding: who may, when, and with which refusal. Rules 4, 5, 7, 8, 9, 14, 15,
 * 18, 19, 22, 23; loopholes G2, G14. A refusal leaves everything as it was: world.c
 * sees to that after each one.
 */
#include "../prop/world.h"

#include "core/code.h"

#include "tap.h"

static struct law law;
static struct world w;
static struct life l;

static void start(const char *when)
{
	world_open(&w, &law, 5, civil_instant((struct civil){ 2026, 5, 4, 8, 0, 0 }));
	world_clock(&w, when);
	life_open(&w, &l);
}

static void finish(const char *what)
{
	ok(w.fault[0] == '\0', "%s: no fault", what);
	if (w.fault[0] != '\0') {
		diag("%s", w.fault);
	}
	life_done(&l);
	world_done(&w);
}

static struct person_id who(const char *unit, const char *post)
{
	return world_at_post(&w, world_unit(&w, unit)->id, post);
}

static void refuses(const char *action, struct person_id actor, const char *args, const char *key)
{
	struct err e = { 0 };

	ok(!life_do(&w, &l, action, actor, args, &e), "%s is refused", action);
	is_str(e.key, key, "with %s", key);
}

static void accepts(const char *action, struct person_id actor, const char *args)
{
	struct err e = { 0 };

	if (!ok(life_do(&w, &l, action, actor, args, &e), "%s is accepted", action)) {
		diag("%s %s", e.key, w.fault);
	}
}

/* {"procedure":…,"channel":…,"receiving":…,"owner":…<more>} */
static const char *filing(const char *procedure, const char *channel, const char *receiving,
			  const char *more)
{
	char id[ID_TEXT];
	static char text[600];

	(void)snprintf(text, sizeof(text), "{\"procedure\":\"%s\",\"channel\":\"%s\","
		       "\"receiving\":\"%s\",\"owner\":\"s0000000000001\"%s}", procedure, channel,
		       id_text('u', world_unit(&w, receiving)->id.v, id), more);
	return text;
}

static const char *about(const char *name, char letter, int64_t id, const char *more)
{
	char shown[ID_TEXT];
	static char text[400];

	(void)snprintf(text, sizeof(text), "{\"%s\":\"%s\"%s}", name, id_text(letter, id, shown),
		       more);
	return text;
}

/* Every refusal has a family and says where it comes from. */
static void table(void)
{
	int64_t bad = 0;

	for (size_t i = 0; i < refusal_count(); i++) {
		const struct refusal *r = refusal_at(i);

		bad += r->code == ERR_NONE || r->rule[0] == '\0' || refusal_find(r->key) != r;
	}
	is_int(bad, 0, "refusals are whole and named once");
	ok(refusal_find("no.such") == NULL, "others are unknown");
}

/* Rules 5, 18, 19, 22. */
static void coming_in(void)
{
	start("2026-06-01T08:00:00");
	struct person_id clerk = who("25195.mc", "clerk"), other = who("25210.mc", "clerk");

	refuses("submit", other, filing("1.000656", "counter", "25195.mc", ""), "right.clerk");
	refuses("submit", clerk, filing("9.9", "counter", "25195.mc", ""), "intake.procedure");
	refuses("submit", clerk, filing("1.000656", "pigeon", "25195.mc", ""), "intake.channel");
	refuses("submit", clerk, filing("1.000656", "counter", "25195.kt", ""), "right.clerk");
	refuses("submit", clerk, filing("2.000815", "online", "25195.mc", ""), "intake.not_online");
	refuses("submit", clerk, filing("1.000656", "post", "25195.mc",
					",\"arrived_at\":\"2026-06-02T08:00:00\""),
		"intake.future");
	refuses("submit", clerk, filing("1.000656", "counter", "25195.mc",
					",\"arrived_at\":\"2026-05-29T08:00:00\""),
		"intake.arrival");
	refuses("submit", clerk, filing("1.000656", "online", "25195.mc",
					",\"papers\":[{\"paper\":\"form\"}]"), "paper.missing");
	refuses("receive_new", clerk, filing("1.000656", "counter", "25195.mc",
					     ",\"papers\":[{\"paper\":\"form\"}]"),
		"paper.missing");
	refuses("submit", clerk, filing("1.000656", "counter", "25195.mc",
					",\"papers\":[{\"paper\":\"form\"},"
					"{\"paper\":\"notice\",\"source\":\"datdai\"}]"),
		"paper.source");
	refuses("receive_new", clerk, filing("1.000656", "counter", "25195.mc",
					     ",\"variant\":\"none\""), "intake.variant");
	is_int(l.d.state, DOSSIER_NONE, "no reception, no submission either");
	accepts("submit", (struct person_id){ 0 },
		filing("1.000656", "online", "25195.mc", ",\"papers\":[{\"paper\":\"form\"},"
		       "{\"paper\":\"notice\",\"source\":\"yte\"}]"));
	struct dossier_code c;
	struct err e;

	ok(code_parse(l.d.code, &c, &e) && str_is(c.agency, "H19.21") &&
	   c.day.n == day_make(2026, 6, 1).n, "the competent agency's code by first day");
	finish("coming in");
}

/* Rule 5: silence goes up each time an answer is owed; reception is dated by law. */
static void answering(void)
{
	struct err e;

	start("2026-06-01T16:00:00");
	struct person_id clerk = who("25195.mc", "clerk");

	accepts("submit", (struct person_id){ 0 },
		filing("1.000656", "online", "25195.mc", ""));
	world_clock(&w, "2026-06-02T16:00:00");
	ok(life_tick(&w, &l, &e) && l.d.answer_overdue_at == INSTANT_NONE, "eight hours: in time");
	w.at++;
	is_int(dossier_next_tick(&l.d), w.at, "the next tick is due");
	ok(life_tick(&w, &l, &e) && l.d.answer_overdue_at == w.at, "a second later: overdue");
	accepts("ask_at_intake", clerk, "{\"items_c\":\"00\"}");
	accepts("complete_at_intake", clerk, "{}");
	refuses("ask_at_intake", clerk, "{\"items_c\":\"00\"}", "intake.asked_before");
	ok(l.d.answer >= 0 && l.d.answer_overdue_at == INSTANT_NONE, "a new answer is owed");
	world_clock(&w, "2026-06-04T16:00:00");
	ok(life_tick(&w, &l, &e) && l.d.answer_overdue_at == w.at, "and its silence goes up too");
	refuses("receive", clerk, "{\"received_at\":\"2026-06-01T15:00:00\"}",
		"intake.backdated");
	refuses("receive", clerk, "{\"received_at\":\"2026-06-05T15:00:00\"}", "intake.future");
	accepts("receive", clerk, "{}");
	is_int(l.d.received_at, w.at, "silence was not reception");
	finish("answering");
}

/* Rules 9 and 18: an envelope counts from the counter, if all was in it. */
static void by_post(void)
{
	start("2026-06-03T08:00:00");
	struct person_id clerk = who("25195.mc", "clerk");
	const char *stamp = ",\"arrived_at\":\"2026-06-01T10:00:00\"";

	accepts("receive_new", clerk, filing("1.000656", "post", "25195.mc", stamp));
	is_int(l.d.received_at, w.at - 2 * DAY_S + 2 * 3600, "from its arrival");
	finish("by post");
	start("2026-06-03T08:00:00");
	clerk = who("25195.mc", "clerk");
	accepts("submit", clerk, filing("1.000656", "post", "25195.mc", stamp));
	accepts("ask_at_intake", clerk, "{\"items_c\":\"00\"}");
	world_clock(&w, "2026-06-10T08:00:00");
	accepts("complete_at_intake", clerk, "{}");
	accepts("receive", clerk, "{}");
	is_int(l.d.received_at, w.at, "what had to be completed: from its completion");
	finish("by post, incomplete");
}

/* Rule 9: earlier only by a numbered receipt of a declared outage. */
static void outage(void)
{
	start("2026-06-02T08:00:00");
	struct person_id clerk = who("25195.mc", "clerk");
	const char *paper = ",\"received_at\":\"2026-06-01T09:00:00\",\"receipt_no\":\"MD-007\"";
	int64_t unit = world_unit(&w, "25195")->id.v;

	refuses("receive_new", clerk, filing("1.000656", "counter", "25195.mc", paper),
		"intake.receipt_no");
	refuses("declare_outage", clerk,
		about("unit", 'u', unit, ",\"from\":\"2026-06-01T08:00:00\","
		      "\"to\":\"2026-06-01T12:00:00\",\"series\":\"MD\",\"first\":1,\"last\":50"),
		"right.admin");
	struct err e;

	ok(life_do(&w, NULL, "declare_outage", w.admin,
		   about("unit", 'u', unit, ",\"from\":\"2026-06-01T08:00:00\","
			 "\"to\":\"2026-06-01T12:00:00\",\"series\":\"MD\",\"first\":1,"
			 "\"last\":50"), &e), "an outage is declared");
	refuses("receive_new", clerk,
		filing("1.000656", "counter", "25195.mc",
		       ",\"received_at\":\"2026-06-01T09:00:00\",\"receipt_no\":\"MD-051\""),
		"intake.receipt_no");
	refuses("receive_new", clerk,
		filing("1.000656", "counter", "25195.mc",
		       ",\"received_at\":\"2026-06-01T12:00:00\",\"receipt_no\":\"MD-007\""),
		"intake.receipt_no");
	accepts("receive_new", clerk, filing("1.000656", "counter", "25195.mc", paper));
	ok(l.d.received_at == w.at - 23 * 3600 && l.d.received_entry_at == w.at,
	   "both times stand");
	is_int(l.d.ob[0].from, l.d.received_at, "and are held from the first on");
	finish("outage");
}

/* G2 and G14: the holder, while they have a place; delegates; nobody else. */
static void holders(void)
{
	struct err e;

	start("2026-06-01T08:00:00");
	struct person_id clerk = who("25195.mc", "clerk"), outsider = who("25210.kt", "officer");

	accepts("receive_new", clerk, filing("1.001612", "counter", "25195.mc", ""));
	accepts("hand_over", clerk, "{\"outcome\":\"forward\"}");
	struct person_id head = who("25195.kt", "head"), officer = who("25195.kt", "officer");

	refuses("deny", clerk, "{}", "right.holder");
	refuses("deny", (struct person_id){ 0 }, "{}", "right.nobody");
	refuses("deny", (struct person_id){ 4711 }, "{}", "right.nobody");
	refuses("take", outsider, "{}", "right.taker");
	accepts("take", officer, "{}");
	refuses("take", head, "{}", "hold.taken");
	refuses("deny", head, "{}", "right.holder");
	refuses("deny", outsider, "{}", "right.holder");
	char more[300], to[ID_TEXT], unit[ID_TEXT];

	(void)snprintf(more, sizeof(more), ",\"to\":\"%s\",\"unit\":\"%s\",\"post\":\"officer\","
		       "\"until\":\"2026-06-05T08:00:00\"", id_text('p', outsider.v, to),
		       id_text('u', world_unit(&w, "25195.kt")->id.v, unit));
	ok(life_do(&w, NULL, "delegate", officer, about("person", 'p', officer.v, more), &e),
	   "delegated");
	accepts("ask_payment", outsider, "{\"amount\":1000}");
	world_clock(&w, "2026-06-05T08:00:00");
	refuses("deny", outsider, "{}", "right.holder");
	(void)snprintf(more, sizeof(more), ",\"unit\":\"%s\",\"post\":\"officer\"",
		       id_text('u', world_unit(&w, "25195.kt")->id.v, unit));
	ok(life_do(&w, NULL, "end_assignment", w.admin, about("person", 'p', officer.v, more), &e),
	   "the officer leaves");
	refuses("deny", officer, "{}", "right.nobody");
	ok(life_tick(&w, &l, &e) && l.d.office.seat.person.v == head.v &&
	   l.d.ob[l.d.hold].taken_at == INSTANT_NONE, "the head holds it (rule 7)");
	finish("holders");
}

/* An end already planned cannot be put off by ending it later. */
static void assignments(void)
{
	struct err e = { 0 };
	char more[300], unit[ID_TEXT];

	start("2026-06-01T08:00:00");
	struct person_id officer = who("25195.kt", "officer");

	(void)snprintf(more, sizeof(more), ",\"unit\":\"%s\",\"post\":\"deputy\","
		       "\"to\":\"2026-06-10T08:00:00\"",
		       id_text('u', world_unit(&w, "25195.vp")->id.v, unit));
	ok(life_do(&w, NULL, "assign", w.admin, about("person", 'p', officer.v, more), &e),
	   "assigned until the tenth");
	(void)snprintf(more, sizeof(more), ",\"unit\":\"%s\",\"post\":\"deputy\","
		       "\"to\":\"2026-06-20T08:00:00\"", unit);
	ok(!life_do(&w, NULL, "end_assignment", w.admin, about("person", 'p', officer.v, more),
		    &e), "not ended on the twentieth");
	is_str(e.key, "org.dates", "refused before it is written");
	finish("assignments");
}

/* Rule 7: a named deputy keeps it until the head is back; ticking twice is once. */
static void leave(void)
{
	struct err e;
	char more[200], id[ID_TEXT];

	start("2026-06-01T08:00:00");
	struct person_id clerk = who("25195.mc", "clerk");

	accepts("receive_new", clerk, filing("1.001612", "counter", "25195.mc", ""));
	accepts("hand_over", clerk, "{\"outcome\":\"forward\"}");
	struct person_id head = who("25195.kt", "head"), officer = who("25195.kt", "officer");

	(void)snprintf(more, sizeof(more), ",\"from\":\"2026-06-02T08:00:00\","
		       "\"to\":\"2026-06-03T08:00:00\",\"deputy\":\"%s\"",
		       id_text('p', officer.v, id));
	ok(life_do(&w, NULL, "record_leave", head, about("person", 'p', head.v, more), &e),
	   "leave is recorded");
	world_clock(&w, "2026-06-02T07:59:59");
	ok(life_tick(&w, &l, &e) && l.d.office.seat.person.v == head.v, "not before");
	world_clock(&w, "2026-06-02T08:00:00");
	ok(life_tick(&w, &l, &e) && l.d.office.seat.person.v == officer.v,
	   "at the first minute to the deputy named");
	size_t entries = l.entries;

	ok(life_tick(&w, &l, &e) && l.entries == entries, "once");
	world_clock(&w, "2026-06-03T08:00:00");
	ok(life_tick(&w, &l, &e) && l.d.office.seat.person.v == head.v,
	   "what nobody took goes back to the head");
	finish("leave");
}

/* Rule 15 and L9: once, by the agency's head, within its days, with a cause. */
static void form04(void)
{
	char more[100];

	start("2026-06-01T08:00:00");
	struct person_id clerk = who("25195.mc", "clerk"), chair = who("25195", "head");
	int64_t cause = world_unit(&w, "25195.kt")->id.v;

	accepts("receive_new", clerk, filing("1.001612", "counter", "25195.mc", ""));
	(void)snprintf(more, sizeof(more), ",\"days\":%d", 3);
	refuses("sign_apology", clerk, about("cause", 'u', cause, more), "right.apology");
	refuses("sign_apology", chair, about("cause", 'u', cause, ",\"days\":11"), "extend.days");
	refuses("sign_apology", chair, about("cause", 'u', cause, ",\"days\":0"), "extend.days");
	refuses("sign_apology", chair, about("cause", 'u', 99, more), "extend.cause");
	accepts("sign_apology", chair, about("cause", 'u', cause, more));
	is_int(l.d.due, civil_instant((struct civil){ 2026, 6, 9, 17, 0, 0 }), "three days more");
	is_int(l.d.first_due, civil_instant((struct civil){ 2026, 6, 4, 17, 0, 0 }),
	       "the promise stays");
	refuses("sign_apology", chair, about("cause", 'u', cause, more), "extend.once");
	finish("form 04");
}

static void ends(const struct assignment *as)
{
	char more[300], unit[ID_TEXT];
	struct err e;

	(void)snprintf(more, sizeof(more), ",\"unit\":\"%s\",\"post\":\"%s\"",
		       id_text('u', as->unit.v, unit), as->post.code);
	if (!life_do(&w, NULL, "end_assignment", w.admin,
		     about("person", 'p', as->person.v, more), &e)) {
		ok(false, "ended: %s", e.key);
	}
}

/* A refusal late in an act comes before its first entry. */
static void refused_first(void)
{
	struct err e;

	start("2026-06-01T08:00:00");
	struct person_id clerk = who("25195.mc", "clerk");

	accepts("receive_new", clerk, filing("1.000656", "counter", "25195.mc", ""));
	accepts("hand_over", clerk, "{\"outcome\":\"forward\"}");
	struct person_id head = l.d.office.seat.person;

	for (size_t i = 0; i < w.org.assignments; i++) {	/* nobody else is left */
		const struct assignment as = w.org.assignment[i];

		if (as.person.v != head.v && as.person.v != w.admin.v) {
			ends(&as);
		}
	}
	refuses("finish", head, "{}", "org.no_head");
	ok(l.d.ob[l.d.hold].taken_at == INSTANT_NONE, "not even taken");
	ok(life_tick(&w, &l, &e), "time still passes");
	finish("refused first");
}

int main(void)
{
	struct arena a;

	arena_init(&a, 0);
	world_law(&a, &law);
	table();
	coming_in();
	answering();
	by_post();
	outage();
	holders();
	assignments();
	leave();
	form04();
	refused_first();
	arena_done(&a);
	return done_testing();
}
