/* Times in a form that somebody tells. */
#include "mine_time.h"

#include "base/day.h"

struct said {
	int64_t year, month, day, hour, minute, second, part_us;
	int64_t epoch_us, offset_s;
	bool epoch, offset, twelve, afternoon;
};

static bool whole(struct str *s, size_t least, size_t most, int64_t *out)
{
	size_t n = 0;

	*out = 0;
	while (n < most && n < s->n && s->p[n] >= '0' && s->p[n] <= '9') {
		*out = *out * 10 + (s->p[n++] - '0');
	}
	*s = str_sub(*s, n, s->n);
	return n >= least;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool word(struct str *s, const char *w)
{
	size_t n = 0;

	for (; w[n] != '\0'; n++) {
		if (n >= s->n || lower(s->p[n]) != w[n]) {
			return false;
		}
	}
	*s = str_sub(*s, n, s->n);
	return true;
}

static bool month_word(struct str *s, int64_t *out)
{
	static const char *const name[] = { "january", "february", "march", "april", "may",
		"june", "july", "august", "september", "october", "november", "december" };

	for (size_t i = 0; i < ARRAY_LEN(name); i++) {
		char three[] = { name[i][0], name[i][1], name[i][2], '\0' };

		if (word(s, name[i]) || word(s, three)) {
			*out = (int64_t)i + 1;
			return true;
		}
	}
	return false;
}

static bool parts(struct str *s, int64_t *us)
{
	int64_t scale = 100000;
	size_t n = 0;

	*us = 0;
	for (; n < s->n && s->p[n] >= '0' && s->p[n] <= '9'; n++) {
		*us += (s->p[n] - '0') * scale;
		scale /= 10;
	}
	*s = str_sub(*s, n, s->n);
	return n > 0;
}

static bool offset(struct str *s, struct said *t)
{
	bool west = s->n > 0 && s->p[0] == '-';
	int64_t h, m = 0;

	t->offset = true;
	if (word(s, "z")) {
		return true;
	}
	if (s->n == 0 || (s->p[0] != '+' && !west)) {
		return false;
	}
	*s = str_sub(*s, 1, s->n);
	if (!whole(s, 2, 2, &h)) {
		return false;
	}
	(void)word(s, ":");
	if (s->n > 0 && s->p[0] >= '0' && s->p[0] <= '9' && !whole(s, 2, 2, &m)) {
		return false;
	}
	t->offset_s = (h * 3600 + m * 60) * (west ? -1 : 1);
	return h <= 18 && m < 60;
}

static bool epoch(struct str *s, int64_t scale, struct said *t)
{
	bool minus = word(s, "-");
	int64_t n;

	/* No more digits than the years there are have. */
	if (!whole(s, 1, scale == 1000000 ? 12 : 15, &n)) {
		return false;
	}
	t->epoch = t->offset = true;
	t->epoch_us = n * scale * (minus ? -1 : 1);
	return true;
}

static bool mark(char c, struct str *s, struct said *t)
{
	switch (c) {
	case 'Y':
		return whole(s, 4, 4, &t->year);
	case 'y':
		return whole(s, 2, 2, &t->year) && (t->year += 2000) > 0;
	case 'm':
		return whole(s, 1, 2, &t->month);
	case 'b':
		return month_word(s, &t->month);
	case 'd':
		return whole(s, 1, 2, &t->day);
	case 'I':
		t->twelve = true;
		return whole(s, 1, 2, &t->hour) && t->hour >= 1 && t->hour <= 12;
	case 'H':
		return whole(s, 1, 2, &t->hour);
	case 'M':
		return whole(s, 1, 2, &t->minute);
	case 'S':
		return whole(s, 1, 2, &t->second);
	case 'p':
		t->afternoon = word(s, "pm");
		return t->afternoon || word(s, "am");
	case 'f':
		return parts(s, &t->part_us);
	case 'z':
		return offset(s, t);
	case 's':
		return epoch(s, 1000000, t);
	case 'L':
		return epoch(s, 1000, t);
	default:
		return word(s, "%");
	}
}

bool mine_time_form(struct str form, struct err *e)
{
	bool day = false, good = true;

	for (size_t i = 0; i < form.n && good; i++) {
		if (form.p[i] != '%') {
			continue;
		}
		i++;
		good = i < form.n && str_find(STR("YymbdIHMSpfzsL%"), form.p[i]) < 15;
		day = day || (good && str_find(STR("YysL"), form.p[i]) < 4);
	}
	if (good && day) {
		return true;
	}
	char text[ERR_VALUE_SIZE] = "…";

	if (form.n < sizeof(text)) {
		memcpy(text, form.p, form.n);
		text[form.n] = '\0';
	}
	return err_set(e, ERR_INVALID, "mine.form", "value", text, NULL);
}

static bool instant(struct said *t, int32_t zone_s, int64_t *us)
{
	/* The years 1900 to 9999, as others are. */
	if (t->epoch) {
		*us = t->epoch_us + t->part_us;
		return *us >= INT64_C(-2208988800000000) && *us <= INT64_C(253402300799999999);
	}
	if (t->twelve) {
		t->hour = t->hour % 12 + (t->afternoon ? 12 : 0);
	}
	if (!day_valid((int)t->year, (int)t->month, (int)t->day) || t->hour > 23 ||
	    t->minute > 59 || t->second > 59) {
		return false;
	}
	int64_t day = day_make((int)t->year, (int)t->month, (int)t->day).n;

	*us = (day * DAY_S + t->hour * 3600 + t->minute * 60 + t->second -
	       (t->offset ? t->offset_s : zone_s)) * 1000000 + t->part_us;
	return true;
}

static struct str past_spaces(struct str s)
{
	while (s.n > 0 && s.p[0] == ' ') {
		s = str_sub(s, 1, s.n);
	}
	return s;
}

bool mine_time_by(struct str form, struct str s, int32_t zone_s, int64_t *us)
{
	struct said t = { .month = 1, .day = 1 };

	for (size_t i = 0; i < form.n; i++) {
		char c = form.p[i];

		if (c == ' ') {
			s = past_spaces(s);
		} else if (c == '%') {
			if (!mark(form.p[++i], &s, &t)) {
				return false;
			}
		} else if (s.n > 0 && s.p[0] == c) {
			s = str_sub(s, 1, s.n);
		} else {
			return false;
		}
	}
	return s.n == 0 && instant(&t, zone_s, us);
}
