/* Taking a story apart: lines, sentences, words. */
#include "story.h"

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The next line, with those that go on after a backslash. */
static bool next_line(struct arena *a, struct story_file *f, struct str *out)
{
	struct str line = { 0 };
	while (f->rest.n > 0) {
		struct str one;
		(void)str_cut(f->rest, '\n', &one, &f->rest);
		f->number++;
		struct str text = str_trim(one);
		bool on = str_ends(text, STR("\\"));
		if (on) {
			one = str_sub(one, 0, (size_t)(text.p - one.p) + text.n - 1);
		}
		line = line.n == 0 ? one :
			str_fmt(a, "%.*s %.*s", STR_ARG(line), STR_ARG(one));
		if (!on) {
			*out = line;
			return true;
		}
	}
	*out = line;
	return line.n > 0;
}

/* Where the sentence ends: at " ; " outside quotation marks. */
static size_t sentence_end(struct str s)
{
	bool quoted = false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n) {
			i++;
		} else if (s.p[i] == '"') {
			quoted = !quoted;
		} else if (!quoted && s.p[i] == ';' && (i == 0 || blank(s.p[i - 1])) &&
			   (i + 1 == s.n || blank(s.p[i + 1]))) {
			return i;
		}
	}
	return s.n;
}

struct reading {
	struct str s;
	size_t i;
};

/* One word without its quotation marks; false: a mark is not closed. */
static bool read_word(struct arena *a, struct reading *r, struct word *out)
{
	char *p = arena_alloc(a, r->s.n - r->i + 1, 1);
	size_t n = 0, equals = SIZE_MAX;
	bool quoted = false;
	*out = (struct word){ .quoted = r->s.p[r->i] == '"' };
	for (; r->i < r->s.n && (quoted || !blank(r->s.p[r->i])); r->i++) {
		char c = r->s.p[r->i];
		if (c == '\\' && r->i + 1 < r->s.n && r->s.p[r->i + 1] == '"') {
			p[n++] = r->s.p[++r->i];
		} else if (c == '"') {
			quoted = !quoted;
		} else {
			equals = c == '=' && !quoted && equals == SIZE_MAX && n > 0 ? n : equals;
			p[n++] = c;
		}
	}
	out->whole = out->text = (struct str){ p, n };
	if (equals != SIZE_MAX) {
		out->name = str_sub(out->whole, 0, equals);
		out->text = str_sub(out->whole, equals + 1, n);
	}
	return !quoted;
}

static bool read_words(struct arena *a, struct sentence *s, struct err *e)
{
	struct reading r = { .s = s->source };
	for (;;) {
		while (r.i < r.s.n && blank(r.s.p[r.i])) {
			r.i++;
		}
		if (r.i == r.s.n) {
			return true;
		}
		if (s->n == SENTENCE_WORDS) {
			return story_mistake(s, "story.words", STR(""), e);
		}
		if (!read_word(a, &r, &s->word[s->n++])) {
			return story_mistake(s, "story.quote", STR(""), e);
		}
	}
}

/* `send JSON` is one sentence whatever stands in it. */
static bool takes_whole_line(struct str line)
{
	return str_starts(str_trim(line), STR("send "));
}

bool story_next(struct arena *a, struct story_file *f, struct sentence *out, bool *there,
		struct err *e)
{
	while (str_trim(f->line).n == 0) {
		if (!next_line(a, f, &f->line)) {
			*there = false;
			return true;
		}
		struct str text = str_trim(f->line);
		if (text.n > 0 && text.p[0] == '#') {
			f->line = (struct str){ 0 };
		}
		f->indented = f->line.n > 0 && blank(f->line.p[0]);
	}
	size_t end = takes_whole_line(f->line) ? f->line.n : sentence_end(f->line);
	*out = (struct sentence){
		.source = str_trim(str_sub(f->line, 0, end)),
		.line = f->number,
		.indented = f->indented,
	};
	f->line = str_sub(f->line, end < f->line.n ? end + 1 : end, f->line.n);
	*there = true;
	return takes_whole_line(out->source) || read_words(a, out, e);
}
