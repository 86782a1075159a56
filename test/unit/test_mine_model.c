/* Models of event logs: the logs of the literature with the trees they are known to give,
 * laws on made-up ones, costs against all ways of small trees. */
#include "core/mine_fit.h"
#include "core/mine_inductive.h"
#include "core/mine_layout.h"

#include "base/arena.h"

#include "mine_log.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>

static struct arena arena, scratch;

/* A log, ordered, with its ways. */
struct made {
	struct mine_log log;
	struct mine_view view;
	struct mine_variants ways;
	int32_t *rank;
};

static void add_case(struct mine_log *l, struct str way)
{
	char in[24], name[2] = "";
	int32_t id;
	struct err e;

	(void)snprintf(in, sizeof(in), "%d", l->cases.n);
	bool good = mine_names_id(&l->cases, str_of(in), &id, &e);

	assert(good);
	for (size_t i = 0; i < way.n; i++) {
		name[0] = way.p[i];
		log_event(l, in, name, "", (int64_t)i);
	}
}

static void finish(struct made *m)
{
	mine_log_order(&arena, &scratch, &m->log, &m->view);
	m->rank = mine_names_rank(&arena, &m->log.activities);
	mine_variants(&arena, &scratch, &m->view, m->rank, &m->ways);
}

/* "abd*3 acd -": activities of one letter, how many cases; - is a case without an event. */
static void make(struct made *m, const char *text)
{
	struct str rest = str_of(text), one;

	log_open(&m->log);
	while (rest.n > 0) {
		struct str way, times;
		int64_t n = 1;

		(void)str_cut(rest, ' ', &one, &rest);
		if (str_cut(one, '*', &way, &times)) {
			bool good = str_to_int64(times, &n);

			assert(good);
		} else {
			way = one;
		}
		for (int64_t i = 0; i < n; i++) {
			add_case(&m->log, str_is(way, "-") ? STR("") : way);
		}
	}
	finish(m);
}

static struct str tree_text(const struct made *m, const struct mine_tree *t)
{
	struct buf b;

	buf_init(&b, 1 << 16);
	mine_tree_text(&b, t, &m->log.activities);
	struct str text = str_dup(&arena, buf_view(&b));

	buf_done(&b);
	return text;
}

static bool discover(const struct made *m, double noise, struct tree_found *out)
{
	struct err e;

	return mine_inductive(&arena, &scratch, &m->view, &m->ways, m->rank, noise, TREE_MINUTE,
			      out, &e);
}

/* ---- known trees ---- */

/* Way by way the steps apart are those of the whole log. */
static bool adds_up(const struct made *m, const struct mine_tree *t, const struct mine_fit *fit)
{
	int64_t wrong = 0;

	for (int32_t i = 0; i < 2 * m->view.activities; i++) {
		bool missing = i % 2 == 1;
		int64_t sum = (missing ? fit->moves.missing : fit->moves.extra)[i / 2];
		const int64_t *each = mine_fit_moves(&arena, &scratch, t, &m->view, &m->ways, fit,
						     i / 2, missing);

		for (size_t k = 0; k < m->ways.n; k++) {
			sum -= each[k] * m->ways.variant[k].cases;
		}
		wrong += sum != 0;
	}
	return wrong == 0;
}

