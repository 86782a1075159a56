/* When dossiers come in, and the first command of each. */
#include "demo_sim.h"

#include "demo_names.h"

#include <assert.h>
#include <string.h>

enum { HOUR_S = 3600, SLOTS_MOST = DEMO_MONTHS_MOST * 31 * 24 };

/* ---- when ---- */

/* By hour of a working day; outside office hours only the portal is open. */
static const int32_t hour_weight[24] = {
	1, 1, 0, 0, 0, 2, 4, 60, 150, 140, 112, 45, 8, 100, 106, 86, 44, 8, 6, 9, 11, 9, 5, 2,
};
static const int32_t weekday_weight[7] = { 135, 108, 100, 95, 90, 100, 100 };
/* Quiet around the New Year of the moon, busy before the school year. */
static const int32_t month_weight[12] = {
	96, 72, 104, 100, 99, 108, 114, 112, 106, 100, 98, 104,
};

static int64_t slot_weight(const struct demo *d, int64_t at)
{
	struct civil t = civil_of(at);
	struct day day = day_of(at), before, after;
	if (!calendar_working(d->cal, day)) {
		return t.hour >= 7 && t.hour <= 22 ? 400 * month_weight[t.month - 1] / 100 : 50;
	}
	int64_t w = (int64_t)hour_weight[t.hour] * weekday_weight[day_weekday(day)] *
		    month_weight[t.month - 1] / 100;
	/* The last day before days off and the first after them. */
	if (calendar_day_after(d->cal, day, 1, &after) && after.n - day.n > 3) {
		w = w * 13 / 10;
	}
	if (calendar_day_before(d->cal, day, 1, &before) && day.n - before.n > 3) {
		w = w * 14 / 10;
	}
	return w;
}

int64_t arrivals_weight(const struct demo *d, int64_t from, int64_t to)
{
	int64_t sum = 0;
	for (int64_t at = from; at < to; at += HOUR_S) {
		sum += slot_weight(d, at);
	}
	return sum;
}

/* How many of the arrivals fall into each hour: the weights' shares, rounded so
 * that they add up exactly. */
void arrivals_draw(struct demo *d, struct arena *a, struct chance *c, int64_t from, int64_t to,
		   int64_t n)
{
	int64_t sum = arrivals_weight(d, from, to), done = 0, weight_done = 0;
	d->arrivals = sum > 0 ? n : 0;
	d->arrived = 0;
	d->arrival = arena_array(a, int64_t, (size_t)d->arrivals + 1);
	for (int64_t at = from; at < to && done < d->arrivals; at += HOUR_S) {
		weight_done += slot_weight(d, at);
		int64_t upto = d->arrivals * weight_done / sum;
		for (int64_t k = upto - done, i = 0; i < k; i++) {
			/* ascending within the hour */
			d->arrival[done++] = at + i * HOUR_S / k + chance_below(c, HOUR_S / k + 1);
		}
	}
	d->arrivals = done;
	for (int64_t i = 1; i < done; i++) {
		if (d->arrival[i] < d->arrival[i - 1]) {
			d->arrival[i] = d->arrival[i - 1];
		}
	}
}

/* ---- what ---- */

static const struct unit *unit_at(struct demo *d, int32_t bureau)
{
	return org_unit(app_org(d->app), d->bureau[bureau].id);
}

/* Those planted together are all where the first one was. */
static void series_place(struct series *s, struct life *f)
{
	if (s->competent == NOBODY) {
		s->competent = f->competent;
		s->receiving = f->receiving;
	}
	f->competent = s->competent;
	f->receiving = s->receiving;
}

/* A commune, by weight. Of those where everybody is only overloaded the next one does what is
 * bad. */
static int32_t choose_home(struct demo *d, struct life *f)
{
	size_t n = (size_t)d->communes;
	size_t i = chance_pick(&f->chance, d->commune_weight, n);
	for (size_t k = 0; k < n && truth_bad(f->plan.planted) && d->bureau[d->commune[i]].honest;
	     k++) {
		i = (i + 1) % n;
	}
	return d->commune[i];
}

/* The deciding agency and the counter where it is handed in. */
static void choose_units(struct demo *d, struct life *f)
{
	const struct procedure *p = app_law(d->app)->procedure[f->plan.procedure];
	int32_t home = choose_home(d, f);
	f->competent = home;
	if (p->agency.n > 0) {
		const struct unit *u = org_unit_by_key(app_org(d->app), p->agency);
		f->competent = u ? bureau_of(d, u->id) : home;
	}
	f->receiving = d->bureau[f->competent].onestop;
	if (f->plan.series > 0) {
		series_place(&d->series[f->plan.series - 1], f);
		return;
	}
	if (!f->version->nonterritorial) {
		return;
	}
	/* Rule 19: near one's home for what the province decides, now and then
	 * near one's work for what a commune decides. */
	int64_t share = p->agency.n > 0 ? 4500 : 400;
	if (chance_hit(&f->chance, share)) {
		int32_t other = p->agency.n > 0 ? home :
			d->commune[chance_pick(&f->chance, d->commune_weight,
					       (size_t)d->communes)];
		f->receiving = d->bureau[other].onestop;
	}
}

