/* Signals for those who may see them. */
#include "signals.h"

#include "app_int.h"
#include "matter.h"
#include "sight.h"
#include "staff.h"

#include "store/signal_row.h"

enum { LOOKED_AT = 5000, OF_DOSSIER = 100 };

/* ---- who sees it ---- */

static bool heads(const struct app *app, struct person_id who, struct unit_id unit, int64_t now)
{
	static const char *const posts[] = { "head", "deputy" };
	for (size_t i = 0; unit.v != 0 && i < ARRAY_LEN(posts); i++) {
		struct post p = post_of(posts[i]);
		if (org_holds(&app->org, who, unit, p, now) ||
		    org_delegator(&app->org, who, unit, p, now).v != 0) {
			return true;
		}
	}
	return false;
}

static bool heads_above(const struct app *app, struct person_id who, struct unit_id unit,
			int64_t now)
{
	const struct unit *u = org_unit(&app->org, unit);
	for (int i = 0; u && i < ORG_DEPTH; i++) {
		if (heads(app, who, u->id, now)) {
			return true;
		}
		u = org_unit(&app->org, unit_on(u, day_of(now))->parent);
	}
	return false;
}

static bool inspects(const struct app *app, struct person_id who, struct unit_id unit,
		     int64_t now)
{
	const struct unit *u = org_unit(&app->org, unit);
	const struct unit *agency = u ? org_agency(&app->org, u, day_of(now)) : NULL;
	return agency && org_inspects(&app->org, who, agency, now);
}

/* Of a unit as such its head is the one it is about. */
static bool about(const struct app *app, const struct signal_row *r, struct person_id who,
		  int64_t now)
{
	return r->person.v != 0 ? r->person.v == who.v : heads(app, who, r->unit, now);
}

static bool rules(const struct app *app, const struct signal_row *r, struct person_id who,
		  int64_t now)
{
	bool asked = r->state == SIGNAL_TO_RULE || r->state == SIGNAL_APPEALED;
	bool again = r->state == SIGNAL_APPEALED && r->ruled_by.v == who.v;
	return asked && !again && !about(app, r, who, now) &&
	       (r->duty_person.v == who.v || heads(app, who, r->duty_unit, now));
}

static bool ruled(enum signal_state s)
{
	return s == SIGNAL_RULED || s == SIGNAL_APPEALED || s == SIGNAL_FINAL;
}

static bool sees(const struct app *app, const struct signal_row *r, struct person_id who,
		 int64_t now)
{
	return who.v > 0 &&		/* a citizen is none of them */
	       (r->ruled_by.v == who.v || about(app, r, who, now) ||
		heads(app, who, r->unit, now) ||
		rules(app, r, who, now) || inspects(app, who, r->unit, now) ||
		(ruled(r->state) && heads_above(app, who, r->unit, now)));
}

static struct signal_row row_of(const struct matter *m)
{
	const struct signal *s = m->signal;
	const struct owed *o = m->oweds > 0 ? &m->owed[m->oweds - 1] : NULL;
	bool open = o && o->to == INSTANT_NONE;
	return (struct signal_row){
		.matter = m->id, .what = s->what, .good = s->good, .lapsed = s->lapsed,
		.person = s->person, .unit = m->unit, .dossier = s->dossier,
		.found_at = s->found_at, .from = s->from, .told_at = m->opened_at,
		.replied_at = s->replied_at, .ruled_at = s->ruled_at,
		.appealed_at = s->appealed_at, .state = s->state, .ruling = s->ruling,
		.ruled_by = s->ruled_by, .due = open ? o->due : INSTANT_NONE,
		.duty_unit = { open ? o->holder.unit.v : 0 },
		.duty_person = { open ? o->holder.person.v : 0 },
	};
}

bool app_signal_reads(const struct app *app, const struct matter *m, struct person_id who,
		      int64_t now)
{
	struct signal_row r = row_of(m);
	bool may = sees(app, &r, who, now);
	/* Whoever had to rule on it still sees how it went on. */
	for (size_t i = 0; !may && i < m->oweds; i++) {
		may = m->owed[i].kind != OWED_REPLY &&
		      (m->owed[i].holder.person.v == who.v ||
		       heads(app, who, m->owed[i].holder.unit, now));
	}
	return may;
}

/* ---- lines ---- */

