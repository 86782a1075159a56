/* Codes for citizens, and the sessions that they open. */
#include "proved.h"

#include "app_int.h"
#include "label.h"
#include "message.h"
#include "sight.h"

#include "store/door.h"
#include "store/proved_row.h"

#include <string.h>

/* What a code is for. */
enum use { USE_ENTER = 1, USE_CONTACT = 2 };

/* ---- codes ---- */

/* Every one as likely as every other. */
static void make_code(char out[PROOF_DIGITS + 1])
{
	for (size_t i = 0; i < PROOF_DIGITS;) {
		uint8_t byte;

		random_bytes(&byte, 1);		/* not from a demo's seed */
		if (byte < 250) {
			out[i++] = (char)('0' + byte % 10);
		}
	}
	out[PROOF_DIGITS] = '\0';
}

/* Blanks between the digits are let pass. */
static struct str digits_of(struct arena *a, struct str given)
{
	char *p = arena_array(a, char, given.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < given.n; i++) {
		if (given.p[i] != ' ') {
			p[n++] = given.p[i];
		}
	}
	return (struct str){ p, n };
}

struct bound {				/* what a code is good for */
	struct dossier_id id;
	enum use use;
	enum contact_way way;
	struct str to;			/* a new contact, or empty */
};

static bool digest_of(struct app *app, struct arena *a, const struct bound *w, struct str code,
		      struct hash *out, struct err *e)
{
	uint8_t key[KEY_SIZE];

	if (!store_own_key(app->store, "proof", key, e)) {
		return false;
	}
	struct str text = str_fmt(a, "%lld %d %d %.*s %.*s", (long long)w->id.v, (int)w->use,
				  (int)w->way, STR_ARG(w->to), STR_ARG(code));

	*out = hash_hmac(key, text.p, text.n);
	wipe(key, sizeof(key));
	return true;
}

static bool fits(struct app *app, struct arena *a, const struct bound *w, struct str code,
		 int64_t at, bool *out, struct err *e)
{
	struct proof_code_row row;
	struct hash digest;

	if (!store_proof_code(app->store, w->id, w->use, &row, e) ||
	    !digest_of(app, a, w, digits_of(a, code), &digest, e)) {
		return false;
	}
	*out = row.good && at < row.until && hash_eq(row.digest, digest);
	return true;
}

static bool use_up(struct app *app, struct dossier_id id, enum use use, struct err *e)
{
	struct proof_code_row row;

	if (!store_proof_code(app->store, id, use, &row, e)) {
		return false;
	}
	row.good = false;
	return !row.asked || store_proof_code_put(app->store, &row, e);
}

/* ---- asking for one ---- */

static bool may_ask(const struct proof_code_row *row, int64_t at, struct err *e)
{
	if (row->asked > 0 && at - row->asked_at < PROOF_AGAIN_S && at >= row->asked_at) {
		err_set(e, ERR_LIMIT, "proved.soon", NULL);
		return err_add_int(e, "seconds", PROOF_AGAIN_S - (at - row->asked_at));
	}
	return row->asked_day != day_of(at).n || row->asked < PROOF_DAY ||
	       err_set(e, ERR_LIMIT, "proved.many", NULL);
}

static struct str sentence(struct arena *a, enum text_lang lang, const char *key,
			   const struct text_arg *args, size_t n)
{
	struct buf b;

	buf_init(&b, MESSAGE_TEXT_MOST);
	text_put(&b, lang, key, args, n);
	struct str s = str_dup(a, buf_view(&b));

	buf_done(&b);
	return s;
}

static bool put_code(struct app *app, struct arena *a, const struct proof_ask *q,
		     const struct dossier *d, struct bound *w, struct proof_code_row *row,
		     struct err *e)
{
	char code[PROOF_DIGITS + 1];
	const char *key = w->use == USE_ENTER ? "proved.mail.sent" : "proved.mail.sent.contact";

	make_code(code);
	struct text_arg args[] = { { "code", d->code }, { "digits", str_of(code) },
				   { "minutes", str_int(a, PROOF_CODE_S / 60) } };
	struct message m = { .way = contact_mail(q->way), .to = w->to, .until = row->until,
			     .subject = sentence(a, q->lang, "proved.mail.subject", args, 3),
			     .text = sentence(a, q->lang, key, args, 3) };

	/* Which way it went is not asked again when it is typed. */
	if (w->use == USE_ENTER) {
		w->to = STR("");
		w->way = CONTACT_WAYS;
	}
	bool ok = digest_of(app, a, w, str_of(code), &row->digest, e) &&
		  store_proof_code_put(app->store, row, e) &&
		  message_put(app, a, &m, q->at, e);

	wipe(code, sizeof(code));
	return ok;
}

static bool address_of(struct app *app, struct arena *a, const struct proof_ask *q,
		       const struct dossier *d, struct str *out, struct err *e)
{
	struct contacts known;

	if (q->contact.n > 0) {
		return message_address(a, contact_mail(q->way), q->contact, out) ||
		       refuse(e, "contact.value", NULL);
	}
	if (!contact_read(app, a, d, &known, e)) {
		return false;
	}
	*out = known.way[q->way].to;
	return out->n > 0 || err_set(e, ERR_CONFLICT, "proved.no_contact", NULL);
}

