/* Filling the view of the form of reception. */
#include "counter_show.h"

#include "agencies.h"
#include "counter_act.h"
#include "facts.h"
#include "top.h"

#include <string.h>

enum { FACTS_MOST = 8, OUTAGE_KEPT_S = 7 * DAY_S };

static struct field_view line(const struct exchange *x, const struct counter_in *in,
			      struct str name, const char *label, struct str value)
{
	return (struct field_view){ .name = name, .label = words0(x, label), .value = value,
				    .error = counter_wrong_at(in, name) };
}

/* ---- people ---- */

static const char *const kinds[] = { "person", "newborn", "foreigner", "company" };

static struct field_view kind_field(const struct exchange *x, const struct party_in *p)
{
	struct option_view *o = arena_array(x->a, struct option_view, ARRAY_LEN(kinds));
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		o[i] = (struct option_view){ str_of(kinds[i]),
			words_of(x, "counter.kind", str_of(kinds[i])), str_is(p->kind, kinds[i]) };
	}
	return (struct field_view){ .name = str_fmt(x->a, "%s-kind", p->prefix),
				    .label = words0(x, "counter.party.kind"),
				    .options = { o, ARRAY_LEN(kinds) } };
}

static struct str said_of(const struct exchange *x, const struct found_person *f)
{
	struct text_arg args[] = {
		{ "number", f->number }, { "n", str_int(x->a, f->dossiers) },
		{ "year", str_int(x->a, f->born_year) },
		{ "day", words_day(x, f->last_at) },
	};
	struct str born = f->born_year > 0 ? words(x, "counter.party.born", args, ARRAY_LEN(args))
					   : STR("");
	struct str number = f->number.n > 0 ? f->number : words0(x, "counter.party.no_number");
	struct str last = f->dossiers > 0 ? words(x, "counter.party.before", args, ARRAY_LEN(args))
					  : words0(x, "counter.party.none_before");
	return str_fmt(x->a, "%.*s%s%.*s · %.*s", STR_ARG(born), born.n > 0 ? " · " : "",
		       STR_ARG(number), STR_ARG(last));
}

struct picks_view counter_people_picks(const struct exchange *x, const struct party_in *p,
				       struct str label)
{
	struct picks_view v = {
		.name = str_of(p->prefix), .end = "-id", .label = label, .was = p->find,
		.other = true, .fresh = p->state == PARTY_IN_FRESH,
	};
	struct hit_view *hit = arena_array(x->a, struct hit_view, p->found.n);
	char text[ID_TEXT];
	for (size_t i = 0; i < p->found.n; i++) {
		const struct found_person *f = &p->found.row[i];
		hit[i] = (struct hit_view){ str_dup(x->a, str_of(id_text('s', f->id.v, text))),
					    f->name, said_of(x, f), f == p->known,
					    p->state == PARTY_IN_OPEN && i == 0 };
	}
	v.hits.p = hit;
	v.hits.n = p->found.n;
	if (v.fresh && p->found.n == 0) {
		v.none = words0(x, "counter.party.nobody");
	}
	v.more = p->found.more ? words0(x, "counter.party.more") : STR("");
	return v;
}

static struct field_view of_party(const struct exchange *x, const struct counter_in *in,
				  const struct party_in *p, const char *name, struct str value)
{
	struct str key = str_fmt(x->a, "counter.party.%s", name);
	return line(x, in, str_fmt(x->a, "%s-%s", p->prefix, name), key.p, value);
}

