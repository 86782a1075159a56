/* What mining found, in one HTML file. */
#include "mine_html.h"

#include "mine_click.h"
#include "mine_save.h"

#include "base/markup.h"

#include <string.h>

enum { PICTURE_MOST = 16 << 20, REPORT_MOST = 64 << 20, TABLE_MOST = 200,
       WAY_MOST = 32 << 10 };		/* bytes of a way that anybody could read */

static const char style[] =
	":root{--ink:#1c2430;--soft:#566170;--line:#e3ded4;--paper:#faf8f4;--brand:#0b5a5e;"
	"--deep:#073f42}*{box-sizing:border-box}[hidden]{display:none!important}"
	"body{margin:0;background:var(--paper);color:var(--ink);"
	"font:16px/1.55 'Be Vietnam Pro',system-ui,'Liberation Sans',sans-serif;"
	"font-variant-numeric:tabular-nums}"
	"header{background:var(--deep);color:#fff;padding:28px 0}"
	".in{max-width:1084px;margin:auto;padding:0 24px}h1{margin:0;font-size:1.75rem}"
	"header p{margin:4px 0 0;color:#cfe3e2}"
	"nav{background:#fff;border-bottom:1px solid var(--line);position:sticky;top:0;"
	"overflow-x:auto;white-space:nowrap}"
	"nav a{display:inline-block;padding:12px 14px 12px 0;color:var(--brand);"
	"text-decoration:none}nav a:hover,nav a:focus{text-decoration:underline}"
	".cards{display:grid;gap:16px;"
	"grid-template-columns:repeat(auto-fit,minmax(190px,1fr));margin:24px 0}"
	".card,section{background:#fff;border:1px solid var(--line);border-radius:10px;"
	"padding:18px 20px}"
	".card b{display:block;font-size:1.6rem;font-weight:600;line-height:1.2}"
	".card span{color:var(--soft)}section{margin:0 0 24px;scroll-margin-top:60px}"
	"h2{margin:0;font-size:1.25rem}"
	"section>p,.keep>p{margin:4px 0 12px;color:var(--soft);max-width:72ch}.pic{overflow-x:auto}"
	".pic svg{display:block;max-width:100%;height:auto}"
	".wide svg{max-width:max(100%,1300px)}"
	"table{border-collapse:collapse;width:100%;font-size:.9rem}"
	"th{text-align:left;color:var(--soft);font-weight:600}"
	"th,td{padding:7px 10px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}"
	".n{text-align:right;white-space:nowrap}details{margin-top:12px}"
	"summary{cursor:pointer;color:var(--brand);padding:8px 0}.t{overflow-x:auto}"
	"input{font:inherit;padding:8px 12px;border:1px solid #8d8778;border-radius:8px;"
	"margin:8px 0;width:100%;max-width:360px}footer{color:var(--soft);padding:8px 0 48px}"
	".sieve{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;margin:12px 0}"
	".sieve label{display:block;font-size:.875em;color:var(--soft)}.sieve input{margin:0;"
	"width:11em}.sieve select{font:inherit;padding:8px;border:1px solid #8d8778;"
	"border-radius:8px;max-width:15em;background:#fff}"
	"#chips{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}"
	"button{font:inherit;background:#fff;color:var(--brand);border:1px solid var(--brand);"
	"border-radius:8px;padding:6px 12px;cursor:pointer}"
	"td button{border:0;padding:0;text-align:left;text-decoration:underline}"
	"button[aria-pressed=true]{font-weight:700}svg [data-k][tabindex]{cursor:pointer}"
	"svg [data-k][aria-pressed=true]{font-weight:700;text-decoration:underline}"
	"svg [data-k]:focus-visible{outline:3px solid #1b6fc2}"
	".all{display:none}.filtered .whole .all{display:block;font-weight:600}"
	".filtered .whole{background:#f1efe9}"
	"body:not(.live) .on,.live .off{display:none}"
	/* On paper all tables are open, whether a script runs or not, and no picture is cut. */
	"@page{size:A4;margin:14mm}@page across{size:A4 landscape;margin:12mm}"
	".sheet{display:none}"
	/* Of a long table the rest is on the screen. */
	"@media print{.sheet{display:block}tbody tr:nth-child(n+41){display:none}"
	"nav,input,.sieve,#chips button:last-child{display:none}"
	"body{background:#fff;font-size:10pt}.in{max-width:none;padding:0}"
	"header{background:#fff;color:#000;padding:0}header p{color:#333}"
	"section,.card{border:0;padding:0}.card,.keep,tr{break-inside:avoid}"
	".across{page:across}h2,summary{break-after:avoid}"
	".pic,.t{overflow:visible}.pic svg,.wide svg{max-width:100%;max-height:215mm;"
	"print-color-adjust:exact}.across .pic svg{max-height:152mm}"
	"details::details-content{content-visibility:visible;display:block}"
	"details>div,details>p{display:block}summary{list-style:none;color:#000;"
	"font-weight:600}table{font-size:8pt;line-height:1.3}"
	"th,td{padding:2px 6px 2px 0}"
	".n{white-space:normal}td:not(.n){min-width:30mm}"
	"td button{color:#000;text-decoration:none}}";

