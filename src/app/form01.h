/*
 * Form 01, "giấy tiếp nhận hồ sơ và hẹn trả kết quả" (Circular 03/2025, annex I; before
 * it Circular 01/2018): what the citizen takes home. It says what was so at reception,
 * as the ledger has it, so that printed again later it says the same: what changed
 * since has papers of its own.
 */
#ifndef DUNGHEN_APP_FORM01_H
#define DUNGHEN_APP_FORM01_H

#include "read.h"

#include "base/sheet.h"

/*
 * Always in Vietnamese: it is the office's paper. `site` is where people track their
 * dossier, "https://…", and may be empty. By the right to read the dossier, and on
 * record: the note is to be written before it is shown. Errors: dossier.unknown,
 * right.reader, state.not_received.
 */
bool app_form01(struct app *app, struct arena *a, struct person_id who, int64_t at,
		struct str ref, struct str site, struct sheet *out, struct access_note *note,
		struct err *e) MUST_USE;

#endif
