/*
 * The data of law/ read clean, and every kind of fault found: each row of a table
 * changes one text of one file and names the fault that must follow, with file
 * and JSON path.
 */
#include "core/law.h"

#include "base/embed.h"
#include "base/text.h"

#include "tap.h"

enum { FILES = 64, FAULTS = 64 };

static struct arena arena;
static struct law_source files[FILES];
static size_t n_files;

static void load(void)
{
	n_files = embed_count();
	for (size_t i = 0; i < n_files; i++) {
		files[i] = (struct law_source){ .path = embed_at(i)->path,
						.text = embed_at(i)->bytes };
	}
}

static struct law_source *file(const char *path)
{
	for (size_t i = 0; i < n_files; i++) {
		if (str_is(files[i].path, path)) {
			return &files[i];
		}
	}
	return NULL;
}

static size_t find(struct str text, struct str what)
{
	for (size_t i = 0; i + what.n <= text.n; i++) {
		if (memcmp(text.p + i, what.p, what.n) == 0) {
			return i;
		}
	}
	return text.n;
}

/* The text with the first `from` made `to`; `from` must be there. */
static struct str changed(struct str text, const char *from, const char *to)
{
	size_t at = find(text, str_of(from));
	if (at == text.n) {
		ok(false, "the text to change is there: %s", from);
		return text;
	}
	struct str head = str_sub(text, 0, at);
	struct str tail = str_sub(text, at + strlen(from), text.n);
	return str_fmt(&arena, "%.*s%s%.*s", STR_ARG(head), to, STR_ARG(tail));
}

struct mutation {
	const char *file, *from, *to;
	const char *key, *path; /* of a fault that must be among those found */
};

#define GPXD "procedures/1.013225.json"
#define COPY "procedures/2.000815.json"
#define RULES "rule-sets.json"
#define UNITS "units/units.json"
#define V "$.versions[0]"

/* One more outcome, and a step that nothing leads to. */
#define BACK(id) "{\"id\": \"" id "\", \"kind\": \"return\", \"to\": \"s5\"}, "
#define FOUR(x) BACK(x "1") BACK(x "2") BACK(x "3") BACK(x "4")
#define IDLE(id)                                                                              \
	"{\"id\": \"" id "\", \"kind\": \"work\", \"name\": {\"vi\": \"a\", \"en\": \"a\"}, " \
	"\"unit\": \"@\", \"post\": \"head\", \"hours\": 1, \"outcomes\": []}, "
#define NINE(x)                                                                             \
	IDLE(x "1")                                                                         \
	IDLE(x "2") IDLE(x "3") IDLE(x "4") IDLE(x "5") IDLE(x "6") IDLE(x "7") IDLE(x "8") \
		IDLE(x "9")