/* A box above each long table; without it the table is whole. */
static const char script[] =
	"for(const t of document.querySelectorAll('table[data-filter]')){const i=document."
	"createElement('input');i.type='search';i.placeholder=i.ariaLabel=t.dataset.filter;"
	"i.oninput=()=>{const w=i.value.toLowerCase();for(const r of t.tBodies[0].rows)"
	"r.hidden=!r.textContent.toLowerCase().includes(w)};t.parentNode.before(i)}"
	/* For browsers whose closed parts no style opens on paper. */
	"const parts=[];addEventListener('beforeprint',()=>{for(const d of document."
	"querySelectorAll('details:not([open])')){d.open=true;parts.push(d)}});"
	"addEventListener('afterprint',()=>{for(const d of parts.splice(0))d.open=false});";

struct report {
	struct cli *c;
	const struct mine_found *f;
	struct draw d;
	struct buf b;
};

static struct str drawn_activity(void *ctx, int32_t id)
{
	return mine_activity(((const struct report *)ctx)->f, id);
}

static struct str drawn_holder(void *ctx, int32_t id)
{
	return mine_holder(((const struct report *)ctx)->f, id);
}

static struct str drawn_case(void *ctx, int32_t id)
{
	const struct report *r = ctx;

	return mine_case(r->f->arena, r->f, id);
}

static void start(struct report *r, struct cli *c, const struct mine_found *f, size_t most)
{
	*r = (struct report){ .c = c, .f = f };
	buf_init(&r->b, most);
	r->d = (struct draw){ .b = &r->b, .arena = f->arena, .words = { f->arena, c->lang },
			      .s = &f->s, .map = f->map, .ctx = r,
			      .activity = drawn_activity, .holder = drawn_holder,
			      .in_case = drawn_case };
	draw_start(&r->d);
}

bool mine_svg(struct cli *c, const struct mine_found *f, struct str name, struct str path,
	      struct err *e)
{
	struct report r;

	start(&r, c, f, PICTURE_MOST);
	if (!draw_picture(name)->draw(&r.d)) {
		draw_nothing(&r.d, draw_picture(name)->title);
	}
	bool ok = mine_save(c, &r.b, path, e);

	buf_done(&r.b);
	return ok;
}

/* ---- text ---- */

static struct mine_words words(const struct report *r)
{
	return r->d.words;
}

static void say(struct report *r, const char *key)
{
	markup_text(&r->b, mine_say0(words(r), key));
}

/* `name`: what is counted anew when something is chosen; NULL: it stays that of all. */
static void card(struct report *r, const char *name, struct str value, const char *key)
{
	if (name != NULL) {
		buf_fmt(&r->b, "<div class=\"card\"><b data-c=\"%s\">", name);
	} else {
		buf_text(&r->b, "<div class=\"card whole\"><b>");
	}
	markup_text(&r->b, value);
	buf_text(&r->b, "</b><span>");
	say(r, key);
	buf_text(&r->b, "</span></div>\n");
}

/* ---- tables ---- */

struct column {
	const char *key;
	bool number;
};

