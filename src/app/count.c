/* Counting the province from the rows of its dossiers. */
#include "count.h"

#include "app_int.h"

struct counting {
	struct rates *rates;
	struct period period;
	int64_t now;
	struct unit_id agency;		/* v 0: all */
};

static bool count_row(void *ctx, const struct dossier_row *r, struct err *e)
{
	struct counting *c = ctx;
	(void)e;		/* counting can't fail */
	if (c->agency.v != 0 && r->competent.v != c->agency.v) {
		return true;
	}
	struct rate_facts f = {
		.state = r->state,
		.decision = r->decision,
		.channel = r->channel,
		.imported = r->imported,
		.extended_late = r->extended_late,
		.submitted_at = r->submitted_at,
		.received_at = r->received_at,
		.first_ready_at = r->first_ready_at,
		.ready_at = r->ready_at,
		.closed_at = r->closed_at,
		.due = r->due,
		.lived_due = r->lived_due,
		.waiting_from = r->waiting_from,
	};
	rates_add(c->rates, &f, c->period, c->now);
	return true;
}

bool app_rates(struct app *app, struct str agency, struct period p, struct rates *out,
	       struct err *e)
{
	struct counting c = { .rates = out, .period = p, .now = app_now(app) };
	*out = (struct rates){ 0 };
	if (agency.n > 0 && !resolve_unit(app, agency, &c.agency, e)) {
		return false;
	}
	return store_each_dossier(app->store, count_row, &c, e);
}
