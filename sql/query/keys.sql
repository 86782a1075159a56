-- database: keys
-- The keys of the vault.

-- An owner keeps the first key it got.
-- name: vault_key_put :exec
INSERT INTO vault_key (owner_kind, owner, wrapped) VALUES (:owner_kind, :owner, :wrapped)
ON CONFLICT (owner_kind, owner) DO NOTHING;

-- name: vault_key_any :one
SELECT owner_kind AS owner_kind, owner AS owner, wrapped AS wrapped FROM vault_key
ORDER BY owner_kind, owner LIMIT 1;

-- name: vault_key_get :one
SELECT wrapped AS wrapped FROM vault_key WHERE owner_kind = :owner_kind AND owner = :owner;

-- name: vault_key_drop :exec
DELETE FROM vault_key WHERE owner_kind = :owner_kind AND owner = :owner;