static void table_open(struct report *r, const struct column *column, size_t n)
{
	buf_text(&r->b, "<details><summary>");
	say(r, "report.table");
	buf_text(&r->b, "</summary><div class=\"t\"><table data-filter=\"");
	say(r, "report.filter");
	buf_text(&r->b, "\"><thead><tr>");
	for (size_t i = 0; i < n; i++) {
		buf_fmt(&r->b, "<th scope=\"col\"%s>", column[i].number ? " class=\"n\"" : "");
		say(r, column[i].key);
		buf_text(&r->b, "</th>");
	}
	buf_text(&r->b, "</tr></thead><tbody>\n");
}

static void row(struct report *r, const struct column *column, const struct str *cell, size_t n)
{
	buf_text(&r->b, "<tr>");
	for (size_t i = 0; i < n; i++) {
		buf_text(&r->b, column[i].number ? "<td class=\"n\">" : "<td>");
		markup_text(&r->b, cell[i]);
		buf_text(&r->b, "</td>");
	}
	buf_text(&r->b, "</tr>\n");
}

static void table_close(struct report *r, size_t shown, size_t all)
{
	struct text_arg arg[] = { { "n", str_int(r->c->arena, (int64_t)shown) },
				  { "all", str_int(r->c->arena, (int64_t)all) } };

	buf_text(&r->b, "</tbody></table></div><p>");
	markup_text(&r->b, mine_say(words(r), "report.rows", arg, ARRAY_LEN(arg)));
	buf_text(&r->b, "</p></details>\n");
}

static struct str activity(const struct report *r, int32_t id)
{
	return mine_activity(r->f, id);
}

static struct str holder(const struct report *r, int32_t id)
{
	return mine_holder(r->f, id);
}

static void necks(struct report *r)
{
	static const struct column head[] = {
		{ "mine.activity", false }, { "mine.holder", false }, { "mine.times", true },
		{ "mine.cases", true }, { "mine.stood", true }, { "mine.usual", true },
		{ "mine.lost", true }, { "mine.held_share", true },
	};
	const struct mine_stays *s = &r->f->s.stays;
	size_t n = s->places < TABLE_MOST ? s->places : TABLE_MOST;

	table_open(r, head, ARRAY_LEN(head));
	for (size_t i = 0; i < n; i++) {
		const struct mine_place *p = &s->place[i];
		struct str cell[] = {
			activity(r, p->activity), holder(r, p->holder),
			mine_say_count(words(r), p->stays), mine_say_count(words(r), p->cases),
			mine_say_hours(words(r), p->stay),
			mine_say_stay(words(r), s->activity[p->activity].usual,
				      r->f->s.hours != NULL),
			mine_say_hours(words(r), p->lost),
			mine_say_share(words(r), p->lost, s->lost),
		};

		row(r, head, cell, ARRAY_LEN(head));
	}
	table_close(r, n, s->places);
}

static void causes(struct report *r)
{
	static const struct column head[] = {
		{ "mine.from", false }, { "mine.to", false }, { "mine.times", true },
		{ "mine.waited", true }, { "mine.cause.batching", true },
		{ "mine.cause.priority", true }, { "mine.cause.contention", true },
		{ "mine.cause.off", true }, { "mine.cause.extraneous", true },
		{ "report.work", true },
	};
	const struct mine_waits *w = &r->f->s.waits;
	size_t n = w->rows < TABLE_MOST ? w->rows : TABLE_MOST;

	table_open(r, head, ARRAY_LEN(head));
	for (size_t i = 0; i < n; i++) {
		const struct mine_wait *one = &w->row[i].w;
		struct str cell[ARRAY_LEN(head)] = {
			activity(r, w->row[i].from), activity(r, w->row[i].to),
			mine_say_count(words(r), one->passages),
			mine_say_time(words(r), one->wait),
		};

		for (int k = 0; k < MINE_CAUSES; k++) {
			cell[4 + k] = mine_say_time(words(r), one->cause[k]);
		}
		cell[4 + MINE_CAUSES] = mine_say_time(words(r), one->work);
		row(r, head, cell, ARRAY_LEN(head));
	}
	table_close(r, n, w->rows);
}

