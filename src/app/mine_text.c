/* Event logs as text with a row for each event, read for mining. */
#include "mine_int.h"

#include "edge/table_in.h"

#include <string.h>

struct reading {
	struct mine_in *m;
	struct table_in in;
	struct arena arena;		/* of a row */
	size_t column[LOG_ROLES];	/* or CSV_FIELDS */
	size_t due, ended;
	size_t life[LOG_LIVES];		/* or CSV_FIELDS */
	size_t mark[MINE_MARKS];
	size_t heads;			/* how many columns have one */
	char have[ERR_VALUE_SIZE];	/* the first of them, to be named */
};

/* "a, b, c, …" */
static void keep_heads(struct reading *r)
{
	const struct csv *heads = &r->in.csv;
	struct buf b;

	buf_init(&b, sizeof(r->have) - 1);
	for (size_t i = 0; i < heads->n; i++) {
		if (b.n + heads->field[i].n + strlen(", , …") > b.limit) {
			buf_text(&b, b.n + strlen(", …") <= b.limit ? ", …" : "");
			break;
		}
		buf_text(&b, i > 0 ? ", " : "");
		buf_str(&b, heads->field[i]);
	}
	memcpy(r->have, b.n > 0 ? b.p : "–", b.n > 0 ? b.n + 1 : sizeof("–"));
	r->heads = heads->n;
	buf_done(&b);
}

static bool no_column(struct reading *r, struct str told, struct err *e)
{
	return err_set(e, ERR_INVALID, "mine.column", "value", str_cstr(&r->arena, told), "have",
		       r->have, NULL);
}

static bool find(struct reading *r, enum log_role role, struct str told, struct err *e)
{
	const struct csv *heads = &r->in.csv;
	size_t i = r->column[role] = log_column(&r->arena, heads, role, told);

	if (i < heads->n) {
		mine_words(r->m, role, told, heads->field[i]);
		return true;
	}
	mine_words(r->m, role, told, STR(""));
	if (told.n > 0) {
		return no_column(r, told, e);
	}
	return role == LOG_ROLE_RESOURCE ||
	       err_set(e, ERR_INVALID, "mine.no_column", "option", log_role_name(role), "have",
		       r->have, NULL);
}

static bool find_told(struct reading *r, struct str told, size_t *out, struct err *e)
{
	*out = told.n > 0 ? log_column_named(&r->arena, &r->in.csv, told) : CSV_FIELDS;
	return told.n == 0 || *out < CSV_FIELDS || no_column(r, told, e);
}

static bool read_heads(struct reading *r, struct err *e)
{
	const struct mine_want *w = &r->m->want;

	keep_heads(r);
	bool ok = find(r, LOG_ROLE_CASE, w->name, e) &&
		  find(r, LOG_ROLE_ACTIVITY, w->activity, e) &&
		  find(r, LOG_ROLE_TIME, w->time, e) &&
		  find(r, LOG_ROLE_RESOURCE, w->holder, e) &&
		  find_told(r, w->due, &r->due, e) && find_told(r, w->ended, &r->ended, e);

	/* What is told by its name is a column, or an error. */
	r->m->met = (1U << MINE_KEYS) - 1;
	r->m->marked = (1U << w->marks) - 1;
	for (int i = 0; i < LOG_LIVES; i++) {
		r->life[i] = log_column_life(&r->arena, &r->in.csv, (enum log_life)i);
	}
	for (size_t i = 0; ok && i < w->marks; i++) {
		ok = find_told(r, w->mark[i].key, &r->mark[i], e);
	}
	return ok;
}

static struct str field(const struct reading *r, size_t column)
{
	return column < r->in.csv.n ? r->in.csv.field[column] : STR("");
}

static bool case_time(struct reading *r, int32_t in, enum mine_key key, size_t column,
		      struct err *e)
{
	const struct mine_want *w = &r->m->want;
	const struct mine_fault at = {
		.key = "mine.undated", .line = r->in.csv.line,
		.name = field(r, r->column[LOG_ROLE_CASE]),
		.attribute = key == MINE_KEY_DUE ? w->due : w->ended, .value = field(r, column),
	};

	return column == CSV_FIELDS || mine_case_time(r->m, in, key, &at, e);
}

/* What the row says of its case. */
static bool of_case(struct reading *r, int32_t in, struct err *e)
{
	struct mine_in *m = r->m;
	const struct mine_want *w = &m->want;
	uint8_t marks = 0;

	for (size_t i = 0; i < w->marks; i++) {
		marks |= (uint8_t)(str_eq(field(r, r->mark[i]), w->mark[i].value) ? 1U << i : 0);
	}
	return case_time(r, in, MINE_KEY_DUE, r->due, e) &&
	       case_time(r, in, MINE_KEY_ENDED, r->ended, e) &&
	       (marks == 0 || mine_log_flag(&m->log, in, marks, e));
}

