/* Acting: commands from sentences, and what became of them. */
#include "story.h"

#include <string.h>

static bool remember_before(struct story *t, struct err *e)
{
	return app_last(t->app, &t->before, e) && app_root(t->app, &t->root_before, e);
}

static bool count_written(struct story *t, struct err *e)
{
	struct app_last now;
	if (!app_last(t->app, &now, e)) {
		return false;
	}
	t->written = now.seq - t->before.seq;
	return true;
}

/* What was made is called by a name of the story's from here on; `id` as the answer has it. */
void story_name(struct story *t, struct str name, struct str id)
{
	struct str *kept = arena_new(&t->scene, struct str);
	*kept = str_dup(&t->scene, id);
	if (id.n > 0) {
		map_put(&t->names, str_dup(&t->scene, name), kept);
	}
}

/* The sentence outlives its step. */
static void keep_act(struct story *t, const struct sentence *s)
{
	t->act = *s;
	t->act.source = str_dup(&t->scene, s->source);
	t->act.n = 0;
	t->acted = true;
}

static bool run(struct story *t, const struct sentence *s, struct err *e)
{
	keep_act(t, s);
	if (!remember_before(t, e)) {
		return false;
	}
	app_act(t->app, &t->scene, &t->command, &t->answer);
	t->pending = !t->answer.ok;
	return count_written(t, e);
}

static struct str next_key(struct story *t)
{
	return str_fmt(&t->scene, "s-%lld", (long long)++t->keys);
}

static void set_command(struct story *t, struct str as, const char *verb,
			const struct json *args)
{
	t->command = (struct command){
		.key = next_key(t),
		.as = str_dup(&t->scene, as),
		.verb = str_of(verb),
		.args = args,
		.at = INSTANT_NONE,
	};
	t->children = 0;
	t->bundle_open = false;
}

/* A number of a word, never 0. */
static uint64_t number_of(struct str word)
{
	struct hash h = hash_of(word.p, word.n);
	uint64_t n = 0;
	memcpy(&n, h.b, sizeof(n));
	return n | 1;
}

/* "desk", or "desk/2" for another stay at it; nothing: no browser. */
static struct machine machine_of(struct str word)
{
	struct str device, stay;
	if (word.n == 0) {
		return (struct machine){ 0 };
	}
	(void)str_cut(word, '/', &device, &stay);
	return (struct machine){ .session = (int64_t)(number_of(word) >> 1),
				 .device = number_of(device) };
}

bool story_as(struct story *t, const struct sentence *s, struct err *e)
{
	struct str who, word, verb, machine = { 0 }, target = { 0 };
	const struct json *args;
	size_t from = 2;
	if (!story_need(s, 1, &who, e)) {
		return false;
	}
	if (str_is(story_word(s, 2), "at") && story_need(s, 3, &machine, e)) {
		from = 4;
	}
	if (!story_need(s, from, &word, e) || !story_need(s, from + 1, &verb, e)) {
		return false;
	}
	const struct action *a = action_find(verb);
	if (!str_is(word, "do") || !a) {
		return story_mistake(s, "story.action", verb, e);
	}
	from += 2;
	if (s->n > from && s->word[from].name.n == 0) {
		target = s->word[from++].whole;
	}
	if (!story_args(t, s, from, a, target, &args, e)) {
		return false;
	}
	set_command(t, who, a->name, args);
	t->command.where = machine_of(machine);
	if (a->target == TARGET_BUNDLE) {
		keep_act(t, s);
		t->bundle_open = true;
		return true;
	}
	if (!run(t, s, e)) {
		return false;
	}
	if (t->answer.ok && a->target == TARGET_NEW && target.n > 0) {
		story_name(t, target, json_str(t->answer.made, "dossier"));
	}
	if (t->answer.ok && a->target == TARGET_NEW_MATTER && target.n > 0) {
		story_name(t, target, json_str(t->answer.made, "matter"));
	}
	return true;
}

bool story_child(struct story *t, const struct sentence *s, struct err *e)
{
	struct str name;
	if (!t->bundle_open || t->children == STORY_CHILDREN) {
		return story_mistake(s, "story.child", STR(""), e);
	}
	struct child *c = &t->child[t->children++];
	*c = (struct child){ 0 };
	if (!story_need(s, 1, &name, e)) {
		return false;
	}
	c->name = str_dup(&t->scene, name);
	return story_args(t, s, 2, action_find(STR("receive_new")), STR(""), &c->args, e);
}

