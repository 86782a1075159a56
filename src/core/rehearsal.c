/* A made-up dossier on its way through a version, by the rules of every dossier. */
#include "rehearsal.h"

#include "decide.h"
#include "opinion.h"

#include <string.h>

struct play {
	struct arena *a;
	const struct rehearsal_wish *w;
	struct law law;			/* with the version alone, in force at all times */
	struct dossier *d;
	struct rehearsal *r;
	int64_t at, seq;
};

/* Sixty-four digits that commit to nothing: what people would have typed. */
#define TYPED "0000000000000000000000000000000000000000000000000000000000000000"

/* ---- the law ---- */

/* The version as the only one of its procedure, at all times. */
static void put_law(struct play *p)
{
	const struct procedure *was = p->w->version->procedure;
	struct procedure *now = arena_new(p->a, struct procedure);
	struct procedure_version *v = arena_new(p->a, struct procedure_version);

	*now = *was;
	*v = *p->w->version;
	v->procedure = now;
	v->from = (struct day){ INT32_MIN };
	v->to = (struct day){ INT32_MAX };
	now->version = v;
	now->versions = 1;
	p->law = *p->w->law;
	p->law.procedure = arena_array(p->a, struct procedure *, 1);
	p->law.procedure[0] = now;
	p->law.procedures = 1;
	map_init(&p->law.procedure_by_code, p->a);
	map_put(&p->law.procedure_by_code, now->code, now);
}

static const struct procedure_version *version_of(const struct play *p)
{
	return p->law.procedure[0]->version;
}

/* ---- acts ---- */

struct deed {
	enum right right;
	decide_fn *decide;
	struct json *args;
	struct unit_id unit;		/* whose people do it */
	struct post post;		/* … of that post before others */
	struct person_id first;		/* before all others; v 0: nobody */
};

static bool tries(struct play *p, const struct deed *deed, struct person_id who, struct err *e)
{
	struct decide x = { .arena = p->a, .law = &p->law, .org = p->w->org, .d = p->d,
			    .at = p->at, .actor = who, .args = deed->args, .cmd = STR("try"),
			    .next_seq = p->seq,
			    .given = { .dossier_serial = 1, .book_number = 1, .fee_number = 1,
				       .opened = true } };

	if (!decide_right(&x, deed->right, e) || !deed->decide(&x, e)) {
		return false;
	}
	p->seq += (int64_t)x.drafts;
	return true;
}

enum whose { OF_POST, OF_UNIT, OF_ALL, WHOSE_COUNT };

static bool fits(const struct assignment *as, const struct deed *deed, enum whose whose)
{
	bool unit = as->unit.v == deed->unit.v, post = post_eq(as->post, deed->post);

	switch (whose) {
	case OF_POST:
		return unit && post;
	case OF_UNIT:
		return unit && !post;
	case OF_ALL:
	case WHOSE_COUNT:
		break;
	}
	return !unit && (as->post.code[0] == 'h' || as->post.code[0] == 'd');
}

static bool of_right(const struct err *e)
{
	return strncmp(e->key, "right.", 6) == 0;
}

/* Whoever comes first and may: the post, its unit, then heads elsewhere. What is said of a
 * refusal is what the likeliest of them was told. */
static bool does(struct play *p, const struct deed *deed, struct err *e)
{
	const struct org *o = p->w->org;
	struct err first = { .code = ERR_NONE }, why;

	if (deed->first.v != 0) {
		if (tries(p, deed, deed->first, &first)) {
			return true;
		}
	}
	for (int whose = OF_POST; whose < WHOSE_COUNT; whose++) {
		for (size_t i = 0; i < o->assignments; i++) {
			const struct assignment *as = &o->assignment[i];

			if (as->from > p->at || (as->to != INSTANT_NONE && as->to <= p->at) ||
			    !fits(as, deed, (enum whose)whose)) {
				continue;
			}
			if (tries(p, deed, as->person, &why)) {
				return true;
			}
			if (first.code == ERR_NONE || (of_right(&first) && !of_right(&why))) {
				first = why;
			}
		}
	}
	*e = first;
	return first.code != ERR_NONE ? false : err_set(e, ERR_DENIED, "right.nobody", NULL);
}