static void variants(struct report *r)
{
	static const struct column head[] = { { "mine.cases", true }, { "mine.covered", true },
					      { "mine.way", false } };
	const struct mine_variants *all = &r->f->s.variants;
	const struct mine_view *v = &r->f->s.view;
	size_t n = all->n < TABLE_MOST ? all->n : TABLE_MOST;
	int64_t sum = 0;

	table_open(r, head, ARRAY_LEN(head));
	for (size_t i = 0; i < n; i++) {
		const struct mine_variant *one = &all->variant[i];
		struct buf way;

		buf_init(&way, REPORT_MOST);
		for (size_t k = v->start[one->like]; k < v->start[one->like + 1]; k++) {
			if (way.n > WAY_MOST) {
				buf_text(&way, " …");
				break;
			}
			struct str name = activity(r, v->activity[k]);

			buf_text(&way, k > v->start[one->like] ? " → " : "");
			buf_add(&way, name.p, name.n);
		}
		sum += one->cases;
		struct str cell[] = { mine_say_count(words(r), one->cases),
				      mine_say_share(words(r), sum, (int64_t)r->f->s.flow.cases),
				      buf_view(&way) };

		row(r, head, cell, ARRAY_LEN(head));
		buf_done(&way);
	}
	table_close(r, n, all->n);
}

static void holders(struct report *r)
{
	static const struct column head[] = {
		{ "mine.holder", false }, { "mine.events", true }, { "mine.held", true },
		{ "mine.held_share", true }, { "report.queue_most", true },
		{ "report.returned", true },
	};
	const struct mine_study *s = &r->f->s;
	size_t all, n;
	int32_t *order = mine_by_held(r->f->arena, r->f, &all);

	n = all < TABLE_MOST ? all : TABLE_MOST;
	table_open(r, head, ARRAY_LEN(head));
	for (size_t i = 0; i < n; i++) {
		const struct mine_holder *h = &s->people.holder[order[i]];
		struct str cell[] = {
			holder(r, order[i]), mine_say_count(words(r), h->events),
			mine_say_time(words(r), h->held),
			mine_say_share(words(r), h->held, s->duration.sum),
			mine_say_count(words(r), s->queue[order[i]].most),
			mine_say_count(words(r), s->again.returned[order[i]]),
		};

		row(r, head, cell, ARRAY_LEN(head));
	}
	table_close(r, n, all);
}

static void again(struct report *r)
{
	static const struct column head[] = {
		{ "mine.activity", false }, { "report.repeat", true }, { "report.redo", true },
		{ "report.unknown", true },
	};
	const struct mine_study *s = &r->f->s;
	int32_t *order = mine_by_rank(r->f->arena, s->activity_rank, s->view.activities);
	size_t n = 0;

	table_open(r, head, ARRAY_LEN(head));
	for (int32_t i = 0; i < s->view.activities; i++) {
		const struct mine_redo *one = &s->again.activity[order[i]];
		struct str cell[] = { activity(r, order[i]), mine_say_count(words(r), one->same),
				      mine_say_count(words(r), one->other),
				      mine_say_count(words(r), one->unknown) };

		if (one->same + one->other + one->unknown > 0) {
			row(r, head, cell, ARRAY_LEN(head));
			n++;
		}
	}
	table_close(r, n, n);
}

static void loops(struct report *r)
{
	static const struct column head[] = {
		{ "report.loops", true }, { "mine.times", true }, { "mine.cases", true },
		{ "mine.away", true },
	};
	size_t n = 0;

	table_open(r, head, ARRAY_LEN(head));
	for (int i = 2; i <= MINE_LOOP_MOST; i++) {
		const struct mine_loops *l = &r->f->s.again.loop[i];
		struct str cell[] = {
			str_fmt(r->c->arena, i == MINE_LOOP_MOST ? "≥ %d" : "%d", i),
			mine_say_count(words(r), l->count), mine_say_count(words(r), l->cases),
			mine_say_time(words(r), l->away),
		};

		if (l->count > 0) {
			row(r, head, cell, ARRAY_LEN(head));
			n++;
		}
	}
	table_close(r, n, n);
}

