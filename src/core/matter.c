/* Fold of matters: what all of them have. */
#include "matter_in.h"

#include "opinion.h"

#include <assert.h>
#include <string.h>

void matter_init(struct matter *m, struct arena *a, struct matter_id id)
{
	*m = (struct matter){ .arena = a, .id = id, .seq = -1, .first_seq = -1,
			      .at = INSTANT_NONE, .opened_at = INSTANT_NONE,
			      .closed_at = INSTANT_NONE };
}

bool matter_bad(struct matter_fold *f, const char *why)
{
	err_set(f->e, ERR_CORRUPT, "fold.state", "kind", kind_name(f->en->kind), "why", why, NULL);
	return err_add_int(f->e, "seq", f->en->seq);
}

bool matter_begin(struct matter_fold *f, enum matter_kind kind)
{
	struct matter *m = f->m;
	struct str rules, calendar, profile;

	if (!body_id(f->en, "unit", 'u', &m->unit.v, f->e) ||
	    !body_str(f->en, "rule_set", &rules, f->e) ||
	    !body_str(f->en, "calendar", &calendar, f->e) ||
	    !body_str(f->en, "profile", &profile, f->e)) {
		return false;
	}
	m->rules = law_rule_set_by_id(f->law, rules);
	m->cal = law_calendar(f->law, calendar, profile);
	if (m->rules == NULL || m->cal == NULL) {
		return matter_bad(f, m->rules == NULL ? "rule_set" : "calendar");
	}
	m->kind = kind;
	m->opened_at = f->en->at;
	m->opened_by = f->en->actor;
	return true;
}

static bool holder_of(struct matter_fold *f, struct seat *out)
{
	struct party p;
	const struct json *v = json_get(f->en->body, "holder");

	if (v == NULL || !party_read(v, &p, f->e) || p.kind != PARTY_SEAT) {
		return matter_bad(f, "holder");
	}
	*out = p.seat;
	return true;
}

bool matter_owe(struct matter_fold *f, enum owed_kind kind, int64_t due, struct owed **out)
{
	struct matter *m = f->m;
	struct owed o = { .kind = kind, .from = f->en->at, .to = INSTANT_NONE, .due = due,
			  .opened_seq = f->en->seq, .closed_seq = -1 };

	if (!holder_of(f, &o.holder)) {
		return false;
	}
	if (m->oweds == m->oweds_cap) {
		size_t cap = m->oweds_cap == 0 ? 4 : m->oweds_cap * 2;
		struct owed *v = arena_array(m->arena, struct owed, cap);

		if (m->oweds > 0) {
			memcpy(v, m->owed, m->oweds * sizeof(*v));
		}
		m->owed = v;
		m->oweds_cap = cap;
	}
	*out = &m->owed[m->oweds++];
	**out = o;
	return true;
}

void matter_end(struct matter_fold *f, struct owed *o, enum ended why)
{
	assert(o->to == INSTANT_NONE);
	o->to = f->en->at;
	o->ended = why;
	o->closed_seq = f->en->seq;
}

static bool numbered(struct matter_fold *f, struct owed **out)
{
	int64_t n;

	if (!body_int(f->en, "n", &n, f->e)) {
		return false;
	}
	if (n < 1 || (size_t)n > f->m->oweds) {
		return matter_bad(f, "n");
	}
	*out = &f->m->owed[n - 1];
	return true;
}

bool matter_named(struct matter_fold *f, enum owed_kind kind, struct owed **out)
{
	return numbered(f, out) && ((*out)->kind == kind || matter_bad(f, "n"));
}

/* Leave, or an end of the post, moves what is owed as it moves holds (rule 7). */
bool matter_moved(struct matter_fold *f)
{
	struct owed *o = NULL;
	struct seat to;

	if (!numbered(f, &o) || !holder_of(f, &to)) {
		return false;
	}
	if (o->to != INSTANT_NONE) {
		return matter_bad(f, "n");
	}
	o->holder = to;
	return true;
}

bool matter_closed(struct matter_fold *f)
{
	for (size_t i = 0; i < f->m->oweds; i++) {
		if (f->m->owed[i].to == INSTANT_NONE) {
			matter_end(f, &f->m->owed[i], ENDED_STOPPED);
		}
	}
	if (f->m->signal != NULL && f->m->signal->state == SIGNAL_RULED) {
		f->m->signal->state = SIGNAL_FINAL;
	}
	f->m->closed_at = f->en->at;
	return true;
}

