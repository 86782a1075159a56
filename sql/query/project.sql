-- The projections: written by store/project.c alone.

-- A new row.
-- name: dossier_put :exec
INSERT INTO dossier (
	id, code, home, competent, receiving, helping, procedure, version, rule_set, calendar,
	state, channel, decision, owner, step, holder_kind, holder_unit, holder_post,
	holder_person, holder_body, holder_from, holder_taken, submitted_at, received_at,
	first_ready_at, ready_at, delivered_at, closed_at, first_due, due, due_sort,
	apology_by, form04_at, next_at, last_at, last_seq, provisional, imported, extended,
	extended_late, lived_due, waiting_from, returns, supplements, reopened, office_unit,
	office_person, opinions_open, answer_unit, answer_at, tail, urge_due, urges,
	came_for_nothing, solved_at, solved_as, ended_at, ended_late, late_from, took,
	acted_day, submitter, continues, corrections, proxied, asks)
VALUES (
	:id, :code, :home, :competent, :receiving, :helping, :procedure, :version, :rule_set,
	:calendar, :state, :channel, :decision, :owner, :step, :holder_kind, :holder_unit,
	:holder_post, :holder_person, :holder_body, :holder_from, :holder_taken,
	:submitted_at, :received_at, :first_ready_at, :ready_at, :delivered_at, :closed_at,
	:first_due, :due, :due_sort, :apology_by, :form04_at, :next_at, :last_at, :last_seq,
	:provisional, :imported, :extended, :extended_late, :lived_due, :waiting_from,
	:returns, :supplements, :reopened, :office_unit, :office_person, :opinions_open,
	:answer_unit, :answer_at, :tail, :urge_due, :urges, :came_for_nothing,
	:solved_at, :solved_as, :ended_at, :ended_late, :late_from, :took, :acted_day,
	:submitter, :continues, :corrections, :proxied, :asks);

-- All but the columns of indexes, of a row that is there. (An upsert would open every index
-- each time.)
-- name: dossier_change :exec
UPDATE dossier SET
	procedure = :procedure, version = :version, rule_set = :rule_set,
	calendar = :calendar, decision = :decision, step = :step,
	holder_kind = :holder_kind, holder_unit = :holder_unit, holder_post = :holder_post,
	holder_person = :holder_person, holder_body = :holder_body,
	holder_from = :holder_from, holder_taken = :holder_taken,
	first_ready_at = :first_ready_at, delivered_at = :delivered_at,
	first_due = :first_due, due = :due, apology_by = :apology_by,
	form04_at = :form04_at, last_at = :last_at, last_seq = :last_seq,
	provisional = :provisional, imported = :imported, extended = :extended,
	extended_late = :extended_late, lived_due = :lived_due,
	waiting_from = :waiting_from, returns = :returns, supplements = :supplements,
	reopened = :reopened, office_unit = :office_unit, office_person = :office_person,
	opinions_open = :opinions_open, answer_unit = :answer_unit, answer_at = :answer_at,
	urge_due = :urge_due, urges = :urges, came_for_nothing = :came_for_nothing,
	took = :took, corrections = :corrections, asks = :asks
WHERE id = :id;

-- The columns of indexes, apart: the engine writes the indexes of all columns that are
-- set, whether or not they change, and most acts change none of these. (office_person
-- stands in the index of the few that wait only.)
-- name: dossier_place :exec
UPDATE dossier SET
	state = :state, receiving = :receiving, due_sort = :due_sort, ready_at = :ready_at,
	closed_at = :closed_at, next_at = :next_at
WHERE id = :id AND (state <> :state OR receiving <> :receiving OR due_sort <> :due_sort
	OR ready_at IS DISTINCT FROM :ready_at OR closed_at IS DISTINCT FROM :closed_at
	OR next_at IS DISTINCT FROM :next_at);

-- Its units ended: the successors go on with it.
-- name: dossier_pass :exec
UPDATE dossier SET competent = :competent, helping = :helping WHERE id = :id;

-- Taken back: its code is free for the dossier that it should have been.
-- name: dossier_aside :exec
UPDATE dossier SET code = :code WHERE id = :id;

-- name: import_batch_put :exec
INSERT INTO import_batch (dossier, batch) VALUES (:dossier, :batch);

-- name: import_batch_clear :exec
DELETE FROM import_batch;

-- name: dossier_give :exec
UPDATE dossier SET owner = :owner WHERE id = :id;

-- name: obligation_put :exec
-- types: kind=int
INSERT INTO obligation (
	dossier, no, home, kind, holder_kind, holder_unit, holder_post, holder_person,
	holder_body, account_kind, account_unit, account_post, account_person, account_body,
	from_at, to_at, taken_at, due, due_sort, plan_s, work_s, step, number, span, ended,
	opened_seq, closed_seq, queue, step_kind, from_kind, from_unit, from_post, from_person,
	from_body, from_how)
