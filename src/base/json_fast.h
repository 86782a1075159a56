/*
 * The short way for JSON as we write it: no blanks, no escapes, whole numbers, text
 * already in NFC, objects of few members. Entries of the ledger are of this kind, and
 * reading them is most of what starting, folding and showing a dossier costs.
 *
 * It takes only what json_slow would take, with the same tree; whatever else a text may
 * be, and every refusal with its place, is left to json_slow. json_parse tries the one
 * and then the other.
 */
#ifndef DUNGHEN_BASE_JSON_FAST_H
#define DUNGHEN_BASE_JSON_FAST_H

#include "json.h"

/* False: not of this kind; nothing is left in the arena. */
bool json_fast(struct arena *a, struct str text, const struct json **out) MUST_USE;
/* By jansson; errors as of json_parse. */
bool json_slow(struct arena *a, struct str text, const struct json **out,
	       struct err *e) MUST_USE;

#endif
