/*
 * QR codes as values: whoever shows one names what draws it (edge/qr.h).
 */
#ifndef DUNGHEN_BASE_QR_H
#define DUNGHEN_BASE_QR_H

#include "arena.h"
#include "err.h"
#include "str.h"

struct qr {
	size_t side;
	const bool *dark;		/* side × side, row by row, without the light border */
};

/* In the arena. Errors: sheet.library (name, why), sheet.failed (why). */
typedef bool qr_fn(struct arena *a, struct str text, struct qr *out, struct err *e);

#endif
