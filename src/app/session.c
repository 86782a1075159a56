/* Sessions in memory: finding, listing, parking. */
#include "session_int.h"

#include <string.h>

enum { SEEN_STEP_S = 60, PIN_DIGITS = 6 };

/* ---- the table; the lock is held ---- */

struct slot *slot_at(struct sessions *s, int32_t i)
{
	return &s->chunk[i / CHUNK][i % CHUNK];
}

/* Tokens are chance, so are their hashes. */
static int32_t *bucket_of(struct sessions *s, struct hash token)
{
	return &s->bucket[((unsigned)token.b[0] << 8 | token.b[1]) & (BUCKETS - 1)];
}

static struct slot *by_token(struct sessions *s, struct hash token)
{
	for (int32_t i = *bucket_of(s, token); i != NOWHERE; i = slot_at(s, i)->next) {
		struct slot *one = slot_at(s, i);

		if (one->state == SLOT_LIVE && hash_eq(one->s.token, token)) {
			return one;
		}
	}
	return NULL;
}

struct slot *slot_by_number(struct sessions *s, int64_t no)
{
	for (int32_t i = 0; i < s->slots; i++) {
		struct slot *one = slot_at(s, i);

		if (one->state == SLOT_LIVE && one->s.no == no) {
			return one;
		}
	}
	return NULL;
}

struct slot *slot_new(struct sessions *s, struct hash token)
{
	int32_t i = s->free;

	if (i == NOWHERE && s->slots == LIMIT_SESSIONS) {
		return NULL;
	}
	if (i != NOWHERE) {
		s->free = slot_at(s, i)->next;
	} else {
		i = s->slots++;
		if (i % CHUNK == 0) {
			s->chunk[i / CHUNK] = arena_array(&s->arena, struct slot, CHUNK);
		}
	}
	int32_t *bucket = bucket_of(s, token);
	struct slot *one = slot_at(s, i);

	*one = (struct slot){ .state = SLOT_LIVE, .next = *bucket };
	*bucket = i;
	return one;
}

void slot_free(struct sessions *s, struct slot *one)
{
	int32_t *link = bucket_of(s, one->s.token);

	while (slot_at(s, *link) != one) {
		link = &slot_at(s, *link)->next;
	}
	int32_t i = *link;

	*link = one->next;
	wipe(&one->s, sizeof(one->s));
	*one = (struct slot){ .state = SLOT_FREE, .next = s->free };
	s->free = i;
}

struct slot *slot_any(struct sessions *s, struct hash token)
{
	int32_t i = *bucket_of(s, token);

	while (i != NOWHERE && !hash_eq(slot_at(s, i)->s.token, token)) {
		i = slot_at(s, i)->next;
	}
	return i != NOWHERE ? slot_at(s, i) : NULL;
}

bool slot_over(const struct slot *one, int64_t at)
{
	return at - one->s.seen_at >= SESSION_IDLE_S || at - one->s.opened_at >= SESSION_WHOLE_S;
}

void slot_end(struct slot *one)
{
	one->state = SLOT_GONE;
	one->dirty = true;
}

/* ---- any thread ---- */

enum session_state session_find(struct sessions *s, const struct session_token *token,
				int64_t at, struct login *out)
{
	struct hash h = hash_of(token->b, KEY_SIZE);
	enum session_state state = SESSION_NONE;

	pthread_mutex_lock(&s->lock);
	struct slot *one = by_token(s, h);

	if (one != NULL && slot_over(one, at)) {
		slot_end(one);
	} else if (one != NULL) {
		state = one->s.parked ? SESSION_PARKED : SESSION_ACTIVE;
		if (state == SESSION_ACTIVE && at > one->s.seen_at) {
			one->s.seen_at = at;
			one->dirty |= at - one->written_seen >= SEEN_STEP_S;
		}
		*out = one->s;
	}
	pthread_mutex_unlock(&s->lock);
	return state;
}

uint64_t session_device(const struct sessions *s, struct person_id person,
			const struct session_token *browser)
{
	uint8_t text[sizeof(person.v) + KEY_SIZE];
	uint64_t out = 0;

	memcpy(text, &person.v, sizeof(person.v));
	memcpy(text + sizeof(person.v), browser->b, KEY_SIZE);
	struct hash h = hash_hmac(s->device_key, text, sizeof(text));

	memcpy(&out, h.b, sizeof(out));
	return out != 0 ? out : 1;
}

void session_list(struct sessions *s, struct arena *a, struct person_id person, int64_t at,
		  struct session_list *out)
{
	struct session_list list = { .n = 0 };

	pthread_mutex_lock(&s->lock);
	list.login = arena_array(a, struct login, (size_t)s->slots);
	for (int32_t i = 0; i < s->slots; i++) {
		const struct slot *one = slot_at(s, i);

		if (one->state != SLOT_LIVE || slot_over(one, at) ||
		    (person.v != 0 && one->s.person.v != person.v)) {
			continue;
		}
		size_t k = list.n++;

		for (; k > 0 && list.login[k - 1].no > one->s.no; k--) {
			list.login[k] = list.login[k - 1];
		}
		list.login[k] = one->s;
	}
	pthread_mutex_unlock(&s->lock);
	*out = list;
}

