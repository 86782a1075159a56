/* Counting wrong tries in memory; rows of them in the store. */
#include "tries.h"

#include "app_int.h"

#include "base/limits.h"
#include "store/door.h"

#include <arpa/inet.h>
#include <assert.h>
#include <pthread.h>
#include <string.h>

enum { WAYS = 8, SETS = LIMIT_TRIES / WAYS, ADDRESS_TEXT = 64 };
_Static_assert((SETS & (SETS - 1)) == 0, "a power of two");

struct slot {
	uint8_t who[ATTEMPT_WHO];
	int64_t last_at;
	int64_t until;			/* INSTANT_NONE: not blocked */
	int32_t wrong;			/* 0 and not dirty: free */
	uint8_t kind;
	bool dirty;			/* its row says something else */
};

struct tries {
	pthread_mutex_t lock;
	uint8_t key[KEY_SIZE];
	struct slot *slot;		/* SETS × WAYS */
	size_t dirty;			/* how many are */
	struct day swept;		/* what was over that day is gone */
};

/* ---- what is counted ---- */

/* Bytes that stand for an address; 0: text that is none, taken as it is. */
static size_t address_bytes(struct str text, uint8_t out[16])
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	char s[ADDRESS_TEXT];

	if (text.n >= sizeof(s)) {
		return 0;
	}
	memcpy(s, text.n > 0 ? text.p : "", text.n);
	s[text.n] = '\0';
	if (inet_pton(AF_INET, s, out) == 1) {
		return 4;
	}
	if (inet_pton(AF_INET6, s, out) != 1) {
		return 0;
	}
	if (memcmp(out, mapped, sizeof(mapped)) == 0) {
		memmove(out, out + sizeof(mapped), 4);
		return 4;
	}
	return 8;
}

static void name_of(const struct tries *t, const struct try *what, uint8_t out[ATTEMPT_WHO])
{
	uint8_t bytes[16];
	struct hash_state h;
	bool place = what->kind == TRY_ADDRESS || what->kind == TRY_DOOR ||
		     what->kind == TRY_TOKEN;
	size_t n = place ? address_bytes(what->what, bytes) : 0;
	uint8_t head[2] = { (uint8_t)what->kind, (uint8_t)n };

	hash_start(&h);
	hash_add(&h, head, sizeof(head));
	hash_add(&h, n > 0 ? (const char *)bytes : what->what.p, n > 0 ? n : what->what.n);
	struct hash plain = hash_end(&h), name = hash_hmac(t->key, plain.b, HASH_SIZE);

	memcpy(out, name.b, ATTEMPT_WHO);
}

static bool by_day(uint8_t kind)
{
	return kind == TRY_CODE || kind == TRY_ADDRESS || kind == TRY_PICKUP ||
	       kind == TRY_PROOF;
}

static bool is_over(const struct slot *s, int64_t at)
{
	return by_day(s->kind) ? day_of(s->last_at).n != day_of(at).n
			       : at - s->last_at >= TRIES_KEPT_S;
}

static int64_t blocked_until(const struct slot *s, int64_t at)
{
	if (by_day(s->kind)) {
		return s->wrong < TRIES_DAY ? INSTANT_NONE : day_start(day_of(at)) + DAY_S;
	}
	int32_t over = s->wrong - (s->kind == TRY_KEY ? TRIES_KEY : TRIES_DOOR);
	int64_t wait = TRIES_WAIT_S;

	if (over < 0) {
		return INSTANT_NONE;
	}
	for (; over > 0 && wait < TRIES_WAIT_MOST_S; over--) {
		wait *= 2;
	}
	return at + (wait < TRIES_WAIT_MOST_S ? wait : TRIES_WAIT_MOST_S);
}

/* ---- slots; the lock is held ---- */

static struct slot *set_of(const struct tries *t, const uint8_t who[ATTEMPT_WHO])
{
	size_t n = (size_t)who[0] | (size_t)who[1] << 8 | (size_t)who[2] << 16;

	return t->slot + (n & (SETS - 1)) * WAYS;
}

static void change(struct tries *t, struct slot *s)
{
	t->dirty += !s->dirty;
	s->dirty = true;
}

/* What its row says is then left to its age. */
static void empty(struct tries *t, struct slot *s)
{
	t->dirty -= s->dirty;
	*s = (struct slot){ .until = INSTANT_NONE };
}

static struct slot *find(struct tries *t, const uint8_t who[ATTEMPT_WHO], int64_t at)
{
	struct slot *set = set_of(t, who);

	for (int i = 0; i < WAYS; i++) {
		struct slot *s = &set[i];

		if (s->wrong > 0 && memcmp(s->who, who, ATTEMPT_WHO) == 0) {
			if (is_over(s, at)) {
				s->wrong = 0;
				s->until = INSTANT_NONE;
				change(t, s);
				return NULL;
			}
			return s;
		}
	}
	return NULL;
}

