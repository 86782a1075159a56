/* The form of arguments: names, types, lengths, sane dates. */
#include "action.h"

#include "core/limit.h"

#include "base/hash.h"
#include "base/limits.h"

#include <string.h>

enum { NAME_TEXT = 48, CODE_MAX = 80, ONCE_MAX = 64, INT_MOST = 1000000000 };

/* Where we are, for messages: "papers[2].paper". */
struct place {
	char name[NAME_TEXT];
};

static struct place place_of(const char *name)
{
	struct place p = { "" };
	size_t n = strlen(name);
	memcpy(p.name, name, n < NAME_TEXT ? n : NAME_TEXT - 1);
	return p;
}

static struct place place_in(struct place outer, size_t index, const char *member)
{
	struct buf b;
	buf_init(&b, NAME_TEXT * 4);
	buf_fmt(&b, "%s[%zu]", outer.name, index);
	if (member) {
		buf_fmt(&b, ".%s", member);
	}
	struct place p = place_of(b.p);
	buf_done(&b);
	return p;
}

static struct place place_at(struct place outer, const char *member)
{
	struct buf b;
	buf_init(&b, NAME_TEXT * 4);
	buf_fmt(&b, "%s.%s", outer.name, member);
	struct place p = place_of(b.p);
	buf_done(&b);
	return p;
}

/* An error about a value; the value is shown cut. */
static bool bad(struct err *e, const char *key, struct place p, struct str value)
{
	char shown[ERR_VALUE_SIZE];
	size_t n = value.n < sizeof(shown) - 1 ? value.n : sizeof(shown) - 1;
	if (n > 0) {
		memcpy(shown, value.p, n);
	}
	shown[n] = '\0';
	return err_set(e, ERR_INVALID, key, "name", p.name, "value", shown, NULL);
}

static bool wrong_type(struct err *e, struct place p, const char *want)
{
	return err_set(e, ERR_INVALID, "arg.type", "name", p.name, "want", want, NULL);
}

static bool check_length(struct str s, struct place p, size_t max, struct err *e)
{
	if (str_trim(s).n == 0) {
		return err_set(e, ERR_INVALID, "arg.empty", "name", p.name, NULL);
	}
	if (s.n > max) {
		(void)err_set(e, ERR_LIMIT, "arg.long", "name", p.name, NULL);
		return err_add_int(e, "max", (int64_t)max);
	}
	return true;
}

static bool check_text(const struct json *v, struct place p, size_t max, struct err *e)
{
	if (v->type != JSON_STR) {
		return wrong_type(e, p, "text");
	}
	return check_length(v->s, p, max, e);
}

/* A word: no control characters, no space at its ends. */
/* Stands in clear in the ledger: the public name of a unit, nobody else's. */
static bool check_name(const struct json *v, struct place p, struct err *e)
{
	if (!check_text(v, p, LIMIT_NAME, e)) {
		return false;
	}
	for (size_t i = 0; i < v->s.n; i++) {
		if ((unsigned char)v->s.p[i] < ' ') {
			return bad(e, "arg.code", p, v->s);
		}
	}
	return str_trim(v->s).n == v->s.n || bad(e, "arg.code", p, v->s);
}

/* One word, so that no sentence and no person's name gets into the ledger. */
static bool check_code(const struct json *v, struct place p, struct err *e)
{
	if (!check_text(v, p, CODE_MAX, e)) {
		return false;
	}
	for (size_t i = 0; i < v->s.n; i++) {
		if ((unsigned char)v->s.p[i] <= ' ') {
			return bad(e, "arg.code", p, v->s);
		}
	}
	return true;
}

static bool far(struct place p, struct str value, struct err *e)
{
	(void)bad(e, "arg.far", p, value);
	(void)err_add_int(e, "first", YEAR_FIRST);
	return err_add_int(e, "last", YEAR_LAST);
}

static bool check_year(struct day d, struct place p, struct str value, struct err *e)
{
	int year, month, day;
	day_split(d, &year, &month, &day);
	if (year >= YEAR_FIRST && year <= YEAR_LAST) {
		return true;
	}
	return far(p, value, e);
}

/* A time that is none; of a year that is none, the year is named as the reason. */
static bool no_time(struct place p, struct str value, struct err *e)
{
	int64_t year;
	if (value.n > 4 && value.p[4] == '-' && str_to_int64(str_sub(value, 0, 4), &year) &&
	    (year < YEAR_FIRST || year > YEAR_LAST)) {
		return far(p, value, e);
	}
	return bad(e, "arg.time", p, value);
}

static bool check_day(const struct json *v, struct place p, struct err *e)
{
	struct day d;
	struct err why;
	if (v->type != JSON_STR) {
		return wrong_type(e, p, "day");
	}
	if (!day_parse(v->s, &d, &why)) {
		return no_time(p, v->s, e);
	}
	return check_year(d, p, v->s, e);
}

bool action_instant(const char *name, struct str value, int64_t *out, struct err *e)
{
	struct place p = place_of(name);
	struct err why;
	int64_t at;
	if (!instant_parse(value, &at, &why)) {
		return no_time(p, value, e);
	}
	if (!check_year(day_of(at), p, value, e)) {
		return false;
	}
	*out = at;
	return true;
}

