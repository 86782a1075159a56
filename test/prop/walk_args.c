/* Arguments of random actions: mostly right, sometimes nonsense. */
#include "walk.h"

#include "base/limits.h"

#include <stdio.h>
#include <string.h>

struct ask {				/* what arguments are wanted for */
	const struct world_row *action;
	const struct dossier *d;	/* or NULL */
	struct json *args;
};

static struct arena *scratch(void)
{
	return &walk.w.scratch;
}

static void put_id(const struct ask *q, const char *name, char letter, int64_t id)
{
	char text[ID_TEXT];

	if (id > 0) {
		json_set_str(scratch(), q->args, name,
			     str_dup(scratch(), str_of(id_text(letter, id, text))));
	}
}

static void put_at(const struct ask *q, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];

	json_set_str(scratch(), q->args, name,
		     str_dup(scratch(), str_of(instant_text(at, text))));
}

static void put_word(const struct ask *q, const char *name, const char *word)
{
	json_set_str(scratch(), q->args, name, str_of(word));
}

static const struct unit *some_agency(void)
{
	return walk.w.agency[chance(walk.w.agencies)];
}

static const struct unit *some_onestop(void)
{
	const struct unit *u = org_relative(&walk.w.org, some_agency(), STR("@mc"));

	return u != NULL ? u : world_unit(&walk.w, "ttpvhcc");
}

struct person_id some_person(void)
{
	return walk.w.person[chance(walk.w.persons)];
}

static const struct unit *some_unit(void)
{
	const struct assignment *as = &walk.w.org.assignment[chance(walk.w.org.assignments)];

	return org_unit(&walk.w.org, as->unit);
}

static struct unit_id custody(const struct dossier *d)
{
	if (d == NULL || d->office.kind != PARTY_SEAT) {
		return some_unit()->id;
	}
	return d->office.seat.unit;
}

static struct person_id person_of(struct unit_id unit)
{
	struct person_id found = { 0 };
	uint64_t n = 0;

	for (size_t i = 0; i < walk.w.org.assignments; i++) {
		const struct assignment *as = &walk.w.org.assignment[i];

		if (as->unit.v == unit.v && chance(++n) == 0) {
			found = as->person;
		}
	}
	return found;
}

static const struct procedure *some_procedure(void)
{
	return walk.w.law->procedure[chance(walk.w.law->procedures)];
}

static struct str coded_word(const struct coded *list, size_t n)
{
	return n > 0 && !in_percent(4) ? list[chance(n)].id : STR("nonsense");
}

static const char *pick(const char *const *words, size_t n)
{
	return in_percent(3) ? "nonsense" : words[chance(n)];
}

#define PICK(...)                                                           \
	pick((const char *const[]){ __VA_ARGS__ },                          \
	     ARRAY_LEN(((const char *const[]){ __VA_ARGS__ })))

static struct str word_outcome(const struct ask *q)
{
	const struct step *s = step_of(q->d);

	return s != NULL && s->outcomes > 0 && !in_percent(3) ? s->outcome[chance(s->outcomes)].id
							      : STR("nonsense");
}

static struct str word_variant(const struct ask *q)
{
	const struct procedure_version *v = q->d != NULL ? q->d->version : NULL;

	return v != NULL && v->variants > 0 && !in_percent(5) ? v->variant[chance(v->variants)].id
							      : STR("nonsense");
}

static struct str word_statutory(const struct ask *q)
{
	const struct procedure_version *v = q->d != NULL ? q->d->version : NULL;

	return v != NULL && v->statutories > 0 ? v->statutory[0].id : STR("nonsense");
}

static struct str word_reason(const struct ask *q)
{
	const struct law *l = walk.w.law;

	return strcmp(q->action->name, "decline") == 0
		? coded_word(l->decline_reason, l->decline_reasons)
		: strcmp(q->action->name, "contest") == 0
		? coded_word(l->contest_reason, l->contest_reasons)
		: coded_word(l->return_reason, l->return_reasons);
}

