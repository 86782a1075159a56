/* Event logs in XES, read for mining: the trace at hand stands aside until it ends. */
#include "mine_int.h"

#include "edge/xes_in.h"

#include "base/utf8.h"

#include <errno.h>
#include <string.h>

enum {
	ASIDE_MOST = 1 << 16,		/* events; of a longer trace they go to the log before */
	NAME_MOST = 1 << 20,		/* bytes; no tag is longer */
	PARTS = 8,			/* keys of a classifier */
};

/* An event of the trace at hand. */
struct aside {
	int64_t time;
	uint64_t life;
	int32_t activity, holder;
};

/* A due date, or an end, that is no time. */
struct unread {
	int64_t line;			/* 0: there is none */
	char value[ERR_VALUE_SIZE];
};

struct reading {
	struct mine_in *m;
	struct xes_in *in;
	struct arena words;		/* keys of the classifier */
	struct str part[PARTS];
	size_t parts;
	bool lives;			/* events say where in their life they are */
	/* the trace at hand */
	int64_t line;			/* where it begins */
	struct buf name;
	int32_t id;			/* once an event of it is in the log */
	struct aside *event;		/* its name may come behind them */
	size_t events;
	int64_t when[2];		/* due, ended as it says, or MINE_NEVER */
	struct unread unread[2];	/* what it says instead */
	uint8_t marks;
	/* the event at hand */
	int64_t event_line;
	struct mine_event now;
	bool timed, did;		/* it has a time, an activity */
	bool other;			/* another transition than is asked for */
	enum mine_transition transition;
	uint64_t instance;
	struct arena said;		/* its parts of the classifier */
	struct str value[PARTS];
	bool untimely;			/* its time cannot be read: */
	char bad[ERR_VALUE_SIZE];
};

/* ---- what is said ---- */

static void keep_text(char to[static ERR_VALUE_SIZE], struct str s)
{
	struct str shown = utf8_prefix(s, ERR_VALUE_SIZE - 1);

	if (shown.n > 0) {
		memcpy(to, shown.p, shown.n);
	}
	to[shown.n] = '\0';
}

static void trace_time(struct reading *r, enum mine_key key, struct str value)
{
	int64_t us;
	enum mine_said said = mine_said_time(r->m, value, &us);

	r->m->met |= 1U << key;
	if (said == MINE_SAID_TIME) {
		r->when[key] = us;
	} else if (said == MINE_SAID_OTHER) {
		r->unread[key].line = xes_in_line(r->in);
		keep_text(r->unread[key].value, value);
	}
}

static void trace_attr(struct reading *r, struct str key, struct str value)
{
	const struct mine_want *w = &r->m->want;

	if (str_eq(key, r->m->word[LOG_ROLE_CASE])) {
		buf_reset(&r->name);
		buf_str(&r->name, value);
	}
	if (w->due.n > 0 && str_eq(key, w->due)) {
		trace_time(r, MINE_KEY_DUE, value);
	}
	if (w->ended.n > 0 && str_eq(key, w->ended)) {
		trace_time(r, MINE_KEY_ENDED, value);
	}
	r->marks |= mine_marks(r->m, key, value);
}

static void event_time(struct reading *r, struct str value)
{
	r->timed = mine_when(r->m, value, &r->now.time);
	r->untimely = !r->timed;
	if (r->untimely) {
		keep_text(r->bad, value);
	}
}

/* Where the transition chooses the events, or names the activity, no two belong together. */
static void event_life(struct reading *r, struct str key, struct str value)
{
	const struct mine_want *w = &r->m->want;

	if (str_is(key, "lifecycle:transition")) {
		r->other = w->transition.n > 0 && !mine_transition_is(value, w->transition);
		r->transition = r->lives ? mine_transition(value) : MINE_OTHER;
	} else if (str_is(key, "concept:instance") && r->lives) {
		r->instance = mine_instance(&r->m->log, value);
	}
}

