-- Sealed texts and how people are found again.

-- name: subject_put :exec
-- types: kind=text
INSERT INTO subject (id, kind, blind, record)
VALUES (:id, :kind, :blind, :record);

-- name: subject_renew :exec
UPDATE subject SET record = :record WHERE id = :id;

-- name: subject_record :one
SELECT record AS record FROM subject WHERE id = :id;

-- name: subject_by_blind :one
SELECT id AS id FROM subject WHERE blind = :blind AND length(blind) > 0;

-- name: subject_known :one
SELECT id AS id FROM subject WHERE id = :id;

-- name: subject_get :one
SELECT kind AS kind, blind AS blind, record AS record FROM subject WHERE id = :id;

-- name: sealed_put :exec
INSERT INTO sealed (commitment, owner_kind, owner, label, sealed)
VALUES (:commitment, :owner_kind, :owner, :label, :sealed);

-- name: sealed_get :one
-- row: sealed
SELECT commitment AS commitment, owner_kind AS owner_kind, owner AS owner, label AS label,
	sealed AS sealed
FROM sealed
WHERE commitment = :commitment;

-- name: sealed_all :many
-- row: sealed
SELECT commitment AS commitment, owner_kind AS owner_kind, owner AS owner, label AS label,
	sealed AS sealed
FROM sealed
ORDER BY commitment;

-- name: token_put :exec
INSERT INTO token (token, subject) VALUES (:token, :subject)
ON CONFLICT (token, subject) DO NOTHING;

-- The newest one before.
-- name: token_before :one
-- types: before=int
SELECT subject AS subject FROM token
WHERE token = :token AND subject < :before
ORDER BY subject DESC
LIMIT 1;

-- name: token_has :one
SELECT subject AS subject FROM token WHERE token = :token AND subject = :subject;

-- name: access_put :exec
INSERT INTO access (no, at, reader, on_behalf, dossier, sum)
VALUES (:no, :at, :reader, :on_behalf, :dossier, :sum);

-- name: access_last :one
-- row: access
SELECT no AS no, at AS at, reader AS reader, on_behalf AS on_behalf, dossier AS dossier,
	sum AS sum
FROM access
ORDER BY no DESC
LIMIT 1;

-- Within the same second nobody knows which came first.
-- name: access_since :one
-- types: reader=int dossier=int since=int no=int
SELECT MAX(no) AS no FROM access
WHERE dossier = :dossier AND reader = :reader AND at > :since;

-- name: access_from :many
-- row: access
-- types: first=int
SELECT no AS no, at AS at, reader AS reader, on_behalf AS on_behalf, dossier AS dossier,
	sum AS sum
FROM access
WHERE no >= :first
ORDER BY no;

-- Of one dossier, the newest first.
-- name: access_of :many
-- row: access
-- types: dossier=int
SELECT no AS no, at AS at, reader AS reader, on_behalf AS on_behalf, dossier AS dossier,
	sum AS sum
FROM access
WHERE dossier = :dossier
ORDER BY at DESC, no DESC;

-- Erasing a person.
-- name: token_drop :exec
DELETE FROM token WHERE subject = :subject;

-- name: subject_drop :exec
DELETE FROM subject WHERE id = :id;