static void months(struct report *r)
{
	static const struct column head[] = {
		{ "report.month", false }, { "draw.began", true }, { "draw.ended", true },
		{ "mine.median", true },
	};
	const struct mine_trend *t = &r->f->s.trend;

	table_open(r, head, ARRAY_LEN(head));
	for (size_t i = 0; i < t->months; i++) {
		const struct mine_month *m = &t->month[i];
		struct str cell[] = {
			mine_say_month(words(r), m->day), mine_say_count(words(r), m->started),
			mine_say_count(words(r), m->ended),
			mine_say_time(words(r), (mine_sum)(m->ended_median_s * 1e6)),
		};

		row(r, head, cell, ARRAY_LEN(head));
	}
	table_close(r, t->months, t->months);
}

static void service(struct report *r)
{
	static const struct column head[] = {
		{ "mine.activity", false }, { "mine.times", true }, { "mine.total", true },
		{ "mine.median", true }, { "mine.mean", true }, { "mine.most", true },
		{ "mine.working", true },
	};
	const struct mine_service *s = &r->f->s.service;
	size_t n = s->rows < TABLE_MOST ? s->rows : TABLE_MOST;
	size_t columns = ARRAY_LEN(head) - (r->f->s.hours == NULL);

	table_open(r, head, columns);
	for (size_t i = 0; i < n; i++) {
		const struct mine_spread *p = &s->activity[s->order[i]];
		struct str cell[] = {
			activity(r, s->order[i]), mine_say_count(words(r), (int64_t)p->n),
			mine_say_hours(words(r), p->sum),
			mine_say_time(words(r), (mine_sum)(p->median_s * 1e6)),
			mine_say_time(words(r), (mine_sum)(p->mean_s * 1e6)),
			mine_say_time(words(r), p->max),
			mine_say_hours(words(r), s->working[s->order[i]]),
		};

		row(r, head, cell, columns);
	}
	table_close(r, n, s->rows);
}

/* ---- the whole ---- */

static void table_of(struct report *r, const char *name)
{
	static const struct { const char *name; void (*write)(struct report *r); } of[] = {
		{ "bottlenecks", necks }, { "causes", causes }, { "variants", variants },
		{ "sankey", holders }, { "handovers", loops }, { "referrals", again },
		{ "trend", months },
	};

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		if (strcmp(of[i].name, name) == 0) {
			of[i].write(r);
		}
	}
}

static void section(struct report *r, const struct draw_picture *p)
{
	bool map = strcmp(p->name, "map") == 0;
	bool anew = map || strcmp(p->name, "variants") == 0;
	bool across = map && r->f->map->width > r->f->map->height;

	buf_fmt(&r->b, "<section id=\"%s\"%s><div class=\"keep\"><h2>", p->name,
		across ? " class=\"across\"" : anew ? "" : " class=\"whole\"");
	say(r, p->title);
	buf_text(&r->b, "</h2><p class=\"all\">");
	say(r, "report.of_all");
	buf_text(&r->b, "</p><p>");
	say(r, p->about);
	buf_fmt(&r->b, "</p>\n<div class=\"pic%s\" tabindex=\"0\">",
		map ? " wide" : "");
	if (!p->draw(&r->d)) {
		buf_text(&r->b, "<p>");
		say(r, "draw.nothing");
		buf_text(&r->b, "</p>");
	}
	buf_text(&r->b, "</div></div>\n");
	table_of(r, p->name);
	buf_text(&r->b, "</section>\n");
}

/* No picture is of it: of logs that write down when work begins, it is a table. */
static void service_section(struct report *r)
{
	const struct mine_service *s = &r->f->s.service;
	struct text_arg arg[] = { { "pairs", str_int(r->c->arena, s->pairs) },
				  { "open", str_int(r->c->arena, s->open) },
				  { "sudden", str_int(r->c->arena, s->sudden) } };

	buf_text(&r->b, "<section id=\"service\" class=\"whole\"><h2>");
	say(r, "mine.service");
	buf_text(&r->b, "</h2><p class=\"all\">");
	say(r, "report.of_all");
	buf_text(&r->b, "</p><p>");
	markup_text(&r->b, mine_say(words(r), "mine.service_of", arg, ARRAY_LEN(arg)));
	buf_text(&r->b, "</p>\n");
	service(r);
	buf_text(&r->b, "</section>\n");
}

