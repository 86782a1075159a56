/*
 * Object-centric event logs out of files: JSON and XML of OCEL 2.0, plain or packed, told
 * event by event (core/ocel.h). In memory stands one event or object.
 */
#ifndef DUNGHEN_EDGE_OCEL_IN_H
#define DUNGHEN_EDGE_OCEL_IN_H

#include "core/ocel.h"

#include <stdio.h>

enum ocel_form { OCEL_NONE, OCEL_JSON, OCEL_XML, OCEL_OTHER_XML };

/* What the file begins as, and whether it is packed: XML is OCEL when the first tag within
 * <log> is one of OCEL's. Leaves it at its beginning. Errors: those of unpack.h. */
bool ocel_in_looks(FILE *f, enum ocel_form *out, bool *packed, struct err *e) MUST_USE;
/* All of the file; it stays the caller's. Errors: those of unpack.h, xml.h, json_stream.h, the
 * sink's; ocel.large, ocel.form (line), with line. */
bool ocel_in_read(FILE *f, enum ocel_form form, const struct ocel_sink *sink,
		  struct err *e) MUST_USE;

/* Inside of ocel_in.c, ocel_json.c and ocel_xml.c. */
struct unpack;
bool ocel_json(struct unpack *from, const struct ocel_sink *sink, struct arena *a,
	       struct ocel_draft *d, struct err *e) MUST_USE;
bool ocel_xml(struct unpack *from, const struct ocel_sink *sink, struct arena *a,
	      struct ocel_draft *d, struct err *e) MUST_USE;

#endif
