/* `dunghen story`: plays the sentences of files and prints TAP. */
#include "story.h"

#include "cmd_story.h"
#include "law_files.h"

#include "app/signal_tell.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct opt_spec story_options[] = {
	{ "law", OPT_VALUE, "DIR" },
	{ NULL, OPT_END, NULL },
};

/* ---- results ---- */

/* A description may not hold what TAP gives a meaning. */
static void put_plain(FILE *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '#') {
			(void)putc('\\', out);
		}
		(void)putc(s.p[i] == '\n' ? ' ' : s.p[i], out);
	}
}

void story_result(struct story *t, const struct sentence *s, bool holds, struct str have)
{
	FILE *out = t->c->out;
	t->results++;
	t->failures += holds ? 0 : 1;
	(void)fprintf(out, "%sok %lld - ", holds ? "" : "not ", (long long)t->results);
	put_plain(out, t->title);
	(void)fprintf(out, ": %lld: ", (long long)s->line);
	put_plain(out, s->source);
	(void)putc('\n', out);
	if (!holds) {
		struct text_arg args[] = { { "value", have } };
		(void)fprintf(out, "# %.*s\n",
			      STR_ARG(cli_text(t->c, "story.have", args, 1)));
	}
}

bool story_mistake(const struct sentence *s, const char *key, struct str value, struct err *e)
{
	char shown[ERR_VALUE_SIZE];
	size_t n = value.n < sizeof(shown) - 1 ? value.n : sizeof(shown) - 1;
	if (n > 0) {
		memcpy(shown, value.p, n);
	}
	shown[n] = '\0';
	(void)err_set(e, ERR_INVALID, key, "value", shown, NULL);
	return err_add_int(e, "line", s->line);
}

/* An act that was refused and that nobody expected to be. */
static void settle_refusal(struct story *t)
{
	struct buf b;
	if (!t->pending) {
		return;
	}
	t->pending = false;
	buf_init(&b, LIMIT_ENTRY);
	buf_fmt(&b, "%s: ", t->answer.err.key);
	text_err(&b, t->c->lang, &t->answer.err);
	story_result(t, &t->act, false, buf_view(&b));
	buf_done(&b);
}

/* ---- the store of a story ---- */

static void remove_folder(const char *path, int depth)
{
	DIR *dir = depth < 4 ? opendir(path) : NULL;
	struct dirent *d;
	char below[512];
	while (dir && (d = readdir(dir))) {
		struct stat st;
		int n = snprintf(below, sizeof(below), "%s/%s", path, d->d_name);
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0 || n < 0 ||
		    (size_t)n >= sizeof(below) || lstat(below, &st) != 0) {
			continue;
		}
		if (S_ISDIR(st.st_mode)) {
			remove_folder(below, depth + 1);
		} else {
			(void)unlink(below);	/* what stays is in /tmp */
		}
	}
	if (dir) {
		(void)closedir(dir);
	}
	(void)rmdir(path);
}

static void close_store(struct story *t)
{
	app_close(t->app);
	t->app = NULL;
	if (t->dir[0]) {
		remove_folder(t->dir, 0);
		t->dir[0] = '\0';
	}
}

static bool verify_at_end(struct story *t, int64_t line, struct err *e)
{
	struct app_verified v;
	struct sentence s = { .source = STR("expect verify"), .line = line };
	struct err why;
	if (!t->app) {
		return true;
	}
	if (!story_settle(t, e)) {
		return false;
	}
	settle_refusal(t);
	if (app_verify(t->app, (struct progress){ 0 }, &v, &why)) {
		story_result(t, &s, true, STR(""));
		return true;
	}
	struct buf b;
	buf_init(&b, LIMIT_ENTRY);
	text_err(&b, t->c->lang, &why);
	story_result(t, &s, false, buf_view(&b));
	buf_done(&b);
	return true;
}

/* ---- times ---- */

static bool date_of(struct str s, struct day *out)
{
	struct err e;
	return s.n == 10 && day_parse(s, out, &e);
}

