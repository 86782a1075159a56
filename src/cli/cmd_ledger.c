/* `dunghen ledger`, but for the checking of files. */
#include "cmd_ledger.h"

#include "store.h"

#include "app/ledger.h"
#include "app/receipt.h"
#include "app/world.h"

const struct opt_spec ledger_options[] = {
	DB_OPTION,
	{ "as", OPT_VALUE, "KEY" },
	{ "checkpoint", OPT_VALUE, "FILE" },
	{ "open", OPT_FLAG, NULL },
	{ "clock", OPT_VALUE, "T" },
	{ "key", OPT_VALUE, "KEY" },
	{ NULL, OPT_END, NULL },
};

struct run {
	struct cli *c;
	const struct opts *o;
	struct ledger *l;
	struct str word;		/* the one after the verb, or empty */
};

static struct str number(struct cli *c, int64_t n)
{
	return str_fmt(c->arena, "%lld", (long long)n);
}

static struct str hex(struct cli *c, struct hash h)
{
	return hex_text(c->arena, h.b, HASH_SIZE);
}

/* ---- head, checkpoint, proofs ---- */

/* Receipts and checkpoints of earlier epochs are checked with their keys. */
static void head_before(struct cli *c, const struct note_key *newest, struct json *list)
{
	for (const struct note_key *key = newest->before; key; key = key->before) {
		struct str text = note_key_text(c->arena, key);
		if (list) {
			struct json *o = json_new_obj(c->arena);
			json_set_str(c->arena, o, "key", text);
			json_set_int(c->arena, o, "until", key->until);
			json_push(c->arena, list, o);
			continue;
		}
		struct text_arg args[] = {
			{ "until", number(c, key->until) }, { "key", text },
		};
		cli_sentence(c, "ledger.head.before", args, ARRAY_LEN(args));
	}
}

static bool head(struct run *r, struct err *e)
{
	struct cli *c = r->c;
	struct ledger_head h;
	char at[INSTANT_TEXT];
	if (!ledger_head(r->l, &h, e)) {
		return false;
	}
	struct str key = note_key_text(c->arena, ledger_key(r->l));
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_int(c->arena, o, "size", h.size);
		json_set_str(c->arena, o, "root", hex(c, h.root));
		json_set_str(c->arena, o, "at", str_of(instant_text(h.at, at)));
		json_set_str(c->arena, o, "key", key);
		json_set_int(c->arena, o, "signed", h.signed_size);
		struct json *before = json_new_arr(c->arena);
		head_before(c, ledger_key(r->l), before);
		json_set(c->arena, o, "before", before);
		cli_json(c, o);
		return true;
	}
	struct text_arg args[] = {
		{ "size", number(c, h.size) }, { "at", str_of(instant_vi(h.at, at)) },
		{ "root", hex(c, h.root) }, { "key", key },
		{ "signed", number(c, h.signed_size) },
	};
	cli_sentence(c, "ledger.head.size", args, ARRAY_LEN(args));
	cli_sentence(c, "ledger.head.root", args, ARRAY_LEN(args));
	cli_sentence(c, "ledger.head.signed", args, ARRAY_LEN(args));
	cli_sentence(c, "ledger.head.key", args, ARRAY_LEN(args));
	head_before(c, ledger_key(r->l), NULL);
	return true;
}

/* As it is: what is signed has one form only, also with --json. */
static bool checkpoint(struct run *r, struct err *e)
{
	struct str note;
	if (!ledger_checkpoint(r->l, r->c->arena, &note, e)) {
		return false;
	}
	cli_put(r->c, STYLE_PLAIN, note);
	return true;
}

static bool prove(struct run *r, struct err *e)
{
	struct buf b;
	int64_t seq;
	if (!tlog_number(r->word, &seq)) {
		return err_set(e, ERR_INVALID, "ledger.number", "value",
			       str_cstr(r->c->arena, r->word), NULL);
	}
	buf_init(&b, LOG_PROOF_MOST);
	bool ok = ledger_prove(r->l, r->c->arena, seq, &b, e);
	if (ok) {
		cli_put(r->c, STYLE_PLAIN, buf_view(&b));
	}
	buf_done(&b);
	return ok;
}

static bool export(struct run *r, struct err *e)
{
	struct cli *c = r->c;
	struct ledger_head h;
	int64_t files;
	if (!ledger_export(r->l, c->arena, str_cstr(c->arena, r->word), &files, e) ||
	    !ledger_head(r->l, &h, e)) {
		return false;
	}
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_bool(c->arena, o, "ok", true);
		json_set_int(c->arena, o, "files", files);
		json_set_int(c->arena, o, "size", h.signed_size);
		cli_json(c, o);
		return true;
	}
	struct text_arg args[] = {
		{ "files", number(c, files) }, { "dir", r->word },
		{ "size", number(c, h.signed_size) },
	};
	cli_sentence(c, "ledger.exported", args, ARRAY_LEN(args));
	return true;
}

/* ---- verify, fsck ---- */

static void report(struct run *r, const struct ledger_verified *v, int64_t us, const char *key)
{
	struct cli *c = r->c;
	int64_t rate = us > 0 ? v->entries * 1000000 / us : v->entries;
	if (c->json) {
		struct json *o = json_new_obj(c->arena);
		json_set_bool(c->arena, o, "ok", true);
		json_set_int(c->arena, o, "entries", v->entries);
		json_set_int(c->arena, o, "tiles", v->tiles);
		json_set_int(c->arena, o, "heads", v->heads);
		json_set_int(c->arena, o, "signed", v->signed_size);
		json_set_str(c->arena, o, "root", hex(c, v->root));
		json_set_int(c->arena, o, "entries_per_s", rate);
		cli_json(c, o);
		return;
	}
	struct text_arg args[] = {
		{ "entries", number(c, v->entries) }, { "tiles", number(c, v->tiles) },
		{ "heads", number(c, v->heads) }, { "rate", number(c, rate) },
		{ "root", hex(c, v->root) }, { "n", number(c, v->entries - v->signed_size) },
	};
	cli_sentence(c, key, args, ARRAY_LEN(args));
	if (v->signed_size < v->entries) {
		cli_sentence(c, "ledger.unsigned", args, ARRAY_LEN(args));
	}
}

