/* Tables of a reorganisation, in memory. */
#include "reform_shelf.h"

#include "base/hash.h"

#include <pthread.h>
#include <string.h>

struct place {
	struct arena arena;
	struct day on;
	struct reform_table table;
	uint64_t turn;			/* 0: empty */
};

struct reform_shelf {
	pthread_mutex_t lock;
	struct place place[REFORM_TABLES];
	uint64_t turns;
};

struct reform_shelf *reform_shelf_open(struct arena *a)
{
	struct reform_shelf *s = arena_new(a, struct reform_shelf);

	pthread_mutex_init(&s->lock, NULL);
	for (size_t i = 0; i < REFORM_TABLES; i++) {
		arena_init(&s->place[i].arena, 4 * PLACES_BYTES);
	}
	return s;
}

void reform_shelf_close(struct reform_shelf *s)
{
	for (size_t i = 0; s != NULL && i < REFORM_TABLES; i++) {
		arena_done(&s->place[i].arena);
	}
}

/* With the lock held. */
static struct place *find(struct reform_shelf *s, struct day on)
{
	for (size_t i = 0; i < REFORM_TABLES; i++) {
		if (s->place[i].turn > 0 && s->place[i].on.n == on.n) {
			return &s->place[i];
		}
	}
	return NULL;
}

static struct place *oldest(struct reform_shelf *s)
{
	struct place *p = &s->place[0];

	for (size_t i = 1; i < REFORM_TABLES; i++) {
		p = s->place[i].turn < p->turn ? &s->place[i] : p;
	}
	return p;
}

void reform_shelf_take(struct reform_shelf *s, struct arena *a, struct day on,
		       struct reform_table *out)
{
	*out = (struct reform_table){ .id = "" };
	pthread_mutex_lock(&s->lock);
	const struct place *p = find(s, on);

	if (p != NULL) {
		*out = p->table;
		out->text = str_dup(a, p->table.text);
	}
	pthread_mutex_unlock(&s->lock);
}

static void fill(struct reform_shelf *s, struct place *p, struct day on, struct str text)
{
	char hex[HASH_HEX];

	arena_reset(&p->arena);
	p->on = on;
	p->turn = text.n > 0 ? ++s->turns : 0;
	p->table.text = str_dup(&p->arena, text);
	(void)hash_hex(hash_of(text.p, text.n), hex);
	memcpy(p->table.id, hex, REFORM_TABLE_ID - 1);
	p->table.id[REFORM_TABLE_ID - 1] = '\0';
}

bool reform_shelf_put(struct reform_shelf *s, struct day on, struct str was, struct str text)
{
	pthread_mutex_lock(&s->lock);
	struct place *p = find(s, on);
	bool good = p != NULL ? str_is(was, p->table.id) : was.n == 0;

	if (good && (p != NULL || text.n > 0)) {
		fill(s, p != NULL ? p : oldest(s), on, text);
	}
	pthread_mutex_unlock(&s->lock);
	return good;
}
