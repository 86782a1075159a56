/* Numbers, dates and places of a spreadsheet's cells. */
#include "cell.h"

#include "base/day.h"
#include "base/num.h"

enum {
	DIGITS = 40, EXPONENT_MOST = 40,
	SIGNIFICANT = 15,		/* spreadsheets keep as many */
	PART_DIGITS = 13,		/* of a day's part: its seconds fit 64 bits */
	ROW_MOST = 1 << 20, COLUMN_MOST = 1 << 14,
};

/* ---- formats ---- */

struct cell_format cell_format_known(int64_t id)
{
	struct cell_format f = { .kind = CELL_NUMBER };

	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) ||
	    id == 36) {
		f.kind = CELL_DAY;
	} else if (id == 22) {
		f.kind = CELL_MOMENT;
	} else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) {
		f.kind = CELL_CLOCK;
	}
	return f;
}

/* What is not to be read as letters of the format: "text", \x, _x, *x, [colour]. */
static size_t past(struct str code, size_t i)
{
	char c = code.p[i], end = c == '[' ? ']' : '"';

	if (c == '\\' || c == '_' || c == '*') {
		return i + 2;
	}
	if (c != '"' && c != '[') {
		return i;
	}
	/* [h], [mm], [ss] are hours and more that go beyond a day. */
	if (c == '[' && i + 1 < code.n && str_find(STR("hmsHMS"), code.p[i + 1]) < 6) {
		return i;
	}
	for (i++; i < code.n && code.p[i] != end; i++) {
	}
	return i + 1;
}

/* "000.00": only then are its zeros kept. */
static struct cell_format zeros(struct str code)
{
	struct cell_format f = { .kind = CELL_NUMBER };
	struct str whole, part;
	size_t i = 0;

	(void)str_cut(code, '.', &whole, &part);
	while (i < whole.n && whole.p[i] == '0') {
		i++;
	}
	if (i != whole.n || whole.n == 0 || whole.n > DIGITS || part.n > SIGNIFICANT) {
		return f;
	}
	for (i = 0; i < part.n && part.p[i] == '0'; i++) {
	}
	if (i == part.n) {
		f.whole = (int)whole.n;
		f.part = (int)part.n;
	}
	return f;
}

struct cell_format cell_format_of(struct str code)
{
	bool day = false, clock = false;
	size_t i = 0;

	if (str_starts(code, STR("General"))) {
		return (struct cell_format){ .kind = CELL_NUMBER };
	}
	while (i < code.n && code.p[i] != ';') {
		size_t next = past(code, i);

		if (next > i) {
			i = next;
			continue;
		}
		char c = code.p[i++];

		day = day || str_find(STR("dDyY"), c) < 4;
		clock = clock || str_find(STR("hHsS"), c) < 4;
	}
	struct cell_format f = zeros(code);

	f.kind = day && clock ? CELL_MOMENT : day ? CELL_DAY : clock ? CELL_CLOCK : CELL_NUMBER;
	return f;
}

/* ---- decimals ---- */

struct decimal {
	bool minus;
	char digit[DIGITS];
	int n, point;			/* digits; how many of them before the point */
};

static bool take_exponent(struct str s, struct decimal *d)
{
	int64_t exponent = 0;

	if (str_starts(s, STR("+"))) {
		s = str_sub(s, 1, s.n);
	}
	/* Leading zeros are written here: "E-05". */
	bool minus = str_starts(s, STR("-"));

	s = str_sub(s, minus, s.n);
	while (s.n > 1 && s.p[0] == '0') {
		s = str_sub(s, 1, s.n);
	}
	if (!str_to_int64(s, &exponent) || exponent < 0 || exponent > EXPONENT_MOST) {
		return false;
	}
	d->point += (int)(minus ? -exponent : exponent);
	return true;
}

/* "-12.50", "4.6083E4". Leading zeros are left out; what is beyond the room is too. */
static bool decimal_of(struct str s, struct decimal *d)
{
	bool any = false, dot = false;
	size_t i = 0;

	*d = (struct decimal){ .minus = str_starts(s, STR("-")) };
	for (i = d->minus; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.' && !dot) {
			dot = true;
			continue;
		}
		if (c == 'E' || c == 'e') {
			return any && take_exponent(str_sub(s, i + 1, s.n), d);
		}
		if (c < '0' || c > '9' || d->point > DIGITS || d->point < -DIGITS) {
			return false;
		}
		any = true;
		if (d->n == 0 && c == '0') {
			d->point -= dot;
			continue;
		}
		d->point += !dot;
		if (d->n < DIGITS) {
			d->digit[d->n++] = c;
		}
	}
	return any;
}