static const struct mutation mutations[] = {
	/* JSON and types */
	{ GPXD, "\"code\"", "code", "json.syntax", "$" },
	{ GPXD, "\"level\"", "\"levle\"", "law.unknown", "$" },
	{ GPXD, "\"level\": \"commune\",", "", "law.missing", "$" },
	{ GPXD, "\"number\": 1,", "\"number\": \"1\",", "law.type", V ".number" },
	{ GPXD, "\"number\": 1,", "\"number\": 0,", "law.range", V ".number" },
	{ GPXD, "\"level\": \"commune\"", "\"level\": \"village\"", "law.word", "$.level" },
	{ GPXD, "\"ground\": \"Lu", "\"ground\": \"\", \"groun\": \"Lu", "law.unknown",
	  V ".statutory[0]" },
	{ GPXD, "\"id\": \"longer-review\"", "\"id\": \"\"", "law.empty", V ".statutory[0].id" },
	{ GPXD, "\"from\": \"2025-07-01\"", "\"from\": \"2025-06-31\"", "time.day", V ".from" },
	{ GPXD, "\"from\": \"2025-07-01\",", "\"from\": \"2025-07-01\", \"to\": \"2025-07-01\",",
	  "law.span", V ".to" },
	{ GPXD, "\"15cd\"", "\"15x\"", "limit.syntax", V ".limit" },
	{ GPXD, "\"30cd\"", "\"0d\"", "limit.syntax", V ".waits[0].limit" },
	{ GPXD, "\"mark\": \"K\"", "\"mark\": \"Z\"", "law.mark", V ".statutory[0].mark" },
	{ GPXD, "\"variants\": \"I\"", "\"variants\": \"sure\"", "law.mark", "$.marks.variants" },
	{ GPXD, "\"code\": \"1.013225\"", "\"code\": \"1.013226\"", "law.file_name", "$.code" },
	/* fees, papers, waits */
	{ GPXD, "\"amount\": 75000", "\"amount\": -1", "law.range", V ".fees[0].tiers[0].amount" },
	{ COPY, "{\"from\": 3, ", "{\"from\": 1, ", "law.fee_tiers", V ".fees[0].tiers[1].from" },
	{ COPY, "\"cap\": 200000", "\"cap\": 0", "law.range", V ".fees[0].cap" },
	{ COPY, "\"copies\": 1", "\"copies\": 0", "law.paper_none", V ".papers[1]" },
	{ GPXD, "\"class\": \"merit\"", "\"class\": \"rich\"", "law.class",
	  V ".fees[0].cuts[2].class" },
	{ GPXD, "\"class\": \"channel:online\"", "\"class\": \"channel:fax\"", "law.class",
	  V ".fees[0].cuts[0].class" },
	{ GPXD, "[\"datdai\"]", "[\"archive\"]", "law.paper_source", V ".papers[1].sources" },
	{ GPXD, "\"id\": \"land\"", "\"id\": \"form\"", "law.duplicate", V ".papers[1].id" },
	{ GPXD, "\"needs_notice\": true", "\"needs_notice\": false", "law.wait_notice",
	  V ".waits[0].needs_notice" },
	{ GPXD, "\"id\": \"supplement\",", "\"id\": \"more\",", "law.no_wait",
	  V ".steps[1].outcomes[3]" },
	{ COPY, "\"variants\": [",
	  "\"statutory\": [{\"id\": \"a\", \"add\": 2, \"times\": 1, \"name\": {\"vi\": \"a\", "
	  "\"en\": \"a\"}, \"ground\": \"a\", \"mark\": \"I\"}], \"variants\": [",
	  "limit.same_day", V ".statutory[0].add" },
	/* the graph of steps */
	{ GPXD, "\"to\": \"s2\"", "\"to\": \"s9\"", "law.dangling", V ".steps[0].outcomes[0].to" },
	{ GPXD, "\"to\": \"s2\"", "\"to\": \"s3\"", "law.unreachable", V ".steps[1]" },
	{ GPXD, "\"to\": \"s3\"", "\"to\": \"s1\"", "law.forward_earlier",
	  V ".steps[1].outcomes[0].to" },
	{ GPXD, "\"kind\": \"return\", \"to\": \"s1\"", "\"kind\": \"return\", \"to\": \"s4\"",
	  "law.return_later", V ".steps[1].outcomes[4].to" },
	{ GPXD, "\"kind\": \"deny\", \"to\": \"s5\"", "\"kind\": \"deny\", \"to\": \"s6\"",
	  "law.not_signed", V ".steps[1].outcomes[1].to" },
	{ GPXD, "\"kind\": \"supplement\"}", "\"kind\": \"supplement\", \"to\": \"s1\"}",
	  "law.outcome_to", V ".steps[1].outcomes[3].to" },
	{ GPXD, "\"kind\": \"sign\"", "\"kind\": \"work\"", "law.no_sign", V ".steps" },
	{ GPXD, "\"kind\": \"issue\"", "\"kind\": \"sign\"", "law.no_issue", V ".steps" },
	{ GPXD, "\"kind\": \"issue\"", "\"kind\": \"sign\"", "law.dead_end", V ".steps[5]" },
	{ GPXD, "\"kind\": \"intake\"", "\"kind\": \"work\"", "law.intake", V ".steps[0]" },
	{ GPXD, "\"kind\": \"finish\", \"to\": \"s5\"", "\"kind\": \"forward\", \"to\": \"s6\"",
	  "law.unsigned", V ".steps[5]" },
	{ GPXD, "\"kind\": \"sign\"", "\"kind\": \"issue\"", "law.issue_last", V ".steps[4]" },
	{ GPXD, "\"id\": \"s6\"", "\"id\": \"s5\"", "law.duplicate", V ".steps[5].id" },
	{ GPXD, "\"id\": \"deny\"", "\"id\": \"forward\"", "law.duplicate",
	  V ".steps[1].outcomes[1].id" },
	{ GPXD, "{\"id\": \"forward\", \"kind\": \"forward\", \"to\": \"s2\"}",
	  "{\"id\": \"deny\", \"kind\": \"deny\", \"to\": \"s5\"}", "law.outcome_step",
	  V ".steps[0].outcomes[0].kind" },
	{ GPXD, "\"asked\": [\"so-xd\"]", "\"asked\": []", "law.nobody_asked", V ".steps[2]" },
	{ GPXD, "\"silence_ground\"", "\"mark\"", "json.duplicate", "$" },
	{ GPXD,
	  "\"silence\": \"agree\",\n          \"silence_ground\": \"Luật Xây dựng 2014 Điều 102 "
	  "khoản 1 (12 ngày; chưa kiểm chứng)\"",
	  "\"silence\": \"agree\"", "law.silence", V ".steps[2]" },
	{ GPXD, "\"hours\": 24,", "\"hours\": 24, \"post\": \"officer\",", "law.consult_post",
	  V ".steps[2]" },
	{ GPXD, "\"hours\": 40,", "\"hours\": 40, \"asked\": [\"so-xd\"],", "law.not_consult",
	  V ".steps[1]" },
	{ GPXD, "\"hours\": 40,", "\"hours\": 4001,", "law.range", V ".steps[1].hours" },
	{ "procedures/X-CHUTRUONG.json", "\"kind\": \"work\"", "\"kind\": \"sign\"",
	  "law.consult_first", V ".steps[2]" },
	{ GPXD, "{\"id\": \"return-s5\"", FOUR("a") FOUR("b") FOUR("c") "{\"id\": \"return-s5\"",
	  "law.many", V ".steps[5].outcomes" },
	{ GPXD, "\"steps\": [\n", "\"steps\": [" NINE("a") NINE("b") NINE("c") NINE("d"),
	  "law.many", V ".steps" },
	/* posts and units */
	{ GPXD, "\"post\": \"records\"", "\"post\": \"porter\"", "law.post", V ".steps[5].post" },
	{ GPXD, "\"post\": \"records\"", "\"post\": \"keeper-of-records\"", "law.long",
	  V ".steps[5].post" },
	{ GPXD, "\"unit\": \"@vp\"", "\"unit\": \"@vpx\"", "law.unit", V ".steps[5].unit" },
	{ GPXD, "\"so-xd\"", "\"so-xx\"", "law.unit", V ".steps[2].asked[0]" },
	{ "procedures/1.012783.json", "\"agency\": \"vpdk\"", "\"agency\": \"vpdx\"", "law.agency",
	  "$.agency" },
	{ "posts.json", "\"post\": \"records\"", "\"post\": \"scribe\"", "law.post", NULL },
	/* versions */
	{ "procedures/1.001776.json", "\"to\": \"2025-07-01\"", "\"to\": \"2025-07-02\"",
	  "law.version_overlap", "$.versions[1].from" },
	{ "procedures/1.001776.json", "\"number\": 2", "\"number\": 1", "law.version_order",
	  "$.versions[1].number" },
	/* rule sets and lists */
	{ RULES, "\"to\": \"2021-12-06\"", "\"to\": \"2021-12-07\"", "law.overlap",
	  "$.rule_sets[1].from" },
	{ RULES, "\"id\": \"R2021\"", "\"id\": \"R2018\"", "law.duplicate", "$.rule_sets[1]" },
	{ RULES, "\"value\": \"15:00\"", "\"value\": \"25:00\"", "law.time",
	  "$.rule_sets[0].fields.cutoff.value" },
	{ RULES, "\"value\": \"day_close\"", "\"value\": \"noon\"", "law.word",
	  "$.rule_sets[0].fields.due_mode.value" },
	{ RULES, "\"mark\": \"K\", \"source\": \"TT 01/2023/TT-VPCP; L1\"", "\"mark\": \"K\"",
	  "law.missing", "$.rule_sets[0].fields.answer_hours" },
	{ "codes.json", "\"id\": \"R02\"", "\"id\": \"R01\"", "law.duplicate",
	  "$.return_reasons[1]" },
	{ "posts.json", "\"unit_type\": \"municipality\"", "\"unit_type\": \"province\"",
	  "law.duplicate", "$.posts[2]" },
	/* calendars and hours */
	{ "calendars.json", "calendar/holidays.csv", "calendar/none.csv", "law.no_file",
	  "$.calendars[0].file" },
	{ "calendar/holidays.csv", "2021-02-10,", "2021-02-31,", "holidays.date", "$" },
	{ "profiles.json", "\"07:30\"", "\"7h30\"", "profile.time", "$" },
	/* units */
	{ UNITS, "\"profile\": \"A\"", "\"profile\": \"Z\"", "law.profile", "$" },
	{ UNITS, "\"key\": \"so-nv.vl\"", "\"key\": \"so-nv.cchc\"", "law.duplicate", NULL },
	{ UNITS, "\"parent\": \"so-nv\"", "\"parent\": \"so-nw\"", "law.unit", NULL },
	{ UNITS, "\"role\": \"onestop\"", "\"role\": \"counter\"", "law.word",
	  "$.templates.commune[0].role" },
	{ UNITS, "\"scope\": \"all\"", "\"scop\": \"all\"", "law.unknown", "$.successions[0]" },
	{ "units/communes.csv", "25195,H19.21,", "25195,H19.22,", "law.duplicate", NULL },
	{ "units/communes.csv", "25195,H19.21,", "25210,H19.21,", "law.duplicate", "line 3" },
	{ "units/communes.csv", ",ward,ward,", ",ward,", "law.columns", "line 2" },
	{ "units/communes.csv", ",ward,ward,", ",ward,town,", "law.unit_type", "line 2" },
	{ "units/communes.csv", "agency_code", "agency", "law.columns", "$" },
	{ "units/successions.csv", "dn-bien-hoa", "dn-bien-hoax", "law.unit", NULL },
};

