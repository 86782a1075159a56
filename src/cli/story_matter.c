/* What `expect M …` asks of one matter. */
#include "story.h"

#include "app/matter.h"
#include "app/signals.h"

static bool owed_fact(struct story *t, const struct sentence *s, const struct owed *o,
		      struct err *e)
{
	struct str what = story_word(s, 4);
	struct party holder = { .kind = PARTY_SEAT, .seat = o->holder };
	int64_t want;
	size_t i = 5;
	if (str_is(what, "due")) {
		if (!story_moment(t, s, &i, &want, e)) {
			return false;
		}
		story_result(t, s, want == o->due, story_moment_text(&t->step, o->due));
		return true;
	}
	if (str_is(what, "reminded") || str_is(what, "supplements")) {
		struct str found = str_is(what, "supplements")
			? str_fmt(&t->step, "%d", (int)o->supplements)
			: (o->reminded & REMINDED_DAY_BEFORE) != 0 ? STR("day_before")
			: (o->reminded & REMINDED_HALF) != 0 ? STR("half") : STR("no");
		story_result(t, s, str_eq(story_word(s, i), found), found);
		return true;
	}
	struct str have = str_is(what, "holder") ? party_text(t->app, &t->step, &holder)
			: o->to != INSTANT_NONE && o->answer[0] != '\0' ? str_of(o->answer)
			: o->to != INSTANT_NONE ? str_of(ended_name(o->ended))
			: o->silent ? STR("silent") : STR("open");
	if (str_is(what, "holder")) {
		what = STR("");
		for (; i < s->n; i++) {
			what = what.n == 0 ? story_word(s, i)
					   : STR_JOIN(&t->step, what, STR(" "), story_word(s, i));
		}
	}
	story_result(t, s, str_eq(what, have), have);
	return true;
}

/* "expect M round N 2 of 3 need 2": opinions given, asked, needed. */
static bool round_fact(struct story *t, const struct sentence *s, const struct matter *m,
		       struct err *e)
{
	int64_t n;
	struct round_tally v;
	if (!str_to_int64(story_word(s, 3), &n) || n < 1) {
		return story_mistake(s, "story.number", story_word(s, 3), e);
	}
	struct str have = STR("none"), want = story_word(s, 4);
	if ((size_t)n <= m->rounds) {
		const struct matter_round *r = &m->round[n - 1];
		matter_tally(m, r, app_now(t->app), &v);
		have = str_fmt(&t->step, "%d of %d need %d", (int)v.votes, (int)r->asked,
			       (int)r->quorum);
	}
	for (size_t i = 5; i < s->n; i++) {
		want = STR_JOIN(&t->step, want, STR(" "), story_word(s, i));
	}
	story_result(t, s, str_eq(want, have), have);
	return true;
}

bool story_matter(struct story *t, const struct sentence *s, struct matter_id id, struct err *e)
{
	const struct matter *m;
	struct str name = story_word(s, 2), have = STR("");
	int64_t n;
	if (!app_matter(t->app, &t->step, id, &m, e)) {
		return false;
	}
	if (str_is(name, "owed")) {
		if (!str_to_int64(story_word(s, 3), &n) || n < 1) {
			return story_mistake(s, "story.number", story_word(s, 3), e);
		}
		if ((size_t)n <= m->oweds) {
			return owed_fact(t, s, &m->owed[n - 1], e);
		}
		story_result(t, s, false, STR("none"));
		return true;
	}
	if (str_is(name, "round")) {
		return round_fact(t, s, m, e);
	}
	if (m->signal != NULL && str_is(name, "state")) {
		have = str_of(signal_state_name(m->signal->state));
	} else if (m->signal != NULL && str_is(name, "ruling")) {
		have = m->signal->lapsed ? STR("lapsed")
					 : str_of(signal_ruling_name(m->signal->ruling));
	} else if (m->signal != NULL && str_is(name, "counts")) {
		have = signal_counts(m->signal) ? STR("yes") : STR("no");
	} else if (m->signal != NULL && str_is(name, "what")) {
		have = m->signal->what;
	} else if (str_is(name, "kind")) {
		have = str_of(matter_name(m->kind));
	} else if (str_is(name, "closed")) {
		have = m->closed_at != INSTANT_NONE ? STR("yes") : STR("no");
	} else if (str_is(name, "open")) {
		have = str_fmt(&t->step, "%zu", matter_open(m));
	} else {
		return story_mistake(s, "story.fact", name, e);
	}
	story_result(t, s, str_eq(have, story_word(s, 3)), have);
	return true;
}

bool story_owed(struct story *t, const struct sentence *s, struct err *e)
{
	struct asking ask = { .lang = TEXT_VI, .whom = LABEL_INSIDE, .now = app_now(t->app) };
	struct str name = story_word(s, 1), key = story_word(s, 3);
	const struct person *who = org_person_by_key(app_org(t->app), key);
	struct owed_tasks tasks;
	char id[ID_TEXT];
	if (name.n == 0 || !str_is(story_word(s, 2), "by") || who == NULL) {
		return story_mistake(s, "story.number", key, e);
	}
	if (!app_owed(t->app, &t->step, &ask, who->id, (struct unit_id){ 0 }, STR(""), 1, &tasks,
		      e)) {
		return false;
	}
	story_result(t, s, tasks.n > 0, STR("none"));
	if (tasks.n > 0) {
		story_name(t, name, str_of(id_text('m', tasks.task[0].matter.v, id)));
	}
	return true;
}

bool story_owes(struct story *t, const struct sentence *s, struct err *e)
{
	struct asking ask = { .lang = TEXT_VI, .whom = LABEL_INSIDE, .now = app_now(t->app) };
	const struct person *who = org_person_by_key(app_org(t->app), story_word(s, 2));
	struct owed_tasks tasks;
	int64_t want;
	if (who == NULL || !str_is(story_word(s, 3), "=") ||
	    !str_to_int64(story_word(s, 4), &want)) {
		return story_mistake(s, "story.number", story_word(s, 4), e);
	}
	if (!app_owed(t->app, &t->step, &ask, who->id, (struct unit_id){ 0 }, STR(""), 100,
		      &tasks, e)) {
		return false;
	}
	story_result(t, s, (int64_t)tasks.n == want, str_fmt(&t->step, "%zu", tasks.n));
	return true;
}

bool story_established(struct story *t, const struct sentence *s, struct err *e)
{
	const struct unit *u = org_unit_by_key(app_org(t->app), story_word(s, 2));
	struct signal_tally *row;
	int64_t want, have = 0;
	size_t n;
	if (u == NULL || !str_is(story_word(s, 3), "=") ||
	    !str_to_int64(story_word(s, 4), &want)) {
		return story_mistake(s, "story.number", story_word(s, 4), e);
	}
	if (!app_signals_counted(t->app, &t->step, 0, app_now(t->app) + 1, u->id,
				 (struct person_id){ 0 }, &row, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		have += row[i].n;
	}
	story_result(t, s, have == want, str_fmt(&t->step, "%lld", (long long)have));
	return true;
}