/* Its own place though it counts no more, for what was there may still be to be written:
 * one name in two places would be written in the order of these. Else a free one, else
 * that of the least wrong, of these the oldest. The row of one pushed out stays until it
 * is over; it counts again after a restart. */
static struct slot *place(struct tries *t, const uint8_t who[ATTEMPT_WHO])
{
	struct slot *set = set_of(t, who), *best = &set[0];

	for (int i = 0; i < WAYS; i++) {
		struct slot *s = &set[i];

		if (memcmp(s->who, who, ATTEMPT_WHO) == 0) {
			return s;
		}
		if (s->wrong < best->wrong ||
		    (s->wrong == best->wrong && s->last_at < best->last_at)) {
			best = s;
		}
	}
	return best;
}

static void count(struct tries *t, const struct try *what, int64_t at)
{
	uint8_t who[ATTEMPT_WHO];

	name_of(t, what, who);
	struct slot *s = find(t, who, at);

	if (s == NULL) {
		s = place(t, who);
		empty(t, s);
		s->kind = (uint8_t)what->kind;
		memcpy(s->who, who, ATTEMPT_WHO);
	}
	s->wrong += s->wrong < INT32_MAX;
	s->last_at = at;
	s->until = blocked_until(s, at);
	change(t, s);
}

static bool allowed(struct tries *t, const struct try *what, size_t n, int64_t at,
		    int64_t *until)
{
	int64_t latest = INSTANT_NONE;

	for (size_t i = 0; i < n; i++) {
		uint8_t who[ATTEMPT_WHO];

		name_of(t, &what[i], who);
		const struct slot *s = find(t, who, at);
		bool waits = s != NULL && s->until != INSTANT_NONE && s->until > at;

		if (waits && (latest == INSTANT_NONE || s->until > latest)) {
			latest = s->until;
		}
	}
	*until = latest;
	return latest == INSTANT_NONE;
}

/* Whether it is over or not. */
static struct slot *find_any(struct tries *t, const struct try *what)
{
	uint8_t who[ATTEMPT_WHO];

	name_of(t, what, who);
	struct slot *set = set_of(t, who);

	for (int i = 0; i < WAYS; i++) {
		if (set[i].wrong > 0 && memcmp(set[i].who, who, ATTEMPT_WHO) == 0) {
			return &set[i];
		}
	}
	return NULL;
}

/* ---- for all threads ---- */

bool tries_allowed(struct tries *t, const struct try *what, size_t n, int64_t at,
		   int64_t *until)
{
	pthread_mutex_lock(&t->lock);
	bool yes = allowed(t, what, n, at, until);
	pthread_mutex_unlock(&t->lock);
	return yes;
}

void tries_wrong(struct tries *t, const struct try *what, size_t n, int64_t at)
{
	pthread_mutex_lock(&t->lock);
	for (size_t i = 0; i < n; i++) {
		count(t, &what[i], at);
	}
	pthread_mutex_unlock(&t->lock);
}

bool tries_begin(struct tries *t, const struct try *what, size_t n, int64_t at, int64_t *until)
{
	pthread_mutex_lock(&t->lock);
	bool yes = allowed(t, what, n, at, until);

	for (size_t i = 0; yes && i < n; i++) {
		count(t, &what[i], at);
	}
	pthread_mutex_unlock(&t->lock);
	return yes;
}

static void uncount(struct tries *t, const struct try *what, size_t n, bool forget)
{
	pthread_mutex_lock(&t->lock);
	for (size_t i = 0; i < n; i++) {
		struct slot *s = find_any(t, &what[i]);

		if (s != NULL) {
			s->wrong = forget && what[i].kind == TRY_KEY ? 0 : s->wrong - 1;
			/* It was let through, so that nothing else blocked it; the
			 * day's limit may have been crossed meanwhile. */
			if (!by_day(s->kind) || s->wrong < TRIES_DAY) {
				s->until = INSTANT_NONE;
			}
			change(t, s);
		}
	}
	pthread_mutex_unlock(&t->lock);
}

void tries_right(struct tries *t, const struct try *what, size_t n)
{
	uncount(t, what, n, true);
}

void tries_back(struct tries *t, const struct try *what, size_t n)
{
	uncount(t, what, n, false);
}

void tries_forget(struct tries *t, const struct try *what, size_t n)
{
	pthread_mutex_lock(&t->lock);
	for (size_t i = 0; i < n; i++) {
		struct slot *s = find_any(t, &what[i]);

		if (s != NULL) {
			s->wrong = 0;
			s->until = INSTANT_NONE;
			change(t, s);
		}
	}
	pthread_mutex_unlock(&t->lock);
}

