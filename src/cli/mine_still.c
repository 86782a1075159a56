/* The tables of the report before anything is pressed. */
#include "mine_still.h"

#include "base/markup.h"

#include <stdlib.h>

enum { ROWS_MOST = 200 };

struct still {
	struct buf *b;
	struct mine_words w;
	const struct mine_found *f;
	size_t shown, all;		/* rows */
};

/* The first cell is a name, the others are numbers. */
static void head(struct still *t, const char *const *key, size_t n)
{
	buf_text(t->b, "<thead><tr>");
	for (size_t i = 0; i < n; i++) {
		buf_text(t->b, i == 0 ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">");
		markup_text(t->b, mine_say0(t->w, key[i]));
		buf_text(t->b, "</th>");
	}
	buf_text(t->b, "</tr></thead><tbody>\n");
}

static void row(struct still *t, const struct str *cell, size_t n)
{
	if (t->all++ >= ROWS_MOST) {
		return;
	}
	t->shown++;
	buf_text(t->b, "<tr>");
	for (size_t i = 0; i < n; i++) {
		buf_text(t->b, i == 0 ? "<td>" : "<td class=\"n\">");
		markup_text(t->b, cell[i]);
		buf_text(t->b, "</td>");
	}
	buf_text(t->b, "</tr>\n");
}

/* ---- activities ---- */

struct counted {
	int64_t n;
	int32_t id;
};

/* As the script does it: most first, then by number. */
static int most_first(const void *x, const void *y)
{
	const struct counted *a = x, *b = y;

	return a->n != b->n ? (a->n > b->n ? -1 : 1) : (a->id > b->id) - (a->id < b->id);
}

static void activities(struct still *t)
{
	static const char *const key[] = { "mine.activity", "mine.events", "mine.cases" };
	const struct mine_study *s = &t->f->s;
	size_t n = (size_t)s->view.activities;
	struct counted *all = arena_array(t->f->arena, struct counted, n);

	head(t, key, ARRAY_LEN(key));
	for (size_t i = 0; i < n; i++) {
		all[i] = (struct counted){ s->flow.activity[i].events, (int32_t)i };
	}
	if (n > 0) {
		qsort(all, n, sizeof(*all), most_first);
	}
	for (size_t i = 0; i < n && all[i].n > 0; i++) {
		if (i >= ROWS_MOST) {
			t->all++;
			continue;
		}
		struct str cell[] = {
			mine_activity(t->f, all[i].id), mine_say_count(t->w, all[i].n),
			mine_say_count(t->w, s->flow.activity[all[i].id].cases),
		};

		row(t, cell, ARRAY_LEN(cell));
	}
}

/* ---- passages ---- */

static void passages(struct still *t)
{
	static const char *const key[] = { "report.passage", "mine.times", "mine.cases",
					   "mine.mean", "mine.median", "report.sum" };
	const struct mine_study *s = &t->f->s;

	head(t, key, ARRAY_LEN(key));
	/* Words only for those that are shown: there may be millions. */
	for (uint32_t i = 0; i < s->flow.edges && i < ROWS_MOST; i++) {
		const struct mine_edge *e = &s->flow.edge[s->edges[i]];
		struct str cell[] = {
			STR_JOIN(t->w.arena, mine_activity(t->f, e->from), STR(" → "),
				 mine_activity(t->f, e->to)),
			mine_say_count(t->w, e->count), mine_say_count(t->w, e->cases),
			mine_say_time(t->w, e->sum / e->count),
			mine_say_time(t->w, (mine_sum)(e->median_s * 1e6)),
			mine_say_time(t->w, e->sum),
		};

		row(t, cell, ARRAY_LEN(cell));
	}
	t->all = s->flow.edges;
}

/* ---- cases ---- */

static struct counted *by_length(struct still *t, size_t *n)
{
	const struct mine_view *v = &t->f->s.view;
	struct counted *all = arena_array(t->f->arena, struct counted, v->cases);

	for (size_t c = 0; c < v->cases; c++) {
		if (mine_kept(v, c) && v->start[c] < v->start[c + 1]) {
			all[(*n)++] = (struct counted){
				v->time[v->start[c + 1] - 1] - v->time[v->start[c]], (int32_t)c };
		}
	}
	if (*n > 0) {
		qsort(all, *n, sizeof(*all), most_first);
	}
	return all;
}

static void cases(struct still *t)
{
	static const char *const key[] = { "report.case", "report.lasted", "mine.events" };
	const struct mine_view *v = &t->f->s.view;
	size_t n = 0;
	struct counted *all = by_length(t, &n);

	head(t, key, ARRAY_LEN(key));
	for (size_t i = 0; i < n && i < ROWS_MOST; i++) {
		int32_t c = all[i].id;
		struct str cell[] = {
			mine_case(t->w.arena, t->f, c), mine_say_time(t->w, all[i].n),
			mine_say_count(t->w, (int64_t)v->start[c + 1] - (int64_t)v->start[c]),
		};

		row(t, cell, ARRAY_LEN(cell));
	}
	t->all = n;
}

/* ---- the whole ---- */

void mine_still_part(struct buf *b, struct mine_words w, const struct mine_found *f,
		     enum mine_still which)
{
	static const struct { const char *id, *key; void (*write)(struct still *t); } of[] = {
		[STILL_ACTIVITIES] = { "t-a", "report.activities_all", activities },
		[STILL_PASSAGES] = { "t-e", "report.passages_all", passages },
		[STILL_WAYS] = { "t-w", "draw.variants", NULL },
		[STILL_CASES] = { "t-c", "report.cases_all", cases },
	};
	struct still t = { b, w, f, 0, 0 };

	buf_fmt(b, "<details%s><summary>", of[which].write == NULL ? " class=\"on\"" : "");
	markup_text(b, mine_say0(w, of[which].key));
	buf_fmt(b, "</summary><div class=\"t\" tabindex=\"0\"><table id=\"%s\">", of[which].id);
	if (of[which].write != NULL) {
		of[which].write(&t);
		buf_text(b, "</tbody>");
	}
	struct text_arg arg[] = { { "n", str_int(w.arena, (int64_t)t.shown) },
				  { "all", str_int(w.arena, (int64_t)t.all) } };

	buf_text(b, "</table></div><p>");
	markup_text(b, mine_say(w, "report.rows", arg, ARRAY_LEN(arg)));
	buf_text(b, "</p></details>\n");
}
