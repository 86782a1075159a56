/* Sessions as rows: reading them at start, opening, closing, saving. */
#include "session_int.h"

#include "app_int.h"

#include "store/door.h"

#include <assert.h>
#include <string.h>

static struct session_row row_of(const struct slot *one)
{
	const struct login *s = &one->s;
	struct session_row row = {
		.no = s->no, .token = s->token, .person = s->person, .how = s->how,
		.opened_at = s->opened_at, .seen_at = s->seen_at, .seat_unit = s->seat.unit,
		.seat_post = s->seat.post, .seat_behalf = s->seat.behalf,
		.has_pin = s->has_pin, .parked = s->parked, .pin = one->pin,
		.pin_wrong = one->pin_wrong, .device = (int64_t)s->device,
	};

	memcpy(row.secret, s->secret, KEY_SIZE);
	return row;
}

static void fill(struct sessions *s, struct slot *one, const struct session_row *row)
{
	one->s = (struct login){
		.no = row->no, .token = row->token, .person = row->person,
		.how = (enum session_how)row->how, .opened_at = row->opened_at,
		.seen_at = row->seen_at,
		.seat = { row->seat_unit, row->seat_post, row->seat_behalf },
		.has_pin = row->has_pin, .parked = row->parked, .device = (uint64_t)row->device,
	};
	memcpy(one->s.secret, row->secret, KEY_SIZE);
	struct hash owner = hash_hmac(s->owner_key, &row->person.v, sizeof(row->person.v));

	memcpy(one->s.owner, owner.b, OWNER_SIZE);
	one->pin = row->pin;
	one->pin_wrong = (int32_t)row->pin_wrong;
	one->written_seen = row->seen_at;
}

struct loading {
	struct sessions *s;
	struct app *app;
	int64_t at;
};

static bool load_row(void *ctx, const struct session_row *row, struct err *e)
{
	struct loading *l = ctx;
	struct slot *one = slot_new(l->s, row->token);

	if (one == NULL) {
		return err_set(e, ERR_LIMIT, "session.full", NULL);
	}
	fill(l->s, one, row);
	l->s->last = row->no > l->s->last ? row->no : l->s->last;
	/* A row of a demo in another store was put there from outside. */
	if (slot_over(one, l->at) || (row->how == SESSION_DEMO && l->app->mode != APP_DEMO)) {
		slot_end(one);
	}
	return true;
}

bool sessions_open(struct arena *a, struct app *app, int64_t at, struct sessions **out,
		   struct err *e)
{
	struct sessions *s = arena_new(a, struct sessions);
	struct loading l = { s, app, at };

	arena_init(&s->arena, 0);
	memset(s->bucket, 0xff, sizeof(s->bucket));	/* NOWHERE */
	s->free = NOWHERE;
	if (!store_own_key(app->store, "pin", s->pin_key, e) ||
	    !store_own_key(app->store, "owner", s->owner_key, e) ||
	    !store_own_key(app->store, "device", s->device_key, e) ||
	    !store_sessions(app->store, load_row, &l, e)) {
		arena_done(&s->arena);
		return false;
	}
	pthread_mutex_init(&s->lock, NULL);
	*out = s;
	return true;
}

void sessions_close(struct sessions *s)
{
	if (s != NULL) {
		for (int32_t i = 0; i < s->slots; i++) {
			wipe(&slot_at(s, i)->s, sizeof(struct login));
		}
		wipe(s->pin_key, sizeof(s->pin_key));
		wipe(s->owner_key, sizeof(s->owner_key));
		wipe(s->device_key, sizeof(s->device_key));
		arena_done(&s->arena);
		pthread_mutex_destroy(&s->lock);
	}
}

/* ---- the writer's thread ---- */

struct changes {
	struct session_row *row;
	bool *gone;
	size_t n;
};

/* What changed, copied out: the rows are written after the lock is given back. */
static struct changes take_changes(struct sessions *s, struct arena *a)
{
	struct changes c = { .n = 0 };
	size_t k = 0;

