/*
 * Every call to the disk fails once, in every act of a short life: whatever was asked
 * is refused with an error that names the disk and left nothing, or it was done; the
 * same process can go on once the disk works again; opened anew the store answers every
 * acknowledged command the same, and verifies.
 *
 * The life has acts (init, opening, commands, time, heads, texts, papers, files, tidying,
 * rebuild, verify, erasure). Each begins with a sound store and is run once for every
 * call it makes, which fails (test/fault/fault_vfs.h). From every fifth call on all
 * fail, or the disk is full; and so many of SQLite's allocations fail, from a seed.
 */
#include "../fault/office.h"
#include "../fault/trials.h"

#include "app/attach.h"
#include "app/check.h"
#include "app/erase.h"
#include "app/read.h"
#include "app/view.h"
#include "store/store.h"

#include "tap.h"

#include <stdlib.h>
#include <unistd.h>

enum { ACKED_MOST = 128, DAY = 86400, YEAR = 365 * DAY };

static struct arena arena;
static const char *dir, *copy;
static int64_t at = OFFICE_START;
static int64_t came_in_all, total;		/* planned faults */
static struct acked acked[ACKED_MOST];
static int acks;
static char code[CODE_MOST], file[HASH_HEX], paper[HASH_HEX];

/* ---- what is tried ---- */

struct act;
typedef bool act_fn(const struct act *act, struct app **app, struct err *e);

struct act {
	const char *name;
	act_fn *fn;
	const char *line;		/* of a command */
	int64_t wait;			/* time that passes before */
	bool opens;			/* the act opens the store itself */
};

static bool do_init(const struct act *act, struct app **app, struct err *e)
{
	struct app_birth b = office_birth(&arena, dir);

	(void)act;
	return app_create(&arena, &b, app, e);
}

/* What was made whole before the fault is found whole. */
static bool do_open(const struct act *act, struct app **app, struct err *e)
{
	(void)act;
	return office_open(&arena, dir, at, app, e);
}

static bool do_line(const struct act *act, struct app **app, struct err *e)
{
	char line[LINE_MOST];
	struct acked *to = &acked[acks];

	office_fill(act->line, 0, act->name, code, file, line);
	return office_act(*app, NULL, line, to, e);
}

static bool do_time(const struct act *act, struct app **app, struct err *e)
{
	int64_t entries;

	(void)act;
	return app_advance(*app, at, &entries, e);
}

static bool do_head(const struct act *act, struct app **app, struct err *e)
{
	struct store_head head;

	(void)act;
	return store_head_hand(app_store(*app), &arena, &head, e);
}

static bool do_texts(const struct act *act, struct app **app, struct err *e)
{
	struct opened opened;

	(void)act;
	return app_open_texts(*app, &arena, str_of(code), STR("mc.25195"), &opened, e);
}

static bool do_file(const struct act *act, struct app **app, struct err *e)
{
	struct hash h;

	(void)act;
	if (!app_file_put(*app, STR("a result\n"), &h, e)) {
		return false;
	}
	(void)hash_hex(h, file);
	return true;
}

/* A paper of the dossier. When its entry stands, or the disk leaves that open, the same
 * one is entered again, as somebody does who presses once more. */
static bool same_paper;

static bool seal_paper(struct app *app, struct upload **u, struct err *e)
{
	struct uploaded up;

	if (!upload_begin(app, &arena, (struct person_id){ 0 }, str_of(code), u, e)) {
		return false;
	}
	if (!upload_add(*u, STR("%PDF-1.7 a paper\n"), e)) {
		upload_drop(*u);
		return false;
	}
	if (!upload_end(*u, &up, e)) {
		return false;
	}
	(void)hash_hex(up.file, paper);
	return true;
}

