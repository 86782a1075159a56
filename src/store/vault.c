/* The vault: keys, sealed texts, and how people are found again. */
#include "store_impl.h"

#include "base/vi.h"

#include <assert.h>
#include <string.h>

enum { TOKEN_SIZE = 16, NAME_WORDS = 32 };

/* Streaming, so that no text must be joined in memory first (RFC 2104). */
static struct hash hmac2(const uint8_t key[KEY_SIZE], struct str head, struct str tail)
{
	uint8_t inner_pad[64], outer_pad[64];
	struct hash_state h;

	memset(inner_pad, 0x36, sizeof(inner_pad));
	memset(outer_pad, 0x5c, sizeof(outer_pad));
	for (int i = 0; i < KEY_SIZE; i++) {
		inner_pad[i] ^= key[i];
		outer_pad[i] ^= key[i];
	}
	hash_start(&h);
	hash_add(&h, inner_pad, sizeof(inner_pad));
	hash_add(&h, head.p, head.n);
	hash_add(&h, "\0", 1);
	hash_add(&h, tail.p, tail.n);
	struct hash inner = hash_end(&h);
	hash_start(&h);
	hash_add(&h, outer_pad, sizeof(outer_pad));
	hash_add(&h, inner.b, HASH_SIZE);
	return hash_end(&h);
}

struct hash vault_commitment(const uint8_t salt[KEY_SIZE], struct str label, struct str value)
{
	return hmac2(salt, label, value);
}

static struct str view(const void *p, size_t n)
{
	return (struct str){ .p = p, .n = n };
}

/* --- keys --- */

/* Authenticated with what is sealed: whose it is and, for texts, its label. */
static struct str bound_to(struct arena *a, struct vault_owner owner, struct str label)
{
	char id[ID_TEXT];

	id_text(owner.kind == OWNER_SUBJECT ? 's' : 'u', owner.id, id);
	return str_fmt(a, "%s %.*s", id, STR_ARG(label));
}

bool store_key_need(struct store *s, struct vault_owner owner,
		    const uint8_t chance[VAULT_KEY_CHANCE], struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_vault_key_get_in find = { .owner_kind = owner.kind, .owner = owner.id };
	struct q_vault_key_get_row row;
	bool found;

	assert(store_in_group(s));
	bool good = store_need_keys(s, e) &&
		    q_vault_key_get(s->keys, &find, &s->scratch, &row, &found, e);
	if (good && !found) {
		struct q_vault_key_put_in in = {
			.owner_kind = owner.kind, .owner = owner.id,
			.wrapped = seal(&s->scratch, s->wrap_key, chance + KEY_SIZE,
					view(chance, KEY_SIZE),
					bound_to(&s->scratch, owner, STR("key"))),
		};
		good = (s->keys->in_transaction || db_begin(s->keys, e)) &&
		       q_vault_key_put(s->keys, &in, e);
	}
	arena_release(&s->scratch, mark);
	return good;
}

bool store_check_master(struct store *s, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_vault_key_any_row row;
	struct str key;
	bool found;

	bool good = q_vault_key_any(s->keys, &s->scratch, &row, &found, e);
	if (good && found) {
		struct vault_owner owner = { (enum owner_kind)row.owner_kind, row.owner };
		good = seal_open(&s->scratch, s->wrap_key, row.wrapped,
				 bound_to(&s->scratch, owner, STR("key")), &key);
		if (good) {
			wipe((void *)(uintptr_t)key.p, key.n);
		} else {
			err_set(e, ERR_CORRUPT, "store.other_key", "file",
				store_path(s, "master.key"), NULL);
		}
	}
	arena_release(&s->scratch, mark);
	return good;
}

static bool unwrap(struct store *s, struct vault_owner owner, struct str wrapped,
		   uint8_t out[KEY_SIZE], struct err *e)
{
	struct str key, extra = bound_to(&s->scratch, owner, STR("key"));
	char id[ID_TEXT];

	if (seal_open(&s->scratch, s->wrap_key, wrapped, extra, &key) && key.n == KEY_SIZE) {
		memcpy(out, key.p, KEY_SIZE);
		wipe((void *)(uintptr_t)key.p, key.n);
		return true;
	}
	id_text(owner.kind == OWNER_SUBJECT ? 's' : 'u', owner.id, id);
	return err_set(e, ERR_CORRUPT, "vault.key", "owner", id, NULL);
}

