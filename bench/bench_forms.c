/*
 * A printed form, from the ledger to the bytes of the PDF: the receipt and the control
 * sheet of dossiers that have gone all their way. The forms of one run are interleaved;
 * the library is loaded before the first, as in a server that has printed one.
 */
#include "fill.h"
#include "measure.h"

#include "app/forms.h"
#include "app/view.h"
#include "edge/sheet_pdf.h"

#include <stdio.h>

enum { DOSSIERS = 3000, PRINTED = 100, KINDS = 2, FORM_MS = 30, PDF_MOST = 1 << 20 };

static const char *const words[KINDS] = { "receipt", "control" };

struct press {
	struct app *app;
	struct buf pdf;
	struct form_asked asked[PRINTED];
};

/* The clerk who received it may read it. */
static struct person_id clerk(struct press *p, struct arena *a, struct dossier_id id)
{
	struct entry_list list;
	struct err e;
	if (!app_entries(p->app, a, id, &list, &e)) {
		give_up("entries", e.key);
	}
	for (size_t i = 0; i < list.n; i++) {
		if (list.entry[i].kind == KIND_RECEIVED) {
			return list.entry[i].actor;
		}
	}
	give_up("entries", "not received");
	return (struct person_id){ 0 };
}

static void choose(struct press *p, struct arena *a)
{
	struct list_page page;
	struct list_filter f = { .state = STR("delivered"), .limit = PRINTED };
	struct err e;
	if (!app_list(p->app, a, &f, &page, &e)) {
		give_up("list", e.key);
	}
	if (page.n < PRINTED) {
		give_up("list", "too few dossiers");
	}
	for (size_t i = 0; i < PRINTED; i++) {
		p->asked[i] = (struct form_asked){
			.dossier = page.row[i].code, .site = STR("https://dvc.example.vn"),
			.who = clerk(p, a, page.row[i].id), .at = app_now(p->app) };
	}
}

static double print_ms(struct press *p, size_t i, const char *form)
{
	struct arena a;
	struct sheet sheet;
	struct access_note note;
	struct err e;
	int64_t from = now_us();
	arena_init(&a, 0);
	p->asked[i].form = str_of(form);
	p->pdf.n = 0;
	if (!app_form(p->app, &a, &p->asked[i], &sheet, &note, &e) ||
	    !sheet_pdf(&sheet, &p->pdf, &e)) {
		give_up(form, e.key);
	}
	arena_done(&a);
	return (double)(now_us() - from) / 1000.0;
}

int main(void)
{
	static struct press p;
	static double all[KINDS][RUNS * PRINTED], once[KINDS][PRINTED];
	double p50[KINDS][RUNS];
	struct arena a;
	struct err e;
	hash_setup();
	arena_init(&a, 0);
	struct app_options o = { .dir = filled_store(&a, DOSSIERS), .access = APP_READER,
				 .clock = INSTANT_NONE };
	if (!app_open(&a, &o, &p.app, &e)) {
		give_up(o.dir, e.key);
	}
	buf_init(&p.pdf, PDF_MOST);
	choose(&p, &a);
	double first = print_ms(&p, 0, words[0]);
	for (int run = 0; run < RUNS; run++) {
		for (size_t i = 0; i < PRINTED; i++) {
			for (int k = 0; k < KINDS; k++) {
				once[k][i] = print_ms(&p, i, words[k]);
				all[k][run * PRINTED + (int)i] = once[k][i];
			}
		}
		for (int k = 0; k < KINDS; k++) {
			p50[k][run] = median(once[k], PRINTED);
		}
	}
	for (int k = 0; k < KINDS; k++) {
		char name[2][32];
		(void)snprintf(name[0], sizeof(name[0]), "form_pdf_%s_p50", words[k]);
		(void)snprintf(name[1], sizeof(name[1]), "form_pdf_%s_p99", words[k]);
		print_figure(&(struct figure){ .name = name[0], .unit = "ms", .limit = FORM_MS,
					       .value = median(p50[k], RUNS), .better = LOWER });
		print_figure(&(struct figure){ .name = name[1], .unit = "ms", .limit = FORM_MS,
					       .value = percentile(all[k], RUNS * PRINTED, 0.99),
					       .better = LOWER });
	}
	print_figure(&(struct figure){ .name = "form_pdf_first", .unit = "ms", .value = first,
				       .better = LOWER });
	buf_done(&p.pdf);
	app_close(p.app);
	arena_done(&a);
	return 0;
}
