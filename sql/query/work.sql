-- Work in hand for pages: an open duty with what a row shows of its dossier. Each reads
-- only what it gives, by an index of what is open; after the last row's key.

-- fragment: work_columns
	d.id AS dossier, d.code AS code, d.procedure AS procedure, d.version AS version,
	d.calendar AS calendar, d.competent AS competent, d.receiving AS receiving,
	d.state AS state, d.channel AS channel, d.decision AS decision, d.owner AS owner,
	d.submitted_at AS submitted_at, d.received_at AS received_at,
	d.ready_at AS ready_at, d.first_due AS first_due, d.due AS due,
	d.returns AS returns, d.opinions_open AS opinions_open,
	d.answer_unit AS answer_unit, d.answer_at AS answer_at, d.urge_due AS urge_due,
	d.urges AS urges, d.came_for_nothing AS came_for_nothing, o.no AS no, o.kind AS kind,
	o.holder_kind AS holder_kind, o.holder_unit AS holder_unit,
	o.holder_post AS holder_post, o.holder_person AS holder_person,
	o.holder_body AS holder_body, o.from_at AS from_at, o.taken_at AS taken_at,
	o.due AS step_due, o.step AS step, o.step_kind AS step_kind, o.number AS number,
	o.from_kind AS from_kind, o.from_unit AS from_unit, o.from_post AS from_post,
	o.from_person AS from_person, o.from_body AS from_body, o.from_how AS from_how

-- fragment: work_after
	AND (o.due_sort, o.dossier, o.no) > (:after, :after_dossier, :after_no)
	AND o.due_sort <= :until AND (:step_kind = 0 OR o.step_kind = :step_kind)
	AND (:timed = 0 OR o.due IS NOT NULL)

-- Opinions (kind 5) and apologies (kind 8) stand in queues of their own, urgings (kind 6)
-- with their dossier.
-- name: work_person :many
-- row: work
-- types: person=int sort=int after=int after_dossier=int after_no=int until=int step_kind=int
-- types: timed=int unit=int limit=int
SELECT
@work_columns
	, o.due_sort AS sort
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_person = :person AND o.holder_person > 0 AND o.to_at IS NULL AND o.kind < 5
	AND (:unit = 0 OR o.holder_unit = :unit)
@work_after
ORDER BY o.due_sort, o.dossier, o.no
LIMIT :limit;

-- taken: 0 any, 1 not, 2 taken. steps: nothing else.
-- name: work_unit :many
-- row: work
-- types: taken=int steps=int person=int sort=int after=int after_dossier=int after_no=int until=int step_kind=int
-- types: timed=int limit=int
SELECT
@work_columns
	, o.due_sort AS sort
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_unit = :unit AND o.holder_unit > 0 AND o.to_at IS NULL AND o.kind < 5
	AND (:taken = 0 OR (:taken = 1 AND o.taken_at IS NULL)
		OR (:taken = 2 AND o.taken_at IS NOT NULL))
	AND (:steps = 0 OR o.kind = 1)
@work_after
ORDER BY o.due_sort, o.dossier, o.no
LIMIT :limit;

-- name: work_free :many
-- row: work
-- types: person=int sort=int after=int after_dossier=int after_no=int until=int step_kind=int
-- types: timed=int limit=int
SELECT
@work_columns
	, o.due_sort AS sort
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_unit = :unit AND o.holder_unit > 0 AND o.queue = :queue
	AND o.to_at IS NULL AND o.taken_at IS NULL
@work_after
ORDER BY o.due_sort, o.dossier, o.no
LIMIT :limit;

-- name: work_waiting :many
-- row: work
-- types: person=int sort=int after=int after_dossier=int limit=int
SELECT
@work_columns
	, d.due_sort AS sort
FROM dossier d JOIN obligation o ON o.dossier = d.id
WHERE d.office_person = :person AND d.state = 5 AND o.to_at IS NULL AND o.kind = 2
	AND (:unit = 0 OR d.office_unit = :unit)
	AND (d.due_sort, d.id) > (:after, :after_dossier)
ORDER BY d.due_sort, d.id
LIMIT :limit;

-- name: work_ready :many
-- row: work
-- types: person=int sort=int after=int after_dossier=int until=int limit=int
SELECT
@work_columns
	, d.ready_at AS sort
FROM dossier d JOIN obligation o ON o.dossier = d.id
WHERE d.receiving = :unit AND d.state = 6 AND o.to_at IS NULL AND o.kind = 3
	AND (d.ready_at, d.id) > (:after, :after_dossier) AND d.ready_at <= :until
