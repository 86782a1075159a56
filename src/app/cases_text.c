/* Cases of a text with a row for each event. */
#include "cases_int.h"

#include "import.h"
#include "log_words.h"

#include "edge/table_in.h"

#include <errno.h>
#include <string.h>

struct reading {
	struct cases *c;
	size_t column[LOG_ROLES];	/* or CSV_FIELDS */
	size_t head[CSV_FIELDS];	/* of other columns; 0: none */
	size_t columns;
	struct arena arena;		/* a row's */
};

static bool find_column(struct reading *r, const struct csv *heads, enum log_role role,
			struct str told, struct str *word, struct err *e)
{
	size_t i = r->column[role] = log_column(&r->arena, heads, role, told);

	r->c->words.told[role] = told.n > 0;
	if (i < heads->n) {
		*word = str_dup(&r->c->arena, heads->field[i]);
		return true;
	}
	if (told.n > 0) {
		return err_set(e, ERR_INVALID, "import.column", "value",
			       str_cstr(&r->arena, told), NULL);
	}
	return role == LOG_ROLE_RESOURCE ||
	       err_set(e, ERR_INVALID, "log.column", "option", log_role_name(role), NULL);
}

static bool read_heads(struct reading *r, const struct csv *heads, struct err *e)
{
	const struct log_want *w = &r->c->want;
	struct log_words *to = &r->c->words;

	r->columns = heads->n;
	if (!find_column(r, heads, LOG_ROLE_CASE, w->name, &to->name, e) ||
	    !find_column(r, heads, LOG_ROLE_ACTIVITY, w->activity, &to->activity, e) ||
	    !find_column(r, heads, LOG_ROLE_TIME, w->time, &to->time, e) ||
	    !find_column(r, heads, LOG_ROLE_RESOURCE, w->resource, &to->resource, e)) {
		return false;
	}
	for (size_t i = 0; i < heads->n; i++) {
		bool own = false;

		for (int k = 0; k < LOG_ROLES; k++) {
			own = own || r->column[k] == i;
		}
		if (!own && heads->field[i].n > 0 &&
		    !cases_head(r->c, heads->field[i], &r->head[i], e)) {
			return false;
		}
	}
	return true;
}

static bool case_of(struct cases *c, struct str name, int64_t line, struct log_case **out,
		    struct err *e)
{
	*out = map_get(&c->by_name, name);
	if (*out != NULL) {
		return true;
	}
	if (c->cases == c->room) {
		size_t room = c->room == 0 ? 1024 : c->room * 2;
		struct log_case **wider = arena_array(&c->arena, struct log_case *, room);

		if (c->cases > 0) {
			memcpy(wider, c->one, c->cases * sizeof(*wider));
		}
		c->one = wider;
		c->room = room;
	}
	struct log_case *k = arena_new(&c->arena, struct log_case);

	case_start(c, k, line);
	c->bytes += sizeof(*k) + c->heads * sizeof(struct str);
	c->one[c->cases++] = k;
	*out = k;
	if (!case_keep(c, name, &k->name, e)) {
		return false;
	}
	map_put(&c->by_name, k->name, k);
	return true;
}

static bool microseconds(struct str s, int64_t *us)
{
	bool hour;

	if (import_time(s, us, &hour)) {
		*us *= 1000000;
		return true;
	}
	return xes_instant(s, us);
}

static struct str field(const struct reading *r, const struct csv *row, enum log_role role)
{
	return r->column[role] < row->n ? row->field[r->column[role]] : STR("");
}

static bool event(struct reading *r, const struct csv *row, struct err *e)
{
	struct cases *c = r->c;
	struct str name = field(r, row, LOG_ROLE_CASE), time = field(r, row, LOG_ROLE_TIME);
	struct log_event ev;
	struct log_case *k;

	if (name.n == 0) {
		(void)err_set(e, ERR_INVALID, "log.case", NULL);
		return err_add_int(e, "line", row->line);
	}
	if (!case_of(c, name, row->line, &k, e)) {
		return false;
	}
	for (size_t i = 0; i < row->n && i < r->columns; i++) {
		size_t at = r->head[i];

		if (at > 0 && k->value[at].n == 0 &&
		    !case_keep(c, row->field[i], &k->value[at], e)) {
			return false;
		}
	}
	if (!case_keep(c, field(r, row, LOG_ROLE_ACTIVITY), &ev.activity, e) ||
	    !case_keep(c, field(r, row, LOG_ROLE_RESOURCE), &ev.resource, e)) {
		return false;
	}
	if (ev.activity.n == 0 || !microseconds(time, &ev.time)) {
		case_fault(c, k, ev.activity.n == 0 ? "log.activity" : "log.time", time,
			   row->line);
		return true;
	}
	case_event(c, k, &ev);
	return true;
}

bool cases_text(struct cases *c, struct err *e)
{
	struct reading *r = arena_new(&c->arena, struct reading);
	struct table_in in;
	bool there = true, ok = true;

	r->c = c;
	if (fseek(c->file, 0, SEEK_SET) != 0) {
		return err_set(e, ERR_IO, "table.read", "reason", strerror(errno), NULL);
	}
	arena_init(&r->arena, 0);
	table_in_start(&in, c->file);
	ok = table_in_next(&in, &r->arena, &there, e) &&
	     (there ? read_heads(r, &in.csv, e) : err_set(e, ERR_INVALID, "import.empty", NULL));
	while (ok && there) {
		arena_reset(&r->arena);
		ok = table_in_next(&in, &r->arena, &there, e) &&
		     (!there || event(r, &in.csv, e));
	}
	table_in_done(&in);
	arena_done(&r->arena);
	return ok;
}
