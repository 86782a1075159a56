-- database: store
-- Signals (rule 34): what was told to somebody, and what became of it; their dossiers.

-- class: projection
CREATE TABLE signal (
	matter @id PRIMARY KEY,
	what @text NOT NULL,
	good @bool NOT NULL,
	person @int NOT NULL,
	unit @int NOT NULL,
	dossier @int NOT NULL,
	found_at @int NOT NULL,
	from_at @instant,
	told_at @instant,
	replied_at @instant,
	state @int NOT NULL,
	ruling @int NOT NULL,
	lapsed @bool NOT NULL,
	ruled_at @instant,
	ruled_by @int NOT NULL,
	appealed_at @instant,
	duty_unit @int NOT NULL,
	duty_person @int NOT NULL,
	due @instant
) @strict;

CREATE INDEX signal_told ON signal(told_at, matter);
CREATE INDEX signal_person ON signal(person, ruled_at) WHERE person > 0;
CREATE INDEX signal_unit ON signal(unit, ruled_at);
CREATE INDEX signal_unruled ON signal(matter) WHERE state < 2;

-- class: projection
CREATE TABLE signal_of (
	dossier @int NOT NULL,
	matter @int NOT NULL,
	along @bool NOT NULL,
	PRIMARY KEY (dossier, matter)
) @bykey;

CREATE INDEX finding_at ON finding(at, dossier, no);
