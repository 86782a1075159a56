/* XML of others, event by event. */
#include "xml.h"

#include "library.h"

#include <expat.h>
#include <string.h>

enum { PIECE_BYTES = 64 << 10 };

struct expat {
	__typeof__(&XML_ParserCreate) create;
	__typeof__(&XML_ParserFree) free;
	__typeof__(&XML_SetUserData) user;
	__typeof__(&XML_SetElementHandler) elements;
	__typeof__(&XML_SetCharacterDataHandler) text;
	__typeof__(&XML_SetCommentHandler) comment;
	__typeof__(&XML_SetStartDoctypeDeclHandler) doctype;
	__typeof__(&XML_GetBuffer) buffer;
	__typeof__(&XML_ParseBuffer) parse;
	__typeof__(&XML_StopParser) stop;
	__typeof__(&XML_ResumeParser) resume;
	__typeof__(&XML_GetErrorCode) code;
	__typeof__(&XML_ErrorString) word;
	__typeof__(&XML_GetCurrentLineNumber) line;
	__typeof__(&XML_GetCurrentColumnNumber) column;
};

static const struct library_call calls[] = {
	{ "XML_ParserCreate", offsetof(struct expat, create) },
	{ "XML_ParserFree", offsetof(struct expat, free) },
	{ "XML_SetUserData", offsetof(struct expat, user) },
	{ "XML_SetElementHandler", offsetof(struct expat, elements) },
	{ "XML_SetCharacterDataHandler", offsetof(struct expat, text) },
	{ "XML_SetCommentHandler", offsetof(struct expat, comment) },
	{ "XML_SetStartDoctypeDeclHandler", offsetof(struct expat, doctype) },
	{ "XML_GetBuffer", offsetof(struct expat, buffer) },
	{ "XML_ParseBuffer", offsetof(struct expat, parse) },
	{ "XML_StopParser", offsetof(struct expat, stop) },
	{ "XML_ResumeParser", offsetof(struct expat, resume) },
	{ "XML_GetErrorCode", offsetof(struct expat, code) },
	{ "XML_ErrorString", offsetof(struct expat, word) },
	{ "XML_GetCurrentLineNumber", offsetof(struct expat, line) },
	{ "XML_GetCurrentColumnNumber", offsetof(struct expat, column) },
};

struct xml {
	struct expat lib;
	XML_Parser parser;
	struct unpack *from;
	struct xml_sink sink;
	int depth;
	int64_t quiet;		/* bytes since the last event: one token is no longer */
	xml_thin_fn *thin;
	void *thin_ctx;
	char *held;		/* come again before the next bytes */
	size_t helds;
	bool failed, paused, ended;
	struct err why;
};

static void fail(struct xml *x, enum err_code code, const char *key)
{
	(void)err_set(&x->why, code, key, NULL);
	(void)err_add_int(&x->why, "line", xml_line(x));
	x->failed = true;
	(void)x->lib.stop(x->parser, XML_FALSE);
}

/* What a sink says of an event; after a failure expat may still have one to tell. */
static void took(struct xml *x, bool ok)
{
	if (!ok) {
		x->failed = true;
		(void)x->lib.stop(x->parser, XML_FALSE);
	}
}

