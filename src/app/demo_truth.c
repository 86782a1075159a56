/* What the demonstration planted: the table, the drawing, the notes. */
#include "demo_sim.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- how a plan changes: false when the procedure or the plan has no room ---- */

typedef bool plant_fn(struct plan *p, const struct procedure_version *v, struct chance *c);

static bool is_long(const struct procedure_version *v)
{
	return v->limit.unit != LIMIT_SAME_DAY;
}

/* So that one thing can be seen, the others stay away. */
static void make_plain(struct plan *p)
{
	p->decline = p->ask_at_intake = p->supplement = p->unanswered = false;
	p->withdraw = p->reopen = p->uncollected = p->late_notice = false;
	p->decision = DECISION_GRANTED;
	p->back_at = -1;
	p->forgotten_s = 0;
}

static bool is_online(const struct plan *p)
{
	return p->channel == CHANNEL_ONLINE || p->channel == CHANNEL_ONLINE_HELPED;
}

static bool has_outcome(const struct step *s, enum outcome_kind kind)
{
	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == kind) {
			return true;
		}
	}
	return false;
}

/* Rule 33: only a head may return it a second time. */
static bool ping_pong(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	make_plain(p);
	p->backs = (int32_t)chance_between(c, 2, 3);
	for (size_t i = 0; i < v->steps; i++) {
		if (v->step[i].kind == STEP_WORK && post_is(v->step[i].post, "head") &&
		    has_outcome(&v->step[i], OUTCOME_RETURN)) {
			p->back_at = (int32_t)i;
			break;
		}
	}
	return is_long(v) && p->back_at >= 0;
}

static bool long_and_plain(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	(void)c;
	make_plain(p);
	return is_long(v);
}

static bool has_supplement(const struct procedure_version *v)
{
	for (size_t i = 0; i < v->steps; i++) {
		if (v->step[i].kind == STEP_WORK &&
		    has_outcome(&v->step[i], OUTCOME_SUPPLEMENT)) {
			return is_long(v);
		}
	}
	return false;
}

static bool second_supplement(struct plan *p, const struct procedure_version *v,
			      struct chance *c)
{
	(void)c;
	make_plain(p);
	p->supplement = p->supplement_again = true;
	return has_supplement(v);
}

static bool asked_at_intake(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	(void)c;
	make_plain(p);
	p->supplement = p->ask_at_intake = true;
	return is_online(p) && has_supplement(v);
}

static bool slow_citizen(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	make_plain(p);
	p->supplement = true;
	p->citizen_days = (int32_t)chance_between(c, 18, 27);
	return has_supplement(v);
}

static bool opinions(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	(void)c;
	make_plain(p);
	for (size_t i = 0; i < v->steps; i++) {
		if (v->step[i].askeds > 0) {
			p->silence = 0;
			return true;
		}
	}
	return false;
}

static bool parked_waiting(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	make_plain(p);
	p->parked = (int32_t)chance_between(c, 2200, 4000);
	for (size_t i = 0; i < v->waits; i++) {
		if (!v->wait[i].needs_notice) {
			p->wait = (int32_t)i;
			return true;
		}
	}
	return false;
}

static bool late_handout(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	(void)v;
	make_plain(p);
	p->told_after_s = (int32_t)chance_between(c, 4, 11) * WORKING_DAY_S;
	return true;
}

static bool uncollected(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	(void)v;
	(void)c;
	make_plain(p);
	p->uncollected = true;
	return !is_online(p);
}

static bool refuse_refile(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	(void)v;
	(void)c;
	make_plain(p);
	p->organisation = false;
	p->decline = true;
	return is_online(p);
}

static bool changed_mind(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	(void)c;
	make_plain(p);
	p->organisation = false;
	p->withdraw = true;
	return is_long(v);
}

static bool quick(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	make_plain(p);
	p->wait = -1;
	p->pace = (int32_t)chance_between(c, 120, 300);
	return is_long(v);
}

