/* Law as data: look-ups. */
#include "law.h"

const struct rule_set *law_rule_set(const struct law *l, struct day d)
{
	for (size_t i = 0; i < l->rule_sets; i++) {
		const struct rule_set *r = &l->rule_set[i];
		/* A draft is known but has no effect until somebody has read it. */
		if (!r->draft && r->from.n <= d.n && d.n < r->to.n) {
			return r;
		}
	}
	return NULL;
}

const struct rule_set *law_rule_set_by_id(const struct law *l, struct str id)
{
	for (size_t i = 0; i < l->rule_sets; i++) {
		if (str_eq(l->rule_set[i].id, id)) {
			return &l->rule_set[i];
		}
	}
	return NULL;
}

const struct procedure *law_procedure(const struct law *l, struct str code)
{
	return map_get(&l->procedure_by_code, code);
}

const struct procedure_version *procedure_on(const struct procedure *p, struct day d)
{
	for (size_t i = p->versions; i > 0; i--) {
		const struct procedure_version *v = &p->version[i - 1];
		if (v->from.n <= d.n) {
			return d.n < v->to.n ? v : NULL;
		}
	}
	return NULL;
}

const struct procedure_version *procedure_version(const struct procedure *p, int64_t number)
{
	for (size_t i = 0; i < p->versions; i++) {
		if (p->version[i].number == number) {
			return &p->version[i];
		}
	}
	return NULL;
}

const struct calendar_version *law_calendar_on(const struct law *l, struct day d)
{
	for (size_t i = l->calendars; i > 0; i--) {
		if (l->calendar[i - 1].from.n <= d.n) {
			return &l->calendar[i - 1];
		}
	}
	return NULL;
}

const struct calendar_version *law_calendar_by_id(const struct law *l, struct str id)
{
	for (size_t i = 0; i < l->calendars; i++) {
		if (str_eq(l->calendar[i].id, id)) {
			return &l->calendar[i];
		}
	}
	return NULL;
}

const struct calendar *law_calendar(const struct law *l, struct str version, struct str profile)
{
	const struct calendar_version *c = law_calendar_by_id(l, version);
	const struct profile *p = profile_find(l->profile, l->profiles, profile);
	if (c == NULL || p == NULL) {
		return NULL;
	}
	size_t row = (size_t)(c - l->calendar);
	size_t column = (size_t)(p - l->profile);
	return &l->ready[row * l->profiles + column];
}

const struct step *version_step(const struct procedure_version *v, struct str id, size_t *index)
{
	for (size_t i = 0; i < v->steps; i++) {
		if (str_eq(v->step[i].id, id)) {
			if (index != NULL) {
				*index = i;
			}
			return &v->step[i];
		}
	}
	return NULL;
}

const struct outcome *step_outcome(const struct step *s, struct str id)
{
	for (size_t i = 0; i < s->outcomes; i++) {
		if (str_eq(s->outcome[i].id, id)) {
			return &s->outcome[i];
		}
	}
	return NULL;
}

const struct variant *version_variant(const struct procedure_version *v, struct str id)
{
	for (size_t i = 0; i < v->variants; i++) {
		if (str_eq(v->variant[i].id, id)) {
			return &v->variant[i];
		}
	}
	return NULL;
}

const struct statutory *version_statutory(const struct procedure_version *v, struct str id)
{
	for (size_t i = 0; i < v->statutories; i++) {
		if (str_eq(v->statutory[i].id, id)) {
			return &v->statutory[i];
		}
	}
	return NULL;
}

const struct wait_rule *version_wait(const struct procedure_version *v, struct str id)
{
	for (size_t i = 0; i < v->waits; i++) {
		if (str_eq(v->wait[i].id, id)) {
			return &v->wait[i];
		}
	}
	return NULL;
}

const struct paper *version_paper(const struct procedure_version *v, struct str id)
{
	for (size_t i = 0; i < v->papers; i++) {
		if (str_eq(v->paper[i].id, id)) {
			return &v->paper[i];
		}
	}
	return NULL;
}

const struct coded *coded_find(const struct coded *list, size_t n, struct str id)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i].id, id)) {
			return &list[i];
		}
	}
	return NULL;
}

bool law_post_known(const struct law *l, struct str post)
{
	for (size_t i = 0; i < l->titles; i++) {
		if (str_eq(l->title[i].post, post)) {
			return true;
		}
	}
	return false;
}

/* Of that post at that type of unit, else at any; NULL: none. */
static const struct post_title *title_of(const struct law *l, struct str post,
					 struct str unit_type)
{
	const struct post_title *usual = NULL;
	for (size_t i = 0; i < l->titles; i++) {
		const struct post_title *t = &l->title[i];
		if (!str_eq(t->post, post)) {
			continue;
		}
		if (str_eq(t->unit_type, unit_type)) {
			return t;
		}
		if (str_is(t->unit_type, "*")) {
			usual = t;
		}
	}
	return usual;
}

struct named law_title(const struct law *l, struct str post, struct str unit_type)
{
	const struct post_title *t = title_of(l, post, unit_type);
	return t ? t->name : (struct named){ .vi = post, .en = post };
}

struct named law_block(const struct law *l, struct str post, struct str unit_type)
{
	const struct post_title *t = title_of(l, post, unit_type);
	return t && t->block.vi.n > 0 ? t->block : law_title(l, post, unit_type);
}

const char *step_kind_name(enum step_kind k)
{
	switch (k) {
	case STEP_NONE:
		return "";
	case STEP_INTAKE:
		return "intake";
	case STEP_WORK:
		return "work";
	case STEP_CONSULT:
		return "consult";
	case STEP_SIGN:
		return "sign";
	case STEP_ISSUE:
		return "issue";
	}
	return "";
}

const char *outcome_kind_name(enum outcome_kind k)
{
	switch (k) {
	case OUTCOME_NONE:
		return "";
	case OUTCOME_FORWARD:
		return "forward";
	case OUTCOME_RETURN:
		return "return";
	case OUTCOME_FINISH:
		return "finish";
	case OUTCOME_DENY:
		return "deny";
	case OUTCOME_NOT_ELIGIBLE:
		return "not_eligible";
	case OUTCOME_SUPPLEMENT:
		return "supplement";
	case OUTCOME_PAYMENT:
		return "payment";
	}
	return "";
}

const char *silence_name(enum silence_effect s)
{
	switch (s) {
	case SILENCE_ESCALATES:
		return "escalate";
	case SILENCE_AGREES:
		return "agree";
	}
	return "";
}

struct signed_by procedure_signed(const struct procedure_version *v)
{
	return (struct signed_by){ v->procedure->code, v->procedure->field };
}