static bool check_at(const struct json *v, struct place p, struct err *e)
{
	int64_t at;
	if (v->type != JSON_STR) {
		return wrong_type(e, p, "instant");
	}
	return action_instant(p.name, v->s, &at, e);
}

static bool check_int(const struct json *v, struct place p, struct err *e)
{
	if (v->type != JSON_INT) {
		return wrong_type(e, p, "int");
	}
	if (v->i < 0 || v->i > (int64_t)INT_MOST * 1000) {
		return err_set(e, ERR_INVALID, "arg.range", "name", p.name, NULL);
	}
	return true;
}

static bool check_limit(const struct json *v, struct place p, struct err *e)
{
	struct limit l;
	struct err why;
	if (v->type != JSON_STR) {
		return wrong_type(e, p, "limit");
	}
	return limit_parse(v->s, &l, &why) || bad(e, "arg.limit", p, v->s);
}

static bool check_hash(const struct json *v, struct place p, struct err *e)
{
	struct hash h;
	if (v->type != JSON_STR) {
		return wrong_type(e, p, "hash");
	}
	return hash_from_hex(v->s, &h) || bad(e, "arg.hash", p, v->s);
}

static bool check_list(const struct json *v, struct place p, size_t max, struct err *e)
{
	if (v->type != JSON_ARR) {
		return wrong_type(e, p, "list");
	}
	if (v->n == 0) {
		return err_set(e, ERR_INVALID, "arg.empty", "name", p.name, NULL);
	}
	if (v->n > max) {
		(void)err_set(e, ERR_LIMIT, "arg.many", "name", p.name, NULL);
		return err_add_int(e, "max", (int64_t)max);
	}
	return true;
}

static bool check_each(const struct json *v, struct place p, size_t max,
		       bool (*check)(const struct json *, struct place, struct err *),
		       struct err *e)
{
	if (!check_list(v, p, max, e)) {
		return false;
	}
	for (size_t i = 0; i < v->n; i++) {
		if (!check(v->v[i], place_in(p, i, NULL), e)) {
			return false;
		}
	}
	return true;
}

static bool check_words(const struct json *v, struct place p, size_t max, struct err *e)
{
	return check_each(v, p, max, check_code, e);
}

static bool check_paper_member(struct str k, const struct json *v, struct place p,
			       struct err *e)
{
	static const char *const words[] = { "paper", "source" };
	static const char *const counts[] = { "originals", "certified", "copies" };
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (str_is(k, words[i])) {
			return check_code(v, place_at(p, words[i]), e);
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
		if (str_is(k, counts[i])) {
			return check_int(v, place_at(p, counts[i]), e);
		}
	}
	return bad(e, "arg.unknown", p, k);
}

static bool check_one_paper(const struct json *v, struct place p, size_t i, struct err *e)
{
	if (v->type != JSON_OBJ) {
		return wrong_type(e, place_in(p, i, NULL), "object");
	}
	if (!json_get(v, "paper")) {
		return err_set(e, ERR_INVALID, "arg.missing", "name",
			       place_in(p, i, "paper").name, NULL);
	}
	for (size_t m = 0; m < v->n; m++) {
		if (!check_paper_member(v->k[m], v->v[m], place_in(p, i, NULL), e)) {
			return false;
		}
	}
	return true;
}

static bool check_papers(const struct json *v, struct place p, struct err *e)
{
	if (v->type != JSON_ARR) {
		return wrong_type(e, p, "list");
	}
	if (v->n > LIMIT_PAPERS) {
		(void)err_set(e, ERR_LIMIT, "arg.many", "name", p.name, NULL);
		return err_add_int(e, "max", LIMIT_PAPERS);
	}
	for (size_t i = 0; i < v->n; i++) {
		if (!check_one_paper(v->v[i], p, i, e)) {
			return false;
		}
	}
	return true;
}

/* 6 to 20 letters and digits: CCCD, passport, tax code, staff number. */
static bool check_id_number(const struct json *v, struct place p, struct err *e)
{
	if (!check_text(v, p, LIMIT_NAME, e)) {
		return false;
	}
	bool ok = v->s.n >= 6 && v->s.n <= 20;
	for (size_t i = 0; ok && i < v->s.n; i++) {
		char c = v->s.p[i];
		ok = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
	}
	/* The value is personal: it is not repeated in the message. */
	return ok || err_set(e, ERR_INVALID, "arg.id_number", "name", p.name, NULL);
}

static bool check_subject_member(struct str k, const struct json *v, struct place p,
				 struct err *e)
{
	if (str_is(k, "name")) {
		return check_text(v, place_at(p, "name"), LIMIT_NAME, e);
	}
	if (str_is(k, "id_number")) {
		return check_id_number(v, place_at(p, "id_number"), e);
	}
	if (str_is(k, "birth")) {
		return check_day(v, place_at(p, "birth"), e);
	}
	if (str_is(k, "phone") || str_is(k, "email")) {
		return check_text(v, p, LIMIT_NAME, e);
	}
	if (str_is(k, "address")) {
		return check_text(v, place_at(p, "address"), LIMIT_TEXT, e);
	}
	return bad(e, "arg.unknown", p, k);
}

