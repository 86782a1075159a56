/* The dossier's fold: dispatch by kind, obligations, plan and due. */
#include "fold.h"

#include "due.h"

#include "base/limits.h"
#include "base/num.h"

#include <assert.h>
#include <string.h>

bool fold_bad(struct fold *f, const char *why)
{
	char id[ID_TEXT];

	err_set(f->e, ERR_CORRUPT, "fold.state", "kind", kind_name(f->en->kind), "why", why,
		"dossier", id_text('d', f->d->id.v, id), NULL);
	return err_add_int(f->e, "seq", f->en->seq);
}

bool fold_party(struct fold *f, const char *name, struct party *out)
{
	const struct json *v = json_get(f->en->body, name);

	if (v == NULL || v->type != JSON_OBJ || !party_read(v, out, f->e)) {
		return fold_bad(f, name);
	}
	return true;
}

bool fold_holder(struct fold *f, struct party *out)
{
	return fold_party(f, "holder", out);
}

bool fold_step(struct fold *f, int32_t *out)
{
	struct str id;
	size_t i;

	if (!body_str(f->en, "step", &id, f->e)) {
		return false;
	}
	if (version_step(f->d->version, id, &i) == NULL) {
		return fold_bad(f, "step");
	}
	*out = (int32_t)i;
	return true;
}

void *fold_grow(struct arena *a, void *old, size_t n, size_t *cap, size_t size)
{
	if (n < *cap) {
		return old;
	}
	size_t wider = *cap == 0 ? 4 : *cap * 2;
	void *v = arena_alloc(a, wider, size);

	if (n > 0) {
		memcpy(v, old, n * size);
	}
	*cap = wider;
	return v;
}

bool fold_open(struct fold *f, const struct opening *o, int32_t *out)
{
	struct dossier *d = f->d;

	if (d->obs >= LIMIT_HOLDS) {
		return err_set(f->e, ERR_LIMIT, "dossier.too_many", NULL);
	}
	d->ob = fold_grow(d->arena, d->ob, d->obs, &d->obs_cap, sizeof(*d->ob));
	struct obligation *b = &d->ob[d->obs];

	*b = (struct obligation){
		.kind = o->kind,
		.holder = o->holder,
		.account = o->holder,
		.from = o->from != INSTANT_NONE ? o->from : f->en->at,
		.to = INSTANT_NONE,
		.taken_at = o->taken ? f->en->at : INSTANT_NONE,
		.due = o->due,
		.version = d->version,
		.step = o->step,
		.number = o->number,
		.span = d->span,
		.opened_seq = f->en->seq,
		.closed_seq = -1,
		.opened_by = f->en->actor,
	};
	if (o->kind == OB_STEP && o->step >= 0) {
		b->plan_s = num_max(d->plan_s[o->step] - d->used_s[o->step], 0);
		b->due = work_add(d->cal, b->from, b->plan_s);
	}
	*out = (int32_t)d->obs++;
	return true;
}

void fold_end(struct fold *f, int32_t number, enum ended why)
{
	struct dossier *d = f->d;
	struct obligation *b = &d->ob[number];

	assert(b->to == INSTANT_NONE);
	b->to = num_max(f->en->at, b->from);
	b->ended = why;
	b->closed_seq = f->en->seq;
	b->work_s = work_between(d->cal, b->from, b->to);
	if (b->kind == OB_STEP && b->step >= 0 && b->version == d->version) {
		d->used_s[b->step] += b->astray ? 0 : b->work_s;
		if (b->taken_at != INSTANT_NONE) {
			d->last[b->step] = b->holder;
		}
	}
}

/* Who passes a dossier on has its papers, or does without them (rule 21). */
static bool passes_on(enum ended why)
{
	return why == ENDED_FORWARD || why == ENDED_BACK || why == ENDED_RECALLED ||
	       why == ENDED_SIGNED || why == ENDED_READY || why == ENDED_CORRECTED ||
	       why == ENDED_RULED;
}

