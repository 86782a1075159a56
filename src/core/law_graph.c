/* What must hold of a version's steps: every dossier can reach its end, signed. */
#include "law_build.h"

#include "base/limits.h"

static bool onward(enum outcome_kind k)
{
	return k == OUTCOME_FORWARD || k == OUTCOME_FINISH || k == OUTCOME_DENY ||
	       k == OUTCOME_NOT_ELIGIBLE;
}

static bool leads_somewhere(enum outcome_kind k)
{
	return onward(k) || k == OUTCOME_RETURN;
}

static struct err *reason(const struct place *at, const char *key, struct str step)
{
	struct err *e = fault_at(at);
	(void)err_set(e, ERR_INVALID, key, "step", str_cstr(at->faults->arena, step), NULL);
	return e;
}

/* Which outcomes a kind of step may have. */
static bool fits_step(enum step_kind s, enum outcome_kind o)
{
	switch (s) {
	case STEP_NONE:
		return true; /* reported already */
	case STEP_INTAKE:
		return o == OUTCOME_FORWARD;
	case STEP_WORK:
		return true;
	case STEP_CONSULT:
		return o == OUTCOME_FORWARD || o == OUTCOME_RETURN;
	case STEP_SIGN:
		return o == OUTCOME_FORWARD || o == OUTCOME_RETURN;
	case STEP_ISSUE:
		return o == OUTCOME_RETURN;
	}
	return false;
}

static void outcome_check(const struct place *at, const struct procedure_version *v, size_t i,
			  const struct outcome *o)
{
	struct arena *a = at->faults->arena;
	if (o->kind == OUTCOME_NONE) {
		return; /* an unknown word, reported already */
	}
	if (!fits_step(v->step[i].kind, o->kind)) {
		(void)err_set(fault_in(at, "kind"), ERR_INVALID, "law.outcome_step", "outcome",
			      outcome_kind_name(o->kind), "kind", step_kind_name(v->step[i].kind),
			      NULL);
	}
	if (!leads_somewhere(o->kind)) {
		const char *wait = o->kind == OUTCOME_PAYMENT ? "payment" : "supplement";
		if (o->to.n > 0) {
			(void)err_set(fault_in(at, "to"), ERR_INVALID, "law.outcome_to", NULL);
		}
		if (version_wait(v, str_of(wait)) == NULL) {
			(void)err_set(fault_at(at), ERR_INVALID, "law.no_wait", "wait", wait, NULL);
		}
		return;
	}
	if (o->to_step == SIZE_MAX) {
		(void)err_set(fault_in(at, "to"), ERR_INVALID, "law.dangling", "step",
			      str_cstr(a, o->to), NULL);
		return;
	}
	if (o->kind == OUTCOME_RETURN ? o->to_step >= i : o->to_step <= i) {
		(void)err_set(fault_in(at, "to"), ERR_INVALID,
			      o->kind == OUTCOME_RETURN ? "law.return_later"
							: "law.forward_earlier",
			      "step", str_cstr(a, o->to), NULL);
	}
	if (o->kind != OUTCOME_FORWARD && o->kind != OUTCOME_RETURN) {
		enum step_kind to = v->step[o->to_step].kind;
		if (to != STEP_SIGN && to != STEP_WORK) {
			(void)err_set(fault_in(at, "to"), ERR_INVALID, "law.not_signed", "step",
				      str_cstr(a, o->to), NULL);
		}
	}
}

static void consult_check(const struct place *at, const struct procedure_version *v, size_t i)
{
	const struct step *s = &v->step[i];
	if (i == 0 || v->step[i - 1].kind != STEP_WORK) {
		(void)reason(at, "law.consult_first", s->id);
	}
	if (s->askeds == 0 && s->members == 0) {
		(void)reason(at, "law.nobody_asked", s->id);
	}
	/* Rule 29: silence is agreement only with a cited article. */
	if (s->silence == SILENCE_AGREES && s->silence_ground.n == 0) {
		(void)reason(at, "law.silence", s->id);
	}
}

