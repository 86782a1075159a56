/* Ribbon, history, derivation, papers, files, opinions, fees, what can be done. */
#include "api_parts.h"

#include "api_json.h"
#include "words.h"

#include "core/file_type.h"

/* ---- ribbon ---- */

static const char *ribbon_kind_name(enum ribbon_kind k)
{
	static const char *const names[] = {
		[RIBBON_HOLD] = "hold", [RIBBON_WAIT] = "wait", [RIBBON_LEFT] = "left",
		[RIBBON_GAP] = "gap",
	};
	return names[k];
}

static struct json *segment(const struct exchange *x, const struct ribbon_segment *s)
{
	struct json *o = json_new_obj(x->a);
	api_put_word(x, o, "kind", ribbon_kind_name(s->kind));
	api_put_seat(x, o, "holder", &s->holder);
	api_put_str(x, o, "step", s->step);
	api_put_at(x, o, "from", s->from);
	api_put_at(x, o, "to", s->to);
	api_put_at(x, o, "due", s->due);
	json_set_int(x->a, o, "work_s", s->work_s);
	json_set_bool(x->a, o, "now", s->now);
	json_set_bool(x->a, o, "late", s->late);
	json_set_bool(x->a, o, "untaken", s->untaken);
	json_set_bool(x->a, o, "sent_back", s->back);
	return o;
}

struct json *api_ribbon_json(const struct exchange *x, const struct ribbon *r)
{
	struct json *o = json_new_obj(x->a), *list = json_new_arr(x->a);
	for (size_t i = 0; i < r->segments; i++) {
		json_push(x->a, list, segment(x, &r->segment[i]));
	}
	json_set_bool(x->a, o, "overdue", r->overdue);
	json_set_int(x->a, o, "late_s", r->late_s);
	json_set_int(x->a, o, "left_s", r->left_s);
	json_set_int(x->a, o, "work_s", r->work_s);
	json_set(x->a, o, "segments", list);
	return o;
}

/* ---- history ---- */

static struct json *names(const struct exchange *x, const struct str *name, size_t n)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < n; i++) {
		json_push(x->a, list, json_new_str(x->a, name[i]));
	}
	return list;
}

static struct json *event_json(const struct exchange *x, const struct event *ev)
{
	struct json *o = json_new_obj(x->a);
	json_set_int(x->a, o, "seq", ev->seq);
	api_put_at(x, o, "at", ev->at);
	api_put_word(x, o, "kind", ev->name);
	api_put_str(x, o, "actor", ev->actor_key);
	api_put_seat(x, o, "to", &ev->to);
	api_put_str(x, o, "step", ev->step);
	api_put_str(x, o, "reason", ev->reason);
	api_put_str(x, o, "how", ev->how);
	api_put_str(x, o, "notice", ev->notice);
	api_put_str(x, o, "decision", ev->decision);
	api_put_str(x, o, "answer", ev->answer);
	json_set_int(x->a, o, "number", ev->number);
	json_set_int(x->a, o, "amount", ev->amount);
	json_set_int(x->a, o, "late_s", ev->late_s);
	json_set(x->a, o, "papers", names(x, ev->paper, ev->papers));
	return o;
}

struct json *api_history_json(const struct exchange *x, const struct history *h)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < h->n; i++) {
		json_push(x->a, list, event_json(x, &h->event[i]));
	}
	return list;
}

struct json *api_trace_json(const struct exchange *x, const struct deadline_trace *t)
{
	struct json *list = json_new_arr(x->a);
	const struct line_view *line;
	size_t n = words_trace(x, t, &line);
	for (size_t i = 0; i < n; i++) {
		struct json *o = json_new_obj(x->a);
		api_put_str(x, o, "rule", line[i].rule);
		json_set_str(x->a, o, "text", line[i].text);
		json_push(x->a, list, o);
	}
	return list;
}

/* ---- papers and files ---- */

struct json *api_papers_json(const struct exchange *x, const struct dossier_view *d)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < d->papers; i++) {
		const struct paper_view *p = &d->paper[i];
		struct json *o = json_new_obj(x->a);
		json_set_str(x->a, o, "paper", p->id);
		json_set_str(x->a, o, "name", p->name);
		json_set_bool(x->a, o, "optional", p->optional);
		json_set_bool(x->a, o, "brought", p->brought);
		json_set_int(x->a, o, "originals", p->originals);
		json_set_int(x->a, o, "certified", p->certified);
		json_set_int(x->a, o, "copies", p->copies);
		api_put_str(x, o, "source", p->source);
		api_put_at(x, o, "at", p->at);
		json_push(x->a, list, o);
	}
	return list;
}

struct json *api_files_json(const struct exchange *x, const struct dossier_view *d, bool whole)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < d->files; i++) {
		const struct file_view *f = &d->file[i];
		struct json *o = json_new_obj(x->a);
		json_set_int(x->a, o, "number", f->number);
		api_put_word(x, o, "what", attached_as_name(f->as));
		api_put_word(x, o, "type", file_type_name(f->type));
		api_put_str(x, o, "paper", f->paper);
		api_put_str(x, o, "name", whole ? f->name : STR(""));
		json_set_int(x->a, o, "size", f->size);
		api_put_at(x, o, "at", f->at);
		json_set_bool(x->a, o, "withdrawn", f->withdrawn);
		json_set_bool(x->a, o, "erased", f->erased);
		json_push(x->a, list, o);
	}
	return list;
}

/* ---- opinions and fees ---- */