bool vault_key(struct store *s, struct vault_owner owner, uint8_t out[KEY_SIZE],
		      bool *found, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_vault_key_get_in in = { .owner_kind = owner.kind, .owner = owner.id };
	struct q_vault_key_get_row row;

	bool good = store_need_keys(s, e) &&
		    q_vault_key_get(s->keys, &in, &s->scratch, &row, found, e) &&
		    (!*found || unwrap(s, owner, row.wrapped, out, e));
	arena_release(&s->scratch, mark);
	return good;
}

/* --- texts --- */

bool store_seal(struct store *s, const struct vault_text *t, const uint8_t nonce[SEAL_NONCE],
		struct hash *commitment, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct hash c = vault_commitment(t->salt, t->label, t->value);
	uint8_t key[KEY_SIZE];
	bool found;

	assert(store_in_group(s));
	bool good = vault_key(s, t->owner, key, &found, e);
	if (good && !found) {
		char id[ID_TEXT];
		id_text(t->owner.kind == OWNER_SUBJECT ? 's' : 'u', t->owner.id, id);
		good = err_set(e, ERR_NOT_FOUND, "vault.no_key", "owner", id, NULL);
	}
	if (good) {
		char *plain = arena_alloc(&s->scratch, KEY_SIZE + t->value.n, 1);
		memcpy(plain, t->salt, KEY_SIZE);
		memcpy(plain + KEY_SIZE, t->value.n > 0 ? t->value.p : "", t->value.n);
		struct q_sealed_put_in in = {
			.commitment = view(c.b, HASH_SIZE), .owner_kind = t->owner.kind,
			.owner = t->owner.id, .label = t->label,
			.sealed = seal(&s->scratch, key, nonce,
				       view(plain, KEY_SIZE + t->value.n),
				       bound_to(&s->scratch, t->owner, t->label)),
		};
		good = q_sealed_put(s->db, &in, e);
		wipe(plain, KEY_SIZE + t->value.n);
		wipe(key, sizeof(key));
		*commitment = c;
	}
	arena_release(&s->scratch, mark);
	return good;
}

static bool damaged(struct err *e, struct hash c)
{
	char hex[HASH_HEX];

	return err_set(e, ERR_CORRUPT, "vault.damaged", "commitment", hash_hex(c, hex), NULL);
}

/* *live false: the key is gone; nothing else to find fault with. */
static bool open_sealed(struct store *s, struct arena *a, const struct q_sealed_row *row,
			struct vault_text *out, bool *live, struct err *e)
{
	struct vault_owner owner = { (enum owner_kind)row->owner_kind, row->owner };
	uint8_t key[KEY_SIZE];
	struct hash c;
	struct str plain;

	if (!vault_key(s, owner, key, live, e)) {
		return false;
	}
	if (!*live) {
		return true;
	}
	memcpy(c.b, row->commitment.p, HASH_SIZE);
	bool opened = seal_open(a, key, row->sealed, bound_to(a, owner, row->label), &plain);
	wipe(key, sizeof(key));
	if (!opened || plain.n < KEY_SIZE) {
		return damaged(e, c);
	}
	struct vault_text t = { .owner = owner, .label = row->label };
	memcpy(t.salt, plain.p, KEY_SIZE);
	t.value = str_sub(plain, KEY_SIZE, plain.n);
	if (!hash_eq(vault_commitment(t.salt, t.label, t.value), c)) {
		return damaged(e, c);
	}
	*out = t;
	return true;
}

bool store_unseal(struct store *s, struct arena *a, struct hash commitment,
		  struct vault_text *out, struct err *e)
{
	struct q_sealed_get_in in = { .commitment = view(commitment.b, HASH_SIZE) };
	struct q_sealed_row row;
	char hex[HASH_HEX];
	bool found, live;

	if (!q_sealed_get(s->db, &in, a, &row, &found, e)) {
		return false;
	}
	hash_hex(commitment, hex);
	if (!found) {
		return err_set(e, ERR_NOT_FOUND, "vault.unknown", "commitment", hex, NULL);
	}
	if (!open_sealed(s, a, &row, out, &live, e)) {
		return false;
	}
	if (!live) {
		char id[ID_TEXT];

		id_text(row.owner_kind == OWNER_SUBJECT ? 's' : 'u', row.owner, id);
		err_set(e, ERR_NOT_FOUND, "vault.erased", "commitment", hex, "owner", id, NULL);
	}
	return live;
}

