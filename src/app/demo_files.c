/* Papers of the demonstration. */
#include "demo_files.h"

#include "attach.h"

#include "base/buf.h"
#include "base/sheet.h"

#include <string.h>

enum { LAST_DAYS = 6, SHEET_MOST = 1 << 20 };

/* ---- PDF ---- */

static struct sheet form(void)
{
	return (struct sheet){
		.title = STR("Đơn đề nghị (minh họa)"), .issuer = STR("TỈNH TRÌNH DIỄN"),
		.motto = STR("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
		.motto_below = STR("Độc lập - Tự do - Hạnh phúc"),
		.item = {
			{ .kind = SHEET_TITLE, .text = STR("ĐƠN ĐỀ NGHỊ") },
			{ .kind = SHEET_SUBTITLE, .text = STR("(bản quét minh họa)") },
			{ .kind = SHEET_FACT, .label = STR("Người đề nghị"),
			  .text = STR("Nguyễn Văn Ví Dụ") },
			{ .kind = SHEET_FACT, .label = STR("Nội dung"),
			  .text = STR("Đề nghị giải quyết thủ tục theo hồ sơ kèm theo.") },
			{ .kind = SHEET_NOTE,
			  .text = STR("Giấy tờ của tỉnh trình diễn: người và việc trong đó "
				      "không có thật.") },
			{ .kind = SHEET_SIGNS, .label = STR("Người tiếp nhận"),
			  .other_label = STR("Người đề nghị"),
			  .other_text = STR("Nguyễn Văn Ví Dụ") },
		},
		.items = 6, .foot = STR("Minh họa. Không có giá trị pháp lý."),
	};
}

static struct sheet draft(void)
{
	return (struct sheet){
		.title = STR("Dự thảo kết quả (minh họa)"), .issuer = STR("TỈNH TRÌNH DIỄN"),
		.motto = STR("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
		.motto_below = STR("Độc lập - Tự do - Hạnh phúc"),
		.item = {
			{ .kind = SHEET_TITLE, .text = STR("DỰ THẢO KẾT QUẢ") },
			{ .kind = SHEET_SUBTITLE, .text = STR("(chưa ký, chưa cấp số)") },
			{ .kind = SHEET_FACT, .label = STR("Căn cứ"),
			  .text = STR("Hồ sơ của người đề nghị và kết quả thẩm định.") },
			{ .kind = SHEET_FACT, .label = STR("Quyết định"),
			  .text = STR("Giải quyết theo đề xuất của chuyên viên.") },
			{ .kind = SHEET_NOTE,
			  .text = STR("Dự thảo của tỉnh trình diễn: người và việc trong đó "
				      "không có thật.") },
			{ .kind = SHEET_SIGNS, .label = STR("Nơi nhận"),
			  .other_label = STR("NGƯỜI KÝ") },
		},
		.items = 6, .foot = STR("Minh họa. Không có giá trị pháp lý."),
	};
}

static bool draw(struct demo *d, struct sheet s, struct str *out)
{
	struct buf b;
	struct err e;
	buf_init(&b, SHEET_MOST);
	bool drawn = d->o->pdf(&s, &b, &e);
	if (drawn) {
		*out = str_dup(d->arena, (struct str){ b.p, b.n });
	}
	buf_done(&b);
	return drawn;
}

/* ---- PNG (ISO/IEC 15948): one bit a point, stored and not squeezed ---- */

enum { CARD_WIDTH = 320, CARD_HEIGHT = 200, CARD_ROW = 1 + CARD_WIDTH / 8 };

static uint32_t crc_of(const char *p, size_t n)
{
	uint32_t c = 0xffffffff;
	for (size_t i = 0; i < n; i++) {
		c ^= (uint8_t)p[i];
		for (int k = 0; k < 8; k++) {
			c = c >> 1 ^ (c & 1 ? 0xedb88320 : 0);
		}
	}
	return ~c;
}

static uint32_t adler_of(const uint8_t *p, size_t n)
{
	uint32_t a = 1, b = 0;
	for (size_t i = 0; i < n; i++) {
		a = (a + p[i]) % 65521;
		b = (b + a) % 65521;
	}
	return b << 16 | a;
}

static void put_u32(struct buf *b, uint32_t v)
{
	char four[] = { (char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v };
	buf_add(b, four, sizeof(four));
}

static void put_chunk(struct buf *b, const char *type, const char *p, size_t n)
{
	put_u32(b, (uint32_t)n);
	size_t from = b->n;
	buf_add(b, type, 4);
	buf_add(b, p, n);
	put_u32(b, crc_of(b->p + from, b->n - from));
}

/* A card: a frame, a face's place, lines where a name would stand. */
static bool black(int x, int y)
{
	bool frame = x < 4 || y < 4 || x >= CARD_WIDTH - 4 || y >= CARD_HEIGHT - 4;
	bool face = x >= 24 && x < 104 && y >= 56 && y < 160 && (x + y) % 4 == 0;
	bool line = x >= 128 && x < 296 - y / 2 && y >= 56 && y < 160 && y % 24 < 8;
	bool head = x >= 24 && x < 296 && y >= 24 && y < 36;
	return frame || face || line || head;
}

static struct str card(struct arena *a)
{
	static const char head[] = { 0, 0, CARD_WIDTH >> 8, CARD_WIDTH & 0xff, 0, 0,
				     CARD_HEIGHT >> 8, (char)(CARD_HEIGHT & 0xff), 1, 0, 0, 0, 0 };
	uint8_t row[CARD_ROW * CARD_HEIGHT] = { 0 };
	enum { ROWS = sizeof(row) };
	char stored[] = { 0x78, 0x01, 1, ROWS & 0xff, (char)(ROWS >> 8), (char)(~ROWS & 0xff),
			  (char)(~ROWS >> 8 & 0xff) };
	struct buf b, data;
	for (int y = 0; y < CARD_HEIGHT; y++) {
		for (int x = 0; x < CARD_WIDTH; x++) {
			int bit = black(x, y) ? 0 : 0x80 >> x % 8;
			row[y * CARD_ROW + 1 + x / 8] |= (uint8_t)bit;
		}
	}
	buf_init(&b, SHEET_MOST);
	buf_init(&data, SHEET_MOST);
	buf_add(&data, stored, sizeof(stored));
	buf_add(&data, (const char *)row, sizeof(row));
	put_u32(&data, adler_of(row, sizeof(row)));
	buf_add(&b, "\x89PNG\r\n\x1a\n", 8);
	put_chunk(&b, "IHDR", head, sizeof(head));
	put_chunk(&b, "IDAT", data.p, data.n);
	put_chunk(&b, "IEND", "", 0);
	struct str out = str_dup(a, (struct str){ b.p, b.n });
	buf_done(&b);
	buf_done(&data);
	return out;
}

/* ---- putting in ---- */

static bool have_papers(struct demo *d)
{
	if (!d->files.tried) {
		d->files.tried = true;
		d->files.card = card(d->arena);
		d->files.drawn = d->o->pdf && draw(d, form(), &d->files.form) &&
				 draw(d, draft(), &d->files.draft);
	}
	return d->files.drawn;
}

static bool attach(struct demo *d, struct life *f, struct json *args, struct str bytes,
		   struct err *e)
{
	struct arena *a = &d->desk.arena;
	struct uploaded up;
	char hex[HASH_HEX];
	if (!app_attach_bytes(d->app, a, str_of(f->ref), bytes, &up, e)) {
		return false;
	}
	json_set_str(a, args, "file", str_dup(a, str_of(hash_hex(up.file, hex))));
	return desk_act(d, f, f->holder, "attach", args, e);
}

/* The form first; of what else is asked for, every third one brought a card. */
static bool scan(struct demo *d, struct life *f, struct err *e)
{
	struct arena *a = &d->desk.arena;
	for (size_t i = 0; i < f->version->papers && i < 2; i++) {
		struct json *args = desk_args(d);
		if (i > 0 && f->number % 3 != 0) {
			break;
		}
		json_set_str(a, args, "what", STR("paper"));
		json_set_str(a, args, "paper", f->version->paper[i].id);
		json_set_str(a, args, "name", i > 0 ? STR("giay-to-minh-hoa.png")
						    : STR("don-minh-hoa.pdf"));
		if (!attach(d, f, args, i > 0 ? d->files.card : d->files.form, e)) {
			return false;
		}
	}
	return true;
}

bool demo_files(struct demo *d, struct life *f, bool proposes, struct err *e)
{
	bool intake = f->version->step[f->step].kind == STEP_INTAKE;
	if (d->on || d->now < d->to - LAST_DAYS * DAY_S || !(intake || proposes) || !f->known ||
	    f->holder == NOBODY || !have_papers(d)) {
		return true;
	}
	if (intake) {
		return scan(d, f, e);
	}
	struct json *args = desk_args(d);
	json_set_str(&d->desk.arena, args, "what", STR("draft"));
	json_set_str(&d->desk.arena, args, "name", STR("du-thao-minh-hoa.pdf"));
	return attach(d, f, args, d->files.draft, e);
}

bool demo_card(struct demo *d, struct life *f, struct err *e)
{
	struct json *args = desk_args(d);
	(void)have_papers(d);		/* the card needs no sheet */
	json_set_str(&d->desk.arena, args, "what", STR("draft"));
	json_set_str(&d->desk.arena, args, "name", STR("giay-to-minh-hoa.png"));
	return attach(d, f, args, d->files.card, e);
}
