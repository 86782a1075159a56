/* Reading rule sets, coded lists and posts. */
#include "law_build.h"

static const struct day no_end = { INT32_MAX };

static void duplicate(const struct place *p, struct str id)
{
	(void)err_set(fault_at(p), ERR_INVALID, "law.duplicate", "id",
		      str_cstr(p->faults->arena, id), NULL);
}

/* A field of a rule set: {"value", "mark", "source"}. */
static struct place marked(const struct place *fields, const char *name, struct rule_set *r)
{
	struct place at = place_member(fields, name);
	if (at.v == NULL) {
		(void)err_set(fault_at(fields), ERR_INVALID, "law.missing", "field", name, NULL);
		return at;
	}
	if (FIELDS_KNOWN(&at, "value", "mark", "source")) {
		r->mark[r->marks++] = (struct mark){ .field = str_of(name),
						     .mark = need_mark(&at),
						     .source = need_text(&at, "source") };
	}
	return at;
}

static int64_t marked_int(const struct place *fields, const char *name, int64_t max,
			  struct rule_set *r)
{
	struct place at = marked(fields, name, r);
	return at.v == NULL ? 0 : need_int(&at, "value", 0, max);
}

static int64_t marked_cutoff(const struct place *fields, struct rule_set *r)
{
	struct place at = marked(fields, "cutoff", r);
	struct str s = at.v == NULL ? (struct str){ .p = "" } : need_text(&at, "value");
	int64_t hour, minute;
	struct str h, m;
	if (s.n == 5 && str_cut(s, ':', &h, &m) && str_to_int64(h, &hour) &&
	    str_to_int64(m, &minute) && hour >= 0 && hour < 24 && minute >= 0 && minute < 60) {
		return hour * 3600 + minute * 60;
	}
	if (s.n > 0) {
		(void)err_set(fault_in(&at, "value"), ERR_INVALID, "law.time", "value",
			      str_cstr(at.faults->arena, s), NULL);
	}
	return 0;
}

static enum due_mode marked_mode(const struct place *fields, struct rule_set *r)
{
	struct place at = marked(fields, "due_mode", r);
	enum due_mode mode = DUE_DAY_CLOSE;
	struct str s = at.v == NULL ? (struct str){ .p = "" } : need_text(&at, "value");
	if (s.n > 0 && !due_mode_parse(s, &mode)) {
		(void)err_set(fault_in(&at, "value"), ERR_INVALID, "law.word", "value",
			      str_cstr(at.faults->arena, s), "words", "day_close, time_of_day",
			      NULL);
	}
	return mode;
}

static void forms_read(const struct place *fields, struct rule_set *r)
{
	struct place at = marked(fields, "forms", r);
	if (at.v == NULL) {
		return;
	}
	struct place v = place_member(&at, "value");
	if (v.v == NULL || !FIELDS_KNOWN(&v, "receipt", "supplement", "decline", "apology",
					 "apology_title", "stop", "control", "register")) {
		if (v.v == NULL) {
			(void)need_text(&at, "value");
		}
		return;
	}
	r->form_receipt = need_text(&v, "receipt");
	r->form_supplement = need_text(&v, "supplement");
	r->form_decline = need_text(&v, "decline");
	r->form_apology = need_text(&v, "apology");
	r->form_apology_title = may_text(&v, "apology_title");
	r->form_stop = may_text(&v, "stop");
	r->form_control = need_text(&v, "control");
	r->form_register = need_text(&v, "register");
}

/* Rule sets of before rule 32 name none. */
static void arbiters_read(const struct place *fields, struct rule_set *r)
{
	if (json_get(fields->v, "arbiters") == NULL) {
		return;
	}
	struct place at = marked(fields, "arbiters", r);
	struct place v = place_member(&at, "value");
	if (v.v == NULL || !FIELDS_KNOWN(&v, "one_agency", "one_tree", "no_tree")) {
		if (v.v == NULL) {
			(void)need_text(&at, "value");
		}
		return;
	}
	r->arbiters = (struct arbiters){ .one_agency = need_text(&v, "one_agency"),
					 .one_tree = need_text(&v, "one_tree"),
					 .no_tree = need_text(&v, "no_tree") };
}

