/*
 * Tables of holidays, office hours and limits from any bytes: refused or read,
 * never worse; what is read can be reckoned with. The first byte chooses.
 */
#include "core/deadline.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void reckon(struct arena *a, const struct holiday_table *t, const struct profile *p)
{
	struct calendar c;
	struct deadline d;
	struct err e;
	for (size_t i = 0; i < t->rows; i++) {
		struct citation cited = holiday_citation(&t->row[i]);
		assert(cited.document.n + cited.article.n + cited.clause.n <= t->row[i].source.n);
	}
	if (!calendar_build(a, t, p, WEEK_PROFILE, &c, &e)) {
		return;
	}
	struct pause pause = { c.first_at + 9 * (int64_t)DAY_S, c.first_at + 12 * (int64_t)DAY_S,
			       PAUSE_HOLD };
	struct deadline_in in = { .cal = &c,
				  .received_at = c.first_at + 7 * (int64_t)DAY_S,
				  .limit = { LIMIT_WDAY, 5 },
				  .mode = DUE_TIME_OF_DAY,
				  .pauses = &pause,
				  .n_pauses = 1,
				  .cutoff_s = p->cutoff_s };
	(void)!deadline_compute(&in, &d, &e);
	in.limit = (struct limit){ LIMIT_WHOUR, 40 * 3600 };
	(void)!deadline_compute(&in, &d, &e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str table =
		STR("date,name_vi,kind,source\n2025-01-01,x,holiday,s\n2025-01-11,y,swap_work,s\n");
	static const struct str hours = STR("{\"sessions\":[[\"mon-fri\",\"07:30\",\"17:00\"]]}");
	if (size == 0) {
		return 0;
	}
	struct str text = { (const char *)data + 1, size - 1 };
	struct arena a;
	struct holiday_table t;
	struct profile p;
	struct limit limit;
	struct err e;
	arena_init(&a, 0);
	if (data[0] % 3 == 2) {
		if (limit_parse(text, &limit, &e)) {
			(void)limit_text(&a, limit);
		}
	} else if (holidays_read(&a, data[0] % 3 ? table : text, &t, &e) &&
		   profile_read(&a, data[0] % 3 ? text : hours, &p, &e)) {
		reckon(&a, &t, &p);
	}
	arena_done(&a);
	return 0;
}
