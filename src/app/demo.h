/*
 * The demonstration: months of a province at work, made up from a seed.
 *
 * It is no back door. People are appointed by the administrator, dossiers come
 * in, move and end by the same commands as anybody's, each at its own minute;
 * time's own acts are entered in between. All persons are made up, plainly so
 * (demo_names.h). The same arguments give the same ledger byte for byte: chance
 * comes from the seed, no figure depends on the machine, its clock or its
 * floating point.
 */
#ifndef DUNGHEN_APP_DEMO_H
#define DUNGHEN_APP_DEMO_H

#include "check.h"

#include "base/sheet.h"

enum { DEMO_MONTHS_MOST = 60 };

struct demo_options {
	const char *dir;
	int64_t dossiers;
	int64_t months;
	struct str seed;
	struct day until;		/* its life ends as this day begins, */
	bool until_working;		/* … or the last working day not after it */
	const struct law_source *law;	/* files of law/ */
	size_t laws;
	const char *truth;		/* file for what was planted, or NULL */
	sheet_pdf_fn *pdf;		/* draws papers of the last days; NULL: there are none */
	struct progress progress;
};

struct demo_count {
	int64_t from, to;		/* its life */
	int64_t persons, dossiers;
	int64_t commands, groups;
	int64_t refused;		/* commands the law turned down */
	int64_t entries;
	struct hash root;		/* of the whole ledger */
};

/*
 * Makes the store and lives through the months; the app stays open as writer,
 * its clock at the end. Errors: demo.period (first: nothing is simulated before
 * 2025-07-01), store.exists, those of app_create and of the engine.
 */
bool demo_run(struct arena *a, const struct demo_options *o, struct app **out,
	      struct demo_count *count, struct err *e) MUST_USE;

enum demo_place { DEMO_FREE, DEMO_EARLIER, DEMO_OTHER };

/* What stands at `dir`: nothing (or an empty folder), the store of an earlier
 * demonstration, something else. */
enum demo_place demo_place_of(const char *dir);
/* Removes the store of an earlier demonstration, and nothing else: a file it
 * does not know stops it. Errors: demo.foreign (path), file.remove (path). */
bool demo_clear(const char *dir, struct err *e) MUST_USE;

#endif
