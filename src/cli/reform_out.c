/* What a reorganisation touches, in words, tables and commands. */
#include "reform_out.h"

#include "table.h"

#include "core/csv.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* ---- files ---- */

struct out {
	FILE *f;
	const char *path;
	struct buf b;			/* a line */
};

static bool out_failed(const struct out *t, struct err *e)
{
	return err_set(e, ERR_IO, "file.write", "path", t->path, "reason", strerror(errno), NULL);
}

static bool out_open(struct cli *c, struct str path, struct out *t, struct err *e)
{
	t->path = str_cstr(c->arena, path);
	t->f = fopen(t->path, "wb");
	if (t->f == NULL) {
		return out_failed(t, e);
	}
	buf_init(&t->b, 1 << 16);
	return true;
}

static bool out_line(struct out *t, struct err *e)
{
	buf_char(&t->b, '\n');
	bool ok = fwrite(t->b.p, 1, t->b.n, t->f) == t->b.n;
	buf_reset(&t->b);
	return ok || out_failed(t, e);
}

static bool out_close(struct out *t, bool ok, struct err *e)
{
	buf_done(&t->b);
	return (fclose(t->f) == 0 || out_failed(t, e)) && ok;
}

static struct str unit_key(struct app *app, struct unit_id id)
{
	const struct unit *u = org_unit(app_org(app), id);
	return u != NULL ? u->key : STR("");
}

static struct str person_key(struct app *app, struct person_id id)
{
	const struct person *p = org_person(app_org(app), id);
	return p != NULL ? p->key : STR("");
}

/* ---- the list for the minutes ---- */

static const char *how_name(enum reform_how h)
{
	static const char *const name[] = { [REFORM_PASSES] = "passes", [REFORM_WHICH] = "which",
					    [REFORM_STUCK] = "stuck" };
	return name[h];
}

static void put_cells(struct buf *b, const struct str *cell, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0) {
			buf_char(b, ',');
		}
		csv_put(b, cell[i]);
	}
}

static void put_row(struct cli *c, struct app *app, const struct reform_dossier *d, struct buf *b)
{
	char due[INSTANT_TEXT];
	const struct str cell[] = {
		d->code, unit_key(app, d->was), unit_key(app, d->now), d->step,
		d->from.unit_key, d->from.person, d->to.unit_key, d->to.person,
		d->due == INSTANT_NONE ? STR("") : str_of(instant_text(d->due, due)),
		str_of(how_name(d->how)),
		d->how == REFORM_PASSES ? STR("") : str_of(d->why.key),
	};
	(void)c;
	put_cells(b, cell, ARRAY_LEN(cell));
}

bool reform_write_list(struct cli *c, const struct reform *r, struct app *app, struct str path,
		       struct err *e)
{
	static const char *const head[] = {
		"code", "agency", "successor", "step", "holder_unit", "holder", "next_unit",
		"next_holder", "due", "result", "reason",
	};
	struct str name[ARRAY_LEN(head)];
	struct out t;
	if (!out_open(c, path, &t, e)) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(head); i++) {
		name[i] = str_of(head[i]);
	}
	put_cells(&t.b, name, ARRAY_LEN(head));
	bool ok = out_line(&t, e);
	for (size_t i = 0; i < r->dossiers && ok; i++) {
		put_row(c, app, &r->dossier[i], &t.b);
		ok = out_line(&t, e);
	}
	return out_close(&t, ok, e);
}

/* ---- the way back ---- */

static struct json *act_line(struct arena *a, const char *verb, size_t n, struct json **args)
{
	struct json *o = json_new_obj(a);
	*args = json_new_obj(a);
	json_set_str(a, o, "key", str_fmt(a, "undo-reform-%zu", n));
	json_set_str(a, o, "as", STR("AS"));
	json_set_str(a, o, "do", str_of(verb));
	json_set(a, o, "args", *args);
	return o;
}

static bool undo_units(struct arena *a, const struct reform *r, struct out *t, size_t *n,
		       struct err *e)
{
	struct json *args;
	for (size_t i = 0; i < r->units; i++) {
		if (r->unit[i].dossiers == 0) {
			continue;
		}
		struct json *o = act_line(a, "keep_unit", (*n)++, &args);
		json_set_str(a, args, "unit", r->unit[i].unit->key);
		json_write(&t->b, o);
		if (!out_line(t, e)) {
			return false;
		}
	}
	return true;
}