static const char *local(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static void on_start(void *user, const char *name, const char **attr)
{
	struct xml *x = user;

	x->quiet = 0;
	if (x->failed) {
		return;
	}
	if (++x->depth > XML_DEPTH_MOST) {
		fail(x, ERR_LIMIT, "xml.deep");
		return;
	}
	took(x, x->sink.start(x->sink.ctx, local(name), attr, &x->why));
}

static void on_end(void *user, const char *name)
{
	struct xml *x = user;

	x->quiet = 0;
	x->depth--;
	if (!x->failed) {
		took(x, x->sink.end(x->sink.ctx, local(name), &x->why));
	}
}

static void on_text(void *user, const char *p, int n)
{
	struct xml *x = user;

	x->quiet = 0;
	if (!x->failed) {
		took(x, x->sink.text(x->sink.ctx, (struct str){ p, (size_t)n }, &x->why));
	}
}

static void on_comment(void *user, const char *text)
{
	(void)text;
	((struct xml *)user)->quiet = 0;
}

static void on_doctype(void *user, const char *name, const char *system, const char *public,
		       int inner)
{
	struct xml *x = user;

	(void)name, (void)system, (void)public, (void)inner;
	if (!x->failed) {
		fail(x, ERR_INVALID, "xml.doctype");
	}
}

bool xml_open(struct arena *a, struct unpack *from, const struct xml_sink *sink,
	      struct xml **out, struct err *e)
{
	static const char name[] = "libexpat.so.1";
	struct xml *x = arena_new(a, struct xml);
	struct err why;

	x->from = from;
	x->sink = *sink;
	if (!library_load(name, calls, ARRAY_LEN(calls), &x->lib, &why)) {
		return err_set(e, ERR_IO, "unpack.library", "name", name, "why",
			       err_arg(&why, "why"), NULL);
	}
	x->parser = x->lib.create(NULL);
	if (x->parser == NULL) {
		return err_set(e, ERR_LIMIT, "xml.long", NULL);
	}
	x->lib.user(x->parser, x);
	x->lib.elements(x->parser, on_start, on_end);
	x->lib.text(x->parser, on_text);
	x->lib.comment(x->parser, on_comment);
	x->lib.doctype(x->parser, on_doctype);
	*out = x;
	return true;
}

/* What expat says is wrong, unless one of us said so first. */
static bool wrong(struct xml *x, struct err *e)
{
	if (x->failed) {
		*e = x->why;
		return false;
	}
	enum XML_Error code = x->lib.code(x->parser);

	if (code == XML_ERROR_NO_MEMORY) {
		fail(x, ERR_LIMIT, "xml.long");
		*e = x->why;
		return false;
	}
	(void)err_set(e, ERR_INVALID, "xml.syntax", "why", x->lib.word(code), NULL);
	(void)err_add_int(e, "line", xml_line(x));
	return err_add_int(e, "column", (int64_t)x->lib.column(x->parser) + 1);
}

void xml_thin(struct xml *x, struct arena *a, xml_thin_fn *thin, void *ctx)
{
	x->thin = thin;
	x->thin_ctx = ctx;
	x->held = arena_alloc(a, XML_HELD_MOST, 1);
}

static size_t thinned(struct xml *x, char *to, size_t n)
{
	if (x->thin == NULL) {
		return n;
	}
	size_t all = x->helds + n;

	memcpy(to, x->held, x->helds);
	n = x->thin(x->thin_ctx, to, all, x->ended, &x->helds);
	memcpy(x->held, to + all - x->helds, x->helds);
	return n;
}

static bool feed(struct xml *x, enum XML_Status *status, struct err *e)
{
	char *to = x->lib.buffer(x->parser, PIECE_BYTES + XML_HELD_MOST);
	size_t n = 0;

	if (to == NULL) {
		return err_set(e, ERR_LIMIT, "xml.long", NULL) ||
		       err_add_int(e, "line", xml_line(x));
	}
	if (!unpack_read(x->from, to + x->helds, PIECE_BYTES, &n, e)) {
		return false;
	}
	x->ended = n == 0;
	n = thinned(x, to, n);
	x->quiet += (int64_t)n;
	*status = x->lib.parse(x->parser, (int)n, x->ended);
	if (*status != XML_STATUS_ERROR && x->quiet > XML_TOKEN_MOST) {
		fail(x, ERR_LIMIT, "xml.long");
		*status = XML_STATUS_ERROR;
	}
	return true;
}

bool xml_run(struct xml *x, bool *more, struct err *e)
{
	enum XML_Status status = XML_STATUS_OK;

	if (x->paused) {
		x->paused = false;
		status = x->lib.resume(x->parser);
	}
	while (status == XML_STATUS_OK && !x->ended) {
		if (!feed(x, &status, e)) {
			return false;
		}
	}
	if (status == XML_STATUS_ERROR || x->failed) {
		return wrong(x, e);
	}
	*more = status == XML_STATUS_SUSPENDED;
	return true;
}

void xml_pause(struct xml *x)
{
	x->paused = x->lib.stop(x->parser, XML_TRUE) == XML_STATUS_OK;
}

int64_t xml_line(const struct xml *x)
{
	return (int64_t)x->lib.line(x->parser);
}

void xml_close(struct xml *x)
{
	if (x != NULL && x->parser != NULL) {
		x->lib.free(x->parser);
		x->parser = NULL;
	}
}

const char *xml_attr(const char **attr, const char *name)
{
	for (; *attr != NULL; attr += 2) {
		if (strcmp(*attr, name) == 0) {
			return attr[1];
		}
	}
	return NULL;
}
