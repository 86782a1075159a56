/* Scorecards by the API: the same as the pages, for programs of those who lead. */
#include "api.h"
#include "api_json.h"
#include "form.h"
#include "page_board.h"
#include "page_score.h"
#include "words.h"

#include "app/score.h"

void api_scores(struct exchange *x)
{
	static const char *const names[] = { "by", "of", "unit" };
	struct asking ask = asking_inside(x);
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	struct str by = form_get(x->form, "by");
	struct score_ask what = { .by = by.n > 0 ? score_by_named(by) : SCORE_UNIT };
	struct board_asked q;
	struct scores all;
	struct err e;
	if (!api_query(x, names, ARRAY_LEN(names), &e) || !api_days(x, &what.days, &e)) {
		reply_err(x, &e);
		return;
	}
	if (what.by == SCORE_KINDS) {
		err_set(&e, ERR_INVALID, "score.by", "value", str_cstr(x->a, by), NULL);
		reply_err(x, &e);
		return;
	}
	if (!board_asked(x, &q)) {
		return;
	}
	what.top = q.unit;
	if (!app_scores(x->app, x->a, &what, &all, &e)) {
		reply_err(x, &e);
		return;
	}
	int64_t least = score_least(x->app, x->now), few = 0;
	for (size_t i = 0; i < all.n; i++) {
		struct json *one = score_json(x->app, x->a, &ask, all.by, &all.score[i], least);
		few += one ? 0 : 1;
		if (one) {
			json_push(x->a, list, one);
		}
	}
	api_put_days(x, o, all.days);
	json_set_str(x->a, o, "by", str_of(score_by_name(all.by)));
	json_set_int(x->a, o, "too_few", few);
	json_set(x->a, o, "scores", list);
	api_reply(x, o);
}

void api_person_score(struct exchange *x)
{
	static const char *const names[] = { "of" };
	struct asking ask = asking_inside(x);
	const struct person *who = org_person_by_key(app_org(x->app), x->param[0]);
	struct person_score s;
	struct days days;
	struct err e;
	if (!api_query(x, names, ARRAY_LEN(names), &e) || !api_days(x, &days, &e) ||
	    !app_person_score(x->app, x->a, days, who ? who->id : (struct person_id){ 0 },
			      x->person, &s, &e)) {
		reply_err(x, &e);
		return;
	}
	struct json *o = person_score_json(x->app, x->a, &ask, &s);
	api_put_days(x, o, s.days);
	api_reply(x, o);
}
