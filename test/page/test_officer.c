/* The officer's pages from views made by hand: states that a demonstration seldom has. */
#include "pages.h"
#include "tap.h"
#include "web/view_bulk.h"
#include "web/view_dossier.h"
#include "web/view_sure.h"
#include "web/view_work.h"

static struct buf b;

static bool holds(const char *what)
{
	return strstr(b.p, what) != NULL;
}

static struct top_view top(void)
{
	return (struct top_view){ .title = STR("T"), .home = STR("/work"), .token = STR("tok"),
				  .person = STR("Mai"), .sign_out = STR("/sign-out") };
}

/* ---- the list of the day ---- */

static void work(void)
{
	struct task_view rows[] = {
		{ .code = STR("H19.1-261120-0001"), .href = STR("/dossiers/a?in=%2Fwork"),
		  .procedure = STR("<P>"), .untaken = true },
		{ .code = STR("H19.1-261120-0002"), .href = STR("/dossiers/b"), .waits = true },
	};
	struct bulk_button_view can[] = { { STR("take"), STR("Nhận"), STR("t") },
					  { STR("hand_over"), STR("Chuyển"), STR("h") } };
	struct work_view v = {
		.top = top(), .key = STR("k"), .has_next = true, .next_code = STR("N-1"),
		.quicker = true, .measured = true, .rate = STR("97,8%"), .rate_x = 978,
		.list = { .bulk = STR("/bulk?in=%2Fwork"), .buttons = { can, 2 },
			  .table = { .rows = { rows, 2 }, .ticks = true },
			  .pager = { .first = STR("/work"), .next = STR("/work?after=1") } },
	};
	buf_reset(&b);
	page_work(&b, TEXT_VI, &v);
	ok(holds("name=\"code\" value=\"N-1\"") && holds("data-key=\"n\""),
	   "the next can be taken");
	ok(holds("Người khác vừa nhận việc đó"), "somebody was quicker");
	ok(holds("<rect class=\"is\" y=\"4\" width=\"97.8%\""), "the rate as a bar");
	ok(holds("name=\"code\" value=\"H19.1-261120-0001\""), "a row can be ticked");
	ok(!holds("name=\"code\" value=\"H19.1-261120-0002\""), "not one that is outside");
	ok(holds("&lt;P&gt;") && !holds("<P>"), "names are text");
	ok(holds("value=\"take\"") && holds("value=\"hand_over\""),
	   "what can be done with them");
	ok(holds("href=\"/work?after=1\" rel=\"next\"") && holds("Về đầu danh sách"),
	   "there are more pages");
	ok(holds("<details class=\"more keys"), "the keys are told");
	v.list.table.rows.n = 0;
	v.has_next = v.quicker = v.measured = false;
	v.list.empty.text = STR("Trống");
	buf_reset(&b);
	page_work(&b, TEXT_VI, &v);
	ok(holds("class=\"empty\"") && holds("Trống") && !holds("<table"), "nothing to do");
	ok(!holds("data-key=\"n\"") && holds("chưa đo được"), "nothing to take, nothing measured");
}

/* ---- one dossier ---- */

