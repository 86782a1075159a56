/*
 * Random lives: dossiers of all procedures, acted on by right and wrong people at
 * any hour, with leave, new heads, delegations and outages meanwhile. After every
 * step what the design promises must hold (walk_check.c), and an entry written,
 * read back and folded must give the same state (world.c).
 *
 *     test_lives [STEPS [SEED]]
 *
 * The same arguments, the same lives. The walk itself is tested at the end: every
 * kind of entry was written, nearly every refusal was given.
 */
#include "walk.h"

#include "core/opinion.h"

#include "base/num.h"

#include "../unit/tap.h"

enum { EPISODE = 2500, LIFE_MOST = 160, STEPS = 200000 };

struct walk walk;

/* --- which action, by whom ------------------------------------------------------- */

/* What is likely to go on with a life, by its state and the kind of its step. */
static const char *const coming_in[] = {
	"receive_new", "receive_new", "receive_new", "submit", "submit", "import_open",
};
static const char *const submitted[] = {
	"receive", "receive", "receive", "ask_at_intake", "decline", "correct", "withdraw",
};
static const char *const asked[] = { "complete_at_intake", "complete_at_intake", "decline" };
static const char *const at_intake[] = {
	"hand_over", "hand_over", "hand_over", "take", "fee_receipt", "recall",
	"hand_over", "hand_over", "hand_over", "hand_over", "ask_supplement",
	"correct_procedure", "choose_variant", "undo_import",
};
static const char *const at_work[] = {
	"take", "take", "hand_over", "hand_over", "hand_over", "hand_over", "hand_over",
	"hand_over", "hand_over", "hand_over", "finish", "finish", "finish", "finish", "deny",
	"not_eligible", "ask_supplement", "ask_supplement", "ask_payment", "pause", "send_back",
	"ask_opinion", "ask_opinion", "answer_opinion", "answer_opinion",
	"supplement_opinion", "mark_insufficient", "mark_insufficient", "rule_opinion",
	"rule_opinion", "tell", "notice_delivered", "notice_delivered",
	"notice_delivered", "supplement_received", "reassign", "recall", "paper_missing",
	"paper_arrived", "choose_variant", "sign_apology", "extend_by_law", "move_calendar",
	"correct_procedure", "correct", "change_contact", "change_result_by",
	"fee_receipt", "paid", "stop", "cancel_fee",
	"urge", "urge", "answer_urge", "came_for_nothing", "undo_import", "sign_apology",
	"contest", "contest", "rule_contest", "rule_contest", "act_on_escalation", "attach",
	"attach", "detach",
};
static const char *const at_sign[] = { "take", "sign", "sign", "sign", "send_back", "recall",
					"urge", "answer_urge" };
static const char *const at_issue[] = {
	"number", "number", "number", "ready", "ready", "ready", "ready", "fee_receipt", "take",
	"send_back",
};
static const char *const waiting[] = {
	"supplement_received", "supplement_received", "paid", "paid", "resume", "resume",
	"tell", "answer_opinion", "stop", "move_calendar", "came_for_nothing", "rule_contest",
};
static const char *const ready_now[] = {
	"deliver", "deliver", "deliver", "fee_receipt", "fee_receipt", "tell",
	"notice_delivered", "reopen", "undo_import",
};
static const char *const closed[] = {
	"reopen", "refund_fee", "cancel_fee", "correct", "take", "undo_import",
};

static const char *const in_offices[] = {
	"record_leave", "record_leave", "record_leave", "end_assignment", "assign", "assign",
	"delegate", "declare_outage", "end_leave", "end_delegation",
	"set_signing_scope", "end_signing_scope",
};

static bool ruling_owed(const struct dossier *d)
{
	for (size_t i = 0; i < d->opinions; i++) {
		if (opinion_in_question(d, &d->opinion[i])) {
			return true;
		}
	}
	return false;
}

