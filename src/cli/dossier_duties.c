/* Opinions, contests, escalations and apologies of a dossier as tables. */
#include "dossier_duties.h"

#include "table.h"

#include "app/label.h"
#include "app/view.h"

#include "core/opinion.h"

struct duties {
	struct cli *c;
	struct app *app;
	const struct dossier *d;
	int64_t now;
};

static struct str moment(const struct duties *p, int64_t at)
{
	char text[INSTANT_TEXT];
	return at == INSTANT_NONE ? STR("–")
				  : str_dup(p->c->arena, str_of(instant_vi(at, text)));
}

static struct str who(const struct duties *p, const struct party *party, int64_t at)
{
	return party_words(p->app, p->c->arena, party, p->c->lang, day_of(at));
}

static struct str unit_name(const struct duties *p, const struct party *party)
{
	return party->kind == PARTY_SEAT ? label_unit(p->app, party->seat.unit, p->now)
					 : party_words(p->app, p->c->arena, party, p->c->lang,
						       day_of(p->now));
}

static struct str word(const struct duties *p, const char *family, const char *name)
{
	return cli_text(p->c, str_fmt(p->c->arena, "%s.%s", family, name).p, NULL, 0);
}

static struct str late_work(const struct duties *p, int64_t due, int64_t till)
{
	bool late = due != INSTANT_NONE && till > due;
	return work_text(p->c->arena, p->c->lang, late ? work_between(p->d->cal, due, till) : 0);
}

static void head(const struct duties *p, const char *key)
{
	cli_line(p->c, STYLE_STRONG, cli_text(p->c, key, NULL, 0));
}

static void gap(const struct duties *p)
{
	cli_line(p->c, STYLE_PLAIN, STR(""));
}

/* ---- opinions ---- */

static struct str opinion_state(const struct duties *p, const struct opinion *o)
{
	bool owed = opinion_owed(p->d, o), given = o->answer[0] != '\0';
	int64_t till = given ? o->answered_at : p->now;
	bool late = o->due != INSTANT_NONE && till > o->due;
	struct text_arg args[] = { { "due", moment(p, o->due) },
				   { "late", late_work(p, o->due, till) },
				   { "answer", given ? word(p, "answer", o->answer) : STR("") } };
	const char *key = o->lapsed ? "dossier.opinion.lapsed"
			: given && late ? "dossier.opinion.answered.late"
			: given ? "dossier.opinion.answered"
			: !owed && o->silent ? "dossier.opinion.agreed"
			: !owed ? "dossier.opinion.released"
			: late ? "dossier.opinion.late"
			: o->due != INSTANT_NONE ? "dossier.opinion.open"
			: "dossier.opinion.undated";
	return cli_text(p->c, key, args, ARRAY_LEN(args));
}

static void print_round(const struct duties *p, const struct opinion_round *r, size_t i)
{
	struct arena *a = p->c->arena;
	struct round_tally t;
	struct table table;
	round_tally(p->d, r, p->now, &t);
	struct text_arg n = { "n", str_fmt(a, "%zu", i + 1) };
	struct text_arg args[] = { { "asked", str_fmt(a, "%d", (int)t.asked) },
				   { "owed", str_fmt(a, "%d", (int)t.owed) },
				   { "votes", str_fmt(a, "%d", (int)t.votes) },
				   { "quorum", str_fmt(a, "%d", (int)r->quorum) } };
	const char *key = r->quorum > t.votes ? "dossier.round.short"
			: r->quorum > 0 ? "dossier.round.quorum"
			: t.owed > 0 ? "dossier.round.owed" : "dossier.round.all";
	cli_line(p->c, STYLE_PLAIN,
		 STR_JOIN(a, cli_text(p->c, "dossier.round", &n, 1), STR(" · "),
			  cli_text(p->c, key, args, ARRAY_LEN(args))));
	table_init(&table, p->c, 3);
	for (int32_t k = 0; k < r->asked; k++) {
		const struct opinion *o = &p->d->opinion[r->first - 1 + k];
		bool late = opinion_owed(p->d, o) && p->now > o->due;
		struct str *cell = table_row(&table, late ? STYLE_STRONG : STYLE_PLAIN);
		cell[0] = str_fmt(a, "  %d", (int)o->number);
		cell[1] = who(p, &p->d->ob[o->obligation].holder, o->asked_at);
		cell[2] = opinion_state(p, o);
	}
	table_print(&table);
}

static void print_rounds(const struct duties *p)
{
	if (p->d->rounds == 0) {
		return;
	}
	head(p, "dossier.opinions");
	for (size_t i = 0; i < p->d->rounds; i++) {
		print_round(p, &p->d->round[i], i);
	}
	gap(p);
}

/* ---- contests ---- */

