/* `dunghen law check | list | show | export | import | try | calendar apply`. */
#include "cmd_law.h"

#include "law_book.h"
#include "law_files.h"
#include "law_store.h"
#include "law_try.h"
#include "store.h"
#include "table.h"

#include "app/view.h"

enum { FAULTS_MAX = 1000 };

const struct opt_spec law_options[] = {
	{ "law", OPT_VALUE, "DIR" },
	DB_OPTION,
	{ "dry-run", OPT_FLAG, NULL },
	{ "version", OPT_VALUE, "N" },
	{ "at", OPT_VALUE, "T" },
	{ "unit", OPT_VALUE, "KEY" },
	{ "way", OPT_VALUE, "LIST" },
	{ "map", OPT_LIST, "SHEET:COLUMN=FIELD" },
	{ "out", OPT_VALUE, "DIR" },
	{ NULL, OPT_END, NULL },
};

static struct str label(const struct cli *c, struct named n)
{
	return c->lang == TEXT_VI ? n.vi : n.en;
}

static struct str word(struct cli *c, const char *family, const char *name)
{
	return cli_text(c, str_cstr(c->arena, str_fmt(c->arena, "%s.%s", family, name)), NULL, 0);
}

/* "5d" for people: "5 working days". */
static struct str limit_words(struct cli *c, struct limit l)
{
	static const char *const key[] = {
		[LIMIT_SAME_DAY] = "law.limit.same_day", [LIMIT_WDAY] = "law.limit.wday",
		[LIMIT_WHOUR] = "law.limit.whour", [LIMIT_CDAY] = "law.limit.cday",
	};
	struct str n = limit_text(c->arena, l);
	while (n.n > 0 && (n.p[n.n - 1] < '0' || n.p[n.n - 1] > '9')) {
		n.n--;
	}
	struct text_arg arg = { "n", n };
	return cli_text(c, key[l.unit], &arg, 1);
}

/* --- check --- */

static struct str sentence(struct cli *c, const struct err *e)
{
	struct buf b;
	buf_init(&b, 4096);
	text_err(&b, c->lang, e);
	struct str s = str_dup(c->arena, buf_view(&b));
	buf_done(&b);
	return s;
}

static const struct json *fault_json(struct cli *c, const struct law_fault *f)
{
	struct arena *a = c->arena;
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "file", f->file);
	json_set_str(a, o, "path", f->path);
	json_set_str(a, o, "code", str_of(f->err.key));
	json_set_str(a, o, "reason", sentence(c, &f->err));
	return o;
}

static void check_json(struct cli *c, const struct law_fault *fault, size_t n, size_t files)
{
	struct json *o = json_new_obj(c->arena);
	struct json *list = json_new_arr(c->arena);
	for (size_t i = 0; i < n; i++) {
		json_push(c->arena, list, fault_json(c, &fault[i]));
	}
	json_set_bool(c->arena, o, "ok", n == 0);
	json_set_int(c->arena, o, "files", (int64_t)files);
	json_set(c->arena, o, "faults", list);
	cli_json(c, o);
}

static void number_sentence(struct cli *c, const char *key, const char *name, size_t n)
{
	struct text_arg arg = { name, str_fmt(c->arena, "%zu", n) };
	cli_sentence(c, key, &arg, 1);
}

static int check(struct cli *c, struct str dir)
{
	struct law_source *files;
	size_t n;
	struct err e;
	if (!law_files(c, dir, &files, &n, &e)) {
		return cli_fail(c, &e);
	}
	struct law_fault *fault = arena_array(c->arena, struct law_fault, FAULTS_MAX);
	size_t faults = law_check(c->arena, files, n, fault, FAULTS_MAX);
	if (c->json) {
		check_json(c, fault, faults, n);
		return faults == 0 ? EXIT_DONE : EXIT_REFUSED;
	}
	for (size_t i = 0; i < faults; i++) {
		struct str why = sentence(c, &fault[i].err);
		cli_line(c, STYLE_PLAIN,
			 str_fmt(c->arena, "%.*s: %.*s: %.*s", STR_ARG(fault[i].file),
				 STR_ARG(fault[i].path), STR_ARG(why)));
	}
	if (faults > 0) {
		number_sentence(c, "law.check.faults", "n", faults);
		return EXIT_REFUSED;
	}
	number_sentence(c, "law.check.ok", "files", n);
	return EXIT_DONE;
}

