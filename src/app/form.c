/* What printed forms share. */
#include "form_int.h"

#include "erase.h"
#include "staff.h"
#include "track.h"

#include "core/signature.h"

#include <assert.h>

/* ---- words ---- */

struct str form_words(struct form *f, const char *key, const struct text_arg *args, size_t n)
{
	struct buf b;
	buf_init(&b, 1 << 16);
	text_put(&b, TEXT_VI, key, args, n);
	struct str s = str_dup(f->a, buf_view(&b));
	buf_done(&b);
	return s;
}

struct str form_words0(struct form *f, const char *key)
{
	return form_words(f, key, NULL, 0);
}

struct str form_words1(struct form *f, const char *key, const char *name, struct str value)
{
	struct text_arg arg = { name, value };
	return form_words(f, key, &arg, 1);
}

static struct str two(struct form *f, int n)
{
	return str_fmt(f->a, "%02d", n);
}

struct str form_moment(struct form *f, const char *key, int64_t at)
{
	struct civil c = civil_of(at);
	struct text_arg args[] = {
		{ "hour", two(f, c.hour) }, { "minute", two(f, c.minute) },
		{ "day", two(f, c.day) }, { "month", two(f, c.month) },
		{ "year", str_fmt(f->a, "%d", c.year) },
	};
	return form_words(f, key, args, ARRAY_LEN(args));
}

static struct str erased(struct form *f, struct subject_id id)
{
	int64_t at = app_erasure(f->app, id).at;
	return at == INSTANT_NONE ? form_words0(f, "dossier.erased")
				  : form_moment(f, "form.erased", at);
}

struct str form_limit(struct form *f, struct limit l)
{
	static const struct {
		const char *end, *key;
	} kinds[] = { { "cd", "words.limit.calendar" }, { "d", "words.limit.days" },
		      { "h", "words.limit.hours" } };
	struct str text = limit_text(f->a, l);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct str end = str_of(kinds[i].end);
		if (str_ends(text, end)) {
			return form_words1(f, kinds[i].key, "n",
					   str_sub(text, 0, text.n - end.n));
		}
	}
	return form_words0(f, "words.limit.same_day");
}

/* "1.250.000" */
struct str form_money(struct form *f, int64_t amount)
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
	return form_words1(f, "words.money", "n", (struct str){ p, n });
}

/* ---- items ---- */

static void put(struct form *f, struct sheet_item item)
{
	assert(f->s->items < SHEET_ITEMS);
	f->s->item[f->s->items++] = item;
}

void form_add(struct form *f, enum sheet_kind kind, const char *label, struct str text)
{
	if (text.n > 0) {
		put(f, (struct sheet_item){
			.kind = kind, .label = label ? form_words0(f, label) : STR(""),
			.text = text });
	}
}

void form_add_table(struct form *f)
{
	put(f, (struct sheet_item){ .kind = SHEET_TABLE });
}

void form_add_text(struct form *f, const char *heading, struct str text)
{
	if (text.n > 0) {
		form_add(f, SHEET_HEADING, NULL, form_words0(f, heading));
		form_add(f, SHEET_TEXT, NULL, text);
	}
}

void form_add_signs(struct form *f, const char *left, struct str name, const char *right,
		    struct str other)
{
	put(f, (struct sheet_item){
		.kind = SHEET_SIGNS, .label = form_words0(f, left), .text = name,
		.other_label = form_words0(f, right), .other_text = other });
}

void form_add_sign(struct form *f, struct str block, struct str name)
{
	put(f, (struct sheet_item){ .kind = SHEET_SIGN, .other_label = block,
				    .other_text = name });
}

void form_add_letter_sign(struct form *f, const struct str *to, size_t n, struct str block,
			  struct str name)
{
	struct str list = STR_JOIN(f->a, STR("- "), form_words0(f, "form.copy.same"), STR(";\n"));
	for (size_t i = 0; i < n; i++) {
		if (to[i].n > 0) {
			list = STR_JOIN(f->a, list, STR("- "), to[i], STR(";\n"));
		}
	}
	put(f, (struct sheet_item){
		.kind = SHEET_SIGN, .label = form_words0(f, "form.to_copy"),
		.text = STR_JOIN(f->a, list, STR("- "), form_words0(f, "form.copy.file"),
				 STR(".")),
		.other_label = block, .other_text = name });
}

/* ---- the head ---- */

static struct str key_of(struct form *f, const char *key, const char *end)
{
	return str_fmt(f->a, "%s.%s", key, end);
}

/* A line in its place and no item: what is scanned leads to the tracking page. */
static void put_code(struct form *f)
{
	struct sheet *s = f->s;
	if (f->site.n > 0) {
		s->qr = str_fmt(f->a, "%.*s/track?code=%.*s", STR_ARG(f->site),
				STR_ARG(f->d->code));
		s->qr_below = form_words0(f, "form.qr");
	} else {
		s->qr = f->d->code;
		s->qr_below = form_words0(f, "form.qr.code");
	}
}

