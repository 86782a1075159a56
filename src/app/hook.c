/* Webhooks: added, removed, what they are told. */
#include "hook.h"

#include "app_int.h"
#include "view.h"

#include "base/buf.h"
#include "store/door.h"
#include "store/hook_row.h"

#include <string.h>

enum { KEY_NONCE = 8 };

/* What is due under the number of the first entry, which is of no dossier, says nothing: it
 * is to be seen whether it arrives. */
enum { TEST_SEQ = 0 };

/* ---- secrets ---- */

static struct str extra_of(struct arena *a, int64_t no)
{
	return str_fmt(a, "webhook %lld", (long long)no);
}

static bool seal_secret(struct app *app, struct arena *a, const uint8_t secret[KEY_SIZE],
			struct hook_row *row, struct err *e)
{
	uint8_t key[KEY_SIZE], nonce[SEAL_NONCE];

	if (!store_own_key(app->store, "webhook", key, e)) {
		return false;
	}
	random_bytes(nonce, sizeof(nonce));	/* not from a demo's seed */
	struct str sealed = seal(a, key, nonce, (struct str){ (const char *)secret, KEY_SIZE },
				 extra_of(a, row->no));

	wipe(key, sizeof(key));
	memcpy(row->secret, sealed.p, HOOK_SEALED);
	row->has_secret = true;
	return true;
}

static bool open_secret(struct app *app, struct arena *a, const struct hook_row *row,
			uint8_t out[KEY_SIZE], struct err *e)
{
	uint8_t key[KEY_SIZE];
	struct str sealed = { (const char *)row->secret, HOOK_SEALED }, plain;

	if (!store_own_key(app->store, "webhook", key, e)) {
		return false;
	}
	bool opens = row->has_secret && seal_open(a, key, sealed, extra_of(a, row->no), &plain);

	wipe(key, sizeof(key));
	if (!opens) {
		return err_set(e, ERR_CORRUPT, "store.door", "table", "webhook", NULL);
	}
	memcpy(out, plain.p, KEY_SIZE);
	wipe((void *)(uintptr_t)plain.p, plain.n);
	return true;
}

/* ---- looking ---- */

static bool lives(const struct hook_row *row)
{
	return row->removed_at == INSTANT_NONE;
}

static bool find(struct app *app, struct arena *a, int64_t no, struct hook_row *out,
		 struct err *e)
{
	struct hook_rows rows;

	if (!store_hooks(app->store, a, HOOKS_EVER, &rows, e)) {
		return false;
	}
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.row[i].no == no && lives(&rows.row[i])) {
			*out = rows.row[i];
			return true;
		}
	}
	err_set(e, ERR_NOT_FOUND, "hook.none", NULL);
	return err_add_int(e, "value", no);
}

bool hook_list(struct app *app, struct arena *a, struct hook_list *out, struct err *e)
{
	struct hook_rows rows;

	if (!store_hooks(app->store, a, HOOKS_EVER, &rows, e)) {
		return false;
	}
	struct hook_list list = { arena_array(a, struct hook, rows.n), 0 };

	for (size_t i = 0; i < rows.n; i++) {
		const struct hook_row *r = &rows.row[i];
		int64_t waiting;

		if (!lives(r)) {
			continue;
		}
		if (!store_due_count(app->store, r->no, &waiting, e)) {
			return false;
		}
		list.hook[list.n++] = (struct hook){
			.no = r->no, .url = r->url, .kinds = r->kinds, .units = r->units,
			.made_at = r->made_at,
			.made_by = r->made_by, .delivered = r->delivered, .lost = r->lost,
			.waiting = waiting, .failing_at = r->failing_at,
			.last_try = r->last_try, .last_said = r->last_said,
		};
	}
	*out = list;
	return true;
}

/* ---- an administrator's acts ---- */

struct act {
	struct arena *a;
	struct decide d;
	struct hook_row row;
};

static bool act_begin(struct app *app, struct str as, struct act *x, struct err *e)
{
	x->d = (struct decide){ .arena = x->a, .law = &app->law, .org = &app->org };
	return writer_time(app, &x->d.at, e) && resolve_person(app, as, &x->d.actor, e) &&
	       decide_right(&x->d, RIGHT_ADMIN, e);
}

