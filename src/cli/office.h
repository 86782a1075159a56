/*
 * The calendar a command reckons with: `--office A|B|FILE` and `--calendar FILE`,
 * else profile A and the holidays compiled in.
 *
 * A calendar file brings the confirmed years: what it lacks after its last year
 * is taken from the table compiled in, as assumed.
 */
#ifndef DUNGHEN_CLI_OFFICE_H
#define DUNGHEN_CLI_OFFICE_H

#include "cli.h"

#include "core/calendar.h"

/* For tables of options. */
#define OFFICE_OPTIONS { "office", OPT_VALUE, "A|B|FILE" }, { "calendar", OPT_VALUE, "FILE" }

struct office {
	struct holiday_table table;
	struct profile profile;
	struct calendar calendar;
};

/* In the command's arena; *out must stay where it is. Errors: file.…, holidays.…,
 * profile.…, calendar.… */
bool office_open(struct cli *c, const struct opts *o, enum week_rule rule, struct office *out,
		 struct err *e) MUST_USE;

#endif
