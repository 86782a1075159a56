/* The one path: authorise, load, decide, write, in groups. */
#include "app_int.h"

#include "base/limits.h"

#include <assert.h>

/* What became of one command inside a group. */
enum end { END_ACCEPTED, END_REFUSED, END_BROKEN };

bool writer_time(struct app *app, int64_t *out, struct err *e)
{
	struct store_last last;
	if (!store_last(app->store, &last, e)) {
		return false;
	}
	int64_t now = world_now(&app->world);
	/* A clock set back is held at the last entry's time. */
	*out = last.at != INSTANT_NONE && last.at > now ? last.at : now;
	return true;
}

/* ---- deciding ---- */

static bool prepare(struct passage *p, struct err *e)
{
	struct store_last last;
	if (!store_last(p->app->store, &last, e)) {
		return false;
	}
	p->decide = (struct decide){
		.arena = p->a,
		.law = &p->app->law,
		.org = &p->app->org,
		.d = p->d,
		.m = p->m,
		.at = p->at,
		.actor = p->actor,
		.args = p->args,
		.cmd = p->command->key,
		.next_seq = last.seq + 1 + p->ahead,
	};
	return true;
}

bool passage_run(struct passage *p, decide_fn *fn, enum right right, struct err *e)
{
	if (!prepare(p, e)) {
		return false;
	}
	bool ok = (right == RIGHT_NONE || decide_right(&p->decide, right, e)) &&
		  given_find(p, &p->decide.given, e) && fn(&p->decide, e);
	if (ok && p->decide.drafts > 0) {
		ok = passage_seal(p, e);
	}
	if (!ok && p->decide.drafts > 0 && p->d) {
		/* half changed: the next use folds it afresh */
		cache_drop(&p->app->cache, p->dossier);
	}
	return ok;
}

static bool load_state(struct passage *p, struct err *e)
{
	switch (p->action->target) {
	case TARGET_NEW:
		p->d = cache_make(p->app, p->dossier);
		return true;
	case TARGET_DOSSIER:
		if (!cache_load(p->app, p->dossier, &p->d, e)) {
			return false;
		}
		p->before = store_mark(p->a, p->d);
		return true;
	case TARGET_NEW_MATTER:
		p->m = arena_new(p->a, struct matter);
		matter_init(p->m, p->a, p->matter);
		return true;
	case TARGET_MATTER:
		return matter_load(p->app, p->a, p->matter, &p->m, e);
	case TARGET_UNIT:
	case TARGET_PERSON:
	case TARGET_NEW_UNIT:
	case TARGET_NEW_PERSON:
	case TARGET_BUNDLE:
		break;
	}
	return true;
}

bool passage_decide(struct passage *p, struct err *e)
{
	if (!load_state(p, e)) {
		return false;
	}
	bool ok = passage_run(p, p->action->decide, p->action->right, e);
	if (!ok && p->action->target == TARGET_NEW) {
		cache_drop(&p->app->cache, p->dossier);
	}
	return ok;
}

/* ---- one command ---- */

/* The command as a whole, keyed: its texts can't be guessed from the digest. */
static struct hash digest_of(struct app *app, struct arena *a, const struct command *c)
{
	struct json *o = json_new_obj(a);
	json_set_str(a, o, "as", c->as);
	json_set_str(a, o, "do", c->verb);
	json_set(a, o, "args", c->args);
	if (c->at != INSTANT_NONE) {
		json_set_int(a, o, "at", c->at);
	}
	struct buf b;
	buf_init(&b, (size_t)LIMIT_LINE * 4);
	buf_text(&b, "command\n");
	json_write(&b, o);
	struct hash h = hash_hmac(store_log_seed(app->store), b.p, b.n);
	buf_done(&b);
	return h;
}

struct retelling {
	struct made made;
};

static bool retell(void *ctx, const struct stored *s, struct err *e)
{
	struct retelling *r = ctx;
	struct entry en;
	if (!entry_read(r->made.a, str_dup(r->made.a, s->bytes), &en, e)) {
		return false;
	}
	made_entry(&r->made, &en);
	return true;
}

