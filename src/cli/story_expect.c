/* `expect …`: the last act, the ledger, lists, rates. */
#include "story.h"

#include "app/sums.h"

#include "core/lateness.h"

#include "base/limits.h"

#include <string.h>

static struct str sentence_of(struct story *t, const struct err *why)
{
	struct buf b;
	buf_init(&b, LIMIT_ENTRY);
	buf_fmt(&b, "%s: ", why->key);
	text_err(&b, t->c->lang, why);
	struct str s = str_dup(&t->step, buf_view(&b));
	buf_done(&b);
	return s;
}

/* ---- the last act ---- */

static bool need_act(struct story *t, const struct sentence *s, struct err *e)
{
	return t->acted || story_mistake(s, "story.no_act", STR(""), e);
}

static bool expect_ok(struct story *t, const struct sentence *s, struct err *e)
{
	if (!need_act(t, s, e)) {
		return false;
	}
	t->pending = false;
	story_result(t, s, t->answer.ok,
		     t->answer.ok ? STR("") : sentence_of(t, &t->answer.err));
	return true;
}

/* "right.*" stands for all that begin so. */
static bool code_matches(struct str want, const char *have)
{
	if (str_ends(want, STR("*"))) {
		return str_starts(str_of(have), str_sub(want, 0, want.n - 1));
	}
	return str_is(want, have);
}

static bool expect_refused(struct story *t, const struct sentence *s, struct err *e)
{
	struct str want;
	struct app_last now;
	if (!need_act(t, s, e) || !story_need(s, 2, &want, e) ||
	    !app_last(t->app, &now, e)) {
		return false;
	}
	t->pending = false;
	if (t->answer.ok) {
		story_result(t, s, false, STR("ok"));
		return true;
	}
	bool holds = code_matches(want, t->answer.err.key) && now.seq == t->before.seq;
	const struct refusal *r = refusal_find(t->answer.err.key);
	if (s->n > 3) {
		holds = holds && r && str_is(story_word(s, 3), r->rule);
	}
	story_result(t, s, holds, sentence_of(t, &t->answer.err));
	return true;
}

static bool expect_unchanged(struct story *t, const struct sentence *s, struct err *e)
{
	struct app_last now;
	struct hash root;
	if (!app_last(t->app, &now, e) || !app_root(t->app, &root, e)) {
		return false;
	}
	story_result(t, s, now.seq == t->before.seq && hash_eq(root, t->root_before),
		     str_fmt(&t->step, "+%lld", (long long)(now.seq - t->before.seq)));
	return true;
}

static bool expect_entries(struct story *t, const struct sentence *s, struct err *e)
{
	int64_t want;
	if (!str_to_int64(story_word(s, 2), &want)) {
		return story_mistake(s, "story.number", story_word(s, 2), e);
	}
	story_result(t, s, t->written == want,
		     str_fmt(&t->step, "%lld", (long long)t->written));
	return true;
}

static struct str joined_kinds(struct story *t, const struct entry_list *list)
{
	struct str all = { 0 };
	for (size_t i = 0; i < list->n; i++) {
		all = str_fmt(&t->step, "%.*s%s%s", STR_ARG(all), i > 0 ? " " : "",
			      kind_name(list->entry[i].kind));
	}
	return all;
}

static struct str joined_words(struct story *t, const struct sentence *s, size_t from)
{
	struct str all = { 0 };
	for (size_t i = from; i < s->n; i++) {
		all = str_fmt(&t->step, "%.*s%s%.*s", STR_ARG(all), i > from ? " " : "",
			      STR_ARG(story_word(s, i)));
	}
	return all;
}

static bool expect_kinds(struct story *t, const struct sentence *s, struct err *e)
{
	struct entry_list list;
	if (!app_range(t->app, &t->step, t->before.seq + 1, t->before.seq + t->written,
		       &list, e)) {
		return false;
	}
	struct str have = joined_kinds(t, &list);
	story_result(t, s, str_eq(have, joined_words(t, s, 2)), have);
	return true;
}

static bool expect_answer(struct story *t, const struct sentence *s, struct err *e)
{
	struct str name, want;
	if (!need_act(t, s, e) || !story_need(s, 2, &name, e) ||
	    !story_need(s, 4, &want, e)) {
		return false;
	}
	const struct json *v = json_get(t->answer.made, str_cstr(&t->step, name));
	struct buf b;
	buf_init(&b, LIMIT_ENTRY);
	if (v && v->type != JSON_STR) {
		json_write(&b, v);
	} else if (v) {
		buf_str(&b, v->s);
	}
	struct str have = str_dup(&t->step, buf_view(&b));
	buf_done(&b);
	story_result(t, s, v && str_eq(have, story_ref(t, want)), have);
	return true;
}

