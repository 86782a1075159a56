/* A small province at work, for the tests of faults. */
#include "office.h"

#include "app/check.h"
#include "app/writer.h"
#include "base/embed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const communes[COMMUNES] = { "25195", "25210", "25217", "25220" };

/* ---- law ---- */

/* The header and the lines of the four communes; `by`: the column that names one. */
static struct str only_ours(struct arena *a, struct str table, bool last_column)
{
	struct buf b;
	struct str line, rest = table;

	buf_init(&b, table.n + 1);
	for (bool first = true; str_cut(rest, '\n', &line, &rest); first = false) {
		bool ours = first;

		for (int i = 0; i < COMMUNES; i++) {
			struct str key = str_of(communes[i]);

			ours = ours || (last_column ? str_ends(line, key) : str_starts(line, key));
		}
		if (ours) {
			buf_str(&b, line);
			buf_text(&b, "\n");
		}
	}
	struct str kept = str_dup(a, buf_view(&b));

	buf_done(&b);
	return kept;
}

struct app_birth office_birth(struct arena *a, const char *dir)
{
	struct law_source *law = arena_array(a, struct law_source, embed_count());

	for (size_t i = 0; i < embed_count(); i++) {
		const struct embed_file *f = embed_at(i);

		law[i] = (struct law_source){ f->path, f->bytes };
		if (str_is(f->path, "units/communes.csv")) {
			law[i].text = only_ours(a, f->bytes, false);
		} else if (str_is(f->path, "units/successions.csv")) {
			law[i].text = only_ours(a, f->bytes, true);
		}
	}
	return (struct app_birth){
		.dir = dir, .name = STR("test"), .mode = APP_TEST, .admin = STR("qt01"),
		.seed = STR("faults"), .at = OFFICE_START, .law = law, .laws = embed_count(),
	};
}

/* ---- lines ---- */

void office_fill(const char *model, int commune, const char *key, const char *code,
		 const char *file, char line[LINE_MOST])
{
	size_t n = 0;

	for (const char *p = model; *p != '\0'; p++) {
		const char *by = p[0] != '$' ? NULL : p[1] == 'U' ? communes[commune] :
				 p[1] == 'D' ? code : p[1] == 'F' ? file : key;

		if (by == NULL) {
			line[n++] = *p;
		} else {
			n += (size_t)snprintf(line + n, LINE_MOST - n, "%s", by);
			p++;
		}
		if (n + 1 >= LINE_MOST) {
			abort();
		}
	}
	line[n] = '\0';
}

#define LINE(as, verb, args) \
	"{\"key\":\"$K\",\"as\":\"" as "\",\"do\":\"" verb "\",\"args\":{" args "}}"
#define AT(who, unit, post) \
	"\"person\":\"" who ".$U\",\"unit\":\"" unit "\",\"post\":\"" post "\""
#define ON "\"dossier\":\"$D\""

void office_staff_line(int i, char line[LINE_MOST])
{
	static const char *const models[] = {
		LINE("qt01", "add_person", "\"key\":\"mc.$U\",\"name\":\"Lê Thị Thử\""),
		LINE("qt01", "assign", AT("mc", "$U.mc", "clerk")),
		LINE("qt01", "add_person", "\"key\":\"kt.$U\""),
		LINE("qt01", "assign", AT("kt", "$U.kt", "officer")),
		LINE("qt01", "add_person", "\"key\":\"truong.$U\""),
		LINE("qt01", "assign", AT("truong", "$U.kt", "head")),
		LINE("qt01", "add_person", "\"key\":\"chu.$U\""),
		LINE("qt01", "assign", AT("chu", "$U", "head")),
		LINE("qt01", "add_person", "\"key\":\"vp.$U\""),
		LINE("qt01", "assign", AT("vp", "$U.vp", "records")),
	};
	char key[24];

	(void)snprintf(key, sizeof(key), "staff-%d", i);
	office_fill(models[i % 10], i / 10, key, "", "", line);
}