static void event_part(struct reading *r, struct str key, struct str value)
{
	for (size_t i = 0; i < r->parts; i++) {
		if (str_eq(key, r->part[i])) {
			r->value[i] = str_dup(&r->said, value);
		}
	}
}

/* "complete+Ask": the parts that are there. */
static bool activity_of_parts(struct reading *r, struct err *e)
{
	struct str all = STR("");

	for (size_t i = 0; i < r->parts; i++) {
		all = i == 0 ? r->value[0] : STR_JOIN(&r->said, all, STR("+"), r->value[i]);
		r->did = r->did || r->value[i].n > 0;
	}
	return !r->did || mine_names_id(&r->m->log.activities, all, &r->now.activity, e);
}

static bool event_attr(struct reading *r, struct str key, struct str value, struct err *e)
{
	struct mine_in *m = r->m;

	event_part(r, key, value);
	event_life(r, key, value);
	if (str_eq(key, m->word[LOG_ROLE_TIME])) {
		event_time(r, value);
	}
	if (m->want.marks > 0) {
		r->marks |= mine_marks(m, key, value);
	}
	if (str_eq(key, m->word[LOG_ROLE_RESOURCE])) {
		m->met |= 1U << MINE_KEY_HOLDER;
		if (value.n > 0 && !mine_names_id(&m->log.holders, value, &r->now.holder, e)) {
			return false;
		}
	}
	if (r->parts > 0 || !str_eq(key, m->word[LOG_ROLE_ACTIVITY])) {
		return true;
	}
	r->did = value.n > 0;
	return value.n == 0 || mine_names_id(&m->log.activities, value, &r->now.activity, e);
}

static bool on_attr(void *ctx, enum xes_scope of, const struct xes_attr *a, struct err *e)
{
	struct reading *r = ctx;

	if (a->depth > 0) {
		return true;
	}
	if (of == XES_EVENT) {
		return event_attr(r, str_of(a->key), str_of(a->value), e);
	}
	if (of == XES_TRACE) {
		trace_attr(r, str_of(a->key), str_of(a->value));
	}
	/* What a log declares for all there is, though no case may say it yet. */
	if (of == XES_GLOBAL_TRACE || of == XES_GLOBAL_EVENT) {
		mine_met(r->m, of == XES_GLOBAL_EVENT, str_of(a->key));
	}
	return true;
}

/* Without a classifier, whose keys only the log tells. */
static bool wants(void *ctx, struct str key)
{
	const struct mine_in *m = ((struct reading *)ctx)->m;
	const struct mine_want *w = &m->want;
	bool known = str_starts(key, STR("concept:")) || str_starts(key, STR("lifecycle:")) ||
		     str_eq(key, w->due) || str_eq(key, w->ended);

	for (int i = 0; i < LOG_ROLES && !known; i++) {
		known = str_eq(key, m->word[i]);
	}
	for (size_t i = 0; i < w->marks && !known; i++) {
		known = str_eq(key, w->mark[i].key);
	}
	return known;
}

static bool on_classifier(void *ctx, const char *name, const char *keys, struct err *e)
{
	struct reading *r = ctx;
	struct str rest = str_of(keys), key;

	(void)e;
	if (r->m->want.classifier.n == 0 || !str_is(r->m->want.classifier, name)) {
		return true;
	}
	while (r->parts < PARTS && xes_classifier_key(&rest, &key)) {
		r->lives = r->lives && !str_is(key, "lifecycle:transition");
		r->part[r->parts++] = str_dup(&r->words, key);
	}
	mine_words(r->m, LOG_ROLE_ACTIVITY, r->m->want.classifier, str_of(keys));
	return true;
}

/* The log has no classifier of that name. */
static bool unclassified(const struct reading *r, struct err *e)
{
	struct str told = r->m->want.classifier;

	return told.n > 0 && r->parts == 0 &&
	       !err_set(e, ERR_INVALID, "mine.classifier", "value",
			told.n < ERR_VALUE_SIZE ? str_cstr(&r->m->arena, told) : "…", NULL);
}

