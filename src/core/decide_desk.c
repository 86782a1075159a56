/*
 * Deciding what is done while the citizen waits: certified copies, extracts. The steps
 * are those of the procedure, one after another, each by the right of whoever acts
 * (own posts and delegations of that moment); nothing is entered that could not have
 * been done one by one, and no hold is left out. Where a seat is missing, all of it is
 * refused, and the seat named.
 */
#include "decide_in.h"

/* The arguments of one of the acts: those of the whole and one more. */
static void args_with(struct decide *x, const char *name, struct str value)
{
	struct json *args = json_new_obj(x->arena);

	for (size_t i = 0; i < x->args->n; i++) {
		json_set(x->arena, args, str_cstr(x->arena, x->args->k[i]), x->args->v[i]);
	}
	json_set_str(x->arena, args, name, value);
	x->args = args;
}

static const struct step *step_now(const struct decide *x)
{
	return &x->d->version->step[x->d->step];
}

/* A right that is missing, as the seat that would have it: at the hand-out the counter's,
 * else that of the step. Always false. */
static bool seat_missing(struct decide *x, struct err *e)
{
	const struct step *s = x->d->state == DOSSIER_OPEN ? step_now(x) : NULL;
	struct unit_id unit = x->d->receiving;
	struct str post = s != NULL ? str_of(s->post.code) : STR("clerk");
	struct err why = *e;

	if (why.code != ERR_DENIED || (s != NULL && !step_unit(x, (size_t)x->d->step, &unit, e))) {
		return false;
	}
	const struct unit *u = unit_of(x, unit);
	const struct unit_attr *attr = unit_on(u, today(x));
	struct named title = law_title(x->law, post, attr->type);

	refuse(e, "serve.seat", "post", str_cstr(x->arena, title.vi),
	       "unit", str_cstr(x->arena, attr->name), NULL);
	return s != NULL && err_add(e, "step", str_cstr(x->arena, s->name.vi));
}

static bool act(struct decide *x, enum right right, decide_fn *fn, struct err *e)
{
	return (decide_right(x, right, e) || seat_missing(x, e)) && fn(x, e);
}

static bool fee(struct decide *x, struct err *e)
{
	int64_t owed;

	/* What a granted result costs is known before it is granted. */
	struct fee_case c = { .pages = arg_int(x, "pages", 1), .copies = arg_int(x, "copies", 1),
			      .class_id = x->d->person_class,
			      .channel = str_of(channel_name(x->d->channel)) };

	if (c.pages < 1 || c.copies < 1) {
		return refuse(e, "fee.case", NULL);
	}
	return fee_sum(x->d->version, &c, &owed, e) &&
	       (owed == 0 || act(x, RIGHT_CLERK, decide_fee_receipt, e));
}

static const struct outcome *outcome_to(const struct step *s, enum outcome_kind kind)
{
	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == kind && s->outcome[i].to_step != SIZE_MAX) {
			return &s->outcome[i];
		}
	}
	return NULL;
}

/* One step of intake or work: taken, then finished, or handed on where nothing is
 * decided yet. */
static bool step_done(struct decide *x, struct err *e)
{
	const struct outcome *on = outcome_to(step_now(x), OUTCOME_FORWARD);
	bool finish = outcome_to(step_now(x), OUTCOME_FINISH) != NULL;

	if (dossier_hold(x->d)->taken_at == INSTANT_NONE && !act(x, RIGHT_TAKER, decide_take, e)) {
		return false;
	}
	if (finish) {
		return act(x, RIGHT_HOLDER, decide_finish, e);
	}
	if (on == NULL) {
		return refuse_str(e, "result.no_outcome", "step", step_now(x)->name.vi);
	}
	args_with(x, "outcome", on->id);
	return act(x, RIGHT_HOLDER, decide_hand_over, e);
}

static bool worked(struct decide *x, struct err *e)
{
	size_t most = x->d->version->steps;

	for (size_t i = 0; i < most && step_now(x)->kind != STEP_SIGN; i++) {
		if (step_now(x)->kind == STEP_CONSULT) {
			return refuse(e, "serve.consult", NULL);
		}
		if (!step_done(x, e)) {
			return false;
		}
	}
	return true;
}

static bool served(struct decide *x, struct err *e)
{
	char number[32];
	size_t n = 0;
	int64_t no = x->given.book_number;

	if (!decide_receive_paper(x, e)) {
		return false;
	}
	if (x->d->version->limit.unit != LIMIT_SAME_DAY) {
		return refuse(e, "serve.limit", NULL);
	}
	for (int64_t rest = no; rest > 0; rest /= 10) {
		number[sizeof(number) - ++n] = (char)('0' + rest % 10);
	}
	args_with(x, "number", str_dup(x->arena,
				       (struct str){ number + sizeof(number) - n, n }));
	args_with(x, "how", STR("counter"));
	return fee(x, e) && worked(x, e) && act(x, RIGHT_SIGNER, decide_sign, e) &&
	       act(x, RIGHT_RECORDS, decide_number, e) &&
	       act(x, RIGHT_RECORDS, decide_ready, e) &&
	       act(x, RIGHT_ONESTOP, decide_deliver, e);
}

bool decide_serve_at_once(struct decide *x, struct err *e)
{
	struct dossier_id id = x->d->id;
	struct arena *a = x->d->arena;
	const struct json *args = x->args;
	bool ok = served(x, e);

	x->args = args;
	if (!ok) {
		/* Many acts, one answer: what came before the refusal was never entered. */
		x->drafts = 0;
		dossier_init(x->d, a, id);
	}
	return ok;
}
