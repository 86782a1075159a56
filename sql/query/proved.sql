-- Citizens who prove who they are: codes that are good, sessions that are open.

-- name: proof_code_put :exec
INSERT INTO proof_code (dossier, use, digest, until, asked_at, asked_day, asked)
VALUES (:dossier, :use, :digest, :until, :asked_at, :asked_day, :asked)
ON CONFLICT (dossier, use) DO UPDATE SET digest = excluded.digest, until = excluded.until,
	asked_at = excluded.asked_at, asked_day = excluded.asked_day, asked = excluded.asked;

-- name: proof_code_get :one
-- row: proof_code
SELECT dossier AS dossier, use AS use, digest AS digest, until AS until, asked_at AS asked_at,
	asked_day AS asked_day, asked AS asked
FROM proof_code
WHERE dossier = :dossier AND use = :use;

-- Those of an earlier day, whose count does not matter any more.
-- name: proof_code_age :exec
-- types: day=int at=int
DELETE FROM proof_code WHERE asked_day < :day AND until <= :at;

-- name: proof_code_clear :exec
DELETE FROM proof_code;

-- name: proof_session_put :exec
INSERT INTO proof_session (token, dossier, until) VALUES (:token, :dossier, :until);

-- name: proof_session_get :one
-- row: proof_session
SELECT token AS token, dossier AS dossier, until AS until
FROM proof_session
WHERE token = :token;

-- name: proof_session_drop :exec
DELETE FROM proof_session WHERE token = :token;

-- name: proof_session_end :exec
-- types: dossier=int
DELETE FROM proof_session WHERE dossier = :dossier AND token <> :token;

-- name: proof_session_age :exec
DELETE FROM proof_session WHERE until <= :at;

-- name: proof_session_clear :exec
DELETE FROM proof_session;
