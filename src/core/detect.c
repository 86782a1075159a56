/* The detectors: running them, and what they share. */
#include "detect_in.h"

#include <string.h>

#define GOOD true
#define BAD false
#define UNIT true
#define PERSON false
static const struct {
	const char *name;
	bool good, unit;
	detect_fn *run;
} table[DETECTORS] = {
#define DETECTOR(ident, word, good_, about, function) { #word, good_, about, function },
#include "detectors.def"
#undef DETECTOR
};
#undef GOOD
#undef BAD
#undef UNIT
#undef PERSON

const char *detector_name(enum detector d)
{
	return table[d].name;
}

bool detector_named(struct str name, enum detector *out)
{
	for (int i = 0; i < DETECTORS; i++) {
		if (str_is(name, table[i].name)) {
			*out = (enum detector)i;
			return true;
		}
	}
	return false;
}

bool detector_good(enum detector d)
{
	return table[d].good;
}

bool detector_of_unit(enum detector d)
{
	return table[d].unit;
}

/* What is something only together: how many, within how many days. */
static const struct {
	int32_t least, within;
} together[DETECTORS] = {
	[DETECT_BULK_CLOSE] = { 2, 1 },
	[DETECT_CONTEST_ABUSE] = { 3, 90 },
	[DETECT_MANY_OWNERS] = { 5, 30 },
};

int32_t detector_least(enum detector d)
{
	return together[d].least > 0 ? together[d].least : 1;
}

int32_t detector_within(enum detector d)
{
	return together[d].within > 0 ? together[d].within : 1;
}

int32_t detector_longest(void)
{
	int32_t most = 1;

	for (int i = 0; i < DETECTORS; i++) {
		int32_t days = detector_within((enum detector)i);

		most = days > most ? days : most;
	}
	return most;
}

enum helped helped_how(struct str how)
{
	static const char *const name[] = { "", "reassigned", "helped", "explained" };

	for (int i = HELPED_REASSIGNED; i <= HELPED_EXPLAINED; i++) {
		if (str_is(how, name[i])) {
			return (enum helped)i;
		}
	}
	return HELPED_NOT;
}

const char *said_name(enum said s)
{
	static const char *const name[] = { "", "agree", "conditions", "object",
					    "not_competent" };

	return name[s];
}

enum said said_of(struct str answer)
{
	for (int i = SAID_AGREE; i <= SAID_NOT_COMPETENT; i++) {
		if (str_is(answer, said_name((enum said)i))) {
			return (enum said)i;
		}
	}
	return SAID_NOTHING;
}

struct detect_bounds detect_bounds_of(const struct rule_set *rules)
{
	enum { PRAISE_DAYS = 90, DORMANT_DAYS = 5, REFILE_DAYS = 30, MACHINES_S = 600 };
	struct detect_bounds b = { .praise_s = PRAISE_DAYS * DAY_S,
				   .dormant_days = DORMANT_DAYS,
				   .refile_s = REFILE_DAYS * DAY_S,
				   .machines_s = MACHINES_S };

	if (rules != NULL) {
		b.dormant_days = rules->dormant_days;
		b.refile_s = rules->refile_days * DAY_S;
		b.machines_s = rules->machines_s > 0 ? rules->machines_s : b.machines_s;
		b.praise_s = rules->praise_days > 0 ? rules->praise_days * DAY_S : b.praise_s;
	}
	return b;
}

size_t detect_case(const struct case_facts *c, const struct detect_bounds *b,
		   struct finding out[FINDINGS_MOST])
{
	struct search s = { .c = c, .b = b, .out = out };

	/* What came from another system tells nothing of who did it (rule 24). */
	if (c->imported || c->version == NULL || c->cal == NULL || c->state == DOSSIER_UNDONE) {
		return 0;
	}
	for (int i = 0; i < DETECTORS; i++) {
		s.what = (enum detector)i;
		table[i].run(&s);
	}
	return s.n;
}

struct finding *found(struct search *s, int64_t at, int64_t from, int64_t to)
{
	if (s->n == FINDINGS_MOST || at == INSTANT_NONE) {
		return NULL;
	}
	struct finding *f = &s->out[s->n++];

	*f = (struct finding){ .what = s->what, .actor_seq = -1, .at = at, .from = from,
			       .to = to };
	return f;
}

void shows(struct finding *f, int64_t seq)
{
	for (size_t i = 0; i < f->seqs; i++) {
		if (f->seq[i] == seq) {
			return;
		}
	}
	if (f->seqs < EVIDENCE_MOST) {
		f->seq[f->seqs++] = seq;
	}
}

int64_t worked(const struct case_facts *c, int64_t from, int64_t to)
{
	return from < to ? work_between(c->cal, calendar_clamp(c->cal, from),
					calendar_clamp(c->cal, to)) : 0;
}

int64_t worked_on(const struct case_facts *c, int64_t from, int64_t seconds)
{
	return calendar_covers(c->cal, from) ? work_add(c->cal, from, seconds) : INSTANT_NONE;
}

bool same_day_limit(const struct case_facts *c)
{
	return c->version->limit.unit == LIMIT_SAME_DAY;
}

const struct step *duty_step(const struct case_facts *c, const struct case_duty *d)
{
	bool has = d->kind == OB_STEP && d->step >= 0 && (size_t)d->step < c->version->steps;

	return has ? &c->version->step[d->step] : NULL;
}

bool step_decides(const struct step *s)
{
	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == OUTCOME_DENY) {
			return true;
		}
	}
	return false;
}

bool straight_until(const struct case_facts *c, int64_t at)
{
	for (size_t i = 0; i < c->notices; i++) {
		const struct case_notice *n = &c->notice[i];

		if (n->kind != NOTICE_RESULT && n->asked_at <= at) {
			return false;
		}
	}
	for (size_t i = 0; i < c->duties; i++) {
		if (c->duty[i].kind == OB_WAIT && c->duty[i].from <= at) {
			return false;
		}
	}
	return c->form04_at == INSTANT_NONE || c->form04_at > at;
}

bool clean(const struct case_facts *c)
{
	return c->first_ready_at != INSTANT_NONE && c->first_ready_at <= c->first_due &&
	       c->returns == 0 && c->supplements == 0 && c->reopened == 0 && c->corrected == 0 &&
	       straight_until(c, c->first_ready_at);
}
