/*
 * The fold: plans, accounts, notices, opinions, promises and loopholes, each on a
 * life of its own. Monday, 1 June 2026 unless said otherwise; office hours
 * 07:30–11:30 and 13:00–17:00.
 */
#include "../prop/world.h"

#include "core/due.h"

#include "tap.h"

static struct law law;
static struct world w;
static struct life l;

static void start(const char *when)
{
	world_open(&w, &law, 5, civil_instant((struct civil){ 2026, 5, 4, 8, 0, 0 }));
	world_clock(&w, when);
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

/* Whoever holds it just now acts. */
static void holder_does(const char *action, const char *args)
{
	life_must(&w, &l, action, l.d.office.seat.person, args);
}

static void forward(void)
{
	holder_does("hand_over", "{\"outcome\":\"forward\"}");
}

static void refuses(const char *action, struct person_id actor, const char *args, const char *key)
{
	struct err e = { 0 };

	ok(!life_do(&w, &l, action, actor, args, &e), "%s is refused", action);
	is_str(e.key, key, "with %s", key);
}

static void plan_is(const int64_t *want, size_t n, const char *what)
{
	int64_t bad = 0;

	for (size_t i = 0; i < n; i++) {
		bad += l.d.plan_s[i] != want[i] ? 1 : 0;
		if (l.d.plan_s[i] != want[i]) {
			diag("step %zu: %lld", i, (long long)l.d.plan_s[i]);
		}
	}
	is_int(bad, 0, "%s", what);
}

/* Rule 10: hours announced 1, 3, 2, 1; three hours and five seconds are left. */
static void plan(void)
{
	static const int64_t whole[] = { 3600, 10800, 7200, 3600 };
	static const int64_t scaled[] = { 1543, 4628, 3086, 1543 };
	static const int64_t tie[] = { 1544, 4631, 3087, 1543 };

	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.000656", "");
	plan_is(whole, 4, "what fits stays as announced");
	finish("plan");
	start("2026-06-01T14:00:00");
	life_receive(&w, &l, "25195", "1.000656", "");
	plan_is(scaled, 4, "floors, then the largest remainders");
	finish("scaled plan");
	start("2026-06-01T13:59:55");
	life_receive(&w, &l, "25195", "1.000656", "");
	plan_is(tie, 4, "among equal remainders the lowest step first");
	is_int(l.d.ob[l.d.hold].plan_s, 1544, "the first hold has its step's allotment");
	finish("tie");
}

static void no_second_allotment(void)
{
	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.000656", "");
	world_clock(&w, "2026-06-01T08:30:00");
	forward();
	world_clock(&w, "2026-06-01T09:30:00");
	holder_does("send_back", "{\"reason\":\"R01\"}");
	is_int(l.d.ob[l.d.hold].plan_s, 1800, "back at the counter: half an hour is left");
	world_clock(&w, "2026-06-01T10:30:00");
	forward();
	is_int(l.d.ob[l.d.hold].plan_s, 7200, "the second visit has what the first left");
	finish("no second allotment");
}

static void replanned_by_variant(void)
{
	static const int64_t want[] = { 3600, 10800, 7200, 3600 };
	int64_t before;

	start("2026-06-01T14:00:00");
	life_receive(&w, &l, "25195", "1.000656", "");
	world_clock(&w, "2026-06-01T14:20:00");
	holder_does("choose_variant", "{\"variant\":\"verify\"}");
	plan_is(want, 4, "a variant plans again, no step twice");
	before = l.d.ob[l.d.hold].due;
	is_int(l.d.ob[l.d.hold].plan_s, 3600, "the present hold keeps what it used");
	is_int(before, w.at + 2400, "and has the rest of its hour");
	is_int(l.d.due, civil_instant((struct civil){ 2026, 6, 4, 17, 0, 0 }), "new due");
	is_int(l.d.first_due, civil_instant((struct civil){ 2026, 6, 1, 17, 0, 0 }),
	       "the first promise stays");
	finish("variant");
}

/* Rule 8: fifteen working minutes, the lunch break not counted. */
static void recall(void)
{
	start("2026-06-01T11:00:00");
	life_receive(&w, &l, "25195", "1.000656", "");
	struct person_id clerk = l.d.office.seat.person;

	world_clock(&w, "2026-06-01T11:20:00");
	forward();
	world_clock(&w, "2026-06-01T13:05:01");
	refuses("recall", clerk, "{}", "recall.late");
	refuses("recall", l.d.office.seat.person, "{}", "recall.not_sender");
	world_clock(&w, "2026-06-01T13:05:01");
	holder_does("take", "{}");
	refuses("recall", clerk, "{}", "recall.opened");
	finish("recall too late");

	start("2026-06-01T11:00:00");
	life_receive(&w, &l, "25195", "1.000656", "");
	clerk = l.d.office.seat.person;
	world_clock(&w, "2026-06-01T11:20:00");
	forward();
	struct person_id head = l.d.office.seat.person;
	char args[200], id[ID_TEXT];

	(void)snprintf(args, sizeof(args), "{\"person\":\"%s\",\"from\":\"2026-06-01T11:25:00\","
		       "\"to\":\"2026-06-03T11:25:00\"}", id_text('p', head.v, id));
	life_must(&w, &l, "record_leave", head, args);
	world_clock(&w, "2026-06-01T11:26:00");
	struct err e;

	ok(life_tick(&w, &l, &e) && l.d.office.seat.person.v != head.v,
	   "leave moves it (rule 7)");
	world_clock(&w, "2026-06-01T13:05:00");
	life_must(&w, &l, "recall", clerk, "{}");
	is_int(l.d.office.seat.person.v, clerk.v, "recalled although the head had gone");
	for (size_t i = 0; i < l.d.obs; i++) {
		is_int(l.d.ob[i].account.seat.person.v, clerk.v, "minutes of %zu return", i);
	}
	finish("recall");
}

/* Rule 21: charged to the sender, whoever holds it, until it comes or goes on. */
static void missing_paper(void)
{
	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.000656", "");
	struct person_id clerk = l.d.office.seat.person, officer = who("25195.vhxh", "officer");
	char args[100], id[ID_TEXT];

	forward();
	holder_does("take", "{}");
	holder_does("paper_missing", "{}");
	is_int(l.d.ob[l.d.hold].account.seat.person.v, clerk.v, "the sender answers");
	(void)snprintf(args, sizeof(args), "{\"to\":\"%s\"}", id_text('p', officer.v, id));
	holder_does("reassign", args);
	is_int(l.d.ob[l.d.hold].account.seat.person.v, clerk.v, "also after reassignment");
	holder_does("take", "{}");
	is_int(l.d.ob[l.d.hold].account.seat.person.v, clerk.v, "and taking");
	holder_does("paper_arrived", "{}");
	is_int(l.d.ob[l.d.hold].account.seat.person.v, officer.v, "until it arrives");
	refuses("paper_arrived", officer, "{}", "paper.not_missing");
	finish("missing paper");
}

/* Rule 33: returned unrepaired, the minutes since the first return are the sender's. */
static void unrepaired(void)
{
	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001612", "");
	forward();
	holder_does("take", "{}");
	struct person_id officer = l.d.office.seat.person;

	holder_does("deny", "{}");
	holder_does("send_back", "{\"reason\":\"R01\",\"outcome\":\"return-s2\"}");
	int64_t first = l.d.first_return_at;

	world_clock(&w, "2026-06-01T10:00:00");
	life_must(&w, &l, "deny", officer, "{}");
	refuses("send_back", officer, "{\"reason\":\"R01\"}", "right.holder");
	holder_does("send_back", "{\"reason\":\"unrepaired\",\"outcome\":\"return-s2\"}");
	for (size_t i = 0; i < l.d.obs; i++) {
		if (l.d.ob[i].from >= first && l.d.ob[i].to != INSTANT_NONE) {
			is_int(l.d.ob[i].account.seat.person.v, officer.v, "hold %zu is theirs", i);
		}
	}
	is_int(l.d.returns, 2, "two returns");
	finish("unrepaired");
}

static void wait_for_supplement(void)
{
	holder_does("ask_supplement", "{\"items_c\":\"00\"}");
	life_must(&w, &l, "notice_delivered", (struct person_id){ 0 },
		  "{\"notice\":\"supplement\",\"how\":\"portal\"}");
}

/* Rule 14, G4: what comes later or again runs on the office's clock. */
static void second_supplement(void)
{
	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001612", "");
	forward();
	holder_does("take", "{}");
	struct person_id officer = l.d.office.seat.person, counter = who("25195.mc", "clerk");

	life_must(&w, &l, "ask_supplement", officer, "{\"items_c\":\"00\"}");
	ok(l.d.state == DOSSIER_OPEN, "asked is not delivered (rule 4)");
	refuses("ask_supplement", officer, "{\"items_c\":\"00\"}", "supplement.open");
	life_must(&w, &l, "tell", counter, "{\"notice\":\"supplement\",\"how\":\"sms\"}");
	ok(l.d.state == DOSSIER_OPEN, "sent is not delivered");
	life_must(&w, &l, "notice_delivered", counter,
		  "{\"notice\":\"supplement\",\"how\":\"signature\"}");
	ok(l.d.state == DOSSIER_WAITING && l.d.due == INSTANT_NONE, "now it waits");
	world_clock(&w, "2026-06-02T08:00:00");
	life_must(&w, &l, "supplement_received", counter, "{}");
	is_int(l.d.due, civil_instant((struct civil){ 2026, 6, 5, 17, 0, 0 }), "reset (L6)");
	is_int(l.d.ob[l.d.hold].plan_s, 12 * 3600, "its steps afresh (rule 10)");
	refuses("ask_supplement", officer, "{\"items_c\":\"00\"}", "supplement.signature");
	life_must(&w, &l, "ask_supplement", who("25195.kt", "head"),
		  "{\"items_c\":\"00\",\"why_c\":\"00\"}");
	finish("second supplement by another hand");
}

static void second_supplement_runs(void)
{
	int64_t due;

	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001612", "");
	forward();
	holder_does("take", "{}");
	wait_for_supplement();
	world_clock(&w, "2026-06-02T08:00:00");
	life_must(&w, &l, "supplement_received", who("25195.mc", "clerk"), "{}");
	due = l.d.due;
	holder_does("ask_supplement", "{\"items_c\":\"00\",\"why_c\":\"00\"}");
	ok(!l.d.notice[1].lawful, "the head's own further request");
	life_must(&w, &l, "notice_delivered", (struct person_id){ 0 },
		  "{\"notice\":\"supplement\",\"how\":\"portal\"}");
	ok(l.d.state == DOSSIER_OPEN && l.d.due == due, "does not stop the clock (G4)");
	world_clock(&w, "2026-06-03T08:00:00");
	life_must(&w, &l, "supplement_received", who("25195.mc", "clerk"), "{}");
	is_int(l.d.due, due, "nor start it afresh");
	finish("second supplement");
}

/* A notice delivered when the dossier has gone on: it waits where it is. */
static void delivered_later(void)
{
	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001612", "");
	forward();
	holder_does("ask_supplement", "{\"items_c\":\"00\"}");
	holder_does("deny", "{}");
	int32_t step = l.d.step;
	struct party head = l.d.office;

	life_must(&w, &l, "notice_delivered", (struct person_id){ 0 },
		  "{\"notice\":\"supplement\",\"how\":\"portal\"}");
	life_must(&w, &l, "supplement_received", who("25195.mc", "clerk"), "{}");
	ok(l.d.step == step && party_eq(&l.d.office, &head), "back to the step that waited");
	finish("delivered later");

	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001612", "");
	forward();
	holder_does("ask_supplement", "{\"items_c\":\"00\"}");
	holder_does("deny", "{}");
	holder_does("sign", "{}");
	life_must(&w, &l, "notice_delivered", (struct person_id){ 0 },
		  "{\"notice\":\"supplement\",\"how\":\"portal\"}");
	ok(l.d.state == DOSSIER_OPEN, "what is signed waits for nothing");
	finish("delivered after signing");
}

/* Rules 2 and 29: the lead holds on; silence agrees only where a law says so. */
static void opinions(void)
{
	struct err e;

	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.013225", "");
	forward();
	holder_does("take", "{}");
	struct person_id lead = l.d.office.seat.person;
	char args[100], id[ID_TEXT];

	forward();
	is_int(l.d.office.seat.person.v, lead.v, "a consult step stays with the lead");
	(void)snprintf(args, sizeof(args), "{\"units\":[\"%s\"],\"question_c\":\"00\"}",
		       id_text('u', world_unit(&w, "so-xd")->id.v, id));
	holder_does("ask_opinion", args);
	refuses("ask_opinion", lead, args, "opinion.open");
	int64_t due = l.d.opinion[0].due;

	ok(l.d.opinion[0].planned && l.d.due != INSTANT_NONE, "the clock runs on");
	is_int(due, work_add(l.d.cal, w.at, 24 * (int64_t)3600), "its hours are the step's");
	w.at = due;
	ok(life_tick(&w, &l, &e) && !l.d.opinion[0].silent, "at the due it is not silent yet");
	w.at = due + 1;
	ok(life_tick(&w, &l, &e) && l.d.opinion[0].silent, "a second later it is");
	is_int(l.d.ob[l.d.opinion[0].obligation].ended, ENDED_SILENT, "and counts as agreed");
	finish("silence agrees");

	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001776", "");
	forward();
	forward();
	(void)snprintf(args, sizeof(args), "{\"units\":[\"%s\"],\"question_c\":\"00\"}",
		       id_text('u', world_unit(&w, "25195.mttq")->id.v, id));
	holder_does("ask_opinion", args);
	w.at = l.d.opinion[0].due + 1;
	ok(life_tick(&w, &l, &e) && l.d.opinion[0].silent, "silent");
	is_int(l.d.ob[l.d.opinion[0].obligation].to, INSTANT_NONE, "without a law it stays owed");
	(void)snprintf(args, sizeof(args), "{\"number\":1,\"answer\":\"agree\"}");
	life_must(&w, &l, "answer_opinion", who("25195.mttq", "head"), args);
	is_int(l.d.ob[l.d.opinion[0].obligation].ended, ENDED_ANSWERED, "a late answer ends it");
	finish("silence escalates");
}

/* What was released by a closing is not silent after reopening. */
static void released_opinion(void)
{
	char args[100], id[ID_TEXT];
	struct err e;

	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001776", "");
	forward();
	forward();
	(void)snprintf(args, sizeof(args), "{\"units\":[\"%s\"],\"question_c\":\"00\"}",
		       id_text('u', world_unit(&w, "25195.mttq")->id.v, id));
	holder_does("ask_opinion", args);
	life_must(&w, &l, "withdraw", who("25195.mc", "clerk"), "{}");
	life_must(&w, &l, "reopen", who("25195.mc", "clerk"), "{\"fault\":\"office\"}");
	w.at = l.d.opinion[0].due + 1;
	ok(life_tick(&w, &l, &e) && !l.d.opinion[0].silent, "not silent: nothing was owed");
	finish("released opinion");
}

/* Rule 17; and what was asked before the correction still comes back. */
static void corrected_procedure(void)
{
	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001776", "");
	forward();
	forward();
	holder_does("send_back", "{\"reason\":\"R01\"}");
	holder_does("ask_supplement", "{\"items_c\":\"00\"}");
	struct person_id clerk = who("25195.mc", "clerk");
	int64_t promised = l.d.first_due;

	life_must(&w, &l, "correct_procedure", clerk, "{\"procedure\":\"1.013225\"}");
	is_int(l.d.due, promised, "the printed promise stands if earlier");
	life_must(&w, &l, "notice_delivered", (struct person_id){ 0 },
		  "{\"notice\":\"supplement\",\"how\":\"portal\"}");
	ok(l.d.state == DOSSIER_WAITING, "the new procedure knows such a wait too");
	life_must(&w, &l, "supplement_received", clerk, "{}");
	is_int(l.d.step, 0, "back to the first step of the new one");
	life_must(&w, &l, "move_calendar", w.admin, "{\"calendar\":\"2026-2\"}");
	life_must(&w, &l, "correct_procedure", clerk,
		  "{\"procedure\":\"1.000656\",\"accepted\":true}");
	is_int((int64_t)l.d.terms, 1, "a new receipt replaces the promises");
	is_int(l.d.first_due, promised, "the first promise is kept for the lived rate");
	refuses("correct_procedure", clerk, "{\"procedure\":\"1.012766\"}", "intake.competent");
	finish("corrected procedure");
}

/* G9: going back keeps both dates; G13: two clocks. */
static void reopened(void)
{
	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.000656", "");
	forward();
	holder_does("finish", "{}");
	holder_does("sign", "{}");
	holder_does("number", "{\"number\":\"1\",\"book\":\"b\",\"file\":\"00\"}");
	world_clock(&w, "2026-06-01T16:00:00");
	holder_does("ready", "{}");
	int64_t first = l.d.ready_at;

	world_clock(&w, "2026-06-02T08:00:00");
	life_must(&w, &l, "deliver", who("25195.mc", "clerk"), "{\"how\":\"counter\"}");
	ok(l.d.ready_at == first && l.d.delivered_at == w.at, "ready and handed over apart (G13)");
	world_clock(&w, "2026-06-03T08:00:00");
	life_must(&w, &l, "reopen", who("25195.mc", "clerk"), "{\"fault\":\"office\"}");
	ok(l.d.state == DOSSIER_OPEN && l.d.due != INSTANT_NONE, "open again, with a due (G7)");
	is_int(l.d.span, 1, "a span of its own");
	is_int(l.d.first_ready_at, first, "the first ready is kept (G9)");
	is_int(l.d.reopened, 1, "and counted");
	finish("reopened");
}

/* G3: no argument moves the due. G5: parked time has an own limit and reminders. */
static void no_way_round(void)
{
	struct err e;
	int64_t due;

	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001612", ",\"due\":\"2027-01-01T00:00:00\","
		     "\"first_due\":\"2027-01-01T00:00:00\"");
	due = l.d.due;
	is_int(due, civil_instant((struct civil){ 2026, 6, 4, 17, 0, 0 }), "due by law (G3)");
	holder_does("hand_over", "{\"outcome\":\"forward\",\"due\":\"2027-01-01T00:00:00\"}");
	is_int(l.d.due, due, "no matter what is sent along");
	holder_does("take", "{}");
	wait_for_supplement();
	int64_t until = l.d.ob[l.d.hold].due;

	ok(until != INSTANT_NONE, "the wait has a limit of its own (G5)");
	w.at = until + 1;
	ok(life_tick(&w, &l, &e), "time passes");
	is_int(l.d.ob[l.d.hold].reminded, REMINDED_HALF | REMINDED_THREE_DAYS | REMINDED_EXPIRED,
	       "reminded twice, and said to have run out (rule 4)");
	ok(l.d.state == DOSSIER_WAITING, "but never ended by itself");
	life_must(&w, &l, "resume", who("25195.kt", "head"), "{}");
	ok(l.d.state == DOSSIER_OPEN, "the head takes it back");
	is_int(l.d.pause[0].pause.policy, PAUSE_HOLD, "and gains no fresh limit");
	finish("no way round");
}

