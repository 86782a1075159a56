/* Command lines, their words parted by NUL bytes: every command's options. */
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/opt.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WORDS = 64 };

static void check_given(const struct opts *o)
{
	for (size_t i = 0; i < o->n; i++) {
		const struct opt_spec *spec = o->given[i].spec;
		assert(opt_has(o, spec->name) && opt_count(o, spec->name) >= 1);
		assert(utf8_valid(o->given[i].value));
		assert(spec->kind != OPT_VALUE || opt_count(o, spec->name) == 1);
		assert(str_eq(opt_at(o, spec->name, 0), opt_str(o, spec->name)));
		int64_t n;
		struct err e;
		if (opt_int(o, spec->name, 7, -5, 1000, &n, &e)) {
			assert(n >= -5 && n <= 1000);
		}
	}
	for (size_t i = 0; i < o->words; i++) {
		assert(utf8_valid(o->word[i]));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct opts o;
	struct err e;
	char *argv[WORDS + 1];
	int argc = 0;
	arena_init(&a, 0);
	struct str rest = { (const char *)data, size };
	while (rest.n > 0 && argc < WORDS) {
		struct str word, tail = { 0 };
		if (!str_cut(rest, '\0', &word, &tail)) {
			word = rest;
		}
		argv[argc++] = str_cstr(&a, word);
		rest = tail;
	}
	argv[argc] = NULL;
	const struct command *command = argc > 0 ? command_find(str_of(argv[0])) : NULL;
	if (!command) {
		command = command_find(STR("deadline"));
	}
	int first = argc > 0 ? 1 : 0;
	if (opts_parse(&a, command->options, argc - first, argv + first, &o, &e)) {
		check_given(&o);
	} else {
		assert(e.code == ERR_INVALID);
	}
	arena_done(&a);
	return 0;
}
