/* Whatever is taken apart as a bundle is put together as the same bytes. */
#include "core/tile.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, entry;
	struct buf b;
	struct err e;
	buf_init(&b, size + 1);
	while (rest.n > 0 && bundle_next(&rest, &entry, &e)) {
		bundle_add(&b, entry);
	}
	assert(b.n + rest.n == size);
	assert(str_eq(buf_view(&b), str_sub((struct str){ (const char *)data, size }, 0, b.n)));
	buf_done(&b);
	return 0;
}
