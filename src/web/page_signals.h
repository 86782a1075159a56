/* Signals (rule 34): about oneself, of the unit one heads, to be ruled on; one of them. */
#ifndef DUNGHEN_WEB_PAGE_SIGNALS_H
#define DUNGHEN_WEB_PAGE_SIGNALS_H

#include "signal_words.h"

handler_fn signals_show, signals_praise, signal_show, signal_act;

#endif
