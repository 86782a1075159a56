/* Rows of work from the store, for the files of this folder. */
#ifndef DUNGHEN_APP_TASK_INT_H
#define DUNGHEN_APP_TASK_INT_H

#include "app_int.h"
#include "task.h"

#include "store/work.h"

enum { TASKS_MOST = 200 };	/* rows of a page */

bool task_of(struct app *app, struct arena *a, const struct asking *ask,
	     const struct work_row *r, struct task *out, struct err *e) MUST_USE;
/* One page of a query; `after` is the cursor of a page before, or empty. Errors:
 * list.after, list.limit. */
bool tasks_page(struct app *app, struct arena *a, const struct asking *ask,
		struct work_query q, struct str after, struct tasks *out,
		struct err *e) MUST_USE;
/* The place behind a row, as text and back. Errors: list.after. */
struct str task_cursor_text(struct arena *a, const struct list_cursor *c);
bool task_cursor_read(struct arena *a, struct str s, struct list_cursor *out,
		      struct err *e) MUST_USE;
/* Puts the rows of `more` behind; its cursor too. */
void tasks_append(struct arena *a, struct tasks *t, const struct tasks *more);
/* The last second of the civil day of `at`, and of n days later. */
int64_t day_end(int64_t at, int32_t days);

#endif
