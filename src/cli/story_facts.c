/* What `expect D …` asks of one dossier. */
#include "story.h"

#include "app/mine_conform.h"

#include "core/due.h"
#include "core/opinion.h"

struct fact {				/* one expectation at work */
	struct story *t;
	const struct sentence *s;
	const struct dossier *d;
	size_t i;			/* the first word of what is wanted */
	int64_t now;
};

static struct str number_text(struct fact *f, int64_t n)
{
	return str_fmt(&f->t->step, "%lld", (long long)n);
}

/* What is wanted is one word. */
static bool is_text(struct fact *f, struct str have, struct err *e)
{
	struct str want;
	if (!story_need(f->s, f->i, &want, e)) {
		return false;
	}
	story_result(f->t, f->s, str_eq(have, want) && f->i + 1 == f->s->n, have);
	return true;
}

/* A moment or `none`. */
static bool is_moment(struct fact *f, int64_t have, struct err *e)
{
	int64_t want = INSTANT_NONE;
	size_t i = f->i;
	if (!str_is(story_word(f->s, i), "none")) {
		if (!story_moment(f->t, f->s, &i, &want, e)) {
			return false;
		}
	} else {
		i++;
	}
	if (i != f->s->n) {
		return story_mistake(f->s, "story.more", story_word(f->s, i), e);
	}
	story_result(f->t, f->s, have == want, story_moment_text(&f->t->step, have));
	return true;
}

/* UNIT POST [PERSON], a body outside, `nobody`. */
static bool is_party(struct fact *f, const struct party *p, struct err *e)
{
	struct arena *a = &f->t->step;
	struct str have = p ? party_text(f->t->app, a, p) : STR("-");
	struct str want;
	if (!story_need(f->s, f->i, &want, e)) {
		return false;
	}
	for (size_t i = f->i + 1; i < f->s->n; i++) {
		want = str_fmt(a, "%.*s %.*s", STR_ARG(want),
			       STR_ARG(story_word(f->s, i)));
	}
	have = str_is(have, "-") ? STR("nobody") : have;
	struct str begin = str_fmt(a, "%.*s ", STR_ARG(want));
	bool seat = p && p->kind == PARTY_SEAT && f->s->n - f->i == 2;
	story_result(f->t, f->s, str_eq(have, want) || (seat && str_starts(have, begin)),
		     have);
	return true;
}

/* "= SECONDS" or a length of working time. */
static bool is_seconds(struct fact *f, int64_t have, struct err *e)
{
	int64_t want;
	size_t i = str_is(story_word(f->s, f->i), "=") ? f->i + 1 : f->i;
	if (!story_seconds(story_word(f->s, i), WORKING_DAY_S, &want) ||
	    story_word(f->s, i).n == 0 || i + 1 != f->s->n) {
		return story_mistake(f->s, "story.seconds", story_word(f->s, i), e);
	}
	story_result(f->t, f->s, have == want, number_text(f, have));
	return true;
}

static struct str yes_no(bool b)
{
	return b ? STR("yes") : STR("no");
}

static struct str step_id(const struct dossier *d, int32_t step)
{
	return step >= 0 && d->version ? d->version->step[step].id : STR("none");
}

/* ---- holds and opinions ---- */

static const struct obligation *nth_hold(const struct dossier *d, int64_t n)
{
	for (size_t i = 0; i < d->obs; i++) {
		if (obligation_primary(&d->ob[i]) && --n == 0) {
			return &d->ob[i];
		}
	}
	return NULL;
}

static int64_t count_holds(const struct dossier *d)
{
	int64_t n = 0;
	for (size_t i = 0; i < d->obs; i++) {
		n += obligation_primary(&d->ob[i]) ? 1 : 0;
	}
	return n;
}

static bool take_number(struct fact *f, int64_t *out, struct err *e)
{
	return str_to_int64(story_word(f->s, f->i++), out) ||
	       story_mistake(f->s, "story.number", story_word(f->s, f->i - 1), e);
}

static bool nothing_there(struct fact *f)
{
	story_result(f->t, f->s, false, STR("none"));
	return true;
}

