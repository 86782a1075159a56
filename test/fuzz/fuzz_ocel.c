/* Object-centric logs of others, JSON and XML by their first bytes, SQLite through a file:
 * events and objects come one by one, whole and within their limits; faults have a name. */
#include "edge/ocel_in.h"
#include "store/ocel_sqlite.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool on_item(void *ctx, const struct ocel_item *it, struct err *e)
{
	(void)e;
	assert(it->attrs <= OCEL_ATTRS_MOST && it->links <= OCEL_LINKS_MOST && it->line >= 0);
	assert(utf8_valid(it->id) && utf8_valid(it->type) && utf8_valid(it->time));
	assert(it->kind == OCEL_EVENT || it->time.n == 0);
	for (size_t i = 0; i < it->attrs; i++) {
		assert(utf8_valid(it->attr[i].name) && utf8_valid(it->attr[i].value));
	}
	for (size_t i = 0; i < it->links; i++) {
		assert(utf8_valid(it->link[i].object) && utf8_valid(it->link[i].qualifier));
	}
	++*(int *)ctx;
	return true;
}

/* The library reads files by name. */
static bool sqlite(const uint8_t *data, size_t size, const struct ocel_sink *sink,
		   struct err *e)
{
	char name[] = "/dev/shm/fuzz_ocel_XXXXXX";
	int fd = mkstemp(name);

	assert(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	(void)close(fd);
	bool good = ocel_sqlite_read(name, sink, e);

	(void)unlink(name);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err e = { .key = "" };
	enum ocel_form form;
	bool packed;
	int items = 0;
	const struct ocel_sink sink = { &items, on_item };

	if (size == 0) {
		return 0;
	}
	FILE *f = fmemopen((void *)(uintptr_t)data, size, "rb");

	assert(f != NULL);
	bool good = ocel_sqlite_looks(f) ? sqlite(data, size, &sink, &e)
		    : ocel_in_looks(f, &form, &packed, &e) &&
		      ((form != OCEL_JSON && form != OCEL_XML) || ocel_in_read(f, form, &sink, &e));

	assert(good == (e.key[0] == '\0'));
	(void)fclose(f);
	return 0;
}
