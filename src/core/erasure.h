/*
 * When the personal data of a dossier may go: not while it is open, not before
 * its procedure's years of keeping have passed since it was closed (rule 43).
 */
#ifndef DUNGHEN_CORE_ERASURE_H
#define DUNGHEN_CORE_ERASURE_H

#include "dossier.h"

#define KEPT_OPEN INT64_MAX

/* The first instant at which it may be erased; KEPT_OPEN while it is open. */
int64_t dossier_kept_until(const struct dossier *d);

/* The grounds an entry may name: request, expired, order. */
bool erasure_ground(struct str word);

#endif
