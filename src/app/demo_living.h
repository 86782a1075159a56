/*
 * A demonstration that lives on while people look at it.
 *
 * Its time runs by another measure: so many of its seconds for each second of the
 * machine, from the last moment of the store on; people may let it run to the next
 * working morning at once. Citizens and officers act as when it was filled
 * (demo_sim.h), by the same commands, in jobs of the running writer: short ones, so
 * that whoever waits for an answer waits no longer than beside any other command.
 *
 * People come first. Whoever is signed in acts for themselves: the simulation gives no
 * command in their name and leaves alone what they hold, what waits at a step of their
 * post to be signed or numbered, or for them as a head, and what anybody has opened in the
 * last minutes. What they did is read again, what they received is taken up.
 *
 * Time's own acts are the ticker's and the writer's. A production store has no such
 * life: living_open refuses it.
 */
#ifndef DUNGHEN_APP_DEMO_LIVING_H
#define DUNGHEN_APP_DEMO_LIVING_H

#include "session.h"
#include "writer.h"

enum { LIVING_SPEED = 60, LIVING_SPEED_MOST = 3600 };

struct living;

struct living_options {
	struct app *app;		/* a writer whose clock was set by hand */
	struct sessions *sessions;
	int64_t speed;			/* 0: its time stands, but for jumps */
};

/*
 * Reads what is open and who is there; outside office hours it lives on to the next
 * morning. Before writer_start: it uses the app. Errors: demo.production,
 * demo.calendar, those of the engine.
 */
bool living_open(struct arena *a, const struct living_options *o, struct living **out,
		 struct err *e) MUST_USE;
/* From here on the writer's thread alone uses the app. Errors: writer.thread. */
bool living_start(struct living *l, struct writer *w, struct err *e) MUST_USE;
/* Before writer_stop. NULL is allowed, so is one that was not started. */
void living_stop(struct living *l);
void living_close(struct living *l);		/* after writer_stop */

/* ---- any thread ---- */

/* What time it is there: for writer_clock and web_options.clock. */
int64_t living_clock(void *living);
/* Somebody opened the dossier with that code: it is theirs for some minutes. */
void living_opened(struct living *l, struct str typed);

/* On the way to the next working morning. */
struct living_jump {
	bool under_way;
	int64_t from, now, to;
};
/* Begins one if none is under way; false when there is no next morning (the calendar
 * ends). */
bool living_jump(struct living *l, struct living_jump *out);
void living_jumping(struct living *l, struct living_jump *out);

/* What it did since it was opened, and what of that the law turned down. */
struct living_count {
	int64_t commands, refused;
};
struct living_count living_counted(struct living *l);

#endif
