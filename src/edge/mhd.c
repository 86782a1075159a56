/* The calls of libmicrohttpd, found by name. */
#include "mhd.h"

#include "library.h"

static const struct library_call calls[] = {
#define MHD_CALL(name) { "MHD_" #name, offsetof(struct mhd, name) },
	MHD_CALLS(MHD_CALL)
#undef MHD_CALL
};

bool mhd_load(struct mhd *out, struct err *e)
{
	/* The ABI of the header; libmicrohttpd gives another one another number. */
	return library_load("libmicrohttpd.so.12", calls, sizeof(calls) / sizeof(calls[0]), out, e);
}
