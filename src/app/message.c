/* Messages to people: kept, due, noted. */
#include "message.h"

#include "app_int.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/num.h"
#include "store/door.h"
#include "store/message_row.h"

#include <assert.h>

/* ---- addresses ---- */

enum { PHONE_LEAST = 8, PHONE_MOST = 15 };

/* What people put between the digits goes. */
static bool phone(struct arena *a, struct str given, struct str *out)
{
	char *p = arena_array(a, char, given.n + 4);
	size_t n = 0;
	bool plus = given.n > 0 && given.p[0] == '+';

	for (size_t i = plus; i < given.n; i++) {
		char c = given.p[i];

		if (c >= '0' && c <= '9') {
			p[n++] = c;
		} else if (c != ' ' && c != '.' && c != '-' && c != '(' && c != ')') {
			return false;
		}
	}
	struct str digits = { p, n };

	if (!plus && n > 0 && p[0] == '0') {
		digits = STR_JOIN(a, STR("84"), str_sub(digits, 1, n));
	} else if (!plus) {
		return false;
	}
	*out = STR_JOIN(a, STR("+"), digits);
	return digits.n >= PHONE_LEAST && digits.n <= PHONE_MOST && digits.p[0] != '0';
}

bool message_address(struct arena *a, enum mail_way way, struct str given, struct str *out)
{
	struct str s = str_trim(given);

	if (way == MAIL_SMS) {
		return phone(a, s, out);
	}
	*out = s;
	return letter_address_good(s);
}

/* ---- sealed ---- */

enum { NUMBERS_A_SECOND = 20 };		/* as bits */

static struct str extra_of(struct arena *a, int64_t no)
{
	return str_fmt(a, "message %lld", (long long)no);
}

static struct str json_bytes(struct arena *a, const struct json *o)
{
	struct buf b;

	buf_init(&b, MAIL_BODY_MOST);
	json_write(&b, o);
	struct str text = str_dup(a, buf_view(&b));

	buf_done(&b);
	return text;
}

static bool seal_message(struct app *app, struct arena *a, const struct message *m,
			 struct message_row *row, struct err *e)
{
	uint8_t key[KEY_SIZE], nonce[SEAL_NONCE];
	struct json *o = json_new_obj(a);

	if (!store_own_key(app->store, "message", key, e)) {
		return false;
	}
	json_set_str(a, o, "to", m->to);
	json_set_str(a, o, "subject", m->subject);
	json_set_str(a, o, "text", m->text);
	random_bytes(nonce, sizeof(nonce));	/* not from a demo's seed */
	row->sealed = seal(a, key, nonce, json_bytes(a, o), extra_of(a, row->no));
	wipe(key, sizeof(key));
	return true;
}

static bool open_message(struct app *app, struct arena *a, const struct message_row *row,
			 struct message *out, struct err *e)
{
	uint8_t key[KEY_SIZE];
	const struct json *o;
	struct str plain;

	if (!store_own_key(app->store, "message", key, e)) {
		return false;
	}
	bool opens = seal_open(a, key, row->sealed, extra_of(a, row->no), &plain);

	wipe(key, sizeof(key));
	if (!opens || !json_parse(a, plain, &o, e)) {
		return err_set(e, ERR_CORRUPT, "store.door", "table", "message", NULL);
	}
	*out = (struct message){ .way = (enum mail_way)row->way, .to = json_str(o, "to"),
				 .subject = json_str(o, "subject"), .text = json_str(o, "text"),
				 .until = row->until };
	return true;
}

bool message_put(struct app *app, struct arena *a, const struct message *m, int64_t at,
		 struct err *e)
{
	struct message_row row = { .way = m->way, .until = m->until, .try_at = at };

	int64_t last;

	assert(m->text.n <= MESSAGE_TEXT_MOST);
	/* Where nobody sends, nobody looks at what is too old either. */
	if (!store_message_age(app->store, at, e) || !store_message_last(app->store, &last, e)) {
		return false;
	}
	/* In their order, and by the time, so that none comes twice however many are gone;
	 * not from a demo's seed, which is the ledger's. */
	row.no = num_max(last + 1, at << NUMBERS_A_SECOND);
	return seal_message(app, a, m, &row, e) && store_message_put(app->store, &row, e);
}

/* ---- as it is sent ---- */

static void make_mail(struct arena *a, const struct message *m, const struct letter *from,
		      struct str id, struct mail *out)
{
	*out = (struct mail){ .way = m->way, .id = id, .to = m->to };
	if (m->way == MAIL_SMS) {
		struct json *o = json_new_obj(a);

		json_set_str(a, o, "id", id);
		json_set_str(a, o, "text", m->text);
		json_set_str(a, o, "to", m->to);
		out->body = json_bytes(a, o);
		return;
	}
	struct letter l = { .from = from->from, .from_name = from->from_name, .to = m->to,
			    .subject = m->subject, .text = m->text, .id = id, .at = from->at };
	struct buf b;

	buf_init(&b, MAIL_BODY_MOST);
	letter_write(&b, a, &l);
	out->body = str_dup(a, buf_view(&b));
	buf_done(&b);
}

static struct str id_of(struct arena *a, int64_t no)
{
	return str_fmt(a, "msg%llx", (unsigned long long)no);
}

void message_trial(struct arena *a, const struct message *m, struct str from,
		   struct str from_name, int64_t at, struct mail *out)
{
	struct letter l = { .from = from, .from_name = from_name, .at = at };
	int64_t chance;

