/* Which rule set open dossiers froze. */
#include "store_impl.h"

bool store_law_used(struct store *s, struct arena *a, struct law_used **out, size_t *n,
		    struct err *e)
{
	struct q_law_used_in in = { .limit = LAW_USED_MOST };
	struct law_used *use = arena_array(a, struct law_used, LAW_USED_MOST);
	struct q_law_used_row q;
	struct db_stmt *st;
	bool found = true;

	*n = 0;
	if (!q_law_used_open(s->db, &in, &st, e)) {
		return false;
	}
	while (found) {
		if (!q_law_used_next(st, &q, &found, e)) {
			return false;
		}
		if (found) {
			use[(*n)++] = (struct law_used){ str_dup(a, q.rule_set),
							 str_dup(a, q.procedure), q.n };
		}
	}
	*out = use;
	return true;
}
