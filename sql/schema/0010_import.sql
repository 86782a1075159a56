-- database: store
-- Imports by name, so that one can be taken back (rule 24).

-- class: projection
CREATE TABLE import_batch (
	dossier @id PRIMARY KEY,
	batch @text NOT NULL
) @strict;
CREATE INDEX import_batch_name ON import_batch (batch, dossier);
