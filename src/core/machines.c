/* One account at two machines. */
#include "machines.h"

#include "base/day.h"

static bool same_stay(const struct machine *x, const struct machine *y)
{
	return x->session == y->session && x->came == y->came && x->device == y->device;
}

static struct machine_act *of_stay(struct machines *m, const struct machine *where)
{
	for (size_t i = 0; i < m->n; i++) {
		if (same_stay(&m->last[i].where, where)) {
			return &m->last[i];
		}
	}
	return NULL;
}

/* The latest act from another machine after that one. */
static const struct machine_act *between(const struct machines *m, const struct machine_act *own)
{
	const struct machine_act *latest = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const struct machine_act *one = &m->last[i];

		if (one->where.device != own->where.device && one->seq > own->seq &&
		    (latest == NULL || one->seq > latest->seq)) {
			latest = one;
		}
	}
	return latest;
}

/* A place for a stay not seen yet: the oldest makes room. */
static struct machine_act *place(struct machines *m)
{
	struct machine_act *oldest = &m->last[0];

	if (m->n < MACHINES_MOST) {
		return &m->last[m->n++];
	}
	for (size_t i = 1; i < m->n; i++) {
		oldest = m->last[i].seq < oldest->seq ? &m->last[i] : oldest;
	}
	return oldest;
}

bool machines_act(struct machines *m, const struct machine_act *act, int64_t within_s,
		  struct machine_act out[MACHINES_SHOW])
{
	struct machine_act *own = of_stay(m, &act->where);
	const struct machine_act *other = own != NULL ? between(m, own) : NULL;
	int32_t today = day_of(act->at).n;
	bool seen = other != NULL && act->at - own->at <= within_s && m->told_on != today;

	if (seen) {
		out[0] = *own;
		out[1] = *other;
		out[2] = *act;
		m->told_on = today;
	}
	own = own != NULL ? own : place(m);
	*own = *act;
	return seen;
}
