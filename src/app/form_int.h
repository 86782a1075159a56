/* What the forms of this folder share: a form at work, its words, its usual parts. */
#ifndef DUNGHEN_APP_FORM_INT_H
#define DUNGHEN_APP_FORM_INT_H

#include "app_int.h"
#include "forms.h"
#include "label.h"
#include "view.h"

struct form {
	struct app *app;
	struct arena *a;
	const struct dossier *d;	/* as its entry left it, or as it is now */
	int64_t due_before;		/* before its entry; INSTANT_NONE: none */
	const struct entry *on;		/* what it is printed from */
	int64_t n;			/* which of its kind */
	struct str number;		/* of the form; empty: a slip */
	struct str wish;		/* of one that is only tried: what is typed just now */
	struct str title;		/* as its rule set has it; empty: the usual one */
	struct str site;
	const struct procedure_version *version;	/* as its entry has it (rule 17) */
	struct entry_list entries;
	const struct opened *texts;
	bool masked;
	struct asking ask;
	struct sheet *s;
};

typedef bool form_fn(struct form *f, struct err *e);
#define FORM(name, who, when, kind, other) form_fn form_##name;
#define SLIP(name, who, when, kind) form_fn form_##name;
#include "forms.def"
#undef SLIP
#undef FORM

/* ---- words, in Vietnamese ---- */

struct str form_words(struct form *f, const char *key, const struct text_arg *args, size_t n);
struct str form_words0(struct form *f, const char *key);
struct str form_words1(struct form *f, const char *key, const char *name, struct str value);
/* By a key with {hour} {minute} {day} {month} {year}. */
struct str form_moment(struct form *f, const char *key, int64_t at);
struct str form_limit(struct form *f, struct limit l);
struct str form_money(struct form *f, int64_t amount);

/* ---- items ---- */

/* Nothing when the text is empty. `label` is a key, or NULL. */
void form_add(struct form *f, enum sheet_kind kind, const char *label, struct str text);
/* The sheet's table, which is filled already. */
void form_add_table(struct form *f);
/* A typed text: its heading, then the text on as many pages as it takes. */
void form_add_text(struct form *f, const char *heading, struct str text);
/* Two people sign, side by side. */
void form_add_signs(struct form *f, const char *left, struct str name, const char *right,
		    struct str other);
/* One does, at the right. */
void form_add_sign(struct form *f, struct str block, struct str name);
/* The same for an agency's letter; beside it which units get copies, some may be empty. */
void form_add_letter_sign(struct form *f, const struct str *to, size_t n, struct str block,
			  struct str name);

/* ---- parts ---- */

/* Motto, issuing unit, place of the date, title, code to be scanned. `key`.title and
 * `key`.title.code are sentences. */
void form_head(struct form *f, const char *key, struct unit_id issuer);
/* What was typed into the entry; masked only that there is something. */
struct str form_typed(struct form *f, const char *field);
/* Whoever handed it in, with how to reach them, then the owner if another. The first
 * label is a key. */
bool form_people(struct form *f, const char *label, struct str *submitter, struct err *e);
void form_procedure(struct form *f);
/* Of somebody of staff; masked empty. */
bool form_staff(struct form *f, struct person_id id, struct str *out, struct err *e);
/* What stands above the signature of whoever signs for the head of that unit. */
struct str form_block(struct form *f, struct unit_id unit, struct person_id person);
/* The step it stood at then, or empty. */
struct str form_stage(const struct form *f);
/* The seat that held the dossier when its entry was made; NULL: nobody. */
const struct party *form_holder(const struct form *f);

/* The table: number, paper, and three counts. */
enum { FORM_PAPER_COLUMNS = 5 };
struct form_paper {
	struct str name;
	int64_t originals, certified, copies;
};
void form_papers(struct form *f, const char *heading, const struct form_paper *p, size_t n);
/* Those brought, as the last list up to the entry has them. */
size_t form_brought(struct form *f, struct form_paper **out);

#endif
