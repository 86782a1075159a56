/* Who signs as what, by post, order and delegation: worked examples. */
#include "core/entry.h"
#include "core/signature.h"

#include "base/embed.h"
#include "base/hash.h"

#include "tap.h"

#include <stdlib.h>

static struct arena arena;
static struct law law;
static struct org org;
static int64_t seq;

static void apply(enum stream_kind stream, int64_t id, enum entry_kind kind, const char *body)
{
	struct entry en = { .seq = seq++, .kind = kind, .stream = { stream, id } };
	struct err e;

	if (!json_parse(&arena, str_of(body), &en.body, &e) || !org_apply(&org, &en, &e)) {
		diag("%s %s: %s", body, e.key, err_arg(&e, "why"));
		exit(1);
	}
}

/* Units and persons are called by small numbers here. */
enum { TP = 1, XA, VP, KT, SO, PHONG, MC };
enum { CHU = 101, PHO, CHANH, PHOVP, TRUONG, CHUYEN, GIAM, TP_SO, GD_MC, LE_MC, LE_KT,
       NOBODY };

static const char *id(char letter, int64_t v)
{
	char text[ID_TEXT];

	return str_cstr(&arena, str_of(id_text(letter, v, text)));
}

static void unit(int64_t v, const char *key, const char *role, const char *type, int64_t parent)
{
	struct str up = parent == 0 ? STR("")
				    : str_fmt(&arena, ",\"parent\":\"%s\"", id('u', parent));

	apply(STREAM_UNIT, v, KIND_UNIT_CREATED,
	      str_fmt(&arena, "{\"key\":\"%s\",\"role\":\"%s\",\"type\":\"%s\",\"name\":\"%s\","
			      "\"from\":\"2025-07-01\"%.*s}", key, role, type, key, STR_ARG(up)).p);
}

static void seat(int64_t person, int64_t unit, const char *post)
{
	if (org_person(&org, (struct person_id){ person }) == NULL) {
		apply(STREAM_PERSON, person, KIND_PERSON_ADDED,
		      str_fmt(&arena, "{\"key\":\"n%lld\"}", (long long)person).p);
	}
	apply(STREAM_PERSON, person, KIND_ASSIGNED,
	      str_fmt(&arena, "{\"unit\":\"%s\",\"post\":\"%s\",\"from\":"
			      "\"2026-01-01T07:00:00+07:00\"}", id('u', unit), post).p);
}

/* For the week of 2 to 6 March 2026. */
static void delegates_for(int64_t from, int64_t to, int64_t unit, const char *post,
			  const char *procedures)
{
	apply(STREAM_PERSON, from, KIND_DELEGATED,
	      str_fmt(&arena, "{\"to\":\"%s\",\"unit\":\"%s\",\"post\":\"%s\","
			      "\"procedures\":[%s],"
			      "\"from\":\"2026-03-02T07:00:00+07:00\","
			      "\"until\":\"2026-03-06T17:00:00+07:00\"}",
		      id('p', to), id('u', unit), post, procedures).p);
}

static void delegates(int64_t from, int64_t to, int64_t unit, const char *post)
{
	delegates_for(from, to, unit, post, "");
}

static void town(void)
{
	unit(TP, "tp", "agency", "municipality", 0);
	unit(XA, "xa", "agency", "commune", TP);
	unit(VP, "xa.vp", "office", "office", XA);
	unit(KT, "xa.kt", "room", "room", XA);
	unit(MC, "xa.mc", "onestop", "onestop", XA);
	unit(SO, "so", "agency", "department", TP);
	unit(PHONG, "so.p1", "room", "room", SO);
	seat(CHU, XA, "head");
	seat(PHO, XA, "deputy");
	seat(CHANH, VP, "head");
	seat(PHOVP, VP, "deputy");
	seat(TRUONG, KT, "head");
	seat(CHUYEN, KT, "officer");
	seat(GIAM, SO, "head");
	seat(TP_SO, PHONG, "head");
	seat(GD_MC, MC, "head");
	seat(LE_MC, MC, "clerk");
	seat(LE_KT, KT, "officer");
	delegates(CHU, TRUONG, XA, "head");
	delegates(CHU, PHO, XA, "head");
	delegates(CHANH, CHUYEN, VP, "head");
	delegates(PHO, GD_MC, XA, "deputy");
	delegates_for(CHU, LE_MC, XA, "head", "\"2.000908\",\"2.000815\"");
	delegates_for(CHU, LE_KT, XA, "head", "\"2.000908\"");
}

