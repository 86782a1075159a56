/* Which passwords are fit, and their hashes, one at a time. */
#include "account_int.h"

#include "app_int.h"

#include "base/utf8.h"
#include "base/vi.h"
#include "store/door.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

enum { LETTERS_LEAST = 4, OWN_LEAST = 4, INVENTED = 12 };

static const char *const common[] = {
#define COMMON(text) text,
#include "passwords.def"
#undef COMMON
};

/* ---- fit ---- */

static struct str squeeze(struct arena *a, struct str s)
{
	struct str folded = vi_fold(a, s);
	char *out = arena_alloc(a, folded.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < folded.n; i++) {
		if (folded.p[i] != ' ') {
			out[n++] = folded.p[i];
		}
	}
	return (struct str){ out, n };
}

static bool holds(struct str s, struct str part)
{
	for (size_t i = 0; part.n >= OWN_LEAST && i + part.n <= s.n; i++) {
		if (memcmp(s.p + i, part.p, part.n) == 0) {
			return true;
		}
	}
	return false;
}

static bool monotonous(struct str text)
{
	uint32_t seen[LETTERS_LEAST];
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < LETTERS_LEAST;) {
		uint32_t c = utf8_next(text, &i);
		size_t k = 0;

		while (k < n && seen[k] != c) {
			k++;
		}
		if (k == n) {
			seen[n++] = c;
		}
	}
	return n < LETTERS_LEAST;
}

static bool is_common(struct str text, struct str squeezed)
{
	bool found = monotonous(text);

	for (size_t i = 0; i < ARRAY_LEN(common) && !found; i++) {
		found = str_is(squeezed, common[i]);
	}
	return found;
}

bool password_fit(struct str text, struct str key, struct str name, struct err *e)
{
	struct arena a;

	if (text.n > LIMIT_PASSWORD) {
		return err_set(e, ERR_INVALID, "account.long", NULL);
	}
	if (utf8_count(text) < PASSWORD_LEAST) {
		err_set(e, ERR_INVALID, "account.short", NULL);
		return err_add_int(e, "least", PASSWORD_LEAST);
	}
	arena_init(&a, 0);
	struct str squeezed = squeeze(&a, text);
	bool own = holds(squeezed, squeeze(&a, key)) || holds(squeezed, squeeze(&a, name));
	bool weak = is_common(text, squeezed);

	wipe((void *)(uintptr_t)squeezed.p, squeezed.n);
	arena_done(&a);
	if (own) {
		return err_set(e, ERR_INVALID, "account.own", NULL);
	}
	return !weak || err_set(e, ERR_INVALID, "account.common", NULL);
}

struct str password_invent(struct arena *a)
{
	static const char letters[] = "abcdefghjkmnpqrstvwxyz23456789xy";
	uint8_t chance[INVENTED];
	char *out = arena_alloc(a, INVENTED + INVENTED / 4, 1);
	size_t n = 0;

	_Static_assert(sizeof(letters) == 33, "five bits each");
	random_bytes(chance, sizeof(chance));
	for (size_t i = 0; i < INVENTED; i++) {
		if (i > 0 && i % 4 == 0) {
			out[n++] = '-';
		}
		out[n++] = letters[chance[i] & 31];
	}
	wipe(chance, sizeof(chance));
	return (struct str){ out, n };
}

/* ---- hashes ---- */

/* The whole process: two at once would take twice the memory and be no faster. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static atomic_int waiting;

bool hash_turn(struct err *e)
{
	if (atomic_fetch_add(&waiting, 1) >= LIMIT_HASHES) {
		atomic_fetch_sub(&waiting, 1);
		return err_set(e, ERR_BUSY, "account.busy", NULL);
	}
	pthread_mutex_lock(&turn);
	return true;
}

void hash_turn_over(void)
{
	pthread_mutex_unlock(&turn);
	atomic_fetch_sub(&waiting, 1);
}

bool password_digest(struct app *app, struct str text, const uint8_t salt[PASSWORD_SALT],
		     struct hash *out, struct err *e)
{
	uint8_t key[KEY_SIZE];

	if (!store_own_key(app->store, "password", key, e)) {
		return false;
	}
	struct hash keyed = hash_hmac(key, text.p, text.n);

	*out = hash_password((struct str){ (const char *)keyed.b, HASH_SIZE }, salt);
	wipe(key, sizeof(key));
	wipe(&keyed, sizeof(keyed));
	return true;
}

bool password_make(struct app *app, struct str text, struct password *out, struct err *e)
{
	struct password made;

	if (!hash_turn(e)) {
		return false;
	}
	random_bytes(made.salt, sizeof(made.salt));	/* not from a demo's seed */
	bool ok = password_digest(app, text, made.salt, &made.digest, e);

	hash_turn_over();
	if (ok) {
		*out = made;
	}
	return ok;
}
