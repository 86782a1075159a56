/* One account at two machines: who acted where, and whether it is told. */
#include "tap.h"

#include "core/machines.h"

#include "base/day.h"

#include <string.h>

enum { MINUTE = 60, WITHIN = 600, DESK = 11, PHONE = 22, COUNTER = 33 };

/* One letter an act: d desk, p telephone, c counter, upper case another stay there; "." is a
 * minute, "|" a day more. */
struct try {
	const char *acts;
	bool told;
	const char *how;
};

static struct machine where(char c)
{
	bool again = c < 'a';
	char low = again ? (char)(c + 'a' - 'A') : c;

	return (struct machine){
		.session = c, .device = low == 'd' ? DESK : low == 'p' ? PHONE : COUNTER,
	};
}

static bool play(const char *acts, struct machine_act out[MACHINES_SHOW])
{
	struct machines m = { 0 };
	struct machine_act one = { .dossier = { 5 }, .seq = 100, .at = 1000000 };
	bool seen = false;

	for (const char *p = acts; *p != '\0'; p++) {
		if (*p == '.') {
			one.at += MINUTE;
		} else if (*p == '|') {
			one.at += DAY_S;
		} else {
			one.where = where(*p);
			one.seq++;
			seen = machines_act(&m, &one, WITHIN, out);
		}
	}
	return seen;
}

static void tries(void)
{
	static const struct try row[] = {
		{ "dpd", true, "desk, telephone, desk" },
		{ "d.....p.....d", true, "ten minutes there and back" },
		{ "d.....p......d", false, "eleven" },
		{ "dp", false, "there, and not back" },
		{ "ddd", false, "one machine" },
		{ "dpD", false, "back after signing out" },
		{ "dDd", false, "two stays at one machine" },
		{ "dPpd", true, "several from the other" },
		{ "dpcd", true, "three machines" },
		{ "dp...........dpd", true, "once it begins to alternate" },
		{ "dpdp", false, "told once" },
		{ "dpd|dpd", true, "the next day again" },
		{ "dpPcCd", false, "what is older than four stays is forgotten" },
	};
	struct machine_act out[MACHINES_SHOW];

	for (size_t i = 0; i < ARRAY_LEN(row); i++) {
		ok(play(row[i].acts, out) == row[i].told, "%s: %s", row[i].acts, row[i].how);
	}
}

static void shown(void)
{
	struct machine_act out[MACHINES_SHOW];

	ok(play("dd.ppc.d", out), "among others");
	is_int(out[0].seq, 102, "the own act before");
	is_int(out[1].seq, 105, "the latest from elsewhere");
	is_int(out[2].seq, 106, "the act that shows it");
	ok(out[0].where.device == DESK && out[1].where.device == COUNTER, "and the machines");
}

static void came_back(void)
{
	struct machines m = { 0 };
	struct machine_act out[MACHINES_SHOW];
	struct machine_act own = { .where = { 1, 0, DESK }, .seq = 1, .at = 1000 };
	struct machine_act other = { .where = { 2, 0, PHONE }, .seq = 2, .at = 1010 };

	ok(!machines_act(&m, &own, WITHIN, out) && !machines_act(&m, &other, WITHIN, out),
	   "left with the PIN");
	own.seq = 3;
	own.where.came = 1;
	ok(!machines_act(&m, &own, WITHIN, out), "… and taken up again, is another stay");
}

int main(void)
{
	tries();
	shown();
	came_back();
	return done_testing();
}