void office_line(int commune, int k, const char *code, const char *file, char line[LINE_MOST])
{
	static const char *const models[LIFE_LINES] = {
		LINE("mc.$U", "receive_new", "\"procedure\":\"2.000815\",\"channel\":\"counter\","
		     "\"receiving\":\"$U.mc\",\"owner\":{\"name\":\"Trần Thị Thử $K\","
		     "\"id_number\":\"075$D\"}"),
		LINE("mc.$U", "withdraw", ON ",\"reason\":\"Đổi ý\""),
		LINE("mc.$U", "receive_new", "\"procedure\":\"1.001612\",\"channel\":\"counter\","
		     "\"receiving\":\"$U.mc\",\"owner\":{\"name\":\"Nguyễn Văn Thử $K\","
		     "\"id_number\":\"075$D\"}"),
		LINE("mc.$U", "hand_over", ON ",\"outcome\":\"forward\""),
		LINE("kt.$U", "take", ON),
		LINE("kt.$U", "hand_over", ON ",\"outcome\":\"forward\""),
		LINE("truong.$U", "take", ON),
		LINE("truong.$U", "finish", ON),
		LINE("chu.$U", "take", ON),
		LINE("chu.$U", "sign", ON),
		LINE("vp.$U", "take", ON),
		LINE("vp.$U", "number", ON ",\"number\":\"$K\",\"book\":\"GCN\",\"file\":\"$F\""),
		LINE("vp.$U", "ready", ON),
		LINE("mc.$U", "fee_receipt", ON),
		LINE("mc.$U", "deliver", ON ",\"how\":\"counter\",\"collector\":\"Người Nhận\""),
	};
	char key[24], number[16];

	(void)snprintf(key, sizeof(key), "c%d-%d", commune, k);
	(void)snprintf(number, sizeof(number), "%d%08d", commune, k);
	bool receives = k % LIFE_LINES == 0 || k % LIFE_LINES == 2;

	office_fill(models[k % LIFE_LINES], commune, key, receives ? number : code, file, line);
}

/* ---- asking ---- */

const char *office_why(const struct err *e)
{
	static char text[1024];
	size_t n = (size_t)snprintf(text, sizeof(text), "%s", e->key);

	for (int i = 0; i < e->args && n < sizeof(text); i++) {
		n += (size_t)snprintf(text + n, sizeof(text) - n, " %s=%s", e->arg[i].name,
				      e->arg[i].value);
	}
	return text;
}

static void remember(const char *line, const struct answer *answer, struct arena *a,
		     struct acked *out)
{
	struct str code = answer->made != NULL ? json_str(answer->made, "code") : STR("");
	struct buf b;

	*out = (struct acked){ .first = answer->first, .last = answer->last };
	buf_init(&b, ANSWER_MOST);
	answer_write(&b, a, answer);
	(void)snprintf(out->line, sizeof(out->line), "%s", line);
	(void)snprintf(out->answer, sizeof(out->answer), "%.*s", STR_ARG(buf_view(&b)));
	(void)snprintf(out->code, sizeof(out->code), "%.*s", STR_ARG(code));
	buf_done(&b);
}

bool office_act(struct app *app, struct writer *w, const char *line, struct acked *out,
		struct err *e)
{
	struct arena a;
	struct command command;
	struct answer answer = { .ok = false };
	struct str key;

	arena_init(&a, 0);
	if (!command_parse(&a, str_of(line), &command, &key, e)) {
		(void)fprintf(stderr, "no command: %s\n", line);
		abort();
	}
	if (w != NULL) {
		writer_act(w, &a, &command, &answer);
	} else {
		app_act(app, &a, &command, &answer);
	}
	if (answer.ok) {
		remember(line, &answer, &a, out);
	} else {
		*e = answer.err;
	}
	arena_done(&a);
	return answer.ok;
}

const char *office_ask_again(struct app *app, const struct acked *acked)
{
	static char why[2 * ANSWER_MOST + LINE_MOST];
	struct app_last before, after;
	struct acked again;
	struct err e;

	if (!app_last(app, &before, &e) || !office_act(app, NULL, acked->line, &again, &e) ||
	    !app_last(app, &after, &e)) {
		(void)snprintf(why, sizeof(why), "%.600s: %.400s", acked->line, office_why(&e));
		return why;
	}
	if (strcmp(again.answer, acked->answer) != 0 || before.seq != after.seq) {
		(void)snprintf(why, sizeof(why), "was %s, now %s", acked->answer, again.answer);
		return why;
	}
	return NULL;
}

const char *office_verify(struct app *app)
{
	struct app_verified v;
	struct err e;

	return app_verify(app, (struct progress){ 0 }, &v, &e) ? NULL : office_why(&e);
}

bool office_open(struct arena *a, const char *dir, int64_t clock, struct app **out,
		 struct err *e)
{
	struct app_options o = { .dir = dir, .access = APP_WRITER, .clock = clock };

	return app_open(a, &o, out, e);
}
