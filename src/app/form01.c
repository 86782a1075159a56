/* Form 01 from the entries of a reception. */
#include "form01.h"

#include "app_int.h"
#include "label.h"
#include "sight.h"
#include "staff.h"
#include "view.h"

#include <string.h>

struct form {
	struct app *app;
	struct arena *a;
	const struct dossier *d;
	const struct entry *received;
	const struct procedure_version *version;	/* received as; corrected later perhaps */
	struct entry_list entries;
	const struct opened *texts;
	struct asking ask;
	struct sheet *s;
};

/* ---- words ---- */

static struct str words(struct form *f, const char *key, const struct text_arg *args, size_t n)
{
	struct buf b;
	buf_init(&b, 1 << 16);
	text_put(&b, TEXT_VI, key, args, n);
	struct str s = str_dup(f->a, buf_view(&b));
	buf_done(&b);
	return s;
}

static struct str words0(struct form *f, const char *key)
{
	return words(f, key, NULL, 0);
}

static struct str words1(struct form *f, const char *key, const char *name, struct str value)
{
	struct text_arg arg = { name, value };
	return words(f, key, &arg, 1);
}

static struct str two(struct form *f, int n)
{
	return str_fmt(f->a, "%02d", n);
}

/* "17 giờ 00 phút, ngày 05 tháng 03 năm 2026" */
static struct str moment(struct form *f, const char *key, int64_t at)
{
	struct civil c = civil_of(at);
	struct text_arg args[] = {
		{ "hour", two(f, c.hour) }, { "minute", two(f, c.minute) },
		{ "day", two(f, c.day) }, { "month", two(f, c.month) },
		{ "year", str_fmt(f->a, "%d", c.year) },
	};
	return words(f, key, args, ARRAY_LEN(args));
}

static struct str limit_words(struct form *f, struct limit l)
{
	static const struct {
		const char *end, *key;
	} kinds[] = { { "cd", "words.limit.calendar" }, { "d", "words.limit.days" },
		      { "h", "words.limit.hours" } };
	struct str text = limit_text(f->a, l);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct str end = str_of(kinds[i].end);
		if (str_ends(text, end)) {
			return words1(f, kinds[i].key, "n", str_sub(text, 0, text.n - end.n));
		}
	}
	return words0(f, "words.limit.same_day");
}

/* "1.250.000" */
static struct str money(struct form *f, int64_t amount)
{
	struct str digits = str_fmt(f->a, "%lld", (long long)amount);
	char *p = arena_alloc(f->a, digits.n * 2, 1);
	size_t n = 0;
	for (size_t i = 0; i < digits.n; i++) {
		if (i > 0 && (digits.n - i) % 3 == 0) {
			p[n++] = '.';
		}
		p[n++] = digits.p[i];
	}
	return words1(f, "words.money", "n", (struct str){ p, n });
}

/* ---- items ---- */

static void add(struct form *f, enum sheet_kind kind, const char *label, struct str text)
{
	struct sheet *s = f->s;
	if (text.n > 0 && s->items < SHEET_ITEMS) {
		s->item[s->items++] = (struct sheet_item){
			.kind = kind, .label = label ? words0(f, label) : STR(""),
			.text = text };
	}
}

/* ---- people, as they were given then ---- */

/* What the command of the reception or of the submission said about them, else what is
 * last known. NULL: erased, or nobody. */
static bool record_of(struct form *f, const char *field, struct subject_id id,
		      const struct json **out, struct err *e)
{
	*out = NULL;
	for (size_t i = 0; i < f->texts->n; i++) {
		const struct opened_text *t = &f->texts->text[i];
		if (t->seq > f->received->seq || !t->person || !str_is(t->field, field)) {
			continue;
		}
		if (t->erased) {
			return true;
		}
		if (!json_parse(f->a, t->value, out, e)) {
			return false;
		}
	}
	return *out != NULL || id.v == 0 || subject_record(f->app, f->a, id, out, e);
}

static struct str name_of(struct form *f, const struct json *who, struct subject_id id)
{
	struct str name = json_str(who, "name");
	return name.n > 0 || id.v == 0 ? name : words0(f, "dossier.erased");
}

static void put_contact(struct form *f, const struct json *who)
{
	static const struct {
		const char *label, *member;
	} rows[] = {
		{ "form01.address", "address" }, { "form01.phone", "phone" },
		{ "form01.email", "email" }, { "form01.id_number", "id_number" },
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		add(f, SHEET_FACT, rows[i].label, json_str(who, rows[i].member));
	}
}

