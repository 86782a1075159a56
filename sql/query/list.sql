-- Lists, page by page: each continues after the last row's key. `state` 0 is any.

-- fragment: dossier_columns
	d.id AS id, d.code AS code, d.home AS home, d.competent AS competent,
	d.receiving AS receiving, d.helping AS helping, d.procedure AS procedure,
	d.version AS version, d.rule_set AS rule_set, d.calendar AS calendar,
	d.state AS state, d.channel AS channel, d.decision AS decision, d.owner AS owner,
	d.step AS step, d.holder_kind AS holder_kind, d.holder_unit AS holder_unit,
	d.holder_post AS holder_post, d.holder_person AS holder_person,
	d.holder_body AS holder_body, d.holder_from AS holder_from,
	d.holder_taken AS holder_taken, d.submitted_at AS submitted_at,
	d.received_at AS received_at, d.first_ready_at AS first_ready_at,
	d.ready_at AS ready_at, d.delivered_at AS delivered_at, d.closed_at AS closed_at,
	d.first_due AS first_due, d.due AS due, d.due_sort AS due_sort,
	d.apology_by AS apology_by, d.form04_at AS form04_at, d.next_at AS next_at,
	d.last_at AS last_at, d.last_seq AS last_seq, d.provisional AS provisional,
	d.imported AS imported, d.extended AS extended,
	d.extended_late AS extended_late, d.lived_due AS lived_due,
	d.waiting_from AS waiting_from, d.returns AS returns,
	d.supplements AS supplements, d.reopened AS reopened,
	d.office_unit AS office_unit, d.office_person AS office_person,
	d.opinions_open AS opinions_open, d.answer_unit AS answer_unit,
	d.answer_at AS answer_at, d.tail AS tail, d.urge_due AS urge_due,
	d.urges AS urges, d.came_for_nothing AS came_for_nothing,
	d.solved_at AS solved_at, d.solved_as AS solved_as, d.ended_at AS ended_at,
	d.ended_late AS ended_late, d.late_from AS late_from, d.took AS took,
	d.acted_day AS acted_day

-- fragment: duty_columns
	d.code AS code, o.dossier AS dossier, o.no AS no, o.home AS home, o.kind AS kind,
	o.holder_kind AS holder_kind, o.holder_unit AS holder_unit,
	o.holder_post AS holder_post, o.holder_person AS holder_person,
	o.holder_body AS holder_body, o.account_kind AS account_kind,
	o.account_unit AS account_unit, o.account_post AS account_post,
	o.account_person AS account_person, o.account_body AS account_body,
	o.from_at AS from_at, o.to_at AS to_at, o.taken_at AS taken_at, o.due AS due,
	o.due_sort AS due_sort, o.plan_s AS plan_s, o.work_s AS work_s, o.step AS step,
	o.number AS number, o.span AS span, o.ended AS ended, o.opened_seq AS opened_seq,
	o.closed_seq AS closed_seq

-- name: dossier_by_id :one
-- row: dossier
SELECT
@dossier_columns
FROM dossier d
WHERE d.id = :id;

-- Without those taken back as imported by mistake (10): theirs is :code~id.
-- name: dossier_by_code :one
-- row: dossier
SELECT
@dossier_columns
FROM dossier d
WHERE d.code = :code;

-- The last one taken back of that code: :first is the code and ~, :beyond what comes after.
-- name: dossier_undone :one
-- row: dossier
-- types: first=text beyond=text
SELECT
@dossier_columns
FROM dossier d
WHERE d.code >= :first AND d.code < :beyond AND d.state = 10
ORDER BY d.id DESC
LIMIT 1;

-- name: list_by_id :many
-- row: dossier
-- types: after_id=int limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.id > :after_id AND d.state <> 10
ORDER BY d.id
LIMIT :limit;

-- name: list_by_state :many
-- row: dossier
-- types: after_id=int limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.state = :state AND d.id > :after_id
ORDER BY d.id
LIMIT :limit;

-- Codes from `first` up to, not including, `beyond`.
-- name: list_by_code :many
-- row: dossier
-- types: first=text beyond=text limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.code >= :first AND d.code < :beyond
	AND ((:state = 0 AND d.state <> 10) OR d.state = :state)
