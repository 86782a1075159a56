-- What detectors found: written and read by store/finding_row.c.

-- name: finding_put :exec
INSERT INTO finding (
	dossier, no, what, person, unit, at, from_at, to_at, work_s, other, common,
	each, evidence)
VALUES (
	:dossier, :no, :what, :person, :unit, :at, :from_at, :to_at, :work_s, :other, :common,
	:each, :evidence);

-- name: finding_drop :exec
DELETE FROM finding WHERE dossier = :dossier;

-- name: finding_clear :exec
DELETE FROM finding;

-- name: finding_slice :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, no AS no, what AS what, person AS person, unit AS unit, at AS at,
	from_at AS from_at, to_at AS to_at, work_s AS work_s, other AS other,
	common AS common, each AS each, evidence AS evidence
FROM finding
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;

-- The dossiers that entries after :from and up to :upto belong to, or speak of, by id. The
-- plus keeps the index by stream out: it would be read from end to end for the sake of the
-- order.
-- name: finding_touched :many
-- types: from=int upto=int
SELECT stream_id AS id
FROM entry
WHERE seq > :from AND seq <= :upto AND +stream_kind = 4
UNION
SELECT dossier AS id
FROM machines
WHERE seq > :from AND seq <= :upto
ORDER BY id;