/* `lines` from the top; NULL: may not sign there. */
static const struct {
	int64_t agency, unit, person;
	const char *post, *day, *form, *lines;
} cases[] = {
	{ XA, XA, CHU, "head", "2026-03-03", "", "CHỦ TỊCH" },
	{ XA, XA, PHO, "head", "2026-02-20", "kt", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" },
	/* A deputy with a delegation too signs for the head by the post. */
	{ XA, XA, PHO, "head", "2026-03-03", "kt", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" },
	/* A step the procedure gives to the deputy. */
	{ XA, XA, PHO, "deputy", "2026-02-20", "kt", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" },
	{ XA, XA, CHU, "deputy", "2026-02-20", "", "CHỦ TỊCH" },
	/* With authority in writing, within its dates only. */
	{ XA, XA, TRUONG, "head", "2026-03-03", "tuq", "TUQ. CHỦ TỊCH / TRƯỞNG PHÒNG" },
	{ XA, XA, TRUONG, "head", "2026-03-09", NULL, NULL },
	{ XA, XA, TRUONG, "head", "2026-02-20", NULL, NULL },
	/* A deputy's authority, given on: deciding refuses it by whose it is. */
	{ XA, XA, GD_MC, "head", "2026-03-03", "tuq", "TUQ. CHỦ TỊCH / GIÁM ĐỐC" },
	{ XA, XA, CHUYEN, "head", "2026-03-03", NULL, NULL },
	/* The signature by this procedure, or by another. */
	{ XA, XA, LE_MC, "head", "2026-03-03", "tuq", "TUQ. CHỦ TỊCH / CÔNG CHỨC TIẾP NHẬN" },
	{ XA, XA, LE_KT, "head", "2026-03-03", NULL, NULL },
	/* By order: a unit of the agency that has no name of its own on papers. */
	{ XA, VP, CHANH, "head", "2026-03-03", "tl", "TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG" },
	{ XA, VP, PHOVP, "head", "2026-03-03", "tl",
	  "TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG" },
	{ XA, VP, CHUYEN, "head", "2026-03-03", "tuq",
	  "TL. CHỦ TỊCH / TUQ. CHÁNH VĂN PHÒNG / CHUYÊN VIÊN" },
	{ XA, KT, TRUONG, "head", "2026-03-03", "tl", "TL. CHỦ TỊCH / TRƯỞNG PHÒNG" },
	{ SO, PHONG, TP_SO, "head", "2026-03-03", "tl", "TL. GIÁM ĐỐC / TRƯỞNG PHÒNG" },
	/* Units that sign by their own name. */
	{ XA, MC, GD_MC, "head", "2026-03-03", "", "GIÁM ĐỐC" },
	{ SO, SO, GIAM, "head", "2026-03-03", "", "GIÁM ĐỐC" },
	{ XA, SO, GIAM, "head", "2026-03-03", "", "GIÁM ĐỐC" },
	{ XA, XA, NOBODY, "head", "2026-03-03", NULL, NULL },
};

static struct str lines_of(const struct signature *v)
{
	struct str s = STR("");

	for (size_t i = 0; i < v->lines; i++) {
		s = str_fmt(&arena, "%.*s%s%s%s%.*s", STR_ARG(s), i > 0 ? " / " : "",
			    v->line[i].mark, v->line[i].mark[0] != '\0' ? " " : "",
			    STR_ARG(v->line[i].title.vi));
	}
	return s;
}

static void table(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct signing s = { .agency = { cases[i].agency }, .unit = { cases[i].unit },
				     .post = post_of(cases[i].post),
				     .person = { cases[i].person },
				     .by = { STR("2.000815"), STR("Chứng thực") } };
		struct signature v;
		struct err e;
		bool day = instant_parse(str_fmt(&arena, "%sT09:00", cases[i].day), &s.at, &e);
		bool may = signature_of(&law, &org, &s, &v);

		ok(day && may == (cases[i].lines != NULL), "row %zu: may sign or not", i);
		if (may && cases[i].lines != NULL) {
			is_text(lines_of(&v), cases[i].lines, "row %zu", i);
			is_str(signing_form_name(v.form), cases[i].form, "row %zu: its form", i);
			is_int(v.on_behalf.v != 0, v.form == SIGNING_TUQ,
			       "row %zu: whose authority", i);
		}
	}
}

static void names(void)
{
	static const enum signing_form all[] = { SIGNING_OWN, SIGNING_KT, SIGNING_TL,
						 SIGNING_TUQ };

	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		is_int(signing_form_of(str_of(signing_form_name(all[i]))), all[i],
		       "form %zu is read as written", i);
	}
	is_text(law_block(&law, STR("head"), STR("ward")).vi, "CHỦ TỊCH", "of a ward");
	is_text(law_block(&law, STR("head"), STR("airport")).vi, "THỦ TRƯỞNG", "of any unit");
	is_text(law_block(&law, STR("inspector"), STR("ward")).vi, "Thanh tra viên",
		"without a block the title");
}

int main(void)
{
	struct law_source *files;
	struct err e;

	hash_setup();
	arena_init(&arena, 0);
	files = arena_array(&arena, struct law_source, embed_count());
	for (size_t i = 0; i < embed_count(); i++) {
		files[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	ok(law_read(&arena, files, embed_count(), &law, &e), "the law is read");
	org_init(&org, &arena);
	town();
	table();
	names();
	arena_done(&arena);
	return done_testing();
}
