/* Rows of work in words. */
#ifndef DUNGHEN_WEB_WORD_TASK_H
#define DUNGHEN_WEB_WORD_TASK_H

#include "view_work.h"
#include "words.h"

#include "app/task.h"

struct task_view words_task(const struct exchange *x, const struct task *t);
/* Their links lead to where the list is worked off: /dossiers, /counter/hand-out, … */
struct task_table_view words_tasks_to(const struct exchange *x, const struct tasks *t,
				      const char *where);
struct task_table_view words_tasks(const struct exchange *x, const struct tasks *t);

#endif
