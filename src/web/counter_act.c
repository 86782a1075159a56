/* Commands of one form, one after another. */
#include "counter_act.h"

#include "form.h"

#include <string.h>

enum { SEEN_MOVES_S = 3600 };	/* limits in hours move on while one looks */

void counter_see(struct exchange *x, struct str code)
{
	reply_see(x, str_fmt(x->a, "/counter/received/%.*s", STR_ARG(http_encode(x->a, code))));
}

void counter_add(struct counter_acts *acts, const char *verb, struct json *args)
{
	acts->step[acts->n].verb = verb;
	acts->step[acts->n].args = args;
	acts->step[acts->n].may_fail = strcmp(verb, "fee_receipt") == 0;
	acts->n++;
}

static void hand_in(struct exchange *x, struct counter_acts *acts);

static void done(struct exchange *x)
{
	struct counter_acts *acts = x->state;
	const struct answer *answer = &x->ticket.answer;
	if (!answer->ok && !acts->step[acts->at].may_fail) {
		acts->refused(x, &answer->err);
		return;
	}
	if (acts->code.n == 0) {
		acts->code = str_dup(x->a, json_str(answer->made, "code"));
	}
	acts->at++;
	if (acts->at < acts->n) {
		hand_in(x, acts);
	} else {
		counter_see(x, acts->code);
	}
}

static void hand_in(struct exchange *x, struct counter_acts *acts)
{
	const char *verb = acts->step[acts->at].verb;
	struct json *args = acts->step[acts->at].args;
	struct str key = form_get(x->form, "key");
	if (acts->code.n > 0) {
		json_set_str(x->a, args, "dossier", acts->code);
		key = str_fmt(x->a, "%.*s.%s", STR_ARG(key), verb);
	}
	exchange_act(x, verb, args, key, done);
}

void counter_go(struct exchange *x, struct counter_acts *acts)
{
	x->state = acts;
	hand_in(x, acts);
}

void counter_add_fee(struct exchange *x, struct counter_acts *acts)
{
	static const char *const counts[] = { "pages", "copies" };
	struct json *args = json_new_obj(x->a);
	int64_t n;
	if (form_get(x->form, "take-fee").n == 0) {
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
		if (str_to_int64(form_get(x->form, counts[i]), &n)) {
			json_set_int(x->a, args, counts[i], n);
		}
	}
	counter_add(acts, "fee_receipt", args);
}

struct str counter_seen(const struct exchange *x, struct str about, int64_t due)
{
	return str_fmt(x->a, "%.*s|%lld", STR_ARG(about), (long long)due);
}

bool counter_same_date(struct str seen, struct str about, int64_t due)
{
	struct str shown, text;
	int64_t then;
	return str_cut(seen, '|', &shown, &text) && str_to_int64(text, &then) &&
	       str_eq(shown, about) && day_of(then).n == day_of(due).n &&
	       due - then <= SEEN_MOVES_S && then - due <= SEEN_MOVES_S;
}

bool counter_was_seen(const struct exchange *x, struct str about, int64_t due)
{
	return counter_same_date(form_get(x->form, "seen"), about, due);
}