static bool check_subject(const struct json *v, struct place p, struct err *e)
{
	int64_t id;
	if (v->type == JSON_STR) {
		return id_parse('s', v->s, &id) || wrong_type(e, p, "subject");
	}
	if (v->type != JSON_OBJ) {
		return wrong_type(e, p, "subject");
	}
	if (!json_get(v, "name")) {
		return err_set(e, ERR_INVALID, "arg.missing", "name",
			       place_at(p, "name").name, NULL);
	}
	for (size_t i = 0; i < v->n; i++) {
		if (!check_subject_member(v->k[i], v->v[i], p, e)) {
			return false;
		}
	}
	return true;
}

static bool check_field(const struct field *f, const struct json *v, struct err *e)
{
	struct place p = place_of(f->name);
	switch (f->type) {
	case FIELD_TEXT:
		return check_text(v, p, LIMIT_TEXT, e);
	case FIELD_CODE:
		return check_code(v, p, e);
	case FIELD_NAME:
		return check_name(v, p, e);
	case FIELD_INT:
		return check_int(v, p, e);
	case FIELD_BOOL:
		return v->type == JSON_TRUE || v->type == JSON_FALSE ||
		       wrong_type(e, p, "bool");
	case FIELD_AT:
		return check_at(v, p, e);
	case FIELD_DAY:
		return check_day(v, p, e);
	case FIELD_UNIT:
	case FIELD_PERSON:
	case FIELD_DOSSIER:
	case FIELD_MATTER:
		return check_code(v, p, e);
	case FIELD_SUBJECT:
		return check_subject(v, p, e);
	case FIELD_LIMIT:
		return check_limit(v, p, e);
	case FIELD_ONCE:
		return check_text(v, p, ONCE_MAX, e);
	case FIELD_HASH:
	case FIELD_FILE:
		return check_hash(v, p, e);
	case FIELD_PAPERS:
		return check_papers(v, p, e);
	case FIELD_LIST:
		return check_words(v, p, LIMIT_CHILDREN, e);
	case FIELD_UNITS:
	case FIELD_PERSONS:
		return check_words(v, p, LIMIT_ASKED, e);
	case FIELD_NAMES:
		return check_each(v, p, LIMIT_CHILDREN, check_name, e);
	case FIELD_DOSSIERS:
		return check_words(v, p, LIMIT_ENTRIES - 1, e);
	case FIELD_CHILDREN:
		/* each child is checked by itself: a bad one stops no other */
		return check_list(v, p, LIMIT_CHILDREN, e);
	}
	return wrong_type(e, p, "");
}

static const struct field *field_named(const struct action *a, struct str name)
{
	for (size_t i = 0; i < action_fields(a); i++) {
		const struct field *f = action_field(a, i);
		if (str_is(name, f->name)) {
			return f;
		}
	}
	return NULL;
}

static bool check_given(const struct action *a, const struct json *args, struct err *e)
{
	for (size_t i = 0; i < args->n; i++) {
		const struct field *f = field_named(a, args->k[i]);
		if (!f) {
			return bad(e, "arg.unknown", place_of("args"), args->k[i]);
		}
		if (!check_field(f, args->v[i], e)) {
			return false;
		}
	}
	return true;
}

bool action_check(const struct action *a, const struct json *args, struct err *e)
{
	if (args->type != JSON_OBJ) {
		return wrong_type(e, place_of("args"), "object");
	}
	if (!check_given(a, args, e)) {
		return false;
	}
	for (size_t i = 0; i < action_fields(a); i++) {
		const struct field *f = action_field(a, i);
		if (f->must && !json_get(args, f->name)) {
			return err_set(e, ERR_INVALID, "arg.missing", "name", f->name, NULL);
		}
	}
	return true;
}

/* What the bundle says for all its children. */
static bool of_bundle(const char *name)
{
	return strcmp(name, "receiving") == 0 || strcmp(name, "submitter") == 0;
}

bool action_check_child(const struct json *child, size_t number, struct err *e)
{
	const struct action *a = action_find(STR("receive_new"));
	if (child->type != JSON_OBJ) {
		return wrong_type(e, place_in(place_of("children"), number, NULL), "object");
	}
	for (size_t i = 0; i < child->n; i++) {
		const struct field *f = field_named(a, child->k[i]);
		if (!f || of_bundle(f->name)) {
			return bad(e, "arg.unknown",
				   place_in(place_of("children"), number, NULL), child->k[i]);
		}
		if (!check_field(f, child->v[i], e)) {
			return false;
		}
	}
	for (size_t i = 0; i < action_fields(a); i++) {
		const struct field *f = action_field(a, i);
		if (f->must && !of_bundle(f->name) && !json_get(child, f->name)) {
			return err_set(e, ERR_INVALID, "arg.missing", "name", f->name, NULL);
		}
	}
	return true;
}