static void arrival_recall(struct demo *d, struct life *f);

/* Who files for others: an account of many owners is the same for all of a series. */
static struct json *filed_by(struct demo *d, struct life *f)
{
	enum { OTHERS = 700000000 };
	struct arena *a = &d->desk.arena;
	int64_t number = f->plan.planted == MANY_OWNERS
		? OTHERS + d->series[f->plan.series - 1].begun : OTHERS + 1000 + f->number;
	struct chance who = chance_of(d->seed ^ 0xACC7, (uint64_t)number);
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "name", demo_name(a, &who));
	json_set_str(a, o, "id_number", demo_identity(a, number));
	json_set_str(a, o, "phone", demo_phone(a, &who));
	return o;
}

static struct json *person(struct demo *d, struct life *f)
{
	struct arena *a = &d->desk.arena;
	struct json *o = json_new_obj(a);
	if (f->plan.organisation) {
		/* So do companies: a tax number has one name. */
		int64_t tax = chance_below(&f->chance, d->o->dossiers / 8 + 10);
		f->who = -2 - tax;
		arrival_recall(d, f);
		struct chance firm = chance_of(d->seed ^ 0xF18A, (uint64_t)tax);
		json_set_str(a, o, "name", demo_company(a, &firm));
		json_set_str(a, o, "id_number", demo_tax_number(a, tax));
		json_set_str(a, o, "phone", demo_phone(a, &firm));
		return o;
	}
	/* The same people come again. */
	int64_t number = f->owner >= 0 ? f->owner :
		chance_below(&f->chance, d->o->dossiers * 3 / 4 + 10);
	f->owner = f->who = number;
	arrival_recall(d, f);
	struct chance who = chance_of(d->seed ^ 0x5EED, (uint64_t)number);
	json_set_str(a, o, "name", demo_name(a, &who));
	json_set_str(a, o, "id_number", demo_identity(a, number));
	json_set_str(a, o, "phone", demo_phone(a, &who));
	return o;
}

/* All that is wanted; of the one that is to lack less. */
static const struct json *papers(struct demo *d, const struct life *f)
{
	const struct procedure_version *v = f->version;
	bool whole = !f->plan.supplement || f->plan.empty_request;
	struct arena *a = &d->desk.arena;
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < v->papers; i++) {
		const struct paper *p = &v->paper[i];
		if (p->optional) {
			continue;
		}
		struct json *row = json_new_obj(a);
		json_set_str(a, row, "paper", p->id);
		if (!whole && p == habit_lacking(v)) {
			json_push(a, list, row);
			continue;
		}
		if (p->originals > 0) {
			json_set_int(a, row, "originals", p->originals);
		}
		if (p->certified > 0) {
			json_set_int(a, row, "certified", p->certified);
		}
		if (p->copies > 0) {
			json_set_int(a, row, "copies", p->copies);
		}
		json_push(a, list, row);
	}
	return list;
}

static struct json *filing(struct demo *d, struct life *f)
{
	struct arena *a = &d->desk.arena;
	struct json *args = desk_args(d);
	json_set_str(a, args, "procedure", f->version->procedure->code);
	json_set_str(a, args, "channel", str_of(channel_name(f->plan.channel)));
	json_set_str(a, args, "receiving", unit_at(d, f->receiving)->key);
	json_set_str(a, args, "competent", unit_at(d, f->competent)->key);
	json_set(a, args, "owner", person(d, f));
	if (f->plan.planted == MANY_OWNERS || f->plan.planted == FAMILY_FILING) {
		json_set(a, args, "submitter", filed_by(d, f));
	}
	json_set_str(a, args, "class",
		     f->plan.organisation ? STR("organisation") : STR("individual"));
	json_set(a, args, "papers", papers(d, f));
	return args;
}

static bool is_online(enum channel c)
{
	return c == CHANNEL_ONLINE || c == CHANNEL_ONLINE_HELPED;
}

static bool enter_online(struct demo *d, struct life *f, struct err *e)
{
	f->phase = PHASE_SUBMITTED;
	f->answer_from = d->now;
	/* What comes outside office hours is seen in the morning. */
	int64_t start = work_next(d->cal, d->now);
	int64_t at = start == INSTANT_NONE ? start :
		work_add(d->cal, start, f->plan.answer_s);
	if (at != INSTANT_NONE) {
		life_later(d, f, ACT_ANSWER, at, 0);
	}
	int32_t by = NOBODY;
	struct json *args = filing(d, f);
	if (f->plan.channel == CHANNEL_ONLINE_HELPED) {
		by = people_choose(d, f->receiving, post_of("clerk"), d->now);
		json_set_str(&d->desk.arena, args, "helping", unit_at(d, f->receiving)->key);
	}
	return desk_act(d, f, by, "submit", args, e);
}

