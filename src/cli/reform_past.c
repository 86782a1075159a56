/* What was passed on, in a table, as JSON and as minutes. */
#include "reform_past.h"

#include "reform_out.h"
#include "table.h"

struct past {
	struct cli *c;
	struct app *app;
	struct reform_done done;
};

static struct str key_of(const struct past *p, struct unit_id id)
{
	const struct unit *u = org_unit(app_org(p->app), id);
	return u != NULL ? u->key : STR("");
}

/* ---- the minutes ---- */

/* So many records before this one have that pair too. */
static size_t numbers_before(const struct past *p, size_t record, const struct reform_pair *pair)
{
	size_t n = 0;
	for (size_t i = 0; i < record; i++) {
		const struct reform_pairs *v = &p->done.record[i].pairs;
		for (size_t k = 0; k < v->n; k++) {
			n += v->pair[k].from.v == pair->from.v && v->pair[k].to.v == pair->to.v &&
			     v->pair[k].dossiers + v->pair[k].persons > 0;
		}
	}
	return n;
}

static struct str path_of(const struct past *p, size_t record, const struct reform_pair *pair,
			  struct str dir)
{
	size_t before = numbers_before(p, record, pair);
	struct str name = reform_paper_name(p->app, p->c->arena, pair);
	if (before > 0) {
		name = str_fmt(p->c->arena, "%.*s-%zu.pdf",
			       STR_ARG(str_sub(name, 0, name.n - 4)), before + 1);
	}
	return STR_JOIN(p->c->arena, dir, STR("/"), name);
}

static bool write_papers(const struct past *p, struct str dir, struct err *e)
{
	if (!reform_make_folder(p->c, dir, e)) {
		return false;
	}
	for (size_t i = 0; i < p->done.n; i++) {
		const struct reform_record *v = &p->done.record[i];
		for (size_t k = 0; k < v->pairs.n; k++) {
			const struct reform_pair *pair = &v->pairs.pair[k];
			if (pair->dossiers + pair->persons > 0 &&
			    !reform_write_paper(p->c, &v->r, p->app, pair, v->minutes,
						path_of(p, i, pair, dir), e)) {
				return false;
			}
		}
	}
	return true;
}

/* ---- told ---- */

static void put_json(const struct past *p, const struct reform_record *v,
		     const struct reform_pair *pair, struct json *list)
{
	struct arena *a = p->c->arena;
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "minutes", v->minutes);
	json_set_str(a, o, "from", key_of(p, pair->from));
	json_set_str(a, o, "to", key_of(p, pair->to));
	json_set_int(a, o, "dossiers", pair->dossiers);
	json_set_int(a, o, "persons", pair->persons);
	json_push(a, list, o);
}

static void put_row(const struct past *p, const struct reform_record *v,
		    const struct reform_pair *pair, struct table *t)
{
	struct str *cell = table_row(t, STYLE_PLAIN);
	cell[0] = v->minutes.n > 0 ? v->minutes : STR("—");
	cell[1] = key_of(p, pair->from);
	cell[2] = key_of(p, pair->to);
	cell[3] = str_int(p->c->arena, pair->dossiers);
	cell[4] = str_int(p->c->arena, pair->persons);
}

static void tell(const struct past *p, struct day on)
{
	static const char *const head[] = { "field.minutes", "form.reform.from", "form.reform.to",
					    "reform.dossiers", "reform.persons", NULL };
	struct arena *a = p->c->arena;
	struct json *o = json_new_obj(a), *list = json_new_arr(a);
	char day[DAY_TEXT];
	struct table t;
	table_init(&t, p->c, 5);
	table_head(&t, head);
	for (size_t i = 0; i < p->done.n; i++) {
		const struct reform_record *v = &p->done.record[i];
		for (size_t k = 0; k < v->pairs.n; k++) {
			if (v->pairs.pair[k].dossiers + v->pairs.pair[k].persons > 0) {
				put_json(p, v, &v->pairs.pair[k], list);
				put_row(p, v, &v->pairs.pair[k], &t);
			}
		}
	}
	if (p->c->json) {
		json_set_str(a, o, "on", str_dup(a, str_of(day_text(on, day))));
		json_set(a, o, "passed", list);
		cli_json(p->c, o);
	} else if (t.rows > 1) {
		table_print(&t);
	} else {
		struct text_arg args[] = { { "day", str_of(day_vi(on, day)) } };
		cli_sentence(p->c, "reform.done.none", args, 1);
	}
}

bool reform_past(struct cli *c, struct app *app, struct day on, struct str dir, struct err *e)
{
	struct past p = { .c = c, .app = app };
	/* The office's papers are in Vietnamese. */
	struct asking ask = { .lang = TEXT_VI, .whom = LABEL_INSIDE, .now = app_now(app) };
	if (!app_reform_done(app, c->arena, &ask, on, &p.done, e) ||
	    (dir.n > 0 && !write_papers(&p, dir, e))) {
		return false;
	}
	tell(&p, on);
	return true;
}
