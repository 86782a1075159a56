/* Event logs of anybody, read for mining. */
#include "mine_int.h"

#include "core/mine_time.h"
#include "store/ocel_sqlite.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <errno.h>
#include <string.h>

enum { PEEK = 4096 };

static const size_t column_most = (size_t)MINE_EVENTS_MOST * 8;
static const size_t text_most = (size_t)4 << 30;

struct mine_in *mine_open(struct arena *a, const struct mine_want *want)
{
	struct mine_in *m = arena_new(a, struct mine_in);
	struct buf *buf[MINE_BUFS];
	uint64_t seed;

	*m = (struct mine_in){ .want = *want };
	arena_init(&m->arena, 0);
	arena_init(&m->file, 0);
	mine_log_bufs(&m->log, buf);
	for (size_t i = 0; i < MINE_BUFS; i++) {
		buf_init(buf[i], column_most > text_most ? column_most : text_most);
	}
	buf_init(&m->back, column_most);
	buf_init(&m->unread_of, MINE_NAMES_MOST);
	random_bytes(&seed, sizeof(seed));
	m->log.cases.seed = m->log.activities.seed = m->log.holders.seed = seed;
	return m;
}

/* What offices send instead: a workbook as it is, or a log packed by another program. */
static bool mistaken(FILE *f, struct err *e)
{
	char first[PEEK];
	struct str s = { first, fread(first, 1, sizeof(first), f) };
	bool zip = str_starts(s, STR("PK\3\4")) || str_starts(s, STR("PK\5\6"));
	bool book = str_starts(s, STR("\xd0\xcf\x11\xe0"));

	/* Names of parts stand in it as they are. */
	for (size_t i = 0; zip && !book && i < s.n; i++) {
		struct str rest = str_sub(s, i, s.n);

		book = str_starts(rest, STR("[Content_Types].xml")) ||
		       str_starts(rest, STR("xl/")) ||
		       str_starts(rest, STR("application/vnd.oasis.opendocument"));
	}
	return (zip || book) &&
	       !err_set(e, ERR_INVALID, book ? "mine.workbook" : "mine.zip", NULL);
}

static bool read_file(struct mine_in *m, FILE *f, struct err *e)
{
	if (fseek(f, 0, SEEK_SET) == 0 && mistaken(f, e)) {
		return false;
	}
	if (fseek(f, 0, SEEK_SET) != 0) {
		return err_set(e, ERR_IO, "table.read", "reason", strerror(errno), NULL);
	}
	enum ocel_form form;
	bool packed;

	if (ocel_sqlite_looks(f)) {
		m->other = true;
		return mine_ocel_sqlite(m, f, e);
	}
	if (!ocel_in_looks(f, &form, &packed, e)) {
		return false;
	}
	m->xes = m->xes || form == OCEL_OTHER_XML;
	m->other = m->other || form != OCEL_OTHER_XML;
	return form == OCEL_OTHER_XML ? mine_xes(m, f, e)
	       : form == OCEL_NONE ? mine_text(m, f, packed, e) : mine_ocel(m, f, form, e);
}

bool mine_read(struct mine_in *m, FILE *f, struct err *e)
{
	bool ok = read_file(m, f, e);

	if (!ok && strcmp(e->key, "xes.log") == 0) {
		(void)snprintf(e->key, sizeof(e->key), "mine.no_log");	/* nor anything else */
	}
	arena_reset(&m->file);
	return ok;
}

void mine_close(struct mine_in *m)
{
	struct buf *buf[MINE_BUFS];

	if (m == NULL) {
		return;
	}
	mine_log_bufs(&m->log, buf);
	for (size_t i = 0; i < MINE_BUFS; i++) {
		buf_done(buf[i]);
	}
	buf_done(&m->back);
	buf_done(&m->unread_of);
	arena_done(&m->file);
	arena_done(&m->arena);
}

struct mine_log *mine_log_of(struct mine_in *m)
{
	return &m->log;
}

