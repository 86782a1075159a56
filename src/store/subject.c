/*
 * How people are found again: by a keyed hash of their number (the blind index) and by
 * keyed tokens of the words of their name. Neither tells a name or a number.
 */
#include "store_impl.h"

#include "base/vi.h"

#include <assert.h>
#include <string.h>

static struct str view(const void *p, size_t n)
{
	return (struct str){ .p = p, .n = n };
}

bool store_subject_put(struct store *s, struct subject_id id, struct str kind,
		       struct str number, struct err *e)
{
	assert(store_in_group(s));
	if (!store_need_keys(s, e)) {
		return false;
	}
	struct hash blind = vault_hmac(s->blind_key, kind, number);
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
	struct hash blind = vault_hmac(s->blind_key, kind, number);
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

bool subject_bears(struct store *s, const struct hash *token, int64_t subject, bool *has,
		   struct err *e)
{
	struct q_token_has_in in = { .token = view(token->b, TOKEN_SIZE), .subject = subject };
	struct q_token_has_row row;

	return q_token_has(s->db, &in, &s->scratch, &row, has, e);
}

static bool has_token(struct walk *w, int64_t subject, bool *has, struct err *e)
{
	w->looks--;
	return subject_bears(w->s, w->without, subject, has, e);
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
	struct hash blind = vault_hmac(s->blind_key, kind, number);
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
	bool found;

	return subject_bears(s, token, id.v, &found, e) && (found || lost(e, id));
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

bool subject_tokens(struct store *s, struct str words, struct tokens *out, struct err *e)
{
	if (!store_need_keys(s, e)) {
		return false;
	}
	struct arena_mark mark = arena_mark(&s->scratch);
	*out = tokens_of(s, words);
	arena_release(&s->scratch, mark);
	return true;
}

static bool find_names(struct store *s, struct str words, struct name_cursor after,
		       size_t limit, struct name_page *page, struct err *e)
{
	struct tokens all = tokens_of(s, words), one = { .n = 1 };
	struct hash whole = whole_token(s, words);
	struct walk w = {
		.s = s, .t = &one, .page = page, .limit = limit,
		.looks = after.words ? NAME_LOOKS / 4 : NAME_LOOKS,
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
