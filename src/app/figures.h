/*
 * The figures of a board and of the public pages: rates of a period beside those of another,
 * what is overdue now and with whom, what nobody touches, by competent agency. All from the
 * record, none typed in; a criterion without a source is not here (rule 28).
 *
 * A shelf keeps them for the pages of one server: whoever finds them older than a minute makes
 * them anew, once for all workers, while the others show those there are. So a figure and the
 * time beside it belong together, and a crowd before the board costs nothing.
 */
#ifndef DUNGHEN_APP_FIGURES_H
#define DUNGHEN_APP_FIGURES_H

#include "late.h"
#include "sums.h"

#include "core/tally.h"

enum { FIGURES_WEEKS = 12, FIGURES_FRESH_S = 60 };

/* The days so far of this month, quarter or year; the whole of the last month. */
enum figures_of { FIGURES_MONTH, FIGURES_LAST_MONTH, FIGURES_QUARTER, FIGURES_YEAR };
/* Beside it: the same days of the month, quarter or year before; or of the year before. */
enum figures_beside { FIGURES_BEFORE, FIGURES_YEAR_BEFORE };

struct figures_ask {
	enum figures_of of;
	enum figures_beside beside;
};

struct agency_figures {
	struct unit_id agency;
	struct rates now, then;		/* of the period; of the one beside it */
	int64_t overdue, asleep;	/* clock running past its due; dormant (rule 28) */
	int64_t kept[FIGURES_WEEKS], late[FIGURES_WEEKS];	/* officially, oldest week first */
};

/* Overdue dossiers of one agency that one unit, or somebody outside, holds. */
struct overdue_held {
	struct unit_id agency;
	enum party_kind kind;
	struct unit_id holder;		/* of a PARTY_SEAT */
	int64_t band[OVERDUE_BANDS];
	int64_t asked;			/* of them with an opinion still owed */
};

/* Steps of one agency's dossiers that one unit holds past their due, by one cause: working
 * seconds since then. */
struct stuck_held {
	struct unit_id agency, holder;
	enum stuck_cause cause;
	int64_t n, late_s;
};

struct figures {
	int64_t made_at;
	struct figures_ask ask;
	struct days days, then;
	struct agency_figures *agency;	/* by id */
	size_t agencies;
	struct overdue_held *held;
	size_t helds;
	struct stuck_held *stuck;
	size_t stucks;
	struct late_cell *late;		/* of the period (rule 27) */
	size_t lates;
	/* Working days within which half, and nine in ten, of the first results of the
	 * period came; -1: none came. Of all agencies. */
	int64_t half_days, nine_days;
	struct day asleep_since;	/* nobody has acted after that day */
};

struct figures_shelf;

struct figures_shelf *figures_open(struct arena *a);
void figures_close(struct figures_shelf *shelf);
/* Not older than a minute, as long as making them takes; copied into `a`. */
bool figures_get(struct figures_shelf *shelf, struct app *app, struct arena *a,
		 struct figures_ask ask, struct figures *out, struct err *e) MUST_USE;
/* Made now, without a shelf. */
bool figures_make(struct app *app, struct arena *a, struct figures_ask ask,
		  struct figures *out, struct err *e) MUST_USE;

/* As it is now: what an agency that ended had counts for the one that goes on with all of
 * it; one that was divided stays by itself. Without it figures are as it was. The agencies
 * are in no order after it. */
void figures_as_is(const struct org *o, struct arena *a, struct figures *f);

/* Added up over the agencies that stand below `top` on the day of the figures; v 0: all. */
struct figures_total {
	struct rates now, then;
	int64_t overdue, asleep, asked;
	int64_t band[OVERDUE_BANDS];
};
struct figures_total figures_total(const struct app *app, const struct figures *f,
				   struct unit_id top);
bool figures_within(const struct app *app, const struct figures *f, struct unit_id agency,
		    struct unit_id top);
/* The agency whose figures a leader of that unit looks at: its own, and what stands below. */
struct unit_id figures_top(const struct app *app, struct unit_id unit, int64_t now);

/* The first and the day after the last, as of that day. */
struct days figures_days(struct figures_ask ask, struct day today);
struct days figures_then(struct figures_ask ask, struct day today);

/* The last day that lies as many working days back as makes dormant (rule 28). */
struct day figures_asleep_since(const struct app *app, int64_t now);

/* Overdue since before that moment has that age or more: the moments between the bands,
 * by the calendar in force. */
int64_t figures_band_from(const struct app *app, enum overdue_band band, int64_t now);

#endif