/* Those included under which nothing is sealed yet. */
static bool check_keys(struct store *s, struct err *e)
{
	struct q_vault_key_all_row row;
	struct db_stmt *st;
	bool found;

	if (!store_need_keys(s, e) || !q_vault_key_all_open(s->keys, &st, e)) {
		return false;
	}
	while (q_vault_key_all_next(st, &row, &found, e)) {
		if (!found) {
			return true;
		}
		struct vault_owner owner = { (enum owner_kind)row.owner_kind, row.owner };
		struct arena_mark mark = arena_mark(&s->scratch);
		uint8_t key[KEY_SIZE];
		bool good = unwrap(s, owner, row.wrapped, key, e);

		wipe(key, sizeof(key));
		arena_release(&s->scratch, mark);
		if (!good) {
			db_finish(st);
			return false;
		}
	}
	return false;
}

bool store_check_vault(struct store *s, int64_t *n, struct err *e)
{
	struct q_sealed_row row;
	struct db_stmt *st;
	int64_t count = 0;
	bool found;

	if (!check_keys(s, e) || !q_sealed_all_open(s->db, &st, e)) {
		return false;
	}
	while (q_sealed_all_next(st, &row, &found, e)) {
		if (!found) {
			*n = count;
			return true;
		}
		struct arena_mark mark = arena_mark(&s->scratch);
		struct vault_text text;
		bool live, good = row.commitment.n == HASH_SIZE
					  ? open_sealed(s, &s->scratch, &row, &text, &live, e)
					  : err_set(e, ERR_CORRUPT, "vault.damaged",
						    "commitment", "", NULL);
		arena_release(&s->scratch, mark);
		if (!good) {
			db_finish(st);
			return false;
		}
		count++;
	}
	return false;
}

/* --- finding people --- */

bool store_subject_put(struct store *s, struct subject_id id, struct str kind,
		       struct str number, struct err *e)
{
	assert(store_in_group(s));
	if (!store_need_keys(s, e)) {
		return false;
	}
	struct hash blind = hmac2(s->blind_key, kind, number);
	struct q_subject_put_in in = {
		.id = id.v, .kind = kind, .record = STR(""),
		.blind = view(blind.b, number.n > 0 ? HASH_SIZE : 0),
	};
	return q_subject_put(s->db, &in, e);
}

bool store_subject_find(struct store *s, struct str kind, struct str number,
			struct subject_id *out, bool *found, struct err *e)
{
	if (!store_need_keys(s, e)) {
		return false;
	}
	struct hash blind = hmac2(s->blind_key, kind, number);
	struct q_subject_by_blind_in in = { .blind = view(blind.b, HASH_SIZE) };
	struct q_subject_by_blind_row row;
	if (!q_subject_by_blind(s->db, &in, &s->scratch, &row, found, e)) {
		return false;
	}
	if (*found) {
		out->v = row.id;
	}
	return true;
}

bool store_subject_known(struct store *s, struct subject_id id, bool *found, struct err *e)
{
	struct q_subject_known_in in = { .id = id.v };
	struct q_subject_known_row row;

	return q_subject_known(s->db, &in, &s->scratch, &row, found, e);
}

bool store_subject_renew(struct store *s, struct subject_id id, struct hash record,
			 struct err *e)
{
	struct q_subject_renew_in in = { .id = id.v, .record = view(record.b, HASH_SIZE) };

	assert(store_in_group(s));
	return q_subject_renew(s->db, &in, e);
}

bool store_subject_record(struct store *s, struct subject_id id, struct hash *out,
			  bool *found, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	struct q_subject_record_in in = { .id = id.v };
	struct q_subject_record_row row;
	bool good = q_subject_record(s->db, &in, &s->scratch, &row, found, e);

	*found = good && *found && row.record.n == HASH_SIZE;
	if (*found) {
		memcpy(out->b, row.record.p, HASH_SIZE);
	}
	arena_release(&s->scratch, mark);
	return good;
}

