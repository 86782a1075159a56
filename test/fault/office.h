/*
 * A small province at work, for the tests of faults: four communes with their staff,
 * the lines of command of a clerk's day, and the question after every fault whether
 * the store is still what it said it was.
 */
#ifndef DUNGHEN_TEST_OFFICE_H
#define DUNGHEN_TEST_OFFICE_H

#include "app/app.h"

enum { COMMUNES = 4, STAFF_LINES = 10 * COMMUNES, LIFE_LINES = 15 };
enum { LINE_MOST = 640, ANSWER_MOST = 512, CODE_MOST = 32 };

#define OFFICE_START INT64_C(1772438400)	/* Monday 2026-03-02T15:00+07:00 */

/* What makes a store in `dir`; only the law such a province needs. */
struct app_birth office_birth(struct arena *a, const char *dir);

/* The i-th line that brings people to work. */
void office_staff_line(int i, char line[LINE_MOST]);
/* The k-th line at a counter: a dossier received and withdrawn, which two years later
 * nobody needs any more, then one from reception to delivery, and so on. `code` is what
 * the last reception made; `file`: hash of a kept file. */
void office_line(int commune, int k, const char *code, const char *file, char line[LINE_MOST]);
/* Any line with $U (the commune), $D (code), $F (file) and $K (key) in it. */
void office_fill(const char *model, int commune, const char *key, const char *code,
		 const char *file, char line[LINE_MOST]);

/* An accepted command, as its sender remembers it. */
struct acked {
	char line[LINE_MOST];
	char answer[ANSWER_MOST];
	int64_t first, last;
	char code[CODE_MOST];		/* of the dossier it made, or "" */
};

/* By the writer's function or straight; false: refused or failed, *e says why. */
struct writer;
bool office_act(struct app *app, struct writer *w, const char *line, struct acked *out,
		struct err *e);

/* Sends a line again: the same answer, to the byte, and nothing written. Why not, or
 * NULL. The text is static. */
const char *office_ask_again(struct app *app, const struct acked *acked);
/* verify, in full. Why not, or NULL. */
const char *office_verify(struct app *app);
/* As the ordinary program opens it to write. */
bool office_open(struct arena *a, const char *dir, int64_t clock, struct app **out,
		 struct err *e);
/* "key (argument value, …)", static. */
const char *office_why(const struct err *e);

#endif
