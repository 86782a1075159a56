/* Deriving and comparing the code by which a result is collected. */
#include "pickup.h"

#include "sight.h"

#include "store/door.h"

#include <string.h>

bool pickup_code(struct app *app, const struct dossier *d, char out[PICKUP_TEXT], struct err *e)
{
	const int64_t parts[] = { d->id.v, d->ready_at, d->reopened };
	uint8_t key[KEY_SIZE], text[sizeof(parts)];
	uint64_t n = 0;

	if (!store_own_key(app->store, "pickup", key, e)) {
		return false;
	}
	for (size_t i = 0; i < sizeof(text); i++) {
		text[i] = (uint8_t)((uint64_t)parts[i / 8] >> (i % 8 * 8));
	}
	struct hash mac = hash_hmac(key, text, sizeof(text));

	for (size_t i = 0; i < sizeof(n); i++) {
		n = n << 8 | mac.b[i];
	}
	for (size_t i = PICKUP_DIGITS; i > 0; i--) {
		out[i - 1] = (char)('0' + n % 10);
		n /= 10;
	}
	out[PICKUP_DIGITS] = '\0';
	wipe(key, sizeof(key));
	wipe(&mac, sizeof(mac));
	return true;
}

bool pickup_fits(struct app *app, const struct dossier *d, struct str given, bool *fits,
		 struct err *e)
{
	char right[PICKUP_TEXT];
	size_t n = 0;
	unsigned other = 0;

	if (!pickup_code(app, d, right, e)) {
		return false;
	}
	for (size_t i = 0; i < given.n; i++) {
		if (given.p[i] != ' ') {
			other |= (unsigned)(unsigned char)(given.p[i] ^ right[n % PICKUP_DIGITS]);
			n++;
		}
	}
	*fits = d->state == DOSSIER_READY && n == PICKUP_DIGITS && other == 0;
	wipe(right, sizeof(right));
	return true;
}

bool pickup_tried(struct app *app, struct arena *a, struct str dossier, struct try *out)
{
	struct dossier *d;
	struct err ignored;	/* the act itself says what is wrong with the name */
	char id[ID_TEXT];

	if (!sight(app, a, dossier, &d, &ignored)) {
		return false;
	}
	*out = (struct try){ TRY_PICKUP, str_dup(a, str_of(id_text('d', d->id.v, id))) };
	return true;
}
