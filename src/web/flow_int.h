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
	FLOW_LATER,			/* "1": … sooner or later */
	FLOW_LEAST, FLOW_MOST,		/* hours from first to last event */
	FLOW_WAYS,			/* per cent: the commonest ways */
	FLOW_AT, FLOW_HOLDER,		/* of the list of dossiers: a place */
	FLOW_UNIT2, FLOW_OF2,		/* of the view "beside": its second side */
	FLOW_NOISE, FLOW_OPEN,		/* of the model: per cent; "1": unfinished dossiers too */
	FLOW_DEVIATION, FLOW_STEP, FLOW_VERSION,	/* of the list of what departs */
	FLOW_CAUSE,			/* of the list: what it waited for */
	FLOW_SPAN,			/* … "1": the time from FLOW_FROM to FLOW_TO */
	FLOW_STAND,			/* … "1": stands now; "beyond": longer than usual */
	FLOW_WAY, FLOW_LOOP, FLOW_AGAIN,	/* … of flow_find_which */
	FLOW_HOUR, FLOW_BEGAN, FLOW_ENDED,
	FLOW_HAS, FLOW_NEXT,		/* … a step, and one directly after it (or after AT) */
	FLOW_LASTED,			/* … "1": all, the longest first */
	FLOW_AFTER,			/* of a list: how many rows stand before its page */
	FLOW_WORDS,
};

struct flow {
	struct exchange *x;
	struct board_asked q;
	struct board_asked beside;	/* with study.beside: its second side */
	struct own_other other;
	struct str word[FLOW_WORDS];
	struct own_study study;
	struct arena work;		/* of the study; flow_done */
	int64_t least;
};

#define FLOW_PAGE "/board/bottlenecks"

/* What the study is for: all of it; what the page of the view shows; a list of dossiers. */
enum flow_use { FLOW_FOR_ALL, FLOW_FOR_PAGE, FLOW_FOR_LIST };
/* Asks and studies. False: x has its reply. */
bool flow_open(struct exchange *x, struct flow *f, enum flow_use use);
/* The same for a view that the address does not name. */
bool flow_open_view(struct exchange *x, struct flow *f, struct str view, enum flow_use use);
void flow_done(struct flow *f);

/* The same with some words set otherwise. */
struct str flow_href(const struct flow *f, const char *path);
struct str flow_with(const struct flow *f, const char *path, enum flow_word word,
		     struct str value);
struct str flow_with2(const struct flow *f, const char *path, enum flow_word one,
		      struct str first, enum flow_word two, struct str second);
const char *flow_name(enum flow_word word);

/* Its number, or MINE_NONE. */
int32_t flow_activity_named(const struct flow *f, struct str name);
/* In the request's arena. */
struct str flow_activity(const struct flow *f, int32_t id);
struct str flow_holder(const struct flow *f, int32_t id);
struct str flow_holder_key(const struct flow *f, int32_t id);

/* The words of the list of dossiers are no words of the page. */
void flow_leave_list(struct flow *f);
struct link_view flow_back(const struct flow *f);
/* What a list is of, in words; those of the page that hold, each with how to drop it. */
struct str flow_said(const struct flow *f);
void flow_put_filters(const struct flow *f, struct flow_view *v);
/* The form: what may be chosen. */
void flow_put_form(const struct flow *f, struct flow_view *v);
/* As FLOW_CAUSE names them. */
extern const char *const flow_causes[MINE_CAUSES];

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
/* Those that stood where the words of the list say, stand there now (FLOW_STAND), or waited
 * there for one cause (FLOW_CAUSE), longest first; `out` has room for all cases. Errors: those
 * of mine_waits. */
bool flow_find(struct flow *f, struct flow_stood *out, size_t *n, struct err *e) MUST_USE;

/* Those that go a way (FLOW_WAY: flow_way), close loops of a length, were done again by
 * FLOW_AGAIN after FLOW_HOLDER, moved in an hour of the week ("0-13"; Monday is 0), began or
 * ended in a month ("2026-11"), have a step or pass from it directly to another, or all; the
 * most, the latest or the longest first. */
struct flow_which {
	uint32_t in;
	int64_t by;			/* times, or an instant in microseconds */
	int64_t more;			/* of a loop: microseconds away */
};
/* FLOW_WAY and so on, whichever is asked for; FLOW_WORDS: none. */
enum flow_word flow_asks_which(const struct flow *f);
bool flow_find_which(struct flow *f, struct flow_which *out, size_t *n, struct err *e) MUST_USE;
/* A way by itself, whatever else there is: it stands in addresses. */
struct str flow_way(const struct flow *f, size_t in);

struct flow_apart {
	uint32_t in;
	int64_t by;			/* deviations, or steps apart of the model */
};
/* Those of a deviation (FLOW_DEVIATION: flow_deviation), or by how they go the model: "fit",
 * "unfit", "long" (not measured), "extra" and "missing" (at the activity FLOW_AT); furthest
 * first. Errors: those of mine_inductive. */
bool flow_find_apart(struct flow *f, struct flow_apart *out, size_t *n, struct err *e) MUST_USE;
bool flow_is_of_model(const struct flow *f);

/* ---- beside the steps ---- */

void flow_put_steps(struct flow *f, struct flow_steps_view *v);
/* "skipped", …, "none", "loops", "measured", "imported", "unbegun", "unknown"; else any. */
int flow_deviation(const struct flow *f);

/* The lists of flow_find_apart and of flow_find_which. */
void flow_list_apart(struct flow *f);
void flow_list_which(struct flow *f);
/* A list whose rows say how: of `n` dossiers, the first `rows` told in `row`. */
struct flow_told {
	const char *title, *about, *how;	/* sentences; the head of the column */
	struct text_arg arg;			/* of title and about, beside n and all */
	const struct flow_departing_view *row;
	size_t n;			/* of all; rows are those of flow_slice */
};
/* The rows that a page of a list shows of `n`, how the others are reached, and of which it is:
 * from, to, all. */
struct flow_slice {
	size_t from, rows;
	struct pager_view pager;
	struct text_arg arg[3];
};
enum { FLOW_LINES = 200 };
struct flow_slice flow_slice(const struct flow *f, size_t n);
void flow_put_told(struct flow *f, const struct flow_told *t);
/* A row but for how. */
struct flow_departing_view flow_row(const struct flow *f, uint32_t in);

/* ---- two units or periods side by side ---- */

/* The page of one side alone: of the second, both sides change places. */
struct flow flow_side(const struct flow *f, int side);
/* "UBND xã A, tháng 11/2026". */
struct str flow_side_name(const struct flow *f, int side);
void flow_put_sides(struct flow *f, struct flow_sides_view *v);

/* ---- where it stood, stands, and waits ---- */

void flow_put_where(struct flow *f, struct flow_view *v);
void flow_put_between(struct flow *f, struct flow_view *v);
void flow_put_stands(struct flow *f, struct flow_view *v);
/* The dossiers of a place; empty where nobody is named who holds it. */
struct str flow_place_href(const struct flow *f, int32_t activity, int32_t holder);

#endif