static bool expect_child(struct story *t, const struct sentence *s, struct err *e)
{
	struct str name, what;
	if (!story_need(s, 2, &name, e) || !story_need(s, 3, &what, e)) {
		return false;
	}
	for (size_t i = 0; i < t->children; i++) {
		const struct child *c = &t->child[i];
		if (!str_eq(c->name, name)) {
			continue;
		}
		bool holds = str_is(what, "ok") ? !c->refused && t->answer.ok :
			     c->refused && code_matches(story_word(s, 4), c->refused);
		story_result(t, s, holds, c->refused ? str_of(c->refused) : STR("ok"));
		return true;
	}
	return story_mistake(s, "story.name", name, e);
}

/* ---- the timeline ---- */

/* A member as the story writes it: a word, a key, a name of its own. */
static bool member_is(struct story *t, const struct json *v, struct str want)
{
	char id[ID_TEXT];
	int64_t n;
	if (!v) {
		return false;
	}
	if (v->type == JSON_INT) {
		return str_to_int64(want, &n) && n == v->i;
	}
	if (v->type == JSON_TRUE || v->type == JSON_FALSE) {
		return str_is(want, v->type == JSON_TRUE ? "yes" : "no");
	}
	const struct unit *u = org_unit_by_key(app_org(t->app), want);
	const struct person *p = org_person_by_key(app_org(t->app), want);
	int64_t at, have;
	struct err ignored;
	return str_eq(v->s, want) || str_eq(v->s, story_ref(t, want)) ||
	       (u && str_is(v->s, id_text('u', u->id.v, id))) ||
	       (p && str_is(v->s, id_text('p', p->id.v, id))) ||
	       (story_instant(t, want, &at) && instant_parse(v->s, &have, &ignored) &&
		at == have);
}

static bool entry_is(struct story *t, const struct entry *en, const struct sentence *s)
{
	int64_t at;
	if (!str_is(story_word(s, 4), kind_name(en->kind))) {
		return false;
	}
	for (size_t i = 5; i < s->n; i++) {
		const struct word *w = &s->word[i];
		if (str_is(w->name, "at")) {
			if (!story_instant(t, w->text, &at) || at != en->at) {
				return false;
			}
		} else if (!member_is(t, json_get(en->body, str_cstr(&t->step, w->name)),
				      w->text)) {
			return false;
		}
	}
	return true;
}

static bool expect_timeline(struct story *t, const struct sentence *s, struct err *e)
{
	const struct dossier *d;
	struct entry_list list;
	struct str how;
	if (!story_dossier(t, s, story_word(s, 2), &d, e) || !story_need(s, 3, &how, e) ||
	    !app_entries(t->app, &t->step, d->id, &list, e)) {
		return false;
	}
	struct str have = joined_kinds(t, &list);
	if (str_is(how, "=")) {
		story_result(t, s, str_eq(have, joined_words(t, s, 4)), have);
		return true;
	}
	bool found = false;
	for (size_t i = 0; i < list.n; i++) {
		found = found || entry_is(t, &list.entry[i], s);
	}
	if (kind_of(story_word(s, 4)) == KIND_NONE) {
		return story_mistake(s, "story.kind", story_word(s, 4), e);
	}
	story_result(t, s, found == str_is(how, "contains"), have);
	return true;
}

/* ---- lists ---- */

static bool filter_of(const struct sentence *s, struct list_filter *f, size_t *i,
		      struct err *e)
{
	struct str what = story_word(s, 2), who = story_word(s, 3);
	*f = (struct list_filter){ .limit = 1000 };
	*i = 4;
	if (str_is(what, "late")) {
		f->late = true;
	} else if (str_is(what, "open")) {
		f->open = true;
	} else if (str_is(what, "unit")) {
		f->unit = who;
		*i = 5;
	} else if (str_is(what, "person")) {
		f->person = who;
		*i = 5;
	} else if (str_is(what, "state")) {
		f->state = who;
		*i = 5;
	} else if (!str_is(what, "all")) {
		return story_mistake(s, "story.list", what, e);
	}
	return str_is(story_word(s, *i - 1), "=") ||
	       story_mistake(s, "story.list", story_word(s, *i - 1), e);
}

static bool row_wanted(struct story *t, const struct sentence *s, size_t from,
		       struct dossier_id id)
{
	char text[ID_TEXT];
	id_text('d', id.v, text);
	for (size_t i = from; i < s->n; i++) {
		const struct str *named = map_get(&t->names, story_word(s, i));
		if (named && str_is(*named, text)) {
			return true;
		}
	}
	return false;
}

