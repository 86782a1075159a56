/* One apology to be signed. */
#include "page_apology.h"

#include "act_form.h"
#include "field.h"
#include "pages.h"
#include "top.h"
#include "view_apology.h"
#include "word_task.h"
#include "words.h"

#include "app/action.h"
#include "app/apology.h"

#include "core/code.h"

/* ---- the list ---- */

bool apology_rows(struct exchange *x, const struct asking *ask, struct str after,
		  struct tasks *out, struct err *e)
{
	return app_apologies_owed(x->app, x->a, ask, x->seat.unit, after, QUEUE_ROWS, out, e);
}

void apologies_list(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct str signed_code = form_get(x->form, "sign");
	struct dossier_code code;
	struct tasks tasks;
	struct err e;

	if (!apology_rows(x, &ask, form_get(x->form, "after"), &tasks, &e)) {
		reply_err(x, &e);
		return;
	}
	struct queue_view v = queue_view(x, "apologies", &tasks, "/unit/apologies");

	if (signed_code.n > 0 && code_parse(signed_code, &code, &e)) {
		v.notice = words1(x, "apology.done", "code", signed_code);
	}
	page_queue(x->page, x->lang, &v);
	reply_page(x, 200);
}

/* ---- the letter ---- */

static void put_letter(const struct exchange *x, const struct sheet *s,
		       struct apology_page_view *v)
{
	static const enum letter_kind kinds[] = {
		[SHEET_TITLE] = LETTER_TITLE, [SHEET_SUBTITLE] = LETTER_TEXT,
		[SHEET_FACT] = LETTER_FACT, [SHEET_STRONG] = LETTER_STRONG,
		[SHEET_HEADING] = LETTER_TEXT, [SHEET_TEXT] = LETTER_TEXT,
		[SHEET_NOTE] = LETTER_TEXT,
	};
	struct letter_line_view *out = arena_array(x->a, struct letter_line_view, s->items);
	size_t n = 0;

	for (size_t i = 0; i < s->items; i++) {
		const struct sheet_item *it = &s->item[i];

		/* Whose names are masked here stands below the letter. */
		if (it->kind < ARRAY_LEN(kinds) && it->kind != SHEET_SUBTITLE) {
			out[n++] = (struct letter_line_view){ kinds[it->kind], it->label,
							      it->text };
		}
		if (it->kind == SHEET_SIGN) {
			struct str *block = arena_array(x->a, struct str, 4);
			struct str rest = it->other_label, line;

			while (v->block.n < 4 && rest.n > 0) {
				(void)str_cut(rest, '\n', &line, &rest);
				block[v->block.n++] = line;
			}
			v->block.p = block;
		}
	}
	v->letter.p = out;
	v->letter.n = n;
	v->issuer = s->issuer;
	v->motto = s->motto;
	v->motto_below = s->motto_below;
	v->place_date = s->place_date;
	v->signer = x->name;
}

/* ---- the page ---- */

static void put_units(const struct exchange *x, const struct apology_view *p,
		      struct apology_page_view *v)
{
	struct option_view *option = arena_array(x->a, struct option_view, p->units);
	struct share_line_view *share = arena_array(x->a, struct share_line_view, p->units);

	for (size_t i = 0; i < p->units; i++) {
		option[i] = (struct option_view){ p->unit[i].key, p->unit[i].name,
						  p->unit[i].chosen };
		if (p->unit[i].overrun_s > 0) {
			share[v->shares.n++] = (struct share_line_view){
				p->unit[i].name, words_work(x, p->unit[i].overrun_s) };
		}
	}
	v->shares.p = share;
	v->cause = (struct field_view){ .name = STR("cause"), .required = true,
					.label = words0(x, "apology.cause"),
					.hint = words0(x, "apology.cause.hint"),
					.options = { option, p->units } };
}

