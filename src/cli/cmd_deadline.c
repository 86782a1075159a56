/* `dunghen deadline`. */
#include "cmd_deadline.h"

#include "office.h"

#include "base/limits.h"
#include "core/deadline_trace.h"

const struct opt_spec deadline_options[] = {
	{ "received", OPT_VALUE, "T" },
	{ "limit", OPT_VALUE, "LIMIT" },
	{ "pause", OPT_LIST, "A/B" },
	{ "policy", OPT_VALUE, "pause|reset" },
	{ "mode", OPT_VALUE, "day_close|time_of_day" },
	OFFICE_OPTIONS,
	{ NULL, OPT_END, NULL },
};

static bool refuse(struct cli *c, const char *key, struct str value, struct err *e)
{
	return err_set(e, ERR_INVALID, key, "value", str_cstr(c->arena, value), NULL);
}

/* "A/B", or "A/" while it is open. */
static bool take_pause(struct cli *c, struct str s, struct pause *out, struct err *e)
{
	struct str from;
	struct str to;
	if (!str_cut(s, '/', &from, &to)) {
		return refuse(c, "pause.syntax", s, e);
	}
	out->to = INSTANT_NONE;
	return opt_instant(from, &out->from, e) && (to.n == 0 || opt_instant(to, &out->to, e));
}

static bool take_pauses(struct cli *c, const struct opts *o, struct deadline_in *in,
			struct err *e)
{
	enum pause_policy policy = PAUSE_HOLD;
	size_t n = opt_count(o, "pause");
	if (opt_has(o, "policy") && !pause_policy_parse(opt_str(o, "policy"), &policy)) {
		return refuse(c, "pause.policy", opt_str(o, "policy"), e);
	}
	struct pause *pauses = arena_array(c->arena, struct pause, n);
	for (size_t i = 0; i < n; i++) {
		pauses[i].policy = policy;
		if (!take_pause(c, opt_at(o, "pause", i), &pauses[i], e)) {
			return false;
		}
	}
	pauses_sort(pauses, n);
	in->pauses = pauses;
	in->n_pauses = n;
	return true;
}

static bool take_arguments(struct cli *c, const struct opts *o, struct deadline_in *in,
			   struct err *e)
{
	struct str received;
	struct str limit;
	if (!opt_words(o, 0, 0, e) || !opt_need(o, "received", &received, e) ||
	    !opt_need(o, "limit", &limit, e) || !opt_instant(received, &in->received_at, e) ||
	    !limit_parse(limit, &in->limit, e)) {
		return false;
	}
	if (opt_has(o, "mode") && !due_mode_parse(opt_str(o, "mode"), &in->mode)) {
		return refuse(c, "due.mode", opt_str(o, "mode"), e);
	}
	return take_pauses(c, o, in, e);
}

static void set_instant(struct cli *c, struct json *obj, const char *key, int64_t at)
{
	char text[INSTANT_TEXT];
	if (at == INSTANT_NONE) {
		json_set(c->arena, obj, key, json_new_null(c->arena));
	} else {
		json_set_str(c->arena, obj, key, str_dup(c->arena, str_of(instant_text(at, text))));
	}
}

static void print_json(struct cli *c, const struct deadline *d, const struct deadline_trace *trace)
{
	struct json *lines = json_new_arr(c->arena);
	for (size_t i = 0; i < trace->n; i++) {
		const struct trace_line *line = &trace->line[i];
		struct json *obj = json_new_obj(c->arena);
		json_set_str(c->arena, obj, "rule", str_of(line->rule));
		json_set(c->arena, obj, "text", cli_both(c, line->key, line->arg, line->args));
		json_push(c->arena, lines, obj);
	}
	struct json *answer = json_new_obj(c->arena);
	set_instant(c, answer, "due", d->due);
	set_instant(c, answer, "effective_start", d->effective_start);
	set_instant(c, answer, "apology_by", d->apology_by);
	json_set_bool(c->arena, answer, "provisional", d->provisional);
	json_set(c->arena, answer, "trace", lines);
	cli_json(c, answer);
}

static void print_text(struct cli *c, const struct deadline *d, const struct deadline_trace *trace)
{
	char text[INSTANT_TEXT];
	if (d->due == INSTANT_NONE) {
		cli_line(c, STYLE_STRONG, cli_text(c, "deadline.none", NULL, 0));
	} else {
		cli_line(c, STYLE_STRONG, str_of(instant_text(d->due, text)));
	}
	for (size_t i = 0; i < trace->n; i++) {
		const struct trace_line *line = &trace->line[i];
		cli_put(c, STYLE_FAINT, str_fmt(c->arena, "%-4s ", line->rule));
		cli_sentence(c, line->key, line->arg, line->args);
	}
}

int cmd_deadline(struct cli *c, const struct opts *o)
{
	struct deadline_in in = { .mode = DUE_DAY_CLOSE };
	struct deadline d;
	struct deadline_trace trace;
	struct office office;
	struct err e;
	if (!take_arguments(c, o, &in, &e)) {
		return cli_misuse(c, &e);
	}
	if (!office_open(c, o, WEEK_LAW, &office, &e)) {
		return cli_fail(c, &e);
	}
	in.cal = &office.calendar;
	in.cutoff_s = office.profile.cutoff_s;
	if (!deadline_explain(c->arena, &in, &d, &trace, &e)) {
		return cli_fail(c, &e);
	}
	if (c->json) {
		print_json(c, &d, &trace);
	} else {
		print_text(c, &d, &trace);
	}
	return EXIT_DONE;
}
