/* Object-centric event logs out of files. */
#include "ocel_in.h"

#include "unpack.h"

#include <errno.h>
#include <string.h>

enum { PEEK_BYTES = 64 << 10 };

static const int64_t file_most = UNPACK_MOST * INT64_C(64);

/* From the next '<' that begins an element on; empty: there is none here. */
static struct str next_tag(struct str s)
{
	static const struct {
		const char *begin, *end;
	} passed[] = { { "<!--", "-->" }, { "<?", "?>" }, { "<!", ">" }, { "</", ">" } };

	while (s.n > 0) {
		bool skipped = false;

		s = str_sub(s, str_find(s, '<'), s.n);
		for (size_t i = 0; i < ARRAY_LEN(passed) && !skipped; i++) {
			if (!str_starts(s, str_of(passed[i].begin))) {
				continue;
			}
			while (s.n > 0 && !str_starts(s, str_of(passed[i].end))) {
				s = str_sub(s, 1, s.n);
			}
			skipped = true;
		}
		if (!skipped) {
			return s;
		}
	}
	return s;
}

static struct str tag_name(struct str tag)
{
	size_t n = 1;

	while (n < tag.n && strchr(" \t\r\n/>", tag.p[n]) == NULL) {
		n++;
	}
	struct str name = str_sub(tag, 1, n), local;

	return str_cut(name, ':', &name, &local) ? local : name;
}

/* XML may be written in two bytes a letter, with a mark or known by its first '<'; of each
 * the lower one is enough to know tags by. */
static bool narrow(struct arena *a, struct str *s)
{
	bool mark = str_starts(*s, STR("\xff\xfe")) || str_starts(*s, STR("\xfe\xff"));
	size_t from = mark ? 2 : 0, n = 0;

	if (s->n < from + 2 || (s->p[from] != '\0') == (s->p[from + 1] != '\0')) {
		return false;
	}
	size_t low = from + (s->p[from] == '\0');
	char *to = arena_array(a, char, s->n);

	for (size_t i = low; i < s->n; i += 2) {
		to[n++] = s->p[i];
	}
	*s = (struct str){ to, n };
	return true;
}

static enum ocel_form form_of(struct arena *a, struct str s)
{
	bool wide = narrow(a, &s);

	if (str_starts(s, STR("\xef\xbb\xbf"))) {
		s = str_sub(s, 3, s.n);
	}
	s = str_trim(s);
	if (s.n == 0 || (s.p[0] != '<' && (wide || s.p[0] != '{'))) {
		return OCEL_NONE;
	}
	if (s.p[0] == '{') {
		return OCEL_JSON;
	}
	struct str log = next_tag(s);

	if (!str_is(tag_name(log), "log")) {
		return OCEL_OTHER_XML;
	}
	return str_among("object-types|event-types|objects|events",
			 tag_name(next_tag(str_sub(log, 1, log.n)))) ? OCEL_XML : OCEL_OTHER_XML;
}

static bool is_packed(FILE *f)
{
	unsigned char first[2] = { 0 };

	return fread(first, 1, sizeof(first), f) == sizeof(first) && first[0] == 0x1f &&
	       first[1] == 0x8b;
}

bool ocel_in_looks(FILE *f, enum ocel_form *out, bool *packed, struct err *e)
{
	struct arena a;
	struct unpack *u = NULL;
	size_t n = 0, got = 1;

	arena_init(&a, 0);
	char *first = arena_array(&a, char, PEEK_BYTES);

	*packed = fseek(f, 0, SEEK_SET) == 0 && is_packed(f);
	bool ok = unpack_file(&a, f, file_most, &u, e);

	while (ok && got > 0 && n < PEEK_BYTES) {
		ok = unpack_read(u, first + n, PEEK_BYTES - n, &got, e);
		n += ok ? got : 0;
	}
	*out = ok ? form_of(&a, (struct str){ first, n }) : OCEL_NONE;
	unpack_close(u);
	arena_done(&a);
	if (ok && fseek(f, 0, SEEK_SET) != 0) {
		return err_set(e, ERR_IO, "table.read", "reason", strerror(errno), NULL);
	}
	return ok;
}

bool ocel_in_read(FILE *f, enum ocel_form form, const struct ocel_sink *sink, struct err *e)
{
	struct arena a, item;
	struct ocel_draft d = { .arena = &item };
	struct unpack *u = NULL;

	arena_init(&a, 0);
	arena_init(&item, 0);
	bool ok = unpack_file(&a, f, file_most, &u, e) &&
		  (form == OCEL_JSON ? ocel_json : ocel_xml)(u, sink, &a, &d, e);

	unpack_close(u);
	arena_done(&item);
	arena_done(&a);
	return ok;
}
