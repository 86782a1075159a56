/* Opinions still owed. */
#include "opinions.h"

#include "app_int.h"
#include "inbox.h"

#include "core/opinion.h"
#include "store/opinion_row.h"

static const char *const show_names[] = { [OPINIONS_OWED] = "owed", [OPINIONS_LATE] = "late",
					  [OPINIONS_ASKED] = "asked" };

const char *opinions_show_name(enum opinions_show s)
{
	return show_names[s];
}

bool opinions_show_of(struct str name, enum opinions_show *out)
{
	for (int i = 0; i < OPINIONS_SHOWS; i++) {
		if (str_is(name, show_names[i])) {
			*out = (enum opinions_show)i;
			return true;
		}
	}
	return false;
}

const char *asked_reminder_name(enum asked_reminder r)
{
	static const char *const names[] = { [ASKED_NOT_YET] = "none", [ASKED_HALF] = "half",
					     [ASKED_DAY_BEFORE] = "day_before",
					     [ASKED_SILENT] = "silent" };
	return names[r];
}

/* ---- one of them ---- */

static enum asked_reminder reminder(bool silent, uint8_t reminded)
{
	return silent ? ASKED_SILENT
	       : (reminded & REMINDED_DAY_BEFORE) != 0 ? ASKED_DAY_BEFORE
	       : (reminded & REMINDED_HALF) != 0 ? ASKED_HALF : ASKED_NOT_YET;
}

static void put_clock(struct opinion_task *t, const struct calendar *cal, int64_t now)
{
	t->late = t->due != INSTANT_NONE && t->due < now;
	t->late_s = t->late ? work_between(cal, t->due, calendar_clamp(cal, now)) : 0;
}

/* The row names what the ledger does not have. */
static bool no_place(const struct opinion_place *p, struct err *e)
{
	char id[ID_TEXT];

	err_set(e, ERR_CORRUPT, "dossier.invariant", "dossier",
		id_text(p->matter ? 'm' : 'd', p->id, id), "which", "opinion", NULL);
	return err_add_int(e, "no", p->no);
}

static bool of_dossier(struct app *app, struct arena *a, const struct asking *ask,
		       const struct opinion_place *p, struct opinion_task *out, struct err *e)
{
	struct dossier *d;

	if (!cache_load(app, (struct dossier_id){ p->id }, &d, e)) {
		return false;
	}
	if (p->no < 0 || (size_t)p->no >= d->obs ||
	    dossier_opinion(d, d->ob[p->no].number) == NULL) {
		return no_place(p, e);
	}
	const struct obligation *b = &d->ob[p->no];
	const struct opinion *o = dossier_opinion(d, b->number);

	bool ruling = b->kind == OB_RULING;

	*out = (struct opinion_task){
		.ruling = ruling, .dossier = d->id, .code = str_dup(a, d->code),
		.procedure = label_procedure(app, ask, d->version->procedure->code),
		.number = o->number, .round = o->round, .member = !ruling && o->member,
		.asked = label_party(app, ask, &b->holder, ask->now),
		.asker = label_party(app, ask, &d->office, ask->now),
		.asked_at = b->from, .due = b->due,
		.reminder = reminder(!ruling && o->silent, b->reminded),
	};
	put_clock(out, d->cal, ask->now);
	return true;
}

static bool of_matter(struct app *app, struct arena *a, const struct asking *ask,
		      const struct opinion_place *p, struct opinion_task *out, struct err *e)
{
	struct matter *m;

	if (!matter_load(app, a, (struct matter_id){ p->id }, &m, e)) {
		return false;
	}
	if (p->no < 0 || (size_t)p->no >= m->oweds) {
		return no_place(p, e);
	}
	const struct owed *o = &m->owed[p->no];
	struct seat asker = { .unit = m->unit, .person = m->opened_by };

	*out = (struct opinion_task){
		.matter = true, .matter_id = m->id, .code = m->number, .number = p->no + 1,
		.round = matter_round_of(m, p->no + 1), .member = o->member,
		.asked = label_seat(app, ask, o->holder, ask->now),
		.asker = label_seat(app, ask, asker, ask->now),
		.asked_at = o->from, .due = o->due,
		.reminder = reminder(o->silent, o->reminded),
	};
	put_clock(out, m->cal, ask->now);
	return true;
}

/* ---- a page ---- */

static bool cursor(struct arena *a, struct str text, struct opinion_place *out, struct err *e)
{
	struct str part[3], rest = text;
	int64_t what, no;

	*out = (struct opinion_place){ 0 };
	if (text.n == 0) {
		return true;
	}
	bool good = true;

	for (size_t i = 0; good && i < ARRAY_LEN(part); i++) {
		good = str_cut(rest, ':', &part[i], &rest);
	}
	if (!good || !str_to_int64(part[0], &out->sort) || !str_to_int64(part[1], &what) ||
	    !str_to_int64(part[2], &out->id) || !str_to_int64(rest, &no) || no < 0 ||
	    no > INT32_MAX) {
		return err_set(e, ERR_INVALID, "list.after", "value", str_cstr(a, text), NULL);
	}
	out->matter = what == 1;
	out->no = (int32_t)no;
	return true;
}

bool app_opinions(struct app *app, struct arena *a, const struct asking *ask,
		  const struct opinions_ask *what, struct opinion_tasks *out, struct err *e)
{
	bool all = what->person.v == 0 && what->unit.v == 0;
	struct opinions_query q = {
		.by = what->show == OPINIONS_ASKED || all ? OPINIONS_BY_ASKER
							  : OPINIONS_BY_OWER,
		.person = what->person, .unit = what->unit, .limit = what->limit,
		.until = what->show == OPINIONS_LATE ? ask->now - 1 : INT64_MAX,
	};
	struct opinion_places p;

	if (!cursor(a, what->after, &q.after, e) || !store_opinions(app->store, a, &q, &p, e)) {
		return false;
	}
	struct opinion_tasks v = { .task = arena_array(a, struct opinion_task, p.n) };

	for (; v.n < p.n; v.n++) {
		const struct opinion_place *at = &p.place[v.n];

		if (!(at->matter ? of_matter : of_dossier)(app, a, ask, at, &v.task[v.n], e)) {
			return false;
		}
	}
	if (p.more) {
		const struct opinion_place *last = &p.place[p.n - 1];

		v.next = str_fmt(a, "%lld:%d:%lld:%d", (long long)last->sort, (int)last->matter,
				 (long long)last->id, (int)last->no);
	}
	*out = v;
	return true;
}

bool app_opinions_count(struct app *app, struct unit_id unit, int64_t now, int64_t *n,
			int64_t *late, struct err *e)
{
	return store_opinions_count(app->store, unit, now, COUNT_MOST, n, late, e);
}
