/*
 * libmicrohttpd's own hello-world: the most that a server on it can give on this machine,
 * beside which ours is measured. As many loops as ours, the same few words each time, no
 * header of its own, nothing asked of anything.
 */
#ifndef DUNGHEN_BENCH_HELLO_MHD_H
#define DUNGHEN_BENCH_HELLO_MHD_H

#include "web_client.h"

/* In a process of its own, on a free port of loopback. */
struct served hello_start(void);

#endif
