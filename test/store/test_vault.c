/* The vault: sealing, opening, the order of keys, finding people. */
#include "folder.h"

#include <sqlite3.h>

static const struct vault_owner owner = { OWNER_SUBJECT, 4711 };
static const uint8_t chance[VAULT_KEY_CHANCE] = { 1, 2, 3 };
static const uint8_t nonce[SEAL_NONCE] = { 9 };

static const char *inside(const char *dir, const char *name)
{
	return str_cstr(&arena, str_fmt(&arena, "%s/%s", dir, name));
}

static int by_hand(const char *dir, const char *file, const char *sql)
{
	sqlite3 *db;

	(void)sqlite3_open(inside(dir, file), &db);
	int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	(void)sqlite3_close(db);
	return rc;
}

static struct vault_text text_of(const char *value)
{
	return (struct vault_text){
		.owner = owner, .label = STR("sent_back/note"), .value = str_of(value),
		.salt = { 5, 6, 7 },
	};
}

static bool folder_has(const char *dir, const char *words)
{
	struct str line = str_fmt(&arena, "grep -raqF '%s' '%s'", words, dir);

	return system(str_cstr(&arena, line)) == 0;
}

static void test_sealing(const char *dir, struct store *s)
{
	struct vault_text t = text_of("Thiếu bản đồ của Nguyễn Văn Mẫu"), back;
	struct hash c;
	int64_t n;

	must(store_begin(s, &err), "begin");
	ok(!store_seal(s, &t, nonce, &c, &err) && strcmp(err.key, "vault.no_key") == 0,
	   "nothing is sealed without a key");
	must(store_key_need(s, owner, chance, &err), "key");
	must(store_key_need(s, owner, chance, &err), "key again");
	must(store_seal(s, &t, nonce, &c, &err), "seal");
	must(store_commit(s, &err), "commit");
	ok(hash_eq(c, vault_commitment(t.salt, t.label, t.value)),
		"the commitment is the pure one");
	must(store_unseal(s, &arena, c, &back, &err), "unseal");
	ok(str_eq(back.value, t.value) && str_eq(back.label, t.label) && back.owner.id == 4711 &&
		   memcmp(back.salt, t.salt, KEY_SIZE) == 0, "what was sealed comes back");
	must(store_check_vault(s, &n, &err), "check");
	is_int(n, 1, "one text is checked");
	ok(!folder_has(dir, "Thiếu bản đồ"), "no file of the store shows it in clear");
	t.label = STR("sent_back/notf");
	ok(!hash_eq(c, vault_commitment(t.salt, t.label, t.value)), "the label counts");
}

/* HMAC-SHA-256 as everybody else computes it. */
static void test_commitment(void)
{
	uint8_t salt[KEY_SIZE] = { 42 };
	struct hash plain = hash_hmac(salt, "a/b\0c", 5);

	ok(hash_eq(plain, vault_commitment(salt, STR("a/b"), STR("c"))),
	   "a commitment is HMAC(salt, label, 0, value)");
}

static void test_rollback(const char *dir)
{
	struct vault_owner other = { OWNER_UNIT, 99 };
	struct vault_text t = { .owner = other, .label = STR("x/y"), .value = STR("z") };
	struct hash c;
	struct store *s;

	must(store_open(&arena, dir, STORE_WRITER, &s, &err), "open");
	must(store_begin(s, &err), "begin");
	must(store_key_need(s, other, chance, &err), "key");
	must(store_seal(s, &t, nonce, &c, &err), "seal");
	store_rollback(s);
	must(store_begin(s, &err), "begin");
	ok(!store_seal(s, &t, nonce, &c, &err) && strcmp(err.key, "vault.no_key") == 0,
	   "a rollback takes the key back");
	store_rollback(s);
	store_close(s);
}

static void test_damage(const char *dir)
{
	struct vault_text t = text_of("Thiếu bản đồ của Nguyễn Văn Mẫu"), back;
	struct hash c = vault_commitment(t.salt, t.label, t.value);
	struct store *s;
	int64_t n;

	is_int(by_hand(dir, "store.db", "UPDATE sealed SET label = 'other/field'"), SQLITE_OK,
	       "a label changed by hand");
	must(store_open(&arena, dir, STORE_READER, &s, &err), "open");
	ok(!store_unseal(s, &arena, c, &back, &err) && strcmp(err.key, "vault.damaged") == 0,
	   "does not open");
	ok(!store_check_vault(s, &n, &err) && err.code == ERR_CORRUPT, "and is found by the check");
	store_close(s);
	is_int(by_hand(dir, "keys.db", "DELETE FROM vault_key"), SQLITE_OK, "a key destroyed");
	must(store_open(&arena, dir, STORE_READER, &s, &err), "open");
	ok(!store_unseal(s, &arena, c, &back, &err) && strcmp(err.key, "vault.erased") == 0 &&
		   err.code == ERR_NOT_FOUND, "erases the text");
	must(store_check_vault(s, &n, &err), "the check does not mind");
	c.b[3] ^= 1;
	ok(!store_unseal(s, &arena, c, &back, &err) && strcmp(err.key, "vault.unknown") == 0,
	   "an unknown commitment");
	store_close(s);
}