/* The keyed tokens of a text's words; words beyond NAME_WORDS do not count. */
struct tokens {
	struct hash token[NAME_WORDS];
	size_t n;
};

static struct tokens tokens_of(struct store *s, struct str text)
{
	struct tokens t = { .n = 0 };
	struct str rest = vi_fold(&s->scratch, text);

	while (rest.n > 0 && t.n < NAME_WORDS) {
		struct str word;
		(void)str_cut(rest, ' ', &word, &rest);	/* the last word has no space behind */
		if (word.n > 0) {
			t.token[t.n++] = hash_hmac(s->token_key, word.p, word.n);
		}
	}
	return t;
}

/* A name as a whole has a token too; '=' stands in no folded text. */
static struct hash whole_token(struct store *s, struct str text)
{
	struct str folded = vi_fold(&s->scratch, text);
	struct str whole = str_fmt(&s->scratch, "=%.*s", STR_ARG(folded));

	return hash_hmac(s->token_key, whole.p, whole.n);
}

static bool put_token(struct store *s, const struct hash *token, struct subject_id id,
		      struct err *e)
{
	struct q_token_put_in in = { .token = view(token->b, TOKEN_SIZE), .subject = id.v };

	return q_token_put(s->db, &in, e);
}

bool store_name_put(struct store *s, struct subject_id id, struct str name, struct err *e)
{
	assert(store_in_group(s));
	if (!store_need_keys(s, e)) {
		return false;
	}
	struct arena_mark mark = arena_mark(&s->scratch);
	struct tokens t = tokens_of(s, name);
	struct hash whole = whole_token(s, name);
	bool good = t.n == 0 || put_token(s, &whole, id, e);
	for (size_t i = 0; i < t.n && good; i++) {
		good = put_token(s, &t.token[i], id, e);
	}
	arena_release(&s->scratch, mark);
	return good;
}

/* --- finding names --- */

/*
 * Subjects stand under each token by id, that is by age. A walk goes down all
 * lists at once: the list that falls furthest behind leads, so that a rare word
 * makes the others jump, and a word of half the province costs no more than
 * the page that is shown.
 */
struct walk {
	struct store *s;
	const struct tokens *t;
	const struct hash *without;	/* those who have this token were there before */
	int64_t before;
	int64_t looks;			/* that are left */
	struct name_page *page;
	size_t limit;
};

/* The newest of a list before `before`; 0: none. */
static bool look(struct walk *w, const struct hash *token, int64_t before, int64_t *out,
		 struct err *e)
{
	struct q_token_before_in in = {
		.token = view(token->b, TOKEN_SIZE), .before = before,
	};
	struct q_token_before_row row;
	bool found;

	w->looks--;
	if (!q_token_before(w->s->db, &in, &w->s->scratch, &row, &found, e)) {
		return false;
	}
	*out = found ? row.subject : 0;
	return true;
}

/* The newest subject before w->before that stands in all lists; 0: none, or
 * there were no looks left: then w->before says how far it came. */
static bool meet(struct walk *w, int64_t *out, struct err *e)
{
	int64_t top = w->before;	/* nobody from here up is in all lists */
	size_t agreed = 0;

	for (size_t i = 0; agreed < w->t->n && w->looks > 0; i = (i + 1) % w->t->n) {
		int64_t subject;
		if (!look(w, &w->t->token[i], agreed > 0 ? top + 1 : top, &subject, e)) {
			return false;
		}
		if (subject == 0) {
			w->before = *out = 0;
			return true;
		}
		agreed = agreed > 0 && subject == top ? agreed + 1 : 1;
		top = subject;
	}
	bool met = agreed == w->t->n;
	/* Met: below it from now on. Not met: it has yet to be compared. */
	w->before = met ? top : top + (agreed > 0);
	*out = met ? top : 0;
	return true;
}

static bool has_token(struct walk *w, int64_t subject, bool *has, struct err *e)
{
	struct q_token_has_in in = {
		.token = view(w->without->b, TOKEN_SIZE), .subject = subject,
	};
	struct q_token_has_row row;

	w->looks--;
	return q_token_has(w->s->db, &in, &w->s->scratch, &row, has, e);
}

