/*
 * The frame of the command line: finds the command, takes its options apart,
 * runs it, and gives the exit status:
 *
 *   0  done
 *   1  refused, invalid, not found; damage found
 *   2  wrong or unreadable arguments
 *   3  the environment: disk, lock, a store that is corrupt at start
 *
 * Results go to stdout, refusals to stderr; with --json both are one JSON value
 * a line on stdout. Sentences come from the catalogs, Vietnamese unless --lang
 * en. Colour is for terminals only.
 */
#ifndef DUNGHEN_CLI_CLI_H
#define DUNGHEN_CLI_CLI_H

#include "opt.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/mail.h"
#include "base/sheet.h"
#include "base/text.h"

#include <stdio.h>

enum { EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, EXIT_ENVIRONMENT };

/*
 * What the command line may start but not see: the server stands beside it, on the
 * same floor. main.c knows both.
 */
struct courier;
struct serving;
struct serve_wish {
	const char *dir;
	struct str listen;
	struct str metrics;		/* address for whoever watches, or empty: none */
	int workers;
	int deadline_s;			/* for a request to come in */
	const char *tls_cert, *tls_key;	/* files, or both NULL: plain HTTP */
	bool secure;			/* HTTPS, ours or a proxy's: cookies say so */
	bool proxied;			/* our own proxy says whose request it is */
	const char *access_log;		/* file, or NULL: stderr */
	const char *user;		/* served as, or NULL: as it was started */
	bool sandbox;			/* nothing but the store is within reach */
	bool webhooks;			/* may be added while it serves, though there is none */
	bool webhook_local;		/* webhooks to private addresses and this machine too */
	const struct mail_senders *senders;	/* of messages to people, or NULL: none go out */
	bool living;			/* a demo store whose province lives on; no access log */
	int64_t speed;			/* of its time */
	int64_t from;			/* it begins then, at the earliest; where nothing lives
					 * on, the clock stands there. INSTANT_NONE: the system's */
};
struct cli_faces {
	bool (*listen_known)(struct arena *a, struct str where, struct err *e);
	bool (*serve_start)(struct arena *a, const struct serve_wish *wish,
			    struct serving **out, struct err *e);
	int (*serve_port)(const struct serving *s);
	int (*serve_watched)(const struct serving *s);	/* that port, 0 none */
	bool (*serve_demo)(const struct serving *s);	/* people to sign in as by a click */
	sheet_pdf_fn *pdf;		/* how sheets are drawn */
	/* Who carries messages to programs elsewhere, or to people by `senders`: made before
	 * a store is opened, so that it never has keys. `local`: to programs at private
	 * addresses and on this machine too. */
	bool (*courier_ready)(struct arena *a, bool local, const struct mail_senders *senders,
			      struct courier **out, struct err *e);
	mail_fn *courier_post;
	void (*courier_close)(struct courier *c);
	/* Returns when something befell it: true once it has stopped (SIGINT, SIGTERM),
	 * all that was taken being done; false with an error when it goes on without
	 * what was to be read anew (SIGHUP). */
	bool (*serve_until_told)(struct serving *s, struct err *e);
};

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT };

struct cli {
	struct arena *arena;		/* ends with the command */
	enum text_lang lang;
	bool json;
	bool colour;
	FILE *in, *out, *err;
	const struct cli_faces *faces;
	char clock_told[ERR_KEY_SIZE];	/* the last warning of the clock */
	int64_t line;			/* of the input that an error is about; 0: none */
	struct str file;		/* of several that it is about; empty: none */
};

/* The whole program. */
int cli_main(int argc, char **argv, const struct cli_faces *faces);

/* Prints the error with its hint; gives the exit status. A misuse is an error in
 * the arguments: status 2, but 1 for what is well-formed and out of range
 * (ERR_LIMIT). */
int cli_fail(struct cli *c, const struct err *e);
/* Sentence and hint on stderr, whatever the output's form; the command goes on. */
void cli_warn(struct cli *c, const struct err *e);
int cli_misuse(struct cli *c, const struct err *e);

/* To stdout. */
void cli_put(struct cli *c, enum style style, struct str s);
void cli_line(struct cli *c, enum style style, struct str s);
void cli_sentence(struct cli *c, const char *key, const struct text_arg *args, size_t n);
void cli_json(struct cli *c, const struct json *v);		/* a line, RFC 8785 */

/* {"vi": …, "en": …} of a sentence. */
const struct json *cli_both(struct cli *c, const char *key, const struct text_arg *args, size_t n);
/* The sentence in the command's language. */
struct str cli_text(struct cli *c, const char *key, const struct text_arg *args, size_t n);

/* What errno says of a file that could not be opened: the environment's fault (exit 3).
 * Always false. Errors: file.missing, file.read. */
bool cli_no_file(const char *path, struct err *e);
/* Opens a file that was named to be read; the caller closes it. Errors as above. */
bool cli_open_file(struct cli *c, struct str path, FILE **out, struct err *e) MUST_USE;
/* A whole file, at most `most` bytes. Errors: file.missing, file.read, file.long. */
bool cli_read_file(struct cli *c, struct str path, size_t most, struct str *out,
		   struct err *e) MUST_USE;
/* The next line of stdin without its end, valid until the next; *there is false
 * at the end. Errors: line.long (line), file.read. */
bool cli_read_line(struct cli *c, struct buf *line, bool *there, struct err *e) MUST_USE;

extern const struct opt_spec help_options[];
extern const struct opt_spec version_options[];
int cmd_help(struct cli *c, const struct opts *o);
int cmd_version(struct cli *c, const struct opts *o);

#endif
