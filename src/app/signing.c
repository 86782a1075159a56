/* The signer's page of one dossier. */
#include "signing.h"

#include "sight.h"

static void put_proposal(struct arena *a, const struct dossier_view *d, struct proposal *p)
{
	const struct event *last = NULL;

	p->decision = d->decision;
	p->at = INSTANT_NONE;
	for (size_t i = 0; i < d->history.n; i++) {
		const struct event *ev = &d->history.event[i];

		last = ev->kind == KIND_HANDED_OVER && ev->decision.n > 0 ? ev : last;
	}
	if (last == NULL || d->decision == DECISION_NONE) {
		return;
	}
	p->by = last->actor;
	p->at = last->at;
	p->reason = arena_array(a, struct text_view, d->texts);
	for (size_t i = 0; i < d->texts; i++) {
		if (d->text[i].seq == last->seq) {
			p->reason[p->reasons++] = d->text[i];
		}
	}
}

/* The unit of the step it stands at, as deciding finds it. */
static bool signing_step(const struct app *app, const struct dossier *d, struct signing *s)
{
	const struct step *at = d->step >= 0 ? &d->version->step[d->step] : NULL;
	const struct unit *agency = org_unit(&app->org, d->competent);
	const struct unit *u = at != NULL && at->kind == STEP_SIGN && agency != NULL
				       ? org_relative(&app->org, agency, at->unit) : NULL;

	if (u == NULL) {
		return false;
	}
	s->agency = d->competent;
	s->unit = u->id;
	s->post = at->post;
	s->by = procedure_signed(d->version);
	return true;
}

static void put_block(struct app *app, struct arena *a, const struct asking *ask,
		      const struct signing *s, const struct signature *v,
		      struct signing_block *out)
{
	out->form = v->form;
	out->on_behalf = v->on_behalf;
	out->scopes = app_scopes(app, a, ask, s->unit, v->seat.person, &out->scope);
	out->outside = !signature_in_scope(&app->org, s, v);
	for (size_t i = 0; i < v->lines; i++) {
		const struct signature_line *l = &v->line[i];

		out->line[out->lines++] = str_fmt(a, "%s%s%.*s", l->mark, *l->mark ? " " : "",
						  STR_ARG(l->title.vi));
	}
}

bool app_signing(struct app *app, struct arena *a, const struct asking *ask,
		 struct person_id who, struct str ref, struct signing_view *out,
		 struct err *e)
{
	struct signing_view v = { .block.form = SIGNING_NONE };
	struct signing s = { .person = who, .at = ask->now };
	struct signature signature;
	struct dossier *d;

	if (!app_dossier_view(app, a, ask, who, ref, &v.d, e) || !sight(app, a, ref, &d, e)) {
		return false;
	}
	put_proposal(a, &v.d, &v.proposal);
	if (signing_step(app, d, &s) && signature_of(&app->law, &app->org, &s, &signature)) {
		put_block(app, a, ask, &s, &signature, &v.block);
	}
	*out = v;
	return true;
}
