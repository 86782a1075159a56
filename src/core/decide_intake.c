/* Deciding up to reception: submit, answer, receive. */
#include "code.h"
#include "decide_filing.h"

static bool is_online(enum channel c)
{
	return c == CHANNEL_ONLINE || c == CHANNEL_ONLINE_HELPED;
}

/* The law in force on a day, for a competent agency. */
bool filing_law(struct decide *x, struct filing *f, struct day d, struct err *e)
{
	char text[DAY_TEXT];

	f->version = procedure_on(f->procedure, d);
	if (f->version == NULL) {
		return refuse(e, "intake.not_in_force", "day", day_vi(d, text), NULL);
	}
	f->rules = law_rule_set(x->law, d);
	if (f->rules == NULL) {
		return refuse(e, "intake.no_rule_set", "day", day_vi(d, text), NULL);
	}
	if (!agency_fits(x, f->version, f->competent, e)) {
		return false;
	}
	f->profile = f->competent->profile.n > 0 ? f->competent->profile : STR("A");
	f->calendar = law_calendar_on(x->law, today(x));
	f->cal = f->calendar != NULL ? law_calendar(x->law, f->calendar->id, f->profile) : NULL;
	if (f->cal == NULL) {
		return refuse_str(e, "intake.no_calendar", "profile", f->profile);
	}
	return true;
}

static bool competent_of(struct decide *x, struct filing *f, struct err *e)
{
	struct unit_id named = { arg_id(x, "competent", 'u') };

	if (named.v != 0) {
		f->competent = unit_of(x, named);
	} else if (f->procedure->agency.n > 0) {
		f->competent = org_unit_by_key(x->org, f->procedure->agency);
	} else {
		f->competent = org_agency(x->org, f->receiving, today(x));
	}
	if (f->competent == NULL ||
	    (!str_is(f->competent->role, "agency") && !str_is(f->competent->role, "body"))) {
		return refuse(e, "intake.competent", NULL);
	}
	if (!unit_exists(f->competent, today(x))) {
		return refuse_str(e, "intake.unit_closed", "unit", f->competent->key);
	}
	return true;
}

/* Rule 19: any counter may receive what is not bound to a territory. */
static bool territory(struct decide *x, const struct filing *f, struct err *e)
{
	const struct unit *own = org_relative(x->org, f->competent, STR("@mc"));

	if (own == f->receiving ||
	    org_agency(x->org, f->receiving, today(x)) == f->competent ||
	    f->version->nonterritorial) {
		return true;
	}
	return refuse_str(e, "intake.territorial", "unit", f->receiving->key);
}

bool filing_units(struct decide *x, struct filing *f, struct err *e)
{
	struct unit_id receiving = { arg_id(x, "receiving", 'u') };

	f->procedure = law_procedure(x->law, arg_str(x, "procedure"));
	if (f->procedure == NULL) {
		return refuse_str(e, "intake.procedure", "procedure", arg_str(x, "procedure"));
	}
	f->receiving = unit_of(x, receiving);
	if (f->receiving == NULL || !str_is(f->receiving->role, "onestop")) {
		return refuse(e, "intake.not_onestop", NULL);
	}
	if (!unit_exists(f->receiving, today(x))) {
		return refuse_str(e, "intake.unit_closed", "unit", f->receiving->key);
	}
	return competent_of(x, f, e);
}

/* Rule 9: first contact may lie before its entry only by an arrival stamp of the
 * post, through the portal, or on a numbered receipt of an outage. */
static bool first_contact(struct decide *x, struct filing *f, struct err *e)
{
	f->submitted_at = x->at;
	if (arg_has(x, "receipt_no")) {
		f->submitted_at = arg_at(x, "received_at", x->at);
	}
	if (arg_has(x, "arrived_at")) {
		if (f->channel == CHANNEL_COUNTER) {
			return refuse(e, "intake.arrival", NULL);
		}
		f->submitted_at = arg_at(x, "arrived_at", x->at);
	}
	if (f->submitted_at > x->at) {
		return refuse_at(e, "intake.future", "at", f->submitted_at);
	}
	return true;
}

