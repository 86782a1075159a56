/* Tokens of programs: made, found, revoked. */
#include "token.h"

#include "app_int.h"

#include "store/door.h"

#include <string.h>

enum { KEY_NONCE = 8, TOKENS_STEP = 16 };

/* ---- scopes ---- */

static const struct {
	const char *name;
	bool portal;
} scopes[SCOPES] = {
#define SCOPE(ident, name, portal) { name, portal },
#include "scopes.def"
#undef SCOPE
};
_Static_assert(SCOPES <= 32, "a bit each");

const char *scope_name(enum token_scope s)
{
	return scopes[s].name;
}

static bool scope_add(struct arena *a, struct str word, uint32_t *set, struct err *e)
{
	for (unsigned i = 0; i < SCOPES; i++) {
		if (str_is(word, scopes[i].name)) {
			*set |= UINT32_C(1) << i;
			return true;
		}
	}
	return err_set(e, ERR_INVALID, "token.scope", "value", str_cstr(a, word), NULL);
}

bool scopes_parse(struct arena *a, struct str text, uint32_t *out, struct err *e)
{
	uint32_t set = 0;
	size_t from = 0;

	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && text.p[i] != ',' && text.p[i] != ' ') {
			continue;
		}
		if (i > from && !scope_add(a, str_sub(text, from, i), &set, e)) {
			return false;
		}
		from = i + 1;
	}
	if (set == 0) {
		return err_set(e, ERR_INVALID, "token.no_scope", NULL);
	}
	*out = set;
	return true;
}

static struct str scopes_text(struct arena *a, uint32_t set)
{
	struct str s = { 0 };

	for (unsigned i = 0; i < SCOPES; i++) {
		if (set >> i & 1) {
			s = s.n > 0 ? STR_JOIN(a, s, STR(" "), str_of(scopes[i].name))
				    : str_of(scopes[i].name);
		}
	}
	return s;
}

static struct json *scopes_list(struct arena *a, uint32_t set)
{
	struct json *list = json_new_arr(a);

	for (unsigned i = 0; i < SCOPES; i++) {
		if (set >> i & 1) {
			json_push(a, list, json_new_str(a, str_of(scopes[i].name)));
		}
	}
	return list;
}

/* ---- as text ---- */

static int digit_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool token_read(struct str text, struct token_secret *out)
{
	struct token_secret s;
	size_t head = sizeof(TOKEN_HEAD) - 1;

	if (text.n != TOKEN_TEXT - 1 || !str_starts(text, STR(TOKEN_HEAD))) {
		return false;
	}
	for (size_t i = 0; i < KEY_SIZE; i++) {
		int high = digit_of(text.p[head + 2 * i]);
		int low = digit_of(text.p[head + 2 * i + 1]);

		if (high < 0 || low < 0) {
			return false;
		}
		s.b[i] = (uint8_t)(high << 4 | low);
	}
	*out = s;
	return true;
}

const char *token_text(const struct token_secret *secret, char out[TOKEN_TEXT])
{
	struct hash h;

	_Static_assert(KEY_SIZE == HASH_SIZE, "written as a hash is");
	memcpy(h.b, secret->b, HASH_SIZE);
	memcpy(out, TOKEN_HEAD, sizeof(TOKEN_HEAD) - 1);
	hash_hex(h, out + sizeof(TOKEN_HEAD) - 1);
	return out;
}

/* ---- looking ---- */

/* A scope that this program does not know, of a newer one, lets nobody do anything. */
static struct token token_of(const struct token_row *row)
{
	struct token t = { .no = row->no, .person = row->person, .note = row->program,
			   .made_at = row->made_at, .made_by = row->made_by,
			   .ends_at = row->ends_at, .revoked_at = row->revoked_at };
	struct str word, rest = row->scopes;

	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &word, &rest);
		for (unsigned i = 0; i < SCOPES; i++) {
			if (str_is(word, scopes[i].name)) {
				t.scopes |= UINT32_C(1) << i;
			}
		}
	}
	return t;
}

static bool no_use(struct err *e, const char *key)
{
	return err_set(e, ERR_DENIED, key, NULL);
}