static struct str word_ruling(const struct ask *q)
{
	return strcmp(q->action->name, "rule_return") == 0
		? str_of(PICK("passed_on", "passed_on", "kept", "upheld"))
		: str_of(PICK("upheld", "upheld", "dismissed", "kept"));
}

static struct str word_ground(const struct ask *q)
{
	const struct law *l = walk.w.law;

	return strcmp(q->action->name, "stop") == 0
		? coded_word(l->stop_ground, l->stop_grounds)
		: str_of(PICK("tax", "survey", "posting", "supplement", "payment"));
}

static struct str word_step(const struct ask *q)
{
	(void)q;
	return str_of(PICK("s1", "s2", "s3", "s4", "s5"));
}

static struct str word_procedure(const struct ask *q)
{
	const struct procedure *p = some_procedure();

	if (q->d != NULL && q->d->version != NULL && !in_percent(10)) {
		const struct procedure *now = q->d->version->procedure;

		/* a correction: mostly to what the same agency decides */
		for (int i = 0; i < 20 && (p == now || !str_eq(p->agency, now->agency)); i++) {
			p = some_procedure();
		}
	}
	return in_percent(2) ? STR("9.999999") : p->code;
}

static struct str word_class(const struct ask *q)
{
	(void)q;
	return coded_word(walk.w.law->person_class, walk.w.law->person_classes);
}

static struct str word_code(const struct ask *q)
{
	(void)q;
	return in_percent(5) ? STR("H19-1") : STR("000.00.06.H19-250701-00012");
}

static struct str word_new_key(const struct ask *q)
{
	(void)q;
	return in_percent(20)	? STR("Not A Key")
	       : in_percent(20) ? STR("25195")
				: str_fmt(scratch(), "k%lld", (long long)walk.steps);
}

static struct str word_agency_code(const struct ask *q)
{
	(void)q;
	return in_percent(20) ? STR("H19.21")
			      : str_fmt(scratch(), "H99.%lld", (long long)walk.steps);
}

static struct str word_receipt(const struct ask *q)
{
	(void)q;
	return str_fmt(scratch(), "MD-%03d", (int)chance(60));
}

static struct str word_paper(const struct ask *q)
{
	const struct procedure_version *v = q->d != NULL ? q->d->version : NULL;

	return v != NULL && v->papers > 0 ? v->paper[chance(v->papers)].id : STR("form");
}

/* One of the words of a field; empty words: by a function. */
static const struct {
	const char *field;
	struct str (*word)(const struct ask *q);
	const char *word_list;		/* separated by spaces */
} words[] = {
	{ "procedure", word_procedure, NULL },
	{ "channel", NULL, "counter counter counter post online online online_helped" },
	{ "class", word_class, NULL },
	{ "variant", word_variant, NULL },
	{ "receipt_no", word_receipt, NULL },
	{ "reason", word_reason, NULL },
	{ "code", word_code, NULL },
	{ "source", NULL, "former" },
	{ "batch", NULL, "b1 b2" },
	{ "step", word_step, NULL },
	{ "outcome", word_outcome, NULL },
	{ "result_by", NULL, "counter post electronic" },
	{ "way", NULL, "phone email" },
	{ "ground", word_ground, NULL },
	{ "notice", NULL, "supplement supplement payment result variant extension stop" },
	{ "how", NULL, "reassigned helped explained counter counter signature signature "
		       "code post electronic sms" },
	{ "proof", NULL, "signature code postal_receipt portal" },
	{ "statutory", word_statutory, NULL },
	{ "calendar", NULL, "2026-1 2026-2" },
	{ "number", NULL, "12/QD" },
	{ "minutes", NULL, "12/BB" },
	{ "decision", NULL, "01/QD 02/QD" },
	{ "book", NULL, "B1" },
	{ "fault", NULL, "office citizen" },
	{ "paper", word_paper, NULL },
	{ "what", NULL, "owner submitter proxy paper contact draft result" },
	{ "answer", NULL, "agree conditions object not_competent" },
	{ "verdict", NULL, "upheld dismissed" },
	{ "ruling", word_ruling, NULL },
	{ "key", word_new_key, NULL },
	{ "role", NULL, "room office" },
	{ "type", NULL, "room" },
	{ "name", NULL, "Room" },
	{ "agency_code", word_agency_code, NULL },
	{ "profile", NULL, "A B" },
	{ "scope", NULL, "all part" },
	{ "post", NULL, "head deputy officer clerk" },
	{ "series", NULL, "MD" },
};

