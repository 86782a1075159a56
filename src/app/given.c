/* What a decision needs to know of the whole store: the next numbers, and the
 * life that a filing continues. Looked up here, used by the core. */
#include "app_int.h"
#include "batch.h"
#include "message.h"
#include "pickup.h"
#include "proved.h"
#include "read.h"
#include "world.h"

#include "core/code.h"
#include "core/due.h"
#include "core/rates.h"

#include "base/limits.h"

#include "store/sealed.h"
#include "store/work.h"

static bool next_serial(struct passage *p, struct str scope, int64_t *out, struct err *e)
{
	int64_t last;
	if (!store_serial(p->app->store, scope, &last, e)) {
		return false;
	}
	*out = last + 1;
	return true;
}

static int year_of(int64_t at)
{
	int year, month, day;
	day_split(day_of(at), &year, &month, &day);
	return year;
}

/* The scope of a code is the code without its serial. */
static bool code_serial(struct passage *p, struct decide_given *out, struct err *e)
{
	struct unit_id agency;
	struct day day;
	if (!decide_code_basis(&p->decide, &agency, &day, e)) {
		return false;
	}
	const struct unit *u = org_unit(&p->app->org, agency);
	struct str code = code_format(p->a, (struct dossier_code){
						.agency = u ? u->agency_code : STR(""),
						.day = day,
						.serial = 1 });
	while (code.n > 0 && code.p[code.n - 1] != '-') {
		code.n--;
	}
	return next_serial(p, str_sub(code, 0, code.n > 0 ? code.n - 1 : 0),
			   &out->dossier_serial, e);
}

enum { FILINGS_LOOKED_AT = 8 };

/* A second dossier at hand leaves the one at work in the cache (cache_load). */
static bool promise_of(struct passage *p, struct dossier_id id, int64_t *out, struct err *e)
{
	struct dossier *d;
	return cache_load(p->app, id, &d, e) && dossier_continued_due(d, out, e);
}

/* Rule 26: a filing soon after a refusal, withdrawal or stop of the same procedure
 * continues that life, with its promise. */
static bool continued_life(struct passage *p, struct decide_given *out, struct err *e)
{
	const struct rule_set *rules = law_rule_set(&p->app->law, day_of(p->at));
	struct subject_id owner;
	struct dossier_page page;
	if (!rules || !id_parse('s', json_str(p->args, "owner"), &owner.v)) {
		return true;		/* deciding refuses it */
	}
	if (!store_of_owner(p->app->store, p->a, owner, json_str(p->args, "procedure"),
			    FILINGS_LOOKED_AT, &page, e)) {
		return false;
	}
	for (size_t i = 0; i < page.n; i++) {
		const struct dossier_row *r = &page.row[i];
		int64_t end = refused_at(r->state, r->decision, r->ready_at, r->closed_at);
		if (end != INSTANT_NONE && p->at - end <= rules->refile_days * DAY_S) {
			out->refiled = r->id;
			return promise_of(p, r->id, &out->refiled_promise, e);
		}
	}
	return true;
}

/* A numbered receipt of an outage stands for one dossier (rule 9). */
static bool receipt_used(struct passage *p, struct decide_given *out, struct err *e)
{
	struct str no = json_str(p->args, "receipt_no");
	struct unit_id unit = { p->d ? p->d->receiving.v : 0 };
	int64_t last;
	if (no.n == 0 || (unit.v == 0 &&
			  !id_parse('u', json_str(p->args, "receiving"), &unit.v))) {
		return true;
	}
	if (!store_serial(p->app->store, paper_scope(p->a, unit, no), &last, e)) {
		return false;
	}
	out->receipt_used = last > 0;
	return true;
}

static bool code_taken(struct passage *p, struct decide_given *out, struct err *e)
{
	struct dossier_row row;
	struct err not_found;
	if (store_dossier_by_code(p->app->store, p->a, json_str(p->args, "code"), &row,
				  &not_found)) {
		out->code_taken = row.state != DOSSIER_UNDONE;
		return true;
	}
	if (not_found.code != ERR_NOT_FOUND) {
		*e = not_found;
		return false;
	}
	return true;
}

/* "Take the next" is the earliest due of those that wait for the same post: another one
 * may be taken, and that stands on record. */
