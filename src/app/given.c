/* What a decision needs to know of the whole store: the next numbers, and the
 * life that a filing continues. Looked up here, used by the core. */
#include "app_int.h"

#include "core/code.h"

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

bool given_find(struct passage *p, struct decide_given *out, struct err *e)
{
	const struct action *a = p->action;
	if (!a) {
		return true;
	}
	if (a->target == TARGET_NEW && a->decide != decide_import_open) {
		return code_serial(p, out, e);
	}
	if (a->decide == decide_fee_receipt) {
		struct str scope = serial_scope(p->a, "fee", p->d->receiving, year_of(p->at));
		return next_serial(p, scope, &out->fee_number, e);
	}
	if (a->decide == decide_list_batch) {
		struct unit_id unit = { p->target_id };
		struct str scope = serial_scope(p->a, "batch", unit, year_of(p->at));
		return next_serial(p, scope, &out->batch_number, e);
	}
	return true;
}
