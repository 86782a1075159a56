/*
 * What-if in words: the change and the answer in one sentence, by the catalogs.
 */
#ifndef DUNGHEN_APP_WHATIF_TEXT_H
#define DUNGHEN_APP_WHATIF_TEXT_H

#include "whatif.h"

#include "base/text.h"

/* "one more person as Chairman, Commune X": all changes of the ask. */
struct str whatif_change_text(const struct app *app, struct arena *a, enum text_lang lang,
			      const struct whatif_ask *ask);
/* "…: late dossiers −71 % [−64, −77]". */
struct str whatif_sentence(const struct app *app, struct arena *a, enum text_lang lang,
			   const struct whatif_ask *ask, const struct whatif_answer *w);
/* "−71", "+4", "0"; with a true minus. */
struct str whatif_signed(struct arena *a, double v);
/* Working seconds as days of eight hours, "3.4"; "3,4" in Vietnamese. */
struct str whatif_days(struct arena *a, enum text_lang lang, double work_s);
/* "3 to 5 days". */
struct str whatif_band_text(struct arena *a, enum text_lang lang, int band);
/* Per cent with one digit, likewise. */
struct str whatif_percent(struct arena *a, enum text_lang lang, double v);

#endif
