/*
 * The minutes of a hand-over ("biên bản bàn giao"): what passes from a unit that ends to one
 * that goes on with it, as a sheet to be printed and signed by both, from what app_reform
 * found: open dossiers with who had them and who has them then, people with their posts, the
 * rights that end. Always in Vietnamese, as all papers of the office. No citizen stands on it.
 */
#ifndef DUNGHEN_APP_REFORM_PAPER_H
#define DUNGHEN_APP_REFORM_PAPER_H

#include "reform.h"

#include "base/sheet.h"

struct reform_pair {
	struct unit_id from, to;
	int64_t dossiers, persons;
};
/* One for each unit and each that goes on with something of it, by their keys. */
struct reform_pairs {
	struct reform_pair *pair;
	size_t n;
};
void app_reform_pairs(struct app *app, struct arena *a, const struct reform *r,
		      struct reform_pairs *out);
/* `minutes`: their number, or empty to be written in by hand. Errors: those of the vault. */
bool app_reform_paper(struct app *app, struct arena *a, const struct reform *r,
		      const struct reform_pair *pair, struct str minutes, struct sheet *out,
		      struct err *e) MUST_USE;
/* "25195-25210.pdf": keys of both. */
struct str reform_paper_name(const struct app *app, struct arena *a,
			     const struct reform_pair *pair);

#endif
