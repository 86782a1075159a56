-- database: store
-- Messages to people, letters and text messages, that wait to be sent (app/message.h); and
-- citizens who prove who they are by a code sent in one (app/proved.h). All of it concerns
-- this machine and is never rebuilt; a restored store begins without these rows.

-- A row is dropped once it is sent, given up or too old. sealed: to whom and what, under a
-- key of the master key. way: 1 letter, 2 text message.
-- class: ops
CREATE TABLE message (
	no @id PRIMARY KEY,
	way @int NOT NULL,
	sealed @bytes NOT NULL,
	until @int NOT NULL,
	tries @int NOT NULL,
	try_at @int NOT NULL
) @strict;
CREATE INDEX message_next ON message (try_at);

-- What became of them, counted by way. failing_at: since when nothing goes out; NULL: it does.
-- class: ops
CREATE TABLE message_way (
	way @id PRIMARY KEY,
	sent @int NOT NULL,
	lost @int NOT NULL,
	failing_at @instant,
	last_try @instant,
	last_said @text NOT NULL
) @strict;

-- The one code of a dossier that is good for a use (1 entering, 2 a new contact), as a keyed
-- hash; and how often one was asked for that civil day.
-- class: ops
CREATE TABLE proof_code (
	dossier @int NOT NULL,
	use @int NOT NULL,
	digest @bytes NOT NULL,
	until @int NOT NULL,
	asked_at @int NOT NULL,
	asked_day @int NOT NULL,
	asked @int NOT NULL,
	PRIMARY KEY (dossier, use)
) @strict;

-- token is a hash of what the browser keeps.
-- class: ops
CREATE TABLE proof_session (
	token @bytes PRIMARY KEY,
	dossier @int NOT NULL,
	until @int NOT NULL
) @strict;