static const char *likely(const struct dossier *d)
{
#define ONE_OF(list) (list)[chance(ARRAY_LEN(list))]
	if (in_percent(6)) {
		return ONE_OF(in_offices);
	}
	if (d->state == DOSSIER_OPEN && d->version->statutories > 0 && in_percent(10)) {
		return "extend_by_law";
	}
	if (dossier_contest(d) != NULL && in_percent(25)) {
		return "rule_contest";
	}
	if (ruling_owed(d) && in_percent(25)) {
		return "rule_opinion";
	}
	if (dossier_return(d) != NULL && in_percent(25)) {
		return "rule_return";
	}
	if (d->state == DOSSIER_OPEN && d->handed_by.kind == PARTY_SEAT &&
	    d->handed_by.seat.unit.v != d->office.seat.unit.v && in_percent(8)) {
		return "contest";
	}
	switch (d->state) {
	case DOSSIER_NONE:
		return ONE_OF(coming_in);
	case DOSSIER_SUBMITTED:
		return ONE_OF(submitted);
	case DOSSIER_ASKED:
		return ONE_OF(asked);
	case DOSSIER_WAITING:
		return ONE_OF(waiting);
	case DOSSIER_READY:
		return ONE_OF(ready_now);
	case DOSSIER_DECLINED:
	case DOSSIER_DELIVERED:
	case DOSSIER_WITHDRAWN:
	case DOSSIER_STOPPED:
	case DOSSIER_UNDONE:
		return ONE_OF(closed);
	case DOSSIER_OPEN:
		break;
	}
	switch (step_of(d)->kind) {
	case STEP_INTAKE:
		return ONE_OF(at_intake);
	case STEP_SIGN:
		return ONE_OF(at_sign);
	case STEP_ISSUE:
		return ONE_OF(at_issue);
	case STEP_NONE:
	case STEP_WORK:
	case STEP_CONSULT:
		break;
	}
	return ONE_OF(at_work);
#undef ONE_OF
}

static const struct world_row *any_action(void)
{
	const struct world_row *a = NULL;
	uint64_t n = 0;

	for (size_t i = 0; i < world_row_count; i++) {
		if (world_rows[i].decide != NULL && chance(++n) == 0) {
			a = &world_rows[i];
		}
	}
	return a;
}

/* Does its newest entry say so? */
static bool says_proved(const struct life *l)
{
	static const struct str word = { "\"proved\":true", sizeof("\"proved\":true") - 1 };
	struct str bytes = l->entry[l->entries - 1].bytes;

	for (size_t i = 0; i + word.n <= bytes.n; i++) {
		if (str_starts(str_sub(bytes, i, bytes.n), word)) {
			return true;
		}
	}
	return false;
}

/* Somebody the right is given to, if a few tries find one. */
static struct person_id right_actor(struct life *l, const struct world_row *a,
				    const struct json *args)
{
	struct world *w = &walk.w;
	struct decide x = { .arena = &w->scratch, .law = w->law, .org = &w->org,
			    .d = l != NULL ? &l->d : NULL, .at = w->at, .args = args };
	struct err e;
	size_t from = chance(w->persons);

	if (a->right == RIGHT_ADMIN) {
		return w->admin;
	}
	if (l != NULL && dossier_hold(&l->d) != NULL) {
		x.actor = l->d.office.seat.person;
		if (decide_right(&x, a->right, &e)) {
			return x.actor;
		}
	}
	for (size_t i = 0; i < w->persons; i++) {
		x.actor = w->person[(from + i) % w->persons];
		if (decide_right(&x, a->right, &e)) {
			return x.actor;
		}
	}
	return some_person();
}

static struct person_id some_actor(struct life *l, const struct world_row *a,
				   const struct json *args)
{
	if (in_percent(85)) {
		if (strcmp(a->name, "recall") == 0 && l->d.handed_by.kind == PARTY_SEAT) {
			return l->d.handed_by.seat.person;
		}
		return right_actor(l, a, args);
	}
	return in_percent(10)  ? (struct person_id){ 0 }
	       : in_percent(5) ? (struct person_id){ 4711 }
			       : some_person();
}

/* --- steps ---------------------------------------------------------------------- */

static void count_refusal(const struct err *e)
{
	for (size_t i = 0; i < refusal_count(); i++) {
		if (strcmp(refusal_at(i)->key, e->key) == 0) {
			walk.hit[i]++;
			return;
		}
	}
}

