/* What demo stores alone have: their people, signed in by a click, the jump to the next
 * working morning, and the messages that go nowhere. */
#ifndef DUNGHEN_WEB_PAGE_DEMO_H
#define DUNGHEN_WEB_PAGE_DEMO_H

#include "handler.h"

handler_fn demo_people, demo_sign_in, demo_jump, demo_jump_show, demo_messages;

#endif