/* What an accepted command answered, read from its entries. */
static bool tell_again(struct app *app, struct arena *a, const struct store_command *before,
		       struct answer *answer, struct err *e)
{
	struct retelling r;
	made_init(&r.made, a);
	if (!store_range(app->store, before->first, before->last - before->first + 1, retell,
			 &r, e)) {
		return false;
	}
	answer->ok = true;
	answer->repeated = true;
	answer->first = before->first;
	answer->last = before->last;
	answer->at = before->at;
	answer->made = r.made.object;
	return true;
}

/* The answer of a key that was accepted before. */
static enum end repeat(struct passage *p, const struct store_command *before,
		       struct answer *answer, struct err *e)
{
	if (!hash_eq(before->digest, p->digest)) {
		(void)err_set(e, ERR_CONFLICT, "command.conflict", NULL);
		return END_REFUSED;
	}
	return tell_again(p->app, p->a, before, answer, e) ? END_ACCEPTED : END_BROKEN;
}

bool app_answered(struct app *app, struct arena *a, struct str key, struct answer *out,
		  bool *found, struct err *e)
{
	struct store_command before;
	*found = false;
	if (key.n == 0) {
		return true;
	}
	if (!store_command_find(app->store, key, &before, found, e)) {
		return false;
	}
	*out = (struct answer){ .key = key };
	return !*found || tell_again(app, a, &before, out, e);
}

bool time_reckoned(const struct app *app, int64_t at, struct err *e)
{
	const struct law *l = &app->law;
	return calendar_check(&l->ready[(l->calendars - 1) * l->profiles], at, e);
}

static bool clock_beyond(int64_t at, struct err *e)
{
	char now[INSTANT_TEXT];
	return err_set(e, ERR_CONFLICT, "clock.beyond", "now", instant_vi(at, now), NULL);
}

static bool check_time(struct passage *p, struct err *e)
{
	struct app *app = p->app;
	if (p->command->at != INSTANT_NONE) {
		if (!time_reckoned(app, p->command->at, e)) {
			return false;
		}
		if (app->mode == APP_PRODUCTION) {
			return err_set(e, ERR_INVALID, "command.at", NULL);
		}
		if (app->world.by_hand) {
			world_set(&app->world, p->command->at);
		}
	}
	if (!writer_time(app, &p->at, e)) {
		return false;
	}
	if (p->command->at == INSTANT_NONE) {
		/* A machine set far forward would hold the ledger there for years. */
		return time_reckoned(app, p->at, e) || clock_beyond(p->at, e);
	}
	if (p->command->at < p->at && app->world.by_hand) {
		char last[INSTANT_TEXT];
		return err_set(e, ERR_INVALID, "command.backward", "last",
			       instant_text(p->at, last), NULL);
	}
	p->at = p->command->at;
	return true;
}

static bool enter(struct passage *p, struct err *e)
{
	const struct command *c = p->command;
	p->action = action_find(c->verb);
	if (!p->action) {
		return err_set(e, ERR_NOT_FOUND, "action.unknown", "value",
			       str_cstr(p->a, c->verb), NULL);
	}
	return action_check(p->action, c->args, e) && check_time(p, e) &&
	       (str_is(c->as, "portal") || resolve_person(p->app, c->as, &p->actor, e)) &&
	       resolve_args(p, c->args, e);
}

bool passage_try(struct passage *p, struct err *e)
{
	return enter(p, e) && passage_decide(p, e);
}

static enum end accept(struct passage *p, struct answer *answer, struct err *e)
{
	struct made made;
	int64_t first = p->entry[0].seq;
	int64_t last = p->entry[p->entries - 1].seq;
	if (!passage_write(p, e) ||
	    !command_record(p->app, p->command, p->digest, first, last, p->at, e)) {
		return END_BROKEN;
	}
	if (!two_machines_note(p, first, e)) {
		return END_BROKEN;
	}
	made_init(&made, p->a);
	for (size_t i = 0; i < p->entries; i++) {
		made_entry(&made, &p->entry[i]);
	}
	answer->ok = true;
	answer->first = first;
	answer->last = last;
	answer->at = p->at;
	answer->made = made.object;
	return END_ACCEPTED;
}

