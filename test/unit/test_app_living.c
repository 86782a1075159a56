/* A demonstration that lives on: its clock, its jumps, and people coming first. */
#include "app/demo.h"
#include "app/demo_cast.h"
#include "app/demo_living.h"
#include "app/view.h"
#include "app/world.h"

#include "app_fixture.h"

enum { WAITS_MOST = 100000 };
#define PROCEDURE "1.001612"

static const char *dir;
static struct app *app;
static struct sessions *sessions;
static struct living *living;
static struct writer *writer;
static struct cast cast;

static void must(bool good, const char *what, const struct err *e)
{
	if (!good) {
		ok(false, "%s: %s", what, e->key);
		exit(done_testing());
	}
}

static int64_t at(const char *text)
{
	int64_t out = 0;
	ok(instant_parse(str_of(text), &out, &(struct err){ 0 }), "%s", text);
	return out;
}

static void fill(void)
{
	struct law_source *law = arena_array(&arena, struct law_source, embed_count());
	struct demo_count count;
	struct err e;
	for (size_t i = 0; i < embed_count(); i++) {
		law[i] = (struct law_source){ embed_at(i)->path, embed_at(i)->bytes };
	}
	struct demo_options o = {
		.dir = dir, .dossiers = 240, .months = 1, .seed = STR("living"),
		.until = day_make(2026, 11, 1), .until_working = true,	/* a Sunday */
		.law = law, .laws = embed_count(),
	};
	must(demo_run(&arena, &o, &app, &count, &e), "a province", &e);
	is_int(count.to, at("2026-10-30T00:00"), "it ends before its last working day");
	app_close(app);
	struct app_options again = { .dir = dir, .access = APP_WRITER, .clock = count.to };
	must(app_open(&arena, &again, &app, &e), "opened again", &e);
}

static bool nothing(struct ticket *t, struct app *a, struct err *e)
{
	(void)t;
	(void)a;
	(void)e;
	return true;
}

/* Jobs of the writer are done in order, so that asking again needs no sleep. */
static void jump(void)
{
	struct living_jump j;
	int waits = 0;
	ok(living_jump(living, &j), "a jump begins");
	while (j.under_way && waits++ < WAITS_MOST) {
		struct ticket t = { .job = nothing, .a = &arena };
		writer_do(writer, &t);
		living_jumping(living, &j);
	}
	ok(!j.under_way, "… and ends");
}

static bool sign_in(struct ticket *t, struct app *a, struct err *e)
{
	struct session_token token;
	struct login login;
	(void)t;
	struct session_wish wish = { .person = cast.member[CAST_OFFICER].seat.person,
				     .at = world_clock() };
	return session_open_demo(a, sessions, &wish, &token, &login, e);
}

/* Entries after `seq` in somebody's name, in a dossier's stream. */
struct found {
	int64_t by_person, of_dossier, by_others;
};
static struct found look(int64_t seq, struct person_id person, struct dossier_id dossier)
{
	struct found f = { 0 };
	struct entry_list list;
	struct app_last last;
	struct err e;
	must(app_last(app, &last, &e) && app_range(app, &arena, seq + 1, last.seq, &list, &e),
	     "the ledger", &e);
	for (size_t i = 0; i < list.n; i++) {
		const struct entry *en = &list.entry[i];
		bool his = en->actor.v == person.v && person.v != 0;
		f.by_person += his;
		f.of_dossier += en->stream.kind == STREAM_DOSSIER &&
				en->stream.id == dossier.v && en->actor.v != 0;
		f.by_others += !his && en->actor.v != 0;
	}
	return f;
}

/* Somebody received a dossier in person; then the simulation carries it on. */
static struct dossier_id receive(void)
{
	struct command c;
	struct str key;
	struct answer answer = { 0 };
	const struct unit *counter = org_relative(app_org(app), cast.agency, STR("@mc"));
	struct str line = str_fmt(&arena,
		"{\"key\":\"own\",\"as\":\"%.*s\",\"do\":\"receive_new\",\"args\":{\"procedure\":"
		"\"" PROCEDURE "\",\"channel\":\"counter\",\"receiving\":\"%.*s\",\"owner\":"
		"{\"name\":\"Nguyễn Văn Thử\",\"id_number\":\"075090001234\"}}}",
		STR_ARG(cast.member[CAST_CLERK].key), STR_ARG(counter->key));
	must(command_parse(&arena, line, &c, &key, &answer.err), "a command", &answer.err);
	writer_act(writer, &arena, &c, &answer);
	must(answer.ok, "received in person", &answer.err);
	struct dossier_id id = { 0 };
	ok(id_parse('d', json_str(answer.made, "dossier"), &id.v), "it has an id");
	return id;
}