static bool code_of(struct app *app, struct arena *a, struct dossier_id id, struct str *out,
		    struct err *e)
{
	struct dossier_row row;
	if (!store_dossier(app->store, a, id, &row, e)) {
		return false;
	}
	*out = row.code;
	return true;
}

static bool line_of(struct app *app, struct arena *a, const struct asking *ask,
		    struct person_id who, const struct signal_row *r, struct signal_line *out,
		    struct err *e)
{
	const struct unit *u = org_unit(&app->org, r->duty_unit);
	const struct person *p = org_person(&app->org, r->duty_person);
	*out = (struct signal_line){
		.duty_unit = u ? u->key : STR(""), .duty_person = p ? p->key : STR(""),
		.matter = r->matter, .good = r->good, .lapsed = r->lapsed,
		.unit = label_unit(app, r->unit, r->found_at),
		.duty = label_unit(app, r->duty_unit, ask->now), .found_at = r->found_at,
		.told_at = r->told_at, .due = r->due, .ruled_at = r->ruled_at,
		.state = r->state, .ruling = r->ruling,
		.late = r->due != INSTANT_NONE && r->due < ask->now,
		.mine = r->state == SIGNAL_TOLD ? about(app, r, who, ask->now)
						: rules(app, r, who, ask->now),
	};
	return staff_name(app, r->person, &out->about, e) &&
	       code_of(app, a, r->dossier, &out->code, e);
}

static bool shown(const struct app *app, const struct signal_row *r, struct person_id who,
		  int64_t now, enum signals_show show)
{
	switch (show) {
	case SIGNALS_ME:
		return about(app, r, who, now);
	case SIGNALS_UNIT:
		return !about(app, r, who, now) && heads(app, who, r->unit, now);
	case SIGNALS_RULE:
		return rules(app, r, who, now);
	case SIGNALS_ALL:
		return sees(app, r, who, now);
	}
	return false;
}

/* A word of another program's detectors is left out: nothing could be said of it. */
static bool gather(struct app *app, struct arena *a, const struct asking *ask,
		   struct person_id who, enum signals_show show, const struct signal_rows *rows,
		   struct signal_lines *out, struct err *e)
{
	out->line = arena_array(a, struct signal_line, SIGNALS_MOST);
	for (size_t i = 0; i < rows->n; i++) {
		const struct signal_row *r = &rows->row[i];
		struct signal_line *l = &out->line[out->n];
		enum detector what;
		if (!detector_named(r->what, &what)) {
			continue;
		}
		out->to_reply += r->state == SIGNAL_TOLD && about(app, r, who, ask->now);
		out->to_rule += rules(app, r, who, ask->now);
		if (!shown(app, r, who, ask->now, show) || out->n == SIGNALS_MOST) {
			continue;
		}
		if (!line_of(app, a, ask, who, r, l, e)) {
			return false;
		}
		l->what = what;
		out->n++;
	}
	return true;
}

bool app_signals(struct app *app, struct arena *a, const struct asking *ask,
		 struct person_id who, enum signals_show show, int64_t since,
		 struct signal_lines *out, struct err *e)
{
	struct signal_rows rows;
	*out = (struct signal_lines){ 0 };
	if (!store_signals(app->store, a, since, LOOKED_AT, &rows, e)) {
		return false;
	}
	out->more = rows.n == LOOKED_AT;
	return gather(app, a, ask, who, show, &rows, out, e);
}

bool app_signals_of(struct app *app, struct arena *a, const struct asking *ask,
		    struct person_id who, struct dossier_id id, struct signal_lines *out,
		    struct err *e)
{
	struct signal_rows rows;
	*out = (struct signal_lines){ 0 };
	return store_signals_of(app->store, a, id, OF_DOSSIER, &rows, e) &&
	       gather(app, a, ask, who, SIGNALS_ALL, &rows, out, e);
}

/* ---- one ---- */

struct living {
	struct app *app;
	struct arena *a;
	const struct asking *ask;
	const struct matter_text *text;
	size_t texts;
	struct signal_view *v;
	struct person_id *actor;	/* of each step */
	size_t room;
};

static struct str holder_name(const struct living *l, const struct entry *en)
{
	const struct json *holder = json_get(en->body, "holder");
	struct party p;
	struct err ignored;
	if (!holder || !party_read(holder, &p, &ignored)) {
		return STR("");
	}
	return label_unit(l->app, p.seat.unit, en->at);
}

