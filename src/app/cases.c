/* Event logs as a table of cases. */
#include "cases_int.h"

#include "base/utf8.h"
#include <string.h>

static const char *const fixed[LOG_FIXED] = {
	[LOG_CASE] = "case", [LOG_FIRST] = "first", [LOG_LAST] = "last",
	[LOG_EVENTS] = "events", [LOG_ACTIVITY] = "activity", [LOG_RESOURCE] = "resource",
};

void case_start(struct cases *c, struct log_case *k, int64_t line)
{
	*k = (struct log_case){ .line = line, .first = INT64_MAX, .last = INT64_MIN };
	k->value = arena_array(c->kept, struct str, c->heads);
}

void case_event(struct cases *c, struct log_case *k, const struct log_event *ev)
{
	const struct log_want *w = &c->want;

	k->events++;
	if (ev->time < k->first) {
		k->first = ev->time;
	}
	/* Of one time the later line is the later event. */
	if (ev->time >= k->last) {
		k->last = ev->time;
		k->activity = ev->activity;
		k->resource = ev->resource;
	}
	for (size_t i = 0; i < w->dones; i++) {
		k->done = k->done || str_eq(w->done[i], ev->activity);
	}
}

void case_fault(struct cases *c, struct log_case *k, const char *key, struct str value,
		int64_t line)
{
	if (k->fault != NULL) {
		return;
	}
	k->fault = arena_new(c->kept, struct err);
	(void)err_set(k->fault, ERR_INVALID, key, "value", str_cstr(c->kept, value), NULL);
	(void)err_add_int(k->fault, "line", line);
}

/* Activities and people come again and again. */
bool case_keep(struct cases *c, struct str s, struct str *out, struct err *e)
{
	const struct str *there = s.n > 0 ? map_get(&c->word, s) : NULL;

	if (there != NULL || s.n == 0) {
		*out = there != NULL ? *there : STR("");
		return true;
	}
	struct str *own = arena_new(&c->arena, struct str), text = str_dup(&c->arena, s);

	if (!utf8_nfc(&c->arena, text, own, e)) {
		return false;
	}
	*own = str_trim(*own);
	map_put(&c->word, text, own);
	c->bytes += 2 * s.n + 4 * sizeof(*own);
	*out = *own;
	return c->bytes <= CASES_BYTES || err_set(e, ERR_LIMIT, "log.many", NULL);
}

static struct str moment(struct arena *a, int64_t us)
{
	char text[INSTANT_TEXT];
	int64_t at = us / 1000000 - (us % 1000000 < 0);

	return str_dup(a, str_of(instant_text(at, text)));
}

static void put(const struct cases *c, struct arena *a, const struct log_case *k,
		struct rows_row *row)
{
	row->line = k->line;
	row->n = c->heads;
	row->done = k->done;
	row->fault = k->fault;
	for (size_t i = LOG_FIXED; i < c->heads; i++) {
		row->field[i] = k->value[i];
	}
	row->field[LOG_CASE] = k->name;
	row->field[LOG_FIRST] = k->events > 0 ? moment(a, k->first) : STR("");
	row->field[LOG_LAST] = k->events > 0 ? moment(a, k->last) : STR("");
	row->field[LOG_EVENTS] = str_int(a, k->events);
	row->field[LOG_ACTIVITY] = k->activity;
	row->field[LOG_RESOURCE] = k->resource;
}

bool cases_open(struct arena *a, FILE *f, const struct log_want *want, struct cases **out,
		struct err *e)
{
	struct cases *c = arena_new(a, struct cases);

	*c = (struct cases){ .want = *want, .file = f, .heads = LOG_FIXED };
	arena_init(&c->arena, CASES_ARENA);
	c->kept = &c->arena;
	map_init(&c->word, &c->arena);
	map_init(&c->by_name, &c->arena);
	for (size_t i = 0; i < LOG_FIXED; i++) {
		c->head[i] = str_of(fixed[i]);
	}
	if (!(xes_in_looks(f) ? cases_xes(c, e) : cases_text(c, e))) {
		cases_close(c);
		return false;
	}
	*out = c;
	return true;
}

bool cases_next(struct cases *c, struct arena *a, struct rows_row *row, bool *there,
		struct err *e)
{
	*there = true;
	if (!c->headed) {
		c->headed = true;
		row->line = 0;
		row->n = c->heads;
		memcpy(row->field, c->head, c->heads * sizeof(c->head[0]));
		return true;
	}
	if (c->xes != NULL) {
		struct log_case k;

		if (!cases_xes_next(c, a, &k, there, e)) {
			return false;
		}
		if (*there) {
			put(c, a, &k, row);
		}
		return true;
	}
	*there = c->at < c->cases;
	if (*there) {
		put(c, a, c->one[c->at++], row);
	}
	return true;
}

void cases_close(struct cases *c)
{
	if (c != NULL) {
		xes_in_close(c->xes);
		arena_done(&c->arena);
	}
}

const struct log_words *cases_words(const struct cases *c)
{
	return &c->words;
}

bool cases_head(struct cases *c, struct str name, size_t *at, struct err *e)
{
	struct str kept = str_dup(&c->arena, name);

	if (c->heads == CSV_FIELDS) {
		return err_set(e, ERR_LIMIT, "log.wide", NULL);
	}
	c->head[c->heads] = kept;
	*at = c->heads++;
	return true;
}
