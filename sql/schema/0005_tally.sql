-- database: store
-- What the rates count of each dossier, and the sums of it by agency and day, so that a
-- board reads some thousand rows however many dossiers there are (core/tally.h).

-- solved_*: officially, the first result; ended_*: as lived, the last one or the closing;
-- late_from: when the first promise is broken; took: working days to the first result, -1: none;
-- acted_day: of somebody's last act (rule 28).
ALTER TABLE dossier ADD COLUMN solved_at @instant;
ALTER TABLE dossier ADD COLUMN solved_as @int NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN ended_at @instant;
ALTER TABLE dossier ADD COLUMN ended_late @bool NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN late_from @instant;
ALTER TABLE dossier ADD COLUMN took @int NOT NULL DEFAULT -1;
ALTER TABLE dossier ADD COLUMN acted_day @int NOT NULL DEFAULT 0;

-- What a figure opens into, and what is counted as of a moment: within the index alone, for
-- which the NULL that its condition asks for must stand in it as well. State 4 is open, its
-- clock running; it leads its index, or the engine would take that of all states instead.
CREATE INDEX dossier_received ON dossier(channel, received_at, competent, id)
	WHERE received_at IS NOT NULL;
CREATE INDEX dossier_solved ON dossier(solved_as, solved_at, competent, id)
	WHERE solved_at IS NOT NULL;
CREATE INDEX dossier_ended ON dossier(ended_late, ended_at, competent, id)
	WHERE ended_at IS NOT NULL;
CREATE INDEX dossier_broken ON dossier(late_from, competent, ended_at, id)
	WHERE late_from IS NOT NULL AND ended_at IS NULL;
CREATE INDEX dossier_late ON dossier(state, due_sort, competent, id) WHERE state = 4;
CREATE INDEX dossier_asleep ON dossier(acted_day, competent, closed_at, id) WHERE closed_at IS NULL;

-- By the competent agency and the civil day (+07:00, days since 1970) of what happened.
-- open stands under day 0: received and not solved, whenever.
-- class: projection
CREATE TABLE tally (
	day @int NOT NULL,
	agency @int NOT NULL,
	received_self @int NOT NULL,
	received_helped @int NOT NULL,
	received_direct @int NOT NULL,
	early @int NOT NULL,
	on_time @int NOT NULL,
	late @int NOT NULL,
	lived_on_time @int NOT NULL,
	lived_late @int NOT NULL,
	broken @int NOT NULL,
	open @int NOT NULL,
	PRIMARY KEY (day, agency)
) @bykey;

-- How many first results of a day had taken so many working days.
-- class: projection
CREATE TABLE tally_took (
	day @int NOT NULL,
	took @int NOT NULL,
	n @int NOT NULL,
	PRIMARY KEY (day, took)
) @bykey;

-- A store that had dossiers before has none of this yet: a rebuild is asked for.
UPDATE meta SET value = 0 WHERE name = 'projections';