bool fold_move(struct fold *f, const struct opening *o, enum ended why)
{
	struct dossier *d = f->d;

	if (d->hold < 0) {
		return fold_bad(f, "no_hold");
	}
	if (passes_on(why)) {
		d->paper_missing_at = INSTANT_NONE;
	}
	fold_end(f, d->hold, why);
	d->hold = -1;
	d->recallable = false;
	if (!fold_open(f, o, &d->hold)) {
		return false;
	}
	d->step = o->step;
	if (o->holder.kind == PARTY_SEAT) {
		d->office = o->holder;
	}
	if (o->kind == OB_STEP && d->paper_missing_at != INSTANT_NONE) {
		d->ob[d->hold].account = d->handed_by;	/* rule 21 */
	}
	fold_end_return(f, why);
	fold_carry_escalation(f, why);
	return fold_carry_urge(f, why);
}

void fold_end_beside(struct fold *f, enum ended why)
{
	struct dossier *d = f->d;

	for (size_t i = 0; i < d->obs; i++) {
		enum obligation_kind kind = d->ob[i].kind;
		bool beside = kind == OB_OPINION || kind == OB_URGE || kind == OB_RULING ||
			      kind == OB_APOLOGY;

		if (beside && d->ob[i].to == INSTANT_NONE) {
			fold_end(f, (int32_t)i, why);
		}
	}
	fold_moot(f, why);
	fold_end_return(f, why);
	fold_end_escalation(f, why);
}

struct notice *fold_notice(struct fold *f, enum notice_kind kind, int64_t number)
{
	struct dossier *d = f->d;

	for (size_t i = 0; i < d->notices; i++) {
		if (d->notice[i].kind == kind && d->notice[i].number == number) {
			return &d->notice[i];
		}
	}
	return NULL;
}

void fold_steps(struct fold *f)
{
	struct dossier *d = f->d;
	size_t n = d->version->steps;

	d->plan_s = arena_array(d->arena, int64_t, n);
	d->used_s = arena_array(d->arena, int64_t, n);
	d->last = arena_array(d->arena, struct party, n);
}

/* Shares `have` among wants that sum to more: floors first, then a second each by
 * largest remainder, the lowest step first among equals. */
static void scale_down(const int64_t *want, int64_t *share, size_t n, int64_t sum, int64_t have)
{
	int64_t given = 0;

	for (size_t i = 0; i < n; i++) {
		share[i] = (int64_t)((__int128)want[i] * have / sum);
		given += share[i];
	}
	for (; given < have; given++) {
		size_t best = 0;
		int64_t rest = -1;

		for (size_t i = 0; i < n; i++) {
			int64_t r = (int64_t)((__int128)want[i] * have -
					      (__int128)share[i] * sum);

			if (r > rest) {
				rest = r;
				best = i;
			}
		}
		share[best]++;
	}
}

bool fold_replan(struct fold *f, enum replan how)
{
	struct dossier *d = f->d;
	struct obligation *hold = d->hold >= 0 && d->ob[d->hold].kind == OB_STEP
					  ? &d->ob[d->hold] : NULL;
	size_t n = d->version->steps, first = d->step > 0 ? (size_t)d->step : 0;
	int64_t want[LIMIT_STEPS] = { 0 }, share[LIMIT_STEPS] = { 0 }, used[LIMIT_STEPS] = { 0 };
	int64_t sum = 0;
	int64_t from = f->en->kind == KIND_RECEIVED ? d->received_at : f->en->at;
	int64_t have = d->due == INSTANT_NONE ? 0 : work_between(d->cal, from, d->due);

	for (size_t i = first; i < n; i++) {
		int64_t announced = d->version->step[i].plan_s;

		used[i] = d->used_s[i];
		if (hold != NULL && hold->step == (int32_t)i) {
			used[i] += work_between(d->cal, hold->from, from);
		}
		want[i] = how == REPLAN_FRESH ? announced : num_max(announced - used[i], 0);
		share[i] = want[i];
		sum += want[i];
	}
	if (sum > have && sum > 0) {
		scale_down(want + first, share + first, n - first, sum, have);
	}
	for (size_t i = first; i < n; i++) {
		d->plan_s[i] = used[i] + share[i];
	}
	if (hold != NULL) {
		hold->plan_s = d->plan_s[hold->step] - d->used_s[hold->step];
		hold->due = work_add(d->cal, hold->from, hold->plan_s);
	}
	return true;
}

