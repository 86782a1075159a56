/* Cuts of what follows what. */
#include "mine_cut.h"

#include <assert.h>
#include <string.h>

static struct cut_bits bits(struct arena *a, int32_t n)
{
	struct cut_bits b = { .n = n, .words = (n + 63) / 64 };

	b.bit = arena_array(a, uint64_t, (size_t)n * (size_t)b.words);
	return b;
}

/* ---- what counts ---- */

static uint32_t most_of(const uint32_t *count, int32_t n, uint32_t most)
{
	for (int32_t i = 0; i < n; i++) {
		most = count[i] > most ? count[i] : most;
	}
	return most;
}

static bool counts(uint32_t count, uint32_t most, double noise)
{
	return count > 0 && (double)count >= noise * (double)most;
}

static void put_counts(const uint32_t *count, int32_t i, uint32_t most, double noise,
		       struct cut_bits *next, struct cut_bits *before)
{
	for (int32_t k = 0; k < next->n; k++) {
		if (counts(count[k], most, noise)) {
			cut_put(next, i, k);
			cut_put(before, k, i);
		}
	}
}

void cut_shape(struct arena *a, const struct cut_graph *g, double noise, struct cut_shape *out)
{
	int32_t n = g->n;
	uint32_t starts = most_of(g->start, n, 0), ends = most_of(g->end, n, 0);

	*out = (struct cut_shape){ .n = n, .next = bits(a, n), .before = bits(a, n),
				   .start = arena_array(a, bool, (size_t)n),
				   .end = arena_array(a, bool, (size_t)n) };
	out->inside = arena_array(a, uint64_t, (size_t)out->next.words);
	for (int32_t i = 0; i < n; i++) {
		const uint32_t *count = g->count + (size_t)i * (size_t)n;
		uint32_t most = noise > 0 ? most_of(count, n, g->end[i]) : 0;

		out->start[i] = counts(g->start[i], starts, noise);
		out->end[i] = counts(g->end[i], ends, noise);
		out->inside[i >> 6] |= (uint64_t)(!out->start[i] && !out->end[i]) << (i & 63);
		put_counts(count, i, most, noise, &out->next, &out->before);
	}
	out->later = out->next;
	out->sooner = out->before;
	if (g->later == NULL) {
		return;
	}
	out->later = bits(a, n);
	out->sooner = bits(a, n);
	for (int32_t i = 0; i < n; i++) {
		const uint32_t *count = g->later + (size_t)i * (size_t)n;

		put_counts(count, i, most_of(count, n, 0), noise, &out->later, &out->sooner);
	}
}

/* ---- parts ---- */

/* Numbers of parts in the order of their least activity; part[i] may be any of 0 … n - 1. */
static int32_t by_least(struct arena *a, int32_t *part, int32_t n)
{
	int32_t *number = arena_array(a, int32_t, (size_t)n), parts = 0;

	for (int32_t i = 0; i < n; i++) {
		if (number[part[i]] == 0) {
			number[part[i]] = ++parts;
		}
		part[i] = number[part[i]] - 1;
	}
	return parts;
}

static int32_t lowest(uint64_t word)
{
	return __builtin_ctzll(word);
}

/* Which belong together, where `near` gives those that a member draws in. */
typedef void near_fn(const struct cut_shape *s, int32_t i, uint64_t *out);

static int32_t components(struct arena *a, const struct cut_shape *s, near_fn *near, int32_t *part)
{
	int32_t words = s->next.words, parts = 0, top = 0;
	uint64_t *left = arena_array(a, uint64_t, (size_t)words);
	uint64_t *drawn = arena_array(a, uint64_t, (size_t)words);
	int32_t *stack = arena_array(a, int32_t, (size_t)s->n);

	for (int32_t i = 0; i < s->n; i++) {
		left[i >> 6] |= UINT64_C(1) << (i & 63);
	}
	for (int32_t i = 0; i < s->n; i++) {
		if (!((left[i >> 6] >> (i & 63)) & 1)) {
			continue;
		}
		left[i >> 6] &= ~(UINT64_C(1) << (i & 63));
		stack[top++] = i;
		while (top > 0) {
			int32_t now = stack[--top];

			part[now] = parts;
			near(s, now, drawn);
			for (int32_t w = 0; w < words; w++) {
				uint64_t more = drawn[w] & left[w];

				left[w] &= ~more;
				for (; more != 0; more &= more - 1) {
					stack[top++] = w * 64 + lowest(more);
				}
			}
		}
		parts++;
	}
	return parts;
}

