/* One's own account. */
#ifndef DUNGHEN_WEB_PAGE_OWN_H
#define DUNGHEN_WEB_PAGE_OWN_H

#include "handler.h"

handler_fn password_form, password_set;

#endif
