/* Whether what was asked of a log is in it: keys that occur nowhere, values that say nothing. */
#include "mine_int.h"

#include "base/utf8.h"

#include <string.h>

/* ---- values that are no times ---- */

/* In the ways in which programs that make logs write it. */
static bool says_none(struct str value)
{
	static const char *const none[] = {
		"empty", "unknown", "missing", "null", "none", "nil", "na", "n/a", "nan", "nat",
		"undefined", "-", "--", "–", "—", "?", "không", "không có", "chưa có",
	};

	value = str_trim(value);
	for (size_t i = 0; i < ARRAY_LEN(none); i++) {
		if (mine_transition_is(value, str_of(none[i]))) {
			return true;
		}
	}
	return value.n == 0;
}

enum mine_said mine_said_time(const struct mine_in *m, struct str value, int64_t *us)
{
	return mine_when(m, value, us) ? MINE_SAID_TIME
	       : says_none(value) ? MINE_SAID_NONE : MINE_SAID_OTHER;
}

bool mine_unread(struct mine_in *m, int32_t in, enum mine_key key, const struct mine_fault *f,
		 struct err *e)
{
	while (m->unread_of.n <= (size_t)in && buf_ok(&m->unread_of)) {
		buf_char(&m->unread_of, '\0');
	}
	if (!buf_ok(&m->unread_of)) {
		return err_set(e, ERR_LIMIT, "log.many", NULL);
	}
	/* A table says it on every row of a case. */
	if ((m->unread_of.p[in] & (1 << key)) == 0) {
		m->unread_of.p[in] = (char)(m->unread_of.p[in] | 1 << key);
		if (m->unread.n < MINE_SKIPS_SHOWN) {
			mine_say_fault(m, f, &m->unread.first[m->unread.n]);
		}
		m->unread.n++;
	}
	return true;
}

bool mine_case_time(struct mine_in *m, int32_t in, enum mine_key key, const struct mine_fault *f,
		    struct err *e)
{
	int64_t us;

	switch (mine_said_time(m, f->value, &us)) {
	case MINE_SAID_TIME:
		return key == MINE_KEY_DUE ? mine_log_due(&m->log, in, us, e)
					   : mine_log_ended(&m->log, in, us, e);
	case MINE_SAID_OTHER:
		return mine_unread(m, in, key, f, e);
	case MINE_SAID_NONE:
		return true;
	}
	return true;
}

/* ---- keys ---- */

static struct str wanted(const struct mine_in *m, enum mine_key key)
{
	switch (key) {
	case MINE_KEY_DUE:
		return m->want.due;
	case MINE_KEY_ENDED:
		return m->want.ended;
	case MINE_KEY_HOLDER:
		return m->want.holder;
	case MINE_KEYS:
		break;
	}
	return STR("");
}

void mine_met(struct mine_in *m, bool event, struct str name)
{
	for (int i = 0; i < MINE_KEYS; i++) {
		struct str key = wanted(m, (enum mine_key)i);

		if ((i == MINE_KEY_HOLDER) == event && key.n > 0 && str_eq(key, name)) {
			m->met |= 1U << i;
		}
	}
}

bool mine_unmet(const struct mine_in *m)
{
	bool all = true;

	for (int i = 0; i < MINE_KEYS && all; i++) {
		all = wanted(m, (enum mine_key)i).n == 0 || (m->met & 1U << i) != 0;
	}
	return !all || m->marked != (1U << m->want.marks) - 1;
}

/* "a, b, c", each once, as many as an error takes. */
void mine_has(struct mine_in *m, bool event, struct str name)
{
	struct mine_have *h = &m->have[event];
	struct str known = { h->text, h->n }, one;

	while (str_cut(known, '\n', &one, &known)) {
		if (str_eq(one, name)) {
			return;
		}
	}
	if (name.n > 0 && memchr(name.p, '\n', name.n) == NULL &&
	    h->n + name.n + 1 < sizeof(h->text) / 2) {
		memcpy(h->text + h->n, name.p, name.n);
		h->text[h->n + name.n] = '\n';
		h->n += name.n + 1;
	}
}

static bool no_key(const struct mine_in *m, const char *option, struct str key, bool event,
		   struct err *e)
{
	const struct mine_have *h = &m->have[event];
	char value[ERR_VALUE_SIZE], have[ERR_VALUE_SIZE];
	struct str cut = utf8_prefix(key, sizeof(value) - 1);
	size_t n = 0;

	memcpy(value, cut.p, cut.n);
	value[cut.n] = '\0';
	for (size_t i = 0; i + 1 < h->n; i++) {
		have[n++] = h->text[i] == '\n' ? ',' : h->text[i];
		if (h->text[i] == '\n') {
			have[n++] = ' ';
		}
	}
	have[n] = '\0';
	return err_set(e, ERR_NOT_FOUND, "mine.no_key", "option", option, "value", value, "have",
		       n > 0 ? have : "–", NULL);
}

bool mine_end(const struct mine_in *m, struct err *e)
{
	static const char *const option[MINE_KEYS] = { "due", "ended", "holder" };

	for (int i = 0; i < MINE_KEYS; i++) {
		struct str key = wanted(m, (enum mine_key)i);
		bool event = i == MINE_KEY_HOLDER;

		/* Where there is nothing, nothing is missing. */
		if (key.n > 0 && (m->met & 1U << i) == 0 &&
		    (event ? m->log.events > 0 : m->log.cases.n > 0)) {
			return no_key(m, option[i], key, event, e);
		}
	}
	for (size_t i = 0; i < m->want.marks; i++) {
		if ((m->marked & 1U << i) == 0 && m->log.cases.n > 0) {
			return no_key(m, "filter", m->want.mark[i].key,
				      m->have[0].n == 0, e);
		}
	}
	return true;
}
