/* Names of what mining found, as people are told them. */
#include "mine_found.h"

struct str mine_activity(const struct mine_found *f, int32_t id)
{
	return f->said != NULL ? f->said->activity[id]
			       : mine_names_text(&f->s.log->activities, id);
}

struct str mine_holder(const struct mine_found *f, int32_t id)
{
	return id == MINE_NONE ? STR("–")
	       : f->said != NULL ? f->said->holder[id]
				 : mine_names_text(&f->s.log->holders, id);
}

struct str mine_case(struct arena *a, const struct mine_found *f, int32_t id)
{
	return f->said != NULL ? str_int(a, (int64_t)id + 1)
			       : mine_names_text(&f->s.log->cases, id);
}
