/* One's own account. */
#ifndef DUNGHEN_WEB_PAGE_OWN_H
#define DUNGHEN_WEB_PAGE_OWN_H

#include "handler.h"

handler_fn own_show, own_seat, own_pin, own_close, password_form, password_set;

#endif
