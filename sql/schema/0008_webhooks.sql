-- database: store
-- Webhooks: programs elsewhere that are told when something became of a dossier
-- (app/hook.h). Delivery concerns this machine and is never rebuilt; that one was added or
-- removed is an entry as well.

-- secret: sealed under a key of the master key. kinds: words joined by blanks; empty: all.
-- seen: the last entry that was looked at for it. delivered, lost: counted. failing_at:
-- since when nothing arrives; NULL: it does. A removed one keeps its number and nothing
-- else. A restored store begins without these rows.
-- class: ops
CREATE TABLE webhook (
	no @id PRIMARY KEY,
	url @text NOT NULL,
	secret @bytes NOT NULL,
	kinds @text NOT NULL,
	made_at @int NOT NULL,
	made_by @int NOT NULL,
	removed_at @instant,
	seen @int NOT NULL,
	delivered @int NOT NULL,
	lost @int NOT NULL,
	failing_at @instant,
	last_try @instant,
	last_said @text NOT NULL
) @strict;

-- What is still to be told: entry `seq`, tried so many times, next at that instant.
-- class: ops
CREATE TABLE webhook_due (
	hook @int NOT NULL,
	seq @int NOT NULL,
	tries @int NOT NULL,
	try_at @int NOT NULL,
	PRIMARY KEY (hook, seq)
) @strict;
CREATE INDEX webhook_due_next ON webhook_due (try_at);