/* By event as they came, so only where they are in order already. */
const uint8_t *mine_back_of(const struct mine_in *m)
{
	bool known = m->log.events > 0 && m->back.n == m->log.events && !m->log.apart &&
		     !m->log.late;

	return known ? (const uint8_t *)(const void *)m->back.p : NULL;
}

const struct mine_skips *mine_skips_of(const struct mine_in *m)
{
	return &m->skips;
}

const struct mine_skips *mine_unread_of(const struct mine_in *m)
{
	return &m->unread;
}

bool mine_all_xes(const struct mine_in *m)
{
	return m->xes && !m->other;
}

const struct mine_objects *mine_objects_of(const struct mine_in *m)
{
	return m->objects;
}

struct str mine_word(const struct mine_in *m, enum log_role role)
{
	return m->word[role];
}

bool mine_word_told(const struct mine_in *m, enum log_role role)
{
	return m->told[role];
}

void mine_words(struct mine_in *m, enum log_role role, struct str told, struct str word)
{
	m->told[role] = told.n > 0;
	m->word[role] = str_dup(&m->arena, word);
}

void mine_named(struct mine_in *m, struct str name)
{
	m->name = name;
}

/* Of names only so much is told as fits. */
static void add(struct err *e, const char *name, struct str s)
{
	char text[ERR_VALUE_SIZE];
	struct str cut = utf8_prefix(s, sizeof(text) - 1);

	if (cut.n > 0) {		/* nothing may stand nowhere */
		memcpy(text, cut.p, cut.n);
	}
	text[cut.n] = '\0';
	(void)err_add(e, name, text);
}

static void say_fault(const struct mine_fault *f, struct err *why)
{
	static const struct str none = STR_INIT("–");

	(void)err_set(why, ERR_INVALID, f->key, NULL);
	(void)err_add_int(why, "line", f->line);
	add(why, "case", f->name.n > 0 ? f->name : none);
	add(why, "attribute", f->attribute.n > 0 ? f->attribute : none);
	add(why, "value", f->value);
}

void mine_say_fault(const struct mine_in *m, const struct mine_fault *f, struct err *why)
{
	say_fault(f, why);
	if (m->name.n > 0) {
		add(why, "file", m->name);
	}
}

void mine_note(struct mine_in *m, const struct mine_fault *f)
{
	if (m->skips.n < MINE_SKIPS_SHOWN) {
		mine_say_fault(m, f, &m->skips.first[m->skips.n]);
	}
	m->skips.n++;
}

bool mine_skip(struct mine_in *m, const struct mine_fault *f, struct err *e)
{
	if (!m->want.lenient) {
		say_fault(f, e);
		return false;
	}
	mine_note(m, f);
	return true;
}

void mine_saw(struct mine_in *m)
{
	const struct progress *p = &m->want.progress;

	if (++m->events % MINE_TOLD == 0 && p->fn != NULL) {
		p->fn(p->ctx, "progress.events", m->events, 0);
	}
}

uint8_t mine_marks(struct mine_in *m, struct str key, struct str value)
{
	unsigned marks = 0;

	for (size_t i = 0; i < m->want.marks; i++) {
		const struct mine_mark *mark = &m->want.mark[i];

		if (str_eq(mark->key, key)) {
			m->marked |= 1U << i;
			marks |= (str_eq(mark->value, value) ? 1U : 0U) << i;
		}
	}
	return (uint8_t)marks;
}

/* ---- times ---- */

bool mine_separator(struct str s, char *out)
{
	static const char mark[] = ",;\t|:^~ ";
	static const char *const name[] = { "comma", "semicolon", "tab", "bar" };

	for (size_t i = 0; i < ARRAY_LEN(name); i++) {
		if (str_is(s, name[i])) {
			*out = mark[i];
			return true;
		}
	}
	*out = s.n == 1 ? s.p[0] : '\0';
	return s.n == 1 && strchr(mark, s.p[0]) != NULL;
}

bool mine_when(const struct mine_in *m, struct str s, int64_t *us)
{
	return (m->want.form.n > 0 && mine_time_by(m->want.form, s, m->want.zone_s, us)) ||
	       mine_instant(s, m->want.zone_s, us);
}