/* ---- rows ---- */

struct loading {
	struct tries *t;
	int64_t at;
};

static bool load_row(void *ctx, const struct attempt_row *row, struct err *e)
{
	struct loading *l = ctx;
	struct slot s = { .last_at = row->last_at, .until = row->blocked_until,
			  .wrong = (int32_t)row->wrong, .kind = (uint8_t)row->kind };

	(void)e;
	memcpy(s.who, row->who, ATTEMPT_WHO);
	if (row->wrong > 0 && row->wrong <= INT32_MAX && !is_over(&s, l->at)) {
		*place(l->t, row->who) = s;
	}
	return true;
}

bool tries_open(struct arena *a, struct app *app, int64_t at, struct tries **out, struct err *e)
{
	struct tries *t = arena_new(a, struct tries);
	struct loading l = { t, at };

	t->slot = arena_array(a, struct slot, (size_t)SETS * WAYS);
	if (!store_own_key(app->store, "tries", t->key, e) ||
	    !store_attempts(app->store, load_row, &l, e)) {
		return false;
	}
	pthread_mutex_init(&t->lock, NULL);
	*out = t;
	return true;
}

void tries_close(struct tries *t)
{
	if (t != NULL) {
		wipe(t->key, sizeof(t->key));
		pthread_mutex_destroy(&t->lock);
	}
}

/* Once a day: whatever is over leaves memory as well. */
static void sweep(struct tries *t, int64_t at)
{
	for (size_t i = 0; i < (size_t)SETS * WAYS; i++) {
		if (t->slot[i].wrong > 0 && is_over(&t->slot[i], at)) {
			empty(t, &t->slot[i]);
		}
	}
}

/* Copies what changed; the rows are written after the lock is given back. */
static size_t take_changed(struct tries *t, struct slot *out)
{
	size_t n = 0;

	for (struct slot *s = t->slot; t->dirty > 0; s++) {
		if (s->dirty) {
			s->dirty = false;
			t->dirty--;
			out[n++] = *s;
		}
	}
	return n;
}

static void give_back(struct tries *t, const struct slot *changed, size_t n)
{
	pthread_mutex_lock(&t->lock);
	for (size_t i = 0; i < n; i++) {
		struct slot *set = set_of(t, changed[i].who);

		for (int k = 0; k < WAYS; k++) {
			if (memcmp(set[k].who, changed[i].who, ATTEMPT_WHO) == 0) {
				change(t, &set[k]);
			}
		}
	}
	pthread_mutex_unlock(&t->lock);
}

static bool write_row(struct store *s, const struct slot *slot, struct err *e)
{
	struct attempt_row row = { .kind = slot->kind, .wrong = slot->wrong,
				   .last_at = slot->last_at, .blocked_until = slot->until };

	memcpy(row.who, slot->who, ATTEMPT_WHO);
	return row.wrong == 0 ? store_attempt_drop(s, row.who, e)
			      : store_attempt_put(s, &row, e);
}

static bool drop_old(struct store *s, int64_t at, struct err *e)
{
	int64_t today = day_start(day_of(at)), kept = at - TRIES_KEPT_S;
	bool ok = true;

	for (uint8_t kind = TRY_CODE; kind <= TRY_LAST && ok; kind++) {
		ok = store_attempt_age(s, kind, by_day(kind) ? today : kept, e);
	}
	return ok;
}

static bool write_rows(struct store *s, const struct slot *changed, size_t n, bool age,
		       int64_t at, struct err *e)
{
	if (!store_begin(s, e)) {
		return false;
	}
	bool ok = true;

	for (size_t i = 0; i < n && ok; i++) {
		ok = write_row(s, &changed[i], e);
	}
	ok = ok && (!age || drop_old(s, at, e)) && store_commit(s, e);
	if (!ok) {
		store_rollback(s);
	}
	return ok;
}

bool tries_save(struct tries *t, struct app *app, int64_t at, struct err *e)
{
	struct arena a;
	bool ok = true;

	arena_init(&a, 0);
	pthread_mutex_lock(&t->lock);
	bool age = t->swept.n != day_of(at).n;

	if (age) {
		sweep(t, at);
	}
	struct slot *changed = arena_array(&a, struct slot, t->dirty);
	size_t n = take_changed(t, changed);

	pthread_mutex_unlock(&t->lock);
	if (n > 0 || age) {
		ok = write_rows(app->store, changed, n, age, at, e);
	}
	if (!ok) {
		give_back(t, changed, n);
	} else if (age) {
		t->swept = day_of(at);	/* the writer's alone */
	}
	arena_done(&a);
	return ok;
}
