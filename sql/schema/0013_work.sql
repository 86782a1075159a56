-- database: store
-- What units did, by day and procedure, so that a scorecard reads some thousand rows however
-- many dossiers there are: steps and opinions that ended, by who answers for their seconds.

-- class: projection
CREATE TABLE work_sum (
	day @int NOT NULL,
	unit @int NOT NULL,
	procedure @text NOT NULL,
	steps @int NOT NULL,
	held_s @int NOT NULL,
	over_s @int NOT NULL,
	late @int NOT NULL,
	given @int NOT NULL,
	taken @int NOT NULL,
	asked @int NOT NULL,
	asked_s @int NOT NULL,
	asked_late @int NOT NULL,
	asked_over_s @int NOT NULL,
	PRIMARY KEY (day, unit, procedure)
) @bykey;

-- How many steps of a unit took so long, by bands (core/work.h).
-- class: projection
CREATE TABLE work_spread (
	day @int NOT NULL,
	unit @int NOT NULL,
	band @int NOT NULL,
	n @int NOT NULL,
	PRIMARY KEY (day, unit, band)
) @bykey;

UPDATE meta SET value = 0 WHERE name = 'projections';