static void report_continued(struct run *r, const struct note_key *key, struct str old)
{
	struct checkpoint head;
	struct err e;
	if (old.n > 0 && !r->c->json &&
	    checkpoint_open(r->c->arena, old, key, &head, &e)) {
		struct text_arg arg = { "size", number(r->c, head.size) };
		cli_sentence(r->c, "ledger.continued", &arg, 1);
	}
}

static bool verify(struct run *r, struct err *e)
{
	struct cli *c = r->c;
	struct note_key given;
	const struct note_key *key = NULL;
	struct ledger_verified v;
	struct str old = { 0 };
	if (opt_has(r->o, "key")) {
		if (!note_key_read(c->arena, opt_str(r->o, "key"), &given, e)) {
			return false;
		}
		key = &given;
	}
	if (opt_has(r->o, "checkpoint") &&
	    !cli_read_file(c, opt_str(r->o, "checkpoint"), NOTE_MOST, &old, e)) {
		return false;
	}
	int64_t from = world_ticks_us();
	bool ok = ledger_verify(r->l, key, old, db_progress(c), &v, e);
	int64_t us = world_ticks_us() - from;
	db_progress_end(c);
	if (ok) {
		report(r, &v, us, "ledger.verified");
		report_continued(r, ledger_key(r->l), old);
	}
	return ok;
}

static bool fsck(struct run *r, struct err *e)
{
	struct ledger_verified v;
	int64_t from = world_ticks_us();
	bool ok = ledger_fsck(r->l, db_progress(r->c), &v, e);
	int64_t us = world_ticks_us() - from;
	db_progress_end(r->c);
	if (ok) {
		report(r, &v, us, "ledger.fsck");
	}
	return ok;
}

/* ---- the verbs ---- */

/* Damage found is what these commands are for: exit 1, not 3. */
static int tell_damage(struct cli *c, const struct err *e)
{
	int status = cli_fail(c, e);
	return e->code == ERR_CORRUPT ? EXIT_REFUSED : status;
}

static const struct verb {
	const char *name;
	bool word;			/* needs a word behind it */
	enum ledger_access access;
	bool (*run)(struct run *r, struct err *e);
} verbs[] = {
	{ "head", false, LEDGER_READ, head },
	{ "checkpoint", false, LEDGER_SIGN, checkpoint },
	{ "prove", true, LEDGER_SIGN, prove },
	{ "verify", false, LEDGER_READ, verify },
	{ "fsck", false, LEDGER_READ, fsck },
	{ "export", true, LEDGER_SIGN, export },
};

static int run_verb(struct cli *c, const struct opts *o, const struct verb *verb)
{
	struct run r = { .c = c, .o = o };
	struct err e;
	if (!opt_words(o, verb->word ? 2 : 1, verb->word ? 2 : 1, &e)) {
		return cli_misuse(c, &e);
	}
	r.word = verb->word ? o->word[1] : STR("");
	if (!ledger_open(c->arena, db_dir(c, o), verb->access, &r.l, &e)) {
		if (e.code == ERR_CORRUPT && verb->access == LEDGER_READ) {
			app_name_damage(c->arena, db_dir(c, o), db_progress(c), &e);
			db_progress_end(c);
			return tell_damage(c, &e);
		}
		return cli_fail(c, &e);
	}
	bool ok = verb->run(&r, &e);
	ledger_close(r.l);
	return ok ? EXIT_DONE : tell_damage(c, &e);
}

static int receipt(struct cli *c, const struct opts *o)
{
	struct app *app;
	struct err e;
	struct str as;
	struct buf b;
	struct app_options options = { .dir = db_dir(c, o), .access = APP_WRITER,
				       .clock = INSTANT_NONE };
	if (!opt_words(o, 2, 2, &e) || !opt_need(o, "as", &as, &e) ||
	    (opt_has(o, "clock") && !opt_instant(opt_str(o, "clock"), &options.clock, &e))) {
		return cli_misuse(c, &e);
	}
	/* The vault is opened: a writing command. */
	if (!db_open_by(c, &options, &app, &e)) {
		return cli_fail(c, &e);
	}
	buf_init(&b, LOG_PROOF_MOST);
	bool ok = str_is(o->word[0], "evidence")
		? app_evidence(app, c->arena, as, o->word[1], opt_has(o, "open"), &b, &e)
		: app_receipt(app, c->arena, as, o->word[1], &b, &e);
	if (ok) {
		cli_put(c, STYLE_PLAIN, buf_view(&b));
	}
	buf_done(&b);
	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}

int cmd_ledger(struct cli *c, const struct opts *o)
{
	struct err e;
	struct str name = o->words > 0 ? o->word[0] : STR("");
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (str_is(name, verbs[i].name)) {
			return run_verb(c, o, &verbs[i]);
		}
	}
	if (str_is(name, "receipt") || str_is(name, "evidence")) {
		return receipt(c, o);
	}
	if (str_is(name, "check")) {
		return ledger_check(c, o);
	}
	(void)err_set(&e, ERR_INVALID, "ledger.usage", NULL);
	return cli_misuse(c, &e);
}
