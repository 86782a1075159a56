/* Widths of letters. */
#include "letters.h"

#include "base/utf8.h"
#include "base/vi.h"

enum {
	FIRST = ' ', LAST = '~', HORN = 110,
	OTHER = 760, WIDE = 1000,	/* letters of other alphabets, arrows, dots */
};

/* Thousandths of the size, " " to "~"; digits as wide as the widest. */
static const short plain[2][LAST - FIRST + 1] = {
	{
		278, 280, 355, 807, 645, 889, 740, 191, 439, 439, 497, 608, 303, 608, 286, 503,
		710, 710, 710, 710, 710, 710, 710, 710, 710, 710, 286, 303, 584, 726, 584, 573,
		1015, 736, 674, 775, 728, 667, 633, 783, 722, 278, 500, 679, 624, 853, 732, 826,
		667, 822, 722, 667, 650, 725, 706, 1005, 720, 667, 660, 459, 485, 459, 559, 702,
		333, 642, 652, 613, 652, 599, 386, 643, 583, 264, 274, 555, 255, 893, 573, 642,
		652, 652, 392, 508, 428, 566, 576, 870, 559, 583, 502, 426, 408, 426, 584,
	}, {
		278, 333, 474, 833, 648, 889, 755, 238, 449, 449, 508, 637, 332, 607, 319, 528,
		716, 716, 716, 716, 716, 716, 716, 716, 716, 716, 333, 333, 584, 744, 584, 611,
		1014, 758, 722, 778, 743, 667, 640, 788, 725, 280, 556, 722, 637, 877, 743, 828,
		667, 825, 722, 667, 674, 733, 732, 1039, 753, 701, 664, 489, 515, 489, 594, 724,
		333, 652, 662, 624, 662, 611, 401, 654, 611, 285, 292, 584, 278, 895, 611, 652,
		662, 662, 416, 556, 434, 611, 588, 879, 591, 592, 514, 462, 426, 462, 584,
	},
};

static int width_of(uint32_t c, bool strong)
{
	bool horn = false;
	uint32_t letter = c < 0x80 ? c : vi_letter(c, &horn);

	if (letter >= FIRST && letter <= LAST) {
		return plain[strong][letter - FIRST] + (horn ? HORN : 0);
	}
	switch (c) {
	case 0xB7:		/* · */
		return 350;
	case 0x2013:		/* – */
		return 700;
	default:
		return c >= 0x2000 ? WIDE : OTHER;
	}
}

size_t letters_fit(struct str s, int width, int size, bool strong)
{
	int64_t room = (int64_t)width * 1000, sum = 0;

	for (size_t i = 0; i < s.n;) {
		size_t at = i;

		sum += (int64_t)width_of(utf8_next(s, &i), strong) * size;
		if (sum > room) {
			return at;
		}
	}
	return s.n;
}

int letters_width(struct str s, int size, bool strong)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s.n;) {
		sum += width_of(utf8_next(s, &i), strong);
	}
	return (int)((sum * size + 999) / 1000);
}

size_t letters_break(struct str s, size_t from, int width, int size, bool strong)
{
	size_t end = from + letters_fit(str_sub(s, from, s.n), width, size, strong), blank = end;

	if (end == s.n) {
		return end;
	}
	while (blank > from && s.p[blank] != ' ') {
		blank--;
	}
	if (blank > from) {
		return blank;
	}
	if (end == from) {
		(void)utf8_next(s, &end);
	}
	return end;
}

struct str letters_ends(struct arena *a, struct str s, int width, int size, bool strong)
{
	int room = width - size;

	if (letters_width(s, size, strong) <= width) {
		return s;
	}
	size_t head = letters_fit(s, room * 2 / 5, size, strong), tail = head;

	while (tail < s.n && letters_width(str_sub(s, tail, s.n), size, strong) > room * 3 / 5) {
		(void)utf8_next(s, &tail);
	}
	return STR_JOIN(a, str_trim(str_sub(s, 0, head)), STR("…"),
			str_trim(str_sub(s, tail, s.n)));
}
