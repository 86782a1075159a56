/*
 * The language of stories (doc/stories.md): the office's words played through
 * the real program on a store of its own, with a hand-set clock; every
 * expectation is one line of TAP.
 *
 * story_read.c takes a file apart into sentences; story_play.c plays the scene
 * and the acts; story_expect.c and story_facts.c look at what is then true.
 * A mistake in the story itself is an error and ends it (`Bail out!`); an
 * expectation that does not hold is a result and does not.
 */
#ifndef DUNGHEN_CLI_STORY_H
#define DUNGHEN_CLI_STORY_H

#include "cli.h"

#include "app/action.h"
#include "app/check.h"
#include "app/count.h"
#include "app/view.h"

#include "base/map.h"

/* A word of a sentence, quotation marks taken off. `name` is what stands before
 * the first "=" outside quotation marks, `text` the rest; without one, name is
 * empty. */
struct word {
	struct str name, text;
	struct str whole;		/* name=text, without quotation marks */
	bool quoted;			/* begins with a quotation mark */
};

enum { SENTENCE_WORDS = 64 };

struct sentence {
	struct word word[SENTENCE_WORDS];
	size_t n;
	struct str source;		/* as written */
	int64_t line;
	bool indented;
};

struct story_file {
	struct str rest;
	struct str line;		/* sentences of this line still to come */
	int64_t number;
	bool indented;
};

/* The next sentence; *there is false at the end. Texts live in `a`. Errors:
 * story.quote, story.words. */
bool story_next(struct arena *a, struct story_file *f, struct sentence *out, bool *there,
		struct err *e) MUST_USE;

struct child {				/* of the last bundle */
	struct str name;
	const struct json *args;
	const char *refused;		/* code, or NULL */
};

enum { STORY_DIR = 64, STORY_CHILDREN = 200 };

struct story {
	struct cli *c;
	struct arena scene;		/* from `store` to the next */
	struct arena step;		/* one sentence */
	struct str title;
	struct str law;			/* folder of law data, or empty */
	char dir[STORY_DIR];		/* of the store, empty: none */
	struct app *app;
	struct map names;		/* of dossiers: and matters: name → id as struct str */
	int64_t results, failures;
	int64_t keys;			/* commands given so far */

	/* the last act */
	bool acted;
	bool pending;			/* refused, and nobody has expected it yet */
	struct sentence act;
	struct command command;
	struct answer answer;
	struct app_last before;
	struct hash root_before;
	int64_t written;		/* entries */
	struct child child[STORY_CHILDREN];
	size_t children;
	bool bundle_open;		/* children may still follow */
};

/* ---- for the files of the story ---- */

/* A mistake in the story: false, with the line. */
bool story_mistake(const struct sentence *s, const char *key, struct str value,
		   struct err *e);
/* One result; `have` is shown when it does not hold. */
void story_result(struct story *t, const struct sentence *s, bool holds, struct str have);

/* Moments: words from *i on, "[DATE] TIME" or "DATE"; *i moves past them.
 * Errors: story.time. */
bool story_moment(struct story *t, const struct sentence *s, size_t *i, int64_t *out,
		  struct err *e) MUST_USE;
bool story_instant(struct story *t, struct str text, int64_t *out);
/* "90", "90s", "15m", "2h", "1d4h": working time, a day is eight hours. */
bool story_seconds(struct str text, int64_t day_s, int64_t *out);
struct str story_moment_text(struct arena *a, int64_t at);

/* The word at i, or empty. */
struct str story_word(const struct sentence *s, size_t i);
bool story_need(const struct sentence *s, size_t i, struct str *out, struct err *e) MUST_USE;
bool story_dossier(struct story *t, const struct sentence *s, struct str name,
		   const struct dossier **out, struct err *e) MUST_USE;
/* An id of a dossier as the story named it, else the word itself. */
struct str story_ref(struct story *t, struct str name);

/* story_act.c: `as …`, `again`, `send`, `person`, `child`. */
bool story_as(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
bool story_again(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
bool story_send(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
bool story_person(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
bool story_child(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
/* Runs a bundle whose children have all been told. */
bool story_settle(struct story *t, struct err *e) MUST_USE;

/* story_args.c: the arguments of an action from the words of a sentence. */
bool story_args(struct story *t, const struct sentence *s, size_t from,
		const struct action *a, struct str target, const struct json **out,
		struct err *e) MUST_USE;

/* story_expect.c: `expect …`; story_facts.c: what it asks of one dossier. */
bool story_expect(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
bool story_fact(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
/* story_act.c: from here on the story calls it so. */
void story_name(struct story *t, struct str name, struct str id);
/* story_matter.c: `owed NAME by PERSON` names the matter in which they owe what is due
 * first. */
bool story_owed(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
/* How many signals of a unit and its people are established and stand. */
bool story_established(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
/* How much a person owes in matters. */
bool story_owes(struct story *t, const struct sentence *s, struct err *e) MUST_USE;
/* … and the facts of one matter. */
bool story_matter(struct story *t, const struct sentence *s, struct matter_id id,
		  struct err *e) MUST_USE;

#endif
