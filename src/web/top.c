/* Heads of pages. */
#include "top.h"

#include "web_int.h"
#include "words.h"

/* The same page in the other language: a switch that comes back here. */
static struct str other_lang(const struct exchange *x)
{
	const char *lang = x->lang == TEXT_VI ? "en" : "vi";
	struct str back = x->in->method == HTTP_POST ? STR("/") : x->in->target;
	return str_fmt(x->a, "/language/%s?back=%.*s", lang, STR_ARG(http_encode(x->a, back)));
}

/* Whose system this is, as it is called today: the top of the tree. */
static struct str province_name(const struct exchange *x)
{
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

struct top_view top_public(const struct exchange *x, struct str title, enum section section)
{
	struct link_view *nav = arena_array(x->a, struct link_view, 2);
	nav[0] = (struct link_view){ words0(x, "nav.procedures"), STR("/procedures"), 0,
				     section == SECTION_PROCEDURES };
	nav[1] = (struct link_view){ words0(x, "nav.track"), STR("/track"), 0,
				     section == SECTION_TRACK };
	return (struct top_view){
		.title = title, .home = STR("/"), .unit = province_name(x),
		.nav = { nav, 2 }, .other_lang = other_lang(x),
	};
}
