/* Public pages kept for as long as nothing moves. */
#include "kept.h"

#include "guard.h"
#include "web_int.h"

enum { KEPT_MOST = 4 << 20, KEPT_PAGE_MOST = 64 << 10, SECONDS_SHOWN = 60 };

static void forget(struct kept *k)
{
	arena_reset(&k->arena);
	map_init(&k->page, &k->arena);
}

void kept_init(struct kept *k)
{
	*k = (struct kept){ .seen = -1, .minute = -1 };
	arena_init(&k->arena, 0);
	map_init(&k->page, &k->arena);
}

void kept_done(struct kept *k)
{
	arena_done(&k->arena);
}

static bool may_keep(const struct exchange *x)
{
	return x->in->method == HTTP_GET && !guard_by_office(x);
}

/* The worker's pages, those of another moment forgotten. */
static struct kept *shelf(const struct exchange *x)
{
	struct kept *k = &x->worker->kept;
	int64_t seen = app_seen(x->app), minute = x->now / SECONDS_SHOWN;
	if (k->seen != seen || k->minute != minute) {
		forget(k);
		k->seen = seen;
		k->minute = minute;
	}
	return k;
}

static struct str key_of(const struct exchange *x, struct arena *a)
{
	const char *lang = x->lang == TEXT_EN ? "en" : "vi";
	return STR_JOIN(a, str_of(lang), x->in->target);
}

bool kept_find(const struct exchange *x)
{
	if (!may_keep(x)) {
		return false;
	}
	const struct str *text = map_get(&shelf(x)->page, key_of(x, x->a));
	if (text) {
		buf_str(x->page, *text);
	}
	return text != NULL;
}

void kept_put(const struct exchange *x)
{
	struct str said = buf_view(x->page);
	if (said.n > KEPT_PAGE_MOST || !may_keep(x)) {
		return;
	}
	struct kept *k = shelf(x);
	if (k->arena.total > KEPT_MOST) {
		forget(k);
	}
	struct str *text = arena_new(&k->arena, struct str);
	*text = str_dup(&k->arena, said);
	map_put(&k->page, key_of(x, &k->arena), text);
}
