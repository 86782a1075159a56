/* The province at a glance. */
#include "province.h"

#include "app_int.h"
#include "count.h"

#include <stdlib.h>

struct solved {
	int32_t agency;
	int64_t work_s;
};

struct gathering {
	struct arena *a;
	struct app *app;
	struct province *out;
	struct imap agency, holder;	/* id → struct */
	struct solved *solved;
	size_t n, cap;
	size_t agencies_cap, holders_cap;
	int64_t best;
};

/* An index plus one stands in the map, for NULL is "not there". */
static size_t place_of(struct imap *m, int64_t id, size_t n)
{
	void *v = imap_get(m, id);
	return v ? (size_t)(uintptr_t)v - 1 : n;
}

static struct province_agency *agency_of(struct gathering *g, struct unit_id id)
{
	struct province *p = g->out;
	size_t i = place_of(&g->agency, id.v, p->agencies);
	if (i == p->agencies) {
		p->agency = arena_grow(g->a, p->agency, p->agencies, &g->agencies_cap,
				       sizeof(*p->agency));
		p->agency[p->agencies++] = (struct province_agency){ .id = id, .median_s = -1 };
		imap_put(&g->agency, id.v, (void *)(uintptr_t)(i + 1));
	}
	return &p->agency[i];
}

static struct province_holder *holder_of(struct gathering *g, const struct seat *s)
{
	struct province *p = g->out;
	size_t i = place_of(&g->holder, s->person.v, p->holders);
	if (i == p->holders) {
		p->holder = arena_grow(g->a, p->holder, p->holders, &g->holders_cap,
				       sizeof(*p->holder));
		p->holder[p->holders++] = (struct province_holder){
			.seat = *s, .oldest_from = INSTANT_NONE };
		imap_put(&g->holder, s->person.v, (void *)(uintptr_t)(i + 1));
	}
	return &p->holder[i];
}

static const struct calendar *calendar_of(struct app *app, const struct dossier_row *r)
{
	const struct unit *u = org_unit(&app->org, r->competent);
	struct str profile = u && u->profile.n > 0 ? u->profile : STR("A");
	return law_calendar(&app->law, r->calendar, profile);
}

static void add_solved(struct gathering *g, const struct dossier_row *r, size_t agency)
{
	const struct calendar *cal = calendar_of(g->app, r);
	if (!cal || r->imported || r->received_at == INSTANT_NONE ||
	    r->first_ready_at == INSTANT_NONE) {
		return;
	}
	g->solved = arena_grow(g->a, g->solved, g->n, &g->cap, sizeof(*g->solved));
	g->solved[g->n++] = (struct solved){
		(int32_t)agency, work_between(cal, r->received_at, r->first_ready_at) };
}

static bool is_late(const struct gathering *g, const struct dossier_row *r)
{
	return r->state == DOSSIER_OPEN && r->due != INSTANT_NONE && r->due < g->out->now;
}

static void add_open(struct gathering *g, const struct dossier_row *r,
		     struct province_agency *agency)
{
	bool late = is_late(g, r);
	g->out->open += r->state == DOSSIER_OPEN;
	g->out->waiting += r->state == DOSSIER_WAITING;
	g->out->ready += r->state == DOSSIER_READY;
	g->out->late += late;
	agency->late += late;
	agency->open += r->state == DOSSIER_OPEN || r->state == DOSSIER_WAITING;
	if (r->state != DOSSIER_OPEN || r->holder.kind != PARTY_SEAT) {
		return;
	}
	struct province_holder *h = holder_of(g, &r->holder.seat);
	h->open++;
	h->late += late;
	h->untaken += r->holder_taken == INSTANT_NONE;
	if (h->oldest_from == INSTANT_NONE || r->holder_from < h->oldest_from) {
		h->oldest_from = r->holder_from;
	}
}

/* A life worth telling: went back, was completed, came late, and has ended. */
static void consider(struct gathering *g, const struct dossier_row *r)
{
	int64_t score = r->returns * 3 + r->supplements * 4 + r->reopened * 2 +
			(r->extended ? 3 : 0);
	if (r->state != DOSSIER_DELIVERED) {
		return;
	}
	if (r->first_ready_at != INSTANT_NONE && r->first_due != INSTANT_NONE &&
	    r->first_ready_at > r->first_due) {
		score += 3;
	}
	if (score > g->best) {
		g->best = score;
		g->out->telling = str_dup(g->a, r->code);
	}
}

static bool gather(void *ctx, const struct dossier_row *r, struct err *e)
{
	struct gathering *g = ctx;
	(void)e;		/* gathering can't fail */
	struct province_agency *agency = agency_of(g, r->competent);
	g->out->dossiers++;
	agency->received += r->received_at != INSTANT_NONE;
	agency->solved += r->first_ready_at != INSTANT_NONE;
	add_solved(g, r, (size_t)(agency - g->out->agency));
	add_open(g, r, agency);
	consider(g, r);
	return true;
}

static int by_agency(const void *x, const void *y)
{
	const struct solved *a = x, *b = y;
	if (a->agency != b->agency) {
		return a->agency < b->agency ? -1 : 1;
	}
	return a->work_s < b->work_s ? -1 : a->work_s > b->work_s;
}