/* Which children the bundle took: those refused are named by their number. */
static void settle_children(struct story *t)
{
	const struct json *refused = json_arr(t->answer.made, "refused");
	const struct json *taken = json_arr(t->answer.made, "children");
	size_t next = 0;
	for (size_t i = 0; i < t->children; i++) {
		struct child *c = &t->child[i];
		for (size_t r = 0; r < json_len(refused); r++) {
			const struct json *row = json_at(refused, r);
			if (json_int(row, "child", 0) == (int64_t)i + 1) {
				c->refused = str_cstr(&t->scene, json_str(row, "code"));
			}
		}
		if (!c->refused && next < json_len(taken)) {
			story_name(t, c->name, json_at(taken, next++)->s);
		}
	}
}

bool story_settle(struct story *t, struct err *e)
{
	if (!t->bundle_open) {
		return true;
	}
	struct json *list = json_new_arr(&t->scene);
	struct json *args = json_new_obj(&t->scene);
	for (size_t i = 0; i < t->children; i++) {
		json_push(&t->scene, list, t->child[i].args);
	}
	for (size_t i = 0; i < t->command.args->n; i++) {
		json_set(&t->scene, args, str_cstr(&t->scene, t->command.args->k[i]),
			 t->command.args->v[i]);
	}
	json_set(&t->scene, args, "children", list);
	t->command.args = args;
	t->bundle_open = false;
	struct sentence act = t->act;
	if (!run(t, &act, e)) {
		return false;
	}
	if (t->answer.ok) {
		settle_children(t);
	}
	return true;
}

bool story_again(struct story *t, const struct sentence *s, struct err *e)
{
	const struct action *a = t->acted ? action_find(t->command.verb) : NULL;
	const struct json *more;
	if (!a || (s->n > 1 && !str_is(s->word[1].whole, "with"))) {
		return story_mistake(s, "story.again", STR(""), e);
	}
	if (!story_args(t, s, s->n > 1 ? 2 : 1, a, STR(""), &more, e)) {
		return false;
	}
	struct json *args = json_new_obj(&t->scene);
	const struct json *old = t->command.args;
	for (size_t i = 0; i < old->n; i++) {
		const char *name = str_cstr(&t->scene, old->k[i]);
		if (!json_get(more, name)) {
			json_set(&t->scene, args, name, old->v[i]);
		}
	}
	for (size_t i = 0; i < more->n; i++) {
		json_set(&t->scene, args, str_cstr(&t->scene, more->k[i]), more->v[i]);
	}
	t->command.args = args;
	return run(t, s, e);
}

bool story_send(struct story *t, const struct sentence *s, struct err *e)
{
	struct str key;
	struct str line = str_trim(str_sub(s->source, strlen("send "), s->source.n));
	keep_act(t, s);
	t->answer = (struct answer){ 0 };
	if (!remember_before(t, e)) {
		return false;
	}
	if (command_parse(&t->scene, str_dup(&t->scene, line), &t->command, &key,
			  &t->answer.err)) {
		app_act(t->app, &t->scene, &t->command, &t->answer);
	}
	t->pending = !t->answer.ok;
	return count_written(t, e);
}

static bool admin_does(struct story *t, const struct sentence *s, const char *verb,
		       const struct json *args, struct err *e)
{
	set_command(t, STR("admin"), verb, args);
	return run(t, s, e);
}

/* person KEY POST of UNIT */
bool story_person(struct story *t, const struct sentence *s, struct err *e)
{
	struct str key, post, of, unit;
	struct arena *a = &t->scene;
	if (!story_need(s, 1, &key, e) || !story_need(s, 2, &post, e) ||
	    !story_need(s, 3, &of, e) || !story_need(s, 4, &unit, e)) {
		return false;
	}
	if (!str_is(of, "of")) {
		return story_mistake(s, "story.person", of, e);
	}
	key = str_dup(a, key);
	if (!org_person_by_key(app_org(t->app), key)) {
		struct json *args = json_new_obj(a);
		json_set_str(a, args, "key", key);
		if (!admin_does(t, s, "add_person", args, e)) {
			return false;
		}
		if (t->pending) {
			return true;
		}
	}
	struct json *args = json_new_obj(a);
	json_set_str(a, args, "person", key);
	json_set_str(a, args, "unit", str_dup(a, unit));
	json_set_str(a, args, "post", str_dup(a, post));
	return admin_does(t, s, "assign", args, e);
}
