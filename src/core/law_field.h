/*
 * Strict reading of the JSON files of law/: every field is asked for by name
 * and type, a field nobody knows is a fault, and reading goes on after one, so
 * that all are found. A fault names the file, the JSON path and the reason.
 *
 * The readers give an empty value when they have reported a fault; what was
 * read counts only if no fault was added (faults.n).
 */
#ifndef DUNGHEN_CORE_LAW_FIELD_H
#define DUNGHEN_CORE_LAW_FIELD_H

#include "law.h"

#include "base/json.h"

struct faults {
	struct arena *arena;
	struct law_fault *fault;	/* room for max */
	size_t max;
	size_t n;			/* found, also beyond max */
};

/* Where we are in a file: a chain on the stack, written out only for a fault. */
struct place {
	struct faults *faults;
	struct str file;
	const struct place *up;		/* NULL at the root, "$" */
	const char *key;		/* a member, or NULL: an element */
	size_t index;
	const struct json *v;		/* what stands there, or NULL */
};

struct place place_root(struct faults *f, struct str file, const struct json *v);
struct place place_member(const struct place *up, const char *key);
struct place place_element(const struct place *up, size_t i);
/* A line of a CSV file. */
struct place place_line(struct faults *f, struct str file, size_t line);

/* Adds a fault at the place; the caller fills the error it gets. */
struct err *fault_at(const struct place *p);
/* At the member of that name, present or not. */
struct err *fault_in(const struct place *p, const char *name);

/* One parsed file: false with a fault when it is no JSON object of these fields. */
bool file_object(struct faults *f, const struct law_source *file, struct place *out);

/* The place holds an object with no other fields than these. */
bool fields_known(const struct place *p, const char *const *name, size_t n);
#define FIELDS_KNOWN(p, ...)                                                          \
	fields_known((p), (const char *const[]){ __VA_ARGS__ },                       \
		     sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

/* need_…: a missing field is a fault; may_…: it gives the empty or fallback. */
struct str need_text(const struct place *p, const char *name);
struct str may_text(const struct place *p, const char *name);
int64_t need_int(const struct place *p, const char *name, int64_t min, int64_t max);
int64_t may_int(const struct place *p, const char *name, int64_t min, int64_t max,
		int64_t fallback);
bool need_bool(const struct place *p, const char *name);
bool may_bool(const struct place *p, const char *name);
struct day need_day(const struct place *p, const char *name);
struct day may_day(const struct place *p, const char *name, struct day fallback);
struct limit need_limit(const struct place *p, const char *name);
struct named need_named(const struct place *p, const char *name);
struct str need_mark(const struct place *p);		/* member "mark" */
struct str may_mark(const struct place *p);
/* The position of the text among the words, or -1 with a fault. */
int need_word(const struct place *p, const char *name, const char *const *word, size_t n);
/* An array and its length; 0 when missing. */
size_t need_list(const struct place *p, const char *name, struct place *out);
size_t may_list(const struct place *p, const char *name, struct place *out);
/* An array of texts that are not empty. */
struct str *may_texts(const struct place *p, const char *name, size_t *n);

/* Is this one of the marks V, V2, K, D, I, perhaps with words after it? */
bool mark_ok(struct str s);

#endif