void form_head(struct form *f, const char *key, struct unit_id issuer)
{
	struct sheet *s = f->s;
	const struct unit *u = org_unit(&f->app->org, issuer);
	struct day on = day_of(f->on->at);
	const struct unit *above = u ? org_unit(&f->app->org, unit_on(u, on)->parent) : NULL;
	struct text_arg foot[] = { { "number", f->number }, { "code", f->d->code } };
	s->title = form_words1(f, key_of(f, key, "title.code").p, "code", f->d->code);
	s->issuer = label_unit(f->app, issuer, f->on->at);
	s->issuer_of = above ? unit_on(above, on)->name : STR("");
	s->motto = form_words0(f, "form.motto");
	s->motto_below = form_words0(f, "form.motto.below");
	s->place_date = form_moment(f, "form.date", f->on->at);
	s->foot = f->number.n > 0 ? form_words(f, "form.foot", foot, ARRAY_LEN(foot)) : f->d->code;
	put_code(f);
	form_add(f, SHEET_TITLE, NULL,
		 f->title.n > 0 ? f->title : form_words0(f, key_of(f, key, "title").p));
	form_add(f, SHEET_SUBTITLE, NULL, form_words1(f, "form.code", "code", f->d->code));
	if (f->masked) {
		form_add(f, SHEET_SUBTITLE, NULL, form_words0(f, "form.masked"));
	}
}

/* ---- what was typed, who signs ---- */

struct str form_typed(struct form *f, const char *field)
{
	if (f->masked) {
		const char *sealed = str_fmt(f->a, "%s_c", field).p;
		return body_has(f->on, sealed) ? form_words0(f, "form.masked.text") : STR("");
	}
	for (size_t i = 0; i < f->texts->n; i++) {
		const struct opened_text *t = &f->texts->text[i];
		if (t->seq == f->on->seq && str_is(t->field, field)) {
			return t->erased ? erased(f, f->d->owner) : t->value;
		}
	}
	return STR("");
}

bool form_staff(struct form *f, struct person_id id, struct str *out, struct err *e)
{
	*out = STR("");
	return f->masked || staff_name(f->app, id, out, e);
}

/* A line for each, as it stands above the name: "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG". */
struct str form_block(struct form *f, struct unit_id unit, struct person_id person)
{
	struct signing s = { .agency = unit, .unit = unit, .post = post_of("head"),
			     .person = person, .by = procedure_signed(f->version),
			     .at = f->on->at };
	struct signature v;
	struct str block = { 0 };
	if (!signature_of(&f->app->law, &f->app->org, &s, &v)) {
		return form_words0(f, "form.signer");
	}
	for (size_t i = 0; i < v.lines; i++) {
		const struct signature_line *l = &v.line[i];
		block = str_fmt(f->a, "%.*s%s%s%s%.*s", STR_ARG(block), i > 0 ? "\n" : "",
				l->mark, *l->mark ? " " : "", STR_ARG(l->title.vi));
	}
	return block;
}

const struct party *form_holder(const struct form *f)
{
	for (size_t i = f->d->obs; i > 0; i--) {
		const struct obligation *o = &f->d->ob[i - 1];
		if (o->opened_seq < f->on->seq && o->holder.kind == PARTY_SEAT &&
		    (obligation_primary(o) || o->kind == OB_ANSWER)) {
			return &o->holder;
		}
	}
	return NULL;
}

struct str form_stage(const struct form *f)
{
	for (size_t i = f->d->obs; i > 0; i--) {
		const struct obligation *o = &f->d->ob[i - 1];
		if (o->opened_seq < f->on->seq && o->step >= 0 && obligation_primary(o)) {
			return label_step(&f->ask, o->version, o->step);
		}
	}
	return STR("");
}

/* ---- people, as they were given then ---- */

/* What the command of the reception or of the submission said about them, else what is
 * last known. NULL: erased, or nobody. */
