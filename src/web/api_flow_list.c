/* The JSON API: the dossiers behind a number of the bottlenecks. */
#include "api_flow.h"

#include "api_json.h"
#include "figure_words.h"
#include "form.h"
#include "web_int.h"
#include "words.h"

#include "app/label.h"

#include "core/law.h"

/* What lists go by: where they stood, from the steps, from the model, or how they moved. */
enum sort { BY_STAY, BY_STEPS, BY_MODEL, BY_WHICH };

struct row {
	uint32_t in;
	int64_t by;			/* what the list is ordered by, most first */
	int64_t more;			/* BY_STAY: since when; BY_WHICH: as flow_which */
};

struct list {
	struct flow *f;
	enum sort sort;
	enum flow_word which;		/* of BY_WHICH */
	const struct row *all;
	size_t n, first, limit;
};

/* ---- what is asked ---- */

static struct str asked(const struct exchange *x, enum flow_word word)
{
	return form_get(x->form, flow_name(word));
}

/* Each of these asks for a list of its own. */
static bool asks_for_one(const struct exchange *x, struct err *e)
{
	static const enum flow_word of[] = { FLOW_DEVIATION, FLOW_WAY, FLOW_LOOP, FLOW_AGAIN,
					     FLOW_HOUR, FLOW_BEGAN, FLOW_ENDED, FLOW_HAS,
					     FLOW_LASTED, FLOW_STAND, FLOW_CAUSE, FLOW_SPAN };
	const char *first = NULL;

	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		if (asked(x, of[i]).n == 0) {
			continue;
		}
		if (first != NULL) {
			return err_set(e, ERR_INVALID, "api.apart", "name", first, "with",
				       flow_name(of[i]), NULL);
		}
		first = flow_name(of[i]);
	}
	return true;
}

static bool is_month(const struct exchange *x, enum flow_word word, struct err *e)
{
	struct str month = asked(x, word);
	struct day first;

	return month.n == 0 || day_parse(STR_JOIN(x->a, month, STR("-01")), &first, e);
}

static bool is_hour(const struct exchange *x, struct err *e)
{
	struct str text = asked(x, FLOW_HOUR), day, hour;
	int64_t d = 0, h = 0;

	return text.n == 0 ||
	       (str_cut(text, '-', &day, &hour) && str_to_int64(day, &d) &&
		str_to_int64(hour, &h) && d >= 0 && d < MINE_WEEK_DAYS && h >= 0 &&
		h < MINE_DAY_HOURS) ||
	       err_set(e, ERR_INVALID, "api.word", "name", flow_name(FLOW_HOUR), "value",
		       str_cstr(x->a, text), "words", "0-0 … 6-23", NULL);
}

static bool is_of_activity(const struct exchange *x)
{
	return str_is(asked(x, FLOW_DEVIATION), "extra") ||
	       str_is(asked(x, FLOW_DEVIATION), "missing");
}

static bool good_words(const struct exchange *x, struct err *e)
{
	if (is_of_activity(x) && asked(x, FLOW_AT).n == 0) {
		return err_set(e, ERR_INVALID, "api.with", "name", flow_name(FLOW_DEVIATION),
			       "with", flow_name(FLOW_AT), NULL);
	}
	if (asked(x, FLOW_NEXT).n > 0 && asked(x, FLOW_AT).n + asked(x, FLOW_HAS).n == 0) {
		return err_set(e, ERR_INVALID, "api.with", "name", flow_name(FLOW_NEXT), "with",
			       flow_name(FLOW_AT), NULL);
	}
	return asks_for_one(x, e) && is_hour(x, e) && is_month(x, FLOW_BEGAN, e) &&
	       is_month(x, FLOW_ENDED, e);
}

/* ---- where the page begins ---- */

/* Behind the last one told; if that one is no more among them, behind what goes by as much. */
static size_t behind(const struct list *l, int64_t by, int64_t id)
{
	size_t i = 0;

	for (size_t k = 0; k < l->n; k++) {
		if (l->f->study.in[l->all[k].in].id.v == id) {
			return k + 1;
		}
	}
	while (i < l->n && l->all[i].by >= by) {
		i++;
	}
	return i;
}

