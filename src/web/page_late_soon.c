/* Late within three days. */
#include "page_late_soon.h"

#include "api_json.h"
#include "figure_words.h"
#include "page_board.h"
#include "pages.h"
#include "table_out.h"
#include "top.h"
#include "trail.h"
#include "view_late_soon.h"
#include "web_int.h"
#include "words.h"

static bool load(const struct exchange *x, const struct asking *ask, struct unit_id top,
		 struct late_soon *out, struct err *e)
{
	return app_late_soon(x->app, x->a, ask, x->web->chances, top, out, e);
}

/* For the way from one to the next: it has one page. */
bool late_soon_rows(struct exchange *x, const struct asking *ask, struct str after,
		    struct tasks *out, struct err *e)
{
	struct late_soon l;
	(void)after;
	if (!load(x, ask, x->seat.unit, &l, e)) {
		return false;
	}
	*out = (struct tasks){ .task = arena_array(x->a, struct task, l.n) };
	for (; out->n < l.n; out->n++) {
		out->task[out->n] = (struct task){ .id = l.line[out->n].id,
						   .code = l.line[out->n].code };
	}
	return true;
}

/* ---- the page ---- */

static struct late_soon_row_view row(const struct exchange *x, const struct late_soon_line *l,
				     bool trailed)
{
	struct trail here = { .path = STR("/unit/late-soon") };
	return (struct late_soon_row_view){
		.code = l->code, .procedure = l->procedure, .step = l->step,
		.href = trailed ? trail_dossier(x, &here, l->code)
				: STR_JOIN(x->a, STR("/dossiers/"), l->code),
		.holder = words_seat(x, &l->holder), .due = words_near(x, l->due, true),
		.left = words_work(x, l->left_s), .known = l->chance >= 0, .x = l->chance * 10,
		.chance = str_fmt(x->a, "%d %%", l->chance),
		.likely = l->chance >= CHANCE_LIKELY,
	};
}

static void show(struct exchange *x, struct unit_id top, struct late_soon_view *v, bool trailed)
{
	struct asking ask = asking_inside(x);
	struct late_soon l;
	struct err e;
	if (!load(x, &ask, top, &l, &e)) {
		reply_err(x, &e);
		return;
	}
	struct late_soon_row_view *out = arena_array(x->a, struct late_soon_row_view, l.n);
	for (size_t i = 0; i < l.n; i++) {
		out[i] = row(x, &l.line[i], trailed);
	}
	v->rows.p = out;
	v->rows.n = l.n;
	v->top = top_inside(x, v->title);
	v->about = words0(x, "queue.late_soon.about");
	v->more = l.more ? words1(x, "late_soon.more", "n", str_int(x->a, LATE_SOON_MOST))
			 : STR("");
	v->empty = (struct empty_view){ .text = words0(x, "queue.late_soon.none") };
	page_late_soon(x->page, x->lang, v);
	reply_page(x, 200);
}

void late_soon_show(struct exchange *x)
{
	struct late_soon_view v = {
		.title = words0(x, "queue.late_soon"), .tabs = queue_tabs(x),
		.csv = STR("/unit/late-soon.csv"), .xlsx = STR("/unit/late-soon.xlsx"),
	};
	show(x, x->seat.unit, &v, true);
}

void board_late_soon(struct exchange *x)
{
	struct board_asked q;
	if (!board_asked(x, &q)) {
		return;
	}
	struct late_soon_view v = {
		.title = words1(x, "late_soon.of", "unit", words_agency(x, q.unit)),
		.csv = board_href(x, &q, "/board/late-soon.csv", STR("")),
		.xlsx = board_href(x, &q, "/board/late-soon.xlsx", STR("")),
		.back = { .text = words0(x, "nav.board"),
			  .href = board_href(x, &q, "/board", STR("")) },
	};
	show(x, q.unit, &v, false);
}

/* ---- the file ---- */

static void put_line(const struct exchange *x, struct table_out *t,
		     const struct late_soon_line *l)
{
	const struct unit *u = org_unit(app_org(x->app), l->agency);
	char at[INSTANT_TEXT];
	table_text(t, l->code);
	table_text(t, l->procedure);
	table_text(t, u ? u->key : STR("?"));
	table_text(t, words_seat(x, &l->holder));
	table_text(t, l->step);
	table_text(t, str_of(instant_vi(l->due, at)));
	table_text(t, words_work(x, l->left_s));
	if (l->chance >= 0) {
		table_int(t, l->chance);
	} else {
		table_text(t, STR(""));
	}
	table_end_row(t);
}

static void file(struct exchange *x, struct unit_id top, enum table_kind kind)
{
	static const char *const columns[] = {
		"task.dossier", "task.procedure", "figures.csv.key", "board.held",
		"late_soon.step", "late_soon.due", "late_soon.left", "late_soon.chance",
	};
	struct asking ask = asking_inside(x);
	struct late_soon l;
	struct table_out t;
	struct err e;
	if (!load(x, &ask, top, &l, &e)) {
		reply_err(x, &e);
		return;
	}
	table_open(&t, kind, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		table_text(&t, words0(x, columns[i]));
	}
	table_end_row(&t);
	for (size_t i = 0; i < l.n; i++) {
		put_line(x, &t, &l.line[i]);
	}
	table_close(&t);
	reply_text(x, 200, table_type(kind));
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-late-soon.%s\"",
			   table_ending(kind)));
}

static void board_file(struct exchange *x, enum table_kind kind)
{
	struct board_asked q;
	if (board_asked(x, &q)) {
		file(x, q.unit, kind);
	}
}

void late_soon_csv(struct exchange *x)
{
	file(x, x->seat.unit, TABLE_CSV);
}

void late_soon_xlsx(struct exchange *x)
{
	file(x, x->seat.unit, TABLE_XLSX);
}

void board_late_soon_csv(struct exchange *x)
{
	board_file(x, TABLE_CSV);
}

void board_late_soon_xlsx(struct exchange *x)
{
	board_file(x, TABLE_XLSX);
}

/* ---- for programs ---- */

struct json *late_soon_json(const struct exchange *x, const struct late_soon_line *l)
{
	const struct unit *u = org_unit(app_org(x->app), l->agency);
	struct json *o = json_new_obj(x->a);
	json_set_str(x->a, o, "code", l->code);
	json_set_str(x->a, o, "procedure", l->procedure);
	api_put_str(x, o, "step", l->step);
	json_set_str(x->a, o, "agency", u ? u->key : STR("?"));
	api_put_seat(x, o, "holder", &l->holder);
	api_put_at(x, o, "due", l->due);
	api_put_at(x, o, "promise", l->first_due);
	json_set_int(x->a, o, "left_s", l->left_s);
	json_set(x->a, o, "chance", l->chance >= 0 ? json_new_int(x->a, l->chance)
						   : json_new_null(x->a));
	return o;
}