static bool expect_list(struct story *t, const struct sentence *s, struct err *e)
{
	struct list_filter f;
	struct list_page page;
	size_t from;
	if (!filter_of(s, &f, &from, e)) {
		return false;
	}
	size_t wanted = str_is(story_word(s, from), "none") ? 0 : s->n - from;
	for (size_t i = 0; i < wanted; i++) {
		if (!map_get(&t->names, story_word(s, from + i))) {
			return story_mistake(s, "story.name", story_word(s, from + i), e);
		}
	}
	if (!app_list(t->app, &t->step, &f, &page, e)) {
		return false;
	}
	struct str have = { 0 };
	bool holds = page.n == wanted;
	for (size_t i = 0; i < page.n; i++) {
		holds = holds && row_wanted(t, s, from, page.row[i].id);
		have = str_fmt(&t->step, "%.*s %.*s", STR_ARG(have),
			       STR_ARG(page.row[i].code));
	}
	story_result(t, s, holds, have.n > 0 ? have : STR("none"));
	return true;
}

static bool expect_obligations(struct story *t, const struct sentence *s, struct err *e)
{
	int64_t have, want;
	if (!str_to_int64(story_word(s, 4), &want)) {
		return story_mistake(s, "story.number", story_word(s, 4), e);
	}
	if (!app_obligations(t->app, story_word(s, 2), &have, e)) {
		return false;
	}
	story_result(t, s, have == want, str_fmt(&t->step, "%lld", (long long)have));
	return true;
}

/* ---- rates and lateness ---- */

/* The words after what is counted: [of UNIT] = WANT [from DAY to DAY]. */
struct counted {
	struct str agency, want;
	struct period p;
};

static bool counted_of(struct story *t, const struct sentence *s, struct counted *out,
		       struct err *e)
{
	size_t i = 3;
	struct day last;
	struct err why;
	*out = (struct counted){ .p = { .from = 0, .to = app_now(t->app) + 1 } };
	if (str_is(story_word(s, i), "of")) {
		out->agency = story_word(s, i + 1);
		i += 2;
	}
	out->want = story_word(s, i + 1);
	i += 2;
	if (!str_is(story_word(s, i), "from")) {
		return true;
	}
	if (!story_instant(t, story_word(s, i + 1), &out->p.from) ||
	    !day_parse(story_word(s, i + 3), &last, &why)) {
		return story_mistake(s, "story.time", story_word(s, i + 1), e);
	}
	out->p.to = (int64_t)(last.n + 1) * DAY_S - ZONE_S;
	return true;
}

/* What is counted dossier by dossier, and again from the sums of days: what both say of
 * whole days must agree, or no expectation holds. */
static bool count_twice(struct story *t, const struct counted *c, struct rates *out, bool *agree,
			struct err *e)
{
	struct days days = { day_of(c->p.from), { day_of(c->p.to - 1).n + 1 } };
	const struct unit *agency = org_unit_by_key(app_org(t->app), c->agency);
	struct sums sums;
	if (!app_rates(t->app, c->agency, c->p, out, e) ||
	    !app_sums(t->app, &t->step, days, &sums, e)) {
		return false;
	}
	struct rates r = c->agency.n == 0 ? sums_total(&sums)
			 : agency ? sums_of(&sums, agency->id) : (struct rates){ 0 };
	r.imported = out->imported;
	r.open_in_time = out->open_in_time;
	r.open_late = out->open_late;
	*agree = memcmp(&r, out, sizeof(r)) == 0;
	return true;
}

/* rate official|lived|online [of UNIT] = N/M [from DAY to DAY] */
static bool expect_rate(struct story *t, const struct sentence *s, struct err *e)
{
	struct rates r;
	struct counted c;
	bool agree;
	struct str which = story_word(s, 2);
	if (!counted_of(t, s, &c, e) || !count_twice(t, &c, &r, &agree, e)) {
		return false;
	}
	int64_t part = r.early + r.on_time, all = part + r.late;
	if (str_is(which, "lived")) {
		part = r.lived_on_time;
		all = part + r.lived_late + r.lived_open_late;
	} else if (str_is(which, "online")) {
		part = r.received_online_self + r.received_online_helped;
		all = part + r.received_direct;
	} else if (!str_is(which, "official")) {
		return story_mistake(s, "story.rate", which, e);
	}
	struct str have = str_fmt(&t->step, "%lld/%lld", (long long)part, (long long)all);
	story_result(t, s, agree && str_eq(have, c.want), agree ? have : STR("two counts"));
	return true;
}

