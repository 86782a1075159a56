/* A list of what was passed up to the head of an agency (rule 38), and the form to act. */
#ifndef DUNGHEN_WEB_PAGE_ESCALATIONS_H
#define DUNGHEN_WEB_PAGE_ESCALATIONS_H

#include "handler.h"

handler_fn escalations_show, escalations_act;

#endif