static bool do_attach(const struct act *act, struct app **app, struct err *e)
{
	char line[LINE_MOST];
	struct upload *u = NULL;
	struct answer answer = { .ok = false };

	if (!same_paper && !seal_paper(*app, &u, e)) {
		return false;
	}
	office_fill(act->line, 0, act->name, code, paper, line);
	answer.ok = office_act(*app, NULL, line, &acked[acks], e);
	if (!answer.ok) {
		answer.err = *e;
	}
	same_paper = answer.ok || e->code == ERR_IO || e->code == ERR_CORRUPT;
	if (u != NULL) {
		upload_settle(u, &answer);
	}
	return answer.ok;
}

static bool do_tidy(const struct act *act, struct app **app, struct err *e)
{
	bool done;

	(void)act;
	return store_checkpoint(app_store(*app), STORE_TIDY_RESET, &done, e);
}

static bool do_rebuild(const struct act *act, struct app **app, struct err *e)
{
	int64_t entries;

	(void)act;
	return app_rebuild(*app, (struct progress){ 0 }, &entries, e);
}

static bool do_verify(const struct act *act, struct app **app, struct err *e)
{
	struct app_verified v;

	(void)act;
	return app_verify(*app, (struct progress){ 0 }, &v, e);
}

#define FIRST "first"

/* The dossier that was withdrawn: years later nobody needs it any more. */
static const char *first_code(void)
{
	for (int i = 0; i < acks; i++) {
		if (strstr(acked[i].line, "\"key\":\"" FIRST "\"") != NULL) {
			return acked[i].code;
		}
	}
	return "";
}

static bool do_erase(const struct act *act, struct app **app, struct err *e)
{
	const struct dossier *d;
	struct erasure done;
	char id[ID_TEXT];

	(void)act;
	if (!app_dossier(*app, &arena, str_of(first_code()), &d, e)) {
		return false;
	}
	struct erasing x = { str_of(id_text('s', d->owner.v, id)), STR("order"), STR("qt01") };

	/* The entry stands already: the next opening does the rest. */
	return app_erase(*app, &arena, &x, &done, e) || strcmp(e->key, "erase.again") == 0;
}

#define LINE(as, verb, args) do_line, \
	"{\"key\":\"$K\",\"as\":\"" as "\",\"do\":\"" verb "\",\"args\":{" args "}}"
#define ON "\"dossier\":\"$D\""
#define NEW "\"procedure\":\"1.001612\",\"channel\":\"counter\",\"receiving\":\"$U.mc\""
#define PERSON(number) "{\"name\":\"Nguyễn Văn Thử\",\"id_number\":\"0750900" number "\"}"

