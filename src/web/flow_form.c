/* The form of the bottlenecks: what may be chosen. */
#include "flow_int.h"

#include "web_int.h"
#include "words.h"

#include "app/label.h"

enum { CHOICES_MOST = 400, HOURS_TEXT = 7 };

static struct field_view choice(const struct flow *f, enum flow_word word, const char *label,
				struct option_view *o, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		o[i].chosen = str_eq(o[i].value, f->word[word]);
	}
	return (struct field_view){ .name = str_of(flow_name(word)),
				    .label = words0(f->x, label), .options = { o, n } };
}

static struct field_view of_codes(const struct flow *f, enum flow_word word, const char *label,
				  const char *any, const struct own_choice *c, size_t n)
{
	struct option_view *o = arena_array(f->x->a, struct option_view, n + 1);
	const struct asking ask = asking_inside(f->x);

	n = n < CHOICES_MOST ? n : CHOICES_MOST;
	o[0] = (struct option_view){ STR(""), words0(f->x, any), false };
	for (size_t i = 0; i < n; i++) {
		struct str code = str_dup(f->x->a, c[i].code);
		struct str name = word == FLOW_FIELD ? code
						     : label_procedure(f->x->app, &ask, code);
		struct text_arg arg[] = { { "name", name.n > 0 ? name : code },
					  { "n", str_int(f->x->a, c[i].dossiers) } };

		o[1 + i] = (struct option_view){ code, words(f->x, "flow.choice", arg, 2), false };
	}
	return choice(f, word, label, o, n + 1);
}

/* ---- and what besides ---- */

/* Steps by their names; the page says them, addresses hold what the log says. */
static struct field_view steps(const struct flow *f, enum flow_word word, const char *label)
{
	const struct own_study *s = &f->study;
	size_t n = (size_t)s->s.view.activities;
	struct option_view *o = arena_array(f->x->a, struct option_view, n + 1);

	o[0] = (struct option_view){ STR(""), words0(f->x, "flow.step.any"), false };
	for (int32_t i = 0; i < (int32_t)n; i++) {
		o[1 + s->s.activity_rank[i]] = (struct option_view){ s->activity[i],
								     flow_activity(f, i), false };
	}
	return choice(f, word, label, o, (n < CHOICES_MOST ? n : CHOICES_MOST) + 1);
}

static struct field_view hours(const struct flow *f, enum flow_word word, const char *label)
{
	return (struct field_view){
		.name = str_of(flow_name(word)), .label = words0(f->x, label),
		.value = f->word[word], .inputmode = STR("numeric"), .pattern = STR("[0-9]*"),
		.max = HOURS_TEXT,
	};
}

static struct field_view ways(const struct flow *f)
{
	static const char *const of[] = { "50", "80", "95" };
	struct option_view *o = arena_array(f->x->a, struct option_view, ARRAY_LEN(of) + 1);

	o[0] = (struct option_view){ STR(""), words0(f->x, "flow.ways.any"), false };
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		o[1 + i] = (struct option_view){
			str_of(of[i]), words1(f->x, "flow.ways.of", "n", str_of(of[i])), false,
		};
	}
	return choice(f, FLOW_WAYS, "flow.ways", o, ARRAY_LEN(of) + 1);
}

static void put_more(const struct flow *f, struct flow_more_view *v)
{
	static const enum flow_word of[] = { FLOW_FROM, FLOW_TO, FLOW_LEAST, FLOW_MOST, FLOW_WAYS };
	struct option_view *how = arena_array(f->x->a, struct option_view, 2);

	how[0] = (struct option_view){ STR(""), words0(f->x, "flow.later.no"), false };
	how[1] = (struct option_view){ STR("1"), words0(f->x, "flow.later.yes"), false };
	v->from = steps(f, FLOW_FROM, "flow.from");
	v->later = choice(f, FLOW_LATER, "flow.later", how, 2);
	v->to = steps(f, FLOW_TO, "flow.to");
	v->least = hours(f, FLOW_LEAST, "flow.least");
	v->most = hours(f, FLOW_MOST, "flow.most");
	v->ways = ways(f);
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		v->open = v->open || f->word[of[i]].n > 0;
	}
}

/* ---- all ---- */

void flow_put_form(const struct flow *f, struct flow_view *v)
{
	const struct own_study *s = &f->study;
	struct option_view *by = arena_array(f->x->a, struct option_view, 2);
	static const enum flow_word unseen[] = { FLOW_VIEW, FLOW_ACTIVITY, FLOW_GIVER,
						 FLOW_TAKER };
	struct field_view *kept = arena_array(f->x->a, struct field_view, ARRAY_LEN(unseen) + 2);

	v->field = of_codes(f, FLOW_FIELD, "flow.field", "flow.field.any", s->field, s->fields);
	v->procedure = of_codes(f, FLOW_PROCEDURE, "flow.procedure", "flow.procedure.any",
				s->procedure, s->procedures);
	by[0] = (struct option_view){ STR(""), words0(f->x, "flow.by.unit"), false };
	by[1] = (struct option_view){ STR("post"), words0(f->x, "flow.by.post"), false };
	v->by = choice(f, FLOW_BY, "flow.by", by, 2);
	v->unit = board_units(f->x, &f->q);
	kept[v->kept.n++] = (struct field_view){ .name = STR("of"), .value = f->q.of };
	for (size_t i = 0; i < ARRAY_LEN(unseen); i++) {
		kept[v->kept.n++] = (struct field_view){
			.name = str_of(flow_name(unseen[i])), .value = f->word[unseen[i]],
		};
	}
	if (f->study.beside != NULL) {	/* names nobody, but may filter by whom */
		kept[v->kept.n++] = (struct field_view){ .name = str_of(flow_name(FLOW_BY)),
							 .value = f->word[FLOW_BY] };
	}
	v->kept.p = kept;
	put_more(f, &v->more);
}
