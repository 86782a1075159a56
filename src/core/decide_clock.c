/* Deciding clock acts: supplements, payments, notices, pauses, extensions. */
#include "decide_in.h"

/* The last notice of a kind that waits for its answer, or NULL. */
static const struct notice *unanswered(const struct decide *x, enum notice_kind kind)
{
	for (size_t i = x->d->notices; i > 0; i--) {
		const struct notice *n = &x->d->notice[i - 1];

		if (n->kind == kind && n->answered_at == INSTANT_NONE) {
			return n;
		}
	}
	return NULL;
}

static const struct notice *last_notice(const struct decide *x, enum notice_kind kind)
{
	for (size_t i = x->d->notices; i > 0; i--) {
		if (x->d->notice[i - 1].kind == kind) {
			return &x->d->notice[i - 1];
		}
	}
	return NULL;
}

bool supplement_in_time(const struct dossier *d, int64_t at)
{
	const struct supplement_rule *r = &d->version->supplement;
	int64_t start = work_next(d->cal, d->received_at);

	return version_wait(d->version, STR("supplement")) != NULL &&
	       d->supplements < r->times && start != INSTANT_NONE &&
	       calendar_days_between(d->cal, day_of(start), day_of(at)) <= r->last_day;
}

bool supplement_last_day(const struct dossier *d, struct day *out)
{
	int64_t start = work_next(d->cal, d->received_at);

	int64_t days = d->version->supplement.last_day;

	if (start != INSTANT_NONE && days == 0) {
		*out = day_of(start);
		return true;
	}
	return start != INSTANT_NONE && calendar_day_after(d->cal, day_of(start), days, out);
}

/* A later or further request: the head's signature and why it was not in the
 * first list. The head may ask alone. */
static bool signed_by_head(struct decide *x, struct person_id *signer, struct err *e)
{
	struct unit_id unit = custody_unit(x);

	*signer = (struct person_id){ arg_id(x, "signer", 'p') };
	if (signer->v == 0 && acts_at(x, unit, "head")) {
		*signer = x->actor;
	}
	bool head = org_holds(x->org, *signer, unit, post_of("head"), x->at) ||
		    org_holds(x->org, *signer, unit, post_of("deputy"), x->at) ||
		    org_holds(x->org, *signer, x->d->competent, post_of("head"), x->at);

	return (head && arg_has(x, "why_c")) || refuse(e, "supplement.signature", NULL);
}