static bool fact_hold(struct fact *f, struct err *e)
{
	int64_t n;
	struct str what;
	if (!take_number(f, &n, e) || !story_need(f->s, f->i++, &what, e)) {
		return false;
	}
	const struct obligation *o = nth_hold(f->d, n);
	if (!o) {
		return nothing_there(f);
	}
	if (str_is(what, "holder")) {
		return is_party(f, &o->holder, e);
	}
	if (str_is(what, "account")) {
		return is_party(f, &o->account, e);
	}
	if (str_is(what, "ended")) {
		return is_text(f, o->ended == ENDED_NOT ? STR("not") :
						      str_of(ended_name(o->ended)), e);
	}
	if (str_is(what, "from")) {
		return is_moment(f, o->from, e);
	}
	if (str_is(what, "to")) {
		return is_moment(f, o->to, e);
	}
	if (str_is(what, "due")) {
		return is_moment(f, o->due, e);
	}
	if (str_is(what, "plan")) {
		return is_seconds(f, o->plan_s, e);
	}
	if (str_is(what, "step")) {
		return is_text(f, step_id(f->d, o->step), e);
	}
	return story_mistake(f->s, "story.fact", what, e);
}

static bool fact_work(struct fact *f, struct err *e)
{
	int64_t n;
	if (!take_number(f, &n, e)) {
		return false;
	}
	const struct obligation *o = nth_hold(f->d, n);
	return o ? is_seconds(f, obligation_work(f->d, o, f->now), e) : nothing_there(f);
}

static bool fact_plan(struct fact *f, struct err *e)
{
	size_t step;
	struct str id = story_word(f->s, f->i++);
	if (!f->d->version || !version_step(f->d->version, id, &step)) {
		return nothing_there(f);
	}
	return is_seconds(f, f->d->plan_s[step], e);
}

