/*
 * A message to a program or a person elsewhere, as values: who makes it up knows no
 * network, who sends it knows nothing of the store.
 */
#ifndef DUNGHEN_BASE_MAIL_H
#define DUNGHEN_BASE_MAIL_H

#include "err.h"
#include "str.h"

enum { MAIL_URL_MOST = 500, MAIL_BODY_MOST = 8192, MAIL_SAID = 16, MAIL_TO_MOST = 254 };

enum mail_way {
	MAIL_HOOK,			/* HTTPS to a program elsewhere (webhook) */
	MAIL_LETTER,			/* electronic mail, by the server of the settings */
	MAIL_SMS,			/* text message, by the gateway of the settings */
};

struct mail {
	enum mail_way way;
	struct str url;				/* of a hook */
	struct str id, stamp, signature;	/* of a hook: values of the three headers; of a
						 * text message only id */
	struct str to;				/* of a letter: the bare address */
	struct str body;			/* JSON; of a letter all of it, headers too */
};

/* What came of it: 2xx is delivered. `said`: that number; or, with status 0, a word for why
 * nothing answered: resolve, connect, refused (an address that may not be reached), timeout,
 * tls, broken, login, library, other. */
struct mail_answer {
	int status;
	char said[MAIL_SAID];
};

/* Waits for the answer, some seconds at most. False: whoever sends is gone; nothing is
 * known. Only one thread at a time. */
typedef bool mail_fn(void *ctx, const struct mail *p, struct mail_answer *out);

/*
 * By what letters and text messages go out, as who runs the program has set it; NULL: not.
 * Letters by SMTP: smtp:// must offer STARTTLS, smtps:// speaks TLS from the start; `plain`
 * goes without, to this machine alone. Text messages by a POST to a gateway.
 */
struct mail_senders {
	const char *smtp, *from, *from_name, *user, *password;
	bool plain;
	const char *sms, *token;
	bool local;			/* they may stand at private addresses, or here */
};

#endif