static bool fits(const struct mutation *m, const struct law_fault *f)
{
	return str_is(str_of(f->err.key), m->key) &&
	       (m->path == NULL || (str_is(f->path, m->path) && str_is(f->file, m->file)));
}

static void one_mutation(const struct mutation *m)
{
	struct arena_mark mark = arena_mark(&arena);
	struct law_source *changing = file(m->file);
	struct str before = changing->text;
	changing->text = changed(before, m->from, m->to);
	struct law_fault *fault = arena_array(&arena, struct law_fault, FAULTS);
	size_t n = law_check(&arena, files, n_files, fault, FAULTS);
	bool found = false;
	for (size_t i = 0; i < n; i++) {
		found = found || fits(m, &fault[i]);
	}
	if (!ok(found, "%s: %s %s", m->file, m->key, m->path != NULL ? m->path : "")) {
		for (size_t i = 0; i < n; i++) {
			diag("found %.*s %.*s %s %s", STR_ARG(fault[i].file),
			     STR_ARG(fault[i].path), fault[i].err.key,
			     fault[i].err.args > 0 ? fault[i].err.arg[0].value : "");
		}
	}
	struct law l;
	struct err e;
	if (law_read(&arena, files, n_files, &l, &e) || strcmp(e.key, "law.file") != 0) {
		ok(false, "law_read refuses it too: %s", m->from);
	}
	changing->text = before;
	arena_release(&arena, mark);
}

