-- Who did what when: entries without their bytes, from the newest to the oldest. An actor
-- or stream of -1, an empty kind: any.

-- fragment: act_columns
	seq AS seq, at AS at, kind AS kind, actor AS actor, stream_kind AS stream_kind,
	stream_id AS stream_id

-- fragment: act_filter
	AND (:actor = -1 OR actor = :actor) AND (:kind = '' OR kind = :kind)

-- name: acts_all :many
-- row: act
-- types: from=int before=int limit=int kind=text actor=int
SELECT
@act_columns
FROM entry
WHERE seq >= :from AND seq < :before
@act_filter
ORDER BY seq DESC
LIMIT :limit;

-- Streams store (1), unit (2), person (3): by their own index.
-- name: acts_frame :many
-- row: act
-- types: from=int before=int limit=int kind=text actor=int
SELECT
@act_columns
FROM entry
WHERE stream_kind < 4 AND seq >= :from AND seq < :before
@act_filter
ORDER BY seq DESC
LIMIT :limit;

-- name: acts_stream :many
-- row: act
-- types: from=int before=int limit=int kind=text actor=int
SELECT
@act_columns
FROM entry
WHERE stream_kind = :stream_kind AND stream_id = :stream_id AND seq >= :from
	AND seq < :before
@act_filter
ORDER BY seq DESC
LIMIT :limit;

-- name: act_time :one
SELECT at AS at FROM entry WHERE seq = :seq;