static void find_medians(struct gathering *g)
{
	if (g->n > 0) {
		qsort(g->solved, g->n, sizeof(*g->solved), by_agency);
	}
	for (size_t i = 0, k; i < g->n; i = k) {
		for (k = i; k < g->n && g->solved[k].agency == g->solved[i].agency;) {
			k++;
		}
		g->out->agency[g->solved[i].agency].median_s = g->solved[(i + k) / 2].work_s;
	}
}

static int order(int64_t more_a, int64_t more_b)
{
	return more_a > more_b ? -1 : more_a < more_b;
}

static int most_overdue(const void *x, const void *y)
{
	const struct province_agency *a = x, *b = y;
	int by = order(a->late, b->late);
	by = by ? by : order(a->open, b->open);
	return by ? by : -order(a->id.v, b->id.v);
}

static int most_untaken(const void *x, const void *y)
{
	const struct province_holder *a = x, *b = y;
	int by = order(a->untaken, b->untaken);
	by = by ? by : order(a->open, b->open);
	return by ? by : -order(a->seat.person.v, b->seat.person.v);
}

bool app_province(struct app *app, struct arena *a, struct period p, struct province *out,
		  struct err *e)
{
	*out = (struct province){ .period = p, .now = app_now(app) };
	struct gathering g = { .a = a, .app = app, .out = out };
	imap_init(&g.agency, a);
	imap_init(&g.holder, a);
	if (!app_rates(app, STR(""), p, &out->rates, e) ||
	    !store_each_dossier(app->store, gather, &g, e)) {
		return false;
	}
	find_medians(&g);
	if (out->agencies > 0) {
		qsort(out->agency, out->agencies, sizeof(*out->agency), most_overdue);
	}
	if (out->holders > 0) {
		qsort(out->holder, out->holders, sizeof(*out->holder), most_untaken);
	}
	return true;
}

/* ---- as JSON ---- */

static void put_at(struct arena *a, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	json_set_str(a, o, name, str_dup(a, str_of(instant_text(at, text))));
}

static struct json *rates_json(struct arena *a, const struct rates *r)
{
	const struct {
		const char *name;
		int64_t value;
	} number[] = {
		{ "received_online_self", r->received_online_self },
		{ "received_online_helped", r->received_online_helped },
		{ "received_direct", r->received_direct },
		{ "carried", r->carried },
		{ "early", r->early },
		{ "on_time", r->on_time },
		{ "late", r->late },
		{ "open_in_time", r->open_in_time },
		{ "open_late", r->open_late },
		{ "lived_on_time", r->lived_on_time },
		{ "lived_late", r->lived_late },
		{ "lived_open_late", r->lived_open_late },
		{ "official", rates_official(r) },
		{ "lived", rates_lived(r) },
		{ "online", rates_online(r) },
	};
	struct json *o = json_new_obj(a);
	for (size_t i = 0; i < ARRAY_LEN(number); i++) {
		json_set_int(a, o, number[i].name, number[i].value);
	}
	return o;
}

static struct json *agencies_json(struct app *app, struct arena *a, const struct province *p,
				  size_t rows)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < p->agencies && i < rows; i++) {
		const struct province_agency *g = &p->agency[i];
		const struct unit *u = org_unit(&app->org, g->id);
		struct json *o = json_new_obj(a);
		json_set_str(a, o, "unit", u ? u->key : STR("?"));
		json_set_int(a, o, "received", g->received);
		json_set_int(a, o, "solved", g->solved);
		json_set_int(a, o, "open", g->open);
		json_set_int(a, o, "late", g->late);
		json_set_int(a, o, "median_work_s", g->median_s);
		json_push(a, list, o);
	}
	return list;
}

static struct json *holders_json(struct app *app, struct arena *a, const struct province *p,
				 size_t rows)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < p->holders && i < rows; i++) {
		const struct province_holder *h = &p->holder[i];
		const struct unit *u = org_unit(&app->org, h->seat.unit);
		const struct person *who = org_person(&app->org, h->seat.person);
		struct json *o = json_new_obj(a);
		json_set_str(a, o, "person", who ? who->key : STR("?"));
		json_set_str(a, o, "unit", u ? u->key : STR("?"));
		json_set_str(a, o, "post", str_dup(a, str_of(h->seat.post.code)));
		json_set_int(a, o, "open", h->open);
		json_set_int(a, o, "untaken", h->untaken);
		json_set_int(a, o, "late", h->late);
		put_at(a, o, "oldest_from", h->oldest_from);
		json_push(a, list, o);
	}
	return list;
}

struct json *province_json(struct app *app, struct arena *a, const struct province *p,
			   size_t rows)
{
	struct json *o = json_new_obj(a);
	put_at(a, o, "from", p->period.from);
	put_at(a, o, "to", p->period.to);
	json_set_int(a, o, "dossiers", p->dossiers);
	json_set_int(a, o, "open", p->open);
	json_set_int(a, o, "waiting", p->waiting);
	json_set_int(a, o, "ready", p->ready);
	json_set_int(a, o, "late", p->late);
	json_set(a, o, "rates", rates_json(a, &p->rates));
	json_set(a, o, "agencies", agencies_json(app, a, p, rows));
	json_set(a, o, "holders", holders_json(app, a, p, rows));
	json_set_str(a, o, "telling", p->telling);
	return o;
}
