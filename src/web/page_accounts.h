/* Accounts of staff: who can sign in, one-time passwords, locks, sessions. */
#ifndef DUNGHEN_WEB_PAGE_ACCOUNTS_H
#define DUNGHEN_WEB_PAGE_ACCOUNTS_H

#include "handler.h"

handler_fn accounts_list, accounts_show, accounts_act;

#endif