static void either_way(const struct cut_shape *s, int32_t i, uint64_t *out)
{
	for (int32_t w = 0; w < s->next.words; w++) {
		out[w] = cut_row(&s->next, i)[w] | cut_row(&s->before, i)[w];
	}
}

static void not_both_ways(const struct cut_shape *s, int32_t i, uint64_t *out)
{
	for (int32_t w = 0; w < s->next.words; w++) {
		out[w] = ~(cut_row(&s->next, i)[w] & cut_row(&s->before, i)[w]);
	}
}

/* ---- choice ---- */

static bool choice(struct arena *a, const struct cut_shape *s, struct cut *c)
{
	c->kind = TREE_CHOICE;
	c->parts = components(a, s, either_way, c->part);
	return c->parts > 1;
}

/* ---- sequence ---- */

/* Of a walk by depth: activities as they are left behind. */
static int32_t walk_down(struct arena *a, const struct cut_bits *next, int32_t *order)
{
	int32_t n = next->n, words = next->words, done = 0, top = 0;
	uint64_t *left = arena_array(a, uint64_t, (size_t)words);
	int32_t *stack = arena_array(a, int32_t, (size_t)n);

	memset(left, 0xff, (size_t)words * sizeof(*left));
	for (int32_t i = 0; i < n; i++) {
		if (!((left[i >> 6] >> (i & 63)) & 1)) {
			continue;
		}
		left[i >> 6] &= ~(UINT64_C(1) << (i & 63));
		stack[top++] = i;
		while (top > 0) {
			int32_t now = stack[top - 1], w = 0;

			while (w < words && (cut_row(next, now)[w] & left[w]) == 0) {
				w++;
			}
			if (w == words) {
				order[done++] = now;
				top--;
				continue;
			}
			int32_t to = w * 64 + lowest(cut_row(next, now)[w] & left[w]);

			left[w] &= ~(UINT64_C(1) << (to & 63));
			stack[top++] = to;
		}
	}
	return done;
}

/* Circles, numbered so that whatever leads to another one comes before it (Kosaraju). */
static int32_t circles(struct arena *a, const struct cut_shape *s, int32_t *of)
{
	int32_t *order = arena_array(a, int32_t, (size_t)s->n);
	int32_t *stack = arena_array(a, int32_t, (size_t)s->n), n = 0;

	(void)walk_down(a, &s->later, order);
	for (int32_t i = 0; i < s->n; i++) {
		of[i] = TREE_NO;
	}
	for (int32_t i = s->n - 1; i >= 0; i--) {
		int32_t top = 0;

		if (of[order[i]] != TREE_NO) {
			continue;
		}
		of[order[i]] = n;
		stack[top++] = order[i];
		while (top > 0) {
			const uint64_t *from = cut_row(&s->sooner, stack[--top]);

			for (int32_t w = 0; w < s->sooner.words; w++) {
				for (uint64_t more = from[w]; more != 0; more &= more - 1) {
					int32_t k = w * 64 + lowest(more);

					if (of[k] == TREE_NO) {
						of[k] = n;
						stack[top++] = k;
					}
				}
			}
		}
		n++;
	}
	return n;
}

/* By circle: those one can come to from it, which all have higher numbers. */
static struct cut_bits reach(struct arena *a, const struct cut_shape *s, const int32_t *of,
			     int32_t n)
{
	struct cut_bits r = bits(a, n);

	for (int32_t i = 0; i < s->n; i++) {
		for (int32_t w = 0; w < s->later.words; w++) {
			uint64_t more = cut_row(&s->later, i)[w];

			for (; more != 0; more &= more - 1) {
				int32_t to = of[w * 64 + lowest(more)];

				if (to != of[i]) {
					cut_put(&r, of[i], to);
				}
			}
		}
	}
	for (int32_t i = n - 1; i >= 0; i--) {
		uint64_t *mine = cut_row(&r, i);

		for (int32_t k = i + 1; k < n; k++) {
			for (int32_t w = 0; cut_has(&r, i, k) && w < r.words; w++) {
				mine[w] |= cut_row(&r, k)[w];
			}
		}
	}
	return r;
}

