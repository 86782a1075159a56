/* A map of what follows what. */
#include "mine_map.h"

#include <stdlib.h>
#include <string.h>

enum {
	SHARE_DRAWN = 90,		/* percent of passages, if there is room */
	BEND_W = 26, GAP = 26, SWEEPS = 24, THINGS_MOST = 2400,
	EDGES_COMMON = 40,		/* the others are kept for nodes without a way */
};

/* What stands in a row: a node, or a bend of an edge. */
struct thing {
	int32_t row, width;
	int32_t node, edge, bend;	/* node ≥ 0, or the bend of that edge */
	double x;
};

struct layout {
	struct mine_map *m;
	double *place;			/* of each node: where cases come to it on average */
	struct thing *thing;
	int32_t things;
	int32_t *row;			/* things by row, in order */
	int32_t row_at[MAP_NODES_MOST + 4];
	int32_t rows;
};

/* ---- what is drawn ---- */

/* The mean place of each activity's first event in the cases that have it. */
static double *places(struct arena *a, const struct mine_view *v)
{
	size_t n = (size_t)v->activities;
	double *sum = arena_array(a, double, n), *cases = arena_array(a, double, n);
	uint32_t *seen = arena_array(a, uint32_t, n);

	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c]; mine_kept(v, c) && i < v->start[c + 1]; i++) {
			int32_t now = v->activity[i];

			if (seen[now] != c + 1) {
				seen[now] = (uint32_t)c + 1;
				sum[now] += (double)(i - v->start[c]);
				cases[now]++;
			}
		}
	}
	for (size_t i = 0; i < n; i++) {
		sum[i] = cases[i] > 0 ? sum[i] / cases[i] : 0;
	}
	return sum;
}

struct busy {
	int64_t events;
	int32_t rank, activity;
};

static int by_events(const void *x, const void *y)
{
	const struct busy *a = x, *b = y;

	return a->events != b->events ? (a->events > b->events ? -1 : 1)
				      : (a->rank > b->rank) - (a->rank < b->rank);
}

/* Gives each activity's node, or MINE_NONE. */
static int32_t *choose_nodes(struct arena *a, const struct mine_view *v,
			     const struct mine_flow *f, const int32_t *rank, int32_t most,
			     struct mine_map *m)
{
	int32_t *node = arena_array(a, int32_t, (size_t)v->activities);
	struct busy *busy = arena_array(a, struct busy, (size_t)v->activities);

	for (int32_t i = 0; i < v->activities; i++) {
		busy[i] = (struct busy){ f->activity[i].events, rank[i], i };
		node[i] = MINE_NONE;
		m->activities += f->activity[i].events > 0;
	}
	qsort(busy, (size_t)v->activities, sizeof(*busy), by_events);
	m->node[m->nodes++] = (struct map_node){ .activity = MINE_NONE, .start = true,
						 .events = (int64_t)f->cases };
	m->node[m->nodes++] = (struct map_node){ .activity = MINE_NONE,
						 .events = (int64_t)f->cases };
	for (int32_t i = 0; i < v->activities && i < most && busy[i].events > 0; i++) {
		node[busy[i].activity] = m->nodes;
		m->node[m->nodes++] = (struct map_node){ .activity = busy[i].activity,
							 .events = busy[i].events };
	}
	return node;
}

static void add_edge(struct mine_map *m, int32_t from, int32_t to, int64_t count,
		     const struct mine_edge *edge)
{
	if (m->edges < MAP_EDGES_MOST) {
		m->edge[m->edges++] = (struct map_edge){ .from = from, .to = to, .count = count,
							 .edge = edge };
		m->drawn += edge != NULL ? count : 0;
	}
}

