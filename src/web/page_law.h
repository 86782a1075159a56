/* Data of the law as files: taken out, handed in, looked at, applied. */
#ifndef DUNGHEN_WEB_PAGE_LAW_H
#define DUNGHEN_WEB_PAGE_LAW_H

#include "handler.h"

handler_fn law_show, law_out, law_in, law_look, law_act;

#endif
