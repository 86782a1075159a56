/* Names of staff, opened once and kept. */
#include "staff.h"

#include "app_int.h"

#include <string.h>

struct search {
	struct hash commitment;
	bool found;
};

/* The newest entry that says a name holds. */
static bool look_for_name(void *ctx, const struct stored *s, struct err *e)
{
	struct search *q = ctx;
	struct arena a;
	struct entry en;

	arena_init(&a, 0);
	bool ok = entry_read(&a, s->bytes, &en, e);

	if (ok && hash_from_hex(json_str(en.body, "name_c"), &q->commitment)) {
		q->found = true;
	}
	arena_done(&a);
	return ok;
}

static bool open_name(struct app *app, struct person_id person, struct str *out, struct err *e)
{
	struct search q = { .found = false };
	struct stream stream = { STREAM_PERSON, person.v };
	struct vault_text text;

	*out = (struct str){ 0 };
	if (!store_stream(app->store, stream, 0, look_for_name, &q, e)) {
		return false;
	}
	if (!q.found) {
		return true;
	}
	struct arena_mark mark = arena_mark(&app->scratch);
	bool ok = store_unseal(app->store, &app->scratch, q.commitment, &text, e);

	if (ok) {
		*out = str_dup(app->staff.arena, text.value);
	} else {
		ok = strcmp(e->key, "vault.erased") == 0;	/* the key takes its place */
	}
	arena_release(&app->scratch, mark);
	return ok;
}

bool staff_name(struct app *app, struct person_id person, struct str *out, struct err *e)
{
	const struct str *kept = imap_get(&app->staff, person.v);
	const struct person *p = org_person(&app->org, person);

	if (kept != NULL) {
		*out = *kept;
		return true;
	}
	if (p == NULL) {
		*out = (struct str){ 0 };
		return true;
	}
	struct str *name = arena_new(app->staff.arena, struct str);

	if (!open_name(app, person, name, e)) {
		return false;
	}
	if (name->n == 0) {
		*name = str_dup(app->staff.arena, p->key);
	}
	imap_put(&app->staff, person.v, name);
	*out = *name;
	return true;
}
