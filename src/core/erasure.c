/* When the personal data of a dossier may go. */
#include "erasure.h"

int64_t dossier_kept_until(const struct dossier *d)
{
	int year, month, day;

	if (d->closed_at == INSTANT_NONE || d->version == NULL) {
		return KEPT_OPEN;
	}
	day_split(day_of(d->closed_at), &year, &month, &day);
	/* From the day after the anniversary; 29 February counts as 1 March. */
	bool leap_day = month == 2 && day == 29;

	return civil_instant((struct civil){
		year + (int)d->version->retention_years, leap_day ? 3 : month,
		leap_day ? 1 : day, 0, 0, 0 }) + DAY_S;
}

bool erasure_ground(struct str word)
{
	return str_is(word, "request") || str_is(word, "expired") || str_is(word, "order");
}
