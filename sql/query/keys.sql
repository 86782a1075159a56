-- database: keys
-- The keys of the vault.

-- An owner keeps the first key it got.
-- name: vault_key_put :exec
INSERT INTO vault_key (owner_kind, owner, wrapped) VALUES (:owner_kind, :owner, :wrapped)
ON CONFLICT (owner_kind, owner) DO NOTHING;

-- name: vault_key_any :one
SELECT owner_kind AS owner_kind, owner AS owner, wrapped AS wrapped FROM vault_key
ORDER BY owner_kind, owner LIMIT 1;

-- name: vault_key_all :many
SELECT owner_kind AS owner_kind, owner AS owner, wrapped AS wrapped FROM vault_key
ORDER BY owner_kind, owner;

-- name: vault_key_get :one
SELECT wrapped AS wrapped FROM vault_key WHERE owner_kind = :owner_kind AND owner = :owner;

-- name: vault_key_drop :exec
DELETE FROM vault_key WHERE owner_kind = :owner_kind AND owner = :owner;

-- What the file itself says it holds: tables, indexes and triggers as they were made.
-- name: keys_structure_all :many
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
