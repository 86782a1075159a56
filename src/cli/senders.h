/*
 * The file that says by what messages to people go out (base/mail.h), as JSON:
 *
 *     {"mail": {"url": "smtp://mail.example.vn:587", "from": "motcua@example.vn",
 *               "name": "…", "user": "…", "password": "…"},
 *      "sms": {"url": "https://sms.example.vn/send", "token": "…"},
 *      "local": true}
 *
 * One of mail and sms may be missing. It holds secrets, so nobody but its owner may read it.
 */
#ifndef DUNGHEN_CLI_SENDERS_H
#define DUNGHEN_CLI_SENDERS_H

#include "cli.h"

/* Errors: those of cli_read_file and json_parse; senders.open (path), senders.member (name),
 * senders.value (name), senders.none. */
bool senders_read(struct cli *c, struct str path, const struct mail_senders **out,
		  struct err *e) MUST_USE;

#endif
