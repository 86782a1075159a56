-- Signals: written and read by store/signal_row.c.

-- name: signal_put :exec
-- types: state=int ruling=int
INSERT INTO signal (matter, what, good, person, unit, dossier, found_at, from_at, told_at,
	replied_at, state, ruling, lapsed, ruled_at, ruled_by, appealed_at, duty_unit,
	duty_person, due)
VALUES (:matter, :what, :good, :person, :unit, :dossier, :found_at, :from_at, :told_at,
	:replied_at, :state, :ruling, :lapsed, :ruled_at, :ruled_by, :appealed_at, :duty_unit,
	:duty_person, :due)
ON CONFLICT (matter) DO UPDATE SET replied_at = excluded.replied_at, state = excluded.state,
	ruling = excluded.ruling, lapsed = excluded.lapsed, ruled_at = excluded.ruled_at,
	ruled_by = excluded.ruled_by, appealed_at = excluded.appealed_at,
	duty_unit = excluded.duty_unit, duty_person = excluded.duty_person, due = excluded.due;

-- name: signal_known :one
SELECT matter AS matter FROM signal WHERE matter = :matter;

-- name: signal_of_put :exec
INSERT INTO signal_of (dossier, matter, along) VALUES (:dossier, :matter, :along)
ON CONFLICT (dossier, matter) DO NOTHING;

-- name: signal_clear :exec
DELETE FROM signal;

-- name: signal_of_clear :exec
DELETE FROM signal_of;

-- fragment: signal_columns
	matter AS matter, what AS what, good AS good, person AS person, unit AS unit,
	dossier AS dossier, found_at AS found_at, from_at AS from_at, told_at AS told_at,
	replied_at AS replied_at, state AS state, ruling AS ruling, lapsed AS lapsed,
	ruled_at AS ruled_at, ruled_by AS ruled_by, appealed_at AS appealed_at,
	duty_unit AS duty_unit, duty_person AS duty_person, due AS due

-- name: signal_slice :many
-- row: signal
-- types: after=int upto=int state=int ruling=int
SELECT
@signal_columns
FROM signal
WHERE matter > :after AND matter <= :upto
ORDER BY matter;

-- Of all signals, for verify: in the order of the key.
-- name: signal_of_slice :many
-- types: after=int upto=int
SELECT matter AS matter, dossier AS dossier, along AS along
FROM signal_of
WHERE matter > :after AND matter <= :upto
ORDER BY matter, dossier;

-- Told since, the newest first.
-- name: signal_list :many
-- row: signal
-- types: since=int limit=int state=int ruling=int
SELECT
@signal_columns
FROM signal
WHERE told_at >= :since
ORDER BY told_at DESC, matter DESC
LIMIT :limit;

-- Not praise, and not final: something may still be done about them.
-- name: signal_under_way :many
-- row: signal
-- types: limit=int state=int ruling=int
SELECT
@signal_columns
FROM signal
WHERE state < 4 AND NOT good
ORDER BY matter
LIMIT :limit;

-- name: signal_of_dossier :many
-- row: signal
-- types: dossier_id=int limit=int state=int ruling=int
SELECT
@signal_columns
FROM signal
WHERE matter IN (SELECT o.matter FROM signal_of o WHERE o.dossier = :dossier_id)
ORDER BY told_at DESC, matter DESC
LIMIT :limit;

-- fragment: untold
	AND NOT EXISTS (
		SELECT 1 FROM signal_of o JOIN signal s ON s.matter = o.matter
		WHERE o.dossier = f.dossier AND s.what = f.what AND s.person = f.person
			AND (f.person > 0 OR s.unit = f.unit)
			AND (o.along OR COALESCE(s.from_at, 0) = COALESCE(f.from_at, 0)))

-- What is found and true, and was not told: after (:at, :dossier, :no).
-- name: signal_untold :many
-- row: finding_slice
-- types: until=int at=int dossier=int no=int limit=int
SELECT
	f.dossier AS dossier, f.no AS no, f.what AS what, f.person AS person, f.unit AS unit,
	f.at AS at, f.from_at AS from_at, f.to_at AS to_at, f.work_s AS work_s,
	f.other AS other, f.common AS common, f.each AS each, f.evidence AS evidence
FROM finding f
WHERE (f.at, f.dossier, f.no) > (:at, :dossier, :no) AND f.at <= :until
@untold
ORDER BY f.at, f.dossier, f.no
LIMIT :limit;

-- The same of one dossier.
-- name: signal_untold_of :many
-- row: finding_slice
-- types: dossier=int until=int limit=int
SELECT
	f.dossier AS dossier, f.no AS no, f.what AS what, f.person AS person, f.unit AS unit,
	f.at AS at, f.from_at AS from_at, f.to_at AS to_at, f.work_s AS work_s,
	f.other AS other, f.common AS common, f.each AS each, f.evidence AS evidence
FROM finding f
WHERE f.dossier = :dossier AND f.at <= :until
@untold
ORDER BY f.no
LIMIT :limit;

-- Told, not ruled on, and not found any more.
-- name: signal_vanished :many
-- types: limit=int
SELECT s.matter AS matter
FROM signal s
WHERE s.state < 2
	AND NOT EXISTS (
		SELECT 1 FROM finding f
		WHERE f.dossier = s.dossier AND f.what = s.what AND f.person = s.person
			AND (f.person > 0 OR f.unit = s.unit)
			AND COALESCE(f.from_at, 0) = COALESCE(s.from_at, 0))
ORDER BY s.matter
LIMIT :limit;

-- How signals of each detector came out by rulings of people, in all.
-- name: signal_outcomes :many
-- types: established=int dismissed=int lapsed=int open=int withdrawn=int
SELECT what AS what,
	SUM(CASE WHEN state IN (2, 4) AND ruling = 1 THEN 1 ELSE 0 END) AS established,
	SUM(CASE WHEN state IN (2, 4) AND ruling = 2 AND NOT lapsed THEN 1 ELSE 0 END)
		AS dismissed,
	SUM(CASE WHEN lapsed THEN 1 ELSE 0 END) AS lapsed,
	SUM(CASE WHEN state IN (0, 1, 3) THEN 1 ELSE 0 END) AS open,
	SUM(CASE WHEN state = 5 THEN 1 ELSE 0 END) AS withdrawn
FROM signal
GROUP BY what
ORDER BY what;

-- Established ones that stand, ruled on in a span: by unit and person.
-- name: signal_counted :many
-- types: since=int until=int person=int unit=int n=int
SELECT what AS what, good AS good, unit AS unit, person AS person, COUNT(*) AS n
FROM signal
WHERE ruling = 1 AND state IN (2, 4) AND ruled_at >= :since AND ruled_at < :until
	AND (:person = 0 OR person = :person) AND (:unit = 0 OR unit = :unit)
GROUP BY what, good, unit, person
ORDER BY unit, person, what;
