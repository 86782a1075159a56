/*
 * What stands in the form of reception, found again at each sending: whom the words
 * mean, which procedure, which papers. Nothing is kept between two sendings, so that
 * any button may be pressed at any time, with or without scripts.
 *
 * A choice among those found holds as long as the words looked for are the same
 * (`…-was`); with other words the search begins anew.
 */
#ifndef DUNGHEN_WEB_COUNTER_IN_H
#define DUNGHEN_WEB_COUNTER_IN_H

#include "form.h"
#include "handler.h"

#include "app/dossier_view.h"
#include "app/find.h"
#include "app/intake.h"

enum party_in_state {
	PARTY_IN_EMPTY,		/* nobody named */
	PARTY_IN_OPEN,		/* several found, none chosen */
	PARTY_IN_KNOWN,
	PARTY_IN_FRESH,		/* to be added */
};

struct party_in {
	const char *prefix;		/* "p", "o", "x" */
	enum party_in_state state;
	struct str find;		/* numbers without blanks and dots */
	struct found_people found;
	const struct found_person *known;
	struct str kind;		/* "person", "newborn", "foreigner", "company" */
	struct str name, number, birth, address, phone, email;
};

struct wrong_in {
	struct str field, text;
};

enum { WRONGS_MOST = 16, PROCEDURE_HITS = 6 };

struct counter_in {
	struct party_in submitter, owner, proxy;
	struct str role;		/* of the submitter when the owner is another */
	struct str procedure_find;
	struct procedure_hit *hit;
	size_t hits;
	const struct procedure_hit *chosen;
	const struct procedure_version *version;	/* valid in one look only */
	struct intake_paper *paper;	/* what it asks for, what is there already */
	size_t papers;
	const struct dossier_view *d;	/* a submission that waits, or NULL: a new one */
	bool fresh_list;		/* the checklist is shown for the first time */
	struct str way;			/* "counter", "post", "elsewhere" */
	struct str class_id;
	struct wrong_in wrong[WRONGS_MOST];
	size_t wrongs;
};

/* Reads it; what cannot be found is no error but stands so. Errors: the engine's. */
bool counter_read(struct exchange *x, struct counter_in *out, struct err *e) MUST_USE;

/* The same for the answer to a submission: papers and conditions alone. */
bool counter_read_answer(struct exchange *x, const struct dossier_view *d,
			 struct counter_in *out, struct err *e) MUST_USE;

/* One person's fields, whose names begin with the prefix. */
bool counter_read_party(struct exchange *x, const char *prefix, struct party_in *out,
			struct err *e) MUST_USE;
/* The words for a procedure, what they find and which of it is chosen; the rest of *in
 * stays as it is. */
bool counter_read_procedure(struct exchange *x, struct counter_in *in,
			    struct err *e) MUST_USE;
void counter_check_party(const struct exchange *x, struct counter_in *in,
			 const struct party_in *p);
/* As a command names them, under `name`. Errors: intake.contact. */
bool counter_put_party(struct exchange *x, struct json *args, const char *name,
		       const struct party_in *p, struct err *e) MUST_USE;
/* Which class of fees somebody belongs to, unless the clerk says otherwise. */
struct str counter_class(const struct party_in *p);

/* The owner: the one at the counter unless another is named. */
const struct party_in *counter_owner(const struct counter_in *in);
/* The owner as far as known; v 0: not yet. */
struct subject_id counter_owner_id(const struct counter_in *in);
struct str counter_channel(const struct counter_in *in);
bool counter_ticked(const struct exchange *x, const struct counter_in *in, size_t paper);
/* Papers that must be there and are not ticked. */
size_t counter_missing(const struct exchange *x, const struct counter_in *in);
/* The value of a paper's field ("originals", "source"), or what it is from the start. */
struct str counter_paper_value(const struct exchange *x, const struct counter_in *in,
			       size_t paper, const char *field);

/* Says what is wrong at a field; the first of a field stays. */
void counter_wrong(struct counter_in *in, struct str field, struct str text);
struct str counter_wrong_at(const struct counter_in *in, struct str field);
/* Papers that are not there are said to be wrong. */
void counter_check_papers(const struct exchange *x, struct counter_in *in);
/* One full list of what is to be completed: what is not ticked, by name, and what the
 * clerk adds. False: nothing is, which is said. */
bool counter_asked(struct exchange *x, struct counter_in *in, struct json **out);
/* Reason and note of a refusal. False: one is missing, which is said. */
bool counter_declined(struct exchange *x, struct counter_in *in, struct json **out);
/* Are the people, the procedure and the rest there? What is not is said. */
bool counter_whole(const struct exchange *x, struct counter_in *in);

/* What would be promised; `in` must have a procedure. */
bool counter_promise(struct exchange *x, const struct counter_in *in,
		     struct intake_promise *out, struct err *e) MUST_USE;
/* The arguments of receive_new, or of submit (without what only a reception has). */
bool counter_args(struct exchange *x, const struct counter_in *in, const char *verb,
		  struct json **out, struct err *e) MUST_USE;

#endif