struct party_view counter_party_view(const struct exchange *x, const struct counter_in *in,
				     const struct party_in *p, const char *label)
{
	struct str find = str_fmt(x->a, "%s-find", p->prefix);
	struct party_view v = {
		.prefix = str_of(p->prefix), .find = line(x, in, find, label, p->find),
		.asked = p->state != PARTY_IN_EMPTY, .fresh = p->state == PARTY_IN_FRESH,
		.kind = kind_field(x, p), .name = of_party(x, in, p, "name", p->name),
		.number = of_party(x, in, p, "number", p->number),
		.birth = of_party(x, in, p, "birth", p->birth),
		.address = of_party(x, in, p, "address", p->address),
		.phone = of_party(x, in, p, "phone", p->phone),
		.email = of_party(x, in, p, "email", p->email),
	};
	v.find.hint = words0(x, "counter.party.find.hint");
	v.find.autocomplete = v.name.autocomplete = v.number.autocomplete = STR("off");
	v.phone.autocomplete = v.email.autocomplete = v.address.autocomplete = STR("off");
	v.find.max = v.name.max = 120;
	v.birth.type = STR("date");
	v.phone.inputmode = STR("tel");
	v.email.inputmode = STR("email");
	v.number.hint = words0(x, "counter.party.number.hint");
	if (p->known) {
		v.phone.hint = p->known->phone;
	}
	v.picks = counter_people_picks(x, p, v.find.label);
	return v;
}

static void put_people(const struct exchange *x, const struct counter_in *in,
		       struct counter_view *v)
{
	static const char *const roles[] = { "helper", "proxy" };
	struct option_view *o = arena_array(x->a, struct option_view, ARRAY_LEN(roles));
	for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
		o[i] = (struct option_view){ str_of(roles[i]),
			words_of(x, "counter.role", str_of(roles[i])), str_is(in->role, roles[i]) };
	}
	v->submitter = counter_party_view(x, in, &in->submitter, "counter.submitter");
	v->owner = counter_party_view(x, in, &in->owner, "counter.owner");
	v->proxy = counter_party_view(x, in, &in->proxy, "counter.proxy");
	v->role = line(x, in, STR("role"), "counter.role", STR(""));
	v->role.options.p = o;
	v->role.options.n = ARRAY_LEN(roles);
	v->behalf = in->owner.state != PARTY_IN_EMPTY || in->proxy.state != PARTY_IN_EMPTY;
	v->third = in->proxy.state != PARTY_IN_EMPTY;
}

/* ---- procedure and way ---- */

struct picks_view counter_procedure_picks(const struct exchange *x, const struct counter_in *in)
{
	struct picks_view v = { .name = STR("procedure"), .end = "", .was = in->procedure_find,
				.label = words0(x, "counter.procedure") };
	struct hit_view *hit = arena_array(x->a, struct hit_view, in->hits);
	for (size_t i = 0; i < in->hits; i++) {
		const struct procedure_hit *h = &in->hit[i];
		hit[i] = (struct hit_view){ h->code,
			str_fmt(x->a, "%.*s %.*s", STR_ARG(h->code), STR_ARG(h->name)),
			words_limit(x, h->limit), h == in->chosen, false };
	}
	v.hits.p = hit;
	v.hits.n = in->hits;
	if (in->procedure_find.n > 0 && in->hits == 0) {
		v.none = words0(x, "counter.procedure.none");
	}
	return v;
}

static void put_procedure(const struct exchange *x, const struct counter_in *in,
			  struct counter_view *v)
{
	v->procedures = counter_procedure_picks(x, in);
	v->procedure = line(x, in, STR("procedure-find"), "counter.procedure", in->procedure_find);
	v->procedure.hint = words0(x, "counter.procedure.hint");
	v->procedure.autocomplete = STR("off");
	v->procedure.max = 120;
	v->chosen = in->chosen != NULL;
}

/* Which agencies there are says the procedure, once it is chosen. */
static void put_agencies(const struct exchange *x, const struct counter_in *in,
			 struct field_view *f)
{
	struct option_views list = agencies_for(x, in->version);
	struct str meant = agency_meant(x, in->version, f->value);
	if (meant.n > 0) {
		f->value = unit_on(org_unit_by_key(app_org(x->app), meant), day_of(x->now))->name;
	}
	f->options.p = list.p;
	f->options.n = list.n;
	f->hint = words0(x, list.n > 0 ? "counter.competent.hint" : "counter.competent.none");
	if (list.n == 1 && f->value.n == 0) {
		f->value = list.p[0].value;
	}
}

