/* Law that is not applied yet, in memory. */
#include "law_shelf.h"

#include "base/limits.h"

#include <pthread.h>

struct place {
	struct arena arena;
	struct law_draft draft;
	uint64_t turn;			/* 0: empty */
};

struct law_shelf {
	pthread_mutex_t lock;
	struct place place[LAW_DRAFTS];
	uint64_t turns;
};

struct law_shelf *law_shelf_open(struct arena *a)
{
	struct law_shelf *s = arena_new(a, struct law_shelf);

	pthread_mutex_init(&s->lock, NULL);
	for (size_t i = 0; i < LAW_DRAFTS; i++) {
		arena_init(&s->place[i].arena, 3 * LIMIT_LAW);
	}
	return s;
}

void law_shelf_close(struct law_shelf *s)
{
	for (size_t i = 0; s != NULL && i < LAW_DRAFTS; i++) {
		arena_done(&s->place[i].arena);
	}
}

static void name_it(struct law_draft *d)
{
	struct hash_state h;
	char hex[HASH_HEX];

	hash_start(&h);
	for (size_t i = 0; i < d->files; i++) {
		struct hash path = hash_of(d->file[i].path.p, d->file[i].path.n);
		struct hash text = hash_of(d->file[i].text.p, d->file[i].text.n);

		hash_add(&h, &path, sizeof(path));
		hash_add(&h, &text, sizeof(text));
	}
	(void)hash_hex(hash_end(&h), hex);
	for (size_t i = 0; i + 1 < LAW_DRAFT_ID; i++) {
		d->id[i] = hex[i];
	}
	d->id[LAW_DRAFT_ID - 1] = '\0';
}

static void copy(struct arena *a, const struct law_draft *from, struct law_draft *to)
{
	struct law_source *file = arena_array(a, struct law_source, from->files);

	*to = *from;
	to->name = str_dup(a, from->name);
	for (size_t i = 0; i < from->files; i++) {
		file[i].path = str_dup(a, from->file[i].path);
		file[i].text = str_dup(a, from->file[i].text);
	}
	to->file = file;
}

/* With the lock held. */
static struct place *find(struct law_shelf *s, struct str id)
{
	for (size_t i = 0; i < LAW_DRAFTS; i++) {
		if (s->place[i].turn > 0 && str_is(id, s->place[i].draft.id)) {
			return &s->place[i];
		}
	}
	return NULL;
}

static struct place *oldest(struct law_shelf *s)
{
	struct place *p = &s->place[0];

	for (size_t i = 1; i < LAW_DRAFTS; i++) {
		p = s->place[i].turn < p->turn ? &s->place[i] : p;
	}
	return p;
}

void law_shelf_put(struct law_shelf *s, struct law_draft *d)
{
	name_it(d);
	pthread_mutex_lock(&s->lock);
	struct place *p = find(s, str_of(d->id));

	p = p != NULL ? p : oldest(s);
	arena_reset(&p->arena);
	copy(&p->arena, d, &p->draft);
	p->turn = ++s->turns;
	pthread_mutex_unlock(&s->lock);
}

bool law_shelf_take(struct law_shelf *s, struct arena *a, struct str id, struct law_draft *out)
{
	pthread_mutex_lock(&s->lock);
	const struct place *p = find(s, id);

	if (p != NULL) {
		copy(a, &p->draft, out);
	}
	pthread_mutex_unlock(&s->lock);
	return p != NULL;
}

size_t law_shelf_list(struct law_shelf *s, struct arena *a, struct law_draft out[LAW_DRAFTS])
{
	uint64_t before = UINT64_MAX;
	size_t n = 0;

	pthread_mutex_lock(&s->lock);
	for (const struct place *next = s->place; next != NULL;) {
		next = NULL;
		for (size_t i = 0; i < LAW_DRAFTS; i++) {
			const struct place *p = &s->place[i];

			if (p->turn > 0 && p->turn < before &&
			    (next == NULL || p->turn > next->turn)) {
				next = p;
			}
		}
		if (next != NULL) {
			before = next->turn;
			out[n] = next->draft;
			out[n].name = str_dup(a, next->draft.name);
			out[n++].file = NULL;
		}
	}
	pthread_mutex_unlock(&s->lock);
	return n;
}

void law_shelf_drop(struct law_shelf *s, struct str id)
{
	pthread_mutex_lock(&s->lock);
	struct place *p = find(s, id);

	if (p != NULL) {
		arena_done(&p->arena);
		arena_init(&p->arena, 3 * LIMIT_LAW);
		p->turn = 0;
	}
	pthread_mutex_unlock(&s->lock);
}
