/*
 * A process tree drawn as BPMN has it, from left to right: tasks, gateways where ways part
 * and meet, a beginning and an end, and flows of straight lines with corners. Blocks are
 * boxes within boxes: a sequence beside one another, choices and parallels above one another
 * between two gateways, what a loop does again below it and from right to left. So nothing
 * crosses, and the same tree gives the same picture.
 */
#ifndef DUNGHEN_CORE_MINE_LAYOUT_H
#define DUNGHEN_CORE_MINE_LAYOUT_H

#include "mine_tree.h"

enum shape_kind { SHAPE_START, SHAPE_END, SHAPE_TASK, SHAPE_CHOICE, SHAPE_PARALLEL };

struct layout_shape {
	enum shape_kind kind;
	int32_t activity;		/* of a task */
	bool parts;			/* of a gateway: ways part here, else they meet */
	int32_t x, y, w, h;		/* upper left corner */
};

struct layout_point {
	int32_t x, y;
};

enum { LAYOUT_POINTS = 4 };

struct layout_flow {
	int32_t from, to;		/* shapes */
	int32_t points;
	struct layout_point point[LAYOUT_POINTS];
};

struct mine_layout {
	struct layout_shape *shape;
	int32_t shapes;
	struct layout_flow *flow;
	int32_t flows;
	int32_t width, height;
};

enum { LAYOUT_TASK_W = 130, LAYOUT_TASK_H = 72, LAYOUT_GATE = 40, LAYOUT_EVENT = 36,
       LAYOUT_MARGIN = 20 };

struct mine_layout *mine_layout(struct arena *a, struct arena *scratch,
				const struct mine_tree *t);

#endif
