/* Scorecards of the units that stand below who leads (app/score.h). */
#ifndef DUNGHEN_WEB_PAGE_SCORE_H
#define DUNGHEN_WEB_PAGE_SCORE_H

#include "handler.h"

handler_fn score_show, score_csv, score_xlsx;

#endif