static bool in_group(struct app *app, bool ok, struct err *e)
{
	ok = ok && store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

bool proof_send(struct app *app, struct arena *a, const struct proof_ask *q, struct err *e)
{
	struct bound w = { .use = q->contact.n > 0 ? USE_CONTACT : USE_ENTER, .way = q->way };
	struct proof_code_row row;
	struct dossier *d;

	if (!sight(app, a, q->dossier, &d, e) || !address_of(app, a, q, d, &w.to, e)) {
		return false;
	}
	w.id = d->id;
	if (!store_proof_code(app->store, d->id, w.use, &row, e) || !may_ask(&row, q->at, e)) {
		return false;
	}
	row.asked = row.asked_day == day_of(q->at).n ? row.asked + 1 : 1;
	row.asked_day = day_of(q->at).n;
	row.asked_at = q->at;
	row.until = q->at + PROOF_CODE_S;
	row.good = true;
	return store_begin(app->store, e) &&
	       in_group(app, store_proof_age(app->store, q->at, row.asked_day, e) &&
			     put_code(app, a, q, d, &w, &row, e), e);
}

/* ---- sessions ---- */

static struct hash hash_of_token(const struct session_token *token)
{
	return hash_of(token->b, sizeof(token->b));
}

bool proof_enter(struct app *app, struct arena *a, struct str dossier, struct str code,
		 int64_t at, struct session_token *out, struct err *e)
{
	struct bound w = { .use = USE_ENTER, .way = CONTACT_WAYS, .to = STR("") };
	struct session_token token;
	struct dossier *d;
	bool good;

	if (!sight(app, a, dossier, &d, e)) {
		return false;
	}
	w.id = d->id;
	if (!fits(app, a, &w, code, at, &good, e)) {
		return false;
	}
	if (!good) {
		return refuse(e, "proved.wrong", NULL);
	}
	random_bytes(token.b, sizeof(token.b));
	if (!store_begin(app->store, e) ||
	    !in_group(app, store_proof_age(app->store, at, day_of(at).n, e) &&
			   use_up(app, w.id, USE_ENTER, e) &&
			   store_proof_session_put(app->store, hash_of_token(&token), w.id,
						   at + PROOF_SESSION_S, e), e)) {
		return false;
	}
	*out = token;
	return true;
}

bool proof_leave(struct app *app, const struct session_token *token, struct err *e)
{
	return store_begin(app->store, e) &&
	       in_group(app, store_proof_session_drop(app->store, hash_of_token(token), e), e);
}

bool proof_holds(struct app *app, struct dossier_id id, struct str text, int64_t at,
		 int64_t *until, struct err *e)
{
	struct session_token token;
	struct dossier_id of;
	int64_t end;
	bool found;

	*until = INSTANT_NONE;
	if (!session_token_read(text, &token)) {
		return true;
	}
	if (!store_proof_session(app->store, hash_of_token(&token), &of, &end, &found, e)) {
		return false;
	}
	if (found && of.v == id.v && at < end) {
		*until = end;
	}
	return true;
}

/* ---- a new contact ---- */

bool proof_fits(struct app *app, struct arena *a, struct dossier_id id, enum contact_way way,
		struct str contact, struct str code, int64_t at, bool *out, struct err *e)
{
	struct bound w = { .id = id, .use = USE_CONTACT, .way = way };

	*out = false;
	return way == CONTACT_WAYS || !message_address(a, contact_mail(way), contact, &w.to) ||
	       fits(app, a, &w, code, at, out, e);
}

static bool tell_old(struct app *app, struct arena *a, const struct proof_change *c,
		     const struct dossier *d, struct err *e)
{
	char at[INSTANT_TEXT];
	struct text_arg args[] = { { "code", d->code },
				   { "unit", label_unit(app, d->receiving, app_now(app)) },
				   { "at", str_of(instant_vi(c->at, at)) } };
	struct message m = { .way = contact_mail(c->way), .to = c->old,
			     .until = c->at + PROOF_TOLD_S };

	m.subject = sentence(a, c->lang, "proved.mail.changed.subject", args, ARRAY_LEN(args));
	m.text = sentence(a, c->lang, "proved.mail.changed", args, ARRAY_LEN(args));
	return c->old.n == 0 || message_put(app, a, &m, c->at, e);
}

bool proof_changed(struct app *app, struct arena *a, const struct proof_change *c,
		   struct err *e)
{
	struct dossier *d;

	return sight(app, a, c->dossier, &d, e) && store_begin(app->store, e) &&
	       in_group(app, use_up(app, d->id, USE_CONTACT, e) &&
			     use_up(app, d->id, USE_ENTER, e) &&
			     store_proof_session_end(app->store, d->id,
						     hash_of_token(&c->token), e) &&
			     tell_old(app, a, c, d, e), e);
}

bool proof_place(struct app *app, struct arena *a, struct str dossier, int64_t at,
		 struct proof_place *out, struct err *e)
{
	struct dossier *d;

	if (!sight(app, a, dossier, &d, e)) {
		return false;
	}
	*out = (struct proof_place){ .id = d->id, .code = str_dup(a, d->code),
				     .receiving = label_unit(app, d->receiving, at) };
	return contact_read(app, a, d, &out->contacts, e);
}
