/* The form of reception as its page shows it. */
#ifndef DUNGHEN_WEB_COUNTER_SHOW_H
#define DUNGHEN_WEB_COUNTER_SHOW_H

#include "counter_in.h"
#include "view_counter.h"

/* `promise` is NULL as long as nothing can be promised. Lives in the exchange's arena;
 * what is wrong stands in `in`. */
void counter_view(struct exchange *x, const struct counter_in *in,
		  const struct intake_promise *promise, struct counter_view *out);
/* The part shared with the answer to a submission. */
void counter_answer_view(struct exchange *x, const struct counter_in *in,
			 const struct intake_promise *promise, struct answer_view *out);

/* Somebody's fields, for part_party. */
struct party_view counter_party_view(const struct exchange *x, const struct counter_in *in,
				     const struct party_in *p, const char *label);
/* What was found for the words of a field, for part_picks. */
struct picks_view counter_people_picks(const struct exchange *x, const struct party_in *p,
				       struct str label);
struct picks_view counter_procedure_picks(const struct exchange *x, const struct counter_in *in);
/* Where it is decided, the limit, the fee: what stands beside the date. */
struct facts_view counter_facts(const struct exchange *x, const struct intake_promise *p);
/* The ways of a coded list as choices; `first` leads them when it has a text. */
void counter_options(const struct exchange *x, struct field_view *f, const struct coded *list,
		     size_t n, struct str first);

#endif