static void new_life(struct walk *k, size_t i)
{
	life_open(&k->w, &k->life[i]);
	k->first_due[i] = INSTANT_NONE;
	k->code[i] = (struct str){ 0 };
	k->steps_of[i] = 0;
	k->lives++;
}

/* The whole life once more from its bytes. */
static void check_replay(struct walk *k, struct life *l)
{
	struct arena a;
	struct dossier d;
	struct entry en;
	struct err e;

	arena_init(&a, 0);
	dossier_init(&d, &a, l->d.id);
	for (size_t i = 0; i < l->entries; i++) {
		arena_reset(&k->w.scratch);
		if (!entry_read(&k->w.scratch, l->entry[i].bytes, &en, &e) ||
		    !dossier_apply(k->w.law, &d, &en, &e)) {
			world_fault(&k->w, "replay stops: %s %s", e.key, err_arg(&e, "why"));
			break;
		}
	}
	if (dossier_digest(&d) != l->digest) {
		world_fault(&k->w, "replay ends in another state");
	}
	arena_done(&a);
}

static void end_life(struct walk *k, size_t i)
{
	k->delivered += k->life[i].d.state == DOSSIER_DELIVERED ? 1 : 0;
	check_replay(k, &k->life[i]);
	life_done(&k->life[i]);
}

static void pass_time(struct walk *k)
{
	uint64_t r = chance(100);
	int64_t next = dossier_next_tick(&k->life[chance(LIVES)].d);

	if (r < 50) {
		k->w.at += (int64_t)chance(1200);
	} else if (r < 80) {
		k->w.at += (int64_t)chance(3 * 3600);
	} else if (r < 86) {
		k->w.at += (int64_t)chance(DAY_S);
	} else if (r < 88) {
		k->w.at += (int64_t)chance(6 * DAY_S);
	} else if (r < 94 && next > k->w.at && next < k->w.at + 40 * (int64_t)DAY_S) {
		k->w.at = next - (int64_t)chance(2);
	}
}

/* Ticking twice does nothing more; a tick that is due does something. */
static void tick(struct walk *k, size_t i)
{
	struct life *l = &k->life[i];
	int64_t next = dossier_next_tick(&l->d);
	size_t before = l->entries;
	struct err e;

	if (l->d.state == DOSSIER_NONE) {
		return;
	}
	arena_reset(&k->w.scratch);
	if (!life_tick(&k->w, l, &e)) {
		count_refusal(&e);
		return;
	}
	if (next != INSTANT_NONE && next <= k->w.at && l->entries == before) {
		world_fault(&k->w, "a tick that was due did nothing");
	}
	before = l->entries;
	arena_reset(&k->w.scratch);
	if (!life_tick(&k->w, l, &e) || l->entries != before) {
		world_fault(&k->w, "a tick was not idempotent: %s",
			    l->entries > before ? kind_name(l->entry[before].kind) : e.key);
	}
	check_walk(i);
}

static void act(struct walk *k, size_t i)
{
	struct life *l = &k->life[i];
	const struct world_row *a = in_percent(80) ? world_action(likely(&l->d)) : any_action();
	bool about = a->target == TARGET_DOSSIER || a->target == TARGET_NEW;
	struct err e;

	bool fresh = l->d.state == DOSSIER_NONE;

	if (a->target == TARGET_BUNDLE || a->target == TARGET_MATTER ||
	    a->target == TARGET_NEW_MATTER || (about && (a->target == TARGET_NEW) != fresh)) {
		return;
	}
	arena_reset(&k->w.scratch);
	struct json *args = arguments(a, about ? &l->d : NULL);
	struct person_id actor = some_actor(about ? l : NULL, a, args);
	struct act who = { .row = a, .actor = actor,
			   .holder = about && is_holder(&l->d, actor, k->w.at),
			   .employed = is_staff(actor, k->w.at) };

	if (life_act(&k->w, about ? l : NULL, a, actor, args, &e)) {
		k->accepted++;
		who.proved = about && says_proved(l);
		check_right(&who);
	} else {
		k->refused++;
		count_refusal(&e);
	}
	if (about) {
		check_walk(i);
	}
}

