/* Deciding what comes from a former system, and that it goes back (rule 24). */
#include "decide_filing.h"

#include "code.h"

static bool import_times(struct decide *x, const struct filing *f, struct err *e)
{
	int64_t received = arg_at(x, "received_at", 0), due = arg_at(x, "due", 0);
	int64_t ready = arg_at(x, "ready_at", INSTANT_NONE);
	int64_t closed = arg_at(x, "closed_at", INSTANT_NONE);

	if (!covered(x, f->cal, received, e) || !covered(x, f->cal, due, e)) {
		return false;
	}
	if (received > x->at || due < received || (ready != INSTANT_NONE && ready < received) ||
	    (closed != INSTANT_NONE && (ready == INSTANT_NONE || closed < ready)) ||
	    (ready != INSTANT_NONE && ready > x->at) ||
	    (closed != INSTANT_NONE && closed > x->at)) {
		return refuse(e, "import.times", NULL);
	}
	return true;
}

/* Who has it in hand there: the person named, who must be of the step's unit, else its head. */
static bool import_holder(struct decide *x, const struct unit *u, struct post post,
			  struct party *out, struct err *e)
{
	struct person_id who = { arg_id(x, "holder", 'p') };
	struct post own;

	if (who.v == 0) {
		return head_party(x, u->id, out, e);
	}
	if (!org_post_at(x->org, who, u->id, x->at, &own)) {
		return refuse_str(e, "import.holder", "unit", u->key);
	}
	if (org_holds(x->org, who, u->id, post, x->at)) {
		own = post;
	}
	*out = (struct party){ .kind = PARTY_SEAT,
			       .seat = { .unit = u->id, .post = own, .person = who } };
	return true;
}

/* Where an open one stands: at its step, or at the counter with its result, which the
 * citizen has not come for: then the legal clock has ended and the hand-out has begun. */
static bool put_place(struct decide *x, struct json *b, const struct filing *f, size_t step,
		      struct err *e)
{
	const struct step *s = &f->version->step[step];
	const struct unit *u = f->receiving;
	bool ready = arg_has(x, "ready_at");
	struct party holder;

	if (!ready && s->kind != STEP_INTAKE) {
		u = org_relative(x->org, f->competent, s->unit);
	}
	if (u == NULL) {
		return refuse_str(e, "hold.unit", "unit", s->unit);
	}
	if (ready ? !head_party(x, u->id, &holder, e)
		  : !import_holder(x, u, s->post, &holder, e)) {
		return false;
	}
	if (!ready) {
		body_put_str(x, b, "step", s->id);
	}
	body_put_party(x, b, "holder", &holder);
	return true;
}

/* Rule 24: an open dossier of a former system, with its printed date. */
bool decide_import_open(struct decide *x, struct err *e)
{
	struct filing f = { 0 };
	struct dossier_code code;
	struct err inner;
	size_t step = 0;

	if (!filing_units(x, &f, e)) {
		return false;
	}
	f.channel = channel_of(arg_str(x, "channel"));
	if (f.channel == CHANNEL_NONE) {
		return refuse_str(e, "intake.channel", "channel", arg_str(x, "channel"));
	}
	if (!code_parse(arg_str(x, "code"), &code, &inner)) {
		return refuse_str(e, "import.code", "code", arg_str(x, "code"));
	}
	if (x->given.code_taken) {
		return refuse_str(e, "import.code_taken", "code", arg_str(x, "code"));
	}
	if (!filing_law(x, &f, day_of(arg_at(x, "received_at", x->at)), e) ||
	    !import_times(x, &f, e)) {
		return false;
	}
	if (arg_has(x, "step") &&
	    version_step(f.version, arg_str(x, "step"), &step) == NULL) {
		return refuse_str(e, "import.step", "step", arg_str(x, "step"));
	}
	struct json *b = body_new(x);

	filing_put(x, b, &f, arg_str(x, "code"));
	body_pass(x, b, "source");
	body_pass(x, b, "batch");
	body_pass(x, b, "received_at");
	body_pass(x, b, "due");
	body_pass(x, b, "ready_at");
	body_pass(x, b, "closed_at");
	return (arg_has(x, "closed_at") || put_place(x, b, &f, step, e)) &&
	       decide_emit(x, KIND_IMPORTED, b, e);
}

/* What stands in the ledger stays there: the dossier is closed as one that should never
 * have come in. Whatever people did with it since must not be lost to a statistic. */
bool decide_undo_import(struct decide *x, struct err *e)
{
	const struct dossier *d = x->d;

	if (!d->imported) {
		return refuse_str(e, "import.not_imported", "code", d->code);
	}
	if (d->touched != KIND_NONE) {
		(void)refuse_str(e, "import.acted", "code", d->code);
		(void)err_add(e, "kind", kind_name(d->touched));
		char at[INSTANT_TEXT];

		return err_add(e, "at", instant_vi(d->touched_at, at));
	}
	struct json *b = body_new(x);

	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_IMPORT_UNDONE, b, e);
}
