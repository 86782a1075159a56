/*
 * JSON of others, as a stream of tokens, for files of any length (base/json.h makes a tree
 * of short ones). Made for bytes nobody vouches for: depth and the length of one text are
 * bounded, and memory is one piece's. Commas, colons and brackets are checked here; numbers
 * are told as they are written, texts in UTF-8 with their escapes undone.
 */
#ifndef DUNGHEN_EDGE_JSON_STREAM_H
#define DUNGHEN_EDGE_JSON_STREAM_H

#include "unpack.h"

enum { JSON_DEPTH = 64, JSON_TEXT_MOST = 1 << 20 };

enum json_token {
	JSON_END,
	JSON_OBJECT, JSON_OBJECT_END, JSON_ARRAY, JSON_ARRAY_END,
	JSON_KEY, JSON_STRING,
	JSON_BARE,			/* a number, true, false, null: its letters */
};

struct json_stream;

/* `from` stays the caller's. */
struct json_stream *json_stream_open(struct arena *a, struct unpack *from);
void json_stream_close(struct json_stream *j);		/* NULL is allowed */
/* After the END, and after a failure, nothing more can be read. Errors: those of
 * unpack_read; json.syntax (line, column, near), json.utf8 (line, column), json_stream.deep
 * (line), json_stream.long (line). */
bool json_stream_next(struct json_stream *j, enum json_token *out, struct err *e) MUST_USE;
/* Of a KEY, STRING or BARE; valid until the next token. */
struct str json_stream_text(const struct json_stream *j);
int64_t json_stream_line(const struct json_stream *j);
/* Passes over the value that has begun with that token, to its end. */
bool json_stream_skip(struct json_stream *j, enum json_token begun, struct err *e) MUST_USE;

#endif
