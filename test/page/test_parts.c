/* The parts that pages share, put together as the page of an error and alone. */
#include "pages.h"
#include "tap.h"
#include "web/asset.h"
#include "web/view_error.h"

static struct buf b;

static bool holds(const char *what)
{
	return strstr(b.p, what) != NULL;
}

static void error_pages(void)
{
	struct link_view nav[] = {
		{ .text = STR("Việc của tôi"), .href = STR("/work"), .count = 1208,
		  .current = true },
		{ .text = STR("Phòng tôi"), .href = STR("javascript:alert(1)") },
	};
	struct error_view v = {
		.top = { .title = STR("Lỗi <x>"), .home = STR("/"), .unit = STR("xã \"A\""),
			 .nav = { nav, 2 }, .other_lang = STR("/x?lang=en"), .token = STR("t'k") },
		.status = 404, .message = STR("Không có trang này."), .request = STR("17") };
	buf_reset(&b);
	page_error(&b, TEXT_VI, &v);
	ok(holds("<!doctype html><html lang=\"vi\"><head>"), "a page in its language");
	ok(holds("<title>Lỗi &lt;x&gt; · Đúng Hẹn</title>"), "with an escaped title");
	ok(holds("<a href=\"/work\" aria-current=\"page\">Việc của tôi <b>1.208</b></a>"),
	   "the page one is on, and its count");
	ok(holds("<a href=\"#\">Phòng tôi</a>"), "an address of another kind is none");
	ok(holds("lang=\"en\" hreflang=\"en\"") && !holds("hreflang=\"vi\""), "the other language");
	ok(holds("<code>17</code>"), "the number of the request");
	ok(!holds("<script src=\"/static/htmx"), "a citizen's page brings no htmx");
	ok(!holds("class=\"banner\"") && !holds("<form"), "no demo, nobody signed in");
	ok(!holds("style=") && !holds("<style"), "no style of its own");

	v.top.person = STR("Trần <Mai>");
	v.top.sign_out = STR("/sign-out");
	v.top.demo_clock = STR("07:30");
	v.top.demo_jump = STR("/demo/jump");
	buf_reset(&b);
	page_error(&b, TEXT_EN, &v);
	ok(holds("<html lang=\"en\">") && holds("hreflang=\"vi\""), "the same in English");
	ok(holds("<summary>Trần &lt;Mai&gt;</summary>"), "the person's menu");
	ok(holds("name=\"token\" value=\"t&#39;k\"> <button>"), "its form with the token");
	ok(holds("Its clock: <b>07:30</b>"), "the clock of a demo");
	ok(holds("<script src=\"/static/htmx"), "htmx at work");
}

static void chips(void)
{
	static const char *const want[] = {
		[CHIP_NONE] = "<span class=\"\">x</span>",
		[CHIP_OK] = "<span class=\"chip ok\">x</span>",
		[CHIP_NEAR] = "<span class=\"chip near\">x</span>",
		[CHIP_LATE] = "<span class=\"chip late\">x</span>",
		[CHIP_OUT] = "<span class=\"chip out large\">x</span>",
	};
	for (enum chip_kind k = CHIP_NONE; k <= CHIP_OUT; k++) {
		buf_reset(&b);
		page_part_chip(&b, TEXT_VI, &(struct chip_view){ k, k == CHIP_OUT, STR("x") });
		is_str(b.p, want[k], "chip %d", (int)k);
	}
	buf_reset(&b);
	page_part_chip(&b, TEXT_VI, &(struct chip_view){ .kind = CHIP_OK });
	is_str(b.p, "", "no text, no chip");
}

