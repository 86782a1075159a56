/* Rule sets: each with its values and their sources, two side by side, who froze which. */
#include "page_rules.h"

#include "admin_form.h"
#include "form.h"
#include "law_draft.h"
#include "pages.h"
#include "top.h"
#include "view_rules.h"
#include "words.h"

struct place {
	const struct law *law;
	struct str path;
	const struct law_draft *draft;	/* or NULL: in force */
};

/* ---- values in words ---- */

static struct str count(const struct exchange *x, const char *unit, int64_t n)
{
	return words1(x, unit, "n", str_int(x->a, n));
}

static struct str forms(const struct exchange *x, const struct rule_set *r)
{
	const struct { const char *name; struct str no; } form[] = {
		{ "receipt", r->form_receipt }, { "supplement", r->form_supplement },
		{ "decline", r->form_decline }, { "apology", r->form_apology },
		{ "stop", r->form_stop }, { "control", r->form_control },
		{ "register", r->form_register },
	};
	struct str s = STR("");
	for (size_t i = 0; i < ARRAY_LEN(form); i++) {
		struct str name = words_of(x, "admin.rules.form", str_of(form[i].name));
		struct str one = STR_JOIN(x->a, name, STR(": "),
					  form[i].no.n > 0 ? form[i].no : STR("—"));
		s = s.n > 0 ? STR_JOIN(x->a, s, STR("; "), one) : one;
	}
	return s;
}

static struct str clock_of(const struct exchange *x, int64_t s)
{
	return str_fmt(x->a, "%02d:%02d", (int)(s / 3600), (int)(s % 3600 / 60));
}

/* Words of the rule; else the key of a unit. */
static struct str arbiters(const struct exchange *x, const struct rule_set *r)
{
	const struct { const char *pair; struct str who; } row[] = {
		{ "one_agency", r->arbiters.one_agency }, { "one_tree", r->arbiters.one_tree },
		{ "no_tree", r->arbiters.no_tree },
	};
	struct str s = STR("");
	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		bool word = str_is(row[i].who, "agency") || str_is(row[i].who, "common");
		struct str one = STR_JOIN(x->a, words_of(x, "admin.rules.pair",
							 str_of(row[i].pair)), STR(": "),
					  word ? words_of(x, "admin.rules.arbiter", row[i].who)
					       : row[i].who);
		s = s.n > 0 ? STR_JOIN(x->a, s, STR("; "), one) : one;
	}
	return s;
}

static struct str value(const struct exchange *x, const struct rule_set *r, struct str field)
{
	enum { TIMES, DAYS, CDAYS, MINUTES, CMINUTES, HOURS, MONEY, PERCENT };
	static const struct { const char *words; int64_t unit; } units[] = {
		[TIMES] = { "admin.rules.times", 1 }, [DAYS] = { "admin.rules.days", 1 },
		[CDAYS] = { "admin.rules.cdays", 1 }, [MINUTES] = { "admin.rules.minutes", 60 },
		[CMINUTES] = { "admin.rules.cminutes", 60 },
		[HOURS] = { "admin.rules.hours", 3600 },
		[MONEY] = { "admin.rules.money", 1 }, [PERCENT] = { "admin.rules.percent", 1 },
	};
	const struct { const char *field; int unit; int64_t n; } counted[] = {
#define RULE(name, member, unit, max, need) { #name, unit, r->member },
#include "core/rule_counts.def"
#undef RULE
	};
	for (size_t i = 0; i < ARRAY_LEN(counted); i++) {
		if (str_is(field, counted[i].field)) {
			return count(x, units[counted[i].unit].words,
				     counted[i].n / units[counted[i].unit].unit);
		}
	}
	if (str_is(field, "due_mode")) {
		return words_of(x, "admin.rules.mode", str_of(due_mode_name(r->due_mode)));
	}
	if (str_is(field, "cutoff")) {
		return clock_of(x, r->cutoff_s);
	}
	if (str_is(field, "extended_late_official")) {
		return words0(x, r->extended_late_official ? "admin.yes" : "admin.no");
	}
	if (str_is(field, "arbiters")) {
		return arbiters(x, r);
	}
	return str_is(field, "forms") ? forms(x, r) : STR("—");
}

static const struct mark *mark_of(const struct rule_set *r, struct str field)
{
	for (size_t i = 0; i < r->marks; i++) {
		if (str_eq(r->mark[i].field, field)) {
			return &r->mark[i];
		}
	}
	return NULL;
}

/* In the order of the set shown; what only the other one has comes last. */
static void put_rules(const struct exchange *x, const struct rule_set *r,
		      const struct rule_set *old, struct rules_view *v)
{
	size_t most = r->marks + (old ? old->marks : 0), n = 0, differ = 0;
	struct rule_view *out = arena_array(x->a, struct rule_view, most);
	for (size_t i = 0; i < most; i++) {
		bool own = i < r->marks;
		const struct mark *m = own ? &r->mark[i] : &old->mark[i - r->marks];
		const struct mark *has = mark_of(r, m->field);
		if (!own && has) {
			continue;
		}
		struct str now = has ? value(x, r, m->field) : STR("—");
		struct str was = old && mark_of(old, m->field) ? value(x, old, m->field)
							       : STR("—");
		out[n] = (struct rule_view){
			.name = words_of(x, "admin.rules.field", m->field), .value = now,
			.old = was, .differs = old && !str_eq(now, was),
			.source = STR_JOIN(x->a, m->source, STR(" ("), m->mark, STR(")")),
		};
		differ += out[n++].differs;
	}
	v->rules.p = out;
	v->rules.n = n;
	v->same = old && differ == 0;
}

