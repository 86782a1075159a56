/* Reception at the counter: the form, and what came of it. */
#ifndef DUNGHEN_WEB_PAGE_COUNTER_H
#define DUNGHEN_WEB_PAGE_COUNTER_H

#include "handler.h"

handler_fn counter_new, counter_send;
/* What is found so far, while one types: the part of the page that shows it. */
handler_fn counter_procedures, counter_people;
/* A submission that waits for its answer. */
handler_fn counter_waiting, counter_answer;
handler_fn counter_received;

#endif