struct json *api_opinions_json(const struct exchange *x, const struct dossier_view *d)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < d->opinions; i++) {
		const struct opinion_view *p = &d->opinion[i];
		struct json *o = json_new_obj(x->a);
		json_set_int(x->a, o, "number", p->number);
		json_set_int(x->a, o, "round", p->round);
		api_put_seat(x, o, "asked", &p->asked);
		json_set_bool(x->a, o, "member", p->member);
		json_set_bool(x->a, o, "planned", p->planned);
		api_put_at(x, o, "asked_at", p->asked_at);
		api_put_at(x, o, "due", p->due);
		api_put_at(x, o, "answered_at", p->answered_at);
		api_put_str(x, o, "answer", p->answer);
		json_set_bool(x->a, o, "open", p->open);
		json_set_bool(x->a, o, "silent", p->silent);
		json_set_bool(x->a, o, "lapsed", p->lapsed);
		json_set_bool(x->a, o, "after_half", p->after_half);
		json_set_int(x->a, o, "again", p->again);
		json_set_int(x->a, o, "supplements", p->supplements);
		json_set_bool(x->a, o, "in_question", p->in_question);
		json_set_int(x->a, o, "upheld", p->upheld);
		json_set_int(x->a, o, "late_s", p->late_s);
		json_push(x->a, list, o);
	}
	return list;
}

struct json *api_rounds_json(const struct exchange *x, const struct dossier_view *d)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < d->rounds; i++) {
		const struct round_view *r = &d->round[i];
		struct json *o = json_new_obj(x->a), *files = json_new_arr(x->a);
		json_set_int(x->a, o, "number", r->number);
		json_set_int(x->a, o, "asked", r->asked);
		json_set_int(x->a, o, "owed", r->owed);
		json_set_int(x->a, o, "votes", r->votes);
		json_set_int(x->a, o, "quorum", r->quorum);
		for (size_t k = 0; k < r->files; k++) {
			json_push(x->a, files, json_new_int(x->a, r->file[k]));
		}
		json_set(x->a, o, "files", files);
		json_push(x->a, list, o);
	}
	return list;
}

struct json *api_contests_json(const struct exchange *x, const struct dossier_view *d)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < d->contests; i++) {
		const struct contest_view *c = &d->contest[i];
		struct json *o = json_new_obj(x->a);
		json_set_int(x->a, o, "number", c->number);
		api_put_seat(x, o, "by", &c->by);
		api_put_seat(x, o, "sender", &c->sender);
		api_put_seat(x, o, "arbiter", &c->arbiter);
		api_put_str(x, o, "named", c->named);
		api_put_str(x, o, "reason", c->reason);
		api_put_at(x, o, "at", c->at);
		api_put_at(x, o, "due", c->due);
		api_put_at(x, o, "ended_at", c->ended_at);
		api_put_str(x, o, "state", str_of(contest_end_name(c->end)));
		json_set_bool(x->a, o, "escalated", c->escalated_at != INSTANT_NONE);
		json_set_int(x->a, o, "work_s", c->work_s);
		json_push(x->a, list, o);
	}
	return list;
}

struct json *api_returns_json(const struct exchange *x, const struct dossier_view *d)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < d->asked_backs; i++) {
		const struct second_return_view *r = &d->asked_back[i];
		struct json *o = json_new_obj(x->a);
		json_set_int(x->a, o, "number", r->number);
		api_put_seat(x, o, "by", &r->by);
		api_put_seat(x, o, "superior", &r->superior);
		api_put_str(x, o, "step", r->to);
		api_put_str(x, o, "reason", r->reason);
		json_set_bool(x->a, o, "escalated", r->escalated);
		api_put_at(x, o, "at", r->at);
		api_put_at(x, o, "due", r->due);
		api_put_at(x, o, "ended_at", r->ended_at);
		api_put_str(x, o, "state", str_of(return_end_name(r->end)));
		json_push(x->a, list, o);
	}
	return list;
}

struct json *api_fees_json(const struct exchange *x, const struct dossier_view *d)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < d->fees; i++) {
		const struct fee_view *f = &d->fee[i];
		struct json *o = json_new_obj(x->a);
		json_set_int(x->a, o, "number", f->number);
		json_set_int(x->a, o, "amount", f->amount);
		api_put_at(x, o, "at", f->at);
		api_put_at(x, o, "cancelled_at", f->cancelled_at);
		json_set_int(x->a, o, "refunded", f->refunded);
		api_put_str(x, o, "unit", f->unit);
		api_put_str(x, o, "clerk", f->clerk);
		json_push(x->a, list, o);
	}
	return list;
}

/* ---- what can be done ---- */

static struct json *choices(const struct exchange *x, const struct possible *p)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < p->choices; i++) {
		struct json *o = json_new_obj(x->a);
		json_set_str(x->a, o, "value", str_dup(x->a, p->choice[i].id));
		api_put_str(x, o, "name", p->choice[i].name);
		json_push(x->a, list, o);
	}
	return list;
}

struct json *api_possible_json(const struct exchange *x, const struct possible_list *p)
{
	struct json *list = json_new_arr(x->a);
	for (size_t i = 0; i < p->n; i++) {
		const struct possible *one = &p->action[i];
		struct json *o = json_new_obj(x->a);
		api_put_word(x, o, "do", one->action);
		api_put_word(x, o, "argument", one->field);
		json_set(x->a, o, "choices", choices(x, one));
		json_push(x->a, list, o);
	}
	return list;
}
