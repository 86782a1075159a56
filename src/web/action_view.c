/* Forms for what can be done now. */
#include "action_view.h"

#include "colleagues.h"
#include "form.h"
#include "top.h"

#include "app/action.h"
#include "app/unit_view.h"

#include <string.h>

enum { VIEWS_MOST = 64, OPTIONS_MOST = 64, UNITS_MOST = 400, HOTKEYS = 9 };

/* Coded words that stand in no list of the law: the words of the action's rule. */
static const struct {
	const char *action, *field, *words;
} coded[] = {
	{ "tell", "how", "counter phone sms email post portal" },
	{ "notice_delivered", "how", "signature code portal postal_receipt" },
	{ "deliver", "how", "counter post electronic" },
	{ "deliver", "proof", "signature code postal_receipt portal" },
	{ "reopen", "fault", "office citizen" },
	{ "correct", "what", "owner submitter proxy paper contact" },
	{ "answer_opinion", "answer", "agree conditions object not_competent" },
};

/* Those that undo, end or accuse stand apart and ask once more. */
static const char *const harmful[] = {
	"send_back", "deny", "not_eligible", "withdraw", "stop", "decline", "recall",
	"cancel_fee", "refund_fee", "correct_procedure", "reopen",
};
/* What ends the step stands out. */
static const char *const foremost[] = { "hand_over", "finish", "sign", "ready", "take", "receive" };

static bool among(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(name, list[i]) == 0) {
			return true;
		}
	}
	return false;
}

struct making {
	const struct exchange *x;
	const struct dossier_view *d;
	const struct possible *p;
	const struct action *action;
	bool kept;			/* the values of the refused form */
};

static struct str value_of(const struct making *m, const char *name)
{
	return m->kept ? form_get(m->x->form, name) : STR("");
}

/* ---- choices ---- */

static void options(const struct making *m, struct field_view *f, const struct option_view *list,
		    size_t n)
{
	struct option_view *out = arena_array(m->x->a, struct option_view, n);
	struct str value = f->value;
	for (size_t i = 0; i < n; i++) {
		out[i] = list[i];
		out[i].chosen = value.n > 0 ? str_eq(value, list[i].value) : i == 0;
	}
	f->options.p = out;
	f->options.n = n;
}

static void offered(const struct making *m, struct field_view *f)
{
	struct option_view list[OPTIONS_MOST];
	size_t n = 0;
	for (size_t i = 0; i < m->p->choices && n < OPTIONS_MOST; i++) {
		const struct choice *c = &m->p->choice[i];
		list[n++] = (struct option_view){ c->id,
			c->name.n > 0 ? c->name : words_of(m->x, "notice", c->id), false };
	}
	options(m, f, list, n);
}

static bool coded_words(const struct making *m, struct field_view *f)
{
	for (size_t i = 0; i < ARRAY_LEN(coded); i++) {
		if (strcmp(coded[i].action, m->action->name) != 0 ||
		    !str_is(f->name, coded[i].field)) {
			continue;
		}
		struct option_view list[OPTIONS_MOST];
		struct str rest = str_of(coded[i].words), one;
		size_t n = 0;
		while (rest.n > 0) {
			(void)str_cut(rest, ' ', &one, &rest);
			list[n++] = (struct option_view){ one, words_of(m->x, coded[i].field, one),
							  false };
		}
		options(m, f, list, n);
		return true;
	}
	return false;
}

/* People of the unit that has it. */
static void colleagues(const struct making *m, struct field_view *f)
{
	struct err e;
	if (!colleagues_ask(m->x, m->d->holder.unit_id, f, &e)) {
		f->options.n = 0;	/* the field stays a line: a key may be typed */
	}
}

static void units(const struct making *m, struct field_view *f)
{
	const struct org *o = app_org(m->x->app);
	struct option_view *list = arena_array(m->x->a, struct option_view, UNITS_MOST);
	struct day today = day_of(m->x->now);
	size_t n = 0;
	for (size_t i = 0; i < o->units && n < UNITS_MOST; i++) {
		const struct unit *u = o->unit[i];
		if (str_is(u->role, "agency") && unit_exists(u, today)) {
			list[n++] = (struct option_view){ u->key, unit_on(u, today)->name, false };
		}
	}
	options(m, f, list, n);
}

static void papers(const struct making *m, struct field_view *f)
{
	struct option_view *list = arena_array(m->x->a, struct option_view, m->d->papers);
	for (size_t i = 0; i < m->d->papers; i++) {
		list[i] = (struct option_view){ m->d->paper[i].id, m->d->paper[i].name, false };
	}
	f->options.p = list;
	f->options.n = m->d->papers;
}

/* ---- one input ---- */