ORDER BY d.code
LIMIT :limit;

-- name: list_by_competent :many
-- row: dossier
-- types: after_id=int limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.competent = :competent AND d.id > :after_id AND ((:state = 0 AND d.state <> 10) OR d.state = :state)
ORDER BY d.id
LIMIT :limit;

-- name: list_open :many
-- row: dossier
-- types: after_due=int after_id=int until=int limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.closed_at IS NULL AND d.due_sort <= :until
	AND (d.due_sort, d.id) > (:after_due, :after_id)
	AND ((:state = 0 AND d.state <> 10) OR d.state = :state)
ORDER BY d.due_sort, d.id
LIMIT :limit;

-- name: list_tick :many
-- row: dossier
-- types: after_next=int after_id=int until=int limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.next_at IS NOT NULL AND d.next_at <= :until
	AND (d.next_at, d.id) > (:after_next, :after_id)
ORDER BY d.next_at, d.id
LIMIT :limit;

-- Opinions (kind 5) are duties beside the dossier's holder: not in these two; due_sort is
-- the obligation's.
-- name: list_by_unit :many
-- row: dossier
-- types: after_due=int after_id=int limit=int
SELECT
	d.id AS id, d.code AS code, d.home AS home, d.competent AS competent,
	d.receiving AS receiving, d.helping AS helping, d.procedure AS procedure,
	d.version AS version, d.rule_set AS rule_set, d.calendar AS calendar,
	d.state AS state, d.channel AS channel, d.decision AS decision, d.owner AS owner,
	d.step AS step, d.holder_kind AS holder_kind, d.holder_unit AS holder_unit,
	d.holder_post AS holder_post, d.holder_person AS holder_person,
	d.holder_body AS holder_body, d.holder_from AS holder_from,
	d.holder_taken AS holder_taken, d.submitted_at AS submitted_at,
	d.received_at AS received_at, d.first_ready_at AS first_ready_at,
	d.ready_at AS ready_at, d.delivered_at AS delivered_at, d.closed_at AS closed_at,
	d.first_due AS first_due, d.due AS due, o.due_sort AS due_sort,
	d.apology_by AS apology_by, d.form04_at AS form04_at, d.next_at AS next_at,
	d.last_at AS last_at, d.last_seq AS last_seq, d.provisional AS provisional,
	d.imported AS imported, d.extended AS extended,
	d.extended_late AS extended_late, d.lived_due AS lived_due,
	d.waiting_from AS waiting_from, d.returns AS returns,
	d.supplements AS supplements, d.reopened AS reopened,
	d.office_unit AS office_unit, d.office_person AS office_person,
	d.opinions_open AS opinions_open, d.answer_unit AS answer_unit,
	d.answer_at AS answer_at, d.tail AS tail, d.urge_due AS urge_due,
	d.urges AS urges, d.came_for_nothing AS came_for_nothing,
	d.solved_at AS solved_at, d.solved_as AS solved_as, d.ended_at AS ended_at,
	d.ended_late AS ended_late, d.late_from AS late_from, d.took AS took,
	d.acted_day AS acted_day
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_unit = :holder_unit AND o.holder_unit > 0 AND o.to_at IS NULL AND o.kind < 5
	AND (o.due_sort, o.dossier) > (:after_due, :after_id)
	AND ((:state = 0 AND d.state <> 10) OR d.state = :state)
ORDER BY o.due_sort, o.dossier
LIMIT :limit;

