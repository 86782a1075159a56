-- Webhooks, and what is still to be told to them.

-- name: hook_put :exec
INSERT INTO webhook (no, url, secret, kinds, made_at, made_by, removed_at, seen, delivered, lost,
	failing_at, last_try, last_said, units)
VALUES (:no, :url, :secret, :kinds, :made_at, :made_by, :removed_at, :seen, :delivered, :lost,
	:failing_at, :last_try, :last_said, :units)
ON CONFLICT (no) DO UPDATE SET url = excluded.url, secret = excluded.secret,
	kinds = excluded.kinds, removed_at = excluded.removed_at, seen = excluded.seen,
	delivered = excluded.delivered, lost = excluded.lost, failing_at = excluded.failing_at,
	last_try = excluded.last_try, last_said = excluded.last_said,
	units = excluded.units;

-- name: hook_all :many
-- row: hook
SELECT no AS no, url AS url, secret AS secret, kinds AS kinds, made_at AS made_at,
	made_by AS made_by, removed_at AS removed_at, seen AS seen, delivered AS delivered,
	lost AS lost, failing_at AS failing_at, last_try AS last_try, last_said AS last_said,
	units AS units
FROM webhook
ORDER BY no;

-- name: hook_clear :exec
DELETE FROM webhook;

-- name: due_put :exec
INSERT INTO webhook_due (hook, seq, tries, try_at)
VALUES (:hook, :seq, :tries, :try_at)
ON CONFLICT (hook, seq) DO UPDATE SET tries = excluded.tries, try_at = excluded.try_at;

-- name: due_drop :exec
DELETE FROM webhook_due WHERE hook = :hook AND seq = :seq;

-- name: due_drop_hook :exec
DELETE FROM webhook_due WHERE hook = :hook;

-- name: due_clear :exec
DELETE FROM webhook_due;

-- name: due_of :many
-- row: due
-- types: at=int most=int
SELECT hook AS hook, seq AS seq, tries AS tries, try_at AS try_at
FROM webhook_due
WHERE hook = :hook AND try_at <= :at
ORDER BY try_at, seq
LIMIT :most;

-- name: due_count :one
-- row: due_count
-- types: n=int
SELECT COUNT(*) AS n FROM webhook_due WHERE hook = :hook;