/* What is skipped together stays together: beside a part that can be left out, those before
 * it that lead to nothing later, and those after it that nothing earlier leads to. */
struct skips {
	int32_t parts;
	int32_t *furthest;		/* by part: the last part it leads to; ends: beyond all */
	int32_t *nearest;		/* the first that leads to it; beginnings: before all */
	int32_t *into;			/* which part it is one with */
};

static struct skips skips_of(struct arena *a, const struct cut_shape *s, const int32_t *part,
			     int32_t parts)
{
	size_t n = (size_t)parts;
	struct skips k = { parts, arena_array(a, int32_t, n), arena_array(a, int32_t, n),
			   arena_array(a, int32_t, n) };

	for (int32_t p = 0; p < parts; p++) {
		k.furthest[p] = -1;
		k.nearest[p] = parts;
		k.into[p] = p;
	}
	for (int32_t i = 0; i < s->n; i++) {
		int32_t p = part[i];

		k.furthest[p] = s->end[i] ? parts : k.furthest[p];
		k.nearest[p] = s->start[i] ? -1 : k.nearest[p];
		for (int32_t w = 0; w < s->next.words; w++) {
			for (uint64_t more = cut_row(&s->next, i)[w]; more != 0; more &= more - 1) {
				int32_t q = part[w * 64 + lowest(more)];

				if (q != p) {
					k.furthest[p] = q > k.furthest[p] ? q : k.furthest[p];
					k.nearest[q] = p < k.nearest[q] ? p : k.nearest[q];
				}
			}
		}
	}
	return k;
}

static bool can_be_skipped(const struct skips *k, int32_t p)
{
	for (int32_t q = 0; q < p; q++) {
		if (k->furthest[q] > p) {
			return true;
		}
	}
	for (int32_t q = p + 1; q < k->parts; q++) {
		if (k->nearest[q] < p) {
			return true;
		}
	}
	return false;
}

static void keep_together(struct arena *a, const struct cut_shape *s, struct cut *c)
{
	struct skips k = skips_of(a, s, c->part, c->parts);
	int32_t *number = arena_array(a, int32_t, (size_t)c->parts), parts = 0;

	for (int32_t p = 0; p < c->parts; p++) {
		if (!can_be_skipped(&k, p)) {
			continue;
		}
		for (int32_t q = p - 1; q >= 0 && k.furthest[q] <= p; q--) {
			k.into[q + 1] = k.into[q];
		}
		for (int32_t q = p + 1; q < c->parts && k.nearest[q] >= p; q++) {
			k.into[q] = k.into[q - 1];
		}
	}
	for (int32_t p = 0; p < c->parts; p++) {
		/* Neighbours only are made one, so a part's first has its own number. */
		number[p] = k.into[p] == p ? parts++ : parts - 1;
	}
	if (parts > 1) {
		for (int32_t i = 0; i < s->n; i++) {
			c->part[i] = number[c->part[i]];
		}
		c->parts = parts;
	}
}

/* In the order of circles a cut lies where all before lead to all behind. */
static bool sequence(struct arena *a, const struct cut_shape *s, struct cut *c)
{
	int32_t *of = arena_array(a, int32_t, (size_t)s->n);
	int32_t n = circles(a, s, of), behind = 0, parts = 0;

	if (n == 1) {
		return false;
	}
	struct cut_bits r = reach(a, s, of, n);
	int32_t *part = arena_array(a, int32_t, (size_t)n);

	for (int32_t i = 0; i < n; i++) {
		int32_t all = n;	/* from here on, it leads to all */

		part[i] = parts;
		while (all > i + 1 && cut_has(&r, i, all - 1)) {
			all--;
		}
		behind = all > behind ? all : behind;
		parts += behind == i + 1;
	}
	/* The last is always behind all. */
	c->kind = TREE_SEQUENCE;
	c->parts = parts;
	for (int32_t i = 0; i < s->n; i++) {
		c->part[i] = part[of[i]];
	}
	if (parts > 2) {
		keep_together(a, s, c);
	}
	return parts > 1;
}

