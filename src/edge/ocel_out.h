/*
 * Object-centric event logs (OCEL 2.0) written into files, as JSON or XML.
 */
#ifndef DUNGHEN_EDGE_OCEL_OUT_H
#define DUNGHEN_EDGE_OCEL_OUT_H

#include "core/ocel.h"

#include <stdio.h>

/* `f` stays the caller's. Errors: store.file (detail). Ended by its `end`, whatever failed
 * before. */
struct ocel_out *ocel_out_json(struct arena *a, FILE *f);
struct ocel_out *ocel_out_xml(struct arena *a, FILE *f);

#endif