static void broken(struct dossier *d, const char *which, const char *what)
{
	struct err e = { 0 };

	ok(!dossier_check(d, &e), "%s is found", what);
	is_str(err_arg(&e, "which"), which, "as %s", which);
}

/* dossier_check finds what it promises to find. */
static void invariants(void)
{
	struct obligation keep[8];
	struct dossier d;

	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001612", "");
	world_clock(&w, "2026-06-01T09:00:00");
	forward();
	world_clock(&w, "2026-06-01T10:00:00");
	life_must(&w, &l, "take", who("25195.kt", "officer"), "{}");
	memcpy(keep, l.d.ob, 3 * sizeof(*keep));
	d = l.d;
	d.due = INSTANT_NONE;
	broken(&d, "due", "a running clock without a due (G7)");
	d = l.d;
	d.first_due = INSTANT_NONE;
	broken(&d, "first_due", "a reception without a promise");
	d = l.d;
	d.state = DOSSIER_READY;
	d.hold = -1;
	broken(&d, "hold", "an open hold that nobody knows");
	l.d.ob[1].from += 60;
	broken(&l.d, "partition", "a gap");
	memcpy(l.d.ob, keep, 3 * sizeof(*keep));
	l.d.ob[1].to = INSTANT_NONE;
	broken(&l.d, "hold", "a second open hold (G14)");
	memcpy(l.d.ob, keep, 3 * sizeof(*keep));
	d = l.d;
	d.state = DOSSIER_DELIVERED;
	d.hold = -1;
	d.ob[2].to = w.at;
	d.ob[1].work_s += 60;
	broken(&d, "work", "seconds that do not add up");
	memcpy(l.d.ob, keep, 3 * sizeof(*keep));
	l.d.ob[2].holder.kind = PARTY_NONE;
	broken(&l.d, "partition", "a hold of nobody");
	memcpy(l.d.ob, keep, 3 * sizeof(*keep));
	finish("invariants");
}

