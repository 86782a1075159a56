/* Returns: what goes back to the step before, and what a superior says of a second one
 * (rule 33). */
#include "demo_sim.h"

#include "demo_names.h"

enum { MINUTE_S = 60 };

static const struct step *step_now(const struct life *f)
{
	return &f->version->step[f->step];
}

static bool can_go_back(const struct life *f)
{
	const struct step *s = step_now(f);
	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == OUTCOME_RETURN) {
			return true;
		}
	}
	return false;
}

/* Only who is no head has to ask. */
static bool wants_to_ask(const struct demo *d, const struct life *f)
{
	return f->plan.asks_back && !f->asked_back && f->returns == 1 &&
	       f->step == f->plan.back_at && f->holder != NOBODY &&
	       post_is(d->officer[f->holder].post, "officer");
}

bool return_wanted(const struct demo *d, const struct life *f)
{
	int32_t at = f->returns == 0 && f->plan.back_first >= 0 ? f->plan.back_first
							    : f->plan.back_at;
	bool goes = at == f->step && f->returns < f->plan.backs;
	return !f->reopened && can_go_back(f) && (goes || wants_to_ask(d, f));
}

/* What the time it lay there shows. */
static void note_lying(struct demo *d, struct life *f, int32_t by)
{
	int64_t lay = work_between(d->cal, f->held_from, d->now);
	if (step_now(f)->kind == STEP_WORK && lay >= WORKING_DAY_S && lay > step_now(f)->plan_s) {
		truth_also(d, f, SITS_RETURNS, by, f->held_from, d->now);
		f->noted = f->noted || f->plan.planted == SITS_RETURNS;
	} else if (lay <= WORKING_DAY_S / 2) {
		truth_tell(d, f, PROMPT_RETURN, by, f->held_from);
	}
}

static void note_return(struct demo *d, struct life *f)
{
	f->since = f->returns++ == 0 ? d->now : f->since;
	if (f->returns == 2) {
		truth_tell(d, f, PING_PONG, f->holder, f->since);
		truth_tell(d, f, LOOP, f->holder, f->since);
	} else if (f->returns > 2) {
		truth_until_now(d, f, PING_PONG);
	}
	truth_tell(d, f, RETURNED_ONCE, f->holder, d->now);
	note_lying(d, f, f->holder);
}

/* Who has it then, the law says. */
static void gone_back(struct demo *d, struct life *f)
{
	int64_t at = work_next(d->cal, d->now + chance_between(&f->chance, 1800, 9000));
	f->helper = NOBODY;
	f->sent_back = true;
	f->lost = true;
	f->arrived_at = d->now;
	life_later(d, f, ACT_WORK, at, 0);
}

static struct json *reasoned(struct demo *d, struct life *f)
{
	static const char *const reasons[] = { "R01", "R03", "R04", "R06", "R06", "R07", "R08" };
	struct json *args = desk_args(d);
	json_set_str(&d->desk.arena, args, "reason",
		     str_of(reasons[chance_below(&f->chance, ARRAY_LEN(reasons))]));
	desk_text(d, args, "note", &f->chance);
	return args;
}

/* Whoever rules does so in time, mostly; else the work goes on without. */
static bool ask(struct demo *d, struct life *f, struct err *e)
{
	int64_t wait = d->rules->ruling_s + chance_between(&f->chance, 30, 240) * MINUTE_S;
	f->asked_back = true;
	f->asker = f->holder;
	life_later(d, f, ACT_WORK, work_add(d->cal, work_next(d->cal, d->now), wait), 0);
	return desk_act(d, f, f->holder, "send_back", reasoned(d, f), e);
}

bool return_send(struct demo *d, struct life *f, struct err *e)
{
	if (wants_to_ask(d, f)) {
		return ask(d, f, e);
	}
	int32_t by = f->holder;
	note_return(d, f);
	f->backed_at = f->returns == 1 ? d->now : f->backed_at;
	gone_back(d, f);
	return desk_act(d, f, by, "send_back", reasoned(d, f), e);
}

bool return_rule(struct demo *d, struct life *f, int32_t by, struct err *e)
{
	struct json *args = desk_args(d);
	int64_t soon = work_next(d->cal, d->now + chance_between(&f->chance, 15, 90) * MINUTE_S);
	bool kept = f->plan.kept_back;
	heads_afresh(f);
	if (kept) {
		if (f->asker != NOBODY) {
			truth_tell(d, f, ASKED_BACK, f->asker, f->backed_at);
		}
		life_later(d, f, ACT_WORK, soon, 0);
	} else {
		/* It goes back by their word: it is they who let it. */
		f->returns++;
		if (f->backed_at != INSTANT_NONE) {
			truth_also(d, f, PING_PONG, by, f->backed_at, d->now);
		}
		note_lying(d, f, by);
		gone_back(d, f);
	}
	json_set_str(&d->desk.arena, args, "ruling", kept ? STR("kept") : STR("passed_on"));
	json_set_str(&d->desk.arena, args, "text",
		     demo_words(&f->chance, kept ? "keep_it" : "pass_it_on"));
	return desk_act(d, f, by, "rule_return", args, e);
}
