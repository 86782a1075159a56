/*
 * What a forecast was worth: learnt of what had its result before the middle of the time the
 * store knows, asked at the opening of each working day after it about every dossier open
 * then, and held against what became of it (core/forecast.h, doc/forecast.md).
 */
#ifndef DUNGHEN_APP_BACKTEST_H
#define DUNGHEN_APP_BACKTEST_H

#include "app.h"

enum { BACKTEST_BINS = 10 };

struct backtest_bin {			/* of forecasts between i and i + 1 tenths */
	int64_t cases, late;
	double sum;			/* of what was forecast */
};

struct backtest {
	int64_t from, middle, until;
	int64_t learnt;			/* dossiers */
	int64_t dossiers, cases, late;	/* asked about; questions; of them late in the end */
	double brier;			/* mean square of forecast less outcome */
	double brier_base;		/* … had always the share of late ones been forecast, … */
	double brier_plan;		/* … or late whenever the plan's rest does not fit */
	struct backtest_bin bin[BACKTEST_BINS];
};

/* Errors: backtest.none when there is nothing to learn or to ask. */
bool app_backtest(struct app *app, struct arena *a, struct backtest *out,
		  struct err *e) MUST_USE;

#endif