static void put_way(const struct exchange *x, const struct counter_in *in,
		    struct counter_view *v)
{
	static const char *const ways[] = { "counter", "post", "elsewhere" };
	struct hit_view *hit = arena_array(x->a, struct hit_view, ARRAY_LEN(ways));
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		hit[i] = (struct hit_view){ str_of(ways[i]),
			words_of(x, "counter.way", str_of(ways[i])), STR(""),
			str_is(in->way, ways[i]), false };
	}
	v->ways.p = hit;
	v->ways.n = ARRAY_LEN(ways);
	v->arrived_at = line(x, in, STR("arrived_at"), "counter.arrived_at",
			     form_get(x->form, "arrived_at"));
	v->arrived_at.type = STR("datetime-local");
	v->arrived_at.hint = words0(x, "counter.arrived_at.hint");
	v->competent = line(x, in, STR("competent"), "counter.competent",
			    form_get(x->form, "competent"));
	put_agencies(x, in, &v->competent);
}

/* ---- papers ---- */

static struct field_view source_field(const struct exchange *x, const struct intake_paper *p,
				      struct str value)
{
	struct option_view *o = arena_array(x->a, struct option_view, p->sources + 1);
	size_t n = 0;
	o[n++] = (struct option_view){ STR(""), words0(x, "counter.source.paper"), value.n == 0 };
	for (size_t i = 0; i < p->sources; i++) {
		o[n++] = (struct option_view){ p->source[i], p->source_name[i],
					       str_eq(p->source[i], value) };
	}
	return (struct field_view){ .name = str_fmt(x->a, "paper.%.*s.source", STR_ARG(p->id)),
				    .label = words0(x, "counter.source"),
				    .options = { o, p->sources > 0 ? n : 0 } };
}

static int64_t number(struct str s)
{
	int64_t n;
	return str_to_int64(s, &n) ? n : 0;
}

static struct check_view check(const struct exchange *x, const struct counter_in *in, size_t i)
{
	const struct intake_paper *p = &in->paper[i];
	struct str source = counter_paper_value(x, in, i, "source");
	struct check_view v = {
		.id = p->id, .name = p->name, .on = counter_ticked(x, in, i),
		.optional = p->optional,
		.originals = counter_paper_value(x, in, i, "originals"),
		.certified = counter_paper_value(x, in, i, "certified"),
		.copies = counter_paper_value(x, in, i, "copies"),
		.source = source_field(x, p, source),
		.error = counter_wrong_at(in, str_fmt(x->a, "paper-%.*s", STR_ARG(p->id))),
	};
	v.counts = source.n > 0
		? words1(x, "counter.source.from", "source", words_of(x, "source", source))
		: words_counts(x, number(v.originals), number(v.certified), number(v.copies));
	for (size_t k = 0; k < p->sources && source.n > 0; k++) {
		if (str_eq(p->source[k], source)) {
			v.counts = words1(x, "counter.source.from", "source", p->source_name[k]);
		}
	}
	if (p->held_at != INSTANT_NONE) {
		struct text_arg args[] = { { "code", p->held_code },
					   { "day", words_day(x, p->held_at) } };
		v.held = words(x, "counter.paper.held", args, ARRAY_LEN(args));
	}
	return v;
}

static void put_papers(const struct exchange *x, const struct counter_in *in,
		       struct answer_view *v)
{
	struct check_view *list = arena_array(x->a, struct check_view, in->papers);
	size_t on = 0, all = 0;
	for (size_t i = 0; i < in->papers; i++) {
		list[i] = check(x, in, i);
		on += list[i].on && !list[i].optional;
		all += !list[i].optional;
	}
	struct text_arg args[] = { { "n", str_fmt(x->a, "%zu", on) },
				   { "all", str_fmt(x->a, "%zu", all) } };
	v->papers.p = list;
	v->papers.n = in->papers;
	v->papers_count = words(x, "counter.papers.count", args, ARRAY_LEN(args));
	v->missing = (int64_t)(all - on);
	v->checked_for = in->d ? in->d->code : in->chosen->code;
}

/* ---- class, variant, outage, fee ---- */

void counter_options(const struct exchange *x, struct field_view *f, const struct coded *list,
		     size_t n, struct str first)
{
	struct asking ask = asking_inside(x);
	struct option_view *o = arena_array(x->a, struct option_view, n + 1);
	size_t out = 0;
	if (first.n > 0) {
		o[out++] = (struct option_view){ STR(""), first, f->value.n == 0 };
	}
	for (size_t i = 0; i < n; i++) {
		o[out++] = (struct option_view){ list[i].id, label_named(&ask, list[i].name),
						 str_eq(list[i].id, f->value) };
	}
	f->options.p = o;
	f->options.n = out;
}