/* In this order; `code` is the dossier that was made last. */
static const struct act acts[] = {
	{ "init", do_init, NULL, 0, true },
	{ "open", do_open, NULL, 0, true },
	{ "staff", LINE("qt01", "add_person", "\"key\":\"new\",\"name\":\"Lê Thị Thử\""), 0, 0 },
	{ "post", LINE("qt01", "assign", "\"person\":\"new\",\"unit\":\"$U.mc\",\"post\":\"head\""),
	  0, 0 },
	{ "bundle", LINE("mc.$U", "receive_bundle",
	  "\"receiving\":\"$U.mc\",\"submitter\":" PERSON("00001")
	  ",\"children\":[{\"procedure\":\"1.001612\",\"channel\":\"counter\",\"owner\":"
	  PERSON("00002") "},{\"procedure\":\"none\",\"channel\":\"counter\",\"owner\":"
	  PERSON("00003") "}]"), 0, 0 },
	{ FIRST, LINE("mc.$U", "receive_new", "\"procedure\":\"2.000815\",\"channel\":\"counter\","
	  "\"receiving\":\"$U.mc\",\"owner\":" PERSON("00004")), 0, 0 },
	{ "withdraw", LINE("mc.$U", "withdraw", ON ",\"reason\":\"Đổi ý\""), 60, 0 },
	{ "submit", LINE("portal", "submit", "\"procedure\":\"1.001612\",\"channel\":\"online\","
	  "\"receiving\":\"$U.mc\",\"owner\":" PERSON("00005")), 0, 0 },
	{ "receive", LINE("mc.$U", "receive", ON), 60, 0 },
	{ "fee", LINE("mc.$U", "fee_receipt", ON), 60, 0 },
	{ "hand-over", LINE("mc.$U", "hand_over", ON ",\"outcome\":\"forward\""), 60, 0 },
	{ "take", LINE("kt.$U", "take", ON), 60, 0 },
	{ "ask", LINE("kt.$U", "ask_supplement", ON ",\"items\":\"Thiếu biên bản họp\""), 60, 0 },
	{ "tell", LINE("mc.$U", "tell", ON ",\"notice\":\"supplement\",\"how\":\"sms\""), 60, 0 },
	{ "told", LINE("mc.$U", "notice_delivered",
	  ON ",\"notice\":\"supplement\",\"how\":\"code\""), 60, 0 },
	{ "supplement", LINE("mc.$U", "supplement_received", ON), 60, 0 },
	{ "forward", LINE("kt.$U", "hand_over", ON ",\"outcome\":\"forward\""), 60, 0 },
	{ "finish", LINE("truong.$U", "finish", ON), 60, 0 },
	{ "attach", do_attach, "{\"key\":\"$K\",\"as\":\"mc.$U\",\"do\":\"attach\",\"args\":{"
	  ON ",\"what\":\"paper\",\"file\":\"$F\",\"name\":\"a.pdf\"}}", 60, false },
	{ "file", do_file, NULL, 0, false },
	{ "head", do_head, NULL, 0, false },
	{ "texts", do_texts, NULL, 60, false },
	{ "tidy", do_tidy, NULL, 0, false },
	{ "time", do_time, NULL, 6 * DAY, false },
	{ "rebuild", do_rebuild, NULL, 0, false },
	{ "verify", do_verify, NULL, 0, false },
	{ "erase", do_erase, NULL, 3 * YEAR, false },
	{ "open-last", do_open, NULL, 0, true },
};

/* ---- trying ---- */

static void keep(void)
{
	trials_shell(str_fmt(&arena, "rm -rf '%s' && cp -r '%s' '%s'", copy, dir, copy).p);
}

static void put_back_file(const char *name)
{
	static char bytes[8 << 20];
	const char *path = str_fmt(&arena, "%s/%s", dir, name).p;
	FILE *from = fopen(str_fmt(&arena, "%s/%s", copy, name).p, "rb");

	(void)remove(path);		/* may not be there */
	if (from == NULL) {
		return;
	}
	size_t n = fread(bytes, 1, sizeof(bytes), from);
	FILE *to = fopen(path, "wb");

	(void)fclose(from);
	if (to == NULL || fwrite(bytes, 1, n, to) != n || fclose(to) != 0) {
		perror(path);
		exit(1);
	}
}

/* Back to where the act begins. The files named by their hash may stay. */
static void put_back(bool init)
{
	static const char *const parts[] = {
		"store.db", "store.db-wal", "store.db-shm", "keys.db", "keys.db-wal",
		"keys.db-shm", "erased.log", "tip",
	};

	if (init) {
		trials_shell(str_fmt(&arena, "rm -rf '%s'", dir).p);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		put_back_file(parts[i]);
	}
}

static bool entries_of(struct app *app, int64_t *out, struct err *e)
{
	struct app_last last;
	bool good = app_last(app, &last, e);

	*out = good ? last.seq + 1 : 0;
	return good;
}

/* The disk works again: the act can be done, in the same process if it lives on. */
static const char *do_again(const struct act *act, struct app **app)
{
	struct err e;

	if (*app == NULL && act->fn == do_init && office_open(&arena, dir, at, app, &e)) {
		return NULL;			/* it had been made */
	}
	return act->fn(act, app, &e) ? NULL : office_why(&e);
}

