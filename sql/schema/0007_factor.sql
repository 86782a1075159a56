-- database: store
-- The second factor at the door (app/factor.h). That an administrator took one back is an
-- entry as well; which units must is told by the ledger.

-- secret: sealed under a key of the master key, for this person. since: set up at. step:
-- the last one a code was taken of. recovery: hashes of the codes for one time each that
-- are left, one after another.
-- class: ops
CREATE TABLE second_factor (
	person @id PRIMARY KEY,
	secret @bytes NOT NULL,
	since @int NOT NULL,
	step @int NOT NULL,
	recovery @bytes NOT NULL
) @strict;