/* A head that stands twice, of a column that counts: nobody knows which is meant. */
static bool doubled(struct reading *r, struct err *e)
{
	const struct csv *heads = &r->in.csv;
	const size_t uses[] = { r->column[LOG_ROLE_CASE], r->column[LOG_ROLE_ACTIVITY],
				r->column[LOG_ROLE_TIME], r->column[LOG_ROLE_RESOURCE], r->due,
				r->ended };
	bool ok = true;

	for (size_t i = 0; i < ARRAY_LEN(uses) && ok; i++) {
		size_t k = uses[i] < CSV_FIELDS ? uses[i] + 1 : heads->n;

		while (k < heads->n && !str_eq(heads->field[k], heads->field[uses[i]])) {
			k++;
		}
		if (k < heads->n) {
			const struct mine_fault twice = { .key = "mine.doubled",
							  .line = heads->line,
							  .attribute = heads->field[k] };

			ok = mine_skip(r->m, &twice, e);
		}
	}
	return ok;
}

/* Cells beyond the heads: something moved the row's cells, unless nothing stands there. */
static bool overfull(const struct reading *r)
{
	size_t i = r->heads;

	while (i < r->in.csv.n && r->in.csv.field[i].n == 0) {
		i++;
	}
	return i < r->in.csv.n;
}

/* Where the transition chooses the events, or names the activity, no two belong together. */
static uint64_t life(const struct reading *r, struct str transition)
{
	if (r->m->want.transition.n > 0 || transition.n == 0 ||
	    r->life[LOG_LIFE_TRANSITION] == r->column[LOG_ROLE_ACTIVITY]) {
		return 0;
	}
	return mine_life(mine_transition(transition),
			 mine_instance(&r->m->log, field(r, r->life[LOG_LIFE_INSTANCE])));
}

static bool event(struct reading *r, struct err *e)
{
	struct mine_in *m = r->m;
	struct str name = field(r, r->column[LOG_ROLE_CASE]);
	struct str activity = field(r, r->column[LOG_ROLE_ACTIVITY]);
	struct str time = field(r, r->column[LOG_ROLE_TIME]);
	struct str holder = field(r, r->column[LOG_ROLE_RESOURCE]);
	struct str transition = field(r, r->life[LOG_LIFE_TRANSITION]);
	struct mine_event ev = { .holder = MINE_NONE, .life = life(r, transition) };
	bool timed = mine_when(m, time, &ev.time);
	enum log_role lacks = name.n == 0 ? LOG_ROLE_CASE
			      : !timed ? LOG_ROLE_TIME : LOG_ROLE_ACTIVITY;
	const struct mine_fault fault = {
		.key = name.n == 0 ? "mine.caseless" : time.n == 0 ? "mine.untimed"
		       : !timed ? "mine.time" : "mine.nameless",
		.line = r->in.csv.line, .name = name, .attribute = m->word[lacks],
		.value = timed ? STR("") : time,
	};

	mine_saw(m);
	if (m->want.transition.n > 0 && transition.n > 0 &&
	    !mine_transition_is(transition, m->want.transition)) {
		return true;
	}
	if (overfull(r)) {
		const struct mine_fault cells = { .key = "mine.cells", .line = r->in.csv.line,
						  .name = name };

		return mine_skip(m, &cells, e);
	}
	if (name.n == 0 || !timed || activity.n == 0) {
		return mine_skip(m, &fault, e);
	}
	return mine_names_id(&m->log.cases, name, &ev.in, e) &&
	       mine_names_id(&m->log.activities, activity, &ev.activity, e) &&
	       (holder.n == 0 || mine_names_id(&m->log.holders, holder, &ev.holder, e)) &&
	       mine_log_add(&m->log, &ev, e) && of_case(r, ev.in, e);
}

/* What is told of the file, before it is read. */
static bool prepare(struct reading *r, FILE *f, bool packed, struct unpack **from, struct err *e)
{
	const struct mine_want *w = &r->m->want;

	r->in.csv.separator = w->separator;
	if (packed && !unpack_file(&r->m->file, f, UNPACK_MOST * INT64_C(64), from, e)) {
		return false;
	}
	table_in_packed(&r->in, *from);
	return w->coding.n == 0 ||
	       table_in_coding(&r->in, str_cstr(&r->m->file, w->coding), e);
}

bool mine_text(struct mine_in *m, FILE *f, bool packed, struct err *e)
{
	struct reading *r = arena_new(&m->file, struct reading);
	struct unpack *from = NULL;
	bool there = true;

	r->m = m;
	arena_init(&r->arena, 0);
	table_in_start(&r->in, f);
	bool ok = prepare(r, f, packed, &from, e) &&
		  table_in_next(&r->in, &r->arena, &there, e) &&
		  (there ? read_heads(r, e) && doubled(r, e)
			 : err_set(e, ERR_INVALID, "mine.empty", NULL));

	while (ok && there) {
		arena_reset(&r->arena);
		ok = table_in_next(&r->in, &r->arena, &there, e) && (!there || event(r, e));
	}
	table_in_done(&r->in);
	unpack_close(from);
	arena_done(&r->arena);
	return ok;
}