static const char *ask_all(const struct act *act, int64_t entries)
{
	struct app *app;
	struct err e;
	int64_t n;
	int asked = acks + (act->line != NULL);
	const char *why = NULL;

	if (!office_open(&arena, dir, at, &app, &e)) {
		return office_why(&e);
	}
	if (!entries_of(app, &n, &e) || n != entries) {
		why = "not the entries there should be";
	}
	for (int i = 0; i < asked && why == NULL; i++) {
		why = office_ask_again(app, &acked[i]);
	}
	why = why != NULL ? why : office_verify(app);
	app_close(app);
	return why;
}

struct tried {
	const struct act *act;
	int64_t entries;		/* there are then */
};

static const char *with_fault(void *ctx, const struct fault_plan *plan, bool *came)
{
	const struct tried *t = ctx;
	const struct act *act = t->act;
	struct app *app = NULL;
	struct err e;

	put_back(act->fn == do_init);
	same_paper = false;
	if (!act->opens && !office_open(&arena, dir, at, &app, &e)) {
		return office_why(&e);
	}
	fault_arm(plan);
	bool done = act->fn(act, &app, &e);
	if (act->opens && done) {
		app_close(app);
	}
	(void)fault_disarm();
	*came = fault_came();
	app = act->opens ? NULL : app;
	const char *why = done ? NULL : trials_unclear(&e);
	if (why == NULL) {
		why = do_again(act, &app);
	}
	app_close(app);
	return why != NULL ? why : ask_all(act, t->entries);
}

static int64_t do_well(void *ctx, enum fault fault)
{
	struct tried *t = ctx;
	const struct act *act = t->act;
	struct fault_plan count = { .fault = fault };
	struct app *app = NULL;
	struct err e;

	put_back(act->fn == do_init);
	same_paper = false;
	bool done = act->opens || office_open(&arena, dir, at, &app, &e);
	fault_arm(&count);
	done = done && act->fn(act, &app, &e);
	int64_t calls = fault_calls();
	if (done) {
		done = entries_of(app, &t->entries, &e);
		int64_t before = fault_calls();
		app_close(app);
		calls = act->opens ? fault_calls() - before + calls : calls;
	}
	(void)fault_disarm();
	if (!done) {
		ok(false, "%s: %s", act->name, office_why(&e));
		exit(done_testing());
	}
	return calls;
}

static void staff(void)
{
	struct app *app;
	struct err e;

	if (!office_open(&arena, dir, at, &app, &e)) {
		ok(false, "open: %s", office_why(&e));
		return;
	}
	for (int i = 0; i < 10; i++) {
		char line[LINE_MOST];

		office_staff_line(i, line);
		if (!office_act(app, NULL, line, &acked[acks++], &e)) {
			ok(false, "%s: %s", line, office_why(&e));
		}
	}
	app_close(app);
}

static void test_act(const struct act *act)
{
	struct tried t = { act, 0 };
	struct trials trials = { act->name, &t, do_well, with_fault };

	at += act->wait;
	trials_run(&arena, &trials, &came_in_all, &total);
	(void)do_well(&t, FAULT_ONCE);
	if (act->line != NULL) {
		if (acked[acks].code[0] != '\0') {
			memcpy(code, acked[acks].code, CODE_MOST);
		}
		acks++;
	}
	if (act->fn == do_init) {
		staff();
	}
	keep();
}

int main(void)
{
	const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	trials_setup();
	hash_setup();
	arena_init(&arena, 0);
	char *name = str_cstr(&arena, str_fmt(&arena, "%s/dunghen-faults.XXXXXX", place));
	if (!ok(mkdtemp(name) != NULL, "a folder")) {
		return done_testing();
	}
	dir = str_fmt(&arena, "%s/db", name).p;
	copy = str_fmt(&arena, "%s/copy", name).p;
	for (size_t i = 0; i < ARRAY_LEN(acts); i++) {
		test_act(&acts[i]);
	}
	ok(came_in_all >= total * 9 / 10, "%" PRId64 " of %" PRId64 " planned faults came",
	   came_in_all, total);
	trials_shell(str_fmt(&arena, "rm -rf '%s'", name).p);
	arena_done(&arena);
	return done_testing();
}