void session_choose(struct sessions *s, int64_t no, struct seat_choice seat)
{
	pthread_mutex_lock(&s->lock);
	struct slot *one = slot_by_number(s, no);

	if (one != NULL) {
		one->s.seat = seat;
		one->dirty = true;
	}
	pthread_mutex_unlock(&s->lock);
}

/* ---- PINs ---- */

bool pin_good(struct str pin)
{
	int step = 0, same = 0;

	for (size_t i = 0; i < pin.n; i++) {
		if (pin.p[i] < '0' || pin.p[i] > '9') {
			return false;
		}
		int now = i > 0 ? pin.p[i] - pin.p[i - 1] : 0;

		same += i > 1 && now == step;
		step = now;
	}
	bool row = same == PIN_DIGITS - 2 && step >= -1 && step <= 1;

	return pin.n == PIN_DIGITS && !row;
}

/* Bound to the session, keyed by the master key: rows alone tell no PIN. */
struct hash pin_hash(const struct sessions *s, struct hash token, struct str pin)
{
	struct hash_state h;

	hash_start(&h);
	hash_add(&h, token.b, HASH_SIZE);
	hash_add(&h, pin.p, pin.n);
	struct hash plain = hash_end(&h);

	return hash_hmac(s->pin_key, plain.b, HASH_SIZE);
}

static bool gone(struct err *e)
{
	return err_set(e, ERR_NOT_FOUND, "session.gone", NULL);
}

static bool pin_form(struct err *e)
{
	return err_set(e, ERR_INVALID, "session.pin_form", NULL);
}

bool session_set_pin(struct sessions *s, int64_t no, struct str pin, struct err *e)
{
	if (!pin_good(pin)) {
		return pin_form(e);
	}
	pthread_mutex_lock(&s->lock);
	struct slot *one = slot_by_number(s, no);

	if (one != NULL) {
		one->pin = pin_hash(s, one->s.token, pin);
		one->s.has_pin = true;
		one->pin_wrong = 0;
		one->dirty = true;
	}
	pthread_mutex_unlock(&s->lock);
	return one != NULL || gone(e);
}

/* ---- the shared desk ---- */

/* May this session be left for its owner to come back to? The lock is held. */
static bool may_park(const struct slot *one, int64_t at, struct err *e)
{
	if (one == NULL || slot_over(one, at)) {
		return gone(e);
	}
	return one->s.has_pin || err_set(e, ERR_CONFLICT, "session.no_pin", NULL);
}

static void park(struct slot *one)
{
	one->s.parked = true;
	one->dirty = true;
}

/* The PIN of a parked session; a wrong one counts. The lock is held. */
static bool pin_right(struct sessions *s, struct slot *one, struct str pin, int64_t at,
		      struct err *e)
{
	if (one == NULL) {
		return gone(e);
	}
	if (slot_over(one, at) || !one->s.has_pin) {
		slot_end(one);
		return gone(e);
	}
	if (hash_eq(one->pin, pin_hash(s, one->s.token, pin))) {
		return true;
	}
	int32_t left = SESSION_PIN_TRIES - ++one->pin_wrong;

	one->dirty = true;
	if (left <= 0) {
		slot_end(one);
		return gone(e);
	}
	err_set(e, ERR_DENIED, "session.pin", NULL);
	return err_add_int(e, "left", left);
}

static void unpark(struct slot *one, int64_t at, struct login *out)
{
	one->pin_wrong = 0;
	one->s.came++;
	one->s.parked = false;
	one->s.seen_at = at > one->s.seen_at ? at : one->s.seen_at;
	one->dirty = true;
	*out = one->s;
}

bool session_park(struct sessions *s, int64_t no, int64_t at, struct err *e)
{
	pthread_mutex_lock(&s->lock);
	struct slot *one = slot_by_number(s, no);
	bool ok = may_park(one, at, e);

	if (ok) {
		park(one);
	}
	pthread_mutex_unlock(&s->lock);
	return ok;
}

bool session_unpark(struct sessions *s, const struct session_token *token, struct str pin,
		    int64_t at, struct login *out, struct err *e)
{
	pthread_mutex_lock(&s->lock);
	struct slot *one = by_token(s, hash_of(token->b, KEY_SIZE));
	bool ok = pin_right(s, one, pin, at, e);

	if (ok) {
		unpark(one, at, out);
	}
	pthread_mutex_unlock(&s->lock);
	return ok;
}

bool session_swap(struct sessions *s, const struct session_swap *w, struct login *out,
		  struct err *e)
{
	pthread_mutex_lock(&s->lock);
	struct slot *leaving = slot_by_number(s, w->leave);
	struct slot *coming = by_token(s, hash_of(w->token.b, KEY_SIZE));
	bool ok = may_park(leaving, w->at, e) && pin_right(s, coming, w->pin, w->at, e);

	if (ok) {
		park(leaving);
		unpark(coming, w->at, out);
	}
	pthread_mutex_unlock(&s->lock);
	return ok;
}