/* Time goes on, and does what it does to any dossier. */
static bool reach(struct play *p, int64_t at, struct err *e)
{
	int64_t next;

	while ((next = dossier_next_tick(p->d)) != INSTANT_NONE && next <= at) {
		struct decide x = { .arena = p->a, .law = &p->law, .org = p->w->org, .d = p->d,
				    .at = next > p->at ? next : p->at, .cmd = STR(""),
				    .args = json_new_obj(p->a), .next_seq = p->seq };

		if (!decide_tick(&x, e)) {
			return false;
		}
		p->at = x.at;
		p->seq += (int64_t)x.drafts;
		if (x.drafts == 0) {
			break;
		}
	}
	p->at = at > p->at ? at : p->at;
	return true;
}

static void put_typed(struct play *p, struct json *args, const char *name)
{
	json_set_str(p->a, args, name, STR(TYPED));
}

static void put_unit(struct play *p, struct json *args, const char *name, struct unit_id id)
{
	char text[ID_TEXT];

	json_set_str(p->a, args, name, str_dup(p->a, str_of(id_text('u', id.v, text))));
}

/* ---- coming in ---- */

static struct deed receiving(struct play *p)
{
	struct deed deed = { .right = RIGHT_CLERK, .decide = decide_receive_paper,
			     .args = json_new_obj(p->a), .unit = p->r->receiving,
			     .post = post_of("clerk") };

	json_set_str(p->a, deed.args, "procedure", version_of(p)->procedure->code);
	json_set_str(p->a, deed.args, "channel", STR("counter"));
	json_set_str(p->a, deed.args, "owner", STR("s0000000000001"));
	put_unit(p, deed.args, "receiving", p->r->receiving);
	put_unit(p, deed.args, "competent", p->r->competent);
	return deed;
}

static bool at_agency(struct play *p, const struct unit *agency, struct err *e)
{
	const struct unit *counter = org_relative(p->w->org, agency, STR("@mc"));

	if (counter == NULL) {
		return err_set(e, ERR_NOT_FOUND, "rehearsal.agency", NULL);
	}
	p->r->competent = agency->id;
	p->r->receiving = counter->id;
	dossier_init(p->d, p->a, (struct dossier_id){ 1 });
	struct deed deed = receiving(p);

	return does(p, &deed, e);
}

/* Of those it fits the first whose counter receives it. */
static bool comes_in(struct play *p, struct err *e)
{
	struct decide x = { .arena = p->a, .law = &p->law, .org = p->w->org, .at = p->at };
	const struct org *o = p->w->org;
	bool found = false;

	if (p->w->competent.v != 0) {
		const struct unit *u = org_unit(o, p->w->competent);

		return u != NULL ? at_agency(p, u, e)
				 : err_set(e, ERR_NOT_FOUND, "rehearsal.agency", NULL);
	}
	(void)err_set(e, ERR_NOT_FOUND, "rehearsal.agency", NULL);
	for (size_t i = 0; i < o->units; i++) {
		struct arena_mark mark = arena_mark(p->a);
		const struct unit *u = o->unit[i];
		struct err why;

		if (u->agency_code.n == 0 || !unit_exists(u, day_of(p->at)) ||
		    !decide_fits(&x, version_of(p), u)) {
			continue;
		}
		if (at_agency(p, u, &why)) {
			return true;
		}
		arena_release(p->a, mark);
		*e = found ? *e : why;
		found = true;
	}
	return false;
}

/* ---- ways on ---- */

size_t rehearsal_words(const struct step *s, struct str word[REHEARSAL_WORDS])
{
	size_t n = 0;

	if (s->kind == STEP_CONSULT) {
		word[0] = STR(REHEARSAL_ANSWER);
		word[1] = STR(REHEARSAL_SILENCE);
		return 2;
	}
	if (s->kind == STEP_ISSUE) {
		word[n++] = STR(REHEARSAL_READY);
	}
	for (size_t i = 0; i < s->outcomes && n < REHEARSAL_WORDS; i++) {
		word[n++] = s->outcome[i].id;
	}
	return n;
}

