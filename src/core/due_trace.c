/* The derivation of a dossier's due date, line by line. */
#include "due_trace.h"

#include "base/limits.h"

static struct trace_line *line(struct arena *a, struct deadline_trace *t, const char *rule,
			       const char *key)
{
	struct trace_line *l = trace_add(a, t);

	*l = (struct trace_line){ .rule = rule, .key = key };
	return l;
}

static void arg(struct trace_line *l, const char *name, struct str value)
{
	l->arg[l->args++] = (struct text_arg){ .name = name, .value = value };
}

static struct str when(struct arena *a, int64_t at)
{
	char text[INSTANT_TEXT];

	return str_dup(a, str_of(instant_vi(at, text)));
}

/* The pauses a term was reckoned with: those before form 04. */
static size_t pauses_before(const struct dossier *d, struct pause out[LIMIT_PAUSES])
{
	size_t n = 0;

	for (size_t i = 0; i < d->pauses && n < LIMIT_PAUSES; i++) {
		if (d->form04_at == INSTANT_NONE || d->pause[i].pause.from <= d->form04_at) {
			out[n++] = d->pause[i].pause;
		}
	}
	return n;
}

static bool explain_term(struct arena *a, const struct dossier *d, const struct term *term,
			 struct deadline *one, struct deadline_trace *out, struct err *e)
{
	struct pause pauses[LIMIT_PAUSES];
	struct deadline_in in = {
		.cal = term->cal, .received_at = d->received_at, .limit = term->limit,
		.mode = d->rules->due_mode, .pauses = pauses, .cutoff_s = d->rules->cutoff_s,
	};

	in.n_pauses = pauses_before(d, pauses);
	if (term->version == d->version) {
		in.limit.amount += d->statutory_add;
	}
	return deadline_explain(a, &in, one, out, e);
}

static void copy(struct arena *a, struct deadline_trace *to, const struct deadline_trace *from)
{
	for (size_t i = 0; i < from->n; i++) {
		*trace_add(a, to) = from->line[i];
	}
}

static bool explain_terms(struct arena *a, const struct dossier *d, struct deadline_trace *t,
			  struct err *e)
{
	struct trace_line *l;

	if (d->variant != NULL) {
		l = line(a, t, "rule 13", "trace.variant");
		arg(l, "name", d->variant->name.vi);
		arg(l, "ground", d->variant->ground);
	}
	if (d->statutory_add > 0) {
		l = line(a, t, "rule 15", "trace.statutory");
		arg(l, "limit", limit_text(a, dossier_limit(d)));
	}
	for (size_t i = 0; i < d->terms; i++) {
		struct deadline one;
		struct deadline_trace part;

		if (!explain_term(a, d, &d->term[i], &one, &part, e)) {
			return false;
		}
		copy(a, t, &part);
	}
	if (d->terms > 1) {
		line(a, t, "rule 1, 17", "trace.kept");
	}
	return true;
}

bool dossier_explain(struct arena *a, const struct dossier *d, struct due_view *out,
		     struct deadline_trace *trace, struct err *e)
{
	struct deadline_trace t = { 0 };
	struct trace_line *l;

	if (!dossier_due(d, out, e)) {
		return false;
	}
	if (d->imported) {
		l = line(a, &t, "rule 24", "trace.imported");
		arg(l, "due", when(a, d->imported_due));
	} else if (!explain_terms(a, d, &t, e)) {
		return false;
	}
	if (d->form04_at != INSTANT_NONE) {
		l = line(a, &t, "rule 15", "trace.form04");
		arg(l, "days", str_int(a, d->form04_days));
		arg(l, "at", when(a, d->form04_at));
	}
	if (out->due == INSTANT_NONE) {
		line(a, &t, "rule 3", "trace.waiting");
	} else if (d->form04_at != INSTANT_NONE || d->terms > 1 || d->imported) {
		l = line(a, &t, "R3", "trace.due_now");
		arg(l, "due", when(a, out->due));
	}
	*trace = t;
	return true;
}
