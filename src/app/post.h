/*
 * What is to be carried out of the house, one parcel each: by webhooks (hook.h) to programs,
 * by letters and text messages to people (message.h). post_run.h has a thread for it.
 */
#ifndef DUNGHEN_APP_POST_H
#define DUNGHEN_APP_POST_H

#include "app.h"

#include "base/mail.h"

struct parcel {
	int64_t to;			/* number of the webhook; the way of a message */
	int64_t no;			/* entry; number of the message */
	int64_t tries;			/* before this one */
	struct mail mail;
	struct mail_answer answer;
	bool tried;
};

struct parcels {
	struct parcel *parcel;
	size_t n;
	bool more;			/* there is more to look for at once */
};

static inline bool parcel_arrived(const struct parcel *p)
{
	return p->answer.status >= 200 && p->answer.status < 300;
}

/* Both on the writer's thread. */
struct post_kind {
	/* Those whose time has come; of one receiver one after another. */
	bool (*due)(const struct post_kind *k, struct app *app, struct arena *a, int64_t at,
		    struct parcels *out, struct err *e);
	/* Notes what came of those that were tried. */
	bool (*note)(struct app *app, const struct parcels *p, int64_t at, struct err *e);
	struct str from, from_name;	/* of letters; or empty */
};

#endif
