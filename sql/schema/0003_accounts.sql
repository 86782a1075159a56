-- database: store
-- The doors: who may sign in, who is signed in, who tried too often. It concerns
-- this machine and not the province's work, so nothing of it is rebuilt. What must
-- be answered for (a password given by somebody else, a lock) is an entry as well.

-- salt and digest: argon2id of the password keyed by the master key, so that this
-- file alone lets nobody guess; both empty: no password. expires_at: a password
-- given for one time; NULL: one's own.
-- class: ops
CREATE TABLE account (
	person @id PRIMARY KEY,
	salt @bytes NOT NULL,
	digest @bytes NOT NULL,
	set_at @int NOT NULL,
	set_by @int NOT NULL,
	expires_at @instant,
	locked_at @instant
) @strict;

-- token is the hash of what the browser keeps. A restored store begins without
-- these rows.
-- class: ops
CREATE TABLE session (
	no @id PRIMARY KEY,
	token @bytes NOT NULL,
	secret @bytes NOT NULL,
	person @int NOT NULL,
	how @int NOT NULL,
	opened_at @int NOT NULL,
	seen_at @int NOT NULL,
	seat_unit @int NOT NULL,
	seat_post @text NOT NULL,
	seat_behalf @int NOT NULL,
	pin @bytes NOT NULL,
	pin_wrong @int NOT NULL,
	parked @bool NOT NULL
) @strict;

-- Wrong tries by keyed hash of what was tried: no address and no code can be read
-- back. Rows go when their time is over.
-- class: ops
CREATE TABLE attempt (
	who @bytes NOT NULL PRIMARY KEY,
	kind @int NOT NULL,
	wrong @int NOT NULL,
	last_at @int NOT NULL,
	blocked_until @instant
) @bykey;
