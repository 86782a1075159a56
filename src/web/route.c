/* Finding the row of an address. */
#include "route.h"

#include "api.h"
#include "page_accounts.h"
#include "page_admin.h"
#include "page_away.h"
#include "page_batch.h"
#include "page_board.h"
#include "page_bulk.h"
#include "page_bundle.h"
#include "page_calendars.h"
#include "page_check.h"
#include "page_contests.h"
#include "page_copies.h"
#include "page_counter.h"
#include "page_demo.h"
#include "page_digest.h"
#include "page_dossier.h"
#include "page_escalations.h"
#include "page_factor.h"
#include "page_factor_units.h"
#include "page_fees.h"
#include "page_figures.h"
#include "page_flow.h"
#include "page_files.h"
#include "page_find.h"
#include "page_forms.h"
#include "page_handout.h"
#include "page_health.h"
#include "page_home.h"
#include "page_hooks.h"
#include "page_late_soon.h"
#include "page_law.h"
#include "page_log.h"
#include "page_own.h"
#include "page_people.h"
#include "page_procedure.h"
#include "page_apology.h"
#include "page_promised.h"
#include "page_proved.h"
#include "page_queue.h"
#include "page_records.h"
#include "page_rules.h"
#include "owed.h"
#include "page_inspections.h"
#include "page_matter.h"
#include "page_signals.h"
#include "page_reform.h"
#include "page_reform_people.h"
#include "page_scope.h"
#include "page_score.h"
#include "page_silence.h"
#include "page_then.h"
#include "page_search.h"
#include "page_sign.h"
#include "page_signer.h"
#include "page_switch.h"
#include "page_tokens.h"
#include "page_track.h"
#include "page_try.h"
#include "page_unit.h"
#include "page_units.h"
#include "page_versions.h"
#include "page_whatif.h"
#include "page_work.h"

#include "app/reform_places.h"

#include "base/limits.h"

/* More than a file may have: who sends too much is told so by the page, if it is not
 * absurd, instead of being cut off. */
enum { UPLOAD_MOST = 4 * LIMIT_FILE };

/* Law that was packed; beside it what the form says. */
enum { LAW_MOST = LIMIT_LAW + (64 << 10) };

/* A table of people; beside it what the form says. */
enum { PLACES_MOST_BODY = PLACES_BYTES + (64 << 10) };

/* The same as a text in JSON. */
enum { API_REFORM_MOST = 1 << 20 };

/* A command as `dunghen act` takes it. */
enum { API_ACT_MOST = LIMIT_LINE };

static const struct route routes[] = {
#define ROUTE(method, path, who, limit, handler) \
	{ HTTP_##method, path, WHO_##who, limit, #handler, handler, false, false, SCOPE_ANY },
#define UPLOAD(path, who, limit, handler) \
	{ HTTP_POST, path, WHO_##who, limit, #handler, handler, true, false, SCOPE_ANY },
#define TAKE(path, who, limit, handler) \
	{ HTTP_POST, path, WHO_##who, limit, #handler, handler, true, true, SCOPE_ANY },
#define API(method, path, scope, limit, handler) \
	{ HTTP_##method, path, WHO_TOKEN, limit, #handler, handler, false, false, SCOPE_##scope },
#include "routes.def"
#undef ROUTE
#undef UPLOAD
#undef TAKE
#undef API
};

size_t route_count(void)
{
	return ARRAY_LEN(routes);
}

const struct route *route_at(size_t i)
{
	return &routes[i];
}

enum fit { FIT_NO, FIT_PARAMETERS, FIT_WORDS };

static bool is_parameter(struct str part)
{
	return part.n > 1 && part.p[0] == '{';
}

/* The parts of `path` against those of `pattern`. */
static enum fit fit(struct str pattern, struct str path, struct str param[ROUTE_PARAMS])
{
	enum fit best = FIT_WORDS;
	size_t n = 0;
	bool more = true;
	while (more) {
		struct str want, part, want_rest = STR(""), part_rest = STR("");
		bool want_more = str_cut(pattern, '/', &want, &want_rest);
		bool part_more = str_cut(path, '/', &part, &part_rest);
		if (is_parameter(want)) {
			best = FIT_PARAMETERS;
			if (str_ends(want, STR("...}"))) {
				param[n] = path;
				return path.n > 0 ? best : FIT_NO;
			}
			if (part.n == 0) {
				return FIT_NO;
			}
			param[n++] = part;
		} else if (!str_eq(want, part)) {
			return FIT_NO;
		}
		if (want_more != part_more) {
			return FIT_NO;
		}
		more = want_more;
		pattern = want_rest;
		path = part_rest;
	}
	return best;
}

/* A part that means another place, or could be taken for one. */
static bool hostile(struct str part)
{
	if (str_is(part, ".") || str_is(part, "..")) {
		return true;
	}
	for (size_t i = 0; i < part.n; i++) {
		if ((unsigned char)part.p[i] < ' ' || part.p[i] == '\\' || part.p[i] == 0x7f) {
			return true;
		}
	}
	return false;
}

static bool decode_parts(struct arena *a, struct str path, struct str param[ROUTE_PARAMS])
{
	struct str rest = path, part, clear;
	bool more = true;
	while (more) {
		more = str_cut(rest, '/', &part, &rest);
		if (!http_decode(a, part, HTTP_PATH, &clear) || hostile(clear)) {
			return false;
		}
	}
	for (size_t i = 0; i < ROUTE_PARAMS; i++) {
		if (param[i].n > 0 && !http_decode(a, param[i], HTTP_PATH, &param[i])) {
			return false;
		}
	}
	return true;
}

static bool same_method(enum http_method asked, enum http_method row)
{
	return asked == row || (asked == HTTP_HEAD && row == HTTP_GET);
}

enum route_found route_find(struct arena *a, enum http_method method, struct str path,
			    const struct route **out, struct str param[ROUTE_PARAMS])
{
	enum fit best = FIT_NO;
	bool there = false;
	char first = '\0';
	if (path.n > 1) {
		first = path.p[1];
	}
	for (size_t i = 0; i < ARRAY_LEN(routes); i++) {
		/* Most rows begin otherwise: no need to take them apart. */
		if (routes[i].path[1] != first && routes[i].path[1] != '{') {
			continue;
		}
		struct str found[ROUTE_PARAMS] = { 0 };
		enum fit f = fit(str_of(routes[i].path), path, found);
		there = there || f != FIT_NO;
		if (f > best && same_method(method, routes[i].method)) {
			best = f;
			*out = &routes[i];
			for (size_t k = 0; k < ROUTE_PARAMS; k++) {
				param[k] = found[k];
			}
		}
	}
	if (best == FIT_NO) {
		return there ? ROUTE_METHOD : ROUTE_NONE;
	}
	return decode_parts(a, path, param) ? ROUTE_FOUND : ROUTE_BAD;
}