static bool add_step(void *ctx, const struct stored *s, struct err *e)
{
	struct living *l = ctx;
	struct signal_view *v = l->v;
	struct entry en;
	if (!entry_read(l->a, str_dup(l->a, s->bytes), &en, e)) {
		return false;
	}
	if (v->steps == l->room) {
		return true;
	}
	struct signal_step *st = &v->step[v->steps++];
	*st = (struct signal_step){ .seq = en.seq, .at = en.at, .kind = en.kind,
				    .to = holder_name(l, &en),
				    .ruling = json_str(en.body, "ruling") };
	for (size_t i = 0; i < l->texts; i++) {
		if (l->text[i].seq == en.seq) {
			st->text = l->text[i].value;
		}
	}
	l->actor[v->steps - 1] = en.actor;
	return true;
}

static bool read_life(struct living *l, const struct matter *m, struct err *e)
{
	struct stream stream = { STREAM_MATTER, m->id.v };
	struct matter_text *text;
	if (!app_matter_texts(l->app, l->a, m, &text, &l->texts, e)) {
		return false;
	}
	l->text = text;
	l->room = 64;		/* two rungs, an appeal with two more, and leave */
	l->v->step = arena_array(l->a, struct signal_step, l->room);
	l->actor = arena_array(l->a, struct person_id, l->room);
	bool ok = store_stream(l->app->store, stream, 0, add_step, l, e);
	for (size_t i = 0; ok && i < l->v->steps; i++) {
		ok = staff_name(l->app, l->actor[i], &l->v->step[i].who, e);
	}
	return ok;
}

struct one_entry {
	struct arena *a;
	struct entry en;
};

static bool keep_entry(void *ctx, const struct stored *s, struct err *e)
{
	struct one_entry *o = ctx;
	return entry_read(o->a, str_dup(o->a, s->bytes), &o->en, e);
}

static bool prove(struct living *l, struct person_id who, int64_t seq, struct signal_proof *out,
		  struct err *e)
{
	struct app *app = l->app;
	struct one_entry o = { .a = l->a, .en = { .seq = -1 } };
	struct dossier_row row;
	struct dossier *d;
	*out = (struct signal_proof){ .seq = seq, .at = INSTANT_NONE };
	if (!store_range(app->store, seq, 1, keep_entry, &o, e)) {
		return false;
	}
	out->at = o.en.seq == seq ? o.en.at : INSTANT_NONE;
	out->kind = o.en.seq == seq ? o.en.kind : KIND_NONE;
	if (o.en.seq != seq || o.en.stream.kind != STREAM_DOSSIER) {
		return true;
	}
	if (!store_dossier(app->store, l->a, (struct dossier_id){ o.en.stream.id }, &row, e) ||
	    !sight_may(app, l->a, l->ask->now, who, &row, &out->readable, e)) {
		return false;
	}
	out->code = row.code;
	return !out->readable ||
	       (sight_row(app, &row, &d, e) &&
		history_one(app, l->a, l->ask, d, seq, &out->event, e));
}

static bool put_proofs(struct living *l, struct person_id who, const struct signal *s,
		       struct err *e)
{
	struct signal_view *v = l->v;
	v->proof = arena_array(l->a, struct signal_proof, s->evidences);
	for (; v->proofs < s->evidences; v->proofs++) {
		if (!prove(l, who, s->evidence[v->proofs], &v->proof[v->proofs], e)) {
			return false;
		}
	}
	v->other = arena_array(l->a, struct str, s->others);
	for (; v->others < s->others; v->others++) {
		if (!code_of(l->app, l->a, s->other[v->others], &v->other[v->others], e)) {
			return false;
		}
	}
	return true;
}

static void put_may(struct app *app, const struct signal_row *r, struct person_id who,
		    int64_t now, const struct matter *m, struct signal_view *v)
{
	bool own = about(app, r, who, now) && !r->good;
	bool open = r->state == SIGNAL_TOLD || r->state == SIGNAL_TO_RULE;
	v->may_reply = own && open && r->replied_at == INSTANT_NONE;
	v->may_rule = rules(app, r, who, now) && !r->good;
	v->may_appeal = r->state == SIGNAL_RULED && now <= m->signal->appeal_by &&
			(r->ruling == RULING_ESTABLISHED
				 ? own
				 : !own && inspects(app, who, r->unit, now));
}

