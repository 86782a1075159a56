/*
 * Inside of the detectors: what core/detect*.c share and nobody else includes.
 */
#ifndef DUNGHEN_CORE_DETECT_IN_H
#define DUNGHEN_CORE_DETECT_IN_H

#include "detect.h"

enum { HOUR_S = 3600, WORKDAY_S = 8 * 3600 };

struct search {
	const struct case_facts *c;
	const struct detect_bounds *b;
	enum detector what;		/* the one at work */
	struct finding *out;
	size_t n;
};

typedef void detect_fn(struct search *s);
#define DETECTOR(ident, name, good, about, function) detect_fn function;
#include "detectors.def"
#undef DETECTOR

/* A new finding of the detector at work, to be filled; NULL: too many. */
struct finding *found(struct search *s, int64_t at, int64_t from, int64_t to);
void shows(struct finding *f, int64_t seq);	/* one more entry of evidence */

/* Working seconds of the dossier's calendar; 0 outside its cover. */
int64_t worked(const struct case_facts *c, int64_t from, int64_t to);
/* The instant so many working seconds later, or INSTANT_NONE. */
int64_t worked_on(const struct case_facts *c, int64_t from, int64_t seconds);
bool same_day_limit(const struct case_facts *c);
/* The step of a duty, or NULL. */
const struct step *duty_step(const struct case_facts *c, const struct case_duty *d);
bool step_decides(const struct step *s);	/* may deny */
/* Before that moment nothing had stopped or moved the citizen's clock. */
bool straight_until(const struct case_facts *c, int64_t at);
/* Ready in time, nothing sent back, asked, reopened or corrected. */
bool clean(const struct case_facts *c);

#endif