static struct str of_list(const char *list)
{
	struct str rest = str_of(list), word = { 0 };
	uint64_t n = 0;
	struct str found = { 0 };

	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &word, &rest);
		if (chance(++n) == 0) {
			found = word;
		}
	}
	return in_percent(3) ? STR("nonsense") : found;
}

static void put_code(const struct ask *q, const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (strcmp(words[i].field, name) == 0) {
			json_set_str(scratch(), q->args, name,
				     words[i].word != NULL ? words[i].word(q)
							   : of_list(words[i].word_list));
			return;
		}
	}
	world_fault(&walk.w, "no words for the field %s", name);
}

static void put_unit(const struct ask *q, const char *name)
{
	const struct unit *u = some_unit();

	if (strcmp(name, "receiving") == 0 && !in_percent(3)) {
		u = some_onestop();
	} else if (strcmp(name, "competent") == 0 && !in_percent(10)) {
		const struct procedure *p = law_procedure(walk.w.law,
							  json_str(q->args, "procedure"));

		u = p != NULL && p->agency.n > 0 ? org_unit_by_key(&walk.w.org, p->agency)
						 : walk.w.agency[chance(2)];
	} else if (strcmp(name, "cause") == 0 && in_percent(5)) {
		put_id(q, name, 'u', 77);
		return;
	}
	put_id(q, name, 'u', u != NULL ? u->id.v : 0);
}

/* Mostly somebody who holds one of the lives just now. */
static struct person_id busy_person(void)
{
	const struct dossier *d = &walk.life[chance(LIVES)].d;

	return d->office.kind == PARTY_SEAT ? d->office.seat.person : some_person();
}

static void put_person(const struct ask *q, const char *name)
{
	struct person_id p = some_person();

	if (strcmp(name, "person") == 0 && in_percent(60)) {
		p = busy_person();
	} else if (strcmp(q->action->name, "import_open") == 0 && in_percent(70)) {
		p = (struct person_id){ 0 };	/* the head has it */
	} else if (strcmp(q->action->name, "reassign") == 0 && in_percent(80)) {
		p = person_of(custody(q->d));
	} else if (strcmp(name, "signer") == 0 && in_percent(60)) {
		p = world_at_post(&walk.w, custody(q->d), "head");
	}
	put_id(q, name, 'p', p.v);
}

static int64_t some_time(const char *name)
{
	int64_t span = (int64_t)chance(5 * DAY_S), at = walk.w.at;

	if (strcmp(name, "until") == 0 || strcmp(name, "to") == 0 || strcmp(name, "due") == 0 ||
	    strcmp(name, "ready_by") == 0) {
		return in_percent(8) ? at - span : at + span;
	}
	if (strcmp(name, "from") == 0) {
		return in_percent(50) ? at : at - DAY_S + span / 2;
	}
	return in_percent(4) ? at + span : at - span;
}

static void put_papers(const struct ask *q, const char *name)
{
	const struct procedure *p = law_procedure(walk.w.law, json_str(q->args, "procedure"));
	const struct procedure_version *v = p != NULL ? procedure_on(p, day_of(walk.w.at)) : NULL;
	struct json *list = json_new_arr(scratch());

	if (v == NULL && q->d != NULL) {
		v = q->d->version;
	}
	for (size_t i = 0; v != NULL && i < v->papers; i++) {
		const struct paper *paper = &v->paper[i];
		struct json *row = json_new_obj(scratch());

		if (in_percent(4)) {
			continue;
		}
		json_set_str(scratch(), row, "paper", in_percent(2) ? STR("x") : paper->id);
		json_set_int(scratch(), row, "originals", 1);
		if (paper->sources > 0) {
			json_set_str(scratch(), row, "source",
				     in_percent(5) ? STR("x") : paper->source[0]);
		}
		json_push(scratch(), list, row);
	}
	json_set(scratch(), q->args, name, list);
}

