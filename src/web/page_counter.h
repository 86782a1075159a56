/* Reception at the counter: the form, and what came of it. */
#ifndef DUNGHEN_WEB_PAGE_COUNTER_H
#define DUNGHEN_WEB_PAGE_COUNTER_H

#include "handler.h"

handler_fn counter_new, counter_send;
/* A submission that waits for its answer. */
handler_fn counter_waiting, counter_answer;
handler_fn counter_received;

#endif