static bool filing_of(struct decide *x, struct filing *f, struct err *e)
{
	if (!filing_units(x, f, e)) {
		return false;
	}
	/* What a former system brings has its code already. */
	if (f->competent->agency_code.n == 0) {
		return refuse_str(e, "intake.no_code", "unit", f->competent->key);
	}
	f->channel = channel_of(arg_str(x, "channel"));
	if (f->channel == CHANNEL_NONE) {
		return refuse_str(e, "intake.channel", "channel", arg_str(x, "channel"));
	}
	if (!first_contact(x, f, e) || !filing_law(x, f, day_of(f->submitted_at), e)) {
		return false;
	}
	if (is_online(f->channel) && !f->version->online) {
		return refuse_str(e, "intake.not_online", "procedure", f->procedure->code);
	}
	return territory(x, f, e) && covered(x, f->cal, f->submitted_at, e);
}

bool decide_code_basis(struct decide *x, struct unit_id *agency, struct day *day, struct err *e)
{
	struct filing f = { 0 };

	if (!filing_units(x, &f, e)) {
		return false;
	}
	f.channel = channel_of(arg_str(x, "channel"));
	if (!first_contact(x, &f, e)) {
		return false;
	}
	*agency = f.competent->id;
	*day = day_of(f.submitted_at);
	return true;
}

bool papers_known(const struct decide *x, const struct procedure_version *v, struct err *e)
{
	const struct json *list = json_arr(x->args, "papers");

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *row = json_at(list, i);
		struct str id = json_str(row, "paper"), source = json_str(row, "source");
		const struct paper *p = version_paper(v, id);
		bool known = source.n == 0;

		if (p == NULL) {
			return refuse_str(e, "paper.unknown", "paper", id);
		}
		for (size_t k = 0; k < p->sources && !known; k++) {
			known = str_eq(p->source[k], source);
		}
		if (!known) {
			return refuse_str(e, "paper.source", "source", source);
		}
	}
	return true;
}

bool papers_wanted(const struct decide *x, struct err *e)
{
	const struct json *list = json_arr(x->args, "wanted");

	for (size_t i = 0; i < json_len(list); i++) {
		struct str id = json_at(list, i)->s;

		if (version_paper(x->d->version, id) == NULL) {
			return refuse_str(e, "paper.unknown", "paper", id);
		}
		if (dossier_holds_paper(x->d, id)) {
			return refuse_str(e, "paper.held", "paper", id);
		}
	}
	return true;
}

static bool papers(const struct decide *x, const struct procedure_version *v, struct err *e)
{
	const struct json *list = json_arr(x->args, "papers");

	if (!papers_known(x, v, e)) {
		return false;
	}
	/* A list that is given must be whole; none given is the clerk's word for it. */
	for (size_t i = 0; list != NULL && i < v->papers; i++) {
		bool there = v->paper[i].optional;

		for (size_t k = 0; k < json_len(list) && !there; k++) {
			there = str_eq(json_str(json_at(list, k), "paper"), v->paper[i].id);
		}
		if (!there) {
			return refuse_str(e, "paper.missing", "paper", v->paper[i].name.vi);
		}
	}
	return true;
}

void filing_put(struct decide *x, struct json *b, const struct filing *f, struct str code)
{
	struct unit_id helping = { arg_id(x, "helping", 'u') };

	body_put_str(x, b, "code", code);
	body_put_str(x, b, "procedure", f->procedure->code);
	body_put_int(x, b, "version", f->version->number);
	body_put_str(x, b, "channel", str_of(channel_name(f->channel)));
	body_put_id(x, b, "helping", 'u', helping.v != 0 ? helping.v : f->receiving->id.v);
	body_put_id(x, b, "receiving", 'u', f->receiving->id.v);
	body_put_id(x, b, "competent", 'u', f->competent->id.v);
	body_put_str(x, b, "rule_set", f->rules->id);
	body_put_str(x, b, "calendar", f->calendar->id);
	body_put_str(x, b, "profile", f->profile);
	body_pass(x, b, "owner");
}

static bool answer_holder(struct decide *x, struct json *b, enum channel c, struct unit_id onestop,
			  struct err *e)
{
	struct party head;

	if (!is_online(c)) {
		return true;
	}
	if (!head_party(x, onestop, &head, e)) {
		return false;
	}
	body_put_party(x, b, "answer_holder", &head);
	return true;
}

bool result_by_known(struct decide *x, struct err *e)
{
	struct str how = arg_str(x, "result_by");

	return how.n == 0 || str_is(how, "counter") || str_is(how, "post") ||
	       str_is(how, "electronic") || refuse_str(e, "intake.result_by", "how", how);
}