static enum end accept_bundle(struct passage *p, struct answer *answer, struct err *e)
{
	struct store_command done = { .at = p->at, .digest = p->digest };
	bool broken = false;
	if (!bundle_receive(p, &done.first, &done.last, &broken, e)) {
		return broken ? END_BROKEN : END_REFUSED;
	}
	if (!command_record(p->app, p->command, p->digest, done.first, done.last, p->at, e)) {
		return END_BROKEN;
	}
	enum end end = repeat(p, &done, answer, e);
	answer->repeated = false;
	return end;
}

bool engine_failed(const struct err *e)
{
	return e->code == ERR_IO || e->code == ERR_BUSY || e->code == ERR_CORRUPT;
}

static enum end run_one(struct app *app, struct arena *a, const struct command *c,
			struct answer *answer)
{
	struct passage *p = arena_new(a, struct passage);
	struct store_command before;
	bool found = false;
	*answer = (struct answer){ .key = c->key };
	struct err *e = &answer->err;
	p->app = app;
	p->a = a;
	p->command = c;
	/* Forms bring it along; it stands in clear in each entry of the command. */
	if (!command_key_good(c->key)) {
		(void)err_set(e, ERR_INVALID, "command.key", "value", str_cstr(a, c->key), NULL);
		return END_REFUSED;
	}
	p->digest = digest_of(app, a, c);
	if (!store_command_find(app->store, c->key, &before, &found, e)) {
		return END_BROKEN;
	}
	if (found) {
		return repeat(p, &before, answer, e);
	}
	if (!enter(p, e)) {
		return engine_failed(e) ? END_BROKEN : END_REFUSED;
	}
	if (p->action->target == TARGET_BUNDLE) {
		return accept_bundle(p, answer, e);
	}
	if (!passage_decide(p, e)) {
		return engine_failed(e) ? END_BROKEN : END_REFUSED;
	}
	assert(p->entries > 0);
	return accept(p, answer, e);
}

/* ---- groups ---- */

/* After a failed group nothing in memory counts any more. The disk may still be away:
 * then the next one to ask tries again. */
static void start_afresh(struct app *app)
{
	struct err e;
	store_rollback(app->store);
	cache_clear(&app->cache);
	two_machines_forget(app);
	app->adrift = true;
	if (!app_sound(app, &e)) {
		return;
	}
}

bool app_sound(struct app *app, struct err *e)
{
	app->adrift = app->adrift && !frame_reload_org(app, e);
	return !app->adrift;
}

/* False when the group must be undone; *e says why. */
static bool run_group(struct app *app, struct arena *a, const struct command *const *command,
		      size_t n, struct answer *answer, struct err *e)
{
	if (!app_sound(app, e) || !store_begin(app->store, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		arena_reset(&app->scratch);
		if (run_one(app, a, command[i], &answer[i]) == END_BROKEN) {
			*e = answer[i].err;
			return false;
		}
	}
	return store_commit(app->store, e);
}

static void answer_failed(struct answer *answer, const struct command *c, const struct err *e)
{
	*answer = (struct answer){ .key = c->key, .err = *e };
}

void app_group(struct app *app, struct arena *a, const struct command *const *command,
	       size_t n, struct answer *answer)
{
	struct err e;
	assert(app->access == APP_WRITER);
	if (n == 0 || run_group(app, a, command, n, answer, &e)) {
		return;
	}
	start_afresh(app);
	if (n == 1) {
		answer_failed(answer, command[0], &e);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (!run_group(app, a, &command[i], 1, &answer[i], &e)) {
			start_afresh(app);
			answer_failed(&answer[i], command[i], &e);
		}
	}
}

void app_act(struct app *app, struct arena *a, const struct command *command,
	     struct answer *answer)
{
	app_group(app, a, &command, 1, answer);
}
