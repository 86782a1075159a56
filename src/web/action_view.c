/* Forms for what can be done now. */
#include "action_view.h"

#include "action_input.h"
#include "form.h"
#include "guard.h"
#include "refused_field.h"
#include "sure.h"
#include "top.h"
#include "trail.h"

#include <string.h>

enum { VIEWS_MOST = 64, HOTKEYS = 9 };

/* What ends the step stands out. */
static const char *const foremost[] = { "take", "hand_over", "finish", "sign", "ready",
					"receive", "answer_opinion", "deliver" };

/* What no recall undoes (rule 8), of what is done by one button. */
static const char *const finals[] = { "sign", "ready" };

static bool among(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(name, list[i]) == 0) {
			return true;
		}
	}
	return false;
}

/* ---- what it leads to ---- */

/* Where somebody else has it then, and what time the next one has. */
static struct str leads_to(const struct exchange *x, const struct possible *p)
{
	bool mine = p->to.person_id.v == x->person.v;
	struct text_arg args[] = { { "post", p->to.post }, { "unit", words_unit_of(x, &p->to) },
				   { "step", p->to_step },
				   { "time", words_work(x, p->to_plan_s) } };
	if (!p->moves || p->to.unit.n == 0 || mine) {
		return STR("");
	}
	return words(x, p->to_plan_s > 0 ? "dossier.leads_to" : "dossier.leads_to.over", args,
		     ARRAY_LEN(args));
}

/* Rule 14: until when it needs no signature. */
static struct str supplement_note(const struct exchange *x, const struct dossier_view *d)
{
	const char *key = d->supplement_first ? "dossier.supplement.first"
			: d->supplements > 0 ? "dossier.supplement.again"
			: "dossier.supplement.late";
	return words1(x, key, "day", words_day(x, d->supplement_until));
}

static struct str note_of(const struct exchange *x, const struct dossier_view *d,
			  const struct possible *p)
{
	if (strcmp(p->action, "take") == 0 && d->out_of_turn) {
		return words0(x, "dossier.take.chosen");
	}
	if (strcmp(p->action, "recall") == 0) {
		return words1(x, "dossier.recall.left", "time",
			      words_work(x, d->recall_left_s));
	}
	if (strcmp(p->action, "ask_supplement") == 0) {
		return supplement_note(x, d);
	}
	return leads_to(x, p);
}

/* ---- one action ---- */

/* Papers brought have a page of their own at the counter; the outcome of a hand-over
 * is the button itself, of a return the only one there is; a first supplement needs
 * neither signature nor reason (rule 14). */
static bool shown(const struct making *m, const struct field *f)
{
	const char *name = m->action->name;
	bool outcome = strcmp(f->name, "outcome") == 0 &&
		       (strcmp(name, "hand_over") == 0 || strcmp(name, "send_back") == 0);
	bool late_only = strcmp(name, "ask_supplement") == 0 && m->d->supplement_first &&
			 (strcmp(f->name, "signer") == 0 || strcmp(f->name, "why") == 0);
	/* Several are signed from the signer's list; the citizen's own proofs are on the
	 * citizen's pages. */
	bool many = strcmp(f->name, "many") == 0 ||
		    (m->action->right == RIGHT_CITIZEN && f->type == FIELD_ONCE);
	return strcmp(f->name, "dossier") != 0 && f->type != FIELD_PAPERS && !outcome &&
	       !late_only && !many;
}

static struct action_view one(const struct making *m, const struct refused *refused)
{
	const char *name = m->action->name;
	struct trail trail = trail_read(m->x);
	struct input_view *in = arena_array(m->x->a, struct input_view, ACTION_FIELDS);
	struct action_view v = {
		.verb = str_of(name), .title = words_of(m->x, "do", str_of(name)),
		.note = note_of(m->x, m->d, m->p),
		.path = trail_act(m->x, &trail, m->d->code, name, STR("")),
		.key = top_form_key(m->x), .open = m->kept, .warn = sure_harms(name),
		.plain = true, .final = among(name, finals, ARRAY_LEN(finals)),
	};
	size_t n = 0;
	bool said = false;
	for (size_t i = 0; i < action_fields(m->action); i++) {
		const struct field *f = action_field(m->action, i);
		if (shown(m, f)) {
			in[n] = action_input(m, f);
			said = said || in[n].field.error.n > 0;
			n++;
		}
	}
	v.inputs.p = in;
	v.inputs.n = n;
	if (m->kept && !said && refused && refused->err.code != ERR_NONE) {
		v.wrong = words_err(m->x, &refused->err);
		v.hint = words_hint(m->x, &refused->err);
	}
	return v;
}

