/* The ledger of silence below who leads (app/silence.h). */
#ifndef DUNGHEN_WEB_PAGE_SILENCE_H
#define DUNGHEN_WEB_PAGE_SILENCE_H

#include "handler.h"

handler_fn silence_show, silence_csv, silence_xlsx;

#endif
