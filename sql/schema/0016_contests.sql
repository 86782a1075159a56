-- database: store
-- Contests of competence (rule 32): who would not have it, who sent it, who rules.

-- class: projection
CREATE TABLE contest (
	dossier @int NOT NULL,
	no @int NOT NULL,
	at @int NOT NULL,
	by_unit @int NOT NULL,
	sender_unit @int NOT NULL,
	named_unit @int NOT NULL,
	reason @text NOT NULL,
	arbiter_unit @int NOT NULL,
	due @instant,
	first_due @instant,
	escalated_at @instant,
	outcome @int NOT NULL,
	ended_at @instant,
	ruled_by @int NOT NULL,
	moved @bool NOT NULL,
	work_s @int NOT NULL,
	PRIMARY KEY (dossier, no)
) @bykey;

CREATE INDEX contest_at ON contest(at, dossier, no);
