/*
 * Tokens: by one a program asks the JSON API in the name of a member of staff, or of the
 * portal, within some scopes (scopes.def) and until a day.
 *
 * A token is TOKEN_HEAD and 64 hex digits of chance. It is shown once, when it is made; the
 * store keeps its hash only. It is good for nothing once it is revoked, its end has come,
 * the account of whom it acts for is locked, or their last post has ended: each request
 * asks anew, with the organisation of that moment.
 *
 * Making and revoking one are entries of the ledger, by name of the administrator, for
 * whoever made one could have acted in that person's name.
 *
 * Times of tokens are the machine's (world_clock), those of entries the store's.
 */
#ifndef DUNGHEN_APP_TOKEN_H
#define DUNGHEN_APP_TOKEN_H

#include "app.h"

/* For those who look for secrets in places where none should lie. */
#define TOKEN_HEAD "dht_"

enum { TOKEN_TEXT = sizeof(TOKEN_HEAD) - 1 + HASH_HEX };
enum { TOKEN_LONGEST_S = 731 * DAY_S, TOKEN_NOTE_MOST = 40 };

enum token_scope {
#define SCOPE(ident, name, portal) SCOPE_##ident,
#include "scopes.def"
#undef SCOPE
	SCOPES,
	SCOPE_ANY = SCOPES,
};

const char *scope_name(enum token_scope s);	/* "dossiers.read", … */
/* Words between commas or blanks, each at most once: a set, bit by bit. Errors:
 * token.scope (value), token.no_scope. */
bool scopes_parse(struct arena *a, struct str text, uint32_t *out, struct err *e) MUST_USE;

struct token {
	int64_t no;
	struct person_id person;	/* v 0: the portal */
	uint32_t scopes;
	struct str note;
	int64_t made_at, ends_at;
	int64_t revoked_at;		/* INSTANT_NONE: not */
	struct person_id made_by;
};

static inline bool token_has(const struct token *t, enum token_scope s)
{
	return t->scopes >> s & 1;
}

/* ---- any thread, with its own handle ---- */

struct token_secret {
	uint8_t b[KEY_SIZE];
};
/* TOKEN_HEAD and digits in lower case, nothing else. */
bool token_read(struct str text, struct token_secret *out) MUST_USE;
const char *token_text(const struct token_secret *secret, char out[TOKEN_TEXT]);

/* The good token of that secret. Errors, all ERR_DENIED: token.unknown, token.revoked,
 * token.ended (at), token.locked, token.no_post. */
bool token_find(struct app *app, struct arena *a, const struct token_secret *secret, int64_t at,
		struct token *out, struct err *e) MUST_USE;

struct token_list {
	struct token *token;
	size_t n;
};
/* All there ever were, by number. */
bool token_list(struct app *app, struct arena *a, struct token_list *out,
		struct err *e) MUST_USE;

/* ---- the writer's thread, between groups ---- */

struct token_wish {
	struct str as;			/* who makes it: an administrator */
	struct str person;		/* key of whom it acts for; "portal" */
	struct str note;		/* a word, [A-Za-z0-9._-], or empty */
	uint32_t scopes;
	int64_t at, ends_at;
};
/* Errors: person.unknown, right.admin, token.no_post, token.end (days), token.note,
 * token.portal_scope (value). */
bool token_make(struct app *app, const struct token_wish *w, struct token *out,
		struct token_secret *secret, struct err *e) MUST_USE;
/* Errors: token.none (value), token.is_revoked besides. */
bool token_revoke(struct app *app, struct str as, int64_t no, int64_t at,
		  struct err *e) MUST_USE;

#endif