-- name: list_by_person :many
-- row: dossier
-- types: after_due=int after_id=int limit=int
SELECT
	d.id AS id, d.code AS code, d.home AS home, d.competent AS competent,
	d.receiving AS receiving, d.helping AS helping, d.procedure AS procedure,
	d.version AS version, d.rule_set AS rule_set, d.calendar AS calendar,
	d.state AS state, d.channel AS channel, d.decision AS decision, d.owner AS owner,
	d.step AS step, d.holder_kind AS holder_kind, d.holder_unit AS holder_unit,
	d.holder_post AS holder_post, d.holder_person AS holder_person,
	d.holder_body AS holder_body, d.holder_from AS holder_from,
	d.holder_taken AS holder_taken, d.submitted_at AS submitted_at,
	d.received_at AS received_at, d.first_ready_at AS first_ready_at,
	d.ready_at AS ready_at, d.delivered_at AS delivered_at, d.closed_at AS closed_at,
	d.first_due AS first_due, d.due AS due, o.due_sort AS due_sort,
	d.apology_by AS apology_by, d.form04_at AS form04_at, d.next_at AS next_at,
	d.last_at AS last_at, d.last_seq AS last_seq, d.provisional AS provisional,
	d.imported AS imported, d.extended AS extended,
	d.extended_late AS extended_late, d.lived_due AS lived_due,
	d.waiting_from AS waiting_from, d.returns AS returns,
	d.supplements AS supplements, d.reopened AS reopened,
	d.office_unit AS office_unit, d.office_person AS office_person,
	d.opinions_open AS opinions_open, d.answer_unit AS answer_unit,
	d.answer_at AS answer_at, d.tail AS tail, d.urge_due AS urge_due,
	d.urges AS urges, d.came_for_nothing AS came_for_nothing,
	d.solved_at AS solved_at, d.solved_as AS solved_as, d.ended_at AS ended_at,
	d.ended_late AS ended_late, d.late_from AS late_from, d.took AS took,
	d.acted_day AS acted_day
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_person = :holder_person AND o.holder_person > 0 AND o.to_at IS NULL
	AND o.kind < 5 AND (o.due_sort, o.dossier) > (:after_due, :after_id)
	AND ((:state = 0 AND d.state <> 10) OR d.state = :state)
ORDER BY o.due_sort, o.dossier
LIMIT :limit;

-- name: duty_by_unit :many
-- row: duty
-- types: after_due=int after_dossier=int after_no=int limit=int
SELECT
@duty_columns
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_unit = :holder_unit AND o.holder_unit > 0 AND o.to_at IS NULL
	AND (o.due_sort, o.dossier, o.no) > (:after_due, :after_dossier, :after_no)
ORDER BY o.due_sort, o.dossier, o.no
LIMIT :limit;

-- name: duty_by_person :many
-- row: duty
-- types: after_due=int after_dossier=int after_no=int limit=int
SELECT
@duty_columns
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.holder_person = :holder_person AND o.holder_person > 0 AND o.to_at IS NULL
	AND (o.due_sort, o.dossier, o.no) > (:after_due, :after_dossier, :after_no)
ORDER BY o.due_sort, o.dossier, o.no
LIMIT :limit;

-- name: duty_by_dossier :many
-- row: duty
-- types: after_no=int limit=int
SELECT
@duty_columns
FROM obligation o JOIN dossier d ON d.id = o.dossier
WHERE o.dossier = :dossier AND o.no > :after_no
ORDER BY o.no
LIMIT :limit;

-- The last filings of one owner, newest first.
-- name: dossier_of_owner :many
-- row: dossier
-- types: limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.owner = :owner AND d.procedure = :procedure
ORDER BY d.id DESC
LIMIT :limit;

-- All filings of one owner, newest first.
-- name: dossier_owned :many
-- row: dossier
-- types: limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.owner = :owner AND d.state <> 10
ORDER BY d.id DESC
LIMIT :limit;

-- The same, and where each was, from the index alone (dossier_owner).
-- name: dossier_places :many
-- types: limit=int
SELECT d.id AS id, d.receiving AS receiving, d.helping AS helping,
	d.competent AS competent, d.office_unit AS office_unit
FROM dossier d
WHERE d.owner = :owner AND d.state <> 10
ORDER BY d.id DESC
LIMIT :limit;

-- name: dossier_tail :many
-- row: dossier
-- types: limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.tail = :tail AND d.competent = :competent AND d.state <> 10
ORDER BY d.id DESC
LIMIT :limit;

-- Of the first `looks` that a unit has in hand, the earliest due first: those whose owner's
-- name has the words; of fewer than four one is said again.
-- name: dossier_named_at :many
-- row: dossier
-- types: looks=int limit=int token_1=bytes token_2=bytes token_3=bytes token_4=bytes
SELECT
@dossier_columns
FROM (SELECT dossier, due_sort FROM obligation
	WHERE holder_unit = :holder_unit AND holder_unit > 0 AND to_at IS NULL AND kind < 5
	ORDER BY due_sort, dossier
	LIMIT :looks) o JOIN dossier d ON d.id = o.dossier
