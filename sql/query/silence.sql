-- The ledger of silence (rule 36): what was asked and fell due in a span, with whom it lay.

-- What was released before its due because the dossier was done is nobody's silence.
-- name: silence_rows :many
-- types: since=int until=int
SELECT b.holder_unit AS unit, b.holder_post AS post, b.holder_person AS person,
	p.asked_at AS asked_at, p.due AS due, p.answered_at AS answered_at
FROM opinion p JOIN obligation b ON b.dossier = p.dossier AND b.no = p.duty
WHERE p.due >= :since AND p.due < :until
	AND (p.answered_at IS NOT NULL OR p.silent)
ORDER BY b.holder_unit, b.holder_post, p.due, p.dossier, p.no;
