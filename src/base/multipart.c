/* Parts between boundaries, told apart byte by byte. */
#include "multipart.h"

#include "utf8.h"

#include <string.h>
#include <strings.h>

enum {
	AT_MARK,			/* a mark must follow: the first of all */
	AFTER_MARK,			/* CRLF, or "-" */
	AFTER_CR,			/* of CRLF after a mark */
	AFTER_DASH,			/* of "--" after the last mark */
	IN_HEAD,
	IN_DATA,
	AT_END,				/* an empty line may follow */
	AT_END_CR,
	AT_END_LF,
};

static bool bad(struct err *e)
{
	return err_set(e, ERR_INVALID, "multipart.form", NULL);
}

/* ---- the boundary ---- */

/* RFC 2046: bchars; without the blank, which must not stand at its end. */
static bool boundary_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c != '\0' && strchr("'()+_,-./:=?", c) != NULL);
}

static bool starts_nocase(struct str s, const char *with)
{
	size_t n = strlen(with);
	return s.n >= n && strncasecmp(s.p, with, n) == 0;
}

/* `boundary=x`, perhaps in quotation marks, among the parameters. */
static struct str boundary_of(struct str type)
{
	struct str one, rest = type, found = { 0 };
	bool more = str_cut(type, ';', &one, &rest);
	while (more) {
		more = str_cut(rest, ';', &one, &rest);
		one = str_trim(one);
		if (starts_nocase(one, "boundary=")) {
			found = str_sub(one, strlen("boundary="), one.n);
		}
	}
	if (found.n >= 2 && found.p[0] == '"' && found.p[found.n - 1] == '"') {
		found = str_sub(found, 1, found.n - 1);
	}
	return found;
}

bool multipart_start(struct multipart *m, struct str content_type, struct multipart_calls calls,
		     struct err *e)
{
	struct str b = boundary_of(content_type);
	bool good = starts_nocase(content_type, "multipart/form-data;") && b.n > 0 &&
		    b.n <= MULTIPART_BOUNDARY;
	for (size_t i = 0; good && i < b.n; i++) {
		good = boundary_char(b.p[i]);
	}
	if (!good) {
		return err_set(e, ERR_INVALID, "multipart.type", NULL);
	}
	*m = (struct multipart){ .calls = calls, .state = AT_MARK };
	memcpy(m->mark, "\r\n--", 4);
	memcpy(m->mark + 4, b.p, b.n);
	m->mark_n = 4 + b.n;
	m->matched = 2;			/* the first stands at the beginning, without CRLF */
	return true;
}

/* ---- the head of a part ---- */

static bool clean(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f) {
			return false;
		}
	}
	return utf8_valid(s);
}

struct disposition {
	struct str name, file_name;
	bool file;
};

/* `; name="…"; filename="…"`: browsers write quotation marks within as %22. */
static bool read_parameters(struct str rest, struct disposition *d)
{
	while (rest.n > 0) {
		struct str key, value;
		if (!str_starts(rest, STR("; "))) {
			return false;
		}
		rest = str_sub(rest, 2, rest.n);
		if (!str_cut(rest, '=', &key, &rest) || rest.n == 0 || rest.p[0] != '"') {
			return false;
		}
		if (!str_cut(str_sub(rest, 1, rest.n), '"', &value, &rest) || !clean(value)) {
			return false;
		}
		if (str_is(key, "name") && d->name.p == NULL) {
			d->name = value;
		} else if (str_is(key, "filename") && !d->file) {
			d->file_name = value;
			d->file = true;
		} else {
			return false;
		}
	}
	return d->name.n > 0;
}

static bool read_head(struct str head, struct disposition *d)
{
	bool told = false;
	while (head.n > 0) {
		struct str line, name, value;
		bool more = str_cut(head, '\n', &line, &head);
		if (!more || line.n < 2 || line.p[line.n - 1] != '\r') {
			return false;
		}
		line = str_sub(line, 0, line.n - 1);
		if (!str_cut(line, ':', &name, &value) || name.n == 0) {
			return false;
		}
		if (name.n != strlen("Content-Disposition") ||
		    !starts_nocase(name, "Content-Disposition")) {
			continue;
		}
		value = str_trim(value);
		if (told || !starts_nocase(value, "form-data") ||
		    !read_parameters(str_sub(value, strlen("form-data"), value.n), d)) {
			return false;
		}
		told = true;
	}
	return told;
}

