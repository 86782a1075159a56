/* The table of actions and the form of arguments; commands in, answers out. */
#include "app/app.h"
#include "app/action.h"

#include "base/buf.h"
#include "base/text.h"

#include "tap.h"

static struct arena arena;

static void test_table(void)
{
	int twice = 0, wide = 0, unnamed = 0;
	for (size_t i = 0; i < action_count(); i++) {
		const struct action *a = action_at(i);
		twice += action_find(str_of(a->name)) != a;
		wide += action_fields(a) > ACTION_FIELDS;
		unnamed += a->decide == NULL || a->basis[0] == '\0';
		for (size_t k = 0; k < action_fields(a); k++) {
			unnamed += action_field(a, k)->name == NULL;
		}
	}
	ok(action_count() > 50, "the table is not empty");
	is_int(twice, 0, "every action is found by its name");
	is_int(wide, 0, "no action has more fields than there is room for");
	is_int(unnamed, 0, "every action has a function, a ground and named fields");
	ok(action_find(STR("fly")) == NULL, "an unknown action is not found");
}

static void test_target_fields(void)
{
	const struct action *take = action_find(STR("take"));
	const struct action *number = action_find(STR("number"));
	is_int((int64_t)action_fields(take), 1, "take has its target only");
	is_str(action_field(take, 0)->name, "dossier", "the target comes first");
	is_str(action_field(number, 1)->name, "number", "then the fields of the table");
}

struct sample {
	const char *verb, *args, *code;	/* code NULL: accepted */
};

static void test_checks(void)
{
	static const struct sample sample[] = {
		{ "take", "{\"dossier\":\"H19.21-260302-0001\"}", NULL },
		{ "take", "{}", "arg.missing" },
		{ "take", "[]", "arg.type" },
		{ "take", "{\"dossier\":\"\"}", "arg.empty" },
		{ "take", "{\"dossier\":\" a\"}", "arg.code" },
		{ "take", "{\"dossier\":\"a\",\"b\":1}", "arg.unknown" },
		{ "fee_receipt", "{\"dossier\":\"a\",\"pages\":\"1\"}", "arg.type" },
		{ "fee_receipt", "{\"dossier\":\"a\",\"pages\":-1}", "arg.range" },
		{ "fee_receipt", "{\"dossier\":\"a\",\"pages\":9007199254740991}", "arg.range" },
		{ "close_unit", "{\"unit\":\"a\",\"to\":\"2026-02-30\"}", "arg.time" },
		{ "close_unit", "{\"unit\":\"a\",\"to\":\"9999-01-01\"}", "arg.far" },
		{ "close_unit", "{\"unit\":\"a\",\"to\":20260101}", "arg.type" },
		{ "close_unit", "{\"unit\":\"a\",\"to\":\"2026-02-28\"}", NULL },
		{ "ask_opinion", "{\"dossier\":\"a\",\"units\":[\"u\"],\"question\":\"q\","
				 "\"limit\":\"0d\"}", "arg.limit" },
		{ "ask_opinion", "{\"dossier\":\"a\",\"units\":[\"u\"],\"question\":\"q\","
				 "\"limit\":\"2.5d\"}", NULL },
		{ "list_batch", "{\"unit\":\"a\",\"to\":\"b\",\"dossiers\":[]}", "arg.empty" },
		{ "list_batch", "{\"unit\":\"a\",\"to\":\"b\",\"dossiers\":[1]}", "arg.type" },
		{ "complete_at_intake", "{\"dossier\":\"a\",\"papers\":[{}]}", "arg.missing" },
		{ "complete_at_intake", "{\"dossier\":\"a\",\"papers\":[{\"paper\":\"x\","
					"\"copies\":1.0}]}", "json.number" },
		{ "complete_at_intake", "{\"dossier\":\"a\",\"papers\":[{\"paper\":\"x\","
					"\"colour\":1}]}", "arg.unknown" },
	};
	for (size_t i = 0; i < ARRAY_LEN(sample); i++) {
		const struct json *args;
		struct err e = { .key = "" };
		bool passed = json_parse(&arena, str_of(sample[i].args), &args, &e) &&
			      action_check(action_find(str_of(sample[i].verb)), args, &e);
		is_str(passed ? "" : e.key, sample[i].code ? sample[i].code : "", "%s %s",
		       sample[i].verb, sample[i].args);
	}
}

static void test_messages(void)
{
	static const char *const keys[] = {
		"arg.unknown", "arg.missing", "arg.type", "arg.empty", "arg.long", "arg.code",
		"arg.time", "arg.far", "arg.limit", "arg.hash", "arg.range", "arg.id_number",
		"arg.many", "command.object", "command.member", "command.missing",
		"command.type", "command.key", "command.conflict", "command.at",
		"command.backward", "command.entries", "action.unknown", "unit.unknown",
		"person.unknown", "dossier.unknown", "subject.unknown",
	};
	int silent = 0, helpless = 0;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		char hint[ERR_KEY_SIZE + 8];
		(void)snprintf(hint, sizeof(hint), "%s.hint", keys[i]);
		for (int lang = 0; lang < TEXT_LANGS; lang++) {
			silent += text_get((enum text_lang)lang, keys[i]).n == 0;
			helpless += text_get((enum text_lang)lang, hint).n == 0;
		}
	}
	is_int(silent, 0, "every refusal of form has its sentence in both languages");
	is_int(helpless, 0, "and says what to do next");
}

static void test_answers(void)
{
	struct buf b;
	struct answer ans = { .key = STR("k"), .ok = true, .first = 3, .last = 4 };
	buf_init(&b, 10000);
	answer_write(&b, &arena, &ans);
	is_text(buf_view(&b), "{\"at\":\"1970-01-01T07:00:00+07:00\",\"key\":\"k\",\"ok\":true,"
			      "\"seq\":[3,4]}", "an accepted command");
	buf_reset(&b);
	ans = (struct answer){ 0 };
	(void)err_set(&ans.err, ERR_NOT_FOUND, "unit.unknown", "value", "x", NULL);
	answer_write(&b, &arena, &ans);
	const struct json *v;
	struct err e;
	if (ok(json_parse(&arena, buf_view(&b), &v, &e), "a refusal is JSON")) {
		ok(json_get(v, "key")->type == JSON_NULL, "a key not read is null");
		ok(json_get(v, "rule")->type == JSON_NULL, "form has no rule");
		is_text(json_str(v, "code"), "unit.unknown", "the code");
		ok(json_str(json_get(v, "message"), "vi").n > 0, "a sentence");
	}
	buf_done(&b);
}

static void test_lines(void)
{
	struct command c;
	struct str key;
	struct err e = { .key = "" };
	ok(command_parse(&arena, STR("{\"key\":\"a.b:c-d_1\",\"as\":\"lan\",\"do\":\"take\","
				     "\"args\":{}}"), &c, &key, &e), "a line of commands");
	is_text(c.key, "a.b:c-d_1", "its key");
	ok(c.at == INSTANT_NONE, "without a time");
	ok(!command_parse(&arena, STR("{\"key\":\"k1\",\"as\":7}"), &c, &key, &e), "a bad one");
	is_text(key, "k1", "whose key is known all the same");
}

int main(void)
{
	hash_setup();
	arena_init(&arena, 0);
	test_table();
	test_target_fields();
	test_checks();
	test_messages();
	test_answers();
	test_lines();
	arena_done(&arena);
	return done_testing();
}
