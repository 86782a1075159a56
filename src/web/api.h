/*
 * The JSON API below /api/v1: what its handlers share, and the handlers (routes.def).
 * They ask the same functions of app as the pages, answer JSON (RFC 8785), and refuse by
 * problem documents (problem.h, through reply_err). doc/api.md tells people, and
 * doc/openapi.json programs, what there is; tests hold answers against it.
 */
#ifndef DUNGHEN_WEB_API_H
#define DUNGHEN_WEB_API_H

#include "handler.h"

#include "app/figures.h"

void api_openapi(struct exchange *x);
void api_token(struct exchange *x);
void api_procedures(struct exchange *x);
void api_procedure(struct exchange *x);
void api_dossiers(struct exchange *x);
void api_dossier(struct exchange *x);
void api_inbox(struct exchange *x);
void api_opinions(struct exchange *x);
void api_late_soon(struct exchange *x);
void api_figures(struct exchange *x);
void api_ledger_head(struct exchange *x);
void api_signals(struct exchange *x);
void api_signal(struct exchange *x);
void api_bottlenecks(struct exchange *x);
void api_bottleneck_dossiers(struct exchange *x);
void api_bottleneck_model(struct exchange *x);
void api_bottleneck_beside(struct exchange *x);
void api_bottleneck_steps(struct exchange *x);
void api_act(struct exchange *x);
void api_reform(struct exchange *x);
void api_reform_check(struct exchange *x);
void api_reform_start(struct exchange *x);
void api_reform_minutes(struct exchange *x);

/* ---- shared ---- */

enum { API_PAGE = 50, API_PAGE_MOST = 200 };

/* The body as an object of JSON. Errors: api.type, json.…, command.object. */
bool api_json(const struct exchange *x, const struct json **out, struct err *e) MUST_USE;
/* The answer, 200; or api.much, where it has no room. */
void api_reply(struct exchange *x, const struct json *answer);
/* All of the query is one of these names, each at most once. Errors: api.query (name). */
bool api_query(const struct exchange *x, const char *const *name, size_t n,
	       struct err *e) MUST_USE;
/* How many rows a page has: `limit`, else API_PAGE. Errors: api.limit (max). */
bool api_limit(const struct exchange *x, int64_t *out, struct err *e) MUST_USE;
bool api_limit_of(const struct exchange *x, int64_t most, int64_t *out, struct err *e) MUST_USE;
/* "true" or "false"; false when not given. Errors: api.bool (name, value). */
bool api_bool(const struct exchange *x, const char *name, bool *out, struct err *e) MUST_USE;
/* The days of the board that `of` names, this month unless it does. Errors: score.of (value). */
bool api_days(const struct exchange *x, struct days *out, struct err *e) MUST_USE;
/* "from" and "to", the last day. */
void api_put_days(const struct exchange *x, struct json *o, struct days d);
/* Where the page goes on from: `after`, or empty. Errors: api.cursor. */
bool api_after(const struct exchange *x, struct str *out, struct err *e) MUST_USE;
/* The cursor of the next page, or null. */
void api_put_next(const struct exchange *x, struct json *o, struct str next);

#endif