/* HH:MM[:SS] on a day. */
static bool time_on(struct arena *a, struct day d, struct str s, int64_t *out)
{
	char day[DAY_TEXT];
	struct err e;
	if (s.n < 5 || s.n > 8 || s.p[2] != ':') {
		return false;
	}
	return instant_parse(str_fmt(a, "%sT%.*s", day_text(d, day), STR_ARG(s)), out, &e);
}

bool story_instant(struct story *t, struct str text, int64_t *out)
{
	struct day d;
	struct err e;
	if (date_of(text, &d)) {
		*out = (int64_t)d.n * DAY_S - ZONE_S;
		return true;
	}
	return time_on(&t->step, day_of(app_now(t->app)), text, out) ||
	       instant_parse(text, out, &e);
}

bool story_moment(struct story *t, const struct sentence *s, size_t *i, int64_t *out,
		  struct err *e)
{
	struct str first = story_word(s, *i), second = story_word(s, *i + 1);
	struct day d;
	if (date_of(first, &d) && time_on(&t->step, d, second, out)) {
		*i += 2;
		return true;
	}
	if (first.n > 0 && story_instant(t, first, out)) {
		*i += 1;
		return true;
	}
	return story_mistake(s, "story.time", first, e);
}

struct str story_moment_text(struct arena *a, int64_t at)
{
	char text[INSTANT_TEXT];
	if (at == INSTANT_NONE) {
		return STR("none");
	}
	struct str s = str_of(instant_text(at, text));
	/* "2026-03-02 08:15:00" */
	return str_fmt(a, "%.*s %.*s", 10, s.p, 8, s.p + 11);
}

static bool unit_seconds(char c, int64_t day_s, int64_t *out)
{
	static const struct {
		char c;
		int64_t s;
	} unit[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 } };
	for (size_t i = 0; i < ARRAY_LEN(unit); i++) {
		if (unit[i].c == c) {
			*out = unit[i].s;
			return true;
		}
	}
	*out = day_s;
	return c == 'd';
}

bool story_seconds(struct str text, int64_t day_s, int64_t *out)
{
	int64_t sum = 0;
	if (str_to_int64(text, out)) {
		return true;
	}
	while (text.n > 0) {
		size_t n = 0;
		int64_t amount, unit;
		while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9') {
			n++;
		}
		if (n == text.n || n > 9 || !str_to_int64(str_sub(text, 0, n), &amount) ||
		    !unit_seconds(text.p[n], day_s, &unit)) {
			return false;
		}
		sum += amount * unit;
		text = str_sub(text, n + 1, text.n);
	}
	*out = sum;
	return true;
}

/* ---- words ---- */

struct str story_word(const struct sentence *s, size_t i)
{
	return i < s->n ? s->word[i].whole : (struct str){ 0 };
}

bool story_need(const struct sentence *s, size_t i, struct str *out, struct err *e)
{
	*out = story_word(s, i);
	return i < s->n || story_mistake(s, "story.short", s->source, e);
}

struct str story_ref(struct story *t, struct str name)
{
	const struct str *id = map_get(&t->names, name);
	return id ? *id : name;
}

bool story_dossier(struct story *t, const struct sentence *s, struct str name,
		   const struct dossier **out, struct err *e)
{
	if (!map_get(&t->names, name)) {
		return story_mistake(s, "story.name", name, e);
	}
	return app_dossier(t->app, &t->step, story_ref(t, name), out, e);
}

/* ---- scene ---- */

static bool play_store(struct story *t, const struct sentence *s, struct err *e)
{
	struct day d;
	size_t i = 1;
	struct app_birth b = { .mode = APP_TEST, .name = STR("story"), .admin = STR("admin"),
			       .seed = STR("story") };
	struct law_source *law;
	struct str first = story_word(s, 1);
	if (!verify_at_end(t, s->line, e)) {
		return false;
	}
	close_store(t);
	arena_reset(&t->scene);
	map_init(&t->names, &t->scene);
	t->acted = false;
	if (!date_of(first, &d)) {
		return story_mistake(s, "story.time", first, e);
	}
	b.at = (int64_t)d.n * DAY_S - ZONE_S;
	if (s->n > 2 && !time_on(&t->step, d, story_word(s, 2), &b.at)) {
		return story_mistake(s, "story.time", story_word(s, ++i), e);
	}
	(void)snprintf(t->dir, sizeof(t->dir), "/tmp/dunghen-story-XXXXXX");
	if (!mkdtemp(t->dir)) {
		t->dir[0] = '\0';
		return err_set(e, ERR_IO, "file.write", "path", "/tmp", NULL);
	}
	char *dir = str_cstr(&t->scene, str_fmt(&t->scene, "%s/store", t->dir));
	b.dir = dir;
	if (!law_files(t->c, t->law, &law, &b.laws, e)) {
		return false;
	}
	b.law = law;
	return app_create(&t->scene, &b, &t->app, e);
}