bool given_out_of_turn(struct app *app, struct arena *a, const struct dossier *d, bool *out,
		       struct err *e)
{
	const struct obligation *hold = dossier_hold(d);
	struct work_query q = { .of = WORK_FREE, .limit = 1 };
	struct work_page page;

	*out = false;
	if (hold == NULL || hold->kind != OB_STEP || hold->taken_at != INSTANT_NONE ||
	    hold->due == INSTANT_NONE) {
		return true;
	}
	q.unit = hold->holder.seat.unit;
	q.queue = str_of(hold->version->step[hold->step].post.code);
	if (!store_work(app->store, a, &q, &page, e)) {
		return false;
	}
	*out = page.n > 0 && page.row[0].step_due != INSTANT_NONE &&
	       page.row[0].step_due < hold->due;
	return true;
}

/* Rule 47: of several signed at once each was read by the signer since it came. */
static bool opened(struct passage *p, struct decide_given *out, struct err *e)
{
	int64_t since = dossier_came_at(p->d);

	return since == INSTANT_NONE || store_access_since(p->app->store, p->d->id, p->actor,
							   since, &out->opened, e);
}

/* Rule 21: has this counter handed it over to that unit, and not listed it since? */
static bool on_its_way(struct passage *p, struct dossier_id id, struct unit_id to,
		       struct decide_given *out, struct err *e)
{
	struct unit_id unit = { p->target_id };
	struct listing last;
	struct dossier *d;
	if (!batch_listing(p->app, p->a, unit, id, &last, e) ||
	    !cache_load(p->app, id, &d, e)) {
		return false;
	}
	const struct obligation *hold = dossier_hold(d);
	bool sent = d->state == DOSSIER_OPEN && d->handed_by.kind == PARTY_SEAT &&
		    d->handed_by.seat.unit.v == unit.v && hold->holder.kind == PARTY_SEAT &&
		    hold->holder.seat.unit.v == to.v;
	bool listed = last.seq != 0 && last.at >= d->handed_at &&
		      d->paper_missing_at == INSTANT_NONE;
	if (!sent || listed) {
		out->stray = str_dup(p->a, d->code);
		out->stray_listed = sent;
	}
	return true;
}

static bool twice(const struct json *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(json_at(list, i)->s, json_at(list, n)->s)) {
			return true;
		}
	}
	return false;
}

static bool batch_rows(struct passage *p, struct decide_given *out, struct err *e)
{
	const struct json *list = json_arr(p->args, "dossiers");
	struct unit_id to = { 0 };
	if (!id_parse('u', json_str(p->args, "to"), &to.v) || json_len(list) > LIMIT_ENTRIES) {
		return true;		/* deciding refuses it */
	}
	for (size_t i = 0; i < json_len(list) && out->stray.n == 0; i++) {
		struct dossier_id id;
		if (!id_parse('d', json_at(list, i)->s, &id.v)) {
			continue;
		}
		if (twice(list, i)) {
			out->stray = json_at(list, i)->s;
			out->stray_listed = true;
		} else if (!on_its_way(p, id, to, out, e)) {
			return false;
		}
	}
	return true;
}

/* The list named is the last that the sender put this dossier in, since it was sent. */
static bool last_list(struct passage *p, struct decide_given *out, struct err *e)
{
	struct listing last;
	if (p->d->handed_by.kind != PARTY_SEAT) {
		return true;
	}
	int64_t handed_at = p->d->handed_at;
	if (!batch_listing(p->app, p->a, p->d->handed_by.seat.unit, p->dossier, &last, e)) {
		return false;
	}
	out->listed = last.seq != 0 && last.at >= handed_at &&
		      last.number == json_int(p->args, "batch", 0);
	return true;
}

/* Served at once: the receipt and the number in the book are given in the same act. */
static bool desk_numbers(struct passage *p, struct decide_given *out, struct err *e)
{
	struct unit_id unit;
	int year = year_of(p->at);
	if (!id_parse('u', json_str(p->args, "receiving"), &unit.v)) {
		return true;
	}
	return next_serial(p, serial_scope(p->a, "fee", unit, year), &out->fee_number, e) &&
	       next_serial(p, book_scope(p->a, unit, year, json_str(p->args, "book")),
			   &out->book_number, e);
}

static bool pickup(struct passage *p, struct decide_given *out, struct err *e)
{
	struct str given = json_str(p->args, "pickup");

	return given.n == 0 || pickup_fits(p->app, p->d, given, &out->pickup_fits, e);
}

