-- The sums of days (core/tally.h): written by store/tally.c alone, and read for a board.

-- What a dossier's row counts for, before it is put anew.
-- name: tally_row :one
SELECT
	received_at AS received_at, channel AS channel, imported AS imported,
	solved_at AS solved_at, solved_as AS solved_as, ended_at AS ended_at,
	ended_late AS ended_late, late_from AS late_from, took AS took, acted_day AS acted_day,
	procedure AS procedure, asks AS asks
FROM dossier
WHERE id = :id;

-- The columns that the indexes for figures are made of, apart from the others.
-- name: tally_set :exec
UPDATE dossier SET
	channel = :channel, received_at = :received_at, solved_at = :solved_at,
	solved_as = :solved_as, ended_at = :ended_at, ended_late = :ended_late, late_from = :late_from
WHERE id = :id;

-- name: tally_touch :exec
UPDATE dossier SET acted_day = :acted_day WHERE id = :id;

-- name: tally_add :exec
INSERT INTO tally (
	day, agency, procedure, received_self, received_helped, received_direct, early, on_time,
	late, lived_on_time, lived_late, broken, open, asked_none, asked_once, asked_more,
	online_late)
VALUES (
	:day, :agency, :procedure, :received_self, :received_helped, :received_direct, :early,
	:on_time, :late, :lived_on_time, :lived_late, :broken, :open, :asked_none, :asked_once,
	:asked_more, :online_late)
ON CONFLICT (day, agency, procedure) DO UPDATE SET
	received_self = tally.received_self + excluded.received_self,
	received_helped = tally.received_helped + excluded.received_helped,
	received_direct = tally.received_direct + excluded.received_direct,
	early = tally.early + excluded.early, on_time = tally.on_time + excluded.on_time,
	late = tally.late + excluded.late,
	lived_on_time = tally.lived_on_time + excluded.lived_on_time,
	lived_late = tally.lived_late + excluded.lived_late,
	broken = tally.broken + excluded.broken, open = tally.open + excluded.open,
	asked_none = tally.asked_none + excluded.asked_none,
	asked_once = tally.asked_once + excluded.asked_once,
	asked_more = tally.asked_more + excluded.asked_more,
	online_late = tally.online_late + excluded.online_late;

-- name: tally_took_add :exec
INSERT INTO tally_took (day, took, n) VALUES (:day, :took, :n)
ON CONFLICT (day, took) DO UPDATE SET n = tally_took.n + excluded.n;

-- name: tally_clear :exec
DELETE FROM tally;

-- name: tally_took_clear :exec
DELETE FROM tally_took;

-- All of them, for verify: what came to nothing again is like what never was.
-- name: tally_all :many
SELECT
	day AS day, agency AS agency, procedure AS procedure, received_self AS received_self,
	received_helped AS received_helped, received_direct AS received_direct,
	early AS early, on_time AS on_time, late AS late, lived_on_time AS lived_on_time,
	lived_late AS lived_late, broken AS broken, open AS open, asked_none AS asked_none,
	asked_once AS asked_once, asked_more AS asked_more, online_late AS online_late
FROM tally
WHERE received_self <> 0 OR received_helped <> 0 OR received_direct <> 0 OR early <> 0
	OR on_time <> 0 OR late <> 0 OR lived_on_time <> 0 OR lived_late <> 0 OR broken <> 0
	OR open <> 0 OR asked_none <> 0 OR asked_once <> 0 OR asked_more <> 0
	OR online_late <> 0
ORDER BY day, agency, procedure;

-- name: tally_took_all :many
SELECT day AS day, took AS took, n AS n
FROM tally_took
WHERE n <> 0
ORDER BY day, took;

-- By agency and procedure, of the days from :from up to, not including, :until.
-- name: tally_sums :many
-- types: from=int until=int received_self=int received_helped=int received_direct=int early=int
-- types: on_time=int late=int lived_on_time=int lived_late=int broken=int open=int
-- types: asked_none=int asked_once=int asked_more=int online_late=int
SELECT
	agency AS agency, procedure AS procedure, SUM(received_self) AS received_self,
	SUM(received_helped) AS received_helped, SUM(received_direct) AS received_direct,
	SUM(early) AS early, SUM(on_time) AS on_time, SUM(late) AS late,
	SUM(lived_on_time) AS lived_on_time, SUM(lived_late) AS lived_late,
	SUM(broken) AS broken, SUM(open) AS open, SUM(asked_none) AS asked_none,
	SUM(asked_once) AS asked_once, SUM(asked_more) AS asked_more,
	SUM(online_late) AS online_late