/* Each key that a fault can bear has its sentences. */
static void sentences(void)
{
	int missing = 0;
	for (size_t i = 0; i < ARRAY_LEN(mutations); i++) {
		for (int lang = 0; lang < TEXT_LANGS; lang++) {
			missing += text_get((enum text_lang)lang, mutations[i].key).n == 0;
		}
	}
	is_int(missing, 0, "all faults have sentences in both languages");
}

static void clean(void)
{
	struct law_fault fault[FAULTS];
	size_t n = law_check(&arena, files, n_files, fault, FAULTS);
	for (size_t i = 0; i < n; i++) {
		diag("%.*s %.*s %s", STR_ARG(fault[i].file), STR_ARG(fault[i].path),
		     fault[i].err.key);
	}
	is_int((int64_t)n, 0, "the data of law/ have no fault");
}

/* Two faults in two files are both found; nothing is found twice. */
static void several(void)
{
	struct law_source a = *file(GPXD);
	struct law_source b = *file(COPY);
	file(GPXD)->text = changed(a.text, "\"level\": \"commune\",", "");
	file(COPY)->text = changed(b.text, "\"cap\": 200000", "\"cap\": true");
	struct law_fault fault[FAULTS];
	is_int((int64_t)law_check(&arena, files, n_files, fault, FAULTS), 2, "two faults");
	is_text(fault[0].file, GPXD, "in file order");
	is_text(fault[1].file, COPY, "in file order");
	is_int((int64_t)law_check(&arena, files, n_files, fault, 1), 1, "no more than asked for");
	*file(GPXD) = a;
	*file(COPY) = b;
}

