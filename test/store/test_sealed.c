/* Sealed files: written in parts, opened anywhere, unreadable to others. */
#include "folder.h"

#include "store/sealed.h"

#include <sys/stat.h>

static const struct sealed_for mine = { { OWNER_SUBJECT, 4711 }, { 12 } };

static struct str bytes_of(size_t n)
{
	char *p = arena_alloc(&arena, n, 1);

	for (size_t i = 0; i < n; i++) {
		p[i] = (char)(i * 31 + i / 251);
	}
	return (struct str){ p, n };
}

static void give_key(struct store *s, struct vault_owner owner)
{
	static const uint8_t chance[VAULT_KEY_CHANCE] = { 1, 2, 3 };

	must(store_begin(s, &err), "begin");
	must(store_key_need(s, owner, chance, &err), "a key");
	must(store_commit(s, &err), "commit");
}

static struct sealing *begin_one(struct store *s)
{
	static uint8_t chance[SEALING_CHANCE];
	struct sealing *x;

	chance[0]++;
	chance[KEY_SIZE]++;
	must(store_sealing(s, &arena, mine, chance, &x, &err), "a file begins");
	return x;
}

/* In parts of `part` bytes. */
static struct hash put_in(struct store *s, struct str bytes, size_t part)
{
	struct sealing *x = begin_one(s);
	struct hash h;

	for (size_t i = 0; i < bytes.n; i += part) {
		must(sealing_add(x, str_sub(bytes, i, i + part), &err), "a part");
	}
	must(sealing_end(x, &h, &err), "it ends");
	sealing_settle(x, SEALING_NAMED);
	return h;
}

static bool same(struct unsealing *u, struct str want, int64_t from)
{
	struct str part;
	size_t at = (size_t)from;

	while (at < want.n) {
		if (!unsealing_at(u, (int64_t)at, &part, &err) || part.n == 0 ||
		    !str_eq(part, str_sub(want, at, at + part.n))) {
			return false;
		}
		at += part.n;
	}
	return unsealing_at(u, (int64_t)at, &part, &err) && part.n == 0;
}

static void test_sizes(struct store *s)
{
	static const size_t sizes[] = { 1, 100, PIECE_SIZE - 1, PIECE_SIZE, PIECE_SIZE + 1,
					3 * PIECE_SIZE, 3 * PIECE_SIZE + 17 };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct str want = bytes_of(sizes[i]);
		struct hash h = put_in(s, want, 1 + sizes[i] / 3);
		struct unsealing *u;

		must(store_unsealing(s, &arena, mine, h, &u, &err), "it opens");
		is_int(unsealing_size(u), (int64_t)sizes[i], "of %zu bytes", sizes[i]);
		ok(same(u, want, 0), "they are what they were");
		ok(same(u, want, (int64_t)sizes[i] / 2), "and from the middle on");
		unsealing_close(u);
		ok(store_file_check(s, h, &err) && store_is_sealed(s, h), "it is whole");
	}
	struct hash once = put_in(s, STR("twice"), 9), again = put_in(s, STR("twice"), 9);

	ok(!hash_eq(once, again), "the same bytes have another name each time");
}

static void test_whose(struct store *s)
{
	struct sealed_for other_dossier = mine, other_owner = mine;
	struct hash h = put_in(s, STR("%PDF-1.4 secret of mine"), 99);
	struct unsealing *u;
	struct str part;

	other_dossier.dossier.v++;
	other_owner.owner.id++;
	give_key(s, other_owner.owner);
	must(store_unsealing(s, &arena, other_dossier, h, &u, &err), "another dossier");
	ok(!unsealing_at(u, 0, &part, &err) && strcmp(err.key, "file.damaged") == 0,
	   "cannot read it");
	unsealing_close(u);
	must(store_unsealing(s, &arena, other_owner, h, &u, &err), "another person");
	ok(!unsealing_at(u, 0, &part, &err), "cannot either");
	unsealing_close(u);
	other_owner.owner.id++;
	ok(!store_unsealing(s, &arena, other_owner, h, &u, &err) &&
		   strcmp(err.key, "vault.erased") == 0, "without a key nothing opens");
	h.b[0] ^= 1;
	ok(!store_unsealing(s, &arena, mine, h, &u, &err) &&
		   strcmp(err.key, "file.unknown") == 0, "nor what is not there");
}

static const char *path_of(const char *dir, struct hash h)
{
	char hex[HASH_HEX];

	hash_hex(h, hex);
	return str_cstr(&arena, str_fmt(&arena, "%s/files/%.2s/%s", dir, hex, hex + 2));
}

/* Changes a sealed file by a shell's words, %s being its path. */
static bool read_after(struct store *s, const char *dir, struct str want, const char *how)
{
	struct hash h = put_in(s, want, want.n);
	const char *path = path_of(dir, h);
	struct unsealing *u;
	char line[2048];

	(void)snprintf(line, sizeof(line), "f='%s'; %s", path, how);
	if (system(line) != 0) {
		return true;
	}
	if (store_file_check(s, h, &err)) {
		return true;
	}
	bool good = store_unsealing(s, &arena, mine, h, &u, &err);

	if (good) {
		good = same(u, want, 0);
		unsealing_close(u);
	}
	return good;
}