/* Most first; once enough are drawn, one more only where it is a node's first way in or out. */
static void choose_edges(struct arena *a, const struct mine_view *v, const struct mine_flow *f,
			 const int32_t *rank, const int32_t *node, struct mine_map *m)
{
	const uint32_t *order = mine_flow_order(a, f, rank);
	bool in[MAP_NODES_MOST + 2] = { false }, out[MAP_NODES_MOST + 2] = { false };

	for (uint32_t i = 0; i < f->edges; i++) {
		m->passages += f->edge[i].count;
	}
	for (uint32_t i = 0; i < f->edges; i++) {
		const struct mine_edge *e = &f->edge[order[i]];
		int32_t from = node[e->from], to = node[e->to];

		if (from == MINE_NONE || to == MINE_NONE) {
			continue;
		}
		bool first = from != to && (!out[from] || !in[to]);

		if (first || (m->drawn * 100 < m->passages * SHARE_DRAWN &&
			      m->edges < EDGES_COMMON)) {
			add_edge(m, from, to, e->count, e);
			out[from] = out[from] || from != to;
			in[to] = in[to] || from != to;
		}
	}
	for (int32_t i = 0; i < v->activities; i++) {
		const struct mine_activity *act = &f->activity[i];

		/* One in fifty is worth a line, or whoever has no other. */
		if (node[i] != MINE_NONE && act->starts > 0 &&
		    (act->starts * 50 >= (int64_t)f->cases || !in[node[i]])) {
			add_edge(m, 0, node[i], act->starts, NULL);
		}
		if (node[i] != MINE_NONE && act->ends > 0 &&
		    (act->ends * 50 >= (int64_t)f->cases || !out[node[i]])) {
			add_edge(m, node[i], 1, act->ends, NULL);
		}
	}
}

/* ---- rows ---- */

static bool before(const struct layout *l, int32_t a, int32_t b)
{
	return l->place[a] != l->place[b] ? l->place[a] < l->place[b] : a < b;
}

/* What no line from the beginning comes to stands just above what it leads to, not beside the
 * beginning. */
static void lower_loose(struct layout *l)
{
	struct mine_map *m = l->m;
	bool reached[MAP_NODES_MOST + 2] = { true }, moved = true;

	for (int32_t round = 0; round < 2 * m->nodes && moved; round++) {
		moved = false;
		for (int32_t i = 0; i < m->edges; i++) {
			const struct map_edge *e = &m->edge[i];

			if (!e->back && reached[e->from] && !reached[e->to]) {
				reached[e->to] = moved = true;
			}
		}
	}
	moved = true;
	for (int32_t round = 0; round < m->nodes && moved; round++) {
		moved = false;
		for (int32_t n = 2; n < m->nodes; n++) {
			int32_t least = INT32_MAX;

			for (int32_t i = 0; i < m->edges && !reached[n]; i++) {
				const struct map_edge *e = &m->edge[i];

				if (!e->back && e->from == n && m->node[e->to].row <= least) {
					least = m->node[e->to].row - 1;
				}
			}
			if (least != INT32_MAX && least > m->node[n].row) {
				m->node[n].row = least;
				moved = true;
			}
		}
	}
}

/* The longest way from the beginning by edges that go forward; there are no circles in
 * those. */
static void set_rows(struct layout *l)
{
	struct mine_map *m = l->m;

	for (int32_t i = 2; i < m->nodes; i++) {
		m->node[i].row = 1;	/* beside the beginning is none */
	}
	for (int32_t round = 0; round < m->nodes; round++) {
		bool moved = false;

		for (int32_t i = 0; i < m->edges; i++) {
			struct map_edge *e = &m->edge[i];
			int32_t least = m->node[e->from].row + 1;

			e->back = !before(l, e->from, e->to);
			if (!e->back && m->node[e->to].row < least) {
				m->node[e->to].row = least;
				moved = true;
			}
		}
		if (!moved) {
			break;
		}
	}
	lower_loose(l);
	for (int32_t i = 0; i < m->nodes; i++) {
		l->rows = m->node[i].row + 1 > l->rows ? m->node[i].row + 1 : l->rows;
	}
	m->node[1].row = l->rows - 1;
}

static void add_thing(struct layout *l, struct thing t)
{
	if (l->things < THINGS_MOST) {
		l->thing[l->things++] = t;
	}
}

