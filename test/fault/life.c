/* The lives of an office that test_power.c cuts short. */
#include "life.h"

#include "chance.h"

#include "app/check.h"
#include "app/erase.h"
#include "app/read.h"
#include "app/view.h"
#include "app/writer.h"
#include "store/store.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct clerk {
	struct scene *scene;
	struct app *app;
	struct writer *writer;
	int commune, lines;
};

static pthread_mutex_t telling = PTHREAD_MUTEX_INITIALIZER;

_Noreturn static void stuck(struct scene *s, const char *what, const struct err *e)
{
	(void)snprintf(s->told->why, sizeof(s->told->why), "%s: %s", what, office_why(e));
	_exit(1);
}

void life_note(struct scene *s, const struct acked *acked)
{
	(void)pthread_mutex_lock(&telling);
	if (s->told->acks < ACKED_MOST) {
		s->told->acked[s->told->acks] = *acked;
		s->told->acks++;
	}
	(void)pthread_mutex_unlock(&telling);
}

static void act(struct scene *s, struct app *app, struct writer *w, const char *line,
		struct acked *acked)
{
	struct err e;

	if (!office_act(app, w, line, acked, &e)) {
		stuck(s, line, &e);
	}
	life_note(s, acked);
}

void life_line(const struct scene *s, int commune, char line[LINE_MOST])
{
	char hex[HASH_HEX];

	office_line(commune, s->told->next[commune], s->told->code[commune],
		    hash_hex(s->told->file[0], hex), line);
}

static void *clerk_works(void *ctx)
{
	struct clerk *c = ctx;
	struct scene *s = c->scene;
	struct acked acked;
	char line[LINE_MOST];

	for (int i = 0; i < c->lines; i++) {
		int *next = &s->told->next[c->commune];

		life_line(s, c->commune, line);
		act(s, c->app, c->writer, line, &acked);
		if (acked.code[0] != '\0') {
			memcpy(s->told->code[c->commune], acked.code, CODE_MOST);
		}
		++*next;
	}
	return NULL;
}

static void clerks_work(struct scene *s, struct app *app)
{
	struct clerk clerk[COMMUNES];
	pthread_t thread[COMMUNES];
	struct writer *w;
	struct err e;
	int n = 1 + (int)chance_below(&s->chance, COMMUNES);

	if (!writer_start(&s->arena, app, &w, &e)) {
		stuck(s, "writer", &e);
	}
	for (int i = 0; i < n; i++) {
		clerk[i] = (struct clerk){ s, app, w, i, 3 + (int)chance_below(&s->chance, 14) };
		if (pthread_create(&thread[i], NULL, clerk_works, &clerk[i]) != 0) {
			_exit(1);
		}
	}
	for (int i = 0; i < n; i++) {
		(void)pthread_join(thread[i], NULL);
		app_tidy(app);
	}
	writer_stop(w);
}

static struct app *come_to_work(struct scene *s)
{
	struct app *app;
	struct err e;
	int64_t entries;

	if (!office_open(&s->arena, s->dir, OFFICE_START, &app, &e)) {
		stuck(s, "open", &e);
	}
	if (!app_advance(app, s->at, &entries, &e)) {
		stuck(s, "time", &e);
	}
	return app;
}

static void keep_file(struct scene *s, struct app *app)
{
	struct err e;
	char text[32];
	int n = s->told->files;

	(void)snprintf(text, sizeof(text), "result %d", n);
	if (!app_file_put(app, str_of(text), &s->told->file[n], &e)) {
		stuck(s, "file", &e);
	}
	s->told->files += n + 1 < FILES_MOST;
}

static void hand_out_head(struct scene *s, struct app *app)
{
	struct err e;
	int n = s->told->heads;

	if (n < HEADS_MOST) {
		struct store_head head;

		if (!store_head_hand(app_store(app), &s->arena, &head, &e) ||
		    !store_root_at(app_store(app), head.size, &s->told->root[n], &e)) {
			stuck(s, "head", &e);
		}
		s->told->head[n] = head.size;
		s->told->heads++;
	}
}

static void open_texts(struct scene *s, struct app *app)
{
	struct opened opened;
	struct err e;
	struct str code = str_of(s->told->code[0]);

	if (code.n > 0 &&
	    !app_open_texts(app, &s->arena, code, STR("mc.25195"), &opened, &e)) {
		stuck(s, "texts", &e);
	}
}

static void work(struct scene *s)
{
	struct app *app = come_to_work(s);
	struct acked acked;
	char line[LINE_MOST];

	while (s->told->staff < STAFF_LINES) {
		office_staff_line(s->told->staff, line);
		act(s, app, NULL, line, &acked);
		s->told->staff++;
	}
	keep_file(s, app);
	clerks_work(s, app);
	hand_out_head(s, app);
	open_texts(s, app);
	if (!s->stays_open && chance_below(&s->chance, 2) == 0) {
		app_close(app);
	}
}

static void be_born(struct scene *s)
{
	struct app_birth b = office_birth(&s->arena, s->dir);
	struct app *app;
	struct err e;

	if (!app_create(&s->arena, &b, &app, &e)) {
		stuck(s, "init", &e);
	}
	s->told->made = true;
	app_close(app);
}

static void rebuild(struct scene *s)
{
	struct app_options o = { .dir = s->dir, .access = APP_WRITER, .clock = s->at,
				 .rebuilding = true };
	struct app *app;
	struct err e;
	int64_t entries;

	if (!app_open(&s->arena, &o, &app, &e) ||
	    !app_rebuild(app, (struct progress){ 0 }, &entries, &e)) {
		stuck(s, "rebuild", &e);
	}
	app_close(app);
}

bool life_owner(struct scene *s, struct app *app, int commune, struct subject_id *out)
{
	const struct dossier *d;
	struct err e;
	char key[32];

	(void)snprintf(key, sizeof(key), "{\"key\":\"c%d-0\"", commune);
	for (int i = 0; s->told->next[commune] >= 2 && i < s->told->acks; i++) {
		const struct acked *acked = &s->told->acked[i];

		if (strncmp(acked->line, key, strlen(key)) == 0) {
			if (!app_dossier(app, &s->arena, str_of(acked->code), &d, &e)) {
				stuck(s, "owner", &e);
			}
			*out = d->owner;
			return true;
		}
	}
	return false;
}

static void erase(struct scene *s)
{
	struct app *app = come_to_work(s);
	struct erasure done;
	struct subject_id id;
	struct err e;
	char text[ID_TEXT];

	while (s->told->erasures < COMMUNES && life_owner(s, app, s->told->erasures, &id)) {
		struct erasing x = { str_of(id_text('s', id.v, text)), STR("order"), STR("qt01") };

		if (!app_erase(app, &s->arena, &x, &done, &e) &&
		    strcmp(e.key, "erase.again") != 0) {
			stuck(s, "erase", &e);
		}
		s->told->erased[s->told->erasures] = id;
		s->told->erasures++;
	}
	app_close(app);
}

_Noreturn void life(struct scene *s, enum kind kind, const struct fault_plan *plan)
{
	fault_install();
	disk_watch(s->base, s->spare);
	if (s->lies) {
		disk_lies();
	}
	fault_arm(plan);
	switch (kind) {
	case BORN:
		be_born(s);
		break;
	case LATER:
	case WORK:
		work(s);
		break;
	case REBUILT:
		rebuild(s);
		break;
	case ERASED:
		erase(s);
		break;
	case KINDS:
		break;
	}
	s->told->calls = fault_calls();
	fault_dark();
}
