/*
 * `dunghen mine --db DIR --conform`: our dossiers beside the steps of their law
 * (app/mine_conform.h), told. Dossiers are named by their ids, people not at all; units with
 * fewer than five dossiers stand together (rule 44).
 */
#ifndef DUNGHEN_CLI_MINE_CONFORM_TELL_H
#define DUNGHEN_CLI_MINE_CONFORM_TELL_H

#include "mine_out.h"

#include "app/mine_conform.h"

/* Reads --procedure. Errors: those of mine_conform. */
bool mine_conform_tell(struct cli *c, const struct opts *o, struct app *app, struct arena *a,
		       struct arena *scratch, struct err *e) MUST_USE;

/* Of cases called `what`: how many, fitness and loops, in the object at hand; and each kind of
 * deviation. */
void mine_json_fitness(struct mine_out *o, const struct deviation_total *t, const char *what);
void mine_json_kinds(struct mine_out *o, const struct deviation_total *t, const char *what);
void mine_json_deviating(struct mine_out *o, const struct deviating *d);

#endif