static void dossier(void)
{
	struct option_view reasons[] = { { STR("R07"), STR("R07 · Thiếu căn cứ"), true } };
	struct input_view inputs[] = {
		{ .kind = INPUT_CHOICE, .field = { .form = STR("send_back-"), .name = STR("reason"),
		  .label = STR("Lý do"), .options = { reasons, 1 } } },
		{ .kind = INPUT_AREA, .field = { .form = STR("send_back-"), .name = STR("note"),
		  .label = STR("Ghi rõ"), .value = STR("a<b"), .error = STR("Cần ghi."),
		  .focus = true, .required = true } },
	};
	struct action_view acts[] = {
		{ .verb = STR("take"), .title = STR("Nhận"), .path = STR("/d/act/take"),
		  .key = STR("k1"), .hotkey = STR("1"), .note = STR("ngoài thứ tự") },
		{ .verb = STR("send_back"), .title = STR("Trả lại"),
		  .path = STR("/d/act/send_back"),
		  .key = STR("k2"), .hotkey = STR("2"), .warn = true, .open = true,
		  .inputs = { inputs, 2 } },
	};
	struct text_line_view typed[] = { { .what = STR("Ghi rõ"), .text = STR("\"x\" & <y>") } };
	struct event_line_view events[] = {
		{ .when = STR("1"), .text = STR("Trả lại"), .typed = { typed, 1 } },
		{ .when = STR("2"), .text = STR("Nhận"), .minor = true },
	};
	struct opinion_line_view opinions[] = {
		{ .who = STR("Sở A"), .state = STR("trễ"), .note = STR("ngoài danh sách"),
		  .bad = true, .open = true },
	};
	struct link_view sent[] = { { .text = STR("Bản vẽ"), .href = STR("/dossiers/x/files/2") } };
	struct round_block_view rounds[] = {
		{ .title = STR("Đợt 1"), .question = STR("<hỏi>"), .state = STR("còn chờ"),
		  .waits = true, .files = { sent, 1 }, .opinions = { opinions, 1 } },
	};
	struct dossier_page_view v = {
		.top = top(), .code = STR("H19.1-261120-0001"), .procedure = STR("P"),
		.back = { .text = STR("Việc"), .href = STR("/work?show=late") },
		.before = STR("/dossiers/x"), .done_verb = STR("take"), .done = STR("Đã ghi"),
		.next = { .text = STR("N-2"), .href = STR("/dossiers/N-2") }, .chosen = true,
		.wrong = STR("Không được"), .hint = STR("Làm khác"),
		.actions = { acts, 2 }, .events = { events, 2 }, .rounds = { rounds, 1 },
	};
	buf_reset(&b);
	page_dossier_page(&b, TEXT_VI, &v);
	ok(holds("<a href=\"/work?show=late\" data-key=\"b\">Việc</a>"), "the way back");
	ok(holds("rel=\"prev\" data-key=\"k\"") && !holds("rel=\"next\" data-key=\"j\""),
	   "what stands beside it");
	ok(holds("role=\"status\" data-forget=\"take\"") &&
	   holds("href=\"/dossiers/N-2\" data-key=\"j\""), "what was done, and the next");
	ok(holds("role=\"alert\"><p><b>Không được</b></p>"), "what was refused");
	ok(holds("Ông/bà đã chọn nhận việc này"), "that it was chosen");
	ok(holds("<button class=\"btn\" data-key=\"1\">Nhận") &&
	   holds("<small>ngoài thứ tự</small>"),
	   "one press takes it");
	ok(holds("<details id=\"act-send_back\" open><summary class=\"btn warn\" data-key=\"2\">"),
	   "the refused form is open");
	ok(holds("id=\"send_back-note\"") &&
	   holds("aria-describedby=\"send_back-note-wrong\"") &&
	   holds("a&lt;b</textarea>"), "its field is marked and keeps what was typed");
	ok(holds("autofocus"), "and has the focus");
	ok(holds("Xem lại: Trả lại"), "harm is asked about once more");
	ok(holds("&quot;x&quot; &amp; &lt;y&gt;</blockquote>"), "what was typed, as text");
	ok(holds("<li class=\"minor\">"), "what matters less is smaller");
	ok(holds("&lt;hỏi&gt;") && holds("is-late"), "an opinion that is late");
	ok(holds("is-near") && holds("<small>ngoài danh sách</small>") &&
	   holds("<a href=\"/dossiers/x/files/2\">Bản vẽ</a>"), "its round, what went with it");
	v.actions.n = 0;
	buf_reset(&b);
	page_dossier_page(&b, TEXT_EN, &v);
	ok(holds("<html lang=\"en\">") && !holds("<div class=\"acts\"><form"),
	   "nothing can be done");
}

/* ---- before and after ---- */

