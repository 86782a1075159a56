/* Which forms a dossier has, and making one. */
#include "forms.h"

#include "form_int.h"
#include "sight.h"

#include <stddef.h>
#include <string.h>

enum form_for { FOR_CITIZEN, FOR_OFFICE };
enum form_when { WHEN_THEN, WHEN_NOW };

enum { NO_NUMBER = -1 };

static const struct form_row {
	const char *name;
	enum form_for whom;
	enum form_when when;
	enum entry_kind kind, other;
	long number;			/* where a rule set has it, or NO_NUMBER: a slip */
	form_fn *fill;
} rows[] = {
#define FORM(name, whom, when, kind, other)                                              \
	{ #name, FOR_##whom, WHEN_##when, KIND_##kind, KIND_##other,                     \
	  offsetof(struct rule_set, form_##name), form_##name },
#define SLIP(name, whom, when, kind)                                                     \
	{ #name, FOR_##whom, WHEN_##when, KIND_##kind, KIND_##kind, NO_NUMBER, form_##name },
#include "forms.def"
#undef SLIP
#undef FORM
};

/* The rule set it stood under at an entry. */
static const struct rule_set *rules_at(const struct app *app, const struct entry_list *list,
				       int64_t seq)
{
	const struct rule_set *found = NULL;
	for (size_t i = 0; i < list->n && list->entry[i].seq <= seq; i++) {
		struct str id = json_str(list->entry[i].body, "rule_set");
		found = id.n > 0 ? law_rule_set_by_id(&app->law, id) : found;
	}
	return found;
}

static struct str number_at(const struct app *app, const struct form_row *r,
			    const struct entry_list *list, int64_t seq)
{
	const struct rule_set *rules = rules_at(app, list, seq);
	struct str number = { 0 };
	if (rules) {
		memcpy(&number, (const char *)rules + r->number, sizeof(number));
	}
	return number;
}

/* Goes through the entries that have one of this form. */
struct walk {
	const struct app *app;
	const struct form_row *row;
	const struct entry_list *list;
	size_t at;
	int64_t n;			/* of the one found */
	struct str number;
};

static const struct entry *next(struct walk *w)
{
	/* One taken back never was: no receipt of it goes out. */
	if (w->list->n > 0 && w->list->entry[w->list->n - 1].kind == KIND_IMPORT_UNDONE) {
		return NULL;
	}
	while (w->at < w->list->n) {
		const struct entry *en = &w->list->entry[w->at++];
		if (en->kind != w->row->kind && en->kind != w->row->other) {
			continue;
		}
		if (w->row->number == NO_NUMBER) {
			w->n = json_int(en->body, "no", 0);
			return en;
		}
		w->number = number_at(w->app, w->row, w->list, en->seq);
		if (w->number.n > 0) {
			w->n++;
			return en;
		}
	}
	return NULL;
}

struct str form_word(struct arena *a, const struct form_line *l)
{
	return l->n == 1 ? str_of(l->name) : str_fmt(a, "%s-%lld", l->name, (long long)l->n);
}

/* One entry has two at most: the receipt and the control sheet. */
enum { FORMS_AN_ENTRY = 2 };

bool app_forms(struct app *app, struct arena *a, struct dossier_id id, struct form_list *out,
	       struct err *e)
{
	struct entry_list list;
	if (!cache_entries(app, id, &list, e)) {
		return false;
	}
	struct form_list v = {
		.form = arena_array(a, struct form_line, FORMS_AN_ENTRY * list.n) };
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct walk w = { .app = app, .row = &rows[i], .list = &list };
		const struct entry *en;
		while ((en = next(&w))) {
			v.form[v.n++] = (struct form_line){
				.name = rows[i].name, .n = w.n, .number = w.number, .at = en->at,
				.seq = en->seq, .citizen = rows[i].whom == FOR_CITIZEN,
				.slip = rows[i].number == NO_NUMBER };
		}
	}
	*out = v;
	return true;
}

/* ---- one of them ---- */

static bool none(const struct form_asked *asked, struct arena *a, struct err *e)
{
	return err_set(e, ERR_NOT_FOUND, "form.none", "form", str_cstr(a, asked->form), NULL);
}

/* "supplement-2" */
static const struct form_row *row_of(struct str word, int64_t *n)
{
	struct str name, tail;
	*n = 1;
	if (str_cut(word, '-', &name, &tail) && (!str_to_int64(tail, n) || *n < 1)) {
		return NULL;
	}
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (str_is(name, rows[i].name)) {
			return &rows[i];
		}
	}
	return NULL;
}

/* The dossier as the entry left it: what came after does not change what was said. */
static bool fold(struct form *f, struct dossier_id id, enum form_when when, struct err *e)
{
	struct dossier *d = arena_new(f->a, struct dossier);
	dossier_init(d, f->a, id);
	f->due_before = INSTANT_NONE;
	for (size_t i = 0; i < f->entries.n; i++) {
		const struct entry *en = &f->entries.entry[i];
		if (when == WHEN_THEN && en->seq > f->on->seq) {
			break;
		}
		if (en == f->on) {
			f->due_before = d->due;
		}
		if (!dossier_apply(&f->app->law, d, en, e)) {
			return false;
		}
	}
	f->d = d;
	return true;
}

/* The dossier's own is the one it was corrected to later, perhaps (rule 17). */
static bool find_version(struct form *f, struct err *e)
{
	for (size_t i = 0; i < f->entries.n; i++) {
		const struct entry *en = &f->entries.entry[i];
		struct str code = json_str(en->body, "procedure");
		int64_t number = json_int(en->body, "version", 0);
		const struct procedure *p;
		if (en->seq > f->on->seq || code.n == 0 || number == 0) {
			continue;
		}
		p = law_procedure(&f->app->law, code);
		f->version = p ? procedure_version(p, number) : NULL;
	}
	return f->version != NULL ||
	       err_set(e, ERR_CORRUPT, "app.entry", "name", "procedure", NULL);
}

static bool open_texts(struct form *f, const struct form_asked *asked, struct dossier_id id,
		       struct opened *texts, struct access_note *note, struct err *e)
{
	*texts = (struct opened){ 0 };
	*note = (struct access_note){ .at = asked->at };
	f->texts = texts;
	return (asked->masked ||
		app_peek_texts(f->app, f->a, id, asked->who, asked->at, texts, note, e)) &&
	       app_entries(f->app, f->a, id, &f->entries, e);
}

static bool find_entry(struct form *f, const struct form_row *row)
{
	struct walk w = { .app = f->app, .row = row, .list = &f->entries };
	do {
		f->on = next(&w);
	} while (f->on && w.n != f->n);
	f->number = w.number;
	return f->on != NULL;
}

bool app_form(struct app *app, struct arena *a, const struct form_asked *asked,
	      struct sheet *out, struct access_note *note, struct err *e)
{
	struct form f = { .app = app, .a = a, .site = asked->site, .masked = asked->masked,
			  .s = out, .ask = { TEXT_VI, LABEL_INSIDE, asked->at } };
	struct opened texts;
	struct dossier *d;
	const struct form_row *row = row_of(asked->form, &f.n);
	if (!sight(app, a, asked->dossier, &d, e)) {
		return false;
	}
	struct dossier_id id = d->id;
	if (!open_texts(&f, asked, id, &texts, note, e)) {
		return false;
	}
	bool citizen = asked->masked || asked->who.v == access_citizen.v;
	if (!row || (citizen && row->whom != FOR_CITIZEN)) {
		return none(asked, a, e);
	}
	if (!find_entry(&f, row)) {
		return none(asked, a, e);
	}
	*out = (struct sheet){ .items = 0 };
	return fold(&f, id, row->when, e) && find_version(&f, e) && row->fill(&f, e);
}

bool app_form_trial(struct app *app, struct arena *a, const struct form_trial *trial,
		    struct sheet *out, struct err *e)
{
	struct opened none = { 0 };
	struct form f = { .app = app, .a = a, .masked = true, .s = out, .d = trial->d,
			  .on = trial->on, .due_before = trial->due_before, .texts = &none,
			  .wish = trial->typed, .version = trial->d->version,
			  .ask = { TEXT_VI, LABEL_INSIDE, trial->on->at } };

	*out = (struct sheet){ .items = 0 };
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].kind == trial->on->kind) {
			return app_entries(app, a, trial->d->id, &f.entries, e) &&
			       rows[i].fill(&f, e);
		}
	}
	return err_set(e, ERR_NOT_FOUND, "form.none", "form", kind_name(trial->on->kind), NULL);
}
