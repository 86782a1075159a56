-- What units did (core/work.h): written by store/worked.c alone.

-- name: work_sum_add :exec
INSERT INTO work_sum (day, unit, procedure, steps, held_s, over_s, late, given, taken, asked,
	asked_s, asked_late, asked_over_s)
VALUES (:day, :unit, :procedure, :steps, :held_s, :over_s, :late, :given, :taken, :asked,
	:asked_s, :asked_late, :asked_over_s)
ON CONFLICT (day, unit, procedure) DO UPDATE SET
	steps = work_sum.steps + excluded.steps, held_s = work_sum.held_s + excluded.held_s,
	over_s = work_sum.over_s + excluded.over_s, late = work_sum.late + excluded.late,
	given = work_sum.given + excluded.given, taken = work_sum.taken + excluded.taken,
	asked = work_sum.asked + excluded.asked,
	asked_s = work_sum.asked_s + excluded.asked_s,
	asked_late = work_sum.asked_late + excluded.asked_late,
	asked_over_s = work_sum.asked_over_s + excluded.asked_over_s;

-- name: work_spread_add :exec
INSERT INTO work_spread (day, unit, band, n) VALUES (:day, :unit, :band, :n)
ON CONFLICT (day, unit, band) DO UPDATE SET n = work_spread.n + excluded.n;

-- name: work_sum_clear :exec
DELETE FROM work_sum;

-- name: work_spread_clear :exec
DELETE FROM work_spread;

-- All of them, for verify: what came to nothing again is like what never was.
-- name: work_sum_all :many
SELECT day AS day, unit AS unit, procedure AS procedure, steps AS steps, held_s AS held_s,
	over_s AS over_s, late AS late, given AS given, taken AS taken, asked AS asked,
	asked_s AS asked_s, asked_late AS asked_late, asked_over_s AS asked_over_s
FROM work_sum
WHERE steps <> 0 OR held_s <> 0 OR over_s <> 0 OR late <> 0 OR given <> 0 OR taken <> 0
	OR asked <> 0 OR asked_s <> 0 OR asked_late <> 0 OR asked_over_s <> 0
ORDER BY day, unit, procedure;

-- name: work_spread_all :many
SELECT day AS day, unit AS unit, band AS band, n AS n
FROM work_spread WHERE n <> 0
ORDER BY day, unit, band;

-- Of the days :from <= day < :until, by unit and procedure.
-- name: work_sums :many
-- types: from=int until=int steps=int held_s=int over_s=int late=int given=int taken=int
-- types: asked=int asked_s=int asked_late=int asked_over_s=int
SELECT unit AS unit, procedure AS procedure, SUM(steps) AS steps, SUM(held_s) AS held_s,
	SUM(over_s) AS over_s, SUM(late) AS late, SUM(given) AS given, SUM(taken) AS taken,
	SUM(asked) AS asked, SUM(asked_s) AS asked_s, SUM(asked_late) AS asked_late,
	SUM(asked_over_s) AS asked_over_s
FROM work_sum
WHERE day >= :from AND day < :until
GROUP BY unit, procedure
ORDER BY unit, procedure;

-- name: work_spreads :many
-- types: from=int until=int n=int
SELECT unit AS unit, band AS band, SUM(n) AS n
FROM work_spread
WHERE day >= :from AND day < :until
GROUP BY unit, band
ORDER BY unit, band;
