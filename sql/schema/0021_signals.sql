-- database: store
-- What further detectors ask (core/detect.h): requests that name nothing lacking, answers
-- found to be none, letters of apology, what became of what was passed up, who files for
-- whom; and what single findings have in common that are something only together.

ALTER TABLE dossier ADD COLUMN proxied @bool NOT NULL DEFAULT 0;
ALTER TABLE notice ADD COLUMN empty @bool NOT NULL DEFAULT 0;
ALTER TABLE opinion ADD COLUMN upheld @int NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN common @int NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN each @int NOT NULL DEFAULT 0;

-- class: projection
CREATE TABLE apology (
	dossier @int NOT NULL,
	no @int NOT NULL,
	duty @int NOT NULL,
	due @instant,
	sign_by @int NOT NULL,
	drafted_at @int NOT NULL,
	signed_at @instant,
	missed_at @instant,
	PRIMARY KEY (dossier, no)
) @bykey;

-- class: projection
CREATE TABLE escalation (
	dossier @int NOT NULL,
	no @int NOT NULL,
	duty @int NOT NULL,
	at @int NOT NULL,
	due @instant,
	acted_at @instant,
	how @int NOT NULL,
	PRIMARY KEY (dossier, no)
) @bykey;
