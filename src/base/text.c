/* Sentences by key, with their arguments put in. */
#include "text.h"

#include "text_table.h"

#include <assert.h>
#include <string.h>

struct str text_get(enum text_lang lang, const char *key)
{
	size_t at = text_hash(key);
	for (; text_slot[at % text_slots] != 0; at++) {
		const struct text_row *row = &text_table[text_slot[at % text_slots] - 1];
		if (strcmp(key, row->key) == 0) {
			return str_of(row->sentence[lang]);
		}
	}
	return (struct str){ .p = "", .n = 0 };
}

static const struct text_arg *find_arg(const struct text_arg *args, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++) {
		if (str_is(name, args[i].name)) {
			return &args[i];
		}
	}
	return NULL;
}

/* {name#}: a whole number by thousands. */
static void put_number(struct buf *b, enum text_lang lang, struct str digits)
{
	for (size_t i = 0; i < digits.n; i++) {
		if (i > 0 && digits.p[i - 1] != '-' && (digits.n - i) % 3 == 0) {
			buf_char(b, lang == TEXT_VI ? '.' : ',');
		}
		buf_char(b, digits.p[i]);
	}
}

/* A {name} without an argument prints itself: better seen than lost. */
static void put_sentence(struct buf *b, enum text_lang lang, struct str sentence,
			 const struct text_arg *args, size_t n)
{
	struct str before;
	struct str rest;
	while (str_cut(sentence, '{', &before, &rest)) {
		struct str name;
		buf_str(b, before);
		bool closed = str_cut(rest, '}', &name, &sentence);
		bool number = str_ends(name, STR("#"));
		struct str plain = number ? str_sub(name, 0, name.n - 1) : name;
		const struct text_arg *arg = closed ? find_arg(args, n, plain) : NULL;
		if (arg && number) {
			put_number(b, lang, arg->value);
		} else if (arg) {
			buf_str(b, arg->value);
		} else {
			buf_char(b, '{');
			buf_str(b, name);
			buf_text(b, closed ? "}" : "");
		}
	}
	buf_str(b, before);
}

void text_put(struct buf *b, enum text_lang lang, const char *key, const struct text_arg *args,
	      size_t n)
{
	struct str sentence = text_get(lang, key);
	if (sentence.n == 0) {
		buf_text(b, key);
		return;
	}
	put_sentence(b, lang, sentence, args, n);
}

static size_t args_of(const struct err *e, struct text_arg args[ERR_ARGS])
{
	for (int i = 0; i < e->args; i++) {
		args[i] = (struct text_arg){ .name = e->arg[i].name,
					     .value = str_of(e->arg[i].value) };
	}
	return (size_t)e->args;
}

void text_err(struct buf *b, enum text_lang lang, const struct err *e)
{
	struct text_arg args[ERR_ARGS];
	size_t n = args_of(e, args);
	text_put(b, lang, e->key, args, n);
}

const char *text_hint_key(const struct err *e, char space[TEXT_HINT_KEY])
{
	static const char tail[] = ".hint";
	size_t n = strlen(e->key);
	assert(n < ERR_KEY_SIZE);
	memcpy(space, e->key, n);
	memcpy(space + n, tail, sizeof(tail));
	return text_get(TEXT_VI, space).n > 0 ? space :
	       e->code == ERR_CORRUPT ? "damage.next" : NULL;
}

void text_hint(struct buf *b, enum text_lang lang, const struct err *e)
{
	char space[TEXT_HINT_KEY];
	const char *key = text_hint_key(e, space);
	struct text_arg args[ERR_ARGS];
	if (key) {
		put_sentence(b, lang, text_get(lang, key), args, args_of(e, args));
	}
}
