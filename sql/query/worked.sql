-- What was done (core/work.h): written by store/worked.c alone, and read for scorecards. By unit,
-- and besides by person (rule 36).

-- fragment: work_names
	steps, early, late, held_s, untaken_s, over_s, wait_s, away_s, given, taken, asked,
	asked_early, asked_late, asked_s, asked_over_s, ruled, ruled_late, called,
	called_late

-- fragment: work_as
	steps AS steps, early AS early, late AS late, held_s AS held_s,
	untaken_s AS untaken_s, over_s AS over_s, wait_s AS wait_s, away_s AS away_s,
	given AS given, taken AS taken, asked AS asked, asked_early AS asked_early,
	asked_late AS asked_late, asked_s AS asked_s, asked_over_s AS asked_over_s,
	ruled AS ruled, ruled_late AS ruled_late, called AS called,
	called_late AS called_late

-- fragment: work_sums_as
	SUM(steps) AS steps, SUM(early) AS early, SUM(late) AS late, SUM(held_s) AS held_s,
	SUM(untaken_s) AS untaken_s, SUM(over_s) AS over_s, SUM(wait_s) AS wait_s,
	SUM(away_s) AS away_s, SUM(given) AS given, SUM(taken) AS taken,
	SUM(asked) AS asked, SUM(asked_early) AS asked_early, SUM(asked_late) AS asked_late,
	SUM(asked_s) AS asked_s, SUM(asked_over_s) AS asked_over_s, SUM(ruled) AS ruled,
	SUM(ruled_late) AS ruled_late, SUM(called) AS called,
	SUM(called_late) AS called_late

-- fragment: work_any
	steps <> 0 OR early <> 0 OR late <> 0 OR held_s <> 0 OR untaken_s <> 0
	OR over_s <> 0 OR wait_s <> 0 OR away_s <> 0 OR given <> 0 OR taken <> 0
	OR asked <> 0 OR asked_early <> 0 OR asked_late <> 0 OR asked_s <> 0
	OR asked_over_s <> 0 OR ruled <> 0 OR ruled_late <> 0 OR called <> 0
	OR called_late <> 0

-- name: work_sum_add :exec
INSERT INTO work_sum (day, unit, procedure,
@work_names
)
VALUES (:day, :unit, :procedure,
	:steps, :early, :late, :held_s, :untaken_s, :over_s, :wait_s, :away_s, :given,
	:taken, :asked, :asked_early, :asked_late, :asked_s, :asked_over_s, :ruled,
	:ruled_late, :called, :called_late)
ON CONFLICT (day, unit, procedure) DO UPDATE SET
	steps = work_sum.steps + excluded.steps, early = work_sum.early + excluded.early,
	late = work_sum.late + excluded.late, held_s = work_sum.held_s + excluded.held_s,
	untaken_s = work_sum.untaken_s + excluded.untaken_s,
	over_s = work_sum.over_s + excluded.over_s,
	wait_s = work_sum.wait_s + excluded.wait_s,
	away_s = work_sum.away_s + excluded.away_s, given = work_sum.given + excluded.given,
	taken = work_sum.taken + excluded.taken, asked = work_sum.asked + excluded.asked,
	asked_early = work_sum.asked_early + excluded.asked_early,
	asked_late = work_sum.asked_late + excluded.asked_late,
	asked_s = work_sum.asked_s + excluded.asked_s,
	asked_over_s = work_sum.asked_over_s + excluded.asked_over_s,
	ruled = work_sum.ruled + excluded.ruled,
	ruled_late = work_sum.ruled_late + excluded.ruled_late,
	called = work_sum.called + excluded.called,
	called_late = work_sum.called_late + excluded.called_late;

-- name: work_own_add :exec
INSERT INTO work_own (person, day, unit, procedure,
@work_names
)
VALUES (:person, :day, :unit, :procedure,
	:steps, :early, :late, :held_s, :untaken_s, :over_s, :wait_s, :away_s, :given,
	:taken, :asked, :asked_early, :asked_late, :asked_s, :asked_over_s, :ruled,
	:ruled_late, :called, :called_late)
ON CONFLICT (person, day, unit, procedure) DO UPDATE SET
	steps = work_own.steps + excluded.steps, early = work_own.early + excluded.early,
	late = work_own.late + excluded.late, held_s = work_own.held_s + excluded.held_s,
	untaken_s = work_own.untaken_s + excluded.untaken_s,
	over_s = work_own.over_s + excluded.over_s,
	wait_s = work_own.wait_s + excluded.wait_s,
	away_s = work_own.away_s + excluded.away_s, given = work_own.given + excluded.given,
	taken = work_own.taken + excluded.taken, asked = work_own.asked + excluded.asked,
	asked_early = work_own.asked_early + excluded.asked_early,
	asked_late = work_own.asked_late + excluded.asked_late,
	asked_s = work_own.asked_s + excluded.asked_s,
	asked_over_s = work_own.asked_over_s + excluded.asked_over_s,
	ruled = work_own.ruled + excluded.ruled,
	ruled_late = work_own.ruled_late + excluded.ruled_late,
	called = work_own.called + excluded.called,
	called_late = work_own.called_late + excluded.called_late;