bool fold_due(struct fold *f)
{
	struct dossier *d = f->d;
	struct due_view v;

	if (!dossier_due(d, &v, f->e)) {
		return false;
	}
	d->due = v.due;
	d->apology_by = v.apology_by;
	d->effective_start = v.effective_start;
	d->provisional = v.provisional;
	fold_apology_due(f);
	return true;
}

bool fold_term(struct fold *f, struct limit limit, const struct calendar *cal)
{
	struct dossier *d = f->d;

	d->term = fold_grow(d->arena, d->term, d->terms, &d->terms_cap, sizeof(*d->term));
	d->term[d->terms++] = (struct term){ .limit = limit, .version = d->version, .cal = cal,
					.seq = f->en->seq };
	return true;
}

bool fold_frozen(struct fold *f)
{
	struct dossier *d = f->d;
	struct str rules, calendar, profile;

	if (!body_str(f->en, "rule_set", &rules, f->e) ||
	    !body_str(f->en, "calendar", &calendar, f->e) ||
	    !body_str(f->en, "profile", &profile, f->e)) {
		return false;
	}
	d->rules = law_rule_set_by_id(f->law, rules);
	d->cal = law_calendar(f->law, calendar, profile);
	if (d->rules == NULL || d->cal == NULL) {
		return fold_bad(f, d->rules == NULL ? "rule_set" : "calendar");
	}
	d->calendar_id = str_dup(d->arena, calendar);
	d->profile_id = str_dup(d->arena, profile);
	return true;
}

bool fold_version(struct fold *f)
{
	struct str code;
	int64_t number;
	const struct procedure *p;

	if (!body_str(f->en, "procedure", &code, f->e) ||
	    !body_int(f->en, "version", &number, f->e)) {
		return false;
	}
	p = law_procedure(f->law, code);
	f->d->version = p != NULL ? procedure_version(p, number) : NULL;
	return f->d->version != NULL || fold_bad(f, "procedure");
}

