/* One matter that is no dossier: what is asked in it, and the answer. */
#ifndef DUNGHEN_WEB_PAGE_MATTER_H
#define DUNGHEN_WEB_PAGE_MATTER_H

#include "handler.h"

handler_fn matter_show, matter_ask, matter_answer, matter_supplement;

#endif
