/*
 * Problem documents (RFC 9457): how a program is told what was refused, in the language
 * it asks for, with the key of the refusal that never changes and what it is about.
 */
#ifndef DUNGHEN_WEB_PROBLEM_H
#define DUNGHEN_WEB_PROBLEM_H

#include "base/buf.h"
#include "base/http.h"
#include "base/text.h"

#define PROBLEM_TYPE "application/problem+json"

/* Is this an address of programs? Everything there is refused by such a document, also
 * by who has not come as far as a route. */
bool problem_wanted(const struct http_request *r);
/* Of Accept-Language. */
enum text_lang problem_lang(const struct http_request *r);
/* The status of an error there; finer than that of pages. */
int problem_status(const struct err *e);
/* The error of a bare status: problem.<status>. */
struct err problem_of(int status);
void problem_write(struct buf *b, struct http_request *r, int status, const struct err *e);
/* What goes with it: WWW-Authenticate, Retry-After, Content-Language. */
void problem_fields(struct http_reply *reply, struct http_request *r, int status,
		    const struct err *e);

#endif
