/* The dossiers behind a figure. */
#include "board.h"

#include "app_int.h"

#include "store/tally.h"

enum { PAGES_MOST = 40 };		/* read for one page: small agencies of a large list */

static const enum board_of of_list[] = {
	[BOARD_LIST_OVERDUE] = BOARD_OVERDUE, [BOARD_LIST_ASLEEP] = BOARD_ASLEEP,
	[BOARD_LIST_STUCK] = BOARD_STUCK, [BOARD_LIST_BROKEN] = BOARD_BROKEN,
	[BOARD_LIST_LATE] = BOARD_LATE,
	[BOARD_LIST_LIVED] = BOARD_LIVED, [BOARD_LIST_GAP] = BOARD_GAP,
	[BOARD_LIST_SELF] = BOARD_SELF, [BOARD_LIST_HELPED] = BOARD_HELPED,
};

static bool below(const struct app *app, struct unit_id agency, struct unit_id top, int64_t now)
{
	const struct figures f = { .made_at = now };

	return figures_within(app, &f, agency, top);
}

/* Few agencies are asked for by name; of more all are read and the others passed over. */
static void name_agencies(const struct app *app, struct unit_id top, int64_t now,
			  struct board_query *q)
{
	for (size_t i = 0; top.v != 0 && i < app->org.units; i++) {
		const struct unit *u = app->org.unit[i];

		if (u->agency_code.n == 0 || !below(app, u->id, top, now)) {
			continue;
		}
		if (q->agencies == BOARD_NAMED) {
			q->agencies = 0;
			return;
		}
		q->agency[q->agencies++] = u->id;
	}
}

static void put_span(const struct app *app, const struct board_ask *what, int64_t now,
		     struct day asleep, struct board_query *q)
{
	enum board_of of = q->of;

	q->since = of == BOARD_OVERDUE ? INT64_MIN : day_start(what->days.from);
	q->until = of == BOARD_ASLEEP ? asleep.n :
		   of == BOARD_OVERDUE || of == BOARD_STUCK ? now :
		   of == BOARD_BROKEN ? now + 1 : day_start(what->days.until);
	if (of == BOARD_OVERDUE && what->band >= 0) {
		enum overdue_band band = (enum overdue_band)what->band;

		q->until = figures_band_from(app, band, now);
		q->since = band == OVERDUE_MORE ? INT64_MIN
						: figures_band_from(app, band + 1, now);
	}
}

static bool cursor_of(struct str text, struct board_cursor *out, struct err *e)
{
	struct str key, agency, id, rest;

	*out = (struct board_cursor){ .set = text.n > 0 };
	if (text.n == 0) {
		return true;
	}
	if (!str_cut(text, ':', &key, &rest) || !str_cut(rest, ':', &agency, &id) ||
	    !str_to_int64(key, &out->key) || !str_to_int64(agency, &out->agency) ||
	    !str_to_int64(id, &out->id)) {
		return err_set(e, ERR_INVALID, "list.after", NULL);
	}
	return true;
}

static struct board_line line_of(const struct app *app, const struct asking *ask,
				 const struct board_row *r)
{
	return (struct board_line){
		.code = r->code, .procedure = label_procedure(app, ask, r->procedure),
		.agency = r->competent,
		.holder = label_party(app, ask, &r->holder, ask->now),
		.first_due = r->first_due, .due = r->due,
		.ended_at = r->ended_at != INSTANT_NONE ? r->ended_at : r->solved_at,
		.acted_day = r->acted_day,
	};
}

static struct str next_of(struct arena *a, const struct board_cursor *c)
{
	return str_fmt(a, "%lld:%lld:%lld", (long long)c->key, (long long)c->agency,
		       (long long)c->id);
}

bool app_board_list(struct app *app, struct arena *a, const struct asking *ask,
		    const struct board_ask *what, struct board_lines *out, struct err *e)
{
	struct board_query q = { .of = of_list[what->list], .holder = what->holder,
				 .cause = what->cause, .limit = what->limit };
	struct board_lines lines = { .line = arena_array(a, struct board_line,
							 (size_t)what->limit) };
	bool more = true;

	name_agencies(app, what->top, ask->now, &q);
	put_span(app, what, ask->now, figures_asleep_since(app, ask->now), &q);
	if (!cursor_of(what->after, &q.after, e)) {
		return false;
	}
	for (int page = 0; more && page < PAGES_MOST; page++) {
		struct board_row *row;
		size_t n;

		if (!store_board(app->store, a, &q, &row, &n, e)) {
			return false;
		}
		more = n == (size_t)q.limit;
		for (size_t i = 0; i < n && lines.n < (size_t)q.limit; i++) {
			q.after = row[i].at;
			if (below(app, row[i].competent, what->top, ask->now)) {
				lines.line[lines.n++] = line_of(app, ask, &row[i]);
				more = more || i + 1 < n;
			}
		}
		if (lines.n == (size_t)q.limit) {
			break;
		}
	}
	lines.next = more ? next_of(a, &q.after) : STR("");
	*out = lines;
	return true;
}