static const struct step *step_at(const struct play *p)
{
	return &p->d->version->step[p->d->step];
}

static const struct outcome *first_of(const struct step *s, enum outcome_kind kind)
{
	for (size_t i = 0; i < s->outcomes; i++) {
		if (s->outcome[i].kind == kind && s->outcome[i].to_step != SIZE_MAX) {
			return &s->outcome[i];
		}
	}
	return NULL;
}

/* Towards a result: a proposal where there is one to make, else on. */
static struct str usual_way(const struct play *p)
{
	const struct step *s = step_at(p);
	const struct outcome *on = first_of(s, OUTCOME_FORWARD);
	const struct outcome *finish = first_of(s, OUTCOME_FINISH);

	if (s->kind == STEP_CONSULT) {
		return STR(REHEARSAL_ANSWER);
	}
	if (s->kind == STEP_ISSUE) {
		return STR(REHEARSAL_READY);
	}
	if (p->d->decision == DECISION_NONE && (finish != NULL || s->kind == STEP_SIGN)) {
		on = finish != NULL ? finish : first_of(s, OUTCOME_RETURN);
	}
	on = on != NULL ? on : finish;
	return on != NULL ? on->id : s->outcomes > 0 ? s->outcome[0].id : STR("");
}

static bool way_known(const struct step *s, struct str way)
{
	struct str word[REHEARSAL_WORDS];
	size_t n = rehearsal_words(s, word);

	for (size_t i = 0; i < n; i++) {
		if (str_eq(word[i], way)) {
			return true;
		}
	}
	return false;
}

/* Whoever holds it does it, else their head. */
static struct deed deed_here(struct play *p, enum right right, decide_fn *decide)
{
	const struct obligation *hold = dossier_hold(p->d);
	struct seat s = hold != NULL && hold->holder.kind == PARTY_SEAT ? hold->holder.seat
								      : p->d->office.seat;

	return (struct deed){ .right = right, .decide = decide, .args = json_new_obj(p->a),
			      .unit = s.unit, .post = step_at(p)->post, .first = s.person };
}

static bool takes(struct play *p, struct err *e)
{
	const struct obligation *hold = dossier_hold(p->d);
	struct deed deed = deed_here(p, RIGHT_TAKER, decide_take);

	deed.first.v = 0;		/* a head has what nobody has taken */
	return hold->taken_at != INSTANT_NONE || does(p, &deed, e);
}

/* To the end of what the plan allows the holder. */
static bool works(struct play *p, struct err *e)
{
	const struct obligation *hold = dossier_hold(p->d);

	return reach(p, hold->due != INSTANT_NONE && hold->due > p->at ? hold->due : p->at, e);
}

/* Proved to have arrived, and answered some days later. */
static bool waits(struct play *p, const char *notice, decide_fn *answered, struct err *e)
{
	struct deed told = { .right = RIGHT_PORTAL, .decide = decide_notice_delivered,
			     .args = json_new_obj(p->a), .unit = p->r->receiving,
			     .post = post_of("clerk") };
	struct deed back = { .right = RIGHT_ONESTOP, .decide = answered,
			     .args = json_new_obj(p->a), .unit = p->r->receiving,
			     .post = post_of("clerk") };
	struct day day;

	json_set_str(p->a, told.args, "notice", str_of(notice));
	json_set_str(p->a, told.args, "how", STR("signature"));
	if (!does(p, &told, e)) {
		return false;
	}
	if (!calendar_day_after(p->d->cal, day_of(p->at), REHEARSAL_WAIT, &day)) {
		return err_set(e, ERR_CONFLICT, "clock.uncovered", NULL);
	}
	int64_t open = day_open(p->d->cal, day);

	return reach(p, open > p->at ? open : p->at, e) && does(p, &back, e);
}

