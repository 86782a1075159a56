/*
 * What mining found as pictures: one as SVG, or all of them with their tables in one HTML
 * file that needs no network and reads without JavaScript; a few lines of it filter tables.
 */
#ifndef DUNGHEN_CLI_MINE_HTML_H
#define DUNGHEN_CLI_MINE_HTML_H

#include "mine_found.h"

#include "app/draw.h"

/* `name`: of draw_pictures. A log without anything to see gives a picture that says so.
 * Errors: store.file. */
bool mine_svg(struct cli *c, const struct mine_found *f, struct str name, struct str path,
	      struct err *e) MUST_USE;
bool mine_html(struct cli *c, const struct mine_found *f, struct str path,
	       struct err *e) MUST_USE;

#endif
