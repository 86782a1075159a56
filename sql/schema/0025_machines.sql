-- database: store
-- One account at two machines (core/machines.h): which machine a session is on, and what
-- was seen, as the entry two_machines tells it.

-- A keyed hash, other for each person at the same machine; 0: not known. Sessions of before
-- have none and count for nothing.
ALTER TABLE session ADD COLUMN device @int NOT NULL DEFAULT 0;

-- class: projection
CREATE TABLE machines (
	dossier @int NOT NULL,
	seq @int NOT NULL,
	person @int NOT NULL,
	from_at @instant,
	to_at @instant,
	first @int NOT NULL,
	second @int NOT NULL,
	third @int NOT NULL,
	PRIMARY KEY (dossier, seq)
) @bykey;

CREATE INDEX machines_seq ON machines(seq);