static fold_fn *const families[KIND_COUNT] = {
	[KIND_SUBMITTED] = fold_submitted,
	[KIND_INTAKE_ASKED] = fold_intake_asked,
	[KIND_INTAKE_COMPLETED] = fold_intake_completed,
	[KIND_DECLINED] = fold_declined,
	[KIND_RECEIVED] = fold_received,
	[KIND_IMPORTED] = fold_imported,
	[KIND_IMPORT_UNDONE] = fold_import_undone,
	[KIND_TAKEN] = fold_taken,
	[KIND_HANDED_OVER] = fold_handed_over,
	[KIND_SENT_BACK] = fold_sent_back,
	[KIND_REASSIGNED] = fold_reassigned,
	[KIND_RECALLED] = fold_recalled,
	[KIND_HOLDER_MOVED] = fold_holder_moved,
	[KIND_SUCCEEDED] = fold_succeeded,
	[KIND_PAPER_MISSING] = fold_paper_missing,
	[KIND_PAPER_ARRIVED] = fold_paper_arrived,
	[KIND_SUPPLEMENT_ASKED] = fold_supplement_asked,
	[KIND_PAYMENT_ASKED] = fold_payment_asked,
	[KIND_TOLD] = fold_told,
	[KIND_NOTICE_DELIVERED] = fold_notice_delivered,
	[KIND_SUPPLEMENT_RECEIVED] = fold_answered,
	[KIND_PAID] = fold_answered,
	[KIND_PAUSED] = fold_paused,
	[KIND_RESUMED] = fold_resumed,
	[KIND_VARIANT_CHOSEN] = fold_variant_chosen,
	[KIND_EXTENDED] = fold_extended,
	[KIND_EXTENDED_BY_LAW] = fold_extended_by_law,
	[KIND_CALENDAR_MOVED] = fold_calendar_moved,
	[KIND_SIGNED] = fold_signed,
	[KIND_NUMBERED] = fold_numbered,
	[KIND_READY] = fold_ready,
	[KIND_DELIVERED] = fold_delivered,
	[KIND_WITHDRAWN] = fold_withdrawn,
	[KIND_CONTACT_CHANGED] = fold_contact_changed,
	[KIND_RESULT_BY_CHANGED] = fold_result_by_changed,
	[KIND_STOPPED] = fold_stopped,
	[KIND_REOPENED] = fold_reopened,
	[KIND_CORRECTED] = fold_corrected,
	[KIND_PROCEDURE_CORRECTED] = fold_procedure_corrected,
	[KIND_OPINION_ASKED] = fold_opinion_asked,
	[KIND_OPINION_ANSWERED] = fold_opinion_answered,
	[KIND_OPINION_SILENT] = fold_opinion_silent,
	[KIND_OPINION_SUPPLEMENTED] = fold_opinion_supplemented,
	[KIND_OPINION_LAPSED] = fold_opinion_lapsed,
	[KIND_OPINION_MARKED] = fold_opinion_marked,
	[KIND_OPINION_RULED] = fold_opinion_ruled,
	[KIND_URGED] = fold_urged,
	[KIND_URGE_ANSWERED] = fold_urge_answered,
	[KIND_URGE_SILENT] = fold_urge_silent,
	[KIND_CAME_FOR_NOTHING] = fold_came_for_nothing,
	[KIND_RETURN_ASKED] = fold_return_asked,
	[KIND_RETURN_RULED] = fold_return_ruled,
	[KIND_RETURN_SILENT] = fold_return_silent,
	[KIND_CONTESTED] = fold_contested,
	[KIND_CONTEST_RULED] = fold_contest_ruled,
	[KIND_CONTEST_ESCALATED] = fold_contest_escalated,
	[KIND_CONTEST_LAPSED] = fold_contest_lapsed,
	[KIND_ESCALATED] = fold_escalated,
	[KIND_ESCALATION_ACTED] = fold_escalation_acted,
	[KIND_ESCALATION_SILENT] = fold_escalation_silent,
	[KIND_ESCALATION_LISTED] = fold_escalation_listed,
	[KIND_FEE_RECEIPTED] = fold_fee_receipted,
	[KIND_FEE_CANCELLED] = fold_fee_cancelled,
	[KIND_FEE_REFUNDED] = fold_fee_refunded,
	[KIND_FILE_ATTACHED] = fold_file_attached,
	[KIND_FILE_WITHDRAWN] = fold_file_withdrawn,
	[KIND_ANSWER_OVERDUE] = fold_answer_overdue,
	[KIND_REMINDED] = fold_reminded,
	[KIND_OVERDUE_MARKED] = fold_overdue_marked,
	[KIND_APOLOGY_DRAFTED] = fold_apology_drafted,
	[KIND_APOLOGY_PASSED] = fold_apology_passed,
	[KIND_APOLOGY_MISSED] = fold_apology_missed,
};

static void keep_handed(struct dossier *d, struct str id, const struct json *row)
{
	size_t i = 0;

	while (i < d->handeds && !str_eq(d->handed[i].paper, id)) {
		i++;
	}
	if (i == d->handeds) {
		d->handed = fold_grow(d->arena, d->handed, d->handeds, &d->handed_cap,
				      sizeof(*d->handed));
		d->handed[d->handeds++] = (struct handed){ .paper = str_dup(d->arena, id) };
	}
	d->handed[i].originals += json_int(row, "originals", 0);
	d->handed[i].certified += json_int(row, "certified", 0);
	d->handed[i].copies += json_int(row, "copies", 0);
}

