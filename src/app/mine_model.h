/*
 * A model of an event log as it is found and handed on: as BPMN 2.0 with its layout, and as
 * a picture of its own.
 */
#ifndef DUNGHEN_APP_MINE_MODEL_H
#define DUNGHEN_APP_MINE_MODEL_H

#include "core/mine_fit.h"
#include "core/mine_inductive.h"
#include "core/mine_layout.h"

#include "base/text.h"

struct mine_model_ask {
	const struct mine_view *view;
	const struct mine_variants *ways;
	const int32_t *rank;		/* of activities */
	const struct str *activity;	/* their names, by number */
	int32_t noise;			/* in a thousand */
	enum tree_effort effort;
};

struct mine_model {
	const struct str *activity;
	int32_t noise;
	int64_t cases, events;		/* of the log */
	size_t ways;
	const int64_t *count;		/* events, by activity */
	struct tree_found found;
	struct mine_fit fit;
	const struct mine_layout *layout;
};

/* Finds it, measures the log against it and lays it out; all in `a`. Errors: those of
 * mine_inductive. */
bool mine_model(struct arena *a, struct arena *scratch, const struct mine_model_ask *ask,
		struct mine_model *out, struct err *e) MUST_USE;

/* What sentences of it say: cases, events, ways, tasks, fitting, measured, long, fitness,
 * precision, noise, given_up. Returns how many. */
enum { MINE_MODEL_ARGS = 11 };
size_t mine_model_args(struct arena *a, enum text_lang lang, const struct mine_model *m,
		       struct text_arg out[MINE_MODEL_ARGS]);

/* An XML document: a process of tasks and gateways, and where each stands. */
void mine_model_bpmn(struct buf *b, enum text_lang lang, const struct mine_model *m);
/* How it is drawn, all of attributes: on a page, which tells of it by itself, without a head,
 * and with what an activity leads to (NULL: nothing). */
struct mine_model_look {
	bool inside;
	void *ctx;
	struct str (*href)(void *ctx, int32_t activity);
};
/* An SVG document; `a` for its words. */
void mine_model_svg(struct buf *b, struct arena *a, enum text_lang lang,
		    const struct mine_model *m, const struct mine_model_look *look);

#endif