/* Ends with an empty line. */
static bool head_byte(struct multipart *m, char c, struct err *e)
{
	if (m->head_n == MULTIPART_HEAD) {
		return err_set(e, ERR_LIMIT, "multipart.head", NULL);
	}
	m->head[m->head_n++] = c;
	if (m->head_n < 4 || memcmp(m->head + m->head_n - 4, "\r\n\r\n", 4) != 0) {
		return true;
	}
	struct disposition d = { 0 };
	if (!read_head((struct str){ m->head, m->head_n - 2 }, &d)) {
		return bad(e);
	}
	if (++m->parts > MULTIPART_PARTS) {
		(void)err_set(e, ERR_LIMIT, "multipart.many", NULL);
		return err_add_int(e, "max", MULTIPART_PARTS);
	}
	m->state = IN_DATA;
	m->matched = 0;
	return m->calls.part(m->calls.ctx, d.name, d.file, d.file_name, e);
}

/* ---- content ---- */

static bool give(struct multipart *m, const char *p, size_t n, struct err *e)
{
	return n == 0 || m->calls.data(m->calls.ctx, (struct str){ p, n }, e);
}

/*
 * CR stands in the mark once, at its beginning: what was taken for a mark and is none
 * is content, and only the byte at hand may begin another.
 */
static bool data_bytes(struct multipart *m, struct str *rest, struct err *e)
{
	struct str s = *rest;
	if (m->matched == 0) {
		size_t n = str_find(s, '\r');
		*rest = str_sub(s, n, s.n);
		if (!give(m, s.p, n, e)) {
			return false;
		}
		s = *rest;
	}
	size_t i = 0;
	while (i < s.n && m->matched < m->mark_n && s.p[i] == m->mark[m->matched]) {
		i++;
		m->matched++;
	}
	*rest = str_sub(s, i, s.n);
	if (m->matched == m->mark_n) {
		m->state = AFTER_MARK;
		return m->calls.end(m->calls.ctx, e);
	}
	if (rest->n == 0) {
		return true;
	}
	size_t n = m->matched;
	m->matched = 0;
	return give(m, m->mark, n, e);
}

/* ---- all of it ---- */

static bool next_byte(struct multipart *m, char c, struct err *e)
{
	switch (m->state) {
	case AT_MARK:
		if (c != m->mark[m->matched]) {
			return bad(e);
		}
		if (++m->matched == m->mark_n) {
			m->state = AFTER_MARK;
		}
		return true;
	case AFTER_MARK:
		m->state = c == '\r' ? AFTER_CR : AFTER_DASH;
		return c == '\r' || c == '-' || bad(e);
	case AFTER_CR:
		m->state = IN_HEAD;
		m->head_n = 0;
		return c == '\n' || bad(e);
	case AFTER_DASH:
		m->state = AT_END;
		return c == '-' || bad(e);
	case IN_HEAD:
		return head_byte(m, c, e);
	case AT_END:
		m->state = AT_END_CR;
		return c == '\r' || bad(e);
	case AT_END_CR:
		m->state = AT_END_LF;
		return c == '\n' || bad(e);
	default:
		return bad(e);
	}
}

bool multipart_put(struct multipart *m, struct str bytes, struct err *e)
{
	while (bytes.n > 0) {
		if (m->state == IN_DATA) {
			if (!data_bytes(m, &bytes, e)) {
				return false;
			}
			continue;
		}
		if (!next_byte(m, bytes.p[0], e)) {
			return false;
		}
		bytes = str_sub(bytes, 1, bytes.n);
	}
	return true;
}

bool multipart_end(const struct multipart *m, struct err *e)
{
	return m->state == AT_END || m->state == AT_END_LF ||
	       err_set(e, ERR_INVALID, "multipart.cut", NULL);
}
