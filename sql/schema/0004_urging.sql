-- database: store
-- What stands beside a dossier: the counter's urging still to be answered (rule 45), how
-- often somebody came for nothing (rule 46), and who opened it (rules 42 and 47).

ALTER TABLE dossier ADD COLUMN urge_due @instant;
ALTER TABLE dossier ADD COLUMN urges @int NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN came_for_nothing @int NOT NULL DEFAULT 0;

CREATE INDEX access_dossier ON access (dossier, reader, at);