static void put_int(const struct ask *q, const char *name)
{
	int64_t v = (int64_t)chance(14) - 1;

	if (strcmp(name, "no") == 0 && q->d != NULL && q->d->fees > 0 && !in_percent(10)) {
		v = q->d->fee[chance(q->d->fees)].number;
	} else if (strcmp(name, "number") == 0) {
		v = 1 + (int64_t)chance(q->d != NULL ? q->d->opinions + q->d->files + 1 : 2);
	} else if (strcmp(name, "last") == 0) {
		v = 40 + (in_percent(10) ? 20000 : 0);
	}
	json_set_int(scratch(), q->args, name, v);
}

static void put_text(const struct ask *q, const char *name)
{
	char key[40];
	static const char hex[] =
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

	(void)snprintf(key, sizeof(key), "%s_c", name);
	json_set_str(scratch(), q->args, str_cstr(scratch(), str_of(key)), str_of(hex));
}

static void put_list(const struct ask *q, const char *name)
{
	struct json *list = json_new_arr(scratch());

	if (strcmp(name, "procedures") == 0) {
		json_push(scratch(), list, json_new_str(scratch(), word_procedure(q)));
	} else if (strcmp(name, "fields") == 0) {
		struct str field = in_percent(5) ? STR("nothing") : some_procedure()->field;

		json_push(scratch(), list, json_new_str(scratch(), field));
	} else if (strcmp(name, "files") == 0) {
		uint64_t most = q->d != NULL ? q->d->files + 2 : 2;

		json_push(scratch(), list,
			  json_new_str(scratch(), str_fmt(scratch(), "%d", (int)chance(most))));
	} else if (!in_percent(10)) {
		json_push(scratch(), list, json_new_str(scratch(), STR("d0000000000001")));
	}
	json_set(scratch(), q->args, name, list);
}

/* Mostly whom the step lists. */
static struct unit_id asked_unit(const struct ask *q)
{
	const struct step *s = step_of(q->d);
	const struct unit *u = some_unit();

	if (s != NULL && s->askeds > 0 && !in_percent(20)) {
		u = org_relative(&walk.w.org, org_unit(&walk.w.org, q->d->competent),
				 s->asked[chance(s->askeds)]);
	}
	return u != NULL ? u->id : (struct unit_id){ 0 };
}

/* Some of them at once, one twice, or nobody. */
static void put_asked(const struct ask *q, const struct world_row *f)
{
	struct json *list = json_new_arr(scratch());
	char text[ID_TEXT];

	for (uint64_t n = in_percent(3) ? LIMIT_ASKED + 1 : 1 + chance(3); n > 0; n--) {
		const char *id = f->type == TYPE_UNITS ? id_text('u', asked_unit(q).v, text)
						       : id_text('p', some_person().v, text);

		json_push(scratch(), list, json_new_str(scratch(), str_dup(scratch(),
									str_of(id))));
	}
	json_set(scratch(), q->args, f->name, list);
}

