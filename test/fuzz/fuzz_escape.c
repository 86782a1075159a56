/* Any bytes in a page: no tag, no end of an attribute, no other scheme. */
#include "web/page.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool free_of(const struct buf *b, const char *set)
{
	for (size_t i = 0; i < b->n; i++) {
		if (b->p[i] == '\0' || strchr(set, b->p[i])) {
			return false;
		}
	}
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct buf b;
	buf_init(&b, 6 * size + 2);
	page_text(&b, s);
	assert(free_of(&b, "<>\"'\x01\x1b\x7f"));
	buf_reset(&b);
	page_url(&b, s);
	assert(free_of(&b, "<>\"' \t\r\n\\"));
	size_t scheme = strcspn(b.p, ":/?#");
	assert(b.p[scheme] != ':' || strncmp(b.p, "https:", 6) == 0 ||
	       strncmp(b.p, "mailto:", 7) == 0 || strncmp(b.p, "tel:", 4) == 0);
	assert(strncmp(b.p, "//", 2) != 0);
	buf_reset(&b);
	page_url_part(&b, s);
	assert(free_of(&b, "<>\"'&:/?# \\"));
	assert(buf_ok(&b));
	buf_done(&b);
	return 0;
}
