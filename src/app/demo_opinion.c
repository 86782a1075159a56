/* Opinions: asking for them, answering, and keeping silent. */
#include "demo_sim.h"

#include "view.h"

#include "core/opinion.h"

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

static void note_silence(struct demo *d, struct life *f, struct unit_id unit,
			 const struct opinion *o)
{
	if (o->due >= d->to) {
		return;
	}
	if (f->plan.planted == PLANTED_NOTHING) {
		f->plan.planted = SILENCE;
		d->truth.planted[SILENCE]++;
	}
	truth_note(d, f, SILENCE, NOBODY, o->asked_at, o->due)->bureau = bureau_of(d, unit);
}

/* The dossier as it stands after all that was put on the desk. */
static bool look(struct demo *d, struct life *f, const struct dossier **out, struct err *e)
{
	arena_reset(&d->scratch);
	return app_dossier(d->app, &d->scratch, str_of(f->ref), out, e);
}

/* A step with a question of its own has asked on coming to it; else one command asks all
 * that it lists. */
static bool put_question(struct demo *d, struct life *f, struct err *e)
{
	struct json *args = desk_args(d);
	if (f->version->step[f->step].question.vi.n > 0) {
		return true;
	}
	desk_text(d, args, "question", &f->chance);
	return desk_act(d, f, f->holder, "ask_opinion", args, e);
}

/* When each of those asked will answer, if at all; the last moment of waiting for them. */
static int64_t plan_answers(struct demo *d, struct life *f, const struct dossier *t)
{
	int64_t last = d->now;
	for (size_t i = 0; i < t->opinions; i++) {
		const struct opinion *o = &t->opinion[i];
		const struct party *p = &t->ob[o->obligation].holder;
		if (!opinion_owed(t, o) || t->round[o->round - 1].step != t->step) {
			continue;
		}
		/* Asked by itself it was asked before anybody sat down to it. */
		f->since = o->asked_at;
		int64_t span = work_between(d->cal, o->asked_at, o->due);
		int64_t at = work_add(d->cal, work_next(d->cal, d->now),
				      span * opinion_share(f) / 100);
		/* Of one that is to be withdrawn nobody knows whether it will be owed so long. */
		if (!f->plan.withdraw && chance_hit(&f->chance, f->plan.silence)) {
			note_silence(d, f, p->seat.unit, o);
			at = o->due;
		} else {
			life_later(d, f, ACT_OPINION, at, o->number);
		}
		last = at > last ? at : last;
	}
	return last;
}

/* Whoever was asked before everything was foreseen anew still answers. */
void opinions_again(struct demo *d, struct life *f, const struct dossier *t)
{
	int64_t last = INSTANT_NONE;
	for (size_t i = 0; i < t->opinions && !truth_has(d, f, SILENCE); i++) {
		const struct opinion *o = &t->opinion[i];
		if (opinion_owed(t, o) && !o->silent && o->due > d->now) {
			last = work_add(d->cal, work_next(d->cal, d->now),
					work_between(d->cal, d->now, o->due) / 3);
			life_later(d, f, ACT_OPINION, last, o->number);
		}
	}
	if (last != INSTANT_NONE) {
		life_later(d, f, ACT_WORK, work_next(d->cal, last + 3600), 0);
	}
}