/* To so many digits, halves up; noughts at the end go. */
static void decimal_round(struct decimal *d, int keep)
{
	int up = keep >= 0 && keep < d->n && d->digit[keep] >= '5';

	d->n = (int)num_min(d->n, num_max(keep, 0));
	for (int i = d->n - 1; up && i >= 0; i--) {
		up = d->digit[i] == '9';
		d->digit[i] = up ? '0' : (char)(d->digit[i] + 1);
	}
	if (up) {			/* all nines, or nothing left of it */
		d->digit[0] = '1';
		d->n = 1;
		d->point++;
	}
	while (d->n > 0 && d->digit[d->n - 1] == '0') {
		d->n--;
	}
	d->point = d->n == 0 ? 0 : d->point;
}

static char digit_at(const struct decimal *d, int i)
{
	return i >= 0 && i < d->n ? d->digit[i] : '0';
}

static struct str decimal_text(struct arena *a, const struct decimal *d, struct cell_format f)
{
	int whole = (int)num_max(num_max(d->point, f.whole), 1);
	int part = (int)num_max(num_max(d->n - d->point, f.part), 0);
	char *text = arena_alloc(a, (size_t)(whole + part) + 2, 1);
	size_t n = 0;

	if (d->minus && d->n > 0) {
		text[n++] = '-';
	}
	for (int i = d->point - whole; i < d->point; i++) {
		text[n++] = digit_at(d, i);
	}
	if (part > 0) {
		text[n++] = '.';
	}
	for (int i = d->point; i < d->point + part; i++) {
		text[n++] = digit_at(d, i);
	}
	return (struct str){ text, n };
}

/* ---- dates ---- */

/* Days and seconds of a serial number. */
static bool split(const struct decimal *d, int64_t *day, int64_t *second)
{
	int64_t part = 0, scale = 1;

	if (d->minus || d->point > 7) {
		return false;
	}
	*day = 0;
	for (int i = 0; i < d->point; i++) {
		*day = *day * 10 + (digit_at(d, i) - '0');
	}
	for (int i = d->point; i < d->point + PART_DIGITS; i++) {
		part = part * 10 + (digit_at(d, i) - '0');
		scale *= 10;
	}
	/* 13 digits times 86,400 stay below 2^63. */
	*second = (part * DAY_S + scale / 2) / scale;
	if (*second == DAY_S) {
		*second = 0;
		++*day;
	}
	return true;
}

/* The 60th day of the older system is one that never was, 29 February 1900. */
static bool civil_day(int64_t serial, bool from_1904, struct day *out)
{
	int64_t n = from_1904 ? day_make(1904, 1, 1).n + serial
			      : day_make(1900, 1, 1).n + serial - (serial > 60 ? 2 : 1);

	if ((!from_1904 && (serial == 0 || serial == 60)) || n > day_make(9999, 12, 31).n) {
		return false;
	}
	out->n = (int32_t)n;
	return true;
}

static bool date_text(struct arena *a, const struct decimal *d, enum cell_kind kind,
		      bool from_1904, struct str *out)
{
	int64_t serial, second;
	char text[DAY_TEXT];
	struct day day;

	if (!split(d, &serial, &second)) {
		return false;
	}
	struct str clock = str_fmt(a, "%02d:%02d:%02d", (int)(second / 3600),
				   (int)(second / 60 % 60), (int)(second % 60));

	if (kind == CELL_CLOCK && serial == 0) {
		*out = clock;
		return true;
	}
	if (!civil_day(serial, from_1904, &day)) {
		return false;
	}
	/* What was typed with an hour has it, whatever is shown. */
	*out = second > 0 ? str_fmt(a, "%s %.*s", day_text(day, text), STR_ARG(clock))
			  : str_dup(a, str_of(day_text(day, text)));
	return true;
}

bool cell_text(struct arena *a, struct str number, struct cell_format f, bool from_1904,
	       struct str *out)
{
	struct decimal d;

	if (!decimal_of(number, &d)) {
		return false;
	}
	decimal_round(&d, SIGNIFICANT);
	if (f.kind != CELL_NUMBER) {
		return date_text(a, &d, f.kind, from_1904, out);
	}
	if (f.whole > 0) {		/* as many decimals as are shown */
		decimal_round(&d, d.point + f.part);
	}
	*out = decimal_text(a, &d, f);
	return true;
}

/* ---- places ---- */

bool cell_place(struct str ref, int64_t *row, size_t *column)
{
	size_t i = 0, c = 0;

	for (; i < ref.n && ref.p[i] >= 'A' && ref.p[i] <= 'Z' && c <= COLUMN_MOST; i++) {
		c = c * 26 + (size_t)(ref.p[i] - 'A') + 1;
	}
	if (c == 0 || c > COLUMN_MOST || !str_to_int64(str_sub(ref, i, ref.n), row) ||
	    *row < 1 || *row > ROW_MOST) {
		return false;
	}
	*column = c - 1;
	return true;
}

struct str cell_name(struct arena *a, int64_t row, size_t column)
{
	char letter[8];
	size_t n = sizeof(letter);

	for (size_t c = column + 1; c > 0 && n > 0; c = (c - 1) / 26) {
		letter[--n] = (char)('A' + (c - 1) % 26);
	}
	return str_fmt(a, "%.*s%lld", (int)(sizeof(letter) - n), letter + n, (long long)row);
}