/* Fills the page; w->before is 0 when the lists have come to their end. */
static bool walk_down(struct walk *w, struct err *e)
{
	while (w->before > 0 && w->page->n < w->limit && w->looks > 0) {
		int64_t subject;
		bool known = false;
		if (!meet(w, &subject, e) ||
		    (subject != 0 && w->without != NULL && !has_token(w, subject, &known, e))) {
			return false;
		}
		if (subject != 0 && !known) {
			w->page->subject[w->page->n++] = (struct subject_id){ subject };
		}
	}
	return true;
}

static bool lost(struct err *e, struct subject_id id)
{
	char text[ID_TEXT];

	return err_set(e, ERR_CORRUPT, "verify.subject", "owner", id_text('s', id.v, text), NULL);
}

/* The newest record is one of theirs. */
static bool check_record(struct store *s, struct subject_id id, struct str commitment,
			 struct err *e)
{
	struct q_sealed_get_in in = { .commitment = commitment };
	struct q_sealed_row row;
	bool found;

	return q_sealed_get(s->db, &in, &s->scratch, &row, &found, e) &&
	       ((found && row.owner_kind == OWNER_SUBJECT && row.owner == id.v &&
		 str_is(row.label, "subject/record")) || lost(e, id));
}

static bool check_row(struct store *s, struct subject_id id, struct str kind,
			struct str number, struct err *e)
{
	struct q_subject_get_in in = { .id = id.v };
	struct q_subject_get_row row;
	struct hash blind = hmac2(s->blind_key, kind, number);
	bool found;

	if (!q_subject_get(s->db, &in, &s->scratch, &row, &found, e)) {
		return false;
	}
	size_t n = number.n > 0 ? HASH_SIZE : 0;
	return ((found && str_eq(row.kind, kind) && str_eq(row.blind, view(blind.b, n))) ||
		lost(e, id)) && check_record(s, id, row.record, e);
}

static bool found_by(struct store *s, const struct hash *token, struct subject_id id,
		     struct err *e)
{
	struct q_token_has_in in = { .token = view(token->b, TOKEN_SIZE), .subject = id.v };
	struct q_token_has_row row;
	bool found;

	return q_token_has(s->db, &in, &s->scratch, &row, &found, e) && (found || lost(e, id));
}

bool store_check_subject(struct store *s, struct subject_id id, struct str kind,
			 struct str number, struct str name, struct err *e)
{
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = store_need_keys(s, e) && check_row(s, id, kind, number, e);

	if (good) {
		struct tokens t = tokens_of(s, name);
		struct hash whole = whole_token(s, name);

		good = t.n == 0 || found_by(s, &whole, id, e);
		for (size_t i = 0; i < t.n && good; i++) {
			good = found_by(s, &t.token[i], id, e);
		}
	}
	arena_release(&s->scratch, mark);
	return good;
}

static bool find_names(struct store *s, struct str words, struct name_cursor after,
		       size_t limit, struct name_page *page, struct err *e)
{
	struct tokens all = tokens_of(s, words), one = { .n = 1 };
	struct hash whole = whole_token(s, words);
	struct walk w = {
		.s = s, .t = &one, .page = page, .limit = limit, .looks = NAME_LOOKS,
		.before = after.subject > 0 ? after.subject : INT64_MAX,
	};

	one.token[0] = whole;
	if (all.n == 0) {
		return true;
	}
	page->next.words = after.words;
	if (!after.words) {
		if (!walk_down(&w, e)) {
			return false;
		}
		if (w.before == 0) {
			page->next.words = true;
			w.before = INT64_MAX;
		}
	}
	if (page->next.words && page->n == 0) {
		w.t = &all;
		w.without = &whole;
		if (!walk_down(&w, e)) {
			return false;
		}
	}
	page->next.subject = w.before;
	page->more = w.before > 0;
	return true;
}

bool store_name_find(struct store *s, struct arena *a, struct str words,
		     struct name_cursor after, int64_t limit, struct name_page *out,
		     struct err *e)
{
	limit = limit > 0 && limit < LIST_MAX ? limit : LIST_MAX;
	if (!store_need_keys(s, e)) {
		return false;
	}
	struct name_page page = { .subject = arena_array(a, struct subject_id, (size_t)limit) };
	struct arena_mark mark = arena_mark(&s->scratch);
	bool good = find_names(s, words, after, (size_t)limit, &page, e);
	arena_release(&s->scratch, mark);
	if (good) {
		*out = page;
	}
	return good;
}