/* Nodes first, so that a node's number is its thing's. */
static void make_things(struct layout *l)
{
	struct mine_map *m = l->m;

	for (int32_t i = 0; i < m->nodes; i++) {
		add_thing(l, (struct thing){ .row = m->node[i].row, .node = i,
					     .width = m->node[i].activity == MINE_NONE
						      ? BEND_W : MAP_NODE_W });
	}
	for (int32_t i = 0; i < m->edges; i++) {
		struct map_edge *e = &m->edge[i];
		int32_t top = m->node[e->from].row, bottom = m->node[e->to].row;

		if (top > bottom) {
			int32_t other = top;

			top = bottom;
			bottom = other;
		}
		for (int32_t row = top + 1; row < bottom && e->bends < MAP_BENDS; row++) {
			add_thing(l, (struct thing){ .row = row, .width = BEND_W, .node = MINE_NONE,
						     .edge = i, .bend = e->bends++ });
		}
	}
}

/* ---- where in its row ---- */

/* The mean place of what it is joined to. */
static double wish(const struct layout *l, const struct thing *t)
{
	const struct mine_map *m = l->m;
	double sum = 0, n = 0;

	if (t->node == MINE_NONE) {
		const struct map_edge *e = &m->edge[t->edge];
		const struct thing *other = t - t->bend;	/* the first bend of the edge */
		bool up = m->node[e->from].row < m->node[e->to].row;
		double top = l->thing[up ? e->from : e->to].x;
		double bottom = l->thing[up ? e->to : e->from].x;

		sum = (t->bend > 0 ? other[t->bend - 1].x : top) +
		      (t->bend + 1 < e->bends ? other[t->bend + 1].x : bottom);
		return sum / 2;
	}
	for (int32_t i = 0; i < m->edges; i++) {
		const struct map_edge *e = &m->edge[i];
		int32_t other = e->from == t->node ? e->to : e->to == t->node ? e->from : -1;

		if (other >= 0 && other != t->node) {
			sum += l->thing[other].x * (double)e->count;
			n += (double)e->count;
		}
	}
	return n > 0 ? sum / n : t->x;
}

/* Those of a row by their wishes, then apart as far as they must be, around the middle of
 * what they wish. */
static void settle_row(struct layout *l, int32_t row)
{
	int32_t *at = l->row + l->row_at[row], n = l->row_at[row + 1] - l->row_at[row];
	double want[THINGS_MOST], sum = 0, right = 0;

	for (int32_t i = 0; i < n; i++) {
		double w = wish(l, &l->thing[at[i]]);
		int32_t one = at[i], k = i;

		while (k > 0 && want[k - 1] > w) {
			want[k] = want[k - 1];
			at[k] = at[k - 1];
			k--;
		}
		want[k] = w;
		at[k] = one;
	}
	for (int32_t i = 0; i < n; i++) {
		struct thing *t = &l->thing[at[i]];
		double half = t->width / 2.0;

		t->x = i == 0 || want[i] - half > right ? want[i] : right + half;
		right = t->x + half + GAP;
		sum += t->x - want[i];
	}
	for (int32_t i = 0; i < n; i++) {
		l->thing[at[i]].x -= sum / n;
	}
}

static void order_rows(struct arena *a, struct layout *l)
{
	int32_t next = 0;

	l->row = arena_array(a, int32_t, (size_t)l->things);
	for (int32_t row = 0; row < l->rows; row++) {
		l->row_at[row] = next;
		for (int32_t i = 0; i < l->things; i++) {
			if (l->thing[i].row == row) {
				l->thing[i].x = (next - l->row_at[row]) * (double)MAP_NODE_W;
				l->row[next++] = i;
			}
		}
	}
	l->row_at[l->rows] = next;
	for (int32_t sweep = 0; sweep < SWEEPS; sweep++) {
		for (int32_t i = 0; i < l->rows; i++) {
			settle_row(l, sweep % 2 == 0 ? i : l->rows - 1 - i);
		}
	}
}

