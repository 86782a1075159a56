/*
 * Law data with any bytes put into the files that are compiled in: faults are
 * named or the law is read, never worse. The input is a list of edits: file,
 * position (two bytes), how much goes (mod 32), how much comes (mod 24), what.
 */
#include "core/law.h"
#include "core/org_import.h"

#include "base/embed.h"
#include "base/limits.h"

#include <assert.h>
#include <string.h>

enum { FILES = 128, FAULTS = 50, EDIT = 5 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t mint(void *ctx)
{
	int64_t *last = ctx;
	return ++*last;
}

/* Gives how many bytes of the input it used. */
static size_t edit(struct arena *a, struct law_source *files, size_t n, const uint8_t *data,
		   size_t size)
{
	struct law_source *f = &files[data[0] % n];
	size_t at = ((size_t)data[1] << 8 | data[2]) % (f->text.n + 1);
	size_t gone = data[3] % 32;
	size_t come = data[4] % 24;
	come = come < size - EDIT ? come : size - EDIT;
	struct str head = str_sub(f->text, 0, at);
	struct str tail = str_sub(f->text, at + gone, f->text.n);
	char *p = arena_alloc(a, head.n + come + tail.n, 1);
	memcpy(p, head.p, head.n);
	memcpy(p + head.n, data + EDIT, come);
	if (tail.n > 0) {
		memcpy(p + head.n + come, tail.p, tail.n);
	}
	f->text = (struct str){ .p = p, .n = head.n + come + tail.n };
	return EDIT + come;
}

/* Leaves out what no edit touched and nothing needs, for speed: other
 * procedures, and the units as a whole. */
static size_t trim(struct law_source *files, size_t n)
{
	size_t kept = 0;
	bool units = false;
	for (size_t i = 0; i < n; i++) {
		bool touched = files[i].text.p != embed_at(i)->bytes.p;
		units = units || (touched && str_starts(files[i].path, STR("units/")));
	}
	for (size_t i = 0; i < n; i++) {
		bool touched = files[i].text.p != embed_at(i)->bytes.p;
		if (str_starts(files[i].path, STR("units/"))
			    ? units
			    : touched || !str_starts(files[i].path, STR("procedures/"))) {
			files[kept++] = files[i];
		}
	}
	return kept;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct law_source files[FILES];
	size_t n = embed_count();
	assert(n <= FILES);
	arena_init(&a, 0);
	for (size_t i = 0; i < n; i++) {
		files[i] = (struct law_source){ .path = embed_at(i)->path,
						.text = embed_at(i)->bytes };
	}
	while (size > EDIT) {
		size_t used = edit(&a, files, n, data, size);
		data += used;
		size -= used;
	}
	n = trim(files, n);
	struct law_fault fault[FAULTS];
	struct law l;
	struct org_entry *entry;
	size_t count;
	int64_t last = 0;
	struct err e;
	size_t faults = law_check(&a, files, n, fault, FAULTS);
	assert(law_read(&a, files, n, &l, &e) == (faults == 0));
	if (faults == 0) {
		assert(org_import(&a, files, n, mint, &last, &entry, &count, &e));
	}
	arena_done(&a);
	return 0;
}