static void cards(struct report *r)
{
	const struct mine_study *s = &r->f->s;
	struct mine_words w = words(r);

	buf_text(&r->b, "<div class=\"cards\">");
	card(r, "cases", mine_say_count(w, (int64_t)s->flow.cases), "report.cases");
	card(r, "events", mine_say_count(w, (int64_t)s->flow.events), "report.events");
	card(r, "variants", mine_say_count(w, (int64_t)s->variants.n), "report.variants");
	if (s->duration.n > 0) {
		card(r, "median", mine_say_time(w, (mine_sum)(s->duration.median_s * 1e6)),
		     "report.median");
		card(r, "p90", mine_say_time(w, (mine_sum)(s->duration.linear_s[2] * 1e6)),
		     "report.p90");
	}
	card(r, "again", mine_say_share(w, s->flow.again_cases, (int64_t)s->flow.cases),
	     "report.again");
	card(r, NULL, mine_say_hours(w, s->stays.lost),
	     s->hours != NULL ? "report.lost_working" : "report.lost");
	if (r->f->due.n > 0 && r->f->promises.completed > 0) {
		card(r, NULL, mine_say_share(w, r->f->promises.on_time, r->f->promises.completed),
		     "report.on_time");
	}
	buf_text(&r->b, "</div>\n");
}

static void head(struct report *r)
{
	struct text_arg arg[] = {
		{ "name", r->f->name },
		{ "from", mine_say_day(words(r), mine_day_of(r->f->s.flow.first, r->f->s.zone_s)) },
		{ "to", mine_say_day(words(r), mine_day_of(r->f->s.flow.last, r->f->s.zone_s)) },
	};

	buf_fmt(&r->b, "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>",
		r->c->lang == TEXT_EN ? "en" : "vi");
	markup_text(&r->b, mine_say(words(r), "report.title", arg, ARRAY_LEN(arg)));
	buf_fmt(&r->b, "</title><style>%s</style></head>\n<body><header><div class=\"in\"><h1>",
		style);
	markup_text(&r->b, mine_say(words(r), "report.title", arg, ARRAY_LEN(arg)));
	buf_text(&r->b, "</h1><p>");
	markup_text(&r->b, mine_say(words(r), r->f->s.flow.events > 0 ? "report.span"
				    : "draw.nothing", arg, ARRAY_LEN(arg)));
	buf_text(&r->b, "</p><p class=\"sheet\">");
	say(r, "report.sheet");
	buf_text(&r->b, "</p></div></header>\n<nav><div class=\"in\">");
	buf_text(&r->b, "<a href=\"#chosen\"><span class=\"on\">");
	say(r, "report.click");
	buf_text(&r->b, "</span><span class=\"off\">");
	say(r, "report.table");
	buf_text(&r->b, "</span></a> ");
	for (size_t i = 0; i < DRAW_PICTURES; i++) {
		buf_fmt(&r->b, "<a href=\"#%s\">", draw_pictures[i].name);
		say(r, draw_pictures[i].title);
		buf_text(&r->b, "</a> ");
	}
	if (r->f->s.service.known) {
		buf_text(&r->b, "<a href=\"#service\">");
		say(r, "mine.service");
		buf_text(&r->b, "</a> ");
	}
	buf_text(&r->b, "</div></nav>\n<main class=\"in\">\n");
}

bool mine_html(struct cli *c, const struct mine_found *f, struct str path, struct err *e)
{
	struct report r;

	start(&r, c, f, REPORT_MOST);
	r.d.inside = r.d.keyed = true;
	head(&r);
	cards(&r);
	mine_click_section(&r.b, words(&r), f);
	for (size_t i = 0; i < DRAW_PICTURES; i++) {
		section(&r, &draw_pictures[i]);
	}
	if (f->s.service.known) {
		service_section(&r);
	}
	buf_text(&r.b, "</main><footer><div class=\"in\">");
	say(&r, f->s.reading == MINE_READS_ARRIVAL ? "report.arrival" : "report.done");
	buf_fmt(&r.b, "</div></footer>\n<script>%s</script>\n", script);
	mine_click_script(&r.b, words(&r), f);
	buf_text(&r.b, "</body></html>\n");
	bool ok = mine_save(c, &r.b, path, e);

	buf_done(&r.b);
	return ok;
}