	random_bytes(&chance, sizeof(chance));
	make_mail(a, m, &l, id_of(a, chance), out);
}

/* ---- what became of them ---- */

int64_t message_wait_s(int64_t tries)
{
	static const int32_t wait[] = { 2, 5, 10, 20, 40, 60, 120, 300, 900, 3600 };
	int64_t last = ARRAY_LEN(wait) - 1;

	return wait[tries < 1 ? 0 : tries - 1 < last ? tries - 1 : last];
}

static bool count_lost(struct app *app, struct arena *a, int64_t way, struct err *e)
{
	struct message_way_row w;

	if (!store_message_way(app->store, a, way, &w, e)) {
		return false;
	}
	w.lost++;
	return store_message_way_put(app->store, &w, e);
}

/* No such address: 550 to 559, but not what concerns us and not the receiver (530, 535). */
static bool refused_for_good(const struct parcel *p)
{
	return p->mail.way == MAIL_LETTER && p->answer.status / 10 == 55;
}

static bool note_one(struct app *app, struct arena *a, const struct parcel *p, int64_t at,
		     struct err *e)
{
	struct message_row row = { .no = p->no, .tries = p->tries + 1,
				   .try_at = at + message_wait_s(p->tries + 1) };
	struct message_way_row w;

	if (!store_message_way(app->store, a, p->to, &w, e)) {
		return false;
	}
	w.last_try = at;
	w.last_said = str_of(p->answer.said);
	if (parcel_arrived(p)) {
		w.failing_at = INSTANT_NONE;
		w.sent++;
	} else if (refused_for_good(p)) {
		w.lost++;
	} else {
		w.failing_at = w.failing_at == INSTANT_NONE ? at : w.failing_at;
	}
	bool over = parcel_arrived(p) || refused_for_good(p);

	return store_message_way_put(app->store, &w, e) &&
	       (over ? store_message_drop(app->store, p->no, e)
		     : store_message_later(app->store, &row, e));
}

static bool note_all(struct app *app, struct arena *a, const struct parcels *p, int64_t at,
		     struct err *e)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->parcel[i].tried && !note_one(app, a, &p->parcel[i], at, e)) {
			return false;
		}
	}
	return true;
}

static bool note(struct app *app, const struct parcels *p, int64_t at, struct err *e)
{
	struct arena a;

	if (!store_begin(app->store, e)) {
		return false;
	}
	arena_init(&a, 0);
	bool ok = note_all(app, &a, p, at, e) && store_commit(app->store, e);

	arena_done(&a);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

/* ---- due ---- */

static bool give_up(struct app *app, struct arena *a, const struct message_row *row, size_t n,
		    int64_t at, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (row[i].until <= at && !count_lost(app, a, row[i].way, e)) {
			return false;
		}
	}
	return store_message_age(app->store, at, e);
}

static bool drop_old(struct app *app, struct arena *a, const struct message_row *row, size_t n,
		     int64_t at, struct err *e)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		any = any || row[i].until <= at;
	}
	if (!any) {
		return true;
	}
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = give_up(app, a, row, n, at, e) && store_commit(app->store, e);

	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

static bool due(const struct post_kind *k, struct app *app, struct arena *a, int64_t at,
		struct parcels *out, struct err *e)
{
	struct letter from = { .from = k->from, .from_name = k->from_name, .at = at };
	struct message_row row[MESSAGE_ROUND];
	struct message m;
	size_t n;

	if (!store_message_due(app->store, a, at, MESSAGE_ROUND, row, &n, e) ||
	    !drop_old(app, a, row, n, at, e)) {
		return false;
	}
	*out = (struct parcels){ .parcel = arena_array(a, struct parcel, n) };
	for (size_t i = 0; i < n; i++) {
		struct parcel *p = &out->parcel[out->n];

		if (row[i].until <= at) {
			continue;
		}
		if (!open_message(app, a, &row[i], &m, e)) {
			return false;
		}
		*p = (struct parcel){ .to = row[i].way, .no = row[i].no, .tries = row[i].tries };
		/* Of a way that is not set any more the courier refuses even the empty one. */
		p->mail.way = m.way;
		if (m.way != MAIL_LETTER || k->from.n > 0) {
			make_mail(a, &m, &from, id_of(a, row[i].no), &p->mail);
		}
		out->n++;
	}
	return true;
}

struct post_kind message_post(struct str from, struct str from_name)
{
	return (struct post_kind){ .due = due, .note = note, .from = from,
				   .from_name = from_name };
}

/* ---- looking ---- */

bool message_state(struct app *app, struct arena *a, enum mail_way way,
		   struct message_state *out, struct err *e)
{
	struct message_way_row w;
	int64_t waiting;

	if (!store_message_way(app->store, a, way, &w, e) ||
	    !store_message_count(app->store, way, &waiting, e)) {
		return false;
	}
	*out = (struct message_state){ .waiting = waiting, .sent = w.sent, .lost = w.lost,
				       .failing_at = w.failing_at, .last_try = w.last_try,
				       .last_said = w.last_said };
	return true;
}

bool message_waiting(struct app *app, struct arena *a, int64_t at, struct message_list *out,
		     struct err *e)
{
	struct message_row row[MESSAGE_ROUND];
	size_t n;

	*out = (struct message_list){ arena_array(a, struct message, MESSAGE_ROUND), 0 };
	if (!store_message_live(app->store, a, at, MESSAGE_ROUND, row, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (!open_message(app, a, &row[i], &out->message[out->n++], e)) {
			return false;
		}
	}
	return true;
}
