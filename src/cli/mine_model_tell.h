/*
 * `dunghen mine --model`: the model of a log (app/mine_model.h) found, written as BPMN and as
 * a picture where they are asked for, and told.
 */
#ifndef DUNGHEN_CLI_MINE_MODEL_TELL_H
#define DUNGHEN_CLI_MINE_MODEL_TELL_H

#include "mine_found.h"

#include "opt.h"

/* "0.2" in thousandths. Errors: mine.noise (value). */
bool mine_noise(struct str s, int32_t *out, struct err *e) MUST_USE;

/* Of a log that is ordered and filtered; reads --noise, --bpmn and --svg. Errors: those of
 * mine_model, mine.noise, store.file. */
bool mine_model_tell(struct cli *c, const struct opts *o, const struct mine_found *f,
		     struct arena *a, struct arena *scratch, struct err *e) MUST_USE;

#endif
