/* Entries of a dossier as pages tell them. */
#include "history.h"

#include "app_int.h"
#include "view.h"

/* What moves within the house and asks nothing of the citizen. */
static bool minor(enum entry_kind kind)
{
	switch (kind) {
	case KIND_TAKEN: case KIND_REASSIGNED: case KIND_HOLDER_MOVED: case KIND_RECALLED:
	case KIND_PAPER_MISSING: case KIND_PAPER_ARRIVED: case KIND_REMINDED:
	case KIND_TOLD: case KIND_NUMBERED: case KIND_CALENDAR_MOVED:
	case KIND_FILE_ATTACHED: case KIND_FILE_WITHDRAWN:
	case KIND_APOLOGY_DRAFTED: case KIND_APOLOGY_PASSED:
	case KIND_RETURN_ASKED: case KIND_RETURN_RULED: case KIND_RETURN_SILENT:
		return true;
	default:
		return false;
	}
}

static struct named coded_name(const struct law *l, enum entry_kind kind, struct str id)
{
	const struct coded *c = NULL;

	if (kind == KIND_SENT_BACK || kind == KIND_RETURN_ASKED) {
		c = coded_find(l->return_reason, l->return_reasons, id);
	} else if (kind == KIND_STOPPED) {
		c = coded_find(l->stop_ground, l->stop_grounds, id);
	} else if (kind == KIND_DECLINED) {
		c = coded_find(l->decline_reason, l->decline_reasons, id);
	} else if (kind == KIND_CONTESTED) {
		c = coded_find(l->contest_reason, l->contest_reasons, id);
	}
	return c != NULL ? c->name : (struct named){ 0 };
}

/* What events tell of a body, looked up in one walk: there are many of them. */
enum {
	M_REASON, M_GROUND, M_FAULT, M_WHY, M_WHICH, M_EFFECT, M_WHAT, M_VARIANT, M_STATUTORY,
	REASONS,			/* those above: the first that is there */
	M_HOW = REASONS, M_NOTICE, M_PROOF, M_CHECKED, M_DECISION, M_ANSWER, M_AMOUNT, M_DAYS,
	M_VERDICT, M_RULING, M_CHOSEN, M_N, M_STEP, M_WANTED, M_PAPER, M_HOLDER, MEMBERS,
};

static const struct str member[MEMBERS] = {
	[M_REASON] = STR_INIT("reason"), [M_GROUND] = STR_INIT("ground"),
	[M_FAULT] = STR_INIT("fault"), [M_WHY] = STR_INIT("why"), [M_WHICH] = STR_INIT("which"),
	[M_EFFECT] = STR_INIT("effect"), [M_WHAT] = STR_INIT("what"),
	[M_VARIANT] = STR_INIT("variant"), [M_STATUTORY] = STR_INIT("statutory"),
	[M_HOW] = STR_INIT("how"), [M_NOTICE] = STR_INIT("notice"), [M_PROOF] = STR_INIT("proof"),
	[M_CHECKED] = STR_INIT("checked"), [M_DECISION] = STR_INIT("decision"),
	[M_ANSWER] = STR_INIT("answer"), [M_VERDICT] = STR_INIT("verdict"),
	[M_RULING] = STR_INIT("ruling"),
	[M_AMOUNT] = STR_INIT("amount"),
	[M_DAYS] = STR_INIT("days"), [M_CHOSEN] = STR_INIT("chosen"), [M_N] = STR_INIT("n"),
	[M_STEP] = STR_INIT("step"), [M_WANTED] = STR_INIT("wanted"),
	[M_PAPER] = STR_INIT("paper"), [M_HOLDER] = STR_INIT("holder"),
};

static struct str first_reason(const struct json *const m[MEMBERS])
{
	for (size_t i = 0; i < REASONS; i++) {
		struct str v = json_text(m[i]);

		if (v.n > 0) {
			return v;
		}
	}
	return (struct str){ 0 };
}

static bool is_true(const struct json *v)
{
	return v != NULL && v->type == JSON_TRUE;
}

static int64_t number(const struct json *v, int64_t fallback)
{
	return v != NULL && v->type == JSON_INT ? v->i : fallback;
}

static void put_papers(struct arena *a, const struct asking *ask, const struct dossier *d,
		       const struct json *const m[MEMBERS], struct event *ev)
{
	const struct json *wanted = m[M_WANTED] != NULL && m[M_WANTED]->type == JSON_ARR ?
		m[M_WANTED] : NULL;
	const struct paper *one = d->version == NULL || m[M_PAPER] == NULL ? NULL :
		version_paper(d->version, json_text(m[M_PAPER]));

	if (wanted == NULL && one == NULL) {
		return;
	}

	ev->paper = arena_array(a, struct str, json_len(wanted) + 1);
	if (one != NULL) {
		ev->paper[ev->papers++] = label_named(ask, one->name);
	}
	for (size_t i = 0; i < json_len(wanted); i++) {
		const struct paper *p = version_paper(d->version, json_at(wanted, i)->s);

		if (p != NULL) {
			ev->paper[ev->papers++] = label_named(ask, p->name);
		}
	}
}

