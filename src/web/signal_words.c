/* Signals in words. */
#include "signal_words.h"

#include "figure_words.h"

struct str words_signal(const struct exchange *x, enum detector d)
{
	return words_of(x, "signal", str_of(detector_name(d)));
}

static const char *state_key(const struct exchange *x, const struct signal_line *l)
{
	switch (l->state) {
	case SIGNAL_TOLD: case SIGNAL_TO_RULE: case SIGNAL_APPEALED: case SIGNAL_WITHDRAWN:
		return str_fmt(x->a, "signals.state.%s", signal_state_name(l->state)).p;
	case SIGNAL_RULED: case SIGNAL_FINAL:
		break;
	}
	return l->good ? "signals.state.praised"
	     : l->lapsed ? "signals.state.lapsed"
	     : str_fmt(x->a, "signals.state.%s", signal_ruling_name(l->ruling)).p;
}

struct str words_signal_state(const struct exchange *x, const struct signal_line *l)
{
	struct text_arg args[] = { { "due", words_near(x, l->due, true) }, { "unit", l->duty },
				   { "at", words_near(x, l->ruled_at, false) } };
	return words(x, state_key(x, l), args, ARRAY_LEN(args));
}

struct str words_precision(const struct exchange *x, const struct signal_precision *p)
{
	struct text_arg args[] = {
		{ "share", words_share(x, p->share) },
		{ "yes", str_int(x->a, p->established) },
		{ "all", str_int(x->a, p->established + p->dismissed) },
	};
	return p->share < 0 ? words0(x, "signals.precision.none")
			    : words(x, "signals.precision", args, ARRAY_LEN(args));
}

struct str words_about(const struct exchange *x, struct str about, struct str unit)
{
	return about.n == 0 ? words1(x, "signals.about_unit", "unit", unit)
	     : unit.n == 0 ? about : STR_JOIN(x->a, about, STR(" · "), unit);
}

struct link_views words_signals(const struct exchange *x, const struct signal_lines *l)
{
	struct link_view *out = arena_array(x->a, struct link_view, l->n);
	for (size_t i = 0; i < l->n; i++) {
		const struct signal_line *s = &l->line[i];
		struct text_arg args[] = {
			{ "what", words_signal(x, s->what) },
			{ "about", words_about(x, s->about, s->unit) },
			{ "state", words_signal_state(x, s) },
		};
		char id[ID_TEXT];
		out[i] = (struct link_view){
			.text = words(x, "signals.line", args, ARRAY_LEN(args)),
			.href = str_fmt(x->a, "/signals/%s", id_text('m', s->matter.v, id)) };
	}
	return (struct link_views){ out, l->n };
}
