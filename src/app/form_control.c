/* "Phiếu kiểm soát quá trình giải quyết hồ sơ": a row for each hand-over, as the ledger has
 * them: who gave it to whom, when, until when it was theirs, ahead of that or late. */
#include "form_int.h"

#include "staff.h"

enum { COLUMNS = 7 };

/* What one unit had in hand at one step, whoever of it took it. */
struct passing {
	const struct obligation *first, *last;
	const struct party *from;	/* NULL: from the citizen */
};

static bool in_row(const struct obligation *o)
{
	return obligation_primary(o) || o->kind == OB_OPINION;
}

static bool goes_on(const struct passing *p, const struct obligation *o)
{
	const struct obligation *was = p->last;
	return was->kind == OB_STEP && o->kind == OB_STEP && was->step == o->step &&
	       was->version == o->version && was->span == o->span && was->to == o->from &&
	       was->holder.kind == PARTY_SEAT && o->holder.kind == PARTY_SEAT &&
	       was->holder.seat.unit.v == o->holder.seat.unit.v;
}

static size_t passings(struct form *f, struct passing **out)
{
	const struct dossier *d = f->d;
	struct passing *p = arena_array(f->a, struct passing, d->obs);
	const struct passing *hold = NULL;	/* who has the dossier itself */
	size_t n = 0;
	for (size_t i = 0; i < d->obs; i++) {
		const struct obligation *o = &d->ob[i];
		if (!in_row(o)) {
			continue;
		}
		if (hold && obligation_primary(o) && goes_on(hold, o)) {
			p[hold - p].last = o;
			continue;
		}
		p[n] = (struct passing){ o, o, hold ? &hold->last->holder : NULL };
		hold = obligation_primary(o) ? &p[n] : hold;
		n++;
	}
	*out = p;
	return n;
}

/* ---- cells ---- */

static bool party(struct form *f, const struct party *p, int64_t at, struct str *out,
		  struct err *e)
{
	struct seat_label l = { .kind = PARTY_CITIZEN, .body = STR("citizen") };
	struct str name;
	if (p) {
		l = label_party(f->app, &f->ask, p, at);
	}
	if (l.kind != PARTY_SEAT) {
		*out = form_words0(f, str_fmt(f->a, "party.%.*s", STR_ARG(l.body)).p);
		return true;
	}
	if (!staff_name(f->app, p->seat.person, &name, e)) {
		return false;
	}
	*out = name.n > 0 ? STR_JOIN(f->a, name, STR(", "), l.unit) : l.unit;
	return true;
}

static struct str work(struct form *f, const struct passing *p)
{
	const struct obligation *o = p->last;
	if (o->kind == OB_OPINION) {
		return form_words0(f, "form.control.opinion");
	}
	if (o->kind == OB_HANDOUT) {
		return form_words0(f, "form.control.handout");
	}
	if (o->kind == OB_WAIT) {
		const struct wait_rule *w = o->number > 0 ? f->d->notice[o->number - 1].wait : NULL;
		return w ? w->name.vi : form_words0(f, "form.control.wait");
	}
	return label_step(&f->ask, o->version, o->step);
}

static struct str moment(struct form *f, int64_t at)
{
	return at == INSTANT_NONE ? STR("") : form_moment(f, "form.control.moment", at);
}

/* To the minute of working time. */
static struct str result(struct form *f, const struct obligation *o)
{
	if (o->to == INSTANT_NONE || o->due == INSTANT_NONE || o->ended == ENDED_TAKEN) {
		return STR("");
	}
	bool late = o->to > o->due;
	int64_t s = late ? work_between(f->d->cal, o->due, o->to)
			 : work_between(f->d->cal, o->to, o->due);
	struct str by = work_text(f->a, TEXT_VI, s);
	return s < 60 ? form_words0(f, "form.control.on_time")
		      : form_words1(f, late ? "form.control.late" : "form.control.ahead", "by", by);
}

static struct str note(struct form *f, const struct obligation *o)
{
	if (o->to == INSTANT_NONE) {
		return form_words0(f, "form.control.now");
	}
	return form_words1(f, o->ended == ENDED_BACK ? "form.control.back"
			     : o->ended == ENDED_RECALLED ? "form.control.recalled"
			     : o->ended == ENDED_SILENT ? "form.control.silent"
			     : "form.control.done", "at", moment(f, o->to));
}

static bool put_row(struct form *f, const struct passing *p, size_t i, struct str *cell,
		    struct err *e)
{
	struct text_arg who[2] = { { .name = "from" }, { .name = "to" } };
	if (!party(f, p->from, p->first->from, &who[0].value, e) ||
	    !party(f, &p->last->holder, p->first->from, &who[1].value, e)) {
		return false;
	}
	cell[0] = str_fmt(f->a, "%zu", i + 1);
	cell[1] = STR_JOIN(f->a, form_words(f, "form.control.from", who, 1), STR("\n"),
			   form_words(f, "form.control.to", who + 1, 1));
	cell[2] = work(f, p);
	cell[3] = moment(f, p->first->from);
	cell[4] = moment(f, p->last->due);
	cell[5] = result(f, p->last);
	cell[6] = note(f, p->last);
	return true;
}

static bool put_table(struct form *f, struct err *e)
{
	static const char *const heads[COLUMNS] = {
		"form.no", "form.control.parties", "form.control.work", "form.control.at",
		"form.control.due", "form.control.result", "form.control.note",
	};
	struct passing *p;
	size_t n = passings(f, &p);
	struct str *cell = arena_array(f->a, struct str, n * COLUMNS);
	f->s->table = (struct sheet_table){
		.columns = COLUMNS, .share = { 5, 29, 18, 12, 12, 12, 12 }, .small = true,
		.centred = { true, false, false, true, true, true, true },
		.cell = cell, .rows = n };
	for (size_t i = 0; i < COLUMNS; i++) {
		f->s->table.head[i] = form_words0(f, heads[i]);
	}
	for (size_t i = 0; i < n; i++) {
		if (!put_row(f, &p[i], i, cell + i * COLUMNS, e)) {
			return false;
		}
	}
	form_add_table(f);
	return true;
}

/* ---- the sheet ---- */

static struct str papers(struct form *f)
{
	struct form_paper *p;
	size_t n = form_brought(f, &p);
	struct str all = { 0 };
	for (size_t i = 0; i < n; i++) {
		all = i > 0 ? STR_JOIN(f->a, all, STR("; "), p[i].name) : p[i].name;
	}
	return all;
}

bool form_control(struct form *f, struct err *e)
{
	const struct dossier *d = f->d;
	struct str submitter;
	form_head(f, "form.control", d->receiving);
	if (!form_people(f, "form.control.of", &submitter, e)) {
		return false;
	}
	form_procedure(f);
	form_add(f, SHEET_FACT, "form.receipt.received",
		 form_moment(f, "form.moment", d->received_at));
	form_add(f, SHEET_STRONG, "form.receipt.due",
		 form_moment(f, "form.moment", d->due != INSTANT_NONE ? d->due : d->first_due));
	form_add(f, SHEET_FACT, "form.control.papers", papers(f));
	if (!put_table(f, e)) {
		return false;
	}
	form_add(f, SHEET_NOTE, NULL, form_words0(f, "form.control.ledger"));
	return true;
}
