/*
 * Tiles and entry bundles, the files of a published log (C2SP tlog-tiles).
 *
 * Tile n of level l holds the roots of 256 subtrees of height 8·l, one after the
 * other; a partial one holds the first `width` of them. A bundle holds the
 * entries of a level-0 tile, each after its length as a big-endian uint16.
 */
#ifndef DUNGHEN_CORE_TILE_H
#define DUNGHEN_CORE_TILE_H

#include "base/buf.h"
#include "base/hash.h"
#include "base/str.h"

enum {
	TILE_HEIGHT = 8,
	TILE_WIDTH = 1 << TILE_HEIGHT,
	TILE_SIZE = TILE_WIDTH * HASH_SIZE,
	TILE_LEVELS = 8,		/* 63 bits of leaves */
	TILE_ENTRIES = -1,		/* the level of bundles, in paths */
	TILE_PATH = 64,
};

/* How many hashes of that level a tree has, full tiles and partial. */
int64_t tile_hashes(int64_t size, int level);

/* "tile/0/x001/x234/067", ".p/112" behind it when width is below TILE_WIDTH;
 * "tile/entries/000". */
const char *tile_path(int level, int64_t n, int width, char out[TILE_PATH]);
/* The same backwards; false: not exactly what tile_path writes. */
bool tile_parse(struct str path, int *level, int64_t *n, int *width) MUST_USE;

void bundle_add(struct buf *b, struct str entry);	/* entry.n <= LIMIT_ENTRY */
/* Takes the next entry off *rest. Errors: bundle.cut (ERR_CORRUPT). */
bool bundle_next(struct str *rest, struct str *entry, struct err *e) MUST_USE;

#endif