VALUES (
	:dossier, :no, :home, :kind, :holder_kind, :holder_unit, :holder_post, :holder_person,
	:holder_body, :account_kind, :account_unit, :account_post, :account_person,
	:account_body, :from_at, :to_at, :taken_at, :due, :due_sort, :plan_s, :work_s, :step,
	:number, :span, :ended, :opened_seq, :closed_seq, :queue, :step_kind, :from_kind,
	:from_unit, :from_post, :from_person, :from_body, :from_how)
ON CONFLICT (dossier, no) DO UPDATE SET
	kind = excluded.kind, holder_kind = excluded.holder_kind,
	holder_unit = excluded.holder_unit, holder_post = excluded.holder_post,
	holder_person = excluded.holder_person, holder_body = excluded.holder_body,
	account_kind = excluded.account_kind, account_unit = excluded.account_unit,
	account_post = excluded.account_post, account_person = excluded.account_person,
	account_body = excluded.account_body, from_at = excluded.from_at,
	to_at = excluded.to_at, taken_at = excluded.taken_at, due = excluded.due,
	due_sort = excluded.due_sort, plan_s = excluded.plan_s, work_s = excluded.work_s,
	step = excluded.step, number = excluded.number, span = excluded.span,
	ended = excluded.ended, closed_seq = excluded.closed_seq;

-- The last number used never goes back.
-- name: serial_use :exec
INSERT INTO serial (scope, last) VALUES (:scope, :last)
ON CONFLICT (scope) DO UPDATE SET last = excluded.last WHERE excluded.last > serial.last;

-- name: serial_last :one
SELECT last AS last FROM serial WHERE scope = :scope;

-- Those of one kind, unit and year: their scopes begin alike.
-- name: serial_books :many
-- types: from=text until=text
SELECT scope AS scope, last AS last FROM serial
WHERE scope > :from AND scope < :until
ORDER BY scope;

-- name: fee_put :exec
INSERT INTO fee_receipt (dossier, no, unit, clerk, amount, at, cancelled_at, refunded)
VALUES (:dossier, :no, :unit, :clerk, :amount, :at, :cancelled_at, :refunded)
ON CONFLICT (dossier, no) DO UPDATE SET
	cancelled_at = excluded.cancelled_at, refunded = excluded.refunded;

-- name: notice_put :exec
-- types: kind=int
INSERT INTO notice (
	dossier, no, kind, lawful, asked_at, told_at, delivered_at, answered_at, seq, empty)
VALUES (
	:dossier, :no, :kind, :lawful, :asked_at, :told_at, :delivered_at, :answered_at, :seq,
	:empty)
ON CONFLICT (dossier, no) DO UPDATE SET
	lawful = excluded.lawful, told_at = excluded.told_at,
	delivered_at = excluded.delivered_at, answered_at = excluded.answered_at;

-- name: opinion_put :exec
INSERT INTO opinion (
	dossier, no, duty, asked_at, due, answered_at, planned, silent, said, upheld)
VALUES (
	:dossier, :no, :duty, :asked_at, :due, :answered_at, :planned, :silent, :said, :upheld)
ON CONFLICT (dossier, no) DO UPDATE SET
	duty = excluded.duty, answered_at = excluded.answered_at, silent = excluded.silent,
	said = excluded.said, upheld = excluded.upheld;

-- name: apology_put :exec
INSERT INTO apology (dossier, no, duty, due, sign_by, drafted_at, signed_at, missed_at)
VALUES (:dossier, :no, :duty, :due, :sign_by, :drafted_at, :signed_at, :missed_at)
ON CONFLICT (dossier, no) DO UPDATE SET
	duty = excluded.duty, signed_at = excluded.signed_at, missed_at = excluded.missed_at;

-- name: escalation_put :exec
INSERT INTO escalation (dossier, no, duty, at, due, acted_at, how)
VALUES (:dossier, :no, :duty, :at, :due, :acted_at, :how)
ON CONFLICT (dossier, no) DO UPDATE SET
	duty = excluded.duty, acted_at = excluded.acted_at, how = excluded.how;

-- name: machines_put :exec
INSERT INTO machines (dossier, seq, person, from_at, to_at, first, second, third)
VALUES (:dossier, :seq, :person, :from_at, :to_at, :first, :second, :third);

-- name: machines_clear :exec
DELETE FROM machines;

-- name: machines_slice :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, seq AS seq, person AS person, from_at AS from_at, to_at AS to_at,
	first AS first, second AS second, third AS third
FROM machines
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, seq;

-- name: notice_clear :exec
DELETE FROM notice;

-- name: opinion_clear :exec
DELETE FROM opinion;

-- name: apology_clear :exec
DELETE FROM apology;

-- name: escalation_clear :exec
DELETE FROM escalation;