static void test_people(struct store *s)
{
	struct name_cursor start = { 0 };
	struct subject_id id = { 0 };
	struct name_page page;
	bool found;

	must(store_begin(s, &err), "begin");
	must(store_subject_put(s, (struct subject_id){ 11 }, STR("person"), STR("079200000001"),
			       &err), "put");
	must(store_subject_put(s, (struct subject_id){ 12 }, STR("person"), STR(""), &err),
		"put");
	must(store_subject_put(s, (struct subject_id){ 13 }, STR("person"), STR(""), &err),
	     "two without a number");
	must(store_name_put(s, (struct subject_id){ 11 }, STR("Nguyễn Thị Đào"), &err), "name");
	must(store_name_put(s, (struct subject_id){ 12 }, STR("NGUYEN VAN DAO"), &err), "name");
	must(store_commit(s, &err), "commit");
	must(store_subject_find(s, STR("person"), STR("079200000001"), &id, &found, &err), "find");
	ok(found && id.v == 11, "by identity number");
	must(store_subject_find(s, STR("passport"), STR("079200000001"), &id, &found, &err),
		"find");
	ok(!found, "the kind counts");
	must(store_subject_find(s, STR("person"), STR(""), &id, &found, &err), "find");
	ok(!found, "no number finds nobody");
	must(store_name_find(s, &arena, STR("đào"), start, 10, &page, &err), "name");
	ok(page.n == 2 && page.subject[0].v == 12 && page.subject[1].v == 11 && !page.more,
	   "by one word, accents aside, the newest first");
	must(store_name_find(s, &arena, STR("dao  thi"), start, 10, &page, &err), "name");
	ok(page.n == 1 && page.subject[0].v == 11, "by all words in any order");
	must(store_name_find(s, &arena, STR("dao van thi"), start, 10, &page, &err), "name");
	is_int((int64_t)page.n, 0, "all words must meet");
	must(store_name_find(s, &arena, STR("dao"), start, 1, &page, &err), "name");
	ok(page.n == 1 && page.more, "not more than asked for");
	must(store_name_find(s, &arena, STR("dao"), page.next, 1, &page, &err), "name");
	ok(page.n == 1 && page.subject[0].v == 11, "the next page goes on");
	must(store_name_find(s, &arena, STR("nguyen van dao"), start, 10, &page, &err), "name");
	ok(page.n == 1 && page.subject[0].v == 12 && page.more, "who has exactly that name");
	must(store_name_find(s, &arena, STR("nguyen van dao"), page.next, 10, &page, &err), "name");
	ok(page.n == 0 && !page.more, "comes once");
	must(store_name_find(s, &arena, STR("  "), start, 10, &page, &err), "name");
	ok(page.n == 0 && !page.more, "no word finds nobody");
}

/* Many of a common name, one in a hundred with a rare word, none with both. */
static void test_common_names(struct store *s)
{
	enum { MANY = 4000, FIRST = 1000, LIMIT = 7 };
	struct name_cursor at = { 0 };
	struct name_page page = { .more = true };
	size_t found = 0, pages = 0;
	int64_t last = INT64_MAX;
	bool falling = true, once = true;

	must(store_begin(s, &err), "begin");
	for (int64_t i = 0; i < MANY; i++) {
		struct str name = i % 100 == 0 ? STR("Trần Hiếm Mẫu") :
				  i % 2 ? STR("Trần Lẻ") : STR("Trần Chẵn Mẫu");
		must(store_name_put(s, (struct subject_id){ FIRST + i }, name, &err), "name");
	}
	must(store_commit(s, &err), "commit");
	while (page.more && pages++ < MANY) {
		must(store_name_find(s, &arena, STR("mẫu trần"), at, LIMIT, &page, &err), "name");
		for (size_t i = 0; i < page.n; i++) {
			falling = falling && page.subject[i].v < last;
			last = page.subject[i].v;
		}
		found += page.n;
		at = page.next;
	}
	ok(found == MANY / 2 && falling, "page by page all who have both words, each once");
	must(store_name_find(s, &arena, STR("tran hiem mau"), (struct name_cursor){ 0 }, 1000,
			     &page, &err), "name");
	for (size_t i = 0; i < page.n; i++) {
		once = once && (page.subject[i].v - FIRST) % 100 == 0;
	}
	ok(page.n == MANY / 100 && once, "a whole name among many");
	for (at = (struct name_cursor){ 0 }, page.more = true, pages = found = 0; page.more;
	     at = page.next, pages++) {
		must(store_name_find(s, &arena, STR("lẻ chẵn"), at, LIMIT, &page, &err), "name");
		found += page.n;
	}
	ok(found == 0 && pages > 1, "words that never meet: short pages, then the end");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = folder_new();
	struct store *s = fresh_store(dir);

	test_commitment();
	test_sealing(dir, s);
	test_people(s);
	test_common_names(s);
	ok(!folder_has(dir, "079200000001"), "no identity number in clear");
	ok(!folder_has(dir, "nguyen"), "no word of a name in clear");
	store_close(s);
	test_rollback(dir);
	test_damage(dir);
	folder_remove(dir);
	arena_done(&arena);
	return done_testing();
}