/* The entry and the row, both or neither. */
static bool act_write(struct app *app, struct act *x, enum entry_kind kind, struct err *e)
{
	uint8_t chance[KEY_NONCE];
	struct json *body = json_new_obj(x->a);
	struct entry en = { .at = x->d.at, .actor = x->d.actor, .kind = kind,
			    .stream = { STREAM_PERSON, x->d.actor.v }, .body = body };
	struct command command = { 0 };

	world_random(&app->world, chance, sizeof(chance));
	command.key = str_fmt(x->a, "webhook-%.*s",
			      STR_ARG(hex_text(x->a, chance, sizeof(chance))));
	en.cmd = command.key;
	json_set_int(x->a, body, "no", x->row.no);
	if (!store_begin(app->store, e)) {
		return false;
	}
	bool ok = record_own(app, x->a, &en, e) &&
		  command_record(app, &command, hash_of(command.key.p, command.key.n), en.seq,
				 en.seq, en.at, e) &&
		  store_hook_put(app->store, &x->row, e) &&
		  (kind == KIND_WEBHOOK_ADDED ||
		   store_due_drop_hook(app->store, x->row.no, e)) &&
		  store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

/* Nothing that a log or a terminal would show as something else; no name and password,
 * which libraries send along. What it leads to is seen when it is sent. */
static bool url_good(struct str url, bool local)
{
	struct str scheme, rest, host, path;

	if (url.n > MAIL_URL_MOST || !str_cut(url, ':', &scheme, &rest) ||
	    !str_starts(rest, STR("//")) ||
	    !(str_is(scheme, "https") || (local && str_is(scheme, "http")))) {
		return false;
	}
	for (size_t i = 0; i < url.n; i++) {
		if (url.p[i] <= ' ' || url.p[i] > '~' || url.p[i] == '"' || url.p[i] == '\\' ||
		    url.p[i] == '#' || url.p[i] == '<' || url.p[i] == '>') {
			return false;
		}
	}
	(void)str_cut(str_sub(rest, 2, rest.n), '/', &host, &path);
	for (size_t i = 0; i < host.n; i++) {
		if (host.p[i] == '@') {
			return false;
		}
	}
	return host.n > 0;
}

/* Words of entries of dossiers, joined by blanks. */
static bool read_kinds(struct arena *a, struct str text, struct str *out, struct err *e)
{
	struct str joined = { 0 };

	for (size_t i = 0, from = 0; i <= text.n; i++) {
		if (i < text.n && text.p[i] != ',' && text.p[i] != ' ') {
			continue;
		}
		struct str word = str_sub(text, from, i);

		from = i + 1;
		if (word.n == 0) {
			continue;
		}
		enum entry_kind kind = kind_of(word);

		if (kind == KIND_NONE || kind_stream(kind) != STREAM_DOSSIER) {
			return err_set(e, ERR_INVALID, "hook.kind", "value", str_cstr(a, word),
				       NULL);
		}
		joined = joined.n > 0 ? STR_JOIN(a, joined, STR(" "), word) : word;
	}
	*out = joined;
	return true;
}

/* Keys of units that there are, joined by blanks. */
static bool read_units(struct app *app, struct arena *a, struct str text, struct str *out,
		       struct err *e)
{
	struct str joined = { 0 };

	for (size_t i = 0, from = 0; i <= text.n; i++) {
		if (i < text.n && text.p[i] != ',' && text.p[i] != ' ') {
			continue;
		}
		struct str key = str_sub(text, from, i);

		from = i + 1;
		if (key.n == 0) {
			continue;
		}
		if (org_unit_by_key(&app->org, key) == NULL) {
			return err_set(e, ERR_NOT_FOUND, "unit.unknown", "value",
				       str_cstr(a, key), NULL);
		}
		joined = joined.n > 0 ? STR_JOIN(a, joined, STR(" "), key) : key;
	}
	*out = joined;
	return true;
}

static bool new_row(struct app *app, const struct hook_wish *w, struct act *x, struct err *e)
{
	struct hook_rows rows;
	struct app_last last;
	size_t living = 0;

	if (!store_hooks(app->store, x->a, HOOKS_EVER, &rows, e) || !app_last(app, &last, e)) {
		return false;
	}
	for (size_t i = 0; i < rows.n; i++) {
		living += lives(&rows.row[i]);
	}
	if (living >= HOOKS_MOST || rows.n >= HOOKS_EVER) {
		err_set(e, ERR_LIMIT, "hook.many", NULL);
		return err_add_int(e, "most", HOOKS_MOST);
	}
	x->row = (struct hook_row){
		.no = rows.n > 0 ? rows.row[rows.n - 1].no + 1 : 1, .url = w->url,
		.made_at = w->at, .made_by = x->d.actor, .removed_at = INSTANT_NONE,
		.seen = last.seq, .failing_at = INSTANT_NONE, .last_try = INSTANT_NONE,
	};
	return read_kinds(x->a, w->kinds, &x->row.kinds, e) &&
	       read_units(app, x->a, w->units, &x->row.units, e);
}

static bool add(struct app *app, const struct hook_wish *w, struct act *x,
		uint8_t secret[KEY_SIZE], struct err *e)
{
	if (!act_begin(app, w->as, x, e)) {
		return false;
	}
	if (!url_good(w->url, w->local)) {
		return err_set(e, ERR_INVALID, "hook.url", "value", str_cstr(x->a, w->url), NULL);
	}
	random_bytes(secret, KEY_SIZE);
	return new_row(app, w, x, e) && seal_secret(app, x->a, secret, &x->row, e) &&
	       act_write(app, x, KIND_WEBHOOK_ADDED, e);
}

bool hook_add(struct app *app, struct arena *a, const struct hook_wish *w, int64_t *no,
	      struct str *secret, struct err *e)
{
	struct act x = { .a = a };
	uint8_t bytes[KEY_SIZE];

	if (!add(app, w, &x, bytes, e)) {
		return false;
	}
	*no = x.row.no;
	*secret = STR_JOIN(a, STR(HOOK_SECRET_HEAD), base64_text(a, bytes, KEY_SIZE));
	wipe(bytes, sizeof(bytes));
	return true;
}

static bool take_away(struct app *app, struct act *x, struct str as, int64_t no, int64_t at,
		      struct err *e)
{
	if (!act_begin(app, as, x, e) || !find(app, x->a, no, &x->row, e)) {
		return false;
	}
	x->row.removed_at = at;
	x->row.has_secret = false;
	x->row.url = x->row.last_said = (struct str){ 0 };
	return act_write(app, x, KIND_WEBHOOK_REMOVED, e);
}

bool hook_remove(struct app *app, struct str as, int64_t no, int64_t at, struct err *e)
{
	struct arena a;

	arena_init(&a, 0);
	struct act x = { .a = &a };
	bool ok = take_away(app, &x, as, no, at, e);

	arena_done(&a);
	return ok;
}

static bool put_test(struct app *app, struct arena *a, struct str as, int64_t no, int64_t at,
		     struct err *e)
{
	struct act x = { .a = a };
	struct due_row due = { .hook = no, .seq = TEST_SEQ, .try_at = at };

	if (!act_begin(app, as, &x, e) || !find(app, a, no, &x.row, e) ||
	    !store_begin(app->store, e)) {
		return false;
	}
	if (!store_due_put(app->store, &due, e) || !store_commit(app->store, e)) {
		store_rollback(app->store);
		return false;
	}
	return true;
}

bool hook_test(struct app *app, struct str as, int64_t no, int64_t at, struct err *e)
{
	struct arena a;

	arena_init(&a, 0);
	bool ok = put_test(app, &a, as, no, at, e);

	arena_done(&a);
	return ok;
}

/* ---- what is to be told ---- */

int64_t hook_wait_s(int64_t tries)
{
	static const int32_t wait[] = { 1, 5, 30, 120, 600, 1800, 3600, 7200, 14400, 21600 };
	int64_t last = ARRAY_LEN(wait) - 1;

	return wait[tries < 1 ? 0 : tries - 1 < last ? tries - 1 : last];
}

static bool wants(const struct hook_row *row, enum entry_kind kind)
{
	struct str word, rest = row->kinds;

	while (rest.n > 0) {
		(void)str_cut(rest, ' ', &word, &rest);
		if (str_is(word, kind_name(kind))) {
			return true;
		}
	}
	return row->kinds.n == 0;
}

static bool below(const struct app *app, struct unit_id id, const struct unit *top, int64_t at)
{
	const struct unit *u = org_unit(&app->org, id);

	return u != NULL && org_below(&app->org, u, top, day_of(at));
}

/* Of a dossier that one of its units, or one below, decides or received? */
static bool of_units(struct app *app, struct arena *a, const struct hook_row *row,
		     const struct entry *en, bool *out, struct err *e)
{
	struct dossier_row d;
	struct str key, rest = row->units;

	*out = row->units.n == 0;
	if (*out) {
		return true;
	}
	if (!store_dossier(app->store, a, (struct dossier_id){ en->stream.id }, &d, e)) {
		return false;
	}
	while (rest.n > 0 && !*out) {
		(void)str_cut(rest, ' ', &key, &rest);
		const struct unit *top = org_unit_by_key(&app->org, key);

		*out = top != NULL && (below(app, d.competent, top, en->at) ||
				       below(app, d.receiving, top, en->at));
	}
	return true;
}

static bool gather_for(struct app *app, struct arena *a, struct hook_row *row,
		       const struct entry_list *new, int64_t at, struct err *e)
{
	for (size_t i = 0; i < new->n; i++) {
		const struct entry *en = &new->entry[i];
		struct due_row due = { .hook = row->no, .seq = en->seq, .try_at = at };

		bool wanted = en->seq > row->seen && en->stream.kind == STREAM_DOSSIER &&
			      wants(row, en->kind);

		if ((wanted && !of_units(app, a, row, en, &wanted, e)) ||
		    (wanted && !store_due_put(app->store, &due, e))) {
			return false;
		}
		row->seen = en->seq > row->seen ? en->seq : row->seen;
	}
	return store_hook_put(app->store, row, e);
}

/* From the first that some hook has not seen. */
static bool gather(struct app *app, struct arena *a, struct hook_rows *rows, int64_t at,
		   bool *more, struct err *e)
{
	struct app_last last;
	int64_t first = INT64_MAX;
	struct entry_list new;

	if (!app_last(app, &last, e)) {
		return false;
	}
	for (size_t i = 0; i < rows->n; i++) {
		if (lives(&rows->row[i]) && rows->row[i].seen < first) {
			first = rows->row[i].seen;
		}
	}
	if (first >= last.seq) {
		return true;
	}
	int64_t to = last.seq - first > HOOK_GATHER ? first + HOOK_GATHER : last.seq;

	if (!app_range(app, a, first + 1, to, &new, e) || !store_begin(app->store, e)) {
		return false;
	}
	bool ok = true;

	for (size_t i = 0; ok && i < rows->n; i++) {
		ok = !lives(&rows->row[i]) || gather_for(app, a, &rows->row[i], &new, at, e);
	}
	ok = ok && store_commit(app->store, e);
	if (!ok) {
		store_rollback(app->store);
	}
	*more = to < last.seq;
	return ok;
}

bool hook_gather(struct app *app, int64_t at, bool *more, struct err *e)
{
	struct hook_rows rows;
	struct arena a;

	*more = false;
	arena_init(&a, 0);
	bool ok = store_hooks(app->store, &a, HOOKS_EVER, &rows, e) &&
		  gather(app, &a, &rows, at, more, e);

	arena_done(&a);
	return ok;
}

/* ---- messages ---- */

static struct json *mail_body(struct app *app, struct arena *a, const struct entry *en,
			      struct err *e)
{
	char at[INSTANT_TEXT], id[ID_TEXT];
	const struct dossier *d;
	struct json *o = json_new_obj(a), *data = json_new_obj(a);
	struct str ref = str_of(id_text('d', en->stream.id, id));

	if (!app_dossier(app, a, ref, &d, e)) {
		return NULL;
	}
	json_set_str(a, o, "type", STR_JOIN(a, STR("dossier."), str_of(kind_name(en->kind))));
	json_set_str(a, o, "timestamp", str_dup(a, str_of(instant_text(en->at, at))));
	json_set_str(a, data, "code", str_dup(a, d->code));
	json_set_str(a, data, "dossier", str_dup(a, ref));
	json_set_int(a, data, "seq", en->seq);
	json_set(a, o, "data", data);
	return o;
}

/* Signed for the moment it is sent: whoever checks refuses what is old. */
static bool seal_mail(struct app *app, struct arena *a, const struct hook_row *row,
		      struct json *body, int64_t at, struct parcel *out, struct err *e)
{
	uint8_t key[KEY_SIZE];
	struct buf b;

	if (!open_secret(app, a, row, key, e)) {
		return false;
	}
	buf_init(&b, MAIL_BODY_MOST);
	json_write(&b, body);
	struct str text = str_dup(a, buf_view(&b));

	buf_done(&b);
	out->mail = (struct mail){ .url = row->url, .body = text, .stamp = str_int(a, at) };
	out->mail.id = str_fmt(a, "msg_%lld_%lld", (long long)out->to, (long long)out->no);
	struct str said = STR_JOIN(a, out->mail.id, STR("."), out->mail.stamp, STR("."), text);
	struct hash h = hash_hmac(key, said.p, said.n);

	wipe(key, sizeof(key));
	out->mail.signature = STR_JOIN(a, STR("v1,"), base64_text(a, h.b, HASH_SIZE));
	return true;
}

bool hook_ping(struct app *app, struct arena *a, int64_t no, int64_t at, struct parcel *out,
	       struct err *e)
{
	struct hook_row row;
	char text[INSTANT_TEXT];
	struct json *o = json_new_obj(a);

	*out = (struct parcel){ .to = no };
	json_set_str(a, o, "type", STR("ping"));
	json_set_str(a, o, "timestamp", str_dup(a, str_of(instant_text(at, text))));
	json_set(a, o, "data", json_new_obj(a));
	return find(app, a, no, &row, e) && seal_mail(app, a, &row, o, at, out, e);
}

static bool due_of(struct app *app, struct arena *a, const struct hook_row *row, int64_t at,
		   struct parcels *out, struct err *e)
{
	struct due_row due[HOOK_ROUND];
	size_t n;

	if (!store_due(app->store, row->no, at, HOOK_ROUND, due, &n, e)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		struct parcel *m = &out->parcel[out->n];
		struct entry_list one;

		*m = (struct parcel){ .to = row->no, .no = due[i].seq,
				      .tries = due[i].tries };
		if (due[i].seq == TEST_SEQ) {
			if (!hook_ping(app, a, row->no, at, m, e)) {
				return false;
			}
			out->n++;
			continue;
		}
		if (!app_range(app, a, due[i].seq, due[i].seq, &one, e) || one.n != 1) {
			return false;
		}
		struct json *body = mail_body(app, a, one.entry, e);

		if (body == NULL || !seal_mail(app, a, row, body, at, m, e)) {
			return false;
		}
		out->n++;
	}
	return true;
}

bool hook_due(struct app *app, struct arena *a, int64_t at, struct parcels *out, struct err *e)
{
	struct hook_rows rows;

	if (!store_hooks(app->store, a, HOOKS_EVER, &rows, e)) {
		return false;
	}
	*out = (struct parcels){
		arena_array(a, struct parcel, (size_t)HOOKS_MOST * HOOK_ROUND), 0, false };
	for (size_t i = 0; i < rows.n; i++) {
		if (lives(&rows.row[i]) && !due_of(app, a, &rows.row[i], at, out, e)) {
			return false;
		}
	}
	return true;
}

/* ---- what came of them ---- */

static bool note_one(struct app *app, const struct parcel *m, struct hook_row *row, int64_t at,
		     struct err *e)
{
	struct due_row due = { m->to, m->no, m->tries + 1, at + hook_wait_s(m->tries + 1) };

	row->last_try = at;
	row->last_said = str_of(m->answer.said);
	if (m->no == TEST_SEQ) {
		bool fails = !parcel_arrived(m) && row->failing_at == INSTANT_NONE;

		row->failing_at = parcel_arrived(m) ? INSTANT_NONE : fails ? at
								    : row->failing_at;
		return store_due_drop(app->store, m->to, m->no, e);
	}
	if (parcel_arrived(m)) {
		row->failing_at = INSTANT_NONE;
		row->delivered++;
		return store_due_drop(app->store, m->to, m->no, e);
	}
	row->failing_at = row->failing_at == INSTANT_NONE ? at : row->failing_at;
	if (due.tries >= HOOK_TRIES) {
		row->lost++;
		return store_due_drop(app->store, m->to, m->no, e);
	}
	return store_due_put(app->store, &due, e);
}

/* One that was removed meanwhile has nothing due any more, and gets nothing new. */
static bool note_all(struct app *app, struct arena *a, const struct parcels *mails, int64_t at,
		     struct err *e)
{
	for (size_t i = 0; i < mails->n; i++) {
		const struct parcel *m = &mails->parcel[i];
		struct hook_row row;
		struct err gone;

		if (m->tried && find(app, a, m->to, &row, &gone) &&
		    (!note_one(app, m, &row, at, e) || !store_hook_put(app->store, &row, e))) {
			return false;
		}
	}
	return true;
}

bool hook_note(struct app *app, const struct parcels *mails, int64_t at, struct err *e)
{
	struct arena a;

	if (!store_begin(app->store, e)) {
		return false;
	}
	arena_init(&a, 0);
	bool ok = note_all(app, &a, mails, at, e) && store_commit(app->store, e);

	arena_done(&a);
	if (!ok) {
		store_rollback(app->store);
	}
	return ok;
}

static bool gather_due(const struct post_kind *k, struct app *app, struct arena *a, int64_t at,
		       struct parcels *out, struct err *e)
{
	bool more;

	(void)k;
	if (!hook_gather(app, at, &more, e) || !hook_due(app, a, at, out, e)) {
		return false;
	}
	out->more = more;
	return true;
}

const struct post_kind hook_post = { .due = gather_due, .note = hook_note };
