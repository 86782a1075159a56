/* The vault: keys and sealed texts. */
#include "store_impl.h"

#include <assert.h>
#include <string.h>

/* Streaming, so that no text must be joined in memory first (RFC 2104). */
struct hash vault_hmac(const uint8_t key[KEY_SIZE], struct str head, struct str tail)
{
	uint8_t inner_pad[64], outer_pad[64];
	struct hash_state h;

	memset(inner_pad, 0x36, sizeof(inner_pad));
	memset(outer_pad, 0x5c, sizeof(outer_pad));
	for (int i = 0; i < KEY_SIZE; i++) {
		inner_pad[i] ^= key[i];
		outer_pad[i] ^= key[i];
	}
	hash_start(&h);
	hash_add(&h, inner_pad, sizeof(inner_pad));
	hash_add(&h, head.p, head.n);
	hash_add(&h, "\0", 1);
	hash_add(&h, tail.p, tail.n);
	struct hash inner = hash_end(&h);
	hash_start(&h);
	hash_add(&h, outer_pad, sizeof(outer_pad));
	hash_add(&h, inner.b, HASH_SIZE);
	return hash_end(&h);
}

struct hash vault_commitment(const uint8_t salt[KEY_SIZE], struct str label, struct str value)
{
	return vault_hmac(salt, label, value);
}

static struct str view(const void *p, size_t n)
{
	return (struct str){ .p = p, .n = n };
}

/* --- keys --- */

/* Authenticated with what is sealed: whose it is and, for texts, its label. */
static struct str bound_to(struct arena *a, struct vault_owner owner, struct str label)
{
	char id[ID_TEXT];

	id_text(owner.kind == OWNER_SUBJECT ? 's' : 'u', owner.id, id);
	return str_fmt(a, "%s %.*s", id, STR_ARG(label));
}

bool store_key_need(struct store *s, struct vault_owner owner,
		    const uint8_t chance[VAULT_KEY_CHANCE], struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_vault_key_get_in find = { .owner_kind = owner.kind, .owner = owner.id };
	struct q_vault_key_get_row row;
	bool found;

	assert(store_in_group(s));
	bool good = store_need_keys(s, e) &&
		    q_vault_key_get(s->keys, &find, &s->scratch, &row, &found, e);
	if (good && !found) {
		struct q_vault_key_put_in in = {
			.owner_kind = owner.kind, .owner = owner.id,
			.wrapped = seal(&s->scratch, s->wrap_key, chance + KEY_SIZE,
					view(chance, KEY_SIZE),
					bound_to(&s->scratch, owner, STR("key"))),
		};
		good = (s->keys->in_transaction || db_begin(s->keys, e)) &&
		       q_vault_key_put(s->keys, &in, e);
	}
	arena_release(&s->scratch, mark);
	return good;
}

bool store_check_master(struct store *s, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_vault_key_any_row row;
	struct str key;
	bool found;

	bool good = q_vault_key_any(s->keys, &s->scratch, &row, &found, e);
	if (good && found) {
		struct vault_owner owner = { (enum owner_kind)row.owner_kind, row.owner };
		good = seal_open(&s->scratch, s->wrap_key, row.wrapped,
				 bound_to(&s->scratch, owner, STR("key")), &key);
		if (good) {
			wipe((void *)(uintptr_t)key.p, key.n);
		} else {
			err_set(e, ERR_CORRUPT, "store.other_key", "file",
				store_path(s, "master.key"), NULL);
		}
	}
	arena_release(&s->scratch, mark);
	return good;
}

static bool unwrap(struct store *s, struct vault_owner owner, struct str wrapped,
		   uint8_t out[KEY_SIZE], struct err *e)
{
	struct str key, extra = bound_to(&s->scratch, owner, STR("key"));
	char id[ID_TEXT];

	if (seal_open(&s->scratch, s->wrap_key, wrapped, extra, &key) && key.n == KEY_SIZE) {
		memcpy(out, key.p, KEY_SIZE);
		wipe((void *)(uintptr_t)key.p, key.n);
		return true;
	}
	id_text(owner.kind == OWNER_SUBJECT ? 's' : 'u', owner.id, id);
	return err_set(e, ERR_CORRUPT, "vault.key", "owner", id, NULL);
}

/* A page opens many texts: one transaction of the keys for all of a look, which ends with it
 * (store_looked); each by itself would take its locks anew. A key that goes meanwhile is
 * gone for the next look. */
static bool keys_look(struct store *s, struct err *e)
{
	bool looks = s->mode == STORE_READER && s->db->in_transaction;

	return store_need_keys(s, e) &&
	       (!looks || s->keys->in_transaction || db_look(s->keys, e));
}

bool vault_key(struct store *s, struct vault_owner owner, uint8_t out[KEY_SIZE],
		      bool *found, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_vault_key_get_in in = { .owner_kind = owner.kind, .owner = owner.id };
	struct q_vault_key_get_row row;

	bool good = keys_look(s, e) &&
		    q_vault_key_get(s->keys, &in, &s->scratch, &row, found, e) &&
		    (!*found || unwrap(s, owner, row.wrapped, out, e));
	arena_release(&s->scratch, mark);
	return good;
}

/* --- texts --- */

