/* Numbers for whoever watches the program (Prometheus text format), on an address of
 * its own: web_watch_calls. */
#ifndef DUNGHEN_WEB_PAGE_METRICS_H
#define DUNGHEN_WEB_PAGE_METRICS_H

#include "route.h"

extern const struct route metrics_route;

#endif