/* The papers that the entry lists; those it ticks with the database that holds them (rule 22)
 * are there whole. */
static void tick_papers(struct dossier *d, const struct entry *en)
{
	const struct json *list = json_arr(en->body, "papers");

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *row = json_at(list, i);
		struct str id = json_str(row, "paper");

		keep_handed(d, id, row);
		if (json_str(row, "source").n == 0 || dossier_holds_paper(d, id)) {
			continue;
		}
		d->held = fold_grow(d->arena, d->held, d->helds, &d->held_cap, sizeof(*d->held));
		d->held[d->helds++] = str_dup(d->arena, id);
	}
}

/* Time's own marks, the leave of others, the whole province's calendar. */
static bool by_itself(enum entry_kind kind)
{
	return kind == KIND_REMINDED || kind == KIND_OVERDUE_MARKED ||
	       kind == KIND_APOLOGY_DRAFTED || kind == KIND_APOLOGY_PASSED ||
	       kind == KIND_APOLOGY_MISSED || kind == KIND_HOLDER_MOVED ||
	       kind == KIND_SUCCEEDED || kind == KIND_OPINION_LAPSED ||
	       kind == KIND_ESCALATED || kind == KIND_ESCALATION_SILENT ||
	       kind == KIND_ESCALATION_LISTED || kind == KIND_CALENDAR_MOVED;
}

/* What nobody did of it: it came by itself, or others only ask, wait and say how to reach
 * them. */
static bool acted(enum entry_kind kind)
{
	return !by_itself(kind) && kind != KIND_ANSWER_OVERDUE && kind != KIND_OPINION_SILENT &&
	       kind != KIND_URGED && kind != KIND_URGE_SILENT &&
	       kind != KIND_CONTEST_ESCALATED && kind != KIND_CONTEST_LAPSED &&
	       kind != KIND_RETURN_SILENT && kind != KIND_CAME_FOR_NOTHING &&
	       kind != KIND_CONTACT_CHANGED && kind != KIND_RESULT_BY_CHANGED;
}

/* Has somebody done something with it since it came in? That it is taken back is no act
 * on it either. */
static void touch(struct dossier *d, const struct entry *en)
{
	bool none = by_itself(en->kind) || en->kind == KIND_IMPORTED ||
		    en->kind == KIND_IMPORT_UNDONE;

	if (d->imported && d->touched == KIND_NONE && !none) {
		d->touched = en->kind;
		d->touched_at = en->at;
	}
}

bool dossier_apply(const struct law *law, struct dossier *d, const struct entry *en, struct err *e)
{
	struct fold f = { .law = law, .d = d, .en = en, .e = e };
	fold_fn *fn = families[en->kind];

	if (fn == NULL || en->stream.kind != STREAM_DOSSIER || en->stream.id != d->id.v) {
		return fold_bad(&f, "stream");
	}
	if (en->seq <= d->seq || (d->at != INSTANT_NONE && en->at < d->at)) {
		return fold_bad(&f, "order");
	}
	if ((d->state == DOSSIER_NONE) !=
	    (en->kind == KIND_SUBMITTED || en->kind == KIND_IMPORTED)) {
		return fold_bad(&f, "first");
	}
	if (d->cal != NULL && !calendar_covers(d->cal, en->at)) {
		return fold_bad(&f, "calendar");
	}
	if (d->state == DOSSIER_UNDONE) {
		return fold_bad(&f, "undone");
	}
	if (!fn(&f)) {
		return false;
	}
	touch(d, en);
	if (d->first_seq < 0) {
		d->first_seq = en->seq;
	}
	d->seq = en->seq;
	d->at = en->at;
	tick_papers(d, en);
	d->acted_at = acted(en->kind) ? en->at : d->acted_at;
	return true;
}
