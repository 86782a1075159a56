/* Whatever is opened as a checkpoint is signed; a changed one never is. */
#include "core/note.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The key of the seeds, which hold notes that it signed. */
static struct note_key the_key(uint8_t secret[SECRET_SIZE])
{
	uint8_t seed[KEY_SIZE], public_key[KEY_SIZE];
	struct note_key key = { .name = { 0 } };
	struct err e;
	memset(seed, 5, sizeof(seed));
	sign_keys(seed, public_key, secret);
	bool made = note_key_make(STR("dunghen/thu/1"), public_key, &key, &e);
	assert(made);
	return key;
}

/* As the input itself, then as a text that was signed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	uint8_t secret[SECRET_SIZE];
	struct arena a;
	struct buf b;
	struct checkpoint c;
	struct str text;
	struct err e;
	arena_init(&a, 0);
	buf_init(&b, NOTE_MOST);
	struct note_key key = the_key(secret), other;
	if (note_key_read(&a, input, &other, &e)) {
		assert(str_eq(note_key_text(&a, &other), input));
	}
	if (checkpoint_open(&a, input, &key, &c, &e)) {
		assert(c.size >= 0 && str_eq(c.origin, key.name));
	}
	note_sign(&b, &a, input, &key, secret);
	if (note_open(&a, buf_view(&b), &key, &text, &e)) {
		assert(str_eq(text, input));
		b.p[size / 2] ^= 1;
		assert(!note_open(&a, buf_view(&b), &key, &text, &e));
		b.p[size / 2] ^= 1;
	}
	if (checkpoint_open(&a, buf_view(&b), &key, &c, &e)) {
		assert(c.size >= 0);
	}
	buf_done(&b);
	arena_done(&a);
	return 0;
}
