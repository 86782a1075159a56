-- The facts that detectors look at (core/detect.h), dossier by dossier: read by
-- store/case_row.c alone, all four in the same order.

-- name: case_dossiers :many
-- types: after=int upto=int
SELECT
	id AS id, code AS code, receiving AS receiving, competent AS competent, procedure AS procedure,
	version AS version, rule_set AS rule_set, calendar AS calendar, state AS state, channel AS channel,
	submitted_at AS submitted_at, received_at AS received_at,
	first_ready_at AS first_ready_at, ready_at AS ready_at, closed_at AS closed_at,
	first_due AS first_due, due AS due, lived_due AS lived_due, form04_at AS form04_at, last_seq AS last_seq,
	imported AS imported, returns AS returns, supplements AS supplements,
	reopened AS reopened, corrections AS corrections, continues AS continues,
	submitter AS submitter, owner AS owner, proxied AS proxied
FROM dossier
WHERE id > :after AND id <= :upto
ORDER BY id;

-- name: case_duties :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, kind AS kind, holder_kind AS holder_kind,
	holder_unit AS holder_unit, holder_post AS holder_post, holder_person AS holder_person,
	holder_body AS holder_body,
	from_at AS from_at, to_at AS to_at, taken_at AS taken_at, due AS due, plan_s AS plan_s,
	work_s AS work_s, step AS step, number AS number, span AS span, ended AS ended,
	opened_seq AS opened_seq, closed_seq AS closed_seq
FROM obligation
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;

-- A filing declined at the counter (state 3) or withdrawn (8): when, and by which entry.
-- name: case_ended :one
-- types: id=int
SELECT d.closed_at AS closed_at, d.state AS state, e.seq AS seq
FROM dossier d JOIN entry e ON e.stream_kind = 4 AND e.stream_id = d.id
WHERE d.id = :id AND ((d.state = 3 AND e.kind = 'declined') OR
	(d.state = 8 AND e.kind = 'withdrawn'));

-- Who made an entry.
-- name: case_actor :one
-- types: seq=int
SELECT actor AS actor FROM entry WHERE seq = :seq;

-- Files handed in, dossier by dossier.
-- name: case_files :many
-- types: after=int upto=int
SELECT stream_id AS dossier, seq AS seq, at AS at, bytes AS bytes
FROM entry
WHERE stream_kind = 4 AND kind = 'file_attached' AND stream_id > :after AND stream_id <= :upto
ORDER BY stream_id, seq;
