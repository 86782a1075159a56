-- database: store
-- What detectors ask of a dossier beside its row and its obligations (core/detect.h):
-- what was asked of the citizen, of other units, and which filing it continues.

ALTER TABLE dossier ADD COLUMN submitter @int NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN continues @int NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN corrections @int NOT NULL DEFAULT 0;

-- class: projection
CREATE TABLE notice (
	dossier @int NOT NULL,
	no @int NOT NULL,
	kind @int NOT NULL,
	lawful @bool NOT NULL,
	asked_at @int NOT NULL,
	told_at @instant,
	delivered_at @instant,
	answered_at @instant,
	seq @int NOT NULL,
	PRIMARY KEY (dossier, no)
) @bykey;

-- class: projection
CREATE TABLE opinion (
	dossier @int NOT NULL,
	no @int NOT NULL,
	duty @int NOT NULL,
	asked_at @int NOT NULL,
	due @instant,
	answered_at @instant,
	planned @bool NOT NULL,
	silent @bool NOT NULL,
	said @int NOT NULL,
	PRIMARY KEY (dossier, no)
) @bykey;