static bool step(struct walk *k)
{
	size_t i = chance(LIVES);

	pass_time(k);
	k->steps++;
	k->steps_of[i]++;
	if (in_percent(12)) {
		tick(k, i);
	} else {
		act(k, i);
	}
	if (k->w.fault[0] != '\0') {
		const struct life *l = &k->life[i];

		diag("step %lld: %s", (long long)k->steps, k->w.fault);
		for (size_t n = 0; n < l->entries; n++) {
			diag("%.*s", STR_ARG(l->entry[n].bytes));
		}
		return false;
	}
	if (k->steps_of[i] > LIFE_MOST ||
	    (dossier_closed(&k->life[i].d) && k->steps_of[i] > 10 && in_percent(10))) {
		end_life(k, i);
		new_life(k, i);
	}
	return true;
}

static bool episode(struct walk *k, const struct law *law, uint64_t seed, int64_t steps)
{
	int64_t emitted[KIND_COUNT];
	bool good = true;
	struct day start = day_make(2025, 7, 2);

	memcpy(emitted, k->w.emitted, sizeof(emitted));
	start.n += (int32_t)(seed * 7919 % 1200);
	world_open(&k->w, law, seed, day_start(start) + 8 * 3600);
	memcpy(k->w.emitted, emitted, sizeof(emitted));
	for (size_t i = 0; i < LIVES; i++) {
		new_life(k, i);
	}
	while (good && steps-- > 0) {
		good = step(k);
	}
	for (size_t i = 0; i < LIVES; i++) {
		end_life(k, i);
	}
	good = good && k->w.fault[0] == '\0';
	world_done(&k->w);
	return good;
}

/* --- the walk reached everything ---------------------------------------------------- */

static void reached_kinds(void)
{
	for (enum entry_kind kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		if (kind_stream(kind) == STREAM_DOSSIER) {
			ok(walk.w.emitted[kind] > 0, "%s was written (%lld times)",
			   kind_name(kind), (long long)walk.w.emitted[kind]);
		}
	}
}

/* No act on a dossier is refused with it. */
static bool of_other_streams(const char *key)
{
	static const char *const families[] = { "erase.", "matter.", "right.matter", "hearing." };

	for (size_t i = 0; i < ARRAY_LEN(families); i++) {
		if (strncmp(key, families[i], strlen(families[i])) == 0) {
			return true;
		}
	}
	return false;
}

static void reached_refusals(void)
{
	int64_t hit = 0, all = 0;

	for (size_t i = 0; i < refusal_count(); i++) {
		if (of_other_streams(refusal_at(i)->key)) {
			continue;
		}
		all++;
		hit += walk.hit[i] > 0 ? 1 : 0;
		if (walk.hit[i] == 0) {
			diag("never refused with %s", refusal_at(i)->key);
		}
	}
	ok(hit * 100 >= all * 80, "%lld of %lld refusals were given", (long long)hit,
	   (long long)all);
}

int main(int argc, char **argv)
{
	struct arena a;
	struct law law;
	int64_t most = STEPS, seed = 1;
	bool good = true;

	if (argc > 1) {
		good = str_to_int64(str_of(argv[1]), &most);
	}
	if (argc > 2) {
		good = good && str_to_int64(str_of(argv[2]), &seed);
	}
	arena_init(&a, 0);
	walk.hit = arena_array(&a, int64_t, refusal_count());
	world_law(&a, &law);
	for (int64_t n = 0; good && walk.steps < most; n++) {
		good = episode(&walk, &law, (uint64_t)(seed * 1000 + n),
			       num_min(EPISODE, most - walk.steps));
	}
	ok(good, "%lld steps: %lld accepted, %lld refused, %lld lives, %lld delivered",
	   (long long)walk.steps, (long long)walk.accepted, (long long)walk.refused,
	   (long long)walk.lives, (long long)walk.delivered);
	reached_kinds();
	reached_refusals();
	arena_done(&a);
	return done_testing();
}
