/* Reading a procedure with its versions. */
#include "law_build.h"

#include "base/limits.h"

static const int64_t most_dong = INT64_C(1000000000000);

static void duplicate(const struct place *p, struct str id)
{
	(void)err_set(fault_in(p, "id"), ERR_INVALID, "law.duplicate", "id",
		      str_cstr(p->faults->arena, id), NULL);
}

/* Reads an array of objects into an array of structs of that size, each of
 * which begins with its id (struct str), unique in the list. */
static void *list_read(const struct place *at, const char *member, size_t size,
		       void (*read)(const struct place *at, void *out), size_t *n)
{
	struct place list;
	*n = may_list(at, member, &list);
	char *out = arena_alloc(at->faults->arena, *n, size);
	for (size_t i = 0; i < *n; i++) {
		struct place el = place_element(&list, i);
		read(&el, out + i * size);
		const struct str *id = (const struct str *)(const void *)(out + i * size);
		for (size_t k = 0; k < i; k++) {
			const struct str *other =
				(const struct str *)(const void *)(out + k * size);
			if (id->n > 0 && str_eq(*other, *id)) {
				duplicate(&el, *id);
			}
		}
	}
	return out;
}

static void variant_read(const struct place *at, void *to)
{
	struct variant *out = to;
	if (!FIELDS_KNOWN(at, "id", "limit", "name", "ground", "mark")) {
		return;
	}
	*out = (struct variant){ .id = need_text(at, "id"),
				 .limit = need_limit(at, "limit"),
				 .name = need_named(at, "name"),
				 .ground = need_text(at, "ground"),
				 .mark = need_mark(at) };
}

static void statutory_read(const struct place *at, void *to)
{
	struct statutory *out = to;
	if (!FIELDS_KNOWN(at, "id", "add", "times", "name", "ground", "mark")) {
		return;
	}
	*out = (struct statutory){ .id = need_text(at, "id"),
				   .add = need_int(at, "add", 1, 3650),
				   .times = need_int(at, "times", 1, 10),
				   .name = need_named(at, "name"),
				   .ground = need_text(at, "ground"),
				   .mark = need_mark(at) };
}

static void wait_read(const struct place *at, void *to)
{
	struct wait_rule *out = to;
	static const char *const holder[] = { "citizen", "tax", "survey", "posting", "other" };
	static const char *const policy[] = { "pause", "reset" };
	if (!FIELDS_KNOWN(at, "id", "holder", "policy", "needs_notice", "limit", "name", "ground",
			  "mark")) {
		return;
	}
	int h = need_word(at, "holder", holder, ARRAY_LEN(holder));
	int p = need_word(at, "policy", policy, ARRAY_LEN(policy));
	*out = (struct wait_rule){
		.id = need_text(at, "id"),
		.holder = h >= 0 ? (enum wait_holder)h : WAIT_OTHER,
		.policy = p == 1 ? PAUSE_RESET : PAUSE_HOLD,
		.needs_notice = need_bool(at, "needs_notice"),
		.limit = need_limit(at, "limit"),
		.name = need_named(at, "name"),
		.ground = need_text(at, "ground"),
		.mark = need_mark(at),
	};
	/* Rule 4: the citizen waits for nothing they were not told. */
	if (h == WAIT_CITIZEN && !out->needs_notice) {
		(void)err_set(fault_in(at, "needs_notice"), ERR_INVALID, "law.wait_notice", NULL);
	}
}

static void paper_read(const struct place *at, void *to)
{
	struct paper *out = to;
	if (!FIELDS_KNOWN(at, "id", "name", "originals", "certified", "copies", "optional",
			  "sources")) {
		return;
	}
	*out = (struct paper){ .id = need_text(at, "id"),
			       .name = need_named(at, "name"),
			       .originals = may_int(at, "originals", 0, 100, 0),
			       .certified = may_int(at, "certified", 0, 100, 0),
			       .copies = may_int(at, "copies", 0, 100, 0),
			       .optional = may_bool(at, "optional") };
	out->source = may_texts(at, "sources", &out->sources);
	if (out->originals + out->certified + out->copies == 0) {
		(void)err_set(fault_at(at), ERR_INVALID, "law.paper_none", NULL);
	}
}