ORDER BY d.ready_at, d.id
LIMIT :limit;

-- name: work_promised :many
-- row: work
-- types: person=int sort=int after=int after_dossier=int until=int limit=int
SELECT
@work_columns
	, d.due_sort AS sort
FROM dossier d JOIN obligation o ON o.dossier = d.id
WHERE d.receiving = :unit AND d.state = 4 AND o.to_at IS NULL AND o.kind = 1
	AND (d.due_sort, d.id) > (:after, :after_dossier) AND d.due_sort <= :until
ORDER BY d.due_sort, d.id
LIMIT :limit;

-- How much somebody has in hand. Late is past its own due, today the citizen's.
-- name: work_load :many
-- types: now=int person=int held=int untaken=int late=int
SELECT
	o.holder_person AS person, COUNT(*) AS held,
	COALESCE(SUM(CASE WHEN o.taken_at IS NULL THEN 1 ELSE 0 END), 0) AS untaken,
	COALESCE(SUM(CASE WHEN o.due < :now THEN 1 ELSE 0 END), 0) AS late
FROM obligation o
WHERE o.holder_unit = :unit AND o.holder_unit > 0 AND o.to_at IS NULL AND o.kind < 5
GROUP BY o.holder_person
ORDER BY o.holder_person;

-- How often citizens came for nothing (rule 46) for what the unit holds just now.
-- name: work_came :one
-- types: unit=int dossiers=int times=int
SELECT COUNT(*) AS dossiers, COALESCE(SUM(d.came_for_nothing), 0) AS times
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_unit = :unit AND o.holder_unit > 0 AND o.to_at IS NULL AND o.kind = 1
	AND d.came_for_nothing > 0;

-- name: work_today :one
-- types: now=int near=int today=int unit=int person=int held=int late=int due_today=int
-- types: soon=int
-- types: to_sign=int earliest=int
SELECT
	COUNT(*) AS held,
	COALESCE(SUM(CASE WHEN o.due < :now THEN 1 ELSE 0 END), 0) AS late,
	COALESCE(SUM(CASE WHEN o.due >= :now AND o.due < :near THEN 1 ELSE 0 END), 0)
		AS soon,
	COALESCE(SUM(CASE WHEN d.due <= :today THEN 1 ELSE 0 END), 0) AS due_today,
	COALESCE(SUM(CASE WHEN o.step_kind = 4 THEN 1 ELSE 0 END), 0) AS to_sign,
	COALESCE(MIN(o.due), 0) AS earliest
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_person = :person AND o.holder_person > 0 AND o.to_at IS NULL AND o.kind < 5
	AND (:unit = 0 OR o.holder_unit = :unit);

-- What nobody has taken in a queue, counted up to :most.
-- name: work_free_count :one
-- types: most=int n=int
SELECT COUNT(*) AS n FROM (
	SELECT o.no FROM obligation o
	WHERE o.holder_unit = :unit AND o.holder_unit > 0 AND o.queue = :queue
		AND o.to_at IS NULL AND o.taken_at IS NULL
	LIMIT :most) AS few;

-- name: work_waiting_count :one
-- types: person=int n=int
SELECT COUNT(*) AS n FROM dossier d
WHERE d.office_person = :person AND d.state = 5
	AND (:unit = 0 OR d.office_unit = :unit);

-- Results that wait at a counter, counted up to :most.
-- name: work_ready_count :one
-- types: unit=int most=int n=int
SELECT COUNT(*) AS n FROM (
	SELECT d.id FROM dossier d WHERE d.receiving = :unit AND d.state = 6
	LIMIT :most) AS few;

-- name: work_done :one
-- types: since=int person=int ended=int on_time=int
SELECT
	COUNT(*) AS ended,
	COALESCE(SUM(CASE WHEN o.due IS NULL OR o.to_at <= o.due THEN 1 ELSE 0 END), 0)
		AS on_time
FROM obligation o
WHERE o.account_person = :person AND o.account_person > 0 AND o.kind = 1
	AND o.to_at IS NOT NULL AND o.to_at >= :since;

-- What heads owe beside the work: to rule (7, 8), to act (9), to sign (10),
-- to decide (11).
-- name: duties_of_heads :many
SELECT dossier AS dossier, no AS no, kind AS kind, number AS number
FROM obligation
WHERE to_at IS NULL AND holder_unit > 0 AND kind IN (7, 8, 9, 10, 11)
ORDER BY dossier, no;