static bool undo_posts(struct arena *a, const struct reform *r, struct app *app, struct out *t,
		       size_t *n, struct err *e)
{
	struct json *args;
	for (size_t i = 0; i < r->posts; i++) {
		const struct reform_post *p = &r->post[i];
		struct json *o = act_line(a, "assign", (*n)++, &args);
		json_set_str(a, args, "person", person_key(app, p->person));
		json_set_str(a, args, "unit", unit_key(app, p->unit));
		json_set_str(a, args, "post", str_of(p->post.code));
		json_write(&t->b, o);
		if (!out_line(t, e)) {
			return false;
		}
	}
	return true;
}

static bool undo_dossiers(struct arena *a, const struct reform *r, struct app *app,
			  struct out *t, size_t *n, struct err *e)
{
	struct json *args;
	for (size_t i = 0; i < r->dossiers; i++) {
		const struct reform_dossier *d = &r->dossier[i];
		if (d->how != REFORM_PASSES || !d->competent) {
			continue;
		}
		struct json *o = act_line(a, "succeed_dossier", (*n)++, &args);
		json_set_str(a, args, "dossier", d->code);
		json_set_str(a, args, "competent", unit_key(app, d->was));
		json_set_str(a, args, "minutes", STR("MINUTES"));
		json_write(&t->b, o);
		if (!out_line(t, e)) {
			return false;
		}
	}
	return true;
}

static bool undo_places(struct arena *a, const struct reform_places *p, struct app *app,
			struct out *t, size_t *n, struct err *e)
{
	struct json *args;
	for (size_t i = 0; i < p->n; i++) {
		const struct reform_place *v = &p->place[i];
		if (v->there) {
			continue;
		}
		struct json *o = act_line(a, "end_assignment", (*n)++, &args);
		json_set_str(a, args, "person", person_key(app, v->person));
		json_set_str(a, args, "unit", unit_key(app, v->unit));
		json_set_str(a, args, "post", str_of(v->post.code));
		json_write(&t->b, o);
		if (!out_line(t, e)) {
			return false;
		}
	}
	return true;
}

bool reform_write_undo(struct cli *c, const struct reform *r, struct app *app,
		       const struct reform_places *places, struct str path, struct err *e)
{
	struct out t;
	size_t n = 1;
	if (!out_open(c, path, &t, e)) {
		return false;
	}
	bool ok = undo_units(c->arena, r, &t, &n, e) && undo_posts(c->arena, r, app, &t, &n, e) &&
		  undo_dossiers(c->arena, r, app, &t, &n, e) &&
		  undo_places(c->arena, places, app, &t, &n, e);
	return out_close(&t, ok, e);
}

/* ---- the minutes ---- */

enum { PAPER_BYTES = 16 << 20 };

bool reform_make_folder(struct cli *c, struct str dir, struct err *e)
{
	struct out folder = { .path = str_cstr(c->arena, dir) };
	/* For whoever carries it out alone: names of people stand on them. */
	return mkdir(folder.path, 0700) == 0 || errno == EEXIST || out_failed(&folder, e);
}

bool reform_write_paper(struct cli *c, const struct reform *r, struct app *app,
			const struct reform_pair *pair, struct str minutes, struct str path,
			struct err *e)
{
	struct sheet *sheet = arena_new(c->arena, struct sheet);
	struct out t = { .f = NULL };
	struct buf pdf;
	buf_init(&pdf, PAPER_BYTES);
	bool ok = app_reform_paper(app, c->arena, r, pair, minutes, sheet, e) &&
		  c->faces->pdf(sheet, &pdf, e) && out_open(c, path, &t, e);
	if (ok) {
		ok = fwrite(pdf.p, 1, pdf.n, t.f) == pdf.n || out_failed(&t, e);
		ok = out_close(&t, ok, e);
	}
	buf_done(&pdf);
	return ok;
}

bool reform_write_papers(struct cli *c, const struct reform *r, struct app *app,
			 struct str minutes, struct str dir, struct err *e)
{
	struct reform_pairs pairs;
	if (!reform_make_folder(c, dir, e)) {
		return false;
	}
	app_reform_pairs(app, c->arena, r, &pairs);
	for (size_t i = 0; i < pairs.n; i++) {
		const struct reform_pair *p = &pairs.pair[i];
		struct str path = STR_JOIN(c->arena, dir, STR("/"),
					   reform_paper_name(app, c->arena, p));
		if (p->dossiers + p->persons > 0 &&
		    !reform_write_paper(c, r, app, p, minutes, path, e)) {
			return false;
		}
	}
	return true;
}

/* ---- on the terminal ---- */