static void put_down(struct layout *l)
{
	struct mine_map *m = l->m;
	double left = 0, right = 0;

	for (int32_t i = 0; i < l->things; i++) {
		const struct thing *t = &l->thing[i];

		left = i == 0 || t->x - t->width / 2.0 < left ? t->x - t->width / 2.0 : left;
		right = i == 0 || t->x + t->width / 2.0 > right ? t->x + t->width / 2.0 : right;
	}
	for (int32_t i = 0; i < l->things; i++) {
		const struct thing *t = &l->thing[i];
		int32_t x = (int32_t)(t->x - left) + MAP_MARGIN;
		int32_t y = MAP_MARGIN + MAP_NODE_H / 2 + t->row * MAP_ROW;

		if (t->node != MINE_NONE) {
			m->node[t->node].x = x;
			m->node[t->node].y = y;
		} else {
			struct map_edge *e = &m->edge[t->edge];
			/* Told from its beginning, whichever way it goes. */
			bool down = m->node[e->from].row < m->node[e->to].row;
			int32_t k = down ? t->bend : e->bends - 1 - t->bend;

			e->x[k] = x;
			e->y[k] = y;
		}
	}
	m->width = (int32_t)(right - left) + 2 * MAP_MARGIN;
	m->height = 2 * MAP_MARGIN + MAP_NODE_H + (l->rows - 1) * MAP_ROW;
}

struct mine_map *mine_map(struct arena *a, struct arena *scratch, const struct mine_view *v,
			  const struct mine_flow *f, const int32_t *rank, int32_t most)
{
	struct mine_map *m = arena_new(a, struct mine_map);
	struct arena_mark mark = arena_mark(scratch);
	struct layout l = { .m = m };
	double *place = places(scratch, v);
	int32_t *node = choose_nodes(scratch, v, f, rank,
				     most < MAP_NODES_MOST ? most : MAP_NODES_MOST, m);

	choose_edges(scratch, v, f, rank, node, m);
	l.place = arena_array(scratch, double, (size_t)m->nodes);
	l.thing = arena_array(scratch, struct thing, THINGS_MOST);
	l.place[0] = -1;
	l.place[1] = (double)v->events + 1;
	for (int32_t i = 2; i < m->nodes; i++) {
		l.place[i] = place[m->node[i].activity];
	}
	set_rows(&l);
	make_things(&l);
	order_rows(scratch, &l);
	put_down(&l);
	arena_release(scratch, mark);
	return m;
}

/* ---- under a filter ---- */

static const struct mine_edge *edge_of(const struct mine_flow *f, int32_t from, int32_t to)
{
	for (uint32_t i = 0; i < f->edges; i++) {
		if (f->edge[i].from == from && f->edge[i].to == to) {
			return &f->edge[i];
		}
	}
	return NULL;
}

static void count_again(struct mine_map *m, const struct mine_view *v, const struct mine_flow *f)
{
	m->activities = 0;
	m->passages = m->drawn = 0;
	for (int32_t i = 0; i < v->activities; i++) {
		m->activities += f->activity[i].events > 0;
	}
	for (uint32_t i = 0; i < f->edges; i++) {
		m->passages += f->edge[i].count;
	}
	for (int32_t i = 0; i < m->nodes; i++) {
		int32_t id = m->node[i].activity;

		m->node[i].events = id == MINE_NONE ? (int64_t)f->cases : f->activity[id].events;
	}
	for (int32_t i = 0; i < m->edges; i++) {
		struct map_edge *e = &m->edge[i];

		if (e->edge != NULL) {
			const struct mine_edge *now = edge_of(f, e->edge->from, e->edge->to);

			e->count = now != NULL ? now->count : 0;
			e->edge = now != NULL ? now : e->edge;
			m->drawn += e->count;
		} else if (e->from == 0) {
			e->count = f->activity[m->node[e->to].activity].starts;
		} else {
			e->count = f->activity[m->node[e->from].activity].ends;
		}
	}
}

bool mine_map_steady(struct arena *a, struct arena *scratch, const struct mine_view *v,
		     const struct mine_flow *f, const int32_t *rank, int32_t most,
		     struct mine_map **out, struct err *e)
{
	struct mine_view all = *v;
	struct mine_flow *whole = arena_new(a, struct mine_flow);

	all.keep = NULL;
	if (v->keep == NULL) {
		*out = mine_map(a, scratch, v, f, rank, most);
		return true;
	}
	if (!mine_flow(a, scratch, &all, NULL, whole, e)) {
		return false;
	}
	*out = mine_map(a, scratch, &all, whole, rank, most);
	count_again(*out, v, f);
	return true;
}
