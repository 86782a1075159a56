-- database: store
-- Whose lateness it was (rule 27), of lives that ended late: by unit, in working seconds that
-- add up to the dossier's (core/lateness.h).

-- day: of the end, as lived; agency: the competent one; unit 0: whoever has none.
-- class: projection
CREATE TABLE late_share (
	dossier @int NOT NULL,
	unit @int NOT NULL,
	agency @int NOT NULL,
	day @int NOT NULL,
	late_s @int NOT NULL,
	PRIMARY KEY (dossier, unit)
) @bykey;
CREATE INDEX late_share_day ON late_share (day, unit, agency, late_s);

-- A store that had dossiers before has none of this yet: a rebuild is asked for.
UPDATE meta SET value = 0 WHERE name = 'projections';