static struct str number(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

static struct str successors(struct cli *c, struct app *app, const struct reform_unit *u)
{
	struct str s = STR("");
	for (size_t i = 0; i < u->nexts; i++) {
		const struct reform_next *n = &u->next[i];
		struct str one = str_is(n->scope, "all")
			? unit_key(app, n->unit)
			: STR_JOIN(c->arena, unit_key(app, n->unit), STR(" ("), n->scope, STR(")"));
		s = s.n > 0 ? STR_JOIN(c->arena, s, STR(", "), one) : one;
	}
	return s.n > 0 ? s : STR("—");
}

static void tell_units(struct cli *c, struct app *app, const struct reform *r)
{
	static const char *const head[] = { "reform.unit", "reform.name", "reform.next",
					    "reform.dossiers", NULL };
	struct table t;
	table_init(&t, c, 4);
	table_head(&t, head);
	for (size_t i = 0; i < r->units; i++) {
		const struct reform_unit *u = &r->unit[i];
		if (u->dossiers == 0) {
			continue;
		}
		struct str *cell = table_row(&t, STYLE_PLAIN);
		cell[0] = u->unit->key;
		cell[1] = unit_on(u->unit, r->on)->name;
		cell[2] = successors(c, app, u);
		cell[3] = number(c, u->dossiers);
	}
	table_print(&t);
}

static int64_t without_post(const struct reform *r)
{
	int64_t n = 0;
	for (size_t i = 0; i < r->posts; i++) {
		n += r->post[i].last;
	}
	return n;
}

static void tell_json(struct cli *c, const struct reform *r, const struct reform_places *places,
		      const struct reform_job *job)
{
	struct json *o = json_new_obj(c->arena);
	char day[DAY_TEXT];
	const struct { const char *name; int64_t n; } sum[] = {
		{ "units", (int64_t)r->units }, { "dossiers", (int64_t)r->dossiers },
		{ "passing", r->passing }, { "which", r->which }, { "stuck", r->stuck },
		{ "posts", (int64_t)r->posts }, { "without_post", without_post(r) },
		{ "delegations", r->delegations },
		{ "passed", job != NULL ? job->passed : 0 },
		{ "left", job != NULL ? job->left : 0 },
		{ "posts_ended", job != NULL ? job->posts : 0 },
		{ "placed", (int64_t)places->n }, { "placed_before", (int64_t)places->there },
		{ "posts_given", job != NULL ? job->given : 0 },
	};
	json_set_str(c->arena, o, "on", str_dup(c->arena, str_of(day_text(r->on, day))));
	json_set_bool(c->arena, o, "done", job != NULL);
	for (size_t i = 0; i < ARRAY_LEN(sum); i++) {
		json_set_int(c->arena, o, sum[i].name, sum[i].n);
	}
	cli_json(c, o);
}

static void tell_places(struct cli *c, struct app *app, const struct reform_places *places)
{
	static const char *const head[] = { "reform.person", "reform.new_unit", "reform.post",
					    NULL };
	struct table t;
	if (places->n == 0) {
		return;
	}
	table_init(&t, c, 3);
	table_head(&t, head);
	for (size_t i = 0; i < places->n; i++) {
		const struct reform_place *v = &places->place[i];
		struct str *cell = table_row(&t, v->there ? STYLE_FAINT : STYLE_PLAIN);
		cell[0] = person_key(app, v->person);
		cell[1] = unit_key(app, v->unit);
		cell[2] = str_of(v->post.code);
	}
	table_print(&t);
	struct text_arg args[] = { { "n", number(c, (int64_t)places->n) },
				   { "there", number(c, (int64_t)places->there) } };
	cli_sentence(c, "reform.placed", args, ARRAY_LEN(args));
}

void reform_tell(struct cli *c, struct app *app, const struct reform *r,
		 const struct reform_places *places, const struct reform_job *job)
{
	if (c->json) {
		tell_json(c, r, places, job);
		return;
	}
	struct text_arg found[] = {
		{ "units", number(c, (int64_t)r->units) },
		{ "dossiers", number(c, (int64_t)r->dossiers) },
		{ "passing", number(c, r->passing) }, { "which", number(c, r->which) },
		{ "stuck", number(c, r->stuck) }, { "posts", number(c, (int64_t)r->posts) },
		{ "without", number(c, without_post(r)) },
		{ "delegations", number(c, r->delegations) },
	};
	tell_units(c, app, r);
	tell_places(c, app, places);
	cli_sentence(c, "reform.found", found, ARRAY_LEN(found));
	if (job != NULL) {
		struct text_arg done[] = { { "passed", number(c, job->passed) },
					   { "left", number(c, job->left) },
					   { "posts", number(c, job->posts) } };
		cli_sentence(c, "reform.done", done, ARRAY_LEN(done));
	}
}
