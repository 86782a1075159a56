/* Tracking by code and digits (rules 40, 41). */
#ifndef DUNGHEN_WEB_PAGE_TRACK_H
#define DUNGHEN_WEB_PAGE_TRACK_H

#include "handler.h"

handler_fn track_form, track_open, track_show, track_proof;

#endif
