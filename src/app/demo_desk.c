/* The desk: collects the commands of an hour, commits them, keeps the clock. */
#include "demo_sim.h"

#include "demo_names.h"

#include "base/limits.h"

enum { HOUR_S = 3600 };

struct json *desk_args(struct demo *d)
{
	return json_new_obj(&d->desk.arena);
}

void desk_text(struct demo *d, struct json *args, const char *name, struct chance *c)
{
	json_set_str(&d->desk.arena, args, name, demo_words(c, name));
}

/* A refusal is the law's word: the dossier is read again before its next act. */
static void take_answer(struct demo *d, const struct answer *answer, struct life *f)
{
	d->count->commands += answer->ok;
	if (!answer->ok) {
		d->count->refused++;
		if (f) {
			truth_void(d, f);
			f->lost = true;
		}
		if (f && d->on) {
			int64_t later = d->now + chance_between(&f->chance, 600, 3600);
			life_later(d, f, ACT_WORK, later, 0);
		}
		return;
	}
	if (f && d->on) {
		f->attempts = 0;
	}
	struct str id = json_str(answer->made, "dossier");
	if (f && !f->known && id.n > 0 && id.n < ID_TEXT) {
		for (size_t i = 0; i < id.n; i++) {
			f->ref[i] = id.p[i];
		}
		f->ref[id.n] = '\0';
		f->code = str_dup(d->arena, json_str(answer->made, "code"));
		f->known = true;
		if (f->receipt > 0) {
			(void)truth_note(d, f, OUTAGE, f->holder, f->came_at, f->held_from);
		}
		if (f->plan.planted == MANY_OWNERS || f->plan.planted == FAMILY_FILING) {
			truth_note(d, f, f->plan.planted, NOBODY, f->came_at, f->came_at)->bureau =
				f->receiving;
		}
		if (f->first.what != PLANTED_NOTHING) {
			truth_note_again(d, f);
		}
		d->count->dossiers++;
	}
}

/* The dossier a command was for; NULL when it has ended meanwhile and its place
 * may be another's. */
static struct life *life_of(struct demo *d, size_t i)
{
	struct life *f = d->desk.life[i] == NOBODY ? NULL : &d->life[d->desk.life[i]];
	return f && f->used && f->stamp == d->desk.stamp[i] ? f : NULL;
}

/* What fails here is the engine, not the law: the demonstration ends. */
static bool engine(const struct answer *answer)
{
	return !answer->ok && (answer->err.code == ERR_IO || answer->err.code == ERR_BUSY ||
			       answer->err.code == ERR_CORRUPT);
}

bool desk_flush(struct demo *d, struct err *e)
{
	struct desk *k = &d->desk;
	if (k->n == 0) {
		return true;
	}
	app_group(d->app, &k->arena, k->line, k->n, k->answer);
	if (!d->on) {
		app_breathe(d->app);
	}
	d->count->groups++;
	k->tick_known = false;
	for (size_t i = 0; i < k->n; i++) {
		if (engine(&k->answer[i])) {
			*e = k->answer[i].err;
			return false;
		}
		take_answer(d, &k->answer[i], life_of(d, i));
	}
	k->n = 0;
	arena_reset(&k->arena);
	return true;
}

bool desk_clock(struct demo *d, struct err *e)
{
	struct desk *k = &d->desk;
	int64_t written;
	if (k->n > 0 && d->now / HOUR_S != k->hour && !desk_flush(d, e)) {
		return false;
	}
	if (!k->tick_known) {
		int64_t from = k->n > 0 ? k->command[0].at : app_now(d->app);
		if (!app_next_tick(d->app, from, &k->next_tick, e)) {
			return false;
		}
		k->tick_known = true;
	}
	if (k->next_tick == INSTANT_NONE || k->next_tick > d->now) {
		return true;
	}
	k->tick_known = false;
	return desk_flush(d, e) && app_advance(d->app, d->now, &written, e);
}

bool desk_put(struct demo *d, int32_t life, struct str as, const char *verb,
	      struct json *args, struct err *e)
{
	struct desk *k = &d->desk;
	struct command *c = &k->command[k->n];
	if (k->n == 0) {
		k->hour = d->now / HOUR_S;
	}
	*c = (struct command){
		.key = str_fmt(&k->arena, "demo-%.*s%lld", d->on ? (int)d->on->keys.n : 0,
			       d->on ? d->on->keys.p : "", (long long)++d->commands),
		.as = as,
		.verb = str_of(verb),
		.args = args,
		.at = d->now, .where = k->where,
	};
	k->where = (struct machine){ 0 };
	k->line[k->n] = c;
	k->life[k->n] = life;
	k->stamp[k->n++] = life == NOBODY ? 0 : d->life[life].stamp;
	return k->n < DESK_GROUP || desk_flush(d, e);
}

/* Each has a desk of their own, and may go to another one. Nobody who lives on in a store
 * that is served sits anywhere: people there have machines of their own. */
static struct machine machine_of(struct demo *d, int32_t officer)
{
	bool elsewhere = d->desk.elsewhere;
	d->desk.elsewhere = false;
	if (officer == NOBODY || d->on) {
		return (struct machine){ 0 };
	}
	uint64_t number = 2 * (uint64_t)officer + elsewhere + 1;
	return (struct machine){ .session = 2 * d->officer[officer].stay + elsewhere + 1,
				 .device = number * UINT64_C(0x9e3779b97f4a7c15) };
}

bool desk_act(struct demo *d, struct life *f, int32_t officer, const char *verb,
	      struct json *args, struct err *e)
{
	if (f->known) {
		json_set_str(&d->desk.arena, args, "dossier",
			     str_dup(&d->desk.arena, str_of(f->ref)));
	}
	d->desk.where = machine_of(d, officer);
	struct str as = officer == NOBODY ? STR("portal") : d->officer[officer].key;
	return desk_put(d, life_index(d, f), as, verb, args, e);
}