/* Which criteria count; sets of before there were scores name none. */
static void criteria_named(const struct place *fields, struct rule_set *r)
{
	if (json_get(fields->v, "criteria") != NULL) {
		struct place at = marked(fields, "criteria", r);

		r->criterion = may_texts(&at, "value", &r->criteria);
	}
}

static void counts_read(const struct place *fields, struct rule_set *r)
{
	enum { MUST, MAY };
	enum { TIMES = 1, DAYS = 1, CDAYS = 1, MONEY = 1, PERCENT = 1, MINUTES = 60,
	       CMINUTES = 60, HOURS = 3600 };
	const struct { const char *name; int64_t *out; int64_t max, unit; int need; } count[] = {
#define RULE(name, member, unit, max, need) { #name, &r->member, max, unit, need },
#include "rule_counts.def"
#undef RULE
	};
	for (size_t i = 0; i < ARRAY_LEN(count); i++) {
		bool said = count[i].need == MUST || json_get(fields->v, count[i].name) != NULL;
		*count[i].out = said ? marked_int(fields, count[i].name, count[i].max, r) *
				       count[i].unit : 0;
	}
}

static void fields_read(const struct place *at, struct rule_set *r)
{
	struct place fields = place_member(at, "fields");
	if (fields.v == NULL) {
		(void)err_set(fault_at(at), ERR_INVALID, "law.missing", "field", "fields", NULL);
		return;
	}
	static const char *const known[] = {
		"due_mode", "cutoff", "extended_late_official", "forms", "arbiters", "criteria",
#define RULE(name, member, unit, max, need) #name,
#include "rule_counts.def"
#undef RULE
	};
	if (!fields_known(&fields, known, ARRAY_LEN(known))) {
		return;
	}
	r->mark = arena_array(at->faults->arena, struct mark, fields.v->n);
	r->due_mode = marked_mode(&fields, r);
	r->cutoff_s = marked_cutoff(&fields, r);
	struct place late = marked(&fields, "extended_late_official", r);
	r->extended_late_official = late.v != NULL && need_bool(&late, "value");
	criteria_named(&fields, r);
	counts_read(&fields, r);
	arbiters_read(&fields, r);
	forms_read(&fields, r);
}

static void rule_set_read(const struct place *at, struct rule_set *r)
{
	if (!FIELDS_KNOWN(at, "id", "base", "from", "to", "draft", "mark", "source", "fields")) {
		return;
	}
	r->id = need_text(at, "id");
	r->base = need_text(at, "base");
	r->from = need_day(at, "from");
	r->to = may_day(at, "to", no_end);
	r->draft = may_bool(at, "draft");
	(void)need_mark(at);
	(void)need_text(at, "source");
	if (r->to.n <= r->from.n) {
		(void)err_set(fault_in(at, "to"), ERR_INVALID, "law.span", NULL);
	}
	fields_read(at, r);
}

/* Of those in force no two hold on one day. */
static void rule_set_compare(const struct place *at, const struct law *l, size_t i)
{
	const struct rule_set *r = &l->rule_set[i];
	for (size_t k = 0; k < i; k++) {
		const struct rule_set *s = &l->rule_set[k];
		if (str_eq(s->id, r->id)) {
			duplicate(at, r->id);
		}
		if (!r->draft && !s->draft && r->from.n < s->to.n && s->from.n < r->to.n) {
			(void)err_set(fault_in(at, "from"), ERR_INVALID, "law.overlap", "other",
				      str_cstr(at->faults->arena, s->id), NULL);
		}
	}
}