static void ribbons(void)
{
	struct seg_view segs[] = {
		{ .kind = SEG_DESK, .width = 32, .line = STR("Một cửa · 3 giờ") },
		{ .kind = SEG_WAIT, .x = 32, .width = 465, .who = STR("Ông/bà"),
		  .title = STR("W") },
		{ .kind = SEG_HOLD, .now = true, .x = 497, .width = 403, .who = STR("<B>") },
		{ .kind = SEG_LEFT, .x = 900, .width = 100 },
	};
	struct lane_view lanes[] = {
		{ .x = 407, .width = 282, .over_x = 790, .over_width = 210, .y = LANE_HEIGHT,
		  .text = STR("Sở Xây dựng") },
	};
	struct ribbon_view v = { .segs = { segs, 4 }, .lanes = { lanes, 1 },
				 .lanes_height = 2 * LANE_HEIGHT, .due_x = 990, .due_left = true,
				 .due = STR("Hẹn trả 25/11") };
	buf_reset(&b);
	page_part_ribbon(&b, TEXT_VI, &v);
	ok(holds("<svg class=\"seg desk\" x=\"0.0%\" width=\"3.2%\" height=\"44\">"), "a segment");
	ok(holds("<svg class=\"seg wait\" x=\"3.2%\" width=\"46.5%\" height=\"44\"><title>W</title>"
		 "<rect width=\"100%\" height=\"44\" fill=\"url(#hatch)\"/>"), "a wait is hatched");
	ok(holds("class=\"seg hold now\"") && holds("&lt;B&gt;"), "the present holder");
	ok(holds("x=\"99.0%\" y=\"15\" text-anchor=\"end\">Hẹn trả 25/11</text>"), "the due mark");
	ok(holds("<svg class=\"lane\" x=\"40.7%\" y=\"25\" width=\"28.2%\" height=\"22\">"),
	   "an opinion");
	ok(holds("<rect class=\"over\" x=\"79.0%\" width=\"21.0%\" height=\"22\"/>"),
	   "its late part");
	ok(holds("<li class=\"desk\">Một cửa · 3 giờ</li>"), "the same as a list");
	ok(!holds("past"), "not overdue");
}

static void forms(void)
{
	struct option_view options[] = { { STR("a"), STR("A"), false },
					 { STR("b"), STR("B"), true } };
	struct field_view v = { .name = STR("who"), .label = STR("Ai?"), .value = STR("\"><b>"),
				.error = STR("Thiếu."), .max = 40, .required = true,
				.options = { options, 2 } };
	buf_reset(&b);
	page_part_field(&b, TEXT_VI, &v);
	ok(holds("<label for=\"who\">Ai?</label> <input class=\"inp\" id=\"who\" name=\"who\" "
		 "value=\"&quot;&gt;&lt;b&gt;\" type=\"text\" maxlength=\"40\" required "
		 "aria-invalid=\"true\" aria-describedby=\"who-wrong\">"),
	   "a field keeps its input");
	ok(holds("<span class=\"wrong\" id=\"who-wrong\">Thiếu.</span>"), "its fault beside it");
	buf_reset(&b);
	page_part_area(&b, TEXT_VI, &v);
	ok(holds("aria-describedby=\"who-wrong\">\n&quot;&gt;&lt;b&gt;</textarea>"),
	   "so do several lines");
	buf_reset(&b);
	page_part_select(&b, TEXT_VI, &v);
	ok(holds("<option value=\"a\">A</option><option value=\"b\" selected>B</option>"),
	   "a choice");
}

static void lists(void)
{
	buf_reset(&b);
	page_part_pager(&b, TEXT_VI, &(struct pager_view){ .next = STR("?page=2&x=1"), .from = 1,
							    .to = 50, .all = 1208 });
	ok(holds("href=\"?page=2&amp;x=1\" rel=\"next\"") && holds("1–50 trong 1.208") &&
	   !holds("rel=\"prev\""), "pages of a list");
	buf_reset(&b);
	page_part_empty(&b, TEXT_VI, &(struct empty_view){ .text = STR("Chưa có gì.") });
	ok(holds("<p>Chưa có gì.</p>") && !holds("<a"), "an empty list");
}

static void assets(void)
{
	for (int i = 0; i < ASSETS; i++) {
		struct str path = asset_href((enum asset_id)i);
		const struct asset *a = asset_find(path);
		ok(a && a->raw.n > 0 && a->type.n > 0 && a->gzip.n < a->raw.n, "%.*s",
		   STR_ARG(path));
	}
	ok(!asset_find(STR("/static/look.css")) && !asset_find(STR("")), "no other path");
	const struct asset *css = asset_find(asset_href(ASSET_LOOK_CSS));
	struct str font = asset_href(ASSET_BE_VIETNAM_PRO_LATIN_400_NORMAL_WOFF2);
	ok(css && strstr(css->raw.p, font.p) != NULL, "the style sheet names hashed fonts");
	ok(css && css->gzip.n > 10 && memcmp(css->gzip.p, "\x1f\x8b", 2) == 0, "and is packed");
}

int main(void)
{
	buf_init(&b, 1 << 16);
	error_pages();
	chips();
	ribbons();
	forms();
	lists();
	assets();
	buf_done(&b);
	return done_testing();
}