static void files_themselves(void)
{
	struct law_fault fault[FAULTS];
	files[n_files] = (struct law_source){ .path = STR("notes.txt"), .text = STR("") };
	size_t n = law_check(&arena, files, n_files + 1, fault, FAULTS);
	ok(n == 1 && strcmp(fault[0].err.key, "law.unknown_file") == 0, "a file nobody knows");
	files[n_files] = files[0];
	n = law_check(&arena, files, n_files + 1, fault, FAULTS);
	ok(n >= 1 && strcmp(fault[0].err.key, "law.duplicate") == 0, "a file given twice");
	struct law_source *posts = file("posts.json");
	struct str before = posts->text;
	posts->text =
		STR("{\"note\": \"a\", \"posts\": [{\"post\": \"head\", \"unit_type\": \"*\", "
		    "\"name\": {\"vi\": \"a\", \"en\": \"a\"}, \"mark\": \"D\"}]}");
	n = law_check(&arena, files, n_files, fault, FAULTS);
	ok(n >= 1 && strcmp(fault[0].err.key, "law.no_head") == 0, "no deputy anywhere");
	posts->text = before;
	n = law_check(&arena, NULL, 0, fault, FAULTS);
	is_int((int64_t)n, 5, "without files the five needed ones are missing");
	ok(strcmp(fault[0].err.key, "law.no_file") == 0, "and named");
}

static struct day day(int year, int month, int d)
{
	return day_make(year, month, d);
}

