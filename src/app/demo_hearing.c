/*
 * What becomes of signals (rule 34). A ledger that is only being filled has no follower
 * beside it: what was found is told two mornings a week, by the same functions. Most people
 * reply, some appeal; superiors rule as it was, mostly, and sometimes wrongly; some rule too
 * late. Of what is good some is confirmed.
 */
#include "demo_sim.h"

#include "app_int.h"
#include "demo_names.h"
#include "signal_tell.h"
#include "trial.h"
#include "view.h"

#include "store/signal_row.h"

#include <string.h>

enum {
	UNDER_WAY_MOST = 4000, PRAISED_AT_ONCE = 500, PRAISE_DAYS = 12, APPEAL_DAYS = 8,
	FIRST_ERROR = 12,		/* rulings, at the latest */
	/* per ten thousand */
	SILENT = 1200, LATE = 700, APPEALS = 1300, PRAISES = 2000, LENIENT = 800, HARSH = 400,
	WRONG_AGAIN = 300,
};

/* ---- told ---- */

/* Mondays and Thursdays, or the day after those. */
static bool is_telling_day(const struct demo *d)
{
	struct day today = day_of(d->now), last;
	int32_t weekday = day_weekday(today);
	int32_t back = weekday < 3 ? weekday : weekday - 3;
	return !calendar_day_before(d->cal, today, 1, &last) || today.n - last.n > back;
}

static bool tell(struct demo *d, struct err *e)
{
	int64_t n;
	d->desk.tick_known = false;	/* what is told has clocks of its own */
	return app_advance(d->app, d->now, &n, e) && app_signals_catch_up(d->app, &n, e);
}

/* ---- who, and when ---- */

static int32_t in_person(const struct demo *d, struct person_id person)
{
	const struct person *p = org_person(app_org(d->app), person);
	int32_t who = p ? officer_of(d, p->key) : NOBODY;
	bool there = who != NOBODY && !officer_away(&d->officer[who], d->now) &&
		     !d->officer[who].self;
	return there ? who : NOBODY;
}

/* Whose signal it is: the person; of a unit whoever heads it. */
static int32_t whose(struct demo *d, const struct signal_row *r)
{
	return r->person.v != 0 ? in_person(d, r->person)
				: heads_who(d, (struct person_id){ 0 }, r->unit);
}

/* So many working days, or fewer, are left. */
static bool left(const struct demo *d, const struct signal_row *r, int64_t days)
{
	return r->due != INSTANT_NONE &&
	       calendar_days_between(d->cal, day_of(d->now), day_of(r->due)) <= days;
}

static bool appeals_today(const struct demo *d, const struct signal_row *r, struct chance *c)
{
	int64_t since = r->ruled_at == INSTANT_NONE ? APPEAL_DAYS + 1 :
			calendar_days_between(d->cal, day_of(r->ruled_at), day_of(d->now));
	return r->ruling == RULING_ESTABLISHED && r->appealed_at == INSTANT_NONE &&
	       chance_hit(c, APPEALS) && since >= chance_between(c, 1, 6) && since <= APPEAL_DAYS;
}

/* The same answer every morning, until it was done. */
static bool is_today(struct demo *d, const struct signal_row *r, struct hearing *h)
{
	struct chance *c = &h->chance;
	switch (r->state) {
	case SIGNAL_TOLD:
		h->act = HEARING_REPLY;
		return !chance_hit(c, SILENT) && left(d, r, chance_between(c, 0, 4));
	case SIGNAL_APPEALED:
	case SIGNAL_TO_RULE:
		h->act = HEARING_RULING;
		h->again = r->state == SIGNAL_APPEALED;
		return !chance_hit(c, LATE) && left(d, r, chance_between(c, 0, 8));
	case SIGNAL_RULED:
		h->act = HEARING_APPEAL;
		return appeals_today(d, r, c);
	case SIGNAL_FINAL:
	case SIGNAL_WITHDRAWN:
		break;
	}
	return false;
}

static void plan(struct demo *d, const struct hearing *h)
{
	int64_t wait = chance_between(&(struct chance){ h->chance.state }, 600, 25000);
	int64_t at = work_next(d->cal, work_add(d->cal, work_next(d->cal, d->now), wait));
	if (d->hearings == HEARINGS_MOST || at == INSTANT_NONE || at >= d->beyond ||
	    day_of(at).n != day_of(d->now).n) {
		return;
	}
	d->hearing[d->hearings] = *h;
	queue_put(d->arena, &d->queue,
		  (struct event){ .at = at, .act = ACT_HEARING, .who = d->hearings++ });
}

