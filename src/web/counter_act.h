/*
 * Several commands of one form, one after another: submit and refuse, receive and take
 * the fee. Each has a key of its own made from the form's, so that a form sent twice acts
 * once, and one that broke off goes on where it stood.
 */
#ifndef DUNGHEN_WEB_COUNTER_ACT_H
#define DUNGHEN_WEB_COUNTER_ACT_H

#include "handler.h"

enum { COUNTER_STEPS = 4 };

struct counter_acts {
	struct {
		const char *verb;
		struct json *args;	/* `dossier` is put in from the second on, or by code */
		bool may_fail;		/* the dossier stands without it: its page says so */
	} step[COUNTER_STEPS];
	size_t n, at;
	struct str code;		/* of the dossier; empty: the first step makes it */
	void (*refused)(struct exchange *x, const struct err *e);
};

void counter_add(struct counter_acts *acts, const char *verb, struct json *args);
/* Hands them in; at the end the page of what came of it is seen. Lives in x->a. */
void counter_go(struct exchange *x, struct counter_acts *acts);
void counter_see(struct exchange *x, struct str code);

/* The fee's receipt, when it is to be taken now. */
void counter_add_fee(struct exchange *x, struct counter_acts *acts);
/* Was this the date that was shown? `about` names what it was shown for. */
bool counter_was_seen(const struct exchange *x, struct str about, int64_t due);
bool counter_same_date(struct str seen, struct str about, int64_t due);
struct str counter_seen(const struct exchange *x, struct str about, int64_t due);

#endif
