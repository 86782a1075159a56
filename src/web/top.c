/* Heads of pages. */
#include "top.h"

#include "guard.h"
#include "web_int.h"
#include "words.h"

#include "app/apology.h"
#include "app/inbox.h"
#include "app/opinions.h"
#include "app/unit_view.h"

/* The same page in the other language: a switch that comes back here. */
static struct str other_lang(const struct exchange *x)
{
	const char *lang = x->lang == TEXT_VI ? "en" : "vi";
	struct str back = x->in->method == HTTP_POST ? STR("/") : x->in->target;
	return str_fmt(x->a, "/language/%s?back=%.*s", lang, STR_ARG(http_encode(x->a, back)));
}

/* Whose system this is, as it is called today: the top of the tree. Empty where the
 * server refuses before it looks into the store. */
struct str top_province(const struct exchange *x)
{
	if (!x->app) {
		return STR("");
	}
	const struct org *o = app_org(x->app);
	struct day today = day_of(x->now);
	for (size_t i = 0; i < o->units; i++) {
		const struct unit *u = o->unit[i];
		const struct unit_attr *attr = unit_exists(u, today) ? unit_on(u, today) : NULL;
		if (attr && attr->parent.v == 0 && u->agency_code.n > 0) {
			return attr->name;
		}
	}
	return STR("");
}

/* A demonstration says so on every page, and what time it is there. */
static void put_demo(const struct exchange *x, struct top_view *v)
{
	if (!x->app || app_mode_of(x->app) != APP_DEMO) {
		return;
	}
	v->demo_clock = words_moment(x, x->now);
	if (x->web->o.living) {
		v->demo_jump = STR("/demo/jump");
		v->demo_back = x->in->method == HTTP_POST ? STR("") : x->in->target;
	}
}

struct top_view top_public(const struct exchange *x, struct str title, enum section section)
{
	struct link_view *nav = arena_array(x->a, struct link_view, 3);
	nav[0] = (struct link_view){ words0(x, "nav.procedures"), STR("/procedures"), 0,
				     section == SECTION_PROCEDURES };
	nav[1] = (struct link_view){ words0(x, "nav.track"), STR("/track"), 0,
				     section == SECTION_TRACK };
	nav[2] = (struct link_view){ words0(x, "nav.figures"), STR("/figures"), 0,
				     section == SECTION_FIGURES };
	struct top_view v = {
		.title = title, .home = STR("/"), .unit = top_province(x),
		.nav = { nav, 3 }, .other_lang = other_lang(x),
	};
	put_demo(x, &v);
	return v;
}

struct top_view top_bare(const struct exchange *x, struct str title, struct str home)
{
	struct top_view v = { .title = title, .home = home, .unit = top_province(x) };
	put_demo(x, &v);
	v.demo_jump = v.demo_back = STR("");
	return v;
}

/* ---- inside ---- */

static const struct {
	enum who who;
	const char *path, *key;
} sections[] = {
#define NAV(who, path, key) { WHO_##who, path, "nav." #key },
#define UNDER(path, section)
#include "nav.def"
#undef NAV
#undef UNDER
};

static const struct {
	const char *path, *section;
} under[] = {
#define NAV(who, path, key)
#define UNDER(path, section) { path, section },
#include "nav.def"
#undef NAV
#undef UNDER
};

static bool within(struct str path, struct str part)
{
	return str_starts(path, part) && (path.n == part.n || path.p[part.n] == '/');
}

/* The longest section that the path lies in: /counter/online is not /counter. */
static size_t current(const struct exchange *x, const struct link_view *nav, size_t n)
{
	size_t best = n, length = 0;
	struct str path = x->in->path;
	for (size_t i = 0; i < ARRAY_LEN(under); i++) {
		path = within(x->in->path, str_of(under[i].path)) ? str_of(under[i].section)
								   : path;
	}
	for (size_t i = 0; i < n; i++) {
		struct str href = nav[i].href;
		if (within(path, href) && href.n > length) {
			best = i;
			length = href.n;
		}
	}
	return best;
}

