/* Certified copies and extracts of a day, by the codes of that day. */
#include "desk.h"

#include "sight.h"

#include "core/code.h"

bool desk_serves(const struct procedure *p, struct day on)
{
	const struct procedure_version *v = procedure_on(p, on);

	return v != NULL && v->limit.unit == LIMIT_SAME_DAY && str_is(p->field, "Chứng thực");
}

/* All but the serial of the codes the counter's agency gives on that day. */
static struct str codes_of(const struct app *app, struct arena *a, struct unit_id counter,
			   struct day on)
{
	const struct unit *u = org_unit(&app->org, counter);
	const struct unit *agency = u != NULL ? org_agency(&app->org, u, on) : NULL;

	if (agency == NULL || agency->agency_code.n == 0) {
		return STR("");
	}
	struct str code = code_format(a, (struct dossier_code){
						.agency = agency->agency_code, .day = on,
						.serial = 1 });

	while (code.n > 0 && code.p[code.n - 1] != '-') {
		code.n--;
	}
	return code;
}

static bool served_here(const struct app *app, const struct dossier_row *r,
			struct unit_id counter, struct day on)
{
	const struct procedure *p = law_procedure(&app->law, r->procedure);

	return r->receiving.v == counter.v && r->state == DOSSIER_DELIVERED && p != NULL &&
	       desk_serves(p, on);
}

static bool row_of(struct app *app, struct arena *a, const struct dossier_row *r,
		   struct served *out, struct err *e)
{
	struct dossier *d;

	if (!sight_row(app, r, &d, e)) {
		return false;
	}
	struct served s = { .id = d->id, .code = str_dup(a, d->code),
			    .procedure_code = d->version->procedure->code,
			    .at = d->delivered_at };

	if (d->bookings > 0) {
		const struct booked *b = &d->booked[d->bookings - 1];

		s.number = str_dup(a, b->number);
		s.book = str_dup(a, b->book);
		s.pages = b->pages;
		s.copies = b->copies;
	}
	for (size_t i = 0; i < d->fees; i++) {
		if (d->fee[i].cancelled_at == INSTANT_NONE && d->fee[i].refunded == 0) {
			s.fee += d->fee[i].amount;
			s.receipt_no = d->fee[i].number;
		}
	}
	*out = s;
	return label_subject(app, a, r->owner, &out->owner, e);
}

/* The last rows of the day, kept in a ring while its codes go by. */
struct ring {
	struct dossier_row row[SERVED_ROWS];
	int64_t count;
};

static bool day_rows(struct app *app, struct arena *a, struct unit_id counter, struct day on,
		     struct ring *ring, struct err *e)
{
	struct list_query q = { .by = LIST_CODE, .prefix = codes_of(app, a, counter, on),
				.state = DOSSIER_DELIVERED, .limit = LIST_MAX };
	struct dossier_page page = { .more = q.prefix.n > 0 };

	while (page.more) {
		if (!store_list(app->store, a, &q, &page, e)) {
			return false;
		}
		for (size_t i = 0; i < page.n; i++) {
			if (served_here(app, &page.row[i], counter, on)) {
				ring->row[ring->count++ % SERVED_ROWS] = page.row[i];
			}
		}
		q.after = page.next;
	}
	return true;
}

bool app_served_today(struct app *app, struct arena *a, const struct asking *ask,
		      struct unit_id counter, struct served_day *out, struct err *e)
{
	struct ring *ring = arena_new(a, struct ring);
	struct served_day v = { 0 };

	if (!day_rows(app, a, counter, day_of(ask->now), ring, e)) {
		return false;
	}
	v.count = ring->count;
	v.row = arena_array(a, struct served, SERVED_ROWS);
	for (int64_t i = ring->count; i > 0 && v.n < SERVED_ROWS; i--) {
		if (!row_of(app, a, &ring->row[(i - 1) % SERVED_ROWS], &v.row[v.n++], e)) {
			return false;
		}
	}
	*out = v;
	return true;
}
