/* The way through a version of a procedure as a picture: its steps in the manner of a
 * dossier's ribbon, the ways back below. */
#ifndef DUNGHEN_WEB_VERSION_FLOW_H
#define DUNGHEN_WEB_VERSION_FLOW_H

#include "view_part.h"
#include "words.h"

#include "core/law.h"

struct ribbon_view version_flow(const struct exchange *x, const struct procedure_version *v);

#endif
