/* Second factors: offered, taken, used. */
#include "factor.h"

#include "account_int.h"
#include "app_int.h"

#include "base/http.h"
#include "store/door.h"

#include <string.h>

_Static_assert(FACTOR_SEALED == SEAL_NONCE + TOTP_SECRET + SEAL_TAG, "what is sealed");
_Static_assert((int)FACTOR_CODES == (int)FACTOR_RECOVERY, "as many as there is room for");

enum { GROUP = 4, CODE_MOST = 40 };

/* ---- what stands in the store ---- */

/* Whose it is, is sealed with it: a row moved to somebody else opens nothing. */
static struct str extra_of(struct arena *a, struct person_id person)
{
	return str_fmt(a, "second factor %lld", (long long)person.v);
}

static bool seal_secret(struct app *app, struct arena *a, const uint8_t secret[TOTP_SECRET],
			struct factor_row *row, struct err *e)
{
	uint8_t key[KEY_SIZE], nonce[SEAL_NONCE];

	if (!store_own_key(app->store, "factor", key, e)) {
		return false;
	}
	random_bytes(nonce, sizeof(nonce));	/* not from a demo's seed */
	struct str plain = { (const char *)secret, TOTP_SECRET };
	struct str sealed = seal(a, key, nonce, plain, extra_of(a, row->person));

	wipe(key, sizeof(key));
	memcpy(row->secret, sealed.p, FACTOR_SEALED);
	return true;
}

static bool open_secret(struct app *app, struct arena *a, const struct factor_row *row,
			uint8_t out[TOTP_SECRET], struct err *e)
{
	uint8_t key[KEY_SIZE];
	struct str sealed = { (const char *)row->secret, FACTOR_SEALED }, plain;

	if (!store_own_key(app->store, "factor", key, e)) {
		return false;
	}
	bool opens = seal_open(a, key, sealed, extra_of(a, row->person), &plain);

	wipe(key, sizeof(key));
	if (!opens) {
		return err_set(e, ERR_CORRUPT, "store.door", "table", "second_factor", NULL);
	}
	memcpy(out, plain.p, TOTP_SECRET);
	wipe((void *)(uintptr_t)plain.p, plain.n);
	return true;
}

/* As people type it: in capitals, with and without what stands between. */
static struct str squeezed(struct arena *a, struct str typed)
{
	char *out = arena_alloc(a, typed.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];

		if (c != '-' && c != ' ') {
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
		}
	}
	return (struct str){ out, n };
}

/* Sixty bits of chance under a key need no slow hash. */
static bool recovery_hash(struct app *app, struct arena *a, struct person_id person,
			  struct str code, struct hash *out, struct err *e)
{
	uint8_t key[KEY_SIZE];

	if (!store_own_key(app->store, "recovery", key, e)) {
		return false;
	}
	struct str text = str_fmt(a, "%lld %.*s", (long long)person.v,
				  STR_ARG(squeezed(a, code)));

	*out = hash_hmac(key, text.p, text.n);
	wipe(key, sizeof(key));
	return true;
}

