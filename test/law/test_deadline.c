/*
 * Worked examples of due dates: every row of test/law/deadline.csv, with its
 * rule and why. A due of `!key` is a refusal, an empty one an open pause. Run from
 * the top of the source tree.
 */
#include "law_fixture.h"

#include "core/csv.h"
#include "core/deadline.h"

enum {
	NAME,
	RECEIVED,
	LIMIT,
	PAUSES,
	POLICY,
	MODE,
	PROFILE,
	DUE,
	APOLOGY,
	PROVISIONAL,
	COLUMNS = 12,		/* rule and note follow */
};

static struct str read_file(struct arena *a, const char *path)
{
	enum { MOST = 1 << 20 };
	char *p = arena_alloc(a, MOST, 1);
	FILE *f = fopen(path, "rb");
	if (!f) {
		perror(path);
		exit(1);
	}
	size_t n = fread(p, 1, MOST, f);
	(void)fclose(f);
	return (struct str){ .p = p, .n = n };
}

static int64_t instant(struct str s)
{
	int64_t at;
	struct err e;
	if (!instant_parse(s, &at, &e)) {
		diag("not a time: %.*s", STR_ARG(s));
		exit(1);
	}
	return at;
}

/* "FROM/TO;FROM/TO", a policy of its own before a colon: "reset:FROM/TO"; an
 * open pause has no TO. */
static size_t pauses_of(struct str s, enum pause_policy policy, struct pause out[8])
{
	size_t n = 0;
	while (s.n > 0) {
		struct str one;
		struct str from;
		struct str to;
		(void)str_cut(s, ';', &one, &s);
		out[n].policy = policy;
		if (str_starts(one, STR("reset:")) || str_starts(one, STR("pause:"))) {
			ok(pause_policy_parse(str_sub(one, 0, 5), &out[n].policy), "policy");
			one = str_sub(one, 6, one.n);
		}
		(void)str_cut(one, '/', &from, &to);
		out[n].from = instant(from);
		out[n].to = to.n > 0 ? instant(to) : INSTANT_NONE;
		n++;
	}
	return n;
}

static const char *text_of(int64_t at, char buf[INSTANT_TEXT])
{
	if (at == INSTANT_NONE) {
		return "";
	}
	instant_text(at, buf);
	buf[16] = '\0';		/* to the minute, as the table has it */
	return buf;
}

static void try_row(const struct law_fixture *o, const struct csv *c)
{
	struct pause pauses[8];
	struct deadline d = { 0 };
	struct err e = { 0 };
	struct deadline_in in = {
		.cal = str_is(c->field[PROFILE], "B") ? &o->b : &o->a,
		.received_at = instant(c->field[RECEIVED]),
		.pauses = pauses,
		.cutoff_s = CUTOFF_DEFAULT_S,
	};
	enum pause_policy policy;
	char due[INSTANT_TEXT];
	char apology[INSTANT_TEXT];
	if (!limit_parse(c->field[LIMIT], &in.limit, &e) ||
	    !due_mode_parse(c->field[MODE], &in.mode) ||
	    !pause_policy_parse(c->field[POLICY], &policy)) {
		ok(false, "line %d cannot be read", (int)c->line);
		return;
	}
	in.n_pauses = pauses_of(c->field[PAUSES], policy, pauses);
	bool done = deadline_compute(&in, &d, &e);
	if (str_starts(c->field[DUE], STR("!"))) {
		struct str want = str_sub(c->field[DUE], 1, c->field[DUE].n);
		ok(!done && str_is(want, e.key), "%.*s: refused as %.*s", STR_ARG(c->field[NAME]),
		   STR_ARG(want));
		return;
	}
	bool same = done && str_is(c->field[DUE], text_of(d.due, due)) &&
		    str_is(c->field[APOLOGY], text_of(d.apology_by, apology)) &&
		    str_is(c->field[PROVISIONAL], d.provisional ? "yes" : "no");
	ok(same, "%.*s", STR_ARG(c->field[NAME]));
	if (!same && done) {
		diag("line %d: due %s, apology %s, provisional %d", (int)c->line,
		     text_of(d.due, due), text_of(d.apology_by, apology), d.provisional);
	} else if (!same) {
		diag("line %d: refused as %s", (int)c->line, e.key);
	}
}

int main(void)
{
	struct law_fixture office;
	struct csv c;
	struct err e;
	bool there = false;
	size_t rows = 0;
	law_fixture_open(&office);
	csv_start(&c, &office.arena, read_file(&office.arena, "test/law/deadline.csv"));
	while (csv_next(&c, &there, &e) && there) {
		if (c.n != COLUMNS) {
			ok(false, "line %d has %zu columns", (int)c.line, c.n);
		} else if (rows++ > 0) {
			try_row(&office, &c);
		}
	}
	ok(!there && rows > 73, "all rows read");
	arena_done(&office.arena);
	return done_testing();
}