FROM tally
WHERE day >= :from AND day < :until
GROUP BY agency, procedure
ORDER BY agency, procedure;

-- By agency and week, counted in sevens of days from :from.
-- name: tally_weeks :many
-- types: from=int until=int week=int kept=int late=int
SELECT
	agency AS agency, (day - :from) / 7 AS week, SUM(early + on_time) AS kept,
	SUM(late) AS late
FROM tally
WHERE day >= :from AND day < :until
GROUP BY agency, (day - :from) / 7
ORDER BY agency, (day - :from) / 7;

-- name: tally_took_sums :many
-- types: from=int until=int n=int
SELECT took AS took, SUM(n) AS n
FROM tally_took
WHERE day >= :from AND day < :until
GROUP BY took
ORDER BY took;

-- Open lives whose first promise was broken before :before, by agency.
-- name: tally_broken :many
-- types: before=int n=int
SELECT competent AS agency, COUNT(*) AS n
FROM dossier
WHERE late_from IS NOT NULL AND ended_at IS NULL AND late_from < :before
GROUP BY +competent
ORDER BY +competent;

-- The same by agency and procedure.
-- name: tally_broken_parts :many
-- types: before=int n=int
SELECT competent AS agency, procedure AS procedure, COUNT(*) AS n
FROM dossier
WHERE late_from IS NOT NULL AND ended_at IS NULL AND late_from < :before
GROUP BY +competent, procedure
ORDER BY +competent, procedure;

-- Open dossiers on which nobody has acted since :day, by agency (rule 28). The plus keeps
-- the engine from walking over all dossiers by agency to save itself a sort.
-- name: tally_asleep :many
-- types: day=int n=int
SELECT competent AS agency, COUNT(*) AS n
FROM dossier
WHERE closed_at IS NULL AND acted_day <= :day
GROUP BY +competent
ORDER BY +competent;

-- What runs and is past its due.
-- name: tally_overdue :many
-- types: now=int
SELECT
	competent AS competent, calendar AS calendar, due AS due, holder_kind AS holder_kind,
	holder_unit AS holder_unit, opinions_open AS opinions_open
FROM dossier
WHERE state = 4 AND due_sort < :now
ORDER BY due_sort, competent, id;

-- Whose lateness it was: written by store/late_share.c alone.

-- name: late_share_put :exec
INSERT INTO late_share (dossier, unit, agency, day, late_s)
VALUES (:dossier, :unit, :agency, :day, :late_s);

-- name: late_share_drop :exec
DELETE FROM late_share WHERE dossier = :dossier;

-- name: late_share_clear :exec
DELETE FROM late_share;

-- name: late_share_slice :many
-- types: after=int upto=int
SELECT dossier AS dossier, unit AS unit, agency AS agency, day AS day, late_s AS late_s
FROM late_share
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, unit;

-- Of the days from :from up to, not including, :until.
-- name: late_share_sums :many
-- types: from=int until=int late_s=int dossiers=int
SELECT unit AS unit, agency AS agency, SUM(late_s) AS late_s, COUNT(*) AS dossiers
FROM late_share
WHERE day >= :from AND day < :until
GROUP BY unit, agency
ORDER BY unit, agency;

-- How long each step took of dossiers that had their first result from :from up to :until.
-- name: step_times :many
-- types: from=int until=int dossier=int version=int step=int work_s=int procedure=text
SELECT
	o.dossier AS dossier, d.procedure AS procedure, d.version AS version, o.step AS step,
	SUM(o.work_s) AS work_s
FROM dossier d JOIN obligation o ON o.dossier = d.id
WHERE d.solved_as IN (1, 2, 3) AND d.solved_at >= :from AND d.solved_at < :until
	AND d.first_ready_at IS NOT NULL AND o.kind = 1 AND o.to_at IS NOT NULL
GROUP BY o.dossier, d.procedure, d.version, o.step
ORDER BY o.dossier, o.step;
