/* The Merkle tree: published vectors, all small sizes, and every lie refused. */
#include "core/tile.h"
#include "core/tlog.h"

#include "tap.h"

enum { SIZES = 600 };

static struct arena arena;
static struct err err;

static struct str hex(const char *s)
{
	struct str out = { 0 };
	ok(hex_bytes(&arena, str_of(s), &out), "hex");
	return out;
}

static struct hash hash_at(const char *s)
{
	struct hash h = { { 0 } };
	if (!hash_from_hex(str_of(s), &h)) {
		diag("no hash: %s", s);
	}
	return h;
}

static const char *text_of(struct hash h)
{
	static char text[HASH_HEX];
	return hash_hex(h, text);
}

/* Straight from RFC 6962, 2.1: the definition, slow and sure. */
static struct hash leaves[SIZES];

static int power_below(int n)
{
	int k = 1;
	while (k * 2 < n) {
		k *= 2;
	}
	return k;
}

static struct hash mth(int from, int n)
{
	if (n == 1) {
		return leaves[from];
	}
	int k = power_below(n);
	return tlog_node(mth(from, k), mth(from + k, n - k));
}

static bool look_up(void *ctx, int height, int64_t n, struct hash *out, struct err *e)
{
	int *calls = ctx;
	(void)e;
	++*calls;
	*out = mth((int)(n << height), 1 << height);
	return true;
}

static bool look_fails(void *ctx, int height, int64_t n, struct hash *out, struct err *e)
{
	(void)ctx;
	(void)height;
	(void)n;
	(void)out;
	return err_set(e, ERR_IO, "db.io", NULL);
}

/* The tree over these eight entries is the one that RFC 6962 implementations
 * share as test vector: entries and roots for sizes 1 to 8. */