/* --- list and show --- */

static bool open_law(struct cli *c, const struct opts *o, struct law *out, struct err *e)
{
	struct law_source *files;
	size_t n;
	return law_files(c, opt_str(o, "law"), &files, &n, e) &&
	       law_read(c->arena, files, n, out, e);
}

static const struct procedure_version *last_version(const struct procedure *p)
{
	return &p->version[p->versions - 1];
}

static int list(struct cli *c, const struct law *l)
{
	struct arena *a = c->arena;
	struct json *all = json_new_arr(a);
	struct table t;
	table_init(&t, c, 4);
	for (size_t i = 0; i < l->procedures; i++) {
		const struct procedure *p = l->procedure[i];
		const struct procedure_version *v = last_version(p);
		struct str name = label(c, p->name);
		if (!c->json) {
			struct str *cell = table_row(&t, STYLE_PLAIN);
			cell[0] = p->code;
			cell[1] = word(c, "law.level", str_cstr(a, p->level));
			cell[2] = limit_words(c, v->limit);
			cell[3] = name;
			continue;
		}
		struct json *o = json_new_obj(a);
		json_set_str(a, o, "code", p->code);
		json_set_str(a, o, "name", name);
		json_set_str(a, o, "level", p->level);
		json_set_str(a, o, "limit", limit_text(a, v->limit));
		json_set_int(a, o, "versions", (int64_t)p->versions);
		json_push(a, all, o);
	}
	if (c->json) {
		cli_json(c, all);
	} else {
		table_print(&t);
	}
	return EXIT_DONE;
}

static const struct json *step_json(struct cli *c, const struct step *s)
{
	struct arena *a = c->arena;
	struct json *o = json_new_obj(a);
	struct json *outcomes = json_new_arr(a);
	json_set_str(a, o, "id", s->id);
	json_set_str(a, o, "kind", str_of(step_kind_name(s->kind)));
	json_set_str(a, o, "name", label(c, s->name));
	json_set_str(a, o, "unit", s->unit);
	json_set_str(a, o, "post", str_dup(a, str_of(s->post.code)));
	json_set_int(a, o, "plan_s", s->plan_s);
	for (size_t i = 0; i < s->outcomes; i++) {
		const struct outcome *x = &s->outcome[i];
		struct json *one = json_new_obj(a);
		json_set_str(a, one, "id", x->id);
		json_set_str(a, one, "kind", str_of(outcome_kind_name(x->kind)));
		json_set_str(a, one, "to", x->to);
		json_set_str(a, one, "name", label(c, x->name));
		json_push(a, outcomes, one);
	}
	json_set(a, o, "outcomes", outcomes);
	return o;
}

/* What variants, extensions and waits have in common. */
static struct json *ground_json(struct cli *c, struct str id, struct named name, struct str ground,
				struct str mark)
{
	struct json *o = json_new_obj(c->arena);
	json_set_str(c->arena, o, "id", id);
	json_set_str(c->arena, o, "name", label(c, name));
	json_set_str(c->arena, o, "ground", ground);
	json_set_str(c->arena, o, "mark", mark);
	return o;
}

static void clock_json(struct cli *c, const struct procedure_version *v, struct json *out)
{
	struct arena *a = c->arena;
	struct json *variants = json_new_arr(a);
	struct json *statutory = json_new_arr(a);
	struct json *waits = json_new_arr(a);
	for (size_t i = 0; i < v->variants; i++) {
		const struct variant *x = &v->variant[i];
		struct json *o = ground_json(c, x->id, x->name, x->ground, x->mark);
		json_set_str(a, o, "limit", limit_text(a, x->limit));
		json_push(a, variants, o);
	}
	for (size_t i = 0; i < v->statutories; i++) {
		const struct statutory *x = &v->statutory[i];
		struct json *o = ground_json(c, x->id, x->name, x->ground, x->mark);
		json_set_int(a, o, "add", x->add);
		json_set_int(a, o, "times", x->times);
		json_push(a, statutory, o);
	}
	for (size_t i = 0; i < v->waits; i++) {
		const struct wait_rule *x = &v->wait[i];
		struct json *o = ground_json(c, x->id, x->name, x->ground, x->mark);
		json_set_str(a, o, "limit", limit_text(a, x->limit));
		json_set_str(a, o, "policy", str_of(pause_policy_name(x->policy)));
		json_set_bool(a, o, "needs_notice", x->needs_notice);
		json_push(a, waits, o);
	}
	json_set(a, out, "variants", variants);
	json_set(a, out, "statutory", statutory);
	json_set(a, out, "waits", waits);
}