static void put_contest(const struct duties *p, struct table *t, const struct contest *c)
{
	const struct obligation *duty = contest_duty(p->d, c);
	bool open = c->end == CONTEST_OPEN, late = open && p->now > duty->due;
	struct text_arg args[] = {
		{ "unit", c->ruled_by.v != 0 ? label_unit(p->app, c->ruled_by, p->now)
					     : unit_name(p, &duty->holder) },
		{ "due", moment(p, duty->due) },
		{ "at", moment(p, open ? c->at : c->ended_at) },
	};
	const char *key = !open ? str_fmt(p->c->arena, "contests.%s", contest_end_name(c->end)).p
			: c->escalated_at != INSTANT_NONE ? "contests.open.up"
			: late ? "contests.open.late" : "contests.open";
	struct str *cell = table_row(t, late ? STYLE_STRONG : STYLE_PLAIN);
	cell[0] = str_fmt(p->c->arena, "  %d", (int)c->number);
	cell[1] = moment(p, c->at);
	cell[2] = STR_JOIN(p->c->arena, unit_name(p, &c->sender), STR(" → "),
			   unit_name(p, &c->by));
	cell[3] = cli_text(p->c, key, args, ARRAY_LEN(args));
}

static void print_contests(const struct duties *p)
{
	struct table t;
	if (p->d->contests == 0) {
		return;
	}
	head(p, "contests.title");
	table_init(&t, p->c, 4);
	for (size_t i = 0; i < p->d->contests; i++) {
		put_contest(p, &t, &p->d->contest[i]);
	}
	table_print(&t);
	gap(p);
}

/* ---- what was passed up ---- */

static struct str escalation_state(const struct duties *p, const struct escalation *s)
{
	bool acted = s->acted_at != INSTANT_NONE;
	struct text_arg args[] = { { "how", acted ? word(p, "how", s->how) : STR("") },
				   { "at", moment(p, acted ? s->acted_at : s->listed_at) },
				   { "due", moment(p, s->due) } };
	const char *key = acted ? "show.escalation.acted"
			: s->over ? "show.escalation.over"
			: s->listed_at != INSTANT_NONE ? "show.escalation.listed"
			: s->silent ? "show.escalation.silent" : "show.escalation.open";
	return cli_text(p->c, key, args, ARRAY_LEN(args));
}

static void print_escalations(const struct duties *p)
{
	struct table t;
	if (p->d->escalations == 0) {
		return;
	}
	head(p, "show.escalations");
	table_init(&t, p->c, 4);
	for (size_t i = 0; i < p->d->escalations; i++) {
		const struct escalation *s = &p->d->escalation[i];
		bool open = s->acted_at == INSTANT_NONE && !s->over;
		struct str *cell = table_row(&t, open ? STYLE_STRONG : STYLE_PLAIN);
		cell[0] = str_fmt(p->c->arena, "  %d", (int)s->number);
		cell[1] = moment(p, s->at);
		cell[2] = who(p, &p->d->ob[s->obligation].holder, s->at);
		cell[3] = escalation_state(p, s);
	}
	table_print(&t);
	gap(p);
}

/* ---- apologies ---- */

static struct str apology_words(const struct duties *p, const struct apology *s)
{
	const struct obligation *b = &p->d->ob[s->obligation];
	struct text_arg args[] = { { "when", moment(p, s->signed_at) },
				   { "cause", label_unit(p->app, p->d->form04_cause, p->now) },
				   { "who", who(p, &b->holder, s->drafted_at) },
				   { "at", moment(p, s->sign_by) } };
	const char *key = s->signed_at != INSTANT_NONE ? "dossier.apology.signed"
			: b->to != INSTANT_NONE ? "show.apology.over"
			: s->missed_at != INSTANT_NONE ? "apology.missed"
			: s->passed ? "apology.passed" : "apology.by";
	struct str state = cli_text(p->c, key, args, ARRAY_LEN(args));
	struct text_arg foretold[] = { { "state", state },
				       { "n", str_fmt(p->c->arena, "%d", (int)s->chance) } };
	return s->chance > 0 ? cli_text(p->c, "apology.foretold", foretold, 2) : state;
}

static void print_apologies(const struct duties *p)
{
	struct table t;
	if (p->d->apologies == 0) {
		return;
	}
	head(p, "apology.title");
	table_init(&t, p->c, 3);
	for (size_t i = 0; i < p->d->apologies; i++) {
		const struct apology *s = &p->d->apology[i];
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = str_fmt(p->c->arena, "  %d", (int)s->number);
		cell[1] = moment(p, s->drafted_at);
		cell[2] = apology_words(p, s);
	}
	table_print(&t);
	gap(p);
}

void print_duties(struct cli *c, struct app *app, const struct dossier *d, int64_t now)
{
	struct duties p = { c, app, d, now };
	print_rounds(&p);
	print_contests(&p);
	print_escalations(&p);
	print_apologies(&p);
}