static bool asks_outside(struct play *p, bool money, struct err *e)
{
	struct deed deed = deed_here(p, RIGHT_HOLDER, money ? decide_ask_payment
							     : decide_ask_supplement);

	struct seat head;
	struct err none;
	char text[ID_TEXT];

	json_set_int(p->a, deed.args, "amount", 1000);
	put_typed(p, deed.args, "items_c");
	/* Rule 14: what is asked late or again the head signs, and says why. */
	if (!money && org_head(p->w->org, deed.unit, p->at, &head, &none)) {
		json_set_str(p->a, deed.args, "signer",
			     str_dup(p->a, str_of(id_text('p', head.person.v, text))));
		put_typed(p, deed.args, "why_c");
	}
	return does(p, &deed, e) &&
	       waits(p, money ? "payment" : "supplement",
		     money ? decide_paid : decide_supplement_received, e);
}

static bool sends_back(struct play *p, struct str way, struct err *e)
{
	struct deed deed = deed_here(p, RIGHT_HOLDER_OR_HEAD, decide_send_back);

	json_set_str(p->a, deed.args, "outcome", way);
	json_set_str(p->a, deed.args, "reason",
		     p->law.return_reasons > 0 ? p->law.return_reason[0].id : STR(""));
	put_typed(p, deed.args, "note_c");
	return works(p, e) && does(p, &deed, e);
}

static bool proposes(struct play *p, decide_fn *decide, struct err *e)
{
	struct deed deed = deed_here(p, RIGHT_HOLDER, decide);

	put_typed(p, deed.args, "reasons_c");
	return works(p, e) && does(p, &deed, e);
}

static bool signs(struct play *p, struct err *e)
{
	struct deed deed = deed_here(p, RIGHT_SIGNER, decide_sign);

	return works(p, e) && does(p, &deed, e);
}

static bool hands_over(struct play *p, struct str way, struct err *e)
{
	struct deed deed = deed_here(p, RIGHT_HOLDER, decide_hand_over);

	json_set_str(p->a, deed.args, "outcome", way);
	return works(p, e) && does(p, &deed, e);
}

/* ---- opinions ---- */

/* All that the step lists at once; a step with a question of its own has asked already, and
 * on coming back to a step nobody is left to ask. */
static bool asks_all(struct play *p, const struct step *s, struct err *e)
{
	struct deed deed = deed_here(p, RIGHT_HOLDER, decide_ask_opinion);

	put_typed(p, deed.args, "question_c");
	return s->question.vi.n > 0 || does(p, &deed, e) ||
	       strcmp(e->key, "opinion.nobody") == 0;
}

/* What stood before the step asked: on coming there it may have done so by itself. */
static size_t asked_before(const struct dossier *d)
{
	size_t n = d->opinions, r = d->rounds;

	for (; r > 0 && d->round[r - 1].step == d->step; r--) {
		size_t first = (size_t)d->round[r - 1].first - 1;

		if (!opinion_owed(d, &d->opinion[first])) {
			break;
		}
		n = first;
	}
	return n;
}

static bool answers_all(struct play *p, size_t from, struct err *e)
{
	for (size_t i = from; i < p->d->opinions; i++) {
		const struct obligation *asked = &p->d->ob[p->d->opinion[i].obligation];
		struct deed deed = { .right = RIGHT_ASKED, .decide = decide_answer_opinion,
				     .args = json_new_obj(p->a), .unit = asked->holder.seat.unit,
				     .post = asked->holder.seat.post,
				     .first = asked->holder.seat.person };

		json_set_int(p->a, deed.args, "number", p->d->opinion[i].number);
		json_set_str(p->a, deed.args, "answer", STR("agree"));
		put_typed(p, deed.args, "text_c");
		if (!does(p, &deed, e)) {
			return false;
		}
	}
	return true;
}

static bool consults(struct play *p, const struct step *s, struct rehearsed *act,
		     struct err *e)
{
	const struct outcome *on = first_of(s, OUTCOME_FORWARD);
	int64_t last = p->at;