bool decide_submit(struct decide *x, struct err *e)
{
	struct filing f = { 0 };

	/* A portal takes whole submissions only; what is missing of one brought to the
	 * counter is asked for, or the reception that follows refuses it. */
	if (!filing_of(x, &f, e) || !result_by_known(x, e) ||
	    !(is_online(f.channel) ? papers(x, f.version, e) : papers_known(x, f.version, e))) {
		return false;
	}
	struct json *b = body_new(x);

	filing_put(x, b, &f, code_format(x->arena, (struct dossier_code){
		.agency = f.competent->agency_code, .day = day_of(f.submitted_at),
		.serial = x->given.dossier_serial }));
	body_put_str(x, b, "submitter", arg_has(x, "submitter") ? arg_str(x, "submitter")
								: arg_str(x, "owner"));
	body_pass(x, b, "proxy");
	body_pass(x, b, "class");
	body_pass(x, b, "result_by");
	body_pass(x, b, "papers");
	body_pass(x, b, "bundle");
	if (f.submitted_at != x->at) {
		body_put_at(x, b, "arrived_at", f.submitted_at);
	}
	if (x->given.refiled.v != 0) {
		body_put_id(x, b, "continues", 'd', x->given.refiled.v);
		body_put_at(x, b, "promise", x->given.refiled_promise);
	}
	return answer_holder(x, b, f.channel, f.receiving->id, e) &&
	       decide_emit(x, KIND_SUBMITTED, b, e);
}

/* A numbered receipt of a declared outage of the receiving unit, or of a unit
 * above it, that covers the moment and the number. */
static bool outage_receipt(struct decide *x, int64_t at, struct err *e)
{
	struct str no = arg_str(x, "receipt_no"), series, digits;
	int64_t number;

	if (x->given.receipt_used) {
		return refuse_str(e, "intake.receipt_used", "receipt_no", no);
	}
	if (str_cut(no, '-', &series, &digits) && str_to_int64(digits, &number)) {
		for (size_t i = 0; i < x->org->outages; i++) {
			const struct outage *o = &x->org->outage[i];
			const struct unit *u = unit_of(x, x->d->receiving);
			const struct unit *top = unit_of(x, o->unit);

			if (str_eq(o->series, series) && number >= o->first_no &&
			    number <= o->last_no && at >= o->from && at < o->to &&
			    u != NULL && top != NULL && org_below(x->org, u, top, today(x))) {
				return true;
			}
		}
	}
	return refuse_str(e, "intake.receipt_no", "receipt_no", no);
}

/* The law's time of reception (rules 5, 9, 18). */
static bool reception_time(struct decide *x, int64_t *out, struct err *e)
{
	const struct dossier *d = x->d;
	int64_t at = arg_at(x, "received_at", x->at);

	if (at > x->at) {
		return refuse_at(e, "intake.future", "at", at);
	}
	if (arg_has(x, "receipt_no")) {
		*out = at;
		return outage_receipt(x, at, e);
	}
	/* Rule 18: the time the envelope reached the counter, if all was in it. */
	if (d->channel == CHANNEL_POST && d->intake_supplements == 0) {
		at = arg_at(x, "received_at", d->submitted_at);
		if (at > d->submitted_at) {
			return refuse_at(e, "intake.stamp", "at", d->submitted_at);
		}
	}
	if (at < x->at && d->channel == CHANNEL_COUNTER) {
		return refuse_at(e, "intake.backdated", "at", at);
	}
	if (at < d->submitted_at) {
		return refuse_at(e, "intake.backdated", "at", at);
	}
	*out = at;
	return true;
}

/* The clerk's seat: the post the actor holds at the counter. */
static struct party clerk_seat(struct decide *x)
{
	static const char *const posts[] = { "clerk", "head", "deputy" };

	for (size_t i = 0; i < ARRAY_LEN(posts); i++) {
		if (org_holds(x->org, x->actor, x->d->receiving, post_of(posts[i]), x->at)) {
			return actor_party(x, x->d->receiving, post_of(posts[i]));
		}
	}
	return actor_party(x, x->d->receiving, post_of("clerk"));
}

static bool promise(struct decide *x, const struct filing *f, int64_t received_at,
		    struct limit limit, int64_t *out, struct err *e)
{
	struct deadline_in in = { .cal = f->cal, .received_at = received_at, .limit = limit,
				  .mode = f->rules->due_mode, .cutoff_s = f->rules->cutoff_s };
	struct deadline dl;

