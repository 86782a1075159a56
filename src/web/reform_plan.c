/* A reorganisation, looked at and begun. */
#include "reform_plan.h"

#include "web_int.h"
#include "words.h"

#include "app/action.h"
#include "app/reform_run.h"

bool reform_made(const struct exchange *x, struct day on, struct reform_made *out, struct err *e)
{
	*out = (struct reform_made){ .places = { .n = 0 } };
	reform_shelf_take(x->web->places, x->a, on, &out->table);
	return out->table.text.n == 0 ||
	       app_reform_places(x->app, x->a, out->table.text, on, &out->places, e);
}

bool reform_plan_with(struct exchange *x, const struct asking *ask, struct day on,
		      struct reform_plan *p, struct err *e)
{
	const struct reform_places *places = &p->made.places;
	if (places->n > places->there && places->wrong == 0 &&
	    !app_reform_suppose(x->app, x->a, places, on, &p->supposed, e)) {
		return false;
	}
	if (!app_reform(x->app, x->a, ask, on, &p->r, e)) {
		reform_plan_close(x, p);
		return false;
	}
	return true;
}

bool reform_plan_open(struct exchange *x, const struct asking *ask, struct day on,
		      struct reform_plan *out, struct err *e)
{
	out->supposed.on = false;
	return reform_made(x, on, &out->made, e) && reform_plan_with(x, ask, on, out, e);
}

void reform_plan_close(struct exchange *x, struct reform_plan *p)
{
	app_reform_suppose_end(x->app, &p->supposed);
}

bool reform_begin(struct exchange *x, struct day on, struct str minutes,
		  const struct reform_places *places, struct err *e)
{
	struct json *args = json_new_obj(x->a);
	char id[ID_TEXT], text[DAY_TEXT];
	json_set_str(x->a, args, "dossier", STR("-"));
	json_set_str(x->a, args, "minutes", minutes);
	if (!action_check(action_find(STR("succeed_dossier")), args, e)) {
		return false;
	}
	if (on.n != day_of(x->now).n) {
		return err_set(e, ERR_CONFLICT, "reform.day", "day", day_vi(on, text), NULL);
	}
	if (places->wrong > 0) {
		(void)err_set(e, ERR_INVALID, "reform.places.wrong", NULL);
		return err_add_int(e, "n", (int64_t)places->wrong);
	}
	return reform_run_start(x->web->reform, str_of(id_text('p', x->person.v, id)), minutes,
				places) ||
	       err_set(e, ERR_CONFLICT, "reform.under_way", NULL);
}