static bool record_of(struct form *f, const char *field, struct subject_id id,
		      const struct json **out, struct err *e)
{
	*out = NULL;
	for (size_t i = 0; !f->masked && i < f->texts->n; i++) {
		const struct opened_text *t = &f->texts->text[i];
		if (t->seq > f->on->seq || !t->person || !str_is(t->field, field)) {
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
	if (name.n == 0) {
		return id.v == 0 ? name : erased(f, id);
	}
	return f->masked ? mask_name(f->a, name) : name;
}

/* Without the last four digits: they open the tracking page, and a form found in the
 * street must open nothing (rule 41). */
static struct str on_paper(struct arena *a, struct str number)
{
	size_t end = number.n, digits = 0;
	while (end > 0 && digits < TRACK_DIGITS) {
		end--;
		digits += number.p[end] >= '0' && number.p[end] <= '9';
	}
	return number.n > 0 ? STR_JOIN(a, str_sub(number, 0, end), STR("••••")) : number;
}

static void put_contact(struct form *f, const struct json *who)
{
	static const struct {
		const char *label, *member;
		bool number;
	} rows[] = {
		{ "form.address", "address", false }, { "form.phone", "phone", true },
		{ "form.email", "email", false }, { "form.id_number", "id_number", true },
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct str value = json_str(who, rows[i].member);
		form_add(f, SHEET_FACT, rows[i].label,
			 rows[i].number ? on_paper(f->a, value) : value);
	}
}

bool form_people(struct form *f, const char *label, struct str *submitter, struct err *e)
{
	const struct dossier *d = f->d;
	const struct json *owner, *by = NULL;
	bool other = d->submitter.v != 0 && d->submitter.v != d->owner.v;
	if (!record_of(f, "owner", d->owner, &owner, e) ||
	    (other && !record_of(f, "submitter", d->submitter, &by, e))) {
		return false;
	}
	*submitter = other ? name_of(f, by, d->submitter) : name_of(f, owner, d->owner);
	form_add(f, SHEET_STRONG, label, *submitter);
	if (!f->masked) {
		put_contact(f, other ? by : owner);
	}
	if (other) {
		form_add(f, SHEET_FACT, "form.owner", name_of(f, owner, d->owner));
		if (!f->masked) {
			form_add(f, SHEET_FACT, "form.owner_address", json_str(owner, "address"));
		}
	}
	return true;
}

void form_procedure(struct form *f)
{
	form_add(f, SHEET_STRONG, "form.content", f->version->procedure->name.vi);
}

/* ---- papers ---- */

/* A paper is as its last list has it, of those the dossier has come to. */
static const struct json *paper_row(struct form *f, struct str id)
{
	const struct json *found = NULL;
	for (size_t i = 0; i < f->entries.n; i++) {
		const struct entry *en = &f->entries.entry[i];
		const struct json *list = json_arr(en->body, "papers");
		for (size_t k = 0; en->seq <= f->d->seq && k < json_len(list); k++) {
			if (str_eq(json_str(json_at(list, k), "paper"), id)) {
				found = json_at(list, k);
			}
		}
	}
	return found;
}

static struct str brought_name(struct form *f, const struct paper *p, struct str source)
{
	const struct coded *from = coded_find(f->app->law.paper_source,
					      f->app->law.paper_sources, source);
	struct text_arg args[] = { { "paper", p->name.vi },
				   { "source", from ? from->name.vi : source } };
	return source.n == 0 ? p->name.vi
			     : form_words(f, "form.receipt.from_source", args, ARRAY_LEN(args));
}

size_t form_brought(struct form *f, struct form_paper **out)
{
	const struct procedure_version *v = f->version;
	struct form_paper *list = arena_array(f->a, struct form_paper, v->papers);
	size_t n = 0;
	for (size_t i = 0; i < v->papers; i++) {
		const struct json *row = paper_row(f, v->paper[i].id);
		if (row) {
			list[n++] = (struct form_paper){
				.name = brought_name(f, &v->paper[i], json_str(row, "source")),
				.originals = json_int(row, "originals", 0),
				.certified = json_int(row, "certified", 0),
				.copies = json_int(row, "copies", 0) };
		}
	}
	*out = list;
	return n;
}

static struct str count(struct form *f, int64_t n)
{
	return n > 0 ? str_fmt(f->a, "%lld", (long long)n) : STR("");
}

void form_papers(struct form *f, const char *heading, const struct form_paper *p, size_t n)
{
	struct str *cell = arena_array(f->a, struct str, n * FORM_PAPER_COLUMNS);
	if (n == 0) {
		return;
	}
	f->s->table = (struct sheet_table){
		.columns = FORM_PAPER_COLUMNS, .share = { 7, 54, 13, 13, 13 },
		.centred = { true, false, true, true, true },
		.head = { form_words0(f, "form.no"), form_words0(f, "form.paper"),
			  form_words0(f, "form.originals"), form_words0(f, "form.certified"),
			  form_words0(f, "form.copies") },
		.cell = cell, .rows = n,
	};
	for (size_t i = 0; i < n; i++, cell += FORM_PAPER_COLUMNS) {
		cell[0] = str_fmt(f->a, "%zu", i + 1);
		cell[1] = p[i].name;
		cell[2] = count(f, p[i].originals);
		cell[3] = count(f, p[i].certified);
		cell[4] = count(f, p[i].copies);
	}
	form_add(f, SHEET_NOTE, NULL, form_words0(f, heading));
	form_add_table(f);
}
