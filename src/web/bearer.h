/*
 * Who stands before the door of programs: the token behind a request for the JSON API
 * (app/token.h), and whether it reaches this address. No session and no cookie counts
 * there, so that no page of elsewhere can make a browser ask.
 */
#ifndef DUNGHEN_WEB_BEARER_H
#define DUNGHEN_WEB_BEARER_H

#include "handler.h"

/* For addresses of WHO_TOKEN: x->by_token, x->token; of a member of staff also
 * x->signed_in, x->person, x->seat. False: the refusal is in x->out. Needs a look. */
bool bearer_admit(struct exchange *x);
/* Has it that scope? False: the refusal is in x->out. */
bool bearer_may(struct exchange *x, enum token_scope scope);

#endif
