/*
 * A model of an event log as JSON, for programs: what of it is whole numbers and names. Faces
 * add how it fits, each as it writes shares.
 */
#ifndef DUNGHEN_APP_MINE_MODEL_JSON_H
#define DUNGHEN_APP_MINE_MODEL_JSON_H

#include "mine_model.h"

#include "base/json.h"

/* {"tree": {"kind", of an activity "name" and "events", "children"}, "cuts" and
 * "fall_throughs" by kind, "filtered_cuts", "given_up"}; names are m's. */
struct json *mine_model_json(struct arena *a, const struct mine_model *m);

struct mine_apart {			/* an activity with steps apart */
	int32_t activity;
	int64_t extra, missing;
};
/* Of so many activities; most first, equal ones by `rank`. In `a`; returns how many. */
size_t mine_model_aparts(struct arena *a, const struct mine_model *m, int32_t activities,
			 const int32_t *rank, struct mine_apart **out);

#endif