/* A certified copy is a matter of minutes. */
static bool quick_copy(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	make_plain(p);
	p->pace = (int32_t)chance_between(c, 40, 90);
	return str_is(v->procedure->code, "2.000815") && !p->variant;
}

/* Its own graph leads from a unit to another and back: no return in it. */
static bool planned_route(struct plan *p, const struct procedure_version *v, struct chance *c)
{
	(void)c;
	make_plain(p);
	for (size_t i = 0; i + 2 < v->steps; i++) {
		const struct step *s = &v->step[i];
		if (s[0].kind == STEP_WORK && s[1].kind == STEP_WORK && s[2].kind == STEP_WORK &&
		    str_eq(s[0].unit, s[2].unit) && !str_eq(s[0].unit, s[1].unit)) {
			return true;
		}
	}
	return false;
}

/* `rate` per ten thousand dossiers that fit; in this order, one at most. Without
 * a function it is the habit of an officer, or of a unit, and not a dossier's. */
static const struct {
	const char *name;
	enum behaviour twin_of;
	int32_t rate;
	plant_fn *plant;
} table[BEHAVIOURS] = {
	[PING_PONG] = { "ping_pong", 0, 120, ping_pong },
	[LAST_HOUR] = { "last_hour", 0, 70, long_and_plain },
	[SECOND_SUPPLEMENT] = { "second_supplement", 0, 120, second_supplement },
	[EMPTY_ANSWER] = { "empty_answer", 0, 1500, opinions },
	[SILENCE] = { "silence", 0, 0, NULL },
	[BULK_CLOSE] = { "bulk_close", 0, 0, NULL },
	[PARKED_WAITING] = { "parked_waiting", 0, 350, parked_waiting },
	[LATE_HANDOUT] = { "late_handout", 0, 80, late_handout },
	[REFUSE_REFILE] = { "refuse_refile", 0, 120, refuse_refile },
	[QUICK] = { "quick", 0, 200, quick },
	[THOROUGH] = { "thorough", 0, 300, long_and_plain },
	[HELPFUL] = { "helpful", 0, 2500, opinions },
	[PLANNED_ROUTE] = { "planned_route", PING_PONG, 6000, planned_route },
	[OVERTIME] = { "overtime", LAST_HOUR, 150, long_and_plain },
	[HONEST_OVERLOAD] = { "honest_overload", LAST_HOUR, 0, NULL },
	[ASKED_AT_INTAKE] = { "asked_at_intake", SECOND_SUPPLEMENT, 150, asked_at_intake },
	[NOT_COMPETENT] = { "not_competent", EMPTY_ANSWER, 2500, opinions },
	[RECORDED_LEAVE] = { "recorded_leave", SILENCE, 0, NULL },
	[BATCH_SIGNING] = { "batch_signing", BULK_CLOSE, 0, NULL },
	[SLOW_CITIZEN] = { "slow_citizen", PARKED_WAITING, 100, slow_citizen },
	[UNCOLLECTED] = { "uncollected", LATE_HANDOUT, 150, uncollected },
	[CHANGED_MIND] = { "changed_mind", REFUSE_REFILE, 120, changed_mind },
	[QUICK_COPY] = { "quick_copy", QUICK, 400, quick_copy },
};

void truth_plant(struct demo *d, struct life *f)
{
	struct chance c = chance_of(d->seed ^ 0x7277, (uint64_t)f->number);
	for (int b = PLANTED_NOTHING + 1; b < BEHAVIOURS; b++) {
		struct plan changed = f->plan;
		if (table[b].plant && chance_hit(&c, table[b].rate) &&
		    table[b].plant(&changed, f->version, &c)) {
			f->plan = changed;
			f->plan.planted = (enum behaviour)b;
			return;
		}
	}
}

/* ---- notes ---- */

static void make_room(struct demo *d, struct truth *t)
{
	if (t->n < t->cap) {
		return;
	}
	size_t cap = t->cap == 0 ? 1024 : t->cap * 2;
	struct truth_note *v = arena_array(d->arena, struct truth_note, cap);
	if (t->n > 0) {
		memcpy(v, t->note, t->n * sizeof(*v));
	}
	t->note = v;
	t->cap = cap;
}

