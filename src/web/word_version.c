/* Parts of a version of a procedure in plain words. */
#include "word_version.h"

static struct str join(const struct exchange *x, struct str a, struct str b)
{
	return a.n == 0 ? b : b.n == 0 ? a : STR_JOIN(x->a, a, STR("; "), b);
}

static struct str named(const struct exchange *x, struct named n)
{
	struct asking ask = asking_inside(x);
	return label_named(&ask, n);
}

static struct str coded(const struct exchange *x, const struct coded *list, size_t n, struct str id)
{
	const struct coded *c = coded_find(list, n, id);
	return c ? named(x, c->name) : id;
}

struct str words_paper(const struct exchange *x, const struct paper *p)
{
	const struct law *l = app_law(x->app);
	struct str s = words_counts(x, p->originals, p->certified, p->copies);
	if (p->optional) {
		s = join(x, s, words0(x, "dossier.paper.optional"));
	}
	for (size_t i = 0; i < p->sources; i++) {
		struct str from = coded(x, l->paper_source, l->paper_sources, p->source[i]);
		s = join(x, s, words1(x, "procedure.paper.source", "source", from));
	}
	return s;
}

/* ---- fees ---- */

static struct str tier(const struct exchange *x, const struct fee *f, size_t i)
{
	struct text_arg args[] = { { "amount", words_money(x, f->tier[i].amount) },
				   { "per", words_of(x, "procedure.per", f->per) },
				   { "from", str_int(x->a, f->tier[i].from) } };
	return words(x, i > 0 ? "procedure.amount.from" : "procedure.amount", args,
		     ARRAY_LEN(args));
}

static struct str cut(const struct exchange *x, const struct fee_cut *c)
{
	const struct law *l = app_law(x->app);
	struct str family, channel;
	bool of_channel = str_cut(c->class_id, ':', &family, &channel);
	struct str who = of_channel ? coded(x, l->channel, l->channels, channel)
			: coded(x, l->person_class, l->person_classes, c->class_id);
	struct text_arg args[] = { { "who", who },
				   { "share", str_int(x->a, c->per_ten_thousand / 100) } };
	return words(x, "admin.fee.cut", args, ARRAY_LEN(args));
}

struct str words_fee(const struct exchange *x, const struct fee *f)
{
	struct str s = STR("");
	for (size_t i = 0; i < f->tiers; i++) {
		s = join(x, s, tier(x, f, i));
	}
	if (f->cap > 0) {
		s = join(x, s, words1(x, "admin.fee.cap", "amount", words_money(x, f->cap)));
	}
	for (size_t i = 0; i < f->cuts; i++) {
		s = join(x, s, cut(x, &f->cut[i]));
	}
	return s;
}

/* ---- steps ---- */

static struct str step_unit(const struct exchange *x, struct str ref)
{
	const struct unit *u;
	if (str_is(ref, "@")) {
		return words0(x, "admin.step.agency");
	}
	if (str_is(ref, "@mc")) {
		return words0(x, "admin.step.onestop");
	}
	if (ref.n > 0 && ref.p[0] == '@') {
		return words1(x, "admin.step.room", "key", str_sub(ref, 1, ref.n));
	}
	u = org_unit_by_key(app_org(x->app), ref);
	return u ? unit_on(u, day_of(x->now))->name : ref;
}

struct str words_step_where(const struct exchange *x, const struct step *s)
{
	struct named post = law_title(app_law(x->app), str_of(s->post.code), STR(""));
	return str_fmt(x->a, "%.*s · %.*s", STR_ARG(named(x, post)),
		       STR_ARG(step_unit(x, s->unit)));
}

struct str words_way(const struct exchange *x, const struct procedure_version *v,
		     const struct outcome *o)
{
	struct str name = named(x, o->name);
	struct str to = o->to_step < v->steps ? named(x, v->step[o->to_step].name) : STR("");
	return to.n > 0 ? STR_JOIN(x->a, name, STR(": "), to) : name;
}

struct str words_step(const struct exchange *x, const struct procedure_version *v,
		      const struct step *s)
{
	struct str text = words_step_where(x, s);
	if (s->plan_s > 0) {
		text = join(x, text, words_work(x, s->plan_s));
	}
	for (size_t i = 0; i < s->outcomes; i++) {
		text = join(x, text, words_way(x, v, &s->outcome[i]));
	}
	return text;
}
