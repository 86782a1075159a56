/* Story files: every byte ends up in a sentence, an error or nothing; it ends. */
#include "cli/story.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct story_file f = { .rest = { (const char *)data, size } };
	struct arena a;
	bool there = true;
	int64_t line = 0;

	arena_init(&a, 0);
	for (size_t i = 0; there && i <= size + 1; i++) {
		struct sentence s;
		struct err e;

		if (!story_next(&a, &f, &s, &there, &e)) {
			assert(e.code != ERR_NONE);
			break;
		}
		if (there) {
			assert(s.n <= SENTENCE_WORDS && s.line >= line);
			line = s.line;
		}
		/* A sentence takes at least a byte: it cannot go on for ever. */
		assert(i <= size);
	}
	arena_done(&a);
	return 0;
}