static void known(void)
{
	static const struct { const char *log, *tree; double noise; } want[] = {
		/* Base cases, and each cut alone. */
		{ "a*3", "a", 0 },
		{ "-*2", "τ", 0 },
		{ "a b*2", "×(a, b)", 0 },
		{ "abc*4", "→(a, b, c)", 0 },
		{ "ab ba", "∧(a, b)", 0 },
		{ "abc acb bac bca cab cba", "∧(a, b, c)", 0 },
		{ "a aba ababa", "↺(a, b)", 0 },
		{ "a aba aca", "↺(a, b, c)", 0 },
		{ "abd acd d", "→(×(→(a, ×(b, c)), τ), d)", 0 },
		/* L1 and L2 of van der Aalst, Process Mining (2nd ed. 2016), chapters 6 and 7. */
		{ "abcd*3 acbd*2 aed", "→(a, ×(∧(b, c), e), d)", 0 },
		{ "abcd*3 acbd*4 abcefbcd*2 abcefcbd acbefbcd*2 acbefbcefcbd",
		  "→(a, ↺(∧(b, c), →(e, f)), d)", 0 },
		/* The example of Leemans, Fahland, van der Aalst 2013. */
		{ "abc acb ade adefde", "→(a, ×(∧(b, c), ↺(→(d, e), f)))", 0 },
		/* L5 of the book. */
		{ "abef*2 abecdbf*3 abcedbf*2 abcdebf*4 aebcdbf*3",
		  "→(a, ∧(↺(b, →(c, d)), e), f)", 0 },
		/* Fall-throughs. */
		{ "-*3 ab*5", "×(→(a, b), τ)", 0 },
		{ "a aa aaa", "↺(a, τ)", 0 },
		{ "- a aa", "×(↺(a, τ), τ)", 0 },
		{ "ab abab", "↺(→(a, b), τ)", 0 },
		{ "xabcba xcbabc axbbcc abcx", "∧(↺(a, τ), ↺(c, τ), ↺(b, τ), x)", 0 },
		{ "abxcd acxbd xabcd abcdx xacbd", "∧(a, b, →(c, d), x)", 0 },
		{ "ae af bd bf cd ce", "↺(×(a, b, c, d, e, f), τ)", 0 },
		{ "ab aab abb", "→(↺(a, τ), ↺(b, τ))", 0 },
		/* Noise: what is seldom is left out, and without a threshold kept. */
		{ "abcc*98 cab*2", "→(a, b, c)", 0.2 },
		{ "abcc*98 cab*2", "→(a, b, ↺(c, τ))", 0.1 },
		{ "abc*98 ac*2", "→(a, ×(b, τ), c)", 0 },
		{ "abc*98 ac*2", "→(a, b, c)", 0.2 },
		{ "ab*50 ba*50 abb", "∧(a, b)", 0.2 },
		{ "ab*90 a*10", "→(a, ×(b, τ))", 0.05 },
	};

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		struct made m;
		struct tree_found f;
		struct mine_fit fit;

		make(&m, want[i].log);
		ok(discover(&m, want[i].noise, &f), "a model of %s", want[i].log);
		is_text(tree_text(&m, &f.tree), want[i].tree, "its tree");
		mine_fit_log(&arena, &scratch, &f.tree, &m.view, &m.ways, TREE_MINUTE, &fit);
		ok(want[i].noise > 0 || (fit.fitting == fit.cases && fit.fitness >= 1),
		   "it fits");
		ok(adds_up(&m, &f.tree, &fit), "its ways add up");
		log_close(&m.log);
	}
}

/* ---- chance ---- */

static uint64_t chance = 1;

static uint64_t draw(uint64_t n)
{
	chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return (chance >> 33) % n;
}

/* Cases of any letters; of several sorts, so that all cuts and fall-throughs come up. */
static void make_up(struct made *m)
{
	uint64_t letters = 1 + draw(8), cases = 1 + draw(30), longest = 1 + draw(12);
	bool steady = draw(2) == 0;	/* letters mostly rise */

	log_open(&m->log);
	for (uint64_t c = 0; c < cases; c++) {
		char way[16];
		size_t n = (size_t)draw(longest + 1);

		for (size_t i = 0; i < n; i++) {
			way[i] = (char)('a' + (steady && draw(6) > 0 ? i * letters / (n + 1)
							    : draw(letters)));
		}
		add_case(&m->log, (struct str){ way, n });
	}
	finish(m);
}

static void always_fits(void)
{
	int64_t lost = 0, apart = 0, loose = 0, wrong = 0, falls[FALLS] = { 0 }, cuts = 0;

	for (int round = 0; round < 1500; round++) {
		struct arena_mark mark = arena_mark(&arena);
		struct made m;
		struct tree_found f;
		struct tree_walk w;

		make_up(&m);
		lost += !discover(&m, 0, &f);
		mine_tree_walk(&arena, &scratch, &f.tree, &w);
		for (size_t i = 0; i < m.ways.n; i++) {
			const int32_t *way = m.view.activity + m.view.start[m.ways.variant[i].like];
			size_t n = m.view.start[m.ways.variant[i].like + 1] -
				   m.view.start[m.ways.variant[i].like];
			int64_t steps = INT64_C(1) << 30;

			apart += !mine_tree_takes(&scratch, &f.tree, &w, way, n, &steps);
			loose += mine_align(&scratch, &f.tree, &w, way, n, &steps, 1, NULL) != 0;
		}
		for (int i = 0; i < FALLS; i++) {
			falls[i] += f.falls[i];
		}
		for (int i = 0; i <= TREE_LOOP; i++) {
			cuts += f.cuts[i];
		}
		struct mine_fit fit;

		mine_fit_log(&arena, &scratch, &f.tree, &m.view, &m.ways, TREE_MINUTE, &fit);
		wrong += fit.precision <= 0 || fit.precision > 1 || fit.met_pairs > fit.pairs;
		log_close(&m.log);
		arena_release(&arena, mark);
	}
	is_int(lost, 0, "1500 logs by chance: each has a model");
	is_int(apart, 0, "that takes every way of its log");
	is_int(loose, 0, "at no cost");
	is_int(wrong, 0, "and is precise to a share");
	ok(cuts > 500, "%d cuts", (int)cuts);
	for (int i = 0; i < FALLS; i++) {
		ok(i == FALL_FLOWER || falls[i] > 0, "%s came up %d times",
		   tree_fall_name((enum tree_fall)i), (int)falls[i]);
	}
}

/* ---- costs ---- */

enum { WORD = 9, WORDS = 3000, SLOTS = 8192 };

struct words {
	char (*word)[WORD + 1];
	int16_t *slot;			/* word + 1, 0: free */
	int32_t n;
	bool full;
};

static void word_add(struct words *w, const char *text)
{
	uint32_t at = 5381;

	for (const char *c = text; *c != '\0'; c++) {
		at = at * 33 + (unsigned char)*c;
	}
	for (at %= SLOTS; w->slot[at] != 0; at = (at + 1) % SLOTS) {
		if (strcmp(w->word[w->slot[at] - 1], text) == 0) {
			return;
		}
	}
	if (w->n == WORDS) {
		w->full = true;
		return;
	}
	(void)snprintf(w->word[w->n++], WORD + 1, "%s", text);
	w->slot[at] = (int16_t)w->n;
}

static struct words no_words(void)
{
	return (struct words){ .word = arena_alloc(&arena, WORDS, WORD + 1),
			       .slot = arena_array(&arena, int16_t, SLOTS) };
}

static void shuffle(struct words *out, const char *a, const char *b, char *so_far, size_t n)
{
	so_far[n] = '\0';
	if (*a == '\0' && *b == '\0') {
		word_add(out, so_far);
	}
	if (*a != '\0') {
		so_far[n] = *a;
		shuffle(out, a + 1, b, so_far, n + 1);
	}
	if (*b != '\0') {
		so_far[n] = *b;
		shuffle(out, a, b + 1, so_far, n + 1);
	}
}

static void couple(struct words *out, const struct words *a, const struct words *b, bool mixed)
{
	for (int32_t i = 0; i < a->n; i++) {
		for (int32_t k = 0; k < b->n && !out->full; k++) {
			char text[2 * WORD + 1];

			if (strlen(a->word[i]) + strlen(b->word[k]) > WORD) {
				continue;
			}
			if (mixed) {
				shuffle(out, a->word[i], b->word[k], text, 0);
			} else {
				(void)snprintf(text, sizeof(text), "%s%s", a->word[i], b->word[k]);
				word_add(out, text);
			}
		}
	}
	out->full = out->full || a->full || b->full;
}

/* Every way of a tree up to WORD letters; full: there were too many. */
static struct words ways_of(const struct mine_tree *t, int32_t at)
{
	struct words out = no_words();
	char letter[2] = { (char)('a' + t->node[at].activity), '\0' };
	bool first = true;

	if (t->node[at].first == TREE_NO) {
		word_add(&out, t->node[at].kind == TREE_ACTIVITY ? letter : "");
		return out;
	}
	struct words redo = no_words();

	for (int32_t i = t->node[at].first; i != TREE_NO; i = t->node[i].next) {
		struct words one = ways_of(t, i), both = no_words();

		if (first || t->node[at].kind == TREE_CHOICE || t->node[at].kind == TREE_LOOP) {
			struct words *to = first || t->node[at].kind == TREE_CHOICE ? &out : &redo;

			for (int32_t k = 0; k < one.n; k++) {
				word_add(to, one.word[k]);
			}
			to->full = to->full || one.full;
		} else {
			couple(&both, &out, &one, t->node[at].kind == TREE_PARALLEL);
			out = both;
		}
		first = false;
	}
	if (t->node[at].kind == TREE_LOOP) {
		struct words body = no_words(), nothing = no_words();

		word_add(&nothing, "");
		couple(&body, &out, &nothing, false);
		for (int32_t before = 0; before != out.n && !out.full;) {
			struct words more = no_words(), again = no_words();

			before = out.n;
			couple(&more, &out, &redo, false);
			couple(&again, &more, &body, false);
			for (int32_t k = 0; k < again.n; k++) {
				word_add(&out, again.word[k]);
			}
			out.full = out.full || again.full;
		}
	}
	return out;
}

/* Steps of leaving out and putting in. */
static int32_t apart(const char *a, const char *b)
{
	int32_t row[32] = { 0 }, n = (int32_t)strlen(b);

	for (int32_t k = 0; k <= n; k++) {
		row[k] = k;
	}
	for (int32_t i = 1; a[i - 1] != '\0'; i++) {
		int32_t corner = row[0];

		row[0] = i;
		for (int32_t k = 1; k <= n; k++) {
			int32_t was = row[k];
			int32_t least = (was < row[k - 1] ? was : row[k - 1]) + 1;

			row[k] = a[i - 1] == b[k - 1] ? corner : least;
			corner = was;
		}
	}
	return row[n];
}

/* A tree of the letters from `low` on. */
static int32_t grow(struct mine_tree *t, int32_t low, int32_t high)
{
	if (high - low == 1) {
		return mine_tree_add(t, TREE_ACTIVITY, low);
	}
	enum tree_kind kind = (enum tree_kind)(TREE_CHOICE + draw(4));
	int32_t node = mine_tree_add(t, kind, MINE_NONE);

	while (low < high) {
		int32_t to = low + 1 + (int32_t)draw((uint64_t)(high - low));

		to = t->node[node].children == 0 && to == high ? high - 1 : to;
		mine_tree_append(t, node, grow(t, low, to));
		low = to;
	}
	if (draw(3) == 0) {
		mine_tree_append(t, node, mine_tree_add(t, TREE_SILENT, MINE_NONE));
	}
	return node;
}

static void least_costs(void)
{
	int64_t wrong = 0, tried = 0, moves_wrong = 0, taken_wrong = 0, most = 0;

	for (int round = 0; round < 200; round++) {
		struct arena_mark mark = arena_mark(&arena);
		struct mine_tree t;
		struct tree_walk w;
		int32_t letters = 2 + (int32_t)draw(4);

		mine_tree_start(&t, &arena, letters + 1);
		t.root = grow(&t, 0, letters);
		struct words all = ways_of(&t, t.root);

		mine_tree_reduce(&t);
		mine_tree_walk(&arena, &scratch, &t, &w);
		for (int i = 0; i < 8 && !all.full; i++) {
			char text[8] = "";
			int32_t way[8], n = (int32_t)draw(6), best = INT32_MAX;
			int64_t extra[8] = { 0 }, missing[8] = { 0 }, sum = 0;
			int64_t steps = INT64_C(1) << 30;
			struct align_moves moves = { extra, missing };

			for (int32_t k = 0; k < n; k++) {
				way[k] = (int32_t)draw((uint64_t)letters + 1);
				text[k] = (char)('a' + way[k]);
			}
			for (int32_t k = 0; k < all.n; k++) {
				int32_t far = apart(text, all.word[k]);

				best = far < best ? far : best;
			}
			int64_t cost = mine_align(&scratch, &t, &w, way, (size_t)n, &steps, 1,
						  &moves);

			for (int k = 0; k < 8; k++) {
				sum += extra[k] + missing[k];
			}
			tried++;
			wrong += cost != best;
			moves_wrong += sum != cost;
			most = cost > most ? cost : most;
			taken_wrong += mine_tree_takes(&scratch, &t, &w, way, (size_t)n,
						       &steps) != (best == 0);
		}
		arena_release(&arena, mark);
	}
	ok(tried > 600, "%d ways beside trees", (int)tried);
	is_int(wrong, 0, "cost as much as the nearest of all the tree's ways");
	is_int(moves_wrong, 0, "in as many steps as are told");
	is_int(taken_wrong, 0, "and are taken when that is nothing");
	ok(most > 4, "some are far apart");
}

/* One case of many events: measured, or with fewer steps of reckoning left out; nothing is
 * lost. */
static void very_long(void)
{
	static const char *const ways[] = { "ab", "abb", "aabbcab", "abcde" };

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		struct arena_mark mark = arena_mark(&arena);
		struct made m;
		struct tree_found f;
		struct mine_fit fit;
		size_t n = strlen(ways[i]), all = 700 / n * n;
		char *way = arena_array(&arena, char, all);

		for (size_t k = 0; k < all; k++) {
			way[k] = ways[i][k % n];
		}
		log_open(&m.log);
		add_case(&m.log, (struct str){ way, all });
		add_case(&m.log, str_of(ways[i]));
		finish(&m);
		ok(discover(&m, 0, &f), "a model of %zu events by %s", all, ways[i]);
		mine_fit_log(&arena, &scratch, &f.tree, &m.view, &m.ways, TREE_MINUTE, &fit);
		is_int(fit.cases + fit.long_cases, 2, "each case is measured or left out");
		is_int(fit.fitting, fit.cases, "what is measured fits");
		struct tree_walk w;
		int64_t few = 300, fewer = 300;

		mine_tree_walk(&arena, &scratch, &f.tree, &w);
		ok(!mine_tree_takes(&scratch, &f.tree, &w, m.view.activity, all, &few) && few < 0,
		   "too few steps for the one");
		is_int(mine_align(&scratch, &f.tree, &w, m.view.activity, all, &fewer, 1, NULL),
		       ALIGN_LONG, "and for the other");
		log_close(&m.log);
		arena_release(&arena, mark);
	}
}

/* ---- the layout ---- */

static bool inside(const struct layout_shape *x, int32_t px, int32_t py)
{
	return px > x->x && px < x->x + x->w && py > x->y && py < x->y + x->h;
}