static const struct json *version_json(struct cli *c, const struct procedure_version *v)
{
	struct arena *a = c->arena;
	struct json *o = json_new_obj(a);
	struct json *papers = json_new_arr(a);
	struct json *steps = json_new_arr(a);
	char from[DAY_TEXT];
	json_set_int(a, o, "number", v->number);
	json_set_str(a, o, "from", str_dup(a, str_of(day_text(v->from, from))));
	json_set_str(a, o, "limit", limit_text(a, v->limit));
	clock_json(c, v, o);
	for (size_t i = 0; i < v->papers; i++) {
		const struct paper *x = &v->paper[i];
		struct json *one = json_new_obj(a);
		json_set_str(a, one, "id", x->id);
		json_set_str(a, one, "name", label(c, x->name));
		json_set_int(a, one, "originals", x->originals);
		json_set_int(a, one, "certified", x->certified);
		json_set_int(a, one, "copies", x->copies);
		json_set_bool(a, one, "optional", x->optional);
		json_push(a, papers, one);
	}
	for (size_t i = 0; i < v->steps; i++) {
		json_push(a, steps, step_json(c, &v->step[i]));
	}
	json_set(a, o, "papers", papers);
	json_set_bool(a, o, "online", v->online);
	json_set_bool(a, o, "nonterritorial", v->nonterritorial);
	json_set_int(a, o, "retention_years", v->retention_years);
	json_set(a, o, "steps", steps);
	return o;
}

static void show_json(struct cli *c, const struct procedure *p)
{
	struct arena *a = c->arena;
	struct json *o = json_new_obj(a);
	struct json *marks = json_new_obj(a);
	struct json *sources = json_new_arr(a);
	struct json *versions = json_new_arr(a);
	json_set_str(a, o, "code", p->code);
	json_set_str(a, o, "name", label(c, p->name));
	json_set_str(a, o, "level", p->level);
	json_set_str(a, o, "agency", p->agency);
	for (size_t i = 0; i < p->marks; i++) {
		json_set_str(a, marks, str_cstr(a, p->mark[i].field), p->mark[i].mark);
	}
	for (size_t i = 0; i < p->sources; i++) {
		json_push(a, sources, json_new_str(a, p->source[i]));
	}
	for (size_t i = 0; i < p->versions; i++) {
		json_push(a, versions, version_json(c, &p->version[i]));
	}
	json_set(a, o, "marks", marks);
	json_set(a, o, "sources", sources);
	json_set(a, o, "versions", versions);
	cli_json(c, o);
}

static struct str mark_of(const struct procedure *p, const char *field)
{
	for (size_t i = 0; i < p->marks; i++) {
		if (str_is(p->mark[i].field, field)) {
			return p->mark[i].mark;
		}
	}
	return STR("?");
}

/* A row per step, and below it one per outcome. */
static void show_steps(struct cli *c, const struct law *l, const struct procedure_version *v)
{
	struct arena *a = c->arena;
	struct table t;
	table_init(&t, c, 6);
	for (size_t i = 0; i < v->steps; i++) {
		const struct step *s = &v->step[i];
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = str_fmt(a, "  %.*s", STR_ARG(s->id));
		cell[1] = word(c, "law.step", step_kind_name(s->kind));
		cell[2] = s->unit;
		cell[3] = label(c, law_title(l, str_of(s->post.code), STR("*")));
		cell[4] = work_text(a, c->lang, s->plan_s);
		cell[5] = label(c, s->name);
		for (size_t k = 0; k < s->outcomes; k++) {
			const struct outcome *x = &s->outcome[k];
			struct str what = label(c, x->name);
			cell = table_row(&t, STYLE_FAINT);
			cell[5] = str_fmt(a, "  %.*s → %.*s  %.*s", STR_ARG(x->id),
					  STR_ARG(x->to.n > 0 ? x->to : STR("–")), STR_ARG(what));
		}
	}
	table_print(&t);
}

