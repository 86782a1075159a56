/* Office hours: read from JSON and checked. */
#include "profile.h"

#include <assert.h>
#include <string.h>

/* Where we are in the document, for the person who must repair it. */
struct place {
	struct arena *arena;
	struct str path;
};

static struct place at_name(struct place p, const char *name)
{
	p.path = str_fmt(p.arena, "%.*s.%s", STR_ARG(p.path), name);
	return p;
}

static struct place at_index(struct place p, size_t i)
{
	p.path = str_fmt(p.arena, "%.*s[%zu]", STR_ARG(p.path), i);
	return p;
}

static bool refuse(struct place p, const char *key, struct str value, struct err *e)
{
	return err_set(e, ERR_INVALID, key, "path", str_cstr(p.arena, p.path), "value",
		       str_cstr(p.arena, value), NULL);
}

/* A member that may be missing, but not of another type. */
static bool take_str(struct place p, const struct json *obj, const char *name, struct str *out,
		     struct err *e)
{
	const struct json *v = json_get(obj, name);
	*out = json_str(obj, name);
	if (v && v->type != JSON_STR) {
		return refuse(at_name(p, name), "profile.type", STR(""), e);
	}
	return true;
}

static bool take_arr(struct place p, const struct json *obj, const char *name, size_t most,
		     const struct json **out, struct err *e)
{
	const struct json *v = json_get(obj, name);
	if (v && v->type != JSON_ARR) {
		return refuse(at_name(p, name), "profile.type", STR(""), e);
	}
	if (json_len(v) > most) {
		return refuse(at_name(p, name), "profile.many", STR(""), e);
	}
	*out = v;
	return true;
}

static struct str element_str(const struct json *arr, size_t i)
{
	const struct json *v = json_at(arr, i);
	return v && v->type == JSON_STR ? v->s : STR("");
}

/* Two digits, c, two digits: "07:30" or "01-01". */
static bool pair_parse(struct str s, char c, int *first, int *second)
{
	if (s.n != 5 || s.p[2] != c) {
		return false;
	}
	for (size_t i = 0; i < s.n; i++) {
		if (i != 2 && (s.p[i] < '0' || s.p[i] > '9')) {
			return false;
		}
	}
	*first = (s.p[0] - '0') * 10 + s.p[1] - '0';
	*second = (s.p[3] - '0') * 10 + s.p[4] - '0';
	return true;
}

static bool clock_parse(struct str s, int32_t *out)
{
	int hour;
	int minute;
	if (!pair_parse(s, ':', &hour, &minute) || minute > 59 || hour * 60 + minute > 24 * 60) {
		return false;
	}
	*out = hour * 3600 + minute * 60;
	return true;
}