void rule_sets_read(struct faults *f, const struct law_source *file, struct law *l)
{
	struct place root, list;
	if (!file_object(f, file, &root) || !FIELDS_KNOWN(&root, "note", "rule_sets")) {
		return;
	}
	l->rule_sets = need_list(&root, "rule_sets", &list);
	l->rule_set = arena_array(f->arena, struct rule_set, l->rule_sets);
	for (size_t i = 0; i < l->rule_sets; i++) {
		struct place at = place_element(&list, i);
		rule_set_read(&at, &l->rule_set[i]);
		rule_set_compare(&at, l, i);
	}
}

static struct coded *coded_read(const struct place *root, const char *name, size_t *n)
{
	struct place list;
	size_t count = need_list(root, name, &list);
	struct coded *out = arena_array(root->faults->arena, struct coded, count);
	for (size_t i = 0; i < count; i++) {
		struct place at = place_element(&list, i);
		if (!FIELDS_KNOWN(&at, "id", "name", "ground", "mark")) {
			continue;
		}
		out[i] = (struct coded){ .id = need_text(&at, "id"),
					 .name = need_named(&at, "name"),
					 .ground = may_text(&at, "ground"),
					 .mark = need_mark(&at) };
		if (coded_find(out, i, out[i].id) != NULL) {
			duplicate(&at, out[i].id);
		}
	}
	*n = count;
	return out;
}

void codes_read(struct faults *f, const struct law_source *file, struct law *l)
{
	struct place root;
	if (!file_object(f, file, &root) ||
	    !FIELDS_KNOWN(&root, "note", "return_reasons", "stop_grounds", "decline_reasons",
			  "contest_reasons", "classes", "channels", "paper_sources",
			  "outcomes", "criteria", "ranks")) {
		return;
	}
	l->return_reason = coded_read(&root, "return_reasons", &l->return_reasons);
	l->stop_ground = coded_read(&root, "stop_grounds", &l->stop_grounds);
	l->decline_reason = coded_read(&root, "decline_reasons", &l->decline_reasons);
	l->contest_reason = coded_read(&root, "contest_reasons", &l->contest_reasons);
	l->person_class = coded_read(&root, "classes", &l->person_classes);
	l->channel = coded_read(&root, "channels", &l->channels);
	l->paper_source = coded_read(&root, "paper_sources", &l->paper_sources);
	l->outcome_name = coded_read(&root, "outcomes", &l->outcome_names);
	criteria_read(&root, l);
}

static void post_read(const struct place *at, struct law *l, size_t i)
{
	if (!FIELDS_KNOWN(at, "post", "unit_type", "name", "block", "mark")) {
		return;
	}
	struct post_title *t = &l->title[i];
	*t = (struct post_title){ .post = need_text(at, "post"),
				  .unit_type = need_text(at, "unit_type"),
				  .name = need_named(at, "name") };
	if (json_get(at->v, "block")) {
		t->block = need_named(at, "block");
	}
	(void)need_mark(at);
	if (t->post.n >= POST_SIZE) {
		(void)err_set(fault_in(at, "post"), ERR_INVALID, "law.long", NULL);
	}
	for (size_t k = 0; k < i; k++) {
		if (str_eq(l->title[k].post, t->post) &&
		    str_eq(l->title[k].unit_type, t->unit_type)) {
			duplicate(at, t->post);
		}
	}
}

void posts_read(struct faults *f, const struct law_source *file, struct law *l)
{
	struct place root, list;
	if (!file_object(f, file, &root) || !FIELDS_KNOWN(&root, "note", "posts")) {
		return;
	}
	l->titles = need_list(&root, "posts", &list);
	l->title = arena_array(f->arena, struct post_title, l->titles);
	for (size_t i = 0; i < l->titles; i++) {
		struct place at = place_element(&list, i);
		post_read(&at, l, i);
	}
	/* Rules 5 to 7 look for these two in every unit. */
	if (!law_post_known(l, STR("head")) || !law_post_known(l, STR("deputy"))) {
		(void)err_set(fault_in(&root, "posts"), ERR_INVALID, "law.no_head", NULL);
	}
}
