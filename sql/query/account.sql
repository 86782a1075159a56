-- Accounts, second factors, sessions, tokens of programs, wrong tries.

-- name: account_put :exec
INSERT INTO account (person, salt, digest, set_at, set_by, expires_at, locked_at)
VALUES (:person, :salt, :digest, :set_at, :set_by, :expires_at, :locked_at)
ON CONFLICT (person) DO UPDATE SET salt = excluded.salt, digest = excluded.digest,
	set_at = excluded.set_at, set_by = excluded.set_by, expires_at = excluded.expires_at,
	locked_at = excluded.locked_at;

-- name: account_get :one
-- row: account
SELECT person AS person, salt AS salt, digest AS digest, set_at AS set_at, set_by AS set_by,
	expires_at AS expires_at, locked_at AS locked_at
FROM account
WHERE person = :person;

-- name: factor_put :exec
INSERT INTO second_factor (person, secret, since, step, recovery)
VALUES (:person, :secret, :since, :step, :recovery)
ON CONFLICT (person) DO UPDATE SET secret = excluded.secret, since = excluded.since,
	step = excluded.step, recovery = excluded.recovery;

-- name: factor_get :one
-- row: factor
SELECT person AS person, secret AS secret, since AS since, step AS step, recovery AS recovery
FROM second_factor
WHERE person = :person;

-- name: factor_drop :exec
DELETE FROM second_factor WHERE person = :person;

-- name: session_put :exec
INSERT INTO session (no, token, secret, person, how, opened_at, seen_at, seat_unit, seat_post,
	seat_behalf, pin, pin_wrong, parked, device)
VALUES (:no, :token, :secret, :person, :how, :opened_at, :seen_at, :seat_unit, :seat_post,
	:seat_behalf, :pin, :pin_wrong, :parked, :device)
ON CONFLICT (no) DO UPDATE SET how = excluded.how, seen_at = excluded.seen_at, seat_unit = excluded.seat_unit,
	seat_post = excluded.seat_post, seat_behalf = excluded.seat_behalf, pin = excluded.pin,
	pin_wrong = excluded.pin_wrong, parked = excluded.parked;

-- name: session_all :many
-- row: session
SELECT no AS no, token AS token, secret AS secret, person AS person, how AS how,
	opened_at AS opened_at, seen_at AS seen_at, seat_unit AS seat_unit,
	seat_post AS seat_post, seat_behalf AS seat_behalf, pin AS pin, pin_wrong AS pin_wrong,
	parked AS parked, device AS device
FROM session
ORDER BY no;

-- name: session_drop :exec
DELETE FROM session WHERE no = :no;

-- name: session_clear :exec
DELETE FROM session;

-- name: attempt_put :exec
-- types: kind=int
INSERT INTO attempt (who, kind, wrong, last_at, blocked_until)
VALUES (:who, :kind, :wrong, :last_at, :blocked_until)
ON CONFLICT (who) DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at,
	blocked_until = excluded.blocked_until;

-- name: attempt_all :many
-- row: attempt
SELECT who AS who, kind AS kind, wrong AS wrong, last_at AS last_at,
	blocked_until AS blocked_until
FROM attempt
ORDER BY who;

-- name: attempt_drop :exec
DELETE FROM attempt WHERE who = :who;

-- name: attempt_age :exec
-- types: before=int kind=int
DELETE FROM attempt WHERE kind = :kind AND last_at < :before;

-- name: bearer_put :exec
INSERT INTO bearer (no, digest, person, scopes, program, made_at, made_by, ends_at, revoked_at)
VALUES (:no, :digest, :person, :scopes, :program, :made_at, :made_by, :ends_at, :revoked_at)
ON CONFLICT (no) DO UPDATE SET revoked_at = excluded.revoked_at;

-- name: bearer_by_digest :one
-- row: bearer
SELECT no AS no, digest AS digest, person AS person, scopes AS scopes, program AS program,
	made_at AS made_at, made_by AS made_by, ends_at AS ends_at, revoked_at AS revoked_at
FROM bearer
WHERE digest = :digest;

-- name: bearer_all :many
-- row: bearer
SELECT no AS no, digest AS digest, person AS person, scopes AS scopes, program AS program,
	made_at AS made_at, made_by AS made_by, ends_at AS ends_at, revoked_at AS revoked_at
FROM bearer
ORDER BY no;

-- name: bearer_clear :exec
DELETE FROM bearer;
