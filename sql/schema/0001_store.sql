-- database: store
-- The ledger, the projections, the vault and the outbox.

-- An entry with its canonical bytes; the other columns repeat what stands in
-- them (verify compares), leaf is SHA-256(0x00 || bytes).
-- class: ledger
CREATE TABLE entry (
	seq @id PRIMARY KEY,
	at @int NOT NULL,
	kind @text NOT NULL,
	actor @int NOT NULL,
	stream_kind @int NOT NULL,
	stream_id @int NOT NULL,
	cmd @text NOT NULL,
	bytes @bytes NOT NULL,
	leaf @bytes NOT NULL
) @strict;

CREATE INDEX entry_stream ON entry(stream_kind, stream_id, seq);
-- Law and organisation (streams store, unit, person), read at every start.
CREATE INDEX entry_frame ON entry(seq) WHERE stream_kind < 4;

-- Accepted commands. The digest is that of the whole command, which the entries
-- do not show: so this is kept for good, like the ledger. What no entry repeats is
-- vouched for by sum (row_sum of the other columns), here and in access.
-- class: ledger
CREATE TABLE command (
	key @text NOT NULL PRIMARY KEY,
	first_seq @int NOT NULL,
	last_seq @int NOT NULL,
	at @int NOT NULL,
	digest @bytes NOT NULL,
	sum @int NOT NULL
) @bykey;

