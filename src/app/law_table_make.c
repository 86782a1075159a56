/* Files of procedures out of the rows of a workbook. */
#include "law_table_int.h"

#include "import.h"

#include "core/law_pack.h"

#include "base/arena.h"
#include "base/vi.h"

#include <string.h>

enum { FILE_MOST = 1 << 20, WAYS = 12 };

#define CELL(row, sheet, field) ((row)->cell[COLUMN_##sheet##_##field])

struct making {
	struct arena *a;
	const struct law_rows *rows;
	const struct law_row *row;	/* of the procedure */
	const struct json *root;	/* of the file in force, or NULL */
	const struct json *last;	/* its last version, or NULL */
	struct json *version;
};

/* ---- values ---- */

static bool number(struct making *m, const struct law_row *r, enum law_column_id c, int64_t *out,
		   struct err *e)
{
	struct str s = r->cell[c], digits;

	(void)str_cut(s, ' ', &digits, &s);
	return str_to_int64(digits, out) || law_row_fault(m->a, r, c, e);
}

/* "5d" as law writes it, or "5 ngày làm việc", "12 giờ", "trong ngày". Days alone may be
 * working days or not, so nobody guesses. */
static bool limit(struct making *m, struct str *out, struct err *e)
{
	struct str s = CELL(m->row, procedures, limit), n, rest;
	struct str folded = vi_fold(m->a, s);
	int64_t ignored;

	if (str_eq(folded, STR("trong ngay")) || str_eq(folded, STR("ngay trong ngay"))) {
		*out = STR("same-day");
		return true;
	}
	if (!str_cut(folded, ' ', &n, &rest) || !str_to_int64(n, &ignored)) {
		*out = s;		/* core/limit.h says whether it is one */
		return true;
	}
	const char *unit = str_is(rest, "ngay lam viec") ? "d"
		: str_is(rest, "gio") || str_is(rest, "gio lam viec") ? "h"
		: str_is(rest, "ngay lich") || str_is(rest, "ngay theo lich") ? "cd" : NULL;

	if (unit == NULL) {
		return law_row_fault(m->a, m->row, COLUMN_procedures_limit, e);
	}
	*out = STR_JOIN(m->a, n, str_of(unit));
	return true;
}

static struct json *named(struct making *m, struct str vi, struct str en)
{
	struct json *o = json_new_obj(m->a);

	json_set_str(m->a, o, "vi", vi);
	json_set_str(m->a, o, "en", en.n > 0 ? en : vi);
	return o;
}

/* What a table counts as 1, 2, … is called s1, s2, … in the law. */
static struct str id_of(struct making *m, const char *letter, struct str said, size_t i)
{
	int64_t n;

	if (said.n == 0) {
		return str_fmt(m->a, "%s%zu", letter, i);
	}
	return str_to_int64(said, &n) ? str_fmt(m->a, "%s%lld", letter, (long long)n) : said;
}

static void keep(struct making *m, const char *member)
{
	const struct json *v = json_get(m->last, member);

	if (v != NULL) {
		json_set(m->a, m->version, member, v);
	}
}

/* ---- steps ---- */

struct step_row {
	const struct law_row *row;
	struct str id, kind;
};

static void way(struct making *m, struct json *list, const char *kind, struct str to)
{
	struct json *o = json_new_obj(m->a);
	struct str id = strcmp(kind, "return") == 0
		? STR_JOIN(m->a, STR("return-"), to)
		: strcmp(kind, "not_eligible") == 0 ? STR("not-eligible") : str_of(kind);

	json_set_str(m->a, o, "id", id);
	json_set_str(m->a, o, "kind", str_of(kind));
	if (to.n > 0) {
		json_set_str(m->a, o, "to", to);
	}
	json_push(m->a, list, o);
}

static bool waits_for_papers(struct making *m)
{
	const struct json *waits = json_arr(m->last, "waits");

	for (size_t i = 0; i < json_len(waits); i++) {
		if (str_is(json_str(json_at(waits, i), "id"), "supplement")) {
			return true;
		}
	}
	return false;
}

/* Where nobody says: on to the next step, back to those that worked on it before; who works
 * on it first may also deny it, the last before the signature has decided. */
static void usual_ways(struct making *m, const struct step_row *s, size_t n, size_t i,
		       struct json *list)
{
	size_t sign = i;
	bool first = true;

