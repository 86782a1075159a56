/*
 * Random lives of signals (rule 34): told to somebody of the province, then acted on by whoever
 * comes along, rightly or not, while time goes on in leaps. Whatever happens, nobody with a
 * hand in it rules, nothing counts that was not ruled on, one appeal is all, a refusal changes
 * nothing, entries read back come to the same state, and no signal lies for ever.
 */
#include "world.h"

#include "tap.h"

#include "base/limits.h"

#include <stdio.h>
#include <string.h>

enum { LIVES = 3000, STEPS = 24, PARTIAL = 4, ENDS_WITHIN = 12 };

static struct world w;
static struct {
	struct arena arena, shadow_arena;
	struct matter m, shadow;
	struct person_id partial[PARTIAL];
	size_t partials;
	int64_t ruled, appealed, up;
} k;
static int64_t accepted, refused, ended[SIGNAL_WITHDRAWN + 1], lapsed, appeals;
static char wrong[300];

static uint64_t chance(uint64_t below)
{
	return world_random(&w, below);
}

static void fault(const char *what)
{
	if (wrong[0] == '\0') {
		snprintf(wrong, sizeof(wrong), "%s (m%lld, %zu owed, state %s)", what,
			 (long long)k.m.id.v, k.m.oweds,
			 k.m.signal != NULL ? signal_state_name(k.m.signal->state) : "none");
	}
}

static bool had_a_hand(struct person_id p)
{
	const struct signal *s = k.m.signal;
	bool meant = s->person.v != 0 ? s->person.v == p.v
				      : org_member(&w.org, p, k.m.unit, w.at);

	for (size_t i = 0; i < k.partials; i++) {
		meant = meant || k.partial[i].v == p.v;
	}
	return meant;
}

/* ---- what must hold after each step ---- */

static void check(void)
{
	const struct signal *s = k.m.signal;
	size_t open = matter_open(&k.m);

	if (open > 2 || (k.m.closed_at != INSTANT_NONE && open > 0)) {
		fault("too much is owed");
	}
	if (k.m.closed_at == INSTANT_NONE && open == 0 && s->state != SIGNAL_RULED) {
		fault("nobody owes anything");
	}
	if (signal_counts(s) && (k.ruled == 0 || s->ruling != RULING_ESTABLISHED)) {
		fault("counts without a ruling");
	}
	if (k.appealed > 1 || k.ruled > 2 || k.up > 2) {
		fault("more than one appeal, two rulings, or a rung each");
	}
	const struct signal *t = k.shadow.signal;

	if (t == NULL || t->state != s->state || t->ruling != s->ruling ||
	    t->lapsed != s->lapsed || t->ruled_at != s->ruled_at ||
	    k.shadow.oweds != k.m.oweds || k.shadow.closed_at != k.m.closed_at ||
	    memcmp(k.shadow.owed, k.m.owed, k.m.oweds * sizeof(*k.m.owed)) != 0) {
		fault("its entries come to another state");
	}
}

static void check_draft(const struct decide *x, const struct draft *d)
{
	struct party to;
	struct err e;
	const struct json *holder = json_get(d->body, "holder");

	k.ruled += d->kind == KIND_SIGNAL_RULED;
	k.appealed += d->kind == KIND_SIGNAL_APPEALED;
	k.up += d->kind == KIND_SIGNAL_UP;
	if (d->kind == KIND_SIGNAL_RULED &&
	    (had_a_hand(x->actor) ||
	     (k.ruled == 2 && x->actor.v == k.m.signal->first_by.v))) {
		fault("ruled by who may not");
	}
	if (holder != NULL && d->kind != KIND_SIGNAL_OPENED && d->kind != KIND_MATTER_MOVED &&
	    (!party_read(holder, &to, &e) || had_a_hand(to.seat.person))) {
		fault("to be ruled on by who may not");
	}
}

/* ---- one step ---- */

