/* A letter each working day. */
#include "digest.h"

#include "app_int.h"
#include "matter.h"
#include "message.h"
#include "world.h"

#include "store/digest_row.h"
#include "store/door.h"
#include "store/work.h"

#include "base/buf.h"

/* ---- what it says ---- */

static void add(struct digest_part *p, struct str code, int64_t due)
{
	if (p->n == DIGEST_LINES) {
		p->more = true;
		return;
	}
	p->line[p->n++] = (struct digest_line){ code, due };
}

static const struct calendar *hours(const struct app *app, int64_t at)
{
	const struct calendar_version *v = law_calendar_on(&app->law, day_of(at));
	const struct calendar *c = v != NULL ? law_calendar(&app->law, v->id, STR("A")) : NULL;

	return c != NULL && calendar_covers(c, at) ? c : NULL;
}

/* By their own due, as the inbox has them, or by the promise, whichever is first. */
static bool put_held(struct app *app, struct arena *a, struct person_id person, int64_t at,
		     struct digest *out, struct err *e)
{
	const struct rule_set *rules = law_rule_set(&app->law, day_of(at));
	const struct calendar *c = hours(app, at);
	int64_t near = c != NULL && rules != NULL ? work_add(c, at, rules->due_soon_s) : at;
	struct work_query q = { .of = WORK_PERSON, .person = person, .timed = true,
				.until = near, .limit = LIST_MAX };
	struct work_page page;

	if (!store_work(app->store, a, &q, &page, e)) {
		return false;
	}
	for (size_t i = 0; i < page.n; i++) {
		const struct work_row *r = &page.row[i];

		add(r->step_due < at ? &out->overdue : &out->soon, r->code, r->step_due);
	}
	out->overdue.more = out->overdue.more || page.more;
	return true;
}

/* What waits for whoever heads a unit. */
static bool put_escalated(struct app *app, struct arena *a, struct person_id person, int64_t at,
			  struct digest *out, struct err *e)
{
	const struct org *o = &app->org;

	for (size_t i = 0; i < o->assignments; i++) {
		const struct assignment *s = &o->assignment[i];
		struct work_query q = { .of = WORK_FREE, .unit = s->unit, .limit = LIST_MAX,
					.queue = STR("-escalation") };
		struct work_page page;

		if (s->person.v != person.v || !post_is(s->post, "head") ||
		    !org_holds(o, person, s->unit, s->post, at)) {
			continue;
		}
		if (!store_work(app->store, a, &q, &page, e)) {
			return false;
		}
		for (size_t k = 0; k < page.n; k++) {
			add(&out->escalated, page.row[k].code, page.row[k].step_due);
		}
	}
	return true;
}

static bool put_lists(struct app *app, struct arena *a, struct person_id person, int64_t at,
		      struct digest *out, struct err *e)
{
	struct asking ask = { .lang = TEXT_VI, .whom = LABEL_INSIDE, .now = at };
	struct owed_tasks t;

	if (!app_owed(app, a, &ask, person, (struct unit_id){ 0 }, STR(""), DIGEST_LINES, &t, e)) {
		return false;
	}
	for (size_t i = 0; i < t.n; i++) {
		out->lists += t.task[i].kind == OWED_ESCALATION;
	}
	return true;
}

bool digest_of(struct app *app, struct arena *a, struct person_id person, int64_t at,
	       struct digest *out, struct err *e)
{
	*out = (struct digest){ 0 };
	return put_held(app, a, person, at, out, e) &&
	       put_escalated(app, a, person, at, out, e) && put_lists(app, a, person, at, out, e);
}

/* ---- in words ---- */

static void put_part(struct buf *b, enum text_lang lang, const char *key,
		     const struct digest_part *p)
{
	if (p->n == 0) {
		return;
	}
	text_put(b, lang, key, NULL, 0);
	buf_char(b, '\n');
	for (size_t i = 0; i < p->n; i++) {
		char due[INSTANT_TEXT];

		buf_text(b, "  ");
		buf_str(b, p->line[i].code);
		buf_text(b, "  ");
		buf_text(b, instant_vi(p->line[i].due, due));
		buf_char(b, '\n');
	}
	if (p->more) {
		buf_text(b, "  …\n");
	}
	buf_char(b, '\n');
}

void digest_words(struct arena *a, enum text_lang lang, const struct digest *d, int64_t at,
		  struct str *subject, struct str *text)
{
	char day[DAY_TEXT];
	struct text_arg arg = { "day", str_of(day_vi(day_of(at), day)) };
	struct text_arg many = { "n", str_int(a, (int64_t)d->lists) };
	struct buf b;

	buf_init(&b, MESSAGE_TEXT_MOST);
	text_put(&b, lang, "digest.subject", &arg, 1);
	*subject = str_dup(a, buf_view(&b));
	buf_reset(&b);
	put_part(&b, lang, "digest.escalated", &d->escalated);
	if (d->lists > 0) {
		text_put(&b, lang, "digest.lists", &many, 1);
		buf_text(&b, "\n\n");
	}
	put_part(&b, lang, "digest.overdue", &d->overdue);
	put_part(&b, lang, "digest.soon", &d->soon);
	if (b.n > 0) {
		text_put(&b, lang, "digest.end", NULL, 0);
		buf_char(&b, '\n');
	}
	*text = str_dup(a, buf_view(&b));
	buf_done(&b);
}