static void tiers_read(const struct place *at, struct fee *out)
{
	struct place list;
	out->tiers = need_list(at, "tiers", &list);
	out->tier = arena_array(at->faults->arena, struct fee_tier, out->tiers);
	for (size_t i = 0; i < out->tiers; i++) {
		struct place el = place_element(&list, i);
		if (!FIELDS_KNOWN(&el, "from", "amount")) {
			continue;
		}
		out->tier[i] = (struct fee_tier){ .from = need_int(&el, "from", 1, 100000),
						  .amount = need_int(&el, "amount", 0, most_dong) };
		int64_t before = i == 0 ? 0 : out->tier[i - 1].from;
		if (i == 0 ? out->tier[i].from != 1 : out->tier[i].from <= before) {
			(void)err_set(fault_in(&el, "from"), ERR_INVALID, "law.fee_tiers", NULL);
		}
	}
	if (out->tiers == 0) {
		(void)err_set(fault_in(at, "tiers"), ERR_INVALID, "law.empty", NULL);
	}
}

static void fee_read(const struct place *at, void *to)
{
	struct fee *out = to;
	static const char *const per[] = { "case", "page", "copy" };
	if (!FIELDS_KNOWN(at, "id", "name", "per", "tiers", "cap", "cuts")) {
		return;
	}
	int unit = need_word(at, "per", per, ARRAY_LEN(per));
	*out = (struct fee){ .id = need_text(at, "id"),
			     .name = need_named(at, "name"),
			     .per = str_of(per[unit < 0 ? 0 : unit]),
			     .cap = may_int(at, "cap", 1, most_dong, 0) };
	tiers_read(at, out);
	struct place list;
	out->cuts = may_list(at, "cuts", &list);
	out->cut = arena_array(at->faults->arena, struct fee_cut, out->cuts);
	for (size_t i = 0; i < out->cuts; i++) {
		struct place el = place_element(&list, i);
		if (FIELDS_KNOWN(&el, "class", "per_ten_thousand")) {
			out->cut[i] = (struct fee_cut){
				.class_id = need_text(&el, "class"),
				.per_ten_thousand = need_int(&el, "per_ten_thousand", 1, 10000),
			};
		}
	}
}

static void outcome_read(const struct place *at, void *to)
{
	struct outcome *out = to;
	static const char *const kind[] = { "forward",	    "return",	  "finish", "deny",
					    "not_eligible", "supplement", "payment" };
	if (!FIELDS_KNOWN(at, "id", "kind", "to", "name")) {
		return;
	}
	int k = need_word(at, "kind", kind, ARRAY_LEN(kind));
	*out = (struct outcome){ .id = need_text(at, "id"),
				 .kind = (enum outcome_kind)(k + 1),
				 .to = may_text(at, "to"),
				 .to_step = SIZE_MAX };
	if (json_get(at->v, "name") != NULL) {
		out->name = need_named(at, "name");
	}
}

static void members_read(const struct place *at, struct step *v)
{
	struct place list;
	v->members = may_list(at, "members", &list);
	v->member = arena_array(at->faults->arena, struct asked_post, v->members);
	for (size_t i = 0; i < v->members; i++) {
		struct place el = place_element(&list, i);
		if (!FIELDS_KNOWN(&el, "unit", "post")) {
			continue;
		}
		struct str post = need_text(&el, "post");
		v->member[i] = (struct asked_post){ need_text(&el, "unit"), post_of_str(post) };
		if (post.n >= POST_SIZE) {
			(void)err_set(fault_in(&el, "post"), ERR_INVALID, "law.long", NULL);
		}
	}
}

static void consult_read(const struct place *at, struct step *v)
{
	static const char *const effect[] = { "escalate", "agree" };
	static const char *const quorum[] = { "majority", "all" };
	members_read(at, v);
	if (json_get(at->v, "quorum") != NULL) {
		v->quorum = (enum quorum_rule)(need_word(at, "quorum", quorum,
							 ARRAY_LEN(quorum)) + 1);
	}
	if (json_get(at->v, "question") != NULL) {
		v->question = need_named(at, "question");
	}
	v->asked = may_texts(at, "asked", &v->askeds);
	if (json_get(at->v, "silence") != NULL) {
		v->silence = need_word(at, "silence", effect, ARRAY_LEN(effect)) == 1
				     ? SILENCE_AGREES
				     : SILENCE_ESCALATES;
	}
	v->silence_ground = may_text(at, "silence_ground");
}