static bool write(const struct decide *x)
{
	struct err e = { .key = "" };

	for (size_t i = 0; i < x->drafts; i++) {
		struct entry en = { .seq = w.seq++, .at = w.at, .actor = x->actor,
				    .stream = x->draft[i].stream, .kind = x->draft[i].kind,
				    .version = 1, .cmd = STR("k-1"), .body = x->draft[i].body };
		struct entry back;
		struct buf b;

		buf_init(&b, LIMIT_ENTRY + 1);
		bool good = entry_bytes(&b, &w.scratch, &en, &e) &&
			    entry_read(&w.scratch, str_dup(&w.scratch, buf_view(&b)), &back, &e) &&
			    matter_apply(w.law, &k.shadow, &back, &e);

		buf_done(&b);
		if (!good) {
			fault("an entry does not fold");
			diag("%s %s", kind_name(en.kind), e.key);
			return false;
		}
		w.emitted[en.kind]++;
		check_draft(x, &x->draft[i]);
	}
	return true;
}

static void attempt(decide_fn *fn, struct person_id actor, struct json *args,
		    const struct signal *found, struct unit_id unit, struct seat seat)
{
	struct decide x = { .arena = &w.scratch, .law = w.law, .org = &w.org, .m = &k.m,
			    .at = w.at, .next_seq = w.seq, .actor = actor, .args = args,
			    .cmd = STR("k-1") };
	struct err e = { .key = "" };
	size_t owed = k.m.oweds;
	int64_t seq = k.m.seq;

	x.given.partial = k.partial;
	x.given.partials = k.partials;
	x.given.found = found;
	x.given.found_unit = unit;
	x.given.found_seat = seat;
	if (!fn(&x, &e)) {
		refused++;
		if (x.drafts > 0 || k.m.oweds != owed || k.m.seq != seq ||
		    refusal_find(e.key) == NULL) {
			fault(e.key);
		}
		return;
	}
	accepted += x.drafts > 0;
	if (write(&x) && k.m.signal != NULL) {
		check();
	}
}

static struct json *words(const char *ruling)
{
	struct json *args = json_new_obj(&w.scratch);

	json_set_str(&w.scratch, args, "text_c",
		     STR("abababababababababababababababababababababababababababababababab"));
	if (ruling != NULL) {
		json_set_str(&w.scratch, args, "ruling", str_of(ruling));
	}
	return args;
}

/* Mostly whoever is meant or has to act, else anybody. */
static struct person_id somebody(void)
{
	const struct signal *s = k.m.signal;

	if (s->person.v != 0 && chance(3) == 0) {
		return s->person;
	}
	if (k.m.oweds > 0 && chance(2) == 0) {
		return k.m.owed[chance(k.m.oweds)].holder.person;
	}
	return w.person[chance(w.persons)];
}

static void step(void)
{
	static decide_fn *const acts[] = { decide_reply_signal, decide_rule_signal,
					   decide_rule_signal, decide_appeal_signal };
	static const char *const rulings[] = { "established", "not_established", "perhaps" };
	struct seat nobody = { 0 };
	struct unit_id none = { 0 };

	arena_reset(&w.scratch);
	w.at += (int64_t)chance(4) == 0 ? (int64_t)chance(9 * DAY_S) : (int64_t)chance(DAY_S);
	if (chance(3) == 0) {
		attempt(decide_tick_matter, (struct person_id){ 0 }, json_new_obj(&w.scratch),
			NULL, none, nobody);
	} else if (chance(40) == 0) {
		attempt(decide_withdraw_signal, (struct person_id){ 0 },
			json_new_obj(&w.scratch), NULL, none, nobody);
	} else {
		attempt(acts[chance(ARRAY_LEN(acts))], somebody(),
			words(rulings[chance(ARRAY_LEN(rulings))]), NULL, none, nobody);
	}
}

/* ---- a life ---- */

