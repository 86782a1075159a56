/*
 * A process tree: a model in blocks, each of which is entered once and left once. Leaves are
 * activities, or silent; above them stand
 *
 *     choice      one of the children                      ×
 *     sequence    all of them, one after the other         →
 *     parallel    all of them, in any order, interleaved   ∧
 *     loop        the first; then as often as it likes     ↺
 *                 one of the others and the first again
 *
 * An activity stands at no more than one leaf; reading a way against a tree
 * (mine_align.h) relies on that.
 */
#ifndef DUNGHEN_CORE_MINE_TREE_H
#define DUNGHEN_CORE_MINE_TREE_H

#include "mine_names.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum tree_kind {
	TREE_SILENT, TREE_ACTIVITY, TREE_CHOICE, TREE_SEQUENCE, TREE_PARALLEL, TREE_LOOP,
};

struct tree_node {
	enum tree_kind kind;
	int32_t activity;		/* of TREE_ACTIVITY */
	int32_t first, next, last;	/* child, sibling: nodes, or TREE_NO */
	int32_t children;
	int32_t low, high;		/* leaves below it, by number (mine_tree_number) */
};

enum { TREE_NO = -1 };

struct mine_tree {
	struct arena *arena;
	struct tree_node *node;
	int32_t n, room;
	int32_t root;
	int32_t leaves;			/* activities, numbered from left to right */
	int32_t *leaf;			/* by activity: its number, or TREE_NO */
	int32_t activities;		/* how many names the log has */
};

void mine_tree_start(struct mine_tree *t, struct arena *a, int32_t activities);
int32_t mine_tree_add(struct mine_tree *t, enum tree_kind kind, int32_t activity);
void mine_tree_append(struct mine_tree *t, int32_t parent, int32_t child);

/* The same ways in fewer nodes: children of a kind drawn into their parent, what is silent
 * left out where it says nothing. Numbers the leaves too. */
void mine_tree_reduce(struct mine_tree *t);

/* "choice", …, "activity", "silent". */
const char *tree_kind_name(enum tree_kind k);
/* As one line: "→(a, ×(b, τ))". */
void mine_tree_text(struct buf *b, const struct mine_tree *t, const struct mine_names *names);

/* How long finding and measuring may take: for a file, or for a page that somebody waits for. */
enum tree_effort { TREE_MINUTE, TREE_SECONDS };

/* What a tree allows. */
struct tree_walk {
	bool *empty;			/* by node: a way of no activity */
	int32_t *least;			/* by node: activities of its shortest way */
	bool *follows;			/* leaf after leaf directly, leaves × leaves */
	bool *starts, *ends;		/* by leaf, of the whole */
	int64_t pairs;			/* true ones of follows, starts and ends */
};
void mine_tree_walk(struct arena *a, struct arena *scratch, const struct mine_tree *t,
		    struct tree_walk *out);

#endif
