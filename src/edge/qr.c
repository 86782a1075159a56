/* QR codes: the calls of libqrencode, found by name. */
#include "qr.h"

#include "library.h"

#include <pthread.h>
#include <qrencode.h>

struct qr_lib {
	__typeof__(&QRcode_encodeString8bit) encode;
	__typeof__(&QRcode_free) free;
};

static const struct library_call calls[] = {
	{ "QRcode_encodeString8bit", offsetof(struct qr_lib, encode) },
	{ "QRcode_free", offsetof(struct qr_lib, free) },
};

enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

/* Asked for anew while it was not there; loaded once it was. */
static bool load(const struct qr_lib **out, struct err *e)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static const char name[] = "libqrencode.so.4";
	static struct qr_lib lib;
	static bool loaded;
	struct err why;

	pthread_mutex_lock(&lock);
	loaded = loaded || library_load(name, calls, CALLS, &lib, &why);
	bool ok = loaded;

	pthread_mutex_unlock(&lock);
	*out = &lib;
	return ok || err_set(e, ERR_IO, "sheet.library", "name", name, "why",
			     err_arg(&why, "why"), NULL);
}

bool qr_make(struct arena *a, struct str text, struct qr *out, struct err *e)
{
	const struct qr_lib *lib;

	if (!load(&lib, e)) {
		return false;
	}
	QRcode *q = lib->encode(str_cstr(a, text), 0, QR_ECLEVEL_M);

	if (!q) {
		return err_set(e, ERR_IO, "sheet.failed", "why", "libqrencode", NULL);
	}
	size_t side = (size_t)q->width;
	bool *dark = arena_array(a, bool, side * side);

	for (size_t i = 0; i < side * side; i++) {
		dark[i] = q->data[i] & 1;
	}
	lib->free(q);
	*out = (struct qr){ side, dark };
	return true;
}