WHERE EXISTS (SELECT 1 FROM token t WHERE t.token = :token_1 AND t.subject = d.owner)
	AND EXISTS (SELECT 1 FROM token t WHERE t.token = :token_2 AND t.subject = d.owner)
	AND EXISTS (SELECT 1 FROM token t WHERE t.token = :token_3 AND t.subject = d.owner)
	AND EXISTS (SELECT 1 FROM token t WHERE t.token = :token_4 AND t.subject = d.owner)
ORDER BY o.due_sort, o.dossier
LIMIT :limit;

-- What was asked for lately: the newest dossiers only.
-- name: dossier_held_by :many
-- types: unit=int
SELECT DISTINCT o.holder_unit AS unit
FROM obligation o
WHERE o.dossier = :dossier AND o.holder_unit > 0
ORDER BY o.holder_unit;

-- name: procedure_recent :many
-- types: n=int limit=int
SELECT l.procedure AS procedure, COUNT(*) AS n
FROM (SELECT procedure FROM dossier WHERE state <> 10 ORDER BY id DESC LIMIT :limit) l
GROUP BY l.procedure
ORDER BY l.procedure;

-- name: dossier_all :many
-- row: dossier
SELECT
@dossier_columns
FROM dossier d
ORDER BY d.id;

-- Dossiers with :after < id <= :upto, for verify.
-- name: dossier_slice :many
-- types: after=int upto=int
SELECT
@dossier_columns
	, d.submitter AS submitter, d.continues AS continues, d.corrections AS corrections
	, d.proxied AS proxied, d.asks AS asks
FROM dossier d
WHERE d.id > :after AND d.id <= :upto
ORDER BY d.id;

-- The day book of a unit.
-- name: fee_book :many
-- types: from=int until=int
SELECT
	d.code AS code, f.no AS no, f.clerk AS clerk, f.amount AS amount, f.at AS at,
	f.cancelled_at AS cancelled_at, f.refunded AS refunded
FROM fee_receipt f JOIN dossier d ON d.id = f.dossier
WHERE f.unit = :unit AND f.at >= :from AND f.at < :until
ORDER BY f.at, f.no;

-- What a counter received in a time, through the index of all receptions.
-- name: register :many
-- row: dossier
-- types: from=int until=int limit=int
SELECT
@dossier_columns
FROM dossier d
WHERE d.channel IN (1, 2, 3, 4) AND d.received_at >= :from AND d.received_at < :until
	AND d.receiving = :unit AND d.state <> 10
ORDER BY d.received_at, d.id
LIMIT :limit;

-- Imports by their names, the newest first, and how many of each are taken back (10).
-- name: import_batches :many
-- types: limit=int dossiers=int undone=int first=int
SELECT
	b.batch AS batch, COUNT(*) AS dossiers,
	COALESCE(SUM(CASE WHEN d.state = 10 THEN 1 ELSE 0 END), 0) AS undone,
	MIN(b.dossier) AS first
FROM import_batch b JOIN dossier d ON d.id = b.dossier
GROUP BY b.batch
ORDER BY MAX(b.dossier) DESC
LIMIT :limit;

-- The dossiers of one of them.
-- name: import_batch_of :many
-- row: dossier
-- types: after_id=int limit=int
SELECT
@dossier_columns
FROM import_batch b JOIN dossier d ON d.id = b.dossier
WHERE b.batch = :batch AND b.dossier > :after_id
ORDER BY b.dossier
LIMIT :limit;

-- name: import_batch_slice :many
-- types: after=int upto=int
SELECT dossier AS dossier, batch AS batch
FROM import_batch
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier;

-- What open dossiers have frozen of the law, through the index of open ones; before
-- reception nothing is.
-- name: law_used :many
-- types: n=int limit=int
SELECT rule_set AS rule_set, procedure AS procedure, COUNT(*) AS n
FROM dossier
WHERE closed_at IS NULL AND state <> 10 AND rule_set <> ''
GROUP BY rule_set, procedure
ORDER BY rule_set, n DESC, procedure
LIMIT :limit;
