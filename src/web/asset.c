/* Finds compiled-in files by address. */
#include "asset.h"

#include <assert.h>

const struct asset *asset_find(struct str path)
{
	for (size_t i = 0; i < ASSETS; i++) {
		if (str_eq(asset_table[i].path, path)) {
			return &asset_table[i];
		}
	}
	return NULL;
}

struct str asset_href(enum asset_id id)
{
	assert(id < ASSETS);
	return asset_table[id].path;
}
