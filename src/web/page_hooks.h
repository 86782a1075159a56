/* Webhooks, for an administrator: a new one, whether it arrives, a test, the end of one. */
#ifndef DUNGHEN_WEB_PAGE_HOOKS_H
#define DUNGHEN_WEB_PAGE_HOOKS_H

#include "handler.h"

handler_fn hooks_show, hooks_add, hooks_act;

#endif