static bool play_reopen(struct story *t, struct err *e)
{
	struct app_options o = {
		.dir = str_cstr(&t->scene, str_fmt(&t->scene, "%s/store", t->dir)),
		.access = APP_WRITER,
		.clock = app_now(t->app),
		.seed = STR("story"),
	};
	app_close(t->app);
	t->app = NULL;
	return app_open(&t->scene, &o, &t->app, e);
}

static bool advance(struct story *t, int64_t at, struct err *e)
{
	return app_last(t->app, &t->before, e) && app_root(t->app, &t->root_before, e) &&
	       app_advance(t->app, at, &t->written, e);
}

static bool play_at(struct story *t, const struct sentence *s, struct err *e)
{
	size_t i = 1;
	int64_t at;
	return story_moment(t, s, &i, &at, e) && advance(t, at, e);
}

/* after 15m | after 2h of work [of D] */
static bool play_after(struct story *t, const struct sentence *s, struct err *e)
{
	struct str amount;
	int64_t seconds, now = app_now(t->app);
	bool work = str_is(story_word(s, 2), "of") && str_is(story_word(s, 3), "work");
	if (!story_need(s, 1, &amount, e)) {
		return false;
	}
	if (!story_seconds(amount, work ? WORKING_DAY_S : DAY_S, &seconds)) {
		return story_mistake(s, "story.time", amount, e);
	}
	if (!work) {
		return advance(t, now + seconds, e);
	}
	const struct law *law = app_law(t->app);
	const struct calendar_version *v = law_calendar_on(law, day_of(now));
	const struct calendar *cal = v ? law_calendar(law, v->id, STR("A")) : NULL;
	if (s->n > 5) {
		const struct dossier *d;
		if (!story_dossier(t, s, story_word(s, 5), &d, e)) {
			return false;
		}
		cal = d->cal ? d->cal : cal;
	}
	int64_t at = cal ? work_add(cal, now, seconds) : INSTANT_NONE;
	return at == INSTANT_NONE ? story_mistake(s, "story.time", amount, e) :
				    advance(t, at, e);
}

static bool play_tick(struct story *t, struct err *e)
{
	return app_last(t->app, &t->before, e) && app_root(t->app, &t->root_before, e) &&
	       app_tick(t->app, &t->written, e);
}

static bool play_rebuild(struct story *t, struct err *e)
{
	int64_t entries;
	return app_rebuild(t->app, (struct progress){ 0 }, &entries, e);
}

static bool play_title(struct story *t, const struct sentence *s, struct err *e)
{
	if (!verify_at_end(t, s->line, e)) {
		return false;
	}
	close_store(t);
	t->title = str_dup(t->c->arena, str_trim(str_sub(s->source, 6, s->source.n)));
	return true;
}

static bool play_note(struct story *t, const struct sentence *s)
{
	(void)fprintf(t->c->out, "# %.*s\n", STR_ARG(str_trim(str_sub(s->source, 5,
								      s->source.n))));
	return true;
}

/* ---- one sentence ---- */

typedef bool play_fn(struct story *t, const struct sentence *s, struct err *e);

static bool verb_reopen(struct story *t, const struct sentence *s, struct err *e)
{
	(void)s;
	return play_reopen(t, e);
}

static bool verb_tick(struct story *t, const struct sentence *s, struct err *e)
{
	(void)s;
	return play_tick(t, e);
}

/* What is found is told, as it is behind the ledger while a store is served. */
static bool verb_signals(struct story *t, const struct sentence *s, struct err *e)
{
	int64_t told;
	(void)s;
	return app_signals_catch_up(t->app, &told, e);
}