bool app_signal(struct app *app, struct arena *a, const struct asking *ask,
		struct person_id who, struct matter_id id, struct signal_view *out,
		struct err *e)
{
	struct signal_view v = { 0 };
	struct living l = { .app = app, .a = a, .ask = ask, .v = &v };
	char text[ID_TEXT];
	if (!app_matter(app, a, id, &v.m, e)) {
		return false;
	}
	if (v.m->signal == NULL || !detector_named(v.m->signal->what, &v.line.what) ||
	    !app_signal_reads(app, v.m, who, ask->now)) {
		return err_set(e, ERR_NOT_FOUND, "matter.unknown", "value",
			       id_text('m', id.v, text), NULL);
	}
	enum detector what = v.line.what;
	struct signal_row r = row_of(v.m);
	if (!line_of(app, a, ask, who, &r, &v.line, e) || !read_life(&l, v.m, e) ||
	    !put_proofs(&l, who, v.m->signal, e)) {
		return false;
	}
	const struct unit *u = org_unit(&app->org, v.m->unit);
	const struct person *p = org_person(&app->org, v.m->signal->person);
	v.line.what = what;
	v.unit_key = u ? u->key : STR("");
	v.person_key = p ? p->key : STR("");
	put_may(app, &r, who, ask->now, v.m, &v);
	*out = v;
	return true;
}

/* ---- praise ---- */

static bool praise_of(struct app *app, struct arena *a, const struct detected *d,
		      struct praise_line *out, struct err *e)
{
	const struct person *p = org_person(&app->org, d->person);
	*out = (struct praise_line){ .what = d->f.what, .found_at = d->f.at,
				     .unit = label_unit(app, d->unit, d->f.at),
				     .person_key = p ? p->key : STR("") };
	return staff_name(app, d->person, &out->about, e) &&
	       code_of(app, a, d->dossier, &out->code, e);
}

bool app_praise(struct app *app, struct arena *a, const struct asking *ask,
		struct person_id who, struct praise_lines *out, struct err *e)
{
	enum { PAGE = 500, DAYS = 30 };
	struct untold_after after = { .at = ask->now - DAYS * DAY_S };
	size_t n = PAGE;
	*out = (struct praise_lines){ .line = arena_array(a, struct praise_line, SIGNALS_MOST) };
	while (n > 0) {
		struct detected *d;
		if (!store_untold(app->store, a, &after, ask->now, PAGE, &d, &n, e)) {
			return false;
		}
		for (size_t i = 0; i < n && out->n < SIGNALS_MOST; i++) {
			bool theirs = detector_good(d[i].f.what) && d[i].person.v != who.v &&
				      heads_above(app, who, d[i].unit, ask->now);
			if (theirs && !praise_of(app, a, &d[i], &out->line[out->n++], e)) {
				return false;
			}
		}
	}
	return true;
}

/* ---- how they came out ---- */

bool app_signal_precision(struct app *app, struct arena *a,
			  struct signal_precision out[DETECTORS], struct err *e)
{
	struct signal_outcome *row;
	size_t n;
	for (int i = 0; i < DETECTORS; i++) {
		out[i] = (struct signal_precision){ .share = -1 };
	}
	if (!store_signal_outcomes(app->store, a, &row, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		enum detector d;
		if (!detector_named(row[i].what, &d)) {
			continue;
		}
		int64_t both = row[i].established + row[i].dismissed;
		out[d] = (struct signal_precision){
			.established = row[i].established, .dismissed = row[i].dismissed,
			.lapsed = row[i].lapsed, .open = row[i].open,
			.withdrawn = row[i].withdrawn,
			.share = both > 0 ? row[i].established * 10000 / both : -1,
		};
	}
	return true;
}

bool app_signals_counted(struct app *app, struct arena *a, int64_t since, int64_t until,
			 struct unit_id unit, struct person_id person,
			 struct signal_tally **out, size_t *n, struct err *e)
{
	struct signal_count *row;
	size_t rows;
	*n = 0;
	if (!store_signals_counted(app->store, a, since, until, person, unit, &row, &rows, e)) {
		return false;
	}
	*out = arena_array(a, struct signal_tally, rows);
	for (size_t i = 0; i < rows; i++) {
		enum detector d;
		if (detector_named(row[i].what, &d)) {
			(*out)[(*n)++] = (struct signal_tally){ d, row[i].good, row[i].unit,
								row[i].person, row[i].n };
		}
	}
	return true;
}