bool decide_ask_supplement(struct decide *x, struct err *e)
{
	struct person_id signer = { 0 };

	if (!need_open(x, e)) {
		return false;
	}
	if (unanswered(x, NOTICE_SUPPLEMENT) != NULL) {
		return refuse(e, "supplement.open", NULL);
	}
	bool lawful = supplement_in_time(x->d, x->at);

	if (!papers_wanted(x, e) || (!lawful && !signed_by_head(x, &signer, e)) ||
	    !ensure_taken(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->d->notices + 1);
	body_pass(x, b, "items_c");
	body_pass(x, b, "wanted");
	if (lawful) {
		body_put_true(x, b, "lawful");
	}
	if (signer.v != 0) {
		body_put_id(x, b, "signer", 'p', signer.v);
		body_pass(x, b, "why_c");
	}
	return decide_emit(x, KIND_SUPPLEMENT_ASKED, b, e);
}

/* Whoever heads the unit that asked; where that one is no more, the one of the step. */
static bool asking_unit(struct decide *x, struct party asker, int32_t step, struct party *out,
			struct err *e)
{
	const struct unit *u = asker.kind == PARTY_SEAT ? unit_of(x, asker.seat.unit) : NULL;
	struct unit_id unit;

	if (u != NULL && unit_exists(u, today(x))) {
		return head_party(x, u->id, out, e);
	}
	return step_unit(x, (size_t)step, &unit, e) && head_party(x, unit, out, e);
}

/* After an answer the dossier returns to who asked, if still there. */
static bool back_to_asker(struct decide *x, struct party asker, int32_t step, struct json *b,
			  struct err *e)
{
	struct party to = asker;

	if (asker.kind != PARTY_SEAT ||
	    !org_member(x->org, asker.seat.person, asker.seat.unit, x->at) ||
	    org_on_leave(x->org, asker.seat.person, x->at)) {
		if (!asking_unit(x, asker, step, &to, e)) {
			return false;
		}
	}
	body_put_str(x, b, "step", x->d->version->step[step].id);
	body_put_party(x, b, "holder", &to);
	return true;
}

static bool answered(struct decide *x, enum notice_kind notice, enum entry_kind kind,
		     const char *none, struct err *e)
{
	const struct notice *n = unanswered(x, notice);
	struct json *b = body_new(x);

	if (!need_alive(x, e)) {
		return false;
	}
	if (n == NULL) {
		return refuse(e, none, NULL);
	}
	if (!papers_known(x, x->d->version, e)) {
		return false;
	}
	body_put_int(x, b, "n", n->number);
	body_pass(x, b, "papers");
	return back_to_asker(x, n->asker, n->step, b, e) && decide_emit(x, kind, b, e);
}

bool decide_supplement_received(struct decide *x, struct err *e)
{
	return answered(x, NOTICE_SUPPLEMENT, KIND_SUPPLEMENT_RECEIVED, "supplement.none", e);
}

bool decide_paid(struct decide *x, struct err *e)
{
	return answered(x, NOTICE_PAYMENT, KIND_PAID, "payment.none", e);
}

bool decide_ask_payment(struct decide *x, struct err *e)
{
	if (!need_open(x, e)) {
		return false;
	}
	if (arg_int(x, "amount", 0) <= 0) {
		return refuse(e, "payment.amount", NULL);
	}
	if (unanswered(x, NOTICE_PAYMENT) != NULL) {
		return refuse(e, "payment.open", NULL);
	}
	if (!ensure_taken(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_int(x, b, "n", (int64_t)x->d->notices + 1);
	body_pass(x, b, "amount");
	body_pass(x, b, "ground");
	if (version_wait(x->d->version, STR("payment")) != NULL) {
		body_put_true(x, b, "lawful");
	}
	return decide_emit(x, KIND_PAYMENT_ASKED, b, e);
}

static bool word_in(const char *const *words, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++) {
		if (str_is(s, words[i])) {
			return true;
		}
	}
	return false;
}

static bool tell_as(struct decide *x, enum notice_kind kind, struct str how, struct err *e)
{
	const struct notice *n = last_notice(x, kind);
	bool first = n == NULL || (kind == NOTICE_RESULT && n->delivered_at != INSTANT_NONE);
	struct json *b = body_new(x);

	if ((kind == NOTICE_SUPPLEMENT || kind == NOTICE_PAYMENT) &&
	    (first || n->answered_at != INSTANT_NONE)) {
		return refuse(e, "notice.none", "notice", notice_name(kind), NULL);
	}
	if (kind == NOTICE_RESULT && x->d->state != DOSSIER_READY) {
		return refuse(e, "state.not_ready", "state", state_name(x->d->state), NULL);
	}
	body_put_str(x, b, "notice", str_of(notice_name(kind)));
	body_put_int(x, b, "n", first ? (int64_t)x->d->notices + 1 : n->number);
	body_put_str(x, b, "how", how);
	return decide_emit(x, KIND_TOLD, b, e);
}

/* The stop notice (form 05) is told after the stop; all others before the end. */
static bool may_tell(const struct decide *x, enum notice_kind kind, struct err *e)
{
	bool stopped = x->d->state == DOSSIER_STOPPED || x->d->state == DOSSIER_WITHDRAWN;

	if (kind == NOTICE_STOP) {
		return stopped || refuse(e, "notice.none", "notice", notice_name(kind), NULL);
	}
	return need_alive(x, e);
}

bool decide_tell(struct decide *x, struct err *e)
{
	static const char *const ways[] = { "counter", "phone", "sms", "email", "post", "portal" };
	enum notice_kind kind = notice_of(arg_str(x, "notice"));

	if (!may_tell(x, kind, e)) {
		return false;
	}
	if (kind == NOTICE_NONE) {
		return refuse_str(e, "notice.none", "notice", arg_str(x, "notice"));
	}
	if (!word_in(ways, ARRAY_LEN(ways), arg_str(x, "how"))) {
		return refuse_str(e, "notice.how", "how", arg_str(x, "how"));
	}
	return tell_as(x, kind, arg_str(x, "how"), e);
}

/* Rule 4: only what proves that it arrived counts. */
bool decide_notice_delivered(struct decide *x, struct err *e)
{
	static const char *const proofs[] = { "signature", "code", "tracking", "portal",
					      "postal_receipt" };
	enum notice_kind kind = notice_of(arg_str(x, "notice"));
	struct str how = arg_str(x, "how");

	if (!may_tell(x, kind, e)) {
		return false;
	}
	if (!word_in(proofs, ARRAY_LEN(proofs), how)) {
		return refuse_str(e, "notice.how", "how", how);
	}
	/* That the citizen opened the page only the page can say. */
	if (str_is(how, "tracking") && x->actor.v != 0) {
		return refuse(e, "notice.tracking", NULL);
	}
	const struct notice *n = last_notice(x, kind);

	if (kind == NOTICE_RESULT && x->d->state == DOSSIER_READY &&
	    (n == NULL || n->delivered_at != INSTANT_NONE) &&
	    dossier_hold(x->d)->holder.kind == PARTY_SEAT) {
		if (!tell_as(x, kind, STR("counter"), e)) {
			return false;
		}
		n = last_notice(x, kind);
	}
	if (n == NULL) {
		return refuse_str(e, "notice.none", "notice", arg_str(x, "notice"));
	}
	if (n->delivered_at != INSTANT_NONE || n->answered_at != INSTANT_NONE) {
		return refuse(e, "notice.delivered", NULL);
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "notice", str_of(notice_name(kind)));
	body_put_int(x, b, "n", n->number);
	body_put_str(x, b, "how", how);
	return decide_emit(x, KIND_NOTICE_DELIVERED, b, e);
}

bool decide_pause(struct decide *x, struct err *e)
{
	const struct wait_rule *w;

	if (!need_open(x, e)) {
		return false;
	}
	w = version_wait(x->d->version, arg_str(x, "ground"));
	if (w == NULL) {
		return refuse_str(e, "pause.ground", "ground", arg_str(x, "ground"));
	}
	if (w->needs_notice) {
		return refuse_str(e, "pause.needs_notice", "ground", w->id);
	}
	if (!ensure_taken(x, e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "ground", w->id);
	body_pass(x, b, "document_c");
	return decide_emit(x, KIND_PAUSED, b, e);
}

bool decide_resume(struct decide *x, struct err *e)
{
	struct dossier *d = x->d;
	struct json *b = body_new(x);

	if (d->state != DOSSIER_WAITING) {
		return refuse(e, "state.not_waiting", "state", state_name(d->state), NULL);
	}
	/* What a notice opened ends with its answer; unanswered, the head takes it
	 * back once the wait's own limit has passed (rule 4). */
	if (d->ob[d->hold].number != 0 &&
	    (x->at <= d->ob[d->hold].due || !acts_as_head(x, custody_unit(x)))) {
		return refuse_at(e, "resume.citizen", "due", d->ob[d->hold].due);
	}
	return back_to_asker(x, d->office, d->step, b, e) && decide_emit(x, KIND_RESUMED, b, e);
}

static bool before_due(const struct decide *x, const char *key, struct err *e)
{
	return x->at <= x->d->due || refuse_at(e, key, "due", x->d->due);
}

bool decide_choose_variant(struct decide *x, struct err *e)
{
	const struct variant *v;

	if (!need_open(x, e)) {
		return false;
	}
	v = version_variant(x->d->version, arg_str(x, "variant"));
	if (v == NULL || x->d->imported) {
		return refuse_str(e, "variant.none", "variant", arg_str(x, "variant"));
	}
	if (v == x->d->variant) {
		return refuse_str(e, "variant.chosen", "variant", v->id);
	}
	if (!before_due(x, "variant.late", e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "variant", v->id);
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_VARIANT_CHOSEN, b, e);
}

bool decide_extend_by_law(struct decide *x, struct err *e)
{
	const struct statutory *s;

	if (!need_open(x, e)) {
		return false;
	}
	s = version_statutory(x->d->version, arg_str(x, "statutory"));
	if (s == NULL || x->d->imported) {
		return refuse_str(e, "statutory.none", "statutory", arg_str(x, "statutory"));
	}
	if (x->d->statutory_count >= s->times) {
		return refuse_int(e, "statutory.times", "times", s->times);
	}
	if (!before_due(x, "statutory.late", e)) {
		return false;
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "statutory", s->id);
	body_pass(x, b, "reason_c");
	return decide_emit(x, KIND_EXTENDED_BY_LAW, b, e);
}

bool decide_move_calendar(struct decide *x, struct err *e)
{
	struct str id = arg_str(x, "calendar");
	struct dossier *d = x->d;

	if (d->state != DOSSIER_OPEN && d->state != DOSSIER_WAITING) {
		return refuse(e, "state.not_open", "state", state_name(d->state), NULL);
	}
	if (law_calendar(x->law, id, d->profile_id) == NULL) {
		return refuse_str(e, "calendar.none", "calendar", id);
	}
	if (str_eq(id, d->calendar_id)) {
		return refuse_str(e, "calendar.same", "calendar", id);
	}
	struct json *b = body_new(x);

	body_put_str(x, b, "calendar", id);
	return decide_emit(x, KIND_CALENDAR_MOVED, b, e);
}
