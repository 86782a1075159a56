-- Opinions still owed (kind 5), rulings on answers (7), those of dossiers (what 0) and of matters (what 1) in one order: by what
-- is due first.

-- Nobody named (0): whoever owes it. asker: who has the dossier, whose matter it is.
-- fragment: opinions_after
	(:after, :after_what, :after_id, :after_no)

-- name: opinions_by_unit :many
-- row: opinions
-- types: unit=int until=int after=int after_what=int after_id=int after_no=int limit=int
-- types: what=int id=int no=int sort=int
SELECT 0 AS what, b.dossier AS id, b.no AS no, b.due_sort AS sort
FROM obligation b
WHERE b.holder_unit = :unit AND b.holder_unit > 0 AND b.to_at IS NULL AND b.kind IN (5, 7)
	AND b.due_sort <= :until
	AND (b.due_sort, 0, b.dossier, b.no) >
@opinions_after
UNION ALL
SELECT 1, o.matter, o.no, o.due_sort
FROM owed o
WHERE o.holder_unit = :unit AND o.to_at IS NULL AND o.kind = 1 AND o.due_sort <= :until
	AND (o.due_sort, 1, o.matter, o.no) >
@opinions_after
ORDER BY 4, 1, 2, 3
LIMIT :limit;

-- name: opinions_by_person :many
-- row: opinions
-- types: person=int unit=int until=int after=int after_what=int after_id=int after_no=int limit=int
-- types: what=int id=int no=int sort=int
SELECT 0 AS what, b.dossier AS id, b.no AS no, b.due_sort AS sort
FROM obligation b
WHERE b.holder_person = :person AND b.holder_person > 0 AND b.to_at IS NULL AND b.kind IN (5, 7)
	AND (:unit = 0 OR b.holder_unit = :unit) AND b.due_sort <= :until
	AND (b.due_sort, 0, b.dossier, b.no) >
@opinions_after
UNION ALL
SELECT 1, o.matter, o.no, o.due_sort
FROM owed o
WHERE o.holder_person = :person AND o.to_at IS NULL AND o.kind = 1
	AND (:unit = 0 OR o.holder_unit = :unit) AND o.due_sort <= :until
	AND (o.due_sort, 1, o.matter, o.no) >
@opinions_after
ORDER BY 4, 1, 2, 3
LIMIT :limit;

-- name: opinions_by_asker :many
-- row: opinions
-- types: person=int unit=int until=int after=int after_what=int after_id=int after_no=int limit=int
-- types: what=int id=int no=int sort=int
SELECT 0 AS what, b.dossier AS id, b.no AS no, b.due_sort AS sort
FROM obligation b JOIN dossier d ON d.id = b.dossier
WHERE b.to_at IS NULL AND b.kind IN (5, 7) AND b.due_sort <= :until
	AND (:unit = 0 OR d.office_unit = :unit) AND (:person = 0 OR d.office_person = :person)
	AND (b.due_sort, 0, b.dossier, b.no) >
@opinions_after
UNION ALL
SELECT 1, o.matter, o.no, o.due_sort
FROM owed o JOIN matter m ON m.id = o.matter
WHERE o.to_at IS NULL AND o.kind = 1 AND o.due_sort <= :until
	AND (:unit = 0 OR m.unit = :unit) AND (:person = 0 OR m.opened_by = :person)
	AND (o.due_sort, 1, o.matter, o.no) >
@opinions_after
ORDER BY 4, 1, 2, 3
LIMIT :limit;

-- How many a unit owes, and those past their due; of each sort counted up to :most.
-- name: opinions_count :one
-- types: unit=int now=int most=int n=int late=int
SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN few.due < :now THEN 1 ELSE 0 END), 0) AS late
FROM (
	SELECT * FROM (SELECT b.due AS due FROM obligation b
		WHERE b.holder_unit = :unit AND b.holder_unit > 0 AND b.to_at IS NULL
			AND b.kind IN (5, 7)
		ORDER BY b.due_sort LIMIT :most) AS one
	UNION ALL
	SELECT * FROM (SELECT o.due FROM owed o
		WHERE o.holder_unit = :unit AND o.to_at IS NULL AND o.kind = 1
		ORDER BY o.due_sort LIMIT :most) AS other) AS few;