/* ---- who wants it ---- */

static struct str extra_of(struct arena *a, struct person_id person)
{
	return str_fmt(a, "digest %lld", (long long)person.v);
}

struct wish {
	struct str to;
	enum text_lang lang;
};

static bool seal_wish(struct app *app, struct arena *a, const struct wish *w,
		      struct digest_row *row, struct err *e)
{
	uint8_t key[KEY_SIZE], nonce[SEAL_NONCE];
	struct str plain = STR_JOIN(a, w->lang == TEXT_EN ? STR("en ") : STR("vi "), w->to);

	if (!store_own_key(app->store, "digest", key, e)) {
		return false;
	}
	random_bytes(nonce, sizeof(nonce));	/* not from a demo's seed */
	row->sealed = seal(a, key, nonce, plain, extra_of(a, row->person));
	wipe(key, sizeof(key));
	return true;
}

static bool open_wish(struct app *app, struct arena *a, const struct digest_row *row,
		      struct wish *out, struct err *e)
{
	uint8_t key[KEY_SIZE];
	struct str plain, lang;

	if (!store_own_key(app->store, "digest", key, e)) {
		return false;
	}
	bool opens = seal_open(a, key, row->sealed, extra_of(a, row->person), &plain);

	wipe(key, sizeof(key));
	if (!opens || !str_cut(plain, ' ', &lang, &out->to)) {
		return err_set(e, ERR_CORRUPT, "store.door", "table", "digest", NULL);
	}
	out->lang = str_is(lang, "en") ? TEXT_EN : TEXT_VI;
	return true;
}

bool digest_address(struct app *app, struct arena *a, struct person_id person, struct str *out,
		    struct err *e)
{
	struct digest_row row;
	struct wish w = { .to = { .p = "" } };
	bool found;

	if (!store_digest(app->store, a, person, &row, &found, e) ||
	    (found && !open_wish(app, a, &row, &w, e))) {
		return false;
	}
	*out = w.to;
	return true;
}

static bool keep(struct app *app, struct arena *a, struct person_id person, const struct wish *w,
		 int64_t at, struct err *e)
{
	struct digest_row row = { .person = person, .sent_day = day_of(at).n };

	return seal_wish(app, a, w, &row, e) && store_digest_put(app->store, &row, e);
}

bool digest_set(struct app *app, struct arena *a, struct person_id person, struct str address,
		enum text_lang lang, int64_t at, struct err *e)
{
	struct wish w = { .lang = lang };
	bool none = str_trim(address).n == 0;

	if (!none && !message_address(a, MAIL_LETTER, address, &w.to)) {
		return err_set(e, ERR_INVALID, "digest.address", NULL);
	}
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = (none ? store_digest_drop(app->store, person, e)
			: keep(app, a, person, &w, at, e)) &&
		  store_commit(app->store, e);

	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

/* ---- the day's letters ---- */

static bool write_one(struct app *app, struct arena *a, struct digest_row *row, int64_t at,
		      struct err *e)
{
	enum { LATEST_S = 8 * 3600 };	/* by then the day is over */
	struct message m = { .way = MAIL_LETTER, .until = world_clock() + LATEST_S };
	struct digest d;
	struct wish w;

	if (!open_wish(app, a, row, &w, e) || !digest_of(app, a, row->person, at, &d, e)) {
		return false;
	}
	digest_words(a, w.lang, &d, at, &m.subject, &m.text);
	m.to = w.to;
	row->sent_day = day_of(at).n;
	return (m.text.n == 0 || message_put(app, a, &m, world_clock(), e)) &&
	       store_digest_put(app->store, row, e);
}

static bool write_some(struct app *app, struct arena *a, int64_t at, bool *all, struct err *e)
{
	struct digest_row row[DIGEST_ROUND];
	size_t n;

	if (!store_digest_due(app->store, a, day_of(at).n, DIGEST_ROUND, row, &n, e)) {
		return false;
	}
	*all = n < DIGEST_ROUND;
	if (n == 0) {
		return true;
	}
	bool ok = store_begin(app->store, e);

	for (size_t i = 0; ok && i < n; i++) {
		/* Who is no longer employed has nothing to be told. */
		ok = org_employed(&app->org, row[i].person, at)
			     ? write_one(app, a, &row[i], at, e)
			     : store_digest_drop(app->store, row[i].person, e);
	}
	ok = ok && store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

bool digest_tick(struct app *app, struct err *e)
{
	int64_t at = app_now(app);
	struct day today = day_of(at);
	const struct calendar *c = hours(app, at);
	struct arena a;
	bool all = false;

	if (app->digest_day == today.n || c == NULL || !calendar_working(c, today) ||
	    at < day_open(c, today)) {
		return true;
	}
	arena_init(&a, 0);
	bool ok = write_some(app, &a, at, &all, e);

	arena_done(&a);
	/* Whoever asks for letters later in the day gets the first one tomorrow. */
	if (ok && all) {
		app->digest_day = today.n;
	}
	return ok;
}
