/* Opinions: asking for them, answering, and keeping silent. */
#include "demo_sim.h"

static void put(struct demo *d, struct json *args, const char *name, struct str v)
{
	json_set_str(&d->desk.arena, args, name, v);
}

/* Of the time there is for an opinion, in per cent. */
static int64_t opinion_share(struct life *f)
{
	int64_t usual = chance_between(&f->chance, 15, 97);
	bool at_once = f->plan.planted == HELPFUL || f->plan.planted == NOT_COMPETENT;
	if (f->plan.planted == BOOMERANG || f->plan.planted == USED_ITS_TIME) {
		return 60 + usual / 3;
	}
	return at_once ? 1 + usual / 20 : usual;
}

static void note_silence(struct demo *d, struct life *f, struct unit_id unit, int64_t limit)
{
	if (limit == INSTANT_NONE || limit >= d->to || f->plan.withdraw) {
		return;
	}
	if (f->plan.planted == PLANTED_NOTHING) {
		f->plan.planted = SILENCE;
		d->truth.planted[SILENCE]++;
	}
	truth_note(d, f, SILENCE, NOBODY, d->now, limit)->bureau = bureau_of(d, unit);
}

bool opinions_ask(struct demo *d, struct life *f, struct err *e)
{
	const struct step *s = &f->version->step[f->step];
	int64_t last = d->now, limit = work_add(d->cal, work_next(d->cal, d->now), s->plan_s);
	f->asked_opinions = true;
	f->since = d->now;
	for (size_t i = 0; i < s->askeds; i++) {
		struct json *args = desk_args(d);
		const struct unit *agency = org_unit(app_org(d->app), d->bureau[f->competent].id);
		const struct unit *u = org_relative(app_org(d->app), agency, s->asked[i]);
		if (!u) {
			continue;
		}
		bool silent = chance_hit(&f->chance, f->plan.silence);
		int64_t at = work_add(d->cal, work_next(d->cal, d->now),
				      s->plan_s * opinion_share(f) / 100);
		put(d, args, "unit", u->key);
		desk_text(d, args, "question", &f->chance);
		if (!silent) {
			life_later(d, f, ACT_OPINION, at, (int32_t)i);
		} else {
			note_silence(d, f, u->id, limit);
		}
		at = silent ? limit : at;
		last = at > last ? at : last;
		if (!desk_act(d, f, f->holder, "ask_opinion", args, e)) {
			return false;
		}
	}
	if (last != INSTANT_NONE) {
		life_later(d, f, ACT_WORK,
			   work_next(d->cal, last + chance_between(&f->chance, 900, 14000)), 0);
	}
	return true;
}

enum opinion_word { AGREE, CONDITIONS, OBJECT, INCOMPETENT };

/* Good is told of whoever it befell, and so is what turns out to be a boomerang. */
static void note_opinion(struct demo *d, struct life *f, int32_t by, enum opinion_word word,
			 int64_t limit_s)
{
	int64_t spent = work_between(d->cal, f->since, d->now);
	bool at_once = spent <= WORKING_DAY_S, late = !at_once && spent * 2 > limit_s;
	truth_tell(d, f, EMPTY_ANSWER, by, f->since);
	if (at_once) {
		truth_tell(d, f, NOT_COMPETENT, by, f->since);
	}
	if (late && word == AGREE) {
		truth_tell(d, f, USED_ITS_TIME, by, f->since);
	}
	if ((at_once && word == AGREE) || (late && word == INCOMPETENT)) {
		enum behaviour what = word == AGREE ? HELPFUL : BOOMERANG;
		truth_also(d, f, what, by, f->since, d->now);
		f->noted = f->noted || f->plan.planted == what;
	}
}

bool opinion_answer(struct demo *d, struct life *f, int32_t number, struct err *e)
{
	static const char *const answers[] = { "agree", "conditions", "object", "not_competent" };
	static const int32_t weight[] = { 720, 200, 30, 50 };
	const struct org *o = app_org(d->app);
	if (f->phase != PHASE_OPEN && f->phase != PHASE_WAITING) {
		return true;
	}
	const struct unit *agency = org_unit(o, d->bureau[f->competent].id);
	const struct unit *u = NULL;
	int64_t limit_s = WORKING_DAY_S;
	for (size_t i = 0; i < f->version->steps && !u && f->asked_of == NOBODY; i++) {
		if (f->version->step[i].askeds > (size_t)number) {
			u = org_relative(o, agency, f->version->step[i].asked[number]);
			limit_s = f->version->step[i].plan_s;
		}
	}
	int32_t bureau = u ? bureau_of(d, u->id) : f->asked_of;
	int32_t by = bureau == NOBODY ? NOBODY :
		people_choose(d, bureau, post_of("deputy"), d->now);
	if (by == NOBODY) {
		return true;
	}
	struct json *args = desk_args(d);
	json_set_int(&d->desk.arena, args, "number", number + 1);
	size_t answer = chance_pick(&f->chance, weight, 4);
	desk_text(d, args, "text", &f->chance);
	if (f->plan.planted == EMPTY_ANSWER) {
		/* Words, but nothing the asker could decide by. */
		answer = 1;
		put(d, args, "text", STR("Đề nghị thực hiện theo quy định"));
	} else if (f->plan.planted == NOT_COMPETENT || f->plan.planted == BOOMERANG) {
		answer = 3;
		put(d, args, "text", STR("Không thuộc thẩm quyền; đề nghị hỏi Sở Xây dựng"));
	} else if (f->plan.planted == HELPFUL || f->plan.planted == USED_ITS_TIME) {
		answer = 0;
	}
	put(d, args, "answer", str_of(answers[answer]));
	note_opinion(d, f, by, (enum opinion_word)answer, limit_s);
	return desk_act(d, f, by, "answer_opinion", args, e);
}
