/* Which forms a dossier has, and making one. */
#include "forms.h"

#include "form_int.h"
#include "sight.h"

#include <stddef.h>
#include <string.h>

enum form_for { FOR_CITIZEN, FOR_OFFICE };
enum form_when { WHEN_THEN, WHEN_NOW };

static const struct form_row {
	const char *name;
	enum form_for whom;
	enum form_when when;
	enum entry_kind kind, other;
	size_t number;			/* where a rule set has it */
	form_fn *fill;
} rows[] = {
#define FORM(name, whom, when, kind, other)                                              \
	{ #name, FOR_##whom, WHEN_##when, KIND_##kind, KIND_##other,                     \
	  offsetof(struct rule_set, form_##name), form_##name },
#include "forms.def"
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

/* Goes through the entries that have one of this form; the n-th is found. */
static const struct entry *nth(const struct app *app, const struct form_row *r,
			       const struct entry_list *list, int64_t n, struct str *number)
{
	int64_t seen = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct entry *en = &list->entry[i];
		if (en->kind != r->kind && en->kind != r->other) {
			continue;
		}
		*number = number_at(app, r, list, en->seq);
		if (number->n > 0 && ++seen == n) {
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
		struct str number;
		const struct entry *en;
		for (int64_t n = 1; (en = nth(app, &rows[i], &list, n, &number)); n++) {
			v.form[v.n++] = (struct form_line){
				.name = rows[i].name, .n = n, .number = number, .at = en->at,
				.seq = en->seq, .citizen = rows[i].whom == FOR_CITIZEN };
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
	if (!row || (asked->masked && row->whom != FOR_CITIZEN)) {
		return none(asked, a, e);
	}
	f.on = nth(app, row, &f.entries, f.n, &f.number);
	if (!f.on) {
		return none(asked, a, e);
	}
	*out = (struct sheet){ .items = 0 };
	return fold(&f, id, row->when, e) && find_version(&f, e) && row->fill(&f, e);
}