struct truth_note *truth_note(struct demo *d, const struct life *f, enum behaviour what,
			      int32_t person, int64_t from, int64_t to)
{
	struct truth *t = &d->truth;
	make_room(d, t);
	struct truth_note *n = &t->note[t->n++];
	*n = (struct truth_note){
		.what = what, .number = f ? f->number : -1, .person = person,
		.bureau = person == NOBODY ? NOBODY : d->officer[person].bureau,
		.from = from, .to = to,
	};
	if (f) {
		n->dossier = f->code;
	}
	return n;
}

void truth_tell(struct demo *d, const struct life *f, enum behaviour what, int32_t person,
		int64_t from)
{
	if (f->plan.planted == what) {
		(void)truth_note(d, f, what, person, from, d->now);
	}
}

void truth_note_again(struct demo *d, const struct life *f)
{
	const struct again *first = &f->first;
	struct truth_note *n = truth_note(d, f, first->what, first->person, first->from,
					  first->at);
	n->dossier = first->code;
	n->again = f->code;
}

void truth_void(struct demo *d, const struct life *f)
{
	for (size_t i = 0; i < d->truth.n; i++) {
		if (d->truth.note[i].number == f->number) {
			d->truth.note[i].what = PLANTED_NOTHING;
		}
	}
}

/* ---- the file ---- */

static void set_text(struct arena *a, struct json *o, const char *name, struct str v)
{
	if (v.n > 0) {
		json_set_str(a, o, name, v);
	} else {
		json_set(a, o, name, json_new_null(a));
	}
}

static void set_instant(struct arena *a, struct json *o, const char *name, int64_t at)
{
	char text[INSTANT_TEXT];
	set_text(a, o, name, at == INSTANT_NONE ? STR("") :
		 str_dup(a, str_of(instant_text(at, text))));
}

static struct json *line_of(const struct demo *d, struct arena *a, const struct truth_note *n)
{
	struct json *o = json_new_obj(a);
	enum behaviour twin_of = table[n->what].twin_of;
	json_set_str(a, o, "behaviour", str_of(table[n->what].name));
	json_set_bool(a, o, "twin", twin_of != PLANTED_NOTHING);
	if (twin_of != PLANTED_NOTHING) {
		json_set_str(a, o, "twin_of", str_of(table[twin_of].name));
	}
	set_text(a, o, "dossier", n->dossier);
	if (n->again.n > 0) {
		json_set_str(a, o, "again", n->again);
	}
	set_text(a, o, "person", n->person == NOBODY ? STR("") : d->officer[n->person].key);
	set_text(a, o, "unit", n->bureau == NOBODY ? STR("") : d->bureau[n->bureau].key);
	set_instant(a, o, "from", n->from);
	set_instant(a, o, "to", n->to);
	json_set_str(a, o, "seed", d->o->seed);
	return o;
}

static bool write_lines(const struct demo *d, FILE *out)
{
	struct arena a;
	struct buf b;
	arena_init(&a, 0);
	buf_init(&b, 4096);
	bool ok = true;
	for (size_t i = 0; i < d->truth.n && ok; i++) {
		if (d->truth.note[i].what == PLANTED_NOTHING) {
			continue;
		}
		buf_reset(&b);
		json_write(&b, line_of(d, &a, &d->truth.note[i]));
		struct str line = buf_view(&b);
		ok = buf_ok(&b) && fwrite(line.p, 1, line.n, out) == line.n &&
		     fputc('\n', out) != EOF;
		arena_reset(&a);
	}
	buf_done(&b);
	arena_done(&a);
	return ok;
}

bool truth_write(const struct demo *d, const char *path, struct err *e)
{
	FILE *out = fopen(path, "wb");
	bool ok = out && write_lines(d, out);
	ok = out && fclose(out) == 0 && ok;
	return ok || err_set(e, ERR_IO, "file.write", "path", path, "reason", strerror(errno),
			     NULL);
}