static void open_living(int64_t speed)
{
	struct living_options o = { .app = app, .sessions = sessions, .speed = speed };
	struct err e;
	must(living_open(&arena, &o, &living, &e), "it lives on", &e);
	must(writer_start(&arena, app, &writer, &e), "a writer", &e);
	writer_clock(writer, living_clock, living);
	must(living_start(living, writer, &e), "it goes on", &e);
}

static void close_living(void)
{
	living_stop(living);
	writer_stop(writer);
	living_close(living);
}

/* Addresses are typed by hand now and then. */
static struct str as_typed(struct str code)
{
	char *p = arena_array(&arena, char, code.n + 2);
	for (size_t i = 0; i < code.n; i++) {
		p[i + 1] = code.p[i] == 'H' ? 'h' : code.p[i];
	}
	p[0] = p[code.n + 1] = ' ';
	return (struct str){ p, code.n + 2 };
}

/* People of an agency that has the procedure received below; who signs in holds one. */
static void choose_cast(void)
{
	struct list_filter any = { .open = true, .state = STR("open"), .limit = 200 };
	struct list_page open;
	struct err e;
	must(app_list(app, &arena, &any, &open, &e), "the list", &e);
	for (size_t i = 0; i < open.n; i++) {
		const struct seat *s = &open.row[i].holder.seat;
		const struct person *who = org_person(app_org(app), s->person);
		if (who && str_eq(open.row[i].procedure, STR(PROCEDURE))) {
			const struct unit *u = org_unit(app_org(app), s->unit);
			const struct unit *agency =
				org_agency(app_org(app), u, day_of(app_now(app)));
			must(demo_cast(app, &arena, agency->key, &cast, &e), "a cast", &e);
			cast.member[CAST_OFFICER].seat = *s;
			cast.member[CAST_OFFICER].key = who->key;
			return;
		}
	}
	ok(false, "somebody works at " PROCEDURE);
}

static void people_come_first(void)
{
	struct app_last before;
	choose_cast();
	is_int((int64_t)cast.n, CAST_ROLES, "somebody for each role");
	struct list_filter held = { .person = cast.member[CAST_OFFICER].key, .limit = 20 };
	struct list_filter any = { .open = true, .state = STR("open"), .limit = 20 };
	struct list_page mine, still, open;
	struct err e;
	must(app_last(app, &before, &e) && app_list(app, &arena, &held, &mine, &e) &&
		     app_list(app, &arena, &any, &open, &e), "the lists", &e);
	ok(mine.n > 0 && open.n > 0, "there is work");
	open_living(0);
	struct ticket t = { .job = sign_in, .a = &arena };
	writer_do(writer, &t);
	ok(t.answer.ok, "somebody signs in");
	living_opened(living, as_typed(open.row[0].code));
	struct dossier_id own = receive();
	for (int i = 0; i < 3; i++) {
		jump();
	}
	struct living_count n = living_counted(living);
	close_living();
	struct found f = look(before.seq, cast.member[CAST_OFFICER].seat.person, open.row[0].id);
	is_int(f.by_person, 0, "nothing is done in the name of who is signed in");
	is_int(f.of_dossier, 0, "nor with what somebody has opened");
	ok(f.by_others > 50, "the others work: %d entries", (int)f.by_others);
	ok(n.commands > 30 && n.refused * 10 < n.commands, "the law turns little down: %d of %d",
	   (int)n.refused, (int)n.commands);
	must(app_list(app, &arena, &held, &still, &e), "the list", &e);
	ok(still.n >= mine.n, "what one holds stays there");
	f = look(before.seq, (struct person_id){ 0 }, own);
	ok(f.of_dossier > 3, "what was received in person goes on: %d", (int)f.of_dossier);
}

int main(void)
{
	struct err e;
	hash_setup();
	arena_init(&arena, 0);
	dir = fixture_folder();
	fill();
	must(sessions_open(&arena, app, world_clock(), &sessions, &e), "sessions", &e);
	open_living(0);
	is_int(living_clock(living), at("2026-10-30T07:30"), "it begins in the morning");
	jump();
	is_int(living_clock(living), at("2026-11-02T07:30"), "the next one is behind a weekend");
	close_living();
	is_int(app_now(app), at("2026-11-02T07:30"), "what time does is done up to there");
	people_come_first();
	app_close(app);
	fixture_remove(dir);

	dir = fixture_folder();
	app = fixture_make(dir, APP_TEST);
	struct living_options o = { .app = app, .speed = 60 };
	ok(!living_open(&arena, &o, &living, &e) && strcmp(e.key, "demo.production") == 0,
	   "no other store lives on");
	app_close(app);
	fixture_remove(dir);
	return done_testing();
}