	while (sign < n && !str_is(s[sign].kind, "sign")) {
		sign++;
	}
	for (size_t k = 0; k < i; k++) {
		first = first && !str_is(s[k].kind, "work");
	}
	bool work = str_is(s[i].kind, "work");

	if (i + 1 < n) {
		way(m, list, work && sign == i + 1 ? "finish" : "forward", s[i + 1].id);
	}
	if (work && first && sign < n) {
		way(m, list, "deny", s[sign].id);
		way(m, list, "not_eligible", s[sign].id);
		if (waits_for_papers(m)) {
			way(m, list, "supplement", STR(""));
		}
	}
	for (size_t k = 0; k < i; k++) {
		if (!str_is(s[k].kind, "consult") && (k > 0 || first)) {
			way(m, list, "return", s[k].id);
		}
	}
}

/* "finish:s4; deny:s4; return:s2; supplement" */
static bool told_ways(struct making *m, const struct law_row *r, struct json *list, struct err *e)
{
	static const char *const kinds[] = { "forward", "return", "finish", "deny",
					     "not_eligible", "supplement", "payment" };
	struct str rest = CELL(r, steps, ways), one, kind, to;
	bool more = true;

	for (size_t n = 0; more && n < WAYS; n++) {
		size_t i = 0;

		more = str_cut(rest, ';', &one, &rest);
		if (str_trim(one).n == 0) {
			continue;
		}
		if (!str_cut(str_trim(one), ':', &kind, &to)) {
			to = STR("");
		}
		to = str_trim(to);
		while (i < ARRAY_LEN(kinds) && !str_is(str_trim(kind), kinds[i])) {
			i++;
		}
		if (i == ARRAY_LEN(kinds)) {
			return law_row_fault(m->a, r, COLUMN_steps_ways, e);
		}
		way(m, list, kinds[i], to.n > 0 ? id_of(m, "s", to, 0) : to);
	}
	return true;
}

static void put_asked(struct making *m, const struct law_row *r, struct json *o)
{
	struct json *list = json_new_arr(m->a);
	struct str rest = CELL(r, steps, asked), one;
	bool more = rest.n > 0;

	while (more) {
		more = str_cut(rest, ';', &one, &rest);
		json_push(m->a, list, json_new_str(m->a, str_trim(one)));
	}
	json_set(m->a, o, "asked", list);
}

static bool put_step(struct making *m, const struct step_row *s, size_t n, size_t i,
		     struct json *list, struct err *e)
{
	const struct law_row *r = s[i].row;
	struct json *o = json_new_obj(m->a), *ways = json_new_arr(m->a);
	int64_t hours;

	if (!number(m, r, COLUMN_steps_hours, &hours, e)) {
		return false;
	}
	json_set_str(m->a, o, "id", s[i].id);
	json_set_str(m->a, o, "kind", s[i].kind);
	json_set(m->a, o, "name", named(m, CELL(r, steps, name), CELL(r, steps, name_en)));
	if (str_is(s[i].kind, "consult")) {
		put_asked(m, r, o);
	} else {
		json_set_str(m->a, o, "unit", CELL(r, steps, unit));
		json_set_str(m->a, o, "post", CELL(r, steps, post));
	}
	json_set_int(m->a, o, "hours", hours);
	if (CELL(r, steps, mark).n > 0) {
		json_set_str(m->a, o, "mark", CELL(r, steps, mark));
	}
	if (CELL(r, steps, ways).n > 0) {
		if (!told_ways(m, r, ways, e)) {
			return false;
		}
	} else {
		usual_ways(m, s, n, i, ways);
	}
	json_set(m->a, o, "outcomes", ways);
	json_push(m->a, list, o);
	return true;
}

