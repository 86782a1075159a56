/* The newest state of a dossier for views. */
#include "sight.h"

bool sight_row(struct app *app, const struct dossier_row *row, struct dossier **out,
	       struct err *e)
{
	if (!cache_load(app, row->id, out, e)) {
		return false;
	}
	if ((*out)->seq >= row->last_seq) {
		return true;
	}
	/* The writer has gone on since it was folded. */
	cache_drop(&app->cache, row->id);
	return cache_load(app, row->id, out, e);
}

static bool unknown(struct err *e, struct arena *a, struct str ref)
{
	return err_set(e, ERR_NOT_FOUND, "dossier.unknown", "value", str_cstr(a, ref), NULL);
}

static struct str upper(struct arena *a, struct str code)
{
	struct str s = str_trim(code);
	char *p = arena_alloc(a, s.n, 1);

	for (size_t i = 0; i < s.n; i++) {
		p[i] = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 'a' + 'A') : s.p[i];
	}
	return (struct str){ p, s.n };
}

bool sight_code(struct app *app, struct arena *a, struct str code, struct dossier **out,
		struct err *e)
{
	struct str exact = upper(a, code);
	struct dossier_row row;

	*out = cache_by_code(app, exact);
	if (*out != NULL) {
		return true;
	}
	if (!store_dossier_by_code(app->store, a, exact, &row, e)) {
		return e->code == ERR_NOT_FOUND ? unknown(e, a, code) : false;
	}
	if (!sight_row(app, &row, out, e)) {
		return false;
	}
	cache_coded(app, *out);
	return true;
}

bool sight(struct app *app, struct arena *a, struct str ref, struct dossier **out,
	   struct err *e)
{
	struct dossier_row row;
	struct dossier_id id;

	if (!id_parse('d', ref, &id.v)) {
		return sight_code(app, a, ref, out, e);
	}
	if (!store_dossier(app->store, a, id, &row, e)) {
		return e->code == ERR_NOT_FOUND ? unknown(e, a, ref) : false;
	}
	return sight_row(app, &row, out, e);
}

struct dossier_place sight_place(const struct dossier_row *r)
{
	return (struct dossier_place){ r->id, r->receiving, r->helping, r->competent, r->office };
}

bool sight_may(struct app *app, struct arena *a, int64_t now, struct person_id who,
	       const struct dossier_row *r, bool *may, struct err *e)
{
	const struct dossier_place p = sight_place(r);

	return sight_may_at(app, a, now, who, &p, may, e);
}

bool sight_may_at(struct app *app, struct arena *a, int64_t now, struct person_id who,
		  const struct dossier_place *p, bool *may, struct err *e)
{
	struct decide x = { .arena = a, .law = &app->law, .org = &app->org, .at = now,
			    .actor = who };
	struct reading_place at = {
		.receiving = p->receiving, .helping = p->helping, .competent = p->competent,
		.custody = p->office.v != 0 ? p->office : p->receiving,
	};

	*may = decide_reads(&x, &at);
	if (*may) {
		return true;
	}
	if (!store_held_by(app->store, a, p->id, &at.held, &at.helds, e)) {
		return false;
	}
	*may = decide_reads(&x, &at);
	return true;
}

bool sight_of_unit(struct app *app, struct arena *a, const struct asking *ask,
		   struct person_id who, struct unit_id unit)
{
	struct decide x = { .arena = a, .law = &app->law, .org = &app->org, .at = ask->now,
			    .actor = who };
	struct reading_place p = { .receiving = unit, .custody = unit };

	return decide_reads(&x, &p);
}