static bool on_stray(void *ctx, struct err *e)
{
	struct reading *r = ctx;
	const struct mine_fault fault = { .key = "mine.stray", .line = xes_in_line(r->in) };

	(void)e;
	mine_saw(r->m);
	mine_note(r->m, &fault);
	return true;
}

/* ---- events ---- */

static bool on_begin(void *ctx, enum xes_scope what, struct err *e)
{
	struct reading *r = ctx;

	if (what == XES_TRACE) {
		if (unclassified(r, e)) {
			return false;
		}
		r->line = xes_in_line(r->in);
		buf_reset(&r->name);
		r->id = MINE_NONE;
		r->events = 0;
		r->when[MINE_KEY_DUE] = r->when[MINE_KEY_ENDED] = MINE_NEVER;
		r->unread[MINE_KEY_DUE].line = r->unread[MINE_KEY_ENDED].line = 0;
		r->marks = 0;
	} else {
		r->event_line = xes_in_line(r->in);
		r->now = (struct mine_event){ .activity = MINE_NONE, .holder = MINE_NONE };
		r->timed = r->did = r->untimely = r->other = false;
		r->transition = MINE_OTHER;
		r->instance = 0;
		if (r->parts > 0) {
			arena_reset(&r->said);
			memset(r->value, 0, sizeof(r->value));
		}
	}
	return true;
}

/* Those aside, into the log. */
static bool settle(struct reading *r, struct err *e)
{
	struct mine_log *l = &r->m->log;

	if (r->id == MINE_NONE && !mine_names_id(&l->cases, buf_view(&r->name), &r->id, e)) {
		return false;
	}
	for (size_t i = 0; i < r->events; i++) {
		const struct aside *one = &r->event[i];
		const struct mine_event ev = { .in = r->id, .activity = one->activity,
					       .holder = one->holder, .time = one->time,
					       .life = one->life };

		if (!mine_log_add(l, &ev, e)) {
			return false;
		}
	}
	r->events = 0;
	return true;
}

static bool caseless(struct reading *r, struct err *e)
{
	const struct mine_fault fault = { .key = "mine.caseless", .line = r->line,
					  .attribute = r->m->word[LOG_ROLE_CASE] };

	r->events = 0;
	return mine_skip(r->m, &fault, e);
}

static bool end_event(struct reading *r, struct err *e)
{
	struct mine_in *m = r->m;

	if (r->parts > 0 && !activity_of_parts(r, e)) {
		return false;
	}
	const struct mine_fault fault = {
		.key = r->untimely ? "mine.time" : !r->timed ? "mine.untimed" : "mine.nameless",
		.line = r->event_line, .name = buf_view(&r->name),
		.attribute = m->word[!r->timed ? LOG_ROLE_TIME : LOG_ROLE_ACTIVITY],
		.value = str_of(r->untimely ? r->bad : ""),
	};

	mine_saw(m);
	if (r->other) {
		return true;
	}
	if (!r->timed || !r->did) {
		return mine_skip(m, &fault, e);
	}
	if (r->events == ASIDE_MOST && !(r->name.n > 0 ? settle(r, e) : caseless(r, e))) {
		return false;
	}
	r->event[r->events++] = (struct aside){
		.time = r->now.time, .life = mine_life(r->transition, r->instance),
		.activity = r->now.activity, .holder = r->now.holder,
	};
	return true;
}

static bool end_unread(struct reading *r, enum mine_key key, struct err *e)
{
	const struct mine_want *w = &r->m->want;
	const struct mine_fault at = {
		.key = "mine.undated", .line = r->unread[key].line, .name = buf_view(&r->name),
		.attribute = key == MINE_KEY_DUE ? w->due : w->ended,
		.value = str_of(r->unread[key].value),
	};

	return at.line == 0 || mine_unread(r->m, r->id, key, &at, e);
}

