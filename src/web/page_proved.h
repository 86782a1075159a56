/*
 * What a citizen sees and does once proved by a code (proved.h; rule 41): papers and their
 * files, printed forms whole, what was said, who has looked (rule 42), the proof of
 * reception; a new contact, another way of the result, withdrawal. Every opening stands on
 * record as theirs.
 */
#ifndef DUNGHEN_WEB_PAGE_PROVED_H
#define DUNGHEN_WEB_PAGE_PROVED_H

#include "proved.h"
#include "view_proved.h"

handler_fn proved_show, proved_file, proved_form, proved_receipt, proved_looks;
handler_fn proved_contact, proved_contact_code, proved_result_by, proved_withdraw;

/* The page once more, with what was wrong. */
void proved_again(struct exchange *x, const struct proved *p, const struct err *wrong);

#endif