static void put_opinion(const struct dossier *d, struct event *ev)
{
	if (ev->number < 1 || (size_t)ev->number > d->opinions) {
		return;
	}
	const struct opinion *op = &d->opinion[ev->number - 1];

	ev->member = op->member;
	if (ev->kind == KIND_OPINION_ANSWERED && op->due != INSTANT_NONE && ev->at > op->due) {
		ev->late_s = work_between(d->cal, op->due, ev->at);
	}
}

static bool of_opinion(enum entry_kind kind)
{
	return kind == KIND_OPINION_ASKED || kind == KIND_OPINION_ANSWERED ||
	       kind == KIND_OPINION_SILENT || kind == KIND_OPINION_SUPPLEMENTED ||
	       kind == KIND_OPINION_LAPSED || kind == KIND_OPINION_RULED;
}

/* The unit asked, or that answered: as its obligation says, for the answer's entry
 * names nobody. */
static void put_asked(struct app *app, const struct asking *ask, const struct dossier *d,
		      struct event *ev)
{
	if (ev->to.kind == PARTY_NONE && ev->number >= 1 &&
	    (size_t)ev->number <= d->opinions) {
		const struct opinion *op = &d->opinion[ev->number - 1];

		ev->to = label_party(app, ask, &d->ob[op->obligation].holder, ev->at);
	}
}

static bool put_holder(struct app *app, const struct asking *ask, const struct entry *en,
		       const struct json *holder, struct event *ev, struct err *e)
{
	struct party p;

	if (holder == NULL) {
		return true;
	}
	if (!party_read(holder, &p, e)) {
		return false;
	}
	ev->to = label_party(app, ask, &p, en->at);
	return true;
}

static bool put_event(struct app *app, struct arena *a, const struct asking *ask,
		      const struct dossier *d, const struct entry *en, struct event *ev,
		      struct err *e)
{
	const struct person *who = org_person(&app->org, en->actor);
	const struct json *m[MEMBERS];
	size_t step;

	*ev = (struct event){ .seq = en->seq, .at = en->at, .kind = en->kind,
			      .name = kind_name(en->kind), .minor = minor(en->kind) };
	if (ask->whom == LABEL_PUBLIC && ev->minor) {
		return true;
	}
	json_pick(en->body, member, MEMBERS, m);
	ev->chosen = is_true(m[M_CHOSEN]);
	ev->number = (int32_t)number(m[M_N], 0);
	ev->reason = str_dup(a, first_reason(m));
	ev->how = str_dup(a, json_text(m[M_HOW]));
	ev->notice = str_dup(a, json_text(m[M_NOTICE]));
	ev->proof = str_dup(a, json_text(m[M_PROOF]));
	ev->checked = is_true(m[M_CHECKED]);
	ev->decision = str_dup(a, json_text(m[M_DECISION]));
	ev->answer = m[M_RULING] != NULL
		? str_fmt(a, "%s_%.*s", en->kind == KIND_RETURN_RULED ? "return" : "contest",
			  STR_ARG(json_text(m[M_RULING])))
		: str_dup(a, json_text(m[m[M_VERDICT] != NULL ? M_VERDICT : M_ANSWER]));
	ev->amount = number(m[M_AMOUNT], number(m[M_DAYS], 0));
	ev->reason_name = label_named(ask, coded_name(&app->law, en->kind, ev->reason));
	/* What is only proposed is nobody's business outside. */
	if (ask->whom == LABEL_PUBLIC && en->kind != KIND_SIGNED) {
		ev->decision = STR("");
	}
	if (ask->whom == LABEL_INSIDE && who != NULL) {
		ev->actor = who->id;
		ev->actor_key = who->key;
	}
	if (d->version != NULL && m[M_STEP] != NULL &&
	    version_step(d->version, json_text(m[M_STEP]), &step) != NULL) {
		ev->step = label_step(ask, d->version, (int32_t)step);
	}
	put_papers(a, ask, d, m, ev);
	if (!put_holder(app, ask, en, m[M_HOLDER], ev, e)) {
		return false;
	}
	if (of_opinion(en->kind)) {
		put_opinion(d, ev);
		put_asked(app, ask, d, ev);
	}
	return true;
}

bool history_make(struct app *app, struct arena *a, const struct asking *ask,
		  const struct dossier *d, struct history *out, struct err *e)
{
	struct history h = { .first_seq = d->first_seq, .last_seq = d->seq };
	struct entry_list list;

	if (!cache_entries(app, d->id, &list, e)) {
		return false;
	}
	h.event = arena_array(a, struct event, list.n);
	for (size_t i = 0; i < list.n; i++) {
		if (!put_event(app, a, ask, d, &list.entry[i], &h.event[h.n++], e)) {
			return false;
		}
	}
	*out = h;
	return true;
}

bool history_one(struct app *app, struct arena *a, const struct asking *ask,
		 const struct dossier *d, int64_t seq, struct event *out, struct err *e)
{
	struct entry_list list;

	if (!cache_entries(app, d->id, &list, e)) {
		return false;
	}
	for (size_t i = 0; i < list.n; i++) {
		if (list.entry[i].seq == seq) {
			return put_event(app, a, ask, d, &list.entry[i], out, e);
		}
	}
	err_set(e, ERR_CORRUPT, "verify.gap", NULL);
	return err_add_int(e, "seq", seq);
}