/* Rule 41: who acts for themselves has proved who they are, and a new contact that it is
 * theirs. Sealed texts do not reach the core: what they say is looked at here. */
static bool proofs(struct passage *p, struct decide_given *out, struct err *e)
{
	const struct json *args = p->command->args;
	enum contact_way way = contact_way_of(json_str(args, "way"));
	struct str contact = json_str(args, "contact"), to;
	int64_t now = world_clock(), until;

	out->contact_good = way != CONTACT_WAYS &&
			    message_address(p->a, contact_mail(way), contact, &to);
	if (!proof_holds(p->app, p->d->id, json_str(args, "proved"), now, &until, e)) {
		return false;
	}
	out->proved = until != INSTANT_NONE;
	return proof_fits(p->app, p->a, p->d->id, way, contact, json_str(args, "code"), now,
			  &out->contact_proved, e);
}

/* Decree 30/2020 art. 15: a number of a book is one result's. */
static bool number_used(struct passage *p, struct decide_given *out, struct err *e)
{
	struct str scope = number_scope(p->a, dossier_custody(p->d), year_of(p->at),
					json_str(p->args, "book"), json_str(p->args, "number"));
	struct dossier_id other = { 0 };
	struct access_note note;
	struct dossier *d;
	struct err hidden;
	if (!store_serial(p->app->store, scope, &other.v, e)) {
		return false;
	}
	if (other.v == 0 || other.v == p->d->id.v) {
		return true;
	}
	out->number_used = true;
	if (access_may(p->app, p->a, other, p->actor, p->at, &note, &hidden) &&
	    cache_load(p->app, other, &d, &hidden)) {
		out->number_of = str_dup(p->a, d->code);
	}
	return true;
}

/* The result is what was put in as such since it was signed. What `dunghen file` keeps is
 * none of any dossier: at the command line its owner may name it, by a form nobody. */
static void foreign_file(struct passage *p, struct decide_given *out)
{
	const struct dossier *d = p->d;
	struct hash h;
	if (!hash_from_hex(json_str(p->args, "file"), &h)) {
		return;			/* of the wrong form, which is refused before */
	}
	out->foreign_file = store_is_sealed(p->app->store, h) || p->command->by_form;
	for (size_t i = 0; i < d->files; i++) {
		const struct attached *f = &d->file[i];
		if (f->as == ATTACHED_RESULT && !f->withdrawn && hash_eq(f->file, h) &&
		    f->at >= d->signed_at) {
			out->foreign_file = false;
		}
	}
}

bool given_find(struct passage *p, struct decide_given *out, struct err *e)
{
	const struct action *a = p->action;
	if (p->m && !given_signal(p, out, e)) {
		return false;
	}
	if (!a) {
		return true;
	}
	if (a->decide == decide_import_open) {
		return code_taken(p, out, e);
	}
	if (a->decide == decide_serve_at_once && !desk_numbers(p, out, e)) {
		return false;
	}
	if (a->target == TARGET_NEW) {
		return code_serial(p, out, e) && continued_life(p, out, e) &&
		       receipt_used(p, out, e);
	}
	if (a->decide == decide_receive) {
		return receipt_used(p, out, e);
	}
	if (a->decide == decide_take) {
		return given_out_of_turn(p->app, p->a, p->d, &out->passed_over, e);
	}
	if (a->decide == decide_sign) {
		return opened(p, out, e);
	}
	if (a->decide == decide_deliver) {
		return pickup(p, out, e);
	}
	if (a->right == RIGHT_CITIZEN) {
		return proofs(p, out, e);
	}
	if (a->decide == decide_number) {
		foreign_file(p, out);
		return number_used(p, out, e);
	}
	if (a->decide == decide_fee_receipt) {
		struct str scope = serial_scope(p->a, "fee", p->d->receiving, year_of(p->at));
		return next_serial(p, scope, &out->fee_number, e);
	}
	if (a->decide == decide_paper_arrived || a->decide == decide_paper_missing) {
		return last_list(p, out, e);
	}
	if (a->decide == decide_list_batch && !batch_rows(p, out, e)) {
		return false;
	}
	if (a->decide == decide_list_batch) {
		struct unit_id unit = { p->target_id };
		struct str scope = serial_scope(p->a, "batch", unit, year_of(p->at));
		return next_serial(p, scope, &out->batch_number, e);
	}
	return true;
}