/* What waits there, beside its words. Figures that cannot be had are left out. */
static void put_counts(const struct exchange *x, struct link_view *nav, size_t n)
{
	bool counter = guard_may(x, WHO_COUNTER);
	struct counter_counts c = { 0 };
	int64_t opinions = 0, late = 0, apologies = 0;
	struct err e;
	if (counter && !app_counter_counts(x->app, x->seat.unit, &c, &e)) {
		c = (struct counter_counts){ 0 };
	}
	if (!app_opinions_count(x->app, x->seat.unit, x->now, &opinions, &late, &e)) {
		opinions = 0;
	}
	if (guard_may(x, WHO_LEADER) &&
	    !app_apologies_count(x->app, x->seat.unit, &apologies, &e)) {
		apologies = 0;
	}
	for (size_t i = 0; i < n; i++) {
		nav[i].count = str_is(nav[i].href, "/counter/online") ? c.online
			     : str_is(nav[i].href, "/counter/ready") ? c.ready
			     : str_is(nav[i].href, "/unit") ? apologies
			     : str_is(nav[i].href, "/opinions") ? opinions : nav[i].count;
	}
}

static struct str seat_words(const struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct seat s = { x->seat.unit, x->seat.post, x->person };
	struct seat_label l = label_seat(x->app, &ask, s, x->now);
	return words_seat(x, &l);
}

struct str top_token(const struct exchange *x)
{
	char token[FORM_TOKEN_TEXT];
	return str_dup(x->a, str_of(session_form_token(&x->login, token)));
}

/* So many sections stand in one row with the name of the office. */
enum { SECTIONS_BESIDE = 5 };

static struct str owner(const struct exchange *x)
{
	char text[OWNER_TEXT];
	return str_dup(x->a, str_of(session_owner(&x->login, text)));
}

/* The person's menu. */
static const struct {
	enum who who;
	const char *path, *key;
} menu[] = {
	{ WHO_COUNTER, "/counter/batch", "nav.batch" },
	{ WHO_STAFF, "/batches", "nav.batches" },
	{ WHO_STAFF, "/own", "own.title" },
	{ WHO_STAFF, "/score", "score.own" },
	{ WHO_STAFF, "/unit/absences", "own.absences" },
	{ WHO_STAFF, "/signals", "signals.title" },
	{ WHO_STAFF, "/inspections", "inspections.title" },
	{ WHO_SELF, "/switch", "switch.title" },
	{ WHO_SELF, "/own/password", "own.password" },
};

struct top_view top_inside(const struct exchange *x, struct str title)
{
	struct link_view *nav = arena_array(x->a, struct link_view, ARRAY_LEN(sections));
	struct link_view *own = arena_array(x->a, struct link_view, ARRAY_LEN(menu));
	size_t n = 0;
	for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
		if (guard_may(x, sections[i].who)) {
			nav[n++] = (struct link_view){ words0(x, sections[i].key),
						       str_of(sections[i].path), 0, false };
		}
	}
	put_counts(x, nav, n);
	size_t here = current(x, nav, n);
	if (here < n) {
		nav[here].current = true;
	}
	size_t owns = 0;
	for (size_t i = 0; i < ARRAY_LEN(menu); i++) {
		if (guard_may(x, menu[i].who)) {
			own[owns++] = (struct link_view){ words0(x, menu[i].key),
							  str_of(menu[i].path), 0, false };
		}
	}
	struct top_view v = {
		.title = title, .home = STR("/work"), .unit = seat_words(x), .nav = { nav, n },
		.other_lang = other_lang(x), .person = x->name, .own = { own, owns },
		.sign_out = STR("/sign-out"),
		.token = top_token(x), .owner = owner(x), .many = n > SECTIONS_BESIDE,
		.search = guard_may(x, WHO_STAFF),
	};
	put_demo(x, &v);
	return v;
}

struct str top_form_key(const struct exchange *x)
{
	uint8_t bytes[12];
	app_random(x->app, bytes, sizeof(bytes));
	return str_fmt(x->a, "w-%.*s", STR_ARG(hex_text(x->a, bytes, sizeof(bytes))));
}