/* ---- the sets ---- */

static struct str set_href(const struct exchange *x, const struct place *p, struct str id)
{
	return STR_JOIN(x->a, p->path, STR("?set="), http_encode(x->a, id));
}

static int64_t dossiers_of(const struct rule_set_use *use, size_t n, struct str id)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++) {
		sum += str_eq(use[i].rule_set, id) ? use[i].dossiers : 0;
	}
	return sum;
}

/* The newest first. */
static void put_sets(const struct exchange *x, const struct place *p,
		     const struct rule_set *shown, const struct rule_set_use *use, size_t uses,
		     struct rules_view *v)
{
	const struct law *l = p->law;
	const struct rule_set *now = law_rule_set(l, day_of(x->now));
	struct rule_set_view *out = arena_array(x->a, struct rule_set_view, l->rule_sets);
	for (size_t i = 0; i < l->rule_sets; i++) {
		const struct rule_set *r = &l->rule_set[l->rule_sets - 1 - i];
		out[i] = (struct rule_set_view){
			.id = r->id, .base = r->base, .from = admin_day_words(x, r->from),
			.to = admin_day_words(x, r->to), .href = set_href(x, p, r->id),
			.dossiers = dossiers_of(use, uses, r->id), .now = r == now,
			.draft = r->draft, .shown = r == shown,
		};
	}
	v->sets.p = out;
	v->sets.n = l->rule_sets;
	v->several = l->rule_sets > 1;
}

static void put_uses(const struct exchange *x, struct str id, const struct rule_set_use *use,
		     size_t uses, struct rules_view *v)
{
	struct asking ask = asking_inside(x);
	struct rule_use_view *out = arena_array(x->a, struct rule_use_view, uses);
	for (size_t i = 0; i < uses; i++) {
		if (str_eq(use[i].rule_set, id)) {
			out[v->uses.n++] = (struct rule_use_view){
				label_procedure(x->app, &ask, use[i].procedure), use[i].procedure,
				STR_JOIN(x->a, STR("/admin/procedures/"), use[i].procedure),
				use[i].dossiers };
		}
	}
	v->uses.p = out;
}

static struct field_view choice(const struct exchange *x, const struct law *l, const char *name,
				const char *label, const struct rule_set *chosen)
{
	struct option_view *o = arena_array(x->a, struct option_view, l->rule_sets);
	for (size_t i = 0; i < l->rule_sets; i++) {
		o[i] = (struct option_view){ l->rule_set[i].id, l->rule_set[i].id,
					     &l->rule_set[i] == chosen };
	}
	return (struct field_view){ .name = str_of(name), .label = words0(x, label),
				    .options = { o, l->rule_sets } };
}

/* ---- the page ---- */

static void show(struct exchange *x, const struct place *p)
{
	const struct law *l = p->law;
	const struct rule_set *now = law_rule_set(l, day_of(x->now));
	const struct rule_set *shown = law_rule_set_by_id(l, form_get(x->form, "set"));
	const struct rule_set *old = law_rule_set_by_id(l, form_get(x->form, "with"));
	struct rule_set_use *use;
	size_t uses;
	struct err e;
	if (!app_rule_set_use(x->app, x->a, &use, &uses, &e)) {
		reply_err(x, &e);
		return;
	}
	shown = shown ? shown : now ? now : &l->rule_set[l->rule_sets - 1];
	struct rules_view v = {
		.top = top_inside(x, words0(x, "admin.rule-sets")), .path = p->path,
		.shown = shown->id, .old_shown = old ? old->id : STR(""),
		.old = choice(x, l, "with", "admin.diff.old", old ? old : &l->rule_set[0]),
		.now = choice(x, l, "set", "admin.diff.now", shown),
		.empty = { .text = words0(x, "admin.rules.unused") },
	};
	if (p->draft) {
		v.crumbs = law_draft_crumbs(x, p->draft);
		v.draft = words0(x, "admin.law.not_yet");
	}
	put_rules(x, shown, old, &v);
	put_sets(x, p, shown, use, uses, &v);
	put_uses(x, shown->id, use, uses, &v);
	page_admin_rules(x->page, x->lang, &v);
	reply_page(x, 200);
}

void rules_show(struct exchange *x)
{
	struct place p = { app_law(x->app), STR("/admin/rule-sets"), NULL };
	show(x, &p);
}

void rules_draft(struct exchange *x)
{
	struct law_draft d;
	struct law_outlook look;
	if (!law_draft_look(x, &d, &look)) {
		return;
	}
	struct place p = { &look.law, STR_JOIN(x->a, law_draft_href(x, &d), STR("/rule-sets")),
			   &d };
	if (look.law.rule_sets == 0) {
		reply_status(x, 404);	/* it cannot be read */
		return;
	}
	show(x, &p);
}