static const char *const entry[8] = {
	"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
	"606162636465666768696a6b6c6d6e6f",
};
static const char *const root[8] = {
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

static void published(void)
{
	struct tlog_edge edge = { .size = 0 };
	is_str(text_of(tlog_root(&edge)),
	       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	       "the empty tree");
	for (int i = 0; i < 8; i++) {
		leaves[i] = tlog_leaf(hex(entry[i]));
		tlog_append(&edge, leaves[i]);
		is_str(text_of(tlog_root(&edge)), root[i], "root of %d", i + 1);
	}
}

/* Inclusion proofs in that tree, from the same set (index, size counted from 0). */
static const struct {
	int index, size, n;
	const char *h[3];
} inclusion[] = {
	{ 0, 1, 0, { NULL } },
	{ 0, 8, 3,
	  { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" } },
	{ 5, 8, 3,
	  { "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
	    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
	    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
	{ 2, 3, 1, { "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" } },
	{ 1, 5, 3,
	  { "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" } },
};
static const struct {
	int old, size, n;
	const char *h[3];
} consistency[] = {
	{ 1, 1, 0, { NULL } },
	{ 1, 8, 3,
	  { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
	    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" } },
	{ 6, 8, 3,
	  { "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
	    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
	    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" } },
	{ 2, 5, 2,
	  { "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
	    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b" } },
};

static bool path_is(const struct tlog_path *p, int n, const char *const *h)
{
	bool same = p->n == n;
	for (int i = 0; i < n && same; i++) {
		same = hash_eq(p->h[i], hash_at(h[i]));
	}
	return same;
}

static void published_proofs(void)
{
	int calls = 0;
	for (size_t i = 0; i < ARRAY_LEN(inclusion); i++) {
		struct tlog_path p = { .n = -1 };
		ok(tlog_inclusion(inclusion[i].index, inclusion[i].size, look_up, &calls, &p,
				  &err) &&
			   path_is(&p, inclusion[i].n, inclusion[i].h),
		   "inclusion of %d in %d", inclusion[i].index, inclusion[i].size);
	}
	for (size_t i = 0; i < ARRAY_LEN(consistency); i++) {
		struct tlog_path p = { .n = -1 };
		ok(tlog_consistency(consistency[i].old, consistency[i].size, look_up, &calls, &p,
				    &err) &&
			   path_is(&p, consistency[i].n, consistency[i].h),
		   "consistency of %d with %d", consistency[i].old, consistency[i].size);
	}
	struct tlog_path p;
	ok(!tlog_inclusion(1, 3, look_fails, NULL, &p, &err) &&
		   !tlog_consistency(1, 3, look_fails, NULL, &p, &err),
	   "a look-up that fails stops the making");
}

/* ---- every size ---- */

static struct hash many_root[SIZES + 1];

static void grow_many(void)
{
	struct tlog_edge edge = { .size = 0 };
	int wrong = 0;
	for (int i = 0; i < SIZES; i++) {
		char name[16];
		(void)snprintf(name, sizeof(name), "entry %d", i);
		leaves[i] = tlog_leaf(str_of(name));
		tlog_append(&edge, leaves[i]);
		many_root[i + 1] = tlog_root(&edge);
		wrong += !hash_eq(many_root[i + 1], mth(0, i + 1));
	}
	is_int(wrong, 0, "the edge's root is the definition's, sizes 1 to %d", SIZES);
}

/* Each change of a true proof must be refused. */
static int lies_believed(const struct tlog_path *p, int index, int size)
{
	struct tlog_path q = *p;
	struct hash leaf = leaves[index], top = many_root[size];
	int believed = tlog_check_inclusion(p, index, size, tlog_node(leaf, leaf), top) +
		       tlog_check_inclusion(p, index, size, leaf, leaf) * (size > 1) +
		       tlog_check_inclusion(p, -1, size, leaf, top) +
		       tlog_check_inclusion(p, size, size, leaf, top) +
		       tlog_check_inclusion(p, index ^ 1, size, leaf, top);
	q.h[q.n++] = leaf;
	believed += tlog_check_inclusion(&q, index, size, leaf, top);
	for (int i = 0; i < p->n; i++) {
		q = *p;
		q.h[i].b[i] ^= 1;
		believed += tlog_check_inclusion(&q, index, size, leaf, top);
	}
	if (p->n > 0) {
		q = *p;
		q.n--;
		believed += tlog_check_inclusion(&q, index, size, leaf, top);
	}
	if (p->n > 1) {
		q = *p;
		q.h[0] = p->h[1];
		q.h[1] = p->h[0];
		believed += tlog_check_inclusion(&q, index, size, leaf, top);
	}
	return believed;
}

static void every_inclusion(void)
{
	int wrong = 0, believed = 0, calls = 0;
	for (int size = 1; size <= SIZES; size += size < 70 ? 1 : 53) {
		for (int i = 0; i < size; i++) {
			struct tlog_path p;
			wrong += !tlog_inclusion(i, size, look_up, &calls, &p, &err) ||
				 !tlog_check_inclusion(&p, i, size, leaves[i], many_root[size]);
			believed += lies_believed(&p, i, size);
		}
	}
	is_int(wrong, 0, "every leaf of every size is proved");
	is_int(believed, 0, "and no changed proof is believed");
}

static int old_lies_believed(const struct tlog_path *p, int old, int size)
{
	struct tlog_path q = *p;
	struct hash was = many_root[old], is = many_root[size];
	int believed = tlog_check_consistency(p, old, size, is, is) * (old != size) +
		       tlog_check_consistency(p, old, size, was, was) * (old != size) +
		       tlog_check_consistency(p, 0, size, was, is) +
		       tlog_check_consistency(p, size + 1, size, was, is) +
		       (old > 1 && tlog_check_consistency(p, old - 1, size, was, is));
	q.h[q.n++] = was;
	believed += tlog_check_consistency(&q, old, size, was, is);
	for (int i = 0; i < p->n; i++) {
		q = *p;
		q.h[i].b[31] ^= 0x80;
		believed += tlog_check_consistency(&q, old, size, was, is);
	}
	if (p->n > 0) {
		q = *p;
		q.n--;
		believed += tlog_check_consistency(&q, old, size, was, is);
	}
	return believed;
}

static void every_consistency(void)
{
	int wrong = 0, believed = 0, calls = 0;
	for (int size = 1; size <= SIZES; size += size < 70 ? 1 : 53) {
		for (int old = 1; old <= size; old++) {
			struct tlog_path p;
			wrong += !tlog_consistency(old, size, look_up, &calls, &p, &err) ||
				 !tlog_check_consistency(&p, old, size, many_root[old],
							 many_root[size]);
			believed += old_lies_believed(&p, old, size);
		}
	}
	is_int(wrong, 0, "every older size is proved");
	is_int(believed, 0, "and no changed proof is believed");
}

/* ---- tiles ---- */

struct full {
	int tiles, other;
};

static bool heard(void *ctx, int height, int64_t n, struct hash h, struct err *e)
{
	struct full *f = ctx;
	(void)e;
	if (height == 8 && hash_eq(h, mth((int)n * 256, 256))) {
		f->tiles++;
	} else {
		f->other += height % 8 == 0 && height > 0;
	}
	return true;
}

static void tiles(void)
{
	struct tlog_edge edge = { .size = 0 }, again = { .size = 0 };
	struct full f = { 0 };
	bool grown = true;
	for (int i = 0; i < SIZES; i++) {
		grown = grown && tlog_grow(&edge, 0, leaves[i], heard, &f, &err);
	}
	ok(grown && f.tiles == 2 && f.other == 0, "two full tiles are heard of");
	for (int i = 0; i < 2; i++) {
		grown = grown && tlog_grow(&again, 8, tlog_fold(leaves + 256 * i, 256), NULL, NULL,
					   &err);
	}
	for (int i = 512; i < SIZES; i++) {
		tlog_append(&again, leaves[i]);
	}
	ok(grown && again.n == edge.n && hash_eq(tlog_root(&again), tlog_root(&edge)),
	   "an edge made of tiles and leaves is the same");
	is_int(tile_hashes(70000, 0), 70000, "hashes of level 0");
	is_int(tile_hashes(70000, 1), 273, "of level 1");
	is_int(tile_hashes(70000, 2), 1, "of level 2");
	is_int(tile_hashes(70000, 3), 0, "of level 3");
}

static void paths(void)
{
	static const struct {
		int level, width;
		int64_t n;
		const char *want;
	} table[] = {
		{ 0, 256, 1234067, "tile/0/x001/x234/067" },
		{ 0, 256, 0, "tile/0/000" },
		{ 1, 17, 1, "tile/1/001.p/17" },
		{ 0, 112, 273, "tile/0/273.p/112" },
		{ 2, 1, 0, "tile/2/000.p/1" },
		{ 0, 255, 1000, "tile/0/x001/000.p/255" },
		{ TILE_ENTRIES, 256, 999, "tile/entries/999" },
		{ TILE_ENTRIES, 5, 123456, "tile/entries/x123/456.p/5" },
	};
	char out[TILE_PATH];
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		int level, width;
		int64_t n;
		is_str(tile_path(table[i].level, table[i].n, table[i].width, out), table[i].want,
		       "a path");
		ok(tile_parse(str_of(table[i].want), &level, &n, &width) &&
		   level == table[i].level && n == table[i].n && width == table[i].width,
		   "%s is read back", table[i].want);
	}
	ok(strlen(tile_path(7, INT64_MAX, 255, out)) < TILE_PATH, "the longest path fits");
}

static void no_paths(void)
{
	static const char *const table[] = {
		"", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/0000", "tile/0/x000",
		"tile/0/x000/000", "tile/0/001/000", "tile/0/x001/x000", "tile/00/000",
		"tile/8/000", "tile/-1/000", "tile/entrie/000", "tile/0/000.p/0",
		"tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p/5/",
		"tile/0/000/", "/tile/0/000", "tile//000", "tile/0/../000", "tile/0/y001/000",
		"tile/0/x999/x999/x999/x999/x999/x999/x999/999", "tile/0/-01", "tile/0/+01",
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		int level, width;
		int64_t n;
		ok(!tile_parse(str_of(table[i]), &level, &n, &width), "no path: %s", table[i]);
	}
}

static void bundles(void)
{
	struct buf b;
	struct str rest, one;
	buf_init(&b, 1 << 20);
	char *large = arena_alloc(&arena, 65535, 1);
	bundle_add(&b, STR("một"));
	bundle_add(&b, STR(""));
	bundle_add(&b, (struct str){ large, 65535 });
	is_int((unsigned char)b.p[1], 5, "the length stands before the entry");
	rest = buf_view(&b);
	ok(bundle_next(&rest, &one, &err) && str_is(one, "một"), "the first");
	ok(bundle_next(&rest, &one, &err) && one.n == 0, "an empty one");
	ok(bundle_next(&rest, &one, &err) && one.n == 65535 && rest.n == 0, "the largest");
	ok(!bundle_next(&rest, &one, &err), "no more");
	is_str(err.key, "bundle.cut", "says so");
	rest = str_sub(buf_view(&b), 0, 6);
	ok(!bundle_next(&rest, &one, &err), "cut within an entry");
	rest = str_sub(buf_view(&b), 0, 1);
	ok(!bundle_next(&rest, &one, &err), "cut within a length");
	buf_done(&b);
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	published();
	published_proofs();
	grow_many();
	every_inclusion();
	every_consistency();
	tiles();
	paths();
	no_paths();
	bundles();
	arena_done(&arena);
	return done_testing();
}