static void test_damage(struct store *s, const char *dir)
{
	struct str want = bytes_of(3 * PIECE_SIZE + 5);

	ok(!read_after(s, dir, want, "truncate -s -1 \"$f\""), "a byte less is found");
	ok(!read_after(s, dir, want, "truncate -s -21 \"$f\""), "the last piece cut off is found");
	ok(!read_after(s, dir, want, "truncate -s 100 \"$f\""), "nearly all cut off");
	ok(!read_after(s, dir, want, "truncate -s 10 \"$f\""), "all of it");
	ok(!read_after(s, dir, want,
		       "printf x | dd of=\"$f\" bs=1 seek=70000 conv=notrunc status=none"),
	   "a byte changed is found");
	ok(!read_after(s, dir, want,
		       "{ head -c 40 \"$f\"; tail -c +65593 \"$f\" | head -c 65552; "
		       "tail -c +41 \"$f\" | head -c 65552; tail -c +131145 \"$f\"; } > \"$f.x\" "
		       "&& mv \"$f.x\" \"$f\""), "two pieces that changed places");
}

static int count_in(const char *dir)
{
	const char *line = str_cstr(&arena, str_fmt(&arena, "test -z \"$(ls -A '%s/files/in')\"",
						    dir));

	return system(line) == 0 ? 0 : 1;
}

static bool there(const char *dir, struct hash h)
{
	return access(path_of(dir, h), F_OK) == 0;
}

/* `ctx` is the one that an entry names. */
static bool named(void *ctx, struct dossier_id dossier, struct hash h, bool *out, struct err *e)
{
	(void)e;
	*out = dossier.v == mine.dossier.v && hash_eq(h, *(struct hash *)ctx);
	return true;
}

static void test_left_behind(struct store *s, const char *dir)
{
	struct sealing *x = begin_one(s), *y = begin_one(s), *z = begin_one(s);
	struct sealing *half = begin_one(s);
	struct hash kept = { 0 }, lost = { 0 }, unwanted = { 0 };

	must(sealing_add(half, bytes_of(2 * PIECE_SIZE), &err), "half of one");
	is_int(count_in(dir), 1, "it stands below files/in");
	sealing_drop(half);
	must(sealing_add(x, STR("x"), &err) && sealing_end(x, &kept, &err), "one");
	must(sealing_add(y, STR("y"), &err) && sealing_end(y, &lost, &err), "two");
	must(sealing_add(z, STR("z"), &err) && sealing_end(z, &unwanted, &err), "three");
	sealing_settle(z, SEALING_UNWANTED);
	ok(!there(dir, unwanted), "what is not wanted goes");
	/* A stop here: x has an entry, y has none, a fourth is half written. */
	half = begin_one(s);
	must(sealing_add(half, bytes_of(2 * PIECE_SIZE), &err), "half of one");
	must(store_sealed_tidy(s, named, &kept, &err), "the next writer clears up");
	ok(there(dir, kept), "what an entry names stays");
	ok(!there(dir, lost), "what none names goes");
	is_int(count_in(dir), 0, "nothing is left behind");
	must(store_sealed_tidy(s, named, &kept, &err), "and once more");
	ok(there(dir, kept), "changes nothing");
	sealing_drop(half);
}

/* The disk failed while the entry was written: a recovery brings it back, or does not. */
static void test_in_doubt(struct store *s, const char *dir)
{
	struct sealing *x = begin_one(s), *y = begin_one(s);
	struct hash back = { 0 }, lost = { 0 };

	must(sealing_add(x, STR("x"), &err) && sealing_end(x, &back, &err), "one");
	must(sealing_add(y, STR("y"), &err) && sealing_end(y, &lost, &err), "two");
	sealing_settle(x, SEALING_UNKNOWN);
	sealing_settle(y, SEALING_UNKNOWN);
	ok(there(dir, back) && there(dir, lost), "in doubt they stay");
	is_int(count_in(dir), 1, "with their marks");
	must(store_sealed_tidy(s, named, &back, &err), "the next writer looks");
	ok(there(dir, back), "what an entry names after all stays");
	ok(!there(dir, lost), "what none names goes");
	is_int(count_in(dir), 0, "and no mark is left");
}

static void test_erased(struct store *s)
{
	struct subject_id id = { mine.owner.id };
	struct hash h = put_in(s, STR("%PDF-1.4 soon nobody's"), 99);
	struct unsealing *u;

	must(store_erase(s, id, &err), "the person is erased");
	ok(!store_unsealing(s, &arena, mine, h, &u, &err) &&
		   strcmp(err.key, "vault.erased") == 0, "then their files open no more");
	ok(store_file_check(s, h, &err), "though the sealed bytes are there");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	const char *dir = folder_new();
	struct store *s = fresh_store(dir);

	give_key(s, mine.owner);
	test_sizes(s);
	test_whose(s);
	test_damage(s, dir);
	test_left_behind(s, dir);
	test_in_doubt(s, dir);
	test_erased(s);
	store_close(s);
	folder_remove(dir);
	arena_done(&arena);
	return done_testing();
}
