/* Vietnamese text: folding for search, keys for sorting. */
#include "vi.h"

#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

enum {
	D_BAR = 0x111,		/* đ, which has no decomposition */
	PARTS = 8,		/* no code point decomposes into more */
	/* Bytes of a sort key: word end, then its tone, then letters above. */
	WORD_END = 1,
	TONE_NONE = 2,
	RANK_DIGIT = 0x10,
	RANK_LETTER = 0x20,
	RANK_FOREIGN = 0xFE,
};

/* The parts of a code point in lower case: letters and marks apart. */
static size_t decompose(uint32_t c, utf8proc_int32_t part[PARTS])
{
	int last_class = 0;
	utf8proc_ssize_t n =
		utf8proc_decompose_char((utf8proc_int32_t)c, part, PARTS,
					UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &last_class);
	return n > 0 && n <= PARTS ? (size_t)n : 0;
}

uint32_t vi_letter(uint32_t c, bool *horn)
{
	utf8proc_int32_t part[PARTS];
	int last_class = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, part, PARTS,
						     UTF8PROC_DECOMPOSE, &last_class);

	*horn = false;
	if (c == D_BAR || c == D_BAR - 1) {
		return c == D_BAR ? 'd' : 'D';
	}
	for (utf8proc_ssize_t i = 0; i < n && n <= PARTS; i++) {
		*horn = *horn || part[i] == 0x31B;
	}
	return n > 0 && n <= PARTS ? (uint32_t)part[0] : c;
}

static bool is_mark(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

static bool is_word(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);
	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	       category == UTF8PROC_CATEGORY_ND;
}

/* Room for the folded text: a part takes at most 4 bytes. */
static char *room_for(struct arena *a, struct str s)
{
	return arena_alloc(a, s.n + 1, (size_t)PARTS);
}

struct str vi_fold(struct arena *a, struct str s)
{
	char *out = room_for(a, s);
	size_t n = 0;
	bool gap = false;
	for (size_t i = 0; i < s.n;) {
		utf8proc_int32_t part[PARTS];
		size_t parts = decompose(utf8_next(s, &i), part);
		for (size_t k = 0; k < parts; k++) {
			if (is_mark(part[k])) {
				continue;
			}
			if (!is_word(part[k])) {
				gap = n > 0;
				continue;
			}
			if (gap) {
				out[n++] = ' ';
				gap = false;
			}
			utf8proc_int32_t c = part[k] == D_BAR ? 'd' : part[k];
			n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out + n);
		}
	}
	return (struct str){ .p = out, .n = n };
}

enum mark { MARK_OTHER, MARK_BREVE, MARK_CIRCUMFLEX, MARK_HORN, MARK_TONE };

static enum mark mark_of(utf8proc_int32_t c, char *tone)
{
	switch (c) {
	case 0x306:
		return MARK_BREVE;
	case 0x302:
		return MARK_CIRCUMFLEX;
	case 0x31B:
		return MARK_HORN;
	case 0x300:	/* huyền */
		*tone = TONE_NONE + 1;
		return MARK_TONE;
	case 0x309:	/* hỏi */
		*tone = TONE_NONE + 2;
		return MARK_TONE;
	case 0x303:	/* ngã */
		*tone = TONE_NONE + 3;
		return MARK_TONE;
	case 0x301:	/* sắc */
		*tone = TONE_NONE + 4;
		return MARK_TONE;
	case 0x323:	/* nặng */
		*tone = TONE_NONE + 5;
		return MARK_TONE;
	default:
		return MARK_OTHER;
	}
}

/* Places of the alphabet: each plain letter has four, for its marked sisters. */
static char letter_rank(utf8proc_int32_t c)
{
	return (char)(RANK_LETTER + 4 * (c - 'a'));
}

static char marked_rank(char rank, enum mark mark)
{
	static const struct {
		char letter;
		enum mark mark;
		char step;
	} table[] = {
		{ 'a', MARK_BREVE, 1 }, { 'a', MARK_CIRCUMFLEX, 2 }, { 'e', MARK_CIRCUMFLEX, 1 },
		{ 'o', MARK_CIRCUMFLEX, 1 }, { 'o', MARK_HORN, 2 }, { 'u', MARK_HORN, 1 },
	};
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (rank == letter_rank(table[i].letter) && mark == table[i].mark) {
			return (char)(rank + table[i].step);
		}
	}
	return rank;
}

struct key_writer {
	char *out;
	size_t n;
	size_t word;		/* where the open word starts */
	char tone;		/* of the open word */
};

static void end_word(struct key_writer *w)
{
	if (w->n > w->word) {
		w->out[w->n++] = WORD_END;
		w->out[w->n++] = w->tone;
	}
	w->word = w->n;
	w->tone = TONE_NONE;
}

static void add_letter(struct key_writer *w, utf8proc_int32_t c)
{
	if (c >= '0' && c <= '9') {
		w->out[w->n++] = (char)(RANK_DIGIT + (c - '0'));
	} else if (c >= 'a' && c <= 'z') {
		w->out[w->n++] = letter_rank(c);
	} else if (c == D_BAR) {
		w->out[w->n++] = (char)(letter_rank('d') + 1);
	} else {
		w->out[w->n++] = (char)RANK_FOREIGN;
		w->n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)w->out + w->n);
	}
}

/* A syllable has one tone, wherever it is written: "hòa" and "hoà" are one. */
static void add_mark(struct key_writer *w, utf8proc_int32_t c)
{
	char tone = TONE_NONE;
	enum mark mark = mark_of(c, &tone);
	if (mark == MARK_TONE) {
		w->tone = w->tone == TONE_NONE ? tone : w->tone;
	} else if (w->n > w->word) {
		w->out[w->n - 1] = marked_rank(w->out[w->n - 1], mark);
	}
}

struct str vi_sort_key(struct arena *a, struct str s)
{
	struct key_writer w = { .out = room_for(a, s), .tone = TONE_NONE };
	for (size_t i = 0; i < s.n;) {
		utf8proc_int32_t part[PARTS];
		size_t parts = decompose(utf8_next(s, &i), part);
		for (size_t k = 0; k < parts; k++) {
			if (is_mark(part[k])) {
				add_mark(&w, part[k]);
			} else if (is_word(part[k])) {
				add_letter(&w, part[k]);
			} else {
				end_word(&w);
			}
		}
	}
	end_word(&w);
	return (struct str){ .p = w.out, .n = w.n };
}

bool vi_has(struct str folded, struct str words)
{
	for (size_t i = 0; i < folded.n; i++) {
		if ((i == 0 || folded.p[i - 1] == ' ') &&
		    str_starts(str_sub(folded, i, folded.n), words)) {
			return true;
		}
	}
	return words.n == 0;
}
