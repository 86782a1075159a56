/*
 * What a dossier comes in with, shared by decide_intake.c and decide_import.c. Nobody else
 * includes this.
 */
#ifndef DUNGHEN_CORE_DECIDE_FILING_H
#define DUNGHEN_CORE_DECIDE_FILING_H

#include "decide_in.h"

/* What a new dossier is about and who decides it, found before anything is said. */
struct filing {
	const struct procedure *procedure;
	const struct procedure_version *version;
	const struct rule_set *rules;
	const struct calendar_version *calendar;
	const struct calendar *cal;
	enum channel channel;
	const struct unit *receiving, *competent;
	struct str profile;
	int64_t submitted_at;
};

/* The units of the arguments, their agency and profile. Refusals: intake.… */
bool filing_units(struct decide *x, struct filing *f, struct err *e) MUST_USE;
/* Procedure, rule set and calendar as of a day. Refusals: law.… of intake. */
bool filing_law(struct decide *x, struct filing *f, struct day d, struct err *e) MUST_USE;
/* The members of the body that each first entry has. */
void filing_put(struct decide *x, struct json *b, const struct filing *f, struct str code);

#endif
