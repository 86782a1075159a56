/* `dunghen signals`: what became of what was found (rule 34). */
#ifndef DUNGHEN_CLI_SIGNALS_TOLD_H
#define DUNGHEN_CLI_SIGNALS_TOLD_H

#include "cli.h"

#include "app/app.h"

/* How signals of each detector came out by rulings of people. */
bool signals_ruled(struct cli *c, struct app *app, struct err *e) MUST_USE;
/* Those that `as` may see; one of them (id). Errors: person.unknown, matter.unknown. */
bool signals_seen(struct cli *c, struct app *app, struct str as, struct str show,
		  struct err *e) MUST_USE;
bool signals_one(struct cli *c, struct app *app, struct str as, struct str id,
		 struct err *e) MUST_USE;

#endif
