/*
 * multipart/form-data (RFC 7578) as it comes, piece by piece: nothing of a part's
 * content is kept, it is handed on. Strict: what a browser does not send is refused.
 *
 *   --BOUNDARY CRLF  headers CRLF CRLF  content  CRLF --BOUNDARY … --BOUNDARY-- [CRLF]
 *
 * Of a part's headers only Content-Disposition counts, with a name and perhaps a
 * file name; a content type that is claimed means nothing. Names and file names come
 * as sent: bytes of valid UTF-8 without control characters, %22 for a quotation mark.
 */
#ifndef DUNGHEN_BASE_MULTIPART_H
#define DUNGHEN_BASE_MULTIPART_H

#include "err.h"
#include "str.h"

enum { MULTIPART_BOUNDARY = 70, MULTIPART_HEAD = 1024, MULTIPART_PARTS = 128 };

struct multipart_calls {
	void *ctx;
	/* A part begins; `file` tells one with a file name (it may be empty: none was
	 * chosen). The texts are valid during the call. */
	bool (*part)(void *ctx, struct str name, bool file, struct str file_name,
		     struct err *e);
	bool (*data)(void *ctx, struct str bytes, struct err *e);
	bool (*end)(void *ctx, struct err *e);
};

struct multipart {
	struct multipart_calls calls;
	char mark[4 + MULTIPART_BOUNDARY];	/* CRLF -- boundary */
	size_t mark_n;
	size_t matched;			/* bytes of the mark seen so far */
	char head[MULTIPART_HEAD];	/* of the part, while it comes */
	size_t head_n;
	int parts;
	int state;
};

/* From a Content-Type. False (multipart.type): another type, or no good boundary. */
bool multipart_start(struct multipart *m, struct str content_type,
		     struct multipart_calls calls, struct err *e) MUST_USE;
/* Errors: multipart.form (not as above), multipart.many (max), multipart.head; those of
 * the calls. After one nothing more may be put. */
bool multipart_put(struct multipart *m, struct str bytes, struct err *e) MUST_USE;
/* All was put. Errors: multipart.cut. */
bool multipart_end(const struct multipart *m, struct err *e) MUST_USE;

#endif
