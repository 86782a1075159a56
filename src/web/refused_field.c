/* Refusals beside their fields. */
#include "refused_field.h"

#include <string.h>

/* Refusals of the law that speak of one argument. */
static const struct {
	const char *key, *field;
} rows[] = {
	{ "hold.outcome", "outcome" }, { "hold.outcome_use", "outcome" },
	{ "return.reason", "reason" }, { "intake.reason", "reason" },
	{ "reassign.not_of_unit", "to" }, { "reassign.same", "to" },
	{ "reassign.on_leave", "to" },
	{ "supplement.signature", "why" }, { "payment.amount", "amount" },
	{ "notice.none", "notice" }, { "notice.how", "how" }, { "notice.delivered", "notice" },
	{ "pause.ground", "ground" }, { "pause.needs_notice", "ground" },
	{ "variant.none", "variant" }, { "variant.chosen", "variant" },
	{ "extend.days", "days" }, { "extend.cause", "cause" },
	{ "statutory.none", "statutory" }, { "statutory.times", "statutory" },
	{ "calendar.none", "calendar" }, { "calendar.same", "calendar" },
	{ "deliver.how", "how" }, { "stop.ground", "ground" }, { "reopen.fault", "fault" },
	{ "correct.what", "what" }, { "correct.same", "procedure" },
	{ "opinion.unit", "units" }, { "opinion.own_unit", "units" },
	{ "opinion.open", "units" }, { "opinion.nobody", "units" }, { "opinion.many", "units" },
	{ "opinion.member", "members" }, { "opinion.self", "members" },
	{ "opinion.quorum_of", "quorum" }, { "opinion.file", "files" },
	{ "opinion.lapsed", "number" }, { "opinion.unanswered", "number" },
	{ "opinion.marked", "number" }, { "opinion.unmarked", "number" },
	{ "opinion.verdict", "verdict" },
	{ "opinion.unplanned", "signer" }, { "opinion.limit", "limit" },
	{ "number.used", "number" }, { "number.taken", "number" }, { "number.file", "file" },
	{ "opinion.none", "number" }, { "opinion.answered", "number" },
	{ "opinion.answer", "answer" },
	{ "fee.none", "no" }, { "fee.cancelled", "no" }, { "fee.refunded", "no" },
	{ "intake.procedure", "procedure" }, { "intake.variant", "variant" },
	{ "intake.receipt_used", "receipt_no" }, { "intake.receipt_no", "receipt_no" },
	{ "intake.backdated", "received_at" }, { "intake.future", "received_at" },
	{ "org.key", "key" }, { "org.key_form", "key" }, { "org.role", "role" },
	{ "org.type", "type" }, { "org.agency_code", "agency_code" },
	{ "org.profile", "profile" }, { "org.parent", "parent" }, { "org.post", "post" },
	{ "org.assigned", "post" }, { "org.same_person", "to" },
};

/* What a command names that is not there: by the type of the argument. */
static const struct {
	const char *key;
	enum field_type type;
} unknown[] = {
	{ "person.unknown", FIELD_PERSON }, { "unit.unknown", FIELD_UNIT },
	{ "person.unknown", FIELD_PERSONS }, { "unit.unknown", FIELD_UNITS },
	{ "file.unknown", FIELD_HASH },
};

static const char *own(const struct action *action, const char *name)
{
	for (size_t i = 0; i < action_fields(action); i++) {
		if (strcmp(action_field(action, i)->name, name) == 0) {
			return action_field(action, i)->name;
		}
	}
	return NULL;
}

static const char *named(const struct err *e)
{
	for (int i = 0; i < e->args; i++) {
		if (strcmp(e->arg[i].name, "name") == 0) {
			return e->arg[i].value;
		}
	}
	return "";
}

const char *refused_field(const struct action *action, const struct err *e)
{
	if (strncmp(e->key, "arg.", 4) == 0 || own(action, named(e)) != NULL) {
		return own(action, named(e));
	}
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (strcmp(e->key, rows[i].key) == 0) {
			return own(action, rows[i].field);
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(unknown); i++) {
		for (size_t k = 0; strcmp(e->key, unknown[i].key) == 0 &&
				   k < action_fields(action); k++) {
			if (action_field(action, k)->type == unknown[i].type) {
				return action_field(action, k)->name;
			}
		}
	}
	return NULL;
}

/* The same with the field's label instead of the argument's name. */
static struct err labelled(const struct exchange *x, const struct err *e)
{
	struct err mine;
	err_set(&mine, e->code, e->key, NULL);
	for (int i = 0; i < e->args; i++) {
		struct str value = str_of(e->arg[i].value);
		bool name = strcmp(e->arg[i].name, "name") == 0;
		err_add(&mine, e->arg[i].name,
			str_cstr(x->a, name ? words_of(x, "field", value) : value));
	}
	return mine;
}

struct str refused_words(const struct exchange *x, const struct err *e)
{
	struct err mine = labelled(x, e);
	/* The name of an argument is no word of the page. */
	if (strcmp(e->key, "arg.missing") == 0 || strcmp(e->key, "arg.empty") == 0) {
		return words0(x, "field.needed");
	}
	if (strcmp(e->key, "arg.type") == 0) {
		return words0(x, "field.wrong");
	}
	struct str what = words_err(x, &mine), hint = words_hint(x, &mine);
	return hint.n > 0 ? str_fmt(x->a, "%.*s %.*s", STR_ARG(what), STR_ARG(hint)) : what;
}
