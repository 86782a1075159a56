-- Entries and commands.

-- name: entry_put :exec
-- types: kind=text
INSERT INTO entry (seq, at, kind, actor, stream_kind, stream_id, cmd, bytes, leaf)
VALUES (:seq, :at, :kind, :actor, :stream_kind, :stream_id, :cmd, :bytes, :leaf);

-- name: entry_last :one
SELECT seq AS seq, at AS at FROM entry ORDER BY seq DESC LIMIT 1;

-- name: entry_stream :many
-- row: entry
-- types: from=int
SELECT seq AS seq, at AS at, kind AS kind, actor AS actor, stream_kind AS stream_kind,
	stream_id AS stream_id, cmd AS cmd, bytes AS bytes, leaf AS leaf
FROM entry
WHERE stream_kind = :stream_kind AND stream_id = :stream_id AND seq >= :from
ORDER BY seq;

-- name: entry_range :many
-- row: entry
-- types: from=int limit=int
SELECT seq AS seq, at AS at, kind AS kind, actor AS actor, stream_kind AS stream_kind,
	stream_id AS stream_id, cmd AS cmd, bytes AS bytes, leaf AS leaf
FROM entry
WHERE seq >= :from
ORDER BY seq
LIMIT :limit;

-- Streams store (1), unit (2), person (3).
-- name: entry_frame :many
-- row: entry
-- types: from=int
SELECT seq AS seq, at AS at, kind AS kind, actor AS actor, stream_kind AS stream_kind,
	stream_id AS stream_id, cmd AS cmd, bytes AS bytes, leaf AS leaf
FROM entry
WHERE stream_kind < 4 AND seq >= :from
ORDER BY seq;

-- Streams of dossiers (4), one after the other.
-- name: entry_dossiers :many
-- row: entry
-- types: after=int
SELECT seq AS seq, at AS at, kind AS kind, actor AS actor, stream_kind AS stream_kind,
	stream_id AS stream_id, cmd AS cmd, bytes AS bytes, leaf AS leaf
FROM entry
WHERE stream_kind = 4 AND stream_id > :after
ORDER BY stream_id, seq;

-- Streams of matters (6), one after the other.
-- name: entry_matters :many
-- row: entry
-- types: after=int
SELECT seq AS seq, at AS at, kind AS kind, actor AS actor, stream_kind AS stream_kind,
	stream_id AS stream_id, cmd AS cmd, bytes AS bytes, leaf AS leaf
FROM entry
WHERE stream_kind = 6 AND stream_id > :after
ORDER BY stream_id, seq;

-- How dossiers (4) begin.
-- name: entry_births :many
-- row: entry
SELECT seq AS seq, at AS at, kind AS kind, actor AS actor, stream_kind AS stream_kind,
	stream_id AS stream_id, cmd AS cmd, bytes AS bytes, leaf AS leaf
FROM entry
WHERE stream_kind = 4 AND kind IN ('submitted', 'imported')
ORDER BY seq;

-- Passed on to a successor, from a moment till another.
-- name: entry_succeeded :many
-- row: entry
-- types: from=int until=int
SELECT seq AS seq, at AS at, kind AS kind, actor AS actor, stream_kind AS stream_kind,
	stream_id AS stream_id, cmd AS cmd, bytes AS bytes, leaf AS leaf
FROM entry
WHERE kind = 'succeeded' AND at >= :from AND at < :until
ORDER BY at, seq;

-- name: entry_succeeded_last :one
-- types: before=int at=instant
SELECT MAX(at) AS at FROM entry WHERE kind = 'succeeded' AND at < :before;

-- name: command_put :exec
INSERT INTO command (key, first_seq, last_seq, at, digest, sum)
VALUES (:key, :first_seq, :last_seq, :at, :digest, :sum);

-- name: command_find :one
SELECT first_seq AS first_seq, last_seq AS last_seq, at AS at, digest AS digest, sum AS sum
FROM command
WHERE key = :key;

-- Entries that say which command they belong to, and entries that commands claim.
-- name: command_count :one
-- types: entries=int claimed=int
SELECT (SELECT COUNT(*) FROM entry WHERE cmd <> '') AS entries,
	(SELECT COALESCE(SUM(last_seq - first_seq + 1), 0) FROM command) AS claimed;

-- name: meta_put :exec
INSERT INTO meta (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: meta_get :one
SELECT value AS value FROM meta WHERE name = :name;

-- What the file itself says it holds: tables, indexes and triggers as they were made.
-- name: structure_all :many
-- types: type=text name=text tbl_name=text sql=text
-- sqlite:
SELECT type AS type, name AS name, tbl_name AS tbl_name, COALESCE(sql, '') AS sql
FROM sqlite_schema
ORDER BY type, name;
-- postgres:
SELECT 'column' AS type, column_name AS name, table_name AS tbl_name, data_type AS sql
FROM information_schema.columns
WHERE table_schema = current_schema()
ORDER BY table_name, column_name;
-- both:
