/* A process tree laid out as BPMN. */
#include "mine_layout.h"

#include <assert.h>

enum {
	GAP_X = 28, GAP_Y = 18,
	WIRE_UP = 10,			/* half the room of a flow that does nothing */
	NOWHERE = -1,
};

/* The room of a node: ways go in and out on its axis. */
struct box {
	int32_t w, up, down;
};

/* Where a block is entered and left; shape NOWHERE: a mere line. */
struct port {
	int32_t in, out;
};

struct laying {
	const struct mine_tree *t;
	struct mine_layout *l;
	struct box *box;
};

/* Left to right, or in the redo part of a loop the other way. */
enum heading { RIGHT = 1, LEFT = -1 };

static int32_t larger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static bool gated(const struct tree_node *n)
{
	return n->kind == TREE_CHOICE || n->kind == TREE_PARALLEL || n->kind == TREE_LOOP;
}

/* A choice of one block or nothing: the block stays on the axis. */
static const struct box *optional(const struct laying *s, const struct tree_node *n)
{
	return n->kind == TREE_CHOICE && n->children == 2 &&
	       s->t->node[n->last].kind == TREE_SILENT ? &s->box[n->first] : NULL;
}

/* ---- sizes ---- */

static void measure(struct laying *s, int32_t at)
{
	const struct tree_node *n = &s->t->node[at];
	struct box b = { 0, 0, 0 };

	for (int32_t i = n->first; i != TREE_NO; i = s->t->node[i].next) {
		const struct box *child = &s->box[i];

		measure(s, i);
		if (n->kind == TREE_SEQUENCE) {
			b.w += child->w + (i == n->first ? 0 : GAP_X);
			b.up = larger(b.up, child->up);
			b.down = larger(b.down, child->down);
		} else if (n->kind == TREE_LOOP && i == n->first) {
			b = (struct box){ child->w, larger(child->up, LAYOUT_GATE / 2),
					  larger(child->down, LAYOUT_GATE / 2) };
		} else {
			b.w = larger(b.w, child->w);
			b.down += child->up + child->down +
				  (i == n->first ? 0 : GAP_Y);
		}
	}
	if (n->kind == TREE_CHOICE || n->kind == TREE_PARALLEL) {
		b.up = optional(s, n) != NULL ? optional(s, n)->up : b.down / 2;
		b.down -= b.up;
	}
	if (gated(n)) {
		b.w += 2 * (LAYOUT_GATE + GAP_X);
	} else if (n->kind == TREE_ACTIVITY) {
		b = (struct box){ LAYOUT_TASK_W, LAYOUT_TASK_H / 2, LAYOUT_TASK_H / 2 };
	} else if (n->kind == TREE_SILENT) {
		b = (struct box){ GAP_X, WIRE_UP, WIRE_UP };
	}
	s->box[at] = b;
}

/* ---- shapes and flows ---- */

static int32_t add_shape(struct laying *s, struct layout_shape shape)
{
	s->l->shape[s->l->shapes] = shape;
	return s->l->shapes++;
}

static int32_t add_gate(struct laying *s, const struct tree_node *n, bool parts, int32_t middle,
			int32_t y)
{
	return add_shape(s, (struct layout_shape){
		n->kind == TREE_PARALLEL ? SHAPE_PARALLEL : SHAPE_CHOICE, MINE_NONE, parts,
		middle - LAYOUT_GATE / 2, y - LAYOUT_GATE / 2, LAYOUT_GATE, LAYOUT_GATE });
}

static struct layout_point middle(const struct layout_shape *x)
{
	return (struct layout_point){ x->x + x->w / 2, x->y + x->h / 2 };
}

/* The middle of its side that looks there. */
static struct layout_point side(const struct layout_shape *x, int32_t dx, int32_t dy)
{
	struct layout_point p = middle(x);

	return (struct layout_point){ p.x + dx * x->w / 2, p.y + dy * x->h / 2 };
}

static bool same(struct layout_point a, struct layout_point b)
{
	return a.x == b.x && a.y == b.y;
}

static struct layout_flow *add_flow(struct laying *s, int32_t from, int32_t to)
{
	struct layout_flow *f = &s->l->flow[s->l->flows++];

	*f = (struct layout_flow){ .from = from, .to = to };
	return f;
}

static void add_point(struct layout_flow *f, struct layout_point p)
{
	if (f->points == 0 || !same(f->point[f->points - 1], p)) {
		assert(f->points < LAYOUT_POINTS);
		f->point[f->points++] = p;
	}
}

/* Along the axis. */
static void straight(struct laying *s, int32_t from, int32_t to, enum heading h)
{
	struct layout_flow *f = add_flow(s, from, to);

	add_point(f, side(&s->l->shape[from], h, 0));
	add_point(f, side(&s->l->shape[to], -h, 0));
}

static int32_t sign(int32_t n)
{
	return (n > 0) - (n < 0);
}

/* Where a flow on that axis leaves or enters a gateway: from its slanted side where the axis
 * is near, else at its top or bottom and round a corner. */
static bool corner(const struct layout_shape *gate, int32_t axis, int32_t to,
		   struct layout_point *edge, struct layout_point *bend)
{
	struct layout_point p = middle(gate);
	int32_t away = axis > p.y ? axis - p.y : p.y - axis;

	if (away < LAYOUT_GATE / 2) {
		*edge = (struct layout_point){ p.x + to * (LAYOUT_GATE / 2 - away), axis };
		return false;
	}
	*edge = side(gate, 0, sign(axis - p.y));
	*bend = (struct layout_point){ p.x, axis };
	return true;
}

static void out_of(struct laying *s, int32_t gate, struct layout_flow *f, int32_t axis,
		   enum heading h)
{
	struct layout_point edge, bend;
	bool bent = corner(&s->l->shape[gate], axis, h, &edge, &bend);

	add_point(f, edge);
	if (bent) {
		add_point(f, bend);
	}
}

static void into(struct laying *s, int32_t gate, struct layout_flow *f, int32_t axis,
		 enum heading h)
{
	struct layout_point edge, bend;

	if (corner(&s->l->shape[gate], axis, -(int32_t)h, &edge, &bend)) {
		add_point(f, bend);
	}
	add_point(f, edge);
}

/* From one gateway through a block on its axis to the other. */
static void through(struct laying *s, int32_t from, struct port block, int32_t to, int32_t axis,
		    enum heading h)
{
	struct layout_flow *f = add_flow(s, from, block.in == NOWHERE ? to : block.in);

	out_of(s, from, f, axis, h);
	if (block.in != NOWHERE) {
		add_point(f, side(&s->l->shape[block.in], -(int32_t)h, 0));
		f = add_flow(s, block.out, to);
		add_point(f, side(&s->l->shape[block.out], h, 0));
	}
	into(s, to, f, axis, h);
}

/* ---- blocks ---- */

static struct port place(struct laying *s, int32_t at, int32_t x, int32_t y, enum heading h);

/* From x on, which is the right end when heading left. */
static struct port place_sequence(struct laying *s, int32_t at, int32_t x, int32_t y,
				  enum heading h)
{
	struct port all = { NOWHERE, NOWHERE };

	for (int32_t i = s->t->node[at].first; i != TREE_NO; i = s->t->node[i].next) {
		struct port one = place(s, i, x, y, h);

		x += (int32_t)h * (s->box[i].w + GAP_X);
		if (one.in == NOWHERE) {
			continue;
		}
		if (all.in == NOWHERE) {
			all = one;
			continue;
		}
		straight(s, all.out, one.in, h);
		all.out = one.out;
	}
	return all;
}

static int32_t centred(const struct laying *s, int32_t at, int32_t child, int32_t x,
		       enum heading h)
{
	return x + (int32_t)h * (s->box[at].w - s->box[child].w) / 2;
}

static struct port place_branches(struct laying *s, int32_t at, int32_t x, int32_t y,
				  enum heading h)
{
	const struct tree_node *n = &s->t->node[at];
	int32_t in = add_gate(s, n, true, x + (int32_t)h * LAYOUT_GATE / 2, y);
	int32_t out = add_gate(s, n, false,
			       x + (int32_t)h * (s->box[at].w - LAYOUT_GATE / 2), y);
	int32_t top = y - s->box[at].up;

