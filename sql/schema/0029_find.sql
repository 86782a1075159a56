-- database: store
-- What a search reads of dossiers that the seeker may not see: entries of two indexes and
-- no row. And sealed texts with their rows apart from the tree of their keys: where rows are
-- part of it, its inner pages hold a dozen each, and every look goes through twice as many.

DROP INDEX dossier_owner;
CREATE INDEX dossier_owner ON dossier(owner, id, state, receiving, helping, competent, office_unit);
CREATE INDEX obligation_reader ON obligation(dossier, holder_unit) WHERE holder_unit > 0;

ALTER TABLE sealed RENAME TO sealed_by_key;
-- class: vault
CREATE TABLE sealed (
	commitment @bytes NOT NULL PRIMARY KEY,
	owner_kind @int NOT NULL,
	owner @int NOT NULL,
	label @text NOT NULL,
	sealed @bytes NOT NULL
) @strict;
INSERT INTO sealed (commitment, owner_kind, owner, label, sealed)
SELECT commitment, owner_kind, owner, label, sealed FROM sealed_by_key
ORDER BY owner_kind, owner, commitment;
DROP TABLE sealed_by_key;