static bool verb_rebuild(struct story *t, const struct sentence *s, struct err *e)
{
	(void)s;
	return play_rebuild(t, e);
}

static const struct {
	const char *verb;
	play_fn *play;
} verbs[] = {
	{ "person", story_person }, { "at", play_at }, { "after", play_after },
	{ "as", story_as }, { "again", story_again }, { "expect", story_expect },
	{ "owed", story_owed }, { "tick", verb_tick }, { "reopen", verb_reopen },
	{ "rebuild", verb_rebuild }, { "signals", verb_signals },
};

/* Sentences that may speak of a refusal; any other one takes it for granted that
 * the act was accepted. */
static bool about_last_act(const struct sentence *s)
{
	static const char *const words[] = { "ok", "refused", "unchanged", "entries" };
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_is(story_word(s, 0), "expect") && str_is(story_word(s, 1), words[i])) {
			return true;
		}
	}
	return false;
}

static bool play(struct story *t, const struct sentence *s, struct err *e)
{
	struct str verb = story_word(s, 0);
	if (str_starts(s->source, STR("note "))) {
		return play_note(t, s);
	}
	if (str_is(verb, "story")) {
		return play_title(t, s, e);
	}
	if (str_is(verb, "store")) {
		return play_store(t, s, e);
	}
	if (!t->app) {
		return story_mistake(s, "story.no_store", STR(""), e);
	}
	if (str_is(verb, "child") && s->indented) {
		return story_child(t, s, e);
	}
	if (!story_settle(t, e)) {
		return false;
	}
	if (!about_last_act(s)) {
		settle_refusal(t);
	}
	if (str_starts(s->source, STR("send "))) {
		return story_send(t, s, e);
	}
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (str_is(verb, verbs[i].verb)) {
			return verbs[i].play(t, s, e);
		}
	}
	return story_mistake(s, "story.verb", verb, e);
}

static bool play_file(struct story *t, struct str text, struct err *e)
{
	struct story_file f = { .rest = text };
	for (;;) {
		struct sentence *s;
		bool there;
		/* What is left of a joined line stands in the same arena. */
		if (str_trim(f.line).n == 0) {
			f.line = (struct str){ 0 };
			arena_reset(&t->step);
		}
		s = arena_new(&t->step, struct sentence);
		if (!story_next(&t->step, &f, s, &there, e)) {
			return false;
		}
		if (!there) {
			return verify_at_end(t, f.number, e);
		}
		if (!play(t, s, e)) {
			if (err_arg(e, "line")[0] == '\0') {
				(void)err_add_int(e, "line", s->line);
			}
			return false;
		}
	}
}

static void bail_out(struct story *t, const struct err *e)
{
	struct buf b;
	buf_init(&b, LIMIT_ENTRY);
	text_err(&b, t->c->lang, e);
	(void)fprintf(t->c->out, "Bail out! %s: %s: %.*s\n", err_arg(e, "line"), e->key,
		      STR_ARG(buf_view(&b)));
	buf_done(&b);
}

static bool read_and_play(struct story *t, struct str path, struct err *e)
{
	struct str text, nfc;
	t->title = path;
	return cli_read_file(t->c, path, LIMIT_STORY, &text, e) &&
	       utf8_nfc(t->c->arena, text, &nfc, e) && play_file(t, nfc, e);
}

int cmd_story(struct cli *c, const struct opts *o)
{
	struct err e;
	bool ok = true;
	if (!opt_words(o, 1, LIMIT_CHILDREN, &e)) {
		return cli_misuse(c, &e);
	}
	struct story *t = arena_new(c->arena, struct story);
	t->c = c;
	t->law = opt_str(o, "law");
	arena_init(&t->scene, 0);
	arena_init(&t->step, 0);
	for (size_t i = 0; ok && i < o->words; i++) {
		ok = read_and_play(t, o->word[i], &e);
		if (!ok) {
			bail_out(t, &e);
		}
		close_store(t);
	}
	if (ok) {
		(void)fprintf(c->out, "1..%lld\n", (long long)t->results);
	}
	arena_done(&t->scene);
	arena_done(&t->step);
	return ok && t->failures == 0 ? EXIT_DONE : EXIT_REFUSED;
}