-- sqlite:
CREATE TRIGGER entry_gapless BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT COALESCE(MAX(seq) + 1, 0) FROM entry)
BEGIN SELECT RAISE(ABORT, 'entry: seq leaves a gap'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entry: append-only'); END;
CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entry: append-only'); END;
CREATE TRIGGER command_kept BEFORE DELETE ON command
BEGIN SELECT RAISE(ABORT, 'command: append-only'); END;
CREATE TRIGGER command_unchanged BEFORE UPDATE ON command
BEGIN SELECT RAISE(ABORT, 'command: append-only'); END;
-- postgres:
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: append-only', TG_TABLE_NAME; END $$;
CREATE FUNCTION entry_gapless() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.seq <> (SELECT COALESCE(MAX(seq) + 1, 0) FROM entry) THEN
		RAISE EXCEPTION 'entry: seq leaves a gap';
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER entry_gapless BEFORE INSERT ON entry
	FOR EACH ROW EXECUTE FUNCTION entry_gapless();
CREATE TRIGGER entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
	FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER command_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON command
	FOR EACH STATEMENT EXECUTE FUNCTION append_only();
-- both:

-- class: projection
CREATE TABLE dossier (
	id @id PRIMARY KEY,
	code @text NOT NULL UNIQUE,
	home @int NOT NULL,
	competent @int NOT NULL,
	receiving @int NOT NULL,
	helping @int NOT NULL,
	procedure @text NOT NULL,
	version @int NOT NULL,
	rule_set @text NOT NULL,
	calendar @text NOT NULL,
	state @int NOT NULL,
	channel @int NOT NULL,
	decision @int NOT NULL,
	owner @int NOT NULL,
	step @int NOT NULL,
	holder_kind @int NOT NULL,
	holder_unit @int NOT NULL,
	holder_post @text NOT NULL,
	holder_person @int NOT NULL,
	holder_body @int NOT NULL,
	holder_from @instant,
	holder_taken @instant,
	submitted_at @instant,
	received_at @instant,
	first_ready_at @instant,
	ready_at @instant,
	delivered_at @instant,
	closed_at @instant,
	first_due @instant,
	due @instant,
	due_sort @int NOT NULL,
	apology_by @instant,
	form04_at @instant,
	next_at @instant,
	last_at @int NOT NULL,
	last_seq @int NOT NULL,
	provisional @bool NOT NULL,
	imported @bool NOT NULL,
	extended @bool NOT NULL,
	extended_late @bool NOT NULL,
	lived_due @instant,
	waiting_from @instant,
	returns @int NOT NULL,
	supplements @int NOT NULL,
	reopened @int NOT NULL,
	office_unit @int NOT NULL,
	office_person @int NOT NULL,
	opinions_open @int NOT NULL,
	answer_unit @int NOT NULL,
	answer_at @instant,
	tail @text NOT NULL
) @strict;

CREATE INDEX dossier_competent ON dossier(competent, id);
CREATE INDEX dossier_owner ON dossier(owner, id);
CREATE INDEX dossier_state ON dossier(state, id);
CREATE INDEX dossier_open ON dossier(due_sort, id) WHERE closed_at IS NULL;
CREATE INDEX dossier_next ON dossier(next_at, id) WHERE next_at IS NOT NULL;
-- Waiting (5) for somebody outside, by who had it last; ready (6) and promised (4),
-- by the counter that answers to the citizen.
CREATE INDEX dossier_waiting ON dossier(office_person, due_sort, id) WHERE state = 5;
CREATE INDEX dossier_ready ON dossier(receiving, ready_at, id) WHERE state = 6;
CREATE INDEX dossier_promised ON dossier(receiving, due_sort, id) WHERE state = 4;
-- By the last digits of the code, within an agency.
CREATE INDEX dossier_tail ON dossier(tail, competent, id);

-- class: projection
CREATE TABLE obligation (
	dossier @int NOT NULL,
	no @int NOT NULL,
	home @int NOT NULL,
	kind @int NOT NULL,
	holder_kind @int NOT NULL,
	holder_unit @int NOT NULL,
	holder_post @text NOT NULL,
	holder_person @int NOT NULL,
	holder_body @int NOT NULL,
	account_kind @int NOT NULL,
	account_unit @int NOT NULL,
	account_post @text NOT NULL,
	account_person @int NOT NULL,
	account_body @int NOT NULL,
	from_at @instant,
	to_at @instant,
	taken_at @instant,
	due @instant,
	due_sort @int NOT NULL,
	plan_s @int NOT NULL,
	work_s @int NOT NULL,
	step @int NOT NULL,
	number @int NOT NULL,
	span @int NOT NULL,
	ended @int NOT NULL,
	opened_seq @int NOT NULL,
	closed_seq @int NOT NULL,
	queue @text NOT NULL,
	step_kind @int NOT NULL,
	from_kind @int NOT NULL,
	from_unit @int NOT NULL,
	from_post @text NOT NULL,
	from_person @int NOT NULL,
	from_body @int NOT NULL,
	from_how @int NOT NULL,
	PRIMARY KEY (dossier, no)
) @bykey;

-- What waits to be taken, by unit and by who takes it: the post of the step, or
-- "-answer", "-handout", "-opinion".
CREATE INDEX obligation_free ON obligation(holder_unit, queue, due_sort, dossier, no)
	WHERE to_at IS NULL AND taken_at IS NULL AND holder_unit > 0;
-- Steps (1) that ended, by who answers for them: on time or not. `kind` stands in it so
-- that they are counted without their rows.
CREATE INDEX obligation_done ON obligation(account_person, to_at, due, kind)
	WHERE to_at IS NOT NULL AND kind = 1 AND account_person > 0;

-- Work in hand: only what is open, only what somebody within the tree holds.
CREATE INDEX obligation_unit ON obligation(holder_unit, due_sort, dossier, no)
	WHERE to_at IS NULL AND holder_unit > 0;
CREATE INDEX obligation_person ON obligation(holder_person, due_sort, dossier, no)
	WHERE to_at IS NULL AND holder_person > 0;

-- The day book of fees (rule 23): every numbered receipt, cancelled ones too.
-- class: projection
CREATE TABLE fee_receipt (
	dossier @int NOT NULL,
	no @int NOT NULL,
	unit @int NOT NULL,
	clerk @int NOT NULL,
	amount @int NOT NULL,
	at @int NOT NULL,
	cancelled_at @instant,
	refunded @int NOT NULL,
	PRIMARY KEY (dossier, no)
) @bykey;

CREATE INDEX fee_receipt_unit ON fee_receipt(unit, at, no);

-- The last number used under a scope: dossier codes, fee receipts, batches.
-- class: projection
CREATE TABLE serial (
	scope @text NOT NULL PRIMARY KEY,
	last @int NOT NULL
) @bykey;

-- People and organisations outside; blind is HMAC(kind, identity number) or
-- empty; record is the commitment of what was last given about them.
-- class: vault
CREATE TABLE subject (
	id @id PRIMARY KEY,
	kind @text NOT NULL,
	blind @bytes NOT NULL,
	record @bytes NOT NULL
) @strict;

CREATE UNIQUE INDEX subject_blind ON subject(blind) WHERE length(blind) > 0;

-- class: vault
CREATE TABLE sealed (
	commitment @bytes NOT NULL PRIMARY KEY,
	owner_kind @int NOT NULL,
	owner @int NOT NULL,
	label @text NOT NULL,
	sealed @bytes NOT NULL
) @bykey;

-- class: vault
CREATE TABLE token (
	token @bytes NOT NULL,
	subject @int NOT NULL,
	PRIMARY KEY (token, subject)
) @bykey;

-- Every opening of somebody's sealed texts. Its hash is an entry once an hour.
-- class: vault
CREATE TABLE access (
	no @id PRIMARY KEY,
	at @int NOT NULL,
	reader @int NOT NULL,
	on_behalf @int NOT NULL,
	dossier @int NOT NULL,
	sum @int NOT NULL
) @strict;

-- class: ops
CREATE TABLE outbox (
	id @id PRIMARY KEY,
	seq @int NOT NULL,
	kind @text NOT NULL,
	body @bytes NOT NULL,
	created_at @int NOT NULL,
	sent_at @instant,
	tries @int NOT NULL
) @strict;

CREATE INDEX outbox_waiting ON outbox(id) WHERE sent_at IS NULL;

-- Facts about this file, not about the province.
-- class: ops
CREATE TABLE meta (
	name @text NOT NULL PRIMARY KEY,
	value @int NOT NULL
) @bykey;
