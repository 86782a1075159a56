-- database: store
-- The Merkle tree over the entries, and its signed heads.

-- Full tiles (core/tile.h): level, number, 256 hashes, and their root. Leaves
-- stand beside their entries; partial tiles are rendered from both. Derived from
-- the entries, so a rebuild makes them anew, and refuses when the heads disagree.
-- class: projection
CREATE TABLE tile (
	level @int NOT NULL,
	n @int NOT NULL,
	root @bytes NOT NULL,
	hashes @bytes NOT NULL,
	PRIMARY KEY (level, n)
) @strict;

-- Heads that were signed: the last, the last of each hour, each one handed out.
-- Not derived, and thinned: neither projection nor ledger. verify checks them.
-- class: ops
CREATE TABLE head (
	size @int PRIMARY KEY,
	at @int NOT NULL,
	note @bytes NOT NULL,
	handed @int NOT NULL
) @strict;

-- A store that had entries before has no tiles for them yet: a rebuild is asked for.
UPDATE meta SET value = 0 WHERE name = 'projections';
