/*
 * libmicrohttpd, loaded when a server starts and not before.
 *
 * Linked in the ordinary way it, and the TLS library it brings along, would cost
 * every command 2.7 MiB, though only `serve` has use for it.
 * Its header is compiled against as ever: the types of the calls are its own.
 */
#ifndef DUNGHEN_EDGE_MHD_H
#define DUNGHEN_EDGE_MHD_H

#include "base/err.h"

#include <microhttpd.h>

#define MHD_CALLS(X)                                                                \
	X(add_response_header)                                                      \
	X(create_response_from_buffer)                                              \
	X(create_response_from_callback)                                            \
	X(destroy_response)                                                         \
	X(get_connection_info)                                                      \
	X(get_connection_values_n)                                                  \
	X(get_daemon_info)                                                          \
	X(is_feature_supported)                                                     \
	X(queue_response)                                                           \
	X(quiesce_daemon)                                                           \
	X(resume_connection)                                                        \
	X(start_daemon)                                                             \
	X(stop_daemon)                                                              \
	X(suspend_connection)

struct mhd {
#define MHD_CALL(name) __typeof__(&MHD_##name) name;
	MHD_CALLS(MHD_CALL)
#undef MHD_CALL
};

/* Stays loaded until the program ends. Errors: http.library (name, why). */
bool mhd_load(struct mhd *out, struct err *e) MUST_USE;

#endif