/* Whom it acts for may have been let go since. */
static bool person_good(struct app *app, struct person_id person, struct err *e)
{
	struct account_row account;

	if (person.v == 0) {
		return true;
	}
	if (!store_account(app->store, person, &account, e)) {
		return false;
	}
	if (account.locked_at != INSTANT_NONE) {
		return no_use(e, "token.locked");
	}
	return org_employed(&app->org, person, app_now(app)) || no_use(e, "token.no_post");
}

bool token_find(struct app *app, struct arena *a, const struct token_secret *secret, int64_t at,
		struct token *out, struct err *e)
{
	struct token_row row;
	char when[INSTANT_TEXT];
	bool found;

	if (!store_token(app->store, a, hash_of(secret->b, KEY_SIZE), &row, &found, e)) {
		return false;
	}
	if (!found) {
		return no_use(e, "token.unknown");
	}
	if (row.revoked_at != INSTANT_NONE) {
		return no_use(e, "token.revoked");
	}
	if (row.ends_at <= at) {
		return err_set(e, ERR_DENIED, "token.ended", "at",
			       instant_vi(row.ends_at, when), NULL);
	}
	*out = token_of(&row);
	return person_good(app, row.person, e);
}

struct listing {
	struct arena *a;
	struct token_list list;
	size_t room;
};

static bool list_row(void *ctx, const struct token_row *row, struct err *e)
{
	struct listing *l = ctx;

	(void)e;
	if (l->list.n == l->room) {
		size_t room = l->room > 0 ? 2 * l->room : TOKENS_STEP;
		struct token *grown = arena_array(l->a, struct token, room);

		if (l->list.n > 0) {
			memcpy(grown, l->list.token, l->list.n * sizeof(*grown));
		}
		l->list.token = grown;
		l->room = room;
	}
	l->list.token[l->list.n++] = token_of(row);
	return true;
}

bool token_list(struct app *app, struct arena *a, struct token_list *out, struct err *e)
{
	struct listing l = { .a = a };

	if (!store_tokens(app->store, a, list_row, &l, e)) {
		return false;
	}
	*out = l.list;
	return true;
}

/* ---- an administrator's acts ---- */

struct act {
	struct arena a;
	struct decide d;
	struct token_row row;
	struct json *body;		/* of the entry */
};

static bool act_begin(struct app *app, struct str as, struct act *x, struct err *e)
{
	x->d = (struct decide){ .arena = &x->a, .law = &app->law, .org = &app->org };
	x->body = json_new_obj(&x->a);
	return writer_time(app, &x->d.at, e) && resolve_person(app, as, &x->d.actor, e) &&
	       decide_right(&x->d, RIGHT_ADMIN, e);
}