static void sure(void)
{
	struct sure_line_view lines[] = { { STR("Lý do"), STR("R07 <Thiếu>") } };
	struct sure_hidden_view hidden[] = { { STR("reason"), STR("R07") },
					     { STR("note"), STR("\"><script>") } };
	struct sure_view v = { .top = top(), .title = STR("Trả lại"), .about = STR("C"),
			       .what = STR("Việc này vào sổ"), .to = STR("Sau đó ở: Lan"),
			       .action = STR("/d/act/send_back?in=%2Fwork"), .key = STR("k9"),
			       .back = STR("/dossiers/C"), .typed = true, .lines = { lines, 1 },
			       .hidden = { hidden, 2 } };
	buf_reset(&b);
	page_sure(&b, TEXT_VI, &v);
	ok(holds("<h1>Trả lại?</h1>") && holds("Việc này vào sổ") && holds("Sau đó ở: Lan"),
	   "what will happen");
	ok(holds("<dd>R07 &lt;Thiếu&gt;</dd>"), "what was typed");
	ok(holds("name=\"note\" value=\"&quot;&gt;&lt;script&gt;\"") && !holds("<script>"),
	   "comes again, as text");
	ok(holds("name=\"key\" value=\"k9\"") && holds("name=\"sure\" value=\"1\"") &&
	   holds("name=\"again\" value=\"1\"") && holds("href=\"/dossiers/C\""),
	   "yes, once more, or no");
	v.typed = false;
	buf_reset(&b);
	page_sure(&b, TEXT_VI, &v);
	ok(!holds("name=\"again\""), "nothing to be changed where nothing was typed");
}

static void bulk(void)
{
	struct option_view ways[] = { { STR("w1"), STR("W1"), false },
				      { STR("w2"), STR("W2"), true } };
	struct bulk_row_view will[] = {
		{ .code = STR("C-1"), .href = STR("/dossiers/C-1"), .procedure = STR("P"),
		  .step = STR("A"), .to = STR("B: Lan") } };
	struct bulk_row_view wont[] = {
		{ .code = STR("<C-2>"), .wrong = STR("Không có"), .hint = STR("Xem mã") } };
	struct bulk_view v = {
		.top = top(), .title = STR("Chuyển 1 hồ sơ"), .action = STR("/bulk/do"),
		.again = STR("/bulk"), .verb = STR("hand_over"), .key = STR("k"),
		.good = 1, .bad = 1,
		.back = { .text = STR("Việc"), .href = STR("/work") },
		.outcome = { .name = STR("outcome"), .label = STR("Đến"), .options = { ways, 2 } },
		.will = { { will, 1 } }, .wont = { { wont, 1 } }, .chosen = STR("1 ngoài thứ tự"),
	};
	struct bulk_done_view d = { .top = top(), .title = STR("Đã chuyển 0"), .bad = 1,
				    .back = v.back, .refused = { { wont, 1 } } };
	buf_reset(&b);
	page_bulk(&b, TEXT_VI, &v);
	ok(holds("A → B: Lan"), "where it goes");
	ok(holds("&lt;C-2&gt;") && holds("Không có") && holds("Xem mã"),
	   "what cannot be done, and why");
	ok(holds("action=\"/bulk/do\"") && holds("name=\"outcome\" value=\"w2\""),
	   "the chosen way");
	ok(holds("1 ngoài thứ tự"), "what is out of turn");
	v.good = v.bad = 0;
	v.will.rows.n = v.wont.rows.n = 0;
	v.empty.text = STR("Chưa chọn");
	buf_reset(&b);
	page_bulk(&b, TEXT_VI, &v);
	ok(holds("Chưa chọn") && !holds("/bulk/do"), "nothing was ticked");
	buf_reset(&b);
	page_bulk_done(&b, TEXT_VI, &d);
	ok(holds("Bị từ chối: 1") && holds("Không có") && !holds("Đã làm:"),
	   "nothing is half silent");
}

int main(void)
{
	buf_init(&b, 1 << 20);
	work();
	dossier();
	sure();
	bulk();
	buf_done(&b);
	return done_testing();
}
