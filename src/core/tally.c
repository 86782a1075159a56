/* What one dossier adds to the sums of a day. */
#include "tally.h"

#include "base/num.h"

/* A citizen who is awaited moves the promise as long as the wait lasts (rule 26). */
static int64_t broken_at(const struct rate_facts *f)
{
	bool kept = f->waiting_from != INSTANT_NONE && f->waiting_from <= f->lived_due;

	if (kept || f->lived_due == INSTANT_NONE) {
		return INSTANT_NONE;
	}
	/* What continues a first life may be late from its first moment on. */
	return num_max(f->lived_due + 1, f->submitted_at);
}

void tally_of(const struct rate_facts *f, int64_t took, int64_t asks, struct tally *out)
{
	struct tally t = {
		.received_at = INSTANT_NONE, .channel = f->channel, .solved_at = INSTANT_NONE,
		.ended_at = INSTANT_NONE, .late_from = INSTANT_NONE, .took = -1, .asks = asks,
	};

	if (f->imported) {		/* counted nowhere (rule 24) */
		*out = t;
		return;
	}
	t.received_at = f->received_at;
	if (f->received_at != INSTANT_NONE) {
		t.solved_at = rates_solved_at(f);
		t.solved_as = t.solved_at == INSTANT_NONE ? SOLVED_NOT
							  : rates_solved_as(f, t.solved_at);
		t.took = f->first_ready_at == INSTANT_NONE ? -1 : took;
	}
	t.ended_at = rates_lived_end(f);
	t.ended_late = t.ended_at != INSTANT_NONE && t.ended_at > f->lived_due;
	if (t.ended_at == INSTANT_NONE || t.ended_late) {
		t.late_from = broken_at(f);
	}
	*out = t;
}

int64_t tally_asks(const struct dossier *d)
{
	return (int64_t)d->intake_supplements + d->supplements;
}

int64_t tally_took(const struct dossier *d)
{
	if (d->imported || d->cal == NULL || d->received_at == INSTANT_NONE ||
	    d->first_ready_at == INSTANT_NONE) {
		return -1;
	}
	int64_t from = calendar_clamp(d->cal, d->received_at);
	int64_t to = calendar_clamp(d->cal, d->first_ready_at);

	return num_max(calendar_days_between(d->cal, day_of(from), day_of(to)), 0);
}

static enum tally_column received_as(enum channel c)
{
	return c == CHANNEL_ONLINE ? TALLY_RECEIVED_SELF :
	       c == CHANNEL_ONLINE_HELPED ? TALLY_RECEIVED_HELPED : TALLY_RECEIVED_DIRECT;
}

static const enum tally_column column_of[] = {
	[SOLVED_EARLY] = TALLY_EARLY, [SOLVED_ON_TIME] = TALLY_ON_TIME,
	[SOLVED_LATE] = TALLY_LATE,
};

static enum tally_column asked_as(int64_t asks)
{
	return asks == 0 ? TALLY_ASKED_NONE : asks == 1 ? TALLY_ASKED_ONCE : TALLY_ASKED_MORE;
}

static bool online(enum channel c)
{
	return c == CHANNEL_ONLINE || c == CHANNEL_ONLINE_HELPED;
}

/* What the criteria of the decree ask of what was solved. */
static size_t solved_marks(const struct tally *t, struct tally_mark *out)
{
	int32_t day = day_of(t->solved_at).n;

	out[0] = (struct tally_mark){ day, asked_as(t->asks) };
	out[1] = (struct tally_mark){ day, TALLY_ONLINE_LATE };
	return t->solved_as == SOLVED_LATE && online(t->channel) ? 2 : 1;
}

size_t tally_marks(const struct tally *t, struct tally_mark out[TALLY_MARKS])
{
	size_t n = 0;

	if (t->received_at != INSTANT_NONE) {
		out[n++] = (struct tally_mark){ day_of(t->received_at).n,
						received_as(t->channel) };
		out[n++] = t->solved_at == INSTANT_NONE
			? (struct tally_mark){ TALLY_STANDING, TALLY_OPEN }
			: (struct tally_mark){ day_of(t->solved_at).n, column_of[t->solved_as] };
		n += t->solved_at == INSTANT_NONE ? 0 : solved_marks(t, out + n);
	}
	if (t->ended_at != INSTANT_NONE) {
		out[n++] = (struct tally_mark){ day_of(t->ended_at).n, t->ended_late
						? TALLY_LIVED_LATE : TALLY_LIVED_ON_TIME };
		if (t->ended_late) {
			out[n++] = (struct tally_mark){ day_of(t->late_from).n, TALLY_BROKEN };
		}
	}
	return n;
}

bool tally_eq(const struct tally *x, const struct tally *y)
{
	return x->received_at == y->received_at && x->channel == y->channel &&
	       x->solved_at == y->solved_at && x->solved_as == y->solved_as &&
	       x->ended_at == y->ended_at && x->ended_late == y->ended_late &&
	       x->late_from == y->late_from && x->took == y->took && x->asks == y->asks;
}