static void step_check(const struct place *at, const struct procedure_version *v, size_t i)
{
	const struct step *s = &v->step[i];
	struct place list = place_member(at, "outcomes");
	bool leaves = s->kind == STEP_ISSUE || s->kind == STEP_NONE;
	if (s->outcomes > LIMIT_OUTCOMES) {
		struct err *e = fault_in(at, "outcomes");
		(void)err_set(e, ERR_LIMIT, "law.many", NULL);
		(void)err_add_int(e, "most", LIMIT_OUTCOMES);
	}
	for (size_t k = 0; k < s->outcomes; k++) {
		struct place el = place_element(&list, k);
		outcome_check(&el, v, i, &s->outcome[k]);
		leaves = leaves || s->outcome[k].kind == OUTCOME_FORWARD ||
			 s->outcome[k].kind == OUTCOME_FINISH;
	}
	if (!leaves) {
		(void)reason(at, "law.dead_end", s->id);
	}
	if (s->kind == STEP_CONSULT) {
		consult_check(at, v, i);
	}
	if ((s->kind == STEP_INTAKE) != (i == 0)) {
		(void)reason(at, "law.intake", s->id);
	}
	if (s->kind == STEP_ISSUE && i + 1 != v->steps) {
		(void)reason(at, "law.issue_last", s->id);
	}
}

/* Which steps a dossier can come to from the first, when it may not pass a
 * signing step (STEP_SIGN) or may pass all (STEP_NONE). Onward edges only go to
 * later steps, so one pass is enough. */
static void reach(const struct procedure_version *v, enum step_kind barred, bool *reached)
{
	for (size_t i = 0; i < v->steps; i++) {
		reached[i] = i == 0;
	}
	for (size_t i = 0; i < v->steps; i++) {
		const struct step *s = &v->step[i];
		if (!reached[i] || (barred != STEP_NONE && s->kind == barred)) {
			continue;
		}
		for (size_t k = 0; k < s->outcomes; k++) {
			const struct outcome *o = &s->outcome[k];
			if (onward(o->kind) && o->to_step != SIZE_MAX && o->to_step > i) {
				reached[o->to_step] = true;
			}
		}
	}
}

static bool has_kind(const struct procedure_version *v, enum step_kind k)
{
	for (size_t i = 0; i < v->steps; i++) {
		if (v->step[i].kind == k) {
			return true;
		}
	}
	return false;
}

void graph_check(const struct place *at, const struct procedure_version *v)
{
	struct place list = place_member(at, "steps");
	if (v->steps == 0 || v->steps > LIMIT_STEPS) {
		if (v->steps == 0) {
			(void)err_set(fault_at(&list), ERR_INVALID, "law.empty", NULL);
		}
		return;
	}
	for (size_t i = 0; i < v->steps; i++) {
		struct place el = place_element(&list, i);
		step_check(&el, v, i);
	}
	if (!has_kind(v, STEP_SIGN)) {
		(void)err_set(fault_at(&list), ERR_INVALID, "law.no_sign", NULL);
	}
	if (!has_kind(v, STEP_ISSUE)) {
		(void)err_set(fault_at(&list), ERR_INVALID, "law.no_issue", NULL);
	}
	bool reached[LIMIT_STEPS];
	reach(v, STEP_NONE, reached);
	for (size_t i = 0; i < v->steps; i++) {
		struct place el = place_element(&list, i);
		if (!reached[i]) {
			(void)reason(&el, "law.unreachable", v->step[i].id);
		}
	}
	reach(v, STEP_SIGN, reached);
	for (size_t i = 0; i < v->steps; i++) {
		struct place el = place_element(&list, i);
		if (reached[i] && v->step[i].kind == STEP_ISSUE && has_kind(v, STEP_SIGN)) {
			(void)reason(&el, "law.unsigned", v->step[i].id);
		}
	}
}
