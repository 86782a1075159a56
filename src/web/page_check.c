/*
 * Whether a proof holds, in plain words: what `dunghen ledger check` says, for whoever has
 * no program of that kind. Whoever trusts nobody checks with the log's key and a program of
 * their own; the page says so.
 */
#include "page_check.h"

#include "form.h"
#include "pages.h"
#include "top.h"
#include "view_check.h"
#include "web_int.h"
#include "words.h"

#include "app/published.h"
#include "core/law.h"
#include "core/receipt.h"

enum { LINES = RECEIPT_OPENINGS + 4 };

struct checked {
	struct receipt receipt;
	struct checkpoint head;
	struct entry *entry;	/* as many as the receipt has */
	struct line_view line[LINES];
	size_t lines;
};

/* A text field turns the ends of lines into those of its own and takes the last away. */
static struct str as_file(struct arena *a, struct str pasted)
{
	char *p = arena_alloc(a, pasted.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < pasted.n; i++) {
		if (pasted.p[i] != '\r') {
			p[n++] = pasted.p[i];
		}
	}
	p[n++] = '\n';
	return (struct str){ p, n };
}

/* This log's key, also under the name it had in an epoch before a restore: what was
 * signed then stands for what the log was then, and its name is said. */
static bool key_for(struct exchange *x, struct str note, struct note_key *out, struct err *e)
{
	struct note_key ours;
	struct str text;
	return app_published_key(x->app, x->a, &text, e) &&
	       note_key_read(x->a, text, &ours, e) &&
	       note_key_make(checkpoint_origin(note), ours.public_key, out, e);
}

static bool check(struct exchange *x, struct str text, struct checked *k, struct err *e)
{
	struct note_key key;
	return receipt_read(x->a, text, &k->receipt, e) &&
	       key_for(x, k->receipt.checkpoint, &key, e) &&
	       receipt_check(x->a, &k->receipt, &key, &k->head, &k->entry, e);
}

/* ---- in plain words ---- */

static void say(const struct exchange *x, struct checked *k, const char *key,
		const struct text_arg *args, size_t n)
{
	k->line[k->lines++] = (struct line_view){ .text = words(x, key, args, n) };
}

static struct str moment(const struct exchange *x, const struct entry *en, const char *name)
{
	struct err e;
	int64_t at;
	return body_at(en, name, &at, &e) ? words_moment(x, at) : STR("–");
}

static struct str code_of(const struct exchange *x, const struct checked *k)
{
	char id[ID_TEXT];
	const struct entry *submitted = receipt_of_kind(&k->receipt, k->entry, KIND_SUBMITTED);
	return submitted ? json_str(submitted->body, "code")
			 : str_dup(x->a, str_of(id_text('d', k->entry[0].stream.id, id)));
}

static void say_promise(const struct exchange *x, struct checked *k)
{
	const struct entry *in = &k->entry[0];
	struct str code = json_str(in->body, "procedure");
	const struct procedure *p = law_procedure(app_law(x->app), code);
	struct text_arg promise[] = {
		{ "received", moment(x, in, "received_at") }, { "code", code_of(x, k) },
		{ "procedure", !p ? code : x->lang == TEXT_VI ? p->name.vi : p->name.en },
		{ "due", moment(x, in, "first_due") },
	};
	struct text_arg rule[] = {
		{ "rule_set", json_str(in->body, "rule_set") }, { "procedure", code },
		{ "version", str_int(x->a, json_int(in->body, "version", 0)) },
		{ "calendar", json_str(in->body, "calendar") },
	};
	say(x, k, "ledger.promise", promise, ARRAY_LEN(promise));
	say(x, k, "ledger.promise.rule", rule, ARRAY_LEN(rule));
}

static void say_all(const struct exchange *x, struct checked *k)
{
	const struct entry *first = &k->entry[0];
	struct text_arg args[] = {
		{ "seq", str_int(x->a, k->receipt.entry[0].seq) }, { "origin", k->head.origin },
		{ "size", str_int(x->a, k->head.size) },
		{ "kind", words_of(x, "kind", str_of(kind_name(first->kind))) },
		{ "at", words_moment(x, first->at) },
	};
	say(x, k, "ledger.checked", args, ARRAY_LEN(args));
	if (first->kind == KIND_RECEIVED) {
		say_promise(x, k);
	}
	say(x, k, "ledger.entry", args, ARRAY_LEN(args));
	for (size_t i = 0; i < k->receipt.openings; i++) {
		struct text_arg opening[] = { { "label", k->receipt.opening[i].label },
					      { "value", k->receipt.opening[i].value } };
		say(x, k, "ledger.opening", opening, ARRAY_LEN(opening));
	}
}

/* ---- the page ---- */

static void show(struct exchange *x, int status, const struct checked *k, const struct err *wrong)
{
	struct proof_check_view v = {
		.top = top_public(x, words0(x, "check.title"), SECTION_TRACK),
		.proof = { .name = STR("proof"), .label = words0(x, "check.proof"),
			   .hint = words0(x, "check.proof.hint"), .required = true,
			   .value = form_get(x->form, "proof") },
	};
	if (k) {
		v.good = true;
		v.lines.p = k->line;
		v.lines.n = k->lines;
	}
	if (wrong) {
		v.wrong = words_err(x, wrong);
		v.hint = words_hint(x, wrong);
	}
	page_check(x->page, x->lang, &v);
	reply_page(x, status);
}

void check_ask(struct exchange *x)
{
	show(x, 200, NULL, NULL);
}

/* Nothing is written, and what was pasted is kept nowhere. */
void check_proof(struct exchange *x)
{
	struct checked *k = arena_new(x->a, struct checked);
	struct err e;
	if (!check(x, as_file(x->a, form_get(x->form, "proof")), k, &e)) {
		show(x, 422, NULL, &e);
		return;
	}
	say_all(x, k);
	show(x, 200, k, NULL);
}
