/* Tables as files. */
#include "table_out.h"

#include "core/csv.h"

void table_open(struct table_out *t, enum table_kind kind, enum text_lang lang, struct buf *b)
{
	*t = (struct table_out){ .kind = kind, .lang = lang, .b = b };
	if (kind == TABLE_XLSX) {
		xlsx_open(&t->xlsx);
	} else {
		buf_str(b, STR("\xef\xbb\xbf"));
	}
}

static void next(struct table_out *t)
{
	if (t->begun) {
		buf_char(t->b, ',');
	}
	t->begun = true;
}

void table_text(struct table_out *t, struct str s)
{
	if (t->kind == TABLE_XLSX) {
		xlsx_text(&t->xlsx, s);
		return;
	}
	next(t);
	csv_put(t->b, s);
}

void table_int(struct table_out *t, int64_t n)
{
	if (t->kind == TABLE_XLSX) {
		xlsx_int(&t->xlsx, n);
		return;
	}
	next(t);
	buf_fmt(t->b, "%lld", (long long)n);
}

void table_share(struct table_out *t, int64_t share)
{
	if (t->kind == TABLE_XLSX && share < 0) {
		xlsx_none(&t->xlsx);
	} else if (t->kind == TABLE_XLSX) {
		xlsx_share(&t->xlsx, share);
	} else if (share < 0) {
		table_text(t, STR(""));
	} else {
		int64_t tenths = (share + 5) / 10;
		next(t);
		buf_fmt(t->b, "\"%lld%c%lld%%\"", (long long)(tenths / 10),
			t->lang == TEXT_VI ? ',' : '.', (long long)(tenths % 10));
	}
}

void table_end_row(struct table_out *t)
{
	if (t->kind == TABLE_XLSX) {
		xlsx_end_row(&t->xlsx);
		return;
	}
	buf_str(t->b, STR("\r\n"));
	t->begun = false;
}

void table_close(struct table_out *t)
{
	if (t->kind == TABLE_XLSX) {
		xlsx_close(&t->xlsx, t->b);
	}
}

const char *table_type(enum table_kind kind)
{
	return kind == TABLE_CSV
		? "text/csv; charset=utf-8"
		: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

const char *table_ending(enum table_kind kind)
{
	return kind == TABLE_CSV ? "csv" : "xlsx";
}