static void put_fields(const struct exchange *x, const struct apology_view *p,
		       struct apology_page_view *v)
{
	v->days = (struct field_view){
		.name = STR("days"), .label = words0(x, "field.days"), .required = true,
		.type = STR("number"), .inputmode = STR("numeric"), .focus = true,
		.value = str_int(x->a, p->days),
		.hint = words1(x, "apology.days.hint", "most", str_int(x->a, p->days_most)),
	};
	v->reason = (struct field_view){
		.name = STR("reason"), .label = words0(x, "apology.reason"), .required = true,
		.hint = words0(x, "apology.reason.hint"), .max = 2000,
		.value = form_get(x->form, "reason"),
	};
	put_units(x, p, v);
}

static struct str held(const struct exchange *x, const struct apology_view *p)
{
	return words1(x, "apology.held", "who", words_seat(x, &p->holder));
}

static struct str by(const struct exchange *x, const struct apology_view *p)
{
	struct text_arg args[] = { { "who", words_seat(x, &p->owes) },
				   { "at", words_moment(x, p->sign_by) } };

	if (!p->drafted) {
		return STR("");
	}
	return words_foretold(x, words(x, p->missed ? "apology.missed"
					: p->passed ? "apology.passed" : "apology.by",
				       args, ARRAY_LEN(args)), p->chance);
}

static void render(struct exchange *x, int status, const struct apology_view *p,
		   const struct err *wrong)
{
	struct apology_page_view v = {
		.top = top_inside(x, p->code), .code = p->code, .owner = p->owner,
		.procedure = p->procedure, .held = held(x, p), .by = by(x, p),
		.late = p->drafted && x->now > p->sign_by,
		.due = words1(x, "apology.promised", "due", words_moment(x, p->due)),
		.path = str_fmt(x->a, "/unit/apologies/%.*s", STR_ARG(p->code)),
		.form = { .key = top_form_key(x) },
	};

	put_fields(x, p, &v);
	if (wrong != NULL && !field_blame(x, &v.days, wrong) &&
	    !field_blame(x, &v.cause, wrong) && !field_blame(x, &v.reason, wrong)) {
		v.form.wrong = words_err(x, wrong);
		v.form.hint = words_hint(x, wrong);
	}
	if (p->refused) {
		v.wrong = words_err(x, &p->why);
		v.hint = words_hint(x, &p->why);
	} else {
		v.new_due = words_moment(x, p->new_due);
		put_letter(x, &p->letter, &v);
	}
	page_apology(x->page, x->lang, &v);
	reply_page(x, status);
}

static void show(struct exchange *x, int status, const struct err *wrong)
{
	struct asking ask = asking_inside(x);
	struct apology_view p;
	struct err e;
	struct apology_wish wish = { .cause = form_get(x->form, "cause"),
				     .reason = form_get(x->form, "reason") };

	if (!str_to_int64(form_get(x->form, "days"), &wish.days)) {
		wish.days = 0;
	}
	if (!app_apology(x->app, x->a, &ask, x->person, x->param[0], &wish, &p, &e)) {
		reply_err(x, &e);
		return;
	}
	render(x, status, &p, wrong);
}

void apology_show(struct exchange *x)
{
	show(x, 200, NULL);
}

/* ---- signing ---- */

static void acted(struct exchange *x)
{
	const struct err *e = &x->ticket.answer.err;

	if (!x->ticket.answer.ok) {
		show(x, refused_status(e), e);
		return;
	}
	reply_see(x, str_fmt(x->a, "/unit/apologies?sign=%.*s",
			     STR_ARG(http_encode(x->a, x->param[0]))));
}

void apology_act(struct exchange *x)
{
	struct json *args;
	struct err e;

	if (str_is(x->param[1], "letter")) {
		show(x, 200, NULL);
		return;
	}
	if (!str_is(x->param[1], "sign")) {
		reply_status(x, 404);
		return;
	}
	if (!act_args(x, action_find(STR("sign_apology")), &args, &e)) {
		show(x, 422, &e);
		return;
	}
	json_set_str(x->a, args, "dossier", x->param[0]);
	exchange_act(x, "sign_apology", args, form_get(x->form, "key"), acted);
}