	pthread_mutex_lock(&s->lock);
	for (int32_t i = 0; i < s->slots; i++) {
		c.n += slot_at(s, i)->dirty;
	}
	c.row = arena_array(a, struct session_row, c.n);
	c.gone = arena_array(a, bool, c.n);
	for (int32_t i = 0; i < s->slots; i++) {
		struct slot *one = slot_at(s, i);

		if (one->dirty) {
			c.row[k] = row_of(one);
			c.gone[k++] = one->state == SLOT_GONE;
			one->dirty = false;
		}
	}
	pthread_mutex_unlock(&s->lock);
	return c;
}

static bool write_changes(struct store *store, const struct changes *c, struct err *e)
{
	bool ok = true;

	if (!store_begin(store, e)) {
		return false;
	}
	for (size_t i = 0; i < c->n && ok; i++) {
		ok = c->gone[i] ? store_session_drop(store, c->row[i].no, e)
				: store_session_put(store, &c->row[i], e);
	}
	ok = ok && store_commit(store, e);
	if (!ok) {
		store_rollback(store);
	}
	return ok;
}

/* Only this thread frees, so that what was taken is still there. */
static void settle(struct sessions *s, const struct changes *c, bool written)
{
	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < c->n; i++) {
		struct slot *one = slot_any(s, c->row[i].token);

		assert(one != NULL);
		if (!written) {
			one->dirty = true;
		} else if (c->gone[i]) {
			slot_free(s, one);
		} else {
			one->written_seen = c->row[i].seen_at;
		}
	}
	pthread_mutex_unlock(&s->lock);
}

static bool flush(struct app *app, struct sessions *s, struct err *e)
{
	struct arena a;

	arena_init(&a, 0);
	struct changes c = take_changes(s, &a);
	bool ok = c.n == 0 || write_changes(app->store, &c, e);

	settle(s, &c, ok);
	for (size_t i = 0; i < c.n; i++) {
		wipe(c.row[i].secret, KEY_SIZE);
	}
	arena_done(&a);
	return ok;
}

bool session_save(struct app *app, struct sessions *s, int64_t at, struct err *e)
{
	int64_t now = app_now(app);

	pthread_mutex_lock(&s->lock);
	for (int32_t i = 0; i < s->slots; i++) {
		struct slot *one = slot_at(s, i);

		if (one->state == SLOT_LIVE &&
		    (slot_over(one, at) || !org_employed(&app->org, one->s.person, now))) {
			slot_end(one);
		}
	}
	pthread_mutex_unlock(&s->lock);
	return flush(app, s, e);
}

/* Room for one more of that person; the oldest of too many makes it. */
static bool make_room(struct sessions *s, struct person_id person, int64_t at, struct err *e)
{
	struct slot *oldest = NULL;
	int32_t live = 0, own = 0;

	pthread_mutex_lock(&s->lock);
	for (int32_t i = 0; i < s->slots; i++) {
		struct slot *one = slot_at(s, i);

		if (one->state == SLOT_LIVE && slot_over(one, at)) {
			slot_end(one);
		}
		live += one->state != SLOT_FREE;
		if (one->state == SLOT_LIVE && one->s.person.v == person.v) {
			own++;
			if (oldest == NULL || one->s.no < oldest->s.no) {
				oldest = one;
			}
		}
	}
	if (own >= LIMIT_SESSIONS_EACH) {
		slot_end(oldest);
	}
	pthread_mutex_unlock(&s->lock);
	return live < LIMIT_SESSIONS || err_set(e, ERR_LIMIT, "session.full", NULL);
}

