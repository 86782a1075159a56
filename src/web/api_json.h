/*
 * Views of app as JSON for programs. What is not there is null, never left out: so that a
 * program need not tell "none" from "older server".
 */
#ifndef DUNGHEN_WEB_API_JSON_H
#define DUNGHEN_WEB_API_JSON_H

#include "handler.h"

#include "app/dossier_view.h"
#include "app/inbox.h"

/* Empty text, NULL, INSTANT_NONE and id 0 are null. */
void api_put_str(const struct exchange *x, struct json *o, const char *name, struct str s);
void api_put_at(const struct exchange *x, struct json *o, const char *name, int64_t at);
void api_put_id(const struct exchange *x, struct json *o, const char *name, char letter,
		int64_t id);
void api_put_word(const struct exchange *x, struct json *o, const char *name, const char *word);
void api_put_seat(const struct exchange *x, struct json *o, const char *name,
		  const struct seat_label *l);

/* People whole, or masked as lists show them. */
struct json *api_dossier_json(const struct exchange *x, const struct dossier_view *d,
			      bool whole);
struct json *api_tasks_json(const struct exchange *x, const struct tasks *t);

#endif