static void look_ups(const struct law *l)
{
	is_text(law_rule_set(l, day(2021, 12, 5))->id, "R2018", "the last day of R2018");
	is_text(law_rule_set(l, day(2021, 12, 6))->id, "R2021", "the first day of R2021");
	is_text(law_rule_set(l, day(2025, 6, 30))->id, "R2021", "the last day of R2021");
	is_text(law_rule_set(l, day(2025, 7, 1))->id, "R2025", "the first day of R2025");
	is_text(law_rule_set(l, day(2026, 11, 23))->id, "R2025", "a draft has no effect");
	ok(law_rule_set(l, day(2018, 6, 20)) == NULL, "before the first rule set");
	const struct rule_set *old = law_rule_set_by_id(l, STR("R2018"));
	const struct rule_set *now = law_rule_set_by_id(l, STR("R2025"));
	is_text(old->form_control, "05", "control sheet under TT 01/2018");
	is_text(now->form_control, "06", "control sheet under TT 03/2025");
	is_text(old->form_apology_title, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
		"form 04 as TT 01/2018 calls it");
	ok(str_starts(now->form_apology_title, STR("VĂN BẢN XIN LỖI")), "and TT 03/2025");
	is_text(now->form_stop, "05", "stop notice under TT 03/2025");
	is_int((int64_t)old->form_stop.n, 0, "none before");
	is_int(now->cutoff_s, 15 * 3600, "cut-off 15:00");
	is_int(now->answer_s, 8 * 3600, "eight working hours to answer");
	is_int(now->recall_s, 15 * 60, "fifteen minutes to recall");
	is_int(now->form04_times, 1, "one re-appointment");
	ok(law_rule_set_by_id(l, STR("R2026"))->draft, "R2026 is a draft");
	const struct procedure *p = law_procedure(l, STR("1.001776"));
	is_int(procedure_on(p, day(2025, 6, 30))->number, 1, "the version before the reform");
	is_int(procedure_on(p, day(2025, 7, 1))->number, 2, "and after");
	ok(procedure_on(p, day(2020, 12, 31)) == NULL, "none before the first");
	is_int(procedure_version(p, 1)->limit.amount, 22, "22 working days then");
	ok(procedure_version(p, 3) == NULL, "no third version");
	ok(law_procedure(l, STR("9.999999")) == NULL, "no such procedure");
	is_text(law_calendar_on(l, day(2026, 3, 1))->id, "2026-1", "calendar");
	ok(law_calendar_on(l, day(2020, 3, 1)) == NULL, "none before 2021");
	ok(law_calendar(l, STR("2026-1"), STR("A")) != NULL, "ready for profile A");
	ok(law_calendar(l, STR("2026-1"), STR("B")) != law_calendar(l, STR("2026-1"), STR("A")),
	   "another for B");
	ok(law_calendar(l, STR("2026-1"), STR("C")) == NULL, "none for C");
	is_text(law_title(l, STR("head"), STR("ward")).vi, "Chủ tịch UBND phường", "a title");
	is_text(law_title(l, STR("officer"), STR("room")).vi, "Chuyên viên", "the usual title");
}

static void parts(const struct law *l)
{
	const struct procedure_version *v = law_procedure(l, STR("1.013225"))->version;
	size_t index = 0;
	const struct step *consult = version_step(v, STR("s3"), &index);
	is_int((int64_t)index, 2, "a step's position");
	is_text(consult->unit, "@kt", "a consult step is held by the unit of the step before");
	ok(post_is(consult->post, "officer"), "and by its post");
	ok(consult->silence == SILENCE_AGREES && consult->silence_ground.n > 0,
	   "silence agrees by a cited article");
	is_text(v->replaces[0], "1.009994", "it replaces the district's procedure");
	const struct outcome *o = step_outcome(&v->step[1], STR("forward"));
	is_int((int64_t)o->to_step, 2, "outcomes know their step");
	is_text(o->name.en, "Forward", "and have the usual label");
	ok(step_outcome(&v->step[1], STR("payment")) == NULL, "no such outcome");
	is_int(version_statutory(v, STR("longer-review"))->add, 10, "ten more days by law");
	ok(version_wait(v, STR("supplement"))->policy == PAUSE_RESET, "L6: the limit afresh");
	ok(version_variant(v, STR("none")) == NULL, "no such variant");
	is_int(version_paper(v, STR("design"))->originals, 2, "two sets of drawings");
	ok(coded_find(l->return_reason, l->return_reasons, STR("R09")) != NULL, "a reason");
}

int main(void)
{
	arena_init(&arena, 0);
	load();
	clean();
	for (size_t i = 0; i < ARRAY_LEN(mutations); i++) {
		one_mutation(&mutations[i]);
	}
	sentences();
	several();
	files_themselves();
	struct law l;
	struct err e = { .code = ERR_NONE };
	if (ok(law_read(&arena, files, n_files, &l, &e), "law is read %s", e.key)) {
		look_ups(&l);
		parts(&l);
	}
	arena_done(&arena);
	return done_testing();
}
