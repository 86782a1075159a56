/* `dunghen worktime`. */
#include "cmd_worktime.h"

#include "office.h"

#include "base/limits.h"

const struct opt_spec worktime_options[] = {
	OFFICE_OPTIONS,
	{ NULL, OPT_END, NULL },
};

static bool take_pair(struct str from, struct str to, int64_t *from_at, int64_t *to_at,
		      struct err *e)
{
	return opt_instant(from, from_at, e) && opt_instant(to, to_at, e);
}

static bool check_pair(const struct calendar *cal, int64_t from, int64_t to, struct err *e)
{
	return calendar_check(cal, from, e) && calendar_check(cal, to, e);
}

static void print(struct cli *c, int64_t from, int64_t to, int64_t seconds)
{
	char from_text[INSTANT_TEXT];
	char to_text[INSTANT_TEXT];
	if (c->json) {
		struct json *obj = json_new_obj(c->arena);
		json_set_str(c->arena, obj, "from", str_of(instant_text(from, from_text)));
		json_set_str(c->arena, obj, "to", str_of(instant_text(to, to_text)));
		json_set_int(c->arena, obj, "working_seconds", seconds);
		cli_json(c, obj);
	} else {
		cli_line(c, STYLE_PLAIN, str_fmt(c->arena, "%lld", (long long)seconds));
	}
}

static int answer(struct cli *c, const struct calendar *cal, struct str from, struct str to)
{
	int64_t from_at;
	int64_t to_at;
	struct err e;
	if (!take_pair(from, to, &from_at, &to_at, &e)) {
		return cli_misuse(c, &e);
	}
	if (!check_pair(cal, from_at, to_at, &e)) {
		return cli_fail(c, &e);
	}
	print(c, from_at, to_at, work_between(cal, from_at, to_at));
	return EXIT_DONE;
}

/* Stops at the first line that cannot be answered, so that the n-th answer is always
 * that of the n-th line. */
static int answer_lines(struct cli *c, const struct calendar *cal, struct buf *line)
{
	for (c->line = 1;; c->line++) {
		bool there;
		struct err e;
		struct str from;
		struct str to;
		if (!cli_read_line(c, line, &there, &e)) {
			return cli_fail(c, &e);
		}
		if (!there) {
			return EXIT_DONE;
		}
		struct arena_mark mark = arena_mark(c->arena);
		(void)str_cut(str_trim(buf_view(line)), ' ', &from, &to);
		int status = answer(c, cal, from, str_trim(to));
		arena_release(c->arena, mark);
		if (status != EXIT_DONE) {
			return status;
		}
	}
}

int cmd_worktime(struct cli *c, const struct opts *o)
{
	struct office office;
	struct err e;
	bool lines = o->words == 1 && str_is(o->word[0], "-");
	int64_t ignored;
	if (!opt_words(o, lines ? 1 : 2, 2, &e) ||
	    (!lines && !take_pair(o->word[0], o->word[1], &ignored, &ignored, &e))) {
		return cli_misuse(c, &e);
	}
	if (!office_open(c, o, WEEK_PROFILE, &office, &e)) {
		return cli_fail(c, &e);
	}
	if (!lines) {
		return answer(c, &office.calendar, o->word[0], o->word[1]);
	}
	struct buf line;
	buf_init(&line, LIMIT_LINE);
	int status = answer_lines(c, &office.calendar, &line);
	buf_done(&line);
	return status;
}