static void show_version(struct cli *c, const struct law *l, const struct procedure *p,
			 const struct procedure_version *v)
{
	struct arena *a = c->arena;
	char from[DAY_TEXT];
	struct text_arg args[] = {
		{ "number", str_int(a, v->number) },
		{ "from", str_of(day_vi(v->from, from)) },
		{ "limit", limit_words(c, v->limit) },
		{ "mark", mark_of(p, "limit") },
	};
	cli_sentence(c, "law.show.version", args, ARRAY_LEN(args));
	for (size_t i = 0; i < v->variants; i++) {
		struct text_arg some[] = { { "name", label(c, v->variant[i].name) },
					   { "limit", limit_words(c, v->variant[i].limit) },
					   { "ground", v->variant[i].ground },
					   { "mark", v->variant[i].mark } };
		cli_sentence(c, "law.show.variant", some, ARRAY_LEN(some));
	}
	for (size_t i = 0; i < v->statutories; i++) {
		struct text_arg some[] = { { "name", label(c, v->statutory[i].name) },
					   { "ground", v->statutory[i].ground },
					   { "mark", v->statutory[i].mark } };
		cli_sentence(c, "law.show.statutory", some, ARRAY_LEN(some));
	}
	for (size_t i = 0; i < v->waits; i++) {
		struct text_arg some[] = { { "name", label(c, v->wait[i].name) },
					   { "limit", limit_words(c, v->wait[i].limit) },
					   { "ground", v->wait[i].ground },
					   { "mark", v->wait[i].mark } };
		cli_sentence(c, "law.show.wait", some, ARRAY_LEN(some));
	}
	show_steps(c, l, v);
}

static int show(struct cli *c, const struct law *l, struct str code)
{
	const struct procedure *p = law_procedure(l, code);
	if (p == NULL) {
		struct err e;
		(void)err_set(&e, ERR_NOT_FOUND, "law.no_procedure", "code",
			      str_cstr(c->arena, code), NULL);
		return cli_fail(c, &e);
	}
	if (c->json) {
		show_json(c, p);
		return EXIT_DONE;
	}
	struct str name = label(c, p->name);
	cli_line(c, STYLE_STRONG, str_fmt(c->arena, "%.*s  %.*s", STR_ARG(p->code), STR_ARG(name)));
	for (size_t i = 0; i < p->versions; i++) {
		show_version(c, l, p, &p->version[i]);
	}
	return EXIT_DONE;
}

int cmd_law(struct cli *c, const struct opts *o)
{
	struct err e;
	struct law l;
	if (!opt_words(o, 1, 2, &e)) {
		return cli_misuse(c, &e);
	}
	struct str what = o->word[0];
	struct str word = o->words > 1 ? o->word[1] : (struct str){ .p = "" };
	if (str_is(what, "check")) {
		return check(c, word.n > 0 ? word : opt_str(o, "law"));
	}
	if (str_is(what, "export") && word.n > 0) {
		return law_export(c, o, word);
	}
	if (str_is(what, "import") && word.n > 0) {
		return law_book_looks(c, word) ? law_book(c, o, word) : law_import(c, o, word);
	}
	if (str_is(what, "try") && word.n > 0) {
		return law_try(c, o, word);
	}
	if (str_is(what, "calendar") && str_is(word, "apply")) {
		return law_calendar_apply(c, o);
	}
	bool shows = str_is(what, "show");
	if ((!shows && !str_is(what, "list")) || shows != (word.n > 0)) {
		(void)err_set(&e, ERR_INVALID, "law.usage", NULL);
		return cli_misuse(c, &e);
	}
	if (!open_law(c, o, &l, &e)) {
		return cli_fail(c, &e);
	}
	return shows ? show(c, &l, word) : list(c, &l);
}