static void put_variant(const struct exchange *x, const struct counter_in *in,
			struct answer_view *v)
{
	struct asking ask = asking_inside(x);
	const struct procedure_version *p = in->version;
	struct option_view *o = arena_array(x->a, struct option_view, p->variants + 1);
	struct str value = in->fresh_list ? STR("") : form_get(x->form, "variant");
	size_t n = 0;
	v->variant = line(x, in, STR("variant"), "counter.variant", value);
	if (p->variants == 0) {
		return;
	}
	o[n++] = (struct option_view){ STR(""), words0(x, "counter.variant.none"), value.n == 0 };
	for (size_t i = 0; i < p->variants; i++) {
		const struct variant *one = &p->variant[i];
		struct text_arg args[] = { { "name", label_named(&ask, one->name) },
			{ "limit", words_limit(x, limit_text(x->a, one->limit)) },
			{ "ground", one->ground } };
		o[n++] = (struct option_view){ one->id,
			words(x, "counter.variant.one", args, ARRAY_LEN(args)),
			str_eq(one->id, value) };
	}
	v->variant.options.p = o;
	v->variant.options.n = n;
}

/* One that is or was not long ago: what was written on paper is entered after it. */
static bool outage(const struct exchange *x)
{
	const struct org *o = app_org(x->app);
	const struct unit *own = org_unit(o, x->seat.unit);
	for (size_t i = 0; i < o->outages; i++) {
		const struct unit *top = org_unit(o, o->outage[i].unit);
		if (o->outage[i].from <= x->now && x->now - o->outage[i].to <= OUTAGE_KEPT_S &&
		    top && org_below(o, own, top, day_of(x->now))) {
			return true;
		}
	}
	return false;
}

/* As it came, unless it is wanted otherwise. */
static struct field_view result_field(const struct exchange *x, const struct counter_in *in)
{
	static const char *const ways[] = { "counter", "post", "electronic" };
	struct option_view *o = arena_array(x->a, struct option_view, ARRAY_LEN(ways));
	struct str given = form_get(x->form, "result_by");
	struct str value = given.n > 0 ? given : counter_channel(in);
	struct field_view f = line(x, in, STR("result_by"), "counter.result_by", value);
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		o[i] = (struct option_view){ str_of(ways[i]), words_of(x, "how", str_of(ways[i])),
					     str_is(value, ways[i]) };
	}
	f.options.p = o;
	f.options.n = ARRAY_LEN(ways);
	return f;
}

static void put_terms(const struct exchange *x, const struct counter_in *in,
		      struct answer_view *v)
{
	const struct law *law = app_law(x->app);
	v->class_id = line(x, in, STR("class"), "counter.class", in->class_id);
	if (!in->d) {
		v->result_by = result_field(x, in);
		v->class_usual = counter_class(counter_owner(in));
		counter_options(x, &v->class_id, law->person_class, law->person_classes, STR(""));
		v->outage = outage(x);
	}
	put_variant(x, in, v);
	v->receipt_no = line(x, in, STR("receipt_no"), "field.receipt_no",
			     form_get(x->form, "receipt_no"));
	v->receipt_no.hint = words0(x, "counter.outage.number");
	v->received_at = line(x, in, STR("received_at"), "field.received_at",
			      form_get(x->form, "received_at"));
	v->received_at.type = STR("datetime-local");
	v->more = v->receipt_no.value.n > 0;
	for (size_t i = 0; i < in->version->fees; i++) {
		v->counted = v->counted || !str_is(in->version->fee[i].per, "case");
	}
	v->pages = line(x, in, STR("pages"), "field.pages", form_get(x->form, "pages"));
	v->copies = line(x, in, STR("copies"), "field.copies", form_get(x->form, "copies"));
	v->pages.value = v->pages.value.n > 0 ? v->pages.value : STR("1");
	v->copies.value = v->copies.value.n > 0 ? v->copies.value : STR("1");
	v->pages.inputmode = v->copies.inputmode = STR("numeric");
}

