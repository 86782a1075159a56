/* Handler of form 01 (web/routes.def). */
#ifndef DUNGHEN_WEB_PAGE_FORM01_H
#define DUNGHEN_WEB_PAGE_FORM01_H

#include "handler.h"

handler_fn form01_show;

#endif
