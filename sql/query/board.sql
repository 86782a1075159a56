-- What a figure of the board opens into, page by page after the last row's key. Each walks
-- an index that begins with what is asked for; :whole is 1 where all agencies are meant, else
-- those of four that are named (others are left out by the caller).

-- fragment: board_columns
	id AS id, code AS code, procedure AS procedure, competent AS competent, state AS state,
	holder_kind AS holder_kind, holder_unit AS holder_unit, holder_post AS holder_post,
	holder_person AS holder_person, holder_body AS holder_body, first_due AS first_due,
	due AS due, solved_at AS solved_at, ended_at AS ended_at, acted_day AS acted_day

-- fragment: board_agencies
	AND (:whole = 1 OR competent IN (:a, :b, :c, :d))

-- holder 0: whoever has it.
-- name: board_overdue :many
-- row: board
-- types: whole=int a=int b=int c=int d=int holder=int since=int until=int after=int
-- types: after_agency=int after_id=int limit=int sort=int
SELECT
@board_columns
	, due_sort AS sort
FROM dossier
WHERE state = 4 AND due_sort >= :since AND due_sort < :until
	AND (due_sort, competent, id) > (:after, :after_agency, :after_id)
	AND (:holder = 0 OR holder_unit = :holder)
@board_agencies
ORDER BY due_sort, competent, id
LIMIT :limit;

-- name: board_asleep :many
-- row: board
-- types: whole=int a=int b=int c=int d=int until=int after=int
-- types: after_agency=int after_id=int limit=int sort=int
SELECT
@board_columns
	, acted_day AS sort
FROM dossier
WHERE closed_at IS NULL AND acted_day <= :until
	AND (acted_day, competent, id) > (:after, :after_agency, :after_id)
@board_agencies
ORDER BY acted_day, competent, id
LIMIT :limit;

-- Open lives whose first promise is broken.
-- name: board_broken :many
-- row: board
-- types: whole=int a=int b=int c=int d=int until=int after=int
-- types: after_agency=int after_id=int limit=int sort=int
SELECT
@board_columns
	, late_from AS sort
FROM dossier
WHERE late_from IS NOT NULL AND ended_at IS NULL AND late_from < :until
	AND (late_from, competent, id) > (:after, :after_agency, :after_id)
@board_agencies
ORDER BY late_from, competent, id
LIMIT :limit;

-- Solved officially as :as in the period; the newest first, as in the two below.
-- name: board_solved :many
-- row: board
-- types: whole=int a=int b=int c=int d=int as=int since=int after=int
-- types: after_agency=int after_id=int limit=int sort=int
SELECT
@board_columns
	, solved_at AS sort
FROM dossier
WHERE solved_at IS NOT NULL AND solved_at >= :since AND solved_as = :as
	AND (solved_at, competent, id) < (:after, :after_agency, :after_id)
@board_agencies
ORDER BY solved_at DESC, competent DESC, id DESC
LIMIT :limit;

-- Ended late as lived; gap 1: only those that the official books call in time.
-- name: board_ended :many
-- row: board
-- types: whole=int a=int b=int c=int d=int gap=int since=int after=int
-- types: after_agency=int after_id=int limit=int sort=int
SELECT
@board_columns
	, ended_at AS sort
FROM dossier
WHERE ended_at IS NOT NULL AND ended_at >= :since AND ended_late = 1
	AND (ended_at, competent, id) < (:after, :after_agency, :after_id)
	AND (:gap = 0 OR solved_as = 1 OR solved_as = 2)
@board_agencies
ORDER BY ended_at DESC, competent DESC, id DESC
LIMIT :limit;

-- name: board_received :many
-- row: board
-- types: whole=int a=int b=int c=int d=int since=int after=int
-- types: after_agency=int after_id=int limit=int sort=int
SELECT
@board_columns
	, received_at AS sort
FROM dossier
WHERE received_at IS NOT NULL AND received_at >= :since AND channel = :channel
	AND imported = 0
	AND (received_at, competent, id) < (:after, :after_agency, :after_id)
@board_agencies
ORDER BY received_at DESC, competent DESC, id DESC
LIMIT :limit;

-- Why a step in hand is past its own due, as enum stuck_cause numbers it: the one that says
-- more comes first. Whoever waits for an opinion cannot go on; what was sent back is done a
-- second time. Forms of ending and kinds of steps are those of core (asserted in tally.c).
-- fragment: stuck_cause
	CASE WHEN d.opinions_open > 0 OR o.step_kind = 3 THEN 0
		WHEN o.from_how = 3 THEN 1
		WHEN o.step_kind = 4 THEN 2
		WHEN o.step_kind = 2 THEN 3
		ELSE 4 END

-- Steps in hand past their own due, of what runs: where the working time goes just now.
-- name: tally_stuck :many
-- types: now=int cause=int
SELECT
	d.competent AS competent, d.calendar AS calendar, o.due AS due,
	o.holder_unit AS holder_unit,
@stuck_cause
	AS cause
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_unit > 0 AND o.to_at IS NULL AND o.kind = 1 AND o.due_sort < :now
	AND o.due IS NOT NULL AND d.state = 4
ORDER BY o.dossier, o.no;

-- Their dossiers; cause -1: whichever, holder 0: whoever has it.
-- name: board_stuck :many
-- row: board
-- types: whole=int a=int b=int c=int d=int cause=int holder=int until=int after=int
-- types: after_agency=int after_id=int limit=int sort=int
SELECT
@board_columns
	, step_due AS sort
FROM (SELECT dossier, holder_unit AS unit, due_sort AS step_due, step_kind, from_how
	FROM obligation
	WHERE holder_unit > 0 AND to_at IS NULL AND kind = 1 AND due_sort < :until
		AND due IS NOT NULL) o
	JOIN dossier d ON d.id = o.dossier
WHERE state = 4 AND (step_due, competent, id) > (:after, :after_agency, :after_id)
	AND (:holder = 0 OR unit = :holder)
	AND (:cause < 0 OR :cause =
@stuck_cause
	)
@board_agencies
ORDER BY step_due, competent, id
LIMIT :limit;
