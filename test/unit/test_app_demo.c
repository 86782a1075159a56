/* What a demonstration holds beside its dossiers: what heads and superiors did. */
#include "province.h"

#include "app/signals.h"
#include "app/view.h"
#include "store/signal_row.h"

static struct app *app;

struct seen {
	int64_t given, helped, explained;	/* of what was passed up */
	int64_t asked, kept, passed_on;		/* second returns (rule 33) */
};

static bool is_of(const struct entry *en, const char *member, const char *word)
{
	return str_is(json_str(en->body, member), word);
}

/* Given to somebody else while the head had to act: what the fold makes of it. */
static int64_t given_away(struct dossier_id id)
{
	char ref[ID_TEXT];
	const struct dossier *d;
	int64_t n = 0;

	must(app_dossier(app, &arena, str_of(id_text('d', id.v, ref)), &d, &err), "a dossier");
	for (size_t i = 0; i < d->escalations; i++) {
		n += str_is(str_of(d->escalation[i].how), "reassigned");
	}
	return n;
}

static void look_at(struct seen *s, const struct entry *en)
{
	switch (en->kind) {
	case KIND_ESCALATION_ACTED:
		s->helped += is_of(en, "how", "helped");
		s->explained += is_of(en, "how", "explained");
		break;
	case KIND_REASSIGNED:
		s->given += given_away((struct dossier_id){ en->stream.id });
		break;
	case KIND_RETURN_ASKED:
		s->asked++;
		break;
	case KIND_RETURN_RULED:
		s->kept += is_of(en, "ruling", "kept");
		s->passed_on += is_of(en, "ruling", "passed_on");
		break;
	default:
		break;
	}
}

static struct seen look(void)
{
	enum { PAGE = 500 };
	struct seen s = { 0 };
	struct app_last last;
	struct entry_list list;

	must(app_last(app, &last, &err), "the last entry");
	for (int64_t from = 0; from <= last.seq; from += PAGE) {
		int64_t upto = from + PAGE - 1 < last.seq ? from + PAGE - 1 : last.seq;

		must(app_range(app, &arena, from, upto, &list, &err), "entries");
		for (size_t i = 0; i < list.n; i++) {
			look_at(&s, &list.entry[i]);
		}
	}
	return s;
}

struct heard {
	int64_t replied, silent;		/* of those whose time to reply is over */
	int64_t established, dismissed, appealed, open, praised;
	int64_t counted;			/* detectors that have a precision */
};

static struct heard hear(void)
{
	enum { ALL = 5000 };
	struct heard h = { 0 };
	struct signal_rows rows;
	struct signal_precision p[DETECTORS];

	must(store_signals(app->store, &arena, 0, ALL, &rows, &err), "signals");
	for (size_t i = 0; i < rows.n; i++) {
		const struct signal_row *r = &rows.row[i];

		h.praised += r->good;
		h.open += r->state < SIGNAL_RULED || r->state == SIGNAL_APPEALED;
		h.replied += r->replied_at != INSTANT_NONE;
		h.silent += !r->good && r->state != SIGNAL_TOLD &&
			    r->replied_at == INSTANT_NONE;
		h.established += !r->good && r->ruling == RULING_ESTABLISHED;
		h.dismissed += r->ruling == RULING_NOT_ESTABLISHED && !r->lapsed;
		h.appealed += r->appealed_at != INSTANT_NONE;
	}
	must(app_signal_precision(app, &arena, p, &err), "precision");
	for (int i = 0; i < DETECTORS; i++) {
		h.counted += !detector_good((enum detector)i) && p[i].share >= 0;
	}
	return h;
}

/* Rule 34: told, replied to, ruled on, appealed; some are open when it ends. */
static void test_signals(void)
{
	struct heard h = hear();

	ok(h.replied > h.silent && h.silent > 0, "most reply to a signal, some do not (%lld, %lld)",
	   (long long)h.replied, (long long)h.silent);
	ok(h.established > h.dismissed && h.dismissed > 0 && h.dismissed * 5 < h.established,
	   "most are established, some are not (%lld, %lld)", (long long)h.established,
	   (long long)h.dismissed);
	ok(h.appealed > 0 && h.appealed * 3 < h.established, "some are appealed (%lld)",
	   (long long)h.appealed);
	ok(h.open > 0, "some are open at the end (%lld)", (long long)h.open);
	ok(h.praised > 0, "what is good is confirmed (%lld)", (long long)h.praised);
	ok(h.counted >= 20, "precision by rulings for %lld detectors", (long long)h.counted);
}

int main(void)
{
	char base[32];

	app = province_open(base, 900);
	struct seen s = look();

	ok(s.given > 0 && s.helped > 0 && s.explained > 0,
	   "heads give away, help and explain what was passed up (%lld, %lld, %lld)",
	   (long long)s.given, (long long)s.helped, (long long)s.explained);
	ok(s.given < s.helped + s.explained, "… mostly not to somebody else");
	ok(s.asked > 0 && s.kept > 0 && s.passed_on > 0,
	   "second returns are asked for, kept and passed on (%lld, %lld, %lld)",
	   (long long)s.asked, (long long)s.kept, (long long)s.passed_on);
	test_signals();
	province_close(app, base);
	return done_testing();
}
