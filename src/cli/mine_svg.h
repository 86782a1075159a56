/*
 * The map of what follows what (core/mine_map.h) as a picture of its own: thickness is how
 * often, darkness how long it waited, with a title, a legend and what is not drawn. It
 * reads in grey and prints; nothing in it moves or is fetched.
 */
#ifndef DUNGHEN_CLI_MINE_SVG_H
#define DUNGHEN_CLI_MINE_SVG_H

#include "mine_found.h"

#include "core/mine_map.h"

/* Errors: store.file (file, detail). */
bool mine_svg(struct cli *c, const struct mine_found *f, const struct mine_map *m,
	      struct str path, struct err *e) MUST_USE;

#endif