static bool plan_signals(struct demo *d, struct err *e)
{
	struct signal_rows rows;
	if (!store_signals_under_way(d->app->store, &d->scratch, UNDER_WAY_MOST, &rows, e)) {
		return false;
	}
	for (size_t i = 0; i < rows.n; i++) {
		const struct signal_row *r = &rows.row[i];
		int64_t duty = r->due == INSTANT_NONE ? 0 : r->due;
		struct hearing h = {
			.matter = r->matter, .dossier = r->dossier, .person = r->person,
			.told_at = r->told_at,
			.chance = chance_of(d->seed ^ 0x51674A1 ^ (uint64_t)duty,
					    (uint64_t)r->matter.v),
		};
		if (!detector_named(r->what, &h.what) || !is_today(d, r, &h)) {
			continue;
		}
		h.by = h.act == HEARING_RULING ? in_person(d, r->duty_person) : whose(d, r);
		if (h.by != NOBODY) {
			plan(d, &h);
		}
	}
	return true;
}

/* ---- what is put on the desk ---- */

static struct json *args_of(struct demo *d, const struct hearing *h)
{
	struct json *args = desk_args(d);
	char text[ID_TEXT];
	const struct person *p = org_person(app_org(d->app), h->person);
	if (h->act != HEARING_PRAISE) {
		json_set_str(&d->desk.arena, args, "matter",
			     str_dup(&d->desk.arena, str_of(id_text('m', h->matter.v, text))));
		return args;
	}
	json_set_str(&d->desk.arena, args, "dossier",
		     str_dup(&d->desk.arena, str_of(id_text('d', h->dossier.v, text))));
	json_set_str(&d->desk.arena, args, "what", str_of(detector_name(h->what)));
	if (p) {
		json_set_str(&d->desk.arena, args, "person", p->key);
	}
	return args;
}

static void set_words(struct demo *d, struct json *args, struct chance *c, const char *which)
{
	json_set_str(&d->desk.arena, args, "text", demo_words(c, which));
}

/* The law may have somebody else do it by now: who came to hold the dossier may not rule. Tried
 * as of the last entry: what waits on the desk must not be overtaken by the clock. */
static bool would(struct demo *d, int32_t by, const char *verb, const struct json *args)
{
	struct err why;
	struct command c = { .key = STR("demo-would"), .as = d->officer[by].key,
			     .verb = str_of(verb), .args = args, .at = INSTANT_NONE };
	return app_would(d->app, &d->desk.arena, &c, &why);
}

/* ---- praise ---- */

/* Whoever heads the unit, or one above it, and had no hand in it; NOBODY. */
static int32_t praiser(struct demo *d, const struct hearing *h, struct unit_id unit)
{
	const struct unit *u = org_unit(app_org(d->app), unit);
	for (int i = 0; u && i < ORG_DEPTH; i++) {
		int32_t by = bureau_of(d, u->id) != NOBODY
			? heads_who(d, (struct person_id){ 0 }, u->id) : NOBODY;
		if (by != NOBODY && would(d, by, "commend", args_of(d, h))) {
			return by;
		}
		u = org_unit(app_org(d->app), unit_on(u, day_of(d->now))->parent);
	}
	return NOBODY;
}

static void plan_praise(struct demo *d, const struct detected *f)
{
	struct hearing h = {
		.act = HEARING_PRAISE, .dossier = f->dossier, .what = f->f.what,
		.person = f->person,
		.chance = chance_of(d->seed ^ 0x9A15E ^ (uint64_t)f->f.what,
				    (uint64_t)f->dossier.v),
	};
	int64_t since = calendar_days_between(d->cal, day_of(f->f.at), day_of(d->now));
	if (detector_good(f->f.what) && chance_hit(&h.chance, PRAISES) &&
	    since >= chance_between(&h.chance, 1, 5)) {
		h.by = praiser(d, &h, f->unit);
		if (h.by != NOBODY) {
			plan(d, &h);
		}
	}
}

static bool plan_praises(struct demo *d, struct err *e)
{
	struct untold_after after = { .at = d->now - PRAISE_DAYS * DAY_S };
	size_t n = 1;
	while (n > 0) {
		struct detected *v;
		if (!store_untold(d->app->store, &d->scratch, &after, d->now, PRAISED_AT_ONCE, &v,
				  &n, e)) {
			return false;
		}
		for (size_t i = 0; i < n; i++) {
			plan_praise(d, &v[i]);
		}
	}
	return true;
}

