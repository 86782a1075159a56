/* How long activities take from start to complete: worked examples, and made-up logs against
 * the definition taken word by word. */
#include "core/mine_service.h"

#include "base/arena.h"

#include "mine_log.h"
#include "tap.h"

#include <math.h>
#include <string.h>

static struct arena arena, scratch;

enum { MINUTE = 60 * 1000000 };

/* "case activity instance transition minute"; "-" is no instance. */
static void add(struct mine_log *l, struct str line)
{
	struct str word[5], rest = line;
	struct mine_event ev = { .holder = MINE_NONE };
	struct err e;
	int64_t minute = 0;

	for (size_t i = 0; i < ARRAY_LEN(word); i++) {
		(void)str_cut(rest, ' ', &word[i], &rest);
	}
	bool good = str_to_int64(word[4], &minute) &&
		    mine_names_id(&l->cases, word[0], &ev.in, &e) &&
		    mine_names_id(&l->activities, word[1], &ev.activity, &e);

	ev.time = minute * MINUTE;
	ev.life = mine_life(mine_transition(word[3]),
			    mine_instance(l, str_is(word[2], "-") ? STR("") : word[2]));
	assert(good && mine_log_add(l, &ev, &e));
}

static void fill(struct mine_log *l, const char *lines)
{
	struct str rest = str_of(lines), line;

	log_open(l);
	while (rest.n > 0) {
		(void)str_cut(rest, '\n', &line, &rest);
		add(l, line);
	}
}

static struct mine_service served(struct mine_log *l, struct mine_view *v, const uint8_t *keep,
				  const struct mine_hours *h)
{
	struct mine_service s;

	mine_log_order(&arena, &scratch, l, v);
	v->keep = keep;
	mine_service(&arena, &scratch, v, h, mine_names_rank(&arena, &l->activities), &s);
	return s;
}

/* "pairs never sudden | A n sum min max median | …" in minutes, most time first. */
static const char *told(const struct mine_log *l, const struct mine_service *s)
{
	struct str said = str_fmt(&arena, "%d %d %d", (int)s->pairs, (int)s->open,
				  (int)s->sudden);

	for (size_t i = 0; i < s->rows; i++) {
		const struct mine_spread *p = &s->activity[s->order[i]];
		struct str name = mine_names_text(&l->activities, s->order[i]);

		said = STR_JOIN(&arena, said,
				str_fmt(&arena, " | %.*s %zu %d %d %d %g", STR_ARG(name), p->n,
					(int)(p->sum / MINUTE), (int)(p->min / MINUTE),
					(int)(p->max / MINUTE), p->median_s / 60));
	}
	return str_cstr(&arena, said);
}

static void examples(void)
{
	static const struct { const char *what, *log, *want; } of[] = {
		{ "a pair", "c A - start 10\nc A - complete 25", "1 0 0 | A 1 15 15 15 15" },
		{ "letters of any case", "c A - START 10\nc A - Complete 25",
		  "1 0 0 | A 1 15 15 15 15" },
		{ "first in, first out",
		  "c A - start 0\nc A - start 10\nc A - complete 30\nc A - complete 31",
		  "2 0 0 | A 2 51 21 30 25.5" },
		{ "instances go their own way",
		  "c A 1 start 0\nc A 2 start 10\nc A 2 complete 30\nc A 1 complete 31",
		  "2 0 0 | A 2 51 20 31 25.5" },
		{ "no instance is not any",
		  "c A 1 start 0\nc A - complete 30", "0 1 1 | A 1 0 0 0 0" },
		{ "activities go their own way",
		  "c A - start 0\nc B - start 5\nc A - complete 6\nc B - complete 20",
		  "2 0 0 | B 1 15 15 15 15 | A 1 6 6 6 6" },
		{ "cases go their own way",
		  "c A - start 0\nd A - complete 30", "0 1 1 | A 1 0 0 0 0" },
		{ "a complete without a start",
		  "c A - complete 5\nc A - start 10\nc A - complete 12\nc A - complete 20",
		  "1 0 2 | A 3 2 0 2 0" },
		{ "a start that is never completed",
		  "c A - start 5\nc B - start 6\nc B - complete 8", "1 1 0 | B 1 2 2 2 2" },
		{ "only starts, all alike", "c A - start 5\nc A - start 6", "0 2 0" },
		{ "what else there is",
		  "c A - schedule 0\nc A - start 1\nc A - suspend 2\nc A - resume 3\n"
		  "c A - complete 4\nc A - starts 5\nc A - complet 6\nc A - ate_abort 7",
		  "1 0 0 | A 1 3 3 3 3" },
		{ "one instant, start first", "c A - start 7\nc A - complete 7",
		  "1 0 0 | A 1 0 0 0 0" },
		{ "one instant, complete first", "c A - complete 7\nc A - start 7",
		  "0 1 1 | A 1 0 0 0 0" },
		{ "a start written late",
		  "c A 2 complete 9\nc A 1 complete 8\nc A 1 start 2\nc A 2 start 1",
		  "2 0 0 | A 2 14 6 8 7" },
		{ "a case that goes on later",
		  "c A 7 complete 9\nd A - start 0\nc A 7 start 2\nd A - complete 3",
		  "2 0 0 | A 2 10 3 7 5" },
		{ "equal sums go by names",
		  "c B - start 0\nc B - complete 1\nc A - start 2\nc A - complete 3",
		  "2 0 0 | A 1 1 1 1 1 | B 1 1 1 1 1" },
	};

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		struct mine_log l;
		struct mine_view v;

		fill(&l, of[i].log);
		struct mine_service s = served(&l, &v, NULL, NULL);

		is_str(told(&l, &s), of[i].want, "%s", of[i].what);
		log_close(&l);
	}
}

