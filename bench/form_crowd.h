/*
 * The crowd of crowd.h before the browser: the same acts on the same dossiers, sent as
 * forms over HTTP, beside the same handed to the writer in process. Reception and the
 * number of a result, which comes with its file, have pages of their own and are left out
 * of both.
 */
#ifndef DUNGHEN_BENCH_FORM_CROWD_H
#define DUNGHEN_BENCH_FORM_CROWD_H

#include "clients.h"
#include "web_client.h"

enum { FORMS_EACH = 30, FORMS = CLIENTS * FORMS_EACH, FORMS_ALONE = 300 };

struct form_crowd;

/* The store is opened and closed: its dossiers are shared out among the clients, and their
 * people get tokens. */
struct form_crowd *forms_settle(struct arena *a, const char *dir);
/* The officer of the first client, who was given all that waits there: an inbox of a page
 * of rows, which the crowd leaves alone. */
const char *forms_officer(const struct form_crowd *c);
/* A dossier whose page citizens open meanwhile: opening it is an act of its own (rule 4). */
void forms_leave(struct form_crowd *c, const char *id);
/* Signs the clients' people in; then acts a second of all at once, and milliseconds of
 * each act of one alone. */
void forms_enter(struct form_crowd *c, const struct served *s);
double forms_run(struct form_crowd *c);
/* The same by programs, each person's with a token: the JSON API. */
double programs_run(struct form_crowd *c);
void forms_alone(struct form_crowd *c, double wait_ms[FORMS_ALONE]);
/* The same acts in process, on another store alike. */
double acts_run(struct arena *a, const char *dir, int run);

#endif