	for (int32_t i = n->first; i != TREE_NO; i = s->t->node[i].next) {
		int32_t axis = top + s->box[i].up;
		struct port one = place(s, i, centred(s, at, i, x, h), axis, h);

		through(s, in, one, out, axis, h);
		top = axis + s->box[i].down + GAP_Y;
	}
	return (struct port){ in, out };
}

static struct port place_loop(struct laying *s, int32_t at, int32_t x, int32_t y, enum heading h)
{
	const struct tree_node *n = &s->t->node[at];
	int32_t body = n->first;
	int32_t in = add_gate(s, n, false, x + (int32_t)h * LAYOUT_GATE / 2, y);
	int32_t out = add_gate(s, n, true,
			       x + (int32_t)h * (s->box[at].w - LAYOUT_GATE / 2), y);
	int32_t top = y + larger(s->box[body].down, LAYOUT_GATE / 2) + GAP_Y;

	through(s, in, place(s, body, centred(s, at, body, x, h), y, h), out, y, h);
	for (int32_t i = s->t->node[body].next; i != TREE_NO; i = s->t->node[i].next) {
		enum heading back = h == RIGHT ? LEFT : RIGHT;
		int32_t axis = top + s->box[i].up;
		int32_t from = centred(s, at, i, x, h) + (int32_t)h * s->box[i].w;

		through(s, out, place(s, i, from, axis, back), in, axis, back);
		top = axis + s->box[i].down + GAP_Y;
	}
	return (struct port){ in, out };
}

static struct port place(struct laying *s, int32_t at, int32_t x, int32_t y, enum heading h)
{
	const struct tree_node *n = &s->t->node[at];

	switch (n->kind) {
	case TREE_SILENT:
		break;
	case TREE_ACTIVITY: {
		int32_t left = h == RIGHT ? x : x - LAYOUT_TASK_W;
		int32_t task = add_shape(s, (struct layout_shape){
			SHAPE_TASK, n->activity, false, left, y - LAYOUT_TASK_H / 2,
			LAYOUT_TASK_W, LAYOUT_TASK_H });

		return (struct port){ task, task };
	}
	case TREE_SEQUENCE:
		return place_sequence(s, at, x, y, h);
	case TREE_CHOICE:
	case TREE_PARALLEL:
		return place_branches(s, at, x, y, h);
	case TREE_LOOP:
		return place_loop(s, at, x, y, h);
	}
	return (struct port){ NOWHERE, NOWHERE };
}

struct mine_layout *mine_layout(struct arena *a, struct arena *scratch,
				const struct mine_tree *t)
{
	struct mine_layout *l = arena_new(a, struct mine_layout);
	struct arena_mark mark = arena_mark(scratch);
	struct laying s = { t, l, arena_array(scratch, struct box, (size_t)t->n) };

	/* A node makes two shapes and three flows at most. */
	l->shape = arena_array(a, struct layout_shape, 2 * (size_t)t->n + 2);
	l->flow = arena_array(a, struct layout_flow, 3 * (size_t)t->n + 2);
	measure(&s, t->root);
	const struct box *b = &s.box[t->root];
	int32_t y = LAYOUT_MARGIN + larger(b->up, LAYOUT_EVENT / 2);
	int32_t start = add_shape(&s, (struct layout_shape){
		SHAPE_START, MINE_NONE, false, LAYOUT_MARGIN, y - LAYOUT_EVENT / 2, LAYOUT_EVENT,
		LAYOUT_EVENT });
	int32_t x = LAYOUT_MARGIN + LAYOUT_EVENT + GAP_X;
	struct port all = place(&s, t->root, x, y, RIGHT);

	x += b->w + GAP_X;
	int32_t end = add_shape(&s, (struct layout_shape){
		SHAPE_END, MINE_NONE, false, x, y - LAYOUT_EVENT / 2, LAYOUT_EVENT,
		LAYOUT_EVENT });

	straight(&s, start, all.in == NOWHERE ? end : all.in, RIGHT);
	if (all.in != NOWHERE) {
		straight(&s, all.out, end, RIGHT);
	}
	l->width = x + LAYOUT_EVENT + LAYOUT_MARGIN;
	l->height = y + larger(b->down, LAYOUT_EVENT / 2) + LAYOUT_MARGIN;
	arena_release(scratch, mark);
	return l;
}
