-- database: store
-- Scorecards by procedure and, for the person and their direct head alone (rule 36), by person.

-- How often the citizen was asked to complete it (criterion 3 of Decree 61/2018 art. 31).
ALTER TABLE dossier ADD COLUMN asks @int NOT NULL DEFAULT 0;

-- The sums of days (0005_tally.sql) by procedure as well, so that fields and procedures have
-- rates of their own, and what two criteria ask: how often the citizen was asked to complete
-- what was solved, and what came online and was solved late.
DROP TABLE tally;
-- class: projection
CREATE TABLE tally (
	day @int NOT NULL,
	agency @int NOT NULL,
	procedure @text NOT NULL,
	received_self @int NOT NULL,
	received_helped @int NOT NULL,
	received_direct @int NOT NULL,
	early @int NOT NULL,
	on_time @int NOT NULL,
	late @int NOT NULL,
	lived_on_time @int NOT NULL,
	lived_late @int NOT NULL,
	broken @int NOT NULL,
	open @int NOT NULL,
	asked_none @int NOT NULL,
	asked_once @int NOT NULL,
	asked_more @int NOT NULL,
	online_late @int NOT NULL,
	PRIMARY KEY (day, agency, procedure)
) @bykey;

-- What was done (core/work.h), by who answers for it: by unit, so that a card of many reads few
-- rows, and besides by person, so that one of a person reads theirs alone.
DROP TABLE work_sum;
-- class: projection
CREATE TABLE work_sum (
	day @int NOT NULL,
	unit @int NOT NULL,
	procedure @text NOT NULL,
	steps @int NOT NULL,
	early @int NOT NULL,
	late @int NOT NULL,
	held_s @int NOT NULL,
	untaken_s @int NOT NULL,
	over_s @int NOT NULL,
	wait_s @int NOT NULL,
	away_s @int NOT NULL,
	given @int NOT NULL,
	taken @int NOT NULL,
	asked @int NOT NULL,
	asked_early @int NOT NULL,
	asked_late @int NOT NULL,
	asked_s @int NOT NULL,
	asked_over_s @int NOT NULL,
	ruled @int NOT NULL,
	ruled_late @int NOT NULL,
	called @int NOT NULL,
	called_late @int NOT NULL,
	PRIMARY KEY (day, unit, procedure)
) @bykey;

-- class: projection
CREATE TABLE work_own (
	person @int NOT NULL,
	day @int NOT NULL,
	unit @int NOT NULL,
	procedure @text NOT NULL,
	steps @int NOT NULL,
	early @int NOT NULL,
	late @int NOT NULL,
	held_s @int NOT NULL,
	untaken_s @int NOT NULL,
	over_s @int NOT NULL,
	wait_s @int NOT NULL,
	away_s @int NOT NULL,
	given @int NOT NULL,
	taken @int NOT NULL,
	asked @int NOT NULL,
	asked_early @int NOT NULL,
	asked_late @int NOT NULL,
	asked_s @int NOT NULL,
	asked_over_s @int NOT NULL,
	ruled @int NOT NULL,
	ruled_late @int NOT NULL,
	called @int NOT NULL,
	called_late @int NOT NULL,
	PRIMARY KEY (person, day, unit, procedure)
) @bykey;

-- How many steps took so long, by bands.
DROP TABLE work_spread;
-- class: projection
CREATE TABLE work_spread (
	day @int NOT NULL,
	unit @int NOT NULL,
	procedure @text NOT NULL,
	band @int NOT NULL,
	n @int NOT NULL,
	PRIMARY KEY (day, unit, procedure, band)
) @bykey;

-- class: projection
CREATE TABLE work_own_spread (
	person @int NOT NULL,
	day @int NOT NULL,
	unit @int NOT NULL,
	procedure @text NOT NULL,
	band @int NOT NULL,
	n @int NOT NULL,
	PRIMARY KEY (person, day, unit, procedure, band)
) @bykey;

UPDATE meta SET value = 0 WHERE name = 'projections';
