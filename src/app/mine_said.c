/* The ledger's own log in words. */
#include "mine_said.h"

#include "app_int.h"
#include "label.h"

/* A code by its family of the catalog, else as it is. */
static struct str by_family(struct arena *a, enum text_lang lang, const char *family,
			    struct str code)
{
	struct str said = text_get(lang, STR_JOIN(a, str_of(family), code).p);

	return said.n > 0 ? said : code;
}

static struct str holder(struct arena *a, const struct app *app, const struct asking *ask,
			 struct str key)
{
	const struct unit *u = org_unit_by_key(&app->org, key);
	size_t dot = key.n;

	if (u != NULL) {
		return label_unit(app, u->id, ask->now);
	}
	while (dot > 0 && key.p[dot - 1] != '.') {
		dot--;
	}
	u = dot > 0 ? org_unit_by_key(&app->org, str_sub(key, 0, dot - 1)) : NULL;
	if (u == NULL) {
		return by_family(a, ask->lang, "party.", key);
	}
	const struct seat seat = { .unit = u->id, .post = post_of_str(str_sub(key, dot, key.n)) };
	const struct seat_label of = label_seat(app, ask, seat, ask->now);

	return of.post.n > 0 ? STR_JOIN(a, of.unit, STR(" · "), of.post) : key;
}

void mine_said(struct arena *a, const struct app *app, enum text_lang lang,
	       const struct mine_log *l, struct mine_said *out)
{
	const struct asking ask = { lang, LABEL_PUBLIC, app_now(app) };
	struct str *activity = arena_array(a, struct str, (size_t)l->activities.n);
	struct str *who = arena_array(a, struct str, (size_t)l->holders.n);

	for (int32_t i = 0; i < l->activities.n; i++) {
		struct str name = mine_names_text(&l->activities, i);

		activity[i] = str_dup(a, by_family(a, lang, "flow.activity.", name));
	}
	for (int32_t i = 0; i < l->holders.n; i++) {
		who[i] = str_dup(a, holder(a, app, &ask, mine_names_text(&l->holders, i)));
	}
	*out = (struct mine_said){ activity, who };
}