static bool weekday_parse(struct str s, int *out)
{
	static const char *const name[WEEKDAYS] = { "mon", "tue", "wed", "thu",
						    "fri", "sat", "sun" };
	for (int i = 0; i < WEEKDAYS; i++) {
		if (str_is(s, name[i])) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* "mon,wed-fri": a bit for each weekday, Monday lowest. */
static bool weekdays_parse(struct str s, unsigned *out)
{
	unsigned bits = 0;
	bool more = true;
	while (more) {
		struct str part;
		struct str first;
		struct str last;
		int from;
		int to;
		more = str_cut(s, ',', &part, &s);
		if (!str_cut(part, '-', &first, &last)) {
			last = first;
		}
		if (!weekday_parse(first, &from) || !weekday_parse(last, &to) || from > to) {
			return false;
		}
		for (int i = from; i <= to; i++) {
			bits |= 1U << i;
		}
	}
	*out = bits;
	return true;
}

/* Keeps the sessions of a day in order. */
static bool add_session(struct place p, struct day_hours *h, struct session s, struct err *e)
{
	if (h->n == SESSIONS_A_DAY) {
		return refuse(p, "profile.many", STR(""), e);
	}
	size_t i = h->n;
	while (i > 0 && h->session[i - 1].from_s > s.from_s) {
		h->session[i] = h->session[i - 1];
		i--;
	}
	h->session[i] = s;
	h->n++;
	bool early = i > 0 && h->session[i - 1].to_s > s.from_s;
	bool late = i + 1 < h->n && s.to_s > h->session[i + 1].from_s;
	return (!early && !late) || refuse(p, "profile.overlap", STR(""), e);
}

static bool read_session(struct place p, const struct json *v, struct hours_set *set,
			 struct err *e)
{
	if (!v || v->type != JSON_ARR || v->n != 3) {
		return refuse(p, "profile.session", STR(""), e);
	}
	unsigned bits;
	struct session s;
	if (!weekdays_parse(element_str(v, 0), &bits)) {
		return refuse(at_index(p, 0), "profile.weekday", element_str(v, 0), e);
	}
	if (!clock_parse(element_str(v, 1), &s.from_s)) {
		return refuse(at_index(p, 1), "profile.time", element_str(v, 1), e);
	}
	if (!clock_parse(element_str(v, 2), &s.to_s) || s.to_s <= s.from_s) {
		return refuse(at_index(p, 2), "profile.time", element_str(v, 2), e);
	}
	for (int i = 0; i < WEEKDAYS; i++) {
		if (bits >> i & 1 && !add_session(p, &set->weekday[i], s, e)) {
			return false;
		}
	}
	return true;
}

static bool read_sessions(struct place p, const struct json *obj, struct hours_set *set,
			  struct err *e)
{
	const struct json *list;
	if (!take_arr(p, obj, "sessions", SESSIONS_A_DAY * WEEKDAYS, &list, e)) {
		return false;
	}
	if (json_len(list) == 0) {
		return refuse(at_name(p, "sessions"), "profile.empty", STR(""), e);
	}
	for (size_t i = 0; i < list->n; i++) {
		if (!read_session(at_index(at_name(p, "sessions"), i), json_at(list, i), set, e)) {
			return false;
		}
	}
	return true;
}

static bool read_from(struct place p, const struct json *obj, struct day *out, struct err *e)
{
	struct str text;
	if (!take_str(p, obj, "from", &text, e)) {
		return false;
	}
	*out = (struct day){ INT32_MIN };
	struct err ignored;
	if (text.n > 0 && !day_parse(text, out, &ignored)) {
		return refuse(at_name(p, "from"), "profile.time", text, e);
	}
	return true;
}

/* The dated sets, or the one set that the profile itself is. */
static bool read_sets(struct place p, const struct json *obj, struct profile *out, struct err *e)
{
	const struct json *list;
	if (!take_arr(p, obj, "sets", PROFILE_SETS, &list, e)) {
		return false;
	}
	out->sets = list ? list->n : 1;
	out->set = arena_array(p.arena, struct hours_set, out->sets);
	if (!list) {
		return read_from(p, obj, &out->set[0].from, e) &&
		       read_sessions(p, obj, &out->set[0], e);
	}
	if (out->sets == 0) {
		return refuse(at_name(p, "sets"), "profile.empty", STR(""), e);
	}
	for (size_t i = 0; i < out->sets; i++) {
		struct place here = at_index(at_name(p, "sets"), i);
		const struct json *v = json_at(list, i);
		if (!read_from(here, v, &out->set[i].from, e) ||
		    !read_sessions(here, v, &out->set[i], e)) {
			return false;
		}
		if (i > 0 && out->set[i].from.n <= out->set[i - 1].from.n) {
			return refuse(at_name(here, "from"), "profile.order", STR(""), e);
		}
	}
	return true;
}

static bool read_closed(struct place p, const struct json *obj, struct profile *out,
			struct err *e)
{
	const struct json *list;
	if (!take_arr(p, obj, "closed", CLOSED_DAYS, &list, e)) {
		return false;
	}
	out->closeds = json_len(list);
	out->closed = arena_array(p.arena, struct month_day, out->closeds);
	for (size_t i = 0; i < out->closeds; i++) {
		struct month_day *d = &out->closed[i];
		struct str text = element_str(list, i);
		/* 2000 is a leap year: 02-29 is a day. */
		if (!pair_parse(text, '-', &d->month, &d->day) ||
		    !day_valid(2000, d->month, d->day)) {
			return refuse(at_index(at_name(p, "closed"), i), "profile.closed", text, e);
		}
	}
	return true;
}

/* "+07:00" as seconds. */
static bool offset_parse(struct str s, int32_t *out)
{
	int hour, minute;

	if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') ||
	    !pair_parse(str_sub(s, 1, s.n), ':', &hour, &minute) || hour > 18 || minute > 59) {
		return false;
	}
	*out = (hour * 3600 + minute * 60) * (s.p[0] == '-' ? -1 : 1);
	return true;
}

static bool read_offset(struct place p, const struct json *obj, int32_t *out, struct err *e)
{
	struct str text;
	*out = ZONE_S;
	if (!take_str(p, obj, "utc_offset", &text, e)) {
		return false;
	}
	if (text.n > 0 && !offset_parse(text, out)) {
		return refuse(at_name(p, "utc_offset"), "profile.time", text, e);
	}
	return true;
}

/* The law's calendar is Vietnam's. */
static bool check_offset(struct place p, const struct json *obj, const struct profile *got,
			 struct err *e)
{
	return got->offset_s == ZONE_S || refuse(at_name(p, "utc_offset"), "profile.offset",
						 json_str(obj, "utc_offset"), e);
}

static bool read_cutoff(struct place p, const struct json *obj, int64_t *out, struct err *e)
{
	struct str text;
	int32_t cutoff = CUTOFF_DEFAULT_S;
	if (!take_str(p, obj, "cutoff", &text, e)) {
		return false;
	}
	if (text.n > 0 && !clock_parse(text, &cutoff)) {
		return refuse(at_name(p, "cutoff"), "profile.time", text, e);
	}
	*out = cutoff;
	return true;
}

static bool read_one(struct place p, const struct json *obj, struct profile *out, struct err *e)
{
	if (!obj || obj->type != JSON_OBJ) {
		return refuse(p, "profile.type", STR(""), e);
	}
	return read_offset(p, obj, &out->offset_s, e) && take_str(p, obj, "id", &out->id, e) &&
	       take_str(p, obj, "name_vi", &out->name_vi, e) &&
	       take_str(p, obj, "name_en", &out->name_en, e) &&
	       take_str(p, obj, "source", &out->source, e) &&
	       read_cutoff(p, obj, &out->cutoff_s, e) && read_sets(p, obj, out, e) &&
	       read_closed(p, obj, out, e);
}

static bool read_alone(struct arena *a, struct str text, bool any_zone, struct profile *out,
		       struct err *e)
{
	const struct json *obj;
	struct profile profile = { 0 };
	struct place top = { .arena = a, .path = STR("$") };
	if (!json_parse(a, text, &obj, e) || !read_one(top, obj, &profile, e) ||
	    (!any_zone && !check_offset(top, obj, &profile, e))) {
		return false;
	}
	*out = profile;
	return true;
}

bool profile_read(struct arena *a, struct str text, struct profile *out, struct err *e)
{
	return read_alone(a, text, false, out, e);
}

bool profile_read_zoned(struct arena *a, struct str text, struct profile *out, struct err *e)
{
	return read_alone(a, text, true, out, e);
}

bool profiles_read(struct arena *a, struct str text, struct profile **out, size_t *n,
		   struct err *e)
{
	const struct json *obj;
	const struct json *list;
	struct place top = { .arena = a, .path = STR("$") };
	if (!json_parse(a, text, &obj, e) ||
	    !take_arr(top, obj, "profiles", PROFILE_SETS, &list, e)) {
		return false;
	}
	if (json_len(list) == 0) {
		return refuse(at_name(top, "profiles"), "profile.empty", STR(""), e);
	}
	struct profile *profile = arena_array(a, struct profile, list->n);
	for (size_t i = 0; i < list->n; i++) {
		struct place here = at_index(at_name(top, "profiles"), i);
		if (!read_one(here, json_at(list, i), &profile[i], e) ||
		    !check_offset(here, json_at(list, i), &profile[i], e)) {
			return false;
		}
		if (profile[i].id.n == 0) {
			return refuse(at_name(here, "id"), "profile.id", STR(""), e);
		}
		if (profile_find(profile, i, profile[i].id)) {
			return refuse(at_name(here, "id"), "profile.duplicate", profile[i].id, e);
		}
	}
	*out = profile;
	*n = list->n;
	return true;
}

const struct profile *profile_find(const struct profile *list, size_t n, struct str id)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i].id, id)) {
			return &list[i];
		}
	}
	return NULL;
}