static void step_read(const struct place *at, void *to)
{
	struct step *v = to;
	static const char *const kind[] = { "intake", "work", "consult", "sign", "issue" };
	if (!FIELDS_KNOWN(at, "id", "kind", "name", "unit", "post", "hours", "mark", "outcomes",
			  "asked", "members", "quorum", "question", "silence",
			  "silence_ground")) {
		return;
	}
	v->id = need_text(at, "id");
	v->kind = (enum step_kind)(need_word(at, "kind", kind, ARRAY_LEN(kind)) + 1);
	v->name = need_named(at, "name");
	v->plan_s = need_int(at, "hours", 0, 4000) * 3600;
	v->mark = may_mark(at);
	v->outcome = list_read(at, "outcomes", sizeof(struct outcome), outcome_read, &v->outcomes);
	if (v->kind == STEP_CONSULT) {
		consult_read(at, v);
		if (json_get(at->v, "unit") != NULL || json_get(at->v, "post") != NULL) {
			(void)err_set(fault_at(at), ERR_INVALID, "law.consult_post", NULL);
		}
		return;
	}
	v->unit = need_text(at, "unit");
	struct str post = need_text(at, "post");
	v->post = post_of_str(post);
	if (post.n >= POST_SIZE) {
		(void)err_set(fault_in(at, "post"), ERR_INVALID, "law.long", NULL);
	}
	if (json_get(at->v, "asked") != NULL || json_get(at->v, "silence") != NULL ||
	    json_get(at->v, "members") != NULL || json_get(at->v, "quorum") != NULL ||
	    json_get(at->v, "question") != NULL) {
		(void)err_set(fault_at(at), ERR_INVALID, "law.not_consult", NULL);
	}
}

static void supplement_read(const struct place *at, struct supplement_rule *out)
{
	struct place s = place_member(at, "supplement");
	if (s.v == NULL) {
		(void)err_set(fault_at(at), ERR_INVALID, "law.missing", "field", "supplement",
			      NULL);
		return;
	}
	if (FIELDS_KNOWN(&s, "times", "last_day", "intake_times")) {
		*out = (struct supplement_rule){
			.times = need_int(&s, "times", 0, 10),
			.last_day = need_int(&s, "last_day", 0, 365),
			.intake_times = need_int(&s, "intake_times", 0, 10),
		};
	}
}

/* Rule 2: a consult step is held by the post of the step before it. */
static void holders_inherit(struct procedure_version *v)
{
	for (size_t i = 1; i < v->steps; i++) {
		if (v->step[i].kind == STEP_CONSULT) {
			v->step[i].unit = v->step[i - 1].unit;
			v->step[i].post = v->step[i - 1].post;
		}
	}
}

static void outcomes_resolve(struct procedure_version *v)
{
	for (size_t i = 0; i < v->steps; i++) {
		for (size_t k = 0; k < v->step[i].outcomes; k++) {
			struct outcome *o = &v->step[i].outcome[k];
			size_t to;
			if (o->to.n > 0 && version_step(v, o->to, &to) != NULL) {
				o->to_step = to;
			}
		}
	}
}

static void version_read(const struct place *at, struct procedure_version *v)
{
	if (!FIELDS_KNOWN(at, "number", "from", "to", "replaces", "limit", "variants", "statutory",
			  "waits", "supplement", "papers", "fees", "online", "nonterritorial",
			  "retention_years", "steps")) {
		return;
	}
	v->number = need_int(at, "number", 1, 10000);
	v->from = need_day(at, "from");
	v->to = may_day(at, "to", (struct day){ INT32_MAX });
	if (v->to.n <= v->from.n) {
		(void)err_set(fault_in(at, "to"), ERR_INVALID, "law.span", NULL);
	}
	v->replaces = may_texts(at, "replaces", &v->replaced);
	v->limit = need_limit(at, "limit");
	v->variant = list_read(at, "variants", sizeof(struct variant), variant_read, &v->variants);
	v->statutory = list_read(at, "statutory", sizeof(struct statutory), statutory_read,
				 &v->statutories);
	v->wait = list_read(at, "waits", sizeof(struct wait_rule), wait_read, &v->waits);
	supplement_read(at, &v->supplement);
	v->paper = list_read(at, "papers", sizeof(struct paper), paper_read, &v->papers);
	v->fee = list_read(at, "fees", sizeof(struct fee), fee_read, &v->fees);
	v->online = need_bool(at, "online");
	v->nonterritorial = need_bool(at, "nonterritorial");
	v->retention_years = need_int(at, "retention_years", 1, 100);
	v->step = list_read(at, "steps", sizeof(struct step), step_read, &v->steps);
	if (v->steps > LIMIT_STEPS) {
		struct err *e = fault_in(at, "steps");
		(void)err_set(e, ERR_LIMIT, "law.many", NULL);
		(void)err_add_int(e, "most", LIMIT_STEPS);
	}
	holders_inherit(v);
	outcomes_resolve(v);
}

