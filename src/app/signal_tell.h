/*
 * From findings to signals (app/signals.h): what there is to tell, what is to be withdrawn, and
 * the writing of both. By time itself, behind the ledger: what only fills a store does it in
 * between.
 */
#ifndef DUNGHEN_APP_SIGNAL_TELL_H
#define DUNGHEN_APP_SIGNAL_TELL_H

#include "app.h"

#include "core/matter.h"

struct told;
struct signal_news {
	struct told *told;
	size_t n, cap;
	struct matter_id *gone;
	size_t gones;
	bool more;			/* there is more than was looked at */
};
/* What there is to tell and to withdraw as of `at`, once findings are written; in `a`. */
bool app_signal_news(struct app *app, struct arena *a, int64_t at, struct signal_news *out,
		     struct err *e) MUST_USE;
/* Writes it, as a group of its own (writers). */
bool app_signals_write(struct app *app, const struct signal_news *news, struct err *e) MUST_USE;
/* Findings caught up with and told, until there is nothing more (writers); how many. */
bool app_signals_catch_up(struct app *app, int64_t *told, struct err *e) MUST_USE;

#endif