bool opinions_ask(struct demo *d, struct life *f, struct err *e)
{
	const struct dossier *t;
	f->asked_step = f->step;
	f->since = d->now;
	if (!put_question(d, f, e) || !desk_flush(d, e)) {
		return false;
	}
	if (f->lost) {
		return life_sync(d, f, e);
	}
	if (!look(d, f, &t, e)) {
		return false;
	}
	int64_t last = plan_answers(d, f, t);
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
	if ((f->plan.planted == EMPTY_ANSWER || f->plan.planted == FRANK_ANSWER) && !f->marked &&
	    f->empty_by == NOBODY) {
		f->empty_by = by;
		f->empty_from = f->since;
		f->empty_to = d->now;
	}
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

/* Nobody votes for a member: one on leave does so from there, and was not quite away. */
static int32_t member_there(struct demo *d, const struct person *p)
{
	int32_t who = p != NULL ? officer_of(d, p->key) : NOBODY;
	if (who != NOBODY && officer_away(&d->officer[who], d->now)) {
		truth_not_away(d, who);
	}
	return who;
}

/* The member in person; of a unit whoever is there. NOBODY: it is owed no more. */
static bool answerer(struct demo *d, struct life *f, int32_t number, int32_t *out,
		     int64_t *limit_s, struct err *e)
{
	const struct dossier *t;
	*out = NOBODY;
	if (!desk_flush(d, e) || !look(d, f, &t, e)) {
		return false;
	}
	const struct opinion *o = dossier_opinion(t, number);
	if (o == NULL || !opinion_owed(t, o)) {
		return true;
	}
	struct seat s = t->ob[o->obligation].holder.seat;
	const struct person *p = org_person(app_org(d->app), s.person);
	int32_t bureau = bureau_of(d, s.unit);
	*out = o->member ? member_there(d, p)
	     : bureau != NOBODY ? people_choose(d, bureau, post_of("deputy"), d->now) : NOBODY;
	*limit_s = work_between(d->cal, o->asked_at, o->due);
	return true;
}

bool opinion_answer(struct demo *d, struct life *f, int32_t number, struct err *e)
{
	static const char *const answers[] = { "agree", "conditions", "object", "not_competent" };
	static const int32_t weight[] = { 720, 200, 30, 50 };
	if (f->phase != PHASE_OPEN && f->phase != PHASE_WAITING) {
		return true;
	}
	int32_t by;
	int64_t limit_s;
	if (!answerer(d, f, number, &by, &limit_s, e)) {
		return false;
	}
	if (by == NOBODY) {
		return true;
	}
	struct json *args = desk_args(d);
	json_set_int(&d->desk.arena, args, "number", number);
	size_t answer = chance_pick(&f->chance, weight, 4);
	desk_text(d, args, "text", &f->chance);
	if (f->plan.planted == EMPTY_ANSWER && !f->marked) {
		/* Words, but nothing the asker could decide by. */
		answer = 1;
		put(d, args, "text", STR("Đề nghị thực hiện theo quy định"));
	} else if (f->plan.planted == NOT_COMPETENT || f->plan.planted == BOOMERANG) {
		answer = 3;
		put(d, args, "text", STR("Không thuộc thẩm quyền; đề nghị hỏi Sở Xây dựng"));
	} else if (f->plan.planted == HELPFUL || f->plan.planted == USED_ITS_TIME) {
		answer = 0;
	}
	if (f->plan.planted == FRANK_ANSWER && !f->marked) {
		answer = 1;
	}
	if (f->empty_by == NOBODY) {
		f->empty_number = number;
	}
	put(d, args, "answer", str_of(answers[answer]));
	note_opinion(d, f, by, (enum opinion_word)answer, limit_s);
	return desk_act(d, f, by, "answer_opinion", args, e);
}

/* ---- answers that decide nothing (rule 30) ---- */

bool opinion_mark(struct demo *d, struct life *f, bool *done, struct err *e)
{
	bool planned = f->plan.planted == EMPTY_ANSWER || f->plan.planted == FRANK_ANSWER;
	if (!planned || f->marked || f->empty_by == NOBODY || f->step != f->asked_step) {
		return true;
	}
	struct json *args = desk_args(d);
	*done = f->marked = true;
	json_set_int(&d->desk.arena, args, "number", f->empty_number);
	desk_text(d, args, "reason", &f->chance);
	return desk_act(d, f, f->holder, "mark_insufficient", args, e);
}

bool opinion_rule(struct demo *d, struct life *f, int32_t by, struct err *e)
{
	struct json *args = desk_args(d);
	bool upheld = f->plan.planted == EMPTY_ANSWER;
	int64_t soon = work_next(d->cal, d->now + chance_between(&f->chance, 1200, 9000));
	enum behaviour what = upheld ? EMPTY_ANSWER : FRANK_ANSWER;
	if (f->plan.planted == what && f->empty_by != NOBODY) {
		(void)truth_note(d, f, what, f->empty_by, f->empty_from, f->empty_to);
	}
	if (upheld) {
		life_later(d, f, ACT_OPINION, soon, f->empty_number);
	}
	life_later(d, f, ACT_WORK,
		   upheld && soon != INSTANT_NONE ? work_next(d->cal, soon + 3600) : soon, 0);
	json_set_int(&d->desk.arena, args, "number", f->empty_number);
	json_set_str(&d->desk.arena, args, "verdict", upheld ? STR("upheld") : STR("dismissed"));
	desk_text(d, args, "text", &f->chance);
	return desk_act(d, f, by, "rule_opinion", args, e);
}
