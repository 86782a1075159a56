/*
 * One account at two machines: somebody acts from one, another one acts under the same
 * account, and the first goes on, all within minutes. One person cannot sit at both; it
 * is a question to them (rule 34), found by detect_two_machines.
 *
 * Only acts count, and only those of sessions in browsers: whoever reads on a telephone
 * beside the desk does nothing there, programs and the command line have no machine. Who
 * signs out, or leaves a desk with the PIN, has left it: what comes after is another stay.
 *
 * What is remembered is the last act of each stay, in memory and for minutes.
 */
#ifndef DUNGHEN_CORE_MACHINES_H
#define DUNGHEN_CORE_MACHINES_H

#include "ids.h"

/* Where an act was done. */
struct machine {
	int64_t session;
	int32_t came;			/* times it was taken up again at a shared desk */
	uint64_t device;		/* keyed hash of the browser's; 0: none, no act counts */
};

struct machine_act {
	struct machine where;
	struct dossier_id dossier;
	int64_t seq, at;
};

enum { MACHINES_MOST = 4, MACHINES_SHOW = 3 };

struct machines {			/* of one person; begin with zeros */
	struct machine_act last[MACHINES_MOST];	/* of each stay, the latest ones */
	size_t n;
	int32_t told_on;		/* civil day; once a day is enough */
};

/* One more act, later than all before. True: the same stay had acted at most `within_s`
 * before, and from another machine somebody has since: out are these two and the act. */
bool machines_act(struct machines *m, const struct machine_act *act, int64_t within_s,
		  struct machine_act out[MACHINES_SHOW]);

#endif