static size_t hand_overs(const struct making *m, const struct refused *refused,
			 struct action_view *out, size_t room)
{
	struct trail trail = trail_read(m->x);
	size_t n = 0;
	for (size_t i = 0; i < m->p->choices && n < room; i++) {
		const struct choice *c = &m->p->choice[i];
		struct text_arg args[] = { { "post", c->post }, { "unit", c->unit },
					   { "step", c->step },
					   { "time", words_work(m->x, c->plan_s) } };
		out[n] = one(m, refused);
		out[n].title = c->name;
		out[n].open = false;
		out[n].path = trail_act(m->x, &trail, m->d->code, "hand_over", c->id);
		out[n].note = c->unit.n == 0 ? STR("")
			: words(m->x, c->plan_s > 0 ? "dossier.leads_to" : "dossier.leads_to.over",
				args, ARRAY_LEN(args));
		n++;
	}
	return n;
}

/* ---- all of them ---- */

/* The first of what goes on stands out, and stands first; what does harm stands last. */
static int rank(const struct action_view *v)
{
	return v->warn ? 2 : among(v->verb.p, foremost, ARRAY_LEN(foremost)) ? 0 : 1;
}

static void arrange(struct action_view *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct action_view one = v[i];
		size_t k = i;
		for (; k > 0 && rank(&v[k - 1]) > rank(&one); k--) {
			v[k] = v[k - 1];
		}
		v[k] = one;
	}
}

static struct making making_of(const struct exchange *x, const struct dossier_view *d,
			       const struct possible *p, const struct refused *refused)
{
	struct making m = { .x = x, .d = d, .p = p, .action = action_find(str_of(p->action)) };
	/* Tried in vain, or unfolded by whoever led here (?open=). */
	m.kept = (refused && str_is(refused->verb, p->action)) ||
		 (x->in->method != HTTP_POST && str_is(form_get(x->form, "open"), p->action));
	if (m.kept && refused && refused->err.code != ERR_NONE) {
		m.wrong = refused_field(m.action, &refused->err);
		m.wrong_words = refused_words(x, &refused->err);
	}
	return m;
}

static bool brings_file(const struct action *action)
{
	for (size_t i = 0; i < action_fields(action); i++) {
		if (action_field(action, i)->type == FIELD_FILE) {
			return true;
		}
	}
	return false;
}

/* A result is handed out at a page of its own, where the counter sees whose it is and
 * takes what is still due: until then it cannot be delivered. */
static bool handed_out_there(const struct exchange *x, const struct dossier_view *d,
			     const struct refused *refused)
{
	bool may = false;
	for (size_t i = 0; i < d->possible.n; i++) {
		const char *name = d->possible.action[i].action;
		may = may || strcmp(name, "deliver") == 0 ||
		      (d->fee_owed > 0 && strcmp(name, "fee_receipt") == 0);
	}
	return may && d->state == DOSSIER_READY && guard_may(x, WHO_COUNTER) &&
	       !(refused && str_is(refused->verb, "deliver"));
}

static struct action_view handout_link(const struct exchange *x, const struct dossier_view *d)
{
	return (struct action_view){
		.verb = STR("deliver"), .title = words0(x, "do.deliver"), .elsewhere = true,
		.path = str_fmt(x->a, "/counter/hand-out/%.*s", STR_ARG(d->code)),
		.plain = true,
	};
}

/* Where it is signed one sees the letter and the new date. */
static bool signed_there(const struct exchange *x, const struct making *m)
{
	return strcmp(m->p->action, "sign_apology") == 0 && guard_may(x, WHO_LEADER);
}

static struct action_view apology_link(const struct exchange *x, const struct dossier_view *d)
{
	return (struct action_view){
		.verb = STR("sign_apology"), .title = words0(x, "do.sign_apology"),
		.elsewhere = true, .plain = true,
		.path = str_fmt(x->a, "/unit/apologies/%.*s", STR_ARG(d->code)),
	};
}

size_t action_views(const struct exchange *x, const struct dossier_view *d,
		    const struct refused *refused, const struct action_view **out)
{
	struct action_view *v = arena_array(x->a, struct action_view, VIEWS_MOST);
	size_t n = 0;
	bool there = handed_out_there(x, d, refused);
	if (there) {
		v[n++] = handout_link(x, d);
	}
	for (size_t i = 0; i < d->possible.n && n < VIEWS_MOST; i++) {
		struct making m = making_of(x, d, &d->possible.action[i], refused);
		if (brings_file(m.action)) {
			continue;	/* its place is at the papers */
		}
		if (there && strcmp(m.p->action, "deliver") == 0) {
			continue;
		}
		if (signed_there(x, &m)) {
			v[n++] = apology_link(x, d);
		} else if (strcmp(m.p->action, "hand_over") == 0) {
			n += hand_overs(&m, refused, v + n, VIEWS_MOST - n);
		} else {
			v[n++] = one(&m, refused);
		}
	}
	arrange(v, n);
	for (size_t i = 0; i < n && i < HOTKEYS; i++) {
		v[i].hotkey = str_fmt(x->a, "%zu", i + 1);
	}
	if (n > 0 && rank(&v[0]) == 0) {
		v[0].plain = false;
	}
	*out = v;
	return n;
}
