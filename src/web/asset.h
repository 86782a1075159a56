/*
 * Files for the browser (style, fonts, scripts, pictures), compiled in by
 * tools/assetgen. Their addresses hold a hash of their bytes: what stands at one
 * never changes, so it may be kept for ever (Cache-Control: immutable).
 */
#ifndef DUNGHEN_WEB_ASSET_H
#define DUNGHEN_WEB_ASSET_H

#include "assets.h"
#include "base/str.h"

struct asset {
	struct str path;		/* "/static/look.1a2b3c4d.css" */
	struct str type;		/* Content-Type */
	struct str raw;
	struct str gzip;		/* empty: it gains nothing */
};

extern const struct asset asset_table[ASSETS];

/* The asset at the path of a request, or NULL. */
const struct asset *asset_find(struct str path);
/* Its address; pages write {{asset "look.css"}}. */
struct str asset_href(enum asset_id id);

#endif
