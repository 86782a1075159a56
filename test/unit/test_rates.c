/* The two on-time rates: rules 25, 26, 28; loopholes G5, G6, G7, G10, G13. */
#include "tap.h"

#include "core/rates.h"

/* June 2026 as the period; "now" is the end of July. */
static int64_t t(int month, int day, int hour)
{
	return civil_instant((struct civil){ .year = 2026, .month = month, .day = day,
					     .hour = hour });
}

static struct rate_facts base(void)
{
	return (struct rate_facts){
		.state = DOSSIER_DELIVERED, .decision = DECISION_GRANTED,
		.channel = CHANNEL_COUNTER, .submitted_at = t(6, 1, 8), .received_at = t(6, 1, 8),
		.first_ready_at = INSTANT_NONE, .ready_at = INSTANT_NONE,
		.closed_at = INSTANT_NONE, .due = t(6, 8, 17), .lived_due = t(6, 8, 17),
		.waiting_from = INSTANT_NONE,
	};
}

static struct rate_facts ready(int day, int hour)
{
	struct rate_facts f = base();

	f.first_ready_at = f.ready_at = t(6, day, hour);
	f.closed_at = t(6, day, hour) + 3600;
	return f;
}

static struct rates count(struct rate_facts f)
{
	struct rates r = { 0 };
	struct period june = { t(6, 1, 0), t(7, 1, 0) };

	rates_add(&r, &f, june, t(7, 31, 12));
	return r;
}

static void solved(void)
{
	struct rates r = count(ready(5, 10));

	is_int(r.early, 1, "a result before the due date is early");
	is_int(r.lived_on_time, 1, "and on time as lived");
	r = count(ready(8, 16));
	is_int(r.on_time, 1, "a result on the due date is on time");
	r = count(ready(8, 18));
	is_int(r.on_time, 1, "officially the whole due date counts");
	is_int(r.lived_late, 1, "as lived the promise is kept to the second");
	r = count(ready(9, 8));
	is_int(r.late, 1, "a result on the next date is late");
	is_int(rates_official(&r), 0, "official 0 of 1");
	is_int(rates_lived(&r), 0, "lived 0 of 1");
}

static void refused(void)
{
	struct rate_facts f = ready(9, 8);

	f.decision = DECISION_DENIED;
	is_int(count(f).late, 1, "G6: a denial has its own on-time");
	f.decision = DECISION_NOT_ELIGIBLE;
	is_int(count(f).on_time, 1, "officially a returned file is on time");
	is_int(count(f).lived_late, 1, "G6: as lived it is late");

	f = base();
	f.state = DOSSIER_WITHDRAWN;
	f.decision = DECISION_NONE;
	f.closed_at = t(6, 9, 8);
	is_int(count(f).on_time, 1, "officially a withdrawn file is on time");
	is_int(count(f).lived_late, 1, "as lived withdrawn after the promise is late");

	f = base();
	f.state = DOSSIER_DECLINED;
	f.received_at = INSTANT_NONE;
	f.lived_due = t(6, 1, 17);
	f.closed_at = t(6, 1, 16);
	is_int(count(f).lived_on_time, 1, "a refusal within the answer limit is on time");
	is_int(count(f).on_time + count(f).early, 0, "and not in the official books");
	f.closed_at = t(6, 2, 8);
	is_int(count(f).lived_late, 1, "a refusal after it is late");
}

static void open_ones(void)
{
	struct rate_facts f = base();

	f.state = DOSSIER_OPEN;
	f.decision = DECISION_NONE;
	is_int(count(f).open_late, 1, "open past its date: officially open and late");
	is_int(count(f).lived_open_late, 1, "and in the lived rate of the period it spans");
	is_int(rates_official(&(struct rates){ 0 }), -1, "nothing solved: not measured");

	f.state = DOSSIER_WAITING;
	f.due = INSTANT_NONE;
	f.waiting_from = t(6, 5, 9);
	is_int(count(f).open_in_time, 1, "G5: officially a waiting file is in time");
	is_int(count(f).lived_open_late, 0, "a citizen awaited before the promise is not late");
	f.waiting_from = t(6, 9, 9);
	is_int(count(f).lived_open_late, 1, "G5: parked after the promise is late as lived");
	f.lived_due = t(7, 3, 17);
	f.waiting_from = t(7, 10, 9);
	is_int(count(f).lived_open_late, 0, "but not in a period before the promise");

	f = base();
	f.state = DOSSIER_OPEN;
	f.received_at = f.submitted_at = t(5, 20, 8);
	f.due = f.lived_due = t(5, 25, 17);
	is_int(count(f).carried, 1, "from the last period");
	is_int(count(f).lived_open_late, 1, "late in every period it spans");
}

static void reopened(void)
{
	struct rate_facts f = ready(5, 10);

	f.ready_at = t(6, 20, 9);	/* G9: both are kept */
	is_int(count(f).early, 1, "officially the first result counts");
	is_int(count(f).lived_late, 1, "as lived the last one does");
	f.state = DOSSIER_WAITING;
	f.ready_at = INSTANT_NONE;
	f.due = INSTANT_NONE;
	f.waiting_from = t(6, 20, 9);
	is_int(count(f).on_time, 1, "reopened and waiting: solved, without a date to be late by");
	f = ready(5, 10);
	f.extended_late = true;
	is_int(count(f).late, 1, "rule 25: extended may count late officially");
	f = ready(5, 10);
	f.imported = true;
	struct rates r = count(f);

	is_int(r.imported, 1, "imported ones stand apart");
	is_int(r.early + r.on_time + r.late + r.lived_on_time + r.received_direct, 0,
	       "from both rates");
}

static void sums(void)
{
	struct rates r = { 0 };
	struct period june = { t(6, 1, 0), t(7, 1, 0) };
	struct rate_facts f = ready(5, 10);

	rates_add(&r, &f, june, t(7, 31, 12));
	f = ready(9, 8);
	rates_add(&r, &f, june, t(7, 31, 12));
	f.channel = CHANNEL_ONLINE;
	rates_add(&r, &f, june, t(7, 31, 12));
	f.channel = CHANNEL_ONLINE_HELPED;
	rates_add(&r, &f, june, t(7, 31, 12));
	is_int(rates_official(&r), 2500, "1 of 4, per ten thousand");
	is_int(rates_online(&r), 5000, "2 of 4 online");
	is_int(r.received_online_self + r.received_online_helped + r.received_direct + r.carried,
	       r.early + r.on_time + r.late + r.open_in_time + r.open_late,
	       "G10: received and carried equal solved and open");
}

int main(void)
{
	solved();
	refused();
	open_ones();
	reopened();
	sums();
	return done_testing();
}
