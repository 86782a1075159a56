-- database: store
-- Matters that are no dossiers (core/matter.h) and what somebody owes in them.

-- class: projection
CREATE TABLE matter (
	id @id PRIMARY KEY,
	kind @int NOT NULL,
	unit @int NOT NULL,
	reference @text NOT NULL,
	opened_at @int NOT NULL,
	opened_by @int NOT NULL,
	closed_at @instant,
	next_at @instant,
	open @int NOT NULL,
	last_seq @int NOT NULL
) @strict;

CREATE INDEX matter_unit ON matter(unit, opened_at, id);
CREATE INDEX matter_next ON matter(next_at, id) WHERE next_at IS NOT NULL;

-- class: projection
CREATE TABLE owed (
	matter @int NOT NULL,
	no @int NOT NULL,
	kind @int NOT NULL,
	holder_unit @int NOT NULL,
	holder_post @text NOT NULL,
	holder_person @int NOT NULL,
	from_at @instant,
	to_at @instant,
	due @instant,
	due_sort @int NOT NULL,
	ended @int NOT NULL,
	silent @bool NOT NULL,
	answer @text NOT NULL,
	opened_seq @int NOT NULL,
	closed_seq @int NOT NULL,
	PRIMARY KEY (matter, no)
) @bykey;

CREATE INDEX owed_unit ON owed(holder_unit, due_sort, matter, no) WHERE to_at IS NULL;
CREATE INDEX owed_person ON owed(holder_person, due_sort, matter, no) WHERE to_at IS NULL;
