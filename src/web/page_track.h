/* Tracking by code and digits (rules 40, 41). */
#ifndef DUNGHEN_WEB_PAGE_TRACK_H
#define DUNGHEN_WEB_PAGE_TRACK_H

#include "handler.h"
#include "view_track.h"

handler_fn track_form, track_open, track_show, track_proof;

/* What happened, newest first; what only moves inside an office is left out. */
struct track_events_view track_events(const struct exchange *x, const struct history *h);

#endif
