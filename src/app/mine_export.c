/* The ledger written as an event log. */
#include "mine_export.h"

#include "app_int.h"
#include "arrivals.h"
#include "mine_export_ocel.h"
#include "mine_write.h"

#include "core/csv.h"
#include "edge/ocel_out.h"
#include "store/ocel_sqlite.h"

#include "base/day.h"

#include <errno.h>
#include <string.h>

enum { PIECE = 64 << 10, MOST = 1 << 20 };

struct writing {
	FILE *f;
	struct buf b;
	int64_t n;			/* dossiers */
	const struct case_row *row;
};

/* ---- XES ---- */

static void attribute(struct buf *b, const char *type, const char *key, struct str value)
{
	buf_fmt(b, "<%s key=\"%s\" value=\"", type, key);
	mine_attr_text(b, value);
	buf_text(b, "\"/>");
}

static void instant_attribute(struct buf *b, const char *key, int64_t at)
{
	char text[INSTANT_TEXT];

	if (at != INSTANT_NONE) {
		attribute(b, "date", key, str_of(instant_text(at, text)));
	}
}

static bool begin_trace(void *ctx, const struct case_row *row, struct err *e)
{
	struct writing *w = ctx;

	(void)e;
	buf_fmt(&w->b, "<trace><string key=\"concept:name\" value=\"%lld\"/>",
		(long long)++w->n);
	attribute(&w->b, "string", "procedure", row->procedure);
	instant_attribute(&w->b, "first_due", row->facts.first_due);
	instant_attribute(&w->b, "due", row->facts.due);
	instant_attribute(&w->b, "ready_at", row->facts.ready_at);
	instant_attribute(&w->b, "closed_at", row->facts.closed_at);
	buf_char(&w->b, '\n');
	return true;
}

static bool put_event(void *ctx, const struct arrival *a, struct err *e)
{
	struct writing *w = ctx;

	(void)e;
	buf_text(&w->b, "<event>");
	attribute(&w->b, "string", "concept:name", a->activity);
	instant_attribute(&w->b, "time:timestamp", a->at);
	attribute(&w->b, "string", "lifecycle:transition", STR("complete"));
	if (a->post.n > 0) {
		attribute(&w->b, "string", "org:resource", a->post);
		attribute(&w->b, "string", "org:group", a->unit);
	}
	buf_text(&w->b, "</event>\n");
	return true;
}

static bool end_trace(void *ctx, struct err *e)
{
	struct writing *w = ctx;

	buf_text(&w->b, "</trace>\n");
	return mine_flush(&w->b, PIECE, w->f, e);
}

/* ---- text ---- */

static bool begin_rows(void *ctx, const struct case_row *row, struct err *e)
{
	struct writing *w = ctx;

	(void)e;
	w->n++;
	w->row = row;
	return true;
}

static bool put_row(void *ctx, const struct arrival *a, struct err *e)
{
	struct writing *w = ctx;
	char text[INSTANT_TEXT];

	(void)e;
	buf_fmt(&w->b, "%lld,", (long long)w->n);
	csv_put(&w->b, a->activity);
	buf_fmt(&w->b, ",%s,", instant_text(a->at, text));
	csv_put(&w->b, a->post);
	buf_char(&w->b, ',');
	csv_put(&w->b, a->unit);
	buf_char(&w->b, ',');
	csv_put(&w->b, w->row->procedure);
	buf_text(&w->b, "\r\n");
	return true;
}

static bool end_rows(void *ctx, struct err *e)
{
	struct writing *w = ctx;

	return mine_flush(&w->b, PIECE, w->f, e);
}

static bool write_rows(struct app *app, bool is_xes, FILE *f, struct err *e)
{
	struct writing w = { .f = f };
	const struct arrivals_sink xes = { &w, begin_trace, put_event, end_trace };
	const struct arrivals_sink csv = { &w, begin_rows, put_row, end_rows };

	buf_init(&w.b, MOST);
	if (is_xes) {
		mine_xes_head(&w.b);
	} else {
		buf_text(&w.b, "case,activity,time,resource,group,procedure\r\n");
	}
	bool ok = arrivals_each(app, is_xes ? &xes : &csv, e);

	buf_text(&w.b, is_xes ? "</log>\n" : "");
	ok = ok && mine_flush(&w.b, 0, f, e);
	buf_done(&w.b);
	return ok;
}

/* ---- files ---- */

bool mine_format_named(struct str path, enum mine_format *out, struct err *e)
{
	static const struct {
		const char *end;
		enum mine_format format;
	} known[] = {
		{ ".json", MINE_FORMAT_OCEL_JSON }, { ".jsonocel", MINE_FORMAT_OCEL_JSON },
		{ ".xml", MINE_FORMAT_OCEL_XML }, { ".xmlocel", MINE_FORMAT_OCEL_XML },
		{ ".sqlite", MINE_FORMAT_OCEL_SQLITE }, { ".db", MINE_FORMAT_OCEL_SQLITE },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (str_ends(path, str_of(known[i].end))) {
			*out = known[i].format;
			return true;
		}
	}
	return err_set(e, ERR_INVALID, "ocel.name", NULL);
}

static bool write_as(struct app *app, enum mine_format format, const char *path, FILE *f,
		     struct err *e)
{
	switch (format) {
	case MINE_FORMAT_XES:
	case MINE_FORMAT_CSV:
		break;
	case MINE_FORMAT_OCEL_JSON:
		return mine_export_ocel(app, ocel_out_json(app->home, f), e);
	case MINE_FORMAT_OCEL_XML:
		return mine_export_ocel(app, ocel_out_xml(app->home, f), e);
	case MINE_FORMAT_OCEL_SQLITE:
		return mine_export_ocel(app, ocel_sqlite_out(app->home, path), e);
	}
	return write_rows(app, format == MINE_FORMAT_XES, f, e);
}

bool mine_export(struct app *app, enum mine_format format, const char *path, struct err *e)
{
	FILE *f = fopen(path, "wbx");
	bool ok = f != NULL && write_as(app, format, path, f, e);

	if (f == NULL || (fclose(f) != 0 && ok)) {
		ok = err_set(e, ERR_IO, "store.file", "file", path, "detail", strerror(errno),
			     NULL);
	}
	if (!ok && f != NULL) {
		(void)remove(path);	/* half a log is none */
	}
	return ok;
}