/* ---- the promise ---- */

struct facts_view counter_facts(const struct exchange *x, const struct intake_promise *p)
{
	struct facts f = facts_start(x, FACTS_MOST);
	struct text_arg fee[] = { { "amount", words_money(x, p->fee) },
				  { "no", str_fmt(x->a, "%06lld", (long long)p->fee_number) } };
	fact(x, &f, "counter.fee", p->has_fee
		? words(x, "counter.fee.receipt", fee, ARRAY_LEN(fee))
		: words0(x, "counter.fee.none"));
	fact(x, &f, "counter.goes_to", p->first_unit);
	fact(x, &f, "dossier.competent", p->competent);
	fact(x, &f, "dossier.limit", p->limit.n > 0 ? words_limit(x, p->limit) : STR(""));
	return facts_view(&f);
}

static void put_promise(const struct exchange *x, const struct counter_in *in,
			const struct intake_promise *p, struct answer_view *v)
{
	if (!p) {
		return;
	}
	if (p->refused) {
		v->promise.refused = words_err(x, &p->refusal);
		v->promise.hint = words_hint(x, &p->refusal);
		return;
	}
	v->promise.due = words_moment(x, p->due);
	v->promise.seen = counter_seen(x, in->d ? in->d->code : in->chosen->code, p->due);
	v->may_receive = true;
	v->promise.trace.n = words_trace(x, &p->trace, &v->promise.trace.p);
	v->promise.facts = counter_facts(x, p);
	v->has_fee = p->has_fee;
	v->take_fee = in->fresh_list || form_get(x->form, "take-fee").n > 0;
}

static void put_answers(const struct exchange *x, const struct counter_in *in,
			struct answer_view *v)
{
	const struct law *law = app_law(x->app);
	v->ask_note = line(x, in, STR("ask-note"), "counter.ask.note",
			   form_get(x->form, "ask-note"));
	v->ask_note.hint = words0(x, "counter.ask.hint");
	v->reason = line(x, in, STR("reason"), "field.reason", form_get(x->form, "reason"));
	counter_options(x, &v->reason, law->decline_reason, law->decline_reasons,
			words0(x, "counter.choose"));
	v->note = line(x, in, STR("note"), "field.note", form_get(x->form, "note"));
	v->may_ask = !in->d || in->d->state == DOSSIER_SUBMITTED;
	v->asking = str_is(form_get(x->form, "do"), "ask");
	v->declining = str_is(form_get(x->form, "do"), "decline");
}

/* Where the hands go next: the first thing that is not there yet. */
static void put_focus(const struct counter_in *in, struct counter_view *v)
{
	if (in->submitter.state == PARTY_IN_EMPTY) {
		v->submitter.find.focus = true;
	} else if (in->submitter.state == PARTY_IN_FRESH && in->submitter.name.n == 0) {
		v->submitter.name.focus = true;
	} else if (in->submitter.state == PARTY_IN_FRESH && in->submitter.phone.n == 0 &&
		   (!in->chosen || in->fresh_list)) {
		v->submitter.phone.focus = true;
	} else if (in->submitter.state != PARTY_IN_OPEN && !in->chosen) {
		v->procedure.focus = true;
	}
}

void counter_answer_view(struct exchange *x, const struct counter_in *in,
			 const struct intake_promise *promise, struct answer_view *out)
{
	struct answer_view v = { .checked_for = STR("") };
	put_papers(x, in, &v);
	put_terms(x, in, &v);
	put_promise(x, in, promise, &v);
	put_answers(x, in, &v);
	*out = v;
}

void counter_view(struct exchange *x, const struct counter_in *in,
		  const struct intake_promise *promise, struct counter_view *out)
{
	struct str key = form_get(x->form, "key");
	struct counter_view v = {
		.top = top_inside(x, words0(x, "counter.title")),
		.key = key.n > 0 ? key : top_form_key(x),
	};
	put_people(x, in, &v);
	put_procedure(x, in, &v);
	put_way(x, in, &v);
	if (in->chosen) {
		counter_answer_view(x, in, promise, &v.answer);
	}
	put_focus(in, &v);
	*out = v;
}
