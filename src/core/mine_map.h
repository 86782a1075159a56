/*
 * A map of what follows what, laid out from top to bottom: the activities that occur most,
 * the pairs that follow each other most, a beginning and an end. Activities stand in rows by
 * where cases come to them on average; a way over several rows bends round what stands
 * between. Same log, same map: nothing is left to chance.
 *
 * This is a layout of our own and not Graphviz: what it draws is small (MAP_NODES_MOST), rows
 * follow the order of the process itself, which a general layout does not know, and it adds no
 * library to a program that offices install.
 */
#ifndef DUNGHEN_CORE_MINE_MAP_H
#define DUNGHEN_CORE_MINE_MAP_H

#include "mine_flow.h"

enum { MAP_NODES_MOST = 30, MAP_EDGES_MOST = 70, MAP_BENDS = MAP_NODES_MOST + 4 };

struct map_node {
	int32_t activity;		/* MINE_NONE: the beginning or the end */
	bool start;			/* the beginning */
	int64_t events;
	int32_t row;
	int32_t x, y;			/* its middle */
};

struct map_edge {
	int32_t from, to;		/* nodes */
	int64_t count;
	const struct mine_edge *edge;	/* NULL: from the beginning, or to the end */
	bool back;			/* against the rows */
	int32_t bends;			/* between its ends, row by row */
	int32_t x[MAP_BENDS], y[MAP_BENDS];
};

struct mine_map {
	struct map_node node[MAP_NODES_MOST + 2];
	int32_t nodes;
	struct map_edge edge[MAP_EDGES_MOST];
	int32_t edges;
	int32_t activities;		/* that occur, drawn or not */
	int64_t passages, drawn;	/* pairs that follow each other: all, those drawn */
	int32_t width, height;
};

enum { MAP_NODE_W = 190, MAP_NODE_H = 46, MAP_ROW = 112, MAP_MARGIN = 40 };

/* Of the map's size only in `a`; at most `most` activities; no edge is drawn twice. */
struct mine_map *mine_map(struct arena *a, struct arena *scratch, const struct mine_view *v,
			  const struct mine_flow *f, const int32_t *rank, int32_t most);

/* The same, laid out by all cases whatever v->keep leaves of them, and counted by those that
 * are left: a filter moves nothing. `f` is the flow of those. Errors: log.pairs. */
bool mine_map_steady(struct arena *a, struct arena *scratch, const struct mine_view *v,
		     const struct mine_flow *f, const int32_t *rank, int32_t most,
		     struct mine_map **out, struct err *e) MUST_USE;

#endif
