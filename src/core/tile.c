/* Paths of tiles, and bundles of entries. */
#include "tile.h"

#include "base/limits.h"

#include <assert.h>

_Static_assert(LIMIT_ENTRY <= 0xffff, "an entry's length fits a bundle");

int64_t tile_hashes(int64_t size, int level)
{
	return size >> (TILE_HEIGHT * level);
}

static size_t put(char *out, size_t at, const char *s)
{
	while (*s) {
		out[at++] = *s++;
	}
	return at;
}

/* At least `least` digits. */
static size_t put_number(char *out, size_t at, int64_t v, int least)
{
	char digits[20];
	int n = 0;
	do {
		digits[n++] = (char)('0' + v % 10);
		v /= 10;
	} while (v > 0 || n < least);
	while (n > 0) {
		out[at++] = digits[--n];
	}
	return at;
}

const char *tile_path(int level, int64_t n, int width, char out[TILE_PATH])
{
	int64_t group[7];
	int groups = 0;
	assert(level >= TILE_ENTRIES && level < TILE_LEVELS && n >= 0);
	assert(width > 0 && width <= TILE_WIDTH);
	size_t at = put(out, 0, "tile/");
	at = level == TILE_ENTRIES ? put(out, at, "entries") : put_number(out, at, level, 1);
	do {
		group[groups++] = n % 1000;
		n /= 1000;
	} while (n > 0);
	while (groups > 0) {
		at = put(out, at, --groups > 0 ? "/x" : "/");
		at = put_number(out, at, group[groups], 3);
	}
	if (width < TILE_WIDTH) {
		at = put_number(out, put(out, at, ".p/"), width, 1);
	}
	out[at] = '\0';
	return out;
}

/* Lenient: what is read is then written again and compared. */
static bool read_digits(struct str s, int64_t most, int64_t *out)
{
	return s.n > 0 && s.n <= 19 && s.p[0] != '-' && str_to_int64(s, out) && *out <= most;
}

static bool read_number(struct str groups, int64_t *out)
{
	struct str group, rest = groups;
	bool more = true;
	*out = 0;
	while (more) {
		int64_t v;
		more = str_cut(rest, '/', &group, &rest);
		if (more) {
			group = str_sub(group, 1, group.n);	/* the x */
		}
		if (!read_digits(group, 999, &v) || *out > (INT64_MAX - v) / 1000) {
			return false;
		}
		*out = *out * 1000 + v;
	}
	return true;
}

bool tile_parse(struct str path, int *level, int64_t *n, int *width)
{
	struct str word, rest, whole = path;
	char again[TILE_PATH];
	int64_t l = TILE_ENTRIES, w = TILE_WIDTH;
	for (size_t i = 0; i + 3 < path.n; i++) {
		if (str_starts(str_sub(path, i, path.n), STR(".p/"))) {
			whole = str_sub(path, 0, i);
			if (!read_digits(str_sub(path, i + 3, path.n), TILE_WIDTH - 1, &w)) {
				return false;
			}
			break;
		}
	}
	if (!str_cut(whole, '/', &word, &rest) || !str_is(word, "tile") ||
	    !str_cut(rest, '/', &word, &rest) ||
	    (!str_is(word, "entries") && !read_digits(word, TILE_LEVELS - 1, &l)) ||
	    !read_number(rest, n) || w < 1) {
		return false;
	}
	*level = (int)l;
	*width = (int)w;
	return str_is(path, tile_path(*level, *n, *width, again));
}

void bundle_add(struct buf *b, struct str entry)
{
	assert(entry.n <= LIMIT_ENTRY);
	buf_char(b, (char)(entry.n >> 8));
	buf_char(b, (char)(entry.n & 0xff));
	buf_str(b, entry);
}

bool bundle_next(struct str *rest, struct str *entry, struct err *e)
{
	const unsigned char *p = (const unsigned char *)rest->p;
	size_t n = rest->n >= 2 ? (size_t)(p[0] << 8 | p[1]) : 0;
	if (rest->n < 2 || rest->n - 2 < n) {
		return err_set(e, ERR_CORRUPT, "bundle.cut", NULL);
	}
	*entry = str_sub(*rest, 2, 2 + n);
	*rest = str_sub(*rest, 2 + n, rest->n);
	return true;
}
