/* Lateness and whose it is, in words. */
#include "late_words.h"

#include "figure_words.h"
#include "words.h"

#include "core/org.h"

/* ---- one dossier ---- */

static struct str part_name(const struct exchange *x, const struct late_part *p)
{
	if (p->who.kind == PARTY_SEAT && p->who.unit_id.v == 0) {
		return words0(x, "late.nobody");
	}
	return p->who.post.n > 0 ? words_seat(x, &p->who) : words_unit_of(x, &p->who);
}

struct late_parts_view late_parts(const struct exchange *x, const struct late_view *l)
{
	struct late_part_view *out = arena_array(x->a, struct late_part_view, l->parts);
	struct late_parts_view v = { .parts = { out, l->parts } };
	int64_t from = 0;
	if (l->late_s == 0) {
		return v;
	}
	for (size_t i = 0; i < l->parts; i++) {
		const struct late_part *p = &l->part[i];
		out[i] = (struct late_part_view){
			.who = part_name(x, p), .time = words_work(x, p->late_s), .x = from,
			.over = p->overrun_s > 0 ? words_work(x, p->overrun_s) : STR(""),
			.width = p->width, .odd = i % 2 == 1 };
		from += p->width;
	}
	v.whole = words_work(x, l->late_s);
	v.note = words0(x, l->by_own_seconds ? "late.by_own" : "late.by_overrun");
	return v;
}

/* ---- by unit ---- */

struct str words_unit_full(const struct exchange *x, struct unit_id unit)
{
	const struct org *o = app_org(x->app);
	const struct unit *u = org_unit(o, unit);
	if (!u) {
		return words0(x, "late.nobody");
	}
	struct day today = day_of(x->now);
	const struct unit *agency = org_agency(o, u, today);
	struct str name = unit_on(u, today)->name;
	return agency && agency->id.v != unit.v
		? STR_JOIN(x->a, name, STR(" · "), words_agency(x, agency->id)) : name;
}

/* Those told by name, then what the others come to; how many rows there are. */
struct told {
	struct late_unit *unit;
	size_t n;
	struct late_unit other;
	bool others;
};

static struct told told_of(const struct exchange *x, const struct late_sums *s)
{
	struct told t = { .unit = arena_array(x->a, struct late_unit, s->units) };
	for (size_t i = 0; i < s->units; i++) {
		const struct late_unit *u = &s->unit[i];
		if (u->caused >= SHARE_FROM || u->caused_s == 0) {
			t.unit[t.n++] = *u;
			continue;
		}
		t.others = true;
		t.other.caused_s += u->caused_s;
		t.other.caused += u->caused;
		t.other.received_s += u->received_s;
	}
	return t;
}

static struct told told(const struct exchange *x, const struct figures *f, struct unit_id top,
			int64_t *whole)
{
	struct late_sums s;
	late_sums(x->app, x->a, f->late, f->lates, top, day_of(f->made_at), &s);
	*whole = s.late_s;
	return told_of(x, &s);
}

static struct late_unit_view unit_view(const struct exchange *x, const struct late_unit *u,
				       struct str name)
{
	return (struct late_unit_view){
		.name = name, .dossiers = u->caused,
		.caused = u->caused_s > 0 ? words_work(x, u->caused_s) : STR("—"),
		.received = u->received_s > 0 ? words_work(x, u->received_s) : STR("—"),
	};
}

struct late_units_view late_units(const struct exchange *x, const struct figures *f,
				  struct unit_id top)
{
	int64_t whole;
	struct told t = told(x, f, top, &whole);
	struct late_unit_view *out = arena_array(x->a, struct late_unit_view, t.n + 1);
	char from[DAY_TEXT], to[DAY_TEXT];
	struct text_arg args[] = {
		{ "from", str_dup(x->a, str_of(day_text(f->days.from, from))) },
		{ "to", str_dup(x->a, str_of(day_text((struct day){ f->days.until.n - 1 }, to))) },
	};
	struct late_units_view v = { .period = words(x, "late.period", args, ARRAY_LEN(args)) };
	for (size_t i = 0; i < t.n; i++) {
		out[v.units.n++] = unit_view(x, &t.unit[i],
					     words_unit_full(x, t.unit[i].unit));
	}
	if (t.others) {
		out[v.units.n++] = unit_view(x, &t.other, words0(x, "late.others"));
	}
	v.whole = whole > 0 ? words_work(x, whole) : STR("");
	v.units.p = out;
	return v;
}

/* ---- as a file ---- */

static const char *const columns[] = {
	"late.csv.key", "late.unit", "figures.csv.from", "figures.csv.to", "late.csv.caused_s",
	"late.dossiers", "late.csv.received_s", "figures.csv.made",
};

static void put_line(struct table_out *t, const struct exchange *x, const struct figures *f,
		     const struct late_unit *u, bool other)
{
	const struct unit *unit = org_unit(app_org(x->app), u->unit);
	char from[DAY_TEXT], to[DAY_TEXT], made[INSTANT_TEXT];
	table_text(t, unit ? unit->key : STR(""));
	table_text(t, other ? words0(x, "late.others") : words_unit_full(x, u->unit));
	table_text(t, str_of(day_text(f->days.from, from)));
	table_text(t, str_of(day_text((struct day){ f->days.until.n - 1 }, to)));
	table_int(t, u->caused_s);
	table_int(t, u->caused);
	table_int(t, u->received_s);
	table_text(t, str_of(instant_text(f->made_at, made)));
	table_end_row(t);
}

void late_file(struct exchange *x, const struct figures *f, struct unit_id top,
	       enum table_kind kind)
{
	int64_t whole;
	struct told k = told(x, f, top, &whole);
	struct table_out t;
	char from[DAY_TEXT];
	table_open(&t, kind, x->lang, x->page);
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		table_text(&t, words0(x, columns[i]));
	}
	table_end_row(&t);
	for (size_t i = 0; i < k.n; i++) {
		put_line(&t, x, f, &k.unit[i], false);
	}
	if (k.others) {
		put_line(&t, x, f, &k.other, true);
	}
	table_close(&t);
	reply_text(x, 200, table_type(kind));
	http_field(&x->out, "Content-Disposition",
		   str_fmt(x->a, "attachment; filename=\"dunghen-late-%s.%s\"",
			   day_text(f->days.from, from), table_ending(kind)));
}

/* ---- for programs ---- */

static struct json *unit_json(const struct exchange *x, const struct late_unit *u, bool other)
{
	const struct unit *unit = org_unit(app_org(x->app), u->unit);
	struct json *o = json_new_obj(x->a);
	json_set(x->a, o, "unit", unit ? json_new_str(x->a, unit->key) : json_new_null(x->a));
	json_set_str(x->a, o, "name", other ? words0(x, "late.others")
					    : words_unit_full(x, u->unit));
	json_set_int(x->a, o, "caused_s", u->caused_s);
	json_set_int(x->a, o, "caused", u->caused);
	json_set_int(x->a, o, "received_s", u->received_s);
	return o;
}

struct json *late_units_json(const struct exchange *x, const struct figures *f)
{
	int64_t whole;
	struct told t = told(x, f, (struct unit_id){ 0 }, &whole);
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	for (size_t i = 0; i < t.n; i++) {
		json_push(x->a, list, unit_json(x, &t.unit[i], false));
	}
	if (t.others) {
		json_push(x->a, list, unit_json(x, &t.other, true));
	}
	json_set_int(x->a, o, "late_s", whole);
	json_set(x->a, o, "units", list);
	return o;
}