/* Who brought it, then, if that is somebody else, whose it is. */
static bool put_people(struct form *f, struct str *submitter, struct err *e)
{
	const struct dossier *d = f->d;
	const struct json *owner, *by = NULL;
	bool other = d->submitter.v != 0 && d->submitter.v != d->owner.v;
	if (!record_of(f, "owner", d->owner, &owner, e) ||
	    (other && !record_of(f, "submitter", d->submitter, &by, e))) {
		return false;
	}
	*submitter = other ? name_of(f, by, d->submitter) : name_of(f, owner, d->owner);
	add(f, SHEET_STRONG, "form01.from", *submitter);
	put_contact(f, other ? by : owner);
	if (other) {
		add(f, SHEET_FACT, "form01.owner", name_of(f, owner, d->owner));
		add(f, SHEET_FACT, "form01.owner_address", json_str(owner, "address"));
	}
	return true;
}

/* ---- papers ---- */

/* A paper is as its last list before the end of the reception has it. */
static const struct json *paper_row(struct form *f, struct str id)
{
	const struct json *found = NULL;
	for (size_t i = 0; i < f->entries.n; i++) {
		const struct entry *en = &f->entries.entry[i];
		const struct json *list = json_arr(en->body, "papers");
		for (size_t k = 0; en->seq <= f->received->seq && k < json_len(list); k++) {
			if (str_eq(json_str(json_at(list, k), "paper"), id)) {
				found = json_at(list, k);
			}
		}
	}
	return found;
}

static struct str count(struct form *f, const struct json *row, const char *member)
{
	int64_t n = json_int(row, member, 0);
	return n > 0 ? str_fmt(f->a, "%lld", (long long)n) : STR("");
}

static void put_papers(struct form *f)
{
	enum { COLUMNS = 5 };
	const struct procedure_version *v = f->version;
	struct sheet_table *t = &f->s->table;
	struct str *cell = arena_array(f->a, struct str, v->papers * COLUMNS);
	*t = (struct sheet_table){
		.columns = COLUMNS, .share = { 7, 54, 13, 13, 13 },
		.centred = { true, false, true, true, true },
		.head = { words0(f, "form01.no"), words0(f, "form01.paper"),
			  words0(f, "form01.originals"), words0(f, "form01.certified"),
			  words0(f, "form01.copies") },
		.cell = cell,
	};
	for (size_t i = 0; i < v->papers; i++) {
		const struct json *row = paper_row(f, v->paper[i].id);
		struct str source = json_str(row, "source");
		struct str *c = cell + t->rows * COLUMNS;
		if (!row) {
			continue;
		}
		const struct coded *from = coded_find(f->app->law.paper_source,
						      f->app->law.paper_sources, source);
		struct text_arg args[] = { { "paper", v->paper[i].name.vi },
					   { "source", from ? from->name.vi : source } };
		c[0] = str_fmt(f->a, "%zu", ++t->rows);
		c[1] = source.n == 0 ? v->paper[i].name.vi
				     : words(f, "form01.from_source", args, ARRAY_LEN(args));
		c[2] = count(f, row, "originals");
		c[3] = count(f, row, "certified");
		c[4] = count(f, row, "copies");
	}
	if (t->rows > 0) {
		add(f, SHEET_NOTE, NULL, words0(f, "form01.papers"));
		f->s->item[f->s->items++] = (struct sheet_item){ .kind = SHEET_TABLE };
	}
}

/* ---- the promise ---- */

static bool put_fee(struct form *f, struct err *e)
{
	const struct dossier *d = f->d;
	struct fee_case one = { .pages = 1, .copies = 1, .class_id = d->person_class,
				.channel = str_of(channel_name(d->channel)) };
	bool counted = false;
	int64_t sum = 0;
	for (size_t i = 0; i < f->version->fees; i++) {
		counted = counted || !str_is(f->version->fee[i].per, "case");
	}
	if (!fee_sum(f->version, &one, &sum, e)) {
		return false;
	}
	add(f, SHEET_FACT, "form01.fee", counted ? words0(f, "form01.fee.counted") :
	    sum == 0 ? words0(f, "form01.fee.none") : money(f, sum));
	return true;
}

