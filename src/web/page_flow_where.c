/* Where the dossiers of the bottlenecks stood, stand now, and why they waited. */
#include "flow_int.h"

#include "words.h"

#include "app/mine_words.h"

#include "core/mine_between.h"

enum { NECKS = 15, CAUSES = 15, STANDS = 15 };

static struct mine_words say(const struct flow *f)
{
	return (struct mine_words){ f->x->a, f->x->lang };
}

struct str flow_place_href(const struct flow *f, int32_t activity, int32_t holder)
{
	struct str key = flow_holder_key(f, holder);

	return key.n == 0 ? key
	       : flow_with2(f, FLOW_PAGE "/dossiers", FLOW_AT, f->study.activity[activity],
			    FLOW_HOLDER, key);
}

/* ---- where they stood ---- */

static void put_necks(struct flow *f, struct flow_view *v)
{
	const struct mine_stays *s = &f->study.s.stays;
	struct flow_neck_view *out = arena_array(f->x->a, struct flow_neck_view, NECKS);

	for (uint32_t i = 0; i < s->places && i < NECKS && s->place[i].lost > 0; i++) {
		const struct mine_place *p = &s->place[i];

		out[v->necks.n++] = (struct flow_neck_view){
			.activity = flow_activity(f, p->activity),
			.holder = flow_holder(f, p->holder),
			.href = flow_place_href(f, p->activity, p->holder),
			.usual_href = flow_with(f, FLOW_PAGE "/dossiers", FLOW_AT,
						f->study.activity[p->activity]),
			.n = p->stays, .cases = p->cases, .stay = mine_say_hours(say(f), p->stay),
			.usual = mine_say_stay(say(f), s->activity[p->activity].usual,
					       f->study.s.hours != NULL),
			.lost = mine_say_hours(say(f), p->lost),
			.share = mine_say_share(say(f), p->lost, s->lost),
		};
	}
	v->necks.p = out;
}

/* ---- why they waited ---- */

static const struct flow_share_view *parts(const struct flow *f, const struct mine_waiting *r)
{
	struct flow_share_view *out = arena_array(f->x->a, struct flow_share_view, MINE_CAUSES);
	struct flow at = *f;

	at.word[FLOW_AT] = f->study.activity[r->from];
	at.word[FLOW_NEXT] = f->study.activity[r->to];
	for (int i = 0; i < MINE_CAUSES; i++) {
		out[i].name = words0(f->x, mine_cause_key[i]);
		out[i].text = mine_say_share(say(f), r->w.cause[i], r->w.wait);
		if (r->w.cause[i] > 0) {
			out[i].href = flow_with(&at, FLOW_PAGE "/dossiers", FLOW_CAUSE,
						str_of(flow_causes[i]));
		}
	}
	return out;
}

static struct link_views heads(const struct flow *f)
{
	struct link_view *out = arena_array(f->x->a, struct link_view, MINE_CAUSES);

	for (int i = 0; i < MINE_CAUSES; i++) {
		out[i].text = words0(f->x, mine_cause_key[i]);
	}
	return (struct link_views){ out, MINE_CAUSES };
}

static void put_causes(struct flow *f, struct flow_view *v)
{
	const struct mine_waits *all = &f->study.s.waits;
	struct flow_cause_view *out = arena_array(f->x->a, struct flow_cause_view, CAUSES);

	for (uint32_t i = 0; i < all->rows && i < CAUSES && all->row[i].w.wait > 0; i++) {
		const struct mine_waiting *r = &all->row[i];

		out[v->causes.n++] = (struct flow_cause_view){
			.from = flow_activity(f, r->from), .to = flow_activity(f, r->to),
			.href = flow_with2(f, FLOW_PAGE "/dossiers", FLOW_AT,
					   f->study.activity[r->from], FLOW_NEXT,
					   f->study.activity[r->to]),
			.n = r->w.passages, .wait = mine_say_hours(say(f), r->w.wait),
			.parts = { parts(f, r), MINE_CAUSES },
		};
	}
	v->causes.p = out;
	v->causes_of = heads(f);
}

