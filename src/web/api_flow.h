/*
 * What the addresses of the bottlenecks in the JSON API share. They are the pages below
 * /board/bottlenecks for programs: the same study (flow_int.h), the same rights, the same
 * numbers. Seconds are whole, what is less than one is cut off; shares are per ten thousand.
 */
#ifndef DUNGHEN_WEB_API_FLOW_H
#define DUNGHEN_WEB_API_FLOW_H

#include "api.h"
#include "flow_int.h"

/* The query holds unit, of, the words of the filter (field, procedure, activity, from, to,
 * giver, taker) and `more`, each with a value it can have; asks, and studies for that view and
 * use. False: x has its reply. flow_done in any case. */
bool api_flow_open(struct exchange *x, struct flow *f, const char *const *more, size_t n,
		   const char *view, enum flow_use use);

/* The answer: of which unit and days, how many dossiers before the filter, and "found".
 * NULL: "few" of them are left, of which nothing is told (rule 44). */
void api_flow_reply(const struct flow *f, const struct json *found);
struct json *api_flow_head(const struct flow *f, bool few);

/* {"key", "name"}, or null for nobody. Without a key whom giver, taker and holder cannot name. */
void api_flow_put_holder(const struct flow *f, struct json *o, const char *name, int32_t holder);
void api_flow_put_seconds(const struct flow *f, struct json *o, const char *name, mine_sum us);
/* All of it only when it is. */
void api_flow_put_share(const struct flow *f, struct json *o, const char *name, double share);

#endif