static bool fact_opinion(struct fact *f, struct err *e)
{
	int64_t n;
	if (!take_number(f, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < f->d->opinions; i++) {
		const struct opinion *o = &f->d->opinion[i];
		struct str what = story_word(f->s, f->i);
		if (o->number != n) {
			continue;
		}
		if (str_is(what, "due")) {
			f->i++;
			return is_moment(f, o->due, e);
		}
		if (str_is(what, "holder")) {
			f->i++;
			return is_party(f, &f->d->ob[o->obligation].holder, e);
		}
		if (str_is(what, "from")) {
			f->i++;
			return is_moment(f, f->d->ob[o->obligation].from, e);
		}
		if (str_is(what, "ruling")) {
			f->i++;
			return o->marked_at == INSTANT_NONE ? nothing_there(f)
				: is_moment(f, f->d->ob[o->ruling].due, e);
		}
		return is_text(f, o->silent ? STR("silent") :
				  o->answered_at == INSTANT_NONE ? STR("open") :
								   str_of(o->answer), e);
	}
	return nothing_there(f);
}

static bool fact_round(struct fact *f, struct err *e)
{
	int64_t n;
	struct round_tally t;
	if (!take_number(f, &n, e)) {
		return false;
	}
	const struct opinion_round *r = dossier_round(f->d, n);
	struct str what = story_word(f->s, f->i++);
	if (r == NULL) {
		return nothing_there(f);
	}
	round_tally(f->d, r, f->now, &t);
	const struct {
		const char *name;
		int32_t n;
	} fact[] = { { "asked", t.asked }, { "owed", t.owed }, { "votes", t.votes },
		     { "quorum", r->quorum }, { "silent", t.silent },
		     { "files", (int32_t)r->files } };
	for (size_t i = 0; i < ARRAY_LEN(fact); i++) {
		if (str_is(what, fact[i].name)) {
			return is_text(f, number_text(f, fact[i].n), e);
		}
	}
	return story_mistake(f->s, "story.fact", what, e);
}

static bool fact_contest(struct fact *f, struct err *e)
{
	int64_t n;
	if (!take_number(f, &n, e)) {
		return false;
	}
	if (n < 1 || (size_t)n > f->d->contests) {
		return nothing_there(f);
	}
	const struct contest *c = &f->d->contest[n - 1];
	struct str what = story_word(f->s, f->i);
	if (str_is(what, "due")) {
		f->i++;
		return is_moment(f, contest_duty(f->d, c)->due, e);
	}
	if (str_is(what, "holder")) {
		f->i++;
		return is_party(f, &contest_duty(f->d, c)->holder, e);
	}
	return is_text(f, str_of(contest_end_name(c->end)), e);
}

static bool fact_return(struct fact *f, struct err *e)
{
	int64_t n;
	if (!take_number(f, &n, e)) {
		return false;
	}
	if (n < 1 || (size_t)n > f->d->asked_backs) {
		return nothing_there(f);
	}
	const struct second_return *r = &f->d->asked_back[n - 1];
	struct str what = story_word(f->s, f->i);
	if (str_is(what, "due")) {
		f->i++;
		return is_moment(f, return_duty(f->d, r)->due, e);
	}
	if (str_is(what, "holder")) {
		f->i++;
		return is_party(f, &return_duty(f->d, r)->holder, e);
	}
	return is_text(f, str_of(return_end_name(r->end)), e);
}

/* ---- the rest ---- */

static bool fact_work_sum(struct fact *f, struct err *e)
{
	struct err why;
	bool holds = dossier_check(f->d, &why);
	(void)e;
	story_result(f->t, f->s, holds, holds ? STR("") : str_of(why.key));
	return true;
}

static bool fact_lived(struct fact *f, struct err *e)
{
	int64_t lived;
	return dossier_lived_due(f->d, f->now, &lived, e) && is_moment(f, lived, e);
}

static bool fact_continues(struct fact *f, struct err *e)
{
	const struct dossier *other;
	struct str name;
	char id[ID_TEXT];
	int64_t first = f->d->continues.v;
	struct str have = first != 0 ? str_of(id_text('d', first, id)) : STR("none");
	if (!story_need(f->s, f->i, &name, e)) {
		return false;
	}
	if (str_is(name, "none")) {
		story_result(f->t, f->s, first == 0, have);
		return true;
	}
	if (!story_dossier(f->t, f->s, name, &other, e)) {
		return false;
	}
	story_result(f->t, f->s, first == other->id.v, have);
	return true;
}

static int64_t fees_of(const struct dossier *d)
{
	int64_t sum = 0;
	for (size_t i = 0; i < d->fees; i++) {
		const struct fee_receipt *r = &d->fee[i];
		sum += r->cancelled_at == INSTANT_NONE ? r->amount - r->refunded : 0;
	}
	return sum;
}

static bool fact_holder(struct fact *f, struct err *e)
{
	const struct obligation *o = dossier_hold(f->d);
	if (!o && f->d->answer >= 0) {
		o = &f->d->ob[f->d->answer];
	}
	return is_party(f, o ? &o->holder : NULL, e);
}

static bool fact_taken(struct fact *f, struct err *e)
{
	const struct obligation *o = dossier_hold(f->d);
	return is_text(f, yes_no(o && o->taken_at != INSTANT_NONE), e);
}

static bool fact_dormant(struct fact *f, struct err *e)
{
	return is_text(f, yes_no(dossier_dormant(f->d, f->now)), e);
}

/* Of an overdue dossier, in working days: 5, 30, 90 or more. */
static bool fact_age(struct fact *f, struct err *e)
{
	static const char *const bands[OVERDUE_BANDS] = { "5", "30", "90", "more" };
	if (f->d->due == INSTANT_NONE || f->now <= f->d->due) {
		return is_text(f, STR("none"), e);
	}
	return is_text(f, str_of(bands[overdue_band(f->d->cal, f->d->due, f->now)]), e);
}

/* "wrong_post s2 over_limit s2", as they show on its way; "none", or why it is not judged. */
static bool fact_departs(struct fact *f, struct err *e)
{
	static const char *const unjudged[] = {
		[CONFORM_IMPORTED] = "imported", [CONFORM_LAWLESS] = "lawless",
		[CONFORM_UNBEGUN] = "unbegun",
	};
	const struct procedure_version *v;
	struct arena *a = &f->t->step;
	struct str have = STR(""), want = STR("");
	struct conform_one one;

	if (!mine_conform_one(a, f->t->app, f->d->id, &one, &v, e)) {
		return false;
	}
	for (size_t i = 0; i < one.marks; i++) {
		have = STR_JOIN(a, have, str_of(i > 0 ? " " : ""),
				str_of(conform_kind_name(one.mark[i].kind)), STR(" "),
				v->step[one.mark[i].step].id);
	}
	for (size_t i = f->i; i < f->s->n; i++) {
		want = STR_JOIN(a, want, str_of(i > f->i ? " " : ""), story_word(f->s, i));
	}
	have = one.state != CONFORM_MEASURED ? str_of(unjudged[one.state])
	       : have.n > 0 ? have : STR("none");
	story_result(f->t, f->s, str_eq(have, want), have);
	return true;
}

/* Returns and ways back outside the steps (rule 35). */
static bool fact_loops(struct fact *f, struct err *e)
{
	const struct procedure_version *v;
	struct conform_one one;

	return mine_conform_one(&f->t->step, f->t->app, f->d->id, &one, &v, e) &&
	       is_text(f, number_text(f, one.d.returns + one.d.outside), e);
}

static const struct {
	const char *name;
	bool (*fn)(struct fact *f, struct err *e);
} long_facts[] = {
	{ "holder", fact_holder }, { "taken", fact_taken }, { "hold", fact_hold },
	{ "work", fact_work }, { "work-sum", fact_work_sum }, { "plan", fact_plan },
	{ "opinion", fact_opinion }, { "round", fact_round }, { "contest", fact_contest },
	{ "return", fact_return }, { "departs", fact_departs }, { "loops", fact_loops },
	{ "lived", fact_lived },
	{ "continues", fact_continues }, { "dormant", fact_dormant }, { "age", fact_age },
};

static bool moment_fact(const struct dossier *d, struct str name, int64_t *out)
{
	const struct {
		const char *name;
		int64_t at;
	} fact[] = {
		{ "due", d->due }, { "promise", d->first_due }, { "apology", d->apology_by },
		{ "received", d->received_at }, { "ready", d->ready_at },
		{ "first-ready", d->first_ready_at }, { "closed", d->closed_at },
		{ "submitted", d->submitted_at }, { "delivered", d->delivered_at },
		{ "signed-at", d->signed_at },
	};
	for (size_t i = 0; i < ARRAY_LEN(fact); i++) {
		if (str_is(name, fact[i].name)) {
			*out = fact[i].at;
			return true;
		}
	}
	return false;
}

static bool number_fact(const struct dossier *d, struct str name, int64_t *out)
{
	const struct {
		const char *name;
		int64_t n;
	} fact[] = {
		{ "returns", d->returns }, { "supplements", d->supplements },
		{ "reopened", d->reopened }, { "opinions", (int64_t)d->opinions },
		{ "notices", (int64_t)d->notices }, { "holds", count_holds(d) },
		{ "fees", fees_of(d) }, { "contests", (int64_t)d->contests },
		{ "obligations", (int64_t)d->obs },
	};
	for (size_t i = 0; i < ARRAY_LEN(fact); i++) {
		if (str_is(name, fact[i].name)) {
			*out = fact[i].n;
			return true;
		}
	}
	return false;
}

static bool text_fact(const struct dossier *d, struct str name, struct str *out)
{
	const struct {
		const char *name;
		struct str text;
	} fact[] = {
		{ "code", d->code }, { "state", str_of(state_name(d->state)) },
		{ "step", step_id(d, d->step) }, { "provisional", yes_no(d->provisional) },
		{ "decision", str_of(decision_name(d->decision)) },
		{ "channel", str_of(channel_name(d->channel)) },
		{ "rule-set", d->rules ? d->rules->id : STR("none") },
		{ "imported", yes_no(d->imported) }, { "signed", yes_no(d->is_signed) },
	};
	for (size_t i = 0; i < ARRAY_LEN(fact); i++) {
		if (str_is(name, fact[i].name)) {
			*out = fact[i].text;
			return true;
		}
	}
	return false;
}

bool story_fact(struct story *t, const struct sentence *s, struct err *e)
{
	struct fact f = { .t = t, .s = s, .i = 3, .now = app_now(t->app) };
	struct str name, text;
	int64_t n;
	if (id_parse('m', story_ref(t, story_word(s, 1)), &n)) {
		return story_matter(t, s, (struct matter_id){ n }, e);
	}
	if (!story_dossier(t, s, story_word(s, 1), &f.d, e) || !story_need(s, 2, &name, e)) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(long_facts); i++) {
		if (str_is(name, long_facts[i].name)) {
			return long_facts[i].fn(&f, e);
		}
	}
	if (moment_fact(f.d, name, &n)) {
		return is_moment(&f, n, e);
	}
	if (number_fact(f.d, name, &n)) {
		return is_text(&f, number_text(&f, n), e);
	}
	if (text_fact(f.d, name, &text)) {
		return is_text(&f, text, e);
	}
	return story_mistake(s, "story.fact", name, e);
}