static bool read_after(const struct exchange *x, struct list *l, struct err *e)
{
	struct str after, by, id;
	int64_t last_by = 0, last_id = 0;

	if (!api_after(x, &after, e)) {
		return false;
	}
	if (after.n == 0) {
		return true;
	}
	if (!str_cut(after, ' ', &by, &id) || !str_to_int64(by, &last_by) ||
	    !str_to_int64(id, &last_id)) {
		return err_set(e, ERR_INVALID, "api.cursor", NULL);
	}
	l->first = behind(l, last_by, last_id);
	return true;
}

static struct str next_of(const struct list *l, size_t end)
{
	const struct row *last = &l->all[end - 1];

	return STR_JOIN(l->f->x->a, str_int(l->f->x->a, last->by), STR(" "),
			str_int(l->f->x->a, l->f->study.in[last->in].id.v));
}

/* ---- a dossier ---- */

static void put_deviations(const struct flow *f, struct json *o, const struct own_steps *s)
{
	const struct exchange *x = f->x;
	const struct asking ask = asking_inside(x);
	struct json *list = json_new_arr(x->a);

	for (size_t i = 0; i < s->marks; i++) {
		const struct own_deviation *m = &s->mark[i];
		struct json *one = json_new_obj(x->a);

		if (m->kind >= CONFORM_KINDS || m->step >= (int32_t)s->version->steps) {
			continue;
		}
		api_put_word(x, one, "kind", conform_kind_name((enum conform_kind)m->kind));
		json_set_str(x->a, one, "step", s->version->step[m->step].id);
		json_set_str(x->a, one, "name", label_named(&ask, s->version->step[m->step].name));
		json_push(x->a, list, one);
	}
	json_set_int(x->a, o, "version", s->version->number);
	json_set(x->a, o, "deviations", list);
	json_set_int(x->a, o, "returns", s->returns);
	json_set_int(x->a, o, "outside", s->outside);
}

static void put_which(const struct list *l, struct json *o, const struct row *r)
{
	const struct flow *f = l->f;
	bool when = l->which == FLOW_BEGAN || l->which == FLOW_ENDED;

	if (l->which == FLOW_WAY || l->which == FLOW_HAS || l->which == FLOW_LASTED) {
		api_flow_put_seconds(f, o, "lasted_s", r->by);
	} else if (when) {
		api_put_at(f->x, o, "at", r->by / MINE_SECOND);
		api_flow_put_seconds(f, o, "lasted_s", r->more);
	} else {
		json_set_int(f->x->a, o, "times", r->by);
	}
	if (l->which == FLOW_LOOP) {
		api_flow_put_seconds(f, o, "away_s", r->more);
	}
}

/* What a list does not tell is null. */
static void put_nothing(const struct exchange *x, struct json *o)
{
	static const char *const names[] = {
		"stay_s", "came_at", "version", "deviations", "returns", "outside", "apart",
		"times", "away_s", "lasted_s", "at",
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		json_set(x->a, o, names[i], json_new_null(x->a));
	}
}

static void put_how(const struct list *l, struct json *o, const struct row *r)
{
	const struct own_steps *steps = l->f->study.steps;

	switch (l->sort) {
	case BY_STAY:
		api_flow_put_seconds(l->f, o, "stay_s", r->by);
		api_put_at(l->f->x, o, "came_at", r->more / MINE_SECOND);
		break;
	case BY_STEPS:
		if (steps[r->in].state == CONFORM_MEASURED) {
			put_deviations(l->f, o, &steps[r->in]);
		}
		break;
	case BY_MODEL:
		json_set_int(l->f->x->a, o, "apart", r->by);
		break;
	case BY_WHICH:
		put_which(l, o, r);
		break;
	}
}

static struct json *row_json(const struct list *l, const struct row *r)
{
	const struct exchange *x = l->f->x;
	const struct own_case *c = &l->f->study.in[r->in];
	const struct unit *u = org_unit(app_org(x->app), c->competent);
	const struct asking ask = asking_inside(x);
	struct json *o = json_new_obj(x->a);

	put_nothing(x, o);
	api_put_id(x, o, "dossier", 'd', c->id.v);
	json_set_str(x->a, o, "code", c->code);
	json_set_str(x->a, o, "procedure", c->procedure);
	api_put_str(x, o, "procedure_name", label_procedure(x->app, &ask, c->procedure));
	api_put_str(x, o, "agency", u ? u->key : STR(""));
	json_set_str(x->a, o, "agency_name", words_agency(x, c->competent));
	put_how(l, o, r);
	return o;
}