/* Cases that are filtered away count in nothing. */
static void filtered(void)
{
	static const uint8_t keep[] = { 0, 1 };
	struct mine_log l;
	struct mine_view v;

	fill(&l, "c A - start 0\nd A - start 1\nc A - complete 9\nd A - complete 3\n"
		 "c B - complete 10\nc A - start 11");
	struct mine_service s = served(&l, &v, keep, NULL);

	is_str(told(&l, &s), "1 0 0 | A 1 2 2 2 2", "of what a filter keeps");
	log_close(&l);
}

static void working(void)
{
	static const char office[] = "{\"utc_offset\":\"+00:00\",\"sessions\":"
				     "[[\"mon-fri\",\"09:00\",\"12:00\"]]}";
	struct profile *p = arena_new(&arena, struct profile);
	struct mine_hours h;
	struct mine_log l;
	struct mine_view v;
	struct err e;

	ok(profile_read_zoned(&arena, str_of(office), p, &e), "an office");
	mine_hours_build(&arena, p, 0, 5 * MINE_DAY, &h);
	/* 1 January 1970 was a Thursday: 11:00 to 10:00 of the next day. */
	fill(&l, "c A - start 660\nc A - complete 2040\nc A - complete 2050");
	struct mine_service s = served(&l, &v, NULL, &h);

	is_int((int64_t)(s.working[0] / MINUTE), 120, "working time: an hour on each day");
	is_int((int64_t)(s.activity[0].sum / MINUTE), 1380, "and elapsed");
	log_close(&l);
}

/* Nothing is kept of what says nothing. */
static void free_of_charge(void)
{
	static const struct { const char *what, *log; size_t bytes; bool known; } of[] = {
		{ "no transitions", "c A - - 1\nc A - - 2\nd A - - 0", 0, false },
		{ "all complete", "c A - complete 1\nc A - complete 2\nd A - COMPLETE 0", 0,
		  false },
		{ "two kinds and no start", "c A - complete 1\nc A - - 2", 16, false },
		{ "a start behind others", "c A - complete 1\nc A - complete 2\nc A - start 3", 24,
		  true },
	};

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		struct mine_log l;
		struct mine_view v;

		fill(&l, of[i].log);
		is_int((int64_t)l.life.n, (int64_t)of[i].bytes, "bytes of life: %s", of[i].what);
		struct mine_service s = served(&l, &v, NULL, NULL);

		ok(s.known == of[i].known && (v.life != NULL) == of[i].known, "%s: known",
		   of[i].what);
		log_close(&l);
	}
}

/* ---- made-up logs ---- */

static uint64_t chance_state = 1;

static int chance(int n)
{
	chance_state = chance_state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (int)(chance_state >> 33) % n;
}

/* The definition, word by word: of each complete, which start it ends. */
static void plainly(const struct mine_view *v, struct mine_service *out)
{
	uint8_t *taken = arena_array(&arena, uint8_t, v->events);

	for (size_t c = 0; c < v->cases; c++) {
		for (size_t i = v->start[c]; i < v->start[c + 1]; i++) {
			size_t k = v->start[c];

			out->open += mine_life_transition(v->life[i]) == MINE_START;
			if (mine_life_transition(v->life[i]) != MINE_COMPLETE) {
				continue;
			}
			while (k < i && (taken[k] || v->activity[k] != v->activity[i] ||
					 v->life[k] != mine_life(MINE_START,
								 mine_life_instance(v->life[i])))) {
				k++;
			}
			taken[k] = 1;
			out->activity[v->activity[i]].n++;
			out->activity[v->activity[i]].sum += v->time[i] - v->time[k];
			out->pairs += k < i;
			out->sudden += k == i;
			out->open -= k < i;
		}
	}
}

static void made_up(void)
{
	static const char *const word[] = { "start", "complete", "Start", "COMPLETE", "suspend" };
	int apart = 0;

	for (int round = 0; round < 400; round++) {
		int events = 1 + chance(80), instances = 1 + chance(3);
		struct mine_log l;
		struct mine_view v;

		fill(&l, "0 0 - start 30");
		for (int i = 0; i < events; i++) {
			int instance = chance(instances);

			add(&l, str_fmt(&arena, "%d %d %.*s %s %d", chance(3), chance(3), 1,
					&"-xy"[instance], word[chance(5)],
					round % 2 == 0 ? i : chance(40)));
		}
		struct mine_service s = served(&l, &v, NULL, NULL);
		struct mine_service want = { .activity = arena_array(&arena, struct mine_spread,
								     (size_t)v.activities) };

		plainly(&v, &want);
		bool same = s.pairs == want.pairs && s.open == want.open &&
			    s.sudden == want.sudden;

		for (int32_t i = 0; i < v.activities; i++) {
			same = same && s.activity[i].n == want.activity[i].n &&
			       s.activity[i].sum == want.activity[i].sum;
		}
		apart += !same;
		log_close(&l);
		arena_reset(&arena);
	}
	is_int(apart, 0, "made-up logs: the definition word by word");
}

int main(void)
{
	arena_init(&arena, 0);
	arena_init(&scratch, 0);
	examples();
	filtered();
	working();
	free_of_charge();
	made_up();
	arena_done(&scratch);
	arena_done(&arena);
	return done_testing();
}
