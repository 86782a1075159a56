/* Why a dossier is due when it is: the derivation of the term that binds, and
 * what came after it. Display only; the date itself is core/due.h's. */
#include "view.h"

#include "app_int.h"

#include "base/limits.h"

#include <string.h>

/* The dossier's lawful pauses opened up to form 04; an open one ends now. */
static size_t pauses_of(const struct dossier *d, int64_t now, struct pause out[LIMIT_PAUSES])
{
	size_t n = 0;
	for (size_t i = 0; i < d->pauses && n < LIMIT_PAUSES; i++) {
		struct pause p = d->pause[i].pause;
		if (d->form04_at != INSTANT_NONE && p.from > d->form04_at) {
			continue;
		}
		if (p.to == INSTANT_NONE) {
			p.to = now > p.from ? now : p.from;
		}
		out[n++] = p;
	}
	return n;
}

static bool explain_term(struct arena *a, const struct dossier *d, const struct term *t,
			 int64_t now, struct deadline *due, struct deadline_trace *out,
			 struct err *e)
{
	struct pause pause[LIMIT_PAUSES];
	struct deadline_in in = {
		.cal = t->cal,
		.received_at = d->received_at,
		.limit = t->limit,
		.mode = d->rules->due_mode,
		.pauses = pause,
		.n_pauses = pauses_of(d, now, pause),
		.cutoff_s = d->rules->cutoff_s,
	};
	in.limit.amount += d->statutory_add;
	return deadline_explain(a, &in, due, out, e);
}

static void add_line(struct arena *a, struct deadline_trace *t, const char *rule,
		     const char *key, const char *name, struct str value)
{
	struct trace_line *line = arena_array(a, struct trace_line, t->n + 1);
	if (t->n > 0) {
		memcpy(line, t->line, t->n * sizeof(*line));
	}
	line[t->n] = (struct trace_line){ .rule = rule, .key = key, .args = 1 };
	line[t->n].arg[0] = (struct text_arg){ name, value };
	t->line = line;
	t->n++;
}

static struct str instant_of(struct arena *a, int64_t at)
{
	char text[INSTANT_TEXT];
	return str_dup(a, str_of(instant_vi(at, text)));
}

/* What moved the date after the terms. */
static void add_later(struct arena *a, const struct dossier *d, struct deadline_trace *t)
{
	if (d->imported) {
		add_line(a, t, "rules.md 24", "trace.imported", "due",
			 instant_of(a, d->imported_due));
	}
	if (d->terms > 1) {
		add_line(a, t, "rules.md 17", "trace.earliest", "terms",
			 str_fmt(a, "%zu", d->terms));
	}
	if (d->form04_at != INSTANT_NONE && d->form04_days > 0) {
		add_line(a, t, "rules.md 15", "trace.form04", "days",
			 str_fmt(a, "%lld", (long long)d->form04_days));
	}
	if (d->due != INSTANT_NONE && (d->form04_days > 0 || d->imported)) {
		add_line(a, t, "rules.md 15", "trace.now", "due", instant_of(a, d->due));
	}
}

bool dossier_explain(struct arena *a, const struct dossier *d, int64_t now,
		     struct deadline_trace *out, struct err *e)
{
	*out = (struct deadline_trace){ 0 };
	int64_t earliest = INSTANT_NONE;
	for (size_t i = 0; i < d->terms; i++) {
		struct deadline due;
		struct deadline_trace one;
		if (!explain_term(a, d, &d->term[i], now, &due, &one, e)) {
			return false;
		}
		if (i == 0 || due.due < earliest) {
			earliest = due.due;
			*out = one;
		}
	}
	add_later(a, d, out);
	return true;
}