bool hearings_morning(struct demo *d, struct err *e)
{
	if (!d->hearing) {
		d->hearing = arena_array(d->arena, struct hearing, HEARINGS_MOST);
	}
	bool tells = is_telling_day(d);
	/* Of a store that is served the follower tells (app/detect_run.h). */
	if (tells && !d->on && !tell(d, e)) {
		return false;
	}
	d->hearings = 0;
	arena_reset(&d->scratch);
	return plan_signals(d, e) && (!tells || plan_praises(d, e));
}

/* ---- rulings ---- */

/* Was it so? What is not over yet will be noted when it is. Living on nobody notes. */
static bool was_so(const struct demo *d, enum behaviour what, struct str code)
{
	for (int32_t i = 0; i < d->lives; i++) {
		if (d->life[i].used && str_eq(d->life[i].code, code)) {
			return true;
		}
	}
	return d->on || truth_of(d, what, code);
}

static bool errs(const struct demo *d, struct chance *c, bool so, bool again)
{
	bool first = !d->on && d->verdicts == FIRST_ERROR;
	return chance_hit(c, again ? WRONG_AGAIN : so ? LENIENT : HARSH) || first;
}

static void remember(struct demo *d, const struct verdict *v)
{
	if (d->on) {
		return;
	}
	if (d->verdicts == d->verdicts_cap) {
		size_t cap = d->verdicts_cap == 0 ? 512 : d->verdicts_cap * 2;
		struct verdict *more = arena_array(d->arena, struct verdict, cap);
		if (d->verdicts > 0) {
			memcpy(more, d->verdict, d->verdicts * sizeof(*more));
		}
		d->verdict = more;
		d->verdicts_cap = cap;
	}
	d->verdict[d->verdicts++] = *v;
}

static bool rule(struct demo *d, const struct hearing *h, struct json *args, struct err *e)
{
	struct chance c = h->chance;
	const struct dossier *t;
	char ref[ID_TEXT];
	enum behaviour what = truth_named(detector_name(h->what));
	arena_reset(&d->scratch);
	if (!app_dossier(d->app, &d->scratch, str_of(id_text('d', h->dossier.v, ref)), &t, e)) {
		return false;
	}
	bool so = was_so(d, what, t->code);
	bool established = so != errs(d, &c, so, h->again);
	const char *ruling = signal_ruling_name(established ? RULING_ESTABLISHED
							   : RULING_NOT_ESTABLISHED);
	json_set_str(&d->desk.arena, args, "ruling", str_of(ruling));
	set_words(d, args, &c, ruling);
	if (!would(d, h->by, "rule_signal", args)) {
		return true;
	}
	remember(d, &(struct verdict){
		.signal = what, .dossier = str_dup(d->arena, t->code), .by = h->by,
		.told_at = h->told_at, .at = d->now, .established = established });
	return desk_put(d, NOBODY, d->officer[h->by].key, "rule_signal", args, e);
}

/* ---- one thing ---- */

/* Whether somebody may rule hangs on who had the dossier: what is being done to it now comes
 * first. */
static bool settle(struct demo *d, const struct hearing *h, struct err *e)
{
	char ref[ID_TEXT];
	bool several = detector_least(h->what) > 1;
	(void)id_text('d', h->dossier.v, ref);
	for (size_t i = 0; i < d->desk.n; i++) {
		int32_t life = d->desk.life[i];
		if (several || (life != NOBODY && strcmp(d->life[life].ref, ref) == 0)) {
			return desk_flush(d, e);
		}
	}
	return true;
}

static bool cut_off(const struct demo *d, int32_t officer)
{
	const struct blackout *o = &d->outage;
	int32_t unit = d->officer[officer].bureau, agency = d->bureau[unit].agency;
	return o->agency != NOBODY && d->now >= o->from && d->now < o->to &&
	       (unit == o->onestop || unit == o->agency || agency == o->agency);
}

bool hearing_act(struct demo *d, const struct hearing *h, struct err *e)
{
	static const char *const verbs[] = { "reply_signal", "rule_signal", "appeal_signal",
					     "commend" };
	static const char *const words[] = { "reply", "", "appeal", "praise" };
	struct chance c = h->chance;
	/* Whoever went on leave or is cut off does it another day. */
	if (officer_away(&d->officer[h->by], d->now) || cut_off(d, h->by)) {
		return true;
	}
	/* Nothing of the day can stand in the way of a reply. */
	bool sure = h->act == HEARING_REPLY;
	if (!sure && !settle(d, h, e)) {
		return false;
	}
	struct json *args = args_of(d, h);
	if (h->act == HEARING_RULING) {
		return rule(d, h, args, e);
	}
	set_words(d, args, &c, words[h->act]);
	return (!sure && !would(d, h->by, verbs[h->act], args)) ||
	       desk_put(d, NOBODY, d->officer[h->by].key, verbs[h->act], args, e);
}
