/* `dunghen ledger check`: a receipt or proof, with the log's public key alone. */
#include "cmd_ledger.h"

#include "law_files.h"
#include "store.h"

#include "app/ledger.h"
#include "core/receipt.h"

struct checked {
	struct receipt receipt;
	struct checkpoint head;
	struct entry *entry;	/* as many as the receipt has */
};

/* --key: a verifier key, or the public key in hex under the name in the file. */
static bool given_key(struct cli *c, struct str text, struct str note, struct note_key *out,
		      struct err *e)
{
	struct str bytes;
	if (hex_bytes(c->arena, text, &bytes) && bytes.n == KEY_SIZE) {
		return note_key_make(checkpoint_origin(note), (const uint8_t *)bytes.p, out, e);
	}
	return note_key_read(c->arena, text, out, e);
}

static bool find_key(struct cli *c, const struct opts *o, struct str note,
		     struct note_key *out, struct err *e)
{
	struct ledger *l;
	if (opt_has(o, "key")) {
		return given_key(c, opt_str(o, "key"), note, out, e);
	}
	if (!opt_has(o, "db")) {
		return err_set(e, ERR_INVALID, "ledger.nokey", NULL);
	}
	if (!ledger_open(c->arena, db_dir(c, o), LEDGER_READ, &l, e)) {
		return false;
	}
	*out = *ledger_key(l);
	ledger_close(l);
	return true;
}

static bool check(struct cli *c, const struct opts *o, struct checked *k, struct err *e)
{
	struct str text;
	struct note_key key;
	if (!cli_read_file(c, o->word[1], LOG_PROOF_MOST, &text, e) ||
	    !receipt_read(c->arena, text, &k->receipt, e) ||
	    !find_key(c, o, k->receipt.checkpoint, &key, e)) {
		return false;
	}
	return receipt_check(c->arena, &k->receipt, &key, &k->head, &k->entry, e);
}

/* ---- in plain words ---- */

static struct str body_moment(struct cli *c, const struct entry *en, const char *name)
{
	char text[INSTANT_TEXT];
	int64_t at;
	struct err e;
	if (!body_at(en, name, &at, &e)) {
		return STR("–");
	}
	return str_dup(c->arena, str_of(instant_vi(at, text)));
}

/* The procedure's name, when this program knows its law; else the bare code. */
static struct str procedure_words(struct cli *c, struct str code)
{
	struct law_source *files;
	struct law law;
	size_t n;
	struct err e;
	const struct procedure *p = NULL;
	if (law_files(c, STR(""), &files, &n, &e) && law_read(c->arena, files, n, &law, &e)) {
		p = law_procedure(&law, code);
	}
	return !p ? code : c->lang == TEXT_VI ? p->name.vi : p->name.en;
}

static void tell_promise(struct cli *c, const struct checked *k, const struct entry *received)
{
	const struct entry *submitted = receipt_of_kind(&k->receipt, k->entry, KIND_SUBMITTED);
	char id[ID_TEXT];
	struct str code = json_str(received->body, "procedure");
	struct str dossier = submitted ? json_str(submitted->body, "code")
				       : str_of(id_text('d', received->stream.id, id));
	struct text_arg promise[] = {
		{ "received", body_moment(c, received, "received_at") },
		{ "code", dossier },
		{ "procedure", procedure_words(c, code) },
		{ "due", body_moment(c, received, "first_due") },
	};
	struct text_arg rule[] = {
		{ "rule_set", json_str(received->body, "rule_set") },
		{ "procedure", code },
		{ "version", str_fmt(c->arena, "%lld",
				     (long long)json_int(received->body, "version", 0)) },
		{ "calendar", json_str(received->body, "calendar") },
	};
	cli_sentence(c, "ledger.promise", promise, ARRAY_LEN(promise));
	cli_sentence(c, "ledger.promise.rule", rule, ARRAY_LEN(rule));
}

static struct str kind_words(struct cli *c, enum entry_kind kind)
{
	struct str key = str_fmt(c->arena, "kind.%s", kind_name(kind));
	return cli_text(c, str_cstr(c->arena, key), NULL, 0);
}

static void tell_entry(struct cli *c, const struct checked *k, size_t i)
{
	char at[INSTANT_TEXT];
	struct text_arg args[] = {
		{ "seq", str_fmt(c->arena, "%lld", (long long)k->receipt.entry[i].seq) },
		{ "kind", kind_words(c, k->entry[i].kind) },
		{ "at", str_of(instant_vi(k->entry[i].at, at)) },
	};
	cli_sentence(c, "ledger.entry", args, ARRAY_LEN(args));
}

static void tell_words(struct cli *c, const struct checked *k)
{
	const struct entry *first = &k->entry[0];
	char at[INSTANT_TEXT];
	struct text_arg args[] = {
		{ "seq", str_fmt(c->arena, "%lld", (long long)k->receipt.entry[0].seq) },
		{ "origin", k->head.origin },
		{ "size", str_fmt(c->arena, "%lld", (long long)k->head.size) },
		{ "kind", kind_words(c, first->kind) },
		{ "at", str_of(instant_vi(first->at, at)) },
	};
	cli_sentence(c, "ledger.checked", args, ARRAY_LEN(args));
	if (first->kind == KIND_RECEIVED) {
		tell_promise(c, k, first);
	}
	cli_sentence(c, "ledger.entry", args, ARRAY_LEN(args));
	for (size_t i = 1; i < k->receipt.entries; i++) {
		tell_entry(c, k, i);
	}
	for (size_t i = 0; i < k->receipt.openings; i++) {
		struct text_arg opening[] = {
			{ "label", k->receipt.opening[i].label },
			{ "value", k->receipt.opening[i].value },
		};
		cli_sentence(c, "ledger.opening", opening, ARRAY_LEN(opening));
	}
}

static void tell_json(struct cli *c, const struct checked *k)
{
	struct json *o = json_new_obj(c->arena);
	struct json *list = json_new_arr(c->arena);
	for (size_t i = 0; i < k->receipt.entries; i++) {
		struct json *one = json_new_obj(c->arena);
		char at[INSTANT_TEXT];
		instant_text(k->entry[i].at, at);
		json_set_int(c->arena, one, "seq", k->receipt.entry[i].seq);
		json_set_str(c->arena, one, "kind", str_of(kind_name(k->entry[i].kind)));
		json_set_str(c->arena, one, "at", str_dup(c->arena, str_of(at)));
		json_set(c->arena, one, "body", k->entry[i].body);
		json_push(c->arena, list, one);
	}
	json_set_bool(c->arena, o, "ok", true);
	json_set_str(c->arena, o, "origin", k->head.origin);
	json_set_int(c->arena, o, "size", k->head.size);
	json_set(c->arena, o, "entries", list);
	cli_json(c, o);
}

int ledger_check(struct cli *c, const struct opts *o)
{
	struct checked *k = arena_new(c->arena, struct checked);
	struct err e;
	if (!opt_words(o, 2, 2, &e)) {
		return cli_misuse(c, &e);
	}
	if (!check(c, o, k, &e)) {
		/* What does not hold is what the command is for: exit 1, not 3. */
		int status = e.code == ERR_INVALID ? cli_misuse(c, &e) : cli_fail(c, &e);
		return e.code == ERR_CORRUPT ? EXIT_REFUSED : status;
	}
	if (c->json) {
		tell_json(c, k);
	} else {
		tell_words(c, k);
	}
	return EXIT_DONE;
}
