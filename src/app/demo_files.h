/*
 * Papers of the demonstration, plainly nobody's: a form and a draft as PDF, the picture of
 * a card. The counter scans the form of what it hands on in the last days, and whoever
 * proposes a result then puts its draft in, so that what is in hand when the province is
 * opened has something to look at. The bytes are the same for all; sealed they are not.
 */
#ifndef DUNGHEN_APP_DEMO_FILES_H
#define DUNGHEN_APP_DEMO_FILES_H

#include "demo_sim.h"

/* What the holder of the present step attaches before going on. Nothing before the last
 * days, where the store is served already, or where sheets cannot be drawn. */
bool demo_files(struct demo *d, struct life *f, bool proposes, struct err *e) MUST_USE;

/* The holder attaches the picture of a card, whatever the day. */
bool demo_card(struct demo *d, struct life *f, struct err *e) MUST_USE;

#endif
