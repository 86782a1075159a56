-- The Merkle tree and its heads.

-- Entries [from, to): what is hashed, nothing else.
-- name: entry_plain :many
-- types: from=int to=int
SELECT seq AS seq, bytes AS bytes, leaf AS leaf
FROM entry
WHERE seq >= :from AND seq < :to
ORDER BY seq;

-- name: leaf_range :many
-- row: hash
-- types: from=int to=int
SELECT leaf AS hash FROM entry WHERE seq >= :from AND seq < :to ORDER BY seq;

-- name: tile_roots :many
-- row: hash
-- types: from=int to=int
SELECT root AS hash FROM tile WHERE level = :level AND n >= :from AND n < :to ORDER BY n;

-- name: tile_put :exec
INSERT INTO tile (level, n, root, hashes) VALUES (:level, :n, :root, :hashes);

-- name: tile_get :one
SELECT hashes AS hashes, root AS root FROM tile WHERE level = :level AND n = :n;

-- name: tile_count :one
-- types: tiles=int
SELECT COUNT(*) AS tiles FROM tile;

-- name: tile_clear :exec
DELETE FROM tile;

-- name: head_put :exec
INSERT INTO head (size, at, note, handed) VALUES (:size, :at, :note, :handed)
ON CONFLICT (size) DO UPDATE SET handed = excluded.handed;

-- Heads of which a later one of the same hour is kept.
-- name: head_thin :exec
-- types: from=int to=int
DELETE FROM head
WHERE size >= :from AND size < :to AND handed = 0 AND EXISTS (
	SELECT 1 FROM head AS later
	WHERE later.size > head.size AND later.at / 3600 = head.at / 3600);

-- name: head_last :one
-- row: head
SELECT size AS size, at AS at, note AS note, handed AS handed
FROM head
ORDER BY size DESC
LIMIT 1;

-- name: head_all :many
-- row: head
SELECT size AS size, at AS at, note AS note, handed AS handed FROM head ORDER BY size;

-- A head that bears another time than its last entry.
-- name: head_astray :one
-- types: size=int
SELECT head.size AS size
FROM head
JOIN entry ON entry.seq = head.size - 1
WHERE head.at <> entry.at
ORDER BY head.size
LIMIT 1;
