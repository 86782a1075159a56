-- database: store
-- What was passed on when units ended (law.md 8), by when: the minutes of a hand-over are printed
-- from these entries.
CREATE INDEX entry_succeeded ON entry(at, seq) WHERE kind = 'succeeded';