static void marks_read(const struct place *root, struct procedure *p)
{
	struct place at = place_member(root, "marks");
	if (at.v == NULL || at.v->type != JSON_OBJ) {
		(void)err_set(fault_at(root), ERR_INVALID, "law.missing", "field", "marks", NULL);
		return;
	}
	struct arena *a = root->faults->arena;
	p->mark = arena_array(a, struct mark, at.v->n);
	for (size_t i = 0; i < at.v->n; i++) {
		char *field = str_cstr(a, at.v->k[i]);
		struct str s = need_text(&at, field);
		if (s.n > 0 && !mark_ok(s)) {
			(void)err_set(fault_in(&at, field), ERR_INVALID, "law.mark", "value",
				      str_cstr(a, s), NULL);
		}
		p->mark[p->marks++] = (struct mark){ .field = at.v->k[i], .mark = s };
	}
}

static void versions_read(const struct place *root, struct procedure *p)
{
	struct place list;
	p->versions = need_list(root, "versions", &list);
	p->version = arena_array(root->faults->arena, struct procedure_version, p->versions);
	for (size_t i = 0; i < p->versions; i++) {
		struct place at = place_element(&list, i);
		struct procedure_version *v = &p->version[i];
		v->procedure = p;
		version_read(&at, v);
		if (i > 0 && v->number <= p->version[i - 1].number) {
			(void)err_set(fault_in(&at, "number"), ERR_INVALID, "law.version_order",
				      NULL);
		}
		if (i > 0 && v->from.n < p->version[i - 1].to.n) {
			(void)err_set(fault_in(&at, "from"), ERR_INVALID, "law.version_overlap",
				      NULL);
		}
	}
	if (p->versions == 0) {
		(void)err_set(fault_in(root, "versions"), ERR_INVALID, "law.empty", NULL);
	}
}

void procedure_read(struct faults *f, const struct law_source *file, struct procedure **out)
{
	static const char *const level[] = { "commune", "district", "province" };
	struct place root;
	*out = NULL;
	if (!file_object(f, file, &root) ||
	    !FIELDS_KNOWN(&root, "code", "name", "level", "agency", "field", "agency_text",
			  "limit_text", "fee_text", "online_text", "remark", "marks", "sources",
			  "versions")) {
		return;
	}
	struct procedure *p = arena_new(f->arena, struct procedure);
	int at_level = need_word(&root, "level", level, ARRAY_LEN(level));
	*p = (struct procedure){
		.code = need_text(&root, "code"),
		.name = need_named(&root, "name"),
		.level = str_of(level[at_level < 0 ? 0 : at_level]),
		.agency = may_text(&root, "agency"),
		.field = need_text(&root, "field"),
		.agency_text = may_text(&root, "agency_text"),
		.limit_text = may_text(&root, "limit_text"),
		.fee_text = may_text(&root, "fee_text"),
		.online_text = may_text(&root, "online_text"),
		.remark = may_text(&root, "remark"),
	};
	p->source = may_texts(&root, "sources", &p->sources);
	struct str wanted = str_fmt(f->arena, "procedures/%.*s.json", STR_ARG(p->code));
	if (p->code.n > 0 && !str_eq(file->path, wanted)) {
		(void)err_set(fault_in(&root, "code"), ERR_INVALID, "law.file_name", "code",
			      str_cstr(f->arena, p->code), NULL);
	}
	marks_read(&root, p);
	versions_read(&root, p);
	*out = p;
}
