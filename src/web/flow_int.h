/*
 * Inside of page_flow*.c and flow_asked.c. Nobody else includes this.
 */
#ifndef DUNGHEN_WEB_FLOW_INT_H
#define DUNGHEN_WEB_FLOW_INT_H

#include "page_board.h"
#include "page_flow.h"

#include "view_flow.h"

#include "app/draw.h"
#include "app/mine_model.h"
#include "app/own_conform.h"

/* What an address says beside the board's unit and period. */
enum flow_word {
	FLOW_FIELD, FLOW_PROCEDURE, FLOW_BY, FLOW_VIEW,
	FLOW_ACTIVITY, FLOW_FROM, FLOW_TO, FLOW_GIVER, FLOW_TAKER,
	FLOW_AT, FLOW_HOLDER,		/* of the list of dossiers: a place */
	FLOW_NOISE, FLOW_OPEN,		/* of the model: per cent; "1": unfinished dossiers too */
	FLOW_DEVIATION, FLOW_STEP, FLOW_VERSION,	/* of the list of what departs */
	FLOW_WORDS,
};

struct flow {
	struct exchange *x;
	struct board_asked q;
	struct str word[FLOW_WORDS];
	struct own_study study;
	struct arena work;		/* of the study; flow_done */
	int64_t least;
};

#define FLOW_PAGE "/board/bottlenecks"

/* Asks and studies. False: x has its reply. */
bool flow_open(struct exchange *x, struct flow *f);
/* The same for a view that the address does not name. */
bool flow_open_view(struct exchange *x, struct flow *f, struct str view);
void flow_done(struct flow *f);

/* The same with some words set otherwise. */
struct str flow_href(const struct flow *f, const char *path);
struct str flow_with(const struct flow *f, const char *path, enum flow_word word,
		     struct str value);
struct str flow_with2(const struct flow *f, const char *path, enum flow_word one,
		      struct str first, enum flow_word two, struct str second);
const char *flow_name(enum flow_word word);

/* In the request's arena. */
struct str flow_activity(const struct flow *f, int32_t id);
struct str flow_holder(const struct flow *f, int32_t id);
struct str flow_holder_key(const struct flow *f, int32_t id);

/* The words of the list of dossiers are no words of the page. */
void flow_leave_list(struct flow *f);

/* ---- the model of the slice ---- */

struct flow_model {
	struct mine_view view;		/* what it is found of */
	struct mine_variants ways;
	struct mine_model m;
	int64_t finished, open;
	bool few;			/* then there is none */
};

/* Errors: those of mine_inductive. */
bool flow_model(struct flow *f, struct flow_model *out, struct err *e) MUST_USE;
void flow_put_model(struct flow *f, struct flow_model_view *v);
void flow_put_model_choices(struct flow *f, struct flow_model_view *v);

/* ---- the dossiers behind a number ---- */

struct flow_stood {
	uint32_t in;			/* case */
	int64_t stay, came;		/* microseconds */
};
/* Those that stood where the words of the list say, longest first; `out` has room for all
 * cases. */
size_t flow_find(struct flow *f, struct flow_stood *out);

struct flow_apart {
	uint32_t in;
	int64_t by;			/* deviations, or steps apart of the model */
};
/* Those of a deviation (FLOW_DEVIATION), or off the model ("unfit"), furthest first. Errors:
 * those of mine_inductive. */
bool flow_find_apart(struct flow *f, struct flow_apart *out, size_t *n, struct err *e) MUST_USE;
bool flow_is_unfit(const struct flow *f);

/* ---- beside the steps ---- */

void flow_put_steps(struct flow *f, struct flow_steps_view *v);
/* "skipped", …, "none", "loops"; else any. */
int flow_deviation(const struct flow *f);

/* The list of flow_find_apart. */
void flow_list_apart(struct flow *f);

#endif