static struct input_view line(const struct making *m, const struct field *f)
{
	struct input_view v = { .field = {
		.name = str_of(f->name), .value = value_of(m, f->name), .required = f->must,
		.form = str_fmt(m->x->a, "%s-", m->action->name),
		.label = words_of(m->x, "field", str_of(f->name)),
	} };
	if (m->p->field && strcmp(m->p->field, f->name) == 0) {
		v.kind = INPUT_CHOICE;
		offered(m, &v.field);
		return v;
	}
	switch (f->type) {
	case FIELD_TEXT:
		v.kind = INPUT_AREA;
		break;
	case FIELD_CODE:
		v.kind = coded_words(m, &v.field) ? INPUT_CHOICE : INPUT_LINE;
		break;
	case FIELD_INT:
		v.field.inputmode = STR("numeric");
		break;
	case FIELD_BOOL:
		v.kind = INPUT_TICK;
		break;
	case FIELD_AT:
		v.field.type = STR("datetime-local");
		break;
	case FIELD_DAY:
		v.field.type = STR("date");
		break;
	case FIELD_PERSON:
		colleagues(m, &v.field);
		v.kind = v.field.options.n > 0 ? INPUT_CHOICE : INPUT_LINE;
		break;
	case FIELD_UNIT:
		units(m, &v.field);
		v.kind = v.field.options.n > 0 ? INPUT_CHOICE : INPUT_LINE;
		break;
	case FIELD_LIST:
		v.kind = INPUT_TICKS;
		papers(m, &v.field);
		break;
	case FIELD_NAME:
	case FIELD_DOSSIER:
	case FIELD_SUBJECT:
	case FIELD_LIMIT:
	case FIELD_HASH:
	case FIELD_FILE:
	case FIELD_PAPERS:
	case FIELD_DOSSIERS:
	case FIELD_CHILDREN:
		break;
	}
	return v;
}

/* Papers brought have a page of their own at the counter; the outcome of a hand-over
 * is the button itself; several are signed from the signer's list. */
static bool shown(const struct making *m, const struct field *f)
{
	bool outcome = strcmp(m->action->name, "hand_over") == 0 && strcmp(f->name, "outcome") == 0;
	return strcmp(f->name, "dossier") != 0 && strcmp(f->name, "many") != 0 &&
	       f->type != FIELD_PAPERS && !outcome;
}

/* ---- one action ---- */

static struct action_view one(const struct making *m, const struct refused *refused)
{
	const char *name = m->action->name;
	struct input_view *in = arena_array(m->x->a, struct input_view, ACTION_FIELDS);
	struct action_view v = {
		.verb = str_of(name), .title = words_of(m->x, "do", str_of(name)),
		.path = str_fmt(m->x->a, "/dossiers/%.*s/act/%s", STR_ARG(m->d->code), name),
		.key = top_form_key(m->x), .open = m->kept,
		.warn = among(name, harmful, ARRAY_LEN(harmful)),
		.plain = !among(name, foremost, ARRAY_LEN(foremost)),
	};
	size_t n = 0;
	for (size_t i = 0; i < action_fields(m->action); i++) {
		const struct field *f = action_field(m->action, i);
		if (shown(m, f)) {
			in[n++] = line(m, f);
		}
	}
	v.inputs.p = in;
	v.inputs.n = n;
	if (m->kept) {
		v.wrong = words_err(m->x, &refused->err);
		v.hint = words_hint(m->x, &refused->err);
	}
	return v;
}

static size_t hand_overs(const struct making *m, const struct refused *refused,
			 struct action_view *out, size_t room)
{
	size_t n = 0;
	for (size_t i = 0; i < m->p->choices && n < room; i++) {
		const struct choice *c = &m->p->choice[i];
		struct text_arg args[] = { { "post", c->post }, { "unit", c->unit },
					   { "time", words_work(m->x, c->plan_s) } };
		out[n] = one(m, refused);
		out[n].title = c->name;
		out[n].open = false;
		out[n].path = str_fmt(m->x->a, "%.*s?outcome=%.*s", STR_ARG(out[n].path),
				      STR_ARG(http_encode(m->x->a, c->id)));
		if (c->unit.n > 0) {
			out[n].note = words(m->x, "dossier.leads_to", args, ARRAY_LEN(args));
		}
		n++;
	}
	return n;
}

size_t action_views(const struct exchange *x, const struct dossier_view *d,
		    const struct refused *refused, const struct action_view **out)
{
	struct action_view *v = arena_array(x->a, struct action_view, VIEWS_MOST);
	size_t n = 0;
	for (size_t i = 0; i < d->possible.n && n < VIEWS_MOST; i++) {
		const struct possible *p = &d->possible.action[i];
		struct making m = { .x = x, .d = d, .p = p,
				    .action = action_find(str_of(p->action)) };
		if (strcmp(p->action, "attach") == 0) {
			continue;	/* its form stands with the papers (papers_view.h) */
		}
		m.kept = refused && str_is(refused->verb, p->action);
		if (strcmp(p->action, "hand_over") == 0) {
			n += hand_overs(&m, refused, v + n, VIEWS_MOST - n);
		} else {
			v[n++] = one(&m, refused);
		}
	}
	for (size_t i = 0; i < n && i < HOTKEYS; i++) {
		v[i].hotkey = str_fmt(x->a, "%zu", i + 1);
	}
	*out = v;
	return n;
}
