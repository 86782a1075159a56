-- Letters of a working day (app/digest.h).

-- name: digest_put :exec
INSERT INTO digest (person, sealed, sent_day)
VALUES (:person, :sealed, :sent_day)
ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed, sent_day = excluded.sent_day;

-- name: digest_get :one
-- row: digest
SELECT person AS person, sealed AS sealed, sent_day AS sent_day
FROM digest
WHERE person = :person;

-- name: digest_due :many
-- row: digest
-- types: day=int limit=int
SELECT person AS person, sealed AS sealed, sent_day AS sent_day
FROM digest
WHERE sent_day < :day
ORDER BY person
LIMIT :limit;

-- name: digest_drop :exec
DELETE FROM digest WHERE person = :person;

-- name: digest_clear :exec
DELETE FROM digest;
