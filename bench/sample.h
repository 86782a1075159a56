/*
 * Dossiers of a filled store to ask for.
 */
#ifndef DUNGHEN_BENCH_SAMPLE_H
#define DUNGHEN_BENCH_SAMPLE_H

#include "app/app.h"
#include "store/store.h"

/* Anywhere in the ledger; the same ones for the same store. Rows live in `a`. All end
 * the program when the store cannot be read. */
void sample_any(struct app *app, struct arena *a, struct dossier_row *row, size_t n);
/* Every second open one. */
void sample_open(struct app *app, struct arena *a, struct dossier_row *row, size_t n);
/* Who held it last. */
struct person_id sample_holder(struct app *app, struct str code);

#endif