bool store_seal(struct store *s, const struct vault_text *t, const uint8_t nonce[SEAL_NONCE],
		struct hash *commitment, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct hash c = vault_commitment(t->salt, t->label, t->value);
	uint8_t key[KEY_SIZE];
	bool found;

	assert(store_in_group(s));
	bool good = vault_key(s, t->owner, key, &found, e);
	if (good && !found) {
		char id[ID_TEXT];
		id_text(t->owner.kind == OWNER_SUBJECT ? 's' : 'u', t->owner.id, id);
		good = err_set(e, ERR_NOT_FOUND, "vault.no_key", "owner", id, NULL);
	}
	if (good) {
		char *plain = arena_alloc(&s->scratch, KEY_SIZE + t->value.n, 1);
		memcpy(plain, t->salt, KEY_SIZE);
		memcpy(plain + KEY_SIZE, t->value.n > 0 ? t->value.p : "", t->value.n);
		struct q_sealed_put_in in = {
			.commitment = view(c.b, HASH_SIZE), .owner_kind = t->owner.kind,
			.owner = t->owner.id, .label = t->label,
			.sealed = seal(&s->scratch, key, nonce,
				       view(plain, KEY_SIZE + t->value.n),
				       bound_to(&s->scratch, t->owner, t->label)),
		};
		good = q_sealed_put(s->db, &in, e);
		wipe(plain, KEY_SIZE + t->value.n);
		wipe(key, sizeof(key));
		*commitment = c;
	}
	arena_release(&s->scratch, mark);
	return good;
}

static bool damaged(struct err *e, struct hash c)
{
	char hex[HASH_HEX];

	return err_set(e, ERR_CORRUPT, "vault.damaged", "commitment", hash_hex(c, hex), NULL);
}

/* *live false: the key is gone; nothing else to find fault with. */
static bool open_sealed(struct store *s, struct arena *a, const struct q_sealed_row *row,
			struct vault_text *out, bool *live, struct err *e)
{
	struct vault_owner owner = { (enum owner_kind)row->owner_kind, row->owner };
	uint8_t key[KEY_SIZE];
	struct hash c;
	struct str plain;

	if (!vault_key(s, owner, key, live, e)) {
		return false;
	}
	if (!*live) {
		return true;
	}
	memcpy(c.b, row->commitment.p, HASH_SIZE);
	bool opened = seal_open(a, key, row->sealed, bound_to(a, owner, row->label), &plain);
	wipe(key, sizeof(key));
	if (!opened || plain.n < KEY_SIZE) {
		return damaged(e, c);
	}
	struct vault_text t = { .owner = owner, .label = row->label };
	memcpy(t.salt, plain.p, KEY_SIZE);
	t.value = str_sub(plain, KEY_SIZE, plain.n);
	if (!hash_eq(vault_commitment(t.salt, t.label, t.value), c)) {
		return damaged(e, c);
	}
	*out = t;
	return true;
}

bool store_unseal(struct store *s, struct arena *a, struct hash commitment,
		  struct vault_text *out, struct err *e)
{
	struct q_sealed_get_in in = { .commitment = view(commitment.b, HASH_SIZE) };
	struct q_sealed_row row;
	char hex[HASH_HEX];
	bool found, live;

	if (!q_sealed_get(s->db, &in, a, &row, &found, e)) {
		return false;
	}
	hash_hex(commitment, hex);
	if (!found) {
		return err_set(e, ERR_NOT_FOUND, "vault.unknown", "commitment", hex, NULL);
	}
	if (!open_sealed(s, a, &row, out, &live, e)) {
		return false;
	}
	if (!live) {
		char id[ID_TEXT];

		id_text(row.owner_kind == OWNER_SUBJECT ? 's' : 'u', row.owner, id);
		err_set(e, ERR_NOT_FOUND, "vault.erased", "commitment", hex, "owner", id, NULL);
	}
	return live;
}

/* Those included under which nothing is sealed yet. */
static bool check_keys(struct store *s, struct err *e)
{
	struct q_vault_key_all_row row;
	struct db_stmt *st;
	bool found;

	if (!store_need_keys(s, e) || !q_vault_key_all_open(s->keys, &st, e)) {
		return false;
	}
	while (q_vault_key_all_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		struct vault_owner owner = { (enum owner_kind)row.owner_kind, row.owner };
		struct arena_mark mark = arena_mark(&s->scratch);
		uint8_t key[KEY_SIZE];
		bool good = unwrap(s, owner, row.wrapped, key, e);

		wipe(key, sizeof(key));
		arena_release(&s->scratch, mark);
		if (!good) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

bool store_check_vault(struct store *s, int64_t *n, struct err *e)
{
	struct q_sealed_row row;
	struct db_stmt *st;
	int64_t count = 0;
	bool found;

	if (!check_keys(s, e) || !q_sealed_all_open(s->db, &st, e)) {
		return false;
	}
	while (q_sealed_all_next(st, &row, &found, e)) {
		if (!found) {
			*n = count;
			return true;
		}
		struct arena_mark mark = arena_mark(&s->scratch);
		struct vault_text text;
		bool live, good = row.commitment.n == HASH_SIZE
					  ? open_sealed(s, &s->scratch, &row, &text, &live, e)
					  : err_set(e, ERR_CORRUPT, "vault.damaged",
						    "commitment", "", NULL);
		arena_release(&s->scratch, mark);
		if (!good) {
			db_finish(st);
			return false;
		}
		count++;
	}
	return false;
}