static bool write_row(struct app *app, const struct factor_row *row, struct err *e)
{
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = store_factor_put(app->store, row, e) && store_commit(app->store, e);

	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

bool factor_of(struct app *app, struct person_id person, struct factor *out, struct err *e)
{
	struct factor_row row = { .since = INSTANT_NONE };
	bool found;

	if (!store_factor(app->store, person, &row, &found, e)) {
		return false;
	}
	*out = (struct factor){
		.set = found, .since = row.since, .codes = row.recoveries,
		.needed = org_needs_factor(&app->org, person, app_now(app)),
	};
	return true;
}

/* ---- offering ---- */

bool factor_offer(struct app *app, const struct login *l, struct factor_offer *out,
		  struct err *e)
{
	struct factor_row row = { .since = INSTANT_NONE };
	uint8_t key[KEY_SIZE], text[HASH_SIZE + sizeof(row.since)];
	bool found;

	if (!store_factor(app->store, l->person, &row, &found, e) ||
	    !store_own_key(app->store, "offer", key, e)) {
		return false;
	}
	memcpy(text, l->token.b, HASH_SIZE);
	memcpy(text + HASH_SIZE, &row.since, sizeof(row.since));
	struct hash h = hash_hmac(key, text, sizeof(text));

	memcpy(out->secret, h.b, TOTP_SECRET);
	wipe(key, sizeof(key));
	wipe(&h, sizeof(h));
	return true;
}

struct str factor_offer_text(struct arena *a, const struct factor_offer *o)
{
	struct str whole = base32_text(a, o->secret, TOTP_SECRET);
	char *out = arena_alloc(a, whole.n + whole.n / GROUP + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < whole.n; i++) {
		if (i > 0 && i % GROUP == 0) {
			out[n++] = ' ';
		}
		out[n++] = whole.p[i];
	}
	return (struct str){ out, n };
}

struct str factor_offer_uri(struct arena *a, const struct factor_offer *o, struct str issuer,
			    struct str key)
{
	struct str by = http_encode(a, issuer);

	/* Six digits of SHA-1 each thirty seconds is what apps take when nothing is said. */
	return str_fmt(a, "otpauth://totp/%.*s:%.*s?secret=%.*s&issuer=%.*s", STR_ARG(by),
		       STR_ARG(http_encode(a, key)),
		       STR_ARG(base32_text(a, o->secret, TOTP_SECRET)), STR_ARG(by));
}

/* ---- taking it ---- */

static bool new_codes(struct app *app, struct arena *a, struct factor_row *row,
		      struct factor_codes *out, struct err *e)
{
	for (size_t i = 0; i < FACTOR_CODES; i++) {
		out->code[i] = password_invent(a);
		if (!recovery_hash(app, a, row->person, out->code[i], &row->recovery[i], e)) {
			return false;
		}
	}
	row->recoveries = FACTOR_CODES;
	return true;
}

bool factor_set(struct app *app, struct sessions *s, struct arena *a,
		const struct factor_wish *w, struct factor_codes *out, struct err *e)
{
	struct factor_row row = { .person = w->login.person };
	struct factor_offer offer;
	struct factor before;
	int64_t n;

	if (!factor_of(app, row.person, &before, e) || !factor_offer(app, &w->login, &offer, e)) {
		return false;
	}
	/* The time tells one secret from another (factor_offer): never the same twice. */
	row.since = before.set && before.since >= w->at ? before.since + 1 : w->at;
	bool right = totp_check(offer.secret, w->code, w->at, 0, &row.step) == TOTP_RIGHT;
	bool ok = (right || err_set(e, ERR_DENIED, "factor.wrong", NULL)) &&
		  seal_secret(app, a, offer.secret, &row, e);

	wipe(&offer, sizeof(offer));
	return ok && new_codes(app, a, &row, out, e) && write_row(app, &row, e) &&
	       session_raise(app, s, w->login.no, e) &&
	       session_close_person(app, s, row.person, w->login.no, &n, e);
}

bool factor_end(struct app *app, struct person_id person, struct err *e)
{
	struct factor f;

	if (!factor_of(app, person, &f, e)) {
		return false;
	}
	if (!f.set) {
		return err_set(e, ERR_CONFLICT, "factor.none", NULL);
	}
	if (f.needed) {
		return err_set(e, ERR_CONFLICT, "factor.needed", NULL);
	}
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = store_factor_drop(app->store, person, e) && store_commit(app->store, e);

	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

/* ---- using it ---- */

/* A code for one time: it goes with its use. */
static bool use_recovery(struct app *app, struct arena *a, struct factor_row *row,
			 struct str code, bool *right, struct err *e)
{
	struct hash h;
	size_t at = row->recoveries;

	if (!recovery_hash(app, a, row->person, code, &h, e)) {
		return false;
	}
	for (size_t i = 0; i < row->recoveries; i++) {
		at = hash_eq(row->recovery[i], h) ? i : at;
	}
	*right = at < row->recoveries;
	if (*right) {
		row->recovery[at] = row->recovery[--row->recoveries];
	}
	return true;
}

static bool use(struct app *app, struct arena *a, struct factor_row *row, struct str code,
		int64_t at, struct err *e)
{
	uint8_t secret[TOTP_SECRET];
	bool right = false;

	if (code.n > CODE_MOST) {
		return err_set(e, ERR_DENIED, "factor.wrong", NULL);
	}
	if (!open_secret(app, a, row, secret, e)) {
		return false;
	}
	enum totp_answer answer = totp_check(secret, code, at, row->step, &row->step);

	wipe(secret, sizeof(secret));
	if (answer == TOTP_USED) {
		return err_set(e, ERR_DENIED, "factor.used", NULL);
	}
	if (answer == TOTP_WRONG && !use_recovery(app, a, row, code, &right, e)) {
		return false;
	}
	if (answer == TOTP_WRONG && !right) {
		return err_set(e, ERR_DENIED, "factor.wrong", NULL);
	}
	return write_row(app, row, e);
}

bool factor_use(struct app *app, struct person_id person, struct str code, int64_t at,
		struct err *e)
{
	struct factor_row row;
	struct arena a;
	bool found;

	if (!store_factor(app->store, person, &row, &found, e)) {
		return false;
	}
	arena_init(&a, 0);
	bool ok = !found || use(app, &a, &row, code, at, e);

	arena_done(&a);
	return ok;
}
