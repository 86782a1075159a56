/* What came of a reception, to be handed out. */
#include "page_counter.h"

#include "counter_show.h"
#include "facts.h"
#include "noted.h"
#include "page_forms.h"
#include "pages.h"
#include "papers_view.h"
#include "top.h"
#include "web_int.h"

#include "app/dossier_view.h"

enum { FACTS_MOST = 16 };

static struct str fee_words(const struct exchange *x, const struct dossier_view *d)
{
	for (size_t i = d->fees; i-- > 0;) {
		const struct fee_view *f = &d->fee[i];
		struct text_arg args[] = {
			{ "amount", words_money(x, f->amount) },
			{ "no", str_fmt(x->a, "%06lld", (long long)f->number) },
		};
		if (f->cancelled_at == INSTANT_NONE && f->refunded == 0) {
			return words(x, "counter.fee.receipt", args, ARRAY_LEN(args));
		}
	}
	return STR("");
}

static void put_facts(const struct exchange *x, const struct dossier_view *d,
		      struct received_view *v)
{
	struct facts f = facts_start(x, FACTS_MOST);
	bool another = d->submitter.id.v != d->owner.id.v;
	fact(x, &f, "dossier.owner", d->owner.name);
	fact(x, &f, "dossier.submitter", another ? d->submitter.name : STR(""));
	fact(x, &f, "dossier.proxy", d->proxy.name);
	fact(x, &f, "counter.procedure", str_fmt(x->a, "%.*s %.*s", STR_ARG(d->procedure_code),
						 STR_ARG(d->procedure)));
	fact(x, &f, "dossier.channel",
	     words_of(x, "dossier.channel", str_of(channel_name(d->channel))));
	fact(x, &f, "dossier.submitted", words_moment(x, d->submitted_at));
	fact(x, &f, "dossier.received", words_moment(x, d->received_at));
	fact(x, &f, "dossier.receiving", d->receiving);
	fact(x, &f, "dossier.competent", d->competent);
	fact(x, &f, "dossier.limit", words_limit(x, d->limit));
	fact(x, &f, "counter.fee", fee_words(x, d));
	fact(x, &f, "counter.result_by", d->result_by.n > 0 ? words_of(x, "how", d->result_by)
							    : STR(""));
	fact(x, &f, "counter.contact", d->owner.phone);
	v->facts = facts_view(&f);
}

static void put_papers(const struct exchange *x, const struct dossier_view *d,
		       struct received_view *v)
{
	struct paper_line_view *out = arena_array(x->a, struct paper_line_view, d->papers);
	size_t n = 0;
	for (size_t i = 0; i < d->papers; i++) {
		const struct paper_view *p = &d->paper[i];
		if (p->brought) {
			out[n] = paper_line(x, p);
			out[n++].files = paper_files(x, d, p);
		} else if (!p->optional && !v->good) {
			out[n++] = (struct paper_line_view){ .name = p->name, .detail =
				words0(x, "counter.paper.missing") };
		}
	}
	v->papers.p = out;
	v->papers.n = n;
}

static void put_ending(const struct exchange *x, const struct dossier_view *d,
		       struct received_view *v)
{
	const char *title = "received.title", *lead = "received.lead", *form = "receipt";
	if (d->state == DOSSIER_ASKED) {
		title = "received.asked";
		lead = "received.asked.lead";
		form = "supplement";
	} else if (d->state == DOSSIER_DECLINED) {
		title = "received.declined";
		lead = "received.declined.lead";
		form = "decline";
	} else if (d->state == DOSSIER_SUBMITTED) {
		title = lead = "received.submitted";
	}
	v->good = d->received_at != INSTANT_NONE;
	v->title = words0(x, title);
	v->lead = words0(x, lead);
	if (v->good && d->fee_open > 0) {
		v->no_fee = words1(x, "received.no_fee", "amount", words_money(x, d->fee_open));
	}
	if (v->good) {
		v->due = words_moment(x, d->first_due);
		v->trace.n = words_trace(x, &d->trace, &v->trace.p);
	}
	v->pdf = form_link(x, "/dossiers", d->code, &d->forms, form);
	v->fee = form_link(x, "/dossiers", d->code, &d->forms, "fee");
}

/* ---- the page ---- */

static void render(struct exchange *x)
{
	const struct dossier_view *d = x->state;
	struct received_view v = { .top = top_inside(x, d->code), .code = d->code,
				   .track = STR("/track") };
	put_ending(x, d, &v);
	put_facts(x, d, &v);
	put_papers(x, d, &v);
	v.upload = upload_view(x, d, str_fmt(x->a, "/counter/received/%.*s",
					     STR_ARG(http_encode(x->a, d->code))), NULL);
	v.texts.n = facts_typed(x, d, FACTS_ALL_TYPED, &v.texts.p);
	page_counter_received(x->page, x->lang, &v);
	reply_page(x, 200);
}

void counter_received(struct exchange *x)
{
	struct asking ask = asking_inside(x);
	struct dossier_view *d = arena_new(x->a, struct dossier_view);
	struct err e;
	if (!app_dossier_view(x->app, x->a, &ask, x->person, x->param[0], d, &e)) {
		reply_err(x, &e);
		return;
	}
	x->state = d;
	exchange_noted(x, &d->note, render);
}