static void put_field(const struct ask *q, const struct world_row *f)
{
	char text[DAY_TEXT];

	switch (f->type) {
	case TYPE_TEXT:
		put_text(q, f->name);
		break;
	case TYPE_CODE:
	case TYPE_NAME:
		put_code(q, f->name);
		break;
	case TYPE_INT:
		put_int(q, f->name);
		break;
	case TYPE_BOOL:
		json_set_bool(scratch(), q->args, f->name, in_percent(50));
		break;
	case TYPE_AT:
		put_at(q, f->name, some_time(f->name));
		break;
	case TYPE_DAY:
		day_text((struct day){ day_of(walk.w.at).n + (int32_t)chance(9) - 2 }, text);
		json_set_str(scratch(), q->args, f->name, str_dup(scratch(), str_of(text)));
		break;
	case TYPE_UNIT:
		put_unit(q, f->name);
		break;
	case TYPE_PERSON:
		put_person(q, f->name);
		break;
	case TYPE_SUBJECT:
		put_id(q, f->name, 's', 1000 + (int64_t)chance(50));
		break;
	case TYPE_LIMIT:
		put_word(q, f->name, in_percent(50) ? "1d" : "8h");
		break;
	case TYPE_HASH:
		put_word(q, f->name, "00");
		break;
	case TYPE_FILE:
		put_word(q, f->name, "00000000000000000000000000000000"
				     "00000000000000000000000000000000");
		json_set_int(scratch(), q->args, "size", 1 + (int64_t)chance(1000));
		put_word(q, "type", "pdf");
		break;
	case TYPE_PAPERS:
		put_papers(q, f->name);
		break;
	case TYPE_ONCE:
		put_word(q, f->name, "123456");
		break;
	case TYPE_UNITS:
	case TYPE_PERSONS:
		put_asked(q, f);
		break;
	case TYPE_LIST:
	case TYPE_NAMES:
	case TYPE_DOSSIERS:
	case TYPE_CHILDREN:
	case TYPE_DOSSIER:
	case TYPE_MATTER:
		put_list(q, f->name);
		break;
	}
}

/* Fields that are mostly left out, or else most commands would fail by them. */
static uint64_t percent_of(const char *field)
{
	static const char *const rare[] = { "received_at", "receipt_no", "competent", "arrived_at",
					    "closed_at", "ready_at", "limit", "variant",
					    "files", "quorum" };

	for (size_t i = 0; i < ARRAY_LEN(rare); i++) {
		if (strcmp(rare[i], field) == 0) {
			return 12;
		}
	}
	return 50;
}

/* What a person gives up or delegates is mostly a post they have. */
static void put_seat(const struct ask *q)
{
	struct str who = json_str(q->args, "person");
	int64_t id = 0;

	if (strcmp(q->action->name, "assign") == 0 || in_percent(15) || !id_parse('p', who, &id)) {
		return;
	}
	for (size_t i = 0; i < walk.w.org.assignments; i++) {
		const struct assignment *as = &walk.w.org.assignment[i];

		if (as->person.v == id && (as->to == INSTANT_NONE || as->to > walk.w.at)) {
			put_id(q, "unit", 'u', as->unit.v);
			put_word(q, "post", str_cstr(scratch(), str_of(as->post.code)));
			return;
		}
	}
}

struct json *arguments(const struct world_row *action, const struct dossier *d)
{
	struct ask q = { .action = action, .d = d, .args = json_new_obj(scratch()) };

	switch (action->target) {
	case TARGET_UNIT:
		put_unit(&q, "unit");
		if (strcmp(action->name, "list_batch") == 0) {
			put_id(&q, "unit", 'u', some_onestop()->id.v);
		}
		break;
	case TARGET_PERSON:
		put_person(&q, "person");
		put_seat(&q);
		break;
	case TARGET_NEW_UNIT:
		put_id(&q, "unit", 'u', world_id(&walk.w));
		break;
	case TARGET_NEW_PERSON:
		put_id(&q, "person", 'p', world_id(&walk.w));
		break;
	case TARGET_NEW:
	case TARGET_DOSSIER:
	case TARGET_BUNDLE:
	case TARGET_MATTER:
	case TARGET_NEW_MATTER:
		break;
	}
	for (const struct world_row *f = action + 1;
	     f < world_rows + world_row_count && f->decide == NULL; f++) {
		bool there = json_get(q.args, f->name) != NULL;

		if (!there && (f->must || chance(100) < percent_of(f->name))) {
			put_field(&q, f);
		}
	}
	return q.args;
}
