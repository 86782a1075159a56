/* Signing in and out. */
#ifndef DUNGHEN_WEB_PAGE_SIGN_H
#define DUNGHEN_WEB_PAGE_SIGN_H

#include "handler.h"

handler_fn sign_form, sign_in, sign_code, sign_out;

/* Somebody unknown asked for a page of the house: the way to the sign-in and back;
 * a form that was sent waits meanwhile, so that nothing typed is lost. */
void sign_wanted(struct exchange *x);

#endif
