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
		return true;
	default:
		return false;
	}
}

static struct named coded_name(const struct law *l, enum entry_kind kind, struct str id)
{
	const struct coded *c = NULL;

	if (kind == KIND_SENT_BACK) {
		c = coded_find(l->return_reason, l->return_reasons, id);
	} else if (kind == KIND_STOPPED) {
		c = coded_find(l->stop_ground, l->stop_grounds, id);
	} else if (kind == KIND_DECLINED) {
		c = coded_find(l->decline_reason, l->decline_reasons, id);
	}
	return c != NULL ? c->name : (struct named){ 0 };
}

static struct str first_of(const struct json *body, const char *const *name, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str v = json_str(body, name[i]);

		if (v.n > 0) {
			return v;
		}
	}
	return (struct str){ 0 };
}

static void put_papers(struct arena *a, const struct asking *ask, const struct dossier *d,
		       const struct json *body, struct event *ev)
{
	const struct json *wanted = json_arr(body, "wanted");
	const struct paper *one = d->version == NULL ? NULL :
		version_paper(d->version, json_str(body, "paper"));

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

	if (ev->kind == KIND_OPINION_ANSWERED && op->due != INSTANT_NONE && ev->at > op->due) {
		ev->late_s = work_between(d->cal, op->due, ev->at);
	}
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
		       struct event *ev, struct err *e)
{
	const struct json *holder = json_get(en->body, "holder");
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
	static const char *const reasons[] = { "reason", "ground", "fault", "why", "which",
					       "effect", "what", "variant", "statutory" };
	const struct json *b = en->body;
	const struct person *who = org_person(&app->org, en->actor);
	size_t step;

	*ev = (struct event){
		.seq = en->seq, .at = en->at, .kind = en->kind, .name = kind_name(en->kind),
		.minor = minor(en->kind), .chosen = json_bool(b, "chosen", false),
		.number = (int32_t)json_int(b, "n", 0),
		.reason = str_dup(a, first_of(b, reasons, ARRAY_LEN(reasons))),
		.how = str_dup(a, json_str(b, "how")),
		.notice = str_dup(a, json_str(b, "notice")),
		.proof = str_dup(a, json_str(b, "proof")),
		.checked = json_bool(b, "checked", false),
		.decision = str_dup(a, json_str(b, "decision")),
		.answer = str_dup(a, json_str(b, "answer")),
		.amount = json_int(b, "amount", json_int(b, "days", 0)),
	};
	ev->reason_name = label_named(ask, coded_name(&app->law, en->kind, ev->reason));
	/* What is only proposed is nobody's business outside. */
	if (ask->whom == LABEL_PUBLIC && en->kind != KIND_SIGNED) {
		ev->decision = STR("");
	}
	if (ask->whom == LABEL_INSIDE && who != NULL) {
		ev->actor = who->id;
		ev->actor_key = who->key;
	}
	if (d->version != NULL && version_step(d->version, json_str(b, "step"), &step) != NULL) {
		ev->step = label_step(ask, d->version, (int32_t)step);
	}
	put_papers(a, ask, d, b, ev);
	if (!put_holder(app, ask, en, ev, e)) {
		return false;
	}
	if (en->kind == KIND_OPINION_ASKED || en->kind == KIND_OPINION_ANSWERED ||
	    en->kind == KIND_OPINION_SILENT) {
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
