-- Messages that wait to be sent, and what became of the others.

-- name: message_put :exec
INSERT INTO message (no, way, sealed, until, tries, try_at)
VALUES (:no, :way, :sealed, :until, :tries, :try_at);

-- Tried again no later than it is too old, so that it goes then.
-- name: message_later :exec
-- types: try_at=int
UPDATE message SET tries = :tries, try_at = CASE WHEN until < :try_at THEN until ELSE :try_at END
WHERE no = :no;

-- name: message_drop :exec
DELETE FROM message WHERE no = :no;

-- name: message_age :exec
DELETE FROM message WHERE until <= :at;

-- name: message_clear :exec
DELETE FROM message;

-- Those whose time has come, the longest waiting first.
-- name: message_due :many
-- row: message
-- types: at=int most=int
SELECT no AS no, way AS way, sealed AS sealed, until AS until, tries AS tries, try_at AS try_at
FROM message
WHERE try_at <= :at
ORDER BY try_at, no
LIMIT :most;

-- Those that may still be sent, the newest first.
-- name: message_live :many
-- row: message
-- types: at=int most=int
SELECT no AS no, way AS way, sealed AS sealed, until AS until, tries AS tries, try_at AS try_at
FROM message
WHERE until > :at
ORDER BY no DESC
LIMIT :most;

-- name: message_last :one
-- row: message_last
-- types: no=int
SELECT COALESCE(MAX(no), 0) AS no FROM message;

-- name: message_count :one
-- row: message_count
-- types: n=int
SELECT COUNT(*) AS n FROM message WHERE way = :way;

-- name: message_way_put :exec
INSERT INTO message_way (way, sent, lost, failing_at, last_try, last_said)
VALUES (:way, :sent, :lost, :failing_at, :last_try, :last_said)
ON CONFLICT (way) DO UPDATE SET sent = excluded.sent, lost = excluded.lost,
	failing_at = excluded.failing_at, last_try = excluded.last_try,
	last_said = excluded.last_said;

-- name: message_way_get :one
-- row: message_way
SELECT way AS way, sent AS sent, lost AS lost, failing_at AS failing_at, last_try AS last_try,
	last_said AS last_said
FROM message_way
WHERE way = :way;