static bool end_trace(struct reading *r, struct err *e)
{
	struct mine_log *l = &r->m->log;
	int64_t due = r->when[MINE_KEY_DUE], ended = r->when[MINE_KEY_ENDED];

	if (r->id == MINE_NONE && r->name.n == 0) {
		return caseless(r, e);
	}
	return settle(r, e) && (due == MINE_NEVER || mine_log_due(l, r->id, due, e)) &&
	       (ended == MINE_NEVER || mine_log_ended(l, r->id, ended, e)) &&
	       end_unread(r, MINE_KEY_DUE, e) && end_unread(r, MINE_KEY_ENDED, e) &&
	       (r->marks == 0 || mine_log_flag(l, r->id, r->marks, e));
}

static bool on_end(void *ctx, enum xes_scope what, struct err *e)
{
	struct reading *r = ctx;

	return what == XES_TRACE ? end_trace(r, e) : end_event(r, e);
}

/* ---- what keys there are ---- */

enum { LOOKED_AT = 2000 };		/* events */

struct looking {
	struct mine_in *m;
	struct xes_in *in;
	int events;
};

static bool look_attr(void *ctx, enum xes_scope of, const struct xes_attr *a, struct err *e)
{
	struct looking *k = ctx;

	(void)e;
	if (a->depth == 0 && (of == XES_TRACE || of == XES_EVENT)) {
		mine_has(k->m, of == XES_EVENT, str_of(a->key));
	}
	return true;
}

static bool look_end(void *ctx, enum xes_scope what, struct err *e)
{
	struct looking *k = ctx;

	(void)e;
	if (what == XES_EVENT && ++k->events == LOOKED_AT) {
		xes_in_pause(k->in);
	}
	return true;
}

/* Once more from its beginning, for what is not asked for was not read. */
static bool look(struct mine_in *m, FILE *f, struct err *e)
{
	struct looking *k = arena_new(&m->file, struct looking);
	const struct xes_sink sink = { .ctx = k, .end = look_end, .attr = look_attr };
	bool more;

	k->m = m;
	if (fseek(f, 0, SEEK_SET) != 0) {
		return err_set(e, ERR_IO, "table.read", "reason", strerror(errno), NULL);
	}
	bool ok = xes_in_open(&m->file, f, &sink, &k->in, e) && xes_in_run(k->in, &more, e);

	xes_in_close(k->in);
	return ok;
}

static void word(struct mine_in *m, enum log_role role, struct str told, const char *usual)
{
	mine_words(m, role, told, told.n > 0 ? told : str_of(usual));
}

bool mine_xes(struct mine_in *m, FILE *f, struct err *e)
{
	struct reading *r = arena_new(&m->file, struct reading);
	const struct xes_sink sink = { .ctx = r, .begin = on_begin, .end = on_end,
				       .attr = on_attr, .classifier = on_classifier,
				       .stray = on_stray,
				       .wants = m->want.classifier.n == 0 ? wants : NULL };
	bool more = true;

	r->m = m;
	r->event = arena_array(&m->file, struct aside, ASIDE_MOST);
	buf_init(&r->name, NAME_MOST);
	word(m, LOG_ROLE_CASE, m->want.name, "concept:name");
	word(m, LOG_ROLE_ACTIVITY, m->want.activity, "concept:name");
	word(m, LOG_ROLE_TIME, m->want.time, "time:timestamp");
	word(m, LOG_ROLE_RESOURCE, m->want.holder, "org:resource");
	r->lives = m->want.transition.n == 0 &&
		   !str_is(m->word[LOG_ROLE_ACTIVITY], "lifecycle:transition");
	arena_init(&r->words, 0);
	arena_init(&r->said, 0);
	bool ok = xes_in_open(&m->file, f, &sink, &r->in, e) && xes_in_run(r->in, &more, e);

	xes_in_close(r->in);
	buf_done(&r->name);
	arena_done(&r->said);
	arena_done(&r->words);
	return ok && (!mine_unmet(m) || look(m, f, e));
}
