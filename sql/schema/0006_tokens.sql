-- database: store
-- The door for programs: who may ask the JSON API, and for what (app/token.h).

-- digest is the hash of what the program keeps. person: whom it acts for, 0: the portal;
-- scopes: words joined by blanks; program: a word by which people tell it from others.
-- A restored store begins without these rows.
-- class: ops
CREATE TABLE bearer (
	no @id PRIMARY KEY,
	digest @bytes NOT NULL UNIQUE,
	person @int NOT NULL,
	scopes @text NOT NULL,
	program @text NOT NULL,
	made_at @int NOT NULL,
	made_by @int NOT NULL,
	ends_at @int NOT NULL,
	revoked_at @instant
) @strict;