static void corrupt(enum entry_kind kind, const char *body, int64_t seq, const char *what)
{
	struct arena a;
	struct dossier d = l.d;
	struct err e = { 0 };
	struct entry en = { .seq = seq, .at = w.at, .kind = kind, .version = 1,
			    .stream = { STREAM_DOSSIER, l.d.id.v } };

	arena_init(&a, 0);
	d.arena = &a;
	bool parsed = json_parse(&a, str_of(body), &en.body, &e);

	ok(parsed && !dossier_apply(&law, &d, &en, &e) && e.code == ERR_CORRUPT,
	   "%s does not fold", what);
	arena_done(&a);
}

static void misfits(void)
{
	start("2026-06-01T08:00:00");
	life_receive(&w, &l, "25195", "1.001612", "");
	corrupt(KIND_RESUMED, "{\"step\":\"s1\"}", w.seq, "resuming what does not wait");
	corrupt(KIND_READY, "{}", w.seq, "ready without a number");
	corrupt(KIND_DELIVERED, "{\"how\":\"counter\"}", w.seq, "delivering what is not ready");
	corrupt(KIND_REOPENED, "{}", w.seq, "reopening what is open");
	corrupt(KIND_TAKEN, "{}", w.seq, "taking by nobody");
	corrupt(KIND_CORRECTED, "{}", l.d.seq, "an entry out of order");
	corrupt(KIND_SUBMITTED, "{}", w.seq, "a second submission");
	corrupt(KIND_LAW_FILE, "{}", w.seq, "an entry of another stream");
	corrupt(KIND_SUPPLEMENT_RECEIVED, "{\"n\":1}", w.seq, "an answer nobody asked for");
	corrupt(KIND_CALENDAR_MOVED, "{\"calendar\":\"x\"}", w.seq, "an unknown calendar");
	finish("misfits");
}

int main(void)
{
	struct arena a;

	arena_init(&a, 0);
	world_law(&a, &law);
	plan();
	no_second_allotment();
	replanned_by_variant();
	recall();
	missing_paper();
	unrepaired();
	second_supplement();
	second_supplement_runs();
	delivered_later();
	opinions();
	released_opinion();
	corrected_procedure();
	reopened();
	no_way_round();
	invariants();
	misfits();
	arena_done(&a);
	return done_testing();
}