/* A point of a flow's end: on the border of a box, on the slanted sides of a gateway. */
static bool touches(const struct layout_shape *x, struct layout_point p)
{
	int32_t dx = abs(p.x - x->x - x->w / 2), dy = abs(p.y - x->y - x->h / 2);

	return x->kind == SHAPE_CHOICE || x->kind == SHAPE_PARALLEL
	       ? dx + dy == LAYOUT_GATE / 2
	       : (dx == x->w / 2 && dy == 0) || (dy == x->h / 2 && dx == 0);
}

static int32_t overlaps(const struct mine_layout *l)
{
	int32_t n = 0;

	for (int32_t i = 0; i < l->shapes; i++) {
		const struct layout_shape *a = &l->shape[i];

		n += a->x < 0 || a->y < 0 || a->x + a->w > l->width || a->y + a->h > l->height;
		for (int32_t k = 0; k < i; k++) {
			const struct layout_shape *b = &l->shape[k];

			n += a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h &&
			     b->y < a->y + a->h;
		}
	}
	return n;
}

/* Lines go along or down, and through no shape. */
static int32_t askew(const struct mine_layout *l, const struct layout_flow *f)
{
	int32_t n = !touches(&l->shape[f->from], f->point[0]) +
		    !touches(&l->shape[f->to], f->point[f->points - 1]) + (f->points < 2);

	for (int32_t k = 1; k < f->points; k++) {
		struct layout_point a = f->point[k - 1], b = f->point[k];

		n += (a.x == b.x) == (a.y == b.y);
		for (int32_t i = 0; i < l->shapes; i++) {
			const struct layout_shape *x = &l->shape[i];

			for (int32_t part = 1; part < 16 && x->kind == SHAPE_TASK; part++) {
				n += inside(x, a.x + (b.x - a.x) * part / 16,
					    a.y + (b.y - a.y) * part / 16);
			}
		}
	}
	return n;
}

static void layouts(void)
{
	int64_t over = 0, bent = 0, lonely = 0, crooked = 0, shapes = 0;

	for (int round = 0; round < 400; round++) {
		struct arena_mark mark = arena_mark(&arena);
		int32_t letters = 1 + (int32_t)draw(14);
		struct mine_tree t;

		mine_tree_start(&t, &arena, letters);
		t.root = grow(&t, 0, letters);
		mine_tree_reduce(&t);
		const struct mine_layout *l = mine_layout(&arena, &scratch, &t);
		int32_t *in = arena_array(&arena, int32_t, (size_t)l->shapes);
		int32_t *out = arena_array(&arena, int32_t, (size_t)l->shapes);

		over += overlaps(l);
		for (int32_t i = 0; i < l->flows; i++) {
			bent += askew(l, &l->flow[i]);
			out[l->flow[i].from]++;
			in[l->flow[i].to]++;
		}
		for (int32_t i = 0; i < l->shapes; i++) {
			const struct layout_shape *x = &l->shape[i];
			bool gate = x->kind == SHAPE_CHOICE || x->kind == SHAPE_PARALLEL;

			lonely += (x->kind == SHAPE_START) != (in[i] == 0) ||
				  (x->kind == SHAPE_END) != (out[i] == 0);
			crooked += gate ? (x->parts ? in[i] != 1 || out[i] < 2
						    : in[i] < 2 || out[i] != 1)
				   : in[i] > 1 || out[i] > 1;
		}
		shapes += l->shapes;
		arena_release(&arena, mark);
	}
	ok(shapes > 4000, "%d shapes laid out", (int)shapes);
	is_int(over, 0, "none on another, all on the sheet");
	is_int(bent, 0, "flows touch what they join, go straight, and through no task");
	is_int(lonely, 0, "every shape is on a way from the beginning to the end");
	is_int(crooked, 0, "only gateways part and join");
}

int main(void)
{
	arena_init(&arena, (size_t)1 << 30);
	arena_init(&scratch, (size_t)1 << 30);
	known();
	always_fits();
	least_costs();
	very_long();
	layouts();
	arena_done(&scratch);
	arena_done(&arena);
	return done_testing();
}