/* The entry and the row, both or neither. */
static bool act_write(struct app *app, struct act *x, enum entry_kind kind, struct err *e)
{
	uint8_t chance[KEY_NONCE];
	struct person_id whose = x->row.person.v != 0 ? x->row.person : x->d.actor;
	struct entry en = { .at = x->d.at, .actor = x->d.actor, .kind = kind,
			    .stream = { STREAM_PERSON, whose.v }, .body = x->body };
	struct command command = { 0 };

	world_random(&app->world, chance, sizeof(chance));
	command.key = str_fmt(&x->a, "token-%.*s",
			      STR_ARG(hex_text(&x->a, chance, sizeof(chance))));
	en.cmd = command.key;
	json_set_int(&x->a, x->body, "no", x->row.no);
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = record_own(app, &x->a, &en, e) &&
		  command_record(app, &command, hash_of(command.key.p, command.key.n), en.seq,
				 en.seq, en.at, e) &&
		  store_token_put(app->store, &x->row, e) && store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

static bool note_good(struct str s)
{
	bool ok = s.n <= TOKEN_NOTE_MOST;

	for (size_t i = 0; ok && i < s.n; i++) {
		char c = s.p[i];

		ok = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		     (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
	}
	return ok;
}

static bool wish_good(struct arena *a, const struct token_wish *w, struct err *e)
{
	if (!note_good(w->note)) {
		err_set(e, ERR_INVALID, "token.note", "value", str_cstr(a, w->note), NULL);
		return err_add_int(e, "max", TOKEN_NOTE_MOST);
	}
	if (w->ends_at <= w->at || w->ends_at - w->at > TOKEN_LONGEST_S) {
		err_set(e, ERR_INVALID, "token.end", NULL);
		return err_add_int(e, "days", TOKEN_LONGEST_S / DAY_S);
	}
	return true;
}

static bool portal_wish(const struct token_wish *w, struct err *e)
{
	for (unsigned i = 0; i < SCOPES; i++) {
		if ((w->scopes >> i & 1) && !scopes[i].portal) {
			return err_set(e, ERR_INVALID, "token.portal_scope", "value",
				       scopes[i].name, NULL);
		}
	}
	return true;
}

static bool for_whom(struct app *app, const struct token_wish *w, struct act *x, struct err *e)
{
	if (str_is(w->person, "portal")) {
		json_set_bool(&x->a, x->body, "portal", true);
		return portal_wish(w, e);
	}
	return resolve_person(app, w->person, &x->row.person, e) &&
	       (org_employed(&app->org, x->row.person, app_now(app)) ||
		no_use(e, "token.no_post"));
}

static bool last_number(void *ctx, const struct token_row *row, struct err *e)
{
	int64_t *last = ctx;

	(void)e;
	*last = row->no;
	return true;
}

static bool make(struct app *app, const struct token_wish *w, struct act *x,
		 struct token_secret *secret, struct err *e)
{
	int64_t last = 0;
	char until[INSTANT_TEXT];

	if (!act_begin(app, w->as, x, e) || !wish_good(&x->a, w, e) ||
	    !for_whom(app, w, x, e) ||
	    !store_tokens(app->store, &x->a, last_number, &last, e)) {
		return false;
	}
	/* Never from a seed: a demo's tokens must not be foreseen either. */
	random_bytes(secret->b, KEY_SIZE);
	x->row.no = last + 1;
	x->row.digest = hash_of(secret->b, KEY_SIZE);
	x->row.scopes = scopes_text(&x->a, w->scopes);
	x->row.program = w->note;
	x->row.made_at = w->at;
	x->row.made_by = x->d.actor;
	x->row.ends_at = w->ends_at;
	x->row.revoked_at = INSTANT_NONE;
	json_set(&x->a, x->body, "scopes", scopes_list(&x->a, w->scopes));
	json_set_str(&x->a, x->body, "until", str_of(instant_text(w->ends_at, until)));
	return act_write(app, x, KIND_TOKEN_MADE, e);
}

bool token_make(struct app *app, const struct token_wish *w, struct token *out,
		struct token_secret *secret, struct err *e)
{
	struct act x = { .row = { .no = 0 } };

	arena_init(&x.a, 0);
	bool ok = make(app, w, &x, secret, e);

	if (ok) {
		*out = token_of(&x.row);	/* its note is the wish's */
	}
	arena_done(&x.a);
	return ok;
}

struct seeking {
	struct arena *a;
	int64_t no;
	struct token_row row;
	bool found;
};

static bool seek_row(void *ctx, const struct token_row *row, struct err *e)
{
	struct seeking *k = ctx;

	(void)e;
	if (row->no == k->no) {
		k->row = *row;
		k->found = true;
	}
	return true;
}

static bool revoke(struct app *app, struct act *x, struct seeking *k, struct str as, int64_t at,
		   struct err *e)
{
	if (!act_begin(app, as, x, e) || !store_tokens(app->store, &x->a, seek_row, k, e)) {
		return false;
	}
	if (!k->found) {
		err_set(e, ERR_NOT_FOUND, "token.none", NULL);
		return err_add_int(e, "value", k->no);
	}
	if (k->row.revoked_at != INSTANT_NONE) {
		return err_set(e, ERR_CONFLICT, "token.is_revoked", NULL);
	}
	x->row = k->row;
	x->row.revoked_at = at;
	return act_write(app, x, KIND_TOKEN_REVOKED, e);
}

bool token_revoke(struct app *app, struct str as, int64_t no, int64_t at, struct err *e)
{
	struct act x = { .row = { .no = 0 } };
	struct seeking k = { .no = no };

	arena_init(&x.a, 0);
	bool ok = revoke(app, &x, &k, as, at, e);

	arena_done(&x.a);
	return ok;
}