	(void)x;
	if (!deadline_compute(&in, &dl, e)) {
		return false;
	}
	*out = dl.due;
	return true;
}

bool decide_receive(struct decide *x, struct err *e)
{
	struct filing f = { 0 };
	const struct variant *variant = NULL;
	int64_t received_at = x->at, due = x->at;

	if (x->d->state != DOSSIER_SUBMITTED) {
		return refuse(e, "state.not_submitted", "state", state_name(x->d->state), NULL);
	}
	f.procedure = x->d->version->procedure;
	f.competent = unit_of(x, x->d->competent);
	if (!reception_time(x, &received_at, e) || !filing_law(x, &f, day_of(received_at), e) ||
	    !papers(x, f.version, e) || !covered(x, f.cal, received_at, e)) {
		return false;
	}
	if (arg_has(x, "variant")) {
		variant = version_variant(f.version, arg_str(x, "variant"));
		if (variant == NULL) {
			return refuse_str(e, "intake.variant", "variant", arg_str(x, "variant"));
		}
	}
	if (!promise(x, &f, received_at, variant != NULL ? variant->limit : f.version->limit, &due,
		     e)) {
		return false;
	}
	struct json *b = body_new(x);
	struct party clerk = clerk_seat(x);

	body_put_at(x, b, "received_at", received_at);
	body_put_str(x, b, "rule_set", f.rules->id);
	body_put_str(x, b, "procedure", f.procedure->code);
	body_put_int(x, b, "version", f.version->number);
	body_put_str(x, b, "calendar", f.calendar->id);
	body_put_str(x, b, "profile", f.profile);
	body_pass(x, b, "variant");
	body_put_str(x, b, "step", f.version->step[0].id);
	body_put_party(x, b, "holder", &clerk);
	body_put_true(x, b, "taken");
	body_put_at(x, b, "first_due", due);
	body_pass(x, b, "receipt_no");
	body_pass(x, b, "papers");
	return decide_emit(x, KIND_RECEIVED, b, e);
}

bool decide_receive_paper(struct decide *x, struct err *e)
{
	struct dossier_id id = x->d->id;
	struct arena *a = x->d->arena;

	if (!decide_submit(x, e)) {
		return false;
	}
	if (!decide_receive(x, e)) {
		/* One act at the counter: no reception, no submission either. */
		x->drafts = 0;
		dossier_init(x->d, a, id);
		return false;
	}
	return true;
}

static bool coded(const struct coded *list, size_t n, struct str id)
{
	return coded_find(list, n, id) != NULL;
}

bool decide_decline(struct decide *x, struct err *e)
{
	if (x->d->state != DOSSIER_SUBMITTED && x->d->state != DOSSIER_ASKED) {
		return refuse(e, "state.not_submitted", "state", state_name(x->d->state), NULL);
	}
	if (!coded(x->law->decline_reason, x->law->decline_reasons, arg_str(x, "reason"))) {
		return refuse_str(e, "intake.reason", "reason", arg_str(x, "reason"));
	}
	struct json *b = body_new(x);

	body_pass(x, b, "reason");
	body_pass(x, b, "note_c");
	return decide_emit(x, KIND_DECLINED, b, e);
}

bool decide_ask_intake(struct decide *x, struct err *e)
{
	struct dossier *d = x->d;

	if (d->state != DOSSIER_SUBMITTED) {
		return refuse(e, "state.not_submitted", "state", state_name(d->state), NULL);
	}
	if (d->intake_supplements >= d->version->supplement.intake_times) {
		return refuse_int(e, "intake.asked_before", "times", d->intake_supplements);
	}
	if (!papers_wanted(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", d->intake_supplements + 1);
	body_pass(x, b, "items_c");
	body_pass(x, b, "wanted");
	return decide_emit(x, KIND_INTAKE_ASKED, b, e);
}

bool decide_complete_intake(struct decide *x, struct err *e)
{
	if (x->d->state != DOSSIER_ASKED) {
		return refuse(e, "state.not_asked", "state", state_name(x->d->state), NULL);
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", x->d->intake_supplements);
	body_pass(x, b, "papers");
	return papers(x, x->d->version, e) &&
	       answer_holder(x, b, x->d->channel, x->d->receiving, e) &&
	       decide_emit(x, KIND_INTAKE_COMPLETED, b, e);
}
