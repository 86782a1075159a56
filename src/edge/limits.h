/* What the machine allows a process, against what a server is to be able to do. */
#ifndef DUNGHEN_EDGE_LIMITS_H
#define DUNGHEN_EDGE_LIMITS_H

#include "base/err.h"

/* As many open files at once; the soft limit is raised as far as the hard one lets.
 * Errors: limits.files (need, have). */
bool limits_files(int need, struct err *e) MUST_USE;

#endif