static void put_receipt(struct demo *d, const struct life *f, struct json *args)
{
	struct arena *a = &d->desk.arena;
	char text[INSTANT_TEXT];
	json_set_str(a, args, "receipt_no", str_fmt(a, "MD%lld-%lld", (long long)f->receipt_series,
						    (long long)f->receipt));
	json_set_str(a, args, "received_at", str_dup(a, str_of(instant_text(f->came_at, text))));
}

bool arrival_at_counter(struct demo *d, struct life *f, struct err *e)
{
	int32_t clerk = people_choose(d, f->receiving, post_of("clerk"), d->now);
	struct json *args = filing(d, f);
	if (clerk == NOBODY) {
		life_end(d, f);
		return true;
	}
	if (f->receipt > 0) {
		put_receipt(d, f, args);
	}
	if (f->plan.variant && f->version->variants > 0) {
		json_set_str(&d->desk.arena, args, "variant", f->version->variant[0].id);
	}
	life_received(d, f, clerk, f->came_at);
	return desk_act(d, f, clerk, "receive_new", args, e);
}

/* ---- who comes again ---- */

void arrival_again(struct demo *d, struct again again)
{
	if (d->agains == d->agains_cap) {
		size_t cap = d->agains_cap == 0 ? 64 : d->agains_cap * 2;
		struct again *v = arena_array(d->arena, struct again, cap);
		if (d->agains > 0) {
			memcpy(v, d->again, d->agains * sizeof(*v));
		}
		d->again = v;
		d->agains_cap = cap;
	}
	d->again[d->agains++] = again;
}

/* Who was declined comes again by chance too: then it is the same. */
void arrival_declined(struct demo *d, const struct life *f, int32_t by, enum behaviour again)
{
	struct declined *row = &d->declined[d->declines++ % DECLINED_KEPT];
	*row = (struct declined){ .who = f->who, .procedure = f->version->procedure,
				  .at = d->now, .person = by, .code = f->code, .again = again };
}

static void arrival_recall(struct demo *d, struct life *f)
{
	for (size_t i = 0; i < DECLINED_KEPT && i < d->declines; i++) {
		/* The newest: that is the life that goes on, whatever was planned. */
		const struct declined *w = &d->declined[(d->declines - 1 - i) % DECLINED_KEPT];
		if (w->procedure == f->version->procedure && w->who == f->who &&
		    d->now - w->at <= d->rules->refile_days * DAY_S) {
			f->first = (struct again){ .what = w->again, .person = w->person,
						   .at = d->now, .from = w->at,
						   .code = w->code };
			return;
		}
	}
}

/* Counters keep office hours; a second wish is for something else. */
static bool suits(const struct again *a, const struct life *f)
{
	bool same = a->what == REFUSE_REFILE || a->what == WITHDRAW_REFILE;
	return same ? !is_online(f->plan.channel) : a->procedure != f->plan.procedure;
}

/* This arrival may be of somebody who was here some days ago; all wait as long, so
 * the first in the row have waited longest. */
static bool somebody_again(struct demo *d, const struct life *f, struct again *out)
{
	if (f->plan.planted != PLANTED_NOTHING) {
		return false;
	}
	for (size_t i = 0; i < d->agains && d->again[i].at <= d->now; i++) {
		if (suits(&d->again[i], f)) {
			*out = d->again[i];
			d->agains--;
			memmove(d->again + i, d->again + i + 1,
				(d->agains - i) * sizeof(*d->again));
			return true;
		}
	}
	return false;
}

static void come_again(struct demo *d, struct life *f, const struct again *a)
{
	f->plan.organisation = false;
	f->plan.planted = a->what;
	f->plan.silence = 0;
	f->plan.decline = f->plan.withdraw = f->plan.reopen = false;
	f->owner = a->owner;
	f->first = *a;
	f->first.at = d->now;
	if (a->what == CHANGED_MIND || a->what == OTHER_WISH) {
		return;
	}
	f->plan.procedure = a->procedure;
	f->version = procedure_on(app_law(d->app)->procedure[a->procedure], day_of(d->now));
	f->plan.back_at = f->plan.wait = -1;
	f->competent = a->competent;
	f->receiving = a->receiving;
}

bool arrival_enter(struct demo *d, int64_t number, struct err *e)
{
	struct life *f = life_new(d, number);
	struct again again;
	f->came_at = d->now;
	f->plan = plan_draw(d, &f->chance, d->now);
	const struct procedure *p = app_law(d->app)->procedure[f->plan.procedure];
	f->version = procedure_on(p, day_of(d->now));
	assert(f->version);	/* plan_draw chose one in force */
	if (!d->on) {
		truth_plant(d, f);
	}
	choose_units(d, f);
	if (somebody_again(d, f, &again)) {
		come_again(d, f, &again);
	}
	if (outage_receives(d, f)) {
		return true;
	}
	if (f->receiving == NOBODY) {
		life_end(d, f);
		return true;
	}
	return is_online(f->plan.channel) ? enter_online(d, f, e) : arrival_at_counter(d, f, e);
}