static bool put_steps(struct making *m, struct err *e)
{
	struct str code = CELL(m->row, procedures, code);
	size_t all = m->rows->n[SHEET_steps], n = 0;
	struct step_row *s = arena_array(m->a, struct step_row, all);
	struct json *list = json_new_arr(m->a);

	for (size_t i = 0; i < all; i++) {
		const struct law_row *r = &m->rows->row[SHEET_steps][i];

		if (str_eq(CELL(r, steps, code), code)) {
			s[n] = (struct step_row){ r, id_of(m, "s", CELL(r, steps, step), n + 1),
						  CELL(r, steps, kind) };
			n++;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (!put_step(m, s, n, i, list, e)) {
			return false;
		}
	}
	if (n > 0) {
		json_set(m->a, m->version, "steps", list);
	} else {
		keep(m, "steps");
	}
	return true;
}

/* ---- papers, fee ---- */

static bool put_count(struct making *m, const struct law_row *r, enum law_column_id c,
		      struct json *o, struct err *e)
{
	int64_t n;

	if (r->cell[c].n == 0) {
		return true;
	}
	if (!number(m, r, c, &n, e)) {
		return false;
	}
	json_set_int(m->a, o, law_column_name(c), n);
	return true;
}

static bool put_papers(struct making *m, struct err *e)
{
	struct str code = CELL(m->row, procedures, code);
	struct json *list = json_new_arr(m->a);
	size_t n = 0;

	for (size_t i = 0; i < m->rows->n[SHEET_papers]; i++) {
		const struct law_row *r = &m->rows->row[SHEET_papers][i];
		struct json *o = json_new_obj(m->a);

		if (!str_eq(CELL(r, papers, code), code)) {
			continue;
		}
		json_set_str(m->a, o, "id", id_of(m, "p", CELL(r, papers, paper), ++n));
		json_set(m->a, o, "name",
			 named(m, CELL(r, papers, name), CELL(r, papers, name_en)));
		if (!put_count(m, r, COLUMN_papers_originals, o, e) ||
		    !put_count(m, r, COLUMN_papers_certified, o, e) ||
		    !put_count(m, r, COLUMN_papers_copies, o, e)) {
			return false;
		}
		if (str_is(CELL(r, papers, optional), "true")) {
			json_set_bool(m->a, o, "optional", true);
		}
		json_push(m->a, list, o);
	}
	if (n > 0) {
		json_set(m->a, m->version, "papers", list);
	} else {
		keep(m, "papers");
	}
	return true;
}

/* One sum for each case; anything finer is written in the file by hand. */
static bool put_fee(struct making *m, struct err *e)
{
	struct json *list = json_new_arr(m->a), *fee = json_new_obj(m->a);
	struct json *tiers = json_new_arr(m->a), *tier = json_new_obj(m->a);
	struct str name = CELL(m->row, procedures, fee_name);
	int64_t amount;

	if (CELL(m->row, procedures, fee).n == 0) {
		keep(m, "fees");
		return true;
	}
	if (!number(m, m->row, COLUMN_procedures_fee, &amount, e)) {
		return false;
	}
	if (amount > 0 && name.n == 0) {
		return law_row_fault(m->a, m->row, COLUMN_procedures_fee_name, e);
	}
	json_set_str(m->a, fee, "id", STR("fee"));
	json_set(m->a, fee, "name", named(m, name, STR("")));
	json_set_str(m->a, fee, "per", STR("case"));
	json_set_int(m->a, tier, "from", 1);
	json_set_int(m->a, tier, "amount", amount);
	json_push(m->a, tiers, tier);
	json_set(m->a, fee, "tiers", tiers);
	if (amount > 0) {
		json_push(m->a, list, fee);
	}
	json_set(m->a, m->version, "fees", list);
	return true;
}

/* ---- the version ---- */

static void put_bool(struct making *m, enum law_column_id c)
{
	struct str s = m->row->cell[c];

	if (s.n > 0) {
		json_set_bool(m->a, m->version, law_column_name(c), str_is(s, "true"));
	} else if (m->last != NULL) {
		keep(m, law_column_name(c));
	} else {
		json_set_bool(m->a, m->version, law_column_name(c), false);
	}
}

static bool put_supplement(struct making *m, struct err *e)
{
	struct json *o = json_new_obj(m->a);
	int64_t times, last;

	if (CELL(m->row, procedures, supplement_times).n == 0 && m->last != NULL) {
		keep(m, "supplement");
		return true;
	}
	if (!number(m, m->row, COLUMN_procedures_supplement_times, &times, e) ||
	    !number(m, m->row, COLUMN_procedures_supplement_last_day, &last, e)) {
		return false;
	}
	json_set_int(m->a, o, "times", times);
	json_set_int(m->a, o, "last_day", last);
	json_set_int(m->a, o, "intake_times", 1);
	json_set(m->a, m->version, "supplement", o);
	return true;
}

static bool put_rest(struct making *m, struct err *e)
{
	struct str text;
	int64_t years;

	if (CELL(m->row, procedures, limit).n == 0) {
		keep(m, "limit");
	} else if (!limit(m, &text, e)) {
		return false;
	} else {
		json_set_str(m->a, m->version, "limit", text);
	}
	keep(m, "variants");
	keep(m, "statutory");
	keep(m, "waits");
	if (!put_supplement(m, e) || !put_papers(m, e) || !put_fee(m, e)) {
		return false;
	}
	put_bool(m, COLUMN_procedures_online);
	put_bool(m, COLUMN_procedures_nonterritorial);
	if (CELL(m->row, procedures, retention_years).n == 0) {
		keep(m, "retention_years");
	} else if (!number(m, m->row, COLUMN_procedures_retention_years, &years, e)) {
		return false;
	} else {
		json_set_int(m->a, m->version, "retention_years", years);
	}
	return put_steps(m, e);
}

/* ---- the file ---- */

static const struct json *in_force(struct making *m, const struct law_source *base, size_t n,
				   struct str path)
{
	const struct json *root = NULL;
	struct err ignored;

	for (size_t i = 0; i < n; i++) {
		if (str_eq(base[i].path, path) &&
		    !json_parse(m->a, base[i].text, &root, &ignored)) {
			root = NULL;
		}
	}
	return root;
}

/* Without what tells versions apart. */
static struct str substance(struct making *m, const struct json *version)
{
	struct json *o = json_new_obj(m->a);
	struct buf b;

	for (size_t i = 0; i < version->n; i++) {
		const char *key = str_cstr(m->a, version->k[i]);

		if (strcmp(key, "number") != 0 && strcmp(key, "from") != 0 &&
		    strcmp(key, "to") != 0 && strcmp(key, "replaces") != 0) {
			json_set(m->a, o, key, version->v[i]);
		}
	}
	buf_init(&b, FILE_MOST);
	json_write(&b, o);
	struct str s = str_dup(m->a, buf_view(&b));

	buf_done(&b);
	return s;
}

static void put_member(struct making *m, struct json *root, enum law_column_id c)
{
	if (m->row->cell[c].n > 0) {
		json_set_str(m->a, root, law_column_name(c), m->row->cell[c]);
	}
}

static void put_marks(struct making *m, struct json *root)
{
	static const char *const field[] = { "code", "name", "limit", "papers", "fees", "steps" };
	struct str mark = CELL(m->row, procedures, mark);
	struct json *marks = json_new_obj(m->a), *sources = json_new_arr(m->a);

	for (size_t i = 0; i < ARRAY_LEN(field); i++) {
		json_set_str(m->a, marks, field[i], mark.n > 0 ? mark : STR("K"));
	}
	json_set(m->a, root, "marks", marks);
	if (CELL(m->row, procedures, source).n > 0) {
		json_push(m->a, sources, json_new_str(m->a, CELL(m->row, procedures, source)));
		json_set(m->a, root, "sources", sources);
	}
}

/* A copy whose last version ends where the new one begins, with that behind it. */
static const struct json *versions(struct making *m, struct str from)
{
	const struct json *old = json_arr(m->root, "versions");
	struct json *list = json_new_arr(m->a);

	for (size_t i = 0; i < json_len(old); i++) {
		const struct json *v = json_at(old, i);

		if (i + 1 == json_len(old) && json_get(v, "to") == NULL) {
			struct json *ended = json_new_obj(m->a);

			for (size_t k = 0; k < v->n; k++) {
				json_set(m->a, ended, str_cstr(m->a, v->k[k]), v->v[k]);
			}
			json_set_str(m->a, ended, "to", from);
			v = ended;
		}
		json_push(m->a, list, v);
	}
	json_push(m->a, list, m->version);
	return list;
}

static struct json *whole(struct making *m, struct str from)
{
	struct json *root = json_new_obj(m->a);
	struct str name = CELL(m->row, procedures, name);

	for (size_t i = 0; m->root != NULL && i < m->root->n; i++) {
		json_set(m->a, root, str_cstr(m->a, m->root->k[i]), m->root->v[i]);
	}
	put_member(m, root, COLUMN_procedures_code);
	if (name.n > 0) {
		const struct json *known = json_get(m->root, "name");
		struct str en = CELL(m->row, procedures, name_en);

		json_set(m->a, root, "name", named(m, name, en.n > 0 ? en : json_str(known, "en")));
	}
	put_member(m, root, COLUMN_procedures_level);
	put_member(m, root, COLUMN_procedures_agency);
	put_member(m, root, COLUMN_procedures_field);
	if (m->root == NULL) {
		put_marks(m, root);
	}
	json_set(m->a, root, "versions", versions(m, from));
	return root;
}

static bool make_one(struct making *m, const struct law_source *base, size_t n,
		     struct law_table *out, struct err *e)
{
	struct str code = CELL(m->row, procedures, code);
	struct str path = STR_JOIN(m->a, STR("procedures/"), code, STR(".json"));
	char day[DAY_TEXT];
	int64_t at;
	bool hour;

	if (!import_time(CELL(m->row, procedures, from), &at, &hour)) {
		return law_row_fault(m->a, m->row, COLUMN_procedures_from, e);
	}
	struct str from = str_dup(m->a, str_of(day_text(day_of(at), day)));

	m->root = in_force(m, base, n, path);
	const struct json *list = json_arr(m->root, "versions");

	m->last = json_len(list) > 0 ? json_at(list, json_len(list) - 1) : NULL;
	m->version = json_new_obj(m->a);
	json_set_int(m->a, m->version, "number", json_int(m->last, "number", 0) + 1);
	json_set_str(m->a, m->version, "from", from);
	if (!put_rest(m, e)) {
		return false;
	}
	if (m->last != NULL && str_eq(substance(m, m->last), substance(m, m->version))) {
		return true;
	}
	struct buf b;

	buf_init(&b, FILE_MOST);
	json_write_pretty(&b, whole(m, from));
	bool fits = buf_ok(&b);

	out->file[out->files++] = (struct law_source){ .path = path,
						       .text = str_dup(m->a, buf_view(&b)) };
	buf_done(&b);
	return fits || err_set(e, ERR_LIMIT, "law.table.many", NULL);
}

/* It names a file; and each procedure has one row. */
static bool code_good(const struct law_rows *rows, size_t i)
{
	const struct law_row *row = rows->row[SHEET_procedures];
	struct str code = CELL(&row[i], procedures, code);

	for (size_t k = 0; k < code.n; k++) {
		char c = code.p[k];
		bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (!letter && (c < '0' || c > '9') && c != '.' && c != '-') {
			return false;
		}
	}
	for (size_t k = 0; k < i; k++) {
		if (str_eq(CELL(&row[k], procedures, code), code)) {
			return false;
		}
	}
	return code.n <= 64 && code.p[0] != '.';
}

static bool alone(const struct law_rows *rows, enum law_sheet s, enum law_column_id c,
		  struct err *e)
{
	for (size_t i = 0; i < rows->n[s]; i++) {
		const struct law_row *r = &rows->row[s][i];
		bool found = false;

		for (size_t k = 0; k < rows->n[SHEET_procedures] && !found; k++) {
			found = str_eq(CELL(&rows->row[SHEET_procedures][k], procedures, code),
				       r->cell[c]);
		}
		if (!found) {
			(void)err_set(e, ERR_INVALID, "law.table.alone", "sheet",
				      law_sheet_name(s), "code",
				      str_cstr(rows->a, r->cell[c]), NULL);
			return err_add_int(e, "row", r->number);
		}
	}
	return true;
}

bool law_table_make(const struct law_rows *rows, const struct law_source *base, size_t n,
		    struct law_table *out, struct err *e)
{
	struct making m = { .a = rows->a, .rows = rows };

	if (!alone(rows, SHEET_steps, COLUMN_steps_code, e) ||
	    !alone(rows, SHEET_papers, COLUMN_papers_code, e)) {
		return false;
	}
	out->file = arena_array(m.a, struct law_source, rows->n[SHEET_procedures]);
	for (size_t i = 0; i < rows->n[SHEET_procedures]; i++) {
		m.row = &rows->row[SHEET_procedures][i];
		if (!code_good(rows, i)) {
			return law_row_fault(m.a, m.row, COLUMN_procedures_code, e);
		}
		if (!make_one(&m, base, n, out, e)) {
			return false;
		}
	}
	law_sort(out->file, out->files);
	return true;
}
