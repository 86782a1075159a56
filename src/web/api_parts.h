/* The parts of a dossier as JSON, for api_json.c. */
#ifndef DUNGHEN_WEB_API_PARTS_H
#define DUNGHEN_WEB_API_PARTS_H

#include "handler.h"

#include "app/dossier_view.h"

struct json *api_ribbon_json(const struct exchange *x, const struct ribbon *r);
struct json *api_history_json(const struct exchange *x, const struct history *h);
struct json *api_trace_json(const struct exchange *x, const struct deadline_trace *t);
struct json *api_papers_json(const struct exchange *x, const struct dossier_view *d);
/* Names that people gave files are told whole or not at all. */
struct json *api_files_json(const struct exchange *x, const struct dossier_view *d, bool whole);
struct json *api_opinions_json(const struct exchange *x, const struct dossier_view *d);
struct json *api_rounds_json(const struct exchange *x, const struct dossier_view *d);
struct json *api_contests_json(const struct exchange *x, const struct dossier_view *d);
struct json *api_returns_json(const struct exchange *x, const struct dossier_view *d);
struct json *api_fees_json(const struct exchange *x, const struct dossier_view *d);
struct json *api_possible_json(const struct exchange *x, const struct possible_list *p);

#endif
