/*
 * Lines of commands: refused with a code that both catalogs know, or read; the
 * arguments of any action are checked; the answer is always one line of JSON.
 */
#include "app/action.h"
#include "app/app.h"

#include "base/json.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ANSWER = 1 << 20 };

static void check_answer(struct arena *a, const struct answer *answer)
{
	struct buf b;
	const struct json *v;
	struct err e;
	buf_init(&b, ANSWER);
	answer_write(&b, a, answer);
	assert(buf_ok(&b) && memchr(b.p, '\n', b.n) == NULL);
	bool read = json_parse(a, buf_view(&b), &v, &e);
	assert(read && json_get(v, "ok")->type == JSON_FALSE);
	const struct json *message = json_get(v, "message");
	assert(message->type == JSON_OBJ && json_str(message, "vi").n > 0 &&
	       json_str(message, "en").n > 0);
	buf_done(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct str line = { (const char *)data, size };
	struct command command = { 0 };
	struct answer answer = { 0 };
	struct err e;
	arena_init(&a, 0);
	if (!command_parse(&a, line, &command, &answer.key, &answer.err)) {
		check_answer(&a, &answer);
	} else {
		assert(command.key.n > 0 && str_eq(command.key, answer.key));
		/* The arguments, for its own action and for all the others. */
		for (size_t i = 0; i < action_count(); i++) {
			if (!action_check(action_at(i), command.args, &e)) {
				answer.err = e;
				check_answer(&a, &answer);
			}
		}
		for (size_t i = 0; command.args->type == JSON_ARR && i < command.args->n; i++) {
			if (!action_check_child(command.args->v[i], i + 1, &e)) {
				answer.err = e;
				check_answer(&a, &answer);
			}
		}
	}
	arena_done(&a);
	return 0;
}