/* ---- parallel ---- */

static bool parallel(struct arena *a, const struct cut_shape *s, struct cut *c)
{
	int32_t *part = c->part, n = components(a, s, not_both_ways, part), whole = TREE_NO;
	bool *starts = arena_array(a, bool, (size_t)n), *ends = arena_array(a, bool, (size_t)n);
	bool start = false, end = false, any = false;

	if (n < 2) {
		return false;
	}
	for (int32_t i = 0; i < s->n; i++) {
		starts[part[i]] = starts[part[i]] || s->start[i];
		ends[part[i]] = ends[part[i]] || s->end[i];
	}
	/* Those that lack a beginning or an end go together; if that lacks one still, with
	 * the first that does not. */
	for (int32_t p = 0; p < n; p++) {
		if (starts[p] && ends[p]) {
			whole = whole == TREE_NO ? p : whole;
		} else {
			any = true;
			start = start || starts[p];
			end = end || ends[p];
		}
	}
	if (whole == TREE_NO) {
		return false;
	}
	int32_t first = TREE_NO;

	for (int32_t i = 0; any && i < s->n; i++) {
		if (!starts[part[i]] || !ends[part[i]]) {
			first = first == TREE_NO ? part[i] : first;
		}
	}
	int32_t *into = arena_array(a, int32_t, (size_t)n);

	for (int32_t p = 0; p < n; p++) {
		into[p] = starts[p] && ends[p] ? p : start && end ? first : whole;
	}
	for (int32_t i = 0; i < s->n; i++) {
		part[i] = into[part[i]];
	}
	c->kind = TREE_PARALLEL;
	c->parts = by_least(a, part, s->n);
	return c->parts > 1;
}

/* ---- loop ---- */

static void near_inside(const struct cut_shape *s, int32_t i, uint64_t *out)
{
	bool outside = s->start[i] || s->end[i];

	for (int32_t w = 0; w < s->next.words; w++) {
		out[w] = outside ? 0 : s->inside[w] & (cut_row(&s->next, i)[w] |
						       cut_row(&s->before, i)[w]);
	}
}

/* It stands between ends and beginnings alone: left from all ends or from none, and so for
 * beginnings. */
static bool between(const struct cut_shape *s, int32_t i)
{
	int32_t from = 0, to = 0, ends = 0, starts = 0;

	for (int32_t k = 0; k < s->n; k++) {
		if (!s->start[k] && !s->end[k]) {
			continue;
		}
		ends += s->end[k];
		starts += s->start[k];
		if (cut_has(&s->next, k, i)) {
			if (!s->end[k]) {
				return false;
			}
			from++;
		}
		if (cut_has(&s->next, i, k)) {
			if (!s->start[k]) {
				return false;
			}
			to++;
		}
	}
	return (from == 0 || from == ends) && (to == 0 || to == starts);
}

static bool loop(struct arena *a, const struct cut_shape *s, struct cut *c)
{
	int32_t *part = arena_array(a, int32_t, (size_t)s->n);
	int32_t n = components(a, s, near_inside, part);
	bool *inside = arena_array(a, bool, (size_t)n);
	int32_t *number = arena_array(a, int32_t, (size_t)n), parts = 1;

	for (int32_t i = 0; i < s->n; i++) {
		if (s->start[i] || s->end[i] || !between(s, i)) {
			inside[part[i]] = true;
		}
	}
	for (int32_t i = 0; i < s->n; i++) {
		if (inside[part[i]]) {
			c->part[i] = 0;
			continue;
		}
		if (number[part[i]] == 0) {
			number[part[i]] = parts++;
		}
		c->part[i] = number[part[i]];
	}
	c->kind = TREE_LOOP;
	c->parts = parts;
	return parts > 1;
}

struct cut cut_find(struct arena *a, const struct cut_shape *s)
{
	struct cut c = { .part = arena_array(a, int32_t, (size_t)s->n) };

	if (s->n > 1 && (choice(a, s, &c) || sequence(a, s, &c) || parallel(a, s, &c) ||
			 loop(a, s, &c))) {
		return c;
	}
	c.kind = TREE_SILENT;
	return c;
}