static bool put_promise(struct form *f, struct err *e)
{
	const struct dossier *d = f->d;
	int64_t due, received = d->received_at;
	if (!(f->received->kind == KIND_IMPORTED
		      ? body_at(f->received, "due", &due, e)
		      : body_at(f->received, "first_due", &due, e))) {
		return false;
	}
	struct text_arg rule[] = { { "law", d->rules->base },
				   { "limit", limit_words(f, d->first_limit) } };
	add(f, SHEET_FACT, "form01.sets", STR("01"));
	add(f, SHEET_FACT, "form01.limit",
	    words(f, "form01.limit.by", rule, ARRAY_LEN(rule)));
	add(f, SHEET_FACT, "form01.received", moment(f, "form01.moment", received));
	add(f, SHEET_STRONG, "form01.due", moment(f, "form01.moment", due));
	add(f, SHEET_FACT, "form01.where",
	    words1(f, "form01.where.unit", "unit",
		   label_unit(f->app, d->receiving, f->received->at)));
	return true;
}

/* ---- the head ---- */

static void put_head(struct form *f, struct str site)
{
	struct sheet *s = f->s;
	const struct dossier *d = f->d;
	const struct unit *u = org_unit(&f->app->org, d->receiving);
	struct day on = day_of(f->received->at);
	const struct unit *above = u ? org_unit(&f->app->org, unit_on(u, on)->parent) : NULL;
	s->title = words1(f, "form01.title.code", "code", d->code);
	s->issuer = label_unit(f->app, d->receiving, f->received->at);
	s->issuer_of = above ? unit_on(above, on)->name : STR("");
	s->motto = words0(f, "form01.motto");
	s->motto_below = words0(f, "form01.motto.below");
	s->place_date = moment(f, "form01.date", f->received->at);
	s->foot = words1(f, "form01.foot", "code", d->code);
	if (site.n > 0) {
		s->qr = str_fmt(f->a, "%.*s/track?code=%.*s", STR_ARG(site),
				STR_ARG(d->code));
		s->qr_below = words0(f, "form01.qr");
	} else {
		s->qr = d->code;
		s->qr_below = words0(f, "form01.qr.code");
	}
	add(f, SHEET_TITLE, NULL, words0(f, "form01.title"));
	add(f, SHEET_SUBTITLE, NULL, words1(f, "form01.code", "code", d->code));
}

static bool fill(struct form *f, struct str site, struct err *e)
{
	struct str submitter, clerk;
	put_head(f, site);
	add(f, SHEET_FACT, "form01.unit", f->s->issuer);
	if (!put_people(f, &submitter, e)) {
		return false;
	}
	add(f, SHEET_STRONG, "form01.content", f->version->procedure->name.vi);
	put_papers(f);
	if (!put_promise(f, e) || !put_fee(f, e) ||
	    !staff_name(f->app, f->received->actor, &clerk, e)) {
		return false;
	}
	if (site.n > 0) {
		add(f, SHEET_FACT, "form01.track", str_fmt(f->a, "%.*s/track", STR_ARG(site)));
	}
	add(f, SHEET_NOTE, NULL, words0(f, "form01.bring"));
	f->s->item[f->s->items++] = (struct sheet_item){
		.kind = SHEET_SIGNS, .label = words0(f, "form01.submitter"), .text = submitter,
		.other_label = words0(f, "form01.receiver"), .other_text = clerk };
	return true;
}

static const struct entry *reception(const struct entry_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		enum entry_kind k = list->entry[i].kind;
		if (k == KIND_RECEIVED || k == KIND_IMPORTED) {
			return &list->entry[i];
		}
	}
	return NULL;
}

/* The dossier's own is the one it was corrected to (rule 17). */
static bool find_version(struct form *f, struct err *e)
{
	struct str code;
	int64_t number;
	if (!body_str(f->received, "procedure", &code, e) ||
	    !body_int(f->received, "version", &number, e)) {
		return false;
	}
	const struct procedure *p = law_procedure(&f->app->law, code);
	f->version = p ? procedure_version(p, number) : NULL;
	return f->version != NULL ||
	       err_set(e, ERR_CORRUPT, "app.entry", "name", "procedure", NULL);
}

bool app_form01(struct app *app, struct arena *a, struct person_id who, int64_t at,
		struct str ref, struct str site, struct sheet *out, struct access_note *note,
		struct err *e)
{
	struct opened texts;
	struct dossier *d;
	struct form f = { .app = app, .a = a, .texts = &texts, .s = out,
			  .ask = { TEXT_VI, LABEL_INSIDE, at } };
	if (!sight(app, a, ref, &d, e) ||
	    !app_peek_texts(app, a, d->id, who, at, &texts, note, e) ||
	    !app_entries(app, a, texts.dossier->id, &f.entries, e)) {
		return false;
	}
	f.d = texts.dossier;
	f.received = reception(&f.entries);
	*out = (struct sheet){ .items = 0 };
	if (!f.received) {
		return refuse(e, "state.not_received", NULL);
	}
	return find_version(&f, e) && fill(&f, site, e);
}
