/* The register of a counter. */
#include "register.h"

#include "form_int.h"
#include "sight.h"

enum { COLUMNS = 13 };

struct book {
	struct form f;			/* for its words and items: of no dossier */
	struct unit_id unit;
	struct day first, last;
	struct register_page page;
};

static struct str moment(struct form *f, int64_t at)
{
	return at == INSTANT_NONE ? STR("") : form_moment(f, "form.control.moment", at);
}

static struct str word(struct form *f, const char *group, const char *id)
{
	return form_words0(f, str_fmt(f->a, "%s.%s", group, id).p);
}

static bool put_row(struct form *f, const struct dossier_row *r, size_t i, struct str *cell,
		    struct err *e)
{
	struct str owner;
	if (!label_subject(f->app, f->a, r->owner, &owner, e)) {
		return false;
	}
	const struct str cells[COLUMNS] = {
		str_fmt(f->a, "%zu", i + 1), r->code,
		label_procedure(f->app, &f->ask, r->procedure), STR("01"), owner,
		label_unit(f->app, r->competent, r->received_at), moment(f, r->received_at),
		moment(f, r->first_due), moment(f, r->first_ready_at),
		moment(f, r->delivered_at),
		word(f, "dossier.channel", channel_name(r->channel)), STR(""),
		word(f, "register.state", state_name(r->state)),
	};
	for (size_t k = 0; k < COLUMNS; k++) {
		cell[k] = cells[k];
	}
	return true;
}

static bool put_table(struct book *b, struct err *e)
{
	static const char *const heads[COLUMNS] = {
		"form.no", "register.code", "register.procedure", "register.sets",
		"register.owner", "register.competent", "register.received", "register.due",
		"register.ready", "register.delivered", "register.channel", "register.signed",
		"register.note",
	};
	struct form *f = &b->f;
	struct str *cell = arena_array(f->a, struct str, b->page.n * COLUMNS);
	f->s->table = (struct sheet_table){
		.columns = COLUMNS, .small = true, .cell = cell, .rows = b->page.n,
		.share = { 3, 13, 14, 3, 11, 9, 7, 7, 7, 7, 6, 6, 7 },
		.centred = { [0] = true, [3] = true, [6] = true, [7] = true, [8] = true,
			     [9] = true } };
	for (size_t i = 0; i < COLUMNS; i++) {
		f->s->table.head[i] = form_words0(f, heads[i]);
	}
	for (size_t i = 0; i < b->page.n; i++) {
		if (!put_row(f, &b->page.row[i], i, cell + i * COLUMNS, e)) {
			return false;
		}
	}
	form_add_table(f);
	return true;
}

static void put_head(struct book *b)
{
	struct form *f = &b->f;
	struct sheet *s = f->s;
	const struct unit *u = org_unit(&f->app->org, b->unit);
	const struct unit *above = org_unit(&f->app->org, unit_on(u, b->last)->parent);
	const struct rule_set *rules = law_rule_set(&f->app->law, b->last);
	struct text_arg foot[] = { { "number", rules ? rules->form_register : STR("") },
				   { "code", u->key } };
	struct text_arg days[] = { { "first", form_moment(f, "register.day", day_start(b->first)) },
				   { "last", form_moment(f, "register.day", day_start(b->last)) } };
	s->wide = true;
	s->issuer = unit_on(u, b->last)->name;
	s->issuer_of = above ? unit_on(above, b->last)->name : STR("");
	s->title = form_words(f, "register.title.of", days, ARRAY_LEN(days));
	s->motto = form_words0(f, "form.motto");
	s->motto_below = form_words0(f, "form.motto.below");
	s->foot = form_words(f, "form.foot", foot, ARRAY_LEN(foot));
	form_add(f, SHEET_TITLE, NULL, form_words0(f, "register.title"));
	form_add(f, SHEET_SUBTITLE, NULL, form_words(f, "register.days", days, ARRAY_LEN(days)));
}

static bool fill(struct book *b, struct err *e)
{
	struct form *f = &b->f;
	put_head(b);
	if (b->page.n == 0) {
		form_add(f, SHEET_TEXT, NULL, form_words0(f, "register.none"));
		return true;
	}
	if (!put_table(b, e)) {
		return false;
	}
	form_add(f, SHEET_NOTE, NULL,
		 form_words1(f, "register.count", "n", str_fmt(f->a, "%zu", b->page.n)));
	form_add_signs(f, "register.keeper", STR(""), "register.head", STR(""));
	return true;
}

static bool too_much(const char *key, int most, struct err *e)
{
	return err_set(e, ERR_INVALID, key, NULL) || err_add_int(e, "most", most);
}

bool app_register(struct app *app, struct arena *a, struct person_id who, int64_t at,
		  struct str unit, struct day first, struct day last, struct sheet *out,
		  struct err *e)
{
	struct book b = { .f = { .app = app, .a = a, .s = out,
				 .ask = { TEXT_VI, LABEL_INSIDE, at } },
			  .first = first, .last = last };
	if (!resolve_unit(app, unit, &b.unit, e)) {
		return false;
	}
	if (!sight_of_unit(app, a, &b.f.ask, who, b.unit)) {
		return err_set(e, ERR_DENIED, "right.reader", NULL);
	}
	if (last.n < first.n || last.n - first.n >= REGISTER_DAYS) {
		return too_much("register.period", REGISTER_DAYS, e);
	}
	if (!store_register(app->store, a, b.unit, day_start(first),
			    day_start((struct day){ last.n + 1 }), REGISTER_MOST, &b.page, e)) {
		return false;
	}
	if (b.page.more) {
		return too_much("register.many", REGISTER_MOST, e);
	}
	*out = (struct sheet){ .items = 0 };
	return fill(&b, e);
}
