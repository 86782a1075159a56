/* What is owed beside the holds of a dossier, as JSON. */
#include "view_int.h"

#include "core/opinion.h"

static const struct json *opinion_json(struct app *app, struct arena *a, const struct dossier *d,
				       const struct opinion *p)
{
	const struct obligation *b = &d->ob[p->obligation];
	struct json *o = json_new_obj(a);
	json_set_int(a, o, "number", p->number);
	json_set(a, o, "asked", view_party(app, a, &b->holder));
	json_set_bool(a, o, "member", p->member);
	view_at(a, o, "asked_at", p->asked_at);
	view_at(a, o, "due", p->due);
	view_at(a, o, "answered_at", p->answered_at);
	json_set_str(a, o, "answer", str_dup(a, str_of(p->answer)));
	json_set_bool(a, o, "owed", opinion_owed(d, p));
	json_set_bool(a, o, "silent", p->silent);
	json_set_bool(a, o, "lapsed", p->lapsed);
	json_set_int(a, o, "supplements", p->supplements);
	return o;
}

static const struct json *rounds_json(struct app *app, struct arena *a, const struct dossier *d,
				      int64_t now)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < d->rounds; i++) {
		const struct opinion_round *r = &d->round[i];
		struct json *o = json_new_obj(a), *opinions = json_new_arr(a);
		struct round_tally t;
		round_tally(d, r, now, &t);
		json_set_int(a, o, "number", (int64_t)i + 1);
		json_set_int(a, o, "asked", t.asked);
		json_set_int(a, o, "owed", t.owed);
		json_set_int(a, o, "votes", t.votes);
		json_set_int(a, o, "quorum", r->quorum);
		for (int32_t k = 0; k < r->asked; k++) {
			json_push(a, opinions,
				  opinion_json(app, a, d, &d->opinion[r->first - 1 + k]));
		}
		json_set(a, o, "opinions", opinions);
		json_push(a, list, o);
	}
	return list;
}

static const struct json *contests_json(struct app *app, struct arena *a,
					const struct dossier *d)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < d->contests; i++) {
		const struct contest *c = &d->contest[i];
		const struct obligation *duty = contest_duty(d, c);
		struct json *o = json_new_obj(a);
		json_set_int(a, o, "number", c->number);
		json_set(a, o, "by", view_party(app, a, &c->by));
		json_set(a, o, "sender", view_party(app, a, &c->sender));
		view_unit(app, a, o, "named", c->named);
		json_set_str(a, o, "reason", c->reason);
		json_set(a, o, "arbiter", view_party(app, a, &duty->holder));
		view_at(a, o, "at", c->at);
		view_at(a, o, "due", duty->due);
		view_at(a, o, "escalated_at", c->escalated_at);
		view_at(a, o, "ended_at", c->ended_at);
		json_set_str(a, o, "state", str_of(contest_end_name(c->end)));
		json_set_int(a, o, "work_s", c->work_s);
		json_push(a, list, o);
	}
	return list;
}

static const struct json *escalations_json(struct app *app, struct arena *a,
					   const struct dossier *d)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < d->escalations; i++) {
		const struct escalation *s = &d->escalation[i];
		struct json *o = json_new_obj(a);
		json_set_int(a, o, "number", s->number);
		json_set(a, o, "holder", view_party(app, a, &d->ob[s->obligation].holder));
		view_at(a, o, "at", s->at);
		view_at(a, o, "due", s->due);
		view_at(a, o, "acted_at", s->acted_at);
		json_set_str(a, o, "how", str_dup(a, str_of(s->how)));
		view_at(a, o, "listed_at", s->listed_at);
		json_set_bool(a, o, "silent", s->silent);
		json_set_bool(a, o, "over", s->over);
		json_push(a, list, o);
	}
	return list;
}

static const struct json *apologies_json(struct app *app, struct arena *a,
					 const struct dossier *d)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < d->apologies; i++) {
		const struct apology *p = &d->apology[i];
		struct json *o = json_new_obj(a);
		json_set_int(a, o, "number", p->number);
		json_set(a, o, "holder", view_party(app, a, &d->ob[p->obligation].holder));
		view_unit(app, a, o, "cause", p->cause);
		view_at(a, o, "promise", p->due);
		view_at(a, o, "drafted_at", p->drafted_at);
		view_at(a, o, "sign_by", p->sign_by);
		view_at(a, o, "signed_at", p->signed_at);
		view_at(a, o, "missed_at", p->missed_at);
		json_set_int(a, o, "chance", p->chance);
		json_set_bool(a, o, "passed", p->passed);
		json_set_bool(a, o, "owed", d->ob[p->obligation].to == INSTANT_NONE);
		json_push(a, list, o);
	}
	return list;
}

void view_duties(struct app *app, struct arena *a, struct json *o, const struct dossier *d,
		 int64_t now)
{
	json_set(a, o, "rounds", rounds_json(app, a, d, now));
	json_set(a, o, "contests", contests_json(app, a, d));
	json_set(a, o, "escalations", escalations_json(app, a, d));
	json_set(a, o, "apologies", apologies_json(app, a, d));
}
