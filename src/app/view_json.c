/* Views as JSON: what `--json` prints and later faces serve. */
#include "view_int.h"

#include "app_int.h"

#include "core/due_trace.h"
#include "core/lateness.h"

#include "base/limits.h"
#include "base/text.h"


void view_at(struct arena *a, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	if (at == INSTANT_NONE) {
		json_set(a, o, name, json_new_null(a));
	} else {
		json_set_str(a, o, name, str_dup(a, str_of(instant_text(at, text))));
	}
}

static void put_id(struct arena *a, struct json *o, const char *name, char letter, int64_t id)
{
	char text[ID_TEXT];
	if (id != 0) {
		json_set_str(a, o, name, str_dup(a, str_of(id_text(letter, id, text))));
	}
}

static void put_word(struct arena *a, struct json *o, const char *name, const char *word)
{
	json_set_str(a, o, name, str_of(word));
}

const struct json *view_party(struct app *app, struct arena *a, const struct party *p)
{
	if (p->kind == PARTY_NONE) {
		return json_new_null(a);
	}
	struct json *o = json_new_obj(a);
	if (p->kind != PARTY_SEAT) {
		json_set_str(a, o, "body", party_text(app, a, p));
		return o;
	}
	const struct unit *u = org_unit(&app->org, p->seat.unit);
	const struct person *who = org_person(&app->org, p->seat.person);
	json_set_str(a, o, "unit", u ? u->key : STR("?"));
	json_set_str(a, o, "post", str_dup(a, str_of(p->seat.post.code)));
	json_set_str(a, o, "person", who ? who->key : STR("?"));
	return o;
}

static const struct json *row_json(struct app *app, struct arena *a, const struct list_row *r)
{
	struct json *o = json_new_obj(a);
	put_id(a, o, "dossier", 'd', r->id.v);
	json_set_str(a, o, "code", r->code);
	json_set_str(a, o, "procedure", r->procedure);
	put_word(a, o, "state", state_name(r->state));
	json_set(a, o, "holder", view_party(app, a, &r->holder));
	view_at(a, o, "held_from", r->held_from);
	view_at(a, o, "received_at", r->received_at);
	view_at(a, o, "promise", r->first_due);
	view_at(a, o, "due", r->due);
	json_set_bool(a, o, "late", r->late);
	json_set_bool(a, o, "provisional", r->provisional);
	return o;
}

struct json *list_json(struct app *app, struct arena *a, const struct list_page *p)
{
	struct json *o = json_new_obj(a);
	struct json *rows = json_new_arr(a);
	for (size_t i = 0; i < p->n; i++) {
		json_push(a, rows, row_json(app, a, &p->row[i]));
	}
	json_set(a, o, "dossiers", rows);
	json_set(a, o, "next", p->next.n > 0 ? json_new_str(a, p->next) : json_new_null(a));
	return o;
}

static const struct json *obligation_view(struct app *app, struct arena *a,
					  const struct dossier *d, size_t i, int64_t now)
{
	const struct obligation *ob = &d->ob[i];
	struct json *o = json_new_obj(a);
	json_set_int(a, o, "no", (int64_t)i);
	put_word(a, o, "kind", obligation_name(ob->kind));
	json_set(a, o, "holder", view_party(app, a, &ob->holder));
	if (!party_eq(&ob->holder, &ob->account)) {
		json_set(a, o, "account", view_party(app, a, &ob->account));
	}
	view_at(a, o, "from", ob->from);
	view_at(a, o, "to", ob->to);
	view_at(a, o, "taken_at", ob->taken_at);
	view_at(a, o, "due", ob->due);
	if (ob->step >= 0 && d->version) {
		json_set_str(a, o, "step", d->version->step[ob->step].id);
		json_set_int(a, o, "plan_s", ob->plan_s);
	}
	json_set_int(a, o, "work_s", obligation_work(d, ob, now));
	if (ob->ended != ENDED_NOT) {
		put_word(a, o, "ended", ended_name(ob->ended));
	}
	return o;
}

static const struct json *obligations_view(struct app *app, struct arena *a,
					   const struct dossier *d, int64_t now)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < d->obs; i++) {
		json_push(a, list, obligation_view(app, a, d, i, now));
	}
	return list;
}

void view_unit(struct app *app, struct arena *a, struct json *o, const char *name,
	       struct unit_id id)
{
	const struct unit *u = org_unit(&app->org, id);
	json_set_str(a, o, name, u ? u->key : STR(""));
}

static void put_units(struct app *app, struct arena *a, struct json *o,
		      const struct dossier *d)
{
	view_unit(app, a, o, "helping", d->helping);
	view_unit(app, a, o, "receiving", d->receiving);
	view_unit(app, a, o, "competent", d->competent);
}

