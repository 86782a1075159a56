/* The published log below /log/ (C2SP tlog-tiles), for everybody. */
#ifndef DUNGHEN_WEB_PAGE_LOG_H
#define DUNGHEN_WEB_PAGE_LOG_H

#include "handler.h"

handler_fn log_checkpoint, log_tile, log_key;

#endif
