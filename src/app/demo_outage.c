/*
 * Outages: now and then a commune and its counter are cut off for a morning.
 *
 * Nobody there enters anything meanwhile; who comes to the counter gets a paper
 * receipt with a number. When it is over the administrator declares it, and the
 * receipts are entered one after the other with the time on the paper (rule 9).
 */
#include "demo_sim.h"

enum { RECEIPTS_MOST = 20, MINUTE_S = 60 };

void outage_plan(struct demo *d, int64_t after)
{
	struct chance c = chance_of(d->seed ^ (uint64_t)after, 0x0FF);
	struct blackout *o = &d->outage;
	bool first = o->series == 0;
	struct day day;
	*o = (struct blackout){ .agency = NOBODY, .onestop = NOBODY, .series = o->series + 1 };
	int64_t days = first ? chance_between(&c, 2, 6) : chance_between(&c, 8, 18);
	if (d->communes == 0 || !calendar_day_after(d->cal, day_of(after), days, &day)) {
		return;
	}
	o->agency = d->commune[chance_below(&c, d->communes)];
	o->onestop = d->bureau[o->agency].onestop;
	o->from = day_open(d->cal, day) + chance_between(&c, 0, 20 * MINUTE_S);
	/* Over before noon: leave is recorded in the afternoon. */
	o->to = o->from + chance_between(&c, 160, 200) * MINUTE_S;
	o->declared = o->to + chance_between(&c, 3, 9) * MINUTE_S;
	if (o->declared < d->beyond) {
		queue_put(d->arena, &d->queue,
			  (struct event){ .at = o->declared, .act = ACT_OUTAGE });
	}
}

static void put_instant(struct demo *d, struct json *args, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	json_set_str(&d->desk.arena, args, name,
		     str_dup(&d->desk.arena, str_of(instant_text(at, text))));
}

bool outage_declare(struct demo *d, struct err *e)
{
	struct arena *a = &d->desk.arena;
	const struct blackout *o = &d->outage;
	struct json *args = desk_args(d);
	json_set_str(a, args, "unit", d->bureau[o->agency].key);
	put_instant(d, args, "from", o->from);
	put_instant(d, args, "to", o->to);
	json_set_str(a, args, "series", str_fmt(a, "MD%lld", (long long)o->series));
	json_set_int(a, args, "first", 1);
	json_set_int(a, args, "last", RECEIPTS_MOST);
	json_set_str(a, args, "reason", STR("Mất điện"));
	outage_plan(d, d->now);
	return desk_put(d, NOBODY, STR("admin"), "declare_outage", args, e);
}

static bool within(const struct blackout *o, int64_t at)
{
	return o->agency != NOBODY && at >= o->from && at < o->to;
}

bool outage_receives(struct demo *d, struct life *f)
{
	struct blackout *o = &d->outage;
	if (!within(o, d->now) || f->plan.channel == CHANNEL_ONLINE) {
		return false;
	}
	bool commune = f->version->procedure->agency.n == 0;
	bool counter = f->plan.channel == CHANNEL_COUNTER;
	if (counter && commune && f->plan.planted == PLANTED_NOTHING &&
	    o->receipts < RECEIPTS_MOST) {
		f->plan.planted = OUTAGE;
		f->plan.silence = 0;
		f->competent = o->agency;
		f->receiving = o->onestop;
		f->receipt = ++o->receipts;
		f->receipt_series = o->series;
		life_later(d, f, ACT_PAPER, o->declared + MINUTE_S + o->receipts * 100, 0);
		return true;
	}
	if (f->receiving == o->onestop) {
		/* The others went to the next commune, or to the agency's own counter. */
		for (int32_t i = 0; i < d->communes && commune; i++) {
			if (d->commune[i] == o->agency) {
				f->competent = d->commune[(i + 1) % d->communes];
			}
		}
		f->receiving = d->bureau[f->competent].onestop;
	}
	return false;
}

int64_t outage_over(const struct demo *d, const struct life *f, int64_t at)
{
	const struct blackout *o = &d->outage;
	bool cut_off = f->receiving == o->onestop || f->competent == o->agency;
	return within(o, at) && cut_off ? o->to : at;
}