static void put_dates(struct arena *a, struct json *o, const struct dossier *d, int64_t now)
{
	int64_t lived;
	struct err ignored;
	view_at(a, o, "submitted_at", d->submitted_at);
	view_at(a, o, "received_at", d->received_at);
	view_at(a, o, "promise", d->first_due);
	view_at(a, o, "due", d->due);
	view_at(a, o, "apology_by", d->apology_by);
	if (d->version && d->cal && dossier_lived_due(d, now, &lived, &ignored)) {
		view_at(a, o, "lived_due", lived);
	}
	view_at(a, o, "first_ready_at", d->first_ready_at);
	view_at(a, o, "ready_at", d->ready_at);
	view_at(a, o, "delivered_at", d->delivered_at);
	view_at(a, o, "closed_at", d->closed_at);
	json_set_bool(a, o, "provisional", d->provisional);
}

static const struct json *both(struct arena *a, const struct trace_line *line)
{
	static const char *const name[TEXT_LANGS] = { "vi", "en" };
	struct json *o = json_new_obj(a);
	struct buf b;
	buf_init(&b, LIMIT_ENTRY);
	for (int lang = 0; lang < TEXT_LANGS; lang++) {
		buf_reset(&b);
		text_put(&b, (enum text_lang)lang, line->key, line->arg, line->args);
		json_set_str(a, o, name[lang], str_dup(a, buf_view(&b)));
	}
	buf_done(&b);
	return o;
}

static struct json *trace_json(struct arena *a, const struct deadline_trace *t)
{
	struct json *list = json_new_arr(a);
	for (size_t i = 0; i < t->n; i++) {
		struct json *o = json_new_obj(a);
		put_word(a, o, "rule", t->line[i].rule);
		json_set(a, o, "text", both(a, &t->line[i]));
		json_push(a, list, o);
	}
	return list;
}

/* Whose lateness it is (rule 27), since the first promise: parts that add up to late_s. */
static const struct json *lateness_json(struct app *app, struct arena *a,
					const struct dossier *d, int64_t now)
{
	struct json *o = json_new_obj(a), *parts = json_new_arr(a);
	struct lateness l = { 0 };
	int64_t promise;
	struct err ignored;
	if (d->received_at != INSTANT_NONE && dossier_lived_due(d, now, &promise, &ignored)) {
		lateness_split(a, d, promise, now, &l);
	}
	for (size_t i = 0; i < l.shares; i++) {
		if (l.share[i].late_s > 0) {
			struct json *one = json_new_obj(a);
			json_set(a, one, "account", view_party(app, a, &l.share[i].account));
			json_set_int(a, one, "overrun_s", l.share[i].overrun_s);
			json_set_int(a, one, "late_s", l.share[i].late_s);
			json_push(a, parts, one);
		}
	}
	json_set_int(a, o, "late_s", l.late_s);
	json_set_bool(a, o, "by_own_seconds", l.by_own_seconds);
	json_set(a, o, "parts", parts);
	return o;
}

struct json *dossier_json(struct app *app, struct arena *a, const struct dossier *d,
			  int64_t now)
{
	struct json *o = json_new_obj(a);
	struct deadline_trace trace;
	struct due_view due;
	struct err e;
	put_id(a, o, "dossier", 'd', d->id.v);
	json_set_str(a, o, "code", d->code);
	put_word(a, o, "state", state_name(d->state));
	put_word(a, o, "channel", channel_name(d->channel));
	put_word(a, o, "decision", decision_name(d->decision));
	if (d->version) {
		json_set_str(a, o, "procedure", d->version->procedure->code);
		json_set_int(a, o, "version", d->version->number);
	}
	if (d->rules) {
		json_set_str(a, o, "rule_set", d->rules->id);
	}
	put_units(app, a, o, d);
	put_id(a, o, "owner", 's', d->owner.v);
	view_at(a, o, "owner_erased", app_erasure(app, d->owner).at);
	put_id(a, o, "bundle", 'b', d->bundle.v);
	put_id(a, o, "continues", 'd', d->continues.v);
	put_dates(a, o, d, now);
	const struct obligation *hold = dossier_hold(d);
	json_set(a, o, "holder", hold ? view_party(app, a, &hold->holder) : json_new_null(a));
	json_set_int(a, o, "returns", d->returns);
	json_set_int(a, o, "supplements", d->supplements);
	json_set_int(a, o, "reopened", d->reopened);
	json_set_bool(a, o, "imported", d->imported);
	json_set(a, o, "obligations", obligations_view(app, a, d, now));
	view_duties(app, a, o, d, now);
	json_set(a, o, "lateness", lateness_json(app, a, d, now));
	json_set(a, o, "trace", d->terms > 0 && dossier_explain(a, d, &due, &trace, &e) ?
				trace_json(a, &trace) : json_new_arr(a));
	return o;
}

struct json *entries_json(struct arena *a, const struct entry_list *list)
{
	struct json *out = json_new_arr(a);
	for (size_t i = 0; i < list->n; i++) {
		const struct entry *en = &list->entry[i];
		struct json *o = json_new_obj(a);
		json_set_int(a, o, "seq", en->seq);
		view_at(a, o, "at", en->at);
		if (en->actor.v != 0) {
			put_id(a, o, "actor", 'p', en->actor.v);
		} else {
			put_word(a, o, "actor", "system");
		}
		put_word(a, o, "kind", kind_name(en->kind));
		json_set_str(a, o, "cmd", en->cmd);
		json_set(a, o, "body", en->body);
		json_push(a, out, o);
	}
	return out;
}
