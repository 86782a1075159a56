/* Contests of competence (rule 32): who would not have it, what the arbiter says, who does
 * it then. */
#include "demo_sim.h"

enum { MINUTE_S = 60 };

static bool is(const struct life *f, enum behaviour what)
{
	return f->plan.planted == what;
}

/* Another room of the agency where somebody could do it; NOBODY. */
static int32_t other_room(struct demo *d, const struct life *f, int32_t not_this)
{
	for (int32_t i = 0; i < d->bureaus; i++) {
		const struct bureau *b = &d->bureau[i];
		bool fits = i != not_this && b->agency == d->bureau[not_this].agency &&
			    str_is(b->role, "room") && !str_ends(b->key, STR(".vp")) &&
			    i != f->receiving;
		for (int32_t k = b->first; fits && k < b->first + b->n; k++) {
			if (post_is(d->officer[k].post, "officer")) {
				return i;
			}
		}
	}
	return NOBODY;
}

/* Habitual ones are the head's, others those of whoever has it. */
static int32_t contester(struct demo *d, const struct life *f)
{
	int32_t who = is(f, CONTEST_ABUSE)
		? people_choose(d, d->officer[f->holder].bureau, post_of("head"), d->now)
		: f->holder;
	bool right_post = who != NOBODY &&
		(!is(f, CONTEST_ABUSE) || post_is(d->officer[who].post, "head"));
	return right_post ? who : NOBODY;
}

static bool is_planned(const struct life *f)
{
	return is(f, CONTEST_ABUSE) || is(f, FAIR_CONTEST) || is(f, TAKES_CONTESTED);
}

int64_t contest_hour(struct demo *d, struct life *f, int64_t at)
{
	bool first = is_planned(f) && f->contested_at == INSTANT_NONE && f->step == 1;
	return first ? work_next(d->cal, d->now + chance_between(&f->chance, 10, 60) * MINUTE_S)
		     : at;
}

bool contest_put(struct demo *d, struct life *f, bool *done, struct err *e)
{
	const struct step *s = &f->version->step[f->step];
	int32_t room = d->officer[f->holder].bureau, who;
	if (!is_planned(f) || f->contested_at != INSTANT_NONE || s->kind != STEP_WORK ||
	    f->step != 1 || f->came_here == INSTANT_NONE || room == f->receiving ||
	    f->returns > 0 ||
	    work_between(d->cal, f->came_here, d->now) > d->rules->contest_s - 600 ||
	    (who = contester(d, f)) == NOBODY ||
	    (is(f, TAKES_CONTESTED) && other_room(d, f, room) == NOBODY)) {
		return true;
	}
	struct json *args = desk_args(d);
	*done = true;
	f->contester = who;
	f->contested_at = d->now;
	json_set_str(&d->desk.arena, args, "reason", STR("field"));
	desk_text(d, args, "text", &f->chance);
	if (is(f, TAKES_CONTESTED)) {
		f->placed = other_room(d, f, room);
		json_set_str(&d->desk.arena, args, "named", d->bureau[f->placed].key);
	}
	return desk_act(d, f, who, "contest", args, e);
}

bool contest_rule(struct demo *d, struct life *f, const struct dossier *t, int32_t by,
		  struct err *e)
{
	const struct contest *c = dossier_contest(t);
	struct json *args = desk_args(d);
	int64_t soon = work_next(d->cal, d->now + chance_between(&f->chance, 15, 90) * MINUTE_S);
	bool fair = is(f, FAIR_CONTEST) || is(f, TAKES_CONTESTED);
	if (!c) {
		return true;
	}
	if (fair) {
		truth_tell(d, f, FAIR_CONTEST, f->contester, f->contested_at);
		f->lost = true;		/* to whom, the law says */
	} else {
		truth_tell(d, f, CONTEST_ABUSE, f->contester, f->contested_at);
	}
	if (is(f, TAKES_CONTESTED) && f->placed != NOBODY) {
		json_set_str(&d->desk.arena, args, "to", d->bureau[f->placed].key);
		f->placed_step = f->step;
		f->given_at = d->now;
	}
	json_set_str(&d->desk.arena, args, "ruling", fair ? STR("upheld") : STR("dismissed"));
	desk_text(d, args, "text", &f->chance);
	life_later(d, f, ACT_WORK, soon, 0);
	return desk_act(d, f, by, "rule_contest", args, e);
}

void contest_done(struct demo *d, struct life *f)
{
	if (f->helper != NOBODY && f->step == f->helped_step &&
	    work_between(d->cal, f->helped_at, d->now) <= WORKING_DAY_S) {
		truth_also(d, f, UNBLOCKS, f->helper, f->helped_at, d->now);
	}
	f->helper = NOBODY;
	if (f->given_at == INSTANT_NONE || f->step != f->placed_step || f->holder == NOBODY) {
		return;
	}
	int64_t spent = work_between(d->cal, f->given_at, d->now);
	const struct step *s = &f->version->step[f->step];
	if (work_between(d->cal, f->given_at, f->held_from) <= WORKING_DAY_S &&
	    (spent <= WORKING_DAY_S || spent <= s->plan_s)) {
		truth_also(d, f, TAKES_CONTESTED, f->holder, f->given_at, d->now);
		f->noted = f->noted || is(f, TAKES_CONTESTED);
	}
	f->given_at = INSTANT_NONE;
	f->placed = NOBODY;
}