-- name: notice_slice :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, no AS no, kind AS kind, lawful AS lawful, asked_at AS asked_at,
	told_at AS told_at, delivered_at AS delivered_at, answered_at AS answered_at, seq AS seq,
	empty AS empty
FROM notice
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;

-- name: opinion_slice :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, no AS no, duty AS duty, asked_at AS asked_at, due AS due,
	answered_at AS answered_at, planned AS planned, silent AS silent, said AS said,
	upheld AS upheld
FROM opinion
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;

-- name: apology_slice :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, no AS no, duty AS duty, due AS due, sign_by AS sign_by,
	drafted_at AS drafted_at, signed_at AS signed_at, missed_at AS missed_at
FROM apology
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;

-- name: escalation_slice :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, no AS no, duty AS duty, at AS at, due AS due, acted_at AS acted_at,
	how AS how
FROM escalation
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;

-- name: contest_put :exec
INSERT INTO contest (dossier, no, at, by_unit, sender_unit, named_unit, reason, arbiter_unit,
	due, first_due, escalated_at, outcome, ended_at, ruled_by, moved, work_s)
VALUES (:dossier, :no, :at, :by_unit, :sender_unit, :named_unit, :reason, :arbiter_unit,
	:due, :first_due, :escalated_at, :outcome, :ended_at, :ruled_by, :moved, :work_s)
ON CONFLICT (dossier, no) DO UPDATE SET
	arbiter_unit = excluded.arbiter_unit, due = excluded.due,
	escalated_at = excluded.escalated_at, outcome = excluded.outcome,
	ended_at = excluded.ended_at, ruled_by = excluded.ruled_by, moved = excluded.moved,
	work_s = excluded.work_s;

-- A rebuild empties them, then refills.
-- name: contest_clear :exec
DELETE FROM contest;

-- name: fee_clear :exec
DELETE FROM fee_receipt;

-- name: dossier_clear :exec
DELETE FROM dossier;

-- name: obligation_clear :exec
DELETE FROM obligation;

-- name: serial_clear :exec
DELETE FROM serial;

-- Rows in order, for verify: of the dossiers with :after < id <= :upto, but all serials.
-- name: obligation_slice :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, no AS no, home AS home, kind AS kind, holder_kind AS holder_kind,
	holder_unit AS holder_unit, holder_post AS holder_post,
	holder_person AS holder_person, holder_body AS holder_body,
	account_kind AS account_kind, account_unit AS account_unit,
	account_post AS account_post, account_person AS account_person,
	account_body AS account_body, from_at AS from_at, to_at AS to_at,
	taken_at AS taken_at, due AS due, due_sort AS due_sort, plan_s AS plan_s,
	work_s AS work_s, step AS step, number AS number, span AS span, ended AS ended,
	opened_seq AS opened_seq, closed_seq AS closed_seq, queue AS queue,
	step_kind AS step_kind, from_kind AS from_kind, from_unit AS from_unit,
	from_post AS from_post, from_person AS from_person, from_body AS from_body,
	from_how AS from_how
FROM obligation
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;

-- name: serial_all :many
SELECT scope AS scope, last AS last FROM serial ORDER BY scope;

-- name: fee_slice :many
-- types: after=int upto=int
SELECT
	dossier AS dossier, no AS no, unit AS unit, clerk AS clerk, amount AS amount, at AS at,
	cancelled_at AS cancelled_at, refunded AS refunded
FROM fee_receipt
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;

-- The newest first: the few there are, whoever asks leaves out what is not theirs.
-- name: contest_list :many
-- types: since=int limit=int
SELECT
	c.dossier AS dossier, d.code AS code, d.procedure AS procedure, c.no AS no,
	c.reason AS reason, c.by_unit AS by_unit, c.sender_unit AS sender_unit,
	c.named_unit AS named_unit, c.arbiter_unit AS arbiter_unit, c.ruled_by AS ruled_by,
	c.at AS at, c.due AS due, c.first_due AS first_due, c.escalated_at AS escalated_at,
	c.ended_at AS ended_at, c.outcome AS outcome, c.moved AS moved, c.work_s AS work_s
FROM contest c JOIN dossier d ON d.id = c.dossier
WHERE c.at >= :since
ORDER BY c.at DESC, c.dossier DESC, c.no DESC
LIMIT :limit;

-- name: contest_slice :many
-- types: after=int upto=int
SELECT dossier AS dossier, no AS no, at AS at, by_unit AS by_unit, sender_unit AS sender_unit,
	named_unit AS named_unit, reason AS reason, arbiter_unit AS arbiter_unit, due AS due,
	first_due AS first_due, escalated_at AS escalated_at, outcome AS outcome,
	ended_at AS ended_at, ruled_by AS ruled_by, moved AS moved, work_s AS work_s
FROM contest
WHERE dossier > :after AND dossier <= :upto
ORDER BY dossier, no;
