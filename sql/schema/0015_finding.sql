-- database: store
-- What detectors found in dossiers (core/detect.h), written behind the ledger by
-- app/detect_run: true from `at` on, which may lie ahead.

-- class: projection
CREATE TABLE finding (
	dossier @int NOT NULL,
	no @int NOT NULL,
	what @text NOT NULL,
	person @int NOT NULL,
	unit @int NOT NULL,
	at @int NOT NULL,
	from_at @instant,
	to_at @instant,
	work_s @int NOT NULL,
	other @int NOT NULL,
	evidence @text NOT NULL,
	PRIMARY KEY (dossier, no)
) @bykey;

CREATE INDEX finding_person ON finding(person, at) WHERE person > 0;
CREATE INDEX finding_unit ON finding(unit, at);