static struct session_row new_row(struct app *app, struct sessions *s,
				  const struct session_wish *wish, struct session_token *token)
{
	struct session_row row = { .person = wish->person, .how = wish->how,
				   .opened_at = wish->at, .seen_at = wish->at,
				   .device = (int64_t)wish->device };
	struct seat_choice seat;

	/* Never from a seed: a demo's tokens must not be foreseen either. */
	random_bytes(token->b, KEY_SIZE);
	random_bytes(row.secret, KEY_SIZE);
	row.token = hash_of(token->b, KEY_SIZE);
	row.no = s->last + 1 > wish->at ? s->last + 1 : wish->at;
	if (seat_now(&app->org, wish->person, (struct seat_choice){ 0 }, app_now(app), &seat)) {
		row.seat_unit = seat.unit;
		row.seat_post = seat.post;
		row.seat_behalf = seat.behalf;
	}
	row.has_pin = wish->pin.n > 0;
	if (row.has_pin) {
		row.pin = pin_hash(s, row.token, wish->pin);
	}
	return row;
}

static bool open_session(struct app *app, struct sessions *s, const struct session_wish *wish,
			 struct session_token *token, struct login *out, struct err *e)
{
	/* The one place where a session begins: whatever is wrong above, no
	 * production store ever has one without a password. */
	assert(wish->how != SESSION_DEMO || app->mode == APP_DEMO);
	if (wish->pin.n > 0 && !pin_good(wish->pin)) {
		return err_set(e, ERR_INVALID, "session.pin_form", NULL);
	}
	if (!make_room(s, wish->person, wish->at, e)) {
		return false;
	}
	struct session_token fresh;
	struct session_row row = new_row(app, s, wish, &fresh);
	struct changes c = { &row, &(bool){ false }, 1 };

	if (!write_changes(app->store, &c, e)) {
		return false;
	}
	pthread_mutex_lock(&s->lock);
	struct slot *one = slot_new(s, row.token);

	assert(one != NULL);
	fill(s, one, &row);
	*out = one->s;
	pthread_mutex_unlock(&s->lock);
	s->last = row.no;
	*token = fresh;
	return true;
}

bool session_open(struct app *app, struct sessions *s, const struct session_wish *wish,
		  struct session_token *token, struct login *out, struct err *e)
{
	assert(wish->how == SESSION_PASSWORD || wish->how == SESSION_ONE_TIME ||
	       wish->how == SESSION_SETUP);
	return open_session(app, s, wish, token, out, e);
}

bool session_open_demo(struct app *app, struct sessions *s, const struct session_wish *asked,
		       struct session_token *token, struct login *out, struct err *e)
{
	struct session_wish wish = *asked;

	wish.how = SESSION_DEMO;

	if (app->mode != APP_DEMO) {
		return err_set(e, ERR_DENIED, "session.demo", NULL);
	}
	if (!org_employed(&app->org, wish.person, app_now(app))) {
		return err_set(e, ERR_DENIED, "account.no_post", NULL);
	}
	return open_session(app, s, &wish, token, out, e);
}

bool session_raise(struct app *app, struct sessions *s, int64_t no, struct err *e)
{
	pthread_mutex_lock(&s->lock);
	struct slot *one = slot_by_number(s, no);

	if (one != NULL && one->s.how == SESSION_SETUP) {
		one->s.how = SESSION_PASSWORD;
		one->dirty = true;
	}
	pthread_mutex_unlock(&s->lock);
	return flush(app, s, e);
}

bool session_close(struct app *app, struct sessions *s, int64_t no, struct err *e)
{
	pthread_mutex_lock(&s->lock);
	struct slot *one = slot_by_number(s, no);

	if (one != NULL) {
		slot_end(one);
	}
	pthread_mutex_unlock(&s->lock);
	return flush(app, s, e);
}

bool session_close_person(struct app *app, struct sessions *s, struct person_id person,
			  int64_t but, int64_t *n, struct err *e)
{
	*n = 0;
	pthread_mutex_lock(&s->lock);
	for (int32_t i = 0; i < s->slots; i++) {
		struct slot *one = slot_at(s, i);

		if (one->state == SLOT_LIVE && one->s.person.v == person.v && one->s.no != but) {
			slot_end(one);
			(*n)++;
		}
	}
	pthread_mutex_unlock(&s->lock);
	return flush(app, s, e);
}
