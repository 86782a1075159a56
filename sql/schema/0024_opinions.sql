-- database: store
-- Opinions still owed, of dossiers and of matters, by what is due first whoever owes them; the
-- reminders of those in matters (rule 31: the same clocks).

-- Opinions (kind 5), and rulings on whether an answer is one (7).
CREATE INDEX obligation_opinion ON obligation(due_sort, dossier, no)
	WHERE to_at IS NULL AND kind IN (5, 7);
CREATE INDEX owed_open ON owed(due_sort, matter, no) WHERE to_at IS NULL;

-- reminded: REMINDED_* of core/dossier.h.
ALTER TABLE owed ADD COLUMN reminded @int NOT NULL DEFAULT 0;
ALTER TABLE owed ADD COLUMN supplements @int NOT NULL DEFAULT 0;

-- Nothing was ever put into the outbox of the first design: webhooks, messages and digests
-- each keep their own state of delivery.
DROP TABLE outbox;

-- Matters that are open have another next moment now: a rebuild is asked for.
UPDATE meta SET value = 0 WHERE name = 'projections';
