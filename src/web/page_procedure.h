/* Procedures for citizens. */
#ifndef DUNGHEN_WEB_PAGE_PROCEDURE_H
#define DUNGHEN_WEB_PAGE_PROCEDURE_H

#include "handler.h"

handler_fn procedures_show, procedure_show;

#endif