/* count COLUMN [of UNIT] = N [from DAY to DAY] */
static bool expect_count(struct story *t, const struct sentence *s, struct err *e)
{
	struct rates r;
	struct counted c;
	bool agree;
	if (!counted_of(t, s, &c, e) || !count_twice(t, &c, &r, &agree, e)) {
		return false;
	}
	const struct {
		const char *name;
		int64_t n;
	} column[] = {
		{ "online-self", r.received_online_self },
		{ "online-helped", r.received_online_helped },
		{ "direct", r.received_direct }, { "carried", r.carried },
		{ "early", r.early }, { "on-time", r.on_time }, { "late", r.late },
		{ "open-in-time", r.open_in_time }, { "open-late", r.open_late },
		{ "lived-on-time", r.lived_on_time }, { "lived-late", r.lived_late },
		{ "lived-open-late", r.lived_open_late }, { "imported", r.imported },
	};
	for (size_t i = 0; i < ARRAY_LEN(column); i++) {
		if (str_is(story_word(s, 2), column[i].name)) {
			struct str have = str_fmt(&t->step, "%lld", (long long)column[i].n);
			story_result(t, s, agree && str_eq(have, c.want),
				     agree ? have : STR("two counts"));
			return true;
		}
	}
	return story_mistake(s, "story.rate", story_word(s, 2), e);
}

static int64_t share_of(struct story *t, const struct lateness *l, struct str unit)
{
	int64_t sum = 0;
	for (size_t i = 0; i < l->shares; i++) {
		struct str text = party_text(t->app, &t->step, &l->share[i].account);
		struct str key, rest;
		(void)str_cut(text, ' ', &key, &rest);
		sum += str_eq(key, unit) ? l->share[i].late_s : 0;
	}
	return sum;
}

/* lateness D [UNIT] = SECONDS, measured from the due date of today, else from
 * the first promise */
static bool expect_lateness(struct story *t, const struct sentence *s, struct err *e)
{
	const struct dossier *d;
	struct lateness l;
	int64_t want;
	bool all = str_is(story_word(s, 3), "=");
	struct str text = story_word(s, all ? 4 : 5);
	if (!story_dossier(t, s, story_word(s, 2), &d, e)) {
		return false;
	}
	if (text.n == 0 || !story_seconds(text, WORKING_DAY_S, &want)) {
		return story_mistake(s, "story.seconds", text, e);
	}
	int64_t promise = d->due != INSTANT_NONE ? d->due : d->first_due;
	lateness_split(&t->step, d, promise, app_now(t->app), &l);
	int64_t have = all ? l.late_s : share_of(t, &l, story_word(s, 3));
	story_result(t, s, have == want, str_fmt(&t->step, "%lld", (long long)have));
	return true;
}

/* ---- the store ---- */

static bool expect_next_tick(struct story *t, const struct sentence *s, struct err *e)
{
	int64_t have, want = INSTANT_NONE;
	size_t i = 2;
	if (!str_is(story_word(s, 2), "none") && !story_moment(t, s, &i, &want, e)) {
		return false;
	}
	if (!app_next_tick(t->app, app_now(t->app), &have, e)) {
		return false;
	}
	story_result(t, s, have == want, story_moment_text(&t->step, have));
	return true;
}

static bool expect_verify(struct story *t, const struct sentence *s, struct err *e)
{
	struct app_verified v;
	struct err why;
	bool sound = app_verify(t->app, (struct progress){ 0 }, &v, &why);
	(void)e;
	if (str_is(story_word(s, 2), "refused")) {
		story_result(t, s, !sound && code_matches(story_word(s, 3), why.key),
			     sound ? STR("ok") : sentence_of(t, &why));
		return true;
	}
	story_result(t, s, sound, sound ? STR("") : sentence_of(t, &why));
	return true;
}

static const struct {
	const char *name;
	bool (*fn)(struct story *t, const struct sentence *s, struct err *e);
} expectations[] = {
	{ "ok", expect_ok }, { "refused", expect_refused },
	{ "unchanged", expect_unchanged }, { "entries", expect_entries },
	{ "kinds", expect_kinds }, { "answer", expect_answer }, { "child", expect_child },
	{ "timeline", expect_timeline }, { "list", expect_list },
	{ "obligations", expect_obligations }, { "owes", story_owes },
	{ "established", story_established },
	{ "rate", expect_rate }, { "count", expect_count },
	{ "lateness", expect_lateness }, { "next-tick", expect_next_tick },
	{ "verify", expect_verify },
};

bool story_expect(struct story *t, const struct sentence *s, struct err *e)
{
	struct str what;
	if (!story_need(s, 1, &what, e)) {
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(expectations); i++) {
		if (str_is(what, expectations[i].name)) {
			return expectations[i].fn(t, s, e);
		}
	}
	return story_fact(t, s, e);
}