void flow_put_where(struct flow *f, struct flow_view *v)
{
	put_necks(f, v);
	put_causes(f, v);
}

/* ---- from one step to another ---- */

void flow_put_between(struct flow *f, struct flow_view *v)
{
	int32_t from = flow_activity_named(f, f->word[FLOW_FROM]);
	int32_t to = flow_activity_named(f, f->word[FLOW_TO]);
	struct mine_between found;
	struct arena scratch;

	v->is_between = from != MINE_NONE && to != MINE_NONE;
	if (!v->is_between) {
		return;
	}
	arena_init(&scratch, 0);
	mine_between(&scratch, &f->study.s.view, f->study.s.hours, from, to, &found);
	arena_done(&scratch);
	const struct mine_spread *s = f->study.s.hours != NULL ? &found.working : &found.spread;
	bool working = f->study.s.hours != NULL;
	struct text_arg arg[] = { { "a", flow_activity(f, from) }, { "b", flow_activity(f, to) } };

	v->between = (struct flow_between_view){
		.title = words(f->x, "flow.between", arg, ARRAY_LEN(arg)),
		.href = flow_with(f, FLOW_PAGE "/dossiers", FLOW_SPAN, STR("1")),
		.cases = found.cases, .reached = (int64_t)s->n,
		.median = mine_say_stay(say(f), (mine_sum)(s->median_s * 1e6), working),
		.mean = mine_say_stay(say(f), (mine_sum)(s->mean_s * 1e6), working),
		.nine = mine_say_stay(say(f), (mine_sum)(s->linear_s[2] * 1e6), working),
		.longest = mine_say_stay(say(f), s->max, working),
	};
}

/* ---- where they stand now ---- */

static struct str stand_href(const struct flow *f, const char *which, const struct mine_stand *p)
{
	struct flow at = *f;

	if (p != NULL) {
		at.word[FLOW_AT] = f->study.activity[p->activity];
		at.word[FLOW_HOLDER] = flow_holder_key(f, p->holder);
		if (at.word[FLOW_HOLDER].n == 0) {
			return STR("");
		}
	}
	return flow_with(&at, FLOW_PAGE "/dossiers", FLOW_STAND, str_of(which));
}

static struct flow_stand_view stand(const struct flow *f, const struct mine_stand *p)
{
	return (struct flow_stand_view){
		.activity = flow_activity(f, p->activity), .holder = flow_holder(f, p->holder),
		.href = stand_href(f, "1", p),
		.beyond_href = p->beyond > 0 ? stand_href(f, "beyond", p) : STR(""),
		.cases = p->cases, .beyond = p->beyond, .stay = mine_say_hours(say(f), p->stay),
		.lost = mine_say_hours(say(f), p->lost),
		.longest = mine_say_stay(say(f), p->longest, f->study.s.hours != NULL),
	};
}

void flow_put_stands(struct flow *f, struct flow_view *v)
{
	const struct mine_stands *s = &f->study.stands;
	struct flow_stand_view *out = arena_array(f->x->a, struct flow_stand_view, STANDS);
	struct text_arg arg[] = { { "places", str_int(f->x->a, (int64_t)s->places) },
				  { "n", str_int(f->x->a, STANDS) } };

	v->stands = (struct flow_stands_view){
		.shown = true, .few = s->cases < f->least, .least = f->least, .cases = s->cases,
		.beyond = s->beyond, .href = stand_href(f, "1", NULL),
		.beyond_href = s->beyond > 0 ? stand_href(f, "beyond", NULL) : STR(""),
		.stay = mine_say_hours(say(f), s->stay), .lost = mine_say_hours(say(f), s->lost),
		.of = words(f->x, s->places > STANDS ? "flow.stand.first" : "flow.stand.of", arg,
			    ARRAY_LEN(arg)),
	};
	for (size_t i = 0; !v->stands.few && i < s->places && i < STANDS; i++) {
		out[v->stands.rows.n++] = stand(f, &s->place[i]);
	}
	v->stands.rows.p = out;
}
