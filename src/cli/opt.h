/*
 * Options of the command line: `--name VALUE`, `--name=VALUE`, `--flag`, values
 * in between, `--` before values that begin with a dash; `-` alone is a value.
 *
 * Each command has a table of what it takes. Whatever else is given is refused:
 * a misspelt option never does something unsaid. All text comes out in NFC.
 */
#ifndef DUNGHEN_CLI_OPT_H
#define DUNGHEN_CLI_OPT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum opt_kind {
	OPT_END,	/* ends a table */
	OPT_FLAG,
	OPT_VALUE,	/* at most once */
	OPT_LIST,	/* as often as wished */
};

/* The help of an option is `option.COMMAND.NAME` of the catalogs, else `option.NAME`. */
struct opt_spec {
	const char *name;		/* without the dashes */
	enum opt_kind kind;
	const char *value;		/* as the help shows it: "T", "FILE" */
};

struct opt_given {
	const struct opt_spec *spec;
	struct str value;
};

struct opts {
	const struct opt_spec *spec;
	struct opt_given *given;	/* in the order given */
	size_t n;
	struct str *word;		/* values that belong to no option */
	size_t words;
};

/* --json, --lang, --help. */
extern const struct opt_spec opt_common[];

/* argv without program and command. Errors, all ERR_INVALID: opt.unknown,
 * opt.value (no value), opt.flag (a value too many), opt.twice, each with name;
 * text.utf8. */
bool opts_parse(struct arena *a, const struct opt_spec *spec, int argc, char **argv,
		struct opts *out, struct err *e) MUST_USE;

bool opt_has(const struct opts *o, const char *name);
/* The (first) value, or empty. */
struct str opt_str(const struct opts *o, const char *name);
size_t opt_count(const struct opts *o, const char *name);
struct str opt_at(const struct opts *o, const char *name, size_t i);

/* Errors: opt.missing. */
bool opt_need(const struct opts *o, const char *name, struct str *out, struct err *e) MUST_USE;
/* A whole number from least to most; fallback when not given. Errors: opt.number. */
bool opt_int(const struct opts *o, const char *name, int64_t fallback, int64_t least,
	     int64_t most, int64_t *out, struct err *e) MUST_USE;
/* Between least and most words that belong to no option. Errors: opt.few, opt.many. */
bool opt_words(const struct opts *o, size_t least, size_t most, struct err *e) MUST_USE;

/* instant_parse, but a well-formed time before 1900 is refused with ERR_LIMIT
 * (time.range) and not called unreadable. */
bool opt_instant(struct str s, int64_t *out, struct err *e) MUST_USE;

#endif