	act->asked = asked_before(p->d);
	if (!asks_all(p, s, e)) {
		return false;
	}
	act->answers = p->d->opinions - act->asked;
	for (size_t i = act->asked; i < p->d->opinions; i++) {
		last = p->d->opinion[i].due > last ? p->d->opinion[i].due : last;
	}
	if (str_is(act->way, REHEARSAL_SILENCE)) {
		/* One second past: the limit itself is still in time. */
		if (!reach(p, last + 1, e)) {
			return false;
		}
	} else if (!works(p, e) || !answers_all(p, act->asked, e)) {
		return false;
	}
	struct deed deed = deed_here(p, RIGHT_HOLDER, decide_hand_over);

	json_set_str(p->a, deed.args, "outcome", on != NULL ? on->id : STR(""));
	return does(p, &deed, e);
}

/* ---- the end ---- */

static bool issues(struct play *p, struct err *e)
{
	struct deed number = deed_here(p, RIGHT_RECORDS, decide_number);
	struct deed ready = deed_here(p, RIGHT_RECORDS, decide_ready);

	json_set_str(p->a, number.args, "number", STR("1"));
	json_set_str(p->a, number.args, "book", STR("try"));
	put_typed(p, number.args, "file");
	return works(p, e) && does(p, &number, e) && does(p, &ready, e);
}

static bool goes(struct play *p, const struct step *s, struct rehearsed *act, struct err *e)
{
	const struct outcome *o = step_outcome(s, act->way);

	if (s->kind == STEP_CONSULT) {
		return consults(p, s, act, e);
	}
	if (str_is(act->way, REHEARSAL_READY) && s->kind == STEP_ISSUE) {
		return issues(p, e);
	}
	if (s->kind == STEP_SIGN && o != NULL && o->kind == OUTCOME_FORWARD) {
		return signs(p, e);
	}
	switch (o != NULL ? o->kind : OUTCOME_NONE) {
	case OUTCOME_NONE:
	case OUTCOME_FORWARD:
		return hands_over(p, act->way, e);
	case OUTCOME_RETURN:
		return sends_back(p, act->way, e);
	case OUTCOME_FINISH:
		return proposes(p, decide_finish, e);
	case OUTCOME_DENY:
		return proposes(p, decide_deny, e);
	case OUTCOME_NOT_ELIGIBLE:
		return proposes(p, decide_not_eligible, e);
	case OUTCOME_SUPPLEMENT:
		return asks_outside(p, false, e);
	case OUTCOME_PAYMENT:
		return asks_outside(p, true, e);
	}
	return false;
}

static bool one_step(struct play *p, struct rehearsed *act, struct err *e)
{
	const struct step *s = step_at(p);

	act->step = p->d->step;
	act->at = p->at;
	act->hold = (size_t)p->d->hold;
	if (p->r->acts < p->w->ways) {
		act->way = p->w->way[p->r->acts];
		if (!way_known(s, act->way)) {
			return err_set(e, ERR_INVALID, "rehearsal.way", "value",
				       str_cstr(p->a, act->way), "step",
				       str_cstr(p->a, s->name.vi), NULL);
		}
	} else {
		act->way = usual_way(p);
	}
	if (!takes(p, e)) {
		return false;
	}
	act->hold = (size_t)p->d->hold;
	bool ok = goes(p, s, act, e);

	act->at = p->at;
	return ok;
}

bool rehearse(struct arena *a, const struct rehearsal_wish *w, struct rehearsal *out,
	      struct err *e)
{
	struct rehearsal r = { .act = arena_array(a, struct rehearsed, REHEARSAL_ACTS) };
	struct play p = { .a = a, .w = w, .d = arena_new(a, struct dossier), .r = &r,
			  .at = w->at, .seq = 1 };

	put_law(&p);
	r.dossier = p.d;
	if (!comes_in(&p, e)) {
		return false;
	}
	while (!r.stuck && r.acts < REHEARSAL_ACTS && p.d->state == DOSSIER_OPEN) {
		r.stuck = !one_step(&p, &r.act[r.acts], &r.why);
		if (r.stuck && strcmp(r.why.key, "rehearsal.way") == 0) {
			*e = r.why;
			return false;
		}
		r.acts++;
	}
	r.end = p.at;
	*out = r;
	return true;
}
