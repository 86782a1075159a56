-- Matters that are no dossiers, and what somebody owes in them.

-- name: matter_put :exec
-- types: kind=int
INSERT INTO matter (id, kind, unit, reference, opened_at, opened_by, closed_at, next_at, open,
	last_seq)
VALUES (:id, :kind, :unit, :reference, :opened_at, :opened_by, :closed_at, :next_at, :open,
	:last_seq)
ON CONFLICT (id) DO UPDATE SET closed_at = excluded.closed_at, next_at = excluded.next_at,
	open = excluded.open, last_seq = excluded.last_seq;

-- name: owed_put :exec
-- types: kind=int
INSERT INTO owed (matter, no, kind, holder_unit, holder_post, holder_person, from_at, to_at,
	due, due_sort, ended, silent, reminded, supplements, answer, opened_seq, closed_seq)
VALUES (:matter, :no, :kind, :holder_unit, :holder_post, :holder_person, :from_at, :to_at,
	:due, :due_sort, :ended, :silent, :reminded, :supplements, :answer, :opened_seq,
	:closed_seq)
ON CONFLICT (matter, no) DO UPDATE SET holder_unit = excluded.holder_unit,
	holder_post = excluded.holder_post, holder_person = excluded.holder_person,
	to_at = excluded.to_at, due = excluded.due, due_sort = excluded.due_sort,
	ended = excluded.ended, silent = excluded.silent, reminded = excluded.reminded,
	supplements = excluded.supplements, answer = excluded.answer,
	closed_seq = excluded.closed_seq;

-- name: matter_clear :exec
DELETE FROM matter;

-- name: owed_clear :exec
DELETE FROM owed;

-- Rows in order, for verify: of the matters with :after < id <= :upto.
-- name: matter_slice :many
-- types: after=int upto=int kind=int
SELECT id AS id, kind AS kind, unit AS unit, reference AS reference, opened_at AS opened_at,
	opened_by AS opened_by, closed_at AS closed_at, next_at AS next_at, open AS open,
	last_seq AS last_seq
FROM matter
WHERE id > :after AND id <= :upto
ORDER BY id;

-- name: owed_slice :many
-- types: after=int upto=int kind=int
SELECT matter AS matter, no AS no, kind AS kind, holder_unit AS holder_unit,
	holder_post AS holder_post, holder_person AS holder_person, from_at AS from_at,
	to_at AS to_at, due AS due, due_sort AS due_sort, ended AS ended, silent AS silent,
	reminded AS reminded, supplements AS supplements, answer AS answer, opened_seq AS opened_seq, closed_seq AS closed_seq
FROM owed
WHERE matter > :after AND matter <= :upto
ORDER BY matter, no;

-- Those time has something to say of, the earliest first.
-- name: matter_ticks :many
-- types: until=int after=int after_id=int limit=int
SELECT id AS id, next_at AS next_at
FROM matter
WHERE next_at IS NOT NULL AND next_at <= :until AND (next_at, id) > (:after, :after_id)
ORDER BY next_at, id
LIMIT :limit;

-- Of a kind (0: any), the newest first, before (:before, :before_id).
-- name: matter_of_unit :many
-- row: matter
-- types: unit=int kind=int before=int before_id=int limit=int
SELECT id AS id, kind AS kind, unit AS unit, reference AS reference, opened_at AS opened_at,
	opened_by AS opened_by, closed_at AS closed_at, open AS open
FROM matter
WHERE unit = :unit AND (:kind = 0 OR kind = :kind)
	AND (opened_at, id) < (:before, :before_id)
ORDER BY opened_at DESC, id DESC
LIMIT :limit;

-- What is still owed, with its matter: by somebody, by a unit.
-- fragment: owed_columns
	m.id AS matter, m.kind AS matter_kind, m.unit AS unit, m.reference AS reference,
	m.opened_at AS opened_at, o.no AS no, o.kind AS kind, o.holder_unit AS holder_unit,
	o.holder_post AS holder_post, o.holder_person AS holder_person,
	o.from_at AS from_at, o.due AS due, o.due_sort AS sort, o.silent AS silent

-- name: owed_by_person :many
-- row: owed
-- types: person=int unit=int after=int after_matter=int after_no=int limit=int kind=int matter_kind=int sort=int
SELECT
@owed_columns
FROM owed o JOIN matter m ON m.id = o.matter
WHERE o.holder_person = :person AND o.to_at IS NULL
	AND (:unit = 0 OR o.holder_unit = :unit)
	AND (o.due_sort, o.matter, o.no) > (:after, :after_matter, :after_no)
ORDER BY o.due_sort, o.matter, o.no
LIMIT :limit;

-- name: owed_by_unit :many
-- row: owed
-- types: unit=int after=int after_matter=int after_no=int limit=int kind=int matter_kind=int sort=int
SELECT
@owed_columns
FROM owed o JOIN matter m ON m.id = o.matter
WHERE o.holder_unit = :unit AND o.to_at IS NULL
	AND (o.due_sort, o.matter, o.no) > (:after, :after_matter, :after_no)
ORDER BY o.due_sort, o.matter, o.no
LIMIT :limit;

-- How many somebody owes at a unit, counted up to :most.
-- name: owed_count :one
-- types: person=int unit=int most=int n=int
SELECT COUNT(*) AS n FROM (
	SELECT o.no FROM owed o
	WHERE o.holder_person = :person AND o.to_at IS NULL
		AND (:unit = 0 OR o.holder_unit = :unit)
	LIMIT :most);

-- What heads of agencies owe of the day's lists (2): to act on them.
-- name: lists_owed :many
SELECT matter AS matter, no AS no, holder_unit AS holder_unit, holder_person AS holder_person
FROM owed
WHERE to_at IS NULL AND kind = 2
ORDER BY matter, no;