static void begin(void)
{
	const struct assignment *a;
	struct signal s = { .what = STR("dormant"), .dossier = { world_id(&w) },
			    .found_at = w.at, .from = INSTANT_NONE, .to = INSTANT_NONE,
			    .evidence = { 1, 2 }, .evidences = 2 };

	do {
		a = &w.org.assignment[chance(w.org.assignments)];
	} while (post_is(a->post, "admin") ||
		 !org_holds(&w.org, a->person, a->unit, a->post, w.at));
	if (chance(3) > 0) {
		s.person = a->person;
	}
	k.partials = chance(PARTIAL + 1);
	for (size_t i = 0; i < k.partials; i++) {
		k.partial[i] = w.person[chance(w.persons)];
	}
	k.ruled = k.appealed = k.up = 0;
	matter_init(&k.m, &k.arena, (struct matter_id){ world_id(&w) });
	matter_init(&k.shadow, &k.shadow_arena, k.m.id);
	arena_reset(&w.scratch);
	attempt(decide_open_signal, (struct person_id){ 0 }, json_new_obj(&w.scratch), &s, a->unit,
		(struct seat){ a->unit, a->post, a->person });
	if (k.m.signal == NULL) {
		fault("not told");
	}
}

/* Time alone brings it to an end. */
static void end(void)
{
	for (int i = 0; i < ENDS_WITHIN && k.m.closed_at == INSTANT_NONE; i++) {
		int64_t next = matter_next_tick(&k.m);

		if (next == INSTANT_NONE) {
			fault("time has nothing to say");
			return;
		}
		arena_reset(&w.scratch);
		w.at = next > w.at ? next : w.at;
		attempt(decide_tick_matter, (struct person_id){ 0 }, json_new_obj(&w.scratch),
			NULL, (struct unit_id){ 0 }, (struct seat){ 0 });
	}
	if (k.m.closed_at == INSTANT_NONE) {
		fault("it lies for ever");
	}
	ended[k.m.signal->state]++;
	lapsed += k.m.signal->lapsed;
	appeals += k.appealed;
}

int main(void)
{
	struct arena a;
	struct law law;
	int64_t from = INSTANT_NONE;
	struct err e;

	arena_init(&a, 0);
	arena_init(&k.arena, 0);
	arena_init(&k.shadow_arena, 0);
	world_law(&a, &law);
	ok(instant_parse(STR("2026-03-02T08:00:00"), &from, &e), "a day");
	world_open(&w, &law, 34, from);
	for (int64_t n = 0; n < LIVES && wrong[0] == '\0'; n++) {
		arena_reset(&k.arena);
		arena_reset(&k.shadow_arena);
		w.at = from + (int64_t)chance(60 * DAY_S);
		begin();
		for (int i = 0; i < STEPS && k.m.closed_at == INSTANT_NONE; i++) {
			step();
		}
		end();
	}
	ok(wrong[0] == '\0', "%d lives: %lld accepted, %lld refused%s%s", LIVES,
	   (long long)accepted, (long long)refused, wrong[0] != '\0' ? ": " : "", wrong);
	for (enum entry_kind kind = KIND_SIGNAL_OPENED; kind <= KIND_SIGNAL_WITHDRAWN; kind++) {
		ok(w.emitted[kind] > 0, "%s was written (%lld times)", kind_name(kind),
		   (long long)w.emitted[kind]);
	}
	ok(ended[SIGNAL_FINAL] > 0 && ended[SIGNAL_WITHDRAWN] > 0 && lapsed > 0 && appeals > 0,
	   "%lld final, %lld withdrawn, %lld lapsed, %lld appealed",
	   (long long)ended[SIGNAL_FINAL], (long long)ended[SIGNAL_WITHDRAWN],
	   (long long)lapsed, (long long)appeals);
	world_done(&w);
	arena_done(&k.arena);
	arena_done(&k.shadow_arena);
	arena_done(&a);
	return done_testing();
}