static matter_fn *const families[KIND_COUNT] = {
	[KIND_MATTER_REGISTERED] = matter_registered,
	[KIND_MATTER_ASKED] = matter_asked,
	[KIND_MATTER_ANSWERED] = matter_answered,
	[KIND_MATTER_SUPPLEMENTED] = matter_supplemented,
	[KIND_MATTER_REMINDED] = matter_reminded,
	[KIND_MATTER_SILENT] = matter_silent,
	[KIND_MATTER_MOVED] = matter_moved,
	[KIND_MATTER_LAPSED] = matter_lapsed,
	[KIND_MATTER_CLOSED] = matter_closed,
	[KIND_ESCALATIONS_OPENED] = matter_list_opened,
	[KIND_ESCALATION_ADDED] = matter_list_added,
	[KIND_ESCALATIONS_UP] = matter_list_up,
	[KIND_ESCALATIONS_ACTED] = matter_list_acted,
	[KIND_SIGNAL_OPENED] = signal_opened,
	[KIND_SIGNAL_REPLIED] = signal_replied,
	[KIND_SIGNAL_UNANSWERED] = signal_unanswered,
	[KIND_SIGNAL_RULED] = signal_ruled,
	[KIND_SIGNAL_UP] = signal_up,
	[KIND_SIGNAL_LAPSED] = signal_lapsed,
	[KIND_SIGNAL_APPEALED] = signal_appealed,
	[KIND_SIGNAL_WITHDRAWN] = signal_withdrawn,
};

static bool first(enum entry_kind k)
{
	return k == KIND_MATTER_REGISTERED || k == KIND_ESCALATIONS_OPENED ||
	       k == KIND_SIGNAL_OPENED;
}

bool matter_apply(const struct law *law, struct matter *m, const struct entry *en, struct err *e)
{
	struct matter_fold f = { .law = law, .m = m, .en = en, .e = e };
	matter_fn *fn = families[en->kind];

	if (fn == NULL || en->stream.kind != STREAM_MATTER || en->stream.id != m->id.v) {
		return matter_bad(&f, "stream");
	}
	if (en->seq <= m->seq || (m->at != INSTANT_NONE && en->at < m->at)) {
		return matter_bad(&f, "order");
	}
	if ((m->kind == MATTER_NONE) != first(en->kind)) {
		return matter_bad(&f, "first");
	}
	if (m->closed_at != INSTANT_NONE) {
		return matter_bad(&f, "closed");
	}
	if (!fn(&f)) {
		return false;
	}
	m->first_seq = m->first_seq < 0 ? en->seq : m->first_seq;
	m->seq = en->seq;
	m->at = en->at;
	return true;
}

size_t matter_open(const struct matter *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->oweds; i++) {
		n += m->owed[i].to == INSTANT_NONE;
	}
	return n;
}

uint8_t owed_reminder(const struct matter *m, const struct owed *o, int64_t *at)
{
	static const uint8_t which[] = { REMINDED_HALF, REMINDED_DAY_BEFORE };
	uint8_t found = 0;

	if (o->kind != OWED_OPINION || o->to != INSTANT_NONE) {
		return 0;
	}
	for (size_t i = 0; i < ARRAY_LEN(which); i++) {
		int64_t moment = which[i] == REMINDED_HALF
					 ? asked_half(m->cal, o->from, o->due)
					 : asked_day_before(m->cal, o->from, o->due);

		if ((o->reminded & which[i]) == 0 && moment != INSTANT_NONE && moment < o->due &&
		    (found == 0 || moment < *at)) {
			*at = moment;
			found = which[i];
		}
	}
	return found;
}

static int64_t sooner(int64_t one, int64_t other)
{
	return one == INSTANT_NONE || other < one ? other : one;
}

int64_t matter_next_tick(const struct matter *m)
{
	int64_t next = INSTANT_NONE, at;

	for (size_t i = 0; i < m->oweds; i++) {
		const struct owed *o = &m->owed[i];

		if (o->to != INSTANT_NONE || o->silent || o->due == INSTANT_NONE) {
			continue;
		}
		next = sooner(next, o->due + 1);
		if (owed_reminder(m, o, &at) != 0) {
			next = sooner(next, at);
		}
	}
	if (m->signal != NULL && signal_closes(m->signal) != INSTANT_NONE) {
		next = signal_closes(m->signal) + 1;
	}
	return next;
}

const char *matter_name(enum matter_kind k)
{
	static const char *const name[] = { [MATTER_NONE] = "none",
					    [MATTER_REGISTERED] = "registered",
					    [MATTER_ESCALATIONS] = "escalations",
					    [MATTER_SIGNAL] = "signal" };
	return name[k];
}

const char *owed_name(enum owed_kind k)
{
	static const char *const name[] = { [OWED_NONE] = "none", [OWED_OPINION] = "opinion",
					    [OWED_ESCALATION] = "escalation",
					    [OWED_REPLY] = "reply",
					    [OWED_SIGNAL_RULING] = "signal_ruling",
					    [OWED_SIGNAL_APPEAL] = "signal_appeal" };
	return name[k];
}
