-- database: store
-- A webhook may be told of some units' dossiers alone: keys joined by blanks; empty: of all.
ALTER TABLE webhook ADD COLUMN units @text NOT NULL DEFAULT '';
