/* What happened to a dossier, in a sentence each. */
#ifndef DUNGHEN_WEB_WORD_EVENT_H
#define DUNGHEN_WEB_WORD_EVENT_H

#include "words.h"

#include "app/history.h"

struct event_words {
	struct str text;		/* what happened */
	struct str detail;		/* more about it, or empty */
	bool bad;			/* late or silent */
};

struct event_words words_event(const struct exchange *x, const struct event *ev,
			       enum label_for whom);

#endif