-- name: work_spread_add :exec
INSERT INTO work_spread (day, unit, procedure, band, n) VALUES (:day, :unit, :procedure, :band, :n)
ON CONFLICT (day, unit, procedure, band) DO UPDATE SET n = work_spread.n + excluded.n;

-- name: work_own_spread_add :exec
INSERT INTO work_own_spread (person, day, unit, procedure, band, n) VALUES (:person, :day, :unit, :procedure, :band, :n)
ON CONFLICT (person, day, unit, procedure, band) DO UPDATE SET n = work_own_spread.n + excluded.n;

-- name: work_sum_clear :exec
DELETE FROM work_sum;

-- name: work_own_clear :exec
DELETE FROM work_own;

-- name: work_spread_clear :exec
DELETE FROM work_spread;

-- name: work_own_spread_clear :exec
DELETE FROM work_own_spread;

-- All of them, for verify: what came to nothing again is like what never was.
-- name: work_sum_all :many
SELECT day AS day, unit AS unit, procedure AS procedure,
@work_as
FROM work_sum
WHERE
@work_any
ORDER BY day, unit, procedure;

-- name: work_own_all :many
SELECT person AS person, day AS day, unit AS unit, procedure AS procedure,
@work_as
FROM work_own
WHERE
@work_any
ORDER BY person, day, unit, procedure;

-- name: work_spread_all :many
SELECT day AS day, unit AS unit, procedure AS procedure, band AS band, n AS n
FROM work_spread WHERE n <> 0
ORDER BY day, unit, procedure, band;

-- name: work_own_spread_all :many
SELECT person AS person, day AS day, unit AS unit, procedure AS procedure, band AS band, n AS n
FROM work_own_spread WHERE n <> 0
ORDER BY person, day, unit, procedure, band;

-- Of the days :from <= day < :until, by unit and procedure.
-- name: work_sums :many
-- row: worked
-- types: from=int until=int
-- types: steps=int early=int late=int held_s=int untaken_s=int over_s=int wait_s=int
-- types: away_s=int given=int taken=int asked=int asked_early=int asked_late=int
-- types: asked_s=int asked_over_s=int ruled=int ruled_late=int called=int
-- types: called_late=int
SELECT unit AS unit, procedure AS procedure,
@work_sums_as
FROM work_sum
WHERE day >= :from AND day < :until
GROUP BY unit, procedure
ORDER BY unit, procedure;

-- The same of one person.
-- name: work_own_sums :many
-- row: worked
-- types: from=int until=int who=int
-- types: steps=int early=int late=int held_s=int untaken_s=int over_s=int wait_s=int
-- types: away_s=int given=int taken=int asked=int asked_early=int asked_late=int
-- types: asked_s=int asked_over_s=int ruled=int ruled_late=int called=int
-- types: called_late=int
SELECT unit AS unit, procedure AS procedure,
@work_sums_as
FROM work_own
WHERE person = :who AND day >= :from AND day < :until
GROUP BY unit, procedure
ORDER BY unit, procedure;

-- name: work_spreads :many
-- row: worked_band
-- types: from=int until=int n=int
SELECT unit AS unit, procedure AS procedure, band AS band, SUM(n) AS n
FROM work_spread
WHERE day >= :from AND day < :until
GROUP BY unit, procedure, band
ORDER BY unit, procedure, band;

-- name: work_own_spreads :many
-- row: worked_band
-- types: from=int until=int who=int n=int
SELECT unit AS unit, procedure AS procedure, band AS band, SUM(n) AS n
FROM work_own_spread
WHERE person = :who AND day >= :from AND day < :until
GROUP BY unit, procedure, band
ORDER BY unit, procedure, band;

-- On how many dossiers a person ended a step, or gave an opinion or a ruling (rule 36).
-- name: work_dossiers :one
-- types: who=int from=int until=int n=int
SELECT COUNT(DISTINCT dossier) AS n
FROM obligation
WHERE account_person = :who AND to_at >= :from AND to_at < :until AND kind IN (1, 5, 7, 8, 11);

-- Contests that ended from :from up to :until, by both sides, procedure and outcome.
-- name: work_contests :many
-- types: from=int until=int n=int procedure=text
SELECT c.by_unit AS by_unit, c.sender_unit AS sender_unit, d.procedure AS procedure,
	c.outcome AS outcome, COUNT(*) AS n
FROM contest c JOIN dossier d ON d.id = c.dossier
WHERE c.ended_at >= :from AND c.ended_at < :until
GROUP BY c.by_unit, c.sender_unit, d.procedure, c.outcome
ORDER BY c.by_unit, c.sender_unit, d.procedure, c.outcome;

-- What is owed at a unit past its date just now, by what it is.
-- name: work_owed_late :one
-- types: unit=int now=int rulings=int calls=int
SELECT
	COALESCE(SUM(CASE WHEN queue IN ('-contest', '-return') THEN 1 ELSE 0 END), 0) AS rulings,
	COALESCE(SUM(CASE WHEN queue = '-escalation' THEN 1 ELSE 0 END), 0) AS calls
FROM obligation
WHERE holder_unit = :unit AND queue IN ('-contest', '-return', '-escalation')
	AND to_at IS NULL AND taken_at IS NULL AND due < :now;