/* ---- which ---- */

static bool find_stood(struct list *l, struct row *all, struct err *e)
{
	size_t room = l->f->study.s.view.cases;
	struct flow_stood *stood = arena_array(&l->f->work, struct flow_stood, room);

	if (!flow_find(l->f, stood, &l->n, e)) {
		return false;
	}
	for (size_t i = 0; i < l->n; i++) {
		all[i] = (struct row){ stood[i].in, stood[i].stay, stood[i].came };
	}
	return true;
}

static bool find_apart(struct list *l, struct row *all, struct err *e)
{
	size_t room = l->f->study.s.view.cases;
	struct flow_apart *apart = arena_array(&l->f->work, struct flow_apart, room);

	if (!flow_find_apart(l->f, apart, &l->n, e)) {
		return false;
	}
	for (size_t i = 0; i < l->n; i++) {
		all[i] = (struct row){ apart[i].in, apart[i].by, 0 };
	}
	return true;
}

static bool find_which(struct list *l, struct row *all, struct err *e)
{
	size_t room = l->f->study.s.view.cases;
	struct flow_which *which = arena_array(&l->f->work, struct flow_which, room);

	if (!flow_find_which(l->f, which, &l->n, e)) {
		return false;
	}
	for (size_t i = 0; i < l->n; i++) {
		all[i] = (struct row){ which[i].in, which[i].by, which[i].more };
	}
	return true;
}

static bool find(struct flow *f, struct list *l, struct err *e)
{
	struct row *all = arena_array(&f->work, struct row, f->study.s.view.cases);

	*l = (struct list){ .f = f, .all = all, .which = flow_asks_which(f) };
	if (f->word[FLOW_DEVIATION].n > 0) {
		l->sort = flow_is_of_model(f) ? BY_MODEL : BY_STEPS;
		return find_apart(l, all, e);
	}
	l->sort = l->which == FLOW_WORDS ? BY_STAY : BY_WHICH;
	return l->sort == BY_STAY ? find_stood(l, all, e) : find_which(l, all, e);
}

/* ---- the list ---- */

/* What stands now is counted of more than what moved. */
static bool is_few(const struct flow *f)
{
	return f->word[FLOW_STAND].n > 0 ? f->study.stands.cases < f->least : f->study.few;
}

static void tell(const struct list *l)
{
	struct exchange *x = l->f->x;
	bool few = is_few(l->f);
	struct json *o = api_flow_head(l->f, few), *list = json_new_arr(x->a);
	size_t end = l->n - l->first > l->limit ? l->first + l->limit : l->n;

	for (size_t i = l->first; i < end; i++) {
		json_push(x->a, list, row_json(l, &l->all[i]));
	}
	json_set(x->a, o, "count", few ? json_new_null(x->a) : json_new_int(x->a, (int64_t)l->n));
	json_set(x->a, o, "dossiers", list);
	api_put_next(x, o, end < l->n ? next_of(l, end) : STR(""));
	api_reply(x, o);
}

static const char *view_of(const struct exchange *x)
{
	static const char *const of_model[] = { "unfit", "fit", "long", "extra", "missing" };
	struct str deviation = asked(x, FLOW_DEVIATION);

	for (size_t i = 0; i < ARRAY_LEN(of_model); i++) {
		if (str_is(deviation, of_model[i])) {
			return "model";
		}
	}
	return deviation.n > 0 ? "steps" : "";
}

void api_bottleneck_dossiers(struct exchange *x)
{
	static const char *const names[] = {
		"by", "at", "holder", "cause", "span", "stand", "way", "loop", "again", "hour",
		"began", "ended", "has", "next", "lasted", "deviation", "step", "version",
		"noise", "open", "limit", "after",
	};
	int64_t limit;
	struct list l;
	struct flow f;
	struct err e;

	if (!api_limit(x, &limit, &e) || !good_words(x, &e)) {
		reply_err(x, &e);
		return;
	}
	if (api_flow_open(x, &f, names, ARRAY_LEN(names), view_of(x), FLOW_FOR_LIST)) {
		if (!find(&f, &l, &e) || !read_after(x, &l, &e)) {
			reply_err(x, &e);
		} else {
			l.limit = (size_t)limit;
			tell(&l);
		}
	}
	flow_done(&f);
}
